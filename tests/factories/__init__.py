"""The least valid row of each model, with traits for stages. One module an app."""

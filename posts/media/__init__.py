"""The library: files, who is shown on them, and the consents that they stand on."""

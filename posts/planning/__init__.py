"""What is planned: calendar, strategy, series, campaigns, dates."""

"""The queue and who has what: lists, filters, claims, preferences, several at once, and those who read abuse."""

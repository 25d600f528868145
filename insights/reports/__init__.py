"""The compliance report by e-mail, and those that were made."""

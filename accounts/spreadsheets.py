"""Cells that a spreadsheet shows as text, for every table that is downloaded."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a cell for a formula."""


def csv_text(text: str) -> str:
    """A cell that no spreadsheet takes for a formula; some read the wide signs as the narrow ones, or skip blanks."""
    return f"'{text}" if text.lstrip(" \n\xa0").startswith(FORMULA) or text.startswith("\n") else text


def without_guard(text: str) -> str:
    """A cell of a table as it was before `csv_text`; `guarded` makes sure that this is so for every text."""
    return text[1:] if text.startswith("'") and csv_text(text[1:].lstrip("'")) != text[1:].lstrip("'") else text


def guarded(text: str) -> str:
    """`csv_text` that `without_guard` takes back exactly, also where the text itself begins with the sign."""
    return f"'{text}" if without_guard(text) != text else csv_text(text)

"""Tables that are downloaded: cells that a spreadsheet shows as text, and the kinds of files."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import Any

CSV, XLSX = "csv", "xlsx"
TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
UTF8_MARK = b"\xef\xbb\xbf"
"""At the head of a CSV: without it Excel reads the signs of another alphabet."""
LONGEST_CELL = 32_767  # what Excel takes
_REFUSED_BY_EXCEL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")

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


def csv_bytes(rows: Iterable[Iterable[Any]]) -> bytes:
    """Lines of a CSV, without the mark at its head. The cells are guarded already."""
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8", "replace")


def set_text(cell: Any, text: str) -> None:
    """Put a text into a cell of a workbook as a text, so that it is no formula."""
    cell.value = _REFUSED_BY_EXCEL.sub("", text)[:LONGEST_CELL] or None
    cell.data_type = "s"

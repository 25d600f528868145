"""From an uploaded file to rows of text. Nothing of the file is trusted: not its name, its sizes or its parts.

CSV in the encodings and with the separators that spreadsheets write; Excel only as .xlsx, read without running
anything, its parts looked at before the reader sees them.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Iterator
from itertools import repeat
from typing import Any, NoReturn
from xml.parsers import expat

from accounts.spreadsheets import without_guard

MOST_BYTES = 5 * 1024 * 1024
TOO_LARGE = "This file is larger than 5 MB. Take out what is not needed, or split it in two."
MOST_LINES = 2_000
MOST_COLUMNS = 60
MOST_CHARACTERS = 4_000_000
"""In all cells together."""
MOST_UNPACKED = 40 * 1024 * 1024
MOST_PARTS = 300
MOST_SHEETS = 40
FORMULA = "\x1bformula"
"""Stands in a cell that holds a formula; the rest of it is the formula. (Databases take no NUL.)"""

Row = tuple[int, list[str]]
"""The number of the row as the spreadsheet shows it, and its cells as text."""


class FileRefused(ValueError):
    """A file that cannot be read; the text is a sentence for the person."""


def rows_of(name: str, data: bytes) -> list[Row]:
    """The rows of the file that are not empty, its header among them. Raises FileRefused."""
    _refuse_at_once(data)
    if not data.startswith(b"PK"):
        return _bounded(_from_csv(data))
    return next(_bounded(rows) for _, rows in _from_xlsx(data))


def sheets_of(name: str, data: bytes) -> list[tuple[str, list[Row]]]:
    """Every visible sheet with its title and rows, within the bounds of one; a CSV is one without a title.

    A cell with a formula gives what it came to when the file was saved, where the file says it. Raises FileRefused.
    """
    _refuse_at_once(data)
    if not data.startswith(b"PK"):
        return [("", _bounded(_from_csv(data)))]
    found: list[tuple[str, list[Row]]] = []
    for title, rows in _from_xlsx(data, every=True):
        found.append((title, _bounded(rows, before=[row for _, earlier in found for row in earlier])))
        if len(found) > MOST_SHEETS:
            raise FileRefused(f"This file has more than {MOST_SHEETS} sheets. Take out those that are not needed.")
    return found


def _refuse_at_once(data: bytes) -> None:
    if not data.strip():
        raise FileRefused("This file is empty. Choose the one that you mean.")
    if len(data) > MOST_BYTES:
        raise FileRefused(TOO_LARGE)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileRefused("This is an old Excel file. Save it as .xlsx or CSV and choose it again.")


def _bounded(rows: Iterable[Row], before: Iterable[Row] = ()) -> list[Row]:
    """The rows that are not empty; those of sheets before it count towards what a file may hold."""
    found: list[Row] = []
    lines, characters = 0, 0
    for _, cells in before:
        lines, characters = lines + 1, characters + sum(map(len, cells))
    for number, cells in rows:
        if len(cells) > MOST_COLUMNS and any(cells[MOST_COLUMNS:]):
            raise FileRefused(f"Row {number} has more than {MOST_COLUMNS} columns. Take out those that are not needed.")
        cells = [cell.replace("\0", "").strip() for cell in cells[:MOST_COLUMNS]]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        characters += sum(map(len, cells))
        if characters > MOST_CHARACTERS:
            raise FileRefused("There is more text in this file than can be read at once. Split it in two.")
        found.append((number, cells))
        if lines + len(found) > MOST_LINES + 1:
            raise FileRefused(f"At most {MOST_LINES:,} lines are read at once. Split the file in two.")
    return found


def _from_csv(data: bytes) -> Iterator[Row]:
    text = _decoded(data)
    if "\0" in text:
        raise FileRefused("This file is neither CSV nor Excel. Save it as CSV or .xlsx and choose it again.")
    start = text[:20_000]
    first = start.split("\n", 1)[0]
    separator = max(",;\t|", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for number, cells in enumerate(reader, start=1):
            yield number, [without_guard(cell) for cell in cells]
    except csv.Error as error:
        raise FileRefused(
            "A cell of this file is far too long, or a quotation mark never ends. Save it again."
        ) from error


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise FileRefused("This file cannot be read as text. Save it as CSV (UTF-8).") from error
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileRefused("This file cannot be read as text. Save it as CSV (UTF-8).")


def _from_xlsx(data: bytes, *, every: bool = False) -> Iterator[tuple[str, Iterator[Row]]]:
    """The first visible sheet, or every one, each to be read before the next."""
    _look_at_parts(data)
    import openpyxl  # heavy, and only an upload needs it

    def open_book(*, values: bool) -> Any:
        return openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=values, keep_links=False)

    book = saved = None
    try:
        book, saved = open_book(values=False), open_book(values=True) if every else None
        titles = [one.title for one in book.worksheets if one.sheet_state == "visible"]
        if not titles:
            _refuse_xlsx()
        for title in titles if every else titles[:1]:
            yield title, _of_sheet(book[title], saved[title] if saved else None)
    except FileRefused:
        raise
    except Exception as error:  # whatever the reader stumbles over in a file that others made
        raise FileRefused(_BROKEN) from error
    finally:
        for one in (book, saved):
            if one is not None:
                one.close()


def _of_sheet(sheet: Any, saved: Any) -> Iterator[Row]:
    """Its rows; of formulas what `saved` says that they came to."""
    try:
        for one in (sheet, saved) if saved else (sheet,):
            one.reset_dimensions()
        bounds = {"max_row": MOST_LINES + 60, "max_col": MOST_COLUMNS + 1}
        values = saved.iter_rows(**bounds) if saved else repeat(())
        for number, (cells, came_to) in enumerate(zip(sheet.iter_rows(**bounds), values, strict=False), start=1):
            row = [_cell(one) for one in cells]
            for at, one in enumerate(came_to):
                if row[at].startswith(FORMULA) and one.value is not None:
                    row[at] = _cell(one)
            yield number, row
        if next(sheet.iter_rows(min_row=MOST_LINES + 61, max_row=MOST_LINES + 61, max_col=MOST_COLUMNS), None):
            raise FileRefused(f"At most {MOST_LINES:,} lines are read at once. Split the file in two.")
    except FileRefused:
        raise
    except Exception as error:
        raise FileRefused(_BROKEN) from error


_BROKEN = "This Excel file cannot be read. Open it, save it again as .xlsx, or save it as CSV."


def _refuse_xlsx(sentence: str = _BROKEN) -> NoReturn:
    raise FileRefused(sentence)


def _look_at_parts(data: bytes) -> None:
    """Refuse what is no plain workbook before anything reads it: bombs, macros, entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                _refuse_xlsx("This Excel file unpacks to far more than a table needs. Save only its first sheet.")
            if any("vba" in part.filename.lower() or part.filename.lower().endswith(".bin") for part in parts):
                _refuse_xlsx("This Excel file holds macros. Save it as .xlsx without them, or as CSV.")
            if "xl/workbook.xml" not in archive.namelist():
                _refuse_xlsx("This is not an Excel file. Save it as .xlsx or CSV and choose it again.")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _look_at_xml(archive.read(part))
    except FileRefused:
        raise
    except Exception as error:  # zipfile and zlib have many ways to say that it is broken
        raise FileRefused(_BROKEN) from error


def _look_at_xml(data: bytes) -> None:
    """A part of a workbook has no document type, so no entities that grow or that read other files."""

    def refuse(*_: Any) -> None:
        raise FileRefused("This Excel file is not built as Excel builds them. Save it again, or save it as CSV.")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(data, True)


def _cell(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if getattr(cell, "data_type", "") == "f":
        return f"{FORMULA} {value}"
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m-%d}" if value.time() == dt.time.min else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)

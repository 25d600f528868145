"""A table as CSV, and several as an Excel workbook: for reports and for services side by side."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from accounts.spreadsheets import UTF8_MARK, csv_bytes, csv_text, set_text

Cell = str | int | float | None
WIDEST = 60  # characters of a column; a longer text is wrapped
TITLE_LENGTH = 31  # what Excel takes


@dataclass(frozen=True)
class Sheet:
    """One sheet: `about` stands above the table, a line each."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    about: Sequence[str] = ()


def as_csv(sheet: Sheet) -> bytes:
    """UTF-8 with its mark, so that Excel reads it; no cell is taken for a formula."""
    return UTF8_MARK + csv_bytes(
        [csv_text(cell) if isinstance(cell, str) else cell for cell in line] for line in (sheet.heads, *sheet.rows)
    )


def as_xlsx(sheets: Iterable[Sheet]) -> bytes:
    """A workbook whose numbers are numbers; every text is written as text, so none is a formula."""
    import openpyxl  # heavy, and only a download or a report needs it
    from openpyxl.cell.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook(write_only=True)
    taken: set[str] = set()
    for told in sheets:
        sheet = book.create_sheet(_title(told.title, taken))
        for number, width in enumerate(_widths(told), start=1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.freeze_panes = f"B{len(told.about) + 2}"

        def cell(value: Cell, *, bold: bool = False, wrap: bool = True, sheet: object = sheet) -> object:
            made = WriteOnlyCell(sheet, value=None)
            if isinstance(value, str):
                set_text(made, value)
            else:
                made.value = value
            made.alignment = Alignment(wrap_text=wrap, vertical="top")
            if bold:
                made.font = Font(bold=True)
            return made

        for line in told.about:
            sheet.append([cell(line, bold=line == told.about[0], wrap=False)])
        sheet.append([cell(head, bold=True) for head in told.heads])
        for line in told.rows:
            sheet.append([cell(value) for value in line])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _title(title: str, taken: set[str]) -> str:
    """Without the signs that Excel refuses, not too long, and not twice."""
    plain = "".join(one for one in title if one not in "[]:*?/\\").strip("' ")[:TITLE_LENGTH] or "Sheet"
    name, number = plain, 2
    while name.casefold() in taken:
        name = f"{plain[: TITLE_LENGTH - 4]} {number}"
        number += 1
    taken.add(name.casefold())
    return name


def _widths(sheet: Sheet) -> list[int]:
    columns = zip(sheet.heads, *sheet.rows, strict=True)
    return [min(WIDEST, max(len(str(one)) for one in column if one is not None) + 2) for column in columns]

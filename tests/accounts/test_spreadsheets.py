"""Cells of tables that are downloaded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some
from openpyxl import Workbook
from openpyxl.cell.cell import WriteOnlyCell

from accounts.spreadsheets import csv_bytes, csv_text, guarded, set_text, without_guard


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\xa0=1", "＝1", "＠x"]
)
def test_no_cell_begins_like_a_formula(cell):
    assert csv_text(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "Comments", "1 = 1", "a@b.example", "'=1"])
def test_a_usual_cell_stays_as_it_is(cell):
    assert csv_text(cell) == cell


@given(some.text(alphabet="'=+-@＝ \n\t\ra1", max_size=6))
def test_a_guarded_cell_is_no_formula_and_is_read_as_what_it_was(text):
    assert csv_text(guarded(text)) == guarded(text)
    assert without_guard(guarded(text)) == text


@pytest.mark.parametrize(
    ("text", "there"),
    [("=1+1", "=1+1"), ("a\x00\x0b\x1fb", "ab"), ("\x01", None), ("x" * 40_000, "x" * 32_767)],
)
def test_a_text_in_a_workbook_is_a_text(text, there):
    cell = WriteOnlyCell(Workbook(write_only=True).create_sheet(), value=None)
    set_text(cell, text)
    assert (cell.value, cell.data_type) == (there, "s")


def test_lines_of_a_csv_end_as_excel_wants_them():
    assert (
        csv_bytes([["Name", "Number"], ["Zoë, “X”", None], [3, ""]]) == 'Name,Number\r\n"Zoë, “X”",\r\n3,\r\n'.encode()
    )

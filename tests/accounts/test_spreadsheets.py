"""Cells of tables that are downloaded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from accounts.spreadsheets import csv_text, guarded, without_guard


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

"""Numbers and months as people write them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insights.figures.values import MOST, ValueRefused, is_month, month, month_not_ahead, number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0), ("1240", 1240), ("1,240", 1240), ("12,400,000", 12_400_000), ("1 240", 1240), (" 7 ", 7),
        ("1240.0", 1240), ("1,240.00", 1240), ("1.2k", 1200), ("1.2 K", 1200), ("3m", 3_000_000),
        ("12 thousand", 12_000), ("1.24E+3", 1240), ("nil", 0), ("Zero", 0), ("2,000,000,000", MOST),
    ],
)  # fmt: skip
def test_a_number_is_read_as_people_write_it(text, value):
    assert number(text) == value


@pytest.mark.parametrize("text", ["", "-", "–", "—", "n/a", "N/A", "na", "?", " unknown ", "None", "tbc"])
def test_what_says_that_nobody_knows_is_none_and_not_zero(text):
    assert number(text) is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("5%", "percentage"), ("-5", "less than nothing"), ("−5", "less than nothing"), ("+40", "change"),
        ("12.5", "whole number"), ("1.240", "whole number"), ("1,24", "whole number"), ("1,2400", "whole number"),
        ("about 40", "whole number"), ("1.2345k", "whole number"), ("2,000,000,001", "more than any"),
        ("9e99", "more than any"), ("9" * 15, "more than any"), ("9" * 79, "whole number"), ("١٢", "whole number"),
        ("\x1bformula =A1*2", "whole number"), ("<b>4</b>", "whole number"), ("nan", "whole number"),
    ],
)  # fmt: skip
def test_what_is_no_number_is_refused_with_a_sentence(text, sentence):
    with pytest.raises(ValueRefused, match=sentence):
        number(text)


@given(st.text(max_size=100))
def test_any_text_is_a_number_or_unknown_or_refused(text):
    try:
        found = number(text)
    except ValueRefused as refused:
        assert str(refused).endswith(".")
    else:
        assert found is None or 0 <= found <= MOST


@given(st.integers(min_value=0, max_value=MOST))
def test_a_number_that_we_write_is_read_as_itself(value):
    assert number(str(value)) == number(f"{value:,}") == value


@pytest.mark.parametrize(
    "text",
    [
        "2026-11", "2026-11-01", "2026-11-30", "2026-11-01 00:00", "Nov 2026", "November 2026", "nov-26", "Nov 26",
        "NOV. 2026", "1 Nov 2026", "30th November 2026", "11/2026", "11-2026", "01/11/2026", "30/11/2026", "30.11.26",
        "2026 November", "202611", "46327", "46356.0", "Nov ’26",
    ],
)  # fmt: skip
def test_a_month_is_read_as_people_and_spreadsheets_write_it(text):
    assert month(text) == dt.date(2026, 11, 1)


def test_september_has_two_short_forms():
    assert month("Sep 2026") == month("Sept 2026") == dt.date(2026, 9, 1)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "no month"), ("November", "no month"), ("2026", "no month"), ("13/2026", "no month"),
        ("11/30/2026", "no month"), ("Nov 1066", "no month"), ("Nov 2003", "the year"), ("Nev 2026", "no month"),
        ("99999", "no month"), ("2026-00", "no month"), ("12", "no month"), ("Total", "no month"),
    ],
)  # fmt: skip
def test_what_is_no_month_is_refused_with_a_sentence(text, sentence):
    with pytest.raises(ValueRefused, match=sentence):
        month(text)


def test_a_month_that_has_not_begun_is_refused_and_the_current_one_is_not():
    today = dt.date(2026, 11, 22)
    assert month_not_ahead("Nov 2026", today) == dt.date(2026, 11, 1)
    with pytest.raises(ValueRefused, match="December 2026 has not begun"):
        month_not_ahead("Dec 2026", today)


def test_a_bare_number_does_not_name_a_month_in_a_heading():
    assert is_month("Nov 2026")
    assert not is_month("46327")


@given(st.text(max_size=80))
def test_any_text_is_a_month_or_refused(text):
    try:
        assert month(text).day == 1
    except ValueRefused as refused:
        assert str(refused).endswith(".")

"""What people write into the cells of a plan."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as some

from posts.planning.plans.values import ValueRefused, date_of, names_of, time_of

DAY = dt.date(2026, 12, 1)


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-01",
        "1/12/2026",
        "01/12/26",
        "01.12.2026",
        "1-12-2026",
        "1 Dec 2026",
        "1 December 2026",
        "1st December 2026",
        "1st of December 2026",
        "Tue 1 Dec 2026",
        "Tuesday, 1 December 2026",
        "1-Dec-26",
        " 1  dec.  2026 ",
    ],
)
def test_dates_are_read_day_first(text):
    assert date_of(text) == (DAY, None)


@pytest.mark.parametrize("text", ["2026-12-01 09:30", "2026-12-01T09:30:00", "1/12/2026 9:30"])
def test_a_cell_may_hold_date_and_time(text):
    assert date_of(text) == (DAY, dt.time(9, 30))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("12/25/2026", "25/12/2026"),
        ("1 Dec", "no year"),
        ("1/12", "no year"),
        ("31/02/2026", "no day of the calendar"),
        ("1 Decembre 2026", "not a date"),
        ("1 Mayo 2026", "not a date"),
        ("tomorrow", "not a date"),
        ("46000", "not a date"),
        ("1/12/1926", "too far"),
        ("2026-13-01", "no day"),
        ("00/00/2026", "no day"),
        ("٣/١٢/٢٠٢٦" * 900, "not a date"),
        ("=TODAY()", "not a date"),
    ],
)
def test_a_date_that_cannot_be_read_says_how_to_write_it(text, sentence):
    with pytest.raises(ValueRefused, match=sentence):
        date_of(text)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("09:30", dt.time(9, 30)),
        ("9.30", dt.time(9, 30)),
        ("09:30:00", dt.time(9, 30)),
        ("9am", dt.time(9)),
        ("9 AM", dt.time(9)),
        ("12 pm", dt.time(12)),
        ("12am", dt.time(0)),
        ("5.30 p.m.", dt.time(17, 30)),
        ("noon", dt.time(12)),
        ("0.395833333333333", dt.time(9, 30)),
        (".5", dt.time(12)),
        ("17:00", dt.time(17)),
    ],
)
def test_times_are_read(text, time):
    assert time_of(text) == time


@pytest.mark.parametrize("text", ["9", "25:00", "09:60", "13 pm", "0 am", "soon", "-1", "1e3", "9" * 5000])
def test_a_time_that_cannot_be_read_says_how_to_write_it(text):
    with pytest.raises(ValueRefused, match="Write it like"):
        time_of(text)


def test_names_are_taken_apart():
    assert names_of("Facebook, X and Bluesky\nMastodon; X") == ["Facebook", "X", "Bluesky", "Mastodon"]
    assert names_of(" , ;") == []
    assert names_of("Sandbox @northshire") == ["Sandbox @northshire"]


@given(some.text(max_size=40))
def test_no_cell_breaks_the_reading(text):
    for read in (date_of, time_of):
        try:
            read(text)
        except ValueRefused as refused:
            assert str(refused).endswith(".")
    names_of(text)

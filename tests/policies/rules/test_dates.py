"""Dates and times as they are read from a text, around the turn of the year too."""

from datetime import date, time

import pytest

from policies.rules.dates import dates, times_in


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("4 December", date(2026, 12, 4)),
        ("4th of December", date(2026, 12, 4)),
        ("Fri 4 Dec", date(2026, 12, 4)),
        ("December 4", date(2026, 12, 4)),
        ("December 4th, 2026", date(2026, 12, 4)),
        ("04/12/2026", date(2026, 12, 4)),
        ("4.12.26", date(2026, 12, 4)),
        ("4/12", date(2026, 12, 4)),
        ("2026-12-04", date(2026, 12, 4)),
        ("3-5 December", date(2026, 12, 5)),
        ("3 and 4 December", date(2026, 12, 4)),
        ("11 January", date(2027, 1, 11)),  # nearest
        ("Monday 11 January", date(2027, 1, 11)),
        ("20 June", date(2026, 6, 20)),
        ("March 2027", date(2027, 3, 31)),
    ],
)
def test_a_date_is_read_as_people_in_britain_write_it(text, read):
    assert [found.on for found in dates(f"Come on {text} please", date(2026, 12, 1))] == [read]


@pytest.mark.parametrize(
    "text", ["24/7", "1/2 term", "31 February", "30/2/2026", "£4.12", "Year 4 in December", "in May", "10.30", "3.5"]
)
def test_what_is_no_date_is_not_read_as_one(text):
    assert dates(f"Open {text} for all", date(2026, 12, 1)) == ()


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (", 10am", [time(10)]),
        (" at 10:00 to 12:00", [time(10), time(12)]),
        (", 9-11am", [time(9), time(11)]),
        (" from 9.30am until noon", [time(9, 30), time(12)]),
        (", 1 to 3pm", [time(13), time(15)]),
        (" 12pm", [time(12)]),
        (" we meet 30 people", []),
    ],
)
def test_times_right_after_a_date_are_read(text, read):
    assert sorted(times_in(text)) == read

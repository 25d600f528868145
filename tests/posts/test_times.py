import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from posts import times
from posts.times import TimeRefused

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("on", "at", "expected"),
    [
        (dt.date(2026, 12, 1), dt.time(10), dt.datetime(2026, 12, 1, 10, tzinfo=dt.UTC)),
        (dt.date(2026, 6, 1), dt.time(10), dt.datetime(2026, 6, 1, 9, tzinfo=dt.UTC)),
        (dt.date(2026, 3, 29), dt.time(0, 59), dt.datetime(2026, 3, 29, 0, 59, tzinfo=dt.UTC)),
        (dt.date(2026, 3, 29), dt.time(2), dt.datetime(2026, 3, 29, 1, tzinfo=dt.UTC)),
        (dt.date(2026, 10, 25), dt.time(2), dt.datetime(2026, 10, 25, 2, tzinfo=dt.UTC)),
    ],
)
def test_a_typed_time_is_read_on_the_local_wall_clock(on, at, expected):
    assert times.read(on, at, LONDON) == times.Reading(expected)


@pytest.mark.parametrize("at", [dt.time(1), dt.time(1, 30), dt.time(1, 59)])
def test_a_time_that_spring_skips_is_refused_with_the_nearest_real_ones(at):
    with pytest.raises(TimeRefused, match=r"29 Mar 2026, so 01:\d\d does not exist. Choose 00:59 or 02:00"):
        times.read(dt.date(2026, 3, 29), at, LONDON)


def test_a_gap_elsewhere_is_found_as_well():
    with pytest.raises(TimeRefused, match="Choose 01:59 or 02:30"):
        times.read(dt.date(2026, 10, 4), dt.time(2, 15), ZoneInfo("Australia/Lord_Howe"))


def test_an_hour_that_autumn_repeats_is_read_as_its_first_and_says_so():
    reading = times.read(dt.date(2026, 10, 25), dt.time(1, 30), LONDON)
    assert reading.at == dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)
    assert "comes twice" in reading.notice
    assert "first of the two" in reading.notice


def test_a_time_in_the_past_is_refused_with_the_time_that_it_is():
    now = dt.datetime(2026, 11, 20, 14, 0, tzinfo=dt.UTC)
    with pytest.raises(TimeRefused, match="Fri 20 Nov, 13:59 has passed; it is now Fri 20 Nov, 14:00"):
        times.refuse_past(now - dt.timedelta(minutes=1), now, LONDON)


@pytest.mark.parametrize("year", [1, 1899, 2101, 9999])
def test_a_year_that_is_a_slip_of_the_finger_is_refused(year):
    with pytest.raises(TimeRefused, match=f"before the year 2101; this one is in {year}"):
        times.read(dt.date(year, 12, 31), dt.time(23, 59), LONDON)


def test_a_time_ahead_is_taken():
    now = dt.datetime(2026, 11, 20, 14, 0, tzinfo=dt.UTC)
    times.refuse_past(now + dt.timedelta(minutes=1), now, LONDON)

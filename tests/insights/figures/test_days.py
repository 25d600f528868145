"""When figures are read again, and for which days what is new counts."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insights.figures.days import READ_FOR, next_evening, next_look, spread

LONDON = ZoneInfo("Europe/London")
HOUR = dt.timedelta(hours=1)


def at(text: str) -> dt.datetime:
    """On the wall clock of London."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(dt.UTC)


def days(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def test_a_post_is_read_each_hour_on_its_first_day():
    sent = at("2026-11-20T10:00")
    assert next_look(sent, at("2026-11-20T11:00"), LONDON, every=HOUR) == at("2026-11-20T12:00")
    assert next_look(sent, at("2026-11-21T09:59"), LONDON, every=6 * HOUR) == at("2026-11-21T15:59")


def test_then_each_evening_and_then_each_week_until_the_ninetieth_day():
    sent = at("2026-11-02T10:00")
    assert next_look(sent, at("2026-11-03T10:30"), LONDON, every=HOUR) == at("2026-11-03T21:00")
    assert next_look(sent, at("2026-11-03T21:02"), LONDON, every=HOUR) == at("2026-11-04T21:00")
    assert next_look(sent, at("2026-11-16T21:02"), LONDON, every=HOUR) == at("2026-11-23T21:00")
    assert next_look(sent, at("2027-01-18T21:02"), LONDON, every=HOUR) == at("2027-01-25T21:00")
    assert next_look(sent, at("2027-01-25T21:02"), LONDON, every=HOUR) is None
    assert next_look(sent, at("2027-06-01T21:02"), LONDON, every=HOUR) is None


def test_a_reading_shortly_before_the_evening_takes_its_place():
    assert next_evening(at("2026-11-20T18:30"), LONDON, 0) == at("2026-11-21T21:00")
    assert next_evening(at("2026-11-20T17:30"), LONDON, 0) == at("2026-11-20T21:00")


def test_channels_are_spread_over_the_hour():
    moments = {next_evening(at("2026-11-20T12:00"), LONDON, key) for key in range(60)}
    assert len(moments) == 60
    assert all(at("2026-11-20T21:00") <= one < at("2026-11-20T22:00") for one in moments)


@pytest.mark.parametrize(("before", "after"), [("2026-10-24", "2026-10-25"), ("2026-03-28", "2026-03-29")])
def test_the_evening_stays_at_its_hour_when_the_clocks_change(before, after):
    assert next_evening(at(f"{before}T21:10"), LONDON, 0) == at(f"{after}T21:00")


def test_what_came_in_a_gap_of_days_counts_for_the_day_that_read_it():
    assert spread(70, at("2026-11-10T21:00"), at("2026-11-17T21:00"), LONDON) == {days("2026-11-17"): 70}
    assert spread(0, at("2026-11-10T21:00"), at("2026-11-17T21:00"), LONDON) == {days("2026-11-17"): 0}


def test_the_end_of_a_month_in_between_takes_its_share_of_the_time():
    found = spread(100, at("2026-10-31T12:00"), at("2026-11-02T12:00"), LONDON)
    assert found == {days("2026-10-31"): 25, days("2026-11-02"): 75}


def test_two_months_that_ended_in_between_each_take_their_share():
    found = spread(920, at("2026-09-30T00:00"), at("2026-12-30T23:00"), LONDON)
    assert list(found) == [days("2026-09-30"), days("2026-10-31"), days("2026-11-30"), days("2026-12-30")]
    assert sum(found.values()) == 920
    assert found[days("2026-10-31")] > found[days("2026-11-30")] > 290


def test_the_hour_that_the_autumn_repeats_is_time_like_any_other():
    found = spread(25, at("2026-10-25T00:00"), at("2026-10-25T23:59"), LONDON)
    assert found == {days("2026-10-25"): 25}


def test_a_month_begins_at_midnight_on_the_services_clock():
    summer = spread(10, at("2026-06-30T23:30"), at("2026-07-01T00:30"), LONDON)
    assert summer == {days("2026-06-30"): 5, days("2026-07-01"): 5}


@given(
    st.integers(0, 10**9),
    st.integers(0, 4 * 366 * 24 * 60),
    st.timedeltas(dt.timedelta(days=-2), dt.timedelta(days=200)),
    st.sampled_from(["Europe/London", "UTC", "Pacific/Auckland", "America/St_Johns"]),
)
def test_nothing_is_lost_and_nothing_made_by_spreading(fresh, minutes, gap, zone):
    since = dt.datetime(2024, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=minutes)
    found = spread(fresh, since, since + gap, ZoneInfo(zone))
    assert sum(found.values()) == fresh
    assert all(value >= 0 for value in found.values())
    assert max(found) == (since + gap).astimezone(ZoneInfo(zone)).date()


@given(st.timedeltas(dt.timedelta(0), dt.timedelta(days=120)))
def test_the_next_look_is_always_later_and_never_after_ninety_days(age):
    sent = at("2026-03-01T10:00")
    found = next_look(sent, sent + age, LONDON, every=HOUR, key=3)
    assert found is None or sent + age < found <= sent + READ_FOR

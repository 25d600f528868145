"""Working time over nights, weekends, bank holidays and both clock changes."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.hours import BankHolidays, NeverOpen, WorkingHours, hours_of
from tests.factories.accounts import ServiceFactory

LONDON = ZoneInfo("Europe/London")
NINE_TO_FIVE = WorkingHours(dt.time(9), dt.time(17), frozenset(range(5)), BankHolidays("ENG"), LONDON)
ALL_HOURS = WorkingHours(dt.time(0), dt.time(23, 59), frozenset(range(7)), frozenset(), LONDON)


def local(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        ("2026-11-30T10:00", 60, "2026-11-30T11:00"),
        ("2026-11-30T08:05", 60, "2026-11-30T10:00"),  # before opening: from nine
        ("2026-11-30T16:00", 60, "2026-11-30T17:00"),  # exactly at closing time
        ("2026-11-30T16:30", 60, "2026-12-01T09:30"),
        ("2026-11-27T16:30", 60, "2026-11-30T09:30"),  # over a weekend
        ("2026-11-28T12:00", 60, "2026-11-30T10:00"),  # on a Saturday
        ("2026-12-24T16:30", 60, "2026-12-29T09:30"),  # Christmas, and Boxing Day's substitute on the Monday
        ("2026-04-02T16:30", 60, "2026-04-07T09:30"),  # Good Friday to Easter Monday
        ("2026-03-27T16:30", 60, "2026-03-30T09:30"),  # over the spring clock change
        ("2026-10-23T16:30", 60, "2026-10-26T09:30"),  # over the autumn one
        ("2026-11-30T10:00", 960, "2026-12-02T10:00"),  # two days' worth
        ("2026-11-28T12:00", 0, "2026-11-30T09:00"),
    ],
)
def test_minutes_are_counted_in_working_time(start, minutes, end):
    assert NINE_TO_FIVE.add_minutes(local(start), minutes) == local(end)


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-11-30T10:00", 1, "2026-12-01T17:00"),
        ("2026-11-30T07:00", 1, "2026-12-01T17:00"),
        ("2026-11-27T10:00", 1, "2026-11-30T17:00"),
        ("2026-11-28T10:00", 1, "2026-11-30T17:00"),
        ("2026-11-28T10:00", 2, "2026-12-01T17:00"),
        ("2026-12-24T10:00", 1, "2026-12-29T17:00"),
        ("2026-03-27T10:00", 1, "2026-03-30T17:00"),
        ("2026-10-23T10:00", 2, "2026-10-27T17:00"),
        ("2026-11-30T10:00", 0, "2026-11-30T17:00"),
        ("2026-11-28T10:00", 0, "2026-11-30T17:00"),
    ],
)
def test_days_end_at_closing_time_and_the_first_one_does_not_count(start, days, end):
    assert NINE_TO_FIVE.add_days(local(start), days) == local(end)


def test_a_working_day_is_one_hour_shorter_in_spring_and_longer_in_autumn_when_it_spans_the_change():
    assert ALL_HOURS.add_minutes(local("2026-03-29T00:30"), 60) == local("2026-03-29T02:30")
    first_half_past_one = dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)
    assert ALL_HOURS.add_minutes(first_half_past_one, 60) == dt.datetime(2026, 10, 25, 1, 30, tzinfo=dt.UTC)


def test_scotland_keeps_other_days():
    scotland = WorkingHours(dt.time(9), dt.time(17), frozenset(range(5)), BankHolidays("SCT"), LONDON)
    assert scotland.is_working_day(dt.date(2026, 4, 6))  # Easter Monday
    assert not NINE_TO_FIVE.is_working_day(dt.date(2026, 4, 6))


def test_open_from_the_first_minute_to_the_last():
    assert NINE_TO_FIVE.is_open(local("2026-11-30T09:00"))
    assert not NINE_TO_FIVE.is_open(local("2026-11-30T17:00"))
    assert not NINE_TO_FIVE.is_open(local("2026-11-29T10:00"))


def test_minutes_between_leave_out_the_night():
    assert NINE_TO_FIVE.minutes_between(local("2026-11-27T16:30"), local("2026-11-30T09:30")) == 60
    assert NINE_TO_FIVE.minutes_between(local("2026-11-30T10:00"), local("2026-11-30T09:00")) == 0


def test_a_service_that_never_opens_is_an_error_and_no_endless_loop():
    closed = WorkingHours(dt.time(9), dt.time(17), frozenset(), frozenset(), LONDON)
    with pytest.raises(NeverOpen):
        closed.add_minutes(local("2026-11-30T10:00"), 1)
    with pytest.raises(NeverOpen):
        closed.add_days(local("2026-11-30T10:00"), 1)


def test_the_hours_are_those_that_the_service_has_set():
    service = ServiceFactory.build(
        opens_at=dt.time(8), closes_at=dt.time(16), open_weekdays="0123", holiday_region="WLS"
    )
    hours = hours_of(service)
    assert (hours.opens, hours.closes, hours.weekdays) == (dt.time(8), dt.time(16), frozenset({0, 1, 2, 3}))
    assert hours.holidays == BankHolidays("WLS")


@given(hours_on=st.integers(0, 3 * 365 * 24), minutes=st.integers(1, 5000))
def test_what_was_added_is_what_lies_between(hours_on, minutes):
    start = dt.datetime(2025, 1, 1, tzinfo=dt.UTC) + dt.timedelta(hours=hours_on)
    end = NINE_TO_FIVE.add_minutes(start, minutes)
    assert end > start
    assert NINE_TO_FIVE.minutes_between(start, end) == minutes

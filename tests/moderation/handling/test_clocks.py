"""Priorities, and clocks over weekends, bank holidays and both clock changes."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from accounts.hours import BankHolidays, WorkingHours
from moderation.handling.clocks import (
    allegation_due_at,
    clock_starts_at,
    due_at,
    priority_of,
    statutory_due_on,
    warn_at,
)
from policies.parameters import Parameters

LONDON = ZoneInfo("Europe/London")
HOURS = WorkingHours(dt.time(9), dt.time(17), frozenset(range(5)), BankHolidays("ENG"), LONDON)


def local(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("category", "flags", "is_public", "priority"),
    [
        ("case_request", ["safeguarding", "immediate_danger"], True, 0),
        ("troll", ["immediate_danger", "safeguarding"], False, 0),
        ("general", ["safeguarding"], False, 1),
        ("troll", ["threat_or_hate"], False, 1),
        ("general", ["personal_data"], True, 1),
        ("case_request", [], True, 1),
        ("", [], False, 1),  # could not be sorted: nobody knows what it holds
        ("case_request", [], False, 2),
        ("general", ["personal_data"], False, 4),
        ("grievance", [], True, 2),
        ("general", ["staff_allegation"], True, 2),
        ("troll", ["statutory_request"], True, 2),
        ("troll", [], True, 3),
        ("general", ["spam"], True, 3),
        ("general", [], True, 4),
        ("general", ["under_13"], True, 4),
    ],
)
def test_priority_follows_from_class_flags_and_place(category, flags, is_public, priority):
    assert priority_of(category, flags, is_public=is_public) == priority


@pytest.mark.parametrize(
    ("priority", "is_public", "posted", "received", "due"),
    [
        (0, True, "2026-12-25T02:00", "2026-12-25T02:01", "2026-12-25T02:16"),  # at any hour
        (1, True, "2026-11-30T10:05", "2026-11-30T10:07", "2026-11-30T11:05"),  # from when it was posted
        (1, True, "2026-11-30T08:05", "2026-11-30T08:07", "2026-11-30T10:00"),  # before opening
        (1, True, "2026-11-27T16:40", "2026-11-27T16:41", "2026-11-30T09:40"),  # over a weekend
        (1, True, "2026-12-24T16:30", "2026-12-24T16:31", "2026-12-29T09:30"),  # over Christmas
        (1, True, "2026-03-28T22:00", "2026-03-28T22:01", "2026-03-30T10:00"),  # over the spring change
        (1, True, "2026-10-24T22:00", "2026-10-24T22:01", "2026-10-26T10:00"),  # over the autumn one
        (1, False, "2026-11-30T09:00", "2026-11-30T10:00", "2026-11-30T11:00"),  # a message: from when we got it
        (2, True, "2026-11-27T10:00", "2026-11-27T10:01", "2026-11-30T17:00"),
        (3, True, "2026-04-02T10:00", "2026-04-02T10:01", "2026-04-07T17:00"),  # over Easter
        (4, True, "2026-11-30T10:00", "2026-11-30T10:01", "2026-12-02T17:00"),
    ],
)
def test_clocks_run_in_service_hours(priority, is_public, posted, received, due):
    found = due_at(
        priority,
        is_public=is_public,
        posted_at=local(posted),
        received_at=local(received),
        hours=HOURS,
        parameters=Parameters(),
    )
    assert found == local(due)


def test_clocks_take_their_lengths_from_the_policy():
    parameters = Parameters(hidden_within_minutes_p1=30, answered_within_days_p4=5)
    at = {"posted_at": local("2026-11-30T10:00"), "received_at": local("2026-11-30T10:00")}
    assert due_at(1, is_public=True, hours=HOURS, parameters=parameters, **at) == local("2026-11-30T10:30")
    assert due_at(4, is_public=True, hours=HOURS, parameters=parameters, **at) == local("2026-12-07T17:00")


@pytest.mark.parametrize(
    ("made_on", "due_on"),
    [
        ("2026-11-30", "2026-12-30"),  # a month; the 20th working day is the same
        ("2026-06-01", "2026-06-29"),  # 20 working days come first
        ("2026-03-20", "2026-04-20"),  # the month comes first: Easter holds up the working days
        ("2027-01-31", "2027-02-26"),
    ],
)
def test_a_request_by_law_has_the_earlier_of_a_month_and_20_working_days(made_on, due_on):
    assert statutory_due_on(dt.date.fromisoformat(made_on), HOURS) == dt.date.fromisoformat(due_on)


@pytest.mark.parametrize(
    ("priority", "start", "due", "percent", "warned"),
    [
        (0, "2026-12-25T02:00", "2026-12-25T02:15", 75, "2026-12-25T02:11:15"),  # a danger knows no hours
        (1, "2026-11-30T10:00", "2026-11-30T11:00", 75, "2026-11-30T10:45"),
        (1, "2026-11-27T16:40", "2026-11-30T09:40", 75, "2026-11-30T09:25"),  # of working time
        (1, "2026-12-24T16:30", "2026-12-29T09:30", 50, "2026-12-24T17:00"),
        (1, "2026-03-28T22:00", "2026-03-30T10:00", 75, "2026-03-30T09:45"),  # over the spring change
        (1, "2026-10-24T22:00", "2026-10-26T10:00", 75, "2026-10-26T09:45"),  # over the autumn one
        (2, "2026-11-27T13:00", "2026-11-30T17:00", 75, "2026-11-30T14:00"),  # nine of twelve hours
        (1, "2026-11-30T10:00", "2026-11-30T11:00", 100, "2026-11-30T11:00"),
        (1, "2026-11-30T10:00", "2026-11-30T11:00", 0, "2026-11-30T10:00"),
    ],
)
def test_a_warning_comes_when_so_much_working_time_is_used_up(priority, start, due, percent, warned):
    assert warn_at(priority, start=local(start), due=local(due), hours=HOURS, percent=percent) == local(warned)


def test_a_danger_counts_from_when_it_was_seen_to_be_one_and_never_from_before_we_had_it():
    times = {"is_public": True, "posted_at": local("2026-11-30T08:00"), "received_at": local("2026-11-30T10:00")}
    assert clock_starts_at(0, **times) == local("2026-11-30T10:00")
    assert clock_starts_at(0, **times, danger_at=local("2026-11-30T15:00")) == local("2026-11-30T15:00")
    assert clock_starts_at(0, **times, danger_at=local("2026-11-30T09:00")) == local("2026-11-30T10:00")


@pytest.mark.parametrize("priority", [1, 2, 3, 4])
def test_what_its_writer_made_of_it_counts_from_the_change(priority):
    times = {"is_public": True, "posted_at": local("2026-11-30T08:00"), "received_at": local("2026-11-30T10:00")}
    changed = local("2026-12-02T15:00")
    assert clock_starts_at(priority, **times, asks_more_since=changed) == changed


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-11-27T10:00", "2026-11-30T17:00"),
        ("2026-12-24T16:59", "2026-12-29T17:00"),  # over Christmas and its bank holidays
        ("2026-10-23T10:00", "2026-10-26T17:00"),  # over the autumn change
    ],
)
def test_an_allegation_has_one_working_day(received, due):
    assert allegation_due_at(local(received), HOURS, Parameters()) == local(due)


def test_a_service_that_works_on_some_days_only_counts_those():
    two_days = WorkingHours(dt.time(10), dt.time(14), frozenset({1, 3}), BankHolidays("ENG"), LONDON)
    at = {"posted_at": local("2026-11-26T13:30"), "received_at": local("2026-11-26T13:30")}  # a Thursday
    found = due_at(1, is_public=True, hours=two_days, parameters=Parameters(), **at)
    assert found == local("2026-12-01T10:30")
    warned = warn_at(1, start=at["posted_at"], due=found, hours=two_days, percent=75)
    assert warned == local("2026-12-01T10:15")

"""When a post's figures are read again, and for which days of the service what came since then counts. Pure."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

EVENING_HOUR = 21
FIRST_DAY = dt.timedelta(days=1)
DAILY_FOR = dt.timedelta(days=14)
READ_FOR = dt.timedelta(days=90)
NOT_BEFORE = dt.timedelta(hours=3)
"""The evening is left out where a reading was so short a time ago."""


def next_evening(now: dt.datetime, zone: ZoneInfo, key: int, *, days: int = 1) -> dt.datetime:
    """The next moment between 21:00 and 22:00 on the service's wall clock, or the one after so many days.

    A day is read near its end, so that what is new stands with the day that brought it. `key` spreads the channels
    over the hour.
    """
    today = now.astimezone(zone).date()
    at = _evening(today, zone, key)
    if days == 1 and at > now + NOT_BEFORE:
        return at
    return _evening(today + dt.timedelta(days=days), zone, key)


def _evening(day: dt.date, zone: ZoneInfo, key: int) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(EVENING_HOUR, key * 7 % 60), tzinfo=zone).astimezone(dt.UTC)


def next_look(
    sent_at: dt.datetime, now: dt.datetime, zone: ZoneInfo, *, every: dt.timedelta, key: int = 0
) -> dt.datetime | None:
    """When to read a post again: `every` so often on its first day, each evening for two weeks, then weekly; None after
    ninety days."""
    age = now - sent_at
    if age < FIRST_DAY:
        return now + every
    at = next_evening(now, zone, key, days=1 if age < DAILY_FOR else 7)
    return at if at <= sent_at + READ_FOR else None


def spread(fresh: int, since: dt.datetime, now: dt.datetime, zone: ZoneInfo) -> dict[dt.date, int]:
    """For which days counts what came since the reading before: for the day of this reading, however many days lie
    between. Where a month ended meanwhile, its share of the time counts for its last day, so that no month gets what
    another one brought. Adds up to `fresh`."""
    today = now.astimezone(zone).date()
    found: dict[dt.date, int] = {}
    begin, left = min(since, now), fresh
    whole = now - begin
    while (end := _end_of_month(begin, zone)) <= now and whole:
        part = fresh * ((end - begin) // dt.timedelta(seconds=1)) // max(1, whole // dt.timedelta(seconds=1))
        part = min(part, left)
        if part:
            found[(end.astimezone(zone) - dt.timedelta(days=1)).date()] = part
        begin, left = end, left - part
    found[today] = found.get(today, 0) + left
    return found


def _end_of_month(moment: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    first = moment.astimezone(zone).date().replace(day=1)
    after = (first + dt.timedelta(days=32)).replace(day=1)
    return dt.datetime.combine(after, dt.time(), tzinfo=zone).astimezone(dt.UTC)

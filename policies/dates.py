"""Reckoning with the dates of policies. Pure."""

from __future__ import annotations

import calendar
import datetime as dt
from zoneinfo import ZoneInfo

TAKES_OVER_AT = dt.time(0, 5)
"""When a scheduled version comes into force, on the service's wall clock (DESIGN 4)."""


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day of a later month; the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def takes_over_at(effective_from: dt.date, zone: ZoneInfo) -> dt.datetime:
    """The moment at which a version scheduled for this date comes into force."""
    return dt.datetime.combine(effective_from, TAKES_OVER_AT, tzinfo=zone).astimezone(dt.UTC)


def until_in_words(day: dt.date, today: dt.date) -> str:
    """How far a date is: "today", "in 3 days", "in 51 weeks", "5 days ago"."""
    days = (day - today).days
    if days == 0:
        return "today"
    distance = abs(days)
    words = f"{distance} day{'s' if distance != 1 else ''}" if distance < 21 else f"{distance // 7} weeks"
    return f"in {words}" if days > 0 else f"{words} ago"

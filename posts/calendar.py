"""A month of posts as weeks of days, and the same as a list. Pure: rows in, days out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Quiet:
    """A quiet period, both ends included."""

    name: str
    starts_on: dt.date
    ends_on: dt.date


@dataclass(kw_only=True)
class Day:
    """One day of the grid. `band` is what the quiet period's band says here ("" where it only goes on)."""

    on: dt.date
    is_other_month: bool
    is_today: bool
    is_ahead: bool
    entries: list[Any] = field(default_factory=list)
    is_quiet: bool = False
    band: str = ""
    begins: list[Quiet] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Week:
    number: int
    days: Sequence[Day]

    @property
    def count(self) -> int:
        return sum(len(day.entries) for day in self.days)


def first_of(text: str, today: dt.date) -> dt.date:
    """The first day of a month written "2026-12"; this month where it cannot be read."""
    try:
        first = dt.date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
    return first if 2000 <= first.year <= 2100 else today.replace(day=1)


def next_month(first: dt.date) -> dt.date:
    return (first + dt.timedelta(days=32)).replace(day=1)


def month_before(first: dt.date) -> dt.date:
    return (first - dt.timedelta(days=1)).replace(day=1)


def grid_of(first: dt.date) -> tuple[dt.date, dt.date]:
    """The Monday on or before the first of the month, and the Monday after its last day."""
    start = first - dt.timedelta(days=first.weekday())
    after = next_month(first)
    return start, after + dt.timedelta(days=-after.weekday() % 7)


def weeks(
    first: dt.date, *, today: dt.date, entries: Mapping[dt.date, list[Any]], quiet: Iterable[Quiet]
) -> list[Week]:
    """The month in whole weeks, Monday first."""
    start, end = grid_of(first)
    periods = [one for one in quiet if one.starts_on < end and one.ends_on >= start]
    days = [
        _day(start + dt.timedelta(days=n), first, today, entries, periods, start) for n in range((end - start).days)
    ]
    return [Week(number=days[n].on.isocalendar().week, days=tuple(days[n : n + 7])) for n in range(0, len(days), 7)]


def _day(
    on: dt.date,
    first: dt.date,
    today: dt.date,
    entries: Mapping[dt.date, list[Any]],
    periods: Sequence[Quiet],
    start: dt.date,
) -> Day:
    here = [one for one in periods if one.starts_on <= on <= one.ends_on]
    day = Day(
        on=on,
        is_other_month=(on.year, on.month) != (first.year, first.month),
        is_today=on == today,
        is_ahead=on >= today,
        entries=list(entries.get(on, [])),
        is_quiet=bool(here),
        begins=[one for one in here if on == max(one.starts_on, start)],
    )
    if here:
        begins_here = [one for one in here if on == one.starts_on or on.weekday() == 0 or on == start]
        day.band = f"Quiet: {begins_here[0].name}" if begins_here else ""
    return day


def agenda(of_weeks: Iterable[Week]) -> list[Day]:
    """The days of the grid that have something on them, in order: the same plan as a list."""
    return [day for week in of_weeks for day in week.days if day.entries or day.begins]

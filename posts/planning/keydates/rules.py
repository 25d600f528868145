"""What a key date is, and the rules that give its days in a year. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import holidays
from dateutil.easter import easter

Span = tuple[dt.date, dt.date]
"""The first day and the last, both included."""
Rule = Callable[[int], Span]

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
LAST = -1
WEEK = 6  # days that a week adds to its first
SCHOOL_WEEK = 4


@dataclass(frozen=True, kw_only=True)
class KeyDate:
    """A day, week or month of the catalogue.

    `rule_words` says the rule for people; `source` is the body that sets the date; `words` are further names by which
    a post may speak of it. `audiences` are values of posts.models.Audience. With `is_about` the body sets the date anew
    each year: the rule is what recent years kept, to be confirmed.
    """

    key: str
    name: str
    rule: Rule
    rule_words: str
    source: str
    lead_days: int = 14
    audiences: tuple[str, ...] = ("parents_carers",)
    words: tuple[str, ...] = ()
    is_about: bool = False

    def in_year(self, year: int) -> Span:
        return self.rule(year)


def fixed(month: int, day: int) -> Rule:
    return lambda year: _days(dt.date(year, month, day), 0)


def from_to(start: tuple[int, int], end: tuple[int, int]) -> Rule:
    return lambda year: (dt.date(year, *start), dt.date(year, *end))


def whole_month(month: int) -> Rule:
    def rule(year: int) -> Span:
        first = dt.date(year, month, 1)
        return first, (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)

    return rule


def last_day_of(month: int) -> Rule:
    month_of = whole_month(month)
    return lambda year: (month_of(year)[1], month_of(year)[1])


def nth_weekday(month: int, nth: int, weekday: int, *, more_days: int = 0) -> Rule:
    """The nth weekday of a month (LAST: its last), and so many days after it."""

    def rule(year: int) -> Span:
        if nth == LAST:
            last = whole_month(month)(year)[1]
            return _days(last - dt.timedelta(days=(last.weekday() - weekday) % 7), more_days)
        first = dt.date(year, month, 1)
        return _days(first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1)), more_days)

    return rule


def week_of(month: int, day: int, *, days: int = WEEK) -> Rule:
    """The week from Monday on that holds this day."""

    def rule(year: int) -> Span:
        inside = dt.date(year, month, day)
        return _days(inside - dt.timedelta(days=inside.weekday()), days)

    return rule


def week_ending_on_the_last_sunday(month: int) -> Rule:
    def rule(year: int) -> Span:
        sunday = nth_weekday(month, LAST, SUN)(year)[0]
        return sunday - dt.timedelta(days=WEEK), sunday

    return rule


def weekday_from(month: int, day: int, weekday: int) -> Rule:
    """The first such weekday on or after a day."""

    def rule(year: int) -> Span:
        start = dt.date(year, month, day)
        return _days(start + dt.timedelta(days=(weekday - start.weekday()) % 7), 0)

    return rule


def second_week_day(month: int, weekday: int) -> Rule:
    """That weekday in the second week of a month, where the week of the month's first working day is the first."""

    def rule(year: int) -> Span:
        first = dt.date(year, month, 1)
        if first.weekday() >= SAT:
            first += dt.timedelta(days=7 - first.weekday())
        return _days(first - dt.timedelta(days=first.weekday()) + dt.timedelta(days=7 + weekday), 0)

    return rule


def easter_and(days: int) -> Rule:
    return lambda year: _days(easter(year) + dt.timedelta(days=days), 0)


def working_day_from(month: int, day: int) -> Rule:
    """The day, or the next that is no weekend day and no bank holiday in England."""

    def rule(year: int) -> Span:
        on = dt.date(year, month, day)
        while on.weekday() >= SAT or on in bank_holidays("ENG", year):
            on += dt.timedelta(days=1)
        return on, on

    return rule


@cache
def bank_holidays(region: str, year: int) -> dict[dt.date, str]:
    """Bank holidays of a year by day, with their names. `region` is ENG, WLS, SCT or NIR; others get England's."""
    known = region if region in ("ENG", "WLS", "SCT", "NIR") else "ENG"
    return dict(holidays.country_holidays("GB", subdiv=known, years=year))


def _days(first: dt.date, more: int) -> Span:
    return first, first + dt.timedelta(days=more)

"""Spans of time that figures are counted over, on the service's wall clock, and the one that each is compared with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import ClassVar, Self
from urllib.parse import urlencode

from accounts.models import Service
from policies.dates import add_months

DAY = dt.timedelta(days=1)
EARLIEST = dt.date(2010, 1, 1)
LONGEST = dt.timedelta(days=3 * 366)  # of two dates that somebody types


@dataclass(frozen=True)
class Span:
    """A time of a service; `start` belongs to it, `end` does not."""

    service: Service
    start: dt.datetime
    end: dt.datetime


class OfDays:
    """What every span of whole days has. `first` and `last` belong to it."""

    service: Service
    first: dt.date
    last: dt.date

    @property
    def before(self) -> OfDays:
        raise NotImplementedError

    @property
    def after(self) -> OfDays:
        raise NotImplementedError

    @property
    def name(self) -> str:
        raise NotImplementedError

    @property
    def short(self) -> str:
        """As it stands in "better than in …"."""
        return self.name

    @property
    def asked(self) -> dict[str, str]:
        """As it stands in an address."""
        raise NotImplementedError

    @property
    def query(self) -> str:
        return urlencode(self.asked)

    @cached_property
    def start(self) -> dt.datetime:
        return self.service.midnight(self.first)

    @cached_property
    def end(self) -> dt.datetime:
        return self.service.midnight(self.last + DAY)

    def is_current(self, now: dt.datetime) -> bool:
        return self.start <= now < self.end

    def compared(self, now: dt.datetime) -> OfDays:
        """The span before; while this one still runs, as many days of it as have begun in this one."""
        before = self.before
        if not self.is_current(now):
            return before
        last = before.first + (self.service.today(now) - self.first)
        return before if last >= before.last else Days(self.service, before.first, last)


@dataclass(frozen=True)
class OfMonths(OfDays):
    """Whole calendar months of a service: `first` is the first day of the first of them."""

    months: ClassVar[int]
    service: Service
    first: dt.date

    @property
    def last(self) -> dt.date:
        return self.after.first - DAY

    @property
    def after(self) -> Self:
        return replace(self, first=add_months(self.first, self.months))

    @property
    def before(self) -> Self:
        return replace(self, first=add_months(self.first, -self.months))


class Month(OfMonths):
    months = 1

    @property
    def name(self) -> str:
        return f"{self.first:%B %Y}"

    @property
    def short(self) -> str:
        return f"{self.first:%B}"

    @property
    def value(self) -> str:
        """As it stands in an address: 2026-11."""
        return f"{self.first:%Y-%m}"

    @property
    def asked(self) -> dict[str, str]:
        return {"month": self.value}


class Quarter(OfMonths):
    """Three months that begin with January, April, July or October."""

    months = 3

    @property
    def name(self) -> str:
        return f"{self.first:%B} to {self.last:%B %Y}"

    @property
    def asked(self) -> dict[str, str]:
        return {"quarter": f"{self.first.year}-{self.first.month // 3 + 1}"}


class Year(OfMonths):
    """Twelve months that begin with January."""

    months = 12

    @property
    def name(self) -> str:
        return f"{self.first:%Y}"

    @property
    def asked(self) -> dict[str, str]:
        return {"year": self.name}


@dataclass(frozen=True)
class Days(OfDays):
    """From one day to another, both included."""

    service: Service
    first: dt.date
    last: dt.date

    @property
    def _length(self) -> dt.timedelta:
        return self.last - self.first + DAY

    @property
    def before(self) -> Days:
        return Days(self.service, self.first - self._length, self.first - DAY)

    @property
    def after(self) -> Days:
        return Days(self.service, self.last + DAY, self.last + self._length)

    @property
    def name(self) -> str:
        """ "1 to 22 November 2026"; the first month and year are named where they are others."""
        if self.first == self.last:
            return f"{self.last:%-d %B %Y}"
        month = "" if (self.first.year, self.first.month) == (self.last.year, self.last.month) else f" {self.first:%B}"
        year = "" if self.first.year == self.last.year else f" {self.first:%Y}"
        return f"{self.first:%-d}{month}{year} to {self.last:%-d %B %Y}"

    @property
    def short(self) -> str:
        return self.name.removesuffix(f" {self.last:%Y}") if self.first.year == self.last.year else self.name

    @property
    def asked(self) -> dict[str, str]:
        return {"from": self.first.isoformat(), "to": self.last.isoformat()}

    def compared(self, now: dt.datetime) -> OfDays:
        return self.before


def month_of(service: Service, value: str, now: dt.datetime) -> Month:
    """The month that an address names; the current one when it names none, a wrong one or a future one."""
    today = service.today(now)
    try:
        first = dt.datetime.strptime(value, "%Y-%m").replace(tzinfo=dt.UTC).date()
    except ValueError:
        first = today
    return Month(service, max(EARLIEST, min(first, today)).replace(day=1))


def asked_for(service: Service, asked: Mapping[str, str], now: dt.datetime) -> OfDays:
    """The span that an address names: two dates, a quarter, a year or a month. The current month where it names none.

    Dates in the wrong order are turned round, a day that lies ahead is today, and a span that is longer than three
    years begins later.
    """
    today = service.today(now)
    if days := _days(service, asked, today):
        return days
    year, _, number = asked.get("quarter", "").partition("-")
    if (found := _year(year, today)) and number in ("1", "2", "3", "4"):
        first = dt.date(found, 3 * int(number) - 2, 1)
        return Quarter(service, min(first, quarter_of(service, today).first))
    if found := _year(asked.get("year", ""), today):
        return Year(service, dt.date(found, 1, 1))
    return month_of(service, asked.get("month", ""), now)


def quarter_of(service: Service, day: dt.date) -> Quarter:
    return Quarter(service, day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1))


def choices(service: Service, now: dt.datetime) -> list[OfDays]:
    """The current month, quarter and year."""
    today = service.today(now)
    return [
        Month(service, today.replace(day=1)),
        quarter_of(service, today),
        Year(service, today.replace(month=1, day=1)),
    ]


def _days(service: Service, asked: Mapping[str, str], today: dt.date) -> Days | None:
    try:
        first, last = (dt.date.fromisoformat(asked.get(name, "")) for name in ("from", "to"))
    except ValueError:
        return None
    first, last = sorted(min(max(one, EARLIEST), today) for one in (first, last))
    return Days(service, max(first, last - LONGEST), last)


def _year(value: str, today: dt.date) -> int | None:
    if not (value.isascii() and value.isdigit() and len(value) == 4):
        return None
    return min(max(int(value), EARLIEST.year), today.year)

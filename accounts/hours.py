"""Reckoning with a service's working hours, pure: opening times, weekdays and bank holidays on the local wall clock.

Moments go in and come out aware, in UTC when they come out. A span of hours crosses nights, weekends, bank holidays
and both clock changes as the people in the office would count it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import holidays

if TYPE_CHECKING:
    from accounts.models import Service

FURTHEST_DAYS = 3660  # no clock of ours runs for ten years; a service that never opens ends here


@cache
def bank_holidays_of(region: str, year: int) -> frozenset[dt.date]:
    """Bank holidays of one year; `region` is ENG, WLS, SCT or NIR. An unknown region gets England's."""
    known = region if region in ("ENG", "WLS", "SCT", "NIR") else "ENG"
    return frozenset(holidays.country_holidays("GB", subdiv=known, years=year))


@dataclass(frozen=True)
class BankHolidays:
    """All bank holidays of a region, worked out a year at a time."""

    region: str = "ENG"

    def __contains__(self, day: object) -> bool:
        return isinstance(day, dt.date) and day in bank_holidays_of(self.region, day.year)


class NeverOpen(ValueError):
    """The hours hold no working day within ten years."""


@dataclass(frozen=True)
class WorkingHours:
    """When a service works. Weekdays count from Monday, 0; `holidays` are days on which it is closed."""

    opens: dt.time
    closes: dt.time
    weekdays: frozenset[int]
    holidays: Container[dt.date]
    zone: ZoneInfo

    def is_working_day(self, day: dt.date) -> bool:
        return day.weekday() in self.weekdays and day not in self.holidays

    def is_open(self, moment: dt.datetime) -> bool:
        local = moment.astimezone(self.zone)
        return self.is_working_day(local.date()) and self.opens <= local.time() < self.closes

    def add_minutes(self, start: dt.datetime, minutes: int) -> dt.datetime:
        """The moment at which so many minutes of working time have passed since `start`.

        Outside the hours the clock stands still: 60 minutes from Friday 16:30 end on Monday at 09:30, when the
        service works from nine to five. No minutes at all end at the next moment of working time.
        """
        left = dt.timedelta(minutes=minutes)
        day = start.astimezone(self.zone).date()
        for _ in range(FURTHEST_DAYS):
            opening, closing = self._span(day)
            begin = max(opening, start.astimezone(dt.UTC))
            if self.is_working_day(day) and begin < closing:
                if left <= closing - begin:
                    return begin + left
                left -= closing - begin
            day += dt.timedelta(days=1)
        raise NeverOpen("These working hours never come.")

    def add_days(self, start: dt.datetime, days: int) -> dt.datetime:
        """Closing time of the n-th working day after the day of `start`, which itself does not count.

        One working day from Friday 10:00, and from Saturday, is Monday at closing time.
        """
        return self._span(self.nth_working_day(start.astimezone(self.zone).date(), days))[1]

    def nth_working_day(self, day: dt.date, days: int) -> dt.date:
        """The n-th working day after `day`; with 0, the day itself or the next working day."""
        counted = 0
        for offset in range(FURTHEST_DAYS):
            candidate = day + dt.timedelta(days=offset)
            if self.is_working_day(candidate) and (offset or not days):
                counted += 1
                if counted >= days:
                    return candidate
        raise NeverOpen("These working hours never come.")

    def minutes_between(self, start: dt.datetime, end: dt.datetime) -> int:
        """Whole minutes of working time from `start` to `end`; 0 when the end comes first."""
        total = dt.timedelta()
        day, last = start.astimezone(self.zone).date(), end.astimezone(self.zone).date()
        while day <= last:
            if self.is_working_day(day):
                opening, closing = self._span(day)
                total += max(dt.timedelta(), min(closing, end) - max(opening, start))
            day += dt.timedelta(days=1)
        return int(total.total_seconds() // 60)

    def _span(self, day: dt.date) -> tuple[dt.datetime, dt.datetime]:
        """Opening and closing moment of a day, in UTC: reckoned on the wall clock, so right on both clock changes."""
        opening = dt.datetime.combine(day, self.opens, self.zone)
        closing = dt.datetime.combine(day, self.closes, self.zone)
        return opening.astimezone(dt.UTC), closing.astimezone(dt.UTC)


def hours_of(service: Service) -> WorkingHours:
    """The working hours that a service has set."""
    return WorkingHours(
        opens=service.opens_at,
        closes=service.closes_at,
        weekdays=frozenset(int(digit) for digit in service.open_weekdays),
        holidays=BankHolidays(service.holiday_region),
        zone=service.zone,
    )

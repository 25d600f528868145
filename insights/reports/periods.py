"""The weeks, months and quarters that reports are about, and when a report of one is due, on the service's clock."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from accounts.models import Service
from insights.models.reports import Every
from insights.spans import Days, Month, OfDays, Quarter
from policies.dates import add_months

SENT_AT = dt.time(7)
DAY = dt.timedelta(days=1)
OF_MONTHS = {Every.MONTH: Month, Every.QUARTER: Quarter}


@dataclass(frozen=True)
class Period:
    """A week from Monday to Sunday, a month, or a quarter from January, April, July or October; both days included."""

    every: str
    first_on: dt.date
    last_on: dt.date

    @property
    def before(self) -> Period:
        """The one of its kind before."""
        return period(self.every, self.first_on - DAY)

    @property
    def name(self) -> str:
        """ "November 2026"; "July to September 2026"; "Mon 16 to Sun 22 November 2026"; the first month is named where
        it is another."""
        if self.every in OF_MONTHS:
            return f"{self._months} {self.last_on:%Y}"
        month = "" if self.first_on.month == self.last_on.month else f" {self.first_on:%B}"
        year = "" if self.first_on.year == self.last_on.year else f" {self.first_on:%Y}"
        return f"{self.first_on:%a %-d}{month}{year} to {self.last_on:%a %-d %B %Y}"

    @property
    def word(self) -> str:
        return str(self.every)

    @property
    def short_name(self) -> str:
        """ "November", "July to September", or "the week of 16 Nov"."""
        return self._months if self.every in OF_MONTHS else f"the week of {self.first_on:%-d %b}"

    @property
    def _months(self) -> str:
        last = "" if self.every == Every.MONTH else f" to {self.last_on:%B}"
        return f"{self.first_on:%B}{last}"

    def span(self, service: Service) -> OfDays:
        """As the figures are counted over it."""
        if of_months := OF_MONTHS.get(self.every):
            return of_months(service, self.first_on)
        return Days(service, self.first_on, self.last_on)

    def due_at(self, service: Service) -> dt.datetime:
        """When its report goes out: at seven on the day after its last."""
        return dt.datetime.combine(self.last_on + DAY, SENT_AT, tzinfo=service.zone)


def period(every: str, day: dt.date) -> Period:
    """The week, the month or the quarter of a day."""
    if of_months := OF_MONTHS.get(every):
        number = of_months.months
        first = day.replace(month=(day.month - 1) // number * number + 1, day=1)
        return Period(every, first, add_months(first, number) - DAY)
    first = day - dt.timedelta(days=day.weekday())
    return Period(every, first, first + 6 * DAY)


def last_due(every: str, service: Service, now: dt.datetime) -> Period:
    """The newest one whose report is due: on a Monday before seven it is the week before the last."""
    last = period(every, service.today(now)).before
    return last if last.due_at(service) <= now else last.before

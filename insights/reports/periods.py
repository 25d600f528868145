"""The weeks and months that reports are about, and when a report of one is due, on the service's wall clock."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from accounts.models import Service
from insights.models.reports import Every
from insights.spans import Days, Month, OfDays
from policies.dates import add_months

SENT_AT = dt.time(7)
DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """A week from Monday to Sunday, or a month; both days are included."""

    every: str
    first_on: dt.date
    last_on: dt.date

    @property
    def before(self) -> Period:
        """The week or the month before."""
        return period(self.every, self.first_on - DAY)

    @property
    def name(self) -> str:
        """ "November 2026"; "Mon 16 to Sun 22 November 2026"; the first month is named where it is another."""
        if self.every == Every.MONTH:
            return f"{self.first_on:%B %Y}"
        month = "" if self.first_on.month == self.last_on.month else f" {self.first_on:%B}"
        year = "" if self.first_on.year == self.last_on.year else f" {self.first_on:%Y}"
        return f"{self.first_on:%a %-d}{month}{year} to {self.last_on:%a %-d %B %Y}"

    @property
    def word(self) -> str:
        return "month" if self.every == Every.MONTH else "week"

    @property
    def short_name(self) -> str:
        """ "November", or "the week of 16 Nov"."""
        return f"{self.first_on:%B}" if self.every == Every.MONTH else f"the week of {self.first_on:%-d %b}"

    def span(self, service: Service) -> OfDays:
        """As the figures are counted over it."""
        return (
            Month(service, self.first_on) if self.every == Every.MONTH else Days(service, self.first_on, self.last_on)
        )

    def due_at(self, service: Service) -> dt.datetime:
        """When its report goes out: at seven on the day after its last."""
        return dt.datetime.combine(self.last_on + DAY, SENT_AT, tzinfo=service.zone)


def period(every: str, day: dt.date) -> Period:
    """The week or the month of a day."""
    if every == Every.MONTH:
        first = day.replace(day=1)
        return Period(every, first, add_months(first, 1) - DAY)
    first = day - dt.timedelta(days=day.weekday())
    return Period(every, first, first + 6 * DAY)


def last_due(every: str, service: Service, now: dt.datetime) -> Period:
    """The newest one whose report is due: on a Monday before seven it is the week before the last."""
    last = period(every, service.today(now)).before
    return last if last.due_at(service) <= now else last.before

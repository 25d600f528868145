"""Spans of time that figures are counted over: a month on the service's wall clock, and the one before."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from accounts.models import Service


@dataclass(frozen=True)
class Span:
    """A time of a service; `start` belongs to it, `end` does not."""

    service: Service
    start: dt.datetime
    end: dt.datetime


@dataclass(frozen=True)
class Month:
    """A calendar month of a service, a span too."""

    service: Service
    first: dt.date

    @property
    def start(self) -> dt.datetime:
        return dt.datetime.combine(self.first, dt.time(), tzinfo=self.service.zone)

    @property
    def end(self) -> dt.datetime:
        return self.after.start

    @property
    def after(self) -> Month:
        return Month(self.service, (self.first + dt.timedelta(days=32)).replace(day=1))

    @property
    def before(self) -> Month:
        return Month(self.service, (self.first - dt.timedelta(days=1)).replace(day=1))

    @property
    def with_before(self) -> Span:
        """This month and the one before as one span, so that both are counted in one query."""
        return Span(self.service, self.before.start, self.end)

    @property
    def name(self) -> str:
        return f"{self.first:%B %Y}"

    @property
    def value(self) -> str:
        """As it stands in an address: 2026-11."""
        return f"{self.first:%Y-%m}"


def month_of(service: Service, value: str, now: dt.datetime) -> Month:
    """The month that an address names; the current one when it names none, a wrong one or a future one."""
    today = service.today(now)
    try:
        first = dt.datetime.strptime(value, "%Y-%m").replace(tzinfo=dt.UTC).date()
    except ValueError:
        first = today
    return Month(service, min(first, today).replace(day=1))

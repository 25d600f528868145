"""Days and times as the demo counts them: from the day on which it is loaded, on the service's wall clock."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from accounts.hours import WorkingHours, hours_of
from accounts.models import Service
from posts import times

ROUND_TO_MINUTES = 5


@dataclass
class Calendar:
    """`now` is the moment of loading."""

    service: Service
    now: dt.datetime

    @cached_property
    def hours(self) -> WorkingHours:
        return hours_of(self.service)

    @property
    def today(self) -> dt.date:
        return self.service.today(self.now)

    def day(self, offset: int) -> dt.date:
        return self.today + dt.timedelta(days=offset)

    def at(self, day: int | dt.date, time: str) -> dt.datetime:
        """ "10:30" on a day, or with a minus sign so many minutes before the moment of loading."""
        if time.startswith("-"):
            return self.now + dt.timedelta(minutes=int(time))
        on = self.day(day) if isinstance(day, int) else day
        return times.read(on, dt.time.fromisoformat(time), self.service.zone).at

    def typed(self, day: int, time: str) -> tuple[dt.date, dt.time]:
        """The same as somebody types it into a form: a date and a time, rounded down to five minutes."""
        local = self.service.local(self.at(day, time))
        return local.date(), dt.time(local.hour, local.minute - local.minute % ROUND_TO_MINUTES)

    def working_day_before(self, day: dt.date) -> dt.date:
        """The last working day that lies before this one."""
        return next(day - dt.timedelta(days=n) for n in range(1, 40) if self._works(day - dt.timedelta(days=n)))

    def working_day_after(self, day: dt.date) -> dt.date:
        return self.hours.nth_working_day(day, 1)

    def _works(self, day: dt.date) -> bool:
        return self.hours.is_working_day(day)

    def in_the_office(self, moment: dt.datetime, spread: int = 0) -> dt.datetime:
        """The moment itself while the service works, otherwise some minutes after it next opens."""
        return moment if self.hours.is_open(moment) else self.hours.add_minutes(moment, 4 + spread)

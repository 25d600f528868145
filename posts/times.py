"""From a typed date and time on the wall clock to a moment, across both changes of the clocks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""A day outside is a slip of the finger, and reckoning near the ends of the calendar fails."""


class TimeRefused(ValueError):
    """A time that cannot be taken; the text is a sentence for the person."""


@dataclass(frozen=True)
class Reading:
    """How a typed time was read: the moment, in UTC, and what to say about it ("" mostly)."""

    at: dt.datetime
    notice: str = ""


def read(on: dt.date, at: dt.time, zone: ZoneInfo) -> Reading:
    """The moment that this wall clock time means in the zone.

    A time that the spring change skips is refused with the nearest real one on each side. An hour that autumn
    repeats is read as its first, and the notice says so.
    """
    if not FIRST_YEAR <= on.year <= LAST_YEAR:
        raise TimeRefused(f"Choose a day before the year {LAST_YEAR + 1}; this one is in {on.year}.")
    typed = dt.datetime.combine(on, at.replace(second=0, microsecond=0, fold=0, tzinfo=None), zone)
    moment = typed.astimezone(dt.UTC)
    back = moment.astimezone(zone)
    if back.replace(tzinfo=None) != typed.replace(tzinfo=None):
        before, after = _round_the_gap(typed, zone)
        raise TimeRefused(
            f"The clocks go forward on {day(on)}, so {typed:%H:%M} does not exist. "
            f"Choose {before:%H:%M} or {after:%H:%M}."
        )
    if typed.replace(fold=1).utcoffset() != typed.utcoffset():
        return Reading(
            moment,
            f"The clocks go back on {day(on)}, so {typed:%H:%M} comes twice. It is read as the first of the two.",
        )
    return Reading(moment)


def refuse_past(at: dt.datetime, now: dt.datetime, zone: ZoneInfo) -> None:
    """Raises TimeRefused unless the moment lies ahead."""
    if at <= now:
        raise TimeRefused(f"{words(at, zone)} has passed; it is now {words(now, zone)}. Choose a later time.")


def words(at: dt.datetime, zone: ZoneInfo) -> str:
    """As times are shown everywhere: "Tue 1 Dec, 10:00"."""
    local = at.astimezone(zone)
    return f"{local:%a} {local.day} {local:%b}, {local:%H:%M}"


def day(on: dt.date) -> str:
    """ "Sun 29 Mar 2026"."""
    return f"{on:%a} {on.day} {on:%b %Y}"


def _round_the_gap(typed: dt.datetime, zone: ZoneInfo) -> tuple[dt.datetime, dt.datetime]:
    """The last minute before the gap that `typed` lies in, and the first after it, on the wall clock.

    With fold 0 a skipped time is reckoned with the offset before the change, with fold 1 with the one after it.
    """
    offset_before = typed.utcoffset() or dt.timedelta()
    offset_after = typed.replace(fold=1).utcoffset() or dt.timedelta()
    # The change lies between the two readings of the skipped time; go there minute by minute (a gap is an hour or two).
    moment = typed.astimezone(dt.UTC) - (offset_after - offset_before)
    while moment.astimezone(zone).utcoffset() == offset_before:
        moment += dt.timedelta(minutes=1)
    return (moment - dt.timedelta(minutes=1)).astimezone(zone), moment.astimezone(zone)

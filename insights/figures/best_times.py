"""At which hours of which weekdays posts did best, on the service's wall clock. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import comb
from zoneinfo import ZoneInfo

from insights.figures.comparing import Group, Sent, group, usual

BANDS = ((0, 7), (7, 9), (9, 11), (11, 13), (13, 15), (15, 17), (17, 19), (19, 21), (21, 24))
"""Hours of the day, the first of a band belongs to it."""
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
BEST = 1.2
"""A time is only said to be best when its middle post did so many times the usual …"""
CHANCE = 0.1
"""… and more of its posts did better than usual than chance gives once in ten maps: looking at many times, one of them
always looks good."""
SHADES = ((1.5, "most"), (1.1, "more"), (0.9, "usual"), (0.6, "less"), (0.0, "least"))


@dataclass(frozen=True)
class Cell:
    weekday: int
    band: tuple[int, int]
    group: Group
    is_best: bool = False

    @property
    def shade(self) -> str:
        """none, few, alone (enough posts, but their channels have no usual), or how it stands to the usual."""
        if not self.group.posts:
            return "none"
        if self.group.times is None:
            return "few" if self.group.is_few else "alone"
        return next(name for least, name in SHADES if self.group.times >= least)

    @property
    def name(self) -> str:
        """Thursdays 17:00 to 19:00."""
        return f"{WEEKDAYS[self.weekday]}s {self.hours}"

    @property
    def hours(self) -> str:
        return f"{self.band[0]:02}:00 to {self.band[1] % 24:02}:00"


@dataclass(frozen=True)
class Times:
    """`rows` has the cells of each band, Monday first. `posts` is how many were looked at."""

    rows: tuple[tuple[Cell, ...], ...]
    posts: int
    best: tuple[Cell, ...]  # the best first

    @property
    def says_something(self) -> bool:
        return any(cell.group.times is not None for row in self.rows for cell in row)


def times_of(sent: Sequence[Sent], zone: ZoneInfo) -> Times:
    """The map of these posts. A post that went out on two channels at different hours is in two cells."""
    known = [one for one in sent if one.engagements is not None]
    against = usual(known)
    members: dict[tuple[int, int], list[Sent]] = {}
    for one in known:
        local = one.at.astimezone(zone)
        members.setdefault((local.weekday(), band_of(local.hour)), []).append(one)
    cells = [
        [Cell(day, band, group(None, members.get((day, number), ()), against)) for day in range(7)]
        for number, band in enumerate(BANDS)
    ]
    judged = sum(cell.group.times is not None for row in cells for cell in row)
    rows = tuple(tuple(replace(cell, is_best=_stands_out(cell.group, judged)) for cell in row) for row in cells)
    best = sorted((cell for row in rows for cell in row if cell.is_best), key=lambda cell: -(cell.group.times or 0))
    return Times(rows, len({one.post for one in known}), tuple(best))


def _stands_out(found: Group, judged: int) -> bool:
    """By the sign test, made as much stricter as there are times on which something can be said."""
    if found.times is None or found.times < BEST:
        return False
    luck = sum(comb(found.posts, better) for better in range(found.better, found.posts + 1)) / 2**found.posts
    return luck <= CHANCE / judged


def band_of(hour: int) -> int:
    return next(number for number, (_, end) in enumerate(BANDS) if hour < end)


def next_start(cell: Cell, today: dt.date) -> tuple[dt.date, dt.time]:
    """The next day and hour of this cell after today."""
    ahead = (cell.weekday - today.weekday() - 1) % 7 + 1
    return today + dt.timedelta(days=ahead), dt.time(cell.band[0])

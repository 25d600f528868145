"""What a number will be on a day, from how it went: a straight line that one odd month does not bend. Pure.

The line rises by the middle of all slopes between two points (Theil and Sen) and starts at the newest one. The range is
meant to hold four times in five. It comes from how far the number was off that slope over one step, two steps and on
(the empirical variogram): what was off at once and is no more over longer times is chance around a line, what grows
with the time is a walk, in even steps or in leaps, and goes on growing with it (as the range of the drift method does,
Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 5.5). It holds the mean slope too, as leaps pull the
mean and hardly the middle. Few points make it wider, by Student's t; steps overlap, so half of them are counted.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import median

FEWEST, MOST = 4, 12
"""Points that a forecast needs, and that it looks at, the newest."""
REACH = 2.0
"""It looks ahead so many times as far as the points reach back, and no further."""
Z = 1.2816
"""Between so many standard deviations below and above the middle lie four in five."""
OF_WALK, OF_CHANCE = 1.2, 6.0
"""How unsure the middle slope is, against the mean step of a walk and the chance around a line (both squared)."""
LEVELS = ((0.9, "very likely"), (0.65, "likely"), (0.35, "even chances"), (0.1, "unlikely"), (0.0, "very unlikely"))


@dataclass(frozen=True)
class Point:
    on: dt.date
    value: float


@dataclass(frozen=True)
class Forecast:
    """Between `low` and `high` four times in five; `middle` is the best guess."""

    on: dt.date
    low: float
    middle: float
    high: float
    points: int

    def chance(self, target: float) -> float:
        """How likely it is that the target is reached, from 0 to 1."""
        if target == self.middle:
            return 0.5
        side = self.high - self.middle if target > self.middle else self.middle - self.low
        if side <= 0:
            return 0.0 if target > self.middle else 1.0
        return 0.5 * math.erfc((target - self.middle) / side * Z / math.sqrt(2))


def in_words(chance: float) -> str:
    """ "likely", "even chances", … of a chance from 0 to 1."""
    return next(words for least, words in LEVELS if chance >= least)


def forecast(
    points: Sequence[Point], on: dt.date, *, least: float = 0, most: float = math.inf, is_count: bool = False
) -> Forecast | None:
    """What the number will be on that day. `least` and `most` are what it can be at all; `is_count`: it counts things
    that come one by one, so that what is added goes up and down by its root, however even the points are.

    None with fewer than four points, for a day too far ahead, and for one that is not ahead.
    """
    used = sorted({one.on: one for one in points}.values(), key=lambda one: one.on)[-MOST:]
    if len(used) < FEWEST:
        return None
    days, values = [(one.on - used[0].on).days for one in used], [one.value for one in used]
    ahead = (on - used[-1].on).days
    if not 0 < ahead <= REACH * days[-1]:
        return None
    slope, mean = middle_slope(days, values), (values[-1] - values[0]) / days[-1]
    chance, walk = unevenness(days, values, slope)
    of_slope = OF_WALK * walk / days[-1] + OF_CHANCE * chance / len(days) / days[-1] ** 2
    squared = chance + walk * ahead + of_slope * ahead**2
    middle, width = values[-1] + slope * ahead, _student((len(used) - 2) / 2) * math.sqrt(squared)
    if is_count:
        width = max(width, Z * math.sqrt(abs(slope) * ahead))
    further = (mean - slope) * ahead
    low, high = middle + min(further, 0) - width, middle + max(further, 0) + width
    low, middle, high = (min(max(one, least), most) for one in (low, middle, high))
    return Forecast(on, low, middle, high, len(used))


def middle_slope(days: Sequence[float], values: Sequence[float]) -> float:
    """The middle of all slopes between two points, a day."""
    pairs = combinations(zip(days, values, strict=True), 2)
    return median((b[1] - a[1]) / (b[0] - a[0]) for a, b in pairs)


def unevenness(days: Sequence[float], values: Sequence[float], slope: float) -> tuple[float, float]:
    """What the number is off the slope between two points, squared: at once, and more for each day between them.

    A straight line through the mean squares over one step, two and so on, to a third of the points; neither part is
    below nothing. With fewer than six points all of it counts as a walk, which is the wider.
    """
    size = len(days)
    rows = []
    for step in range(1, max(1, size // 3) + 1):
        off = [values[at + step] - values[at] - slope * (days[at + step] - days[at]) for at in range(size - step)]
        gap = (sum(days[step:]) - sum(days[:-step])) / len(off)
        left = 1 - step / (size - 1)  # of a walk's unevenness: the slope has taken the rest
        rows.append((len(off) / step, gap, sum(one * one for one in off) / len(off) / left))
    weight = sum(row[0] for row in rows)
    gap, square = (sum(row[0] * row[at] for row in rows) / weight for at in (1, 2))
    turned = sum(row[0] * (row[1] - gap) ** 2 for row in rows)
    walk = sum(row[0] * (row[1] - gap) * (row[2] - square) for row in rows) / turned if turned else square / gap
    walk = min(max(walk, 0.0), square / gap)
    return square - walk * gap, walk


def _student(freedom: float) -> float:
    """Student's t for Z, by its series."""
    return Z * (1 + (Z**2 + 1) / (4 * freedom) + (5 * Z**4 + 16 * Z**2 + 3) / (96 * freedom**2))

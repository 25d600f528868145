"""What a number will be on a day, from how it went: a straight line that one odd month does not bend. Pure.

The line rises by the middle of all slopes between two points (Theil and Sen) and starts at the newest one. The range is
meant to hold four times in five. It is the wider of two: a line with chance around it (the slopes that Kendall's rank
test leaves possible, and how far the points lie from the line), and a walk with uneven steps, whose unevenness adds up.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from statistics import median

FEWEST, MOST = 4, 12
"""Points that a forecast needs, and that it looks at, the newest."""
REACH = 2.0
"""It looks ahead so many times as far as the points reach back, and no further."""
Z = 1.2816
"""Between so many standard deviations below and above the middle lie four in five."""
SPREAD_OF_MEDIAN = 1.4826
"""From the median deviation to the standard deviation of a normal distribution."""
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
    slope, slowest, fastest = slopes(days, values)
    around = Z * _spread([value - slope * day for day, value in zip(days, values, strict=True)])
    usual_step = days[-1] / (len(days) - 1)
    steps = ahead / usual_step
    uneven = _spread([_off(a, b, slope, usual_step) for a, b in pairwise(zip(days, values, strict=True))])
    walked = Z * uneven * math.sqrt(steps + steps**2 / (len(days) - 1))
    if is_count:
        walked = max(walked, Z * math.sqrt(abs(slope) * ahead))
    middle = values[-1] + slope * ahead
    low = middle - max(math.hypot((slope - slowest) * ahead, around), walked)
    high = middle + max(math.hypot((fastest - slope) * ahead, around), walked)
    low, middle, high = (min(max(one, least), most) for one in (low, middle, high))
    return Forecast(on, low, middle, high, len(used))


def slopes(days: Sequence[float], values: Sequence[float]) -> tuple[float, float, float]:
    """The middle slope a day, and the lowest and highest that are possible (Sen's bounds, four in five)."""
    pairs = combinations(zip(days, values, strict=True), 2)
    found = sorted((b[1] - a[1]) / (b[0] - a[0]) for a, b in pairs)
    size = len(days)
    width = Z * math.sqrt(size * (size - 1) * (2 * size + 5) / 18)
    lowest = max(0, round((len(found) - width) / 2))
    return median(found), found[lowest], found[-1 - lowest]


def _off(a: tuple[float, float], b: tuple[float, float], slope: float, usual_step: float) -> float:
    """How far a step went beyond the slope, as for a step of the usual length."""
    days = b[0] - a[0]
    return (b[1] - a[1] - slope * days) / math.sqrt(days / usual_step)


def _spread(values: Sequence[float]) -> float:
    """As the standard deviation, but one odd value hardly moves it; more for few values, which look too even."""
    middle = median(values)
    return SPREAD_OF_MEDIAN * median(abs(one - middle) for one in values) * len(values) / (len(values) - 1.2)

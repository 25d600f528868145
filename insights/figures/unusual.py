"""Which of a channel's figures are unusual, and by how much: the median and its spread, which one odd month does not
move. Pure.

What comes in by the month (impressions, likes, …) is held against the level of the months before it, so that the
month after a peak, when all is as it was, is not odd again. Followers, which add up, are held against how they change
from month to month.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

LOOKS_BACK = 12
"""Months."""
LEAST_MONTHS = 6
SPREADS = 3.5
"""So many times the usual spread is unusual."""
LEAST_RATIO, LEAST_RATIO_OF_FOLLOWERS = 1.5, 1.1
LEAST_DIFFERENCE = 30
"""Below it a change is chance; small channels would be told of every month."""
NOISE = 4.0
"""Times the root of a number: how far a count goes up and down by itself."""
SPREAD_OF_MEDIAN = 1.4826
"""From the median deviation to the standard deviation of a normal distribution."""
STOCKS = frozenset({"followers"})


@dataclass(frozen=True)
class Unusual:
    """A figure that is not as it was to be expected; `usual` is what was."""

    name: str
    now: int
    usual: float

    def sentence(self, what: str, where: str) -> str:
        """“Impressions on Facebook: 3.1 times the usual, 12,400 against about 4,000”."""
        return f"{what} on {where}: {self.size}, {self.now:,} against about {_about(self.usual):,}"

    @property
    def size(self) -> str:
        if self.usual < 1:
            return "more than ever"
        ratio = self.now / self.usual
        if ratio >= 2:
            return f"{ratio:.1f} times the usual" if ratio < 20 else f"{ratio:,.0f} times the usual"
        if ratio > 1:
            return f"{(ratio - 1) * 100:.0f} % above the usual"
        return f"{(1 - ratio) * 100:.0f} % below the usual" if self.now else "none at all"


def unusual(name: str, months: Sequence[int | None]) -> Unusual | None:
    """Whether the last of these months in a row (None: nobody knows) is unusual against those before it.

    None where it is not, where it is unknown, and where fewer than six of the twelve months before it are known.
    """
    if not months or months[-1] is None:
        return None
    now, before = months[-1], months[-1 - LOOKS_BACK : -1]
    if sum(one is not None for one in before) < LEAST_MONTHS:
        return None
    expected = _expected_stock(before) if name in STOCKS else _expected_flow(before)
    if expected is None:
        return None
    usual, spread = expected
    least = math.log(LEAST_RATIO_OF_FOLLOWERS if name in STOCKS else LEAST_RATIO)
    difference = abs(now - usual)
    is_chance = difference < LEAST_DIFFERENCE or difference < NOISE * math.sqrt(usual)
    if is_chance or abs(_log(now) - _log(usual)) <= max(SPREADS * spread, least):
        return None
    return Unusual(name, now, usual)


def _expected_flow(before: Sequence[int | None]) -> tuple[float, float]:
    logs = [_log(one) for one in before if one is not None]
    middle, spread = _middle_and_spread(logs)
    return (0.0 if middle < 0 else math.exp(middle)), spread


def _expected_stock(before: Sequence[int | None]) -> tuple[float, float] | None:
    """The last known one, grown as it usually grows; the spread is that of the changes, per month."""
    known = [(at, one) for at, one in enumerate(before) if one is not None]
    changes = [(_log(b) - _log(a)) / (at_b - at_a) for (at_a, a), (at_b, b) in pairwise(known)]
    rate, spread = _middle_and_spread(changes)
    at, last = known[-1]
    gap = len(before) - at
    if not last:
        return None
    return math.exp(_log(last) + rate * gap), spread * math.sqrt(gap)


def _middle_and_spread(values: Sequence[float]) -> tuple[float, float]:
    middle = median(values)
    return middle, SPREAD_OF_MEDIAN * median(abs(one - middle) for one in values)


def _log(value: float) -> float:
    """Nothing at all counts as half a one: its logarithm would be endless."""
    return math.log(max(value, 0.5))


def _about(value: float) -> int:
    """To two figures: 4,037 is about 4,000."""
    if value < 1:
        return 0
    step = 10 ** max(0, math.floor(math.log10(value)) - 1)
    return int(round(value / step) * step)

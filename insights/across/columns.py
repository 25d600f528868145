"""The columns of services side by side: how a month's counts are read, and what is kept, close or missed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from insights.compliance.areas import FIGURES
from insights.times import length

Counts = Mapping[str, Sequence[float]]
CLOSE = 0.95  # from this share on something is close to what it should be

WORST_FIRST = ("missed", "close", "kept", "")


@dataclass(frozen=True)
class Read:
    """A figure of one service in one month. `bad` is greater the worse it is; None where there was nothing to count."""

    text: str
    bad: float | None = None
    state: str = ""
    numbers: tuple[float | None, ...] = (None,)


@dataclass(frozen=True)
class Column:
    """`figure` is the figure of the compliance page whose rows stand behind it, "" where there is none.

    `stands`: it is as it stands at a moment, so that a month that runs is set beside the end of the one before.
    """

    key: str
    name: str
    heads: tuple[str, ...]  # of the columns in a spreadsheet, as many as `numbers`
    read: Callable[[Counts], Read]
    figure: str = ""
    says: str = ""  # when it is kept, close or missed
    stands: bool = False


NOTHING = "–"


def share_of(key: str) -> Callable[[Counts], Read]:
    """ "112 of 118" of a figure; where it must be all, one that is not as it should be is too many."""
    must_be_all = FIGURES[key].must_be_all

    def read(counts: Counts) -> Read:
        good, total = (*counts.get(key, ()), 0, 0)[:2]
        if key not in counts:
            return Read(NOTHING, numbers=(None, None))
        if not total:
            return Read("none", numbers=(0, 0))
        bad = 1 - good / total
        state = "kept" if good == total else "missed" if must_be_all or good / total < CLOSE else "close"
        return Read(f"{good:,.0f} of {total:,.0f}", bad, state, (good, total))

    return read


def time_of(key: str, limit_key: str) -> Callable[[Counts], Read]:
    """A length of time beside the service's own limit; close from nine tenths of it on."""

    def read(counts: Counts) -> Read:
        if not counts.get(key):
            return Read("none" if limit_key in counts else NOTHING)
        seconds, limit = counts[key][0], (*counts.get(limit_key, ()), 0)[0]
        state = ""
        if limit:
            state = "missed" if seconds > limit else "close" if seconds > 0.9 * limit else "kept"
        return Read(length(seconds), seconds, state, (round(seconds / 60, 1),))

    return read


def number_of(*keys: str, of: int = -1) -> Callable[[Counts], Read]:
    """A plain count, the sum of the keys' last number (or the one at `of`): nothing to keep or miss."""

    def read(counts: Counts) -> Read:
        found = [counts[key][of] for key in keys if counts.get(key)]
        if not found:
            return Read(NOTHING)
        return Read(f"{sum(found):,.0f}", sum(found), "", (sum(found),))

    return read


def worst(states: Sequence[str]) -> str:
    return min(states, key=WORST_FIRST.index, default="")

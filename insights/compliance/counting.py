"""What a figure is: how it is counted, the rows behind it, and numbers made of the very same rows.

Where the rows may be many they stay in the database: only those that a page shows are read (`Counted`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import BooleanField, Case, Count, Exists, Q, QuerySet, Value, When

from insights.spans import Month, Span


@dataclass(frozen=True)
class Row:
    """One thing that a figure counted. `what` may name people or words; `plain` is for readers who may not see them."""

    what: str
    plain: str
    fact: str
    is_good: bool
    url: str = ""
    at: dt.datetime | None = None  # when it counted; without a time it counts now


class Counted(Sequence[Row]):
    """Rows in the database, each annotated with `is_good`; `time` names the field that puts it into a month."""

    def __init__(self, found: QuerySet, time: str, make: Callable[[Any], Row]) -> None:
        self.found, self.time, self._make = found, time, make

    @cached_property
    def share(self) -> tuple[int, int]:
        """How many are as they should be, and how many there are."""
        counted = self.found.aggregate(good=Count("pk", filter=Q(is_good=True)), total=Count("pk"))
        return counted["good"], counted["total"]

    def shares(self, split: dt.datetime) -> tuple[tuple[int, int], tuple[int, int]]:
        """The share from a moment on, and the share before it, in one query."""
        after, good = Q(**{f"{self.time}__gte": split}), Q(is_good=True)
        counted = self.found.aggregate(
            good=Count("pk", filter=after & good),
            total=Count("pk", filter=after),
            good_before=Count("pk", filter=~after & good),
            total_before=Count("pk", filter=~after),
        )
        return (counted["good"], counted["total"]), (counted["good_before"], counted["total_before"])

    def __len__(self) -> int:
        return self.share[1]

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return [self._make(one) for one in self.found[index]]
        return self._make(self.found[index])


Rows = Sequence[Row]


@dataclass(frozen=True)
class Figure:
    """What is counted, how, and by which function."""

    key: str
    name: str
    counted: str
    rows: Callable[[Month | Span, dt.datetime], Rows]
    is_now: bool = False  # counted as of this moment, whatever the span
    is_count: bool = False  # the plain number is shown; fewer is better


def is_good(condition: Q | Exists) -> Case:
    """As a column; what cannot be said (NULL) is not good."""
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def percentile(sorted_values: Sequence[float], share: float) -> float | None:
    """The smallest value that at least `share` (0 to 1) of the values do not exceed; None without values."""
    if not sorted_values:
        return None
    rank = max(1, -(-len(sorted_values) * share // 1))
    return sorted_values[int(rank) - 1]


Share = tuple[int, int]


def share(rows: Rows) -> Share:
    """How many are as they should be, and how many there are."""
    return rows.share if isinstance(rows, Counted) else share_of(rows)


def share_of(rows: Iterable[Row]) -> Share:
    rows = list(rows)
    return sum(row.is_good for row in rows), len(rows)


def shares(figure: Figure, month: Month, now: dt.datetime) -> tuple[Share, Share]:
    """A figure's share in the month, and in the month before."""
    rows = figure.rows(month.with_before, now)
    if isinstance(rows, Counted):
        return rows.shares(month.start)
    of_month = [row for row in rows if row.at and row.at >= month.start]
    return share_of(of_month), share_of(row for row in rows if row.at and row.at < month.start)

"""What a figure is: how it is counted, the rows behind it, and numbers made of the very same rows.

Where the rows may be many they stay in the database: only those that a page shows are read (`Counted`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import BooleanField, Case, Count, Exists, Func, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import TruncWeek

from accounts.models import Service, User
from insights.spans import OfDays, Span
from policies.parameters import Parameters

AT_ONCE = 500


PARTS = ("class", "rule", "by")
NAMES_PEOPLE = ("by",)
"""Parts that rows may be asked for by, as an address names them; those that name people are for who sees names."""


class Part(NamedTuple):
    """A part of the rows of a figure, as of one rule: how an address names it, and how people do."""

    value: str
    words: str


@dataclass(frozen=True)
class Row:
    """One thing that a figure counted. `what` and `fact` may name people or words; `plain` and `plain_fact` (None: the
    same as `fact`) are for readers who may not see them."""

    what: str
    plain: str
    fact: str
    is_good: bool
    url: str = ""
    at: dt.datetime | None = None  # when it counted; without a time it counts now
    plain_fact: str | None = None
    kept_from: frozenset[int] = frozenset()  # the people of whom it tells, who read of it as those without names do
    parts: Mapping[str, Part] = field(default_factory=dict, compare=False)  # by name: the part that it belongs to

    @property
    def fact_for_all(self) -> str:
        return self.fact if self.plain_fact is None else self.plain_fact


class Counted(Sequence[Row]):
    """Rows in the database, each annotated with `is_good`; `time` names the field that puts it into a month, `parts`
    by name the field and the values of the parts that may be asked for alone."""

    def __init__(
        self,
        found: QuerySet,
        time: str,
        make: Callable[[Any], Row],
        parts: Mapping[str, tuple[str, Mapping[str, str]]] | None = None,
    ) -> None:
        self.found, self.time, self._make, self.parts = found, time, make, parts or {}

    @cached_property
    def share(self) -> tuple[int, int]:
        """How many are as they should be, and how many there are."""
        counted = self.found.aggregate(good=Count("pk", filter=Q(is_good=True)), total=Count("pk"))
        return counted["good"], counted["total"]

    def shares(self, start: dt.datetime, end_before: dt.datetime) -> tuple[tuple[int, int], tuple[int, int]]:
        """The share from one moment on, and the share until before another one, in one query."""
        after, before = Q(**{f"{self.time}__gte": start}), Q(**{f"{self.time}__lt": end_before})
        good = Q(is_good=True)
        counted = self.found.aggregate(
            good=Count("pk", filter=after & good),
            total=Count("pk", filter=after),
            good_before=Count("pk", filter=before & good),
            total_before=Count("pk", filter=before),
        )
        return (counted["good"], counted["total"]), (counted["good_before"], counted["total_before"])

    def seconds(self) -> list[tuple[dt.datetime, float]]:
        """When each of them counted, and how long it took (`stood`), the shortest first. One query."""
        both = self.found.order_by("stood").values_list(self.time, "stood")
        return [(at, stood.total_seconds()) for at, stood in both if stood is not None]

    def by_week(self, zone: ZoneInfo) -> dict[dt.date, tuple[int, int]]:
        """The share of each week by its Monday. One query."""
        weeks = self.found.order_by().annotate(week=TruncWeek(self.time, tzinfo=zone)).values("week")
        rows = weeks.annotate(good=Count("pk", filter=Q(is_good=True)), total=Count("pk"))
        return {row["week"].date(): (row["good"], row["total"]) for row in rows.order_by("week")}

    def only(self, is_good: bool | None) -> Counted:
        """Those that are as they should be, those that are not, or all; what needs a look comes first."""
        found = self.found if is_good is None else self.found.filter(is_good=is_good)
        return Counted(found.order_by("is_good", *self.found.query.order_by), self.time, self._make)

    def of(self, name: str, part: str) -> Counted:
        return Counted(self.found.filter(**{self.parts[name][0]: part}), self.time, self._make)

    def __len__(self) -> int:
        return self.share[1]

    def __iter__(self) -> Iterator[Row]:
        """All of them in one query, some hundreds at a time."""
        return (self._row(one) for one in self.found.iterator(chunk_size=AT_ONCE))

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return [self._row(one) for one in self.found[index]]
        return self._row(self.found[index])

    def _row(self, one: Any) -> Row:
        return replace(self._make(one), at=getattr(one, self.time))


Rows = Sequence[Row]


@dataclass(frozen=True)
class Figure:
    """What is counted, how, and by which function.

    Most figures are a share of what is as it should be. `is_count`: the plain number is shown, and fewer is better;
    `is_plain` as well: neither is. `limit`: a length of time in seconds that it should keep to, as the service's policy
    has it; the median and the 90th percentile are shown. `names`: who may not see whom its rows name, where that is not
    all the staff.
    """

    key: str
    name: str
    counted: str
    rows: Callable[[OfDays | Span, dt.datetime], Rows]
    is_now: bool = False  # counted as of this moment, whatever the span
    is_count: bool = False
    is_plain: bool = False
    is_whole: bool = False  # a row is made of all that the span holds, so it cannot be split
    limit: Callable[[Parameters], float] | None = None
    must_be_all: bool = False  # one that is not as it should be is too many
    left: str = "not as it should be"  # what is said of the others: "2 past their review"
    names: Callable[[User, Service], str] | None = None  # "" or the refusal

    def says_left(self, counted: Share) -> str:
        """ "" or how many are not as they should be: "2 past their review"."""
        left = counted[1] - counted[0]
        if not left:
            return ""
        must = "; must be all" if self.must_be_all else ""
        return f"{left:,} {'to be looked at' if self.is_count else self.left}{must}"


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


def shares(figure: Figure, span: OfDays, before: OfDays, now: dt.datetime) -> tuple[Share, Share]:
    """A figure's share in the span, and in the one that it is compared with."""
    if figure.is_whole:
        return share(figure.rows(span, now)), share(figure.rows(before, now))
    rows = figure.rows(Span(span.service, before.start, span.end), now)
    if isinstance(rows, Counted):
        return rows.shares(span.start, before.end)
    of_span = [row for row in rows if row.at and row.at >= span.start]
    return share_of(of_span), share_of(row for row in rows if row.at and row.at < before.end)


def only(rows: Rows, is_good: bool | None) -> Rows:
    """The rows that are as they should be, those that are not, or all; what needs a look comes first."""
    if isinstance(rows, Counted):
        return rows.only(is_good)
    return sorted((row for row in rows if is_good in (None, row.is_good)), key=lambda row: row.is_good)


def part_of(rows: Rows, name: str, part: str) -> tuple[Rows, str]:
    """The rows of one part, and what people call it; all of them and "" where there is no such part."""
    if isinstance(rows, Counted):
        words = rows.parts[name][1].get(part, "") if name in rows.parts else ""
        return (rows.of(name, part), words) if words else (rows, "")
    found = [row for row in rows if name in row.parts and row.parts[name].value == part]
    return (found, found[0].parts[name].words) if found else (rows, "")


def at_once(service: Service, **found: QuerySet | Subquery) -> dict[str, Any]:
    """How many rows each of these has, and what a subquery finds, in one query. None of the rows may be `distinct`."""
    counts = {
        f"number_of_{name}": rows
        if isinstance(rows, Subquery)
        else Subquery(rows.order_by().annotate(number=Func("pk", function="COUNT")).values("number"))
        for name, rows in found.items()
    }
    row = Service.objects.filter(pk=service.pk).values(**counts).get()
    return {name: row[f"number_of_{name}"] for name in found}

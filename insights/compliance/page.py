"""The cells, lines and charts of the compliance pages, as components take them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from accounts.models import Service
from insights.addresses import address, rows_of
from insights.compliance.areas import AREAS, FIGURES, Area
from insights.compliance.comments import ByClass, by_class
from insights.compliance.counting import Figure, Share, percentile, share, share_of, shares
from insights.compliance.policies import in_date, limits
from insights.models import ServiceMonth
from insights.spans import DAY, OfDays, Span
from insights.times import length
from policies.models import PolicyVersion
from policies.parameters import Parameters
from policies.services import kept_in_force

HEADLINE = ("exposure", "approved", "in-time", "captured", "overridden", "policies", "not-sure")
PARTS = (("median", 0.5), ("9 in 10 within (p90)", 0.9))
Cell = dict[str, Any]
Seconds = Sequence[tuple[dt.datetime, float]]


@dataclass
class Counts:
    """What a page counts over a span and the one that it is compared with. What two figures share is read once."""

    span: OfDays
    now: dt.datetime
    versions: list[PolicyVersion] | None = None
    months: Sequence[ServiceMonth] | None = None  # where a page has read them already
    _seconds: dict[str, Seconds] = field(default_factory=dict)

    @cached_property
    def before(self) -> OfDays:
        return self.span.compared(self.now)

    @cached_property
    def in_force(self) -> list[PolicyVersion]:
        return kept_in_force(self.span.service) if self.versions is None else self.versions

    @cached_property
    def limits(self) -> Parameters:
        return limits(self.in_force)

    @cached_property
    def comments(self) -> ByClass:
        return by_class(self.span, self.now, self.before)

    @cached_property
    def is_over(self) -> bool:
        return self.span.end <= self.now

    @cached_property
    def month_beside(self) -> ServiceMonth | None:
        """The month beside which figures of this moment stand: that with which a span that is over ended, or the one
        before a span that runs. None where the span does not begin or end with a month, or nobody counted it."""
        day = self.span.last if self.is_over else self.span.first - DAY
        if (day + DAY).day != 1:
            return None
        first = day.replace(day=1)
        if self.months is None:
            return ServiceMonth.objects.of_service(self.span.service).filter(month=first).first()
        return next((row for row in self.months if row.month == first), None)

    def shares(self, figure: Figure) -> tuple[Share, Share | None]:
        """In the span, and in the one before; a figure of this moment has none before (but see `month_beside`)."""
        if figure.key == "policies":
            return share_of(in_date(self.in_force, self.span.service, self.now)), None
        if figure.is_now:
            return share(figure.rows(self.span, self.now)), None
        if figure.key == "in-time":
            return self.comments.in_time
        if figure.key == "captured":
            return self.comments.captured
        return shares(figure, self.span, self.before, self.now)

    def seconds(self, figure: Figure, since: dt.datetime | None = None, until: dt.datetime | None = None) -> Seconds:
        """When each counted and how long it took, the shortest first: of this span and the one before, and of all from
        `since` until before `until` when it is first asked for those."""
        if figure.key not in self._seconds:
            start = min(self.before.start, since or self.before.start)
            end = max(self.span.end, until or self.span.end)
            rows: Any = figure.rows(Span(self.span.service, start, end), self.now)
            self._seconds[figure.key] = rows.seconds()
        return self._seconds[figure.key]

    def lengths(self, figure: Figure) -> tuple[list[float], list[float], float]:
        """How long each took in the span and in the one before, in seconds, the shortest first; and what the policy
        gives."""
        both = self.seconds(figure)
        now = [value for at, value in both if self.span.start <= at < self.span.end]
        before = [value for at, value in both if self.before.start <= at < self.before.end]
        return now, before, figure.limit(self.limits) if figure.limit else 0


def headline(counts: Counts) -> list[Cell]:
    """The figures at the top of the page."""
    return [cell for key in HEADLINE for cell in cells(FIGURES[key], counts, is_head=True)]


def of_area(area: Area, counts: Counts) -> list[Cell]:
    return arranged([cell for figure in area.figures for cell in cells(figure, counts)])


def arranged(found: list[Cell]) -> list[Cell]:
    """With widths that leave no gap: three in a row, or two where that does not come out; two in a row on a phone."""
    left = len(found) % 3
    pairs = len(found) if len(found) == 2 else 2 if left == 2 else 4 if left == 1 else 0
    for number, cell in enumerate(reversed(found)):
        is_last_of_odd = number == 0 and len(found) % 2 == 1
        cell["wide"] = (
            ("alone" if is_last_of_odd else "quarter") if number < pairs else "last" if is_last_of_odd else ""
        )
    if len(found) == 1:
        found[0]["wide"] = "full"
    return found


def cells(figure: Figure, counts: Counts, *, is_head: bool = False) -> list[Cell]:
    """One cell a figure; two where it is a length of time."""
    if figure.limit is not None:
        return _of_lengths(figure, counts, is_head=is_head)
    return [_cell(figure, counts, *counts.shares(figure))]


def link(figure: Figure, span: OfDays) -> str:
    return rows_of(figure.key, span)


def shown(figure: Figure, counted: Share) -> str:
    """A share as "46 of 46", or a plain count."""
    good, total = counted
    return f"{total:,}" if figure.is_count else f"{good:,} of {total:,}" if total else "none"


def _cell(figure: Figure, counts: Counts, now: Share, before: Share | None) -> Cell:
    """The figure beside the span before, where there is one."""
    cell: Cell = {"name": figure.name, "small": True, "url": link(figure, counts.span), "than": []}
    cell["value"] = shown(figure, now)
    if before is not None:
        is_count, short = figure.is_count, f"in {counts.before.short}"
        than = _counts_than(figure, now[1], before[1], short) if is_count else _share_than(now, before, short)
        cell["than"].append(than)
    elif figure.is_now:
        cell["than"] += _now_than(figure, now, counts)
    if (before is None or figure.must_be_all) and (left := figure.says_left(now)):
        cell["than"].append({"text": left, "kind": "worse"})
    return cell


def _counts_than(
    figure: Figure, total: int, total_before: int, when: str, *, says_when: bool = False
) -> dict[str, str]:
    change = total_before - total
    if not change:
        return _than(f"as {when}", 0, up_is_good=False)
    words = f"{'fewer' if change > 0 else 'more'}: was {total_before:,}{f' {when}' if says_when else ''}"
    if figure.is_plain:
        return {"text": words, "kind": "", "dir": "down" if change > 0 else "up"}
    return _than(words, change, up_is_good=False)


def _share_than(now: Share, before: Share, when: str, *, says_when: bool = False) -> dict[str, str]:
    (good, total), (good_before, total_before) = now, before
    was = f"{good_before:,} of {total_before:,}"
    was_then = f"was {was}{f' {when}' if says_when else ''}"
    if not total_before:
        return _than(f"none {when}", 0, up_is_good=True)
    if not total:
        return _than(was_then, 0, up_is_good=True)
    change = good / total - good_before / total_before
    if not change:
        return _than(f"as {when}, {was}", 0, up_is_good=True)
    return _than(f"{'better' if change > 0 else 'worse'}: {was_then}", change, up_is_good=True)


def _now_than(figure: Figure, now: Share, counts: Counts) -> list[dict[str, str]]:
    """Of a figure of this moment: that it is one, where the span is over; and how it stood when a month ended."""
    month = counts.month_beside
    stood = (month.counts.get(figure.key) or ()) if month else ()
    if month is None or len(stood) != 2:
        return [_than("as of now", 0, up_is_good=True)] if counts.is_over else []
    was, when = (int(stood[0]), int(stood[1])), f"at the end of {month.month:%B %Y}"
    if counts.is_over:
        return [_than(f"as of now; {when} {shown(figure, was)}", 0, up_is_good=True)]
    if figure.is_count:
        return [_counts_than(figure, now[1], was[1], when, says_when=True)]
    return [_share_than(now, was, when, says_when=True)]


def _than(words: str, better_by: float, *, up_is_good: bool) -> dict[str, str]:
    if not better_by:
        return {"text": words, "kind": "", "dir": ""}
    goes_up = (better_by > 0) == up_is_good
    return {"text": words, "kind": "better" if better_by > 0 else "worse", "dir": "up" if goes_up else "down"}


def _of_lengths(figure: Figure, counts: Counts, *, is_head: bool) -> list[Cell]:
    seconds, before, limit = counts.lengths(figure)
    found = []
    for name, part in PARTS:
        value, was = percentile(seconds, part), percentile(before, part)
        cell: Cell = {
            "name": f"{figure.name}, {name}",
            "value": length(value) if value is not None else "none",
            "url": link(figure, counts.span),
            "than": [],
            "wide": "head" if is_head else "",
            "small": not is_head,
        }
        if value is not None and was is not None:
            words = "better" if value < was else "worse" if value > was else "as before"
            cell["than"].append(_than(f"{words}: was {length(was)}", was - value, up_is_good=False))
        if value is not None and value > limit:
            over = {"text": f"{length(value - limit)} over the policy’s {_limit(limit)}", "kind": "worse"}
            cell["than"].append(over)
        elif value is not None:
            cell["than"].append({"text": f"the policy gives {_limit(limit)}", "kind": ""})
        found.append(cell)
    return found


def _limit(seconds: float) -> str:
    return f"{seconds / 60:.0f} min" if seconds <= 7200 else length(seconds)


@dataclass(frozen=True)
class Line:
    """An area in a line: its worst figure, or that all is well; nothing where it was never counted."""

    area: Area
    url: str
    figure: Figure | None = None
    good: int = 0
    total: int = 0
    is_counted: bool = False

    @property
    def says(self) -> str:
        if not self.is_counted:
            return "Open it to count it now."
        if self.figure is None:
            return "Everything is as it should be."
        if self.figure.is_count:
            return f"{self.figure.name}: {self.total - self.good:,}"
        kept = " within the limit" if self.figure.limit else ""
        return f"{self.figure.name}: {self.good:,} of {self.total:,}{kept}"


def counted_months(service: Service) -> list[ServiceMonth]:
    """The months that were counted ahead, the newest last."""
    return list(ServiceMonth.objects.of_service(service).order_by("month"))


def lines(span: OfDays, months: Sequence[ServiceMonth]) -> tuple[list[Line], dt.datetime | None]:
    """Every area in a line, from the counts that are made ahead, and as of when.

    A span that is not made of whole months has no such counts; nor has a figure that cannot be split (`is_whole`) over
    several months.
    """
    rows = [row for row in months if span.first <= row.month <= span.last] if _is_of_months(span) else []
    summed = [figure for figure in FIGURES.values() if not figure.is_whole or _is_one_month(span)]
    found = {key: sums for figure in summed for key, sums in [(figure.key, _sum(figure, rows))] if sums}
    made = [_line(area, span, found) for area in AREAS]
    return made, min((row.counted_at for row in rows), default=None)


def _is_of_months(span: OfDays) -> bool:
    return span.first.day == 1 and (span.last + dt.timedelta(days=1)).day == 1


def _is_one_month(span: OfDays) -> bool:
    return (span.first.year, span.first.month) == (span.last.year, span.last.month)


def _sum(figure: Figure, rows: Iterable[ServiceMonth]) -> tuple[int, int] | None:
    found = [row.counts[figure.key] for row in rows if len(row.counts.get(figure.key) or ()) == 2]
    if not found:
        return None
    if figure.is_now:
        found = found[-1:]
    return int(sum(good for good, _ in found)), int(sum(total for _, total in found))


def _line(area: Area, span: OfDays, found: Mapping[str, tuple[int, int]]) -> Line:
    url = address("insights:area", span.service, area.key) + f"?{span.query}"
    counted = [(figure, *found[figure.key]) for figure in area.figures if figure.key in found]
    short = [one for one in counted if one[1] < one[2] and not (one[0].is_count and not one[0].is_now)]
    if not short:
        left_out = any(figure.is_whole and figure.key not in found for figure in area.figures)
        return Line(area, url, is_counted=bool(counted) and not left_out)
    figure, good, total = min(short, key=lambda one: one[1] / one[2])
    return Line(area, url, figure, good, total, is_counted=True)

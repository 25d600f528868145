"""The compliance figures of a span, each with how it is counted, as a table of a pack."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from accounts.models import Service
from insights.compliance import areas, counting
from insights.evidence import scope
from insights.evidence.maker import plain
from insights.evidence.writing import Table
from insights.spans import Days

HEADS = (
    "Figure", "Area", "As it should be", "Of", "Median, minutes", "90th percentile, minutes", "As of",
    "How it is counted",
)  # fmt: skip


def table(service: Service, days: scope.Days, now: dt.datetime) -> Table:
    """No name and no text: what each figure counts stands in the other lists."""
    about = "What the compliance page says of these days, and how each figure is counted"
    return Table("figures", "Compliance figures", about, HEADS, plain(_each(service, days, now)))


def _each(service: Service, days: scope.Days, now: dt.datetime) -> Iterator[tuple[Any, ...]]:
    span = Days(service, days.first, days.last)
    for area in areas.AREAS:
        for figure in area.figures:
            rows = figure.rows(span, now)
            good, total = counting.share(rows)
            as_of = "the day of the pack" if figure.is_now else "these days"
            said = None if figure.is_count else good  # a plain number is not as it should be, nor the opposite
            yield (figure.name, area.name, said, total, *_lengths(figure, rows), as_of, figure.counted)


def _lengths(figure: counting.Figure, rows: counting.Rows) -> tuple[int | None, int | None]:
    """Median and 90th percentile in whole minutes; None where it is no length of time, or nobody knows."""
    if figure.limit is None or not isinstance(rows, counting.Counted):
        return None, None
    seconds = [length for _, length in rows.seconds()]
    found = (counting.percentile(seconds, share) for share in (0.5, 0.9))
    median, ninth = (None if length is None else round(length / 60) for length in found)
    return median, ninth

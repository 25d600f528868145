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
from insights.spans import Span

HEADS = ("Figure", "Area", "As it should be", "Of", "As of", "How it is counted")


def table(service: Service, days: scope.Days, now: dt.datetime) -> Table:
    """No name and no text: what each figure counts stands in the other lists."""
    about = "What the compliance page says of these days, and how each figure is counted"
    return Table("figures", "Compliance figures", about, HEADS, plain(_each(service, days, now)))


def _each(service: Service, days: scope.Days, now: dt.datetime) -> Iterator[tuple[Any, ...]]:
    span = Span(service, days.starts_at, days.ends_at)
    for area in areas.AREAS:
        for figure in area.figures:
            good, total = counting.share(figure.rows(span, now))
            as_of = "the day of the pack" if figure.is_now else "these days"
            yield (figure.name, area.name, good, total, as_of, figure.counted)

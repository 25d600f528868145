"""What reports and months that are counted ahead take from the compliance page: its figures, by area."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from insights.compliance import comments
from insights.compliance.areas import AREAS, Area
from insights.compliance.counting import Figure
from insights.spans import OfDays
from moderation.classify.labels import LABELS, Category


def areas() -> Sequence[Area]:
    return AREAS


def figures() -> Iterator[Figure]:
    return (figure for area in AREAS for figure in area.figures)


def seconds(figure: Figure, span: OfDays, now: dt.datetime) -> list[float]:
    """How long each of a figure that has a limit took, the shortest first."""
    rows: Any = figure.rows(span, now)
    return [value for _, value in rows.seconds()]


def by_class(span: OfDays, now: dt.datetime) -> dict[str, tuple[int, int]]:
    """{class: (in time, all)} of the comments received in the span."""
    keys = {LABELS[one]: one.value for one in Category}
    return {keys[label]: (kept, total) for label, total, kept in comments.by_class(span, now).lines}

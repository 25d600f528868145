"""What reports and months that are counted ahead take from the compliance page: its figures, by area."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from insights.compliance import comments
from insights.compliance.areas import AREAS, FIGURES, Area
from insights.spans import Month, Span
from moderation.classify.labels import LABELS, Category

AS_OF_NOW = frozenset(figure.key for figure in FIGURES.values() if figure.is_now)
"""Figures of a moment; of a time that is over nobody can count them any more."""

COUNTS = frozenset(figure.key for figure in FIGURES.values() if figure.is_count)
"""Figures of which the plain number is shown; fewer is better."""


def areas() -> Sequence[Area]:
    return AREAS


def exposed_seconds(span: Month | Span, now: dt.datetime) -> list[float]:
    """How long each public case request stood in public, the shortest first."""
    return sorted(one.total_seconds() for one in comments.exposed(span, now).values_list("stood", flat=True))


def by_class(month: Month, now: dt.datetime) -> dict[str, tuple[int, int]]:
    """{class: (in time, all)} of the comments received in the month."""
    keys = {LABELS[one]: one.value for one in Category}
    return {keys[label]: (kept, total) for label, total, kept in comments.by_class(month, now).lines}

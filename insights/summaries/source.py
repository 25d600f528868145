"""What reports and months that are counted ahead take from the compliance page: its figures, by area."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from insights import compliance
from insights.compliance import FIGURES, Figure
from insights.spans import Month, Span
from moderation.classify.labels import LABELS, Category

AS_OF_NOW = ("policies", "readings")
"""Figures of a moment; of a time that is over nobody can count them any more."""

COUNTS = ("overridden", "not-sure")
"""Figures of which the plain number is shown; fewer is better."""


@dataclass(frozen=True)
class AreaOf:
    key: str
    name: str
    figures: Sequence[Figure]


def areas() -> list[AreaOf]:
    return [AreaOf("all", "Figures", tuple(FIGURES.values()))]


def exposed_seconds(span: Month | Span, now: dt.datetime) -> list[float]:
    """How long each public case request stood in public, the shortest first."""
    return sorted(one.total_seconds() for one in compliance.exposed(span, now).values_list("stood", flat=True))


def by_class(month: Month, now: dt.datetime) -> dict[str, tuple[int, int]]:
    """{class: (in time, all)} of the comments received in the month."""
    keys = {LABELS[one]: one.value for one in Category}
    return {keys[label]: (kept, total) for label, total, kept in compliance.by_class(month, now).lines}

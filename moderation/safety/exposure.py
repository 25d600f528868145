"""How long cases stood in public: the headline figure (DESIGN 6).

From the time a public case request was posted to the time it was hidden, without the times at which it was hidden in
between; of one that became a case by its writer's change, from the change on. One that was taken off the network stood
until then; one that is neither stands in public until now.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import DateTimeField, DurationField, ExpressionWrapper, F, QuerySet, Value
from django.db.models.functions import Coalesce, Greatest, Least

from accounts.models import Service
from moderation.classify.labels import Category
from moderation.models import Comment

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Of the public case requests posted within a span. Median and p90 are values that were there, or None."""

    number: int
    hidden: int
    median: dt.timedelta | None
    p90: dt.timedelta | None
    longest: dt.timedelta | None


def of_cases(service: Service, start: dt.datetime, end: dt.datetime, now: dt.datetime) -> QuerySet[Comment]:
    """Public case requests posted from `start` until before `end`, each with `stood`; the longest first.

    One that its writer took away is left out, also when its words are no longer kept; so is an old record, of which
    nobody knows how long it stood.
    """
    ends = [Coalesce(name, Value(now), output_field=DateTimeField()) for name in ("hidden_at", "removed_at")]
    began = Greatest(*(Coalesce(name, "posted_at") for name in ("shown_again_at", "asks_more_since")), "posted_at")
    last = ExpressionWrapper(Greatest(Least(*ends), began) - began, output_field=DurationField())
    return (
        Comment.objects.of_service(service)
        .for_figures()
        .filter(category=Category.CASE_REQUEST, visibility="public")
        .filter(posted_at__gte=start, posted_at__lt=end)
        .annotate(stood=ExpressionWrapper(F("exposed_before") + last, output_field=DurationField()))
        .order_by("-stood", "-pk")
    )


def figures(service: Service, span: tuple[dt.datetime, dt.datetime], now: dt.datetime) -> Figures:
    """The figures of the public case requests posted within the span, from its first moment until before its last."""
    rows = list(of_cases(service, *span, now).values_list("stood", "hidden_at"))
    stood = sorted(one for one, _ in rows)
    return Figures(
        number=len(rows),
        hidden=sum(hidden_at is not None for _, hidden_at in rows),
        median=percentile(stood, 0.5),
        p90=percentile(stood, 0.9),
        longest=stood[-1] if stood else None,
    )


def percentile(ordered: Sequence[T], part: float) -> T | None:
    """The smallest value that so many of the values, in order, do not exceed; None where there is none."""
    return ordered[max(0, math.ceil(part * len(ordered)) - 1)] if ordered else None

"""The counts of one month of a service, by the very rows that stand behind the figures of the compliance page.

{key: [as it should be, all]} for each figure; beside one that has a limit `<key>-median`, `<key>-p90` and `<key>-limit`
in seconds; `comments:<class>` as [in time, all], `comments` as [all], and `followers` where somebody knows them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import Sum

from insights.compliance.areas import FIGURES
from insights.compliance.comments import by_class
from insights.compliance.counting import Figure, percentile, share
from insights.models import ChannelMonth
from insights.spans import Month, OfDays
from moderation.models import Comment
from policies.services import parameters_in_force

Counts = dict[str, list[float]]
LENGTHS = ("-median", "-p90", "-limit")


def counts(month: Month, now: dt.datetime, *, before: Mapping[str, list[float]]) -> Counts:
    """Count a month. `before` is what was counted of it earlier, {} the first time.

    Figures of a moment stay, once the month is over, as they stood when it was last counted within it.
    """
    is_over = month.end <= now
    found: Counts = {}
    for figure in FIGURES.values():
        if figure.is_now and is_over:
            if figure.key in before:
                found[figure.key] = list(before[figure.key])
        else:
            found |= _figure(figure, month, now)
    found |= _comments(month, now)
    found |= _followers(month)
    return _with_what_was_purged(found, before, month) if is_over else found


def same_days(month: Month, now: dt.datetime) -> Counts:
    """While a month runs: as many days of the month before as have begun in it, counted like it, to set the two beside
    each other; {} once it is over. What has no days is not in it: figures of a moment, and followers."""
    if not month.is_current(now):
        return {}
    days = month.compared(now)
    found = _comments(days, now)
    for figure in FIGURES.values():
        if not figure.is_now:
            found |= _figure(figure, days, now)
    return found


def _figure(figure: Figure, span: OfDays, now: dt.datetime) -> Counts:
    found: Counts = {figure.key: list(share(figure.rows(span, now)))}
    return found if figure.limit is None else found | _lengths(figure, span, now)


def _with_what_was_purged(found: Counts, before: Mapping[str, list[float]], month: Month) -> Counts:
    """Words that are no longer kept must not make a month look as if less had come in: where a figure has fewer rows
    than it had, and comments of the month were purged, it stays as it was counted."""
    fewer = {key for key, numbers in found.items() if key in before and numbers[-1] < before[key][-1]}
    fewer = {key for key in fewer if not key.endswith(LENGTHS)} - {"followers"}
    if not fewer or not _has_purged(month):
        return found
    if "comments" in fewer:  # the classes add up to it
        fewer |= {key for key in before if key.startswith("comments:")}
    return found | {key: list(before[key]) for key in fewer}


def _has_purged(month: Month) -> bool:
    received = Comment.objects.of_service(month.service).filter(received_at__gte=month.start, received_at__lt=month.end)
    return received.filter(purged_at__isnull=False).exists()


def _lengths(figure: Figure, span: OfDays, now: dt.datetime) -> Counts:
    """The median, the 90th percentile, and what the policy gives, in seconds."""
    rows: Any = figure.rows(span, now)
    took = [seconds for _, seconds in rows.seconds()]
    limit = figure.limit(parameters_in_force(span.service)) if figure.limit else 0
    found: Counts = {f"{figure.key}-limit": [limit]}
    for name, part in (("median", 0.5), ("p90", 0.9)):
        value = percentile(took, part)
        if value is not None:
            found[f"{figure.key}-{name}"] = [value]
    return found


def _comments(span: OfDays, now: dt.datetime) -> Counts:
    lines = by_class(span, now).lines
    found: Counts = {f"comments:{one.key}": [one.in_time, one.number] for one in lines}
    return found | {"comments": [sum(one.number for one in lines)]}


def _followers(month: Month) -> Counts:
    rows = ChannelMonth.objects.of_service(month.service).filter(month=month.first)
    known = rows.aggregate(sum=Sum("followers"))["sum"]
    return {} if known is None else {"followers": [known]}

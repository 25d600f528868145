"""Which months are counted again, and when: this month and the last each hour, the ten before them each night.

A month is counted again when the service's chain of events has grown since; this one and the last also after six
hours, because clocks run out without an event. What is older than twelve months stays as it was counted, once, until
`manage.py count_months --again`. Each month is a row of its own: a worker that is killed leaves the others counted, and
the next tick finds the rest. Two workers may count the same month; a count that began earlier never replaces one that
began later.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from django.db.models import Min

from accounts.models import Service
from audit.models import ChainHead, Event
from insights.models import ServiceMonth
from insights.spans import Month
from insights.summaries import counting
from moderation.models import Comment
from posts.models import Post

STALE_AFTER = dt.timedelta(hours=6)
AT_ONCE = 6  # months of one service in one task
RECENT = 2  # this month and the last
AGAIN = 12  # months back that are counted again for what comes late
KEPT = 36  # months back that are counted at all


def due(now: dt.datetime, *, nightly: bool = False) -> list[int]:
    """Services of which a month is to be counted."""
    return [service.pk for service in Service.objects.all() if next(_due(service, now, nightly=nightly), None)]


def refresh(service_id: int, now: dt.datetime, *, nightly: bool = False) -> bool:
    """Count what is due of one service, a slice at most. True when more is left."""
    service = Service.objects.get(pk=service_id)
    for done, month in enumerate(_due(service, now, nightly=nightly)):
        if done == AT_ONCE:
            return True
        count(month, now)
    return False


def fill(services: Iterable[Service], now: dt.datetime, *, again: bool = False) -> Iterator[tuple[Service, int]]:
    """Count every month that was never counted, or every month again; says of each service how many it were."""
    for service in services:
        there = {} if again else _counted(service)
        missing = [month for month in _months(service, now) if month.first not in there]
        for month in missing:
            count(month, now)
        yield service, len(missing)


def count(month: Month, now: dt.datetime) -> ServiceMonth:
    """Count one month and keep it."""
    row = ServiceMonth.objects.of_service(month.service).filter(month=month.first).first()
    head = _head(month.service)  # before counting: what comes in meanwhile is counted the next time
    counted = {
        "counts": counting.counts(month, now, before=row.counts if row else {}) | {"events": [head]},
        "counts_before": counting.same_days(month, now),
        "counted_at": now,
    }
    kept, is_new = ServiceMonth.objects.get_or_create(service=month.service, month=month.first, defaults=counted)
    if not is_new:
        ServiceMonth.objects.filter(pk=kept.pk, counted_at__lt=now).update(**counted)
    return kept


def _due(service: Service, now: dt.datetime, *, nightly: bool) -> Iterator[Month]:
    """The newest first, so that what people look at is right before what is long gone."""
    there, head = _counted(service), _head(service)
    for age, month in enumerate(_months(service, now)):
        row = there.get(month.first)
        if row is None:
            yield month
            continue
        has_grown = row.counts.get("events") != [head]
        if age < RECENT:
            if has_grown or row.counted_at <= now - STALE_AFTER:
                yield month
        elif nightly and age < AGAIN and has_grown:
            yield month


def _months(service: Service, now: dt.datetime) -> Iterator[Month]:
    """From the current month back to the first in which there is something."""
    month, first = Month(service, service.today(now).replace(day=1)), _beginning(service)
    for _ in range(KEPT):
        yield month
        month = month.before
        if first is None or month.end <= first:
            return


def _beginning(service: Service) -> dt.datetime | None:
    first = [
        Event.objects.filter(service=service, number=1).values_list("at", flat=True).first(),
        Post.objects.of_service(service).aggregate(first=Min("published_at"))["first"],
        Comment.objects.of_service(service).aggregate(first=Min("received_at"))["first"],
    ]
    return min((one for one in first if one), default=None)


def _counted(service: Service) -> dict[dt.date, ServiceMonth]:
    return {row.month: row for row in ServiceMonth.objects.of_service(service)}


def _head(service: Service) -> int:
    return ChainHead.objects.filter(service=service).values_list("number", flat=True).first() or 0

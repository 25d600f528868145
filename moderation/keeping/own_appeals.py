"""A person's requests to look again that are about no comment: found, handed out and erased with their other data, and
forgotten in time.

They came by the public form and nobody could say what they are about, or they are about a block. One about a comment
goes where the comment goes.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.models import Service
from moderation.keeping import blockers, purging
from moderation.models import Appeal, Comment, DataRequest
from policies import services as policies

DAYS_OF_A_MONTH = 30
MOST_AT_ONCE = 500
NOT_DECIDED = "a request to look again is not decided"


def of(request: DataRequest) -> QuerySet[Appeal]:
    """By the account that was given with them, or that the block is about."""
    wanted = Q(pk__in=[])
    for channel_id, handle in request.authors:
        for written in _written(handle):
            wanted |= Q(channel=channel_id, author_handle__iexact=written)
            wanted |= Q(block__channel=channel_id, block__author_handle__iexact=written)
    rows = Appeal.objects.of_service(request.service).filter(wanted, comment=None).exclude(says=purging.GONE)
    return rows.select_related("block", "channel").order_by("received_at", "pk")


def by_name_alone(request: DataRequest) -> int:
    """How many gave only a name that the person's comments show. Others may have that name: a person looks at them."""
    wanted = Q(pk__in=[])
    for channel_id, handle in request.authors:
        writer = Q(pk__in=[])
        for written in _written(handle):
            writer |= Q(author_handle__iexact=written)
        shown = Comment.objects.of_service(request.service).filter(writer, channel=channel_id).exclude(author_name="")
        for name in shown.order_by().values_list("author_name", flat=True).distinct()[:5]:
            wanted |= Q(channel=channel_id, author_handle__iexact=name)
    rows = Appeal.objects.of_service(request.service).filter(wanted, comment=None, block=None)
    return rows.exclude(pk__in=of(request).order_by().values("pk")).count()


def _written(handle: str) -> tuple[str, str]:
    bare = handle.strip().lstrip("@")
    return bare, f"@{bare}"


def reason_to_keep(appeal: Appeal, blocks: blockers.Blockers) -> str:
    """Why no request can erase this one yet; "" when it may go."""
    if appeal.decided_at is None:
        return NOT_DECIDED
    about = appeal.block or appeal
    return blocks.reason_of_writer((about.channel_id, blockers.plain(about.author_handle)))


def plan(request: DataRequest, blocks: blockers.Blockers) -> tuple[list[int], Counter[str]]:
    """Those that may go, and how many stay for which reason."""
    goes, stays = [], Counter()
    for appeal in of(request):
        if reason := reason_to_keep(appeal, blocks):
            stays[reason] += 1
        else:
            goes.append(appeal.pk)
    return goes, stays


def erase(request: DataRequest, blocks: blockers.Blockers) -> int:
    """Take away the words and the account of those that may go. Within the caller's transaction."""
    goes, _ = plan(request, blocks)
    rows = Appeal.objects.filter(pk__in=goes)
    list(rows.select_for_update().values_list("pk"))
    purging.wipe_appeals(rows.filter(comment=None))
    return len(goes)


def forget_unmatched(now: dt.datetime) -> int:
    """What came by the form and was found to be about nothing of ours: nobody's words are kept longer than those of a
    general comment, counted from the decision, unless a hold or a request of the person keeps them."""
    decided = Appeal.objects.filter(comment=None, block=None, decided_at__lt=now).exclude(says=purging.GONE)
    gone = 0
    for service in Service.objects.filter(pk__in=decided.values("service")).order_by("pk"):
        months = policies.parameters_in_force(service).keep_general_months
        over = decided.of_service(service).filter(decided_at__lte=now - dt.timedelta(days=DAYS_OF_A_MONTH * months))
        with transaction.atomic():
            blockers.locked(service)
            blocks = blockers.of(service, service.today(now))
            goes = [row.pk for row in over.order_by("decided_at") if not reason_to_keep(row, blocks)][:MOST_AT_ONCE]
            purging.wipe_appeals(Appeal.objects.filter(pk__in=goes, comment=None))
        gone += len(goes)
    return gone

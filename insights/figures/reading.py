"""Reading figures from the networks: what became of our posts, and how many follow (source: G21).

A tick makes a row for each delivery that is out and finds what is due; a task a channel claims its posts, asks for them
together, and keeps what was told. No transaction is open while a network answers.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Mapping
from typing import TypeVar

from django.db.models import Q, QuerySet
from django.utils import timezone

from channels import connecting
from channels.models import Channel
from channels.networks import (
    Action,
    NetworkError,
    PostFigures,
    Profile,
    SignedOut,
    TryLater,
    capabilities_of,
    connector_of,
)
from channels.networks.answers import count
from insights.figures import days, totals
from insights.models import PostTotal
from posts.models import Delivery, DeliveryState

log = logging.getLogger(__name__)
T = TypeVar("T")

LEASE = dt.timedelta(minutes=15)
"""A worker that is gone for so long has lost what it had claimed."""
RETRY_AFTER = dt.timedelta(minutes=30)
UNTOLD_AFTER = dt.timedelta(days=1)
"""A post of which a network said nothing is asked for again within this time."""
LONGEST_WAIT = dt.timedelta(hours=6)
MOST_BATCHES = 10
"""After so many questions one run ends; the next tick goes on."""
MOST_NEW = 1000
MANY = 5
"""So many at once, and not one still there, are no deletions: the network no longer shows us posts at all."""


# What is due


def note_sent(now: dt.datetime) -> int:
    """Make a row for each delivery that went out in the last ninety days and has none; returns how many were made."""
    out = Delivery.objects.filter(
        state=DeliveryState.SENT, removed_at=None, total=None, sent_at__gte=now - days.READ_FOR
    ).select_related("channel")
    found = list(out.order_by("-sent_at")[:MOST_NEW])
    PostTotal.objects.bulk_create(
        [
            PostTotal(
                service_id=one.channel.service_id,
                delivery=one,
                channel=one.channel,
                sent_at=one.sent_at,
                look_at=_first_look(one, now),
            )
            for one in found
        ],
        ignore_conflicts=True,
    )
    return len(found)


def _first_look(delivery: Delivery, now: dt.datetime) -> dt.datetime | None:
    if not _reads(delivery.channel):
        return None  # a person types them in
    return max(now, delivery.sent_at + capabilities_of(delivery.channel).figures_every)


def channels_due(now: dt.datetime) -> list[int]:
    """Channels in use that tell figures, with something to ask for."""
    rows = Channel.objects.can_send().exclude(connector="by_hand").filter(signed_out_at=None)
    rows = rows.filter(Q(figures_after=None) | Q(figures_after__lte=now))
    has_posts = Q(pk__in=_due_posts(now).values("channel"))
    is_due = Q(figures_look_at=None) | Q(figures_look_at__lte=now) | has_posts
    return [channel.pk for channel in rows.filter(is_due).order_by("pk") if _reads(channel)]


def _due_posts(now: dt.datetime) -> QuerySet[PostTotal]:
    return PostTotal.objects.filter(look_at__lte=now, delivery__removed_at=None).order_by()


def _reads(channel: Channel) -> bool:
    return capabilities_of(channel).can(Action.READ_FIGURES)


# Reading


def read_channel(channel_id: int, *, now: dt.datetime | None = None) -> int:
    """Ask for the figures that are due on one channel; returns how many posts were told of. An error is kept on the
    channel, and what was asked for is due again."""
    now = now or timezone.now()
    channel = Channel.objects.select_related("service").get(pk=channel_id)
    is_to_wait = channel.figures_after is not None and channel.figures_after > now
    if not _reads(channel) or channel.signed_out_at or is_to_wait:
        return 0
    told, asked = 0, False
    for _ in range(MOST_BATCHES):
        claimed = _claim_posts(channel, now)
        if not claimed:
            break
        try:
            told += _read_posts(channel, claimed, now)
        except NetworkError as error:
            _give_back(claimed, error, now)
            _note_fault(channel, error, now)
            return told
        asked = True
    if _claim_followers(channel, now):
        try:
            _read_followers(channel, now)
        except NetworkError as error:
            Channel.objects.filter(pk=channel.pk).update(figures_look_at=now + RETRY_AFTER)
            _note_fault(channel, error, now)
            return told
        asked = True
    if asked:
        _note_read(channel, now)
    return told


def _claim_posts(channel: Channel, now: dt.datetime) -> dict[int, str]:
    """Posts that nobody else asks for now, with their ids at the network."""
    due = _due_posts(now).filter(channel=channel).order_by("look_at", "pk")
    rows = due.values_list("pk", "look_at", "delivery__remote_id")[: capabilities_of(channel).figures_at_once]
    return {
        pk: remote_id
        for pk, look_at, remote_id in rows
        if PostTotal.objects.filter(pk=pk, look_at=look_at).update(look_at=now + LEASE)
    }


def _read_posts(channel: Channel, claimed: Mapping[int, str], now: dt.datetime) -> int:
    """Raises NetworkError when nothing was told."""
    ids = list(claimed.values())
    said = _asked(channel, lambda: connector_of(channel).figures(ids))
    by_id = {one.remote_id: one for one in said}
    if len(claimed) >= MANY and said and all(one.is_gone for one in said):
        log.warning("channel %s shows none of %s posts any more; none is taken for gone", channel.pk, len(said))
        by_id = {}
    told = {pk: by_id[remote_id] for pk, remote_id in claimed.items() if remote_id in by_id}
    there = {pk: one for pk, one in told.items() if not one.is_gone}
    totals.keep_told(channel, there, now)
    _plan(channel, claimed, told, now)
    return len(there)


def _plan(channel: Channel, claimed: Mapping[int, str], told: Mapping[int, PostFigures], now: dt.datetime) -> None:
    """When each is read again. What somebody typed meanwhile is not."""
    every = capabilities_of(channel).figures_every
    for total in PostTotal.objects.filter(pk__in=claimed, said_by=None):
        at = days.next_look(total.sent_at, now, channel.service.zone, every=every, key=channel.pk)
        if total.pk not in told and at is not None:
            at = min(at, now + UNTOLD_AFTER)
        gone = total.pk in told and told[total.pk].is_gone
        PostTotal.objects.filter(pk=total.pk, said_by=None).update(look_at=None if gone else at)


def _claim_followers(channel: Channel, now: dt.datetime) -> bool:
    """Whether to ask for followers; nobody else does so at the same time."""
    was = channel.figures_look_at
    if was is not None and was > now:
        return False
    same = Channel.objects.filter(pk=channel.pk, figures_look_at=was)
    return bool(same.update(figures_look_at=days.next_evening(now, channel.service.zone, channel.pk)))


def _read_followers(channel: Channel, now: dt.datetime) -> None:
    profile: Profile = _asked(channel, lambda: connector_of(channel).profile())
    if (followers := count(profile.followers)) is not None:
        totals.keep_followers(channel, followers, now)


def _asked(channel: Channel, ask: Callable[[], T]) -> T:
    """Raises NetworkError, whatever the connector met."""
    try:
        return ask()
    except NetworkError:
        raise
    except Exception as error:
        log.warning("figures of channel %s were not read: %s", channel.pk, type(error).__name__)
        raise NetworkError("The network gave no answer that we understand.") from error


# What came of it


def _give_back(claimed: Mapping[int, str], error: NetworkError, now: dt.datetime) -> None:
    """They are due again: at once where the channel itself has to wait for a person."""
    at = now if isinstance(error, SignedOut) else now + RETRY_AFTER
    PostTotal.objects.filter(pk__in=claimed, said_by=None, look_at__isnull=False).update(look_at=at)


def _note_fault(channel: Channel, error: NetworkError, now: dt.datetime) -> None:
    changes = {"figures_error": str(error)[:300]}
    if isinstance(error, TryLater) and error.after_s > 0:
        changes["figures_after"] = now + min(dt.timedelta(seconds=error.after_s), LONGEST_WAIT)
    Channel.objects.filter(pk=channel.pk).update(**changes)
    if isinstance(error, SignedOut):
        connecting.note_signed_out(channel, error)


def _note_read(channel: Channel, now: dt.datetime) -> None:
    connecting.note_works(channel)
    Channel.objects.filter(pk=channel.pk).update(figures_read_at=now, figures_error="", figures_after=None)

"""Gaps: spans of time in which a channel could not be read, and what became of what was written in them.

A reading that works again goes back to where the last one ended. Where the network shows as much, the gap is closed by
that; where it does not, the gap stays open until a person says that they looked there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import Service, User
from audit import services as audit
from audit.kinds import Kind
from channels.models import Channel
from channels.networks import capabilities_of
from moderation import permissions
from moderation.models import Gap

JOB = "Reading comments"
LONGEST_WITHOUT = dt.timedelta(minutes=15)
NOTHING_RAN = "Reading did not run here."


class GapRefused(Exception):
    """It may not be said of this gap. The text is a sentence for the person."""


def last_read(channel: Channel) -> dt.datetime:
    """When it was last read without a fault; of one that never was, since when it could have been."""
    return channel.read_at or channel.connected_at or channel.created_at


def begin_where_due(channels: Sequence[Channel], now: dt.datetime) -> int:
    """Record a gap for each of these channels that has not been read for too long; returns how many are new."""
    late = [one for one in channels if _is_late(one, now)]
    known = set(Gap.objects.filter(channel__in=late, until_at=None).values_list("channel_id", flat=True))
    return sum(begin(one, now) is not None for one in late if one.pk not in known)


def _is_late(channel: Channel, now: dt.datetime) -> bool:
    was_tried = channel.read_at is not None or bool(channel.read_error)
    return was_tried and last_read(channel) < now - LONGEST_WITHOUT


@transaction.atomic
def begin(channel: Channel, now: dt.datetime) -> Gap | None:
    """Record that the channel has not been read since; None where that stands already, or it was read meanwhile."""
    channel = Channel.objects.select_for_update(of=("self",)).select_related("service").get(pk=channel.pk)
    if not _is_late(channel, now):
        return None
    since = last_read(channel)
    reason = channel.read_error or NOTHING_RAN
    gap, is_new = Gap.objects.get_or_create(
        channel=channel, until_at=None, defaults={"service": channel.service, "from_at": since, "reason": reason}
    )
    if not is_new:
        return None
    data = {"since": channel.service.local(since).isoformat(timespec="minutes"), "reason": reason}
    audit.record(Kind.READING_STOPPED, on=channel, job=JOB, data=data, now=now)
    return gap


@transaction.atomic
def note_reading(channel: Channel, *, is_whole: bool, now: dt.datetime) -> None:
    """A reading worked. Before the channel's own `read_at` moves on: what was missed is either here now or lost.

    `is_whole`: it read all that there is. While it did not, a gap runs on: what was missed may be still to come.
    """
    if _is_late(channel, now):
        begin(channel, now)
    gap = Gap.objects.select_for_update().filter(channel=channel, until_at=None).first()
    if gap is None or not is_whole:
        return
    back = capabilities_of(channel).reads_back
    gap.until_at = now
    if back is None or now - gap.from_at <= back:
        gap.state, gap.ended_at = Gap.State.FETCHED, now
    gap.save(update_fields=["until_at", "state", "ended_at"])
    what = "all of it came in afterwards" if gap.state == Gap.State.FETCHED else "somebody has to look there"
    data = {"since": channel.service.local(gap.from_at).isoformat(timespec="minutes"), "what": what}
    audit.record(Kind.READING_BACK, on=channel, job=JOB, data=data, now=now)


@transaction.atomic
def looked(gap_id: int, *, by: User, now: dt.datetime | None = None) -> Gap:
    """A person looked on the network for what was written in a gap. Raises PermissionDenied or GapRefused."""
    now = now or timezone.now()
    gap = Gap.objects.select_for_update(of=("self",)).select_related("channel", "service").get(pk=gap_id)
    if refusal := permissions.refusal_to_read(by, gap.service):
        raise PermissionDenied(refusal)
    if gap.state == Gap.State.LOOKED:
        raise GapRefused(f"{gap.ended_by} looked there already.")
    if gap.state == Gap.State.FETCHED:
        raise GapRefused("What was written then came in afterwards; nobody has to look.")
    if gap.until_at is None:
        raise GapRefused(f"{gap.channel} cannot be read yet. Look there now, and say so here once it is read again.")
    gap.state, gap.ended_by, gap.ended_at = Gap.State.LOOKED, by, now
    gap.save(update_fields=["state", "ended_by", "ended_at"])
    data = {"since": gap.service.local(gap.from_at).isoformat(timespec="minutes")}
    audit.record(Kind.READING_LOOKED, on=gap.channel, actor=by, data=data, now=now)
    return gap


def shown_to(user: User, service: Service) -> list[Gap]:
    """The gaps that somebody who reads comments should know of: those that run, and those that nobody looked at."""
    if permissions.refusal_to_read(user, service):
        return []
    rows = Gap.objects.of_service(service).filter(state=Gap.State.OPEN).select_related("channel")
    return list(rows.order_by("from_at")[:20])

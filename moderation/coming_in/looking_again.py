"""Looking again at open comments by their ids: not every network tells that a comment was edited or taken away."""

from __future__ import annotations

import datetime as dt
import logging

from django.db.models import F, Q
from django.utils import timezone

from channels.models import Channel
from channels.networks import Action, CommentNow, NetworkError, SignedOut, connector_of
from moderation import workflow
from moderation.coming_in import intake, reading
from moderation.coming_in.intake import READING
from moderation.models import BY_HAND, TOO_LONG, Comment, Source
from moderation.querysets import CommentQuerySet

log = logging.getLogger(__name__)

LOOKED_AFTER_FOR = dt.timedelta(days=30)
SOONEST = dt.timedelta(minutes=10)
MANY = 5
"""So many at once, and not one still there, are no deletions: the network no longer shows us comments at all."""


def look_again(channel_id: int, *, now: dt.datetime | None = None) -> int:
    """Ask the network how open comments stand that were not asked for lately; returns how many changed or went."""
    now = now or timezone.now()
    channel = Channel.objects.select_related("service").get(pk=channel_id)
    connector = connector_of(channel)
    can = connector.capabilities
    if not can.can(Action.LOOK_UP_COMMENTS) or reading.is_to_wait(channel, now):
        return 0
    due = _due(now, every=can.look_up_every).filter(channel=channel).order_by(F("checked_at").asc(nulls_first=True))
    asked = dict(due.values_list("remote_id", "pk")[: can.looked_up_at_once])
    if not asked:
        return 0
    found: tuple[CommentNow, ...]
    try:
        found = connector.look_up_comments(list(asked))
    except NetworkError as error:  # a limit on looking up is none on reading: these have their turn again later
        if isinstance(error, SignedOut):
            reading.note_fault(channel, error, now)
        found = ()
    except Exception as error:  # its message could hold a comment's words
        log.warning("looking up comments of channel %s failed: %s", channel.pk, type(error).__name__)
        found = ()
    if len(found) >= MANY and all(one.is_gone for one in found):
        log.warning("channel %s shows none of %s comments any more; none is taken for gone", channel.pk, len(found))
        found = ()
    changed = 0
    for one in found:
        if one.remote_id in asked:
            changed += _note(asked[one.remote_id], one.text, is_gone=one.is_gone, now=now)
    Comment.objects.filter(pk__in=asked.values()).update(checked_at=now)
    return changed


def _note(comment_id: int, text: str, *, is_gone: bool, now: dt.datetime) -> bool:
    if is_gone:
        workflow.withdrawn_by_author(comment_id, job=READING, now=now)
        return True
    if not text:
        return False
    before = Comment.objects.values_list("version", flat=True).get(pk=comment_id)
    return intake.note_edit(comment_id, text, now=now).version != before


def channels_due(now: dt.datetime) -> list[int]:
    """Channels with comments to look at again."""
    due = _due(now, every=SOONEST).filter(channel__in=reading.readable())
    return sorted(set(due.order_by().values_list("channel_id", flat=True).distinct()))


def _due(now: dt.datetime, *, every: dt.timedelta) -> CommentQuerySet:
    """Open comments that the network knows by their id and that nobody asked it for lately."""
    before = now - every
    return (
        Comment.objects.open()
        .filter(Q(checked_at__lt=before) | Q(checked_at=None, received_at__lt=before))
        .filter(source__in=[Source.NETWORK, Source.WATCH], removed_at=None, posted_at__gte=now - LOOKED_AFTER_FOR)
        .exclude(Q(remote_id__startswith=BY_HAND) | Q(remote_id__startswith=TOO_LONG))
    )

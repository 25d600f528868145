"""Reading the networks: what is new on each channel is taken in, page by page, and the cursor moves with it."""

from __future__ import annotations

import datetime as dt
import logging
import time

from django.db import transaction
from django.utils import timezone

from channels import connecting
from channels.models import Channel
from channels.networks import Action, CommentBatch, Connector, NetworkError, SignedOut, TryLater, connector_of
from moderation import workflow
from moderation.coming_in import gaps, intake, threads
from moderation.coming_in.intake import READING
from moderation.models import Comment

log = logging.getLogger(__name__)

MOST_PAGES = 20
RUN_S = 90
"""After so many pages or seconds one run ends; the next goes on from there."""
LONGEST_WAIT = dt.timedelta(hours=6)


def read_channel(channel_id: int, *, now: dt.datetime | None = None) -> int:
    """Read what is new on one channel from where the last reading ended; returns how many comments came.

    Each comment is taken in by itself, and each page's place is kept before the next is asked for: a worker that is
    killed, or a network that refuses in the middle, costs a page that is read again. When a comment cannot be stored,
    all the others are, the reading starts there again next time, and the channel says so.
    """
    now = now or timezone.now()
    channel = Channel.objects.select_related("service").get(pk=channel_id)
    connector = connector_of(channel)
    if not connector.capabilities.can(Action.READ_COMMENTS) or is_to_wait(channel, now):
        return 0
    ends_at = time.monotonic() + RUN_S
    cursor, came, lost, seen = channel.read_cursor, 0, 0, 0
    for _ in range(MOST_PAGES):
        try:
            batch = _asked(connector, cursor)
        except NetworkError as error:
            note_fault(channel, error, now)
            return came
        failed = take_in(channel, batch, now)
        seen, lost = seen + len(batch.comments), lost + failed
        came += len(batch.comments) - failed
        is_whole = not batch.more or batch.cursor == cursor
        if lost:
            _say(channel, f"{lost} of {seen} comments could not be stored; we read them again.")
        elif not _keep_place(channel, was=channel.read_cursor, cursor=batch.cursor, is_whole=is_whole, now=now):
            return came  # another worker reads the channel, and is further on
        cursor = batch.cursor
        if is_whole or time.monotonic() > ends_at:
            break
    threads.tie_waiting(channel, now)
    return came


def _asked(connector: Connector, cursor: str) -> CommentBatch:
    """The next page. Raises NetworkError, whatever the connector met."""
    try:
        return connector.comments_since(cursor)
    except NetworkError:
        raise
    except Exception as error:  # its message could hold a comment's words
        log.warning("reading failed: %s", type(error).__name__)
        raise NetworkError("The network gave no answer that we understand.") from error


def take_in(channel: Channel, batch: CommentBatch, now: dt.datetime) -> int:
    """Store a page of comments and what was taken away; returns how many could not be stored."""
    failed = 0
    for incoming in batch.comments:
        try:
            intake.receive(channel, incoming, now=now)
        except Exception as error:  # the next one must come in; the message could hold the comment's words
            log.error("a comment of channel %s could not be stored: %s", channel.pk, type(error).__name__)
            failed += 1
    known = Comment.objects.filter(channel=channel, remote_id__in=batch.withdrawn, removed_at=None)
    for comment_id in list(known.values_list("pk", flat=True)):
        workflow.withdrawn_by_author(comment_id, job=READING, now=now)
    return failed


@transaction.atomic
def _keep_place(channel: Channel, *, was: str, cursor: str, is_whole: bool, now: dt.datetime) -> bool:
    """Move the cursor on from where this reading began; False where another one moved it meanwhile."""
    rows = Channel.objects.select_for_update(of=("self",)).select_related("service")
    as_it_is = rows.filter(pk=channel.pk, read_cursor=was).first()
    if as_it_is is None:
        return False
    gaps.note_reading(as_it_is, is_whole=is_whole, now=now)
    read = {"read_cursor": cursor, "read_at": now, "read_error": "", "read_after": None}
    Channel.objects.filter(pk=channel.pk).update(**read)
    for field, value in read.items():
        setattr(channel, field, value)
    return True


def note_fault(channel: Channel, error: NetworkError, now: dt.datetime) -> None:
    """Keep what went wrong, for how long the network wants to be left alone, and whether it signed us out."""
    if isinstance(error, SignedOut):
        connecting.note_signed_out(channel, error)
    if isinstance(error, TryLater) and error.after_s > 0:
        channel.read_after = now + min(dt.timedelta(seconds=error.after_s), LONGEST_WAIT)
        channel.save(update_fields=["read_after"])
    _say(channel, str(error))


def _say(channel: Channel, sentence: str) -> None:
    channel.read_error = sentence[:300]
    channel.save(update_fields=["read_error"])


def is_to_wait(channel: Channel, now: dt.datetime) -> bool:
    """Whether the network asked us to leave it alone for now."""
    return channel.read_after is not None and channel.read_after > now


def readable() -> list[Channel]:
    """Channels whose network lets us read what people write."""
    channels = Channel.objects.can_send().select_related("service")
    return [one for one in channels if connector_of(one).capabilities.can(Action.READ_COMMENTS)]


def channels_to_read(now: dt.datetime | None = None) -> list[int]:
    """The channels to read now. Those that were not read for too long get their gap on record first."""
    now = now or timezone.now()
    channels = readable()
    gaps.begin_where_due(channels, now)
    return [one.pk for one in channels if not is_to_wait(one, now)]

"""Looking again at comments by their ids: not every network tells that a comment was edited or taken away.

Open ones often; once a day those that have ended or are held to be gone, for what may stand in public still: an
answered question can be edited into a case.
"""

from __future__ import annotations

import datetime as dt
import logging

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from channels.models import Channel
from channels.networks import Action, CommentNow, Connector, NetworkError, SignedOut, connector_of
from moderation.coming_in import intake, reading
from moderation.coming_in.intake import READING
from moderation.handling import playbooks, standing
from moderation.models import BY_HAND, TOO_LONG, Comment, CommentState, Source, Step, StepState, Visibility
from moderation.querysets import CommentQuerySet

log = logging.getLogger(__name__)

LOOKED_AFTER_FOR = dt.timedelta(days=30)
SOONEST = dt.timedelta(minutes=10)
RARELY = dt.timedelta(days=1)
MANY = 5
"""So many at once, and not one still there, are not believed at one look, however sure the network is."""
OTHERS = 5
"""So many more are asked for, to see whether the network shows us anything of the channel."""


def look_again(channel_id: int, *, now: dt.datetime | None = None) -> int:
    """Ask the network how comments stand that were not asked for lately; returns how many changed or went."""
    now = now or timezone.now()
    channel = Channel.objects.select_related("service").get(pk=channel_id)
    connector = connector_of(channel)
    can = connector.capabilities
    if not can.can(Action.LOOK_UP_COMMENTS) or reading.is_to_wait(channel, now):
        return 0
    asked: dict[str, int] = {}
    for due in (_due(now, every=can.look_up_every), _rarely_due(now)):
        in_turn = due.filter(channel=channel).order_by(F("checked_at").asc(nulls_first=True))
        if (room := can.looked_up_at_once - len(asked)) > 0:
            asked |= dict(in_turn.values_list("remote_id", "pk")[:room])
    if not asked:
        return 0
    found = [one for one in _told(connector, channel, list(asked), now) if one.remote_id in asked]
    missing = [one for one in found if not one.is_there]
    is_seeing = len(missing) < len(found)
    is_doubtful = len(missing) >= MANY and not is_seeing
    if missing and not is_seeing:
        is_seeing = _sees_others(connector, channel, [asked[one.remote_id] for one in missing], now)
    changed = 0
    for one in found:
        comment_id = asked[one.remote_id]
        try:
            if one.is_there:
                changed += _note(comment_id, one, now=now)
            elif one.is_gone and not is_doubtful:
                changed += _gone(comment_id, now=now)
            else:
                changed += standing.not_shown(comment_id, is_seeing=is_seeing, job=READING, now=now)
        except Exception as error:  # the next one must be looked at; the message could hold a comment's words
            log.error("how comment %s stands could not be noted: %s", comment_id, type(error).__name__)
    Comment.objects.filter(pk__in=asked.values()).update(checked_at=now)
    return changed


def _told(connector: Connector, channel: Channel, remote_ids: list[str], now: dt.datetime) -> tuple[CommentNow, ...]:
    """What the network says of these comments; nothing where it fails."""
    try:
        return connector.look_up_comments(remote_ids)
    except NetworkError as error:  # a limit on looking up is none on reading: these have their turn again later
        if isinstance(error, SignedOut):
            reading.note_fault(channel, error, now)
    except Exception as error:  # its message could hold a comment's words
        log.warning("looking up comments of channel %s failed: %s", channel.pk, type(error).__name__)
    return ()


def _sees_others(connector: Connector, channel: Channel, missing: list[int], now: dt.datetime) -> bool:
    """Whether the network shows us other comments of the channel; asked only where one is missing a second time."""
    if not Comment.objects.filter(pk__in=missing, not_shown_since__isnull=False).exists():
        return False
    others = _known(now).filter(channel=channel, checked_at__isnull=False, removed_at=None, not_shown_since=None)
    remote_ids = list(
        others.exclude(pk__in=missing).order_by("-posted_at").values_list("remote_id", flat=True)[:OTHERS]
    )
    told = _told(connector, channel, remote_ids, now) if remote_ids else ()
    return any(one.remote_id in remote_ids and one.is_there for one in told)


def _gone(comment_id: int, *, now: dt.datetime) -> bool:
    before = Comment.objects.values_list("removed_at", flat=True).get(pk=comment_id)
    return standing.withdrawn_by_author(comment_id, job=READING, now=now).removed_at != before


def _note(comment_id: int, there: CommentNow, *, now: dt.datetime) -> bool:
    is_back = standing.seen(comment_id, job=READING, now=now)
    if not there.text:
        return is_back
    before = Comment.objects.values_list("version", flat=True).get(pk=comment_id)
    return is_back | (intake.note_edit(comment_id, there.text, raw=there.raw, now=now).version != before)


def channels_due(now: dt.datetime) -> list[int]:
    """Channels with comments to look at again."""
    channels = reading.readable()
    found: set[int] = set()
    for due in (_due(now, every=SOONEST), _rarely_due(now)):
        found |= set(due.filter(channel__in=channels).order_by().values_list("channel_id", flat=True).distinct())
    return sorted(found)


def _due(now: dt.datetime, *, every: dt.timedelta) -> CommentQuerySet:
    """Open comments that nobody asked the network for lately."""
    return _not_asked_since(now - every, _known(now).open().filter(removed_at=None))


def _rarely_due(now: dt.datetime) -> CommentQuerySet:
    """What has ended and may stand in public still, or was taken for gone, unless we deleted it."""
    ended = Q(state__in=[CommentState.CLOSED, CommentState.WITHDRAWN], hidden_at=None, visibility=Visibility.PUBLIC)
    deleted = Step.objects.filter(comment=OuterRef("pk"), key=playbooks.DELETE.key, state=StepState.DONE)
    held_gone = Q(closed_at=None, removed_at__isnull=False)
    return _not_asked_since(now - RARELY, _known(now).filter(ended | held_gone).filter(~Exists(deleted)))


def _not_asked_since(before: dt.datetime, rows: CommentQuerySet) -> CommentQuerySet:
    return rows.filter(Q(checked_at__lt=before) | Q(checked_at=None, received_at__lt=before))


def _known(now: dt.datetime) -> CommentQuerySet:
    """Comments of the last weeks that the network knows by their id."""
    rows = Comment.objects.filter(
        source__in=[Source.NETWORK, Source.WATCH], purged_at=None, posted_at__gte=now - LOOKED_AFTER_FOR
    )
    return rows.exclude(Q(remote_id__startswith=BY_HAND) | Q(remote_id__startswith=TOO_LONG))

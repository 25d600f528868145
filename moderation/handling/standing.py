"""Whether a comment still stands on its network: gone, out of our sight, there again; and what has ended opened again.

A network that says "not there, or not for you" is not believed at once: a case that is closed for it would stand in
public with its clock stopped (DESIGN 6). looking_again.py asks; what became of it is written here.
"""

from __future__ import annotations

import datetime as dt
import logging

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit import services as audit
from audit.kinds import Kind
from channels.networks import Action, connector_of
from moderation import moves
from moderation.classify.labels import Flag
from moderation.handling import playbooks
from moderation.models import Comment, CommentState, StepState
from moderation.moves import MoveRefused

log = logging.getLogger(__name__)

STAYS_OPEN_WITHOUT_ITS_TEXT = (
    Flag.SAFEGUARDING,
    Flag.THREAT_OR_HATE,
    Flag.STAFF_ALLEGATION,
    Flag.STATUTORY_REQUEST,
)


def was_deleted_by_us(comment: Comment) -> bool:
    return comment.steps.filter(key=playbooks.DELETE.key, state=StepState.DONE).exists()


# Gone


@transaction.atomic
def withdrawn_by_author(comment_id: int, *, job: str, now: dt.datetime | None = None) -> Comment:
    """The writer took the comment away, as the network says for certain. The capture stays."""
    now = now or timezone.now()
    comment = moves.locked(comment_id)
    if comment.removed_at is None and comment.state != CommentState.PURGED:
        audit.record(Kind.COMMENT_WITHDRAWN, on=comment, job=job, now=now)
        _gone(comment, now)
    return comment


def said_gone(
    comment_id: int, *, by: User, reason: str, version: int | None = None, now: dt.datetime | None = None
) -> Comment:
    """A person says that it is gone. The network is asked first where it can be: what it shows is not gone."""
    now = now or timezone.now()

    def checked() -> tuple[Comment, str]:
        comment = moves.locked(comment_id)
        moves.require("withdraw", comment, by, now, version)
        why = moves.reason_given(reason, "Write how you know that it is gone, such as where you looked.")
        return comment, moves.without_writer(why, comment)

    with transaction.atomic():
        comment, _ = checked()
    if is_shown(comment):
        network = comment.channel.get_network_display()
        raise MoveRefused(f"{network} shows it to us at this moment: it is not gone. Look there again.")
    with transaction.atomic():
        comment, why = checked()
        if comment.removed_at is None:
            audit.record(Kind.COMMENT_SAID_GONE, on=comment, actor=by, data={"reason": why}, now=now)
            _gone(comment, now)
    return comment


def is_shown(comment: Comment) -> bool:
    """Whether the network, asked now, shows it. False also where it cannot be asked, or gives no answer."""
    connector = connector_of(comment.channel)
    if not comment.is_known_there or not connector.capabilities.can(Action.LOOK_UP_COMMENTS):
        return False
    try:
        found = connector.look_up_comments([comment.remote_id])
    except Exception as error:  # its message could hold the comment's words
        log.warning("looking up comment %s failed: %s", comment.pk, type(error).__name__)
        return False
    return any(one.remote_id == comment.remote_id and one.is_there for one in found)


def _gone(comment: Comment, now: dt.datetime) -> None:
    """A worry about a child, a threat, an allegation and a request that the law gives a date stay open: they stand
    without the text as well. So does what a person opened again.
    """
    comment.removed_at, comment.not_shown_since = now, None
    stands_on = set(comment.flags) & set(STAYS_OPEN_WITHOUT_ITS_TEXT) or comment.escalations.filter(closed_at=None)
    if comment.state not in moves.GONE and not stands_on and not comment.reopened_at:
        comment.state = CommentState.WITHDRAWN
        comment.closed_at = now
        comment.claimed_by = comment.claimed_until = None
    moves.settle(comment, "removed_at", "not_shown_since", "closed_at", *moves.HOLD_FIELDS)


@transaction.atomic
def not_shown(comment_id: int, *, is_seeing: bool, job: str, now: dt.datetime) -> bool:
    """The network shows it to us no longer: gone, or only out of our sight. Returns whether that changed anything.

    It is taken for gone at the second look, when others of the channel are seen (`is_seeing`): then it is not the
    whole page that is kept from us. What has to be hidden within the hour, and is not, is left to a person.
    """
    comment = moves.locked(comment_id)
    if comment.removed_at or comment.state == CommentState.PURGED:
        return False
    if comment.not_shown_since is None:
        comment.not_shown_since = now
        data = {"network": comment.channel.get_network_display()}
        audit.record(Kind.COMMENT_NOT_SHOWN, on=comment, job=job, data=data, now=now)
        moves.settle(comment, "not_shown_since")
        return True
    is_urgent = comment.state in moves.OPEN and comment.priority <= 1 and comment.hidden_at is None
    if not is_seeing or is_urgent:
        return False
    withdrawn_by_author(comment_id, job=job, now=now)
    return True


# There again


@transaction.atomic
def seen(comment_id: int, *, job: str, now: dt.datetime) -> bool:
    """The network shows it. What was taken for gone is not, and is opened again; False where nobody thought so."""
    comment = moves.locked(comment_id)
    is_news = comment.removed_at or comment.not_shown_since
    if not is_news or comment.state == CommentState.PURGED or was_deleted_by_us(comment):
        return False
    data = {"network": comment.channel.get_network_display()}
    audit.record(Kind.COMMENT_SEEN_AGAIN, on=comment, job=job, data=data, now=now)
    if comment.state == CommentState.WITHDRAWN:
        opened_again(comment, job=job, reason="it is there again", now=now)
    else:
        _there(comment)
    return True


@transaction.atomic
def said_there(
    comment_id: int, *, by: User, reason: str, version: int | None = None, now: dt.datetime | None = None
) -> Comment:
    """A person says that an open comment, which was taken for gone, is there after all: its clock runs on."""
    now = now or timezone.now()
    comment = moves.locked(comment_id)
    moves.require("still_there", comment, by, now, version)
    if comment.removed_at is None or was_deleted_by_us(comment):
        raise MoveRefused("Nobody has taken it for gone.")
    reason = moves.without_writer(moves.reason_given(reason, "Write how you know that it is there."), comment)
    audit.record(Kind.COMMENT_SAID_THERE, on=comment, actor=by, data={"reason": reason}, now=now)
    _there(comment)
    return comment


def _there(comment: Comment) -> None:
    comment.removed_at = comment.not_shown_since = None
    moves.reckon(comment)
    moves.settle(comment, "removed_at", "not_shown_since", *moves.RECKONED)


def opened_again(comment: Comment, *, reason: str, now: dt.datetime, by: User | None = None, job: str = "") -> Comment:
    """Put a locked comment that has ended back into the queue, for a person or a job.

    Unless we deleted it, it counts as there again, and its clock runs; the network is asked about it soon.
    """
    if comment.state == CommentState.RECORD:  # it came in as dealt with, and begins to wait now
        comment.received_at = now
    is_back = comment.removed_at is not None and not was_deleted_by_us(comment)
    if is_back:
        comment.removed_at = comment.not_shown_since = comment.checked_at = None
    if is_back or comment.state == CommentState.RECORD:
        moves.reckon(comment)
    if by is not None:
        comment.reopened_at = now
    comment.closed_at = comment.closed_by = None
    comment.outcome = ""
    comment.state = CommentState.ACTING
    who = {"actor": by} if by else {"job": job}
    audit.record(Kind.COMMENT_REOPENED, on=comment, data={"reason": reason}, now=now, **who)
    of_the_end = ("closed_at", "closed_by", "outcome", "received_at", "reopened_at")
    moves.settle(comment, *of_the_end, "removed_at", "not_shown_since", "checked_at", *moves.RECKONED)
    return comment

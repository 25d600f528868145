"""Looking again: a writer contests that a comment was hidden or deleted, or that they were blocked (L8, W9).

It reaches us by phone or e-mail and is logged by staff, or by the public form, and is then looked for among what was
hidden. Somebody else than who hid or blocked decides, in the working days of the policy. Whoever is right is shown
again; what the network deleted cannot be, and the page says so.
"""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.hours import hours_of
from accounts.models import Service, User
from audit import services as audit
from audit.kinds import Kind
from channels.models import Channel
from moderation import grounds, moves, permissions
from moderation.conduct import blocking
from moderation.handling import acting
from moderation.models import Appeal, Block, Comment, CommentState, Step, StepState
from moderation.moves import MoveRefused
from moderation.querysets import is_kept_from
from policies import services as policies

JOB = "public form"
PUBLIC = "by the public form"
LONGEST_SAYS = 2000
SENT_TWICE = dt.timedelta(hours=1)  # the same words from the same person by then are the same request
TAKEN_DOWN_BY = ("hide", "delete")
UPHELD, DISMISSED = Appeal.Decision.UPHELD, Appeal.Decision.DISMISSED


def visible_to(user: User, service: Service) -> QuerySet[Appeal]:
    """The service's appeals, without those about a comment that is kept from this person."""
    return Appeal.objects.visible_to(user).of_service(service).exclude(is_kept_from(user, "comment"))


def waiting(service: Service) -> QuerySet[Appeal]:
    return Appeal.objects.of_service(service).filter(decided_at=None)


def late(service: Service, today: dt.date) -> QuerySet[Appeal]:
    return waiting(service).filter(due_on__lt=today)


def is_taken_down(comment: Comment) -> bool:
    """Whether we hid or deleted it; what its writer took away is not ours to put back."""
    return comment.hidden_at is not None or comment.steps.filter(key="delete", state=StepState.DONE).exists()


def still_to_undo(appeal: Appeal) -> str:
    """What has yet to be done for a writer who was right; "" when all is."""
    if appeal.decision != UPHELD:
        return ""
    if appeal.comment and appeal.comment.hidden_at and not appeal.comment.removed_at:
        return "The comment is still hidden."
    if appeal.block and appeal.block.lifted_at is None:
        return "The writer is still blocked."
    return ""


def concerns(user: User, appeal: Appeal) -> bool:
    """Whether an appeal waits for this person: to say what it is about, which everybody may, or to decide."""
    if appeal.comment_id or appeal.block_id:
        return not refusal_to_decide(user, appeal)
    return not permissions.refusal_to_read(user, appeal.service)


def decided_already(appeal: Appeal) -> str:
    return f"{appeal.decided_by} has decided already." if appeal.decided_at else ""


def refusal_to_decide(user: User, appeal: Appeal) -> str:
    """Somebody else decides than who hid the comment, or decided about the block; of one that is not matched yet,
    than who took down or blocked anything that it may be about.
    """
    if appeal.comment_id:
        if refusal := permissions.refusal_to_handle(user, appeal.comment):
            return refusal
        if user.pk in _who_hid(appeal.comment):
            return "You took this comment down yourself. Somebody else looks again."
        return ""
    if appeal.block_id:
        if refusal := blocking.refusal_to_decide(user, appeal.service):
            return refusal
        if user.pk in (appeal.block.decided_by_id, appeal.block.proposed_by_id):
            return "You had a part in this block. Somebody else looks again."
        return ""
    if refusal := permissions.refusal_to_read(user, appeal.service):
        return refusal
    if appeal.decided_at is None and _had_a_part(user, appeal):
        return (
            "You took something of this writer down, or had a part in blocking them, and this may be about it. "
            "Say first what it is about, or leave it to somebody else."
        )
    return ""


def _had_a_part(user: User, appeal: Appeal) -> bool:
    """Whether an appeal that nobody has matched yet may be about something that this person did."""
    if appeal.channel is None:
        return False
    comments, blocks = _candidates(appeal.channel, appeal.author_handle, or_name=True)
    theirs = Step.objects.filter(comment=OuterRef("pk"), key__in=TAKEN_DOWN_BY, state=StepState.DONE, by=user)
    return comments.filter(Exists(theirs)).exists() or blocks.filter(Q(decided_by=user) | Q(proposed_by=user)).exists()


def _who_hid(comment: Comment) -> set[int]:
    steps = (step for step in comment.steps.all() if step.key in TAKEN_DOWN_BY and step.state == StepState.DONE)
    return {step.by_id for step in steps if step.by_id}


# How it comes in


@transaction.atomic
def log_for_comment(
    comment_id: int, *, by: User, came_by: str, says: str, contact: str = "", now: dt.datetime | None = None
) -> Appeal:
    """The writer asks us to look again at a comment that we took down. Raises PermissionDenied or MoveRefused."""
    now = now or timezone.now()
    comment = moves.locked(comment_id)
    if refusal := permissions.refusal_to_handle(by, comment):
        raise PermissionDenied(refusal)
    _contestable(comment)
    given = _given(came_by, says, contact)
    appeal = _made(comment.service, now, comment=comment, logged_by=by, **given)
    for thing in (appeal, comment):
        audit.record(Kind.APPEAL_LOGGED, on=thing, actor=by, data={"came_by": given["came_by"]}, now=now)
    return appeal


@transaction.atomic
def log_for_block(
    block_id: int, *, by: User, came_by: str, says: str, contact: str = "", now: dt.datetime | None = None
) -> Appeal:
    """The writer asks us to look again at their block."""
    now = now or timezone.now()
    block = Block.objects.select_for_update(of=("self",)).select_related("service").get(pk=block_id)
    if refusal := permissions.refusal_to_read(by, block.service):
        raise PermissionDenied(refusal)
    _contestable_block(block)
    given = _given(came_by, says, contact)
    appeal = _made(block.service, now, block=block, logged_by=by, **given)
    for thing in (appeal, block):
        audit.record(Kind.APPEAL_LOGGED, on=thing, actor=by, data={"came_by": given["came_by"]}, now=now)
    return appeal


@transaction.atomic
def from_public(
    service: Service, *, channel: Channel, author_handle: str, says: str, contact: str = "", now: dt.datetime
) -> Appeal:
    """Somebody used the public form. What it is about is found by the handle where that leaves no doubt. Sent twice, it
    is one request."""
    handle = author_handle.strip()[:120]
    given = _given(PUBLIC, says, contact) | {"channel": channel, "author_handle": handle}
    Service.objects.select_for_update(no_key=True).get(pk=service.pk)  # the second waits for the first
    lately = waiting(service).filter(received_at__gt=now - SENT_TWICE)
    if sent := lately.filter(**given).first():
        return sent
    comments, blocks = _candidates(channel, handle)
    comments, blocks = list(comments[:2]), list(blocks[:2])
    about = {}
    if len(comments) + len(blocks) == 1:
        (found,) = [*comments, *blocks]
        name = "comment" if comments else "block"
        about = {name: found} if _still_free(found, name) else {}
    appeal = _made(service, now, **about, **given)
    for thing in (appeal, *about.values()):
        audit.record(Kind.APPEAL_ARRIVED, on=thing, job=JOB, now=now)
    return appeal


def _still_free(found: Comment | Block, name: str) -> bool:
    """Lock what an appeal is about, before the appeal: whoever came first while we waited has asked about it."""
    type(found).objects.select_for_update(of=("self",)).get(pk=found.pk)
    return not Appeal.objects.filter(**{name: found}, decided_at=None).exists()


def candidates(appeal: Appeal, user: User) -> tuple[list[Comment], list[Block]]:
    """What an appeal by the public form may be about: what was taken down of this writer, and their block."""
    if appeal.channel is None:
        return [], []
    comments, blocks = _candidates(appeal.channel, appeal.author_handle, or_name=True)
    return list(comments.not_kept_from(user).select_related("channel")[:20]), list(blocks[:5])


def _candidates(channel: Channel, handle: str, *, or_name: bool = False) -> tuple[QuerySet[Comment], QuerySet[Block]]:
    """By the handle; a person who chooses among them finds what has the name shown too, as many know only that."""
    bare = handle.strip().lstrip("@")
    if not bare:
        return Comment.objects.none(), Block.objects.none()
    writer = Q(author_handle__iexact=bare) | Q(author_handle__iexact=f"@{bare}")
    if or_name:
        named = Comment.objects.filter(channel=channel, author_name__iexact=handle.strip()).exclude(author_handle="")
        writer |= Q(author_handle__in=list(named.values_list("author_handle", flat=True).distinct()[:20]))
    asked = Appeal.objects.filter(decided_at=None)
    deleted = Exists(Step.objects.filter(comment=OuterRef("pk"), key="delete", state=StepState.DONE))
    comments = Comment.objects.filter(Q(hidden_at__isnull=False) | deleted, writer, channel=channel)
    comments = comments.exclude(Exists(asked.filter(comment=OuterRef("pk")))).order_by("-received_at")
    blocks = Block.objects.filter(writer, channel=channel, lifted_at=None).exclude(state=Block.State.PROPOSED)
    return comments, blocks.exclude(Exists(asked.filter(block=OuterRef("pk"))))


@transaction.atomic
def match(
    appeal_id: int,
    *,
    by: User,
    comment_id: int | None = None,
    block_id: int | None = None,
    now: dt.datetime | None = None,
) -> Appeal:
    """Say what an appeal by the public form is about."""
    now = now or timezone.now()
    appeal = _locked(appeal_id, by)
    if appeal.comment_id or appeal.block_id:
        raise MoveRefused("A colleague has found already what it is about.")
    comments, blocks = candidates(appeal, by)
    comment = next((one for one in comments if one.pk == comment_id), None)
    block = next((one for one in blocks if one.pk == block_id), None)
    if (comment is None) == (block is None):
        raise MoveRefused("Choose from the list what it is about.")
    if not _still_free(comment or block, "comment" if comment else "block"):
        raise MoveRefused("We are asked about this already. Decide that first.")
    appeal.comment, appeal.block = comment, block
    appeal.save(update_fields=["comment", "block"])
    for thing in (appeal, comment or block):
        audit.record(Kind.APPEAL_MATCHED, on=thing, actor=by, now=now)
    return appeal


# What is decided


def decide(
    appeal_id: int,
    *,
    by: User,
    upholds: bool,
    reason: str,
    told_how: str = "",
    by_hand: bool = False,
    now: dt.datetime | None = None,
) -> tuple[Appeal, str]:
    """Decide, and undo what was done where the writer is right: on the network at once, or `by_hand` before this.

    The decision stands even when the network does not follow: the second value then says what is still to be done.
    """
    now = now or timezone.now()
    with transaction.atomic():
        appeal = _locked(appeal_id, by)
        if refusal := refusal_to_decide(by, appeal):
            raise PermissionDenied(refusal)
        if refusal := permissions.refusal_unread(by, appeal.service, now):
            raise MoveRefused(refusal)
        if upholds and not (appeal.comment_id or appeal.block_id):
            raise MoveRefused("Find first what it is about. If there is nothing of this writer, it stays as it is.")
        if upholds and appeal.comment_id and (holder := moves.refusal_of_holder(appeal.comment, by, now)):
            raise MoveRefused(holder)
        writer = appeal.comment or Comment(author_handle=appeal.author_handle)
        words = moves.reason_given(reason, "Write why, in words that the writer may read.")
        if not (told_how := told_how.strip()):
            raise MoveRefused("Say how the writer hears of it.")
        appeal.decision, appeal.decided_by, appeal.decided_at = UPHELD if upholds else DISMISSED, by, now
        appeal.reason, appeal.told_how = moves.without_writer(words, writer), told_how[:120]
        appeal.section = (grounds.of_block if appeal.block_id else grounds.of_hiding)(appeal.service)
        appeal.save(update_fields=["decision", "decided_by", "decided_at", "reason", "told_how", "section"])
        kind = Kind.APPEAL_UPHELD if upholds else Kind.APPEAL_DISMISSED
        for thing in filter(None, (appeal, appeal.comment, appeal.block)):
            data = {"reason": appeal.reason, **grounds.told(appeal.section)}
            audit.record(kind, on=thing, actor=by, data=data, now=now)
    return appeal, _undone(appeal, by, by_hand, now) if upholds else ""


def undo(appeal_id: int, *, by: User, by_hand: bool = False, now: dt.datetime | None = None) -> str:
    """Show the comment again, or lift the block, where that did not work at once; "" or what is still to be done."""
    appeal = Appeal.objects.select_related("comment", "block", "service").get(pk=appeal_id)
    if refusal := permissions.refusal_to_read(by, appeal.service):
        raise PermissionDenied(refusal)
    if not still_to_undo(appeal):
        raise MoveRefused("There is nothing left to undo.")
    return _undone(appeal, by, by_hand, now or timezone.now())


def _undone(appeal: Appeal, by: User, by_hand: bool, now: dt.datetime) -> str:
    why = "the writer asked us to look again, and is right"
    try:
        if appeal.block_id:
            blocking.lift(appeal.block_id, by=by, reason=f"Looked at again: {why}.", by_hand=by_hand, now=now)
        elif appeal.comment.hidden_at and not appeal.comment.removed_at:
            step = acting.show_again(appeal.comment_id, by=by, reason=why, by_hand=by_hand, now=now)
            if step.state == StepState.FAILED:
                return step.data.get("reason", "") or "The network did not show it again."
    except MoveRefused as refusal:
        return str(refusal)
    appeal.refresh_from_db()
    return still_to_undo(appeal)


# What they share


def _locked(appeal_id: int, by: User) -> Appeal:
    Appeal.objects.select_for_update().values_list("pk").get(pk=appeal_id)  # read afterwards: it may have been matched
    rows = Appeal.objects.select_related(
        "service", "comment__service", "comment__channel", "comment__claimed_by", "block__channel", "channel"
    )
    appeal = rows.get(pk=appeal_id)
    if refusal := permissions.refusal_to_read(by, appeal.service):
        raise PermissionDenied(refusal)
    if appeal.comment_id and appeal.comment.is_kept_from(by):
        raise PermissionDenied("This comment is kept from you.")
    if refusal := decided_already(appeal):
        raise MoveRefused(refusal)
    return appeal


def _made(service: Service, now: dt.datetime, **facts: object) -> Appeal:
    days = policies.parameters_in_force(service).decide_appeal_days
    due_on = hours_of(service).nth_working_day(service.today(now), days)
    try:
        with transaction.atomic():
            return Appeal.objects.create(service=service, received_at=now, due_on=due_on, **facts)
    except IntegrityError as error:
        raise MoveRefused("We are looking at it again already.") from error


def _given(came_by: str, says: str, contact: str) -> dict[str, str]:
    if not (came_by := came_by.strip()):
        raise MoveRefused("Say how it reached us.")
    if not (says := says.strip()):
        raise MoveRefused("Write in short what they say.")
    return {"came_by": came_by[:60], "says": says[:LONGEST_SAYS], "contact": contact.strip()[:200]}


def _contestable(comment: Comment) -> None:
    if comment.state == CommentState.PURGED:
        raise MoveRefused(moves.NOT_FROM[CommentState.PURGED])
    if not is_taken_down(comment):
        raise MoveRefused("We have not taken this comment down: it stands as it was written.")


def _contestable_block(block: Block) -> None:
    if block.lifted_at or block.state == Block.State.PROPOSED:
        raise MoveRefused("This writer is not blocked.")

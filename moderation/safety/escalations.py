"""A worry about a child's safety goes to the safeguarding lead at once; only they or a deputy close it (G19, W10).

The e-mails say that something waits and where, and carry no word of it.
"""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.mail import send_once
from accounts.models import Membership, Role, User
from audit import services as audit
from audit.kinds import Kind
from moderation import moves
from moderation.models import Comment, Escalation
from moderation.moves import MoveRefused

SORTING = "The sorting"  # the job that raises what the classifier saw


def leads_of(comment: Comment, now: dt.datetime) -> list[User]:
    """Who gets the escalation."""
    return [one.user for one in lead_members(comment, now)]


def lead_members(comment: Comment, now: dt.datetime) -> list[Membership]:
    """Who gets the escalation: the safeguarding leads and their deputies of today; without any, the service managers.

    Never the person that the comment is kept from.
    """
    service = comment.service
    for role in (Role.SAFEGUARDING_LEAD, Role.SERVICE_MANAGER):
        members = Membership.objects.holding(role, service.today(now)).filter(service=service)
        if found := [one for one in members.select_related("user") if one.user_id != comment.kept_from_id]:
            return found
    return []


def raise_for(
    comment: Comment, *, by: User | None, immediate: bool, concern: str = "", now: dt.datetime, tells: bool = True
) -> tuple[Escalation, bool]:
    """Open an escalation, or make the open one immediate, and tell the leads. Within the caller's transaction.

    `by` is nobody when the classifier saw it. Returns the escalation and whether it is new; what changes of the
    comment itself is left to the caller. Without `tells` no e-mail goes out: the caller tells of many at once.
    """
    escalation = comment.escalations.filter(closed_at=None).first()
    is_new = escalation is None
    became_immediate = immediate and not is_new and not escalation.immediate
    if is_new:
        escalation = Escalation.objects.create(
            comment=comment,
            immediate=immediate,
            immediate_at=now if immediate else None,
            raised_by=by,
            raised_at=now,
            concern=concern,
        )
    else:
        if became_immediate:  # to have seen the worry is not to have seen the danger
            escalation.immediate, escalation.immediate_at = True, now
            escalation.seen_by = escalation.seen_at = None
        escalation.concern = "\n\n".join(part for part in (escalation.concern, concern) if part)
        escalation.save(update_fields=["immediate", "immediate_at", "seen_by", "seen_at", "concern"])
    if is_new or became_immediate:
        leads = leads_of(comment, now)
        if tells:
            _tell(escalation, leads, now)
        who = {"actor": by} if by else {"job": SORTING}
        data = {"lead": ", ".join(str(lead) for lead in leads) or "nobody: no safeguarding lead is named"}
        audit.record(Kind.COMMENT_ESCALATED, on=comment, data=data, now=now, **who)
    return escalation, is_new


def _tell(escalation: Escalation, leads: list[User], now: dt.datetime) -> None:
    comment = escalation.comment
    address = settings.SITE_URL.rstrip("/") + reverse(
        "inbox:escalation", kwargs={"service": comment.service.slug, "comment_id": comment.pk}
    )
    network = comment.channel.get_network_display()
    if escalation.immediate:
        subject = "A child may be in danger now: a comment waits for you"
        first = f"A comment on {network} may show that a child is in danger now. Please look at it at once."
        key = f"escalation-{escalation.pk}-immediate"
    else:
        subject = "Safeguarding: a comment waits for you"
        first = f"A comment on {network} may show a worry about a child’s safety. It waits for your decision."
        key = f"escalation-{escalation.pk}"
    body = (
        f"{first}\n\n{address}\n\nIt came to {comment.service} at {comment.service.local(now):%H:%M}. "
        "This e-mail does not repeat what was written."
    )
    for lead in leads:
        send_once(service=comment.service, to=lead, key=key, subject=subject, body=body)


@transaction.atomic
def acknowledge(comment_id: int, *, by: User, now: dt.datetime | None = None) -> Escalation:
    """The safeguarding lead, or a deputy, has seen it: nobody else is called any more."""
    now = now or timezone.now()
    comment = moves.locked(comment_id)
    moves.require("acknowledge", comment, by, now)
    escalation = _open_one(comment)
    if escalation.seen_at is None:
        escalation.seen_by, escalation.seen_at = by, max(now, escalation.raised_at)
        escalation.save(update_fields=["seen_by", "seen_at"])
        audit.record(Kind.COMMENT_ESCALATION_SEEN, on=comment, actor=by, now=now)
        moves.settle(comment)
    return escalation


@transaction.atomic
def close_escalation(
    comment_id: int, *, by: User, decision: str, reason: str, outcome: str = "", now: dt.datetime | None = None
) -> Escalation:
    """Record what the lead decided and why, and hand the comment back. The words stay on the escalation alone."""
    now = now or timezone.now()
    comment = moves.locked(comment_id)
    moves.require("close_escalation", comment, by, now)
    escalation = _open_one(comment)
    escalation.decision = moves.reason_given(decision, "Write what you decided.")[:300]
    escalation.reason = moves.reason_given(reason, "Write why you decided so.")
    escalation.outcome = outcome.strip()
    if escalation.seen_at is None:
        escalation.seen_by, escalation.seen_at = by, max(now, escalation.raised_at)
    escalation.closed_by, escalation.closed_at = by, now
    escalation.save(update_fields=["decision", "reason", "outcome", "seen_by", "seen_at", "closed_by", "closed_at"])
    audit.record(Kind.COMMENT_ESCALATION_CLOSED, on=comment, actor=by, now=now)
    comment.claimed_by = comment.claimed_until = None
    moves.settle(comment, *moves.HOLD_FIELDS)
    return escalation


@transaction.atomic
def note(comment_id: int, *, by: User, concern: str, now: dt.datetime | None = None) -> Escalation:
    """Write down the concern, on an escalation that is open."""
    now = now or timezone.now()
    comment = moves.locked(comment_id)
    moves.require("acknowledge", comment, by, now)
    escalation = _open_one(comment)
    escalation.concern = concern.strip()
    escalation.save(update_fields=["concern"])
    return escalation


@transaction.atomic
def allow_message(comment_id: int, *, by: User, reason: str, now: dt.datetime | None = None) -> Comment:
    """The lead says that a writer under 13 may be answered."""
    now = now or timezone.now()
    comment = moves.locked(comment_id)
    moves.require("allow_message", comment, by, now)
    reason = moves.reason_given(reason, "Write why a message may go to a child under 13.")
    comment.message_allowed_by = by
    data = {"reason": moves.without_writer(reason, comment)}
    audit.record(Kind.COMMENT_MESSAGE_ALLOWED, on=comment, actor=by, data=data, now=now)
    moves.settle(comment, "message_allowed_by")
    return comment


def _open_one(comment: Comment) -> Escalation:
    escalation = comment.escalations.filter(closed_at=None).first()
    if escalation is None:
        raise MoveRefused("No escalation of this comment is open.")
    return escalation

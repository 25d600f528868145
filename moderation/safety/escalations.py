"""A worry about a child's safety goes to the safeguarding lead at once; only they or a deputy close it (G19, W10).

The e-mails say that something waits and where, and carry no word of it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from accounts.mail import send_once
from accounts.models import Membership, Service, User
from audit import services as audit
from audit.kinds import Kind
from moderation import grounds, moves, permissions
from moderation.classify.labels import Category, Flag
from moderation.handling import outcomes, playbooks
from moderation.models import Comment, Escalation, KeptFrom, Step, StepState
from moderation.moves import MoveRefused
from moderation.querysets import CommentQuerySet, is_kept

SORTING = "The sorting"  # the job that raises what the classifier saw
MESSAGES = sorted({spec.key for specs in playbooks.PLAYBOOKS.values() for spec in specs if spec.is_message})


def leads_of(comment: Comment, now: dt.datetime) -> list[User]:
    """Who gets the escalation."""
    return [one.user for one in lead_members(comment, now)]


def lead_members(comment: Comment, now: dt.datetime) -> list[Membership]:
    """Who gets the escalation and decides about it."""
    return permissions.lead_members(comment.service, comment.kept_from_ids, now)


def led_by(user: User, comments: CommentQuerySet, service: Service, now: dt.datetime) -> CommentQuerySet:
    """Of these comments of a service those about which this person decides, as the lead or in their place."""
    comments = comments.not_kept_from(user)
    if permissions.is_lead(user, service):
        return comments

    @cache
    def decides(named: frozenset[int]) -> bool:
        return any(one.user_id == user.pk for one in permissions.lead_members(service, named, now))

    kept: dict[int, set[int]] = defaultdict(set)
    rows = KeptFrom.objects.filter(comment__in=comments.order_by().values("pk"))
    for comment_id, person_id in rows.values_list("comment", "person"):
        kept[comment_id].add(person_id)
    theirs = Q(pk__in=[comment_id for comment_id, named in kept.items() if decides(frozenset(named))])
    return comments.filter(theirs | ~is_kept() if decides(frozenset()) else theirs)


def waits_for_word(comments: CommentQuerySet) -> CommentQuerySet:
    """Of these comments those of writers who are too young to be written to, but for the lead's word: a person has
    said what it is, and nothing was sent or passed over yet."""
    answered = Step.objects.filter(comment=OuterRef("pk"), key__in=MESSAGES, state__in=playbooks.FINISHED)
    rows = comments.open().flagged(Flag.UNDER_13).filter(~Exists(answered), message_allowed_by=None)
    return rows.exclude(category_confirmed_at=None).exclude(category=Category.TROLL)


def is_of_import(escalation: Escalation) -> bool:
    """Whether an import brought it as a danger, and nobody has said since that it is one."""
    comment = escalation.comment
    came_as_one = escalation.immediate and escalation.immediate_at == comment.received_at
    return came_as_one and comment.imported_by_id is not None and escalation.raised_by_id is None


def raise_for(
    comment: Comment, *, by: User | None, immediate: bool, concern: str = "", now: dt.datetime, tells: bool = True
) -> tuple[Escalation, bool]:
    """Open an escalation, or add to the open one, and tell the leads. Within the caller's transaction.

    A danger is a new one unless the calls about it run already: its minutes begin, the lead has not seen it, and
    whatever help was called before, it is to be called again.

    `by` is nobody when the classifier saw it. Returns the escalation and whether it is new; what changes of the
    comment itself is left to the caller. Without `tells` no e-mail goes out: the caller tells of many at once.
    """
    escalation = comment.escalations.filter(closed_at=None).first()
    is_new = escalation is None
    if is_new:
        escalation = Escalation(comment=comment, raised_by=by, raised_at=now)
    is_new_danger = immediate and not _is_called_about(escalation, by)
    if is_new_danger:  # to have seen the worry, or an earlier danger, is not to have seen this one
        escalation.immediate, escalation.immediate_at = True, now
        escalation.seen_by = escalation.seen_at = None
        outcomes.to_do_again(comment, playbooks.EMERGENCY.key)
    escalation.concern = _with_words(escalation.concern, concern, by, comment.service, now)
    _forget_who_is_named(escalation)
    escalation.save()
    leads = leads_of(comment, now)
    if tells:
        _tell(escalation, leads)
    if is_new or is_new_danger:
        who = {"actor": by} if by else {"job": SORTING}
        data = {"lead": ", ".join(str(lead) for lead in leads) or "nobody: no safeguarding lead is named"}
        audit.record(Kind.COMMENT_ESCALATED, on=comment, data=data, now=now, **who)
    return escalation, is_new


def since_of(escalation: Escalation) -> dt.datetime:
    """Since when it is a danger, or else a worry."""
    return escalation.immediate_at or escalation.raised_at


def _is_called_about(escalation: Escalation, by: User | None) -> bool:
    """Whether people are being told of this danger again and again, until somebody sees it."""
    if not escalation.immediate or escalation.seen_at or (by and is_of_import(escalation)):
        return False
    return not help_called(escalation)


def help_called(escalation: Escalation) -> bool:
    """Whether somebody recorded that help was called since it is held to be a danger. That no call was needed, as
    somebody else than the lead may think, is no help."""
    steps = escalation.comment.steps.filter(key=playbooks.EMERGENCY.key, state=StepState.DONE)
    return steps.filter(at__gte=since_of(escalation)).exists()


def _with_words(concern: str, words: str, by: User | None, service: Service, now: dt.datetime) -> str:
    """The concern with what somebody adds to it, who and when. What stands there is never written over, and what the
    same person has just added, as when a form is sent twice, stands there once."""
    if not (words := words.strip()) or _has_just_said(concern, words, by):
        return concern
    at = service.local(now)
    added = f"{by or SORTING}, {at:%a} {at.day} {at:%b %Y, %H:%M}: {words}"
    return f"{concern}\n\n{added}" if concern else added


def _has_just_said(concern: str, words: str, by: User | None) -> bool:
    return bool(re.search(rf"(?:\A|\n\n){re.escape(str(by or SORTING))}, [^\n]*: {re.escape(words)}\Z", concern))


def keep_from(comment: Comment, people: Iterable[User], now: dt.datetime) -> None:
    """Keep a comment from these people, too. None of them has it open any more, which the caller saves. Who decides
    about its worry may be somebody else now, and hears of it. Within the caller's transaction."""
    more = [person for person in people if not comment.is_kept_from(person)]
    if not more:
        return
    comment.kept_from.add(*more, through_defaults={"at": now})
    if comment.claimed_by_id in comment.kept_from_ids:
        comment.claimed_by = comment.claimed_until = None
    escalation = comment.escalations.filter(closed_at=None).first()
    if escalation is None:
        return
    _forget_who_is_named(escalation)
    escalation.save(update_fields=["seen_by", "seen_at"])
    _tell(escalation, leads_of(comment, now))


def _forget_who_is_named(escalation: Escalation) -> None:
    """That a person whom it names has seen it counts no longer; nothing is saved."""
    if escalation.seen_by_id in escalation.comment.kept_from_ids:
        escalation.seen_by = escalation.seen_at = None


def _tell(escalation: Escalation, leads: list[User]) -> None:
    """Each of them once for a worry, and once for a danger."""
    comment = escalation.comment
    address = settings.SITE_URL.rstrip("/") + reverse(
        "inbox:escalation", kwargs={"service": comment.service.slug, "comment_id": comment.pk}
    )
    network = comment.channel.get_network_display()
    if escalation.immediate:
        subject = "A child may be in danger now: a comment waits for you"
        first = f"A comment on {network} may show that a child is in danger now. Please look at it at once."
        key = f"escalation-{escalation.pk}-immediate-{since_of(escalation).timestamp():.0f}"
    else:
        subject = "Safeguarding: a comment waits for you"
        first = f"A comment on {network} may show a worry about a child’s safety. It waits for your decision."
        key = f"escalation-{escalation.pk}"
    came = comment.service.local(since_of(escalation))
    body = (
        f"{first}\n\n{address}\n\nIt came to {comment.service} at {came:%H:%M}. "
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
    comment_id: int,
    *,
    by: User,
    decision: str,
    reason: str,
    outcome: str = "",
    concern: str = "",
    version: int | None = None,
    now: dt.datetime | None = None,
) -> Escalation:
    """Record what the lead decided and why, and hand the comment back. The words stay on the escalation alone.

    `concern` is added to what stands there. Stale when something came since the page was drawn: a colleague's newer
    words, or a danger, are read before a worry is closed.
    """
    now = now or timezone.now()
    comment = moves.locked(comment_id)
    moves.require("close_escalation", comment, by, now, version)
    escalation = _open_one(comment)
    escalation.concern = _with_words(escalation.concern, concern, by, comment.service, now)
    escalation.decision = moves.reason_given(decision, "Write what you decided.")[:300]
    escalation.reason = moves.reason_given(reason, "Write why you decided so.")
    escalation.outcome = outcome.strip()
    if escalation.seen_at is None:
        escalation.seen_by, escalation.seen_at = by, max(now, escalation.raised_at)
    escalation.closed_by, escalation.closed_at = by, now
    escalation.section = grounds.of_worry(comment.service)
    escalation.save()
    data = grounds.told(escalation.section)
    audit.record(Kind.COMMENT_ESCALATION_CLOSED, on=comment, actor=by, data=data, now=now)
    comment.claimed_by = comment.claimed_until = None
    moves.settle(comment, *moves.HOLD_FIELDS)
    return escalation


@transaction.atomic
def note(comment_id: int, *, by: User, concern: str, now: dt.datetime | None = None) -> Escalation:
    """Add to the concern of an escalation that is open."""
    now = now or timezone.now()
    comment = moves.locked(comment_id)
    moves.require("acknowledge", comment, by, now)
    escalation = _open_one(comment)
    if not concern.strip():
        raise MoveRefused("Write what is to be added to the concern.")
    escalation.concern = _with_words(escalation.concern, concern, by, comment.service, now)
    escalation.save(update_fields=["concern"])
    moves.settle(comment)
    return escalation


@transaction.atomic
def allow_message(comment_id: int, *, by: User, reason: str, now: dt.datetime | None = None) -> Comment:
    """The lead says that a writer under 13 may be answered, and hands the comment back."""
    now = now or timezone.now()
    comment = moves.locked(comment_id)
    moves.require("allow_message", comment, by, now)
    if comment.message_allowed_by_id == by.pk:  # the form was sent twice
        return comment
    if comment.message_allowed_by_id:
        raise MoveRefused(f"{comment.message_allowed_by} has allowed a message already.")
    reason = moves.reason_given(reason, "Write why a message may go to a child under 13.")
    comment.message_allowed_by = by
    data = {"reason": moves.without_writer(reason, comment), **grounds.told(grounds.of_worry(comment.service))}
    audit.record(Kind.COMMENT_MESSAGE_ALLOWED, on=comment, actor=by, data=data, now=now)
    if comment.claimed_by_id == by.pk:
        comment.claimed_by = comment.claimed_until = None
    moves.settle(comment, "message_allowed_by", *moves.HOLD_FIELDS)
    return comment


def _open_one(comment: Comment) -> Escalation:
    escalation = comment.escalations.filter(closed_at=None).first()
    if escalation is None:
        raise MoveRefused("No escalation of this comment is open.")
    return escalation

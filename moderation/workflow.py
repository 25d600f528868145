"""Every change of a comment's state, one function a verb (DESIGN 6). Start reading here.

The table of moves is in moves.py, who has a comment in holding.py, the playbooks' steps are done in acting.py, the
safeguarding lead's part is in escalations.py; all verbs are named here. Each locks the comment, looks again at state,
permission, hold and version, writes, and records the event. None of the events holds a word of the comment or its
writer's name.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership, User
from audit import services as audit
from audit.kinds import Kind
from moderation import grounds, moves
from moderation.classify.labels import CATEGORY_LABELS, FLAG_LABELS, FLAGS, Category, Flag
from moderation.handling import outcomes, playbooks
from moderation.handling.acting import Given, answer_by_person, do_step, retry, show_again, step_not_possible, take_back
from moderation.handling.standing import opened_again, said_gone, said_there, withdrawn_by_author
from moderation.inbox.holding import claim, hand_over, heartbeat, next_comment, release, take_over
from moderation.models import Comment, CommentState, StepState
from moderation.moves import MOVES, MoveRefused, Stale
from moderation.safety import escalations
from moderation.safety.escalations import acknowledge, allow_message, close_escalation

__all__ = [
    "MOVES",
    "Given",
    "MoveRefused",
    "Stale",
    "acknowledge",
    "allow_message",
    "answer_by_person",
    "available",
    "change_flags",
    "claim",
    "close",
    "close_escalation",
    "confirm_category",
    "do_step",
    "escalate",
    "hand_over",
    "heartbeat",
    "keep_from",
    "keep_no_more",
    "lower_flag",
    "next_comment",
    "opened_again",
    "release",
    "reopen",
    "retry",
    "said_gone",
    "said_there",
    "set_flag",
    "show_again",
    "step_not_possible",
    "take_back",
    "take_over",
    "unconfirm",
    "withdrawn_by_author",
]

GRAVE = (Flag.SAFEGUARDING, Flag.IMMEDIATE_DANGER)  # these go to the safeguarding lead at once
NEEDS_REASON_TO_LOWER = (Flag.SAFEGUARDING, Flag.THREAT_OR_HATE)


def available(comment: Comment, user: User, now: dt.datetime | None = None) -> dict[str, str]:
    """Each verb with "" when this person may do it now, or the reason why not."""
    now = now or timezone.now()
    return {verb: moves.refusal(verb, comment, user, now) for verb in MOVES}


# What it is


@transaction.atomic
def confirm_category(
    comment_id: int, category: str, *, by: User, version: int | None = None, now: dt.datetime | None = None
) -> Comment:
    """Say what the comment is: confirm the suggestion or change it. The steps of its playbook open with it.

    Steps of another class that were not begun go; what was done stays on record.
    """
    now = now or timezone.now()
    if category not in tuple(Category):
        raise MoveRefused("Choose one of the four classes.")
    comment = moves.locked(comment_id)
    moves.require("confirm_category", comment, by, now, version)
    if comment.steps.filter(state=StepState.UNDER_WAY).exists() and category != comment.category:
        raise MoveRefused("A step is under way. Wait for its outcome before you change the class.")
    assessment = comment.assessments.first()
    suggested = CATEGORY_LABELS[assessment.category].lower() if assessment else "nothing"
    if comment.category != category or not comment.is_confirmed:
        data = {"category": CATEGORY_LABELS[Category(category)].lower(), "suggested": suggested}
        audit.record(Kind.COMMENT_CLASSED, on=comment, actor=by, data=data, now=now)
    comment.category, comment.category_confirmed_at, comment.hidden_by_rule = category, now, False
    if comment.incident_id and comment.incident.category != category:
        comment.incident = None
    moves.reckon(comment)
    moves.hold(comment, by, now)
    outcomes.to_hide_after_all(comment)
    known = [spec.key for spec in playbooks.steps_for(moves.facts_of(comment))]
    comment.steps.filter(state__in=[StepState.TODO, StepState.FAILED]).exclude(key__in=known).delete()
    changed = ("category", "category_confirmed_at", "hidden_by_rule", "incident")
    moves.settle(comment, *changed, *moves.RECKONED, *moves.HOLD_FIELDS)
    _decided(comment, by, now)
    return comment


@transaction.atomic
def unconfirm(comment_id: int, category: str, *, by: User, now: dt.datetime | None = None) -> Comment:
    """Take back what was said of the class: what was suggested stands again, and nobody learns from the decision."""
    now = now or timezone.now()
    comment = moves.locked(comment_id)
    moves.require("confirm_category", comment, by, now)
    if not comment.is_confirmed:
        return comment
    audit.record(Kind.COMMENT_CLASS_TAKEN_BACK, on=comment, actor=by, now=now)
    comment.category, comment.category_confirmed_at = category, None
    moves.reckon(comment)
    moves.settle(comment, "category", "category_confirmed_at", *moves.RECKONED)
    assessment = comment.assessments.first()
    if assessment is not None:
        assessment.decided_by = assessment.decided_at = assessment.decided_flags = None
        assessment.decided_category = ""
        assessment.save(update_fields=["decided_by", "decided_at", "decided_category", "decided_flags"])
    return comment


@transaction.atomic
def set_flag(
    comment_id: int,
    flag: str,
    *,
    by: User,
    concern: str = "",
    version: int | None = None,
    now: dt.datetime | None = None,
) -> Comment:
    """Raise a flag. A worry about a child's safety goes to the safeguarding lead at once, whoever has the comment
    open and however old the page is; immediate danger is such a worry.
    """
    now = now or timezone.now()
    if flag not in tuple(FLAGS):
        raise MoveRefused("Choose a flag from the list.")
    comment = moves.locked(comment_id)
    is_grave = flag in GRAVE
    moves.require("escalate" if is_grave else "set_flag", comment, by, now, None if is_grave else version)
    wanted = {flag} | ({str(Flag.SAFEGUARDING)} if is_grave else set())
    for one in sorted(wanted - set(comment.flags)):
        data = {"flag": FLAG_LABELS[Flag(one)].lower()}
        audit.record(Kind.COMMENT_FLAGGED, on=comment, actor=by, data=data, now=now)
    comment.flags = sorted({*comment.flags, *wanted})
    if is_grave:
        immediate = flag == Flag.IMMEDIATE_DANGER
        escalations.raise_for(comment, by=by, immediate=immediate, concern=concern.strip(), now=now)
    outcomes.to_hide_after_all(comment)
    moves.reckon(comment)
    moves.settle(comment, "flags", *moves.RECKONED)
    _decided(comment, by, now)
    return comment


def escalate(
    comment_id: int, *, by: User, concern: str = "", immediate: bool = False, now: dt.datetime | None = None
) -> Comment:
    """Raise a safeguarding concern: the flag, the escalation and the e-mails in one."""
    flag = Flag.IMMEDIATE_DANGER if immediate else Flag.SAFEGUARDING
    return set_flag(comment_id, flag, by=by, concern=concern, now=now)


@transaction.atomic
def lower_flag(
    comment_id: int,
    flag: str,
    *,
    by: User,
    reason: str = "",
    version: int | None = None,
    now: dt.datetime | None = None,
) -> Comment:
    """Lower a flag; safeguarding and threat or hate only with a reason. An open escalation stays with the lead."""
    now = now or timezone.now()
    if flag not in tuple(FLAGS):
        raise MoveRefused("Choose a flag from the list.")
    comment = moves.locked(comment_id)
    moves.require("lower_flag", comment, by, now, version)
    if flag not in comment.flags:
        return comment
    name = FLAG_LABELS[Flag(flag)].lower()
    lowered = {flag}
    if flag == Flag.SAFEGUARDING:
        lowered.add(str(Flag.IMMEDIATE_DANGER))
    if lowered & set(NEEDS_REASON_TO_LOWER) or flag == Flag.IMMEDIATE_DANGER:
        reason = moves.reason_given(reason, f"Write why the flag “{name}” does not hold.")
    data = {"flag": name, "reason": moves.without_writer(reason.strip(), comment) or "no reason asked for"}
    data |= grounds.told(grounds.of_flag(comment.service, flag))
    audit.record(Kind.COMMENT_FLAG_LOWERED, on=comment, actor=by, data=data, now=now)
    comment.flags = sorted(set(comment.flags) - lowered)
    moves.reckon(comment)
    moves.hold(comment, by, now)
    moves.settle(comment, "flags", *moves.RECKONED, *moves.HOLD_FIELDS)
    _decided(comment, by, now)
    return comment


@transaction.atomic
def change_flags(
    comment_id: int,
    wanted: Collection[str],
    *,
    by: User,
    reason: str = "",
    version: int | None = None,
    now: dt.datetime | None = None,
) -> Comment:
    """Make these the flags that hold: all of it or nothing, when one cannot be lowered without a reason."""
    now = now or timezone.now()
    comment = moves.locked(comment_id)
    held = set(comment.flags)
    lowered, raised = held - set(wanted), set(wanted) - held
    only_a_worry = raised and not lowered and raised <= set(GRAVE)
    moves.require("escalate" if only_a_worry else "set_flag", comment, by, now, version)
    for flag in sorted(lowered):
        comment = lower_flag(comment_id, flag, by=by, reason=reason, now=now)
    for flag in sorted(raised):
        comment = set_flag(comment_id, flag, by=by, now=now)
    return comment


def _decided(comment: Comment, by: User, now: dt.datetime) -> None:
    """Beside what the machine suggested: what a person says. The training learns from it later."""
    assessment = comment.assessments.first()
    if assessment is None:
        return
    assessment.decided_by, assessment.decided_at = by, now
    assessment.decided_category = comment.category if comment.is_confirmed else ""
    assessment.decided_flags = comment.flags
    assessment.save(update_fields=["decided_by", "decided_at", "decided_category", "decided_flags"])


# From whom it is kept


@transaction.atomic
def keep_from(comment_id: int, *, by: User, person: User, now: dt.datetime | None = None) -> Comment:
    """Keep a comment from a member of staff that it makes an allegation about (DESIGN 6), beside those that it is kept
    from already. The event names nobody."""
    now = now or timezone.now()
    comment = moves.locked(comment_id)
    moves.require("keep_from", comment, by, now)
    if not Membership.objects.current().filter(service=comment.service, user=person).exists():
        raise MoveRefused("Choose a person who works in this service.")
    if person == by:
        raise MoveRefused("It names you? Then ask a colleague to keep it from you.")
    if comment.is_kept_from(person):
        return comment
    escalations.keep_from(comment, [person], now)
    audit.record(Kind.COMMENT_KEPT_FROM, on=comment, actor=by, now=now)
    moves.settle(comment, *moves.HOLD_FIELDS)
    return comment


@transaction.atomic
def keep_no_more(comment_id: int, *, by: User, person: User, reason: str, now: dt.datetime | None = None) -> Comment:
    """Let one of those that it is kept from see it again, for a reason; from the others it stays kept."""
    now = now or timezone.now()
    comment = moves.locked(comment_id)
    moves.require("keep_no_more", comment, by, now)
    if not comment.is_kept_from(person):
        return comment
    reason = moves.without_writer(moves.reason_given(reason, "Write why it is no longer kept from them."), comment)
    comment.kept_from.remove(person)
    audit.record(Kind.COMMENT_KEPT_NO_MORE, on=comment, actor=by, data={"reason": reason}, now=now)
    moves.settle(comment)
    return comment


# The end, and again


@transaction.atomic
def close(
    comment_id: int, *, by: User, note: str = "", version: int | None = None, now: dt.datetime | None = None
) -> Comment:
    """Close a comment when a person said what it is and every step is finished.

    The outcome is made of the steps; `note` is for colleagues and stays with the comment.
    """
    now = now or timezone.now()
    comment = moves.locked(comment_id)
    moves.require("close", comment, by, now, version)
    if not comment.is_confirmed:
        raise MoveRefused("Say first what it is: choose one of the four classes.")
    facts = moves.facts_of(comment)
    if comment.steps.filter(state=StepState.UNDER_WAY).exists():
        raise MoveRefused("A step is under way. Wait for its outcome before you close it.")
    if left := playbooks.unfinished(facts):
        raise MoveRefused(f"Still to do: {', '.join(spec.title[0].lower() + spec.title[1:] for spec in left)}.")
    if moves.post_on_its_way(comment):
        raise MoveRefused("The public post about this grievance has not gone out yet. Wait for it, or withdraw it.")
    outcome = outcome_of(comment, facts)
    comment.state = CommentState.CLOSED
    comment.closed_at, comment.closed_by = now, by
    comment.outcome = "; ".join(part for part in (outcome, note.strip()) if part)[:300]
    comment.claimed_by = comment.claimed_until = None
    audit.record(Kind.COMMENT_CLOSED, on=comment, actor=by, data={"outcome": outcome}, now=now)
    moves.settle(comment, "closed_at", "closed_by", "outcome", *moves.HOLD_FIELDS)
    return comment


def outcome_of(comment: Comment, facts: playbooks.Facts) -> str:
    """What was done, in a few words."""
    done = [spec.done for spec in playbooks.steps_for(facts) if facts.states.get(spec.key) == StepState.DONE]
    return ", ".join(done) or "nothing was needed"


@transaction.atomic
def reopen(
    comment_id: int, *, by: User, reason: str, version: int | None = None, now: dt.datetime | None = None
) -> Comment:
    """Open a comment again; its steps stay as they are."""
    now = now or timezone.now()
    comment = moves.locked(comment_id)
    moves.require("reopen", comment, by, now, version)
    reason = moves.without_writer(moves.reason_given(reason, "Write why it is opened again."), comment)
    return opened_again(comment, by=by, reason=reason, now=now)

"""The moves of a comment in one table, and what every move does: lock, look again, write, keep the clock right."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, Subquery

from accounts.hours import hours_of
from accounts.models import User
from moderation import permissions
from moderation.classify.labels import Flag
from moderation.handling import clocks, playbooks
from moderation.keeping import dates
from moderation.models import Comment, CommentState, Incident, Step, StepState
from moderation.querysets import OPEN_STATES
from policies import services as policies
from policies.parameters import Parameters
from posts.models import PostState

S = CommentState
OPEN = frozenset(S(state) for state in OPEN_STATES)
GONE = frozenset({S.CLOSED, S.WITHDRAWN, S.RECORD})
POST_ON_ITS_WAY = (
    PostState.DRAFT,
    PostState.SUBMITTED,
    PostState.RETURNED,
    PostState.APPROVED,
    PostState.SCHEDULED,
    PostState.PUBLISHING,
)


class MoveRefused(Exception):
    """A move that may not be done. The text is a sentence for the person."""


class Stale(MoveRefused):
    """The comment has changed since the page was drawn."""


@dataclass(frozen=True)
class Move:
    """From which states a verb may be done, and by whom. Where it leads to follows from what is then known
    (`settled_state`), but for the three that name it: claiming, closing, withdrawing.
    """

    from_states: frozenset[CommentState]
    refusal: Callable[[User, Comment], str]
    needs_hold: bool = True  # refused while somebody else has the comment open
    needs_reading: bool = True  # refused to who has not read the policy in time; never on the way of a worry


MOVES: dict[str, Move] = {
    "claim": Move(OPEN, permissions.refusal_to_handle),
    "release": Move(OPEN, permissions.refusal_to_handle, needs_reading=False),
    "take_over": Move(OPEN, permissions.refusal_to_handle, needs_hold=False),
    "hand_over": Move(OPEN, permissions.refusal_to_handle, needs_reading=False),
    "confirm_category": Move(OPEN, permissions.refusal_to_handle),
    "set_flag": Move(OPEN, permissions.refusal_to_handle, needs_hold=False),
    "lower_flag": Move(OPEN, permissions.refusal_to_handle),
    "escalate": Move(OPEN, permissions.refusal_to_handle, needs_hold=False, needs_reading=False),
    "acknowledge": Move(OPEN, permissions.refusal_to_lead, needs_hold=False, needs_reading=False),
    "close_escalation": Move(OPEN, permissions.refusal_to_lead, needs_hold=False, needs_reading=False),
    "allow_message": Move(OPEN, permissions.refusal_to_lead, needs_hold=False, needs_reading=False),
    "keep_from": Move(OPEN | GONE, permissions.refusal_to_handle, needs_hold=False, needs_reading=False),
    "keep_no_more": Move(OPEN | GONE, permissions.refusal_to_lift, needs_hold=False),
    "do_step": Move(OPEN, permissions.refusal_to_handle),
    "retry": Move(OPEN, permissions.refusal_to_handle),
    "step_not_possible": Move(OPEN, permissions.refusal_to_handle),
    "show_again": Move(OPEN | {S.CLOSED}, permissions.refusal_to_handle),
    "take_back": Move(OPEN, permissions.refusal_to_handle),
    "close": Move(OPEN - {S.ESCALATED}, permissions.refusal_to_handle),
    "reopen": Move(GONE, permissions.refusal_to_handle),
    "withdraw": Move(OPEN | {S.CLOSED}, permissions.refusal_to_handle),
    "still_there": Move(OPEN, permissions.refusal_to_handle),
}

NOT_FROM = {
    S.CLOSED: "This comment is closed. Open it again first.",
    S.WITHDRAWN: "The writer took this comment away. Open it again first, if something is still to be done.",
    S.RECORD: "This comment came in as an old record. Open it again first, if something is still to be done.",
    S.PURGED: "This comment is no longer kept.",
    S.ESCALATED: "This comment is with the safeguarding lead, who closes the escalation first.",
}


def refusal(verb: str, comment: Comment, by: User, now: dt.datetime) -> str:
    """Why this person may not do this to the comment now; "" when they may."""
    move = MOVES[verb]
    if reason := move.refusal(by, comment):
        return reason
    if comment.state not in move.from_states:
        return NOT_FROM.get(S(comment.state), "This comment is open already.")
    if move.needs_reading and (reason := permissions.refusal_unread(by, comment.service, now)):
        return reason
    if move.needs_hold:
        return refusal_of_holder(comment, by, now)
    return ""


def refusal_of_holder(comment: Comment, by: User, now: dt.datetime) -> str:
    if comment.claimed_by_id in (None, by.pk) or comment.claimed_until is None or comment.claimed_until < now:
        return ""
    until = comment.service.local(comment.claimed_until)
    return f"{comment.claimed_by} has this comment open until {until:%H:%M}. Take the next one, or ask them."


def locked(comment_id: int) -> Comment:
    """The comment as it is now, locked until the transaction ends.

    Who has it is read when it is asked for: joined to a read that waited for the lock, a person who has just taken it
    would be nobody.
    """
    return Comment.objects.select_for_update(of=("self",)).select_related("service", "channel").get(pk=comment_id)


def require(verb: str, comment: Comment, by: User, now: dt.datetime, version: int | None = None) -> None:
    """Raise when the verb is refused, or when the page that asks was drawn from an older version."""
    if reason := refusal(verb, comment, by, now):
        raise MoveRefused(reason)
    if version is not None and version != comment.version:
        raise Stale(
            "This comment has changed since you opened it. The page now shows how it is; look, then do it again."
        )


def facts_of(comment: Comment, steps: list[Step] | None = None) -> playbooks.Facts:
    """What decides over the comment's steps."""
    steps = list(comment.steps.all()) if steps is None else steps
    return playbooks.Facts(
        category=comment.category,
        is_public=comment.is_public,
        flags=tuple(comment.flags),
        joins_incident=joins_incident(comment),
        answered_before=answered_before(comment) is not None,
        lead_is_deciding=any(one.closed_at is None for one in comment.escalations.all()),
        message_allowed=comment.message_allowed_by_id is not None,
        minimum_age=_minimum_age(comment),
        is_hidden=comment.hidden_at is not None and comment.removed_at is None,
        breaks_rule=any(step.state == StepState.DONE and step.data.get("house_rule") for step in steps),
        tells_why=_tells_why(comment),
        states={step.key: step.state for step in steps},
    )


def _minimum_age(comment: Comment) -> int:
    if Flag.UNDER_13 not in comment.flags:
        return playbooks.Facts.minimum_age
    return policies.parameters_in_force(comment.service).minimum_age


def _tells_why(comment: Comment) -> bool:
    """Whether the policy wants its writer told why it was hidden; asked only where they would be."""
    is_asked = comment.hidden_at is not None and comment.category in playbooks.TOLD_WHY
    return is_asked and policies.reply_template(comment.service, playbooks.TELL_WHY.purpose) is not None


def open_incident_of(comment: Comment) -> Incident | None:
    """The open incident that this writer has on this channel for the comment's class, alone or with others."""
    if not comment.author_handle:
        return None
    writer = {"channel_id": comment.channel_id, "author_handle": comment.author_handle}
    has_theirs = Exists(Comment.objects.filter(**writer, incident=OuterRef("pk")).exclude(pk=comment.pk))
    rows = Incident.objects.of_service(comment.service).filter(category=comment.category, closed_at=None)
    return rows.filter(Q(**writer) | has_theirs).order_by("-opened_at", "-pk").first()


def answered_before(comment: Comment) -> Incident | None:
    """The last other incident of a grievance's writer that we answered in public; asked only once it is in one."""
    if comment.category != "grievance" or not comment.is_public or not (comment.incident_id and comment.author_handle):
        return None
    writer = {"channel_id": comment.channel_id, "author_handle": comment.author_handle}
    has_theirs = Exists(Comment.objects.filter(**writer, incident=OuterRef("pk")))
    rows = Incident.objects.of_service(comment.service).filter(Q(**writer) | has_theirs, public_post__isnull=False)
    rows = rows.exclude(pk=comment.incident_id).exclude(public_post__state=PostState.WITHDRAWN)
    return rows.order_by("-opened_at", "-pk").first()


def joins_incident(comment: Comment) -> bool:
    """Whether an earlier comment opened the incident that this one belongs to: we answer once, so replies are off."""
    if comment.category != "grievance":
        return False
    if comment.incident_id:
        put_in = Step.objects.filter(comment=OuterRef("pk"), key="incident", state=StepState.DONE).values("at")
        rows = Comment.objects.filter(incident_id=comment.incident_id).annotate(put_in=Subquery(put_in))
        first = rows.order_by(F("put_in").asc(nulls_last=True), "received_at", "pk").only("pk").first()
        return first is not None and first.pk != comment.pk
    return open_incident_of(comment) is not None


def settled_state(comment: Comment, steps: list[Step]) -> CommentState:
    """Where a comment that is open stands, as follows from what is known about it."""
    facts = facts_of(comment, steps)
    if facts.lead_is_deciding:
        return S.ESCALATED
    if any(step.state == StepState.UNDER_WAY for step in steps):
        return S.WAITING
    if comment.is_confirmed and not playbooks.unfinished(facts) and post_on_its_way(comment):
        return S.WAITING
    if comment.is_confirmed or steps:
        return S.ACTING
    if comment.claimed_by_id:
        return S.CLAIMED
    return S.SORTED if comment.category else S.NEW


def post_on_its_way(comment: Comment) -> bool:
    """Whether the one public post of its incident has yet to go out."""
    post = comment.incident.public_post if comment.incident_id else None
    return post is not None and post.state in POST_ON_ITS_WAY


def stopped_at(comment: Comment, steps: list[Step]) -> dt.datetime | None:
    """When what the clock asks for was done; None while it runs."""
    is_private_worry = comment.priority == 1 and not comment.is_public and Flag.SAFEGUARDING in comment.flags
    finished = {step.key: step.at for step in steps if step.state in playbooks.FINISHED}
    if comment.priority == 0:
        since = danger_at(comment)
        called = [step.at for step in steps if step.key == playbooks.EMERGENCY.key and step.state == StepState.DONE]
        acted = [*called, *(one.closed_at for one in comment.escalations.all())]
        return min((at for at in acted if at and (since is None or at >= since)), default=comment.closed_at)
    if is_private_worry:
        seen = [one.seen_at for one in comment.escalations.all() if one.seen_at]
        return min(seen, default=comment.closed_at)
    if comment.priority == 1 and comment.is_public:
        ends = [comment.hidden_at, comment.removed_at]
        if not playbooks.must_be_hidden(facts_of(comment, steps)):  # else what cannot be hidden stands in public
            ends.append(finished.get(playbooks.HIDE.key))
        return min((end for end in ends if end), default=comment.closed_at)
    stops = {spec.key for spec in playbooks.steps_for(facts_of(comment, steps)) if spec.stops_clock}
    first = min((at for key, at in finished.items() if key in stops), default=None)
    if Flag.STAFF_ALLEGATION in comment.flags:  # passed on as well, whatever else is done
        passed_on = finished.get(playbooks.ALLEGATION.key)
        first = max(first, passed_on) if first and passed_on else None
    return first or comment.closed_at


def danger_at(comment: Comment) -> dt.datetime | None:
    """Since when somebody, or the sorting, has held it to be an immediate danger."""
    since = [one.immediate_at or one.raised_at for one in comment.escalations.all() if one.immediate]
    return max(since, default=None)


def reckon(comment: Comment, parameters: Parameters | None = None) -> None:
    """Set priority, clock, its warning and the legal date from class and flags; nothing is saved.

    A danger counts from when its escalation says so: it is raised first. `parameters` for who has read the policy's
    already, as for many comments at once.
    """
    hours, parameters = hours_of(comment.service), parameters or policies.parameters_in_force(comment.service)
    comment.priority = clocks.priority_of(comment.category, comment.flags, is_public=comment.is_public)
    times = {
        "is_public": comment.is_public,
        "posted_at": comment.posted_at,
        "received_at": comment.received_at,
        "danger_at": danger_at(comment) if comment.priority == 0 and comment.pk else None,
        "asks_more_since": comment.asks_more_since,
    }
    comment.due_at = clocks.due_at(comment.priority, hours=hours, parameters=parameters, **times)
    comment.warn_at = clocks.warn_at(
        comment.priority,
        start=clocks.clock_starts_at(comment.priority, **times),
        due=comment.due_at,
        hours=hours,
        percent=parameters.warn_at_percent,
    )
    comment.statutory_due_on = (
        clocks.statutory_due_on(comment.service.local(comment.posted_at).date(), hours)
        if Flag.STATUTORY_REQUEST in comment.flags
        else None
    )


RECKONED = ("priority", "due_at", "statutory_due_on")
"""What `reckon` sets beside what `settle` saves by itself."""
SETTLED_FIELDS = ("state", "clock_stopped_at", "purge_on", "warn_at", "version")


def settle(comment: Comment, *fields: str, steps: list[Step] | None = None, is_change: bool = True) -> None:
    """Save the named fields, with the state and the clock that follow from them, as the next version.

    `is_change` is false where only who has it changed: then a page that was drawn before stays good.
    """
    steps = list(comment.steps.all()) if steps is None else steps
    if comment.state in OPEN:
        comment.state = settled_state(comment, steps)
    comment.clock_stopped_at = stopped_at(comment, steps)
    comment.purge_on = dates.day_of(comment, steps)
    comment.version += is_change
    comment.save(update_fields=[*dict.fromkeys([*fields, *SETTLED_FIELDS])])


def hold(comment: Comment, by: User, now: dt.datetime) -> None:
    """The comment stays with who acts on it, for as long as the policy says; nothing is saved."""
    comment.claimed_by = by
    comment.claimed_until = now + claim_time(comment)


HOLD_FIELDS = ("claimed_by", "claimed_until")


def claim_time(comment: Comment) -> dt.timedelta:
    return dt.timedelta(minutes=policies.parameters_in_force(comment.service).claim_minutes)


def without_writer(text: str, comment: Comment) -> str:
    """A colleague's words for the record, without the writer's name or handle."""
    for name in sorted({comment.author_name.strip(), comment.author_handle.strip().lstrip("@")}, key=len, reverse=True):
        if len(name) > 2:
            text = re.sub(rf"@?{re.escape(name)}", "the writer", text, flags=re.IGNORECASE)
    return text


def reason_given(reason: str, wanted: str) -> str:
    """The reason, trimmed; raises with what is wanted when there is none."""
    if not (reason := reason.strip()):
        raise MoveRefused(wanted)
    return reason[:500]

"""Every change of a post's state by a person. What the sending does to it stands in sending.py.

Each verb locks the row and looks again at state, permission and findings, as they may have changed since the page was
drawn. `available` gives the buttons from the same table.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.mail import send_once
from accounts.models import Membership, Role, User
from audit import services as audit
from audit.kinds import Kind
from policies.rules.base import Findings
from policies.services import parameters_in_force
from posts import permissions, times
from posts.checking import checks
from posts.content import Content
from posts.models import DeliveryState, NetworkChange, Post, PostState, Reason, Review
from posts.publishing import changes, sending, settling
from posts.reviewing import notes
from posts.writing import kinds

State = PostState


class MoveRefused(Exception):
    """A move that cannot be made now; the text is a sentence for the person."""


@dataclass(frozen=True)
class Move:
    """From which states to which (None: it stays), and who may: "" or the reason why not."""

    start: frozenset[State]
    end: State | None
    refusal: Callable[[User, Post, dt.datetime], str]


def _without_clock(refusal: Callable[[User, Post], str]) -> Callable[[User, Post, dt.datetime], str]:
    return lambda user, post, now: refusal(user, post)


NOT_OUT_YET = frozenset({State.DRAFT, State.SUBMITTED, State.RETURNED, State.APPROVED, State.SCHEDULED})
STOPPED = frozenset({State.EXPIRED, State.FAILED})
APPROVABLE_AGAIN = NOT_OUT_YET | STOPPED

MOVES: dict[str, Move] = {
    "edit": Move(APPROVABLE_AGAIN, None, _without_clock(permissions.refusal_to_edit)),
    "submit": Move(
        frozenset({State.DRAFT, State.RETURNED}), State.SUBMITTED, _without_clock(permissions.refusal_to_submit)
    ),
    "approve": Move(frozenset({State.SUBMITTED}), State.APPROVED, permissions.refusal_to_approve),
    "return": Move(frozenset({State.SUBMITTED}), State.RETURNED, _without_clock(permissions.refusal_to_return)),
    "withdraw": Move(APPROVABLE_AGAIN, State.WITHDRAWN, _without_clock(permissions.refusal_to_withdraw)),
    "schedule": Move(
        frozenset({State.APPROVED, *STOPPED}), State.SCHEDULED, _without_clock(permissions.refusal_to_schedule)
    ),
    "unschedule": Move(frozenset({State.SCHEDULED}), State.APPROVED, _without_clock(permissions.refusal_to_schedule)),
    "move": Move(
        frozenset({State.SUBMITTED, State.APPROVED, State.SCHEDULED}),
        None,
        _without_clock(permissions.refusal_to_schedule),
    ),
    "remove": Move(
        frozenset({State.PUBLISHING, State.PUBLISHED, State.PARTLY_PUBLISHED}),
        State.REMOVED,
        _without_clock(permissions.refusal_to_remove),
    ),
}


def available(post: Post, user: User, *, now: dt.datetime | None = None) -> dict[str, str]:
    """Each verb with "" or the reason why this person cannot do it now. A verb that the state rules out is missing."""
    now = now or timezone.now()
    return {verb: move.refusal(user, post, now) for verb, move in MOVES.items() if post.state in move.start}


@transaction.atomic
def submit(post_id: int, *, by: User, now: dt.datetime | None = None) -> Post:
    """Ask for approval of the post as it stands now. Raises MoveRefused."""
    now = now or timezone.now()
    post = Post.objects.locked(post_id)
    _require("submit", post, by, now)
    content = checks.content_of(post)
    if content.is_empty:
        raise MoveRefused("Write the text before you submit the post.")
    if not content.channels:
        raise MoveRefused("Choose at least one channel before you submit the post.")
    if left := kinds.gaps_left([content.text, *(chosen.text for chosen in content.channels)]):
        raise MoveRefused(kinds.gaps_in_words(left))
    if refusal := changes.refusal_to_submit_correction(post):
        raise MoveRefused(refusal)
    if post.publish_at is not None:
        _refuse_past(post.publish_at, post, now)
    _look_at_findings(post, content, now)
    _apply("submit", post, now, submitted_at=now)
    audit.record(Kind.POST_SUBMITTED, on=post, actor=by, data={"revision": post.revision.number}, now=now)
    approvers = Membership.objects.filter(service=post.service).holding(Role.LINE_MANAGER, post.service.today(now))
    for membership in approvers.exclude(user=by).select_related("user"):
        _tell(membership.user, post, now, f"{by} asks you to approve a post", f"{by} asks you to approve “{post}”.")
    return post


@transaction.atomic
def approve(
    post_id: int,
    *,
    by: User,
    digest: str,
    note: str = "",
    and_schedule: bool = False,
    now: dt.datetime | None = None,
) -> Post:
    """Approve exactly the content that has this digest: the one that the approver's page showed.

    With `and_schedule` a post whose proposed time lies ahead is scheduled in the same transaction; one whose time has
    passed is approved, and asks for a new time. Raises MoveRefused.
    """
    now = now or timezone.now()
    post = Post.objects.locked(post_id)
    if post.approved_digest == digest:
        raise MoveRefused(f"{post.approved_by} has approved this post already. There is nothing left to do.")
    if post.revision and post.revision.digest != digest:
        raise MoveRefused(
            f"{post.revision.by} changed the post at {times.words(post.revision.at, post.service.zone)}, after you "
            "opened this page. Read it again before you decide."
        )
    _require("approve", post, by, now)
    if refusal := notes.refusal_while_open(post):
        raise MoveRefused(refusal)
    content = checks.content_of(post)
    around = checks.Surroundings(post.service, now)
    version = around.version
    findings, reasons = _look_at_findings(post, content, now, around)
    by_author = permissions.is_own_post(by, post)
    Review.objects.create(
        post=post,
        revision=post.revision,
        digest=digest,
        decision=Review.Decision.APPROVED,
        note=note.strip(),
        findings=checks.as_they_were(findings, reasons),
        policy_version=version,
        judged_by=checks.judged_by(post, around),
        by=by,
        by_author=by_author,
        at=now,
    )
    _apply("approve", post, now, approved_digest=digest, approved_by=by, approved_at=now)
    data = {"revision": post.revision.number, "policy": version.number if version else "none", "digest": digest}
    if by_author:
        data |= {"by_author": True, "cooling_off_minutes": post.service.cooling_off_minutes}
    if note.strip():
        data["note"] = note.strip()
    if used := checks.exceptions_in_words(findings):
        data["exceptions"] = used
    events = [audit.Entry(kind=Kind.POST_APPROVED, on=post, actor=by, data=data)]
    if post.corrects_id:
        events += _put_correction_out(post, by=by, now=now)
    elif and_schedule and post.publish_at and post.publish_at > now:
        events.append(_schedule(post, by=by, now=now))
    audit.record_all(events, now=now)
    if not by_author:
        _tell(post.author, post, now, f"{by} approved your post", f"{by} approved “{post}”.")
    return post


@transaction.atomic
def return_to_author(post_id: int, *, by: User, note: str, now: dt.datetime | None = None) -> Post:
    """Give a submitted post back with a note. Raises MoveRefused, also when the note is missing."""
    now = now or timezone.now()
    post = Post.objects.locked(post_id)
    _require("return", post, by, now)
    if not note.strip():
        raise MoveRefused("Write a note that says what has to change. The author gets it with the post.")
    around = checks.Surroundings(post.service, now)
    findings = checks.run(post, now=now, surroundings=around)
    Review.objects.create(
        post=post,
        revision=post.revision,
        digest=post.revision.digest,
        decision=Review.Decision.RETURNED,
        note=note.strip(),
        findings=checks.as_they_were(findings, checks.reasons_of(post)),
        policy_version=around.version,
        by=by,
        by_author=permissions.is_own_post(by, post),
        at=now,
    )
    _apply("return", post, now)
    audit.record(Kind.POST_RETURNED, on=post, actor=by, data={"note": note.strip()}, now=now)
    if post.author_id != by.pk:
        _tell(post.author, post, now, f"{by} returned your post", f"{by} returned “{post}”, with this note:\n\n{note}")
    return post


@transaction.atomic
def withdraw(post_id: int, *, by: User, now: dt.datetime | None = None) -> Post:
    """Take a post off its way for good; nothing of it goes out. Raises MoveRefused."""
    now = now or timezone.now()
    post = Post.objects.locked(post_id)
    _require("withdraw", post, by, now)
    _cancel_deliveries(post)
    _apply("withdraw", post, now)
    audit.record(Kind.POST_WITHDRAWN, on=post, actor=by, data={}, now=now)
    return post


@transaction.atomic
def schedule(
    post_id: int,
    *,
    by: User,
    on: dt.date | None = None,
    at: dt.time | None = None,
    now: dt.datetime | None = None,
) -> Post:
    """Let an approved post go out at its time, or at the one given here. Raises MoveRefused."""
    now = now or timezone.now()
    post = Post.objects.locked(post_id)
    _require("schedule", post, by, now)
    if on is not None and at is not None:
        _set_time(post, on, at, now)
    if post.publish_at is None:
        raise MoveRefused("Choose a date and a time for the post.")
    _refuse_past(post.publish_at, post, now)
    _look_at_findings(post, checks.content_of(post), now)
    audit.record_all([_schedule(post, by=by, now=now)], now=now)
    return post


@transaction.atomic
def unschedule(post_id: int, *, by: User, now: dt.datetime | None = None) -> Post:
    """Take a scheduled post off the schedule; it stays approved. Raises MoveRefused."""
    now = now or timezone.now()
    post = Post.objects.locked(post_id)
    _require("unschedule", post, by, now)
    _cancel_deliveries(post)
    _apply("unschedule", post, now, held_reason="")
    audit.record(Kind.POST_UNSCHEDULED, on=post, actor=by, data={}, now=now)
    return post


@transaction.atomic
def move(post_id: int, *, by: User, on: dt.date, at: dt.time, now: dt.datetime | None = None) -> Post:
    """Give a submitted, approved or scheduled post another time.

    The approval stays, unless the policy says that it covers the time; the post then waits for a new one. The rules
    are asked again, as some depend on the time. Raises MoveRefused.
    """
    now = now or timezone.now()
    post = Post.objects.locked(post_id)
    _require("move", post, by, now)
    before = post.publish_at
    _set_time(post, on, at, now)
    if post.publish_at == before:
        return post
    _look_at_findings(post, checks.content_of(post), now)
    zone = post.service.zone
    data = {"before": times.words(before, zone) if before else "no time", "after": times.words(post.publish_at, zone)}
    audit.record(Kind.POST_MOVED, on=post, actor=by, data=data, now=now)
    if post.state != State.SUBMITTED and parameters_in_force(post.service).approval_covers_time:
        void_approval(post, by=by, reason="the policy says that an approval covers the time", now=now)
        _write(post, now, state=State.SUBMITTED, submitted_at=now)
        return post
    _write(post, now)
    if post.state == State.SCHEDULED:
        _cancel_deliveries(post)
        sending.make_deliveries(post)
    return post


@transaction.atomic
def remove(post_id: int, *, by: User, reason: str, now: dt.datetime | None = None) -> Post:
    """Take a post off the networks, with a reason (source: L5). Raises MoveRefused.

    What has not gone out yet never will. The rest is asked of each network at once, and of people where a network
    cannot (changes.py); a delivery of which nobody knows is taken off as soon as it is found.
    """
    now = now or timezone.now()
    post = Post.objects.locked(post_id)
    _require("remove", post, by, now)
    if not reason.strip():
        raise MoveRefused("Say why the post is removed. It stays in the record.")
    if post.corrects_id:
        raise MoveRefused("This is a correction. Remove the post that it corrects; both are taken off then.")
    corrections = post.corrections.filter(state__in=MOVES["remove"].start).order_by("pk")
    events = [_take_off(one, by=by, reason=reason, now=now) for one in (post, *corrections)]
    audit.record_all(events, now=now)
    return post


def _take_off(post: Post, *, by: User, reason: str, now: dt.datetime) -> audit.Entry:
    waiting = post.deliveries.filter(state__in=[DeliveryState.DUE, DeliveryState.BY_HAND])
    waiting.update(state=DeliveryState.CANCELLED, next_try_at=None)
    _apply("remove", post, now, removal_reason=reason.strip()[:300])
    there = post.deliveries.select_related("channel")
    asked = changes.ask(there, kind=NetworkChange.Kind.REMOVE, reason=post.removal_reason, by=by, now=now)
    names = ", ".join(str(change.delivery.channel) for change in asked) or "no channel of its own"
    data = {"channels": names, "reason": post.removal_reason}
    return audit.Entry(kind=Kind.POST_REMOVED, on=post, actor=by, data=data)


def void_approval(post: Post, *, by: User, reason: str, now: dt.datetime) -> None:
    """Send a locked post back to draft, with its deliveries cancelled and its approval marked as no longer holding.

    Called inside the transaction of whatever changed the content. Raises MoveRefused when it is going out already.
    """
    _cancel_deliveries(post)
    was_approved = bool(post.approved_digest)
    if was_approved:
        Review.objects.filter(post=post, decision=Review.Decision.APPROVED, voided_at=None).update(voided_at=now)
        number = post.revisions.filter(digest=post.approved_digest).values_list("number", flat=True).first()
    state = post.state if post.state == State.RETURNED else State.DRAFT
    _write(post, now, state=state, approved_digest="", approved_by=None, approved_at=None, held_reason="")
    if was_approved:
        data = {"revision": number, "reason": reason}
        audit.record(Kind.APPROVAL_VOIDED, on=post, actor=by, data=data, now=now)


def require_editable(post: Post, by: User, now: dt.datetime) -> None:
    """Raises MoveRefused unless this person may change this locked post in the state that it has now."""
    _require("edit", post, by, now)


_DONE = {
    "edit": "be changed",
    "submit": "be submitted",
    "approve": "be approved",
    "return": "be returned",
    "withdraw": "be withdrawn",
    "schedule": "be scheduled",
    "unschedule": "be taken off the schedule",
    "move": "get another time",
    "remove": "be removed",
}


def _require(verb: str, post: Post, by: User, now: dt.datetime) -> None:
    move = MOVES[verb]
    if post.state not in move.start:
        raise MoveRefused(
            f"This post is “{post.get_state_display().lower()}” now, so it cannot {_DONE[verb]}. "
            "Somebody may have changed it after you opened the page."
        )
    if refusal := move.refusal(by, post, now):
        raise MoveRefused(refusal)


def _look_at_findings(
    post: Post, content: Content, now: dt.datetime, surroundings: checks.Surroundings | None = None
) -> tuple[Findings, dict[str, Reason]]:
    """What the policy says now. Raises MoveRefused for what stops the post, and for a warning without a reason.

    The exceptions that the post needs are put on record.
    """
    findings = checks.run(post, now=now, content=content, surroundings=surroundings)
    if blocking := findings.blocking:
        raise MoveRefused(f"The policy stops this post: {blocking[0].message}")
    reasons = checks.reasons_of(post)
    if open_ones := checks.unexplained(findings, reasons):
        raise MoveRefused(f"Change this or give a reason for keeping it: {open_ones[0].message}")
    checks.keep_exceptions_used([(post.pk, findings)], now)
    return findings, reasons


def _apply(verb: str, post: Post, now: dt.datetime, **changes: Any) -> None:
    _write(post, now, state=MOVES[verb].end, **changes)


def _write(post: Post, now: dt.datetime, **changes: Any) -> None:
    """Save these fields, the time as it was set, and one version more, so that an open form is noticed as stale."""
    changes |= {"version": post.version + 1, "edited_at": now}
    for name, value in changes.items():
        setattr(post, name, value)
    post.save(update_fields=[*changes, "publish_on", "publish_time", "publish_at"])


def _schedule(post: Post, *, by: User, now: dt.datetime) -> audit.Entry:
    """Set it on its way; the event is written by the caller."""
    _apply("schedule", post, now, held_reason="")
    sending.make_deliveries(post)
    time = times.words(post.publish_at, post.service.zone)
    return audit.Entry(kind=Kind.POST_SCHEDULED, on=post, actor=by, data={"time": time})


def _put_correction_out(post: Post, *, by: User, now: dt.datetime) -> list[audit.Entry]:
    """An approved correction goes onto the networks at once: what is out now is wrong."""
    if post.service.is_paused:
        raise MoveRefused(
            f"All sending is paused, corrections too: {post.service.pause_reason} Approve it when sending goes on, or "
            "take the post off the networks until then."
        )
    local = post.service.local(now)
    post.publish_on, post.publish_time, post.publish_at = local.date(), local.time().replace(microsecond=0), now
    _write(post, now, state=State.PUBLISHING)
    return [*changes.put_correction_out(post, by=by, now=now), *settling.settle(post)]


def _cancel_deliveries(post: Post) -> None:
    """Nothing that waits goes out. Raises MoveRefused when a network has it already, or may have it."""
    if settling.has_begun(post):
        raise MoveRefused("It is going out already, so it can no longer be changed or stopped here.")
    post.deliveries.filter(state=DeliveryState.DUE).update(state=DeliveryState.CANCELLED, next_try_at=None)


def _set_time(post: Post, on: dt.date, at: dt.time, now: dt.datetime) -> None:
    try:
        reading = times.read(on, at, post.service.zone)
    except times.TimeRefused as refused:
        raise MoveRefused(str(refused)) from refused
    _refuse_past(reading.at, post, now)
    post.publish_on, post.publish_time, post.publish_at = on, at, reading.at
    post.time_zone = post.service.time_zone


def _refuse_past(at: dt.datetime, post: Post, now: dt.datetime) -> None:
    try:
        times.refuse_past(at, now, post.service.zone)
    except times.TimeRefused as refused:
        raise MoveRefused(str(refused)) from refused


def _tell(to: User, post: Post, now: dt.datetime, subject: str, sentence: str) -> None:
    address = settings.SITE_URL + reverse("posts:post", kwargs={"service": post.service.slug, "post_id": post.pk})
    key = f"post {post.pk} {post.state} version {post.version}"
    send_once(service=post.service, to=to, key=key, subject=subject, body=f"{sentence}\n\n{address}\n")

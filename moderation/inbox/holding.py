"""Who has a comment: opened, held, handed on, taken over, let go of, and the next one. Named in workflow.py too.

Who has it changes nothing of what stands in it: a page that was drawn before stays good, so the version stays.
"""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.urls import reverse
from django.utils import timezone

from accounts.mail import send_once
from accounts.models import Membership, Service, User
from audit import services as audit
from audit.kinds import Kind
from moderation import moves, permissions
from moderation.models import Comment, HandOver
from moderation.moves import MoveRefused
from moderation.querysets import CommentQuerySet

LONGEST_NOTE = 500


def claim(comment_id: int, *, by: User, now: dt.datetime | None = None) -> Comment:
    """Take a comment, for as long as the policy says. Raises MoveRefused while somebody else has it."""
    now = now or timezone.now()
    with transaction.atomic():
        comment = moves.locked(comment_id)
        moves.require("claim", comment, by, now)
        if not comment.is_held_by(by, now):
            _take(comment, by, now)
        else:
            _hold_on(comment, by, now)
    return comment


@transaction.atomic
def heartbeat(comment_id: int, *, by: User, now: dt.datetime | None = None) -> Comment:
    """The page is still open: hold the comment longer, if it is this person's.

    One that nobody has stays free: to look at a comment is not to take it. Raises MoveRefused when somebody else has
    it by now.
    """
    now = now or timezone.now()
    comment = moves.locked(comment_id)
    moves.require("claim", comment, by, now)
    if comment.claimed_by_id == by.pk:
        _hold_on(comment, by, now)
    return comment


@transaction.atomic
def release(comment_id: int, *, by: User, now: dt.datetime | None = None) -> Comment:
    """Let go of a comment. Letting go of one that one does not hold changes nothing."""
    now = now or timezone.now()
    comment = moves.locked(comment_id)
    moves.require("release", comment, by, now)
    if comment.claimed_by_id == by.pk:
        audit.record(Kind.COMMENT_RELEASED, on=comment, actor=by, now=now)
        _let_go(comment)
    return comment


@transaction.atomic
def take_over(comment_id: int, *, by: User, note: str, now: dt.datetime | None = None) -> Comment:
    """Take a comment from whoever has it open. Their page says who took it and why, so there has to be a note.

    Of two who take it over at once, the second takes it from the first, and says so.
    """
    now = now or timezone.now()
    comment = moves.locked(comment_id)
    moves.require("take_over", comment, by, now)
    before = comment.claimed_by
    is_held = before is not None and comment.claimed_until is not None and comment.claimed_until >= now
    if not is_held or before == by:
        return claim(comment_id, by=by, now=now)
    note = _note(moves.reason_given(note, f"Write why you take it over: {before} reads it on their page."), comment)
    HandOver.objects.create(comment=comment, by=by, to=by, is_take_over=True, note=note, at=now)
    audit.record(Kind.COMMENT_TAKEN_OVER, on=comment, actor=by, data={"person": str(before), "note": note}, now=now)
    moves.hold(comment, by, now)
    _settle(comment)
    return comment


@transaction.atomic
def hand_over(
    comment_id: int, *, by: User, to: User | None = None, note: str = "", now: dt.datetime | None = None
) -> Comment:
    """Give a comment to a colleague, or back into the queue without one. Nobody has to say why.

    "Next" does not give it back to `by`. A colleague has it for as long as a claim lasts; it stays among theirs after
    that, but anybody may take it then, so that nothing lies with somebody who has gone home.
    """
    now = now or timezone.now()
    comment = moves.locked(comment_id)
    moves.require("hand_over", comment, by, now)
    note = _note(note, comment)
    if to is not None:
        if to == by:
            raise MoveRefused("It is yours already. Choose a colleague, or hand it back into the queue.")
        if to not in colleagues(comment, by):
            raise MoveRefused("Choose a colleague who handles comments in this service.")
    HandOver.objects.create(comment=comment, by=by, to=to, note=note, at=now)
    if to is None:
        audit.record(Kind.COMMENT_HANDED_BACK, on=comment, actor=by, now=now)
        _let_go(comment)
        return comment
    audit.record(Kind.COMMENT_HANDED_OVER, on=comment, actor=by, data={"person": str(to)}, now=now)
    moves.hold(comment, to, now)
    _settle(comment)
    _tell(comment, by, to, now)
    return comment


def colleagues(comment: Comment, by: User) -> list[User]:
    """To whom this person may hand the comment: who handles comments here, without those that it is kept from."""
    members = Membership.objects.current().filter(service=comment.service, roles__role__in=permissions.HANDLERS)
    people = members.exclude(user__in=[by.pk, *comment.kept_from_ids]).select_related("user").distinct()
    return sorted((one.user for one in people), key=str)


def next_comment(service: Service, *, by: User, now: dt.datetime | None = None) -> Comment | None:
    """Hand out the most urgent comment that nobody has, and claim it; never the same one to two people.

    The claim is a conditional update: of two who ask at once, one gets the row and the other the next. None when
    nothing waits, or for somebody who handles no comments. Raises MoveRefused for who has not read the policy.
    """
    now = now or timezone.now()
    if permissions.refusal_to_read(by, service):
        return None
    if reason := permissions.refusal_unread(by, service, now):
        raise MoveRefused(reason)
    queue = Comment.objects.visible_to(by).of_service(service).to_hand_out(now)
    queue = queue.exclude(Exists(_handed_back(by)))
    for comment_id in list(queue.values_list("pk", flat=True)[:50]):
        with transaction.atomic():
            free = Q(claimed_by=None) | Q(claimed_until__lt=now)
            rows = Comment.objects.filter(free, pk=comment_id).waiting()
            taken = rows.update(
                claimed_by=by,
                claimed_until=now,
                state=Case(When(state__in=["new", "sorted"], then=Value("claimed")), default="state"),
            )
            if not taken:
                continue
            comment = moves.locked(comment_id)
            _take(comment, by, now)
            return comment
    return None


def handed_back_only(service: Service, *, by: User, now: dt.datetime) -> bool:
    """Whether what waits in nobody's hands is what this person handed over: "Next" has nothing else for them."""
    queue: CommentQuerySet = Comment.objects.visible_to(by).of_service(service).waiting().unclaimed(now)
    return queue.filter(Exists(_handed_back(by))).exists()


def _handed_back(by: User):  # type: ignore[no-untyped-def]
    """Hand-overs by this person of the comment in the outer query; what they took over is not among them."""
    return HandOver.objects.filter(comment=OuterRef("pk"), by=by, is_take_over=False)


def _take(comment: Comment, by: User, now: dt.datetime) -> None:
    moves.hold(comment, by, now)
    audit.record(Kind.COMMENT_CLAIMED, on=comment, actor=by, now=now)
    _settle(comment)


def _hold_on(comment: Comment, by: User, now: dt.datetime) -> None:
    moves.hold(comment, by, now)
    comment.save(update_fields=moves.HOLD_FIELDS)


def _let_go(comment: Comment) -> None:
    comment.claimed_by = comment.claimed_until = None
    _settle(comment)


def _settle(comment: Comment) -> None:
    moves.settle(comment, *moves.HOLD_FIELDS, is_change=False)


def _note(note: str, comment: Comment) -> str:
    """A note for colleagues, without the writer's name: it stands in the history too."""
    return moves.without_writer(note.strip()[:LONGEST_NOTE], comment)[:LONGEST_NOTE]


def _tell(comment: Comment, by: User, to: User, now: dt.datetime) -> None:
    address = settings.SITE_URL.rstrip("/") + reverse("inbox:comment", args=[comment.service.slug, comment.pk])
    network = comment.channel.get_network_display()
    send_once(
        service=comment.service,
        to=to,
        key=f"hand-over-{comment.pk}-{now:%Y%m%d%H%M}",
        subject=f"{by} handed a comment to you (P{comment.priority})",
        body=(
            f"Hello {to.first_name},\n\n{by} handed a comment on {network} over to you. It is kept for you until "
            f"{comment.service.local(comment.claimed_until):%H:%M}; after that anybody may take it.\n\n{address}\n\n"
            "This e-mail does not repeat what was written.\n"
        ),
    )

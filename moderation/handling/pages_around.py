"""What stands around a comment on its page: who has it, what it answers, what was answered to it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from accounts.models import User
from moderation import moves, words
from moderation.inbox.pages_queue import ABUSIVE, EXCERPT
from moderation.models import Comment

MOST_IN_THREAD = 3


@dataclass
class Hold:
    """Who has the comment, until when, and how it came to them."""

    is_open: bool
    is_mine: bool
    until: dt.datetime | None
    refused: str  # why this person cannot act on it
    by_other: str  # who has it open, when it is somebody else
    came: str  # who took it over, or handed it on, with their note
    is_taken: bool  # somebody took it over
    may_take_over: bool


def hold(comment: Comment, user: User, now: dt.datetime, refused: str) -> Hold:
    is_held = comment.claimed_by_id is not None and comment.claimed_until is not None and comment.claimed_until >= now
    is_mine = comment.is_held_by(user, now)
    last = comment.hand_overs.select_related("by", "to").first() if getattr(comment, "is_handed", True) else None
    came, is_taken = "", False
    if last is not None and comment.state in moves.OPEN:
        at = f"{comment.service.local(last.at):%H:%M}"
        note = f": “{last.note}”" if last.note else ""
        if last.is_take_over and last.by_id != user.pk and last.by_id == comment.claimed_by_id and is_held:
            came, is_taken = f"{last.by} took it over at {at}{note}.", True
        elif not last.is_take_over and last.to_id == user.pk and comment.claimed_by_id == user.pk:
            came = f"{last.by} handed it to you at {at}{note}."
        elif not last.is_take_over and last.to_id is None and not is_held:
            who = "You" if last.by_id == user.pk else str(last.by)
            came = f"{who} handed it back into the queue at {at}{note}."
    return Hold(
        is_open=comment.state in moves.OPEN,
        is_mine=is_mine,
        until=comment.claimed_until,
        refused=refused,
        by_other=str(comment.claimed_by) if is_held and not is_mine else "",
        came=came,
        is_taken=is_taken,
        may_take_over=is_held and not is_mine and not moves.refusal("take_over", comment, user, now),
    )


@dataclass
class InThread:
    """A comment above or below this one, in short."""

    who: str
    text: str
    url: str
    at: dt.datetime


@dataclass
class Thread:
    """What the comment answers, the oldest first, and what was answered to it."""

    before: list[InThread]
    answers_unknown: bool  # it answers a comment that is not here
    post_text: str
    after: list[InThread]
    has_more: bool


def thread(comment: Comment, user: User, *, blurs: bool) -> Thread:
    def short(one: Comment) -> InThread:
        is_out = blurs and words.is_abusive(one.category, one.flags)
        text = ABUSIVE if is_out else one.text[:EXCERPT] + ("…" if len(one.text) > EXCERPT else "")
        url = reverse("inbox:comment", args=[comment.service.slug, one.pk])
        return InThread(
            one.author_name or one.author_handle or "Unknown writer", text or "No longer kept.", url, one.posted_at
        )

    above: list[Comment] = []
    one = comment.parent
    while one is not None:
        above.insert(0, one)
        one = one.parent if len(above) < MOST_IN_THREAD and one.parent_id else None
    kept = set(Comment.objects.kept_from(user).filter(pk__in=[one.pk for one in above]).values_list("pk", flat=True))
    below = Comment.objects.of_service(comment.service).not_kept_from(user).filter(parent=comment)
    answers = list(below.order_by("posted_at", "pk")[: MOST_IN_THREAD + 1]) if comment.is_answered else []
    text = comment.post.revision.text if comment.post and comment.post.revision else ""
    return Thread(
        before=[short(one) for one in above if one.pk not in kept],
        answers_unknown=bool(comment.answers_remote_id) and comment.parent_id is None and comment.post_id is None,
        post_text=text[:EXCERPT] + ("…" if len(text) > EXCERPT else ""),
        after=[short(one) for one in answers[:MOST_IN_THREAD]],
        has_more=len(answers) > MOST_IN_THREAD,
    )

"""A post gets another time from the calendar, in whichever state it is (dragged, or with “Move”)."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit import services as audit
from audit.kinds import Kind
from posts import permissions, times, workflow
from posts.models import Post, PostState
from posts.workflow import MoveRefused

WRITING = frozenset({PostState.DRAFT, PostState.RETURNED})
UNDER_WAY = workflow.MOVES["move"].start
MOVABLE = WRITING | UNDER_WAY


@transaction.atomic
def move(post_id: int, *, by: User, on: dt.date, at: dt.time, now: dt.datetime | None = None) -> Post:
    """Set the post's time. A draft only takes it; for others the policy is asked, as workflow.move says.

    Raises MoveRefused.
    """
    now = now or timezone.now()
    post = Post.objects.locked(post_id)
    if post.state not in WRITING:
        return workflow.move(post_id, by=by, on=on, at=at, now=now)
    if refusal := permissions.refusal_to_edit(by, post):
        raise MoveRefused(refusal)
    zone = post.service.zone
    try:
        moment = times.read(on, at, zone).at
        times.refuse_past(moment, now, zone)
    except times.TimeRefused as refused:
        raise MoveRefused(str(refused)) from refused
    before = post.publish_at
    if before == moment:
        return post
    post.publish_on, post.publish_time, post.publish_at = on, at, moment
    post.time_zone, post.version, post.edited_at = post.service.time_zone, post.version + 1, now
    post.save(update_fields=["publish_on", "publish_time", "publish_at", "time_zone", "version", "edited_at"])
    data = {"before": times.words(before, zone) if before else "no time", "after": times.words(moment, zone)}
    audit.record(Kind.POST_MOVED, on=post, actor=by, data=data, now=now)
    return post


def refusal(user: User, post: Post, now: dt.datetime) -> str:
    """Why this person cannot move the post now; "" when they can."""
    if post.state in WRITING:
        return permissions.refusal_to_edit(user, post)
    if post.state in UNDER_WAY:
        return workflow.MOVES["move"].refusal(user, post, now)
    return f"This post is “{post.get_state_display().lower()}”, so it cannot get another time here."

"""Correcting a post that is out (source: L5): a draft of what it should say, approved like any other, then put in the
place of the old one on every network.

Where a network cannot change a post, for us or for people, the old one is taken off and the new one goes out.
"""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.kinds import Kind
from audit.services import Entry, record_all
from posts import permissions, services
from posts.models import Post, PostState
from posts.publishing import changes

CORRECTABLE = (PostState.PUBLISHED, PostState.PARTLY_PUBLISHED)
ENDED = (PostState.WITHDRAWN, PostState.PUBLISHED, PostState.PARTLY_PUBLISHED, PostState.FAILED, PostState.REMOVED)


class CorrectionRefused(Exception):
    """Not possible; the text is a sentence for the person."""


@transaction.atomic
def begin(post_id: int, *, by: User, reason: str, now: dt.datetime | None = None) -> Post:
    """A draft with what the post says now, to be corrected and approved. Raises CorrectionRefused."""
    now = now or timezone.now()
    post = Post.objects.locked(post_id)
    if refusal := refusal_to_begin(post, by):
        raise CorrectionRefused(refusal)
    if not reason.strip():
        raise CorrectionRefused("Say what is wrong with the post. It stays in the record.")
    out = {delivery.channel_id for delivery in post.deliveries.all() if changes.is_out(delivery)}
    written = services.written_of(changes.said_now(post), title=f"Correction: {post.title}"[:120], channel_ids=out)
    try:
        draft = services.create_post(service=post.service, by=by, written=written, now=now)
    except PermissionDenied as refused:
        raise CorrectionRefused(str(refused)) from refused
    draft.corrects, draft.correction_reason = post, reason.strip()[:300]
    draft.save(update_fields=["corrects", "correction_reason"])
    record_all(
        [Entry(kind=Kind.CORRECTION_BEGUN, on=post, actor=by, data={"reason": draft.correction_reason})], now=now
    )
    return draft


def refusal_to_begin(post: Post, by: User) -> str:
    """ "" or why this person cannot correct this post now."""
    if refusal := refusal_beside_open(post, by):
        return refusal
    return "A correction of this post is being written already. Open that one." if open_one(post) else ""


def refusal_beside_open(post: Post, by: User) -> str:
    """The same where it is known whether a correction is open."""
    if post.state not in CORRECTABLE:
        return "Only a post that is out can be corrected."
    if refusal := permissions.refusal_to_edit(by, post):
        return refusal
    return "" if any(changes.is_out(one) for one in post.deliveries.all()) else "No network has this post any more."


def open_one(post: Post) -> Post | None:
    """The correction that is being written, waits for approval or goes out."""
    return post.corrections.exclude(state__in=ENDED).first()

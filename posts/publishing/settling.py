"""What becomes of a post once its sending has begun: its state follows from its deliveries, here and nowhere else.

Callers hold the lock on the post's row. Each function gives the audit entries of what it changed; the caller writes
them at the end of its transaction, so that the chain is locked shortly.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from accounts.mail import send_once
from accounts.models import Membership, Role, User
from audit.kinds import Kind
from audit.services import Entry
from posts import times
from posts.models import Delivery, DeliveryState, NetworkChange, Post, PostState, Review

JOB = "sending"
OPEN = {DeliveryState.DUE, DeliveryState.SENDING, DeliveryState.UNKNOWN, DeliveryState.BY_HAND}
UNDER_WAY = {DeliveryState.SENDING, DeliveryState.UNKNOWN, DeliveryState.BY_HAND, DeliveryState.SENT}
SETTLES = {
    PostState.SCHEDULED,
    PostState.PUBLISHING,
    PostState.PUBLISHED,
    PostState.PARTLY_PUBLISHED,
    PostState.FAILED,
    PostState.EXPIRED,
}
"""The states that follow from deliveries; a post in any other is a person's to move."""


def settle(post: Post) -> list[Entry]:
    """Bring one post's state in line with its deliveries."""
    return settle_all([post])


def settle_all(posts: Iterable[Post]) -> list[Entry]:
    """Bring each post's state in line with its deliveries; published is only what every network has."""
    posts = [post for post in posts if post.state in SETTLES]
    corrections = [post.pk for post in posts if post.corrects_id]
    still_changing = set(
        NetworkChange.objects.filter(revision__post__in=corrections, state__in=["due", "doing", "by_hand"])
        .values_list("revision__post", flat=True)
        .distinct()
        if corrections
        else ()
    )
    deliveries: dict[int, list[Delivery]] = {}
    found = Delivery.objects.filter(post__in=posts).exclude(state=DeliveryState.CANCELLED).select_related("channel")
    for delivery in found:
        deliveries.setdefault(delivery.post_id, []).append(delivery)
    entries: list[Entry] = []
    changed: dict[tuple[str, dt.datetime | None], list[int]] = {}
    for post in posts:
        of_post = deliveries.get(post.pk, [])
        if post.corrects_id and not of_post and post.state == PostState.PUBLISHING:
            state = PostState.PUBLISHING if post.pk in still_changing else PostState.PUBLISHED
        elif post.pk in still_changing:
            state = PostState.PUBLISHING
        else:
            state = _state_from(of_post, post.state)
        if state == post.state:
            continue
        post.state = state
        if state in (PostState.PUBLISHED, PostState.PARTLY_PUBLISHED):
            sent = [delivery.sent_at for delivery in of_post if delivery.sent_at]
            post.published_at = min(sent, default=post.published_at or timezone.now())  # none: a part of a thread
        changed.setdefault((post.state, post.published_at), []).append(post.pk)
        entries.append(_entry(post, of_post))
        if state in (PostState.PARTLY_PUBLISHED, PostState.FAILED, PostState.EXPIRED):
            _tell_author(post)
    for (state, published_at), keys in changed.items():
        Post.objects.filter(pk__in=keys).update(state=state, published_at=published_at)
    return entries


def hold(post: Post, reason: str, *, void: bool, now: dt.datetime) -> list[Entry]:
    """Keep back a post of which nothing has gone out. It needs a new time and, with `void`, a new approval too."""
    entries = []
    if void:
        entries.append(
            Entry(
                kind=Kind.APPROVAL_VOIDED,
                on=post,
                job=JOB,
                data={"revision": post.revision.number if post.revision else 0, "reason": reason},
            )
        )
        Review.objects.filter(post=post, decision=Review.Decision.APPROVED, voided_at=None).update(voided_at=now)
        post.approved_digest, post.approved_by, post.approved_at = "", None, None
    post.state = PostState.RETURNED if void else PostState.APPROVED
    post.held_reason = reason[:300]
    post.version = F("version") + 1
    post.save(
        update_fields=["state", "held_reason", "approved_digest", "approved_by", "approved_at", "version"],
    )
    Delivery.objects.filter(post=post, state=DeliveryState.DUE).update(
        state=DeliveryState.CANCELLED, next_try_at=None, error=reason[:500]
    )
    entries.append(Entry(kind=Kind.POST_HELD, on=post, job=JOB, data={"reason": reason}))
    _tell_author(post)
    return entries


def has_begun(post: Post) -> bool:
    """Whether any network has it, may have it, or waits for a person to put it out."""
    return post.deliveries.filter(Q(state__in=UNDER_WAY) | ~Q(parts=[])).exists()


def people_to_ask(delivery: Delivery) -> list[User]:
    """Who can look on the network: the author and the channel's owner, or the coordinators when both have left."""
    here = Membership.objects.current().filter(service_id=delivery.post.service_id)
    wanted = {delivery.post.author_id, delivery.channel.owner_id}
    found = here.filter(user__in=wanted).select_related("user") or here.filter(
        roles__role__in=[Role.COORDINATOR, Role.SERVICE_MANAGER]
    ).select_related("user")
    return list({membership.user_id: membership.user for membership in found}.values())


def address_of(delivery: Delivery) -> str:
    """The delivery's page, for an e-mail."""
    path = reverse("posts:delivery", args=[delivery.post.service.slug, delivery.pk])
    return settings.SITE_URL.rstrip("/") + path


def _state_from(deliveries: list[Delivery], now_in: str) -> str:
    states = {delivery.state for delivery in deliveries}
    if not states:
        return now_in
    has_parts = any(delivery.parts for delivery in deliveries)
    if states & OPEN:
        return PostState.PUBLISHING if has_parts or states != {DeliveryState.DUE} else now_in
    if states == {DeliveryState.SENT}:
        return PostState.PUBLISHED
    if DeliveryState.SENT in states or has_parts:
        return PostState.PARTLY_PUBLISHED
    return PostState.FAILED if DeliveryState.FAILED in states else PostState.EXPIRED


def _entry(post: Post, deliveries: list[Delivery]) -> Entry:
    channels = ", ".join(str(delivery.channel) for delivery in deliveries if delivery.state == DeliveryState.SENT)
    if post.corrects_id:
        done = NetworkChange.objects.filter(revision__post=post, state="done").select_related("delivery__channel")
        channels = ", ".join(filter(None, [channels, *(str(change.delivery.channel) for change in done)]))
    data = {
        PostState.PUBLISHING: {},
        PostState.PUBLISHED: {"channels": channels},
        PostState.PARTLY_PUBLISHED: {"channels": channels},
        PostState.FAILED: {
            "reason": next(
                (d.error for d in deliveries if d.state == DeliveryState.FAILED and d.error), "no reason given"
            )
        },
        PostState.EXPIRED: {
            "time": times.words(post.publish_at, post.service.zone) if post.publish_at else "",
            "limit": post.late_limit_minutes,
        },
    }[post.state]
    return Entry(kind=_KINDS[post.state], on=post, job=JOB, data=data)


_KINDS = {
    PostState.PUBLISHING: Kind.POST_PUBLISHING,
    PostState.PUBLISHED: Kind.POST_PUBLISHED,
    PostState.PARTLY_PUBLISHED: Kind.POST_PARTLY_PUBLISHED,
    PostState.FAILED: Kind.POST_FAILED,
    PostState.EXPIRED: Kind.POST_EXPIRED,
}

_NEWS = {
    PostState.PARTLY_PUBLISHED: "went out on some channels only",
    PostState.FAILED: "could not be published",
    PostState.EXPIRED: "was not sent: it was too late for it",
    PostState.APPROVED: "is held back",
    PostState.RETURNED: "is held back and needs a new approval",
}


def _tell_author(post: Post) -> None:
    """Once for each time that the post was to go out."""
    if not Membership.objects.current().filter(service_id=post.service_id, user_id=post.author_id).exists():
        return
    address = settings.SITE_URL.rstrip("/") + reverse("posts:post", args=[post.service.slug, post.pk])
    why = f"\n\n{post.held_reason}" if post.held_reason else ""
    send_once(
        service=post.service,
        to=post.author,
        key=f"post:{post.pk}:{post.state}:{post.publish_at:%Y%m%d%H%M}"
        if post.publish_at
        else f"post:{post.pk}:{post.state}",
        subject=f"“{post.title}” {_NEWS[post.state]}",
        body=f"Your post “{post.title}” {_NEWS[post.state]}.{why}\n\nSee what to do next: {address}\n",
    )

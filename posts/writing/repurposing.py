"""A post used again for another audience or on other channels: which came from which, and whom it has reached (G10)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import Service, User
from channels.models import Channel
from posts import permissions, services
from posts.models import Audience, Post, PostState
from posts.publishing import changes
from posts.writing import kinds

USABLE = (
    PostState.APPROVED,
    PostState.SCHEDULED,
    PostState.PUBLISHING,
    PostState.PUBLISHED,
    PostState.PARTLY_PUBLISHED,
    PostState.EXPIRED,
    PostState.FAILED,
)
"""Somebody has approved what they say. Not what was removed: it was wrong, or out of date."""
WENT_OUT = (PostState.PUBLISHED, PostState.PARTLY_PUBLISHED)
RESTS_DAYS = 60
"""A post rests so long before it is offered again."""
DOUBLE_PRESS = dt.timedelta(minutes=1)
MOST_IN_A_TREE = 200


class NotUsable(Exception):
    """The post cannot be used again now; the text is a sentence for the person."""


@dataclass(frozen=True)
class Worth:
    """A post that is worth repeating, and why."""

    post: Post
    last_out: dt.datetime
    why: str


def worth_repeating(service: Service, now: dt.datetime, limit: int = 5) -> list[Worth]:
    """Good old posts for a gap in the calendar, the longest rested first; a bounded number of queries.

    Those of a kind that no day ages, out at least RESTS_DAYS ago on every channel that they were meant for, and not
    taken up again since. A repeat that was withdrawn counts for nothing.
    """
    since = now - dt.timedelta(days=RESTS_DAYS)
    again = Post.objects.filter(repurposed_from=OuterRef("pk")).exclude(
        state__in=[PostState.WITHDRAWN, PostState.REMOVED]
    )
    rows = (
        Post.objects.of_service(service)
        .filter(state=PostState.PUBLISHED, kind__in=kinds.TIMELESS, campaign=None, corrects=None)
        .annotate(last_out=Coalesce("published_at", "publish_at"))
        .filter(~Exists(again), last_out__lt=since)
        .for_list()
        .order_by("last_out", "pk")[:limit]
    )
    return [Worth(post, post.last_out, _why(post, now)) for post in rows]


def _why(post: Post, now: dt.datetime) -> str:
    days = (now - post.last_out).days
    ago = f"{days} days" if days < 120 else f"{days // 30} months"
    return f"{post.get_kind_display()} for {post.get_audience_display().lower()}, out {ago} ago and not used since."


def refusal_to_use_again(user: User, post: Post) -> str:
    """Why this person cannot use this post again; "" when they can."""
    if refusal := permissions.refusal_to_write(user, post.service):
        return refusal
    if post.corrects_id:
        return "This is a correction. Use the post that it corrects: its words are the corrected ones by now."
    if post.state == PostState.REMOVED:
        return "This post was removed, so it is not used again. Write a new one."
    if post.state not in USABLE:
        return "Only a post that was approved can be used again."
    return ""


@transaction.atomic
def use_again(
    post_id: int,
    *,
    by: User,
    audience: str,
    channels: Sequence[Channel],
    text: str | None = None,
    now: dt.datetime | None = None,
) -> Post:
    """A draft that says what the post says now, or `text`, for this audience on these channels, linked to the post.

    Own texts go along where the channel does, unless `text` is given. Pressed twice it makes one draft. Raises
    NotUsable and PermissionDenied.
    """
    now = now or timezone.now()
    post = Post.objects.locked(post_id)
    if refusal := permissions.refusal_to_write(by, post.service):
        raise PermissionDenied(refusal)
    if refusal := refusal_to_use_again(by, post):
        raise NotUsable(refusal)
    if audience not in Audience.values:
        raise NotUsable("Choose who the new post is for.")
    if just_made := _just_made(post, by, audience, now):
        return just_made
    old = services.written_of(changes.said_now(post), title=_title(post, audience))
    written = replace(old, audience=audience, channels=list(channels), campaign=None)
    if text is not None:
        written = replace(written, text=text, own_texts={})
    return services.create_post(service=post.service, by=by, written=written, repurposed_from=post, now=now)


def _just_made(post: Post, by: User, audience: str, now: dt.datetime) -> Post | None:
    rows = post.repurposed_as.filter(author=by, audience=audience, state=PostState.DRAFT, version=1)
    return rows.filter(created_at__gt=now - DOUBLE_PRESS).order_by("-pk").first()


def _title(post: Post, audience: str) -> str:
    """The title with the audience, where that is new."""
    if audience == post.audience:
        return post.title
    words = f" ({Audience(audience).label.lower()})"
    return post.title[: 120 - len(words)] + words


# Which came from which


@dataclass(frozen=True, kw_only=True)
class Relative:
    """A post of the tree; `depth` 0 is the first one."""

    post: Post
    depth: int
    is_this: bool
    channels: tuple[Channel, ...]
    out_at: dt.datetime | None  # when it went out; None: not yet, or never


def tree(post: Post) -> list[Relative]:
    """The whole family of a post, each after the one that it came from; only itself where there is none.

    As many queries as the family has generations, and one for the rows.
    """
    first = post
    seen = {post.pk}
    while first.repurposed_from_id and first.repurposed_from_id not in seen and len(seen) < MOST_IN_A_TREE:
        first = Post.objects.get(pk=first.repurposed_from_id)
        seen.add(first.pk)
    parents, generation = {first.pk: None}, [first.pk]
    while generation and len(parents) < MOST_IN_A_TREE:
        rows = Post.objects.filter(repurposed_from__in=generation).order_by("created_at", "pk")
        found = [(pk, parent) for pk, parent in rows.values_list("pk", "repurposed_from") if pk not in parents]
        generation = [pk for pk, _ in found]
        parents.update(found)
    if len(parents) == 1:
        return []
    rows = Post.objects.filter(pk__in=parents).for_list().in_bulk()
    return list(_in_order(first.pk, parents, rows, post.pk, 0))


def _in_order(
    pk: int, parents: dict[int, int | None], rows: dict[int, Post], this: int, depth: int
) -> Iterator[Relative]:
    post = rows[pk]
    channels = tuple(chosen.channel for chosen in post.revision.revision_channels.all())
    out_at = post.published_at or post.publish_at if post.state in WENT_OUT else None
    yield Relative(post=post, depth=depth, is_this=pk == this, channels=channels, out_at=out_at)
    for child, parent in parents.items():
        if parent == pk:
            yield from _in_order(child, parents, rows, this, depth + 1)


def reached(family: Sequence[Relative]) -> list[tuple[str, list[Relative]]]:
    """Each audience with those of the family that went out to it, audiences that nobody reached with none."""
    out = [one for one in family if one.out_at]
    return [(label, [one for one in out if one.post.audience == value]) for value, label in Audience.choices]


def channels_for(service: Service) -> list[Channel]:
    """Channels on which a new post can go out."""
    return list(Channel.objects.of_service(service).filter(Q(state="pilot") | Q(state="live")))

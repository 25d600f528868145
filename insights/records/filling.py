"""Writing down what went out, in its own words, soon after it did. Nothing here is ever changed again.

A revision is on the public record once a network has it: as a post, as a part of a thread that broke off, or as the
correction of a post. Twice does no harm: the pair of post and revision is there once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Service
from insights.models import PublishedText
from posts.models import Delivery, NetworkChange, Post, Revision

AT_ONCE = 500
LATELY = dt.timedelta(days=3)
MOST_CHARACTERS = 100_000  # PostgreSQL indexes no more than a megabyte of words
Pair = tuple[int, int]


def fill(now: dt.datetime, *, service: Service | None = None, everything: bool = False, rounds: int = 0) -> int:
    """Add what went out lately (or ever) and is not there; returns how many texts are new.

    At most so many `rounds` of AT_ONCE; 0 for all.
    """
    since, added, done = None if everything else now - LATELY, 0, 0
    while (not rounds or done < rounds) and (pairs := _missing(since, service)):
        made = _made(pairs)
        PublishedText.objects.bulk_create(made, ignore_conflicts=True)
        added, done = added + len(made), done + 1
    return added


def is_empty() -> bool:
    return not PublishedText.objects.exists()


def _missing(since: dt.datetime | None, service: Service | None) -> dict[Pair, dt.datetime]:
    """Post and revision with the time when it went out first, of what is not written down yet."""
    found: dict[Pair, dt.datetime] = {}
    for post_id, revision_id, at in [*_sent(since, service), *_corrected(since, service)]:
        pair = (post_id, revision_id)
        found[pair] = min(at, found.get(pair, at))
    return found


def _sent(since: dt.datetime | None, service: Service | None) -> Iterable[tuple[int, int, dt.datetime]]:
    known = PublishedText.objects.filter(post=OuterRef("post"), revision=OuterRef("revision"))
    rows = Delivery.objects.filter(~Exists(known))
    whole, broken_off = rows.filter(state="sent"), rows.exclude(state="sent").exclude(parts=[])
    if service:
        whole, broken_off = whole.filter(post__service=service), broken_off.filter(post__service=service)
    if since:
        whole, broken_off = whole.filter(sent_at__gte=since), broken_off.filter(due_at__gte=since)
    sent = _pairs(whole, "post", "revision", "sent_at")
    return sent if len(sent) >= AT_ONCE else [*sent, *_pairs(broken_off, "post", "revision", "due_at")]


def _corrected(since: dt.datetime | None, service: Service | None) -> Iterable[tuple[int, int, dt.datetime]]:
    known = PublishedText.objects.filter(post=OuterRef("delivery__post"), revision=OuterRef("revision"))
    rows = NetworkChange.objects.filter(~Exists(known), kind="correct", state="done", done_at__isnull=False)
    rows = rows.filter(delivery__post__service=service) if service else rows
    rows = rows.filter(done_at__gte=since) if since else rows
    return _pairs(rows.exclude(revision=None), "delivery__post", "revision", "done_at")


def _pairs(rows: QuerySet, post: str, revision: str, at: str) -> list[tuple[int, int, dt.datetime]]:
    return list(rows.order_by(at).values_list(f"{post}_id", f"{revision}_id", at)[:AT_ONCE])


def _made(pairs: dict[Pair, dt.datetime]) -> list[PublishedText]:
    wanted = Q(pk__in={revision for _, revision in pairs})
    rows = Revision.objects.filter(wanted).prefetch_related("revision_channels__channel", "revision_media__media")
    revisions = {row.pk: row for row in rows}
    services = dict(_services({post for post, _ in pairs}))
    made = []
    for (post_id, revision_id), at in pairs.items():
        parts = parts_of(revisions[revision_id])
        words = "\n".join(str(text) for _, text, _ in parts)[:MOST_CHARACTERS]
        row = PublishedText(post_id=post_id, revision_id=revision_id, out_at=at, parts=parts, words=words)
        row.service_id = services[post_id]
        made.append(row)
    return made


def _services(posts: set[int]) -> Iterable[tuple[int, int]]:
    return Post.objects.filter(pk__in=posts).order_by().values_list("pk", "service_id")


def parts_of(revision: Revision) -> list[list[str | int]]:
    """[label, text, key of its channel or 0] of everything that the public could read or hear read to them."""
    chosen, used = list(revision.revision_channels.all()), list(revision.revision_media.all())
    found: list[list[str | int]] = []
    if not chosen or any(not one.text.strip() for one in chosen):
        found.append(["Text", revision.text, 0])
    for one in chosen:
        found.append([f"On {one.channel}", one.text, one.channel_id])
        found.append([f"Warning on {one.channel}", one.warning, one.channel_id])
    card = "\n".join(filter(None, [revision.link_title, revision.link_description]))
    found += [["Link", revision.link, 0], ["What the link’s card says", card, 0]]
    for one in used:
        label = "Words for the picture" if one.media.kind == "picture" else "Words for the file"
        found.append([label, one.alt_text, 0])
    return [[label, str(text).replace("\x00", ""), key] for label, text, key in found if str(text).strip()]

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


def fill(now: dt.datetime, *, service: Service | None = None, everything: bool = False) -> int:
    """Add what went out lately (or ever) and is not there; returns how many texts are new."""
    since = None if everything or not _has_any(service) else now - LATELY
    added = 0
    while pairs := _missing(since, service):
        made = _made(pairs)
        PublishedText.objects.bulk_create(made, ignore_conflicts=True)
        added += len(made)
        if len(pairs) < AT_ONCE:
            break
    return added


def _has_any(service: Service | None) -> bool:
    rows = PublishedText.objects.filter(service=service) if service else PublishedText.objects.all()
    return rows.exists()


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
        words = "\n".join(text for _, text in parts)[:MOST_CHARACTERS]
        row = PublishedText(post_id=post_id, revision_id=revision_id, out_at=at, parts=parts, words=words)
        row.service_id = services[post_id]
        made.append(row)
    return made


def _services(posts: set[int]) -> Iterable[tuple[int, int]]:
    return Post.objects.filter(pk__in=posts).order_by().values_list("pk", "service_id")


def parts_of(revision: Revision) -> list[list[str]]:
    """[label, text] of everything that the public could read or hear read to them."""
    found = [["Text", revision.text]]
    for chosen in revision.revision_channels.all():
        found.append([f"On {chosen.channel}", chosen.text])
        found.append([f"Warning on {chosen.channel}", chosen.warning])
    card = "\n".join(filter(None, [revision.link_title, revision.link_description]))
    found += [["Link", revision.link], ["What the link’s card says", card]]
    for used in revision.revision_media.all():
        found.append(["Words for the picture" if used.media.kind == "picture" else "Words for the file", used.alt_text])
    return [[label, text.replace("\x00", "")] for label, text in found if text.strip()]

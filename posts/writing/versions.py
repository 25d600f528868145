"""What a post has said over time: its revisions, what is different between two, and an old one brought back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone

from accounts.models import User
from audit import services as audit
from audit.kinds import Kind
from channels.models import Channel, ChannelState
from policies.words import Part, word_diff
from posts import services
from posts.models import Post, Review, Revision, RevisionChannel, RevisionMedia

IN_USE = (ChannelState.PILOT, ChannelState.LIVE)


class NotRestored(Exception):
    """An old revision that cannot be brought back; the text is a sentence for the person."""


@dataclass(frozen=True, kw_only=True)
class Version:
    """A revision and what became of it."""

    revision: Revision
    is_current: bool
    approved: Review | None  # the last approval of exactly this content
    is_out: bool  # the post went out, or is approved to, with it


@dataclass(frozen=True, kw_only=True)
class Change:
    """One thing that differs between two revisions, as words taken out and put in."""

    name: str
    parts: tuple[Part, ...]


def history(post: Post) -> list[Version]:
    """The revisions, the newest first; three queries."""
    approvals = {
        review.revision_id: review
        for review in post.reviews.filter(decision=Review.Decision.APPROVED).select_related("by").order_by("at", "pk")
    }
    return [
        Version(
            revision=revision,
            is_current=revision.pk == post.revision_id,
            approved=approvals.get(revision.pk),
            is_out=bool(post.approved_digest) and revision.digest == post.approved_digest,
        )
        for revision in post.revisions.select_related("by")
    ]


def loaded(post: Post, number: int) -> Revision | None:
    """A revision of the post with all that it says."""
    rows = post.revisions.select_related("by").prefetch_related(
        Prefetch("revision_channels", RevisionChannel.objects.select_related("channel")),
        Prefetch("revision_media", RevisionMedia.objects.select_related("media")),
    )
    return rows.filter(number=number).first()


def changes(before: Revision, after: Revision) -> list[Change]:
    """What differs: the text, each channel's own text and warning, the link with its card, channels and pictures."""
    olds, news = _said(before), _said(after)
    names = list(dict.fromkeys([*news, *olds]))
    return [
        Change(name=name, parts=word_diff(olds.get(name, ""), news.get(name, "")))
        for name in names
        if olds.get(name, "") != news.get(name, "")
    ]


def _said(revision: Revision) -> dict[str, str]:
    """Everything that goes out, by the name of its place."""
    chosen = list(revision.revision_channels.all())
    used = list(revision.revision_media.all())
    said = {"Text": revision.text, "Link": revision.link, "Title of the link": revision.link_title}
    said["Description of the link"] = revision.link_description
    said["Channels"] = "\n".join(str(one.channel) for one in chosen)
    said |= {f"Text for {one.channel} only": one.text for one in chosen}
    said |= {f"Content warning on {one.channel}": one.warning for one in chosen}
    said["Pictures and files"] = "\n".join(str(one.media) for one in used)
    for one in used:
        said[f"What {one.media} shows"] = "Decorative." if one.is_decorative else one.alt_text
    return said


@transaction.atomic
def restore(post_id: int, *, number: int, by: User, version: int, now: dt.datetime | None = None) -> Post:
    """Write an old revision anew, over what the post says now; that stays in the history.

    `version` is the one that the page showed. Title, kind, audience, time and campaign stay as they are. Channels that
    are no longer in use are left out. Raises NotRestored, services.StaleForm and workflow.MoveRefused.
    """
    now = now or timezone.now()
    post = Post.objects.locked(post_id)
    old = post.revisions.filter(number=number).first()
    if old is None:
        raise NotRestored(f"This post has no revision {number}.")
    if old.digest == post.revision.digest:
        raise NotRestored(f"The post says exactly what revision {number} said, so there is nothing to bring back.")
    old.post = post
    now_chosen = post.revision.revision_channels.values_list("channel", flat=True)
    usable = Channel.objects.of_service(post.service).filter(state__in=IN_USE).values_list("pk", flat=True)
    written = services.written_of(old, title=post.title, channel_ids={*now_chosen, *usable})
    written = replace(written, publish_on=post.publish_on, publish_time=post.publish_time)
    saved = services.save_post(post.pk, by=by, version=version, written=written, now=now)
    audit.record(Kind.POST_RESTORED, on=saved, actor=by, data={"restored": number}, now=now)
    return saved

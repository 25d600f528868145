"""Posts in every state, with their revisions, reviews, deliveries and attempts."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db.models import OuterRef, Subquery

from audit.kinds import Kind
from insights.demo.texts import POSTS
from insights.load.place import DAYS, EVENTS_EVERY, MINUTE, Place, add
from posts.content import ChannelText, Content, digest
from posts.models import Attempt, Delivery, Post, Review, Revision, RevisionChannel

POST_STATES = (  # a share of a thousand each
    ("published", 900), ("withdrawn", 20), ("expired", 10), ("failed", 10), ("draft", 20),
    ("submitted", 10), ("returned", 5), ("approved", 5), ("scheduled", 20),
)  # fmt: skip
APPROVED = ("published", "expired", "failed", "approved", "scheduled")


def make_posts(place: Place, count: int) -> list[Delivery]:
    """So many posts; the deliveries of them that are out."""
    states = place.dice.choices([s for s, _ in POST_STATES], [n for _, n in POST_STATES], k=count)
    drafts = [_post(place, number, state) for number, state in enumerate(states)]
    posts = add(Post, [post for post, _ in drafts])
    revisions = add(
        Revision,
        [
            Revision(post=post, number=1, text=content.text, digest=digest(content), by=post.author, at=post.created_at)
            for post, content in drafts
        ],
    )
    add(
        RevisionChannel,
        [
            RevisionChannel(revision=revision, channel_id=chosen.channel_id)
            for revision, (_, content) in zip(revisions, drafts, strict=True)
            for chosen in content.channels
        ],
    )
    newest = Revision.objects.filter(post=OuterRef("pk")).values("pk")[:1]
    Post.objects.filter(service=place.service).update(revision=Subquery(newest))
    add(Review, [_review(place, post, rev) for post, rev in zip(posts, revisions, strict=True) if post.approved_by_id])
    deliveries = add(
        Delivery,
        [
            _delivery(post, revision, chosen.channel_id)
            for revision, (post, content) in zip(revisions, drafts, strict=True)
            if post.state in ("published", "expired", "failed", "scheduled")
            for chosen in content.channels
        ],
    )
    by_itself = place.channels[0].pk
    add(
        Attempt,
        [
            Attempt(delivery=one, number=1, started_at=one.sent_at, finished_at=one.sent_at, outcome="accepted")
            for one in deliveries
            if one.sent_at and one.channel_id == by_itself
        ],
    )
    for post in posts[::EVENTS_EVERY]:
        _tell_of_post(place, post)
    return [one for one in deliveries if one.sent_at]


def _post(place: Place, number: int, state: str) -> tuple[Post, Content]:
    dice, told = place.dice, POSTS[number % len(POSTS)]
    is_ahead = state in ("draft", "submitted", "returned", "approved", "scheduled")
    day = dice.uniform(1, 30) if is_ahead else -dice.uniform(0.5, DAYS - 10)
    at = (place.now + dt.timedelta(days=day)).replace(minute=0, second=0, microsecond=0)
    local = place.service.local(at)
    created = min(at, place.now) - dt.timedelta(days=dice.uniform(1, 5))
    approved_at = created + 20 * MINUTE if state in APPROVED else None
    content = Content(
        text=f"{told.text} ({number})",
        channels=tuple(ChannelText(channel_id=one.pk, network=one.network) for one in place.channels[:2]),
    )
    post = Post(
        service=place.service,
        title=f"{told.title} {number}",
        kind=told.kind,
        audience=told.audience,
        author=place.coordinator,
        state=state,
        approved_digest=digest(content) if approved_at else "",
        approved_by=place.people["Line Manager"] if approved_at else None,
        approved_at=approved_at,
        submitted_at=None if state == "draft" else created + 10 * MINUTE,
        publish_on=local.date(),
        publish_time=local.time(),
        publish_at=at,
        published_at=at if state == "published" else None,
        created_at=created,
        edited_at=approved_at or created,
    )
    return post, content


def _review(place: Place, post: Post, revision: Revision) -> Review:
    return Review(
        post=post,
        revision=revision,
        digest=revision.digest,
        decision="approved",
        policy_version=place.version,
        by=place.people["Line Manager"],
        at=post.approved_at,
    )


def _delivery(post: Post, revision: Revision, channel_id: int) -> Delivery:
    state = {"published": "sent", "scheduled": "due"}.get(post.state, post.state)
    is_out = state == "sent"
    return Delivery(
        post=post,
        channel_id=channel_id,
        revision=revision,
        digest=revision.digest,
        state=state,
        due_at=post.publish_at,
        tries=1 if is_out else 0,
        sent_at=post.publish_at if is_out else None,
        remote_id=str(uuid.uuid4()) if is_out else "",
        error="" if is_out or state == "due" else "It was too late.",
    )


def _tell_of_post(place: Place, post: Post) -> None:
    place.tell(post.created_at, Kind.POST_CREATED, post, post.author)
    if post.submitted_at:
        place.tell(post.submitted_at, Kind.POST_SUBMITTED, post, post.author, revision=1)
    if post.approved_at:
        place.tell(post.approved_at, Kind.POST_APPROVED, post, post.approved_by, revision=1, policy="2.0")
    if post.published_at:
        place.tell(post.published_at, Kind.POST_PUBLISHED, post, channels="Sandbox, Facebook")

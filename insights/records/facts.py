"""What became of published texts: where each was out and since when, who approved it, what was corrected or removed."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from channels.models import Channel
from insights.models import PublishedText
from insights.records.search import STATES
from posts.models import Delivery, NetworkChange, Review


@dataclass(frozen=True)
class Place:
    """One network that had the text; `url` only while it is there."""

    channel: Channel
    since: dt.datetime
    until: dt.datetime | None = None
    ended_by: str = ""  # "removed" or "corrected"
    why: str = ""
    url: str = ""


@dataclass(frozen=True)
class Facts:
    text: PublishedText
    places: list[Place]
    state: str
    approval: Review | None

    @property
    def state_label(self) -> str:
        return STATES[self.state]

    @property
    def parts(self) -> list[tuple[str, str]]:
        """Label and words of what the public could read: a channel's own text only where that channel had it."""
        out = {place.channel.pk for place in self.places}
        return [(label, text) for label, text, key in self.text.parts if not key or key in out]

    def approved(self, *, with_names: bool) -> str:
        """Who approved this very text, in a sentence."""
        review = self.approval
        if review is None:
            return "No approval of this text is on record."
        at = f"{self.text.service.local(review.at):%-d %b %Y}"
        if review.by_author:
            return f"Approved on {at} by its author, after the cooling-off time."
        return f"Approved on {at} by {review.by if with_names else 'somebody else than its author'}."


def of(texts: Iterable[PublishedText]) -> list[Facts]:
    """In the order of the texts; three queries, however many they are. Each has its service, post and revision."""
    texts = list(texts)
    posts = {text.post_id for text in texts}
    deliveries = _by_post(posts)
    changes = _by_delivery(posts)
    approvals = _approvals({text.revision.post_id for text in texts})
    return [_facts(text, deliveries[text.post_id], changes, approvals) for text in texts]


def _by_post(posts: set[int]) -> dict[int, list[Delivery]]:
    found: dict[int, list[Delivery]] = defaultdict(list)
    rows = Delivery.objects.filter(Q(state="sent") | ~Q(parts=[]), post__in=posts).select_related("channel")
    for row in rows.order_by("due_at", "pk"):
        found[row.post_id].append(row)
    return found


def _by_delivery(posts: set[int]) -> dict[int, list[NetworkChange]]:
    found: dict[int, list[NetworkChange]] = defaultdict(list)
    rows = NetworkChange.objects.filter(delivery__post__in=posts, state="done", done_at__isnull=False)
    for row in rows.order_by("done_at", "pk"):
        found[row.delivery_id].append(row)
    return found


def _approvals(posts: set[int]) -> dict[tuple[int, str], Review]:
    """The last approval of each digest of these posts."""
    rows = Review.objects.filter(post__in=posts, decision=Review.Decision.APPROVED).select_related("by")
    return {(row.post_id, row.digest): row for row in rows.order_by("at", "pk")}


def _facts(
    text: PublishedText,
    deliveries: list[Delivery],
    changes: dict[int, list[NetworkChange]],
    approvals: dict[tuple[int, str], Review],
) -> Facts:
    places = [place for one in deliveries if (place := _place(text, one, changes[one.pk]))]
    return Facts(
        text=text,
        places=places,
        state=_state(text, deliveries, changes),
        approval=approvals.get((text.revision.post_id, text.revision.digest)),
    )


def _place(text: PublishedText, delivery: Delivery, changes: list[NetworkChange]) -> Place | None:
    """Since when and until when a network showed this very text; None when it never did."""
    corrections = [one for one in changes if one.kind == "correct"]
    if delivery.revision_id == text.revision_id:
        since = delivery.sent_at or delivery.due_at
        later = corrections
    else:
        put_there = next((one for one in corrections if one.revision_id == text.revision_id), None)
        if put_there is None or put_there.done_at is None:
            return None
        since = put_there.done_at
        later = corrections[corrections.index(put_there) + 1 :]
    if later:
        return Place(delivery.channel, since, later[0].done_at, "corrected", later[0].reason)
    if delivery.removed_at:
        removal = next((one for one in reversed(changes) if one.kind == "remove"), None)
        why = removal.reason if removal else text.post.removal_reason
        return Place(delivery.channel, since, delivery.removed_at, "removed", why)
    return Place(delivery.channel, since, url=delivery.remote_url)


def _state(text: PublishedText, deliveries: list[Delivery], changes: dict[int, list[NetworkChange]]) -> str:
    """As the search reckons it (insights.records.search), of rows that are here already."""
    if all(one.removed_at for one in deliveries):
        return "removed"
    corrected = any(
        change.kind == "correct" and change.done_at and change.done_at >= text.out_at
        for one in deliveries
        for change in changes[one.pk]
        if change.revision_id != text.revision_id
    )
    return "corrected" if corrected else "out"

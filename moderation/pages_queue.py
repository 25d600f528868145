"""What the inbox's list shows, worked out from rows: which comments, how many behind each filter, one line each."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from accounts.models import Service, User
from moderation import moves, words
from moderation.models import Comment, CommentState
from moderation.querysets import CommentQuerySet

EXCERPT = 160


def filtered(service: Service, user: User, chosen: dict[str, Any], now: dt.datetime) -> CommentQuerySet:
    """The comments that a filter asks for, in the order in which they are to be read."""
    rows = Comment.objects.visible_to(user).of_service(service)
    show = chosen.get("show", "open")
    if show == "closed":
        rows = rows.done().order_by("-closed_at", "-pk")
    elif show == "escalated":
        rows = rows.filter(state=CommentState.ESCALATED).in_order()
    elif show == "mine":
        rows = rows.open().held_by(user, now).in_order()
    else:
        rows = rows.open().in_order()
    if category := chosen.get("category"):
        rows = rows.filter(category="" if category == "unsorted" else category)
    if channel := chosen.get("channel"):
        rows = rows.filter(channel=channel)
    return rows.select_related("channel", "claimed_by")


def counts(service: Service, user: User, now: dt.datetime) -> dict[str, int]:
    """How many comments stand behind each filter, and how many are kept from this person, in one query."""
    seen = Q(kept_from=None) | ~Q(kept_from=user)
    return (
        Comment.objects.of_service(service)
        .open()
        .filter(closed_at=None)  # what the index of the queue holds
        .aggregate(
            open=Count("pk", filter=seen),
            mine=Count("pk", filter=seen & Q(claimed_by=user, claimed_until__gte=now)),
            escalated=Count("pk", filter=seen & Q(state=CommentState.ESCALATED)),
            late=Count("pk", filter=seen & Q(due_at__lt=now, clock_stopped_at=None)),
            kept=Count("pk", filter=Q(kept_from=user)),
        )
    )


def tabs(numbers: dict[str, int], here: str) -> list[dict[str, Any]]:
    labels = {"open": "Open", "mine": "Mine", "escalated": "With the lead", "closed": "Closed"}
    return [
        {"value": value, "label": label, "count": numbers.get(value), "here": value == here}
        for value, label in labels.items()
    ]


def queue_entry(comment: Comment, user: User, now: dt.datetime, here: int | None, query: str) -> dict[str, Any]:
    """A line of the queue, as components/queue_list.html takes it."""
    entry: dict[str, Any] = {
        "priority": comment.priority,
        "kind": words.kind(comment.category, comment.flags, is_public=comment.is_public),
        "url": reverse("inbox:comment", args=[comment.service.slug, comment.pk]) + (f"?{query}" if query else ""),
        "text": comment.text[:EXCERPT],
        "network": comment.channel.network,
        "network_name": comment.channel.get_network_display(),
        "here": comment.pk == here,
    }
    if comment.state not in moves.OPEN:
        closed = comment.closed_at or comment.received_at
        return entry | {"clock": words.moment(closed, now, comment.service.zone), "who": comment.get_state_display()}
    held = comment.claimed_by_id and comment.claimed_until and comment.claimed_until >= now
    entry["who"] = ("yours" if comment.claimed_by_id == user.pk else str(comment.claimed_by)) if held else "nobody yet"
    if comment.state == CommentState.ESCALATED:
        entry["who"] = "with the safeguarding lead"
    return entry | _queue_clock(comment, now)


def _queue_clock(comment: Comment, now: dt.datetime) -> dict[str, str]:
    if comment.clock_stopped_at:
        return {"clock": "hidden" if comment.hidden_at else "in time"}
    if comment.statutory_due_on and comment.priority >= 2:
        return {"clock": words.day(comment.statutory_due_on)}
    if comment.due_at is None:
        return {"clock": ""}
    if comment.due_at < now:
        return {"clock": f"{words.length(now - comment.due_at)} over", "clock_kind": "now"}
    if comment.priority <= 1 and comment.due_at - now < dt.timedelta(hours=2):
        return {"clock": f"{words.length(comment.due_at - now)} left", "clock_kind": "now"}
    is_today = comment.service.local(comment.due_at).date() == comment.service.local(now).date()
    text = words.moment(comment.due_at, now, comment.service.zone)
    return {
        "clock": text if is_today or comment.priority <= 1 else text.split(",")[0],
        "clock_kind": "soon" if is_today else "",
    }

"""What the inbox's list shows, worked out from rows: which comments, how many behind each filter, one line each."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.db.models import IntegerField, Subquery
from django.urls import reverse

from accounts.models import Service, User
from moderation import moves, words
from moderation.classify.labels import Category, Flag
from moderation.models import Comment, CommentState
from moderation.querysets import CLOSED_LAST, MOST_URGENT, NEWEST, CommentQuerySet

EXCERPT = 160
NO_WORDS = "Its words are no longer kept."
MOST_COUNTED = 99  # beyond it people read "99+": no number on the page grows dearer with the inbox
TABS = {
    "open": "Open",
    "mine": "Mine",
    "escalated": "With the lead",
    "waiting": "Waiting",
    "closed": "Closed",
}
ABUSIVE = "Abusive: open to read"


class Counted(Subquery):
    """How many rows a query has, as one value beside others."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


def shown(
    service: Service, user: User, chosen: dict[str, Any], now: dt.datetime
) -> tuple[CommentQuerySet, tuple[str, ...]]:
    """The comments that a filter asks for, and the order in which they are to be read."""
    rows = Comment.objects.visible_to(user).of_service(service)
    show = chosen.get("show", "open")
    order = {"closed": CLOSED_LAST, "all": NEWEST}.get(show, MOST_URGENT)
    rows = of_tab(rows, show, user, now)
    if category := chosen.get("category"):
        rows = rows.filter(category="" if category == "unsorted" else category)
    if flag := chosen.get("flag"):
        rows = rows.flagged(flag)
    if channel := chosen.get("channel"):
        rows = rows.filter(channel=channel)
    if typed := chosen.get("q"):
        rows = rows.searching(typed, service)
    return rows.sorted_by(order).select_related("channel", "claimed_by"), order


def of_tab(rows: CommentQuerySet, show: str, user: User, now: dt.datetime) -> CommentQuerySet:
    if show == "all":
        return rows
    if show == "closed":
        return rows.done()
    rows = rows.open()
    if show == "mine":
        return rows.of_person(user, now)
    if show in ("escalated", "waiting"):
        return rows.filter(state=show)
    if show == "late":
        return rows.filter(due_at__lt=now, clock_stopped_at=None)
    if show == "unsorted":
        return rows.filter(category="")
    return rows


def counts(service: Service, user: User, now: dt.datetime, since: dt.datetime | None = None) -> dict[str, int]:
    """How many comments stand behind each filter, how many came in `since`; nothing of those kept from this person.

    One query; each number is counted to 100 at most.
    """
    rows = Comment.objects.of_service(service).not_kept_from(user)
    wanted = {show: of_tab(rows, show, user, now) for show in ("open", "mine", "escalated", "waiting", "late")}
    wanted["unsorted"] = of_tab(rows, "unsorted", user, now)
    if since is not None:
        wanted["new"] = rows.open().filter(received_at__gt=since)
        wanted["new_urgent"] = wanted["new"].filter(priority__lte=1)
    columns = {
        f"number_{name}": Counted(query.order_by().values("pk")[: MOST_COUNTED + 1]) for name, query in wanted.items()
    }
    found = Service.objects.filter(pk=service.pk).annotate(**columns).values(*columns).get()
    return {name.removeprefix("number_"): number for name, number in found.items()}


def in_words(number: int) -> str:
    return f"{MOST_COUNTED}+" if number > MOST_COUNTED else str(number)


def news(numbers: dict[str, int]) -> str:
    """ "2 new comments, 1 urgent"; "" when nothing came in."""
    new, urgent = numbers.get("new", 0), numbers.get("new_urgent", 0)
    if not new:
        return ""
    text = "1 new comment" if new == 1 else f"{in_words(new)} new comments"
    if urgent:
        text += ", urgent" if new == 1 else f", {in_words(urgent)} urgent"
    return text


def tabs(numbers: dict[str, int], here: str) -> list[dict[str, Any]]:
    return [
        {
            "value": value,
            "label": label,
            "count": in_words(numbers[value]) if value in numbers else None,
            "here": value == here,
        }
        for value, label in TABS.items()
    ]


def is_for_bulk(chosen: dict[str, Any], comments: list[Comment]) -> bool:
    """Whether boxes stand before the comments: only in a list of trolls or spam, where one of them is open."""
    is_narrow = chosen.get("category") == Category.TROLL or chosen.get("flag") == Flag.SPAM
    return is_narrow and any(comment.state in moves.OPEN for comment in comments)


def queue_entry(
    comment: Comment, user: User, now: dt.datetime, here: int | None, query: str, *, blurs: bool = True
) -> dict[str, Any]:
    """A line of the queue, as components/queue_list.html takes it. Abuse is not shown there to who wants none."""
    is_gone = comment.state == "purged"
    is_abusive = words.is_abusive(comment.category, comment.flags) and not is_gone
    entry: dict[str, Any] = {
        "pk": comment.pk,
        "priority": comment.priority,
        "kind": words.kind(comment.category, comment.flags, is_public=comment.is_public),
        "url": reverse("inbox:comment", args=[comment.service.slug, comment.pk]) + (f"?{query}" if query else ""),
        "text": ABUSIVE if blurs and is_abusive else NO_WORDS if is_gone else comment.text[:EXCERPT],
        "is_kept_out": blurs and is_abusive,
        "network": comment.channel.network,
        "network_name": comment.channel.get_network_display(),
        "here": comment.pk == here,
        "is_open": comment.state in moves.OPEN,
    }
    if comment.state not in moves.OPEN:
        closed = comment.closed_at or comment.received_at
        return entry | {"clock": words.moment(closed, now, comment.service.zone), "who": comment.get_state_display()}
    held = comment.claimed_by_id and comment.claimed_until and comment.claimed_until >= now
    entry["who"] = ("yours" if comment.claimed_by_id == user.pk else str(comment.claimed_by)) if held else "nobody yet"
    if comment.state == CommentState.ESCALATED:
        entry["who"] = "with the safeguarding lead"
    if comment.not_shown_since:
        entry["who"] += ", not shown to us now"
    return entry | _queue_clock(comment, now)


def address(service: Service, chosen: dict[str, Any], **more: Any) -> str:
    """The address of the list with this filter."""
    query = urlencode({name: value for name, value in {**chosen, **more}.items() if value})
    return reverse("inbox:queue", args=[service.slug]) + (f"?{query}" if query else "")


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
    due, today = comment.service.local(comment.due_at), comment.service.local(now).date()
    text = words.moment(comment.due_at, now, comment.service.zone)
    if due.date() == today:
        return {"clock": text, "clock_kind": "soon"}
    if comment.priority > 1:
        return {"clock": text.split(",")[0]}
    return {"clock": f"{due:%a %H:%M}" if due.date() - today < dt.timedelta(days=7) else text}

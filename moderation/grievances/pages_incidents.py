"""What the pages of incidents, complaints, blocks and appeals show, as plain values for data_table and the like."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count, Max, QuerySet
from django.urls import reverse

from accounts.models import Service, User
from moderation.conduct import appeals, blocking
from moderation.grievances import complaints
from moderation.models import Appeal, Block, Comment, Complaint, Incident
from moderation.querysets import is_kept_from

Row = list[dict[str, Any]]


def day(on: dt.date) -> str:
    return f"{on.day} {on:%b %Y}"


def cell(text: object, label: str = "", **more: Any) -> dict[str, Any]:
    return {"text": str(text), "label": label} | more


def counted(rows: QuerySet[Incident], user: User) -> QuerySet[Incident]:
    """Incidents with the number of their comments that this person may see, and when the last one came."""
    seen = ~is_kept_from(user, "comments")
    return rows.annotate(
        number=Count("comments", filter=seen, distinct=True), last_at=Max("comments__received_at", filter=seen)
    )


INCIDENT_HEADS = [
    {"label": "What it is about"},
    {"label": "Comments", "number": True},
    {"label": "Last one"},
    {"label": "Public post"},
    {"label": "State"},
]


def incident_row(incident: Incident, service: Service) -> Row:
    post = incident.public_post
    return [
        cell(incident.title, head=True, url=reverse("inbox:incident", args=[service.slug, incident.pk])),
        cell(incident.number, "Comments", number=True),
        cell(day(service.local(incident.last_at)) if incident.last_at else "none", "Last one"),
        cell(post.get_state_display() if post else "none", "Public post", state=post.state if post else ""),
        cell(
            "Closed" if incident.closed_at else "Open",
            "State",
            state="closed" if incident.closed_at else "submitted",
        ),
    ]


COMPLAINT_HEADS = [
    {"label": "Complaint"},
    {"label": "About"},
    {"label": "Handled by"},
    {"label": "Next"},
    {"label": "State"},
]


def complaint_state(complaint: Complaint, today: dt.date) -> tuple[str, str]:
    """The state tag's shape and word."""
    following = complaints.next_step(complaint)
    if following is None:
        return "done", complaint.get_outcome_display()
    if following[1] < today:
        return "overdue", "Late"
    return ("claimed", "Acknowledged") if complaint.acknowledged_on else ("submitted", "New")


def complaint_row(complaint: Complaint, service: Service, today: dt.date) -> Row:
    following, (shape, word) = complaints.next_step(complaint), complaint_state(complaint, today)
    name = complaint.number + (", second stage" if complaint.stage == 2 else "")
    return [
        cell(name, head=True, url=reverse("inbox:complaint", args=[service.slug, complaint.pk])),
        cell(complaint.incident.title, "About"),
        cell(complaint.handled_by, "Handled by"),
        cell(
            f"{following[0]} by {day(following[1])}" if following else f"Answered {day(complaint.answered_on)}", "Next"
        ),
        cell(word, "State", state=shape),
    ]


BLOCK_HEADS = [
    {"label": "Writer"},
    {"label": "Where"},
    {"label": "Breaches", "number": True},
    {"label": "Until"},
    {"label": "State"},
]


def block_state(block: Block, today: dt.date) -> tuple[str, str]:
    if block.state == Block.State.DECLINED:
        return "closed", "Not blocked"
    if block.lifted_at:
        return "ended", "Ended"
    if blocking.ends_by_hand(block, today):
        return "by_hand", "To be ended by hand"
    if block.state == Block.State.ASKED and not blocking.is_automatic(block):
        return "by_hand", "To be done by hand"
    shape = {"proposed": "submitted", "asked": "sending", "done": "in_force", "by_hand": "in_force", "failed": "failed"}
    word = {"done": "Blocked", "by_hand": "Blocked, by hand"}.get(block.state, block.get_state_display())
    return shape[block.state], word


def block_row(block: Block, service: Service, today: dt.date) -> Row:
    shape, word = block_state(block, today)
    return [
        cell(
            block.author_handle or "no longer kept",
            head=True,
            url=reverse("inbox:block", args=[service.slug, block.pk]),
        ),
        cell(block.channel.get_network_display(), "Where", network=block.channel.network),
        cell(len(block.breaches), "Breaches", number=True),
        cell(day(service.local(block.lifted_at) if block.lifted_at else block.ends_on), "Until"),
        cell(word, "State", state=shape),
    ]


APPEAL_HEADS = [
    {"label": "About"},
    {"label": "Came in"},
    {"label": "Due"},
    {"label": "State"},
]


def appeal_about(appeal: Appeal) -> str:
    """What it is about, without anybody's words or name."""
    if appeal.comment_id:
        return f"A comment on {appeal.comment.channel.get_network_display()}"
    if appeal.block_id:
        return f"A block on {appeal.block.channel.get_network_display()}"
    return "Not found yet, by the public form"


def appeal_state(appeal: Appeal, today: dt.date) -> tuple[str, str]:
    if appeal.decision:
        if appeals.still_to_undo(appeal):
            return "by_hand", "Upheld, still to be undone"
        return ("done", "Upheld") if appeal.decision == appeals.UPHELD else ("closed", "Stays as it is")
    return ("overdue", "Late") if appeal.due_on < today else ("submitted", "To be decided")


def appeal_row(appeal: Appeal, service: Service, today: dt.date) -> Row:
    shape, word = appeal_state(appeal, today)
    return [
        cell(appeal_about(appeal), head=True, url=reverse("inbox:appeal", args=[service.slug, appeal.pk])),
        cell(f"{day(service.local(appeal.received_at))}, {appeal.came_by}", "Came in"),
        cell(day(appeal.due_on), "Due"),
        cell(word, "State", state=shape),
    ]


def first_of(incident: Incident, user: User) -> Comment | None:
    """The comment of the incident that is still to be answered with the public post, if this person may see it."""
    rows = Comment.objects.visible_to(user).filter(incident=incident, visibility="public").open()
    return rows.filter(steps__key="incident", steps__state="done").order_by("steps__at", "pk").first()

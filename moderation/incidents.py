"""Incidents: what one writer says about one grievance, kept together, and answered in public once (G18, W8)."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from audit import services as audit
from audit.kinds import Kind
from moderation import moves, permissions
from moderation.models import Comment, Incident
from moderation.moves import MoveRefused
from posts import services as posts
from posts.models import Post


def open_or_join(comment: Comment, *, title: str, by: User, now: dt.datetime) -> Incident:
    """Put the comment into the writer's open incident, or open one. Within the caller's transaction."""
    if comment.incident_id:
        return comment.incident
    incident = moves.open_incident_of(comment)
    if incident is None:
        title = title.strip()
        if not title:
            raise MoveRefused("Write in a few words what it is about. No names: colleagues see it in lists.")
        incident = _opened(comment, title, by, now)
    else:
        audit.record(Kind.INCIDENT_JOINED, on=incident, actor=by, data={"comment": comment.pk}, now=now)
    comment.incident = incident
    comment.save(update_fields=["incident"])
    return incident


def _opened(comment: Comment, title: str, by: User, now: dt.datetime) -> Incident:
    try:
        with transaction.atomic():
            incident = Incident.objects.create(
                service=comment.service,
                category=comment.category,
                title=moves.without_writer(title, comment)[:120],
                channel=comment.channel,
                author_handle=comment.author_handle,
                opened_by=by,
                opened_at=now,
            )
    except IntegrityError as error:  # a colleague was faster, with another comment of the same writer
        raise MoveRefused("A colleague has just opened an incident for this writer. Join it instead.") from error
    audit.record(Kind.INCIDENT_OPENED, on=incident, actor=by, now=now)
    return incident


def draft_public_post(comment: Comment, *, text: str, by: User, now: dt.datetime) -> Post:
    """Draft the one public post that answers the incident; the line manager approves it like any other.

    Within the caller's transaction. A second one is refused, whoever is faster.
    """
    if comment.incident_id is None:
        raise MoveRefused("First put the comment into an incident.")
    incident = Incident.objects.select_for_update().get(pk=comment.incident_id)
    if incident.public_post_id is not None:
        raise MoveRefused("This grievance has its one public post already. We answer once.")
    written = posts.Written(
        title=f"Answer to a grievance: {incident.title}"[:120], text=text, channels=[comment.channel]
    )
    post = posts.create_post(service=comment.service, by=by, written=written, now=now)
    incident.public_post = post
    incident.save(update_fields=["public_post"])
    audit.record(Kind.INCIDENT_ANSWERED, on=incident, actor=by, data={"post": post.pk}, now=now)
    return post


@transaction.atomic
def close_incident(incident_id: int, *, by: User, outcome: str, now: dt.datetime | None = None) -> Incident:
    """Close an incident when none of its comments is open. Raises PermissionDenied or MoveRefused."""
    now = now or timezone.now()
    incident = Incident.objects.select_for_update(of=("self",)).select_related("service").get(pk=incident_id)
    if refusal := permissions.refusal_to_read(by, incident.service):
        raise PermissionDenied(refusal)
    if refusal := permissions.refusal_unread(by, incident.service, now):
        raise MoveRefused(refusal)
    if incident.closed_at:
        raise MoveRefused("This incident is closed.")
    if still_open := Comment.objects.filter(incident=incident).open().count():
        raise MoveRefused(f"Close its comments first: {still_open} still open.")
    incident.outcome = moves.reason_given(outcome, "Write how it ended.")[:300]
    incident.closed_at = now
    incident.save(update_fields=["outcome", "closed_at"])
    audit.record(Kind.INCIDENT_CLOSED, on=incident, actor=by, data={"outcome": "its comments are closed"}, now=now)
    return incident

"""Legal holds: what must not be purged or erased, and why. Their reasons stay with the hold and in no event."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Service, User
from audit import services as audit
from audit.kinds import Kind
from channels.models import Channel
from moderation import moves, permissions
from moderation.keeping import blockers
from moderation.keeping.traces import HASHED
from moderation.models import Comment, CommentState, Incident, LegalHold
from moderation.moves import MoveRefused

FARTHEST = dt.timedelta(days=366)


def running(service: Service) -> QuerySet[LegalHold]:
    rows = LegalHold.objects.of_service(service).filter(ended_at=None)
    return rows.select_related("comment", "incident", "channel", "opened_by").order_by("look_again_on", "pk")


def on_comment(comment: Comment) -> list[LegalHold]:
    """The holds that keep this comment: its own, its incident's, its writer's."""
    mine = Q(comment=comment) | Q(channel=comment.channel_id, author_handle__iexact=comment.author_handle)
    mine |= Q(channel=comment.channel_id, author_handle__in=_spellings(comment.author_handle))
    if comment.incident_id:
        mine |= Q(incident=comment.incident_id)
    found = LegalHold.objects.filter(mine, service=comment.service_id, ended_at=None)
    return list(found.select_related("opened_by").order_by("look_again_on"))


def _spellings(handle: str) -> list[str]:
    bare = handle.strip().lstrip("@")
    return [bare, f"@{bare}", bare.casefold(), f"@{bare.casefold()}"]


def what(hold: LegalHold) -> str:
    """What it is on, in words that name no person."""
    if hold.comment_id:
        return f"comment {hold.comment_id}"
    return f"incident {hold.incident_id}" if hold.incident_id else "all comments of one writer"


@transaction.atomic
def place(
    service: Service,
    *,
    by: User,
    reason: str,
    look_again_on: dt.date,
    comment: Comment | None = None,
    incident: Incident | None = None,
    channel: Channel | None = None,
    author_handle: str = "",
    now: dt.datetime | None = None,
) -> LegalHold:
    """Place a hold on one comment, one incident, or all of one writer. Raises PermissionDenied or MoveRefused.

    It waits for a purge that runs: what is still there afterwards is held.
    """
    now = now or timezone.now()
    refuse(by, service)
    reason = moves.reason_given(reason, "Write why it must be kept.")[:300]
    _fits(look_again_on, service, now)
    handle = author_handle.strip()
    if [comment is not None, incident is not None, bool(channel and handle)].count(True) != 1:
        raise MoveRefused("Choose one comment, one incident, or one writer on a channel.")
    service = blockers.locked(service)
    if comment is not None:
        comment = Comment.objects.of_service(service).get(pk=comment.pk)
        if comment.state == CommentState.PURGED:
            raise MoveRefused("This comment’s words are gone already.")
    if handle.startswith(HASHED):
        raise MoveRefused("Type the writer’s handle.")
    if running(service).filter(comment=comment, incident=incident, channel=channel, author_handle=handle).exists():
        raise MoveRefused("There is a hold on this already.")
    hold = LegalHold.objects.create(
        service=service,
        comment=comment,
        incident=incident,
        channel=channel,
        author_handle=handle,
        reason=reason,
        opened_by=by,
        opened_at=now,
        look_again_on=look_again_on,
    )
    audit.record(Kind.HOLD_PLACED, on=_on(hold), actor=by, data={"what": what(hold), "hold": hold.pk}, now=now)
    return hold


@transaction.atomic
def still_needed(hold_id: int, *, by: User, look_again_on: dt.date, now: dt.datetime | None = None) -> LegalHold:
    """Somebody looked: it is still needed, until it is looked at again."""
    now = now or timezone.now()
    hold = _open(hold_id, by)
    _fits(look_again_on, hold.service, now)
    hold.look_again_on = look_again_on
    hold.save(update_fields=["look_again_on"])
    data = {"what": what(hold), "hold": hold.pk, "day": f"{look_again_on:%-d %b %Y}"}
    audit.record(Kind.HOLD_MOVED, on=_on(hold), actor=by, data=data, now=now)
    return hold


@transaction.atomic
def end(hold_id: int, *, by: User, reason: str, now: dt.datetime | None = None) -> LegalHold:
    """End a hold, with the reason. What is due goes with the next nightly run."""
    now = now or timezone.now()
    hold = _open(hold_id, by)
    hold.end_reason = moves.reason_given(reason, "Write why it is no longer needed.")[:300]
    hold.ended_by, hold.ended_at = by, now
    hold.save(update_fields=["end_reason", "ended_by", "ended_at"])
    audit.record(Kind.HOLD_ENDED, on=_on(hold), actor=by, data={"what": what(hold), "hold": hold.pk}, now=now)
    return hold


def refuse(by: User, service: Service) -> None:
    if reason := permissions.refusal_to_keep(by, service):
        raise PermissionDenied(reason)


def _open(hold_id: int, by: User) -> LegalHold:
    rows = LegalHold.objects.select_for_update(of=("self",)).select_related("service", "comment", "incident")
    hold = rows.get(pk=hold_id)
    refuse(by, hold.service)
    if hold.ended_at:
        raise MoveRefused("This hold has ended already.")
    return hold


def _on(hold: LegalHold) -> Comment | Incident | LegalHold:
    """Whose history tells of it."""
    return hold.comment or hold.incident or hold


def _fits(day: dt.date, service: Service, now: dt.datetime) -> None:
    today = service.today(now)
    if not today < day <= today + FARTHEST:
        raise MoveRefused("Choose a day within the next year on which somebody looks at the hold again.")

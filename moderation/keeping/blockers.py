"""What stops the purge and an erasure whatever the period says: legal holds, and open requests of the writer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from accounts.models import Service
from moderation.models import Block, Comment, CommentState, DataRequest, LegalHold

Writer = tuple[int, str]  # channel id, handle as handles are compared

HELD = "a legal hold"
ASKED = "an open request of its writer"


def plain(handle: str) -> str:
    """A handle as handles are compared: without its @, in small letters."""
    return handle.strip().lstrip("@").casefold()


@dataclass(frozen=True, kw_only=True)
class Blockers:
    """All of one service, read once for many comments."""

    comments: frozenset[int]
    incidents: frozenset[int]
    writers: frozenset[Writer]
    asking: frozenset[Writer]

    def reason(self, comment: Comment) -> str:
        """Why this comment stays; "" when nothing stops it."""
        if comment.pk in self.comments or comment.incident_id in self.incidents:
            return HELD
        return self.reason_of_writer((comment.channel_id, plain(comment.author_handle)))

    def reason_of_writer(self, writer: Writer) -> str:
        """Why what somebody wrote stays, whatever it is."""
        if writer in self.writers:
            return HELD
        return ASKED if writer in self.asking else ""


def of(service: Service, today: dt.date, *, but_not: DataRequest | None = None) -> Blockers:
    """The holds that run and the writers whose request is open; `but_not` is the request that is being carried out."""
    holds = LegalHold.objects.of_service(service).filter(ended_at=None)
    kinds = list(holds.values_list("comment", "incident", "channel", "author_handle"))
    requests = DataRequest.objects.of_service(service).filter(finished_at=None)
    if but_not:
        requests = requests.exclude(pk=but_not.pk)
    asking = {
        (channel, plain(handle))
        for authors in requests.values_list("authors", flat=True)
        for channel, handle in authors
    }
    return Blockers(
        comments=frozenset(comment for comment, *_ in kinds if comment),
        incidents=frozenset(incident for _, incident, *_ in kinds if incident),
        writers=frozenset((channel, plain(handle)) for *_, channel, handle in kinds if channel),
        asking=frozenset(asking | _who_asked(service, today, but_not)),
    )


def _who_asked(service: Service, today: dt.date, but_not: DataRequest | None) -> set[Writer]:
    """Writers of comments that ask for data or information, until these are closed and their legal date is over."""
    rows = Comment.objects.of_service(service).filter(statutory_due_on__isnull=False)
    rows = rows.exclude(state=CommentState.PURGED).filter(Q(closed_at=None) | Q(statutory_due_on__gte=today))
    if but_not and but_not.comment_id:
        rows = rows.exclude(pk=but_not.comment_id)
    return {(channel, plain(handle)) for channel, handle in rows.values_list("channel", "author_handle")}


def blocked(service: Service) -> set[Writer]:
    """Writers that a block keeps out at present: who they are stays with the block."""
    rows = Block.objects.of_service(service).filter(lifted_at=None).exclude(state=Block.State.DECLINED)
    return {(channel, plain(handle)) for channel, handle in rows.values_list("channel", "author_handle")}


def locked(service: Service) -> Service:
    """The service's row, so that a hold is never placed in the middle of a purge; rows that point to it may come."""
    return Service.objects.select_for_update(no_key=True).get(pk=service.pk)

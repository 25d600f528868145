"""The day from which a comment's words are no longer kept, written beside it as it closes and reckoned anew at night.

It changes with class, flags, reopening, incident, escalation and the policy's periods. The purge does not trust it: it
looks at the facts again (purging.py).
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.models import Service
from moderation.keeping import periods
from moderation.keeping.periods import Facts, Kept
from moderation.models import Appeal, Comment, CommentState, Complaint, Step
from policies import services as policies
from policies.parameters import Parameters

AT_ONCE = 1000  # comments that are reckoned in one transaction
ENDED = (CommentState.CLOSED, CommentState.WITHDRAWN, CommentState.RECORD)
REPLIES = ("reply_private", "reply_direct")


def with_facts(comments: QuerySet[Comment]) -> QuerySet[Comment]:
    """Comments of one service with what their period follows from, at a cost that does not grow with their number."""
    return comments.select_related("incident").prefetch_related("steps", "escalations")


def facts_of(
    comment: Comment,
    *,
    steps: Iterable[Step] | None = None,
    complained: bool | None = None,
    contested: bool | None = None,
) -> Facts:
    """The facts that decide; `complained` and `contested` where the caller knows about complaint and appeal."""
    local = comment.service.local
    steps = list(comment.steps.all()) if steps is None else steps
    escalations = list(comment.escalations.all())
    handed_over = [local(one.closed_at).date() for one in escalations if one.closed_at and one.outcome.strip()]
    replies = [local(one.at).date() for one in steps if one.key in REPLIES and one.state == "done" and one.at]
    incident = comment.incident if comment.incident_id else None
    if complained is None:
        complained = bool(incident) and Complaint.objects.filter(incident=incident, answered_on=None).exists()
    if contested is None:
        contested = Appeal.objects.filter(comment=comment, decided_at=None).exists()
    return Facts(
        category=comment.category,
        flags=tuple(comment.flags),
        closed_on=local(comment.closed_at).date() if comment.closed_at and comment.state in ENDED else None,
        replied_on=max(replies, default=None),
        incident_is_open=incident is not None and incident.closed_at is None,
        incident_closed_on=local(incident.closed_at).date() if incident and incident.closed_at else None,
        complaint_is_open=complained,
        appeal_is_open=contested,
        escalation_is_open=any(one.closed_at is None for one in escalations),
        handed_over_on=max(handed_over, default=None),
        is_no_allegation=any(one.key == "allegation" and one.state == "not_possible" for one in steps),
        statutory_due_on=comment.statutory_due_on,
    )


def day_of(comment: Comment, steps: Iterable[Step] | None = None) -> dt.date | None:
    """From which day on the words go; None while something has to end first."""
    if comment.state not in ENDED:
        return None
    return periods.kept(facts_of(comment, steps=steps), policies.parameters_in_force(comment.service)).until


def kept_all(service: Service, comments: list[Comment], parameters: Parameters) -> Iterator[tuple[Comment, Kept]]:
    """Each of this service's comments with its period; complaints and appeals are asked for once for all."""
    incidents = {one.incident_id for one in comments if one.incident_id}
    complained = set(
        Complaint.objects.filter(incident__in=incidents, answered_on=None).values_list("incident", flat=True)
    )
    contested = set(Appeal.objects.filter(comment__in=comments, decided_at=None).values_list("comment", flat=True))
    for comment in comments:
        comment.service = service  # one row for all of them
        facts = facts_of(comment, complained=comment.incident_id in complained, contested=comment.pk in contested)
        yield comment, periods.kept(facts, parameters)


def reckon_all(service: Service, *, after: int = 0, until: float | None = None) -> int | None:
    """Write the day anew beside every comment of a service that ended, from the key `after` on.

    None when all are done; where the process' clock (time.monotonic) passes `until` first, the key to go on after. A
    comment that somebody works on at this moment is passed over: what they do sets its day.
    """
    parameters = policies.parameters_in_force(service)
    ended = Comment.objects.of_service(service).filter(state__in=ENDED).order_by("pk")
    while True:
        with transaction.atomic():
            rows = with_facts(ended.filter(pk__gt=after).select_for_update(of=("self",), skip_locked=True))
            batch = list(rows.defer("text", "author_signals")[:AT_ONCE])
            if not batch:
                return None
            moved: dict[dt.date | None, list[int]] = {}
            for comment, kept in kept_all(service, batch, parameters):
                if comment.purge_on != kept.until:
                    moved.setdefault(kept.until, []).append(comment.pk)
            for day, ids in moved.items():
                Comment.objects.filter(pk__in=ids).update(purge_on=day)
        after = batch[-1].pk
        if until is not None and time.monotonic() >= until:
            return after


def reopened_left_behind(service: Service) -> int:
    """No comment that is open has a day; returns how many had one."""
    stale = Comment.objects.of_service(service).filter(~Q(state__in=[*ENDED, CommentState.PURGED]))
    return stale.exclude(purge_on=None).update(purge_on=None)

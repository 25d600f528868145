"""What has a date of its own beside the queue: complaints, requests to look again, blocks, and what keeping asks for.

For home and reminders.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial

from django.db.models import QuerySet

from accounts.models import Role, Service, User
from accounts.permissions import has_role
from accounts.sources import Source, with_rows
from moderation import permissions
from moderation.conduct import appeals, blocking
from moderation.dates.entries import Due
from moderation.grievances import complaints
from moderation.keeping import waits
from moderation.models import Block

SOON_DAYS = 3
MOST = 8


def for_person(user: User, service: Service, now: dt.datetime) -> list[Due]:
    """What this person has to do, or as a manager to see to: what is late, and what has to be done in three days."""
    (found,) = with_rows(service, sources(user, service, now))
    return read(found)


def sources(user: User, service: Service, now: dt.datetime) -> list[Source]:
    """Where it may come from."""
    if permissions.refusal_to_read(user, service):
        return []
    today = service.today(now)
    manages = has_role(user, service, Role.LINE_MANAGER, Role.SERVICE_MANAGER)
    waiting = complaints.visible_to(user, service).filter(complaints.waiting())
    contested = appeals.visible_to(user, service).filter(decided_at=None)
    found = [
        Source(waiting if manages else waiting.filter(handled_by=user), partial(_complaints, user, today)),
        Source(contested, partial(_appeals, user, today)),
    ]
    if manages:
        found.append(Source(blocking.waiting_for_a_person(service, today), partial(_blocks, service, today)))
    return found + waits.sources(user, service, today)


def read(found: Sequence[Source]) -> list[Due]:
    """What these say, what is late first."""
    entries = [one for source in found for one in source.read(source.rows)]
    return sorted(entries, key=lambda one: (not one.is_late, one.on))[:MOST]


def _complaints(user: User, today: dt.date, rows: QuerySet) -> list[Due]:
    found = []
    for row in rows.select_related("handled_by").order_by("answer_by")[: 4 * MOST]:
        verb, on = complaints.next_step(row) or ("", today)
        is_mine = row.handled_by_id == user.pk
        if on < today or (is_mine and on <= today + dt.timedelta(days=SOON_DAYS)):
            why = "yours" if is_mine else f"{row.handled_by} has it"
            what = f"{verb} complaint {row.number}"
            found.append(
                Due(what=what, why=why, on=on, to="inbox:complaint", pk=row.pk, label="Open complaint", today=today)
            )
    return found


def _appeals(user: User, today: dt.date, rows: QuerySet) -> list[Due]:
    rows = rows.select_related("service", "comment__service", "block").prefetch_related(
        "comment__steps", "comment__kept_from"
    )
    return [
        Due(
            what="Look again at what was taken down" if not row.block_id else "Look again at a block",
            why="the writer contests it; somebody else than who did it decides",
            on=row.due_on,
            to="inbox:appeal",
            pk=row.pk,
            label="Look again",
            today=today,
        )
        for row in rows.order_by("due_on")[: 4 * MOST]
        if appeals.concerns(user, row)
    ]


def _blocks(service: Service, today: dt.date, rows: QuerySet) -> list[Due]:
    found = []
    for row in rows.select_related("channel")[: 4 * MOST]:
        if row.state == Block.State.PROPOSED:
            what, label = "Decide about blocking a writer", "Decide"
        elif row.ends_on <= today:
            what, label = "End a block on the network", "End it"
        elif row.state == Block.State.ASKED and blocking.is_automatic(row):
            continue  # being carried out
        else:
            what, label = "Block a writer on the network", "Open block"
        on = row.ends_on if row.ends_on <= today else service.today(row.at)
        why = f"on {row.channel.get_network_display()}"
        found.append(Due(what=what, why=why, on=on, to="inbox:block", pk=row.pk, label=label, today=today))
    return found

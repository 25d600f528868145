"""What has a date of its own beside the queue: complaints, requests to look again, blocks, and
what keeping asks for. For home and reminders.

No entry holds anybody's words or name.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from accounts.models import Role, Service, User
from accounts.permissions import has_role
from moderation import permissions
from moderation.conduct import appeals, blocking
from moderation.grievances import complaints
from moderation.keeping import waits
from moderation.models import Block

SOON_DAYS = 3
MOST = 8


@dataclass(frozen=True, kw_only=True)
class Due:
    """One thing to do: what, until when, and the address's name with the key of its row."""

    what: str
    why: str
    on: dt.date
    to: str
    pk: int
    label: str
    is_late: bool


def for_person(user: User, service: Service, now: dt.datetime) -> list[Due]:
    """What this person has to do, or as a manager to see to: what is late, and what has to be done in three days."""
    if permissions.refusal_to_read(user, service):
        return []
    today = service.today(now)
    manages = has_role(user, service, Role.LINE_MANAGER, Role.SERVICE_MANAGER)
    found = [*_complaints(user, service, today, manages), *_appeals(user, service, today)]
    if manages:
        found += _blocks(service, today)
    kept = waits.for_person(user, service, today)
    found += [Due(**one, is_late=one["on"] < today) for one in kept]
    return sorted(found, key=lambda one: (not one.is_late, one.on))[:MOST]


def _complaints(user: User, service: Service, today: dt.date, manages: bool) -> list[Due]:
    rows = complaints.visible_to(user, service).filter(complaints.waiting()).select_related("handled_by")
    if not manages:
        rows = rows.filter(handled_by=user)
    found = []
    for row in rows.order_by("answer_by")[: 4 * MOST]:
        verb, on = complaints.next_step(row) or ("", today)
        is_mine, is_late = row.handled_by_id == user.pk, on < today
        if is_late or (is_mine and on <= today + dt.timedelta(days=SOON_DAYS)):
            why = "yours" if is_mine else f"{row.handled_by} has it"
            what = f"{verb} complaint {row.number}"
            found.append(
                Due(what=what, why=why, on=on, to="inbox:complaint", pk=row.pk, label="Open complaint", is_late=is_late)
            )
    return found


def _appeals(user: User, service: Service, today: dt.date) -> list[Due]:
    rows = appeals.visible_to(user, service).filter(decided_at=None)
    rows = rows.select_related("service", "comment__service", "block").prefetch_related("comment__steps")
    return [
        Due(
            what="Look again at what was taken down" if not row.block_id else "Look again at a block",
            why="the writer contests it; somebody else than who did it decides",
            on=row.due_on,
            to="inbox:appeal",
            pk=row.pk,
            label="Look again",
            is_late=row.due_on < today,
        )
        for row in rows.order_by("due_on")[:MOST]
        if not appeals.refusal_to_decide(user, row)
    ]


def _blocks(service: Service, today: dt.date) -> list[Due]:
    found = []
    for row in blocking.waiting_for_a_person(service, today).select_related("channel")[:MOST]:
        if row.state == Block.State.PROPOSED:
            what, label = "Decide about blocking a writer", "Decide"
        elif row.ends_on <= today:
            what, label = "End a block on the network", "End it"
        elif row.state == Block.State.ASKED and blocking.is_automatic(row):
            continue  # being carried out
        else:
            what, label = "Block a writer on the network", "Open block"
        on = row.ends_on if row.ends_on <= today else service.today(row.at)
        found.append(
            Due(
                what=what,
                why=f"on {row.channel.get_network_display()}",
                on=on,
                to="inbox:block",
                pk=row.pk,
                label=label,
                is_late=row.ends_on < today,
            )
        )
    return found

"""What waits for who keeps comments: requests near their date, holds to look at, a trial to confirm. Names nobody."""

from __future__ import annotations

import datetime as dt
from functools import partial

from django.db.models import QuerySet

from accounts.models import Service, User
from accounts.sources import Source
from moderation import permissions
from moderation.dates.entries import Due
from moderation.keeping import holds, runs
from moderation.models import DataRequest

SOON_DAYS = 7
MOST = 8


def sources(user: User, service: Service, today: dt.date) -> list[Source]:
    """Where it may come from; what they read are Dues."""
    if permissions.refusal_to_keep(user, service):
        return []
    near = DataRequest.objects.of_service(service).filter(
        finished_at=None, due_on__lte=today + dt.timedelta(days=SOON_DAYS)
    )
    found = [
        Source(near, partial(_requests, today)),
        Source(holds.running(service).filter(look_again_on__lte=today), partial(_holds, today)),
    ]
    if not permissions.refusal_to_purge(user, service):
        found.append(Source(runs.waiting_trials(service), partial(_trials, service, today)))
    return found


def _requests(today: dt.date, rows: QuerySet) -> list[Due]:
    return [
        Due(
            what="Answer a request of a person for their own data",
            why=f"the law sets the date; they asked for {one.get_kind_display().lower()}",
            on=one.due_on,
            to="inbox:data_request",
            pk=one.pk,
            label="Open request",
            today=today,
        )
        for one in rows.order_by("due_on")[:MOST]
    ]


def _holds(today: dt.date, rows: QuerySet) -> list[Due]:
    return [
        Due(
            what="Look at a legal hold again",
            why=f"on {holds.what(hold)}",
            on=hold.look_again_on,
            to="inbox:legal_hold",
            pk=hold.pk,
            label="Open hold",
            today=today,
        )
        for hold in rows[:MOST]
    ]


def _trials(service: Service, today: dt.date, rows: QuerySet) -> list[Due]:
    return [
        Due(
            what="Confirm what is no longer kept",
            why=f"{runs.total_of(trial)} comments whose time is over; nothing goes before",
            on=service.today(trial.at) + dt.timedelta(days=SOON_DAYS),
            to="inbox:purge",
            pk=trial.pk,
            label="Look at them",
            today=today,
        )
        for trial in rows[:1]
    ]

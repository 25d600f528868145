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

SOON = dt.timedelta(days=7)
WITHIN = dt.timedelta(days=7)  # a trial is confirmed
MOST = 8


def sources(user: User, service: Service, today: dt.date) -> list[Source]:
    """Where it may come from; what they read are Dues."""
    if permissions.refusal_to_keep(user, service):
        return []
    near = DataRequest.objects.of_service(service).filter(finished_at=None, due_on__lte=today + SOON)
    found = [
        Source(near, partial(_requests, today)),
        Source(holds.running(service).filter(look_again_on__lte=today), partial(_holds, today)),
    ]
    if not permissions.refusal_to_purge(user, service):
        found.append(Source(runs.waiting_trials(service), partial(_trials, service, today)))
    return found


def _requests(today: dt.date, rows: QuerySet) -> list[Due]:
    what = "Answer a request of a person for their own data"
    due = partial(Due, what=what, to="inbox:data_request", label="Open request", today=today)
    asked = "the law sets the date; they asked for {}"
    return [
        due(why=asked.format(one.get_kind_display().lower()), on=one.due_on, pk=one.pk)
        for one in rows.order_by("due_on")[:MOST]
    ]


def _holds(today: dt.date, rows: QuerySet) -> list[Due]:
    due = partial(Due, what="Look at a legal hold again", to="inbox:legal_hold", label="Open hold", today=today)
    return [due(why=f"on {holds.what(hold)}", on=hold.look_again_on, pk=hold.pk) for hold in rows[:MOST]]


def _trials(service: Service, today: dt.date, rows: QuerySet) -> list[Due]:
    due = partial(Due, what="Confirm what is no longer kept", to="inbox:purge", label="Look at them", today=today)
    why = "{} comments whose time is over; nothing goes before"
    return [
        due(why=why.format(runs.total_of(trial)), on=service.today(trial.at) + WITHIN, pk=trial.pk)
        for trial in rows[:1]
    ]

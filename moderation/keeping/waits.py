"""What waits for who keeps comments: requests near their date, holds to look at, a trial to confirm. Names nobody."""

from __future__ import annotations

import datetime as dt
from typing import Any

from accounts.models import Service, User
from moderation import permissions
from moderation.keeping import holds, runs
from moderation.models import DataRequest

SOON_DAYS = 7
MOST = 8


def for_person(user: User, service: Service, today: dt.date) -> list[dict[str, Any]]:
    """As moderation.due takes it: what, why, on, to, pk, label."""
    if permissions.refusal_to_keep(user, service):
        return []
    requests = DataRequest.objects.of_service(service).filter(finished_at=None)
    found = [
        {
            "what": "Answer a request of a person for their own data",
            "why": f"the law sets the date; they asked for {one.get_kind_display().lower()}",
            "on": one.due_on,
            "to": "inbox:data_request",
            "pk": one.pk,
            "label": "Open request",
        }
        for one in requests.filter(due_on__lte=today + dt.timedelta(days=SOON_DAYS)).order_by("due_on")[:MOST]
    ]
    found += [
        {
            "what": "Look at a legal hold again",
            "why": f"on {holds.what(hold)}",
            "on": hold.look_again_on,
            "to": "inbox:legal_hold",
            "pk": hold.pk,
            "label": "Open hold",
        }
        for hold in holds.running(service).filter(look_again_on__lte=today)[:MOST]
    ]
    if not permissions.refusal_to_purge(user, service) and (trial := runs.waiting(service)):
        found.append(
            {
                "what": "Confirm what is no longer kept",
                "why": f"{runs.total_of(trial)} comments whose time is over; nothing goes before",
                "on": service.today(trial.at) + dt.timedelta(days=SOON_DAYS),
                "to": "inbox:purge",
                "pk": trial.pk,
                "label": "Look at them",
            }
        )
    return found

"""Grievances that came more than once, the complaints that they led to, and writers who ask us to look again."""

from __future__ import annotations

import datetime as dt

from insights.load.place import DAYS, Place, add, ago
from moderation.models import Appeal, Comment, Complaint, Incident

COMMENTS_EACH = 200  # of so many comments of a service, one incident
DAYS_OPEN = 14
COMPLAINT_OF = 3  # one incident in so many
APPEAL_OF = 500  # one hidden comment in so many


def make_incidents(place: Place, comments: int) -> list[Incident]:
    """Closed ones over two years, before their comments."""
    count = max(1, comments // COMMENTS_EACH)
    opened = [ago(place.now, place.dice.uniform(DAYS_OPEN + 4, DAYS - 40)) for _ in range(count)]
    incidents = add(
        Incident,
        [
            Incident(
                service=place.service,
                title=f"A call back that took too long ({number})",
                channel=place.channels[number % 2],
                author_handle=f"writer-of-matter-{number}",
                opened_by=place.coordinator,
                opened_at=at,
                closed_at=at + dt.timedelta(days=DAYS_OPEN),
                outcome="Answered",
            )
            for number, at in enumerate(opened)
        ],
    )
    add(Complaint, [_complaint(place, number, one) for number, one in enumerate(incidents[::COMPLAINT_OF])])
    return incidents


def _complaint(place: Place, number: int, incident: Incident) -> Complaint:
    made = place.service.local(incident.opened_at).date()
    return Complaint(
        service=place.service,
        incident=incident,
        number=f"{made.year}-{number:05}",
        made_on=made,
        acknowledge_by=made + dt.timedelta(days=7),
        answer_by=made + dt.timedelta(days=21),
        handled_by=place.people["Service Manager"],
        acknowledged_on=made + dt.timedelta(days=3),
        answered_on=made + dt.timedelta(days=place.dice.randrange(10, 24)),
        outcome=Complaint.Outcome.PARTLY_UPHELD,
        opened_by=incident.opened_by,
        opened_at=incident.opened_at,
    )


def make_appeals(place: Place, comments: list[Comment]) -> None:
    """Of comments that were hidden; every fourth writer was right."""
    hidden = [one for one in comments if one.hidden_at][::APPEAL_OF]
    add(Appeal, [_appeal(place, number, one) for number, one in enumerate(hidden)])


def _appeal(place: Place, number: int, comment: Comment) -> Appeal:
    received = comment.hidden_at + dt.timedelta(hours=20)
    return Appeal(
        service=place.service,
        comment=comment,
        came_by="by e-mail",
        says="It was a joke between friends.",
        logged_by=comment.closed_by,
        received_at=received,
        due_on=place.service.local(received).date() + dt.timedelta(days=14),
        decision="upheld" if number % 4 == 0 else "dismissed",
        reason="We read it again.",
        decided_by=place.people["Service Manager"],
        decided_at=received + dt.timedelta(days=1),
        told_how="By e-mail",
    )

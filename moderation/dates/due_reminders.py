"""Reminders of complaints, requests to look again, and blocks. insights.tasks.remind calls this for every service.

Each is sent once for its day: the day before, on the day, and when it is late, which the managers hear of too. The
e-mails carry no word and no name of a writer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from accounts.mail import send_once
from accounts.models import Membership, Role, Service, User
from moderation.conduct import appeals, blocking
from moderation.grievances import complaints, incidents
from moderation.models import Appeal, Block, Complaint

MANAGERS = (Role.LINE_MANAGER, Role.SERVICE_MANAGER)


def send_due(service: Service, now: dt.datetime) -> int:
    """Write the e-mails that are due; returns how many are new."""
    today = service.today(now)
    managers = _managers(service, today)
    return sum(
        [
            *(_of_complaint(row, service, today, managers) for row in _open_complaints(service, today)),
            *(_of_appeal(row, service, today, managers) for row in _open_appeals(service, today)),
            *(_of_block(row, service, today, managers) for row in blocking.waiting_for_a_person(service, today)),
        ]
    )


def _open_complaints(service: Service, today: dt.date) -> Iterable[Complaint]:
    rows = Complaint.objects.of_service(service).filter(complaints.waiting())
    for row in rows.select_related("incident", "handled_by"):
        following = complaints.next_step(row)
        if following and following[1] <= today + dt.timedelta(days=1):
            yield row


def _of_complaint(row: Complaint, service: Service, today: dt.date, managers: list[User]) -> int:
    verb, on = complaints.next_step(row) or ("", today)
    when = _when(on, today)
    people = [row.handled_by, *(managers if when == "late" else [])]
    subject = f"{verb} complaint {row.number}: {_said(on, today)}"
    return _tell(
        [one for one in people if incidents.visible_to(one, service).filter(pk=row.incident_id).exists()],
        service,
        key=f"complaint-{row.pk}-{verb.lower()}-{on}-{when}",
        subject=subject,
        path=reverse("inbox:complaint", args=[service.slug, row.pk]),
    )


def _open_appeals(service: Service, today: dt.date) -> Iterable[Appeal]:
    rows = appeals.waiting(service).filter(due_on__lte=today + dt.timedelta(days=1))
    return rows.select_related("service", "comment__service", "block").prefetch_related("comment__kept_from")


def _of_appeal(row: Appeal, service: Service, today: dt.date, managers: list[User]) -> int:
    when = _when(row.due_on, today)
    return _tell(
        [one for one in managers if appeals.concerns(one, row)],
        service,
        key=f"appeal-{row.pk}-{row.due_on}-{when}",
        subject=f"Somebody asks us to look again: {_said(row.due_on, today)}",
        path=reverse("inbox:appeal", args=[service.slug, row.pk]),
    )


def _of_block(row: Block, service: Service, today: dt.date, managers: list[User]) -> int:
    if row.ends_on <= today:
        kind, subject = "end", "A block has come to its date and has to be ended on the network"
    elif row.state == Block.State.PROPOSED:
        kind, subject = "proposed", "It is proposed to block a writer: you decide"
    elif row.state == Block.State.ASKED and blocking.is_automatic(row):
        return 0
    else:
        kind, subject = "to-do", "A block still has to be carried out on the network"
    path = reverse("inbox:block", args=[service.slug, row.pk])
    return _tell(managers, service, key=f"block-{row.pk}-{kind}", subject=subject, path=path)


def _when(on: dt.date, today: dt.date) -> str:
    return "late" if on < today else "today" if on == today else "tomorrow"


def _said(on: dt.date, today: dt.date) -> str:
    words = {"late": f"it was due on {on:%a %-d %b}", "today": "it is due today", "tomorrow": "it is due tomorrow"}
    return words[_when(on, today)]


def _managers(service: Service, today: dt.date) -> list[User]:
    people: dict[int, User] = {}
    for role in MANAGERS:
        members = Membership.objects.holding(role, today).filter(service=service).select_related("user")
        people |= {one.user_id: one.user for one in members}
    return list(people.values())


def _tell(people: Iterable[User], service: Service, *, key: str, subject: str, path: str) -> int:
    address = settings.SITE_URL.rstrip("/") + path
    written = 0
    for person in {one.pk: one for one in people}.values():
        body = f"Hello {person.first_name},\n\n{subject}.\n\n{address}\n\nThis e-mail names no writer.\n"
        written += send_once(service=service, to=person, key=key, subject=subject, body=body)
    return written

"""Reminders of what somebody has to look at: holds, requests of people, and a trial that waits. No names, no words.

insights.reminders gathers them for every service; each is sent once.
"""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.urls import reverse

from accounts.mail import send_once
from accounts.models import Membership, Role, Service, User
from moderation.keeping import holds, runs
from moderation.models import DataRequest

DAYS_BEFORE = (14, 7, 3, 1)
DECIDE = (Role.SERVICE_MANAGER, Role.SAFEGUARDING_LEAD)


def send_due(service: Service, now: dt.datetime) -> int:
    """Write what is due today; returns how many e-mails are new."""
    today = service.today(now)
    return _requests(service, today) + _holds(service, today) + _trial(service, today)


def _requests(service: Service, today: dt.date) -> int:
    written = 0
    for request in DataRequest.objects.of_service(service).filter(finished_at=None):
        left = (request.due_on - today).days
        if left < 0:
            mark, when = f"late-{-left // 7}", f"was due on {request.due_on:%a %-d %b}"
        else:
            mark = next((str(days) for days in reversed(DAYS_BEFORE) if left <= days), "")
            when = f"is due on {request.due_on:%a %-d %b}"
        if not mark:
            continue
        path = reverse("inbox:data_request", args=[service.slug, request.pk])
        subject = f"A request for a person’s data {when}"
        body = f"a request for a person’s data ({request.get_kind_display().lower()}) {when}. The law sets this date."
        written += _tell(service, today, DECIDE, f"data-request-{request.pk}-{mark}", subject, body, path)
    return written


def _holds(service: Service, today: dt.date) -> int:
    written = 0
    for hold in holds.running(service).filter(look_again_on__lte=today):
        weeks = (today - hold.look_again_on).days // 7
        key = f"hold-{hold.pk}-{hold.look_again_on:%Y%m%d}-{weeks}"
        path = reverse("inbox:keeping", args=[service.slug]) + f"#hold-{hold.pk}"
        subject = "A legal hold: is it still needed?"
        body = (
            f"the legal hold on {holds.what(hold)} was to be looked at again on {hold.look_again_on:%a %-d %b}. "
            "Say until when it is still needed, or end it."
        )
        written += _tell(service, today, DECIDE, key, subject, body, path)
    return written


def _trial(service: Service, today: dt.date) -> int:
    trial = runs.waiting(service)
    if trial is None:
        return 0
    weeks = (today - service.today(trial.at)).days // 7
    path = reverse("inbox:purge", args=[service.slug, trial.pk])
    subject = "Before comments are no longer kept: please look and confirm"
    body = (
        f"{runs.total_of(trial)} comments have reached the end of the time for which they are kept. "
        "Nothing goes before you have looked at the list and confirmed it."
    )
    return _tell(service, today, (Role.SERVICE_MANAGER,), f"purge-{trial.pk}-{weeks}", subject, body, path)


def _tell(
    service: Service, today: dt.date, roles: tuple[Role, ...], key: str, subject: str, body: str, path: str
) -> int:
    people: dict[int, User] = {}
    for role in roles:
        members = Membership.objects.holding(role, today).filter(service=service).select_related("user")
        people |= {one.user_id: one.user for one in members}
    address = settings.SITE_URL.rstrip("/") + path
    return sum(
        send_once(
            service=service,
            to=person,
            key=key,
            subject=subject,
            body=f"Hello {person.first_name},\n\n{body}\n\n{address}\n",
        )
        for person in people.values()
    )

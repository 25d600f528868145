"""Reminders of a policy's review: 60, 30, 14, 7 and 1 days before, then every week while it is overdue."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from accounts import mail
from accounts.models import Membership, Role, Service, User
from audit import services as audit
from audit.kinds import Kind
from policies import reviews
from policies.dates import until_in_words
from policies.models import PolicyReview, PolicyVersion

DAYS_BEFORE = (60, 30, 14, 7, 1)


@dataclass(frozen=True)
class Reminder:
    """The step that a version's review has come to. Steps that were passed over meanwhile are covered by it."""

    version: PolicyVersion
    step: str  # "60" … "1": days before; "late-0", "late-1" …: weeks overdue
    key: str  # of the e-mail: one a step and date


def step_on(today: dt.date, due_on: dt.date) -> str:
    """The latest step that has come by today; "" before the first."""
    left = (due_on - today).days
    if left < 0:
        return f"late-{(-left - 1) // 7}"
    return next((str(days) for days in reversed(DAYS_BEFORE) if left <= days), "")


def due_reminders(service: Service, today: dt.date) -> list[Reminder]:
    """One reminder a version in force whose review is near or overdue, whether it was sent already or not."""
    versions = (
        PolicyVersion.objects.of_service(service)
        .in_force()
        .filter(next_review_on__lte=today + dt.timedelta(days=DAYS_BEFORE[0]))
    )
    reminders = []
    for version in versions.select_related("policy__service", "policy__owner").order_by("next_review_on"):
        step = step_on(today, version.next_review_on)
        key = f"policy-review:{version.policy_id}:{version.next_review_on:%Y-%m-%d}:{step}"
        reminders.append(Reminder(version, step, key))
    return reminders


def recipients(version: PolicyVersion, today: dt.date) -> Iterable[User]:
    """The policy's owner, while they work here, and the service managers with their deputies."""
    members = Membership.objects.of_service(version.service)
    managers = members.holding(Role.SERVICE_MANAGER, today).values("user")
    owner = members.current().filter(user=version.policy.owner).values("user")
    return User.objects.filter(Q(pk__in=managers) | Q(pk__in=owner)).order_by("pk")


def send_due(service: Service, now: dt.datetime) -> int:
    """Send each reminder that is due and was not sent yet, to each person once. Returns how many e-mails that were."""
    today, sent = service.today(now), 0
    for reminder in due_reminders(service, today):
        for person in recipients(reminder.version, today):
            sent += _send(reminder, person, today, now)
    return sent


@transaction.atomic
def _send(reminder: Reminder, person: User, today: dt.date, now: dt.datetime) -> bool:
    version = reminder.version
    due = version.next_review_on
    late = due < today
    when = f"was due on {due:%-d %B %Y}, {until_in_words(due, today)}" if late else f"is due on {due:%-d %B %Y}"
    address = settings.SITE_URL + reverse(
        "policies:version", kwargs={"service": version.service.slug, "version_id": version.pk}
    )
    is_new = mail.send_once(
        service=version.service,
        to=person,
        key=reminder.key,
        subject=f"{version.policy.title}: review {'overdue' if late else f'due on {due:%-d %b %Y}'}",
        body=(
            f"Hello {person.first_name},\n\n"
            f"The review of “{version.policy.title}” {when}. Version {version.number} is in force"
            f"{' and stays so until somebody acts' if late else ''}.\n\n"
            f"{_what_to_do(version)}:\n{address}\n\n"
            f"{version.service.name}\n"
        ),
    )
    if is_new:
        data = {"name": str(person), "about": f"review of {version}, due {due:%-d %b %Y}"}
        audit.record(Kind.REMINDER_SENT, on=version, job="reminders", data=data, now=now)
    return is_new


def _what_to_do(version: PolicyVersion) -> str:
    review = reviews.open_one(version)
    if review and review.outcome == PolicyReview.Outcome.NEW_VERSION:
        return "It is on record that a new version is needed. Bring it into force, or say that nothing has to change"
    return "Read it, then say that nothing has to change or that a new version is needed"

"""Reminders to read, to say that one took part in a training, and of the training that comes round every year.

A reading is reminded of when it is asked for, five and one working days before its day, on the day, and then every
week. A step that a worker missed is covered by the one that the day has come to, so that nobody gets two at once.
"""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts import mail
from accounts.hours import WorkingHours, hours_of
from accounts.models import Membership, Role, Service, User
from audit import services as audit
from audit.kinds import Kind
from policies import readings
from policies.dates import until_in_words
from policies.models import Reading, ReadingCampaign

WORKING_DAYS_BEFORE = (1, 5)


def step_on(today: dt.date, due_on: dt.date, hours: WorkingHours) -> str:
    """The step that a day has come to: "asked", "5", "1", "due", "late-0", "late-1" … (weeks over)."""
    if today > due_on:
        return f"late-{((today - due_on).days - 1) // 7}"
    if today == due_on:
        return "due"
    return next((str(days) for days in WORKING_DAYS_BEFORE if hours.nth_working_day(today, days) >= due_on), "asked")


def send_due(service: Service, now: dt.datetime) -> int:
    """Ask joiners, then send each reminder that is due and was not sent yet. Returns how many e-mails that were."""
    readings.look_for_joiners(service, now)
    today, hours = service.today(now), hours_of(service)
    rows = Reading.objects.filter(
        campaign__service=service, campaign__closed_at=None, read_at=None, left_at=None, user__is_active=True
    )
    sent = 0
    for row in rows.select_related("campaign__service", "user").order_by("pk"):
        sent += _send(row, step_on(today, row.due_on, hours), today, now)
    return sent + _yearly_training(service, today, now)


@transaction.atomic
def _send(row: Reading, step: str, today: dt.date, now: dt.datetime) -> bool:
    campaign, late = row.campaign, row.due_on < today
    is_training = campaign.kind == ReadingCampaign.Kind.TRAINING
    what = f"say whether you took part in “{campaign.title}”" if is_training else f"read “{campaign.title}”"
    when = f"by {row.due_on:%A %-d %B %Y}"
    if late:
        when = f"It was due on {row.due_on:%-d %B %Y}, {until_in_words(row.due_on, today)}."
    if is_training:
        then = ""
    elif late:
        then = "Until you have, you can look at everything, but neither approve anything nor handle comments.\n\n"
    else:
        then = (
            "It shows first what changed. After that day you can look at everything, but neither approve anything nor "
            "handle comments, until you have read it.\n\n"
        )
    ask = f"Please {what}. {when}" if late else f"Please {what} {when}."
    address = settings.SITE_URL + reverse(
        "policies:reading", kwargs={"service": campaign.service.slug, "campaign_id": campaign.pk}
    )
    subject = f"Overdue: {what}" if late else f"{what[0].upper()}{what[1:]} by {row.due_on:%a %-d %b}"
    is_new = mail.send_once(
        service=campaign.service,
        to=row.user,
        key=f"reading:{row.pk}:{row.due_on:%Y-%m-%d}:{step}",
        subject=subject,
        body=f"Hello {row.user.first_name},\n\n{ask}\n\n{then}{address}\n\n{campaign.service.name}\n",
    )
    if is_new:
        data = {"name": str(row.user), "about": f"{campaign.title}, due {row.due_on:%-d %b %Y}"}
        audit.record(Kind.REMINDER_SENT, on=row, job="reminders", data=data, now=now)
    return is_new


def _yearly_training(service: Service, today: dt.date, now: dt.datetime) -> int:
    """Twelve months after the last training, and then every week, until there is a newer one (K7)."""
    last, due_on = readings.last_training(service), readings.next_training_due(service)
    if last is None or due_on is None or today < due_on:
        return 0
    weeks = (today - due_on).days // 7
    members = Membership.objects.of_service(service).holding(Role.SERVICE_MANAGER, today).select_related("user")
    return sum(_send_yearly(last, one.user, due_on, weeks, now) for one in members.order_by("pk"))


@transaction.atomic
def _send_yearly(last: ReadingCampaign, person: User, due_on: dt.date, weeks: int, now: dt.datetime) -> bool:
    service = last.service
    address = settings.SITE_URL + reverse("policies:readings", kwargs={"service": service.slug})
    is_new = mail.send_once(
        service=service,
        to=person,
        key=f"training-again:{last.pk}:{due_on:%Y-%m-%d}:{weeks}",
        subject="The yearly training is due",
        body=(
            f"Hello {person.first_name},\n\nthe last training on record, “{last.title}”, was on "
            f"{last.held_on:%-d %B %Y}. Staff are trained at least once a year. When the next one has a date, put it "
            f"on record:\n{address}\n\n{service.name}\n"
        ),
    )
    if is_new:
        data = {"name": str(person), "about": f"the yearly training, due {due_on:%-d %b %Y}"}
        audit.record(Kind.REMINDER_SENT, on=last, job="reminders", data=data, now=now)
    return is_new

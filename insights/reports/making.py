"""Reports are made once a period and sent once a person: at seven on a Monday, on the first of a month, of a quarter.

What was missed is not made up for: after a week without a worker only the newest week is reported. The report, the
e-mails about it and the event are one transaction, so a worker that is killed leaves all of it or nothing, and of two
workers one makes it.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.template.loader import render_to_string

from accounts import mail
from accounts.models import Service, User
from accounts.spreadsheets import TYPES, XLSX
from audit import services as audit
from audit.kinds import Kind
from insights import mending
from insights.addresses import address
from insights.models import Report
from insights.models.reports import Every
from insights.opening import comment_at
from insights.reports import content, orders, workbook
from insights.reports.periods import Period, last_due, period
from moderation.models import Comment

log = logging.getLogger(__name__)

JOB = "reports"


def due(now: dt.datetime) -> list[tuple[int, str]]:
    """(service, week, month or quarter) of which somebody waits for a report that is not made."""
    found = []
    for every in Every.values:
        waiting = orders.current().filter(every=every)
        for service in Service.objects.filter(pk__in=waiting.order_by().values("service")):
            last = last_due(every, service, now)
            is_made = Report.objects.of_service(service).filter(every=every, first_on=last.first_on).exists()
            if not is_made and recipients(service, last):
                found.append((service.pk, every))
    return found


def recipients(service: Service, about: Period) -> list[User]:
    """Who ordered it before it was due and still works here."""
    wanted = orders.current().of_service(service).filter(every=about.every, ordered_at__lte=about.due_at(service))
    return [one.user for one in wanted.select_related("user").order_by("user")]


def make(service_id: int, every: str, now: dt.datetime) -> Report | None:
    """Make the newest report that is due and put it into the outbox; None where there is nothing to do."""
    service = Service.objects.get(pk=service_id)
    about = last_due(every, service, now)
    there = Report.objects.of_service(service).filter(every=every, first_on=about.first_on)
    if there.exists() or not recipients(service, about):
        return None
    return keep(service, about, content.gathered(service, about, now), now)


@transaction.atomic
def keep(service: Service, about: Period, told: content.Content, now: dt.datetime) -> Report | None:
    """Write the report and its e-mails; None when another worker was first or nobody wants it any more."""
    people = recipients(service, about)
    if not people:
        return None
    report, is_new = Report.objects.get_or_create(
        service=service,
        every=about.every,
        first_on=about.first_on,
        defaults={"last_on": about.last_on, "made_at": now, "content": told},
    )
    if not is_new:
        return None
    _send(report, people)
    data = {"period": about.name, "people": len(people)}
    audit.record(Kind.REPORT_MADE, on=report, job=JOB, data=data, now=now)
    return report


def file_name(report: Report) -> str:
    return f"compliance-{report.service.slug}-{report.first_on}-to-{report.last_on}.xlsx"


def _send(report: Report, people: Iterable[User]) -> None:
    name = file_name(report)
    book = workbook.of_report(report)
    file = default_storage.save(f"reports/{report.pk}.xlsx", ContentFile(book))
    attachment = mail.Attachment(name=name, type=TYPES[XLSX], file=file)
    for person in people:
        facts = letter(report, person)
        mail.send_once(
            service=report.service,
            to=person,
            key=f"report:{report.pk}",
            subject=facts["subject"],
            body=render_to_string("insights/reports/letter.txt", facts),
            html=render_to_string("insights/reports/letter.html", facts),
            attachments=[attachment],
        )


def wrong_for(person: User, report: Report) -> list[mending.Entry]:
    """What was wrong, with links to the pages that open for this person today."""
    pages = [comment_at(one["path"]) for one in report.content["wrong"]]
    kept = Comment.objects.of_service(report.service).kept_from(person).filter(pk__in=[pk for pk in pages if pk])
    not_theirs = set(kept.values_list("pk", flat=True)) if any(pages) else set()
    entries = [
        one | {"url": one["path"], "kept_from": {person.pk} if pk in not_theirs else ()}
        for one, pk in zip(report.content["wrong"], pages, strict=True)
    ]
    return mending.seen_by(person, report.service, entries)


def letter(report: Report, person: User) -> dict:
    """What the e-mail's templates take."""
    service, about = report.service, period(report.every, report.first_on)
    wrong = wrong_for(person, report)
    site = settings.SITE_URL
    return {
        "report": report,
        "person": person,
        "service": service,
        "about": about,
        "site": site,
        "wrong": wrong,
        "areas": report.content["areas"],
        "made": service.local(report.made_at),
        "report_url": site + address("reports:report", service, report.pk),
        "orders_url": site + address("reports:list", service),
        "dashboard_url": site + address("insights:compliance", service),
        "subject": f"{service.name}: compliance, {about.name}" + (f", {len(wrong)} wrong now" if wrong else ""),
    }

"""For those who read abuse: they report it, a manager sees to it. (What is blurred is in preferences.py.)"""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.mail import send_once
from accounts.models import Membership, Role, Service, User
from audit import services as audit
from audit.kinds import Kind
from moderation import moves, permissions
from moderation.models import AbuseReport, Comment
from moderation.moves import MoveRefused
from moderation.querysets import is_kept_from

LONGEST = 500


@transaction.atomic
def report_abuse(comment_id: int, *, by: User, note: str = "", now: dt.datetime | None = None) -> AbuseReport:
    """Report that a comment abuses staff. The managers hear of it at once; the note is for them alone."""
    now = now or timezone.now()
    comment = moves.locked(comment_id)
    if reason := permissions.refusal_to_handle(by, comment):
        raise MoveRefused(reason)
    if AbuseReport.objects.filter(comment=comment, by=by).exists():
        raise MoveRefused("You have reported this comment already. A manager sees your report.")
    report = AbuseReport.objects.create(comment=comment, by=by, note=note.strip()[:LONGEST], at=now)
    audit.record(Kind.COMMENT_ABUSE_REPORTED, on=comment, actor=by, now=now)
    for manager in managers_of(comment, now):
        if manager != by:
            _tell_manager(report, manager)
    return report


@transaction.atomic
def answer(report_id: int, *, by: User, text: str, now: dt.datetime | None = None) -> AbuseReport:
    """A manager says what was done for the person who reported it."""
    now = now or timezone.now()
    row = AbuseReport.objects.select_for_update(of=("self",)).select_related("comment__service", "by")
    report = row.get(pk=report_id)
    if reason := permissions.refusal_to_answer_abuse(by, report.comment):
        raise MoveRefused(reason)
    if report.by_id == by.pk:
        raise MoveRefused("You reported it yourself. Another manager answers it.")
    if report.answered_at is not None:
        raise MoveRefused(f"{report.answered_by} has answered this report already.")
    report.answer = moves.reason_given(text, f"Write what was done for {report.by}.")
    report.answered_by, report.answered_at = by, now
    report.save(update_fields=["answer", "answered_by", "answered_at"])
    audit.record(Kind.COMMENT_ABUSE_ANSWERED, on=report.comment, actor=by, now=now)
    return report


def reports_for(service: Service, user: User) -> QuerySet[AbuseReport]:
    """The service's reports that a manager may read: none of a comment that is kept from them. Open ones first."""
    comments = Comment.objects.visible_to(user).of_service(service)
    rows = AbuseReport.objects.filter(comment__in=comments).select_related("comment__channel", "by", "answered_by")
    return rows.order_by("answered_at", "at")


def waiting(service: Service, user: User) -> int:
    """How many reports wait for an answer by this person."""
    return 0 if permissions.refusal_to_see_abuse(user, service) else waiting_reports(service, user).count()


def waiting_reports(service: Service, user: User) -> QuerySet[AbuseReport]:
    """Those that wait for an answer by a manager: not one's own, and none of a comment that is kept from them."""
    rows = AbuseReport.objects.filter(comment__service=service, answered_at=None)
    return rows.exclude(by=user).exclude(is_kept_from(user, "comment"))


def managers_of(comment: Comment, now: dt.datetime) -> list[User]:
    """Line and service managers of today, without those that the comment is kept from."""
    service = comment.service
    people: dict[int, User] = {}
    for role in (Role.LINE_MANAGER, Role.SERVICE_MANAGER):
        members = Membership.objects.holding(role, service.today(now)).filter(service=service).select_related("user")
        people |= {one.user_id: one.user for one in members if one.user_id not in comment.kept_from_ids}
    return list(people.values())


def _tell_manager(report: AbuseReport, manager: User) -> None:
    service = report.comment.service
    address = settings.SITE_URL.rstrip("/") + reverse("inbox:abuse", args=[service.slug])
    send_once(
        service=service,
        to=manager,
        key=f"abuse-report-{report.pk}",
        subject=f"{report.by} reports abuse in a comment",
        body=(
            f"Hello {manager.first_name},\n\n{report.by} reports that a comment abuses staff, and waits for your "
            f"answer.\n\n{address}\n\nThis e-mail does not repeat what was written.\n"
        ),
    )

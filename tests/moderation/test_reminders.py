"""Comments past their clock: each is mailed once, to those who can do something."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import OutgoingMail
from moderation import reminders
from tests.factories.moderation import CASE, CommentFactory

pytestmark = pytest.mark.django_db
WEEK = dt.timedelta(days=7)


def test_a_late_comment_is_mailed_once_to_coordinators_and_line_managers(
    service, coordinator, approver, viewer, safeguarding_lead, django_capture_on_commit_callbacks
):
    comment = CommentFactory(service=service, case=True)
    late = comment.due_at + dt.timedelta(minutes=1)
    assert reminders.send_due(service, comment.due_at - dt.timedelta(minutes=1)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert reminders.send_due(service, late) == 2
    assert reminders.send_due(service, late + WEEK) == 0
    assert sorted(message.to[0] for message in mail.outbox) == sorted([coordinator.email, approver.email])
    for message in mail.outbox:
        assert f"/northshire/inbox/{comment.pk}/" in message.body
        assert "timetable" in CASE
        assert "timetable" not in message.body + message.subject
        assert "Pemberton" not in message.body + message.subject


def test_stopped_closed_and_other_services_comments_are_not_mailed(service, other_service, coordinator):
    now = timezone.now()
    CommentFactory(service=service, case=True, clock_stopped_at=now)
    CommentFactory(service=service, closed=True)
    CommentFactory(service=other_service, case=True)
    assert reminders.send_due(service, now + 2 * WEEK) == 0


def test_nobody_is_reminded_of_what_is_kept_from_them(service, coordinator, approver):
    CommentFactory(service=service, kept_from=coordinator)
    reminders.send_due(service, timezone.now() + 2 * WEEK)
    assert list(OutgoingMail.objects.values_list("to__email", flat=True)) == [approver.email]


def test_an_immediate_danger_reaches_managers_and_lead_too(service, coordinator, safeguarding_lead, manager):
    CommentFactory(service=service, escalated=True, flags=["immediate_danger"])
    reminders.send_due(service, timezone.now() + dt.timedelta(minutes=20))
    told = set(OutgoingMail.objects.values_list("to__email", flat=True))
    assert {coordinator.email, safeguarding_lead.email, manager.email} <= told


def test_the_cost_does_not_grow_with_reminders_sent_before(service, coordinator, django_assert_num_queries):
    for _ in range(5):
        CommentFactory(service=service)
    later = timezone.now() + 2 * WEEK
    assert reminders.send_due(service, later) == 5
    with django_assert_num_queries(4):
        assert reminders.send_due(service, later) == 0

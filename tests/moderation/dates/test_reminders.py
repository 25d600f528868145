"""Comments past their clock: each is mailed once, to those who can do something."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import OutgoingMail
from moderation import workflow
from moderation.dates import reminders
from moderation.workflow import Given
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


def test_a_late_comment_that_becomes_graver_and_is_late_again_is_mailed_again(service, coordinator):
    """A general one past its days is seen to be a worry about a child, whose hour runs out as well."""
    monday = dt.datetime(2026, 11, 30, 10, 0, tzinfo=dt.UTC)
    comment = CommentFactory(service=service, category="general", posted_at=monday)
    assert reminders.send_due(service, monday + WEEK) == 1
    workflow.set_flag(comment.pk, "threat_or_hate", by=coordinator)
    assert reminders.send_due(service, monday + WEEK) == 1
    assert reminders.send_due(service, monday + WEEK) == 0
    subjects = OutgoingMail.objects.filter(to=coordinator, key__startswith="comment-late").order_by("pk")
    assert [one.subject[-4:] for one in subjects] == ["(P4)", "(P1)"]


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
    with django_assert_num_queries(6):
        assert reminders.send_due(service, later) == 0


# Most of the time is used up


def told(key: str) -> list[str]:
    """Which of the people of these tests got it; others of the service are there for the policy in force."""
    ours = OutgoingMail.objects.filter(key__startswith=key, to__email__endswith="northshire-sendiass.example")
    return sorted(ours.values_list("to__email", flat=True))


def test_a_warning_comes_once_when_three_quarters_of_the_time_are_used_up(service, coordinator, approver):
    monday = dt.datetime(2026, 11, 30, 10, 0, tzinfo=dt.UTC)
    CommentFactory(service=service, case=True, posted_at=monday)
    assert reminders.warn_due(monday + dt.timedelta(minutes=44)) == 0
    assert reminders.warn_due(monday + dt.timedelta(minutes=45)) == 2
    assert reminders.warn_due(monday + dt.timedelta(minutes=46)) == 0
    assert told("comment-warning") == sorted([coordinator.email, approver.email])
    assert "timetable" not in OutgoingMail.objects.first().body


def test_whoever_has_it_open_is_warned_and_nobody_else(service, coordinator, approver):
    monday = dt.datetime(2026, 11, 30, 10, 0, tzinfo=dt.UTC)
    until = monday + dt.timedelta(minutes=50)
    CommentFactory(service=service, case=True, posted_at=monday, claimed_by=approver, claimed_until=until)
    reminders.warn_due(monday + dt.timedelta(minutes=46))
    assert told("comment-warning") == [approver.email]


def test_the_policy_says_how_much_is_most(service, coordinator, replies):
    replies.parameters = {"warn_at_percent": 50}
    replies.save()
    monday = dt.datetime(2026, 11, 30, 10, 0, tzinfo=dt.UTC)
    CommentFactory(service=service, case=True, posted_at=monday)
    assert reminders.warn_due(monday + dt.timedelta(minutes=31)) >= 1


def test_nobody_is_warned_of_what_is_done_over_or_kept_from_them(service, other_service, coordinator):
    monday = dt.datetime(2026, 11, 30, 10, 0, tzinfo=dt.UTC)
    CommentFactory(service=service, case=True, posted_at=monday, clock_stopped_at=monday)
    CommentFactory(service=service, case=True, posted_at=monday, closed=True)
    CommentFactory(service=service, case=True, posted_at=monday, kept_from=coordinator)
    CommentFactory(service=other_service, case=True, posted_at=monday)
    CommentFactory(service=service, case=True, posted_at=monday - WEEK)  # its time is over already
    assert reminders.warn_due(monday + dt.timedelta(minutes=46)) == 0


def test_a_clock_that_begins_anew_warns_anew(service, coordinator):
    """A case that became general, and was a case again on another day: each clock has its own warning."""
    monday = dt.datetime(2026, 11, 30, 10, 0, tzinfo=dt.UTC)
    comment = CommentFactory(service=service, category="general", posted_at=monday)
    assert comment.warn_at == dt.datetime(2026, 12, 2, 11, 15, tzinfo=dt.UTC)  # of 23 working hours
    reminders.warn_due(comment.warn_at)
    comment.due_at += dt.timedelta(days=1)
    comment.save()
    assert reminders.warn_due(comment.warn_at) == 1


# Allegations


def test_an_allegation_that_is_not_passed_on_within_a_working_day_reaches_manager_and_lead(
    service, manager, safeguarding_lead, coordinator
):
    friday = dt.datetime(2026, 11, 27, 10, 0, tzinfo=dt.UTC)
    comment = CommentFactory(service=service, case=True, flags=["staff_allegation"], posted_at=friday)
    late = dt.datetime(2026, 11, 30, 17, 1, tzinfo=dt.UTC)
    reminders.send_due(service, late - dt.timedelta(minutes=5))
    assert told("allegation-late") == []
    reminders.send_due(service, late)
    reminders.send_due(service, late + WEEK)
    assert told("allegation-late") == sorted([manager.email, safeguarding_lead.email])
    assert comment.text not in OutgoingMail.objects.get(to=manager, key__startswith="allegation").body


def test_the_person_named_hears_nothing_of_an_allegation(service, manager, safeguarding_lead, coordinator):
    friday = dt.datetime(2026, 11, 27, 10, 0, tzinfo=dt.UTC)
    fields = {"flags": ["staff_allegation"], "posted_at": friday, "kept_from": manager}
    CommentFactory(service=service, case=True, **fields)
    later = friday + WEEK
    reminders.warn_due(friday + dt.timedelta(minutes=46))
    reminders.send_due(service, later)
    assert told("allegation-late") == [safeguarding_lead.email]
    assert not OutgoingMail.objects.filter(to=manager).exists()


def test_one_that_was_passed_on_is_not_reminded_of(service, manager, coordinator):
    friday = dt.datetime(2026, 11, 27, 10, 0, tzinfo=dt.UTC)
    comment = CommentFactory(service=service, flags=["staff_allegation"], posted_at=friday, confirmed_by=coordinator)
    workflow.do_step(comment.pk, "allegation", by=coordinator, given=Given(reference="LADO 17"))
    reminders.send_due(service, friday + WEEK)
    assert told("allegation-late") == []

"""The safeguarding lead gets a worry at once, and only they or a deputy close it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import Deputy, Role
from accounts.permissions import forget_roles
from moderation import workflow
from moderation.models import Comment
from moderation.moves import MoveRefused, Stale
from moderation.safety import escalations
from moderation.workflow import Given
from tests.factories.accounts import member
from tests.factories.moderation import CommentFactory, on_the_sandbox

pytestmark = pytest.mark.django_db


def test_the_concern_button_mails_the_lead_at_once_and_once(
    service, coordinator, approver, safeguarding_lead, django_capture_on_commit_callbacks
):
    comment = CommentFactory(service=service, text="He comes to school with bruises")
    for person in (coordinator, approver):
        with django_capture_on_commit_callbacks(execute=True):
            workflow.escalate(comment.pk, by=person)
    assert [message.to for message in mail.outbox] == [[safeguarding_lead.email]]
    assert "bruises" not in mail.outbox[0].body + mail.outbox[0].subject
    with django_capture_on_commit_callbacks(execute=True):
        workflow.escalate(comment.pk, by=coordinator, immediate=True)
    assert "in danger now" in mail.outbox[1].subject


def test_nobody_hears_of_what_is_kept_from_them(service, coordinator, django_capture_on_commit_callbacks):
    named = member(service, Role.SAFEGUARDING_LEAD, email="named@example.org")
    other = member(service, Role.SAFEGUARDING_LEAD, email="other@example.org")
    comment = CommentFactory(service=service, kept_from=named)
    with django_capture_on_commit_callbacks(execute=True):
        workflow.escalate(comment.pk, by=coordinator)
    assert [message.to for message in mail.outbox] == [[other.email]]


def test_the_lead_sees_a_danger_and_the_clock_runs_until_somebody_acted(service, coordinator, safeguarding_lead):
    comment = CommentFactory(service=service, escalated=True, flags=["immediate_danger"])
    assert comment.priority == 0
    seen = escalations.acknowledge(comment.pk, by=safeguarding_lead)
    comment.refresh_from_db()
    assert (seen.seen_by, comment.clock_stopped_at) == (safeguarding_lead, None)
    assert escalations.acknowledge(comment.pk, by=safeguarding_lead).seen_at == seen.seen_at
    acted = workflow.do_step(comment.pk, "emergency", by=coordinator, given=Given(reference="CAD 417"))
    comment.refresh_from_db()
    assert comment.clock_stopped_at == acted.at


def test_the_leads_decision_stops_the_clock_of_a_danger_too(service, safeguarding_lead):
    comment = CommentFactory(service=service, escalated=True, flags=["immediate_danger"])
    closed = escalations.close_escalation(comment.pk, by=safeguarding_lead, decision="Rang 999", reason="Pills")
    comment.refresh_from_db()
    assert comment.clock_stopped_at == closed.closed_at


def test_a_danger_counts_from_when_somebody_saw_that_it_is_one(service, coordinator, safeguarding_lead):
    """Its minutes cannot run out before anybody knows; and who saw the worry has not yet seen the danger."""
    comment = CommentFactory(service=service, escalated=True, posted_at=timezone.now() - dt.timedelta(hours=5))
    escalations.acknowledge(comment.pk, by=safeguarding_lead)
    now = timezone.now()
    danger = workflow.escalate(comment.pk, by=coordinator, immediate=True, now=now)
    assert (danger.priority, danger.due_at) == (0, now + dt.timedelta(minutes=15))
    escalation = comment.escalations.get()
    assert (escalation.immediate_at, escalation.seen_at, escalation.seen_by) == (now, None, None)


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.LINE_MANAGER, Role.SERVICE_MANAGER, Role.VIEWER])
def test_only_the_lead_decides(service, safeguarding_lead, role):
    comment, person = CommentFactory(service=service, escalated=True), member(service, role)
    for verb in (
        lambda: escalations.acknowledge(comment.pk, by=person),
        lambda: escalations.note(comment.pk, by=person, concern="x"),
        lambda: escalations.close_escalation(comment.pk, by=person, decision="a", reason="b"),
        lambda: escalations.allow_message(comment.pk, by=person, reason="b"),
    ):
        with pytest.raises(MoveRefused, match="Only a safeguarding lead"):
            verb()


@pytest.mark.parametrize("is_about_the_lead", [True, False])
def test_where_no_lead_may_hear_of_it_the_managers_decide(
    service, coordinator, approver, manager, is_about_the_lead, request
):
    named = request.getfixturevalue("safeguarding_lead") if is_about_the_lead else None
    comment = CommentFactory(service=service, escalated=True, kept_from=named)
    assert manager in escalations.leads_of(comment, timezone.now())
    for person in (coordinator, approver, *([named] if named else [])):
        with pytest.raises(MoveRefused):
            escalations.acknowledge(comment.pk, by=person)
    escalations.acknowledge(comment.pk, by=manager)
    closed = escalations.close_escalation(comment.pk, by=manager, decision="a", reason="b")
    assert closed.closed_by == manager


def test_a_worry_that_turns_out_to_be_about_the_only_lead_goes_to_the_managers(
    service, coordinator, manager, safeguarding_lead, django_capture_on_commit_callbacks
):
    comment = CommentFactory(service=service, escalated=True)
    escalations.acknowledge(comment.pk, by=safeguarding_lead)
    with django_capture_on_commit_callbacks(execute=True):
        workflow.keep_from(comment.pk, by=coordinator, person=safeguarding_lead)
    assert comment.escalations.get().seen_at is None
    told = [message.to[0] for message in mail.outbox]
    assert manager.email in told
    assert safeguarding_lead.email not in told


def test_nobody_of_several_whom_a_worry_is_kept_from_decides_about_it(
    service, coordinator, manager, safeguarding_lead, django_capture_on_commit_callbacks
):
    stands_in = member(service, Role.SERVICE_MANAGER)
    now, comment = timezone.now(), CommentFactory(service=service, escalated=True)
    other = CommentFactory(service=service, escalated=True, kept_from=manager)
    plain = CommentFactory(service=service, escalated=True)
    with django_capture_on_commit_callbacks(execute=True):
        for person in (safeguarding_lead, manager):
            workflow.keep_from(comment.pk, by=coordinator, person=person)
    comment = Comment.objects.get(pk=comment.pk)
    assert stands_in in escalations.leads_of(comment, now)
    assert not {manager, safeguarding_lead} & {*escalations.leads_of(comment, now)}
    told = [message.to[0] for message in mail.outbox]
    assert stands_in.email in told
    assert safeguarding_lead.email not in told
    rows = Comment.objects.of_service(service)
    assert set(escalations.led_by(stands_in, rows, service, now)) == {comment}
    assert set(escalations.led_by(safeguarding_lead, rows, service, now)) == {other, plain}
    assert set(escalations.led_by(manager, rows, service, now)) == set()
    workflow.keep_no_more(comment.pk, by=member(service, Role.SAFEGUARDING_LEAD), person=manager, reason="Not her")
    assert set(escalations.led_by(manager, rows, service, now)) == set()


def test_what_was_written_down_is_added_to_and_never_written_over(
    service, coordinator, safeguarding_lead, time_machine
):
    time_machine.move_to(dt.datetime(2026, 11, 20, 12, 5, tzinfo=dt.UTC), tick=False)
    comment = CommentFactory(service=service)
    workflow.escalate(comment.pk, by=coordinator, concern="Two posts in an hour")
    escalations.note(comment.pk, by=safeguarding_lead, concern="Rang the school")
    workflow.escalate(comment.pk, by=coordinator, concern="A third one")
    with pytest.raises(MoveRefused, match="Write what"):
        escalations.note(comment.pk, by=safeguarding_lead, concern=" ")
    decided = {"decision": "Passed on", "reason": "Bruises", "concern": "Nobody at home"}
    closed = escalations.close_escalation(comment.pk, by=safeguarding_lead, **decided)
    said = [part.split(": ", 1)[1] for part in closed.concern.split("\n\n")]
    assert said == ["Two posts in an hour", "Rang the school", "A third one", "Nobody at home"]
    assert closed.concern.startswith(f"{coordinator}, Fri 20 Nov 2026, 12:05: Two posts")


def test_a_decision_from_an_older_page_waits_until_the_newer_words_are_read(service, coordinator, safeguarding_lead):
    comment = CommentFactory(service=service, escalated=True)
    workflow.escalate(comment.pk, by=coordinator, concern="A third one")
    with pytest.raises(Stale):
        escalations.close_escalation(
            comment.pk, by=safeguarding_lead, decision="a", reason="b", version=comment.version
        )
    assert comment.escalations.get().closed_at is None


def test_a_deputy_decides_in_their_days(service, coordinator, safeguarding_lead):
    comment, today = CommentFactory(service=service, escalated=True), service.today(timezone.now())
    deputy = Deputy.objects.create(
        service=service,
        role=Role.SAFEGUARDING_LEAD,
        stands_in_for=safeguarding_lead,
        deputy=coordinator,
        starts_on=today - dt.timedelta(days=1),
        ends_on=today,
    )
    assert coordinator in escalations.leads_of(comment, timezone.now())
    escalations.acknowledge(comment.pk, by=coordinator)
    deputy.ends_on = today - dt.timedelta(days=1)
    deputy.save()
    forget_roles(coordinator)
    with pytest.raises(MoveRefused):
        escalations.close_escalation(comment.pk, by=coordinator, decision="a", reason="b")


def test_closing_needs_decision_and_reason_and_hands_the_comment_back(service, safeguarding_lead):
    comment = CommentFactory(service=service, escalated=True)
    for decision, reason, sentence in (("", "b", "what you decided"), ("a", " ", "why you decided")):
        with pytest.raises(MoveRefused, match=sentence):
            escalations.close_escalation(comment.pk, by=safeguarding_lead, decision=decision, reason=reason)
    closed = escalations.close_escalation(
        comment.pk, by=safeguarding_lead, decision="Passed to the front door", reason="Bruises", outcome="Ref 17"
    )
    comment.refresh_from_db()
    assert (closed.closed_by, comment.state, comment.claimed_by) == (safeguarding_lead, "sorted", None)
    with pytest.raises(MoveRefused, match="No escalation"):
        escalations.close_escalation(comment.pk, by=safeguarding_lead, decision="a", reason="b")


def test_a_new_worry_opens_a_new_escalation(service, coordinator, safeguarding_lead):
    comment = CommentFactory(service=service, escalated=True)
    escalations.close_escalation(comment.pk, by=safeguarding_lead, decision="a", reason="b")
    workflow.escalate(comment.pk, by=coordinator)
    assert comment.escalations.count() == 2
    assert comment.escalations.filter(closed_at=None).count() == 1


def test_the_lead_may_allow_a_message_to_a_writer_under_13(service, coordinator, safeguarding_lead, replies):
    comment = CommentFactory(
        service=service, case=True, direct=True, on_sandbox=True, flags=["under_13"], confirmed_by=coordinator
    )
    with pytest.raises(MoveRefused, match="under 13"):
        workflow.do_step(comment.pk, "reply_direct", by=coordinator)
    with pytest.raises(MoveRefused, match="Write why"):
        workflow.allow_message(comment.pk, by=safeguarding_lead, reason="")
    workflow.claim(comment.pk, by=safeguarding_lead)
    workflow.allow_message(comment.pk, by=safeguarding_lead, reason="They asked for Childline")
    comment.refresh_from_db()
    assert comment.claimed_by is None  # it is handed back
    workflow.do_step(comment.pk, "reply_direct", by=coordinator)
    assert on_the_sandbox(comment).replies.count() == 1


def test_what_is_in_public_is_hidden_while_the_lead_decides_and_no_message_goes_out(service, coordinator, replies):
    comment = CommentFactory(service=service, case=True, on_sandbox=True, escalated=True, confirmed_by=coordinator)
    workflow.do_step(comment.pk, "hide", by=coordinator)
    assert on_the_sandbox(comment).hidden_at
    with pytest.raises(MoveRefused, match="lead decides first"):
        workflow.do_step(comment.pk, "reply_private", by=coordinator)
    comment.refresh_from_db()
    assert comment.state == "escalated"

"""A danger that nobody has seen: more people hear of it every five minutes, at any hour, each once a round."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from accounts.models import OutgoingMail, Role
from audit.models import Event
from moderation import moves, workflow
from moderation.coming_in import intake
from moderation.models import CommentImport
from moderation.safety import dangers, escalations
from moderation.workflow import Given
from tests.factories.accounts import member
from tests.factories.moderation import CommentFactory, sandbox_channel

pytestmark = pytest.mark.django_db
NIGHT = dt.datetime(2026, 12, 25, 2, 0, tzinfo=dt.UTC)  # Christmas, at two in the morning


@pytest.fixture
def danger(service, coordinator, approver, manager, safeguarding_lead):
    comment = CommentFactory(service=service, posted_at=NIGHT, text="he has taken all his tablets")
    return workflow.escalate(comment.pk, by=coordinator, immediate=True, now=NIGHT)


def after(minutes: float) -> dt.datetime:
    return NIGHT + dt.timedelta(minutes=minutes)


def told() -> dict[str, int]:
    """How many e-mails each person of these tests got; others of the service are there for the policy in force."""
    ours = OutgoingMail.objects.filter(to__email__endswith="northshire-sendiass.example")
    emails = list(ours.values_list("to__email", flat=True))
    return {email: emails.count(email) for email in emails}


def test_each_round_reaches_one_role_more_and_nobody_twice(danger, coordinator, approver, manager, safeguarding_lead):
    lead, others = safeguarding_lead.email, [manager.email, approver.email, coordinator.email]
    assert told() == {lead: 1}
    assert dangers.chase_due(after(4.9)) == 0
    for number in range(1, 4):
        assert dangers.chase_due(after(5 * number)) > number
        assert dangers.chase_due(after(5 * number + 2)) == 0
        assert told() == {lead: 1 + number} | {email: number - spot for spot, email in enumerate(others[:number])}
    assert dangers.chase_due(after(20)) > 3
    assert all("tablets" not in one.body + one.subject for one in OutgoingMail.objects.all())


def test_rounds_that_a_worker_missed_are_not_made_up(danger, coordinator):
    assert dangers.chase_due(after(31)) > 3
    assert OutgoingMail.objects.filter(to=coordinator).count() == 1


def test_it_ends_when_the_lead_has_seen_it(danger, safeguarding_lead):
    dangers.chase_due(after(5))
    escalations.acknowledge(danger.pk, by=safeguarding_lead, now=after(6))
    assert dangers.chase_due(after(10)) == 0


def test_it_ends_when_somebody_records_that_help_was_called(danger, coordinator):
    workflow.do_step(danger.pk, "emergency", by=coordinator, given=Given(reference="CAD 417"), now=after(3))
    assert dangers.chase_due(after(10)) == 0


def test_that_no_call_was_needed_is_for_the_lead_to_say(danger, coordinator, safeguarding_lead):
    workflow.step_not_possible(danger.pk, "emergency", by=coordinator, reason="It reads like a song", now=after(3))
    danger.refresh_from_db()
    assert danger.clock_stopped_at is None
    assert dangers.chase_due(after(5)) >= 2
    assert told()[safeguarding_lead.email] == 2


def test_help_for_an_earlier_danger_is_no_help_for_a_new_one(danger, coordinator, safeguarding_lead):
    workflow.do_step(danger.pk, "emergency", by=coordinator, given=Given(reference="CAD 417"), now=after(3))
    escalations.acknowledge(danger.pk, by=safeguarding_lead, now=after(4))
    workflow.escalate(danger.pk, by=coordinator, immediate=True, now=after(30))
    danger.refresh_from_db()
    assert (danger.steps.get().state, danger.clock_stopped_at) == ("todo", None)
    assert dangers.chase_due(after(35)) >= 2
    workflow.do_step(danger.pk, "emergency", by=coordinator, given=Given(reference="CAD 502"), now=after(36))
    assert dangers.chase_due(after(40)) == 0


def test_a_danger_that_was_seen_and_is_raised_again_is_told_at_once_and_twice_pressed_once(
    danger, coordinator, approver, safeguarding_lead
):
    escalations.acknowledge(danger.pk, by=safeguarding_lead, now=after(1))
    for minutes, person in ((10, coordinator), (11, approver)):
        workflow.escalate(danger.pk, by=person, immediate=True, concern="Another post", now=after(minutes))
    escalation = danger.escalations.get()
    assert (escalation.immediate_at, escalation.seen_at) == (after(10), None)
    assert told() == {safeguarding_lead.email: 2}


def test_thanks_in_the_place_of_a_danger_that_was_seen_are_no_new_danger(danger, safeguarding_lead):
    escalations.acknowledge(danger.pk, by=safeguarding_lead, now=after(1))
    intake.note_edit(danger.pk, "Thank you, the drop-in was lovely", now=after(10))
    assert danger.escalations.get().seen_at == after(1)
    intake.note_edit(danger.pk, "he has taken all his tablets again and wont wake up", now=after(20))
    assert danger.escalations.get().seen_at is None
    assert told() == {safeguarding_lead.email: 2}


@pytest.fixture
def brought(service, coordinator, approver, manager, safeguarding_lead):
    """Two dangers that an import brought."""
    channel = sandbox_channel(service)
    run = CommentImport.objects.create(service=service, channel=channel, by=manager, file_name="comments.csv")
    comments = [CommentFactory(service=service, posted_at=NIGHT, imported_by=run) for _ in range(2)]
    for comment in comments:
        comment.flags = ["immediate_danger", "safeguarding"]
        escalations.raise_for(comment, by=None, immediate=True, now=NIGHT)
        moves.reckon(comment)
        moves.settle(comment, "flags", "priority", "due_at")
    return comments


def test_what_an_import_brought_is_chased_in_one_email_a_round(brought, manager, safeguarding_lead):
    assert told() == {safeguarding_lead.email: 2}
    assert dangers.chase_due(after(5)) >= 2
    assert dangers.chase_due(after(7)) == 0
    assert told() == {safeguarding_lead.email: 3, manager.email: 1}
    assert "2 comments on Sandbox, brought by an import" in OutgoingMail.objects.get(to=manager).body
    for comment in brought:
        escalations.acknowledge(comment.pk, by=safeguarding_lead, now=after(8))
    assert dangers.chase_due(after(10)) == 0


def test_a_danger_that_a_person_raises_on_what_was_imported_has_its_own_calls(
    brought, coordinator, manager, safeguarding_lead
):
    workflow.escalate(brought[0].pk, by=coordinator, immediate=True, now=after(1))
    escalations.acknowledge(brought[1].pk, by=safeguarding_lead, now=after(2))
    assert dangers.chase_due(after(6)) >= 2
    assert reverse("inbox:comment", args=[brought[0].service.slug, brought[0].pk]) in (
        OutgoingMail.objects.get(to=manager).body
    )


def test_it_ends_when_the_escalation_is_closed(danger, safeguarding_lead):
    escalations.close_escalation(danger.pk, by=safeguarding_lead, decision="a", reason="b", now=after(3))
    assert dangers.chase_due(after(10)) == 0


def test_a_worry_that_is_no_danger_waits_without_calls(service, coordinator, safeguarding_lead):
    comment = CommentFactory(service=service, posted_at=NIGHT)
    workflow.escalate(comment.pk, by=coordinator, now=NIGHT)
    assert dangers.chase_due(after(60)) == 0


def test_a_danger_raised_again_after_it_was_seen_starts_anew(service, coordinator, safeguarding_lead, manager):
    comment = CommentFactory(service=service, posted_at=NIGHT)
    workflow.escalate(comment.pk, by=coordinator, now=NIGHT)
    escalations.acknowledge(comment.pk, by=safeguarding_lead, now=after(1))
    workflow.escalate(comment.pk, by=coordinator, immediate=True, now=after(30))
    assert dangers.chase_due(after(34)) == 0
    assert dangers.chase_due(after(35)) >= 2
    assert manager.email in told()


def test_whom_it_is_kept_from_hears_nothing_in_any_round(service, coordinator, manager, safeguarding_lead):
    comment = CommentFactory(service=service, posted_at=NIGHT, kept_from=manager)
    workflow.escalate(comment.pk, by=coordinator, immediate=True, now=NIGHT)
    for number in range(1, 5):
        dangers.chase_due(after(5 * number))
    assert manager.email not in told()


def test_without_a_lead_the_managers_hear_at_once(service, coordinator, manager):
    comment = CommentFactory(service=service, posted_at=NIGHT)
    workflow.escalate(comment.pk, by=coordinator, immediate=True, now=NIGHT)
    assert told() == {manager.email: 1}


def test_another_services_people_hear_nothing(danger, other_service):
    elsewhere = member(other_service, Role.SERVICE_MANAGER)
    dangers.chase_due(after(20))
    assert elsewhere.email not in told()


def test_each_round_is_on_record(danger):
    dangers.chase_due(after(5))
    event = Event.objects.about(danger).get(kind="comment.chased")
    assert event.job == "The watch over dangers"
    assert event.data == {"minutes": 5, "people": OutgoingMail.objects.filter(key__startswith="danger").count()}


def test_the_policy_says_how_many_minutes(danger, replies):
    replies.parameters = {"seen_within_minutes_p0": 2}
    replies.save()
    assert dangers.chase_due(after(2)) >= 2


def test_one_that_fails_does_not_keep_the_next_from_being_told(danger, service, coordinator, monkeypatch):
    second = CommentFactory(service=service, posted_at=NIGHT)
    workflow.escalate(second.pk, by=coordinator, immediate=True, now=NIGHT)
    chase = dangers.chase

    def breaks(comment_id, *, now):
        if comment_id == danger.pk:
            raise RuntimeError
        return chase(comment_id, now=now)

    monkeypatch.setattr(dangers, "chase", breaks)
    assert dangers.chase_due(after(5)) >= 2

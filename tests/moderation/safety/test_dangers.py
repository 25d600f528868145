"""A danger that nobody has seen: more people hear of it every five minutes, at any hour, each once a round."""

from __future__ import annotations

import datetime as dt

import pytest

from accounts.models import OutgoingMail, Role
from audit.models import Event
from moderation import workflow
from moderation.safety import dangers, escalations
from moderation.workflow import Given
from tests.factories.accounts import member
from tests.factories.moderation import CommentFactory

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

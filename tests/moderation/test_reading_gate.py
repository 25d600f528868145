"""Who has not read the policy in time may look at comments, and raise a worry, but not handle them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from moderation import workflow
from moderation.classify.labels import Flag
from moderation.grievances import incidents
from moderation.moves import MOVES, MoveRefused
from moderation.safety import escalations
from policies.models import Reading
from tests.factories.moderation import CommentFactory, IncidentFactory
from tests.factories.policies import PolicyVersionFactory, ReadingCampaignFactory, ReadingFactory

NEVER_KEPT_BACK = {"release", "hand_over", "escalate", "acknowledge", "close_escalation", "allow_message", "keep_from"}


@pytest.fixture
def unread(service, coordinator, safeguarding_lead, manager):
    """Nobody of them read the policy by the first day of the year."""
    campaign = ReadingCampaignFactory(version=PolicyVersionFactory(service=service, in_force=True))
    for user in (coordinator, safeguarding_lead, manager):
        ReadingFactory(campaign=campaign, user=user, due_on=dt.date(2026, 1, 1))
    return campaign


@pytest.fixture
def comment(service):
    return CommentFactory(service=service)


@pytest.mark.parametrize("verb", sorted(MOVES))
def test_every_move_but_the_emergency_path_asks_for_the_reading(verb):
    assert MOVES[verb].needs_reading == (verb not in NEVER_KEPT_BACK)


@pytest.mark.parametrize(
    "act",
    [
        lambda pk, by: workflow.claim(pk, by=by),
        lambda pk, by: workflow.heartbeat(pk, by=by),
        lambda pk, by: workflow.confirm_category(pk, "general", by=by),
        lambda pk, by: workflow.set_flag(pk, Flag.SPAM, by=by),
        lambda pk, by: workflow.change_flags(pk, [Flag.SPAM, Flag.SAFEGUARDING], by=by),
        lambda pk, by: workflow.do_step(pk, "answer", by=by),
        lambda pk, by: workflow.step_not_possible(pk, "answer", by=by, reason="No."),
        lambda pk, by: workflow.close(pk, by=by),
        lambda pk, by: workflow.said_gone(pk, by=by, reason="Gone."),
    ],
)
def test_handling_is_refused_with_the_sentence(unread, comment, coordinator, act):
    with pytest.raises(MoveRefused, match="You have not read"):
        act(comment.pk, coordinator)
    version = comment.version
    comment.refresh_from_db()
    assert (comment.version, comment.claimed_by) == (version, None)


def test_nothing_is_handed_out(unread, comment, coordinator, service):
    with pytest.raises(MoveRefused, match="You have not read"):
        workflow.next_comment(service, by=coordinator)


def test_an_incident_is_not_closed(unread, service, coordinator):
    incident = IncidentFactory(service=service)
    with pytest.raises(MoveRefused, match="You have not read"):
        incidents.close_incident(incident.pk, by=coordinator, outcome="Over.")


@pytest.mark.parametrize("immediate", [True, False])
def test_a_worry_is_raised_all_the_same(unread, comment, coordinator, immediate):
    workflow.escalate(comment.pk, by=coordinator, concern="Please look.", immediate=immediate)
    comment.refresh_from_db()
    assert comment.escalations.get().raised_by == coordinator


@pytest.mark.parametrize("flags", [[Flag.SAFEGUARDING], [Flag.IMMEDIATE_DANGER, Flag.SAFEGUARDING]])
def test_a_worry_can_be_ticked_among_the_flags_too(unread, comment, coordinator, flags):
    workflow.change_flags(comment.pk, [*comment.flags, *flags], by=coordinator)
    assert comment.escalations.exists()


def test_the_lead_sees_decides_and_closes_all_the_same(unread, comment, coordinator, safeguarding_lead):
    workflow.escalate(comment.pk, by=coordinator, immediate=True)
    escalations.acknowledge(comment.pk, by=safeguarding_lead)
    escalations.note(comment.pk, by=safeguarding_lead, concern="Seen.")
    escalations.close_escalation(comment.pk, by=safeguarding_lead, decision="Called 999.", reason="Danger.")
    assert comment.escalations.get().closed_by == safeguarding_lead


def test_a_comment_is_kept_from_whom_it_names_all_the_same(unread, comment, coordinator, approver):
    workflow.keep_from(comment.pk, by=coordinator, person=approver)
    comment.refresh_from_db()
    assert comment.is_kept_from(approver)


def test_what_one_had_can_be_let_go(unread, service, coordinator):
    comment = CommentFactory(service=service, claimed_by=coordinator)
    workflow.release(comment.pk, by=coordinator)
    comment.refresh_from_db()
    assert comment.claimed_by is None


def test_a_lowered_flag_beside_a_worry_is_handling(unread, service, coordinator):
    comment = CommentFactory(service=service, flags=["spam"])
    with pytest.raises(MoveRefused, match="You have not read"):
        workflow.change_flags(comment.pk, [Flag.SAFEGUARDING], by=coordinator)


def test_the_page_can_be_read_says_why_and_keeps_the_alarm(client, unread, comment, coordinator, service):
    client.force_login(coordinator)
    page = client.get(reverse("inbox:comment", args=[service.slug, comment.pk]))
    text = page.content.decode()
    assert page.status_code == 200
    assert "You have not read" in text
    assert 'id="concern"' in text
    comment.refresh_from_db()
    assert comment.claimed_by is None
    page = client.post(reverse("inbox:next", args=[service.slug]), follow=True)
    assert "You have not read" in page.content.decode()


def test_a_page_asks_for_the_reading_once(client, unread, comment, coordinator, service):
    Reading.objects.update(due_on=dt.date(2199, 1, 1))
    client.force_login(coordinator)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("inbox:comment", args=[service.slug, comment.pk]))
    assert len([one for one in asked if "policies_reading" in one["sql"]]) == 1

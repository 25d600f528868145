"""The states of a channel: each move from each state, and what stands against it."""

import pytest
from django.utils import timezone

from audit.models import Event
from channels import workflow
from channels.models import ChannelState
from channels.workflow import MOVES, MoveRefused
from tests.factories.channels import ChannelFactory, RiskAssessmentFactory

pytestmark = pytest.mark.django_db
ALLOWED = {("planned", "pilot"), ("suspended", "pilot"), ("pilot", "live"), ("pilot", "suspend"), ("live", "suspend")}


@pytest.mark.parametrize("state", ChannelState.values)
@pytest.mark.parametrize("verb", MOVES)
def test_each_move_from_each_state(service, manager, state, verb):
    channel = ChannelFactory(service=service, by_hand=True, state=state)
    RiskAssessmentFactory(channel=channel)
    allowed = (state, verb) in ALLOWED
    assert (verb in workflow.available(channel, manager, timezone.now())) == allowed
    try:
        workflow.move(channel.pk, verb, by=manager, reason="Told by the council.")
        moved = True
    except MoveRefused:
        moved = False
    channel.refresh_from_db()
    assert moved == allowed
    assert channel.state == (MOVES[verb].after if allowed else state)


def test_a_pilot_needs_a_written_assessment_and_live_an_agreed_one(service, manager):
    channel = ChannelFactory(service=service, by_hand=True, planned=True)
    with pytest.raises(MoveRefused, match="Write the risk assessment first"):
        workflow.move(channel.pk, "pilot", by=manager)
    RiskAssessmentFactory(channel=channel, agreed=False)
    workflow.move(channel.pk, "pilot", by=manager)
    with pytest.raises(MoveRefused, match="A second person must agree"):
        workflow.move(channel.pk, "live", by=manager)


def test_one_that_ran_out_lets_nothing_go_live(service, manager):
    channel = ChannelFactory(service=service, by_hand=True, state="pilot")
    RiskAssessmentFactory(channel=channel, review_on="2026-01-05")
    with pytest.raises(MoveRefused, match="ran out on 5 Jan 2026"):
        workflow.move(channel.pk, "live", by=manager)


def test_the_sandbox_needs_no_assessment(service, manager):
    channel = ChannelFactory(service=service, state="pilot")
    assert workflow.move(channel.pk, "live", by=manager).state == "live"


def test_whoever_drafts_may_suspend_but_only_a_manager_begins_again(service, coordinator):
    channel = ChannelFactory(service=service, by_hand=True)
    workflow.move(channel.pk, "suspend", by=coordinator, reason="Somebody else has the password.")
    channel.refresh_from_db()
    assert channel.suspend_reason == "Somebody else has the password."
    with pytest.raises(MoveRefused, match="Only a service manager"):
        workflow.move(channel.pk, "pilot", by=coordinator)


def test_suspending_needs_a_reason_which_goes_when_it_begins_again(service, manager):
    channel = ChannelFactory(service=service)
    with pytest.raises(MoveRefused, match="Say why"):
        workflow.move(channel.pk, "suspend", by=manager, reason="  ")
    workflow.move(channel.pk, "suspend", by=manager, reason="A test.")
    channel = workflow.move(channel.pk, "pilot", by=manager)
    assert channel.suspend_reason == ""
    assert [event.kind for event in Event.objects.about(channel)] == ["channel.suspended", "channel.moved"]

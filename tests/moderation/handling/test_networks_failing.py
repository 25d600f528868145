"""A case in public on a network that fails between hiding, the private reply and deleting: at each point, in each way.

Nothing is deleted unless the reply was delivered, or a person said that it could not be; and nobody gets it twice.
"""

from __future__ import annotations

import datetime as dt
from itertools import product

import pytest
import time_machine
from django.utils import timezone

from audit.services import first_broken_link
from channels.models import SandboxReply
from moderation import workflow
from moderation.handling import outcomes
from moderation.models import Comment, StepState
from moderation.workflow import Given, MoveRefused
from tests.factories.moderation import CommentFactory, HouseRuleFactory, on_the_sandbox
from tests.moderation import faulty

pytestmark = pytest.mark.django_db

FAULTS = (
    "",
    "refused",
    "later",
    "lost before",
    "lost after",
    "broken before",
    "broken after",
    "killed before",
    "killed after",
)
UNCLEAR = [fault for fault in FAULTS if fault.startswith(("lost", "broken", "killed"))]
STEPS = ("hide", "reply_private", "delete")


@pytest.fixture
def case(service, coordinator, replies, network) -> Comment:
    return CommentFactory(service=service, case=True, on_sandbox=True, confirmed_by=coordinator)


def attempt(do) -> str:
    """Try something; what refused it, or "" when it was taken."""
    try:
        do()
    except MoveRefused as error:
        return str(error)
    except faulty.Killed:
        return "killed"
    return ""


def walk(case: Comment, by) -> None:
    """Press every button in turn, as somebody in a hurry would."""
    for key in STEPS:
        attempt(lambda key=key: workflow.do_step(case.pk, key, by=by))
        assert_nothing_is_lost(case)


def assert_nothing_is_lost(case: Comment) -> None:
    there = on_the_sandbox(case)
    reply = case.steps.filter(key="reply_private").first()
    delivered = there.replies.filter(is_private=True).exists()
    said_so = reply is not None and (reply.state == "not_possible" or (reply.state == "done" and reply.by_hand))
    assert there.removed_at is None or (reply.state == "done" and delivered) or said_so
    assert there.replies.count() <= 1


@pytest.mark.parametrize(("first", "second"), list(product(FAULTS, FAULTS)))
def test_whatever_fails_nothing_is_deleted_before_the_reply_arrived(case, service, coordinator, network, first, second):
    """The first fault meets hiding and the reply, the second the reply's next try and deleting; then all goes well."""
    network.faults["hide"].append(first)
    network.faults["reply"].extend([first, second])
    network.faults["delete"].append(second)
    for minutes in (0, 3, 6, 9, 12):
        with time_machine.travel(timezone.now() + dt.timedelta(minutes=minutes), tick=False):
            for step_id in outcomes.without_an_answer():
                attempt(lambda step_id=step_id: outcomes.look_up(step_id))
                assert_nothing_is_lost(case)
            walk(case, coordinator)
    there = on_the_sandbox(case)
    assert dict(case.steps.values_list("key", "state")) == dict.fromkeys(STEPS, "done")
    assert (there.hidden_at is not None, there.replies.count(), there.removed_at is not None) == (True, 1, True)
    assert first_broken_link(service) is None


@pytest.mark.parametrize("fault", UNCLEAR)
def test_while_nobody_knows_what_became_of_the_reply_it_can_be_neither_deleted_nor_called_another_class(
    case, coordinator, approver, network, fault
):
    network.faults["reply"].append(fault)
    network.lookup.append("unsure")
    workflow.do_step(case.pk, "hide", by=coordinator)
    attempt(lambda: workflow.do_step(case.pk, "reply_private", by=coordinator))
    step = case.steps.get(key="reply_private")
    assert step.state == "under_way"
    case.steps.filter(pk=step.pk).update(data={name: step.data[name] for name in ("text", "action")})  # still asked
    for do in (
        lambda: workflow.step_not_possible(case.pk, "reply_private", by=coordinator, reason="Never mind"),
        lambda: workflow.do_step(case.pk, "delete", by=coordinator),
        lambda: workflow.do_step(case.pk, "delete", by=coordinator, by_hand=True),
        lambda: workflow.step_not_possible(case.pk, "delete", by=coordinator, reason="Never mind"),
        lambda: workflow.do_step(case.pk, "reply_private", by=coordinator),
        lambda: workflow.confirm_category(case.pk, "general", by=coordinator),
        lambda: workflow.close(case.pk, by=coordinator),
        lambda: workflow.do_step(case.pk, "delete", by=approver),
    ):
        assert attempt(do)
    assert on_the_sandbox(case).removed_at is None


@pytest.mark.parametrize("fault", UNCLEAR)
def test_a_reply_of_which_nobody_can_tell_may_be_passed_over_with_a_reason_and_then_it_is_deleted(
    case, coordinator, network, fault
):
    network.faults["reply"].append(fault)
    network.lookup.extend(["unsure", "unsure"])
    workflow.do_step(case.pk, "hide", by=coordinator)
    attempt(lambda: workflow.do_step(case.pk, "reply_private", by=coordinator))
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=3), tick=False):
        for step_id in outcomes.without_an_answer():
            outcomes.look_up(step_id)
        workflow.step_not_possible(case.pk, "reply_private", by=coordinator, reason="They closed their account")
        workflow.do_step(case.pk, "delete", by=coordinator)
    assert on_the_sandbox(case).removed_at
    assert SandboxReply.objects.count() <= 1


@pytest.mark.parametrize("state", [StepState.TODO, StepState.UNDER_WAY, StepState.FAILED])
@pytest.mark.parametrize("by_hand", [False, True])
def test_deleting_by_hand_or_not_waits_for_the_reply_in_every_state(case, coordinator, state, by_hand):
    workflow.do_step(case.pk, "hide", by=coordinator)
    at = timezone.now() - dt.timedelta(hours=1)
    case.steps.create(
        capture=case.capture, key="reply_private", position=1, state=state, at=at, by=coordinator, data={"ask": True}
    )
    with pytest.raises(MoveRefused, match="First: reply in private"):
        workflow.do_step(case.pk, "delete", by=coordinator, by_hand=by_hand)
    assert on_the_sandbox(case).removed_at is None


def test_a_reply_sent_by_hand_lets_it_be_deleted_and_is_not_sent_again(case, coordinator, network):
    network.faults["reply"].append("refused")
    workflow.do_step(case.pk, "hide", by=coordinator)
    workflow.do_step(case.pk, "reply_private", by=coordinator)
    workflow.do_step(case.pk, "reply_private", by=coordinator, by_hand=True)
    assert workflow.do_step(case.pk, "delete", by=coordinator).state == "done"
    assert attempt(lambda: workflow.do_step(case.pk, "reply_private", by=coordinator)) == "This step is finished."
    assert SandboxReply.objects.count() == 0


def test_a_class_changed_to_and_fro_lets_nothing_be_deleted_without_the_reply(case, coordinator, network):
    network.faults["reply"].append("refused")
    workflow.do_step(case.pk, "hide", by=coordinator)
    workflow.do_step(case.pk, "reply_private", by=coordinator)
    for category in ("troll", "general", "grievance", "case_request"):
        workflow.confirm_category(case.pk, category, by=coordinator)
        assert attempt(lambda: workflow.do_step(case.pk, "delete", by=coordinator))
    assert on_the_sandbox(case).removed_at is None


def test_a_hidden_comment_that_a_person_takes_over_keeps_its_order(case, coordinator, approver, network):
    """One begins, another goes on after the claim has run out: what the first did counts, and only that."""
    network.faults["reply"].append("killed before")
    workflow.do_step(case.pk, "hide", by=coordinator)
    attempt(lambda: workflow.do_step(case.pk, "reply_private", by=coordinator))
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=10), tick=False):
        assert "reply in private" in attempt(lambda: workflow.do_step(case.pk, "delete", by=approver))
        assert workflow.retry(case.pk, "reply_private", by=approver).state == "failed"
        assert "reply in private" in attempt(lambda: workflow.do_step(case.pk, "delete", by=approver))
        workflow.do_step(case.pk, "reply_private", by=approver)
        assert workflow.do_step(case.pk, "delete", by=approver).state == "done"
    assert SandboxReply.objects.count() == 1


@pytest.mark.parametrize("fault", FAULTS)
def test_a_troll_is_hidden_at_most_and_never_written_to_whatever_the_network_does(
    service, coordinator, replies, network, fault
):
    rule = HouseRuleFactory(service=service)
    comment = CommentFactory(service=service, troll=True, on_sandbox=True, confirmed_by=coordinator)
    network.faults["hide"].append(fault)
    attempt(lambda: workflow.do_step(comment.pk, "hide", by=coordinator, given=Given(house_rule=rule.pk)))
    for key in ("reply_private", "answer", "complaints", "tell_why", "reply_direct", "delete"):
        assert attempt(lambda key=key: workflow.do_step(comment.pk, key, by=coordinator, given=Given(text="x")))
    assert not SandboxReply.objects.exists()
    assert on_the_sandbox(comment).removed_at is None

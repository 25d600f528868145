"""Blocks: only after breaches of named house rules, decided by a manager, until a date, and undone by themselves."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from channels.models import SandboxBlock
from moderation import workflow
from moderation.conduct import blocking
from moderation.models import Block, Comment, Step
from moderation.moves import MoveRefused
from moderation.workflow import Given
from tests.factories.channels import ChannelFactory
from tests.factories.moderation import CommentFactory, HouseRuleFactory, on_the_sandbox

REASON = "Insults again and again."


@pytest.fixture
def rule(service):
    return HouseRuleFactory(service=service)


def breach(service, by, rule, *, handle="@clown") -> Comment:
    comment = CommentFactory(service=service, troll=True, on_sandbox=True, confirmed_by=by, author_handle=handle)
    comment.author_signals = {"author_id": on_the_sandbox(comment).handle}
    comment.save(update_fields=["author_signals"])
    workflow.do_step(comment.pk, "hide", by=by, given=Given(house_rule=rule.pk))
    workflow.release(comment.pk, by=by)
    return comment


@pytest.fixture
def third(service, coordinator, replies, rule) -> Comment:
    """The third breach of one writer."""
    return [breach(service, coordinator, rule) for _ in range(3)][-1]


def test_two_breaches_are_too_few_and_the_third_is_enough(service, coordinator, replies, rule):
    for number in (1, 2):
        comment = breach(service, coordinator, rule)
        with pytest.raises(MoveRefused, match=f"{number} of 3 breaches"):
            blocking.propose(comment.pk, by=coordinator, reason=REASON)
    comment = breach(service, coordinator, rule)
    assert blocking.propose(comment.pk, by=coordinator, reason=REASON).state == "proposed"


DOES_NOT_COUNT = {
    "of another writer": lambda one, by: Comment.objects.filter(pk=one.pk).update(author_handle="@jo"),
    "on another channel": lambda one, by: Comment.objects.filter(pk=one.pk).update(
        channel=ChannelFactory(service=one.service, by_hand=True)
    ),
    "too long ago": lambda one, by: Step.objects.filter(comment=one).update(at=timezone.now() - dt.timedelta(days=91)),
    "shown again": lambda one, by: workflow.show_again(one.pk, by=by, reason="It was no insult."),
}


@pytest.mark.parametrize("happens", DOES_NOT_COUNT.values(), ids=DOES_NOT_COUNT)
def test_what_does_not_count(coordinator, third, happens):
    happens(Comment.objects.order_by("pk").first(), coordinator)
    with pytest.raises(MoveRefused, match="2 of 3 breaches"):
        blocking.propose(third.pk, by=coordinator, reason=REASON)


def test_hidden_cases_and_grievances_count_for_nothing(service, coordinator, replies):
    for _ in range(4):
        case = CommentFactory(
            service=service, case=True, on_sandbox=True, confirmed_by=coordinator, author_handle="@dad"
        )
        workflow.do_step(case.pk, "hide", by=coordinator)
        angry = CommentFactory(service=service, grievance=True, confirmed_by=coordinator, author_handle="@dad")
    with pytest.raises(MoveRefused, match=r"0 of 3 .* Criticism counts for none"):
        blocking.propose(angry.pk, by=coordinator, reason="They never stop complaining.")


def test_a_case_hidden_with_a_house_rule_named_beside_it_does_not_count(service, coordinator, replies, rule):
    for _ in range(3):
        case = CommentFactory(
            service=service, case=True, on_sandbox=True, confirmed_by=coordinator, author_handle="@dad"
        )
        workflow.do_step(case.pk, "hide", by=coordinator, given=Given(house_rule=rule.pk))
    with pytest.raises(MoveRefused, match="0 of 3"):
        blocking.propose(case.pk, by=coordinator, reason=REASON)


def test_a_writer_without_a_handle_is_nobody_to_block(service, coordinator, third):
    Comment.objects.update(author_handle="")
    with pytest.raises(MoveRefused, match="do not know who wrote it"):
        blocking.propose(third.pk, by=coordinator, reason=REASON)


def test_a_proposal_is_decided_by_a_manager_and_carried_out(coordinator, approver, third):
    block = blocking.propose(third.pk, by=coordinator, reason=REASON)
    with pytest.raises(PermissionDenied, match="Only a line manager or service manager"):
        blocking.decide(block.pk, by=coordinator, blocks=True)
    block = blocking.decide(block.pk, by=approver, blocks=True)
    assert (block.state, block.decided_by, block.proposed_by) == ("done", approver, coordinator)
    assert SandboxBlock.objects.get().handle == third.author_signals["author_id"]
    with pytest.raises(MoveRefused, match="decided about this block already"):
        blocking.decide(block.pk, by=approver, blocks=False, reason="No.")


def test_a_proposal_that_is_declined_leaves_the_writer_alone(coordinator, approver, third):
    block = blocking.propose(third.pk, by=coordinator, reason=REASON)
    with pytest.raises(MoveRefused, match="Write why"):
        blocking.decide(block.pk, by=approver, blocks=False)
    assert blocking.decide(block.pk, by=approver, blocks=False, reason="Two were jokes.").state == "declined"
    assert not SandboxBlock.objects.exists()
    assert blocking.propose(third.pk, by=coordinator, reason="Again.").state == "proposed"


def test_a_proposal_whose_breaches_were_shown_again_is_no_longer_decided_for(coordinator, approver, third):
    block = blocking.propose(third.pk, by=coordinator, reason=REASON)
    workflow.show_again(third.pk, by=coordinator, reason="It was no insult.")
    with pytest.raises(MoveRefused, match="2 of 3"):
        blocking.decide(block.pk, by=approver, blocks=True)


def test_a_manager_blocks_at_once_but_once(manager, third):
    blocking.block_writer(third.pk, by=manager, reason=REASON)
    with pytest.raises(MoveRefused, match="blocked already"):
        blocking.block_writer(third.pk, by=manager, reason=REASON)


@pytest.mark.parametrize(("days", "why"), [(0, "after today"), (-1, "after today"), (367, "a year at most")])
def test_a_block_ends_on_a_day_to_come_within_a_year(service, manager, third, days, why):
    until = service.today(timezone.now()) + dt.timedelta(days=days)
    with pytest.raises(MoveRefused, match=why):
        blocking.block_writer(third.pk, by=manager, reason=REASON, ends_on=until)


def test_without_a_day_it_lasts_as_long_as_the_policy_says(service, manager, third):
    block = blocking.block_writer(third.pk, by=manager, reason=REASON)
    assert block.ends_on == service.today(timezone.now()) + dt.timedelta(days=90)


def test_the_record_names_no_writer(manager, third):
    blocking.block_writer(third.pk, by=manager, reason=f"{third.author_name} ({third.author_handle}) insults us.")
    told = " ".join(str(event.data) for event in Event.objects.filter(kind__startswith="block."))
    assert "the writer" in told
    assert third.author_name not in told
    assert third.author_handle not in told


@pytest.mark.parametrize("fault", ["refused", "later", "lost before", "broken before", "lost after", "broken after"])
def test_a_network_that_fails_leaves_it_to_be_tried_again_or_done_by_hand(network, manager, third, fault):
    network.faults["block"].append(fault)
    block = blocking.block_writer(third.pk, by=manager, reason=REASON)
    assert (block.state, bool(block.problem)) == ("failed" if fault in ("refused", "later") else "asked", True)
    done = blocking.carry_out(block.pk)
    assert (done.state, done.problem) == ("done", "")


UNCLEAR = ["lost before", "broken before", "lost after", "broken after"]


@pytest.mark.parametrize("fault", UNCLEAR)
def test_what_the_network_left_unclear_is_ended_there_too(network, manager, third, fault):
    network.faults["block"].append(fault)
    block = blocking.block_writer(third.pk, by=manager, reason=REASON)
    blocking.lift(block.pk, by=manager, reason="They said sorry.")
    assert network.calls[-2:] == ["block", "unblock"]
    assert not SandboxBlock.objects.exists()


@pytest.mark.parametrize("fault", UNCLEAR)
def test_what_the_network_left_unclear_ends_there_on_its_date(network, service, manager, third, fault):
    network.faults["block"].extend([fault, fault])
    block = blocking.block_writer(third.pk, by=manager, reason=REASON)
    blocking.tend(service_midnight(service, block.ends_on) + dt.timedelta(minutes=1))
    block.refresh_from_db()
    assert block.lifted_at
    assert not SandboxBlock.objects.exists()


@pytest.mark.parametrize("fault", ["lost after", "broken before"])
def test_what_the_network_left_unclear_is_asked_again_and_told_once(network, manager, third, fault):
    network.faults["block"].extend([fault, fault])
    block = blocking.block_writer(third.pk, by=manager, reason=REASON)
    later = timezone.now() + blocking.TRY_AGAIN_AFTER + dt.timedelta(seconds=1)
    blocking.tend(later)
    blocking.tend(later)
    block.refresh_from_db()
    assert block.state == "done"
    assert Event.objects.filter(kind="block.failed").count() == 1


@pytest.mark.parametrize("answer", ["", "lost after"])
def test_what_is_lifted_while_the_network_is_asked_is_not_left_blocked(network, manager, third, monkeypatch, answer):
    network.faults["block"].append("refused")
    block = blocking.block_writer(third.pk, by=manager, reason=REASON)
    asked = network.FaultySandbox.block

    def slowly(self, author):
        blocking.lift(block.pk, by=manager, reason="They said sorry.")
        network.faults["block"].append(answer)
        asked(self, author)

    monkeypatch.setattr(network.FaultySandbox, "block", slowly)
    assert blocking.carry_out(block.pk).lifted_by == manager
    assert not SandboxBlock.objects.exists()


def test_what_cannot_be_ended_after_it_was_lifted_is_said(network, manager, third, monkeypatch, client):
    network.faults["block"].append("refused")
    block = blocking.block_writer(third.pk, by=manager, reason=REASON)
    asked = network.FaultySandbox.block

    def slowly(self, author):
        blocking.lift(block.pk, by=manager, reason="They said sorry.")
        asked(self, author)

    monkeypatch.setattr(network.FaultySandbox, "block", slowly)
    network.faults["unblock"].append("later")
    blocking.carry_out(block.pk)
    assert Event.objects.filter(kind="block.still_there").count() == 1
    client.force_login(manager)
    page = client.get(reverse("inbox:block", args=[block.service.slug, block.pk])).content.decode()
    assert "Too many requests." in page.split("What happened")[0]


def test_a_call_that_lost_its_process_is_asked_again(manager, third):
    block = blocking.block_writer(third.pk, by=manager, reason=REASON)
    Block.objects.update(state="asked", at=timezone.now() - dt.timedelta(minutes=5))
    SandboxBlock.objects.all().delete()
    blocking.tend()
    block.refresh_from_db()
    assert block.state == "done"
    assert SandboxBlock.objects.count() == 1


def test_it_ends_by_itself_on_its_date_and_not_before(service, manager, third):
    block = blocking.block_writer(third.pk, by=manager, reason=REASON)
    blocking.tend(service_midnight(service, block.ends_on) - dt.timedelta(minutes=1))
    assert SandboxBlock.objects.exists()
    for _ in range(2):
        blocking.tend(service_midnight(service, block.ends_on) + dt.timedelta(minutes=1))
    block.refresh_from_db()
    assert (block.lifted_by, block.lift_reason) == (None, "Its date came.")
    assert not SandboxBlock.objects.exists()
    assert Event.objects.filter(kind="block.ended").count() == 2  # on the block and on the comment, once


def service_midnight(service, day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), service.zone)


def test_an_end_that_the_network_refuses_is_kept_and_tried_again(network, service, manager, third):
    block = blocking.block_writer(third.pk, by=manager, reason=REASON)
    network.faults["unblock"].extend(["later", "later"])
    over = service_midnight(service, block.ends_on) + dt.timedelta(hours=1)
    blocking.tend(over)
    blocking.tend(over)
    block.refresh_from_db()
    assert block.problem
    assert block.lifted_at is None
    assert block in blocking.waiting_for_a_person(service, service.today(over))
    assert Event.objects.filter(kind="block.still_there").count() == 1
    blocking.tend(over)
    block.refresh_from_db()
    assert block.lifted_at


def test_one_made_by_hand_is_ended_by_hand(service, manager, third):
    block = blocking.block_writer(third.pk, by=manager, reason=REASON)
    Block.objects.update(state="by_hand", ends_on=service.today(timezone.now()))
    blocking.tend()
    block.refresh_from_db()
    assert blocking.ends_by_hand(block, service.today(timezone.now()))
    with pytest.raises(MoveRefused, match="Unblock the writer on the network first"):
        blocking.lift(block.pk, by=manager, reason="Its date came.")
    assert blocking.lift(block.pk, by=manager, reason="Its date came.", by_hand=True).lifted_at


def test_a_block_is_lifted_on_the_network_with_a_reason(coordinator, manager, third):
    block = blocking.block_writer(third.pk, by=manager, reason=REASON)
    with pytest.raises(PermissionDenied):
        blocking.lift(block.pk, by=coordinator, reason="They said sorry.")
    with pytest.raises(MoveRefused, match="Write why"):
        blocking.lift(block.pk, by=manager, reason=" ")
    assert blocking.lift(block.pk, by=manager, reason="They said sorry.").lifted_by == manager
    assert not SandboxBlock.objects.exists()
    with pytest.raises(MoveRefused, match="has ended this block already"):
        blocking.lift(block.pk, by=manager, reason="Again.")


def test_another_services_manager_blocks_nobody_here(coordinator, outsider, third):
    block = blocking.propose(third.pk, by=coordinator, reason=REASON)
    with pytest.raises(PermissionDenied):
        blocking.decide(block.pk, by=outsider, blocks=True)
    with pytest.raises(PermissionDenied):
        blocking.block_writer(third.pk, by=outsider, reason=REASON)


def test_a_network_that_cannot_block_waits_for_a_person(service, coordinator, manager, rule, third):
    channel = ChannelFactory(service=service, by_hand=True)
    Comment.objects.update(channel=channel)
    block = blocking.block_writer(third.pk, by=manager, reason=REASON)
    assert block.state == "asked"
    assert "Block" in blocking.how_by_hand(block, blocking.Action.BLOCK)
    blocking.tend(timezone.now() + dt.timedelta(hours=1))
    block.refresh_from_db()
    assert block.state == "asked"
    assert blocking.done_by_hand(block.pk, by=manager).state == "by_hand"

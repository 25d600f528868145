"""What was done by mistake: a comment is shown again, a step is taken back. Nothing that happened is unsaid."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from audit.models import Event
from moderation import moves, workflow
from moderation.handling import outcomes, playbooks
from moderation.models import Comment, Step
from moderation.workflow import Given, MoveRefused
from tests.factories.channels import ChannelFactory
from tests.factories.moderation import CommentFactory, HouseRuleFactory, on_the_sandbox, reply_templates

pytestmark = pytest.mark.django_db


@pytest.fixture
def hidden(service, coordinator, replies) -> Comment:
    """A question that was taken for a case and hidden."""
    comment = CommentFactory(service=service, case=True, on_sandbox=True, confirmed_by=coordinator)
    workflow.do_step(comment.pk, "hide", by=coordinator)
    return workflow.confirm_category(comment.pk, "general", by=coordinator)


def test_a_comment_hidden_by_mistake_is_shown_again_for_a_reason(hidden, coordinator):
    with pytest.raises(MoveRefused, match="why it is shown again"):
        workflow.show_again(hidden.pk, by=coordinator, reason=" ")
    step = workflow.show_again(hidden.pk, by=coordinator, reason="Jo Pemberton asked about opening times")
    hidden.refresh_from_db()
    assert on_the_sandbox(hidden).hidden_at is None
    assert (step.state, hidden.hidden_at, hidden.shown_again_at is not None) == ("done", None, True)
    event = Event.objects.about(hidden).get(kind="comment.shown_again")
    assert event.data["reason"] == "the writer asked about opening times"


def test_it_can_be_hidden_and_shown_as_often_as_needed_and_every_time_is_on_record(hidden, coordinator):
    for _ in range(2):
        workflow.show_again(hidden.pk, by=coordinator, reason="A question")
        workflow.confirm_category(hidden.pk, "case_request", by=coordinator)
        workflow.do_step(hidden.pk, "hide", by=coordinator)
        workflow.confirm_category(hidden.pk, "general", by=coordinator)
    kinds = list(Event.objects.about(hidden).values_list("kind", flat=True))
    assert kinds.count("comment.shown_again") == 2
    assert kinds.count("comment.step_done") == 3
    assert on_the_sandbox(hidden).hidden_at


@pytest.mark.parametrize(
    ("fields", "ground"),
    [({"case": True}, "a case in public"), ({"flags": ["personal_data"]}, "personal data")],
)
def test_what_has_to_be_hidden_is_not_shown_again(service, coordinator, replies, fields, ground):
    comment = CommentFactory(service=service, on_sandbox=True, confirmed_by=coordinator, **fields)
    workflow.do_step(comment.pk, "hide", by=coordinator)
    with pytest.raises(MoveRefused, match=f"It counts as {ground}"):
        workflow.show_again(comment.pk, by=coordinator, reason="I like it")
    assert on_the_sandbox(comment).hidden_at


def test_what_is_not_hidden_or_is_deleted_cannot_be_shown_again(service, coordinator, hidden):
    with pytest.raises(MoveRefused, match="not hidden"):
        workflow.show_again(CommentFactory(service=service).pk, by=coordinator, reason="x")
    Comment.objects.filter(pk=hidden.pk).update(removed_at=timezone.now())
    with pytest.raises(MoveRefused, match="not hidden"):
        workflow.show_again(hidden.pk, by=coordinator, reason="x")


def test_a_closed_comment_is_shown_again_without_being_opened(hidden, coordinator):
    workflow.step_not_possible(hidden.pk, "answer", by=coordinator, reason="Answered by phone")
    rule = HouseRuleFactory(service=hidden.service)
    workflow.do_step(hidden.pk, "name_rule", by=coordinator, given=Given(house_rule=rule.pk))
    workflow.close(hidden.pk, by=coordinator)
    assert workflow.show_again(hidden.pk, by=coordinator, reason="They contested it, rightly").state == "done"
    hidden.refresh_from_db()
    assert (hidden.state, hidden.hidden_at, hidden.claimed_by) == ("closed", None, None)


def test_where_the_network_cannot_a_person_shows_it_again(service, coordinator):
    channel = ChannelFactory(service=service, by_hand=True)
    comment = CommentFactory(service=service, channel=channel, case=True, confirmed_by=coordinator)
    workflow.do_step(comment.pk, "hide", by=coordinator, by_hand=True)
    workflow.confirm_category(comment.pk, "general", by=coordinator)
    with pytest.raises(MoveRefused, match="I showed it again by hand"):
        workflow.show_again(comment.pk, by=coordinator, reason="A question")
    assert workflow.show_again(comment.pk, by=coordinator, reason="A question", by_hand=True).by_hand


@pytest.mark.parametrize("fault", ["refused", "lost before", "broken before"])
def test_a_network_that_fails_leaves_it_hidden_until_it_is_known_to_be_shown(hidden, coordinator, network, fault):
    network.faults["unhide"].append(fault)
    workflow.show_again(hidden.pk, by=coordinator, reason="A question")
    hidden.refresh_from_db()
    step = hidden.steps.get(key="show_again")
    assert hidden.hidden_at
    assert step.state in ("failed", "under_way")
    again = outcomes.look_up(step.pk) if step.state == "under_way" else None
    again = again or workflow.show_again(hidden.pk, by=coordinator, reason="A question")
    hidden.refresh_from_db()
    assert (again.state, hidden.hidden_at) == ("done", None)


def test_the_clock_of_a_case_runs_again_once_it_is_in_public_again(hidden, coordinator):
    workflow.show_again(hidden.pk, by=coordinator, reason="A question")
    case = workflow.confirm_category(hidden.pk, "case_request", by=coordinator)
    assert (case.priority, case.clock_stopped_at) == (1, None)


# What it was hidden for no longer holds


def test_what_was_hidden_as_a_case_and_is_none_is_not_closed_until_a_house_rule_is_named(hidden, coordinator):
    workflow.step_not_possible(hidden.pk, "answer", by=coordinator, reason="Answered by phone")
    with pytest.raises(MoveRefused, match="Still to do: name the house rule, or show it again"):
        workflow.close(hidden.pk, by=coordinator)
    with pytest.raises(MoveRefused, match="Name the house rule that it breaks, or show it again"):
        workflow.do_step(hidden.pk, "name_rule", by=coordinator)
    with pytest.raises(MoveRefused, match="It can be shown again on Sandbox"):
        workflow.step_not_possible(hidden.pk, "name_rule", by=coordinator, reason="It reads badly")
    rule = HouseRuleFactory(service=hidden.service)
    workflow.do_step(hidden.pk, "name_rule", by=coordinator, given=Given(house_rule=rule.pk))
    assert hidden.steps.get(key="hide").data["ground"] == "house rule: No insults"
    assert "named the house rule" in workflow.close(hidden.pk, by=coordinator).outcome


def test_shown_again_it_needs_no_house_rule(hidden, coordinator):
    workflow.step_not_possible(hidden.pk, "answer", by=coordinator, reason="Answered by phone")
    workflow.show_again(hidden.pk, by=coordinator, reason="A question")
    assert workflow.close(hidden.pk, by=coordinator).state == "closed"


@pytest.mark.parametrize("category", ["general", "grievance", "troll"])
@pytest.mark.parametrize("flag", ["personal_data", "safeguarding"])
def test_a_flag_that_is_lowered_takes_its_ground_with_it(service, coordinator, category, flag):
    facts = {"category": category, "flags": [flag], "on_sandbox": True}
    comment = CommentFactory(service=service, confirmed_by=coordinator, **facts)
    workflow.do_step(comment.pk, "hide", by=coordinator)
    assert "name_rule" not in [spec.key for spec in playbooks.unfinished(moves.facts_of(comment))]
    comment = workflow.lower_flag(comment.pk, flag, by=coordinator, reason="It is the school’s number")
    assert "name_rule" in [spec.key for spec in playbooks.unfinished(moves.facts_of(comment))]


def test_a_rule_that_was_named_holds_for_that_hiding_alone(hidden, coordinator):
    rule = HouseRuleFactory(service=hidden.service)
    workflow.do_step(hidden.pk, "name_rule", by=coordinator, given=Given(house_rule=rule.pk))
    workflow.show_again(hidden.pk, by=coordinator, reason="It breaks none")
    workflow.confirm_category(hidden.pk, "case_request", by=coordinator)
    workflow.do_step(hidden.pk, "hide", by=coordinator)
    comment = workflow.confirm_category(hidden.pk, "general", by=coordinator)
    assert "name_rule" in [spec.key for spec in playbooks.unfinished(moves.facts_of(comment))]


def test_where_the_network_has_no_way_to_show_it_again_that_is_said(service, coordinator):
    channel = ChannelFactory(service=service, by_hand=True, network="linkedin")
    comment = CommentFactory(service=service, channel=channel, case=True, confirmed_by=coordinator)
    workflow.do_step(comment.pk, "hide", by=coordinator, by_hand=True)
    workflow.confirm_category(comment.pk, "general", by=coordinator)
    workflow.step_not_possible(comment.pk, "name_rule", by=coordinator, reason="LinkedIn has no such button")
    workflow.step_not_possible(comment.pk, "answer", by=coordinator, reason="Answered by phone")
    assert workflow.close(comment.pk, by=coordinator).state == "closed"


# Taking back


def test_a_step_passed_over_by_mistake_is_to_do_again(service, coordinator, replies, network):
    comment = CommentFactory(service=service, case=True, direct=True, on_sandbox=True, confirmed_by=coordinator)
    network.faults["reply"].append("refused")
    workflow.do_step(comment.pk, "reply_direct", by=coordinator)
    workflow.step_not_possible(comment.pk, "reply_direct", by=coordinator, reason="No way to write")
    with pytest.raises(MoveRefused, match="Write why"):
        workflow.take_back(comment.pk, "reply_direct", by=coordinator, reason="")
    workflow.take_back(comment.pk, "reply_direct", by=coordinator, reason="There is a way")
    assert comment.steps.get().state == "todo"
    assert workflow.do_step(comment.pk, "reply_direct", by=coordinator).state == "done"


def test_a_comment_wrongly_marked_as_hidden_stood_in_public_all_the_time(service, coordinator):
    channel = ChannelFactory(service=service, by_hand=True)
    comment = CommentFactory(service=service, channel=channel, case=True, confirmed_by=coordinator)
    workflow.do_step(comment.pk, "hide", by=coordinator, by_hand=True)
    workflow.take_back(comment.pk, "hide", by=coordinator, reason="It was the wrong one")
    comment.refresh_from_db()
    assert (comment.hidden_at, comment.clock_stopped_at, comment.exposed_before) == (None, None, dt.timedelta())


def test_what_others_followed_or_a_network_did_is_not_taken_back(service, coordinator, replies, network):
    comment = CommentFactory(service=service, case=True, on_sandbox=True, confirmed_by=coordinator)
    workflow.do_step(comment.pk, "hide", by=coordinator)
    network.faults["reply"].append("refused")
    workflow.do_step(comment.pk, "reply_private", by=coordinator)
    workflow.step_not_possible(comment.pk, "reply_private", by=coordinator, reason="No way to write")
    workflow.do_step(comment.pk, "delete", by=coordinator)
    with pytest.raises(MoveRefused, match="came after it"):
        workflow.take_back(comment.pk, "reply_private", by=coordinator, reason="There is a way")
    for key in ("hide", "delete", "referral_log"):
        with pytest.raises(MoveRefused, match="Only a step that was passed over"):
            workflow.take_back(comment.pk, key, by=coordinator, reason="x")
    assert list(Step.objects.values_list("state", flat=True)) == ["done", "not_possible", "done"]


# Telling the writer why (K4)


def test_a_writer_is_told_why_it_was_hidden_where_the_policy_says_so_and_a_troll_is_not(service, coordinator):
    reply_templates(service, "removed")
    rule = HouseRuleFactory(service=service)
    general = CommentFactory(service=service, on_sandbox=True, confirmed_by=coordinator)
    troll = CommentFactory(service=service, troll=True, on_sandbox=True, confirmed_by=coordinator)
    for comment in (general, troll):
        with pytest.raises(MoveRefused):
            workflow.do_step(comment.pk, "tell_why", by=coordinator)
        workflow.do_step(comment.pk, "hide", by=coordinator, given=Given(house_rule=rule.pk))
    assert workflow.do_step(general.pk, "tell_why", by=coordinator).state == "done"
    assert on_the_sandbox(general).replies.get().is_private
    with pytest.raises(MoveRefused, match="A troll is not answered"):
        workflow.do_step(troll.pk, "tell_why", by=coordinator)


def test_without_a_reply_in_the_policy_nobody_is_told_why(service, coordinator):
    rule = HouseRuleFactory(service=service)
    comment = CommentFactory(service=service, on_sandbox=True, confirmed_by=coordinator)
    workflow.do_step(comment.pk, "hide", by=coordinator, given=Given(house_rule=rule.pk))
    with pytest.raises(MoveRefused, match="not part of what is to be done"):
        workflow.do_step(comment.pk, "tell_why", by=coordinator)


# Young writers


def test_a_young_writer_whom_the_lead_allows_gets_the_reply_for_young_people(service, coordinator, safeguarding_lead):
    reply_templates(service, "case_direct", body="For grown-ups: {phone}")
    section = service.policies.get().versions.get().sections.get()
    section.reply_templates.create(
        version=section.version, purpose="case_young_person", name="Young people", body="Ring Childline: 0800 1111"
    )
    comment = CommentFactory(
        service=service, case=True, direct=True, on_sandbox=True, flags=["under_13"], confirmed_by=coordinator
    )
    workflow.allow_message(comment.pk, by=safeguarding_lead, reason="They asked whom to ring")
    workflow.do_step(comment.pk, "reply_direct", by=coordinator)
    assert on_the_sandbox(comment).replies.get().text == "Ring Childline: 0800 1111"


def test_the_age_is_the_policys(service, coordinator, replies):
    replies.parameters = {"minimum_age": 16}
    replies.save()
    comment = CommentFactory(
        service=service, case=True, direct=True, on_sandbox=True, flags=["under_13"], confirmed_by=coordinator
    )
    with pytest.raises(MoveRefused, match="under 16"):
        workflow.do_step(comment.pk, "reply_direct", by=coordinator)

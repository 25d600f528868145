"""Steps on the network: on record before the call, with their outcome after it, and nothing twice."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from audit.models import Event
from channels.models import SandboxComment, SandboxReply
from moderation import workflow
from moderation.handling import outcomes
from moderation.models import Comment, Step
from moderation.workflow import Given, MoveRefused
from posts.models import Post
from tests.factories.channels import ChannelFactory
from tests.factories.moderation import CommentFactory, HouseRuleFactory, on_the_sandbox, reply_templates

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(service, coordinator, replies) -> Comment:
    return CommentFactory(service=service, case=True, on_sandbox=True, confirmed_by=coordinator)


def hide_and_reply(comment: Comment, by) -> None:
    workflow.do_step(comment.pk, "hide", by=by)
    workflow.do_step(comment.pk, "reply_private", by=by)


def test_a_public_case_is_hidden_answered_deleted_and_logged(case, coordinator):
    hide_and_reply(case, coordinator)
    workflow.do_step(case.pk, "delete", by=coordinator)
    logged = workflow.do_step(case.pk, "referral_log", by=coordinator, given=Given(reference="R-2026-0417"))
    there = on_the_sandbox(case)
    assert there.hidden_at
    assert there.removed_at
    reply = there.replies.get()
    assert reply.is_private
    assert reply.text == "We keep this confidential. Call 01632 960417 or write to help@northshire-sendiass.example."
    assert logged.data["reference"] == "R-2026-0417"
    assert workflow.close(case.pk, by=coordinator).outcome.startswith("hid the comment, replied in private")


def test_hidden_stops_the_clock_and_is_the_exposure(case, coordinator):
    assert case.clock_stopped_at is None
    workflow.do_step(case.pk, "hide", by=coordinator)
    case.refresh_from_db()
    assert case.clock_stopped_at == case.hidden_at
    assert case.exposure == case.hidden_at - case.posted_at


def test_hiding_needs_no_class_because_it_cannot_wait_but_nothing_else_goes_before_it(service, coordinator, replies):
    comment = CommentFactory(service=service, case=True, on_sandbox=True)
    workflow.do_step(comment.pk, "hide", by=coordinator)
    assert on_the_sandbox(comment).hidden_at
    with pytest.raises(MoveRefused, match="Say first what it is"):
        workflow.do_step(comment.pk, "reply_private", by=coordinator)


def test_the_order_is_kept_whatever_a_page_sends(case, coordinator):
    for key in ("reply_private", "delete", "referral_log"):
        with pytest.raises(MoveRefused, match="First: hide the comment"):
            workflow.do_step(case.pk, key, by=coordinator, given=Given(reference="x"))
        with pytest.raises(MoveRefused):
            workflow.step_not_possible(case.pk, key, by=coordinator, reason="I want to")
    assert not Step.objects.exists()


@pytest.mark.parametrize("fault", ["refused", "later"])
def test_a_refused_reply_is_failed_with_its_reason_and_nothing_is_deleted(case, coordinator, network, fault):
    network.faults["reply"].append(fault)
    hide_and_reply(case, coordinator)
    step = case.steps.get(key="reply_private")
    assert step.state == "failed"
    assert step.data["reason"]
    with pytest.raises(MoveRefused, match="reply in private"):
        workflow.do_step(case.pk, "delete", by=coordinator)
    assert on_the_sandbox(case).removed_at is None
    token = step.token
    again = workflow.do_step(case.pk, "reply_private", by=coordinator)
    assert (again.state, again.token) == ("done", token)
    assert SandboxReply.objects.count() == 1


@pytest.mark.parametrize(("fault", "state", "replies_there"), [("lost after", "done", 1), ("broken after", "done", 1)])
def test_a_reply_that_arrived_without_an_answer_is_found_and_not_sent_again(
    case, coordinator, network, fault, state, replies_there
):
    network.faults["reply"].append(fault)
    hide_and_reply(case, coordinator)
    assert case.steps.get(key="reply_private").state == state
    assert SandboxReply.objects.count() == replies_there
    assert network.calls.count("reply") == 1


@pytest.mark.parametrize("fault", ["lost before", "broken before"])
def test_a_reply_that_did_not_arrive_is_failed_and_may_be_tried_again(case, coordinator, network, fault):
    network.faults["reply"].append(fault)
    hide_and_reply(case, coordinator)
    assert case.steps.get(key="reply_private").state == "failed"
    assert workflow.retry(case.pk, "reply_private", by=coordinator).state == "done"
    assert SandboxReply.objects.count() == 1


def test_a_lost_reply_is_looked_for_below_its_comment_by_its_words_and_time(case, coordinator, network):
    network.faults["reply"].append("lost after")
    hide_and_reply(case, coordinator)
    step = case.steps.get(key="reply_private")
    (wanted,) = network.looked_for
    assert (wanted.ref, wanted.remote_id, wanted.text) == (str(step.token), case.remote_id, step.data["text"])
    assert wanted.is_private and wanted.first_tried_at <= step.at


def test_when_nobody_can_tell_a_person_is_asked(case, coordinator, network):
    network.faults["reply"].append("lost after")
    network.lookup.append("unsure")
    hide_and_reply(case, coordinator)
    case.refresh_from_db()
    step = case.steps.get(key="reply_private")
    assert (step.state, step.data["ask"], case.state) == ("under_way", True, "waiting")
    with pytest.raises(MoveRefused, match="reply in private"):
        workflow.do_step(case.pk, "delete", by=coordinator)
    with pytest.raises(MoveRefused, match="under way"):
        workflow.do_step(case.pk, "reply_private", by=coordinator)
    with pytest.raises(MoveRefused, match="under way"):
        workflow.confirm_category(case.pk, "general", by=coordinator)
    assert outcomes.without_an_answer(timezone.now() + dt.timedelta(hours=1)) == []
    done = workflow.answer_by_person(case.pk, "reply_private", by=coordinator, is_there=True)
    assert done.state == "done"
    assert SandboxReply.objects.count() == 1


def test_a_person_who_does_not_find_it_may_send_it_again(case, coordinator, network):
    network.faults["reply"].append("lost before")
    network.lookup.append("unsure")
    hide_and_reply(case, coordinator)
    step = workflow.answer_by_person(case.pk, "reply_private", by=coordinator, is_there=False)
    assert step.state == "failed"
    assert workflow.do_step(case.pk, "reply_private", by=coordinator).state == "done"


def test_a_call_whose_process_died_is_looked_up_by_the_tick_and_not_before(case, coordinator, monkeypatch):
    """The network took the reply, our process died before it could write that down."""
    workflow.do_step(case.pk, "hide", by=coordinator)
    with monkeypatch.context() as dying:
        dying.setattr(outcomes, "_record", lambda *args, **kwargs: None)
        workflow.do_step(case.pk, "reply_private", by=coordinator)
    step = case.steps.get(key="reply_private")
    assert step.state == "under_way"
    assert outcomes.without_an_answer() == []
    with pytest.raises(MoveRefused, match="being asked at this moment"):
        workflow.retry(case.pk, "reply_private", by=coordinator)
    with pytest.raises(MoveRefused, match="being asked at this moment"):
        workflow.answer_by_person(case.pk, "reply_private", by=coordinator, is_there=False)
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=3), tick=False):
        assert outcomes.without_an_answer() == [step.pk]
        assert outcomes.look_up(step.pk).state == "done"
    assert SandboxReply.objects.count() == 1


@pytest.mark.parametrize("fault", ["lost before", "lost after", "broken before"])
def test_hiding_without_a_clear_answer_is_asked_for_again(case, coordinator, network, fault):
    network.faults["hide"].append(fault)
    step = workflow.do_step(case.pk, "hide", by=coordinator)
    assert step.state == "under_way"
    case.refresh_from_db()
    assert case.hidden_at is None
    assert workflow.retry(case.pk, "hide", by=coordinator).state == "done"
    assert on_the_sandbox(case).hidden_at


@pytest.mark.parametrize("step", ["hide", "reply", "delete"])
@pytest.mark.parametrize("fault", ["refused", "later", "lost before", "lost after", "broken before", "broken after"])
def test_whatever_fails_nothing_is_deleted_without_a_reply(case, coordinator, network, step, fault):
    network.faults[step].append(fault)
    for key in ("hide", "reply_private", "delete"):
        try:
            workflow.do_step(case.pk, key, by=coordinator)
        except MoveRefused:
            break
    there, states = on_the_sandbox(case), dict(case.steps.values_list("key", "state"))
    assert there.removed_at is None or (states["reply_private"] == "done" and there.replies.count() == 1)
    assert there.replies.count() <= 1


def test_the_attempt_is_on_record_before_the_call(case, coordinator, network, monkeypatch):
    seen = {}

    def hide(self, remote_id):
        seen["step"] = Step.objects.get(comment=case, key="hide").state

    monkeypatch.setattr(network.FaultySandbox, "hide", hide)
    workflow.do_step(case.pk, "hide", by=coordinator)
    assert seen == {"step": "under_way"}


def test_what_we_can_do_there_is_passed_over_only_after_it_failed(case, coordinator, network):
    with pytest.raises(MoveRefused, match="We can do this on Sandbox from here"):
        workflow.step_not_possible(case.pk, "hide", by=coordinator, reason="I would rather not")
    network.faults["hide"].append("refused")
    workflow.do_step(case.pk, "hide", by=coordinator)
    workflow.step_not_possible(case.pk, "hide", by=coordinator, reason="The sandbox refused")
    with pytest.raises(MoveRefused, match="Try it first"):
        workflow.step_not_possible(case.pk, "reply_private", by=coordinator, reason="I would rather not")
    network.faults["reply"].append("refused")
    workflow.do_step(case.pk, "reply_private", by=coordinator)
    passed_over = workflow.step_not_possible(case.pk, "reply_private", by=coordinator, reason="Refused")
    assert passed_over.state == "not_possible"


def test_a_case_that_cannot_be_hidden_stands_in_public_so_its_clock_runs_until_it_is_gone(
    service, coordinator, replies
):
    channel = ChannelFactory(service=service, by_hand=True)
    comment = CommentFactory(service=service, channel=channel, case=True, confirmed_by=coordinator)
    workflow.step_not_possible(comment.pk, "hide", by=coordinator, reason="The page is not ours")
    workflow.do_step(comment.pk, "reply_private", by=coordinator, by_hand=True)
    comment.refresh_from_db()
    assert comment.clock_stopped_at is None
    assert comment in Comment.objects.past_clock(comment.due_at + dt.timedelta(minutes=1))
    workflow.do_step(comment.pk, "delete", by=coordinator, by_hand=True)
    comment.refresh_from_db()
    assert comment.clock_stopped_at == comment.removed_at


@pytest.mark.parametrize("how", ["class", "flag"])
def test_hiding_passed_over_as_no_rule_was_broken_is_to_do_when_it_turns_out_a_case(service, coordinator, how):
    comment = CommentFactory(service=service, troll=True, on_sandbox=True, confirmed_by=coordinator)
    workflow.step_not_possible(comment.pk, "hide", by=coordinator, reason="It breaks none")
    if_so = {"class": workflow.confirm_category, "flag": workflow.set_flag}[how]
    if_so(comment.pk, {"class": "case_request", "flag": "personal_data"}[how], by=coordinator)
    assert not comment.steps.filter(key="hide").exists()
    assert workflow.do_step(comment.pk, "hide", by=coordinator).state == "done"


def test_a_young_writer_is_not_written_to_only_so_that_the_step_is_done(service, coordinator, replies):
    young = {"case": True, "direct": True, "on_sandbox": True, "flags": ["under_13"]}
    comment = CommentFactory(service=service, confirmed_by=coordinator, **young)
    skipped = workflow.step_not_possible(comment.pk, "reply_direct", by=coordinator, reason="The lead says no")
    assert skipped.state == "not_possible"


def test_by_hand_is_recorded_as_such_and_calls_nobody(service, coordinator, replies):
    channel = ChannelFactory(service=service, by_hand=True)
    comment = CommentFactory(service=service, channel=channel, case=True, confirmed_by=coordinator)
    with pytest.raises(MoveRefused, match="We cannot do this on Facebook ourselves"):
        workflow.do_step(comment.pk, "hide", by=coordinator)
    hidden = workflow.do_step(comment.pk, "hide", by=coordinator, by_hand=True)
    assert (hidden.state, hidden.by_hand) == ("done", True)
    comment.refresh_from_db()
    assert comment.hidden_at
    assert workflow.do_step(comment.pk, "reply_private", by=coordinator, by_hand=True).data["text"]
    skipped = workflow.step_not_possible(comment.pk, "delete", by=coordinator, reason="Facebook kept it")
    assert skipped.state == "not_possible"
    with pytest.raises(MoveRefused, match="cannot be passed over"):
        workflow.step_not_possible(comment.pk, "referral_log", by=coordinator, reason="No time")


def test_a_reply_with_an_open_blank_is_not_sent(service, coordinator):
    service.phone = ""
    service.save()
    reply_templates(service, "case_direct")
    comment = CommentFactory(service=service, case=True, direct=True, on_sandbox=True, confirmed_by=coordinator)
    with pytest.raises(MoveRefused, match="still has a blank: phone"):
        workflow.do_step(comment.pk, "reply_direct", by=coordinator)
    assert not SandboxReply.objects.exists()


def test_without_a_reply_in_the_policy_the_step_says_so(service, coordinator):
    comment = CommentFactory(service=service, case=True, direct=True, on_sandbox=True, confirmed_by=coordinator)
    with pytest.raises(MoveRefused, match="has no reply for this"):
        workflow.do_step(comment.pk, "reply_direct", by=coordinator)


def test_a_case_is_answered_word_for_word_and_a_question_in_ones_own_words(service, coordinator, replies):
    message = CommentFactory(service=service, case=True, direct=True, on_sandbox=True, confirmed_by=coordinator)
    workflow.do_step(message.pk, "reply_direct", by=coordinator, given=Given(text="About your son: call us"))
    assert "your son" not in on_the_sandbox(message).replies.get().text
    question = CommentFactory(service=service, on_sandbox=True, confirmed_by=coordinator)
    for text, sentence in (("", "Write the answer"), ("Call {phone}", "blank"), ("x" * 2001, "Shorten")):
        with pytest.raises(MoveRefused, match=sentence):
            workflow.do_step(question.pk, "answer", by=coordinator, given=Given(text=text))
    workflow.do_step(question.pk, "answer", by=coordinator, given=Given(text="Yes, there is a ramp."))
    reply = on_the_sandbox(question).replies.get()
    assert (reply.text, reply.is_private) == ("Yes, there is a ramp.", False)
    question.refresh_from_db()
    assert question.clock_stopped_at


# Trolls, grievances, flags


def test_a_troll_is_hidden_only_for_a_named_house_rule_of_this_service(service, coordinator, other_service, replies):
    comment = CommentFactory(service=service, troll=True, on_sandbox=True, confirmed_by=coordinator)
    for rule in (
        None,
        HouseRuleFactory(service=other_service).pk,
        HouseRuleFactory(service=service, is_active=False).pk,
    ):
        with pytest.raises(MoveRefused, match="house rule"):
            workflow.do_step(comment.pk, "hide", by=coordinator, given=Given(house_rule=rule))
    rule = HouseRuleFactory(service=service, name="No mockery of disabled people")
    step = workflow.do_step(comment.pk, "hide", by=coordinator, given=Given(house_rule=rule.pk))
    assert step.data["ground"] == "house rule: No mockery of disabled people"
    with pytest.raises(MoveRefused, match="A troll is not answered"):
        workflow.do_step(comment.pk, "answer", by=coordinator, given=Given(text="Shame on you"))
    assert workflow.do_step(comment.pk, "report", by=coordinator, by_hand=True).by_hand


def test_criticism_is_never_hidden_without_a_house_rule(service, coordinator, replies):
    comment = CommentFactory(service=service, grievance=True, on_sandbox=True, confirmed_by=coordinator)
    with pytest.raises(MoveRefused, match="Criticism of us stays"):
        workflow.do_step(comment.pk, "hide", by=coordinator)
    assert on_the_sandbox(comment).hidden_at is None


def test_a_message_cannot_be_hidden(service, coordinator, replies):
    comment = CommentFactory(service=service, case=True, direct=True, on_sandbox=True, confirmed_by=coordinator)
    with pytest.raises(MoveRefused, match="in public"):
        workflow.do_step(comment.pk, "hide", by=coordinator)


def test_a_grievance_gets_an_incident_one_public_post_and_the_complaints_procedure(service, coordinator, replies):
    comment = CommentFactory(service=service, grievance=True, on_sandbox=True, confirmed_by=coordinator)
    with pytest.raises(MoveRefused, match="what it is about"):
        workflow.do_step(comment.pk, "incident", by=coordinator)
    workflow.do_step(comment.pk, "incident", by=coordinator, given=Given(title="Call back took three weeks"))
    workflow.do_step(comment.pk, "public_post", by=coordinator)
    comment.refresh_from_db()
    post = comment.incident.public_post
    assert (post.state, post.author) == ("draft", coordinator)
    assert "01632 960417" in post.revision.text
    workflow.do_step(comment.pk, "complaints", by=coordinator)
    assert on_the_sandbox(comment).replies.get().is_private
    comment.refresh_from_db()
    assert comment.clock_stopped_at
    assert comment.state == "waiting"


def test_later_comments_of_the_writer_join_the_incident_and_get_no_second_post(service, coordinator, replies):
    first = CommentFactory(service=service, grievance=True, confirmed_by=coordinator, author_handle="@jo")
    workflow.do_step(first.pk, "incident", by=coordinator, given=Given(title="Call back"))
    workflow.do_step(first.pk, "public_post", by=coordinator)
    second = CommentFactory(service=service, grievance=True, confirmed_by=coordinator, author_handle="@jo")
    workflow.do_step(second.pk, "incident", by=coordinator)
    second.refresh_from_db()
    first.refresh_from_db()
    assert second.incident == first.incident
    for key in ("public_post", "complaints", "answer"):
        with pytest.raises(MoveRefused, match="not part of what is to be done"):
            workflow.do_step(second.pk, key, by=coordinator)
    Step.objects.filter(comment=first, key="public_post").delete()
    with pytest.raises(MoveRefused, match="one public post already"):
        workflow.do_step(first.pk, "public_post", by=coordinator)
    assert Post.objects.count() == 1


def test_who_may_not_write_posts_is_told_who_may(service, approver, replies):
    comment = CommentFactory(service=service, grievance=True, confirmed_by=approver)
    workflow.do_step(comment.pk, "incident", by=approver, given=Given(title="Call back"))
    with pytest.raises(MoveRefused, match="coordinator"):
        workflow.do_step(comment.pk, "public_post", by=approver)
    assert not Post.objects.exists()


def test_a_changed_class_drops_failed_steps_and_keeps_what_was_done(case, coordinator, network):
    network.faults["reply"].append("refused")
    hide_and_reply(case, coordinator)
    workflow.confirm_category(case.pk, "general", by=coordinator)
    assert list(case.steps.values_list("key", "state")) == [("hide", "done")]
    assert Event.objects.about(case).filter(kind="comment.step_failed").exists()


def test_the_emergency_step_wants_to_know_who_was_called(service, coordinator):
    comment = CommentFactory(service=service, escalated=True, flags=["immediate_danger"])
    with pytest.raises(MoveRefused, match="Fill in: incident number"):
        workflow.do_step(comment.pk, "emergency", by=coordinator)
    assert workflow.do_step(comment.pk, "emergency", by=coordinator, given=Given(reference="CAD 417")).state == "done"


def test_a_step_is_done_once(case, coordinator):
    workflow.do_step(case.pk, "hide", by=coordinator)
    with pytest.raises(MoveRefused, match="is finished"):
        workflow.do_step(case.pk, "hide", by=coordinator)
    assert SandboxComment.objects.count() == 1

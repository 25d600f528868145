"""Moves of a comment: who may do what from which state, claims, classes, flags, the end."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import Role
from audit.models import Event
from channels.models import SandboxComment
from moderation import workflow
from moderation.models import Comment, CommentState
from moderation.workflow import MOVES, Given, MoveRefused, Stale
from tests.factories.accounts import member
from tests.factories.moderation import CommentFactory, IncidentFactory
from tests.factories.posts import PostFactory

pytestmark = pytest.mark.django_db

OPEN = {"new", "sorted", "claimed", "acting", "waiting", "escalated"}
FROM = {
    "claim": OPEN,
    "release": OPEN,
    "take_over": OPEN,
    "hand_over": OPEN,
    "confirm_category": OPEN,
    "set_flag": OPEN,
    "lower_flag": OPEN,
    "escalate": OPEN,
    "acknowledge": OPEN,
    "close_escalation": OPEN,
    "allow_message": OPEN,
    "keep_from": OPEN | {"closed", "withdrawn", "record"},
    "keep_no_more": OPEN | {"closed", "withdrawn", "record"},
    "do_step": OPEN,
    "retry": OPEN,
    "step_not_possible": OPEN,
    "show_again": OPEN | {"closed"},
    "take_back": OPEN,
    "close": OPEN - {"escalated"},
    "reopen": {"closed", "withdrawn", "record"},
    "withdraw": OPEN | {"closed"},
    "still_there": OPEN,
}
HANDLERS = {"coordinator", "line_manager", "service_manager", "safeguarding_lead"}
BY = {
    **dict.fromkeys(FROM, HANDLERS),
    "acknowledge": {"safeguarding_lead"},
    "close_escalation": {"safeguarding_lead"},
    "allow_message": {"safeguarding_lead"},
    "keep_no_more": {"service_manager", "safeguarding_lead"},
}


def comment_in(state: str, service) -> Comment:
    comment = CommentFactory(service=service)
    fields = {"state": state}
    if state in ("closed", "withdrawn", "record", "purged"):
        fields |= {"closed_at": timezone.now(), "category_confirmed_at": timezone.now()}
    if state == "purged":
        fields |= {"purged_at": timezone.now(), "text": "", "author_handle": "", "author_name": ""}
    Comment.objects.filter(pk=comment.pk).update(**fields)
    return Comment.objects.get(pk=comment.pk)


def kinds(comment: Comment) -> list[str]:
    return list(Event.objects.about(comment).values_list("kind", flat=True))


def test_the_table_names_every_verb():
    assert set(FROM) == set(MOVES)


@pytest.mark.parametrize("role", [*Role])
@pytest.mark.parametrize("state", [*CommentState])
def test_each_verb_from_each_state_for_each_role(service, state, role):
    comment, person = comment_in(state, service), member(service, role)
    member(service, Role.SAFEGUARDING_LEAD)  # without one, others decide in their place
    for verb, refusal in workflow.available(comment, person).items():
        allowed = state in FROM[verb] and role in BY[verb]
        assert (refusal == "") is allowed, (verb, refusal)
        assert allowed or refusal.endswith((".", "?"))


def test_nothing_is_possible_for_somebody_of_another_service(service, outsider):
    comment = CommentFactory(service=service)
    assert all(workflow.available(comment, outsider).values())
    with pytest.raises(MoveRefused, match="Only a"):
        workflow.claim(comment.pk, by=outsider)


# Claims


def test_opening_claims_for_five_minutes_and_the_heartbeat_makes_it_longer(service, coordinator):
    comment, now = CommentFactory(service=service), timezone.now()
    claimed = workflow.claim(comment.pk, by=coordinator, now=now)
    assert (claimed.state, claimed.claimed_until) == ("claimed", now + dt.timedelta(minutes=5))
    version = claimed.version
    held = workflow.heartbeat(comment.pk, by=coordinator, now=now + dt.timedelta(minutes=4))
    assert held.claimed_until == now + dt.timedelta(minutes=9)
    assert held.version == version
    assert kinds(comment) == ["comment.claimed"]


def test_somebody_else_is_refused_until_the_claim_runs_out(service, coordinator, approver):
    comment, now = CommentFactory(service=service), timezone.now()
    workflow.claim(comment.pk, by=coordinator, now=now)
    for verb in (
        lambda: workflow.claim(comment.pk, by=approver, now=now),
        lambda: workflow.confirm_category(comment.pk, "troll", by=approver, now=now),
        lambda: workflow.close(comment.pk, by=approver, now=now),
    ):
        with pytest.raises(MoveRefused, match="Priya Nair has this comment open until"):
            verb()
    later = workflow.claim(comment.pk, by=approver, now=now + dt.timedelta(minutes=6))
    assert later.claimed_by == approver


def test_letting_go_puts_it_back(service, coordinator, approver):
    comment = CommentFactory(service=service)
    workflow.claim(comment.pk, by=coordinator)
    released = workflow.release(comment.pk, by=coordinator)
    assert (released.state, released.claimed_by) == ("sorted", None)
    assert workflow.claim(comment.pk, by=approver).claimed_by == approver
    with pytest.raises(MoveRefused, match="Tom Ashworth has"):
        workflow.release(comment.pk, by=coordinator)


def test_next_hands_out_the_most_urgent_that_nobody_has(service, coordinator, approver, outsider):
    general = CommentFactory(service=service)
    grievance = CommentFactory(service=service, grievance=True)
    later = CommentFactory(service=service, case=True)
    first = CommentFactory(service=service, case=True, posted_at=timezone.now() - dt.timedelta(minutes=50))
    CommentFactory(service=outsider.memberships.get().service, case=True)
    CommentFactory(service=service, case=True, closed=True)
    CommentFactory(service=service, case=True, state=CommentState.WAITING)
    got = [workflow.next_comment(service, by=person) for person in (coordinator, approver) * 3]
    assert [one and one.pk for one in got] == [first.pk, later.pk, grievance.pk, general.pk, None, None]
    assert {one.claimed_by for one in got[:4]} == {coordinator, approver}


def test_next_hands_out_danger_first_and_what_is_kept_from_nobody(service, coordinator, approver):
    named = CommentFactory(service=service, flags=["staff_allegation", "threat_or_hate"], kept_from=coordinator)
    general = CommentFactory(service=service)
    danger = CommentFactory(service=service, flags=["immediate_danger"], escalated=True)
    assert workflow.next_comment(service, by=coordinator).pk == danger.pk
    assert workflow.next_comment(service, by=coordinator).pk == general.pk
    assert workflow.next_comment(service, by=coordinator) is None
    assert workflow.next_comment(service, by=approver).pk == named.pk


def test_next_gives_nothing_to_a_viewer(service, viewer):
    CommentFactory(service=service)
    assert workflow.next_comment(service, by=viewer) is None
    assert not Comment.objects.filter(claimed_by=viewer).exists()


# Class and flags


def test_a_person_confirms_or_changes_the_class_and_the_clock_follows(service, coordinator):
    comment = CommentFactory(service=service, case=True)
    changed = workflow.confirm_category(comment.pk, "grievance", by=coordinator)
    assert (changed.state, changed.category, changed.priority) == ("acting", "grievance", 2)
    assert changed.due_at > comment.due_at
    assert changed.is_held_by(coordinator, timezone.now())
    event = Event.objects.about(comment).get(kind="comment.classed")
    assert event.data == {"category": "grievance", "suggested": "case request"}
    decided = changed.assessments.get()
    assert (decided.category, decided.decided_category, decided.decided_by) == (
        "case_request",
        "grievance",
        coordinator,
    )


def test_confirming_twice_is_one_event_and_an_unknown_class_none(service, coordinator):
    comment = CommentFactory(service=service, case=True)
    workflow.confirm_category(comment.pk, "case_request", by=coordinator)
    workflow.confirm_category(comment.pk, "case_request", by=coordinator)
    with pytest.raises(MoveRefused, match="four classes"):
        workflow.confirm_category(comment.pk, "nonsense", by=coordinator)
    assert kinds(comment).count("comment.classed") == 1


def test_a_stale_page_is_told_and_changes_nothing(service, coordinator, approver):
    comment = CommentFactory(service=service)
    version = comment.version
    workflow.set_flag(comment.pk, "spam", by=approver)
    with pytest.raises(Stale, match="changed since you opened it"):
        workflow.confirm_category(comment.pk, "troll", by=coordinator, version=version)
    comment.refresh_from_db()
    assert not comment.is_confirmed


def test_a_safeguarding_concern_goes_through_whoever_holds_it_and_however_old_the_page(
    service, coordinator, approver, safeguarding_lead
):
    comment = CommentFactory(service=service)
    workflow.claim(comment.pk, by=coordinator)
    raised = workflow.set_flag(comment.pk, "safeguarding", by=approver, version=0)
    assert (raised.state, raised.priority) == ("escalated", 1)
    assert raised.escalations.get().raised_by == approver
    again = workflow.escalate(comment.pk, by=coordinator, immediate=True, concern="It is happening now")
    assert again.flags == ["immediate_danger", "safeguarding"]
    assert again.priority == 0
    escalation = again.escalations.get()
    assert escalation.immediate
    assert escalation.concern.endswith(": It is happening now")
    assert "happening" not in str(list(Event.objects.values_list("data", flat=True)))


@pytest.mark.parametrize("flag", ["safeguarding", "threat_or_hate", "immediate_danger"])
def test_a_grave_flag_is_lowered_only_with_a_reason(service, coordinator, flag):
    comment = CommentFactory(service=service, flags=["immediate_danger", "safeguarding", "threat_or_hate"])
    with pytest.raises(MoveRefused, match="Write why"):
        workflow.lower_flag(comment.pk, flag, by=coordinator, reason="  ")
    lowered = workflow.lower_flag(comment.pk, flag, by=coordinator, reason="Jo Pemberton means a video game")
    assert flag not in lowered.flags
    assert Event.objects.about(comment).last().data["reason"] == "the writer means a video game"


def test_lowering_safeguarding_lowers_immediate_danger_and_leaves_the_escalation_to_the_lead(service, coordinator):
    comment = CommentFactory(service=service, escalated=True, flags=["immediate_danger"])
    lowered = workflow.lower_flag(comment.pk, "safeguarding", by=coordinator, reason="A figure of speech")
    assert lowered.flags == []
    assert lowered.state == "escalated"


def test_other_flags_need_no_reason_and_set_the_legal_date(service, coordinator):
    comment = CommentFactory(service=service)
    flagged = workflow.set_flag(comment.pk, "statutory_request", by=coordinator)
    assert flagged.statutory_due_on
    assert flagged.priority == 2
    assert workflow.lower_flag(comment.pk, "statutory_request", by=coordinator).statutory_due_on is None


def test_flags_change_all_together_or_not_at_all(service, coordinator):
    comment = CommentFactory(service=service, flags=["threat_or_hate"])
    with pytest.raises(MoveRefused, match="Write why"):
        workflow.change_flags(comment.pk, ["spam"], by=coordinator)
    comment.refresh_from_db()
    assert comment.flags == ["threat_or_hate"]
    assert workflow.change_flags(comment.pk, ["spam"], by=coordinator, reason="A joke").flags == ["spam"]


# From whom it is kept


def test_a_comment_is_kept_from_the_person_that_it_names(service, coordinator, approver, manager):
    comment = CommentFactory(service=service, flags=["staff_allegation"], claimed_by=coordinator)
    kept = workflow.keep_from(comment.pk, by=approver, person=coordinator)
    assert ([*kept.kept_from.all()], kept.claimed_by) == ([coordinator], None)
    assert not Comment.objects.visible_to(coordinator).filter(pk=comment.pk).exists()
    assert all(workflow.available(kept, coordinator).values())
    event = Event.objects.about(comment).last()
    assert (event.kind, event.data) == ("comment.kept_from", {})
    lifted = {"person": coordinator, "reason": "It was somebody else"}
    with pytest.raises(MoveRefused, match="Only a service manager"):
        workflow.keep_no_more(comment.pk, by=approver, **lifted)
    with pytest.raises(MoveRefused, match="Write why"):
        workflow.keep_no_more(comment.pk, by=manager, person=coordinator, reason=" ")
    assert not workflow.keep_no_more(comment.pk, by=manager, **lifted).kept_from_ids


def test_a_comment_is_kept_from_each_person_that_it_names(service, coordinator, approver, manager, safeguarding_lead):
    comment = CommentFactory(service=service, flags=["staff_allegation"])
    workflow.keep_from(comment.pk, by=approver, person=coordinator)
    workflow.keep_from(comment.pk, by=approver, person=manager)
    again = workflow.keep_from(comment.pk, by=approver, person=coordinator)  # the form was sent twice
    assert again.kept_from_ids == {coordinator.pk, manager.pk}
    assert Event.objects.about(comment).filter(kind="comment.kept_from").count() == 2
    with pytest.raises(MoveRefused, match="kept from you"):
        workflow.keep_from(comment.pk, by=coordinator, person=safeguarding_lead)
    with pytest.raises(MoveRefused, match="kept from you"):
        workflow.keep_no_more(comment.pk, by=manager, person=coordinator, reason="It was somebody else")


def test_for_one_person_it_is_lifted_and_stays_kept_from_the_other(service, coordinator, manager, safeguarding_lead):
    comment = CommentFactory(service=service, flags=["staff_allegation"], kept_from=(coordinator, manager))
    lifted = {"by": safeguarding_lead, "person": coordinator, "reason": "It was somebody else"}
    assert workflow.keep_no_more(comment.pk, **lifted).kept_from_ids == {manager.pk}
    workflow.keep_no_more(comment.pk, **lifted)  # the form was sent twice
    assert Event.objects.about(comment).filter(kind="comment.kept_no_more").count() == 1
    assert Comment.objects.visible_to(coordinator).get() == comment
    assert not Comment.objects.visible_to(manager).exists()


def test_nobody_keeps_it_from_themselves_or_from_a_stranger(service, coordinator, outsider):
    comment = CommentFactory(service=service)
    with pytest.raises(MoveRefused, match="ask a colleague"):
        workflow.keep_from(comment.pk, by=coordinator, person=coordinator)
    with pytest.raises(MoveRefused, match="works in this service"):
        workflow.keep_from(comment.pk, by=coordinator, person=outsider)


# The end


def test_closing_needs_a_class_and_every_step(service, coordinator):
    comment = CommentFactory(service=service)
    with pytest.raises(MoveRefused, match="Say first what it is"):
        workflow.close(comment.pk, by=coordinator)
    workflow.confirm_category(comment.pk, "general", by=coordinator)
    with pytest.raises(MoveRefused, match="Still to do: answer"):
        workflow.close(comment.pk, by=coordinator)
    workflow.step_not_possible(comment.pk, "answer", by=coordinator, reason="Only thanks")
    closed = workflow.close(comment.pk, by=coordinator, note="A kind word")
    assert (closed.state, closed.closed_by, closed.outcome) == (
        "closed",
        coordinator,
        "nothing was needed; A kind word",
    )
    assert closed.clock_stopped_at
    assert Event.objects.about(comment).last().data == {"outcome": "nothing was needed"}


def test_an_escalated_comment_is_not_closed(service, coordinator):
    comment = CommentFactory(service=service, escalated=True, confirmed_by=coordinator)
    Comment.objects.filter(pk=comment.pk).update(state="escalated")
    with pytest.raises(MoveRefused, match="safeguarding lead"):
        workflow.close(comment.pk, by=coordinator)


def test_a_grievance_waits_for_its_public_post(service, coordinator):
    incident = IncidentFactory(service=service, public_post=PostFactory(service=service))
    comment = CommentFactory(service=service, grievance=True, confirmed_by=coordinator, incident=incident)
    for key in ("public_post", "complaints"):
        comment.steps.create(
            capture=comment.capture, key=key, position=2, state="done", by=coordinator, at=timezone.now()
        )
    workflow.do_step(comment.pk, "incident", by=coordinator, given=Given(title="Call back"))
    comment.refresh_from_db()
    assert comment.state == "waiting"
    with pytest.raises(MoveRefused, match="has not gone out yet"):
        workflow.close(comment.pk, by=coordinator)


def test_reopening_needs_a_reason_and_keeps_the_steps(service, coordinator):
    comment = CommentFactory(service=service, closed=True)
    with pytest.raises(MoveRefused, match="Write why"):
        workflow.reopen(comment.pk, by=coordinator, reason="")
    opened = workflow.reopen(comment.pk, by=coordinator, reason="They wrote again")
    assert (opened.state, opened.closed_at, opened.clock_stopped_at) == ("acting", None, None)


def test_what_was_taken_for_gone_counts_as_there_once_it_is_opened_again(service, coordinator):
    """Its clock runs on from when it was posted, and the button that hides it stands in it again."""
    posted = timezone.now() - dt.timedelta(hours=9)
    comment = CommentFactory(service=service, case=True, posted_at=posted)
    workflow.withdrawn_by_author(comment.pk, job="Reading")
    opened = workflow.reopen(comment.pk, by=coordinator, reason="It is there all the same")
    assert (opened.removed_at, opened.clock_stopped_at, opened.priority) == (None, None, 1)
    assert Comment.objects.past_clock(timezone.now() + dt.timedelta(days=7)).contains(opened)
    workflow.withdrawn_by_author(comment.pk, job="Reading")
    opened.refresh_from_db()
    assert (opened.state, bool(opened.removed_at)) == ("sorted", True)  # whoever opened it has a reason


def test_what_we_deleted_stays_deleted_when_it_is_opened_again(service, coordinator):
    comment = CommentFactory(service=service, case=True, closed=True, removed_at=timezone.now())
    at = {"by": coordinator, "at": timezone.now()}
    comment.steps.create(capture=comment.capture, key="delete", position=2, state="done", **at)
    assert workflow.reopen(comment.pk, by=coordinator, reason="They wrote again").removed_at


def test_to_say_that_it_is_gone_takes_a_reason_the_page_as_it_is_and_a_network_that_does_not_show_it(
    service, coordinator, approver
):
    comment = CommentFactory(service=service, case=True, on_sandbox=True)
    with pytest.raises(MoveRefused, match="Write how you know"):
        workflow.said_gone(comment.pk, by=coordinator, reason=" ")
    with pytest.raises(Stale):
        workflow.said_gone(comment.pk, by=coordinator, reason="I looked", version=comment.version - 1)
    with pytest.raises(MoveRefused, match="shows it to us at this moment"):
        workflow.said_gone(comment.pk, by=coordinator, reason="I looked")
    assert kinds(comment) == []
    workflow.claim(comment.pk, by=approver)
    with pytest.raises(MoveRefused, match="has this comment open"):
        workflow.said_gone(comment.pk, by=coordinator, reason="I looked")
    SandboxComment.objects.filter(key=comment.remote_id).update(withdrawn_at=timezone.now())
    gone = workflow.said_gone(comment.pk, by=approver, reason="I looked below the post")
    assert (gone.state, bool(gone.removed_at), kinds(comment)[-1]) == ("withdrawn", True, "comment.said_gone")


def test_an_open_worry_that_was_said_to_be_gone_can_be_said_to_be_there_after_all(service, coordinator):
    comment = CommentFactory(service=service, flags=["threat_or_hate"], priority=1)
    gone = workflow.said_gone(comment.pk, by=coordinator, reason="I looked")
    assert (gone.state, bool(gone.clock_stopped_at)) == ("sorted", True)
    there = workflow.said_there(comment.pk, by=coordinator, reason="It was the other one", version=gone.version)
    assert (there.removed_at, there.clock_stopped_at) == (None, None)
    with pytest.raises(MoveRefused, match="Nobody has taken it for gone"):
        workflow.said_there(comment.pk, by=coordinator, reason="It was the other one")


def test_a_withdrawn_comment_leaves_the_queue_but_a_worry_stays(service):
    plain = CommentFactory(service=service, case=True)
    assert workflow.withdrawn_by_author(plain.pk, job="Reading").state == "withdrawn"
    assert kinds(plain) == ["comment.withdrawn"]
    worry = CommentFactory(service=service, escalated=True)
    gone = workflow.withdrawn_by_author(worry.pk, job="Reading")
    assert (gone.state, bool(gone.removed_at)) == ("escalated", True)
    law = CommentFactory(service=service, flags=["statutory_request"])
    assert workflow.withdrawn_by_author(law.pk, job="Reading").state in OPEN


def test_no_event_holds_words_of_the_comment_or_its_writers_name(service, coordinator, safeguarding_lead, replies):
    comment = CommentFactory(service=service, case=True, on_sandbox=True)
    workflow.next_comment(service, by=coordinator)
    workflow.do_step(comment.pk, "hide", by=coordinator)
    workflow.confirm_category(comment.pk, "case_request", by=coordinator)
    workflow.escalate(comment.pk, by=coordinator, concern="Jo Pemberton has a son")
    workflow.close_escalation(comment.pk, by=safeguarding_lead, decision="No harm", reason="Jo Pemberton was called")
    workflow.step_not_possible(comment.pk, "reply_private", by=coordinator, reason="Jo Pemberton takes no messages")
    workflow.do_step(comment.pk, "delete", by=coordinator)
    workflow.do_step(comment.pk, "referral_log", by=coordinator, given=Given(reference="R-17"))
    workflow.close(comment.pk, by=coordinator, note="Jo Pemberton was kind")
    told = " ".join(event.sentence + str(event.data) + event.label for event in Event.objects.about(comment))
    for word in ("Pemberton", "timetable", "year 4", comment.author_handle, "R-17", "No harm"):
        assert word not in told

"""Trolls and spam hidden and closed together: what may go along, what is left out, killed in the middle, undone."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import Role
from audit.models import Event
from audit.services import first_broken_link
from moderation import tasks, workflow
from moderation.inbox import bulk
from moderation.models import BulkAction, BulkRow, Comment, Step
from moderation.moves import MoveRefused
from tests.factories.accounts import member
from tests.factories.moderation import CommentFactory, HouseRuleFactory, on_the_sandbox
from tests.moderation.faulty import Killed
from tests.posts.test_two_at_once import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def rule(service):
    return HouseRuleFactory(service=service)


@pytest.fixture
def troll(service):
    return lambda **more: CommentFactory(**{"service": service, "troll": True, "on_sandbox": True} | more)


@pytest.fixture
def go(service, coordinator, rule, django_capture_on_commit_callbacks):
    """Choose comments and let the worker run."""

    def start(*comments, by=None, **more) -> BulkAction:
        with django_capture_on_commit_callbacks(execute=True):
            action = bulk.start(
                service, [one.pk for one in comments], by=by or coordinator, **({"house_rule": rule.pk} | more)
            )
        action.refresh_from_db()
        return action

    return start


@pytest.fixture
def undone(coordinator, django_capture_on_commit_callbacks):
    def undo(action: BulkAction, **more) -> BulkAction:
        with django_capture_on_commit_callbacks(execute=True):
            bulk.undo(action.pk, **({"by": coordinator} | more))
        action.refresh_from_db()
        return action

    return undo


def outcomes(action: BulkAction) -> dict[int, str]:
    return dict(action.rows.values_list("comment_id", "outcome"))


def why(action: BulkAction, comment: Comment) -> str:
    return action.rows.get(comment=comment).problem


def now_of(comment: Comment) -> Comment:
    return Comment.objects.get(pk=comment.pk)


def test_trolls_and_spam_are_confirmed_hidden_and_closed(service, coordinator, rule, troll, go):
    one, two = troll(), troll(category="general", troll=False, flags=["spam"])
    action = go(one, two)
    assert action.state == "done"
    for comment in map(now_of, (one, two)):
        assert (comment.state, comment.category, comment.closed_by) == ("closed", "troll", coordinator)
        assert comment.hidden_at
        assert on_the_sandbox(comment).hidden_at
        assert comment.claimed_by is None
        said = comment.assessments.first()
        assert (said.decided_by, said.decided_category) == (coordinator, "troll")
        assert comment.steps.get(key="hide").data["house_rule"] == rule.pk
        assert comment.steps.get(key="report").state == "not_possible"
    kinds = [kind for kind in Event.objects.values_list("kind", flat=True) if kind.startswith("bulk")]
    assert sorted(kinds) == ["bulk_action.begun", "bulk_action.done"]
    assert first_broken_link(service) is None


@pytest.mark.parametrize("flag", bulk.NEVER)
def test_a_comment_with_a_grave_flag_is_left_out_whatever_else_it_is(troll, go, flag):
    comment, other = troll(flags=["spam", str(flag)]), troll()
    action = go(comment, other)
    assert outcomes(action) == {comment.pk: "left_out", other.pk: "done"}
    assert "looked at by itself" in why(action, comment)
    assert now_of(comment).hidden_at is None
    assert not now_of(comment).is_confirmed


def test_what_does_not_belong_there_is_left_out_with_its_reason(service, coordinator, troll, go):
    colleague = member(service, Role.COORDINATOR)
    wrong = {
        "neither a troll nor spam": CommentFactory(service=service, on_sandbox=True),
        "Case request": CommentFactory(service=service, case=True, on_sandbox=True, flags=["spam"]),
        "Grievance": CommentFactory(service=service, grievance=True, on_sandbox=True, flags=["spam"]),
        "direct message": troll(direct=True),
        "somebody else’s page": troll(source="watch"),
        "ourselves": troll(remote_id="by-hand:1", on_sandbox=False),
        "hidden already": troll(hidden_at=timezone.now()),
        "is closed": troll(closed=True),
        "kept from you": troll(kept_from=coordinator),
        "has this comment open": troll(claimed_by=colleague),
        "safeguarding lead": troll(state="escalated"),
    }
    action = go(*wrong.values())
    for words, comment in wrong.items():
        assert words.lower() in why(action, comment).lower(), words
    assert set(outcomes(action).values()) == {"left_out"}
    assert action.state == "done"
    assert not Step.objects.filter(key="hide").exists()


def test_more_than_fifty_none_and_no_rule_are_refused(service, other_service, coordinator, troll, go, rule):
    comment = troll()
    foreign = CommentFactory(service=other_service, troll=True)
    for ids, house_rule, words in (
        (range(1, 52), rule.pk, "At most 50"),
        ([], rule.pk, "Tick the comments"),
        ([comment.pk], None, "house rule"),
        ([comment.pk], HouseRuleFactory(service=other_service).pk, "house rule"),
        ([foreign.pk], rule.pk, "None of these"),
    ):
        with pytest.raises(MoveRefused, match=words):
            bulk.start(service, ids, by=coordinator, house_rule=house_rule)
    with pytest.raises(MoveRefused):
        go(comment, by=member(service, Role.VIEWER))
    assert not BulkAction.objects.exists()


def test_fifty_at_once_are_done_and_a_foreign_one_is_passed_over(other_service, troll, go):
    foreign = CommentFactory(service=other_service, troll=True)
    comments = [troll() for _ in range(49)]
    action = go(*comments, foreign)
    assert outcomes(action) == {one.pk: "done" for one in comments}
    assert now_of(foreign).state == "sorted"


def test_the_same_choice_twice_is_done_once(service, coordinator, rule, troll, network):
    comment = troll()
    first, second = (bulk.start(service, [comment.pk], by=coordinator, house_rule=rule.pk) for _ in range(2))
    assert "somebody chose it just now" in why(second, comment)
    for action in (first, second, first):
        bulk.run(action.pk)
    assert network.calls == ["hide"]
    assert now_of(comment).state == "closed"


def test_what_the_network_refuses_stays_open_and_says_so(troll, go, network):
    network.faults["hide"].append("refused")
    one, two = troll(), troll()
    action = go(one, two)
    assert outcomes(action) == {one.pk: "failed", two.pk: "done"}
    assert "does not allow it" in why(action, one)
    assert now_of(one).state == "acting"
    assert now_of(one).claimed_by is None


@pytest.mark.parametrize("fault", ["killed before", "killed after"])
def test_a_worker_killed_in_the_middle_is_gone_on_from(service, coordinator, rule, troll, network, fault):
    comments = [troll() for _ in range(3)]
    action = bulk.start(service, [one.pk for one in comments], by=coordinator, house_rule=rule.pk)
    network.faults["hide"] += ["", fault]
    with pytest.raises(Killed):
        bulk.run(action.pk)
    assert bulk.run(action.pk) is False  # the lease of the dead one holds
    assert list(outcomes(action).values()) == ["done", "waiting", "waiting"]
    long_ago = timezone.now() - dt.timedelta(minutes=3)
    BulkAction.objects.filter(pk=action.pk).update(seen_at=long_ago)
    Step.objects.filter(state="under_way").update(at=long_ago)
    assert bulk.resume_lost(timezone.now()) == [action.pk]
    tasks.act_in_bulk(action.pk)
    assert set(outcomes(action).values()) == {"done"}
    assert Event.objects.filter(kind="comment.closed").count() == 3
    assert Event.objects.filter(kind="comment.classed").count() == 3


def test_without_a_clear_answer_it_waits_and_is_asked_again(service, troll, go, network):
    network.faults["hide"].append("lost after")
    comment = troll()
    action = go(comment)
    assert (action.state, outcomes(action)) == ("running", {comment.pk: "waiting"})
    tasks.act_in_bulk(action.pk)
    action.refresh_from_db()
    assert (action.state, outcomes(action)) == ("done", {comment.pk: "done"})
    assert why(action, comment) == ""


def test_a_worry_raised_after_the_choice_leaves_it_out(service, coordinator, rule, troll):
    comment = troll()
    action = bulk.start(service, [comment.pk], by=coordinator, house_rule=rule.pk)
    workflow.set_flag(comment.pk, "safeguarding", by=coordinator)
    bulk.run(action.pk)
    assert outcomes(action) == {comment.pk: "left_out"}
    assert now_of(comment).hidden_at is None


def test_undone_in_time_all_is_as_it_was(service, troll, go, undone):
    one, two = troll(), troll(category="general", troll=False, flags=["spam"])
    colleague = member(service, Role.COORDINATOR)
    action = undone(go(one, two), by=colleague)
    assert (action.state, action.undone_by) == ("undone", colleague)
    assert set(outcomes(action).values()) == {"undone"}
    for comment, category in ((one, "troll"), (two, "general")):
        comment = now_of(comment)
        assert comment.state == "acting"
        assert (comment.category, comment.is_confirmed, comment.hidden_at) == (category, False, None)
        assert comment.claimed_by is None
        assert not on_the_sandbox(comment).hidden_at
        said = comment.assessments.first()
        assert (said.decided_by, said.decided_category, said.decided_at) == (None, "", None)
    assert first_broken_link(service) is None


def test_what_was_confirmed_before_stays_confirmed(coordinator, troll, go, undone):
    comment = troll(confirmed_by=coordinator)
    undone(go(comment))
    assert now_of(comment).is_confirmed


def test_undone_twice_or_too_late_is_refused(coordinator, troll, go, undone):
    action, late = go(troll()), go(troll())
    undone(action)
    with pytest.raises(MoveRefused, match="already"):
        undone(action)
    with pytest.raises(MoveRefused, match="10 minutes"):
        undone(late, now=late.at + dt.timedelta(minutes=10, seconds=1))
    late.refresh_from_db()
    assert late.state == "done"


def test_undone_partly_says_which_stay(coordinator, troll, go, undone, network):
    refused, changed, fine = troll(), troll(), troll()
    action = go(refused, changed, fine)
    workflow.reopen(changed.pk, by=coordinator, reason="Looked at again")
    network.faults["unhide"].append("refused")
    undone(action)
    assert outcomes(action) == {refused.pk: "stays", changed.pk: "stays", fine.pk: "undone"}
    assert "Not shown again" in why(action, refused)
    assert "changed since" in why(action, changed)
    assert now_of(refused).state == "closed"
    assert now_of(changed).hidden_at


def test_killed_while_it_is_undone_it_goes_on(coordinator, troll, go, network):
    comments = [troll() for _ in range(2)]
    action = go(*comments)
    bulk.undo(action.pk, by=coordinator)
    network.faults["unhide"].append("killed after")
    with pytest.raises(Killed):
        bulk.run(action.pk)
    long_ago = timezone.now() - dt.timedelta(minutes=3)
    BulkAction.objects.filter(pk=action.pk).update(seen_at=long_ago)
    Step.objects.filter(state="under_way").update(at=long_ago)
    bulk.run(action.pk)
    assert set(outcomes(action).values()) == {"undone"}
    assert all(now_of(one).hidden_at is None for one in comments)


def test_undone_before_a_worker_came_nothing_is_hidden(service, coordinator, rule, troll, network):
    comment = troll()
    action = bulk.start(service, [comment.pk], by=coordinator, house_rule=rule.pk)
    bulk.undo(action.pk, by=coordinator)
    bulk.run(action.pk)
    assert outcomes(action) == {comment.pk: "undone"}
    assert network.calls == []


def test_the_rows_hold_no_words_of_a_comment(troll, go, network):
    network.faults["hide"].append("refused")
    comment = troll(text="Unmistakable words", author_name="Unmistakable name")
    action = go(comment)
    row = BulkRow.objects.get(action=action)
    assert "unmistakable" not in f"{row.problem} {row} {action}".lower()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_choose_the_same_at_once_hide_it_once(service, settings):
    rule, comments = (
        HouseRuleFactory(service=service),
        [CommentFactory(service=service, troll=True, on_sandbox=True) for _ in range(3)],
    )
    people = [member(service, Role.COORDINATOR) for _ in range(2)]
    ids = [one.pk for one in comments]
    got = at_once(*(lambda by=by: bulk.start(service, ids, by=by, house_rule=rule.pk) for by in people))
    assert {type(one) for one in got} == {BulkAction}, got
    done = BulkRow.objects.filter(outcome="done").values_list("comment_id", flat=True)
    assert sorted(done) == sorted(ids)
    assert Event.objects.filter(kind="comment.closed").count() == 3

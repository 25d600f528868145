"""Asking us to look again: logged or by the public form, decided by somebody else, undone where the writer is right."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import Role
from audit.models import Event
from channels.models import SandboxBlock
from moderation import workflow
from moderation.conduct import appeals, blocking
from moderation.keeping import own_appeals
from moderation.models import Appeal, Comment
from moderation.moves import MoveRefused
from moderation.workflow import Given
from tests.factories.accounts import member
from tests.factories.channels import ChannelFactory
from tests.factories.moderation import CommentFactory, HouseRuleFactory, on_the_sandbox, sandbox_channel
from tests.moderation.conduct.test_blocking import breach

GIVEN = {"came_by": "by e-mail", "says": "It was a joke between friends."}
DECIDED = {"reason": "It reads as a joke.", "told_how": "by e-mail"}


@pytest.fixture
def hidden(service, coordinator, replies) -> Comment:
    return breach(service, coordinator, HouseRuleFactory(service=service))


@pytest.fixture
def appeal(hidden, coordinator) -> Appeal:
    return appeals.log_for_comment(hidden.pk, by=coordinator, **GIVEN)


@pytest.fixture
def blocked(service, coordinator, approver, hidden):
    rule = service.house_rules.get()
    last = [breach(service, coordinator, rule) for _ in range(2)][-1]
    return blocking.block_writer(last.pk, by=approver, reason="Insults again and again.")


def test_what_we_have_not_taken_down_is_not_looked_at_again(service, coordinator):
    comment = CommentFactory(service=service)
    with pytest.raises(MoveRefused, match="stands as it was written"):
        appeals.log_for_comment(comment.pk, by=coordinator, **GIVEN)
    Comment.objects.filter(pk=comment.pk).update(removed_at=timezone.now())  # its writer took it away
    with pytest.raises(MoveRefused, match="stands as it was written"):
        appeals.log_for_comment(comment.pk, by=coordinator, **GIVEN)


def test_it_is_due_in_the_working_days_of_the_policy(service, coordinator, hidden):
    monday = dt.datetime(2026, 12, 21, 10, tzinfo=dt.UTC)
    appeal = appeals.log_for_comment(hidden.pk, by=coordinator, now=monday, **GIVEN)
    assert appeal.due_on == dt.date(2027, 1, 7)  # ten, past three bank holidays
    assert not appeals.late(service, dt.date(2027, 1, 7)).exists()
    assert appeals.late(service, dt.date(2027, 1, 8)).exists()


def test_one_comment_is_looked_at_once_at_a_time(hidden, coordinator, appeal):
    with pytest.raises(MoveRefused, match="looking at it again already"):
        appeals.log_for_comment(hidden.pk, by=coordinator, **GIVEN)


@pytest.mark.parametrize(("given", "why"), [({"came_by": " "}, "how it reached us"), ({"says": "\n"}, "what they say")])
def test_it_says_how_it_came_and_what_they_say(hidden, coordinator, given, why):
    with pytest.raises(MoveRefused, match=why):
        appeals.log_for_comment(hidden.pk, by=coordinator, **GIVEN | given)


def test_who_hid_it_does_not_decide(coordinator, appeal):
    with pytest.raises(PermissionDenied, match="Somebody else looks again"):
        appeals.decide(appeal.pk, by=coordinator, upholds=True, **DECIDED)


def test_upheld_it_is_shown_again_on_the_network(service, hidden, approver, appeal):
    decided, left = appeals.decide(appeal.pk, by=approver, upholds=True, **DECIDED)
    hidden.refresh_from_db()
    assert (decided.decision, left, hidden.hidden_at) == ("upheld", "", None)
    assert on_the_sandbox(hidden).hidden_at is None
    kinds = set(Event.objects.filter(thing="moderation.comment", thing_id=hidden.pk).values_list("kind", flat=True))
    assert {"appeal.logged", "appeal.upheld"} <= kinds
    with pytest.raises(MoveRefused, match="has decided already"):
        appeals.decide(appeal.pk, by=approver, upholds=False, **DECIDED)


def test_upheld_what_nobody_has_classed_yet_is_shown_again_too(service, coordinator, approver):
    comment = CommentFactory(service=service, case=True, on_sandbox=True)
    workflow.do_step(comment.pk, "hide", by=coordinator)
    Comment.objects.filter(pk=comment.pk).update(category="general", claimed_by=None)  # sorted anew, by no person
    appeal = appeals.log_for_comment(comment.pk, by=coordinator, **GIVEN)
    _, left = appeals.decide(appeal.pk, by=approver, upholds=True, **DECIDED)
    comment.refresh_from_db()
    assert (left, comment.hidden_at, comment.is_confirmed) == ("", None, False)
    assert on_the_sandbox(comment).hidden_at is None


def test_upheld_what_is_taken_for_a_case_stays_hidden_until_a_person_says_what_it_is(service, coordinator, approver):
    comment = CommentFactory(service=service, case=True, on_sandbox=True)
    workflow.do_step(comment.pk, "hide", by=coordinator)
    Comment.objects.filter(pk=comment.pk).update(claimed_by=None)
    appeal = appeals.log_for_comment(comment.pk, by=coordinator, **GIVEN)
    _, left = appeals.decide(appeal.pk, by=approver, upholds=True, **DECIDED)
    assert left == "It counts as a case in public. First say what it is, or lower the flag that is wrong."
    assert on_the_sandbox(comment).hidden_at


def test_nothing_is_decided_for_the_writer_while_a_colleague_has_the_comment_open(
    hidden, coordinator, approver, appeal
):
    workflow.claim(hidden.pk, by=coordinator)
    with pytest.raises(MoveRefused, match="Priya Nair has this comment open"):
        appeals.decide(appeal.pk, by=approver, upholds=True, **DECIDED)
    appeal.refresh_from_db()
    assert appeal.decision == ""


def test_dismissed_it_stays_hidden_with_the_reason(hidden, approver, appeal):
    decided, _ = appeals.decide(appeal.pk, by=approver, upholds=False, **DECIDED)
    hidden.refresh_from_db()
    assert (decided.decision, decided.reason, decided.told_how) == ("dismissed", "It reads as a joke.", "by e-mail")
    assert hidden.hidden_at


@pytest.mark.parametrize(("given", "why"), [({"reason": " "}, "Write why"), ({"told_how": ""}, "how the writer hears")])
def test_a_decision_has_its_reason_and_reaches_the_writer(approver, appeal, given, why):
    with pytest.raises(MoveRefused, match=why):
        appeals.decide(appeal.pk, by=approver, upholds=True, **DECIDED | given)


def test_a_network_that_does_not_follow_leaves_the_decision_and_something_to_do(network, hidden, approver, appeal):
    network.faults["unhide"].append("refused")
    decided, left = appeals.decide(appeal.pk, by=approver, upholds=True, **DECIDED)
    assert left == "The network does not allow it."
    assert appeals.still_to_undo(decided) == "The comment is still hidden."
    assert appeals.undo(appeal.pk, by=approver) == ""
    hidden.refresh_from_db()
    assert hidden.hidden_at is None
    with pytest.raises(MoveRefused, match="nothing left to undo"):
        appeals.undo(appeal.pk, by=approver)


def test_what_was_deleted_cannot_be_put_back(hidden, approver, appeal):
    Comment.objects.filter(pk=hidden.pk).update(removed_at=timezone.now())
    _, left = appeals.decide(appeal.pk, by=approver, upholds=True, **DECIDED)
    assert left == ""


def test_a_shown_comment_no_longer_counts_for_a_block(service, hidden, approver, appeal):
    appeals.decide(appeal.pk, by=approver, upholds=True, **DECIDED)
    assert not blocking.breaches(hidden.channel, hidden.author_handle, timezone.now()).exists()


def test_a_block_is_looked_at_by_another_manager(coordinator, approver, manager, blocked):
    appeal = appeals.log_for_block(blocked.pk, by=coordinator, **GIVEN)
    for person in (coordinator, approver):
        with pytest.raises(PermissionDenied):
            appeals.decide(appeal.pk, by=person, upholds=True, **DECIDED)
    _, left = appeals.decide(appeal.pk, by=manager, upholds=True, **DECIDED)
    blocked.refresh_from_db()
    assert left == ""
    assert blocked.lifted_at
    assert not SandboxBlock.objects.exists()


def test_a_block_that_has_ended_is_not_looked_at_again(coordinator, manager, blocked):
    blocking.lift(blocked.pk, by=manager, reason="They said sorry.")
    with pytest.raises(MoveRefused, match="not blocked"):
        appeals.log_for_block(blocked.pk, by=coordinator, **GIVEN)


def public(service, handle: str, **more) -> Appeal:
    given = {"channel": sandbox_channel(service), "says": "Why was it taken down?", "now": timezone.now()}
    return appeals.from_public(service, author_handle=handle, **given | more)


@pytest.mark.parametrize("handle", ["@clown", "clown", " @CLOWN "])
def test_the_public_form_finds_the_one_comment_of_the_writer(service, hidden, handle):
    assert public(service, handle).comment == hidden


def test_the_public_form_sent_twice_is_one_request(service, hidden):
    now = timezone.now()
    first = public(service, "clown", now=now)
    assert public(service, "clown", now=now + dt.timedelta(minutes=1)) == first
    assert Event.objects.filter(kind="appeal.arrived", thing="moderation.appeal").count() == 1
    assert public(service, "clown", says="And my answer to Sam?", now=now) != first
    assert public(service, "jo", now=now) != first
    assert public(service, "clown", now=now + dt.timedelta(hours=2)) != first


@pytest.mark.parametrize("handle", ["@jo", "", "@", "%", "@clown\x01"])
def test_the_public_form_takes_what_it_cannot_find(service, hidden, handle):
    appeal = public(service, handle)
    assert (appeal.comment, appeal.block, appeal.logged_by) == (None, None, None)


def test_of_two_comments_a_person_says_which_one_is_meant(service, coordinator, approver, hidden):
    other = breach(service, coordinator, service.house_rules.get())
    appeal = public(service, "clown")
    assert appeal.comment is None
    with pytest.raises(MoveRefused, match="Find first"):
        appeals.decide(appeal.pk, by=approver, upholds=True, **DECIDED)
    with pytest.raises(MoveRefused, match="Choose from the list"):
        appeals.match(appeal.pk, by=approver, comment_id=CommentFactory(service=service).pk)
    assert appeals.match(appeal.pk, by=approver, comment_id=other.pk).comment == other
    with pytest.raises(MoveRefused, match="found already"):
        appeals.match(appeal.pk, by=approver, comment_id=hidden.pk)


def test_who_took_down_what_it_may_be_about_does_not_decide_though_it_is_not_matched(
    service, coordinator, approver, hidden
):
    """Neither of two comments, nor one that is found by the name shown; who did not take them down may."""
    breach(service, coordinator, service.house_rules.get())
    for given in ("clown", hidden.author_name):
        appeal = public(service, given)
        assert appeals.concerns(coordinator, appeal)  # they may say what it is about
        with pytest.raises(PermissionDenied, match="Say first what it is about, or leave it to somebody else"):
            appeals.decide(appeal.pk, by=coordinator, upholds=False, **DECIDED)
        decided, _ = appeals.decide(appeal.pk, by=approver, upholds=False, **DECIDED)
        assert decided.decision == "dismissed"
        assert appeals.refusal_to_decide(coordinator, decided) == ""


def test_who_blocked_the_writer_does_not_dismiss_what_may_be_about_it(service, approver, manager, blocked):
    appeal = public(service, "clown")
    assert appeal.block is None  # three comments were taken down too
    with pytest.raises(PermissionDenied, match="had a part in blocking"):
        appeals.decide(appeal.pk, by=approver, upholds=False, **DECIDED)
    assert appeals.decide(appeal.pk, by=manager, upholds=False, **DECIDED)[0].decided_by == manager


def test_who_gives_the_name_that_is_shown_is_found_by_a_person_not_by_the_form(service, approver, hidden):
    appeal = public(service, f" {hidden.author_name.upper()} ")
    assert appeal.comment is None  # others may be called so too
    assert appeals.match(appeal.pk, by=approver, comment_id=hidden.pk).comment == hidden


def test_one_that_fits_nothing_can_only_be_dismissed(service, approver, hidden):
    appeal = public(service, "@somebody-else")
    decided, _ = appeals.decide(appeal.pk, by=approver, upholds=False, **DECIDED)
    assert decided.decision == "dismissed"


def test_a_comment_on_another_channel_of_the_same_handle_is_not_meant(service, hidden):
    assert public(service, "@clown", channel=ChannelFactory(service=service, by_hand=True)).comment is None


def test_what_is_kept_from_a_person_is_not_theirs_to_decide(service, hidden, approver, appeal):
    hidden.kept_from.add(approver)
    assert not appeals.visible_to(approver, service).exists()
    with pytest.raises(PermissionDenied, match="kept from you"):
        appeals.decide(appeal.pk, by=approver, upholds=True, **DECIDED)


def test_viewers_and_strangers_neither_log_nor_decide(service, hidden, appeal, outsider):
    for person in (member(service, Role.VIEWER), outsider):
        with pytest.raises(PermissionDenied):
            appeals.log_for_comment(hidden.pk, by=person, **GIVEN)
        with pytest.raises(PermissionDenied):
            appeals.decide(appeal.pk, by=person, upholds=True, **DECIDED)


def test_a_closed_comment_is_shown_again_too(service, hidden, coordinator, approver, appeal):
    workflow.do_step(hidden.pk, "report", by=coordinator, given=Given(), by_hand=True)
    workflow.close(hidden.pk, by=coordinator)
    _, left = appeals.decide(appeal.pk, by=approver, upholds=True, **DECIDED)
    hidden.refresh_from_db()
    assert (left, hidden.hidden_at) == ("", None)


def test_what_fits_nothing_is_forgotten_six_months_after_the_decision(service, approver, hidden):
    appeal = public(service, "@somebody-else", contact="jo@example.org")
    kept = public(service, "@clown")
    appeals.decide(appeal.pk, by=approver, upholds=False, **DECIDED)
    now = timezone.now()
    counts = [own_appeals.forget_unmatched(now + dt.timedelta(days=days)) for days in (179, 181, 181)]
    appeal.refresh_from_db()
    kept.refresh_from_db()
    assert counts == [0, 1, 0]
    assert (appeal.says, appeal.contact, appeal.author_handle) == ("No longer kept.", "", "")
    assert kept.says == "Why was it taken down?"

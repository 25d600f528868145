"""Open comments are looked up again: edits and deletions that no network told of."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from audit.models import Event
from channels.models import Channel, SandboxComment
from channels.networks import CommentNow, SignedOut, TryLater
from moderation import tasks, workflow
from moderation.coming_in import looking_again
from moderation.models import Comment, CommentState, Source
from tests.factories.moderation import CommentFactory, sandbox_channel

pytestmark = pytest.mark.django_db

AGO = timezone.now() - dt.timedelta(minutes=11)


@pytest.fixture
def channel(service, told):
    return sandbox_channel(service)


def made(channel, **fields):
    return CommentFactory(**{"service": channel.service, "channel": channel, "posted_at": AGO, **fields})


def test_a_changed_text_is_noted_beside_the_capture_and_sorted_anew(channel, told):
    comment = made(channel, remote_id="r-1", text="When is it?")
    told.now_there.append(CommentNow(remote_id="r-1", text="My son was hit at school today", raw={"id": "r-1"}))
    assert looking_again.look_again(channel.pk) == 1
    comment.refresh_from_db()
    assert comment.text == "My son was hit at school today"
    assert (comment.edits.get().text, comment.edits.get().raw) == (comment.text, {"id": "r-1"})
    assert comment.checked_at is not None


def test_one_answer_that_nobody_understands_holds_up_no_other(channel, told):
    odd, gone = made(channel, remote_id="r-1"), made(channel, remote_id="r-2")
    told.now_there += [CommentNow(remote_id="r-1", text=7), CommentNow(remote_id="r-2", is_gone=True)]
    assert looking_again.look_again(channel.pk) == 1
    for comment in (odd, gone):
        comment.refresh_from_db()
        assert comment.checked_at is not None
    assert (odd.edits.count(), gone.state) == (0, CommentState.WITHDRAWN)


def test_what_its_writer_took_away_is_withdrawn(channel, told):
    comment = made(channel, remote_id="r-1")
    told.now_there.append(CommentNow(remote_id="r-1", is_gone=True))
    looking_again.look_again(channel.pk)
    comment.refresh_from_db()
    assert comment.state == CommentState.WITHDRAWN


@pytest.mark.parametrize("number", [1, 4, 5, 9])
@pytest.mark.parametrize("asked", [1, 2, 3])
def test_when_a_page_shows_us_nothing_any_more_nothing_is_taken_for_gone(number, asked, channel, told):
    """A right that was withdrawn looks like that, and would close every open case, however few are due at a time."""
    for one in range(number):
        made(channel, remote_id=f"r-{one}")
        told.now_there.append(CommentNow(remote_id=f"r-{one}", is_not_shown=True))
    for turn in range(asked):
        looking_again.look_again(channel.pk, now=timezone.now() + turn * dt.timedelta(minutes=11))
    assert Comment.objects.filter(removed_at=None, closed_at=None).count() == number
    assert Event.objects.filter(kind="comment.not_shown").count() == number


def test_when_all_of_many_are_gone_at_once_none_is_believed_at_one_look(channel, told):
    for one in range(5):
        made(channel, remote_id=f"r-{one}")
        told.now_there.append(CommentNow(remote_id=f"r-{one}", is_gone=True))
    looking_again.look_again(channel.pk)
    assert not Comment.objects.exclude(removed_at=None).exists()


def test_what_is_not_shown_twice_is_gone_where_another_is_seen(channel, told):
    now = timezone.now()
    comment, other = made(channel, remote_id="r-1"), made(channel, remote_id="r-2")
    told.now_there += [CommentNow(remote_id="r-1", is_not_shown=True), CommentNow(remote_id="r-2", text=other.text)]
    assert looking_again.look_again(channel.pk, now=now) == 1
    comment.refresh_from_db()
    assert (comment.removed_at, comment.not_shown_since) == (None, now)
    looking_again.look_again(channel.pk, now=now + dt.timedelta(minutes=11))
    comment.refresh_from_db()
    assert (comment.state, comment.not_shown_since) == (CommentState.WITHDRAWN, None)


def test_another_is_asked_for_where_only_what_is_missing_is_due(channel, told):
    now = timezone.now()
    comment = made(channel, remote_id="r-1")
    other = made(channel, remote_id="r-2", closed=True, checked_at=now)
    told.now_there += [CommentNow(remote_id="r-1", is_not_shown=True), CommentNow(remote_id="r-2", text=other.text)]
    looking_again.look_again(channel.pk, now=now)
    assert told.asked == ["r-1"]
    looking_again.look_again(channel.pk, now=now + dt.timedelta(minutes=11))
    assert told.asked == ["r-1", "r-1", "r-2"]
    comment.refresh_from_db()
    assert comment.state == CommentState.WITHDRAWN


def test_a_case_in_public_that_is_not_shown_stays_for_a_person_and_its_clock_runs(channel, told):
    now = timezone.now()
    comment, other = made(channel, remote_id="r-1", case=True), made(channel, remote_id="r-2")
    told.now_there += [CommentNow(remote_id="r-1", is_not_shown=True), CommentNow(remote_id="r-2", text=other.text)]
    for turn in range(3):
        looking_again.look_again(channel.pk, now=now + turn * dt.timedelta(minutes=11))
    comment.refresh_from_db()
    assert (comment.state, comment.clock_stopped_at, comment.not_shown_since) == (CommentState.SORTED, None, now)


def test_what_was_taken_for_gone_is_looked_at_once_a_day_and_opened_when_it_is_there(channel, told):
    now = timezone.now()
    comment = made(channel, remote_id="r-1")
    workflow.withdrawn_by_author(comment.pk, job="Reading comments")
    told.now_there.append(CommentNow(remote_id="r-1", text=comment.text))
    looking_again.look_again(channel.pk, now=now + dt.timedelta(hours=23))
    assert told.asked == []
    assert looking_again.channels_due(now + dt.timedelta(hours=25)) == [channel.pk]
    looking_again.look_again(channel.pk, now=now + dt.timedelta(hours=25))
    comment.refresh_from_db()
    assert (comment.removed_at, comment.closed_at) == (None, None)


def test_a_closed_comment_that_still_stands_in_public_is_looked_at_once_a_day(channel, told):
    """An answered question that becomes a case is opened again, though no feed tells of edits."""
    now = timezone.now() + dt.timedelta(hours=25)
    comment = made(channel, remote_id="r-1", closed=True)
    made(channel, remote_id="hidden", closed=True, hidden_at=AGO)
    made(channel, remote_id="direct", closed=True, direct=True)
    made(channel, remote_id="record", state="record", closed_at=AGO)
    made(channel, remote_id="old", closed=True, posted_at=now - dt.timedelta(days=31))
    deleted = made(channel, remote_id="deleted", closed=True, removed_at=AGO)
    deleted.steps.create(capture=deleted.capture, key="delete", position=0, state="done", job="x", at=AGO)
    told.now_there.append(CommentNow(remote_id="r-1", text="My son is in year 4 and has no school place. Help?"))
    assert looking_again.channels_due(now) == [channel.pk]
    assert looking_again.look_again(channel.pk, now=now) == 1
    assert told.asked == ["r-1"]
    comment.refresh_from_db()
    assert (comment.closed_at, comment.edits.count()) == (None, 1)


def test_the_same_text_or_none_changes_nothing(channel, told):
    first, second = made(channel, remote_id="r-1"), made(channel, remote_id="r-2")
    told.now_there += [CommentNow(remote_id="r-1", text=first.text), CommentNow(remote_id="r-2")]
    assert looking_again.look_again(channel.pk) == 0
    assert {one.version for one in Comment.objects.all()} == {first.version, second.version}
    assert not any(one.edits.exists() for one in Comment.objects.all())


def test_a_comment_that_was_not_asked_for_is_left_alone(channel, other_service, told):
    made(channel, remote_id="r-1")
    theirs = made(sandbox_channel(other_service), remote_id="r-2")
    told.now_there.append(CommentNow(remote_id="r-2", is_gone=True))
    looking_again.look_again(channel.pk)
    theirs.refresh_from_db()
    assert theirs.removed_at is None


def test_only_open_ones_that_the_network_knows_and_not_more_often_than_it_may_be_asked(channel, told):
    now = timezone.now()
    due = made(channel, remote_id="due", source=Source.WATCH)
    made(channel, remote_id="closed", closed=True)
    made(channel, remote_id="by-hand:1")
    made(channel, remote_id="imported", source=Source.IMPORT)
    made(channel, remote_id="old", posted_at=now - dt.timedelta(days=31))
    made(channel, remote_id="new", posted_at=now)
    made(channel, remote_id="just-checked", checked_at=now - dt.timedelta(minutes=9))
    made(channel, remote_id="gone", removed_at=now)
    assert looking_again.channels_due(now) == [channel.pk]
    looking_again.look_again(channel.pk, now=now)
    assert told.asked == ["due"]
    assert looking_again.channels_due(now) == []
    due.refresh_from_db()
    assert due.checked_at == now


def test_the_one_that_waits_longest_comes_first(channel, told):
    made(channel, remote_id="b", checked_at=AGO - dt.timedelta(hours=1))
    made(channel, remote_id="c", checked_at=AGO)
    made(channel, remote_id="a")
    looking_again.look_again(channel.pk)
    assert told.asked == ["a", "b", "c"]


@pytest.mark.parametrize("fault", [TryLater("Busy.", after_s=600), ValueError("My son Theo"), SignedOut("Connect it.")])
def test_a_network_that_does_not_answer_is_asked_later_and_read_all_the_same(fault, channel, told, caplog):
    now = timezone.now()
    made(channel, remote_id="r-1")
    told.now_there.append(fault)
    assert looking_again.look_again(channel.pk, now=now) == 0
    looking_again.look_again(channel.pk, now=now + dt.timedelta(minutes=9))
    assert told.asked == ["r-1"]
    assert Channel.objects.get(pk=channel.pk).read_after is None
    looking_again.look_again(channel.pk, now=now + dt.timedelta(minutes=11))
    assert told.asked == ["r-1", "r-1"]
    assert "Theo" not in caplog.text


def test_on_the_sandbox_an_edit_and_a_deletion_are_noticed_by_the_tick(service):
    channel = sandbox_channel(service)
    changed, gone = (CommentFactory(service=service, channel=channel, on_sandbox=True, posted_at=AGO) for _ in range(2))
    SandboxComment.objects.filter(key=changed.remote_id).update(text="I mean the one in March.")
    SandboxComment.objects.filter(key=gone.remote_id).update(withdrawn_at=timezone.now(), removed_at=timezone.now())
    tasks.look_around()
    changed.refresh_from_db()
    gone.refresh_from_db()
    assert changed.text == "I mean the one in March."
    assert gone.state == CommentState.WITHDRAWN

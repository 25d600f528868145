"""Open comments are looked up again: edits and deletions that no network told of."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from channels.models import Channel, SandboxComment
from channels.networks import CommentNow, SignedOut, TryLater
from moderation import tasks
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
    told.now_there.append(CommentNow(remote_id="r-1", text="My son was hit at school today"))
    assert looking_again.look_again(channel.pk) == 1
    comment.refresh_from_db()
    assert comment.text == "My son was hit at school today"
    assert comment.edits.get().text == comment.text
    assert comment.checked_at is not None


def test_what_its_writer_took_away_is_withdrawn(channel, told):
    comment = made(channel, remote_id="r-1")
    told.now_there.append(CommentNow(remote_id="r-1", is_gone=True))
    looking_again.look_again(channel.pk)
    comment.refresh_from_db()
    assert comment.state == CommentState.WITHDRAWN


@pytest.mark.parametrize(("number", "gone"), [(4, 4), (5, 0)])
def test_when_all_of_many_are_gone_at_once_none_is_believed(number, gone, channel, told):
    """A right that was withdrawn looks like that, and would close every open case."""
    for one in range(number):
        made(channel, remote_id=f"r-{one}")
        told.now_there.append(CommentNow(remote_id=f"r-{one}", is_gone=True))
    assert looking_again.look_again(channel.pk) == gone
    assert Comment.objects.filter(state=CommentState.WITHDRAWN).count() == gone


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

"""What answers what, in whatever order it comes in."""

from __future__ import annotations

import itertools

import pytest
from django.utils import timezone

from moderation.coming_in import intake, reading, threads
from moderation.models import Comment, Step, StepState
from posts.models import Delivery, DeliveryState
from tests.factories.moderation import CommentFactory, sandbox_channel
from tests.factories.posts import PostFactory
from tests.moderation.scripted import incoming, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def channel(service, told):
    return sandbox_channel(service)


def of(remote_id: str) -> Comment:
    return Comment.objects.get(remote_id=remote_id)


@pytest.mark.parametrize("order", list(itertools.permutations([1, 2, 3])))
def test_a_thread_is_the_same_in_whatever_order_it_comes(order, channel):
    made = {
        1: incoming(1),
        2: incoming(2, answers_comment="r-1"),
        3: incoming(3, answers_comment="r-2"),
    }
    for number in order:
        intake.receive(channel, made[number])
    assert (of("r-1").parent, of("r-2").parent, of("r-3").parent) == (None, of("r-1"), of("r-2"))


def test_an_answer_belongs_to_our_post_that_its_parent_stands_below(channel, service):
    post = PostFactory(service=service, published=True, channels=[channel])
    Delivery.objects.create(
        post=post,
        channel=channel,
        revision=post.revision,
        digest=post.revision.digest,
        due_at=post.publish_at,
        state=DeliveryState.SENT,
        sent_at=post.publish_at,
        remote_id="post-1",
    )
    intake.receive(channel, incoming(2, answers_comment="r-1"))
    intake.receive(channel, incoming(1, answers="post-1", answers_comment="post-1"))
    assert of("r-1").answers_remote_id == ""
    assert of("r-2").post == post
    intake.receive(channel, incoming(3, answers_comment="r-2"))
    assert of("r-3").post == post


def our_answer(comment: Comment, remote_id: str) -> Step:
    return Step.objects.create(
        comment=comment,
        capture=comment.capture,
        key="reply_public",
        position=1,
        state=StepState.DONE,
        job="test",
        at=timezone.now(),
        data={"remote_id": remote_id},
    )


def test_an_answer_to_our_answer_belongs_to_what_we_answered(channel, service):
    first = CommentFactory(service=service, channel=channel, remote_id="r-1")
    our_answer(first, "ours-1")
    answer = intake.receive(channel, incoming(2, answers_comment="ours-1"))
    assert answer.parent == first
    assert answer.answers_remote_id == "ours-1"


def test_our_answer_that_is_on_record_late_ties_what_answered_it(channel, service, told):
    first = CommentFactory(service=service, channel=channel, remote_id="r-1")
    told.pages[""] = page(incoming(2, answers_comment="ours-1"), cursor="a")
    reading.read_channel(channel.pk)
    assert of("r-2").parent is None
    our_answer(first, "ours-1")
    reading.read_channel(channel.pk)
    assert of("r-2").parent == first


def test_another_channels_answer_or_comment_with_that_id_is_none_of_ours(channel, other_service):
    there = sandbox_channel(other_service)
    our_answer(CommentFactory(service=other_service, channel=there, remote_id="r-1"), "ours-1")
    assert intake.receive(channel, incoming(2, answers_comment="r-1")).parent is None
    assert intake.receive(channel, incoming(3, answers_comment="ours-1")).parent is None


def test_a_circle_is_not_closed(channel):
    intake.receive(channel, incoming(1, answers_comment="r-2"))
    intake.receive(channel, incoming(2, answers_comment="r-1"))
    intake.receive(channel, incoming(3, answers_comment="r-3"))
    parents = [of("r-1").parent, of("r-2").parent]
    assert parents.count(None) == 1
    assert of("r-3").parent is None
    assert threads.tie_waiting(channel, timezone.now()) == 0


def test_what_is_told_only_later_is_learned_without_an_edit(channel):
    intake.receive(channel, incoming(1))
    intake.receive(channel, incoming(2))
    intake.receive(channel, incoming(2, answers_comment="r-1"))
    assert of("r-2").parent == of("r-1")
    assert not of("r-2").edits.exists()

"""The sandbox as a connector: what it accepts, finds, hides and gives to read."""

import datetime as dt
import uuid
from dataclasses import replace

import pytest
from django.db import transaction
from django.utils import timezone

from channels.models import SandboxBlock, SandboxComment, SandboxPost, SandboxReply
from channels.networks import Absent, Found, Outgoing, Picture, Refused, Reply, connector_of
from tests.factories.channels import ChannelFactory, SandboxCommentFactory, SandboxPostFactory

pytestmark = pytest.mark.django_db

LONG_AGO = timezone.now() - dt.timedelta(minutes=5)


@pytest.fixture
def channel(service):
    return ChannelFactory(service=service)


@pytest.fixture
def sandbox(channel):
    return connector_of(channel)


def outgoing(**fields) -> Outgoing:
    return Outgoing(**{"ref": str(uuid.uuid4()), "text": "Workshops start in January.", **fields})


def test_what_is_sent_twice_is_there_twice(sandbox):
    """It must not help the sender: real networks do not either."""
    post = outgoing()
    assert sandbox.publish(post).remote_id != sandbox.publish(post).remote_id
    assert SandboxPost.objects.count() == 2


def test_a_post_keeps_its_text_link_pictures_and_their_words(sandbox):
    picture = Picture(file="media/poster.jpg", alt="A poster.", width=640, height=480)
    sandbox.publish(outgoing(link="https://northshire.example/book", pictures=(picture,)))
    post = SandboxPost.objects.get()
    assert post.text == "Workshops start in January.\n\nhttps://northshire.example/book"
    assert post.pictures == [{"file": "media/poster.jpg", "alt": "A poster.", "width": 640, "height": 480}]


def test_a_link_that_stands_in_the_text_is_not_added_again(sandbox):
    sandbox.publish(
        outgoing(text="Book at https://northshire.example/book now", link="https://northshire.example/book")
    )
    assert SandboxPost.objects.get().text.count("https://") == 1


def test_a_post_is_found_by_our_reference_alone(sandbox):
    post = outgoing()
    published = sandbox.publish(post)
    assert sandbox.find(post) == Found(remote_id=published.remote_id, remote_url=published.remote_url)
    assert sandbox.find(outgoing()) == Absent()


def test_another_services_post_is_not_found(sandbox, other_service):
    post = outgoing()
    connector_of(ChannelFactory(service=other_service)).publish(post)
    assert sandbox.find(post) == Absent()


def test_a_text_that_is_too_long_is_refused_for_good(sandbox):
    with pytest.raises(Refused, match="5,000 characters") as refused:
        sandbox.publish(outgoing(text="a" * 5001))
    assert refused.value.permanent


@pytest.mark.django_db(transaction=True)
def test_it_is_not_called_inside_a_transaction_of_ours(service):
    sandbox = connector_of(ChannelFactory(service=service))
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        sandbox.publish(outgoing())


def test_removing_takes_a_post_away_once_and_twice(sandbox):
    published = sandbox.publish(outgoing())
    sandbox.remove(published.remote_id)
    sandbox.remove(published.remote_id)
    assert SandboxPost.objects.get().removed_at is not None


def test_comments_come_in_order_with_what_they_answer(service, sandbox):
    post = SandboxPostFactory(service=service)
    public = SandboxCommentFactory(service=service, post=post, posted_at=LONG_AGO)
    private = SandboxCommentFactory(service=service, private=True, visitor=public.visitor, posted_at=LONG_AGO)
    SandboxCommentFactory()
    batch = sandbox.comments_since("")
    assert [comment.remote_id for comment in batch.comments] == [str(public.key), str(private.key)]
    assert [comment.answers for comment in batch.comments] == [str(post.key), ""]
    assert [comment.is_private for comment in batch.comments] == [False, True]
    assert batch.comments[0].author_handle == f"visitor-{public.visitor.hex[:8]}"
    assert batch.comments[0].author_signals["recent_comments_24h"] == 2
    assert batch.comments[0].raw["text"] == public.text


def test_reading_goes_on_from_the_cursor(service, sandbox):
    SandboxCommentFactory(service=service, posted_at=LONG_AGO)
    cursor = sandbox.comments_since("").cursor
    later = SandboxCommentFactory(service=service, posted_at=LONG_AGO)
    assert [comment.remote_id for comment in sandbox.comments_since(cursor).comments] == [str(later.key)]


def test_a_comment_of_this_second_is_read_again_so_that_none_is_missed(service, sandbox):
    """One that was written before it may be committed after it."""
    SandboxCommentFactory(service=service)
    first = sandbox.comments_since("")
    assert len(first.comments) == 1
    assert first.cursor == ""


def test_what_its_writer_took_away_is_told(service, sandbox):
    gone = SandboxCommentFactory(service=service, removed_at=timezone.now(), withdrawn_at=timezone.now())
    batch = sandbox.comments_since("")
    assert batch.comments == ()
    assert batch.withdrawn == (str(gone.key),)


def test_hiding_twice_and_showing_again(service, sandbox):
    comment = SandboxCommentFactory(service=service)
    sandbox.hide(str(comment.key))
    sandbox.hide(str(comment.key))
    assert SandboxComment.objects.get().hidden_at is not None
    sandbox.unhide(str(comment.key))
    assert SandboxComment.objects.get().hidden_at is None


def test_a_private_message_cannot_be_hidden(service, sandbox):
    comment = SandboxCommentFactory(service=service, private=True)
    with pytest.raises(Refused, match="nobody else"):
        sandbox.hide(str(comment.key))


@pytest.mark.parametrize("remote_id", ["no-key", "3b124fef-91e0-4c3b-8a0f-7d1124e87f9c"])
def test_a_comment_that_is_gone_cannot_be_hidden_or_answered(sandbox, remote_id):
    with pytest.raises(Refused, match="no longer"):
        sandbox.hide(remote_id)
    with pytest.raises(Refused, match="no longer"):
        sandbox.reply_privately(remote_id, "Hello", ref="r")


def test_another_services_comment_cannot_be_hidden(sandbox):
    with pytest.raises(Refused, match="no longer"):
        sandbox.hide(str(SandboxCommentFactory().key))


def test_replies_are_found_by_our_reference(service, sandbox):
    comment = SandboxCommentFactory(service=service)
    published = sandbox.reply_privately(str(comment.key), "Please call us.", ref="step-1")
    wanted = Reply(ref="step-1", remote_id=str(comment.key), text="Please call us.", is_private=True)
    assert sandbox.find_reply(wanted) == Found(remote_id=published.remote_id)
    assert sandbox.find_reply(replace(wanted, ref="step-2")) == Absent()
    assert SandboxReply.objects.get().is_private


def test_a_private_message_is_not_answered_in_public(service, sandbox):
    comment = SandboxCommentFactory(service=service, private=True)
    with pytest.raises(Refused, match="in private"):
        sandbox.reply_publicly(str(comment.key), "Hello", ref="r")


def test_an_empty_reply_is_refused(service, sandbox):
    with pytest.raises(Refused, match="empty"):
        sandbox.reply_publicly(str(SandboxCommentFactory(service=service).key), " ", ref="r")


def test_a_visitor_is_blocked_and_let_in_again_each_as_often_as_one_likes(service, sandbox):
    comment = SandboxCommentFactory(service=service, posted_at=LONG_AGO)
    author = sandbox.comments_since("").comments[0].author_id
    assert author == comment.handle
    for _ in range(2):
        sandbox.block(author)
    assert [one.handle for one in SandboxBlock.objects.filter(service=service)] == [author]
    for _ in range(2):
        sandbox.unblock(author)
    assert not SandboxBlock.objects.exists()


def test_what_is_no_visitor_is_not_blocked(sandbox):
    with pytest.raises(Refused, match="no account"):
        sandbox.block("northshire")


def test_one_services_block_is_not_ended_by_another(service, sandbox, other_service):
    author = SandboxCommentFactory(service=service).handle
    sandbox.block(author)
    connector_of(ChannelFactory(service=other_service)).unblock(author)
    assert SandboxBlock.objects.exists()

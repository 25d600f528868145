"""The whole way of a comment on a real Bluesky network: read, kept, tied to what it answers, hidden by the thread gate,
answered; and what its writer then does is noticed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.utils import timezone

from channels.credentials import sealed
from channels.networks import Outgoing
from channels.networks.bluesky import Bluesky
from moderation import workflow
from moderation.coming_in import looking_again, reading
from moderation.handling.acting import Given
from moderation.models import Comment, CommentState, StepState
from policies.models import ReplyPurpose
from posts.models import Delivery, DeliveryState
from tests.channels.networks.people import Person, new_person, soon
from tests.factories.channels import ChannelFactory
from tests.factories.moderation import reply_templates
from tests.factories.posts import PostFactory

pytestmark = [pytest.mark.django_db, pytest.mark.bluesky]

GATE = "app.bsky.feed.threadgate"
CASE = "My son is in year 4 and school put him on a part time timetable. What should I do?"


@pytest.fixture
def brand(bluesky_network) -> Person:
    return new_person(bluesky_network.url, "service")


@pytest.fixture
def fan(bluesky_network) -> Person:
    return new_person(bluesky_network.url, "parent")


@pytest.fixture
def channel(brand, service, settings):
    settings.NETWORKS_ON_LOOPBACK = True
    typed = {"handle": brand.handle, "app_password": brand.app_password(), "server": brand.url}
    made = Bluesky.sign_in.take(typed)
    return ChannelFactory(
        service=service,
        network="bluesky",
        connector="bluesky",
        handle=brand.handle,
        server=made.server,
        account_id=made.account.remote_id,
        credentials=sealed(made.credentials),
    )


@pytest.fixture
def ours(channel, service, fan) -> Delivery:
    """A post of ours that is out, and that readers see."""
    post = PostFactory(service=service, published=True, channels=[channel])
    connector = Bluesky(channel)
    outgoing = Outgoing(ref="ours", text=post.revision.text[:200], first_tried_at=timezone.now())
    made = connector.publish(replace(outgoing, prepared=connector.prepare(outgoing)))
    assert soon(lambda: fan.ask("app.bsky.feed.getPosts", uris=made.remote_id)["posts"])
    return Delivery.objects.create(
        post=post,
        channel=channel,
        revision=post.revision,
        digest=post.revision.digest,
        due_at=post.publish_at,
        state=DeliveryState.SENT,
        sent_at=post.publish_at,
        remote_id=made.remote_id,
        remote_url=made.remote_url,
    )


def seen(reader: Person, uri: str) -> dict:
    (found,) = soon(lambda: reader.ask("app.bsky.feed.getPosts", uris=uri)["posts"])
    return found


def comes_in(channel, text: str) -> Comment:
    def look() -> Comment | None:
        reading.read_channel(channel.pk)
        return Comment.objects.filter(channel=channel, text=text).first()

    found = soon(look)
    assert found is not None
    return found


def confirmed(comment: Comment, category: str, by) -> Comment:
    workflow.claim(comment.pk, by=by)
    return workflow.confirm_category(comment.pk, category, by=by)


def test_a_case_in_an_answer_arrives_and_is_hidden_by_the_thread_gate(channel, ours, brand, fan, coordinator, service):
    reply_templates(service, *ReplyPurpose.values)
    said = fan.answer(CASE, root=seen(fan, ours.remote_id))
    comment = comes_in(channel, CASE)
    assert (comment.remote_id, comment.post, comment.answers_remote_id) == (said["uri"], ours.post, "")
    assert comment.author_signals["author_id"] == fan.did
    assert comment.capture.raw["uri"] == said["uri"]
    confirmed(comment, "case_request", coordinator)
    assert workflow.do_step(comment.pk, "hide", by=coordinator).state == StepState.DONE
    key = ours.remote_id.rpartition("/")[2]
    gate = brand.ask("com.atproto.repo.getRecord", repo=brand.did, collection=GATE, rkey=key)["value"]
    assert gate["hiddenReplies"] == [said["uri"]]
    comment.refresh_from_db()
    assert comment.hidden_at is not None
    reading.read_channel(channel.pk)
    looking_again.look_again(channel.pk, now=timezone.now() + dt.timedelta(minutes=11))
    comment.refresh_from_db()
    assert comment.removed_at is None  # hidden, not gone: readers' servers leave it out of the notifications


def test_a_question_is_answered_and_what_the_writer_says_to_that_is_tied_to_it(
    channel, ours, fan, coordinator, service
):
    reply_templates(service, *ReplyPurpose.values)
    root = seen(fan, ours.remote_id)
    said = fan.answer("Is the library step-free?", root=root)
    question = confirmed(comes_in(channel, "Is the library step-free?"), "general", coordinator)
    seen(fan, said["uri"])
    step = workflow.do_step(question.pk, "answer", by=coordinator, given=Given(text="It is, by the side door."))
    assert step.state == StepState.DONE
    answer = seen(fan, step.data["remote_id"])
    assert answer["record"]["reply"]["parent"]["uri"] == said["uri"]
    thanks = fan.answer("Thank you!", root=root, parent=answer)
    deeper = fan.answer("See you there", root=root, parent=thanks)
    first, second = comes_in(channel, "Thank you!"), comes_in(channel, "See you there")
    assert (first.parent, second.parent) == (question, first)
    assert (first.answers_remote_id, second.remote_id) == (step.data["remote_id"], deeper["uri"])
    assert {first.post, second.post} == {ours.post}
    reading.read_channel(channel.pk)
    assert Comment.objects.filter(channel=channel).count() == 3


def test_an_edit_and_a_deletion_are_noticed_though_nobody_tells(channel, ours, fan):
    root = seen(fan, ours.remote_id)
    changed, gone = fan.answer("Before", root=root), fan.answer("Gone soon", root=root)
    first, second = comes_in(channel, "Before"), comes_in(channel, "Gone soon")
    ref = {"uri": root["uri"], "cid": root["cid"]}
    record = {
        "$type": "app.bsky.feed.post",
        "text": CASE,
        "createdAt": "2026-01-01T00:00:00.000Z",
        "reply": {"root": ref, "parent": ref},
    }
    key = changed["uri"].rpartition("/")[2]
    fan.do("com.atproto.repo.putRecord", repo=fan.did, collection="app.bsky.feed.post", rkey=key, record=record)
    fan.delete(gone["uri"])
    later = timezone.now()

    def look() -> bool:
        nonlocal later
        later += dt.timedelta(minutes=11)
        looking_again.look_again(channel.pk, now=later)
        first.refresh_from_db()
        second.refresh_from_db()
        return first.text == CASE and second.state == CommentState.WITHDRAWN

    assert soon(look)
    assert first.capture.text == "Before"
    assert first.edits.get().text == CASE

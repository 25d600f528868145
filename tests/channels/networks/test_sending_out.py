"""Posts sent to Facebook and X by the same code that sends all of them, where a network makes it hard."""

import contextlib
import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from channels.models import Channel
from posts.models import Attempt, Delivery, DeliveryState
from posts.publishing import sending
from tests.factories.posts import MediaFactory, PostFactory

pytest_plugins = ("tests.channels.networks.loopback",)
pytestmark = pytest.mark.django_db


@pytest.fixture
def clock():
    with time_machine.travel(timezone.now(), tick=False) as traveller:
        yield traveller


@pytest.fixture
def tick(clock, django_capture_on_commit_callbacks):
    """tick(seconds): that much later, what beat and the workers do."""

    def pass_time(seconds: float = 0) -> None:
        clock.shift(seconds)
        with django_capture_on_commit_callbacks(execute=True):
            sending.send_due(timezone.now())

    return pass_time


@pytest.fixture
def due(clock):
    """due(channel, …): a post whose time has come."""

    def make(channel: Channel, **fields) -> Delivery:
        post = PostFactory(
            service=channel.service, scheduled=True, publish_at=timezone.now(), channels=[channel], **fields
        )
        sending.make_deliveries(post)
        return post.deliveries.get()

    return make


def again(delivery: Delivery) -> Delivery:
    return Delivery.objects.get(pk=delivery.pk)


def test_a_thread_goes_on_where_it_stopped_and_has_each_post_once(x_server, x_channel, due, tick):
    delivery = due(x_channel, text="One of three.\n---\nTwo of three.\n---\nThree of three.")
    x_server.set_fault("reset after")
    for _ in range(8):
        tick(60)
    rows = x_server.published
    assert [row["text"] for row in rows] == ["One of three.", "Two of three.", "Three of three."]
    assert [row.get("referenced_tweets", [{}])[0].get("id") for row in rows] == [None, rows[0]["id"], rows[1]["id"]]
    delivery = again(delivery)
    assert (delivery.state, delivery.remote_id) == (DeliveryState.SENT, rows[0]["id"])


def test_words_that_x_has_already_from_a_lost_call_are_found_and_sent_once(x_server, x_channel, due, tick):
    delivery = due(x_channel)
    (row,) = [x_server.add(delivery.revision.text)]
    row["given"] = (delivery.revision.text, "")
    tick()
    tick(60)
    assert again(delivery).state == DeliveryState.SENT
    assert [row["id"] for row in x_server.published] == [again(delivery).remote_id]


def test_words_that_x_refuses_for_an_older_post_fail_with_what_to_do(x_server, x_channel, due, tick):
    delivery = due(x_channel)
    x_server.now = lambda: timezone.now() - dt.timedelta(days=3)
    x_server.add(delivery.revision.text)["given"] = (delivery.revision.text, "")
    tick()
    delivery = again(delivery)
    assert delivery.state == DeliveryState.FAILED
    assert "Change the words" in delivery.error
    assert len(x_server.published) == 1


def test_a_picture_goes_along_though_facebook_answers_five_hundred(facebook_server, facebook_channel, due, tick):
    picture = MediaFactory(service=facebook_channel.service)
    delivery = due(facebook_channel, pictures=[(picture, "A hall with chairs")])
    facebook_server.set_fault("5xx after", times=5)
    for _ in range(5):
        tick(130)
    (made,) = facebook_server.published
    assert [photo["alt"] for photo in made["photos"]] == ["A hall with chairs"]
    assert len(facebook_server.photos) == 1
    assert (again(delivery).state, again(delivery).remote_id) == (DeliveryState.SENT, made["id"])


def test_a_post_that_facebook_shows_only_after_a_minute_is_not_sent_again(facebook_server, facebook_channel, due, tick):
    delivery = due(facebook_channel)
    facebook_server.listed = ()
    facebook_server.set_fault("timeout after")
    tick()
    tick(60)
    assert again(delivery).state == DeliveryState.UNKNOWN
    facebook_server.listed = ("feed",)
    tick(70)
    assert again(delivery).state == DeliveryState.SENT
    assert len(facebook_server.published) == 1


def test_a_rate_limit_of_nineteen_minutes_is_waited_for(facebook_server, facebook_channel, due, tick):
    delivery = due(facebook_channel)
    facebook_server.set_fault("rate limited")
    tick()
    assert again(delivery).state == DeliveryState.DUE
    tick(18 * 60)
    assert facebook_server.published == []
    tick(90)
    assert again(delivery).state == DeliveryState.SENT
    outcomes = list(Attempt.objects.order_by("pk").values_list("outcome", flat=True))
    assert outcomes == [Attempt.Outcome.TRY_LATER, Attempt.Outcome.ACCEPTED]


def test_a_token_that_ended_is_renewed_on_the_way_and_the_post_goes_out_once(x_server, x_channel, due, tick):
    delivery = due(x_channel)
    x_server.tokens.clear()
    tick()
    assert again(delivery).state == DeliveryState.SENT
    assert x_server.refreshed == 1


def test_a_database_that_forgets_the_answer_leaves_one_copy(facebook_server, facebook_channel, due, tick, monkeypatch):
    delivery = due(facebook_channel)
    record = sending.record

    def dies(calls):
        monkeypatch.setattr(sending, "record", record)
        raise ConnectionError("the database is gone")

    monkeypatch.setattr(sending, "record", dies)
    with contextlib.suppress(ConnectionError):
        tick()
    assert again(delivery).state == DeliveryState.SENDING
    tick(200)
    tick(60)
    assert again(delivery).state == DeliveryState.SENT
    assert len(facebook_server.published) == 1

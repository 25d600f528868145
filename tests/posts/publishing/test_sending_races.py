"""Several workers, ticks and people at the same moment, each with a connection of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection
from django.utils import timezone

from audit.services import first_broken_link
from channels.models import SandboxPost
from posts import workflow
from posts.models import Attempt, Delivery, DeliveryState, PostState
from posts.publishing import answers, lookups, sending
from posts.publishing.deliveries import SendingRefused
from posts.workflow import MoveRefused
from tests.channels import faulty
from tests.factories.accounts import ServiceFactory
from tests.factories.posts import PostFactory, channel

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(*calls: Callable[[], object]) -> list[object]:
    """Start all calls at the same moment; what each gave or raised."""
    gate, results = threading.Barrier(len(calls)), [None] * len(calls)

    def run(place: int, call: Callable[[], object]) -> None:
        gate.wait()
        try:
            results[place] = call()
        except Exception as error:
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def due(service, **fields) -> list[int]:
    post = PostFactory(service=service, scheduled=True, publish_at=timezone.now(), **fields)
    return [delivery.pk for delivery in sending.make_deliveries(post)]


def test_eight_workers_with_the_same_messages_send_each_once():
    services = [ServiceFactory(), ServiceFactory()]
    keys = [key for number in range(20) for key in due(services[number % 2])]
    errors = [error for error in at_once(*[lambda: sending.send_many(keys)] * 8) if error]
    assert errors == []
    assert SandboxPost.objects.count() == 20
    assert Attempt.objects.count() == 20
    assert set(Delivery.objects.values_list("state", flat=True)) == {DeliveryState.SENT}
    assert [first_broken_link(service) for service in services] == [None, None]


def test_workers_with_overlapping_batches_in_other_orders_do_not_wait_for_ever():
    services = [ServiceFactory() for _ in range(5)]
    keys = [key for number in range(30) for key in due(services[number % 5])]
    batches = [keys[:20], keys[10:], keys[::-1], keys[::2], keys[1::2]]
    errors = [error for error in at_once(*[lambda b=batch: sending.send_many(b) for batch in batches]) if error]
    assert errors == []
    assert SandboxPost.objects.count() == 30


def test_two_channels_of_a_post_sent_by_two_workers_make_it_published_once():
    service = ServiceFactory()
    two = [channel(service, "sandbox", handle=handle) for handle in ("@northshire", "@training")]
    first, second = due(service, channels=two)
    assert at_once(lambda: sending.send(first), lambda: sending.send(second)) == [None, None]
    post = Delivery.objects.get(pk=first).post
    assert post.state == PostState.PUBLISHED
    assert service.events.filter(kind="post.published").count() == 1


def test_two_look_ups_and_a_sending_do_not_double(settings):
    settings.NETWORKS = {**settings.NETWORKS, "sandbox": faulty.PATH}
    [key] = due(ServiceFactory())
    faulty.faults.append("unclear before")
    sending.send(key)
    at_once(*[lambda: lookups.look_up(key)] * 3, *[lambda: sending.send(key)] * 3)
    sending.send(key)
    assert SandboxPost.objects.count() == 1


def test_two_people_answer_and_one_is_told_that_it_is_done():
    [key] = due(ServiceFactory(), channels=["facebook"])
    sending.send(key)
    by = Delivery.objects.get(pk=key).post.author
    one, other = at_once(*[lambda: answers.confirm_by_hand(key, by=by, url="https://facebook.example/1")] * 2)
    assert {type(one), type(other)} == {Delivery, SendingRefused}


def test_a_post_is_taken_off_the_schedule_or_sent_but_never_both():
    for _ in range(5):
        [key] = due(ServiceFactory())
        post = Delivery.objects.get(pk=key).post
        _, refused = at_once(lambda k=key: sending.send(k), lambda p=post: workflow.unschedule(p.pk, by=p.author))
        post.refresh_from_db()
        there = SandboxPost.objects.filter(service=post.service).count()
        assert (post.state, there) in [(PostState.PUBLISHED, 1), (PostState.APPROVED, 0)]
        assert isinstance(refused, MoveRefused) == (there == 1)

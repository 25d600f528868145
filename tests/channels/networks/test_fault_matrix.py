"""Every network x every fault: nothing twice, nothing lost, nothing falsely published (DESIGN 5)."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import time_machine
from atproto_client.client.session import Session
from django.conf import settings as project
from django.db import OperationalError
from django.utils import timezone
from kombu.exceptions import OperationalError as BrokerGone

from audit.services import first_broken_link
from channels.credentials import sealed
from channels.models import SandboxPost
from channels.networks.bluesky import Bluesky
from channels.networks.x import tokens as x_tokens
from posts.models import Delivery, PostState
from posts.publishing import sending
from sendiass.celery import Task
from tests.channels import faulty
from tests.channels.networks import facebook_server, mastodon_server, x_server
from tests.channels.networks.between import Between
from tests.channels.networks.fault_matrix import BY_HAND, NETWORKS, ON_EVERY_NETWORK, expected, table
from tests.channels.networks.people import new_person
from tests.factories.posts import PostFactory, channel

pytestmark = pytest.mark.django_db

MARKS = {"bluesky": pytest.mark.bluesky}
ON_SANDBOX = {
    "refused": "refused",
    "rate limited": "later",
    "5xx before": "unclear before",
    "5xx after": "unclear after",
    "timeout before": "unclear before",
    "timeout after": "unclear after",
    "reset": "broken after",
    "token expired": "refused",
}
ENDED = "eyJhbGciOiJub25lIn0.eyJleHAiOjE3MDAwMDAwMDAsInNjb3BlIjoiY29tLmF0cHJvdG8uYXBwUGFzcyJ9.x"
"""A token of 2023, as its bearer can read it."""


class World:
    """A channel on a network, its faults, and what is out there."""

    def __init__(self, channel, set_fault: Callable[[str], None], copies: Callable[[str], int]) -> None:
        self.channel, self.set_fault, self.copies = channel, set_fault, copies


@pytest.fixture
def sandbox_world(service, settings):
    settings.NETWORKS = {**settings.NETWORKS, "sandbox": faulty.PATH}
    yield World(
        channel(service, "sandbox"),
        lambda fault: faulty.faults.append(ON_SANDBOX[fault]),
        lambda text: SandboxPost.objects.filter(text=text).count(),
    )
    faulty.faults.clear()


@pytest.fixture
def facebook_world(service, settings):
    with facebook_server.FacebookServer().running() as server:
        settings.FACEBOOK_API = server.api
        made = connected(
            service, "facebook", facebook_server.PAGE, page_id=facebook_server.PAGE, token=facebook_server.TOKEN
        )
        yield World(made, server.set_fault, lambda text: sum(text == one.get("message") for one in server.published))


@pytest.fixture
def x_world(service, settings, monkeypatch):
    monkeypatch.setattr(x_tokens, "WAITS_FOR_THE_WINNER_S", (0.01,))
    with x_server.XServer().running() as server:
        settings.X_API = server.api
        tokens = {"token": "access-1", "refresh_token": "refresh-1", "user_id": x_server.ME}
        yield World(
            connected(service, "x", x_server.ME, **tokens),
            server.set_fault,
            lambda text: sum(text == one["text"] for one in server.published),
        )


@pytest.fixture
def mastodon_world(service):
    with mastodon_server.MastodonServer().running() as server:
        made = connected(service, "mastodon", mastodon_server.ME, server=server.url, access_token=mastodon_server.TOKEN)
        yield World(made, server.set_fault, lambda text: sum(text in one["content"] for one in server.published))


@pytest.fixture(scope="module")
def account(bluesky_network):
    """An account on the tests' own Bluesky network, connected once, as sign-ins are counted."""
    person = new_person(bluesky_network.url, "matrix")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(project, "NETWORKS_ON_LOOPBACK", True)
        typed = {"handle": person.handle, "app_password": person.app_password(), "server": person.url}
        return person, Bluesky.sign_in.take(typed)


@pytest.fixture
def bluesky_world(service, account):
    person, signed_in = account
    with Between(person.url).running() as server:
        session = replace(Session.decode(signed_in.credentials["session"]), pds_endpoint=server.url)
        made = connected(service, "bluesky", signed_in.account.remote_id, session=session.encode())

        def set_fault(fault: str) -> None:
            if fault == "token expired":  # and the one that renews it was withdrawn
                ended = replace(session, access_jwt=ENDED, refresh_jwt=ENDED)
                made.credentials = sealed({"session": ended.encode()})
                made.save(update_fields=["credentials"])
            else:
                server.set_fault(fault)

        yield World(made, set_fault, lambda text: sum(one["value"]["text"] == text for one in person.posts()))


def connected(service, network: str, account_id: str, *, server: str = "", **credentials):
    return channel(
        service, network, connector=network, account_id=account_id, server=server, credentials=sealed(credentials)
    )


@pytest.fixture
def world(request, settings):
    settings.NETWORKS_ON_LOOPBACK = True
    settings.SENDING_CALL_LIMIT_S = 2
    return request.getfixturevalue(f"{request.param}_world")


@pytest.fixture
def clock():
    with time_machine.travel(timezone.now(), tick=False) as traveller:  # the Bluesky server has a clock of its own
        yield traveller


@pytest.fixture
def tick(clock, django_capture_on_commit_callbacks):
    """tick(seconds): that much later, what beat and the workers do; a worker that is killed does no more."""

    def pass_time(seconds: float = 0, beats: int = 1) -> None:
        clock.shift(seconds)
        with contextlib.suppress(faulty.Killed, OperationalError), django_capture_on_commit_callbacks(execute=True):
            for _ in range(beats):
                sending.send_due(timezone.now())

    return pass_time


@pytest.fixture
def happen(monkeypatch, clock, tick):
    """happen(fault, world): the time of the delivery comes, and this goes wrong."""

    def once(owner, name: str, error: BaseException) -> None:
        kept = getattr(owner, name)

        def broken(*args, **how):
            monkeypatch.setattr(owner, name, kept)
            raise error

        monkeypatch.setattr(owner, name, broken)

    def go(fault: str, world: World) -> None:
        if fault == "worker killed before the call":
            once(sending, "_publish", faulty.Killed())
        elif fault == "worker killed after the network accepted":
            once(sending, "record", faulty.Killed())
        elif fault == "database gone after the network accepted":
            once(sending, "record", OperationalError("server closed the connection unexpectedly"))
        elif fault == "broker gone":
            once(Task.__mro__[1], "apply_async", BrokerGone("connection refused"))
        elif fault == "beat off for two days":
            clock.shift(dt.timedelta(days=2))
        elif fault != "two beats":
            world.set_fault(fault)
        tick(beats=2 if fault == "two beats" else 1)

    return go


ON_NETWORKS = [pytest.param(network, marks=MARKS.get(network, ())) for network in NETWORKS]


@pytest.mark.parametrize("world", ON_NETWORKS, indirect=True)
@pytest.mark.parametrize("fault", ON_EVERY_NETWORK)
def test_nothing_is_twice_nothing_lost_and_nothing_falsely_published(fault, world, service, clock, tick, happen):
    number = list(ON_EVERY_NETWORK).index(fault) + 1  # one account meets all of them
    text = f"Our workshop number {number} on annual reviews is in January. Book a place on our website."
    post = PostFactory(service=service, scheduled=True, publish_at=timezone.now(), channels=[world.channel], text=text)
    sending.make_deliveries(post)
    happen(fault, world)
    for seconds in (5, 5, 20, 60, 130, 130, 300, 1500):
        tick(seconds)
    row = Delivery.objects.get(post=post)
    end = expected(fault, world.channel.network)
    assert (row.state, world.copies(text)) == (end.state, end.copies), (row.error, list(row.attempts.values()))
    world.channel.refresh_from_db()
    assert bool(world.channel.signed_out_at) == (fault == "token expired" and world.channel.network != "sandbox")
    post.refresh_from_db()
    assert (post.state == PostState.PUBLISHED) == (end.copies == 1)
    assert first_broken_link(service) is None


@pytest.mark.parametrize("fault", ["broker gone", "two beats"])
def test_a_network_served_by_people_waits_for_them(fault, service, happen, tick):
    by_hand = channel(service, "instagram")
    post = PostFactory(service=service, scheduled=True, publish_at=timezone.now(), channels=[by_hand])
    sending.make_deliveries(post)
    happen(fault, World(by_hand, lambda fault: None, lambda text: 0))
    tick(5)
    row = Delivery.objects.get(post=post)
    assert (row.state, row.attempts.count()) == (BY_HAND.state, BY_HAND.copies)


def test_the_table_in_the_handbook_is_this_one():
    assert table() in (Path(project.BASE_DIR) / "docs" / "operations.md").read_text()

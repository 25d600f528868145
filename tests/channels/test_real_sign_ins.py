"""The sign-ins of the real networks, through the pages: their servers stand on loopback."""

import re

import pytest
from django.urls import reverse

from channels import credentials
from channels.models import Channel
from tests.channels.networks import facebook_server as fb
from tests.channels.networks import mastodon_server as ms
from tests.channels.networks import x_server as xs
from tests.factories.channels import ChannelFactory

pytest_plugins = ("tests.channels.networks.loopback",)
pytestmark = pytest.mark.django_db


@pytest.fixture
def as_manager(client, manager):
    client.force_login(manager)
    return client


@pytest.fixture
def mastodon(settings):
    settings.NETWORKS_ON_LOOPBACK = True
    with ms.MastodonServer().running() as running:
        yield running


def channel(service, network: str, handle: str) -> Channel:
    return ChannelFactory(service=service, network=network, connector="by_hand", handle=handle)


def sign_in(client, row: Channel, code: str, **typed):
    """Begin on the page, and come back from the network with its code."""
    data = {"way": "page", **{f"page-{name}": value for name, value in typed.items()}}
    page = client.post(reverse("channels:connect", args=["northshire", row.pk]), data).content.decode()
    state = re.search(r"[?&;]state=([\w-]+)", page)[1]
    return client.get(reverse("channel-return"), {"state": state, "code": code}, follow=True)


def test_mastodon_is_connected_by_its_servers_page_and_tested(as_manager, service, mastodon):
    row = channel(service, "mastodon", "@northshire")
    page = sign_in(as_manager, row, ms.CODE, server=mastodon.url).content.decode()
    assert "is connected. Posts go out there by themselves" in page and ms.TOKEN not in page
    row.refresh_from_db()
    assert (row.connector, row.server, row.handle) == ("mastodon", mastodon.url, "@northshire")
    tested = as_manager.post(reverse("channels:test", args=["northshire", row.pk]), follow=True)
    assert "The connection works" in tested.content.decode()


def test_a_mastodon_token_is_pasted_beside_its_server(as_manager, service, mastodon):
    row = channel(service, "mastodon", "@northshire")
    address = reverse("channels:connect", args=["northshire", row.pk])
    data = {"way": "pasted", "pasted-server": mastodon.url, "pasted-access_token": "wrong"}
    wrong = as_manager.post(address, data)
    assert wrong.status_code == 409 and "does not know this token" in wrong.content.decode()
    assert as_manager.post(address, data | {"pasted-access_token": ms.TOKEN}).status_code == 302


def test_of_several_facebook_pages_one_is_chosen(as_manager, service, facebook_server):
    row = channel(service, "facebook", "Northshire SENDIASS")
    page = sign_in(as_manager, row, fb.CODE).content.decode()
    assert "Which account?" in page and "Northshire Parent Carer Forum" in page
    as_manager.post(reverse("channels:choose", args=["northshire", row.pk]), {"account": "0"})
    row.refresh_from_db()
    assert row.account_id == fb.PAGE and credentials.opened(row)["token"] == fb.TOKEN


def test_x_is_connected_and_keeps_the_token_that_renews(as_manager, service, x_server):
    row = channel(service, "x", "@northshire_sen")
    page = sign_in(as_manager, row, xs.CODE).content.decode()
    assert "is connected. Posts go out there by themselves" in page
    row.refresh_from_db()
    assert row.token_ends_at is None and credentials.opened(row)["refresh_token"]

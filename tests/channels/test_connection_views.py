"""Connecting a channel in the browser."""

import datetime as dt
import re

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from channels import connecting, credentials, pages
from channels.models import Channel
from channels.networks import Account, SignedOut, Unclear
from tests.factories.accounts import member
from tests.factories.channels import ChannelFactory

pytestmark = pytest.mark.django_db
SECRET = "a secret token"


@pytest.fixture
def channel(service, manager, fake_network) -> Channel:
    return ChannelFactory(service=service, owner=manager, network="mastodon", connector="by_hand", handle="@northshire")


@pytest.fixture
def as_manager(client, manager):
    client.force_login(manager)
    return client


def at(name: str, channel: Channel) -> str:
    return reverse(f"channels:{name}", args=[channel.service.slug, channel.pk])


def begin(client, channel) -> str:
    """The state that the link to the network carries."""
    page = client.post(at("connect", channel), {"way": "page", "page-server": ""}).content.decode()
    return re.search(r"authorize\?state=([\w-]+)", page)[1]


def come_back(client, **returned):
    return client.get(reverse("channel-return"), returned)


def test_one_goes_to_the_network_and_comes_back_connected(as_manager, channel):
    answer = come_back(as_manager, state=begin(as_manager, channel), code="right")
    assert answer.url == at("channel", channel)
    channel.refresh_from_db()
    assert credentials.opened(channel) == {"token": SECRET}
    page = as_manager.get(answer.url).content.decode()
    assert "is connected. Posts go out there by themselves" in page and SECRET not in page


def test_a_form_leads_to_a_page_with_a_link_because_forms_may_not_leave_the_site(as_manager, channel):
    answer = as_manager.post(at("connect", channel), {"way": "page", "page-server": ""})
    assert answer.status_code == 200
    assert "form-action 'self'" in answer.headers["Content-Security-Policy"]
    assert 'href="https://mastodon.example/authorize' in answer.content.decode()


def test_a_state_is_good_once(as_manager, channel):
    state = begin(as_manager, channel)
    come_back(as_manager, state=state, code="right")
    assert come_back(as_manager, state=state, code="right").status_code == 410


@pytest.mark.parametrize("state", ["", "guessed", "\x00", "é" * 500])
def test_a_state_that_nobody_began_connects_nothing(as_manager, channel, state):
    begin(as_manager, channel)
    assert come_back(as_manager, state=state, code="right").status_code == 410
    channel.refresh_from_db()
    assert channel.credentials == ""


def test_another_persons_state_connects_nothing(as_manager, client, service, channel):
    state = begin(as_manager, channel)
    client.force_login(member(service, Role.SERVICE_MANAGER))
    assert come_back(client, state=state, code="right").status_code == 410


def test_a_sign_in_that_took_too_long_is_over(as_manager, channel):
    state = begin(as_manager, channel)
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=16)):
        assert come_back(as_manager, state=state, code="right").status_code == 410


def test_whoever_lost_the_role_meanwhile_connects_nothing(as_manager, channel, manager):
    state = begin(as_manager, channel)
    manager.memberships.get().roles.all().delete()
    come_back(as_manager, state=state, code="right")
    channel.refresh_from_db()
    assert channel.credentials == ""


@pytest.mark.parametrize(
    ("returned", "said"),
    [({"error": "access_denied"}, "did not let us in"), ({"code": "wrong"}, "does not know this code")],
)
def test_what_went_wrong_there_is_said_where_one_begins_again(as_manager, channel, returned, said):
    answer = come_back(as_manager, state=begin(as_manager, channel), **returned)
    assert answer.url == at("connect", channel)
    assert said in as_manager.get(answer.url).content.decode()


def test_the_session_holds_nothing_that_can_be_read(as_manager, channel, fake_network):
    fake_network.accounts = [Account(remote_id="1", handle="@one"), Account(remote_id="2", handle="@two")]
    state = begin(as_manager, channel)
    assert "a secret verifier" not in str(dict(as_manager.session))
    come_back(as_manager, state=state, code="right")
    assert SECRET not in str(dict(as_manager.session))


def test_of_several_accounts_one_is_chosen(as_manager, channel, fake_network):
    fake_network.accounts = [Account(remote_id="1", handle="@northshire"), Account(remote_id="2", handle="@page-two")]
    answer = come_back(as_manager, state=begin(as_manager, channel), code="right")
    assert answer.url == at("choose", channel)
    page = as_manager.get(answer.url).content.decode()
    assert "Which account?" in page and "@page-two" in page
    assert as_manager.post(answer.url, {"account": "7"}).status_code == 422
    assert as_manager.post(answer.url, {"account": "²"}).status_code == 422
    assert as_manager.post(answer.url, {"account": "1"}).url == at("channel", channel)
    channel.refresh_from_db()
    assert (channel.account_id, channel.handle) == ("2", "@page-two")
    assert as_manager.get(at("choose", channel)).url == at("connect", channel)


def test_an_account_with_another_handle_is_asked_about(as_manager, channel, fake_network):
    fake_network.account = Account(remote_id="9", handle="@private-person")
    answer = as_manager.post(at("connect", channel), {"way": "pasted", "pasted-token": SECRET}, follow=True)
    assert "You signed in as @private-person" in answer.content.decode()
    channel.refresh_from_db()
    assert channel.credentials == ""


def test_a_pasted_token_connects_and_is_not_drawn_again(as_manager, channel, fake_network):
    fake_network.error = Unclear("Mastodon did not answer in time.")
    answer = as_manager.post(at("connect", channel), {"way": "pasted", "pasted-token": SECRET})
    page = answer.content.decode()
    assert answer.status_code == 409 and "did not answer in time" in page and SECRET not in page
    fake_network.error = None
    assert as_manager.post(at("connect", channel), {"way": "pasted", "pasted-token": SECRET}).status_code == 302


def test_nothing_typed_comes_back_with_what_to_do(as_manager, channel):
    answer = as_manager.post(at("connect", channel), {"way": "pasted", "pasted-token": ""})
    assert answer.status_code == 422 and "Fill in “Access token”" in answer.content.decode()


def test_without_the_apps_keys_only_a_token_can_be_pasted(as_manager, channel, fake_network):
    fake_network.refusal = "An administrator has to set the app’s keys first."
    page = as_manager.get(at("connect", channel)).content.decode()
    assert fake_network.refusal in page and "Paste a token" in page and 'value="page"' not in page


def test_a_secret_field_is_not_kept_by_the_page(as_manager, channel):
    page = as_manager.get(at("connect", channel)).content.decode()
    assert 'type="password"' in page and 'data-keep="' not in page


def test_a_network_without_a_connector_says_that_it_is_served_by_hand(as_manager, service):
    channel = ChannelFactory(service=service, network="instagram", connector="by_hand")
    page = as_manager.get(at("connect", channel), follow=True).content.decode()
    assert "cannot be connected" in page


def test_of_two_who_sign_in_at_once_the_second_is_told(as_manager, channel, manager):
    state = begin(as_manager, channel)
    connecting.connect(channel.pk, connecting.take(channel, {"token": "x"}, by=manager), by=manager, begun_with="")
    answer = come_back(as_manager, state=state, code="right")
    assert "while you were signing in" in as_manager.get(answer.url).content.decode()


def test_the_test_says_in_plain_words_what_came_of_it(as_manager, channel, manager, fake_network):
    connecting.connect(channel.pk, connecting.take(channel, {"token": "x"}, by=manager), by=manager, begun_with="")
    assert "The connection works" in as_manager.post(at("test", channel), follow=True).content.decode()
    fake_network.error = SignedOut("Mastodon no longer knows this token.")
    page = as_manager.post(at("test", channel), follow=True).content.decode()
    assert "no longer knows this token" in page and "Signed out" in page


def test_disconnecting_asks_first(as_manager, channel, manager):
    connecting.connect(channel.pk, connecting.take(channel, {"token": "x"}, by=manager), by=manager, begun_with="")
    assert "Its credentials are deleted here" in as_manager.get(at("disconnect", channel)).content.decode()
    assert "Posts are put out there by hand" in as_manager.post(at("disconnect", channel), follow=True).content.decode()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Not yet"),
        ({"figures_read_at": dt.datetime(2026, 11, 20, 21, 7, tzinfo=dt.UTC)}, "Fri 20 Nov 2026, 21:07"),
        ({"figures_error": "It answered 502."}, "Not yet. The last try: It answered 502."),
    ],
)
def test_it_is_said_when_figures_were_read(service, fields, said):
    channel = ChannelFactory(service=service, connected=True, **fields)
    facts = {one["term"]: one["value"] for one in pages.connection_facts(channel)}
    assert facts["Figures read"] == said

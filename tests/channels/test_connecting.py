"""Connecting a channel, testing it, and what the network's errors do to it."""

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.db import connection, transaction
from django.utils import timezone

from audit.models import Event
from channels import connecting, credentials
from channels.connecting import ConnectionRefused
from channels.models import Channel
from channels.networks import Account, SignedOut, TryLater, Unclear
from channels.networks.signing_in import Connected
from tests.channels.fake import ACCOUNT
from tests.factories.channels import ChannelFactory

pytestmark = pytest.mark.django_db
SECRET = "a secret token"
NOON = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)


def found(account: Account = ACCOUNT) -> Connected:
    return Connected(credentials={"token": SECRET}, account=account)


@pytest.fixture
def planned(service, manager, fake_network) -> Channel:
    return ChannelFactory(service=service, owner=manager, network="mastodon", connector="by_hand", handle="@northshire")


@pytest.fixture
def connected(planned, manager) -> Channel:
    return connecting.connect(planned.pk, found(), by=manager, begun_with="")


def test_what_is_connected_goes_out_by_itself_and_its_credentials_are_encrypted(connected):
    connected.refresh_from_db()
    assert connected.connector == "mastodon" and connected.account_id == "account-1"
    assert SECRET not in connected.credentials
    assert credentials.opened(connected) == {"token": SECRET}


def test_no_credential_is_in_the_history(connected):
    event = Event.objects.about(connected).get()
    assert event.sentence == f"Helen Okafor connected {connected} with the account @northshire"
    assert SECRET not in str(event.data) and connected.credentials not in str(event.data)


def test_only_a_service_manager_connects(planned, coordinator):
    with pytest.raises(ConnectionRefused, match="Only a service manager"):
        connecting.connect(planned.pk, found(), by=coordinator, begun_with="")


def test_of_two_people_who_connect_at_once_the_second_is_told(connected, manager):
    with pytest.raises(ConnectionRefused, match="Helen Okafor connected this channel while you were signing in"):
        connecting.connect(connected.pk, found(), by=manager, begun_with="")


def test_the_same_account_twice_in_a_service_is_refused(connected, service, manager):
    other = ChannelFactory(service=service, network="mastodon", connector="by_hand", handle="@other")
    with pytest.raises(ConnectionRefused, match="Posts would go out twice"):
        connecting.connect(other.pk, found(), by=manager, begun_with="")


def test_the_same_account_in_another_service_is_a_doubt_that_names_nobody(connected, other_service, outsider):
    other = ChannelFactory(service=other_service, network="mastodon", connector="by_hand", handle="northshire")
    (doubt,) = connecting.doubts(other, found())
    assert "Another service on this site" in doubt and "Northshire" not in doubt
    assert connecting.connect(other.pk, found(), by=outsider, begun_with="").credentials


def test_another_handle_is_a_doubt_and_then_the_channels_own(planned, manager):
    account = Account(remote_id="account-2", handle="@somebody")
    assert "You signed in as @somebody" in connecting.doubts(planned, found(account))[0]
    assert connecting.connect(planned.pk, found(account), by=manager, begun_with="").handle == "@somebody"


def test_a_handle_that_is_a_channel_of_its_own_is_refused(planned, service, manager):
    ChannelFactory(service=service, network="mastodon", connector="by_hand", handle="@somebody")
    with pytest.raises(ConnectionRefused, match="is a channel of its own here"):
        connecting.connect(planned.pk, found(Account(remote_id="2", handle="@somebody")), by=manager, begun_with="")


def test_another_account_is_read_from_the_beginning_and_the_same_one_goes_on(connected, manager):
    Channel.objects.filter(pk=connected.pk).update(read_cursor="77")
    connecting.connect(connected.pk, found(), by=manager, begun_with=connecting.mark(connected))
    connected.refresh_from_db()
    assert connected.read_cursor == "77"
    another = found(Account(remote_id="account-2", handle="northshire"))
    connecting.connect(connected.pk, another, by=manager, begun_with=connecting.mark(connected))
    connected.refresh_from_db()
    assert connected.read_cursor == ""


def test_disconnected_it_is_served_by_hand_and_the_credentials_are_gone(connected, manager):
    connecting.disconnect(connected.pk, by=manager)
    connected.refresh_from_db()
    assert connected.connector == "by_hand" and connected.credentials == "" and connected.connected_at is None
    with pytest.raises(ConnectionRefused, match="is not connected"):
        connecting.disconnect(connected.pk, by=manager)


# The test of a connection


def test_a_connection_that_works_says_so_and_takes_the_new_end(connected, manager, fake_network):
    ends = timezone.now() + dt.timedelta(days=60)
    fake_network.account = Account(remote_id="account-1", handle="@northshire", token_ends_at=ends)
    Channel.objects.filter(pk=connected.pk).update(connection_error="It was busy.")
    assert connecting.test(connected.pk, by=manager) == ""
    connected.refresh_from_db()
    assert connected.connection_error == "" and connected.token_ends_at == ends
    assert fake_network.opened == [{"token": SECRET}]


@pytest.mark.parametrize(
    "error", [TryLater("It is busy."), Unclear("It did not answer."), RuntimeError("secret words")]
)
def test_a_passing_error_never_disconnects(connected, manager, fake_network, error):
    fake_network.error = error
    said = connecting.test(connected.pk, by=manager)
    connected.refresh_from_db()
    assert connected.signed_out_at is None and connected.credentials
    assert connected.connection_error == said and "secret words" not in said


def test_credentials_that_no_longer_hold_sign_it_out_once_and_its_people_are_told(
    connected, manager, fake_network, django_capture_on_commit_callbacks
):
    fake_network.error = SignedOut("The password of the app was taken back.")
    with django_capture_on_commit_callbacks(execute=True):
        connecting.test(connected.pk, by=manager)
        connecting.test(connected.pk)
    connected.refresh_from_db()
    assert connected.signed_out_at and connected.credentials
    assert [message.subject for message in mail.outbox] == [f"{connected} is signed out"]
    assert Event.objects.about(connected).filter(kind="channel.signed_out").count() == 1


def test_a_refusal_that_was_meant_for_older_credentials_changes_nothing(connected, manager, fake_network):
    old = Channel.objects.get(pk=connected.pk)
    connecting.connect(connected.pk, found(), by=manager, begun_with=connecting.mark(connected))
    assert not connecting.note_signed_out(old, SignedOut("Over."))
    connected.refresh_from_db()
    assert connected.signed_out_at is None


def test_a_call_that_works_ends_the_signing_out(connected):
    connecting.note_signed_out(connected, SignedOut("Over."))
    connecting.note_works(Channel.objects.get(pk=connected.pk))
    connected.refresh_from_db()
    assert connected.signed_out_at is None and connected.connection_error == ""


def test_that_all_is_well_costs_no_query(connected, django_assert_num_queries):
    with django_assert_num_queries(0):
        connecting.note_works(connected)


def test_credentials_that_open_another_account_are_told(connected, manager, fake_network):
    fake_network.account = Account(remote_id="account-9", handle="@else")
    assert "another account" in connecting.test(connected.pk, by=manager)


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_the_network_answers(connected, manager, fake_network):
    seen = []
    fake_network.during = lambda: seen.append(connection.in_atomic_block)
    connecting.test(connected.pk, by=manager)
    connecting.take(connected, {"token": "new"}, by=manager)
    assert seen == [False, False]
    assert transaction.get_autocommit()


# Tokens that end


@time_machine.travel(NOON, tick=False)
def test_a_token_that_ends_within_a_week_is_announced_once(connected, django_capture_on_commit_callbacks):
    Channel.objects.filter(pk=connected.pk).update(token_ends_at=NOON + dt.timedelta(days=7, minutes=1))
    with django_capture_on_commit_callbacks(execute=True):
        connecting.announce_ends(NOON)
    assert mail.outbox == []
    with django_capture_on_commit_callbacks(execute=True):
        connecting.announce_ends(NOON + dt.timedelta(hours=1))
        connecting.announce_ends(NOON + dt.timedelta(hours=2))
    assert [message.subject for message in mail.outbox] == [f"{connected} has to be connected again by Sat 28 Nov"]


def test_a_channel_is_tested_once_a_day(connected):
    now = timezone.now()
    assert connecting.due_tests(now) == []
    assert connecting.due_tests(now + dt.timedelta(hours=23, minutes=1)) == [connected.pk]

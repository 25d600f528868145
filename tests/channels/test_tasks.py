"""Looking after connections and profiles, beside what people do."""

import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from channels import tasks
from channels.models import Channel, ProfileCheck
from channels.networks import Profile, SignedOut, TryLater
from tests.factories.channels import ChannelFactory, ProfileStandardFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def channel(service, manager, fake_network) -> Channel:
    fake_network.account = type(fake_network.account)(remote_id="account-x", handle="@northshire")
    return ChannelFactory(service=service, owner=manager, connected=True, account_id="account-x")


def test_a_tick_tests_reads_and_announces(channel, fake_network, django_capture_on_commit_callbacks):
    ProfileStandardFactory(channel=channel)
    fake_network.profile = Profile(name="Northshire SENDIASS")
    Channel.objects.filter(pk=channel.pk).update(token_ends_at=timezone.now() + dt.timedelta(days=3))
    with django_capture_on_commit_callbacks(execute=True):
        tasks.look_after()
        tasks.look_after()
    channel.refresh_from_db()
    assert channel.tested_at and ProfileCheck.objects.count() == 1
    assert len(mail.outbox) == 1 and "has to be connected again" in mail.outbox[0].subject
    assert "a secret token" not in mail.outbox[0].body


@pytest.mark.parametrize("error", [TryLater("It is busy."), RuntimeError("broken")])
def test_what_does_not_answer_is_tried_by_a_later_tick(channel, fake_network, error):
    ProfileStandardFactory(channel=channel)
    fake_network.error = error
    tasks.look_after()
    assert not ProfileCheck.objects.exists()
    channel.refresh_from_db()
    assert channel.signed_out_at is None
    fake_network.error = None
    tasks.look_after()
    assert ProfileCheck.objects.count() == 1


def test_a_channel_that_was_disconnected_meanwhile_is_no_fault(channel):
    Channel.objects.filter(pk=channel.pk).update(credentials="", connector="by_hand")
    tasks.test_connection(channel.pk)
    tasks.read_profile(channel.pk)
    channel.refresh_from_db()
    assert channel.signed_out_at is None
    assert not ProfileCheck.objects.exists()


def test_a_channel_that_is_signed_out_stands_first_on_home_and_on_the_mend_list(client, channel, manager, fake_network):
    fake_network.error = SignedOut("Over.")
    tasks.test_connection(channel.pk)
    client.force_login(manager)
    for name in ("insights:home", "insights:compliance"):
        page = client.get(reverse(name, args=["northshire"])).content.decode()
        assert f"{channel} is signed out" in page
        assert reverse("channels:connect", args=["northshire", channel.pk]) in page


def test_only_who_may_connect_a_channel_is_led_there(client, channel, manager, coordinator, fake_network):
    fake_network.error = SignedOut("Over.")
    tasks.test_connection(channel.pk)
    address = reverse("channels:connect", args=["northshire", channel.pk])
    for person, is_led in ((manager, True), (coordinator, False)):
        client.force_login(person)
        for page in (
            client.get(reverse("channels:list", args=["northshire"])).content.decode(),
            client.get(reverse("channels:channel", args=["northshire", channel.pk])).content.decode(),
        ):
            assert f"{channel} is signed out" in page
            assert (f'href="{address}"' in page) == is_led
            assert ("A service manager can connect it." in page) == (not is_led)

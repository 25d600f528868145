"""What two people do to one channel in the same moment, on two connections."""

from __future__ import annotations

import pytest

from accounts.models import OutgoingMail, Role, User
from audit.models import Event
from audit.services import first_broken_link
from channels import connecting, credentials, following, profiles, risks, workflow
from channels.connecting import ConnectionRefused
from channels.following import FollowingRefused
from channels.models import Channel, Following, ProfileCheck
from channels.networks import SignedOut
from channels.networks.signing_in import Connected
from channels.risks import RiskRefused
from channels.workflow import MoveRefused
from tests.channels.fake import ACCOUNT
from tests.factories.accounts import member
from tests.factories.channels import ChannelFactory, ProfileStandardFactory, RiskAssessmentFactory
from tests.policies.test_two_at_once import at_once

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]


def connect(channel: Channel, by: User, token: str):
    found = Connected(credentials={"token": token}, account=ACCOUNT)
    return lambda: connecting.connect(channel.pk, found, by=User.objects.get(pk=by.pk), begun_with="")


@pytest.fixture
def channel(service, manager, fake_network) -> Channel:
    return ChannelFactory(service=service, owner=manager, network="mastodon", connector="by_hand", handle="@northshire")


def test_of_two_who_connect_one_channel_the_first_counts(service, channel, manager):
    outcomes = at_once(connect(channel, manager, "one"), connect(channel, manager, "two"))
    assert sum(isinstance(one, ConnectionRefused) for one in outcomes) == 1
    assert credentials.opened(Channel.objects.get(pk=channel.pk))["token"] in ("one", "two")
    assert Event.objects.filter(kind="channel.connected").count() == 1
    assert first_broken_link(service) is None


def test_one_account_is_not_connected_with_two_channels(service, channel, manager):
    other = ChannelFactory(service=service, owner=manager, network="mastodon", connector="by_hand", handle="northshire")
    outcomes = at_once(connect(channel, manager, "one"), connect(other, manager, "two"))
    assert sum(isinstance(one, ConnectionRefused) for one in outcomes) == 1
    assert Channel.objects.exclude(credentials="").count() == 1


def test_two_workers_that_are_signed_out_tell_it_once(channel, manager):
    connected = connect(channel, manager, "one")()
    rows = [Channel.objects.get(pk=connected.pk) for _ in range(3)]
    at_once(*(lambda row=row: connecting.note_signed_out(row, SignedOut("Over.")) for row in rows))
    assert Event.objects.filter(kind="channel.signed_out").count() == 1
    assert OutgoingMail.objects.filter(to=manager).count() == 1


def test_two_weekly_readings_are_kept_once(channel, manager):
    connect(channel, manager, "one")()
    ProfileStandardFactory(channel=channel)
    outcomes = at_once(*(lambda: profiles.read(channel.pk) for _ in range(3)))
    assert not [one for one in outcomes if isinstance(one, Exception)]
    assert ProfileCheck.objects.count() == 1


def test_two_clicks_agree_once(channel, manager):
    made = RiskAssessmentFactory(channel=channel, agreed=False, made_by=member(channel.service, Role.COORDINATOR))
    outcomes = at_once(
        *(lambda: risks.agree(made.pk, by=User.objects.get(pk=manager.pk), seen=risks.mark(made)) for _ in range(2))
    )
    assert sum(isinstance(one, RiskRefused) for one in outcomes) == 1
    assert Event.objects.filter(kind="channel.risks_agreed").count() == 1


def test_two_clicks_suspend_once(service, channel, manager):
    Channel.objects.filter(pk=channel.pk).update(state="live")
    outcomes = at_once(
        *(
            lambda: workflow.move(channel.pk, "suspend", by=User.objects.get(pk=manager.pk), reason="A test.")
            for _ in range(2)
        )
    )
    assert sum(isinstance(one, MoveRefused) for one in outcomes) == 1
    assert Event.objects.filter(kind="channel.suspended").count() == 1


def test_one_account_stands_on_the_list_once(service, manager):
    fields = {"kind": "nhs", "name": "Northshire Hospitals", "network": "x", "handle": "@nsh"}
    outcomes = at_once(
        *(lambda: following.add(service, by=User.objects.get(pk=manager.pk), **fields) for _ in range(2))
    )
    assert sum(isinstance(one, FollowingRefused) for one in outcomes) == 1
    assert Following.objects.count() == 1
    assert first_broken_link(service) is None


def test_a_token_that_is_renewed_while_keys_rotate_is_kept(channel, manager, settings):
    connected = connect(channel, manager, "one")()
    was = connected.credentials
    settings.CREDENTIALS_KEYS = ["4mC1S0Q0H1yF8yq0mJ0nJ5bq3nq3w5k7mC6bq8d0cE8=", *settings.CREDENTIALS_KEYS]
    at_once(
        lambda: credentials.renew(channel.pk, was=was, credentials={"token": "the next"}),
        lambda: credentials.rotate_all(),
    )
    assert credentials.opened(Channel.objects.get(pk=channel.pk)) == {"token": "the next"}

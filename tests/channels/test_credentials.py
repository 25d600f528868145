"""Credentials at rest, and keys that change."""

import io

import pytest
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command

from channels import credentials
from channels.models import Channel
from channels.networks import SignedOut
from tests.factories.channels import ChannelFactory

pytestmark = pytest.mark.django_db
OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


def rotate() -> str:
    out = io.StringIO()
    call_command("rotate_credentials", stdout=out)
    return out.getvalue()


def test_after_a_rotation_the_old_key_is_not_needed(settings):
    settings.CREDENTIALS_KEYS = [OLD]
    channels = ChannelFactory.create_batch(3, connected=True)
    ChannelFactory(by_hand=True)
    settings.CREDENTIALS_KEYS = [NEW, OLD]
    assert "3 written" in rotate()
    assert "0 written" in rotate()
    settings.CREDENTIALS_KEYS = [NEW]
    assert [credentials.opened(Channel.objects.get(pk=one.pk)) for one in channels] == [{"token": "a secret token"}] * 3


def test_it_goes_through_more_rows_than_a_batch(settings):
    settings.CREDENTIALS_KEYS = [OLD]
    ChannelFactory.create_batch(5, connected=True)
    settings.CREDENTIALS_KEYS = [NEW, OLD]
    assert credentials.rotate_all(batch=2) == (5, [])


def test_a_row_that_no_key_opens_is_named_and_the_others_are_written(settings):
    settings.CREDENTIALS_KEYS = [OLD]
    lost = ChannelFactory(connected=True)
    settings.CREDENTIALS_KEYS = [NEW]
    fine = ChannelFactory(connected=True)
    with pytest.raises(CommandError, match=f"channels {lost.pk}. Connect"):
        rotate()
    assert credentials.opened(fine)
    with pytest.raises(SignedOut, match="Connect it again"):
        credentials.opened(lost)


def test_a_token_that_was_renewed_during_a_rotation_is_kept(settings):
    settings.CREDENTIALS_KEYS = [OLD]
    channel = ChannelFactory(connected=True)
    was = channel.credentials
    settings.CREDENTIALS_KEYS = [NEW, OLD]
    credentials.rotate_all()
    assert credentials.renew(channel.pk, was=was, credentials={"token": "the next"})
    assert credentials.opened(Channel.objects.get(pk=channel.pk)) == {"token": "the next"}


def test_of_two_workers_that_renew_only_the_first_is_kept():
    channel = ChannelFactory(connected=True)
    assert credentials.renew(channel.pk, was=channel.credentials, credentials={"token": "first"})
    assert not credentials.renew(channel.pk, was=channel.credentials, credentials={"token": "second"})
    assert credentials.opened(Channel.objects.get(pk=channel.pk)) == {"token": "first"}


def test_a_renewal_does_not_bring_back_what_was_disconnected():
    channel = ChannelFactory(connected=True)
    Channel.objects.filter(pk=channel.pk).update(credentials="")
    assert not credentials.renew(channel.pk, was=channel.credentials, credentials={"token": "late"})

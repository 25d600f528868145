"""What can be done on each network, in words."""

import io
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from channels import abilities
from channels.models import Network
from channels.networks import Action
from tests.factories.channels import ChannelFactory


def test_the_documentation_holds_the_table_that_the_connectors_give():
    out = io.StringIO()
    call_command("network_table", stdout=out)
    page = (Path(settings.BASE_DIR) / "docs" / "networks.md").read_text()
    assert out.getvalue().strip() in page, "Run: manage.py network_table --write"


def test_every_action_has_words():
    assert set(abilities.WORDS) == set(Action)


@pytest.mark.django_db
def test_a_channel_that_is_not_connected_does_nothing_by_itself():
    channel = ChannelFactory(network="mastodon", connector="by_hand")
    assert {one["how"] for one in abilities.of_channel(channel)} <= {abilities.HAND, abilities.NEVER}


def test_a_network_without_a_connector_has_nothing_to_connect():
    assert abilities.way(Network.LINKEDIN) == "nothing to connect"
    assert not abilities.of_network(Network.LINKEDIN).can(Action.PUBLISH)


@pytest.mark.django_db
def test_what_is_found_is_said_of_what_a_channel_does_by_itself():
    def finds(channel):
        return {one["what"]: one["finds"] for one in abilities.of_channel(channel)}[
            abilities.WORDS[Action.READ_FIGURES]
        ]

    assert "not how often a post was seen" in finds(ChannelFactory(network="mastodon", connector="mastodon"))
    assert finds(ChannelFactory(network="mastodon", connector="by_hand")) == ""

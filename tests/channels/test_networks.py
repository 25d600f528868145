"""Which connector speaks to a channel, and what is done by hand."""

import pytest

from channels.models import Network
from channels.networks import Action, Refused, Reply, Unsure, batch_size, connector_of, connectors_for
from channels.networks.by_hand import ByHand
from channels.networks.capabilities import BY_HAND
from tests.factories.channels import ChannelFactory


@pytest.mark.parametrize("network", Network.values)
def test_every_network_has_a_connector_and_a_line_in_the_table(network):
    assert connectors_for(network)[-1] == "by_hand"
    assert network in BY_HAND


@pytest.mark.parametrize("network", sorted(set(Network.values) - {"sandbox"}))
def test_by_hand_tells_how_to_publish_and_where_to_look(network):
    assert Action.PUBLISH in BY_HAND[network]
    assert Action.FIND in BY_HAND[network]


def test_what_a_network_does_not_offer_is_not_possible():
    capabilities = ByHand(ChannelFactory.build(network="x", owner=None, service=None)).capabilities
    assert not capabilities.is_possible(Action.REMOVE_COMMENT)
    assert capabilities.how_by_hand(Action.HIDE).startswith("Open the menu of the reply")
    assert not capabilities.can(Action.HIDE)


def test_by_hand_does_nothing_by_itself_and_says_what_to_do():
    connector = ByHand(ChannelFactory.build(network="facebook", owner=None, service=None))
    with pytest.raises(Refused, match=r"On Facebook this is done by hand\. Open the menu"):
        connector.hide("1")
    assert isinstance(connector.find_reply(Reply(ref="r", remote_id="1", text="Hello")), Unsure)
    assert connector.comments_since("7").cursor == "7"


@pytest.mark.django_db
def test_a_channel_whose_connector_is_gone_is_served_by_hand():
    assert isinstance(connector_of(ChannelFactory(connector="telegraph")), ByHand)
    assert batch_size("telegraph") == batch_size("by_hand")

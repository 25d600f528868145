"""Adding and changing channels."""

import pytest

from audit.models import Event
from channels import services
from channels.models import Channel
from channels.services import ChannelRefused
from tests.factories.channels import ChannelFactory

pytestmark = pytest.mark.django_db


def add(service, by, **fields):
    return services.add_channel(
        service, by=by, **{"network": "sandbox", "handle": "@northshire", "owner": by, **fields}
    )


def test_a_sandbox_channel_sends_by_itself_and_a_facebook_one_by_hand(service, manager):
    assert add(service, manager).connector == "sandbox"
    assert add(service, manager, network="facebook").connector == "by_hand"
    assert [event.sentence for event in Event.objects.of_service(service).order_by("number")] == [
        "Helen Okafor added the channel Sandbox @northshire",
        "Helen Okafor added the channel Facebook @northshire",
    ]


def test_the_sandbox_is_live_at_once_and_every_other_channel_planned(service, manager):
    assert add(service, manager).state == "live"
    assert add(service, manager, network="facebook").state == "planned"
    with pytest.raises(ChannelRefused, match="planned at first"):
        add(service, manager, network="x", state="live")


def test_the_handle_of_a_connected_channel_is_the_networks_to_say(service, manager):
    channel = ChannelFactory(service=service, connected=True)
    with pytest.raises(ChannelRefused, match="Disconnect it before"):
        services.change_channel(channel.pk, by=manager, handle="@other")


def test_the_same_account_is_added_once(service, manager):
    add(service, manager)
    with pytest.raises(ChannelRefused, match="is here already"):
        add(service, manager, handle=" @northshire ")
    assert Channel.objects.count() == 1


def test_only_the_service_manager_adds_and_changes(service, coordinator, manager):
    with pytest.raises(ChannelRefused, match="Only a service manager"):
        add(service, coordinator)
    channel = ChannelFactory(service=service)
    with pytest.raises(ChannelRefused, match="Only a service manager"):
        services.change_channel(channel.pk, by=coordinator, handle="@other")


def test_somebody_from_elsewhere_cannot_look_after_a_channel(service, manager, outsider):
    with pytest.raises(ChannelRefused, match="somebody who works here"):
        add(service, manager, owner=outsider)


def test_a_change_is_on_record_with_before_and_after(service, manager):
    channel = ChannelFactory(service=service)
    changed = services.change_channel(channel.pk, by=manager, handle="@other")
    event = Event.objects.about(channel).get()
    assert event.sentence == f"Helen Okafor changed {changed}: handle"
    assert event.data["changes"] == {"handle": [channel.handle, "@other"]}


def test_saving_without_a_change_leaves_no_event(service, manager):
    channel = ChannelFactory(service=service)
    services.change_channel(channel.pk, by=manager, handle=channel.handle)
    assert not Event.objects.about(channel).exists()

"""The pages of the channels."""

import pytest
from django.urls import reverse

from channels.models import Channel
from tests.factories.channels import ChannelFactory, RiskAssessmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_manager(client, manager):
    client.force_login(manager)
    return client


def test_the_list_says_how_each_channel_is_served(client, coordinator, service):
    ChannelFactory(service=service, handle="@training")
    ChannelFactory(service=service, by_hand=True, read_error="")
    client.force_login(coordinator)
    page = client.get(reverse("channels:list", args=["northshire"])).content.decode()
    assert "Go out by themselves" in page and "Put out by hand" in page
    assert "Only a service manager can add and change channels." in page
    assert reverse("channels:add", args=["northshire"]) not in page
    assert reverse("sandbox:timeline", args=["northshire"]) in page


def test_the_list_costs_the_same_for_many_channels(as_manager, service, django_assert_max_num_queries):
    ChannelFactory.create_batch(12, service=service)
    with django_assert_max_num_queries(20):
        as_manager.get(reverse("channels:list", args=["northshire"]))


def test_an_empty_list_says_what_to_do_next(as_manager):
    page = as_manager.get(reverse("channels:list", args=["northshire"])).content.decode()
    assert "Begin with the sandbox" in page


def test_a_manager_adds_a_channel(as_manager, manager):
    data = {"network": "sandbox", "handle": "@northshire", "owner": manager.pk, "url": ""}
    answer = as_manager.post(reverse("channels:add", args=["northshire"]), data)
    assert answer.status_code == 302
    assert Channel.objects.get().owner == manager


def test_what_is_wrong_comes_back_with_what_was_typed(as_manager, manager):
    data = {"network": "sandbox", "handle": "", "owner": manager.pk, "url": "not an address"}
    answer = as_manager.post(reverse("channels:add", args=["northshire"]), data)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Give the handle" in page and "not an address" in page


def test_the_same_account_twice_is_refused_on_the_page(as_manager, manager, service):
    ChannelFactory(service=service, handle="@northshire")
    data = {"network": "sandbox", "handle": "@northshire", "owner": manager.pk}
    answer = as_manager.post(reverse("channels:add", args=["northshire"]), data)
    assert answer.status_code == 409
    assert "is here already" in answer.content.decode()


def test_a_manager_suspends_a_channel_with_a_reason(as_manager, service):
    channel = ChannelFactory(service=service)
    address = reverse("channels:suspend", args=["northshire", channel.pk])
    assert "Suspend Sandbox" in as_manager.get(address).content.decode()
    assert as_manager.post(address, {"reason": ""}).status_code == 422
    assert as_manager.post(address, {"reason": "Two people have the password."}).status_code == 302
    channel.refresh_from_db()
    assert channel.state == "suspended"
    page = as_manager.get(reverse("channels:channel", args=["northshire", channel.pk])).content.decode()
    assert "Two people have the password." in page


def test_a_move_that_cannot_be_done_says_why_on_the_channels_page(as_manager, service):
    channel = ChannelFactory(service=service, by_hand=True, planned=True)
    address = reverse("channels:live", args=["northshire", channel.pk])
    assert as_manager.get(address).status_code == 302
    page = as_manager.post(address, follow=True).content.decode()
    assert "so this cannot be done now" in page
    assert "Write the risk assessment first" in page


def test_the_page_of_a_channel_costs_the_same_however_much_happened(as_manager, service, django_assert_max_num_queries):
    channel = ChannelFactory(service=service, by_hand=True)
    ChannelFactory.create_batch(8, service=service)
    RiskAssessmentFactory.create_batch(4, channel=channel)
    with django_assert_max_num_queries(24):
        as_manager.get(reverse("channels:channel", args=["northshire", channel.pk]))


def test_another_services_channel_is_not_there(as_manager, other_service):
    channel = ChannelFactory(service=other_service)
    assert as_manager.get(reverse("channels:edit", args=["northshire", channel.pk])).status_code == 404


def test_a_coordinator_cannot_add_one(client, coordinator):
    client.force_login(coordinator)
    answer = client.get(reverse("channels:add", args=["northshire"]))
    assert answer.status_code == 403
    assert "Only a service manager" in answer.content.decode()

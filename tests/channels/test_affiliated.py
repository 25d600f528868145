"""Members of staff's own accounts that speak for the service."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from channels import affiliated
from channels.affiliated import AffiliatedRefused
from channels.models import AffiliatedAccount
from tests.factories.channels import AffiliatedAccountFactory

pytestmark = pytest.mark.django_db


def give(service, by, person, handle="@priya"):
    return affiliated.give(service, by=by, person=person, network="x", handle=handle)


def test_a_coordinator_gives_access_and_a_line_manager_does_not(service, coordinator, approver, manager):
    assert give(service, coordinator, approver).given_by == coordinator
    with pytest.raises(AffiliatedRefused, match="Only a coordinator or service manager"):
        give(service, approver, manager, "@helen")


def test_one_account_stands_on_the_list_once_and_again_after_it_was_taken(service, coordinator, approver):
    account = give(service, coordinator, approver)
    with pytest.raises(AffiliatedRefused, match="on the list already"):
        give(service, coordinator, approver)
    affiliated.take(account.pk, by=coordinator, reason="It named a child.")
    assert give(service, coordinator, approver).pk != account.pk


def test_somebody_from_elsewhere_does_not_speak_for_the_service(service, coordinator, outsider):
    with pytest.raises(AffiliatedRefused, match="works here"):
        give(service, coordinator, outsider)


def test_a_look_says_what_lacks(service, coordinator):
    account = AffiliatedAccountFactory(service=service)
    affiliated.check(account.pk, by=coordinator, has_name_pattern=True, has_logo=False, has_disclaimer=True)
    account.refresh_from_db()
    assert affiliated.lacks(account) == ["shows the logo"] and account.checked_at
    assert "it lacks: shows the logo" in Event.objects.about(account).get().sentence


def test_access_is_taken_with_a_reason_once_and_training_is_offered(service, coordinator):
    account = AffiliatedAccountFactory(service=service)
    today = service.today(timezone.now())
    with pytest.raises(AffiliatedRefused, match="Say why"):
        affiliated.take(account.pk, by=coordinator, reason=" ")
    affiliated.take(account.pk, by=coordinator, reason="It named a child.", training_offered_on=today)
    account.refresh_from_db()
    assert account.taken_by == coordinator and account.training_offered_on == today
    with pytest.raises(AffiliatedRefused, match="was taken already"):
        affiliated.take(account.pk, by=coordinator, reason="Again.")
    with pytest.raises(AffiliatedRefused, match="not one to come"):
        affiliated.offer_training(account.pk, by=coordinator, offered_on=today + dt.timedelta(days=1))


def test_the_name_follows_the_pattern(service, coordinator):
    assert affiliated.expected_name(service, coordinator) == "Northshire SENDIASS Priya"


def test_the_pages_give_check_and_take(client, service, coordinator, approver):
    client.force_login(coordinator)
    data = {"person": approver.pk, "network": "x", "handle": "@tom_sendiass"}
    assert client.post(reverse("channels:add_affiliated", args=["northshire"]), data).status_code == 302
    account = AffiliatedAccount.objects.get()
    assert client.post(reverse("channels:check_affiliated", args=["northshire", account.pk]), {}).status_code == 302
    page = client.get(reverse("channels:affiliated", args=["northshire"])).content.decode()
    assert "Something lacks" in page and "Northshire SENDIASS Tom" in page
    take = reverse("channels:take_affiliated", args=["northshire", account.pk])
    assert client.post(take, {"reason": ""}).status_code == 422
    assert "It named a child." in client.post(take, {"reason": "It named a child."}, follow=True).content.decode()


def test_another_services_account_is_not_there(client, coordinator, other_service):
    account = AffiliatedAccountFactory(service=other_service)
    client.force_login(coordinator)
    assert client.get(reverse("channels:take_affiliated", args=["northshire", account.pk])).status_code == 404


def test_the_list_costs_the_same_for_many(client, service, coordinator, django_assert_max_num_queries):
    AffiliatedAccountFactory.create_batch(12, service=service)
    client.force_login(coordinator)
    with django_assert_max_num_queries(18):
        client.get(reverse("channels:affiliated", args=["northshire"]))

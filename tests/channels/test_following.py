"""Whom to follow."""

import csv
import io

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from channels import following
from channels.following import FollowingRefused
from channels.models import Following
from tests.factories.channels import FollowingFactory

pytestmark = pytest.mark.django_db
FIELDS = {"kind": "nhs", "name": "Northshire Hospitals", "network": "x", "handle": "@nsh", "url": "", "note": ""}


@pytest.fixture
def as_coordinator(client, coordinator):
    client.force_login(coordinator)
    return client


def test_an_account_stands_on_the_list_once(service, coordinator):
    following.add(service, by=coordinator, **FIELDS)
    with pytest.raises(FollowingRefused, match="on the list already"):
        following.add(service, by=coordinator, **FIELDS | {"handle": " @nsh "})


def test_only_those_who_post_keep_the_list(service, approver):
    with pytest.raises(FollowingRefused, match="Only a coordinator or service manager"):
        following.add(service, by=approver, **FIELDS)


def test_a_change_is_on_record_and_none_leaves_no_event(service, coordinator):
    row = FollowingFactory(service=service)
    following.change(row.pk, by=coordinator, name="Harbour Trust")
    following.change(row.pk, by=coordinator, name="Harbour Trust")
    assert [event.data["fields"] for event in Event.objects.about(row)] == ["name"]


def test_what_was_removed_meanwhile_is_said(service, coordinator):
    row = FollowingFactory(service=service)
    following.remove(row.pk, by=coordinator)
    with pytest.raises(FollowingRefused, match="not on the list any more"):
        following.remove(row.pk, by=coordinator)


def test_a_tick_keeps_the_day(as_coordinator, service):
    row = FollowingFactory(service=service)
    address = reverse("channels:tick_following", args=["northshire", row.pk])
    as_coordinator.post(address, {"do": "follow"})
    row.refresh_from_db()
    assert row.followed_on == service.today(timezone.now())
    as_coordinator.post(address, {"do": "unfollow"})
    row.refresh_from_db()
    assert row.followed_on is None


def test_the_csv_holds_the_list_and_no_formula(as_coordinator, service):
    FollowingFactory(service=service, handle="@harbour", name='=HYPERLINK("x")', note="-1+1")
    answer = as_coordinator.get(reverse("channels:following_csv", args=["northshire"]))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][0] == "Kind"
    assert rows[1][:4] == ["SEND and mental health charities", '\'=HYPERLINK("x")', "X", "'@harbour"]
    assert rows[1][5] == "'-1+1"


def test_the_pages_add_change_and_remove(as_coordinator, service):
    add = reverse("channels:add_following", args=["northshire"])
    assert as_coordinator.post(add, FIELDS | {"handle": ""}).status_code == 422
    assert as_coordinator.post(add, FIELDS).status_code == 302
    assert as_coordinator.post(add, FIELDS).status_code == 409
    row = Following.objects.get()
    edit = reverse("channels:edit_following", args=["northshire", row.pk])
    assert as_coordinator.post(edit, FIELDS | {"note": "Waiting times", "followed_on": "2026-11-02"}).status_code == 302
    page = as_coordinator.get(reverse("channels:following", args=["northshire"])).content.decode()
    assert "Waiting times" in page and "since 2 Nov 2026" in page and "Nobody yet of: SEND and mental" in page
    as_coordinator.post(reverse("channels:remove_following", args=["northshire", row.pk]))
    assert not Following.objects.exists()


def test_another_services_row_is_not_there(as_coordinator, other_service):
    row = FollowingFactory(service=other_service)
    assert as_coordinator.get(reverse("channels:edit_following", args=["northshire", row.pk])).status_code == 404


def test_the_list_costs_the_same_for_many(as_coordinator, service, django_assert_max_num_queries):
    FollowingFactory.create_batch(12, service=service)
    with django_assert_max_num_queries(18):
        as_coordinator.get(reverse("channels:following", args=["northshire"]))

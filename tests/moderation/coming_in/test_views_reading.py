"""The page on reading the networks: channels, gaps, watches."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from moderation.models import Gap, Watch
from tests.factories.channels import ChannelFactory
from tests.factories.moderation import CommentFactory, sandbox_channel

pytestmark = pytest.mark.django_db

NOW = timezone.now()


@pytest.fixture
def browser(client, coordinator):
    client.force_login(coordinator)
    return client


def page(client, service) -> str:
    return client.get(reverse("inbox:reading", args=[service.slug])).content.decode()


def gap(channel, **fields) -> Gap:
    times = {"from_at": NOW - dt.timedelta(hours=3), "until_at": NOW - dt.timedelta(hours=1)}
    return Gap.objects.create(service=channel.service, channel=channel, **{**times, "reason": "It was away.", **fields})


def test_each_channel_says_how_it_is_read(browser, service):
    sandbox = sandbox_channel(service)
    sandbox.read_at, sandbox.read_error = NOW, ""
    sandbox.save()
    ChannelFactory(service=service, network="instagram", by_hand=True, handle="northshire_sen")
    ChannelFactory(service=service, network="x", handle="@planned", planned=True)
    shown = page(browser, service)
    assert "Read by itself" in shown
    assert "Looked at by hand" in shown
    assert "each working day" in shown
    assert "@planned" not in shown
    assert "Cannot be searched: Instagram northshire_sen" in shown


def test_a_fault_and_a_wait_are_shown(browser, service):
    channel = sandbox_channel(service)
    channel.read_error, channel.read_after = "The network is busy.", timezone.now() + dt.timedelta(hours=1)
    channel.save()
    shown = page(browser, service)
    assert "The network is busy." in shown
    assert "asked again from" in shown


def test_a_person_says_that_they_looked_at_a_gap(browser, service, coordinator):
    row = gap(ChannelFactory(service=service, by_hand=True))
    assert "Nobody looked yet" in page(browser, service)
    answer = browser.post(reverse("inbox:looked", args=[service.slug, row.pk]), follow=True)
    row.refresh_from_db()
    assert (row.state, row.ended_by) == (Gap.State.LOOKED, coordinator)
    assert "on record that you looked" in answer.content.decode()
    assert "A person looked there" in page(browser, service)
    again = browser.post(reverse("inbox:looked", args=[service.slug, row.pk]), follow=True).content.decode()
    assert "looked there already" in again


def test_a_gap_that_still_runs_has_no_button(browser, service):
    gap(sandbox_channel(service), until_at=None)
    shown = page(browser, service)
    assert "Still not read" in shown
    assert "I looked there" not in shown


def test_another_services_gap_and_watch_are_not_there(browser, service, other_service, coordinator):
    theirs = sandbox_channel(other_service)
    watch = Watch.objects.create(service=other_service, channel=theirs, term="#theirs", made_by=coordinator)
    for name, row in (("inbox:looked", gap(theirs)), ("inbox:watch", watch)):
        assert browser.post(reverse(name, args=[service.slug, row.pk]), {"do": "drop"}).status_code == 404
    assert "#theirs" not in page(browser, service)


def test_a_watch_is_added_paused_and_deleted(browser, service):
    channel = sandbox_channel(service)
    address = reverse("inbox:new_watch", args=[service.slug])
    assert browser.post(address, {"channel": channel.pk, "term": "#NorthshireSEND"}).status_code == 302
    watch = Watch.objects.get()
    CommentFactory(service=service, channel=channel, found_by=watch)
    shown = page(browser, service)
    assert "#NorthshireSEND" in shown
    assert "1 found" in shown
    change = reverse("inbox:watch", args=[service.slug, watch.pk])
    browser.post(change, {"do": "pause"})
    assert "Paused" in page(browser, service)
    browser.post(change, {"do": "something else"})
    browser.post(change, {"do": "resume"})
    watch.refresh_from_db()
    assert watch.is_active
    browser.post(change, {"do": "drop"})
    assert not Watch.objects.exists()


@pytest.mark.parametrize("term", ["@jo", "from:jo.bsky.social", "", "x" * 200, "<script>"])
def test_what_is_refused_comes_back_with_the_reason_and_what_was_typed(term, browser, service):
    channel = sandbox_channel(service)
    answer = browser.post(reverse("inbox:new_watch", args=[service.slug]), {"channel": channel.pk, "term": term})
    accepted = term == "<script>"
    assert answer.status_code == (302 if accepted else 422)
    assert "<script>" not in page(browser, service)
    assert Watch.objects.count() == accepted


def test_a_channel_that_is_not_ours_cannot_be_chosen(browser, service, other_service):
    sandbox_channel(service)
    given = {"channel": sandbox_channel(other_service).pk, "term": "#SEND"}
    answer = browser.post(reverse("inbox:new_watch", args=[service.slug]), given)
    assert answer.status_code == 422
    assert not Watch.objects.exists()


def test_without_a_network_to_search_the_page_says_which_can(browser, service):
    ChannelFactory(service=service, by_hand=True)
    answer = browser.get(reverse("inbox:new_watch", args=[service.slug])).content.decode()
    assert "None of your channels can be searched" in answer
    assert "None of your channels can be searched" in page(browser, service)


def test_the_page_costs_the_same_with_more_of_everything(browser, service, django_assert_max_num_queries, coordinator):
    for number in range(8):
        channel = ChannelFactory(service=service, handle=f"@{number}")
        gap(channel)
        Watch.objects.create(service=service, channel=channel, term=f"#tag{number}", made_by=coordinator)
    with django_assert_max_num_queries(20):
        page(browser, service)

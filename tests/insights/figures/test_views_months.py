"""The page of monthly figures, typing a month in, notes."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from insights.figures.months import back
from insights.models import ChannelMonth
from tests.factories.channels import ChannelFactory
from tests.factories.months import OCTOBER, SEPTEMBER, day, month, there

pytestmark = pytest.mark.usefixtures("in_november")


@pytest.fixture
def in_november():
    with time_machine.travel(dt.datetime(2026, 11, 22, 10, tzinfo=dt.UTC), tick=False):
        yield


def page(client, service, name="months", *args, **query):
    return client.get(reverse(f"figures:{name}", args=[service.slug, *args]), query)


def post(client, service, name, *args, **data):
    return client.post(reverse(f"figures:{name}", args=[service.slug, *args]), data)


def test_the_page_begins_with_the_last_whole_month(client, coordinator, facebook):
    month(facebook, SEPTEMBER, likes=30)
    month(facebook, likes=41)
    client.force_login(coordinator)
    html = page(client, facebook.service).content.decode()
    assert "How October 2026 went" in html
    assert "+11 (+37 %)" in html


def test_another_month_and_the_current_one_can_be_looked_at(client, coordinator, facebook):
    client.force_login(coordinator)
    assert "How March 2026 went" in page(client, facebook.service, month="2026-03").content.decode()
    assert "November 2026 so far" in page(client, facebook.service, month="2026-11").content.decode()


def test_a_viewer_sees_numbers_without_names_and_notes(client, viewer, coordinator, facebook):
    month(facebook, typed=coordinator, likes=4_321, note="Dan was away")
    client.force_login(viewer)
    html = page(client, facebook.service).content.decode()
    assert "4,321" in html
    assert "Dan was away" not in html
    assert coordinator.name not in html
    assert "/type/" not in html


def test_a_colleague_sees_who_typed_and_why(client, safeguarding_lead, coordinator, facebook):
    month(facebook, typed=coordinator, likes=4_321, note="The open day")
    client.force_login(safeguarding_lead)
    html = page(client, facebook.service).content.decode()
    assert "The open day" in html
    assert coordinator.name in html
    assert "/type/" not in html


@pytest.mark.parametrize("query", [{"channel": "x"}, {"channel": "999999"}, {"channel": "9" * 30}])
def test_a_channel_that_is_none_is_not_found(query, client, coordinator, facebook):
    client.force_login(coordinator)
    assert page(client, facebook.service, **query).status_code == 404


def test_a_channel_of_another_service_is_not_found(client, coordinator, service, other_service):
    client.force_login(coordinator)
    theirs = ChannelFactory(service=other_service)
    assert page(client, service, channel=theirs.pk).status_code == 404
    assert page(client, service, "note", theirs.pk, "2026-10").status_code == 404


@pytest.mark.parametrize("text", ["2026-12", "2026-13", "today"])
def test_a_month_that_is_none_or_has_not_begun_cannot_be_typed(text, client, coordinator, facebook):
    client.force_login(coordinator)
    assert page(client, facebook.service, "type", text).status_code == 404


def test_the_page_costs_the_same_however_many_months_there_are(
    client, coordinator, facebook, django_assert_max_num_queries
):
    for ago in range(40):
        month(facebook, back(OCTOBER, ago), typed=coordinator, likes=30, note="A note")
    client.force_login(coordinator)
    page(client, facebook.service)
    with django_assert_max_num_queries(20):
        assert page(client, facebook.service, span="24").status_code == 200


def test_a_month_is_typed_in(client, coordinator, facebook):
    client.force_login(coordinator)
    key = f"c{facebook.pk}"
    answer = post(client, facebook.service, "type", "2026-10", **{f"{key}_likes": "1.2k", f"{key}_note": " Open  day "})
    assert answer.url.endswith("?month=2026-10")
    assert (there(facebook).likes, there(facebook).note, there(facebook).followers) == (1200, "Open day", None)


def test_what_is_right_is_saved_and_what_is_wrong_stays_as_it_was_typed(client, coordinator, facebook):
    client.force_login(coordinator)
    key = f"c{facebook.pk}"
    answer = post(client, facebook.service, "type", "2026-10", **{f"{key}_likes": "12.5", f"{key}_replies": "4"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert (there(facebook).replies, there(facebook).likes) == (4, None)
    assert "Facebook, likes: “12.5” is no whole number" in html
    assert f'name="{key}_likes" value="12.5"' in html
    assert f'name="was_{key}_replies" value="4"' in html


def test_what_a_colleague_typed_meanwhile_is_shown_and_neither_is_lost(client, coordinator, approver, facebook):
    client.force_login(coordinator)
    month(facebook, typed=approver, likes=30, replies=2)
    key = f"c{facebook.pk}"
    typed = {f"{key}_likes": "31", f"was_{key}_likes": "", f"{key}_replies": "", f"was_{key}_replies": ""}
    answer = post(client, facebook.service, "type", "2026-10", **typed)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert there(facebook).likes == 30
    assert "Facebook, likes: Tom Ashworth wrote 30 at" in html
    assert f'name="{key}_likes" value="31"' in html
    assert f'name="was_{key}_likes" value="30"' in html
    assert f'name="{key}_replies" value="2"' in html, "what was not touched is as it is now"


def test_saved_once_more_the_later_word_stands(client, coordinator, approver, facebook):
    client.force_login(coordinator)
    month(facebook, typed=approver, likes=30)
    key = f"c{facebook.pk}"
    assert post(client, facebook.service, "type", "2026-10", **{f"{key}_likes": "31", f"was_{key}_likes": "30"}).url
    assert (there(facebook).likes, there(facebook).changed_by) == (31, coordinator)


def test_a_month_goes_back_to_what_the_network_says(client, coordinator, facebook):
    day(facebook, dt.date(2026, 10, 31), likes=7)
    month(facebook, typed=coordinator, likes=99)
    client.force_login(coordinator)
    assert "typed; network: 7" in page(client, facebook.service, "type", "2026-10").content.decode()
    post(client, facebook.service, "type", "2026-10", network=facebook.pk)
    assert (there(facebook).likes, there(facebook).said) == (7, [])


@pytest.mark.parametrize("value", ["9" * 41, "\x00", "<script>alert(1)</script>", "1e400", "NaN", "−0.0001"])
def test_hostile_numbers_are_refused_and_shown_as_text(value, client, coordinator, facebook):
    client.force_login(coordinator)
    answer = post(client, facebook.service, "type", "2026-10", **{f"c{facebook.pk}_likes": value})
    assert answer.status_code == 422
    assert b"<script>alert" not in answer.content
    assert not ChannelMonth.objects.filter(likes__isnull=False).exists()


def test_a_field_of_a_channel_of_another_service_is_passed_over(client, coordinator, facebook, other_service):
    theirs = ChannelFactory(service=other_service)
    client.force_login(coordinator)
    post(client, facebook.service, "type", "2026-10", **{f"c{theirs.pk}_likes": "5"})
    assert not ChannelMonth.objects.exists()


def test_a_note_is_written_where_the_change_is_said(client, coordinator, facebook):
    for ago in range(1, 13):
        month(facebook, back(OCTOBER, ago), impressions=4000)
    month(facebook, impressions=12_400)
    client.force_login(coordinator)
    assert "3.1 times the usual" in page(client, facebook.service, "note", facebook.pk, "2026-10").content.decode()
    post(client, facebook.service, "note", facebook.pk, "2026-10", note="The open day", was="")
    assert there(facebook).note == "The open day"


def test_a_note_that_a_colleague_wrote_meanwhile_is_shown(client, coordinator, approver, facebook):
    month(facebook, typed=approver, likes=3, note="Half term")
    client.force_login(coordinator)
    answer = post(client, facebook.service, "note", facebook.pk, "2026-10", note="The open day", was="")
    assert answer.status_code == 409
    assert "Tom Ashworth wrote “Half term” meanwhile" in answer.content.decode()
    assert there(facebook).note == "Half term"


def test_the_download_says_what_it_is(client, viewer, facebook):
    client.force_login(viewer)
    answer = page(client, facebook.service, "export", kind="csv")
    assert answer["Content-Disposition"] == 'attachment; filename="figures-northshire-2026-11-22.csv"'
    assert page(client, facebook.service, "export", kind="exe").status_code == 404

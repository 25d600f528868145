from __future__ import annotations

import datetime as dt
import hashlib

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from insights.evidence import asking, making
from insights.models import EvidencePack
from tests.factories.moderation import CommentFactory, IncidentFactory
from tests.factories.posts import PostFactory

DAYS = {"first": "2026-01-01", "last": "2027-12-31"}
HTMX = {"HTTP_HX_REQUEST": "true"}


def at(service, name="list", *args) -> str:
    return reverse(f"evidence:{name}", args=[service.slug, *args])


@pytest.fixture
def span(service, manager):
    return asking.ask(service, by=manager, kind="span", first=dt.date(2026, 1, 1), last=dt.date(2027, 12, 31))


def test_a_manager_asks_for_a_span_and_takes_it_away(client, service, manager, django_capture_on_commit_callbacks):
    PostFactory(service=service, published=True)
    client.force_login(manager)
    with django_capture_on_commit_callbacks(execute=True):
        got = client.post(at(service), DAYS)
    assert "Download the ZIP" in client.get(got.url).content.decode()
    pack = EvidencePack.objects.get()
    file = client.get(at(service, "file", pack.pk))
    assert file["Content-Disposition"] == f'attachment; filename="evidence-northshire-span-{pack.pk}.zip"'
    assert file["Cache-Control"] == "private, no-store"
    assert hashlib.sha256(b"".join(file.streaming_content)).hexdigest() == pack.sha256
    assert Event.objects.filter(kind="evidence.downloaded").count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"first": "", "last": ""}, "Choose a date."),
        ({"first": "2026-13-40", "last": "x" * 9000}, "Type a real date"),
        ({"first": "2026-02-02", "last": "2026-02-01"}, "The last day has to be the first day or a later one."),
        ({"first": "0001-01-01", "last": "2026-02-01"}, "at most ten years"),
        ({"first": "9999-12-31", "last": "9999-12-31"}, "nothing has happened yet"),
    ],
)
def test_days_that_make_no_sense_come_back_with_a_sentence(client, service, manager, typed, said):
    client.force_login(manager)
    got = client.post(at(service), typed)
    assert got.status_code == 422
    assert said in got.content.decode()
    assert not EvidencePack.objects.exists()


@pytest.mark.parametrize("last", ["9999-12-31", "2030-01-01"])
def test_a_last_day_far_ahead_is_no_error_of_ours(client, service, manager, last, django_capture_on_commit_callbacks):
    client.force_login(manager)
    with django_capture_on_commit_callbacks(execute=True):
        got = client.post(at(service), {"first": "2026-01-01", "last": last})
    assert got.status_code in (302, 422)
    assert not EvidencePack.objects.exclude(state="ready").exists()


def test_the_quick_spans_fill_in_the_form(client, service, manager):
    client.force_login(manager)
    got = client.get(at(service), {"first": "2026-10-01", "last": "2026-10-31"})
    assert 'value="2026-10-01"' in got.content.decode()
    assert "Last quarter" in got.content.decode()


def test_what_a_pack_will_hold_is_said_before_it_is_asked_for(client, service, coordinator):
    post = PostFactory(service=service, title="Drop-in")
    client.force_login(coordinator)
    page = client.get(at(service, "post", post.pk)).content.decode()
    assert "every revision with its text for each channel" in page
    got = client.post(at(service, "post", post.pk))
    assert got.url == at(service, "pack", EvidencePack.objects.get().pk)
    again = client.post(at(service, "post", post.pk))
    assert again.url == got.url


def test_each_finds_only_their_own_packs_but_the_manager_finds_all(
    client, service, manager, coordinator, approver, span
):
    post = PostFactory(service=service, title="Drop-in")
    asking.ask(service, by=coordinator, kind="post", thing_id=post.pk)
    client.force_login(coordinator)
    page = client.get(at(service)).content.decode()
    assert "Drop-in" in page
    assert span.title not in page
    assert "First day" not in page
    client.force_login(approver)
    assert "No pack was asked for yet" in client.get(at(service)).content.decode()
    client.force_login(manager)
    page = client.get(at(service)).content.decode()
    assert "Drop-in" in page
    assert span.title in page


def test_another_services_pack_is_not_found(client, other_service, outsider, service, span):
    making.make(span.pk)
    client.force_login(outsider)
    for slug in (service, other_service):
        for name in ("pack", "file"):
            assert client.get(at(slug, name, span.pk)).status_code == 404
    assert not Event.objects.filter(kind="evidence.downloaded").exists()


def test_a_pack_that_is_being_made_says_how_far_it_is_and_looks_again_by_itself(client, service, manager, span):
    client.force_login(manager)
    EvidencePack.objects.filter(pk=span.pk).update(state="running", done=1200, total=4800, seen_at=timezone.now())
    page = client.get(at(service, "pack", span.pk))
    assert "1,200 of about 4,800 rows" in page.content.decode()
    part = client.get(at(service, "pack", span.pk), **HTMX).content.decode()
    assert 'width="25"' in part
    assert "<html" not in part
    EvidencePack.objects.filter(pk=span.pk).update(state="failed", problem="It broke off.")
    whole = client.get(at(service, "pack", span.pk), **HTMX)
    assert whole["HX-Refresh"] == "true"
    assert "It broke off." in whole.content.decode()


def test_a_pack_is_stopped_from_its_page(client, service, manager, span):
    client.force_login(manager)
    got = client.post(at(service, "pack", span.pk), follow=True)
    assert "Helen Okafor stopped it." in got.content.decode()
    assert client.post(at(service, "pack", span.pk)).status_code == 422


@pytest.mark.parametrize(
    ("state", "problem", "said"),
    [
        ("waiting", "", "It is not made yet."),
        ("running", "", "It is still being made."),
        ("failed", "Helen Okafor stopped it.", "Helen Okafor stopped it."),
        ("gone", "The file was taken away: its time is over.", "its time is over"),
    ],
)
def test_a_file_that_is_not_there_is_answered_with_the_packs_page_and_the_reason(
    client, service, manager, span, state, problem, said
):
    EvidencePack.objects.filter(pk=span.pk).update(state=state, problem=problem, seen_at=timezone.now())
    client.force_login(manager)
    got = client.get(at(service, "file", span.pk))
    page = got.content.decode()
    assert got.status_code == 409
    assert "There is no file to download" in page
    assert said in page
    assert "Download the ZIP" not in page
    assert not Event.objects.filter(kind="evidence.downloaded").exists()


def test_a_file_that_the_store_has_lost_is_said_so_and_not_on_record(client, service, manager, span):
    pack = making.make(span.pk)
    pack.file.storage.delete(pack.file.name)
    client.force_login(manager)
    got = client.get(at(service, "file", span.pk))
    page = got.content.decode()
    assert got.status_code == 409
    assert "The file is not where it was kept." in page
    assert "Ask for it again" in page
    assert "Download the ZIP" not in page
    assert not Event.objects.filter(kind="evidence.downloaded").exists()


def test_a_pack_is_stopped_from_the_page_that_came_in_place_of_its_file(client, service, manager, span):
    client.force_login(manager)
    page = client.get(at(service, "file", span.pk)).content.decode()
    assert f'<form method="post" action="{at(service, "pack", span.pk)}">' in page


def test_who_may_not_read_all_of_it_sees_why_and_no_button(client, service, manager, coordinator):
    post = PostFactory(service=service)
    CommentFactory(service=service, post=post, kept_from=manager)
    pack = making.make(asking.ask(service, by=coordinator, kind="post", thing_id=post.pk).pk)
    client.force_login(manager)
    page = client.get(at(service, "pack", pack.pk)).content.decode()
    assert "kept from you" in page
    assert "Download the ZIP" not in page
    assert client.get(at(service, "file", pack.pk)).status_code == 403


def test_the_list_costs_the_same_however_many_packs_there_are(
    client, service, manager, span, django_assert_max_num_queries
):
    for number in range(30):
        EvidencePack.objects.create(
            service=service, kind="incident", thing_id=number, title="Incident", state="failed", asked_by=manager
        )
    client.force_login(manager)
    with django_assert_max_num_queries(20):
        client.get(at(service))


@pytest.mark.parametrize(("role", "shown"), [("coordinator", True), ("safeguarding_lead", False)])
def test_the_page_of_a_post_leads_to_its_pack_for_whom_may_ask(client, request, service, role, shown):
    post = PostFactory(service=service)
    client.force_login(request.getfixturevalue(role))
    page = client.get(reverse("posts:post", args=[service.slug, post.pk])).content.decode()
    assert (at(service, "post", post.pk) in page) is shown


def test_the_page_of_an_incident_leads_to_its_pack(client, service, coordinator):
    incident = IncidentFactory(service=service)
    client.force_login(coordinator)
    page = client.get(reverse("inbox:incident", args=[service.slug, incident.pk])).content.decode()
    assert at(service, "incident", incident.pk) in page


def test_the_compliance_page_leads_to_the_packs_but_not_a_viewer(client, service, manager, viewer):
    address = reverse("insights:compliance", args=[service.slug])
    client.force_login(manager)
    assert at(service) in client.get(address).content.decode()
    client.force_login(viewer)
    assert at(service) not in client.get(address).content.decode()

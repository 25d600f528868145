"""Packs of evidence in a browser: axe in both schemes, on a phone, without script; the pages inside a pack."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from insights.evidence import asking, making
from insights.models import EvidencePack
from tests.factories.moderation import CommentFactory, ComplaintFactory, IncidentFactory
from tests.factories.posts import MediaFactory, PostFactory
from tests.journeys.conftest import assert_accessible, assert_fits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

expect.set_options(timeout=30_000)  # a shared machine may be slow
YEAR = {"first": dt.date(2026, 1, 1), "last": dt.date(2027, 12, 31)}


@pytest.fixture
def post(service):
    media = MediaFactory(service=service, title="The room")
    post = PostFactory(service=service, title="Drop-in", published=True, pictures=[(media, "A room with a ramp")])
    incident = IncidentFactory(service=service, public_post=post)
    CommentFactory(service=service, incident=incident, post=post, grievance=True)
    CommentFactory(service=service, post=post, escalated=True)
    ComplaintFactory(incident=incident)
    return post


def unpacked(pack: EvidencePack, folder) -> list[str]:
    with pack.file.open("rb") as file, zipfile.ZipFile(io.BytesIO(file.read())) as archive:
        archive.extractall(folder)
        return archive.namelist()


def test_every_page_of_packs_is_accessible_and_fits_a_phone(page_of, service, manager, post):
    ready = asking.ask(service, by=manager, kind="post", thing_id=post.pk)  # made as it is asked for: no broker here
    running = asking.ask(service, by=manager, kind="span", **YEAR)
    EvidencePack.objects.filter(pk=running.pk).update(state="running", done=9, total=40, seen_at=timezone.now())
    stopped = asking.ask(service, by=manager, kind="span", first=YEAR["first"], last=YEAR["first"])
    EvidencePack.objects.filter(pk=stopped.pk).update(state="failed", problem="Helen Okafor stopped it.")
    page, at = page_of(manager), reverse("evidence:list", args=[service.slug])
    places = [at, *(f"{at}{one.pk}/" for one in (ready, running, stopped)), f"{at}post/{post.pk}/"]
    for place in places:
        assert page.goto(place).status == 200
        assert_accessible(page)
        assert_fits(page)
    page.goto(at)
    page.get_by_role("button", name="Make the pack").click()
    assert_accessible(page)  # with its errors


def test_every_kind_of_page_inside_a_pack_is_accessible_and_fits_a_phone(page_of, tmp_path, service, manager, post):
    page = page_of(manager)
    for kind, facts in (("span", YEAR), ("post", {"thing_id": post.pk})):
        pack = asking.ask(service, by=manager, kind=kind, **facts)
        pack.refresh_from_db()
        names = unpacked(pack, tmp_path / kind)
        wanted = {"index.html", "post.html", "posts/1.html", "comments/1.html", "decisions/1.html", "events/1.html"}
        found = sorted(wanted & set(names))
        assert len(found) >= 4
        for name in found:
            page.goto(f"file://{tmp_path / kind / name}")
            assert_accessible(page)
            assert_fits(page)


def test_a_pack_is_asked_for_and_taken_without_javascript(page_of, service, manager, post):
    page = page_of(manager, java_script_enabled=False)
    page.goto(reverse("posts:post", args=[service.slug, post.pk]))
    page.get_by_role("link", name="Evidence pack").click()
    page.get_by_role("button", name="Make the pack").click()
    expect(page.get_by_text("SHA-256")).to_be_visible()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Download the ZIP").click()
    assert zipfile.ZipFile(taken.value.path()).testzip() is None


def test_a_pack_that_is_ready_shows_its_button_by_itself(page_of, service, manager):
    pack = asking.ask(service, by=manager, kind="span", **YEAR)
    EvidencePack.objects.filter(pk=pack.pk).update(state="running", done=9, total=40, seen_at=timezone.now())
    page = page_of(manager)
    page.goto(reverse("evidence:pack", args=[service.slug, pack.pk]))
    expect(page.get_by_text("9 of about 40 rows")).to_be_visible()
    EvidencePack.objects.filter(pk=pack.pk).update(seen_at=timezone.now() - dt.timedelta(minutes=5))
    making.make(pack.pk)
    expect(page.get_by_role("link", name="Download the ZIP")).to_be_visible()

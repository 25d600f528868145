"""The history and the public record in a browser: axe in both schemes, on a phone, without script; a broken record."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from audit import checking
from audit import services as audit
from audit.kinds import Kind
from audit.models import ChainCheck, Event
from insights.records import filling
from posts.models import Delivery, NetworkChange
from tests.factories.posts import PostFactory
from tests.journeys.conftest import assert_accessible, assert_fits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

expect.set_options(timeout=30_000)  # a shared machine may be slow


@pytest.fixture
def record(service, manager, coordinator):
    """Sixty events: two pages."""
    with transaction.atomic():
        for number in range(60):
            post = PostFactory(service=service, author=coordinator) if number < 3 else service
            kind = Kind.POST_CREATED if number < 3 else Kind.SENDING_RESUMED
            audit.record(kind, on=post, actor=coordinator if number < 3 else manager)
    return service


def test_the_history_is_accessible_fits_a_phone_and_is_narrowed_without_javascript(page_of, record, manager):
    at = reverse("audit:history", args=[record.slug])
    checking.run(checking.ask(record, by=manager).pk)
    page = page_of(manager)
    for place in (at, f"{at}?group=posts&who=system", f"{at}?group=posts&thing=posts.post", f"{at}?before=40"):
        assert page.goto(place).status == 200
        assert_accessible(page)
        assert_fits(page)
    ChainCheck.objects.create(service=record, events=20, total=60, lease_until=timezone.now() + checking.LEASE)
    page.goto(at)
    expect(page.get_by_text("20 of 60")).to_be_visible()
    assert_accessible(page)
    plain = page_of(manager, java_script_enabled=False)
    plain.goto(at)
    plain.get_by_text("Filter", exact=True).click()
    plain.get_by_label("What about").select_option(label="Posts and approvals")
    plain.get_by_role("button", name="Show these").click()
    expect(plain.get_by_text("drafted the post")).to_have_count(3)
    plain.get_by_role("link", name="Show all", exact=True).click()
    plain.get_by_role("link", name="Older ones").click()
    expect(plain.get_by_text("drafted the post")).to_have_count(3)


def test_a_changed_event_is_named_on_the_history_and_on_the_dashboard(page_of, record, manager):
    Event.objects.filter(service=record, number=30).update(label="Something else")
    page = page_of(manager)
    page.goto(reverse("audit:history", args=[record.slug]))
    page.get_by_role("button", name="Check now").click()
    page.goto(reverse("audit:history", args=[record.slug]))
    expect(page.get_by_text("Event 30 of")).to_be_visible()
    page.get_by_role("link", name="See the events around 30").click()
    expect(page.get_by_text("Not what it was:", exact=True)).to_be_visible()
    assert_accessible(page)
    page.goto(reverse("insights:compliance", args=[record.slug]))
    expect(page.get_by_text("Event 30 of").first).to_be_visible()


def test_the_public_record_is_accessible_fits_a_phone_and_prints(page_of, service, manager, viewer, coordinator):
    now = timezone.now()
    for number in range(25):
        post = PostFactory(
            service=service, author=coordinator, published=True, text=f"Bus {number} to the school & back.",
            channels=["sandbox", "facebook"], own_texts={"facebook": f"Facebook’s bus {number}."},
        )  # fmt: skip
        for chosen in post.revision.revision_channels.all():
            delivery = Delivery.objects.create(
                post=post, channel=chosen.channel, revision=post.revision, digest="-", state="sent", due_at=now,
                sent_at=now - dt.timedelta(hours=number), remote_id="1", remote_url="https://social.example/1",
                removed_at=now if number == 3 else None,
            )  # fmt: skip
            if number == 3:
                NetworkChange.objects.create(
                    delivery=delivery, kind="remove", state="done", reason="Wrong.", asked_by=manager, done_at=now
                )
    filling.fill(now)
    at = reverse("records:search", args=[service.slug])
    for page in (page_of(manager), page_of(viewer)):
        for place in (at, f"{at}?q=school&state=removed", f"{at}?q=zebra"):
            assert page.goto(place).status == 200
            assert_accessible(page)
            assert_fits(page)
    plain = page_of(manager, java_script_enabled=False)
    plain.goto(at)
    plain.get_by_label("Search words").fill("school")
    plain.get_by_role("button", name="Search", exact=True).click()
    expect(plain.get_by_role("heading", name="25 texts")).to_be_visible()
    expect(plain.locator("mark").first).to_have_text("school")
    plain.get_by_role("link", name="Older ones").click()
    expect(plain.get_by_text("Bus 24 to the school")).to_be_visible()
    page = page_of(manager)
    page.goto(f"{at}?q=school")
    page.get_by_role("button", name="As a page to print").click()
    expect(page.get_by_text("Bus 24 to the school")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)

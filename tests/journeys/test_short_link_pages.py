"""Short links in a browser: axe in both schemes, on a phone, without script; a link made short in the editor."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from posts.models import ShortLink, ShortLinkDay
from posts.writing import short_links
from tests.factories.posts import channel
from tests.journeys.conftest import assert_accessible, assert_fits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

expect.set_options(timeout=30_000)  # a shared machine may be slow
PAGE = "https://northshire-sendiass.example/guide?from=facebook&a-long=parameter-that-goes-on-and-on-for-a-while"


def test_every_page_of_short_links_is_accessible_and_fits_a_phone(
    page_of, own_context, live_server, service, coordinator
):
    link = short_links.make(service=service, by=coordinator, url=PAGE, title="Guide")
    stopped = short_links.make(service=service, by=coordinator, url=PAGE)
    short_links.stop(stopped.pk, by=coordinator)
    today = service.today(timezone.now())
    for back in range(20):
        ShortLinkDay.objects.create(link=link, day=today - dt.timedelta(days=back), visits=back * 100)
    page, at = page_of(coordinator), reverse("links:list", args=[service.slug])
    for place in (at, f"{at}?show=stopped", f"{at}{link.pk}/", f"{at}{stopped.pk}/?stopped=1"):
        assert page.goto(place).status == 200
        assert_accessible(page)
        assert_fits(page)
    visitor = own_context().new_page()
    assert visitor.goto(f"{live_server.url}/l/{stopped.code}").status == 404
    assert_accessible(visitor)
    assert_fits(visitor)
    assert visitor.context.cookies() == []


def test_a_link_is_made_stopped_and_taken_back_without_javascript(page_of, service, coordinator):
    page = page_of(coordinator, java_script_enabled=False)
    page.goto(reverse("links:list", args=[service.slug]))
    page.get_by_label("Address of the page").fill(PAGE)
    page.get_by_role("button", name="Make a short link").click()
    expect(page.get_by_label("Short link", exact=True)).to_have_value(short_links.address(ShortLink.objects.get().code))
    page.get_by_role("button", name="Stop this link").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("leads to its page again")).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_in_the_editor_a_link_is_made_short_and_whole_again_and_nothing_typed_is_lost(
    script, page_of, service, coordinator
):
    channel(service)
    page = page_of(coordinator, java_script_enabled=script)
    page.goto(reverse("posts:new", args=[service.slug]))
    page.get_by_label("Title", exact=True).fill("Guide")
    page.locator("#id_text").fill("Our new guide is here.")
    page.get_by_text("Link and its card").click()
    page.get_by_label("Link", exact=True).fill(PAGE)
    page.get_by_role("button", name="Make it short").click()
    expect(page.get_by_role("button", name="Use the whole address")).to_be_visible()
    expect(page.get_by_label("Link", exact=True)).to_have_value(short_links.address(ShortLink.objects.get().code))
    expect(page.locator("#id_text")).to_have_value("Our new guide is here.")
    page.get_by_role("button", name="Use the whole address").click()
    expect(page.get_by_label("Link", exact=True)).to_have_value(PAGE)
    expect(page.get_by_label("Title", exact=True)).to_have_value("Guide")

"""The editor with its script, in a browser: it checks while somebody types, and loses no focus over it."""

from __future__ import annotations

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.factories.posts import PostFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

expect.set_options(timeout=20_000)  # a shared machine may be slow
TEXT = "Come to our drop-in!!! It is for all parents and carers. " + "Everybody is welcome there, bring a friend. " * 5


@pytest.fixture
def page(browser, live_server, service, author) -> Page:
    post = PostFactory(service=service, author=author, text=TEXT, channels=["sandbox", "x"])
    client = Client()
    client.force_login(author)
    context = browser.new_context(base_url=live_server.url)
    name = django_settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.goto(reverse("posts:edit", kwargs={"service": service.slug, "post_id": post.pk}))
    yield page
    context.close()


def test_what_is_typed_is_checked_marked_and_counted(page: Page):
    area = page.get_by_label("Text", exact=True)
    area.press("ControlOrMeta+End")
    area.press_sequentially(" Text Karen on 07700 900142")
    expect(page.locator("#findings").get_by_text("Stops it", exact=True)).to_be_visible()
    expect(page.locator("mark.mark--block", has_text="07700 900142")).to_be_visible()
    expect(page.locator("#why")).to_contain_text("Not ready to submit")
    expect(area).to_be_focused()


def test_a_button_puts_the_better_words_in(page: Page):
    page.get_by_role("button", name="Use “!”").click()
    area = page.get_by_label("Text", exact=True)
    expect(area).to_be_focused()
    assert area.input_value().startswith("Come to our drop-in! It is")
    expect(page.get_by_role("button", name="Use “!”")).to_have_count(0)


def test_the_channel_that_is_too_full_stands_open_and_another_can_be_chosen(page: Page):
    page.get_by_label("Text", exact=True).fill("word " * 70)
    expect(page.locator("#channel-tabs")).to_contain_text("69 too many")
    page.locator("#channel-tabs").get_by_text("X", exact=True).click()
    expect(page.get_by_role("article", name="Preview on X")).to_be_visible()
    expect(page.get_by_role("article", name="Preview on Sandbox")).to_be_hidden()
    page.get_by_text("Write a text of its own for X").click()
    page.get_by_label("Text for X only").fill("Short for X.")
    expect(page.locator("#channel-tabs")).to_contain_text("own text, 12 of 280")
    expect(page.get_by_label("Text for X only")).to_be_focused()

"""The pages on which posts begin, are discussed and compared, in a browser: axe in both schemes, on a phone too."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from posts import services
from posts.models import Note, PostTemplate
from posts.reviewing import notes
from posts.services import Written
from posts.writing import repurposing
from tests.factories.posts import PostFactory, channel
from tests.journeys.conftest import assert_accessible, assert_fits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

expect.set_options(timeout=30_000)  # a shared machine may be slow
TEXT = "Come to our drop-in on Thursday. Call us before you come."
LINK = "https://northshire-sendiass.example/guide"


def signed_in(browser, live_server, user, **options) -> Page:
    client = Client()
    client.force_login(user)
    context = browser.new_context(base_url=live_server.url, **options)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    page = context.new_page()
    page.set_default_timeout(30_000)
    return page


def discussed(service, author, approver):
    """A post that waits, with notes, an older revision, a link and a family."""
    source = PostFactory(service=service, author=author, published=True, title="Our guide")
    post = repurposing.use_again(
        source.pk, by=author, audience="young_people", channels=[channel(service)], now=timezone.now()
    )
    written = Written(
        title="Drop-in",
        text=TEXT,
        link=LINK,
        link_title="Our guide",
        channels=[channel(service), channel(service, "x")],
    )
    post = services.save_post(post.pk, by=author, version=post.version, written=written)
    note = notes.write(post.pk, by=approver, text="Is it staffed?", quote="Call us")
    notes.answer(note.pk, by=author, text="Until five.")
    return source, post


@pytest.fixture
def desk(browser, live_server, author):
    page = signed_in(browser, live_server, author)
    yield page
    page.context.close()


def test_every_page_of_writing_is_accessible_and_fits_a_phone(desk, service, author, approver):
    source, post = discussed(service, author, approver)
    template = PostTemplate.objects.create(service=service, name="Drop-in", text="On [day].", made_by=author)
    at = {
        "begin": [],
        "new": [],
        "templates": [],
        "new_template": [],
        "template": [template.pk],
        "use_again": [source.pk],
        "versions": [post.pk],
        "edit": [post.pk],
        "post": [post.pk],
    }
    for name, args in at.items():
        assert desk.goto(reverse(f"posts:{name}", args=[service.slug, *args])).status == 200
        assert_accessible(desk)
        assert_fits(desk)


def test_words_that_are_marked_become_a_note(browser, live_server, service, author, approver):
    _, post = discussed(service, author, approver)
    page = signed_in(browser, live_server, approver, viewport={"width": 390, "height": 800})
    page.goto(reverse("posts:post", args=[service.slug, post.pk]))
    page.evaluate(
        """() => {
            const text = [...document.querySelectorAll(".post-preview__text")].find((one) => one.offsetParent);
            const range = document.createRange();
            range.setStart(text.firstChild, 8);
            range.setEnd(text.firstChild, 19);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }"""
    )
    page.get_by_role("button", name="Add a note on these words").click()
    expect(page.get_by_label("Which words?")).to_have_value("our drop-in")
    area = page.get_by_label("What do you want to say?")
    expect(area).to_be_focused()
    area.press_sequentially("Which one, @Pri")
    page.get_by_role("button", name="@Priya").click()
    expect(area).to_have_value("Which one, @Priya ")
    page.get_by_role("button", name="Add note").click()
    expect(page.locator("mark.mark--note", has_text="our drop-in").first).to_be_visible()
    note = Note.objects.get(text="Which one, @Priya")
    assert (note.quote, list(note.mentions.all())) == ("our drop-in", [author])
    page.context.close()


def test_what_was_typed_comes_back_after_the_page_was_left(desk, service):
    address = reverse("posts:new", args=[service.slug])
    desk.goto(address)
    desk.get_by_label("Text", exact=True).fill("Typed for an hour.")
    desk.get_by_text("Link and its card").click()
    desk.get_by_label("Link", exact=True).fill(LINK)
    desk.get_by_label("Date").fill("2027-01-12")
    desk.wait_for_timeout(600)  # it is kept a moment after the last key
    desk.on("dialog", lambda dialog: dialog.accept())
    desk.goto(reverse("posts:list", args=[service.slug]))
    desk.goto(address)
    desk.get_by_role("button", name="Put it back").click()
    expect(desk.get_by_label("Text", exact=True)).to_have_value("Typed for an hour.")
    assert desk.locator("#id_link").input_value() == LINK
    assert desk.locator("#id_publish_on").input_value() == "2027-01-12"

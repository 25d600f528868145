"""Importing comments and logging one by hand, in a browser: axe in both schemes, on a phone, the progress by itself."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from moderation.models import CommentImport
from tests.factories.channels import ChannelFactory
from tests.factories.intake import CommentImportFactory, ScreenshotFactory
from tests.factories.moderation import CommentFactory, sandbox_channel
from tests.journeys.conftest import assert_accessible, assert_fits
from tests.journeys.test_post_pages import signed_in
from tests.moderation.importing.conftest import line, table

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FAULTS = [{"line": 5, "problem": "There is no text in it."}]
TWEET = "https://x.com/jo_pemberton/status/1770000000000000001"


@pytest.fixture
def desk(browser, live_server, coordinator):
    page = signed_in(browser, live_server, coordinator)
    yield page
    page.context.close()


def addresses_of(service, coordinator) -> list[str]:
    """Every page of this part, with something on each."""
    stages = [
        CommentImportFactory(service=service, by=coordinator, lines=3, wrong=1, faults=FAULTS),
        CommentImportFactory(service=service, by=coordinator, state="running", lines=900, position=400, made=399),
        CommentImportFactory(service=service, by=coordinator, state="stopped", lines=900, position=400, made=400),
        CommentImportFactory(
            service=service, by=coordinator, state="done", lines=1, position=1, made=1, is_record=True
        ),
        CommentImportFactory(service=service, by=coordinator, state="undone", lines=1, position=1, made=1),
    ]
    CommentFactory(service=service, imported_by=stages[3], source="import")
    shot = ScreenshotFactory(comment=CommentFactory(service=service), by=coordinator)
    at = [reverse(f"inbox:{name}", args=[service.slug]) for name in ("imports", "log")]
    at += [reverse("inbox:import", args=[service.slug, stage.pk]) for stage in stages]
    return [*at, reverse("inbox:capture", args=[service.slug, shot.comment_id])]


def test_every_page_of_importing_and_logging_is_accessible_and_fits_a_phone(desk, service, coordinator):
    for address in addresses_of(service, coordinator):
        assert desk.goto(address).status == 200
        assert_accessible(desk)
        assert_fits(desk)


def test_a_file_is_looked_at_and_its_progress_shows_itself(desk: Page, service, coordinator):
    channel = sandbox_channel(service)
    desk.goto(reverse("inbox:imports", args=[service.slug]))
    data = table(line(1), line(2, date="soon"))
    desk.get_by_label("File with the comments").set_input_files(
        {"name": "comments.csv", "mimeType": "text/csv", "buffer": data}
    )
    desk.get_by_label("Where they were written").select_option(str(channel.pk))
    desk.get_by_label("They wait for an answer").check()
    desk.get_by_role("button", name="Look at the file").click()
    expect(desk.get_by_text("1 of 2 lines would come in")).to_be_visible()
    expect(desk.get_by_text("The date cannot be read").first).to_be_visible()
    desk.get_by_role("button", name="Import 1 comment").click()
    expect(desk.get_by_role("heading", name="Done")).to_be_visible()
    found = CommentImport.objects.get()
    CommentImport.objects.filter(pk=found.pk).update(state="running", lines=200, position=50)
    desk.reload()
    expect(desk.get_by_text("50 of 200")).to_be_visible()
    CommentImport.objects.filter(pk=found.pk).update(position=150)
    expect(desk.get_by_text("150 of 200")).to_be_visible()


def test_an_address_fills_the_form_in_and_a_known_one_is_shown(desk: Page, service, coordinator):
    on = ChannelFactory(service=service, network="x", connector="by_hand", handle="@northshire")
    CommentFactory(service=service, channel=on, url=TWEET)
    desk.goto(reverse("inbox:log", args=[service.slug]))
    desk.get_by_label("What was written, word for word").fill("Typed with care.")
    desk.get_by_label("Address of the comment").fill(f"{TWEET}?s=20")
    desk.get_by_role("button", name="Fill in from the address").click()
    expect(desk.get_by_label("The writer’s handle")).to_have_value("@jo_pemberton")
    expect(desk.get_by_label("Where you saw it")).to_have_value(str(on.pk))
    expect(desk.get_by_label("What was written, word for word")).to_have_value("Typed with care.")
    expect(desk.get_by_role("link", name="Open the comment with this address")).to_be_visible()
    assert_accessible(desk)
    assert_fits(desk)

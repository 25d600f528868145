"""The library and its consents in a browser: axe, wide and narrow; files with a bar each; no script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from posts.models import Media
from tests.factories.posts import picture_bytes
from tests.journeys.conftest import assert_fits
from tests.journeys.test_policy_pages import everything, problems
from tests.roles_world import build
from tests.test_roles import ROWS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

expect.set_options(timeout=30_000)  # a shared machine may be slow
NO_PAGES = {"posts:library_captions_file"}
PAGES = [
    row
    for row in ROWS
    if row.method == "get" and row.name.startswith(("posts:library", "posts:consent")) and row.name not in NO_PAGES
]


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def photo(name: str, size: tuple[int, int]) -> dict:
    return {"name": name, "mimeType": "image/jpeg", "buffer": picture_bytes(size)}


def test_every_page_is_accessible_and_fits_a_phone(page_of, service, coordinator, manager):
    world = build(service, manager)
    page = page_of(coordinator)
    assert len(PAGES) == 7
    assert problems(page, PAGES, world, everything) == ""


def test_the_pages_fit_a_phone_without_a_script(page_of, service, manager, approver):
    world = build(service, manager)
    page = page_of(approver, java_script_enabled=False)
    readable = [row for row in PAGES if not row.name.endswith("_add")]
    assert problems(page, readable, world, assert_fits) == ""


def test_files_go_one_by_one_and_each_says_what_became_of_it(page_of, service, coordinator):
    page = page_of(coordinator)
    page.goto(f"/{service.slug}/posts/library/add/")
    bad = {"name": "notes.jpg", "mimeType": "image/jpeg", "buffer": b"just words"}
    files = [photo("kite.jpg", (40, 30)), photo("desk.jpg", (50, 30)), bad]
    page.get_by_label(re.compile("Choose one or more files")).set_input_files(files)
    expect(page.get_by_role("status").filter(has_text="2 added, 1 not taken")).to_be_visible()
    expect(page.get_by_text("not a picture that can be read")).to_be_visible()
    assert Media.objects.filter(service=service).count() == 2
    everything(page)


def test_files_are_chosen_in_the_editor_without_a_script(page_of, service, coordinator):
    page = page_of(coordinator, java_script_enabled=False)
    page.goto(f"/{service.slug}/posts/library/add/")
    page.get_by_label(re.compile("Choose one or more files")).set_input_files([photo("kite.jpg", (40, 30))])
    page.get_by_role("button", name="Add files").click()
    expect(page.get_by_text("It is in the library.")).to_be_visible()
    page.goto(f"/{service.slug}/posts/new/?kind=text")
    page.get_by_label("Title", exact=True).fill("Kite day")
    page.get_by_role("button", name="Choose from the library").click()
    page.get_by_label("kite.jpg").check()
    page.get_by_role("button", name="Add to the post").click()
    expect(page.get_by_label("What does the picture show?")).to_be_visible()
    expect(page.get_by_label("Title", exact=True)).to_have_value("Kite day")
    assert_fits(page)

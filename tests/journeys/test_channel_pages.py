"""Every page of the channels in a browser: axe in light and dark, wide and narrow; on a phone; without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.channels import fake
from tests.factories.accounts import member
from tests.factories.channels import ChannelFactory, RiskAssessmentFactory
from tests.journeys.conftest import assert_accessible, assert_fits
from tests.roles_world import build
from tests.test_roles import ROWS, Row, V, address

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

expect.set_options(timeout=30_000)  # a shared machine may be slow
NO_PAGES = {"channels:following_csv", "channels:profile_picture", "channels:choose"}  # no pages, or none by itself
PAGES = [row for row in ROWS if row.method == "get" and row.name.startswith("channels:") and row.name not in NO_PAGES]
FOR_READERS = [row for row in PAGES if V in row.may]


@pytest.fixture
def world(service, manager):
    return build(service, manager)


def everything(page: Page) -> None:
    assert_accessible(page)
    assert_fits(page)


def problems(page: Page, rows: list[Row], world, check) -> str:
    found = []
    for row in rows:
        answer = page.goto(address(row, world))
        if answer.status != 200:
            found.append(f"{row} answered {answer.status}")
            continue
        try:
            check(page)
        except AssertionError as problem:
            found.append(f"{row}: {problem}")
    return "\n".join(found)


def test_every_page_is_accessible_and_fits_a_phone(page_of, world, manager):
    page = page_of(manager)
    assert len(PAGES) > 15
    assert problems(page, PAGES, world, everything) == ""


def test_pages_without_a_right_to_write_fit_a_phone_without_javascript(page_of, world, service):
    page = page_of(member(service, V), java_script_enabled=False)
    assert problems(page, FOR_READERS, world, assert_fits) == ""


def test_a_channel_goes_from_planned_to_live_without_javascript(page_of, service, manager):
    channel = ChannelFactory(service=service, by_hand=True, planned=True)
    RiskAssessmentFactory(channel=channel)
    page = page_of(manager, java_script_enabled=False)
    page.goto(f"/northshire/channels/{channel.pk}/")
    page.get_by_role("button", name="Begin the pilot").click()
    expect(page.get_by_text("is pilot now")).to_be_visible()
    page.get_by_role("button", name="Go live").click()
    expect(page.get_by_text("is live now")).to_be_visible()
    page.get_by_role("link", name="Suspend it").click()
    page.get_by_label("Why?").fill("Two people have the password.")
    page.get_by_role("button", name="Suspend it").click()
    expect(page.get_by_text("Two people have the password.").first).to_be_visible()


def test_a_channel_is_connected_tested_and_disconnected(page_of, service, manager, settings):
    settings.NETWORKS = settings.NETWORKS | {"mastodon": fake.PATH}
    fake.now.__init__()
    channel = ChannelFactory(service=service, network="mastodon", connector="by_hand", handle="@northshire")
    page = page_of(manager)
    page.goto(f"/northshire/channels/{channel.pk}/connect/")
    page.get_by_role("button", name="Go on").click()
    link = page.get_by_role("link", name="Go to Mastodon")
    expect(link).to_be_visible()
    everything(page)
    state = (link.get_attribute("href") or "").partition("state=")[2]
    page.goto(f"/channels/return/?code=right&state={state}")
    expect(page.get_by_text("is connected. Posts go out there by themselves.")).to_be_visible()
    everything(page)
    page.get_by_role("button", name="Test the connection").click()
    expect(page.get_by_text("The connection works")).to_be_visible()
    page.get_by_role("link", name="Disconnect it").click()
    page.get_by_role("button", name="Disconnect it").click()
    expect(page.get_by_text("Posts are put out there by hand.")).to_be_visible()

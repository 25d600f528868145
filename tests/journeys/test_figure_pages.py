"""Monthly figures in a browser: axe in both schemes, on a phone, and the guide's spreadsheet with three wrong lines."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from channels.models import Network
from insights.figures import importing
from insights.figures.months import back, last_whole
from insights.models import ChannelMonth
from tests.factories.channels import ChannelFactory
from tests.factories.months import month
from tests.journeys.conftest import assert_accessible, assert_fits
from tests.journeys.test_post_pages import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
GUIDE = (
    b"Our figures\n"
    b"\n"
    b"Month,Platform,Followers,Impressions,Engagements,Retweets,Likes,Comments\n"
    b'Sep 2025,Facebook,"1,200",9400,380,60,210,30\n'
    b'Oct 2025,Facebook,"1,240",9.8k,401,66,232,-\n'
    b"Octember 2025,Facebook,1,1,1,1,1,1\n"
    b"Oct 2025,Friendster,1,1,1,1,1,1\n"
    b"Oct 2025,Twitter,900,5200,4%,30,110,12\n"
    b"Total,,,,,,,42\n"
)


@pytest.fixture
def facebook(service):
    return ChannelFactory(service=service, by_hand=True, handle="Northshire SENDIASS")


@pytest.fixture
def x(service):
    return ChannelFactory(service=service, network=Network.X, connector="by_hand", handle="@NorthshireSEND")


@pytest.fixture
def desk(browser, live_server, coordinator):
    page = signed_in(browser, live_server, coordinator)
    yield page
    page.context.close()


def test_every_page_of_figures_is_accessible_and_fits_a_phone(desk, service, coordinator, facebook, x):
    last = last_whole(service.today(facebook.created_at))
    for ago in range(14):
        month(facebook, back(last, ago), typed=coordinator, impressions=4000 if ago else 12_400, note="Open day")
        month(x, back(last, ago), likes=20 + ago)
    found = importing.read(service=service, by=coordinator, name="figures.csv", data=GUIDE)
    done = importing.read(service=service, by=coordinator, name="later.csv", data=GUIDE)
    importing.set_columns(done.pk, by=coordinator, chosen=importing.proposed(done), channel=None)
    for name, args in (
        ("months", []),
        ("type", [f"{last:%Y-%m}"]),
        ("note", [facebook.pk, f"{last:%Y-%m}"]),
        ("imports", []),
        ("columns", [found.pk]),
        ("import", [done.pk]),
    ):
        assert desk.goto(reverse(f"figures:{name}", args=[service.slug, *args])).status == 200
        assert_accessible(desk)
        assert_fits(desk)


def test_the_guides_spreadsheet_is_taken_over_with_three_wrong_lines(desk: Page, service, facebook, x):
    desk.goto(reverse("figures:months", args=[service.slug]))
    desk.get_by_role("link", name="take over your spreadsheet").click()
    desk.get_by_label("Your spreadsheet").set_input_files(
        {"name": "figures.csv", "mimeType": "text/csv", "buffer": GUIDE}
    )
    desk.get_by_role("button", name="Read the file").click()
    expect(desk.get_by_text("Line 9 (“Total”) is left out: it adds up others.")).to_be_visible()
    expect(desk.get_by_label("Retweets")).to_have_value("reshares")
    desk.get_by_role("button", name="Show what would change").click()
    expect(desk.get_by_text("2 lines new, 0 change what is there, 3 wrong.")).to_be_visible()
    expect(desk.get_by_text("“Octember 2025” is no month.")).to_be_visible()
    expect(desk.get_by_text("No channel here is called “Friendster”.")).to_be_visible()
    expect(desk.get_by_text("“4%” is a percentage.")).to_be_visible()
    desk.get_by_role("button", name="Take in 2 lines").click()
    expect(desk.get_by_role("alert")).to_contain_text("3 lines are wrong, so nothing was taken in")
    assert not ChannelMonth.objects.exists()
    desk.get_by_label("Leave out the 3 wrong lines").check()
    desk.get_by_role("button", name="Take in 2 lines").click()
    expect(desk.get_by_text("2 lines of this file are taken in")).to_be_visible()
    assert ChannelMonth.objects.get(month="2025-10-01").impressions == 9800
    desk.get_by_role("button", name="Take this file back").click()
    expect(desk.get_by_text("This file was taken back.")).to_be_visible()
    assert not ChannelMonth.objects.exists()


def test_a_month_is_typed_by_keyboard_and_a_wrong_number_takes_the_focus(desk: Page, service, facebook):
    desk.goto(reverse("figures:type", args=[service.slug, "2025-10"]))
    desk.get_by_label("Followers").focus()
    desk.keyboard.type("1,240")
    desk.keyboard.press("Tab")
    desk.keyboard.type("about 9000")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("alert")).to_be_focused()
    expect(desk.get_by_label("Impressions")).to_have_value("about 9000")
    assert_accessible(desk)
    assert_fits(desk)
    desk.get_by_role("alert").get_by_role("link").click()
    expect(desk.get_by_label("Impressions")).to_be_focused()
    desk.get_by_label("Impressions").fill("9,000")
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("October 2025 is saved.")).to_be_visible()
    assert ChannelMonth.objects.get().impressions == 9000

"""Every page of the figures, the compliance and the evidence: axe in both schemes and on a phone, as a manager and as
somebody who only looks; on paper; and without a script. One walk through the table of roles each."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, ViewportSize, expect

from accounts.models import Membership, Role, RoleHeld
from accounts.services import pause_sending
from insights.compliance.areas import AREAS, FIGURES
from insights.figures import importing
from insights.figures.months import back, last_whole
from insights.models import EvidencePack, ReportOrder
from insights.summaries import refreshing
from posts.models import Post, ShortLinkDay, Theme
from posts.writing import short_links
from tests.factories.channels import ChannelFactory
from tests.factories.figures import total
from tests.factories.months import day, month
from tests.factories.objectives import objective
from tests.factories.posts import CampaignFactory
from tests.journeys.conftest import NARROW, TWO_LOOKS, assert_accessible, assert_fits
from tests.journeys.test_figure_pages import GUIDE
from tests.journeys.test_inbox_life import at
from tests.journeys.test_insights_life import PAUSED, names_and_texts, work
from tests.roles_world import build
from tests.test_roles import ROWS, address

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

expect.set_options(timeout=30_000)  # a shared machine may be slow
PLACES = ("insights", "figures", "evidence", "reports", "records", "audit", "across", "links")
NO_PAGE = {"evidence:file", "reports:workbook", "figures:export", "audit:chain"}  # files, and a part of a page
PAGES = [
    row for row in ROWS if row.method == "get" and row.name.partition(":")[0] in PLACES and row.name not in NO_PAGE
]
NOT_ON_PAPER = ".site-header, .site-footer, .no-print, .messages, .demo-bar, .chart__canvas, [data-chart] canvas"
PAPER: ViewportSize = {"width": 718, "height": 1000}  # A4 without its margins


@pytest.fixture(autouse=True)
def clock(time_machine):
    """Before anything is made, so that every row is of this time."""
    time_machine.move_to(at("2027-06-17", "10:00"))


@pytest.fixture
def world(service, other_service, manager, viewer, coordinator, approver):
    """One of everything, a channel with a year of figures, counted months; both people work in two services."""
    world = build(service, manager)
    channel = ChannelFactory(service=service, by_hand=True, handle="Northshire SENDIASS")
    work(service, coordinator, approver, channel)
    now = timezone.now()
    last = last_whole(service.today(now))
    for ago in range(14):
        note = "Our open day was in the county’s newsletter" if ago == 3 else ""
        numbers = {"followers": 1400 - 30 * ago, "impressions": 4000 if ago else 12_400, "engagements": 300 + ago}
        month(channel, back(last, ago), typed=coordinator, note=note, **numbers, likes=200, reshares=40, replies=20)
    campaign = CampaignFactory(service=service, name="Ask us anything")
    Theme.objects.create(service=service, weekday=6, name="Slow Sundays")
    for ago in range(12):
        sent = now - dt.timedelta(weeks=ago, days=4 + ago % 2)  # on Sundays and Saturdays
        one = total(channel, sent, engagements=40 + ago, impressions=900, likes=30, reshares=6, replies=4)
        Post.objects.filter(pk=one.delivery.post_id).update(campaign=campaign if ago % 3 else None)
        world.post = world.post if ago else one.delivery.post_id
        day(channel, sent.date(), followers=1400 - ago)
    aim = objective(channel, target=1600, due_on=last + dt.timedelta(days=120), words="As loved as the library")
    world.objective = aim.pk
    found = importing.read(service=service, by=coordinator, name="figures.csv", data=GUIDE)
    importing.set_columns(found.pk, by=coordinator, chosen=importing.proposed(found), channel=None)
    world.figure_import = found.pk
    link = short_links.make(service=service, by=manager, url="https://northshire-sendiass.example/guide", title="Guide")
    ShortLinkDay.objects.create(link=link, day=service.today(now), visits=1204)
    world.short_link = link.pk
    for user, role in ((manager, Role.SERVICE_MANAGER), (viewer, Role.VIEWER)):
        RoleHeld.objects.create(membership=Membership.objects.create(service=other_service, user=user), role=role)
    for place in (service, other_service):
        list(refreshing.fill([place], now, again=True))
    return world


def places_of(world, role: Role) -> list[str]:
    """The address of every page that the role may open, and of several services."""
    own = [address(row, world) for row in PAGES if role in row.may]
    return [*own, reverse("across:services")]


def areas_and_figures() -> list[str]:
    areas = [reverse("insights:area", args=["northshire", area.key]) for area in AREAS]
    return areas + [reverse("insights:figure", args=["northshire", key]) for key in FIGURES]


def opened(page: Page, place: str) -> Page:
    assert page.goto(place).status == 200, place
    assert page.url.endswith(place), f"{place} leads to {page.url}"
    return page


def test_every_page_of_the_table_is_accessible_and_fits_a_phone(page_of, world, manager):
    page, places = page_of(manager), places_of(world, Role.SERVICE_MANAGER)
    assert len(places) > 25
    for place in places:
        assert_accessible(opened(page, place), looks=TWO_LOOKS)  # all four: the files of each part
        assert_fits(page)


def test_every_area_is_accessible_and_every_figures_rows_fit_a_phone(page_of, world, manager):
    page = page_of(manager)
    for place in areas_and_figures():
        opened(page, place)
        assert_fits(page)
        if "/area/" in place:
            assert_accessible(page, looks=TWO_LOOKS)


def test_who_only_looks_has_accessible_pages_that_fit_a_phone_and_name_nobody(page_of, world, service, manager, viewer):
    pause_sending(service, by=manager, reason=PAUSED)
    page, places, secret = page_of(viewer), places_of(world, Role.VIEWER), names_and_texts(viewer)
    assert {PAUSED, "Ask us anything", "Slow Sundays", "As loved as the library"} <= secret
    assert len(places) > 12
    for place in places:
        assert_accessible(opened(page, place), looks=TWO_LOOKS)
        assert_fits(page)
        found = {one for one in secret if one in page.content()}
        assert place.endswith("/records/") or not found, f"{place}: {found}"  # the record is of what was published


def test_on_paper_each_chart_is_its_table_and_nothing_leads_anywhere(page_of, world, manager):
    page = page_of(manager, viewport=PAPER)
    charts, too_wide = 0, []
    for place in [*places_of(world, Role.SERVICE_MANAGER), *areas_and_figures()]:
        opened(page, place)
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="print")
        left = page.locator(NOT_ON_PAPER).locator("visible=true")
        assert left.evaluate_all("all => all.map(one => one.outerHTML.slice(0, 200))") == [], place
        tables = page.locator("[data-chart-table] table")
        expect(tables.locator("visible=true")).to_have_count(tables.count())
        charts += tables.count()
        if (width := page.evaluate("document.documentElement.scrollWidth")) > PAPER["width"]:
            too_wide.append(f"{place}: {width} px")
        page.emulate_media(media="screen")
    assert too_wide == []
    assert charts > 15


def test_on_a_phone_the_lines_of_each_picture_have_most_of_its_width(page_of, world, manager):
    page = page_of(manager, viewport=NARROW)
    for place in ("insights:compliance", "figures:months"):
        opened(page, reverse(place, args=["northshire"]))
        lines = page.locator("[data-chart=line] canvas")
        expect(lines.first).to_be_visible()
        widths = (
            "all => all.map(Chart.getChart).map(({ chartArea, width }) => (chartArea.right - chartArea.left) / width)"
        )
        assert min(lines.evaluate_all(widths)) > 0.5, place


def test_after_printing_the_pictures_stand_as_before_and_tables_are_folded_but_those_that_were_open(
    page_of, world, manager
):
    page = page_of(manager, color_scheme="dark")
    opened(page, reverse("insights:compliance", args=["northshire"]))
    canvases, folding = page.locator("[data-chart-place] canvas"), "[data-chart]:has(canvas) [data-chart-table]"
    tables, unfolded = page.locator(folding), page.locator(f"{folding}[open]")
    tables.first.get_by_text("As a table").click()
    expect(unfolded).to_have_count(1)
    drawn = "all => all.map(one => one.toDataURL())"
    before = canvases.evaluate_all(drawn)
    for ways in (("beforeprint", "afterprint"), ()):  # what a browser says, or only the change of the medium
        page.evaluate("way => way && dispatchEvent(new Event(way))", ways[0] if ways else None)
        page.emulate_media(media="print", color_scheme="light")  # paper is light whatever the screen is
        expect(unfolded).to_have_count(tables.count())
        page.emulate_media(media="screen", color_scheme="dark")
        page.evaluate("way => way && dispatchEvent(new Event(way))", ways[1] if ways else None)
        expect(unfolded).to_have_count(1)
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert canvases.evaluate_all(drawn) == before


def test_without_a_script_every_page_opens_with_the_tables_of_its_charts(page_of, world, manager):
    page = page_of(manager, java_script_enabled=False)
    charts = 0
    for place in [*places_of(world, Role.SERVICE_MANAGER), *areas_and_figures()]:
        opened(page, place)
        assert page.locator("h1").count() == 1, place
        tables = page.locator("[data-chart-table] table")
        expect(tables.locator("visible=true")).to_have_count(tables.count())
        charts += tables.count()
    assert charts > 15


def test_without_a_script_forms_are_sent_on_a_phone(page_of, world, service, manager):
    page = page_of(manager, java_script_enabled=False, viewport=NARROW)
    today = service.today(timezone.now())
    first = today - dt.timedelta(days=9)
    page.goto(reverse("insights:compliance", args=[service.slug]))
    page.get_by_text("Other dates").click()
    page.get_by_label("From", exact=True).fill(f"{first:%Y-%m-%d}")
    page.get_by_role("button", name="Show these days").click()
    expect(page).to_have_url(re.compile(f"from={first:%Y-%m-%d}&to={today:%Y-%m-%d}"))
    expect(page.locator(".page-head__facts")).to_contain_text(str(first.day))

    page.get_by_role("link", name="Get it by e-mail").click()
    page.get_by_role("button", name=re.compile("^Send it to me.*month")).click()
    expect(page.get_by_role("button", name=re.compile("^Stop it"))).to_have_count(1)
    assert ReportOrder.objects.get(user=manager).every == "month"

    page.goto(reverse("evidence:incident", args=[service.slug, world.incident]))
    page.locator("main form button[type=submit]").click()
    pack = EvidencePack.objects.latest("pk")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the ZIP").click()
    assert download.value.suggested_filename == f"evidence-northshire-incident-{pack.pk}.zip"

    page.goto(reverse("records:search", args=[service.slug]))
    page.get_by_label("Search words").fill("“no such words”")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_text("Nothing found")).to_be_visible()

    page.goto(reverse("figures:months", args=[service.slug]))
    page.locator("main form").get_by_role("button", name="Show").first.click()
    expect(page.locator("main")).to_contain_text("12,400")

    page.goto(reverse("across:services"))
    page.get_by_label("First").select_option("name")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("tbody tr")).to_have_count(2)

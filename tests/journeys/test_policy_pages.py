"""Every page of policies that can be opened, in a browser: axe in light and dark, wide and narrow; it fits a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from posts.models import Backtest
from tests.factories.accounts import member
from tests.factories.policies import PolicyVersionFactory
from tests.journeys.conftest import assert_accessible, assert_fits
from tests.roles_world import build
from tests.test_roles import ROWS, Row, S, V, address

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

expect.set_options(timeout=30_000)  # a shared machine may be slow
NO_PAGES = {"policies:coverage_csv", "policies:evidence_pack", "backtests:panel"}  # downloads, and a part of a page
PAGES = [
    row
    for row in ROWS
    if row.method == "get" and row.name.startswith(("policies:", "backtests:")) and row.name not in NO_PAGES
]
FOR_READERS = [row for row in PAGES if V in row.may]


@pytest.fixture
def world(service, manager):
    return build(service, manager)


def problems_on(page: Page, url: str, check) -> list[str]:
    answer = page.goto(url)
    if answer.status != 200:
        return [f"{url} answered {answer.status}"]
    try:
        check(page)
    except AssertionError as problem:
        return [str(problem)]
    return []


def everything(page: Page) -> None:
    assert_accessible(page)
    assert_fits(page)


def problems(page: Page, rows: list[Row], world, check) -> str:
    return "\n".join(found for row in rows for found in problems_on(page, address(row, world), check))


def test_every_page_is_accessible_and_fits_a_phone(page_of, world, manager):
    page = page_of(manager)
    assert len(PAGES) > 35
    assert problems(page, PAGES, world, everything) == ""


@pytest.mark.parametrize("role", [S, V])
def test_pages_without_a_right_to_write_fit_a_phone_without_javascript(page_of, world, service, role):
    page = page_of(member(service, role), java_script_enabled=False)
    assert problems(page, FOR_READERS, world, assert_fits) == ""


def test_the_page_of_a_run_brings_itself_up_to_date(page_of, service, manager):
    version = PolicyVersionFactory(service=service, policy__service=service)
    run = Backtest.objects.create(
        service=service,
        version=version,
        text_of=version.edited_at,
        since=version.created_at,
        until=version.created_at,
        total=10,
        asked_by=manager,
        asked_at=version.created_at,
    )
    page = page_of(manager)
    page.goto(f"/{service.slug}/policies/{version.pk}/backtest/")
    expect(page.get_by_text("Waiting for a worker")).to_be_visible()
    Backtest.objects.filter(pk=run.pk).update(state="running", done=4)
    expect(page.get_by_text("4 of 10")).to_be_visible()
    Backtest.objects.filter(pk=run.pk).update(state="failed", error="It broke off.", finished_at=version.created_at)
    expect(page.get_by_text("Not finished")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_rule_is_tried_with_facts_beside_settings_that_are_not_saved(page_of, service, manager, javascript):
    version = PolicyVersionFactory(service=service, policy__service=service)
    page = page_of(manager, java_script_enabled=javascript)
    page.goto(f"/{service.slug}/policies/{version.pk}/rules/child-image-consent/")
    page.get_by_label("Day on which it goes out").fill("2027-02-02")
    page.get_by_label("Last day of the written consent").fill("2027-02-01")
    page.get_by_role("button", name="Try it").click()
    expect(page.get_by_text("ends on Mon 1 Feb 2027, before this goes out")).to_be_visible()
    expect(page.get_by_label("Last day of the written consent")).to_have_value("2027-02-01")
    assert_fits(page)

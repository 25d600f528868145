"""Pages of campaigns, series and plans, in a browser: axe in light and dark, wide and narrow; they fit a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Role, User
from posts.models import Campaign, PlanImport, Post, Series
from posts.planning import series
from tests.factories.accounts import member
from tests.factories.posts import CampaignFactory, PostFactory, SeriesFactory, channel
from tests.journeys.conftest import assert_accessible, assert_fits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

expect.set_options(timeout=30_000)  # a shared machine may be slow


@pytest.fixture
def both(service) -> User:
    """Plans and approves, so that every button shows."""
    return member(service, Role.COORDINATOR, Role.LINE_MANAGER, name="Sam Okoro")


@pytest.fixture
def addresses(service, coordinator, both) -> list[str]:
    """Each page in the states that look different, and empty ones."""
    channel(service)
    asked = CampaignFactory(service=service, submitted=True, posts_wanted=8)
    given = CampaignFactory(service=service, approved=True, hashtag="#WinterOfPlay")
    PostFactory(service=service, scheduled=True, campaign=given)
    PostFactory(service=service, campaign=asked, in_days=90, text="A long text of a post. " * 12)
    weekly = SeriesFactory(service=service, author=coordinator)
    series.make_drafts(weekly.pk, weekly.created_at)
    stopped = SeriesFactory(service=service, author=coordinator, stopped_at=weekly.created_at)
    lines = [
        {"number": 2, "values": {"title": "Drop-in", "text": "Come in.", "channels": "Sandbox"}},
        {"number": 3, "values": {"title": "Again", "text": "Come in.", "date": "31/02/2026"}},
        {"number": 4, "values": {"title": "Twice", "text": "Come in.", "channels": "Sandbox"}},
    ]
    read = PlanImport.objects.create(service=service, by=coordinator, file_name="December plan.csv", rows=lines)
    made = Post.objects.filter(series=weekly).values_list("pk", flat=True)
    done = PlanImport.objects.create(
        service=service,
        by=coordinator,
        state=PlanImport.State.DONE,
        made=1,
        rows=[{**lines[0], "post": made[0]}] if made else [],
    )
    start = f"/{service.slug}/posts"
    return [
        f"{start}/",
        *(f"{start}/{place}/" for place in ("campaigns", "series", "plans")),
        *(f"{start}/{place}/new/" for place in ("campaigns", "series")),
        *(f"{start}/campaigns/{one.pk}/" for one in (asked, given)),
        *(f"{start}/series/{one.pk}/" for one in (weekly, stopped)),
        f"{start}/campaigns/{given.pk}/edit/",
        f"{start}/series/{weekly.pk}/edit/",
        *(f"{start}/plans/{one.pk}/" for one in (read, done)),
        f"{start}/new/?campaign={given.pk}",
    ]


def problems(page: Page, addresses: list[str]) -> str:
    found = []
    for address in addresses:
        answer = page.goto(address)
        if answer.status != 200:
            found.append(f"{address} answered {answer.status}")
            continue
        try:
            assert_accessible(page)
            assert_fits(page)
        except AssertionError as problem:
            found.append(f"{address}: {problem}")
    return "\n".join(found)


def test_every_page_is_accessible_and_fits_a_phone(page_of, addresses, both):
    assert problems(page_of(both), addresses) == ""


def test_the_empty_pages_are_accessible_too(page_of, service, both):
    places = [f"/{service.slug}/posts/{place}/" for place in ("campaigns", "series", "plans")]
    assert problems(page_of(both), places) == ""


def test_a_campaign_a_series_and_a_plan_are_made_without_javascript(page_of, service, coordinator, approver):
    channel(service)
    page = page_of(coordinator, java_script_enabled=False)
    page.goto(f"/{service.slug}/posts/campaigns/new/")
    page.get_by_role("button", name="Plan the campaign").click()
    expect(page.get_by_role("alert")).to_contain_text("Give the campaign a name.")
    page.get_by_label("Name").fill("Kind words")
    page.get_by_label("What is it for?").fill("Comments stay kind.")
    page.get_by_label("Key messages").fill("Kind words cost nothing.")
    page.get_by_label("First day").fill("2027-01-04")
    page.get_by_label("Last day").fill("2027-01-31")
    page.get_by_role("button", name="Plan the campaign").click()
    page.get_by_role("button", name="Ask for leave").click()
    expect(page.get_by_text("Waiting for approval").first).to_be_visible()

    manager = page_of(approver, java_script_enabled=False)
    manager.goto(f"/{service.slug}/posts/campaigns/{Campaign.objects.get().pk}/")
    manager.get_by_role("button", name="Give leave").click()
    expect(manager.get_by_text("Approved").first).to_be_visible()

    page.goto(f"/{service.slug}/posts/series/new/")
    page.get_by_label("Name").fill("Top Tip Tuesday")
    page.get_by_role("checkbox", name="Tuesday").check()
    page.get_by_role("button", name="Start the series").click()
    page.get_by_role("button", name="Leave out").first.click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    assert len(Series.objects.get().skipped) == 1

    page.goto(f"/{service.slug}/posts/plans/")
    file = {"name": "plan.csv", "mimeType": "text/csv", "buffer": b"Title,Text\nDrop-in,Come in.\nClosing,Noon.\n"}
    page.get_by_label("Your plan").set_input_files(files=[file])
    page.get_by_role("button", name="Read the plan").click()
    page.get_by_role("checkbox", name="Closing").uncheck()
    page.get_by_role("button", name="Make 2 drafts").click()
    expect(page.get_by_text("1 draft is made")).to_be_visible()

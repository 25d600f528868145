"""The calendar in a browser: axe in light and dark, wide and narrow; moved by mouse and keyboard; one sheet of A4."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from posts.models import Post
from posts.planning import strategy
from tests.factories.accounts import member
from tests.factories.posts import PostFactory, channel
from tests.journeys.conftest import assert_accessible, assert_fits
from tests.roles_world import build
from tests.test_roles import ROWS, C, M, Row, S, address

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

expect.set_options(timeout=30_000)  # a shared machine may be slow
PAGES = [row for row in ROWS if row.method == "get" and row.name.startswith("calendar:")]
A_SHEET = re.compile(rb"/Type\s*/Page[^s]")


@pytest.fixture
def world(service, manager):
    return build(service, manager)


def full(service, author) -> None:
    """A week ahead with a post in each state that the calendar shows, a strategy with gaps, and a full day."""
    facebook = channel(service, "facebook")
    boss = member(service, M)
    slots = frozenset((day, dt.time(9)) for day in range(5))
    strategy.save(facebook.pk, by=boss, typed=strategy.Typed(posts_a_week=5, slots=slots))
    for state in ("submitted", "returned", "approved", "scheduled", "failed", "expired"):
        PostFactory(service=service, author=author, in_days=1, **{state: True})
    for _ in range(8):
        PostFactory(service=service, author=author, in_days=2, channels=["facebook"])


def problems_on(page: Page, url: str) -> list[str]:
    answer = page.goto(url)
    if answer.status != 200:
        return [f"{url} answered {answer.status}"]
    try:
        assert_accessible(page)
        assert_fits(page)
    except AssertionError as problem:
        return [f"{url}: {problem}"]
    return []


def rows_of(role) -> list[Row]:
    return [row for row in PAGES if role in row.may]


@pytest.mark.parametrize("role", [C, M])
def test_every_page_is_accessible_and_fits_a_phone(page_of, world, service, author, role):
    full(service, author)
    page = page_of(member(service, role))
    assert "\n".join(found for row in rows_of(role) for found in problems_on(page, address(row, world))) == ""


def test_pages_fit_a_phone_without_javascript(page_of, world, service, author):
    full(service, author)
    page = page_of(member(service, S), java_script_enabled=False)
    for row in rows_of(S):
        page.goto(address(row, world))
        assert_fits(page)


def monday_noon() -> dt.datetime:
    """Noon of the Monday after next, so that its week lies ahead."""
    today = timezone.localdate()
    monday = today + dt.timedelta(days=14 - today.weekday())
    return dt.datetime.combine(monday, dt.time(12), dt.UTC)


def planned(service, author, title: str, at: dt.datetime) -> Post:
    local = service.local(at)
    return PostFactory(
        service=service,
        author=author,
        title=title,
        publish_at=at,
        publish_on=local.date(),
        publish_time=local.time(),
    )


@pytest.fixture
def week(page_of, service, author):
    """The page of a week ahead with one draft on its Monday."""
    at = monday_noon()
    local = service.local(at)
    post = planned(service, author, "Drop-in", at)
    page = page_of(author)
    page.goto(reverse("calendar:week", args=[service.slug]) + f"?day={local.date()}")
    return page, post, local.date()


def the_post(where: Page | Locator) -> Locator:
    """The post's own link; “Change time” stands beside it."""
    return where.get_by_role("link", name=re.compile("Drop-in , draft"))


def day_of(post: Post) -> dt.date:
    post.refresh_from_db()
    return post.publish_on


def test_a_post_is_dragged_to_another_day_and_undone(week):
    page, post, monday = week
    wednesday = monday + dt.timedelta(days=2)
    page.locator("[data-move]").drag_to(page.locator(f"[data-day='{wednesday}']"))
    expect(page.get_by_role("button", name=re.compile("Undo"))).to_be_visible()
    expect(the_post(page.locator(f"[data-day='{wednesday}']"))).to_be_visible()
    assert day_of(post) == wednesday
    page.get_by_role("button", name=re.compile("Undo")).click()
    expect(the_post(page.locator(f"[data-day='{monday}']"))).to_be_visible()
    assert day_of(post) == monday


def test_a_post_is_moved_by_keyboard_and_keeps_the_focus(week):
    page, post, monday = week
    the_post(page).focus()
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("[data-move-status]")).to_have_text(re.compile("is moved to"))
    assert day_of(post) == monday + dt.timedelta(days=1)
    expect(the_post(page)).to_be_focused()
    page.keyboard.press("m")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Date").fill((monday + dt.timedelta(days=3)).isoformat())
    dialog.get_by_role("button", name="Move the post").click()
    expect(page.get_by_role("button", name=re.compile("Undo"))).to_be_visible()
    assert day_of(post) == monday + dt.timedelta(days=3)


def test_who_went_on_to_another_post_before_the_answer_stays_there(week, service, author):
    page, post, monday = week
    planned(service, author, "Talk", monday_noon() + dt.timedelta(days=3))
    page.reload()
    talk = page.get_by_role("link", name=re.compile("Talk , draft"))
    held = []
    page.route(
        "**/calendar/**", lambda route: held.append(route) if is_drawn_anew(route.request) else route.continue_()
    )
    the_post(page).focus()
    with page.expect_request(is_drawn_anew):
        page.keyboard.press("Shift+ArrowRight")
    talk.focus()
    held[0].continue_()
    expect(page.locator("[data-move-status]")).to_have_text(re.compile("is moved to"))
    expect(talk).to_be_focused()
    assert day_of(post) == monday + dt.timedelta(days=1)


def is_drawn_anew(request) -> bool:
    return request.method == "GET" and request.resource_type == "fetch"


def test_a_refused_drag_says_why_and_the_post_goes_back(week):
    page, post, monday = week
    Post.objects.filter(pk=post.pk).update(state="withdrawn")
    page.locator("[data-move]").drag_to(page.locator(f"[data-day='{monday + dt.timedelta(days=1)}']"))
    expect(page.locator("[data-move-refusal]")).to_contain_text("cannot get another time")
    expect(the_post(page.locator(f"[data-day='{monday}']"))).to_be_visible()
    assert day_of(post) == monday


def test_a_post_of_the_week_is_moved_by_its_link(week):
    page, post, monday = week
    page.get_by_role("link", name=re.compile("Change time of Drop-in")).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Date").fill((monday + dt.timedelta(days=4)).isoformat())
    dialog.get_by_role("button", name="Move the post").click()
    expect(page.get_by_role("button", name=re.compile("Undo"))).to_be_visible()
    assert day_of(post) == monday + dt.timedelta(days=4)


@pytest.mark.parametrize("month", ["2026-12", "2027-02", "2026-08"])  # five weeks, four, six
def test_a_full_month_is_one_sheet_of_paper(page_of, service, author, month):
    first = dt.datetime.fromisoformat(f"{month}-01T09:00:00+00:00")
    name = "A title that is as long as titles get, about special educational needs and how to ask for help with them"
    days = 28 if month == "2027-02" else 31
    for day in range(days):
        for hour in range(7):
            at = first + dt.timedelta(days=day, hours=hour)
            PostFactory(service=service, author=author, title=name, publish_at=at, channels=[], text="x")
    page = page_of(author)
    page.goto(reverse("calendar:print", args=[service.slug]) + f"?month={month}")
    assert len(A_SHEET.findall(page.pdf(prefer_css_page_size=True))) == 1

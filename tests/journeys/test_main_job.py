"""The main job on the embedded run's own processes: a post from draft to published, a comment from arrival to closed.

Priya drafts, Tom approves, the worker sends; a visitor asks about a case on the sandbox, Priya handles it by the
playbook; Helen finds both on the compliance page. Each page of the walk is looked at by axe.
"""

from __future__ import annotations

import datetime as dt
import re
import time
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from insights.demo import PASSWORD
from tests.journeys.conftest import assert_accessible

pytestmark = pytest.mark.browser

LONDON = ZoneInfo("Europe/London")
TITLE = "Reading together: a new guide"
TEXT = "Our new guide is about reading together at home. Text Karen on {phone} for a printed copy."
CASE = "My daughter is in year 3 and school will not assess her for an EHCP. What should I do next, do I appeal?"


def sign_in(new_context: Callable[..., BrowserContext], name: str) -> Page:
    page = new_context().new_page()
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill(f"{name}@northshire-sendiass.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="What should I do now?")).to_be_visible()
    return page


def eventually(page: Page, address: str, text: str, within_s: int) -> None:
    """Load the page again until it shows the text."""
    until = time.monotonic() + within_s
    while True:
        page.goto(address)
        if page.get_by_text(text).count():
            return
        assert time.monotonic() < until, f"“{text}” was not on {address} after {within_s} seconds"
        page.wait_for_timeout(1000)


def draft_and_mend(page: Page) -> str:
    """Write a post with somebody's number in it, see it stopped, put our own in, submit. Gives its address."""
    page.get_by_role("link", name="New post").first.click()
    page.get_by_role("link", name="Start empty").click()
    page.get_by_label("Title").fill(TITLE)
    for channel in page.locator("#id_channels").get_by_role("checkbox").all():
        channel.uncheck()
    page.get_by_role("checkbox", name=re.compile("^Sandbox")).check()
    page.get_by_label("Text", exact=True).fill(TEXT.format(phone="07700 900555"))
    findings = page.locator("#findings")
    expect(findings.get_by_text("Stops it", exact=True)).to_be_visible()
    expect(findings.get_by_role("link", name=re.compile("section"))).not_to_have_count(0)
    expect(page.locator("mark.mark--block", has_text="07700 900555")).not_to_have_count(0)
    assert_accessible(page)
    findings.get_by_role("button", name=re.compile("^Use “01632 960417”")).click()
    expect(page.get_by_label("Text", exact=True)).to_have_value(re.compile("01632 960417"))
    expect(findings.get_by_text("Stops it", exact=True)).to_have_count(0)
    page.get_by_role("button", name=re.compile("^Submit")).click()
    expect(page.get_by_text("Waiting for approval").first).to_be_visible()
    return re.sub(r"edit/.*", "", page.url)


def next_minutes() -> tuple[str, str]:
    """A date and a time that lie 30 to 90 seconds ahead, as the form takes them."""
    when = (dt.datetime.now(LONDON) + dt.timedelta(seconds=90)).replace(second=0)
    return f"{when:%Y-%m-%d}", f"{when:%H:%M}"


@pytest.mark.parametrize("embedded_run", ["embedded", "full"], indirect=True)
def test_a_post_goes_out_and_a_case_request_is_handled(new_context):
    priya, tom = sign_in(new_context, "priya"), sign_in(new_context, "tom")
    assert_accessible(priya)
    post = draft_and_mend(priya)

    # Tom returns it, Priya mends it, Tom approves
    tom.goto(post)
    assert_accessible(tom)
    tom.get_by_role("textbox", name="Your note").fill("Please say for which age the guide is.")
    tom.get_by_role("button", name="Return", exact=True).click()
    priya.goto(f"{post}edit/")
    expect(priya.get_by_text("Please say for which age the guide is.")).to_be_visible()
    priya.get_by_label("Text", exact=True).press("Control+End")
    priya.get_by_label("Text", exact=True).type(" It is for ages 4 to 7.")
    priya.get_by_role("button", name=re.compile("^Submit")).click()
    expect(priya.get_by_text("Waiting for approval").first).to_be_visible()
    tom.goto(post)
    with tom.expect_navigation():  # the next post that waits opens
        tom.get_by_role("button", name=re.compile("^Approve")).click()
    tom.goto(post)
    expect(tom.get_by_text("Approved", exact=True).first).to_be_visible()

    # Priya gives it a time; the worker sends it
    priya.goto(post)
    day, hour = next_minutes()
    priya.get_by_label("Date").fill(day)
    priya.get_by_label("Time").fill(hour)
    priya.get_by_role("button", name="Schedule it").click()
    expect(priya.get_by_text("Scheduled", exact=True).first).to_be_visible()
    assert_accessible(priya)
    visitor = new_context().new_page()
    eventually(visitor, "/sandbox/northshire/", "It is for ages 4 to 7.", within_s=120)
    eventually(priya, post, "Published", within_s=15)
    assert_accessible(priya)

    # A visitor asks about a case in public
    article = visitor.locator("article", has_text="It is for ages 4 to 7.")
    expect(article).to_have_count(1)
    article.get_by_text("Write a comment").click()
    article.get_by_label("Your name").fill("Jo")
    article.get_by_label(re.compile("comment", re.I)).last.fill(CASE)
    article.get_by_role("button", name="Comment in public").click()
    expect(visitor.locator(".sandbox__text", has_text=CASE)).to_be_visible()
    assert_accessible(visitor)

    # It comes in within a minute, and is handled by its playbook
    eventually(priya, "/northshire/inbox/", CASE[:40], within_s=60)
    assert_accessible(priya)
    priya.get_by_role("link", name=re.compile(re.escape(CASE[:40]))).first.click()
    expect(priya.get_by_role("heading", name="Case request in public")).to_be_visible()
    comment = priya.url
    expect(priya.get_by_text("suggested", exact=True)).to_be_visible()
    assert_accessible(priya)
    priya.keyboard.press("1")
    expect(priya.locator("#class-case_request")).to_have_attribute("aria-pressed", "true")
    priya.keyboard.press("h")
    stranger = new_context().new_page()
    expect(priya.locator("#step-reply, [id^=step-]").filter(has_text="Reply in private")).to_have_attribute(
        "aria-current", "step"
    )
    stranger.goto("/sandbox/northshire/")
    expect(stranger.get_by_text(CASE)).to_have_count(0)
    reply = priya.locator("[id^=step-]", has_text="Reply in private")
    reply.get_by_role("button").first.click()
    remove = priya.locator("[id^=step-]", has_text="Delete it")
    expect(remove).to_have_attribute("aria-current", "step")
    visitor.goto("/sandbox/northshire/")
    expect(visitor.get_by_text("01632 960417").last).to_be_visible()
    remove.get_by_role("button").first.click()
    log = priya.locator("[id^=step-]", has_text="referral log")
    expect(log).to_have_attribute("aria-current", "step")
    log.get_by_role("textbox").first.fill("R-2026-118")
    log.get_by_role("button").first.click()
    priya.get_by_role("button", name="Close", exact=True).click()
    expect(priya.get_by_text("closed it").first).to_be_visible()
    assert_accessible(priya)

    # Helen finds both
    helen = sign_in(new_context, "helen")
    helen.goto("/northshire/compliance/")
    assert_accessible(helen)
    helen.goto("/northshire/compliance/approved/")
    expect(helen.get_by_role("link", name=TITLE)).to_be_visible()
    assert_accessible(helen)
    helen.goto("/northshire/compliance/in-time/")
    path = re.sub(r"https?://[^/]+", "", comment).split("?")[0]
    expect(helen.locator(f"a[href='{path}']")).to_have_count(1)

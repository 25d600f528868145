"""Incidents, complaints, blocks, appeals, house rules in a browser: axe in both schemes, on a phone, without script."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from moderation.models import Comment
from policies.models import ReplyPurpose
from tests.factories.moderation import HouseRuleFactory, on_the_sandbox, reply_templates
from tests.journeys.conftest import assert_accessible, assert_fits
from tests.moderation.conduct.test_blocking import breach

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

expect.set_options(timeout=30_000)  # a shared machine may be slow


def look_at(page: Page, url: str) -> None:
    assert page.goto(url).status == 200, url
    assert_accessible(page)
    assert_fits(page)


def test_a_visitor_is_right_and_their_comment_is_shown_again_without_a_script(
    page_of, own_context, live_server, service, coordinator, approver
):
    reply_templates(service, *ReplyPurpose.values)
    hidden = breach(service, coordinator, HouseRuleFactory(service=service))
    visitor = own_context(java_script_enabled=False).new_page()
    visitor.goto(live_server.url + reverse("public:house_rules", args=[service.slug]))
    visitor.get_by_role("link", name="Ask us to look again").first.click()
    visitor.get_by_role("button", name="Send it").click()
    expect(visitor.get_by_role("link", name="Choose where it was.")).to_be_visible()
    visitor.get_by_label("Where it was").select_option(str(hidden.channel_id))
    visitor.get_by_label("Your name on that network").fill(hidden.author_handle)
    visitor.get_by_label("What happened, and why you think that it was wrong").fill("It was a joke between friends.")
    visitor.get_by_role("button", name="Send it").click()
    expect(visitor.get_by_text("We have it.")).to_be_visible()

    page = page_of(approver, java_script_enabled=False)
    page.goto(reverse("inbox:appeals", args=[service.slug]))
    page.get_by_role("link", name="A comment on Sandbox").click()
    expect(page.get_by_text("It was a joke between friends.")).to_be_visible()
    page.get_by_role("button", name="They are right: show it again").click()
    expect(page.get_by_role("link", name="Write why, in words that the writer may read.")).to_be_visible()
    page.get_by_label("Why").fill("It reads as a joke.")
    page.get_by_label("How the writer hears of it").fill("by e-mail today")
    page.get_by_role("button", name="They are right: show it again").click()
    expect(page.get_by_text("It reads as a joke.").first).to_be_visible()
    assert on_the_sandbox(hidden).hidden_at is None
    assert Comment.objects.get(pk=hidden.pk).hidden_at is None

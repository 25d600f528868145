"""How the networks are read, and the sandbox's threads, in a browser: axe, on a phone, without script."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from moderation.coming_in import looking_again, reading, watches
from moderation.models import Comment, Gap, Source, Watch
from tests.factories.channels import ChannelFactory, SandboxPostFactory
from tests.factories.moderation import sandbox_channel
from tests.journeys.conftest import assert_accessible, assert_fits
from tests.journeys.test_incident_pages import look_at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

expect.set_options(timeout=30_000)  # a shared machine may be slow


@pytest.fixture
def address(service) -> str:
    return reverse("inbox:reading", args=[service.slug])


def test_the_page_is_accessible_empty_and_full(page_of, service, coordinator, address):
    page = page_of(coordinator)
    look_at(page, address)
    look_at(page, reverse("inbox:new_watch", args=[service.slug]))
    sandbox, facebook = sandbox_channel(service), ChannelFactory(service=service, network="facebook", by_hand=True)
    hour = dt.timedelta(hours=1)
    times = {"from_at": timezone.now() - 3 * hour, "until_at": timezone.now() - hour, "reason": "It was away."}
    Gap.objects.create(service=service, channel=facebook, **times)
    Gap.objects.create(service=service, channel=sandbox, **{**times, "until_at": None})
    Gap.objects.create(service=service, channel=facebook, state=Gap.State.FETCHED, **times)
    Watch.objects.create(service=service, channel=sandbox, term="#SEND", made_by=coordinator)
    look_at(page, address)
    look_at(page, reverse("inbox:new_watch", args=[service.slug]))


def test_a_watch_finds_a_visitors_post_without_a_script(
    page_of, own_context, live_server, service, coordinator, address
):
    sandbox_channel(service)
    visitor = own_context(java_script_enabled=False).new_page()
    visitor.goto(live_server.url + reverse("sandbox:timeline", args=[service.slug]))
    visitor.get_by_text("Write a post of your own").click()
    own = visitor.locator("section[aria-labelledby=own]")
    own.get_by_label("Your name here").fill("Sam")
    own.get_by_label("Your post").fill("Any news about #NorthshireSEND?")
    own.get_by_role("button", name="Post in public").click()
    expect(visitor.locator(".sandbox__text", has_text="Any news about")).to_be_visible()

    page = page_of(coordinator, java_script_enabled=False)
    page.goto(address)
    page.get_by_role("link", name="Watch for words").click()
    page.get_by_label("Words or hashtag").fill("@sam")
    page.get_by_role("button", name="Watch for it").click()
    expect(page.get_by_text("never for a person").first).to_be_visible()
    page.get_by_label("Words or hashtag").fill("#NorthshireSEND")
    page.get_by_role("button", name="Watch for it").click()
    expect(page.get_by_text("It is watched for from now on.")).to_be_visible()
    assert watches.search(Watch.objects.get().pk) == 1
    assert Comment.objects.get().source == Source.WATCH
    page.get_by_role("button", name="Pause the watch for #NorthshireSEND").click()
    expect(page.get_by_text("Paused", exact=True)).to_be_visible()


def test_visitors_answer_each_other_and_change_their_words(own_context, live_server, service):
    channel, post = sandbox_channel(service), SandboxPostFactory(service=service)
    first, second = own_context().new_page(), own_context().new_page()
    timeline = live_server.url + reverse("sandbox:timeline", args=[service.slug])
    first.goto(timeline)
    first.get_by_text("Write a comment").click()
    article = first.locator("article")
    article.get_by_label("Your name here").fill("Jo")
    article.get_by_label("Your comment").fill("When is it?")
    article.get_by_role("button", name="Comment in public").click()
    second.goto(timeline)
    second.locator("summary", has_text="Answer").click()
    second.locator("article").get_by_label("Your answer").fill("On Thursday, I think.")
    second.locator("article").get_by_label("Your name here").first.fill("Ali")
    second.get_by_role("button", name="Answer in public").click()
    expect(second.locator(".sandbox__text", has_text="On Thursday")).to_be_visible()
    assert_accessible(second)
    assert_fits(second)
    reading.read_channel(channel.pk)
    answer = Comment.objects.get(text="On Thursday, I think.")
    assert answer.parent.text == "When is it?"
    assert str(post.key) != answer.answers_remote_id

    first.goto(timeline)
    first.locator("summary", has_text="Change it").click()
    first.get_by_role("button", name="Save the change").locator("..").get_by_label("Your comment").fill(
        "Which day is it?"
    )
    first.get_by_role("button", name="Save the change").click()
    expect(first.get_by_text("Your comment is changed.")).to_be_visible()
    looking_again.look_again(channel.pk, now=timezone.now() + dt.timedelta(minutes=11))
    assert Comment.objects.get(pk=answer.parent_id).text == "Which day is it?"

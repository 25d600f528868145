"""What the pages show and send of steps taken back, comments shown again, warnings and clocks of their own."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from accounts.models import OutgoingMail
from moderation import workflow
from moderation.coming_in import intake
from moderation.safety import out_of_hours
from tests.factories.channels import ChannelFactory
from tests.factories.moderation import CommentFactory, HouseRuleFactory, on_the_sandbox

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client, coordinator):
    client.force_login(coordinator)
    return client


def url(name: str, comment) -> str:
    return reverse(f"inbox:{name}", args=[comment.service.slug, comment.pk])


def page(browser, comment) -> str:
    return browser.get(url("comment", comment)).content.decode()


def test_a_step_passed_over_is_taken_back_on_the_page(service, browser, coordinator, replies):
    channel = ChannelFactory(service=service, by_hand=True)
    comment = CommentFactory(service=service, channel=channel, case=True, direct=True, confirmed_by=coordinator)
    workflow.step_not_possible(comment.pk, "reply_direct", by=coordinator, reason="No way")
    assert 'id="take-back-reply_direct"' in page(browser, comment)
    sent = {"step": "reply_direct", "how": "take_back"}
    assert browser.post(url("step", comment), sent).status_code == 422
    assert browser.post(url("step", comment), sent | {"reason": "There is one"}).status_code == 302
    assert comment.steps.get().state == "todo"


def test_the_page_offers_to_pass_over_only_what_was_tried_or_is_a_matter_of_judgement(
    service, browser, coordinator, replies, network
):
    case = CommentFactory(service=service, case=True, on_sandbox=True, confirmed_by=coordinator)
    assert 'id="skip-hide"' not in page(browser, case)
    network.faults["hide"].append("refused")
    workflow.do_step(case.pk, "hide", by=coordinator)
    assert 'id="skip-hide"' in page(browser, case)
    general = CommentFactory(service=service, on_sandbox=True, confirmed_by=coordinator)
    assert 'id="skip-answer"' in page(browser, general)


def test_what_is_hidden_without_a_reason_asks_for_the_house_rule_on_the_page(service, browser, coordinator, replies):
    rule = HouseRuleFactory(service=service)
    comment = CommentFactory(service=service, case=True, on_sandbox=True, confirmed_by=coordinator)
    workflow.do_step(comment.pk, "hide", by=coordinator)
    workflow.confirm_category(comment.pk, "grievance", by=coordinator)
    shown = page(browser, comment)
    assert 'id="rule-name_rule"' in shown
    assert 'id="skip-name_rule"' not in shown
    sent = {"step": "name_rule", "house_rule": rule.pk}
    assert browser.post(url("step", comment), sent).status_code == 302
    assert "house rule: No insults" in page(browser, comment)


def test_a_hidden_comment_is_shown_again_on_the_page(service, browser, coordinator, replies):
    comment = CommentFactory(service=service, case=True, on_sandbox=True, confirmed_by=coordinator)
    workflow.do_step(comment.pk, "hide", by=coordinator)
    assert 'id="do-show_again"' not in page(browser, comment)  # it is a case: nothing to press
    workflow.confirm_category(comment.pk, "general", by=coordinator)
    assert 'id="do-show_again"' in page(browser, comment)
    sent = {"step": "show_again", "how": "do", "reason": "A question"}
    assert browser.post(url("step", comment), sent).status_code == 302
    assert on_the_sandbox(comment).hidden_at is None
    assert 'id="do-show_again"' not in page(browser, comment)


def test_what_the_rule_hid_stands_first_in_the_inbox_and_on_its_page(service, browser, coordinator, replies):
    replies.parameters = {"hides_out_of_hours": True}
    replies.save()
    night = dt.datetime(2026, 11, 20, 22, tzinfo=dt.UTC)
    comment = CommentFactory(
        service=service, case=True, on_sandbox=True, posted_at=night, text="my son, ring me on 07700 900417"
    )
    with time_machine.travel(night, tick=False):
        out_of_hours.run_due(night)
    queue = reverse("inbox:queue", args=[service.slug])
    with time_machine.travel(night + dt.timedelta(days=3), tick=False):
        browser.force_login(coordinator)
        assert "Hidden by the out-of-hours rule." in browser.get(queue).content.decode()
        text = page(browser, comment)
        assert "Hidden by the out-of-hours rule; show again" in text
        assert "The out-of-hours rule, Fri 20 Nov, 22:00." in text
        workflow.confirm_category(comment.pk, "case_request", by=coordinator)
        assert "Hidden by the out-of-hours rule." not in browser.get(queue).content.decode()


def test_the_clock_says_when_most_of_its_time_is_used_up(service, browser, coordinator):
    monday = dt.datetime(2026, 11, 30, 10, tzinfo=dt.UTC)
    comment = CommentFactory(service=service, case=True, posted_at=monday)
    for minutes, is_there in ((30, False), (50, True), (70, False)):
        with time_machine.travel(monday + dt.timedelta(minutes=minutes), tick=False):
            browser.force_login(coordinator)
            assert ("75 per cent of its time is used up" in page(browser, comment)) is is_there


def test_an_allegation_has_its_own_time_on_its_step(service, browser, coordinator):
    comment = CommentFactory(service=service, flags=["staff_allegation"], confirmed_by=coordinator)
    assert "<strong>Until " in page(browser, comment)


def test_a_danger_says_that_it_was_not_seen_yet_and_then_by_whom(service, browser, safeguarding_lead):
    comment = CommentFactory(service=service, escalated=True, flags=["immediate_danger"])
    assert "Not seen yet: to be seen within 5 minutes" in page(browser, comment)
    workflow.acknowledge(comment.pk, by=safeguarding_lead)
    assert f"Seen by {safeguarding_lead} after" in page(browser, comment)


def test_a_network_without_a_way_says_what_to_do_instead(service, browser, coordinator, replies):
    channel = ChannelFactory(service=service, by_hand=True, network="mastodon")
    comment = CommentFactory(service=service, channel=channel, case=True, confirmed_by=coordinator, remote_id="1")
    text = page(browser, comment)
    assert "Mastodon has no way to do this. Mute the writer" in text


def test_a_warning_is_gone_once_the_clock_has_stopped(service, browser, coordinator):
    comment = CommentFactory(service=service, case=True, hidden_at=timezone.now(), clock_stopped_at=timezone.now())
    assert "of its time is used up" not in page(browser, comment)


# Kept from the person that it names


def test_the_person_named_finds_it_in_no_list_search_or_page(service, browser, coordinator, safeguarding_lead):
    comment = CommentFactory(
        service=service,
        grievance=True,
        flags=["staff_allegation"],
        text="Priya grabbed his arm and shouted",
        author_handle="@parent-417",
        kept_from=coordinator,
    )
    workflow.escalate(comment.pk, by=safeguarding_lead, immediate=True)
    queue = reverse("inbox:queue", args=[service.slug])
    for query in ("", "?q=grabbed", "?q=@parent-417", "?show=escalated", "?flag=staff_allegation", "?show=mine"):
        text = browser.get(queue + query).content.decode()
        assert "grabbed his arm" not in text
        assert f"/inbox/{comment.pk}/" not in text
    for name in ("comment", "capture", "escalation"):
        assert browser.get(url(name, comment)).status_code == 404
    assert browser.post(url("step", comment), {"step": "hide"}).status_code == 404
    assert not OutgoingMail.objects.filter(to=coordinator).exists()
    assert OutgoingMail.objects.filter(to=safeguarding_lead).exists()


def test_next_never_gives_it_to_the_person_named(service, coordinator):
    CommentFactory(service=service, flags=["staff_allegation"], kept_from=coordinator)
    assert workflow.next_comment(service, by=coordinator) is None


@pytest.mark.parametrize("altered", [{"text": "Thank you"}, {"raw": {"id": "r-2"}}])
def test_the_capture_page_says_of_each_change_whether_it_is_as_it_was_stored(altered, service, browser):
    comment = CommentFactory(service=service)
    intake.note_edit(comment.pk, "Is it on Friday?", raw={"id": "r-1"}, now=timezone.now())
    assert "This change has been altered." not in browser.get(url("capture", comment)).content.decode()
    comment.edits.update(**altered)
    page = browser.get(url("capture", comment)).content.decode()
    assert "This change has been altered." in page
    assert "This copy has been changed." not in page


def test_to_say_that_it_is_gone_the_page_asks_how_that_is_known_and_loses_nothing_typed(service, browser):
    comment = CommentFactory(service=service, case=True, on_sandbox=True)
    page = browser.get(url("comment", comment)).content.decode()
    assert "How you know that it is gone" in page
    comment.refresh_from_db()
    form = {"gone_reason": "I looked below the post", "version": comment.version}
    refused = browser.post(url("withdrawn", comment), form)
    assert refused.status_code == 422
    assert "shows it to us at this moment" in refused.content.decode()
    assert 'value="I looked below the post"' in refused.content.decode()
    stale = browser.post(url("withdrawn", comment), {**form, "version": comment.version - 1})
    assert stale.status_code == 409
    assert "I looked below the post" in stale.content.decode()


def test_a_worry_that_is_held_to_be_gone_is_said_to_be_there_from_its_page(service, browser):
    comment = CommentFactory(service=service, flags=["threat_or_hate"], removed_at=timezone.now())
    assert "It is there after all" in browser.get(url("comment", comment)).content.decode()
    assert browser.post(url("still_there", comment), {"there_reason": ""}).status_code == 422
    assert browser.post(url("still_there", comment), {"there_reason": "I see it"}).status_code == 302
    comment.refresh_from_db()
    assert comment.removed_at is None


def test_the_page_and_the_list_say_that_a_network_does_not_show_it_to_us(service, browser):
    comment = CommentFactory(service=service, case=True, not_shown_since=timezone.now())
    assert "has not shown it to us since" in browser.get(url("comment", comment)).content.decode()
    queue = browser.get(reverse("inbox:queue", args=[service.slug])).content.decode()
    assert "not shown to us now" in queue


@pytest.mark.parametrize(
    ("suggested", "says"),
    [("grievance", "A person confirmed it"), ("troll", "A person chose grievance")],
)
def test_what_a_person_chose_is_not_told_as_confirmed(service, browser, coordinator, suggested, says):
    comment = CommentFactory(service=service, grievance=True)
    comment.assessments.update(category=suggested)
    workflow.claim(comment.pk, by=coordinator)
    workflow.confirm_category(comment.pk, "grievance", by=coordinator)
    assert says in page(browser, comment)

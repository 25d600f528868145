"""The inbox in a browser: walked by keys, told what is new, taken over, stale; axe in both schemes, on a phone too."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from moderation import workflow
from moderation.inbox import preferences, wellbeing
from moderation.models import Comment
from policies.models import ReplyPurpose
from tests.factories.moderation import CommentFactory, HouseRuleFactory, reply_templates
from tests.factories.posts import PostFactory
from tests.journeys.conftest import NARROW, assert_accessible, assert_fits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

expect.set_options(timeout=30_000)  # a shared machine may be slow
# The heartbeat of an open page, now instead of within the minute.
BEAT = """() => {
    const hold = document.getElementById("hold");
    htmx.ajax("POST", hold.getAttribute("hx-post"), {target: "#hold", swap: "outerHTML"});
}"""


def address(name: str, *args: int) -> str:
    return reverse(f"inbox:{name}", args=["northshire", *args])


@pytest.fixture
def desk_of(own_context, live_server):
    """A page of a person who is signed in."""

    def open_for(user, **options) -> Page:
        client = Client()
        client.force_login(user)
        context = own_context(**options)
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        return context.new_page()

    return open_for


@pytest.fixture
def comments(service) -> list[Comment]:
    """Three that wait, in the order of the list."""
    reply_templates(service, *ReplyPurpose.values)
    return [
        CommentFactory(service=service, case=True, on_sandbox=True),
        CommentFactory(service=service, grievance=True),
        CommentFactory(service=service, on_sandbox=True),
    ]


def row(page: Page, comment: Comment):
    return page.locator(f"#row-{comment.pk}")


def test_every_page_of_the_inbox_is_accessible_and_fits_a_phone(
    desk_of, service, coordinator, approver, manager, safeguarding_lead, author, comments
):
    HouseRuleFactory(service=service)
    post = PostFactory(service=service, author=author, published=True, title="Our drop-in")
    abusive = CommentFactory(service=service, troll=True, post=post)
    thread = CommentFactory(service=service, post=post, parent=abusive)
    CommentFactory(service=service, parent=thread, text="An answer below")
    held = CommentFactory(service=service, claimed_by=approver)
    danger = CommentFactory(service=service, escalated=True, flags=["immediate_danger"])
    closed = CommentFactory(service=service, closed=True)
    unseen = CommentFactory(service=service, case=True, not_shown_since=timezone.now())
    gone = CommentFactory(service=service, flags=["threat_or_hate"], removed_at=timezone.now())
    wellbeing.report_abuse(abusive.pk, by=coordinator, note="It is about me")
    preferences.save_filter(service, coordinator, name="Spam", chosen={"flag": "spam"})
    preferences.save_filter(service, coordinator, name="Mine", chosen={"show": "mine"})
    page = desk_of(coordinator)
    places = [address("queue"), f"{address('queue')}?show=closed&flag=spam", f"{address('queue')}?q=timetable"]
    places += [address("comment", one.pk) for one in (comments[0], abusive, thread, held, danger, closed, unseen, gone)]
    for place in [*places, address("preferences"), address("filters")]:
        assert page.goto(place).status == 200
        assert_accessible(page)
        assert_fits(page)
    for user, place in ((manager, address("abuse")), (safeguarding_lead, address("comment", danger.pk))):
        other = desk_of(user)
        assert other.goto(place).status == 200
        assert_accessible(other)
        assert_fits(other)


def test_keys_look_through_the_list_without_taking_and_enter_opens(desk_of, coordinator, comments):
    first, second, third = comments
    page = desk_of(coordinator)
    page.goto(address("queue"))
    page.keyboard.press("j")
    expect(row(page, first)).to_be_focused()
    expect(page.locator("#pane")).to_contain_text("part time timetable")
    page.keyboard.press("j")
    expect(row(page, second)).to_have_attribute("aria-current", "true")
    expect(page.locator("#pane")).to_contain_text("Nobody has it.")
    expect(page.locator("#pane h1")).to_have_text("Grievance in public")
    page.keyboard.press("k")
    expect(page.locator("#pane h1")).to_have_text("Case request in public")
    expect(row(page, first)).to_be_focused()
    assert not Comment.objects.exclude(claimed_by=None).exists()
    page.keyboard.press("Enter")
    expect(page.locator("#hold")).to_contain_text("Yours until")
    expect(page.locator("#comment-title")).to_be_focused()
    assert page.url.endswith(address("comment", first.pk))
    assert list(Comment.objects.filter(claimed_by=coordinator)) == [first]
    page.go_back()
    expect(page.locator("h1#queue")).to_be_visible()
    assert third.pk


def test_a_comment_is_classed_hidden_and_answered_by_keys_in_place(desk_of, coordinator, comments):
    case = comments[0]
    page = desk_of(coordinator)
    page.goto(address("queue"))
    page.keyboard.press("j")
    expect(page.locator("#pane h1")).to_have_text("Case request in public")
    page.keyboard.press("1")
    expect(page.locator("#class-case_request")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#class-case_request")).to_be_focused()
    expect(row(page, case)).to_contain_text("yours")
    page.keyboard.press("h")
    expect(page.locator("#pane")).to_contain_text("Was in public for")
    expect(page.locator("[data-inbox-said]")).to_contain_text("Next: Reply in private.")
    page.keyboard.press("r")
    expect(page.locator("#do-reply_private")).to_be_focused()
    page.locator("#concern").focus()
    page.keyboard.press("d")
    expect(page.locator("#do-reply_private")).to_be_focused()
    page.keyboard.press("e")
    expect(page.locator("#concern-text")).to_be_focused()
    page.keyboard.type("j1hs?")
    expect(page.locator("#concern-text")).to_have_value("j1hs?")
    case.refresh_from_db()
    assert (case.category, case.flags) == ("case_request", [])


def test_the_skip_link_leads_to_the_comment_and_loses_nothing_typed(desk_of, coordinator, comments):
    page = desk_of(coordinator)
    page.goto(address("comment", comments[0].pk))
    page.keyboard.press("e")
    page.locator("#concern-text").fill("Half a thought")
    page.get_by_role("link", name="Skip to the comment").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#comment-title")).to_be_focused()
    expect(page.locator("#concern-text")).to_have_value("Half a thought")


def test_keys_are_listed_and_can_be_others_or_none(desk_of, coordinator, comments):
    page = desk_of(coordinator)
    page.goto(address("queue"))
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog).to_contain_text("Safeguarding concern")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("link", name="Keys")).to_be_focused()
    preferences.save(coordinator, keys_on=True, keys={"next_row": "x"}, blurs_abuse=True)
    page.reload()
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(row(page, comments[0])).to_be_focused()
    preferences.save(coordinator, keys_on=False, keys={}, blurs_abuse=True)
    page.goto(address("queue"))
    page.keyboard.press("j")
    page.keyboard.press("n")
    page.wait_for_timeout(300)
    assert page.url.endswith(address("queue"))
    assert page.evaluate("document.activeElement === document.body")


def test_what_is_new_is_said_and_shown_without_taking_the_focus(desk_of, service, coordinator, comments):
    page = desk_of(coordinator)
    page.goto(address("queue"))
    page.locator("#tab-mine").focus()
    new = CommentFactory(service=service, case=True, received_at=timezone.now())
    expect(page.locator("[data-inbox-said]")).to_have_text("1 new comment, urgent")
    expect(page.locator("#tab-open")).to_contain_text("4")
    expect(page.locator("#tab-mine")).to_be_focused()
    page.get_by_role("link", name="1 new comment, urgent: show it").click()
    expect(row(page, new)).to_be_visible()
    expect(page.locator("#show-new")).to_have_count(0)


def test_who_is_taken_over_from_reads_it_and_keeps_what_was_typed(desk_of, coordinator, approver, comments):
    general = comments[2]
    page = desk_of(coordinator)
    page.goto(address("comment", general.pk))
    page.keyboard.press("4")
    text = page.locator("#text-answer")
    text.fill("An hour of work")
    workflow.take_over(general.pk, by=approver, note="It is about my event")
    page.evaluate(BEAT)
    expect(page.locator("#hold")).to_contain_text("Tom Ashworth took it over")
    expect(page.locator("[data-inbox-said]")).to_contain_text("It is about my event")
    expect(text).to_have_value("An hour of work")
    page.locator("#do-answer").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    expect(page.get_by_label("The text")).to_have_value("An hour of work")


def test_a_list_that_is_long_keeps_its_place(desk_of, service, coordinator, comments):
    for _ in range(24):
        CommentFactory(service=service, grievance=True)
    page = desk_of(coordinator)
    page.goto(address("queue"))
    last = page.locator("[data-row]").last
    last.scroll_into_view_if_needed()
    before = page.evaluate("document.querySelector('.queue-pane').scrollTop")
    assert before > 0
    last.click()
    expect(page.locator("#hold")).to_contain_text("Yours until")
    page.keyboard.press("2")
    expect(page.locator("#class-grievance")).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("document.querySelector('.queue-pane').scrollTop") == before


def test_abuse_is_out_of_sight_until_it_is_opened(desk_of, service, coordinator):
    comment = CommentFactory(service=service, troll=True, text="You lot are useless clowns.")
    page = desk_of(coordinator, viewport=NARROW)
    page.goto(address("comment", comment.pk))
    words = page.locator(".abuse .comment-card__text")
    expect(words).to_be_hidden()
    assert "clowns" not in page.locator("main").aria_snapshot()
    page.get_by_text("Abusive: show what was written").click()
    expect(words).to_be_visible()
    expect(page.locator(".abuse__veil")).to_be_hidden()


def test_without_a_script_the_inbox_is_walked_by_links_and_forms(desk_of, coordinator, approver, comments):
    page = desk_of(coordinator, java_script_enabled=False)
    page.goto(address("queue"))
    page.get_by_label("Search words").fill("timetable")
    page.get_by_role("button", name="Search").click()
    row(page, comments[0]).click()
    page.get_by_role("button", name="Case request").click()
    expect(page.locator("#class-case_request")).to_have_attribute("aria-pressed", "true")
    page.locator("#hide-now").click()
    expect(page.locator("#pane")).to_contain_text("Was in public for")
    page.get_by_text("Hand over", exact=True).first.click()
    page.get_by_label("To whom").select_option(label="Tom Ashworth")
    page.locator("#hand-over").get_by_role("button", name="Hand over").click()
    expect(page.locator("h1#queue")).to_be_visible()
    comments[0].refresh_from_db()
    assert comments[0].claimed_by == approver


def test_what_is_typed_beside_the_list_is_not_lost_by_walking_on(desk_of, coordinator, comments):
    page = desk_of(coordinator)
    page.goto(address("comment", comments[0].pk))
    page.keyboard.press("e")
    page.locator("#concern-text").fill("Half a thought")
    page.locator("#comment-title").focus()
    page.keyboard.press("j")
    expect(row(page, comments[1])).to_be_focused()
    expect(page.locator("[data-inbox-said]")).to_contain_text("is not sent yet")
    page.once("dialog", lambda dialog: dialog.dismiss())
    row(page, comments[2]).click()
    expect(page.locator("#concern-text")).to_have_value("Half a thought")
    page.once("dialog", lambda dialog: dialog.accept())
    row(page, comments[2]).click()
    expect(page.locator("#pane h1")).to_have_text("General comment in public")


def test_whatever_form_is_sent_what_was_typed_in_the_others_still_stands_there(
    desk_of, coordinator, approver, comments
):
    general = comments[2]
    workflow.confirm_category(general.pk, "general", by=coordinator)
    page = desk_of(coordinator)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(address("comment", general.pk))
    pane = page.locator("#pane")
    typed = {
        "#concern-text": "He says little since March",
        "#flag-reason": "It was a joke",
        "#hand-note": "You know the family",
        "#text-answer": "Call us on Thursday",
    }
    for opener in ("#escalate > summary", "#flags-summary", "#hand-over > summary", "#something-else > summary"):
        page.locator(opener).click()
    for field, words in typed.items():
        page.locator(field).fill(words)

    def still_there():
        for field, words in typed.items():
            expect(page.locator(field)).to_have_value(words)
            expect(page.locator(field)).to_be_visible()

    page.locator("#flag-statutory_request").check()  # in place
    page.locator("#save-flags").click()
    expect(page.locator("#flags-summary")).to_contain_text("statutory request")
    typed.pop("#flag-reason")
    expect(page.locator("#flag-reason")).to_have_value("")
    still_there()
    page.locator("#flag-statutory_request").uncheck()
    typed["#flag-reason"] = "It asks for nothing"
    page.locator("#flag-reason").fill("It asks for nothing")
    workflow.set_flag(general.pk, "spam", by=approver)
    page.locator("#save-flags").click()  # in place, and refused
    expect(page.locator("[data-error-summary]")).to_contain_text("Tom Ashworth raised the flag spam")
    still_there()
    page.locator("#abuse-note").fill("It is about me")
    page.get_by_role("button", name="Report it to the managers").click()  # the page is loaded anew
    expect(pane).to_contain_text("You reported it as abuse")
    still_there()
    page.locator("#something-else > summary").click()
    page.get_by_role("button", name="It is gone from").click()  # loaded anew, and refused
    expect(page.locator("[data-error-summary]")).to_be_focused()
    still_there()
    page.locator("#class-grievance").click()  # the form of the answer goes, its words do not
    expect(page.locator("#text-answer")).to_have_count(0)
    kept = page.get_by_role("region", name="What you typed, kept for you")
    expect(kept.locator("textarea")).to_have_value("Call us on Thursday")
    assert_accessible(page)
    assert_fits(page)
    page.locator("#class-general").click()
    expect(page.locator("#text-answer")).to_have_value("Call us on Thursday")
    expect(kept).to_be_hidden()
    still_there()
    page.locator("#do-answer").click()
    expect(page.locator("#step-answer")).to_contain_text("Done")
    page.locator("#hand-over").get_by_role("button", name="Hand over").click()
    expect(page.locator("h1#queue")).to_be_visible()
    assert not asked

    page.goto(address("comment", general.pk))
    expect(page.locator("#hand-note")).to_have_value("")
    offers = pane.get_by_role("button", name="Put it back")
    expect(offers).to_have_count(2)  # the concern and the reason, that were never sent
    offers.first.click()
    assert page.locator("#concern-text, #flag-reason").evaluate_all("all => all.map(one => one.value)").count("") == 1


def test_a_page_that_is_stale_says_who_did_what_and_keeps_the_words(desk_of, coordinator, approver, comments):
    general = comments[2]
    workflow.confirm_category(general.pk, "general", by=coordinator)
    page = desk_of(coordinator)
    page.goto(address("comment", general.pk))
    page.locator("#text-answer").fill("Call us on Thursday")
    workflow.set_flag(general.pk, "statutory_request", by=approver)
    page.locator("#do-answer").click()
    expect(page.locator("[data-error-summary]")).to_contain_text("Tom Ashworth raised the flag statutory request")
    expect(page.get_by_label("The text")).to_have_value("Call us on Thursday")
    expect(page.locator("#text-answer")).to_have_value("Call us on Thursday")

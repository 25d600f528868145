"""Comments from arrival to closed, in two browsers, by keyboard alone.

Visitors write on the sandbox; Priya and Dan sort and handle what comes, Tom approves the one public answer and looks at
what a writer contests, Ruth decides about worries. The server runs inside the test, so that the clock can be moved to a
night; beat's ticks are called by hand. Nobody touches a mouse: a person types the product's address once, and from
there every control and every page is reached by its key or by few Tabs.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import BrowserContext, Locator, Page, expect

from accounts.models import Role, Service, User
from audit.services import first_broken_link
from channels.models import SandboxComment, SandboxPost
from moderation import tasks
from moderation.coming_in import assess, reading
from moderation.models import Comment
from policies import questions, readings, starter, workflow
from policies.digests import digest_of
from policies.models import Reading
from posts import tasks as post_tasks
from posts import workflow as sending
from posts.models import Post, PostState
from tests.factories.accounts import member
from tests.factories.channels import ChannelFactory, SandboxCommentFactory
from tests.factories.moderation import HouseRuleFactory
from tests.factories.posts import PostFactory
from tests.journeys.conftest import TWO_LOOKS, assert_accessible, assert_fits
from tests.journeys.keyboard import choose, follow, press, shows_the_focus, type_into

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

expect.set_options(timeout=30_000)  # a shared machine may be slow
LONDON = ZoneInfo("Europe/London")
MOST_ROWS = 10
NEARER_ROW = """row => {
    const here = document.activeElement;
    if (here === row) return "";
    return here.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING ? "j" : "k";
}"""
CASE = "My son is 9 and school have cut him to mornings only. What should I do about his plan?"
MESSAGE = "Hi, my daughter has no school place for September, can you tell me what to say to the panel?"
GRIEVANCE = "Third time I have booked a call with you and third time nobody rang. I want to know why."
AGAIN = "Still no call from you lot by the way."
TROLL = "Clowns, the lot of you. Get a proper job."
QUESTION = "Is the Thursday drop-in at the library wheelchair accessible?"


def at(day: str, hour: str) -> dt.datetime:
    """A time on the service's own clock."""
    return dt.datetime.fromisoformat(f"{day} {hour}").replace(tzinfo=LONDON)


@dataclass
class World:
    """What the walks share."""

    service: Service
    url: str
    new_context: Callable[..., BrowserContext]

    def as_(self, user: User) -> Page:
        """A person's own browser, at the product's address: what waits for them."""
        client = Client()
        client.force_login(user)
        context = self.new_context()
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.url}])
        page = context.new_page()
        page.goto("/")
        return page

    def written(self, text: str, *, name: str = "A parent", private: bool = False, visitor=None) -> Comment:
        """A visitor writes on the sandbox, and the networks are read."""
        own = {"private": True} if private else {"post": SandboxPost.objects.earliest("pk")}
        who = {"visitor": visitor} if visitor else {}
        SandboxCommentFactory(service=self.service, text=text, author_name=name, **own, **who)
        for channel_id in reading.channels_to_read():
            reading.read_channel(channel_id)
        return Comment.objects.get(text=text)


@pytest.fixture
def clock(time_machine):
    time_machine.move_to(at("2027-06-01", "10:00"))
    return time_machine


@pytest.fixture
def dan(service) -> User:
    return member(service, Role.COORDINATOR, name="Dan Whitlock", email="dan@northshire-sendiass.example")


@pytest.fixture
def world(service, live_server, own_context, manager, approver, coordinator, dan, safeguarding_lead, clock) -> World:
    """The starter policy in force and read by everybody, a house rule, and one post that is out on the sandbox."""
    version = starter.create_starter_policy(service, manager, manager)
    workflow.submit(version.pk, by=manager)
    workflow.approve(version.pk, by=approver)
    version = workflow.put_in_force(version.pk, by=manager, reason="Staff begin today.")
    right = {one.key: one.question.answer for one in questions.answered(version, {})}
    for one in Reading.objects.filter(campaign__version=version).select_related("user"):
        readings.keep_answers(one.pk, by=one.user, answers=right)
        readings.accept(one.pk, by=one.user, digest=digest_of(version))
    if not service.house_rules.exists():
        HouseRuleFactory(service=service, name="No insults")
    ChannelFactory(service=service, owner=manager, handle="@northshire")
    people = {"author": coordinator, "approver": approver}
    PostFactory(service=service, approved=True, title="Drop-in", text="Our drop-in is on Thursday.", **people)
    goes_out(service.posts.get(title="Drop-in"), coordinator, clock)
    return World(service, live_server.url, own_context)


def goes_out(post: Post, by: User, clock) -> None:
    """Put an approved post on the schedule, and let its time come."""
    now = timezone.now()
    if post.state == PostState.APPROVED:
        local = (now + dt.timedelta(minutes=5)).astimezone(LONDON)
        sending.schedule(post.pk, by=by, on=local.date(), at=local.time().replace(second=0, microsecond=0), now=now)
        post.refresh_from_db()
    clock.move_to(post.publish_at + dt.timedelta(minutes=1))
    post_tasks.send_due()
    post.refresh_from_db()
    assert post.state == PostState.PUBLISHED


# What they do and see


def says(page: Page, sentence: str | re.Pattern[str]) -> None:
    expect(page.get_by_text(sentence).filter(visible=True).first).to_be_visible()


def step(page: Page, key: str) -> Locator:
    return page.locator(f"#step-{key}")


def is_done(page: Page, key: str) -> None:
    expect(step(page, key)).to_contain_text("Done")


def take_next(page: Page, comment: Comment) -> None:
    """The key for "Next" hands out this comment."""
    page.keyboard.press("n")
    page.wait_for_url(re.compile(rf"/inbox/{comment.pk}/"))
    expect(page.locator("#hold")).to_contain_text("Yours until")


def go_on(page: Page) -> None:
    """The key that goes to what is to be done next."""
    page.keyboard.press("d")


def say_it_is(page: Page, key: str, name: str) -> None:
    page.keyboard.press(key)
    expect(page.locator(f"#class-{name}")).to_have_attribute("aria-pressed", "true")


def close(page: Page, comment: Comment) -> None:
    go_on(page)
    follow(page, page.locator("#close"))
    comment.refresh_from_db()
    assert comment.state == "closed"


def look_at(page: Page) -> None:
    assert_accessible(page, looks=TWO_LOOKS)
    assert_fits(page)


def to(page: Page, place: str) -> None:
    """By the links of the site's frame."""
    frame = page.get_by_role("navigation", name="Main")
    follow(page, frame.get_by_role("link", name=re.compile(f"^{place}")))


def beside_the_queue(page: Page, place: str) -> None:
    to(page, "Inbox")
    follow(page, page.get_by_role("navigation", name="Beside the queue").get_by_role("link", name=place))


def walk_to(page: Page, comment: Comment) -> None:
    """Through the list by key: the comment is shown, and nobody's for it."""
    row = page.locator(f"#row-{comment.pk}")
    expect(row).to_be_visible()
    page.keyboard.press("j")
    for _ in range(MOST_ROWS):
        if not (key := row.evaluate(NEARER_ROW)):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{row} is more than {MOST_ROWS} rows away")


def open_comment(page: Page, comment: Comment) -> None:
    to(page, "Inbox")
    open_from_the_list(page, comment)


def open_from_the_list(page: Page, comment: Comment) -> None:
    walk_to(page, comment)
    page.keyboard.press("Enter")
    expect(page.locator(f"#pane [data-comment='{comment.pk}']")).to_be_visible()
    expect(page.locator("#hold")).to_contain_text("Yours until")
    expect(page.locator("#comment-title")).to_be_focused()


# The four playbooks


def test_the_four_playbooks_by_two_people(world, coordinator, dan, approver, clock):
    priya, dans = world.as_(coordinator), world.as_(dan)
    a_case_in_public(world, priya, dans)
    a_case_in_a_message(world, priya)
    a_grievance_is_answered_once(world, priya, dans, approver, clock)
    a_troll_gets_no_reply_and_contests_it(world, dans, approver)
    a_question_is_answered(world, priya)
    assert first_broken_link(world.service) is None
    assert not Comment.objects.open().exists()


def a_case_in_public(world: World, priya: Page, dans: Page) -> None:
    comment = world.written(CASE, name="Jo P")
    there = SandboxComment.objects.get(text=CASE)
    to(priya, "Inbox")
    take_next(priya, comment)
    look_at(priya)
    to(dans, "Inbox")
    walk_to(dans, comment)
    says(dans, re.compile("Priya Nair has this comment open until"))
    look_at(dans)
    say_it_is(priya, "1", "case_request")
    priya.keyboard.press("h")
    says(priya, "Was in public for")
    is_done(priya, "hide")
    there.refresh_from_db()
    assert there.hidden_at and not there.removed_at
    press(priya, priya.locator("#do-reply_private"))
    is_done(priya, "reply_private")
    look_at(priya)
    press(priya, priya.locator("#do-delete"))
    is_done(priya, "delete")
    there.refresh_from_db()
    assert there.removed_at
    type_into(priya, priya.locator("#reference-referral_log"), "R-2027-114")
    priya.keyboard.press("Enter")
    is_done(priya, "referral_log")
    close(priya, comment)
    assert comment.closed_by.name == "Priya Nair"


def a_case_in_a_message(world: World, priya: Page) -> None:
    comment = world.written(MESSAGE, private=True)
    take_next(priya, comment)
    say_it_is(priya, "1", "case_request")
    press(priya, priya.locator("#do-reply_direct"))
    is_done(priya, "reply_direct")
    close(priya, comment)


def a_grievance_is_answered_once(world: World, priya: Page, dans: Page, tom: User, clock) -> None:
    comment = world.written(GRIEVANCE, name="Sam")
    visitor = SandboxComment.objects.get(text=GRIEVANCE).visitor
    take_next(priya, comment)
    say_it_is(priya, "2", "grievance")
    go_on(priya)
    type_into(priya, priya.locator("#title-incident"), "Calls that were booked and not made")
    priya.keyboard.press("Enter")
    is_done(priya, "incident")
    press(priya, priya.locator("#do-public_post"))
    is_done(priya, "public_post")
    press(priya, priya.locator("#do-complaints"))
    is_done(priya, "complaints")
    look_at(priya)
    says(priya, "The public post has not gone out yet.")
    comment.refresh_from_db()
    post = comment.incident.public_post
    follow(priya, step(priya, "public_post").get_by_role("link", name="See it"))
    follow(priya, priya.get_by_role("button", name=re.compile("^Submit")))
    says(priya, "Waiting for approval")

    again = world.written(AGAIN, name="Sam", visitor=visitor)
    take_next(dans, again)
    say_it_is(dans, "2", "grievance")
    says(dans, "We answer once, so replies are off here.")
    expect(dans.locator("#do-public_post, #do-complaints, #do-answer")).to_have_count(0)
    press(dans, dans.locator("#do-incident"))
    is_done(dans, "incident")
    says(dans, "The public post has not gone out yet.")

    toms = world.as_(tom)
    follow(toms, toms.locator(f"main a[href$='/posts/{post.pk}/']"))
    follow(toms, toms.get_by_role("button", name=re.compile("^Approve")).first)
    post.refresh_from_db()
    assert post.state in (PostState.APPROVED, PostState.SCHEDULED)
    goes_out(post, post.author, clock)
    assert SandboxPost.objects.count() == 2
    open_comment(priya, comment)
    close(priya, comment)
    open_from_the_list(dans, again)
    close(dans, again)
    follow(priya, priya.get_by_role("link", name=comment.incident.title))
    look_at(priya)
    toms.context.close()


def a_troll_gets_no_reply_and_contests_it(world: World, dans: Page, tom: User) -> None:
    comment = world.written(TROLL, name="Realist")
    there = SandboxComment.objects.get(text=TROLL)
    take_next(dans, comment)
    say_it_is(dans, "3", "troll")
    expect(dans.get_by_role("button", name=re.compile("reply|answer", re.IGNORECASE))).to_have_count(0)
    hide_for_a_house_rule(dans)
    there.refresh_from_db()
    assert there.hidden_at
    says(dans, "Sandbox has no way to do this.")
    pass_over(dans, "report")
    close(dans, comment)

    follow(dans, dans.get_by_role("link", name="Log that the writer contests it"))
    look_at(dans)
    type_into(dans, dans.get_by_label("What they say"), "It was rude but no insult, and others said worse.")
    choose(dans, dans.get_by_label("How it reached us"), "by e")
    follow(dans, dans.get_by_role("button", name="Log it"))
    appeal = comment.appeals.get()
    assert appeal.came_by == "by e-mail"

    toms = world.as_(tom)
    beside_the_queue(toms, "To look at again")
    follow(toms, toms.locator(f"main a[href$='/{appeal.pk}/']").first)
    look_at(toms)
    type_into(toms, toms.get_by_label(re.compile("^Why")), "It provokes, but it breaks no house rule.")
    type_into(toms, toms.get_by_label("How the writer hears of it"), "by e-mail today")
    follow(toms, toms.get_by_role("button", name="They are right: show it again"))
    says(toms, re.compile("They are right"))
    there.refresh_from_db()
    assert there.hidden_at is None
    toms.context.close()


def a_question_is_answered(world: World, priya: Page) -> None:
    comment = world.written(QUESTION)
    to(priya, "Inbox")
    take_next(priya, comment)
    say_it_is(priya, "4", "general")
    type_into(priya, priya.locator("#text-answer"), "Yes, the library has a ramp and a lift. See you on Thursday.")
    press(priya, priya.locator("#do-answer"))
    is_done(priya, "answer")
    close(priya, comment)


# The flags


def raise_flags(page: Page, *flags: str) -> None:
    """Tick what holds, leave the rest, and save."""
    if not page.locator("#flags").get_attribute("open"):
        press(page, page.locator("#flags-summary"))
    new = [flag for flag in flags if not page.locator(f"#flag-{flag}").is_checked()]
    for flag in new:
        press(page, page.locator(f"#flag-{flag}"), "Space")
    version = page.locator("#flags input[name=version]")
    before = version.get_attribute("value")
    press(page, page.locator("#flags form button[type=submit]"))
    if new:
        expect(version).not_to_have_attribute("value", before)
    for flag in flags:
        expect(page.locator(f"#flag-{flag}")).to_be_checked()


def pass_over(page: Page, key: str) -> None:
    go_on(page)
    press(page, step(page, key).locator("summary").first)
    type_into(page, page.locator(f"#reason-{key}"), "Nothing more is needed here.")
    press(page, page.locator(f"#skip-{key}"))
    expect(step(page, key)).to_contain_text("Passed over")


def save_reference(page: Page, key: str, reference: str) -> None:
    go_on(page)
    type_into(page, page.locator(f"#reference-{key}"), reference)
    page.keyboard.press("Enter")
    is_done(page, key)


def hide_for_a_house_rule(page: Page) -> None:
    go_on(page)
    choose(page, page.locator("#rule-hide"), "No insults")
    press(page, page.locator("#do-hide"))
    is_done(page, "hide")


@pytest.fixture
def nothing_flagged(monkeypatch) -> None:
    """The classifier sees a question in everything, so that each flag is raised by a person."""
    said = SimpleNamespace(
        model="fixed", category="general", confidence=0.6, scores={"general": 0.6}, flags=[], flag_scores={},
        needs_person=True, reasons=[],
    )  # fmt: skip
    monkeypatch.setattr(assess, "classify", lambda incoming, **_: said)


@pytest.mark.usefixtures("nothing_flagged")
def test_each_flag_has_its_path(world, coordinator, dan, safeguarding_lead, manager, clock):
    priya, dans = world.as_(coordinator), world.as_(dan)
    a_worry_goes_to_the_lead(world, priya, safeguarding_lead)
    a_person_raises_a_danger(world, priya, safeguarding_lead)
    personal_data_is_hidden_first(world, priya)
    a_child_is_not_written_to_unless_the_lead_says(world, priya, safeguarding_lead)
    an_allegation_is_kept_from_the_person_named(world, priya, dans)
    a_threat_goes_to_the_police(world, priya)
    a_request_by_law_has_its_date(world, priya)
    an_advertisement_goes_for_a_house_rule(world, dans)
    assert first_broken_link(world.service) is None
    assert not Comment.objects.open().exists()


def a_worry_goes_to_the_lead(world: World, priya: Page, ruth: User) -> None:
    comment = world.written("we had toast for tea again, mum has been in bed all week and she wont wake properly")
    open_comment(priya, comment)
    say_it_is(priya, "1", "case_request")
    priya.keyboard.press("s")
    says(priya, "With the safeguarding lead")
    look_at(priya)
    assert any(ruth.email in one.to for one in mail.outbox)
    assert not any("toast" in one.body for one in mail.outbox)
    ruths = world.as_(ruth)
    open_record(ruths, comment)
    look_at(ruths)
    decide(ruths)
    assert comment.escalations.get().closed_by == ruth
    ruths.context.close()
    open_from_the_list(priya, comment)
    priya.keyboard.press("h")
    is_done(priya, "hide")
    the_rest_of_a_case(priya, comment, "R-2027-115")


def a_person_raises_a_danger(world: World, priya: Page, ruth: User) -> None:
    comment = world.written("Where is my phone, he has taken it and the door is locked, I typed this on the tablet.")
    assert comment.priority != 0
    open_comment(priya, comment)
    priya.keyboard.press("e")
    words = priya.locator("#concern-text")
    shows_the_focus(words)
    priya.keyboard.type("Locked in by somebody, and 14 by her profile.")
    expect(words).to_have_value("Locked in by somebody, and 14 by her profile.")
    follow(priya, priya.get_by_role("button", name="A child may be in danger now: escalate"))
    says(priya, "It is with the safeguarding lead now.")
    expect(priya.get_by_role("heading", name="A child may be in danger now")).to_be_visible()
    says(priya, re.compile("Then call the safeguarding lead: Ruth Bellamy"))
    look_at(priya)
    comment.refresh_from_db()
    assert comment.priority == 0
    assert any("in danger now" in one.subject and ruth.email in one.to for one in mail.outbox)
    assert not any("tablet" in one.body or "Locked in" in one.body for one in mail.outbox)
    save_reference(priya, "emergency", "999, log 912")

    ruths = world.as_(ruth)
    open_record(ruths, comment)
    says(ruths, "You decide what happens next.")
    says(ruths, "Locked in by somebody, and 14 by her profile.")
    look_at(ruths)
    follow(ruths, ruths.get_by_role("button", name="I have seen it"))
    expect(ruths.get_by_role("button", name="I have seen it")).to_have_count(0)
    decide(ruths, "The police went there; social care has her.")
    says(ruths, "Nothing open")
    assert comment.escalations.get().seen_by == ruth
    ruths.context.close()
    open_from_the_list(priya, comment)
    say_it_is(priya, "1", "case_request")
    priya.keyboard.press("h")
    is_done(priya, "hide")
    the_rest_of_a_case(priya, comment, "R-2027-117")


def the_rest_of_a_case(page: Page, comment: Comment, reference: str) -> None:
    """Once it is hidden."""
    press(page, page.locator("#do-reply_private"))
    is_done(page, "reply_private")
    press(page, page.locator("#do-delete"))
    is_done(page, "delete")
    save_reference(page, "referral_log", reference)
    close(page, comment)


def open_record(ruths: Page, comment: Comment) -> None:
    """From what cannot wait on the lead's home."""
    follow(ruths, ruths.locator(f"main a[href$='/inbox/{comment.pk}/escalation/']").first)


def decide(ruths: Page, decision: str = "Referred to children's social care.") -> None:
    type_into(ruths, ruths.get_by_label("Your decision"), decision)
    type_into(ruths, ruths.get_by_label("Why you decided so"), "Nobody seems to look after them at home.")
    type_into(ruths, ruths.get_by_label(re.compile("^Outcome")), "MASH reference 2027-31.")
    follow(ruths, ruths.get_by_role("button", name="Close the escalation"))


def personal_data_is_hidden_first(world: World, priya: Page) -> None:
    comment = world.written("Lovely day out, thanks to Chloe Hartwell from the office, ring her on 07700 900123")
    open_comment(priya, comment)
    raise_flags(priya, "personal_data")
    priya.keyboard.press("h")
    is_done(priya, "hide")
    comment.refresh_from_db()
    assert comment.hidden_at and not comment.is_confirmed
    say_it_is(priya, "4", "general")
    pass_over(priya, "answer")
    close(priya, comment)


def a_child_is_not_written_to_unless_the_lead_says(world: World, priya: Page, ruth: User) -> None:
    comment = world.written("im in year 5 and i dont get any help in class can you tell them", private=True)
    open_comment(priya, comment)
    raise_flags(priya, "under_13")
    say_it_is(priya, "1", "case_request")
    says(priya, re.compile("we send no message unless the safeguarding lead allows it"))
    expect(priya.locator("#do-reply_direct")).to_have_count(0)
    ruths = world.as_(ruth)
    says(ruths, "A child waits for an answer")
    follow(ruths, ruths.get_by_role("link", name=re.compile("^Decide")))
    look_at(ruths)
    type_into(ruths, ruths.get_by_label("Why a message may go out"), "They ask us to speak for them in school.")
    follow(ruths, ruths.get_by_role("button", name="Allow a message"))
    says(ruths, "A message may go out now.")
    ruths.context.close()
    open_from_the_list(priya, comment)
    go_on(priya)
    press(priya, priya.locator("#do-reply_direct"))
    is_done(priya, "reply_direct")
    there = SandboxComment.objects.get(key=comment.remote_id)
    assert there.replies.count() == 1
    close(priya, comment)


def an_allegation_is_kept_from_the_person_named(world: World, priya: Page, dans: Page) -> None:
    comment = world.written("Dan Whitlock shouted at my disabled mum on the phone until she cried and then laughed")
    open_comment(priya, comment)
    raise_flags(priya, "staff_allegation")
    go_on(priya)
    press(priya, priya.locator("#something-else > summary"))
    choose(priya, priya.locator("#person"), "Dan")
    follow(priya, priya.get_by_role("button", name="Keep it from them"))
    says(priya, "It is kept from")
    assert dans.request.get(reverse("inbox:comment", args=[world.service.slug, comment.pk])).status == 404
    to(dans, "Inbox")
    expect(dans.locator(f"#row-{comment.pk}")).to_have_count(0)
    say_it_is(priya, "2", "grievance")
    go_on(priya)
    type_into(priya, priya.locator("#title-incident"), "How a call went")
    priya.keyboard.press("Enter")
    is_done(priya, "incident")
    pass_over(priya, "public_post")
    press(priya, priya.locator("#do-complaints"))
    is_done(priya, "complaints")
    save_reference(priya, "allegation", "With Helen Okafor, 1 June")
    close(priya, comment)


def a_threat_goes_to_the_police(world: World, priya: Page) -> None:
    comment = world.written("i know which door you all come out of on thursdays. see you there. bring a helmet")
    open_comment(priya, comment)
    say_it_is(priya, "3", "troll")
    raise_flags(priya, "threat_or_hate")
    save_reference(priya, "police", "Log 221 of 1 June")
    hide_for_a_house_rule(priya)
    pass_over(priya, "report")
    close(priya, comment)


def a_request_by_law_has_its_date(world: World, priya: Page) -> None:
    comment = world.written("Please send me a copy of everything that you hold about me.", private=True)
    open_comment(priya, comment)
    say_it_is(priya, "4", "general")
    raise_flags(priya, "statutory_request")
    says(priya, "By law until")
    look_at(priya)
    save_reference(priya, "statutory", "Passed to the data officer")
    type_into(priya, priya.locator("#text-answer"), "We have passed this on and write to you within a month.")
    press(priya, priya.locator("#do-answer"))
    is_done(priya, "answer")
    close(priya, comment)


def an_advertisement_goes_for_a_house_rule(world: World, dans: Page) -> None:
    comment = world.written("Earn £900 a week from home, no experience needed, comment INFO below")
    open_comment(dans, comment)
    raise_flags(dans, "spam")
    say_it_is(dans, "3", "troll")
    expect(dans.locator("#comment-title")).to_have_text("Advertising in public")
    hide_for_a_house_rule(dans)
    assert SandboxComment.objects.get(text=comment.text).hidden_at
    pass_over(dans, "report")
    close(dans, comment)


# At night


def test_a_danger_at_night_is_told_at_once_called_decided_and_closed(world, coordinator, safeguarding_lead, clock):
    clock.move_to(at("2027-06-05", "23:40"))  # a Saturday
    mail.outbox.clear()
    comment = world.written("she has locked herself in the bathroom with my tablets and she has stopped answering me")
    assert comment.priority == 0
    assert comment.due_at - comment.received_at == dt.timedelta(minutes=15)
    told = [one for one in mail.outbox if safeguarding_lead.email in one.to]
    assert told
    priya = world.as_(coordinator)
    open_comment(priya, comment)
    says(priya, "A child may be in danger now")
    look_at(priya)
    clock.move_to(at("2027-06-05", "23:46"))
    tasks.watch_clocks()
    assert len(mail.outbox) > len(told)
    assert not any("bathroom" in one.body + one.subject for one in mail.outbox)
    save_reference(priya, "emergency", "999, log 4471")
    ruths = world.as_(safeguarding_lead)
    open_record(ruths, comment)
    follow(ruths, ruths.get_by_role("button", name="I have seen it"))
    before = len(mail.outbox)
    clock.move_to(at("2027-06-05", "23:58"))
    tasks.watch_clocks()
    assert len(mail.outbox) == before
    comment.refresh_from_db()
    assert comment.clock_stopped_at is not None
    decide(ruths)
    says(ruths, "Nothing open")
    open_from_the_list(priya, comment)
    say_it_is(priya, "1", "case_request")
    priya.keyboard.press("h")
    is_done(priya, "hide")
    the_rest_of_a_case(priya, comment, "R-2027-116")
    to(priya, "Inbox")
    expect(priya.locator(f"#row-{comment.pk}")).to_have_count(0)
    follow(priya, priya.locator("#tab-closed"))
    expect(priya.locator(f"#row-{comment.pk}")).to_contain_text("Closed")
    walk_to(priya, comment)
    says(priya, "999, log 4471")
    look_at(priya)

"""The life of a policy, in a browser: from the short form of a new service to its second version, and who read which.

Ada begins alone and invites Ben and Mo. Ben approves what Ada wrote, all three read it. Two months later a section
says something else, so the draft becomes 2.0; it is tried on past posts, approved, and takes over at its date. Ben does
not read it in time. The server runs inside the test, so that the clock can be moved; beat's ticks are called by hand.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from celery import current_app
from django.core import mail
from playwright.sync_api import BrowserContext, Locator, Page, expect

from accounts import services as accounts
from accounts.models import Role, Service, User
from audit.services import first_broken_link
from channels.models import Channel
from policies import questions
from policies import tasks as policy_tasks
from policies.digests import digest_of
from policies.models import PolicyVersion, Reading, VersionState
from policies.starter_questions import QUESTIONS
from posts import tasks as post_tasks
from posts.models import Backtest, PostState
from tests.factories.accounts import UserFactory
from tests.factories.posts import PostFactory
from tests.journeys.conftest import TWO_LOOKS, assert_accessible, assert_fits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

expect.set_options(timeout=30_000)  # a shared machine may be slow
LONDON = ZoneInfo("Europe/London")
PASSWORD = "lantern-orchard-ferry"
SHOUTED = "COME AND MEET US at the library on Tuesday. Tea is on us, and everybody is welcome."
CALM = "Our new guide explains what a school writes into a support plan, and when."
NO_CAPITALS = "Nothing goes out in capitals."
RIGHT = [question.answer for question in QUESTIONS]


def at(day: str, hour: str) -> dt.datetime:
    """A time on the service's own clock."""
    return dt.datetime.fromisoformat(f"{day} {hour}").replace(tzinfo=LONDON)


@dataclass
class World:
    """What the steps of the walk share."""

    service: Service
    new_context: Callable[..., BrowserContext]
    javascript: bool
    look_at: Callable[[Page], None]

    def somebody(self) -> Page:
        """A browser of somebody who is not signed in."""
        return self.new_context(java_script_enabled=self.javascript).new_page()

    def as_(self, name: str) -> Page:
        """A person's browser on a new day: they sign in, and are led home."""
        page = self.somebody()
        page.goto("/accounts/login/")
        page.get_by_label("E-mail address").fill(f"{name}@eastfold.example")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        expect(page.get_by_role("heading", name="What should I do now?")).to_be_visible()
        return page


@pytest.fixture
def clock(time_machine):
    time_machine.move_to(at("2027-04-12", "09:00"))
    return time_machine


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def world(request, clock, own_context) -> World:
    """A service of which only the name is known, and Ada, who leads it."""
    ada = UserFactory(name="Ada Finch", email="ada@eastfold.example")
    ada.set_password(PASSWORD)
    ada.save(update_fields=["password"])
    service = accounts.set_up(name="Eastfold", slug="eastfold")
    accounts.add_member(service, ada, [Role.SERVICE_MANAGER])
    return World(service, own_context, request.param, look_closely if request.param else assert_fits)


@pytest.fixture
def worker_is_off():
    """Tasks wait in the queue, as they do while no worker has taken them."""
    before = current_app.conf.task_always_eager

    def turn(off: bool) -> None:
        current_app.conf.task_always_eager = not off

    yield turn
    current_app.conf.task_always_eager = before


def look_closely(page: Page) -> None:
    """Axe on a wide page in light and a narrow one in dark; nothing beyond the edge of a phone."""
    assert_accessible(page, looks=TWO_LOOKS)
    assert_fits(page)


def says(page: Page, sentence: str | re.Pattern[str]) -> Locator:
    """The sentence stands on the page, where a person sees it."""
    found = page.get_by_text(sentence).first
    expect(found).to_be_visible()
    return found


def path_in(words: str) -> str:
    """The path of the address that stands there; the tests' server has another host than the settings say."""
    return urlsplit(re.search(r"http\S+", words)[0]).path


def policy_page(page: Page, number: str) -> None:
    """By the navigation, as a person goes."""
    page.get_by_role("navigation").get_by_role("link", name="Policies", exact=True).first.click()
    page.get_by_role("table").get_by_role("link", name=re.compile(rf"\b{re.escape(number)}\b")).first.click()
    expect(page.get_by_role("heading", level=1, name=f"Social media policy {number}")).to_be_visible()
    page.wait_for_load_state()  # what a script moves while a button is pressed makes the press go past it


# The first version


def answer_the_short_form(world: World, ada: Page) -> str:
    """Gives the address of the invitation that the form sends."""
    ada.get_by_role("navigation").get_by_role("link", name="Policies", exact=True).first.click()
    says(ada, "No policy yet")
    world.look_at(ada)
    ada.get_by_role("link", name="Start the social media policy").click()
    says(ada, "Nobody but you can approve yet.")
    ada.get_by_label("Name of a line manager to invite").fill("Ben Carter")
    ada.get_by_role("button", name="Write draft 1.0").click()
    says(ada, "Give the e-mail address of the person to invite, or take their name out.")
    world.look_at(ada)
    ada.get_by_label("Their e-mail address").fill("ben@eastfold.example")
    ada.get_by_label("Name", exact=True).fill("Eastfold SENDIASS")
    ada.get_by_label(re.compile("^Host")).fill("Eastfold Council")
    ada.get_by_label("Phone", exact=False).first.fill("01632 960555")
    ada.get_by_label(re.compile("^E-mail")).first.fill("help@eastfold.example")
    ada.get_by_label(re.compile("^Website")).fill("https://eastfold.example")
    ada.get_by_role("checkbox", name="Facebook").check()
    ada.get_by_label("Posts a week that you aim at").fill("3")
    ada.get_by_role("button", name="See what it will say").click()
    says(ada, "As you typed it. Nothing is written yet.")
    says(ada, "Eastfold Council hosts our service and pays for it")
    assert not PolicyVersion.objects.exists()
    ada.get_by_role("button", name="Write draft 1.0").click()
    return path_in(says(ada, "An invitation is on its way.").inner_text())


def find_it_complete(world: World, ada: Page) -> None:
    expect(ada.get_by_role("heading", level=1, name="Coverage")).to_be_visible()
    says(ada, "Complete.")
    says(ada, "10 of 10 items")
    says(ada, "Ben Carter can approve it after joining")
    world.look_at(ada)


def accept_invitation(world: World, address: str) -> Page:
    page = world.somebody()
    page.goto(address)
    says(page, "Welcome to Eastfold SENDIASS")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Join Eastfold SENDIASS").click()
    expect(page.get_by_role("heading", name="What should I do now?")).to_be_visible()
    return page


def invite_mo(ada: Page) -> str:
    ada.goto("/eastfold/settings/people/")
    ada.get_by_role("link", name=re.compile("^Invite")).first.click()
    ada.get_by_label("Name", exact=True).fill("Mo Hussain")
    ada.get_by_label("Work e-mail address").fill("mo@eastfold.example")
    ada.get_by_label("Coordinator").check()
    ada.get_by_role("button", name=re.compile("nvit")).click()
    says(ada, "Invited, not here yet")
    return path_in(mail.outbox[-1].body)


def send_for_review(world: World, ada: Page, number: str) -> None:
    policy_page(ada, number)
    with ada.expect_navigation():
        ada.get_by_role("button", name="Send for review").click()
    says(ada, "You wrote this version, so somebody else has to approve it.")
    expect(ada.get_by_role("button", name="Approve version")).to_have_count(0)


def approve(world: World, ben: Page, number: str) -> None:
    world.look_at(ben)
    ben.get_by_role("button", name=f"Approve version {number}").click()
    expect(ben.locator(".page-head")).to_contain_text("Approved")
    expect(ben.get_by_role("button", name="Schedule it")).to_have_count(0)


def schedule(world: World, ada: Page, number: str, day: str, said: str) -> None:
    policy_page(ada, number)
    ada.get_by_label("First day in force").fill("2027-01-01")
    ada.get_by_role("button", name="Schedule it").click()
    says(ada, "Choose tomorrow or a later date.")
    ada.get_by_label("First day in force").fill(day)
    ada.get_by_role("button", name="Schedule it").click()
    says(ada, said)
    world.look_at(ada)


def let_it_take_over(clock, number: str, day: str) -> None:
    """A minute early nothing happens; at 00:05 it does, and a second worker changes nothing."""
    clock.move_to(at(day, "00:04"))
    policy_tasks.take_over.delay()
    assert PolicyVersion.objects.get(state=VersionState.SCHEDULED).number == number
    clock.move_to(at(day, "00:05"))
    policy_tasks.take_over.delay()
    policy_tasks.take_over.delay()
    assert [version.number for version in PolicyVersion.objects.in_force()] == [number]


# Reading


def read_from_home(page: Page, number: str) -> None:
    """The first step, from the home page, on which it waits."""
    page.get_by_role("link", name=re.compile("^Read")).first.click()
    expect(page.get_by_role("heading", level=1, name=f"Read Social media policy {number}")).to_be_visible()


def go_to_the_questions(page: Page) -> None:
    page.get_by_role("link", name="Go on to the text").click()
    page.get_by_role("link", name="Go on to the last step").click()
    expect(page.get_by_role("button", name=re.compile("^I have read"))).to_have_count(0)


def answer(page: Page, answers: list[str]) -> None:
    for question, given in zip(QUESTIONS, answers, strict=True):
        asked = page.get_by_role("group").filter(has_text=question.text)
        asked.get_by_label(questions.label_of(question.about, given)).check()
    page.get_by_role("button", name="Check my answers").click()


def answer_one_wrong(world: World, page: Page) -> None:
    """The feedback says why and names the section; nobody can accept yet."""
    answer(page, ["troll", *RIGHT[1:]])
    says(page, "4 of 5 are right. Read why, and try again.")
    says(page, "Not right yet.")
    expect(page.get_by_role("link", name="Section 9, Comments")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^I have read"))).to_have_count(0)
    world.look_at(page)


def answer_and_accept(page: Page, number: str) -> None:
    answer(page, RIGHT)
    says(page, "5 of 5 right")
    page.get_by_role("button", name=f"I have read and understood version {number}").click()
    says(page, f"On record: you have read and understood Social media policy {number}")


def has_read(name: str, number: str) -> bool:
    """What stands in the database: the digest of exactly the text that is in force."""
    version = next(one for one in PolicyVersion.objects.all() if one.number == number)
    row = Reading.objects.get(user__email=f"{name}@eastfold.example", campaign__version=version)
    return row.read_version == version and row.digest == digest_of(version)


# The second version


def past_posts(service: Service) -> None:
    """Two posts of the last month, as the first version let them pass."""
    mo = User.objects.get(email="mo@eastfold.example")
    for text in (SHOUTED, CALM):
        PostFactory(service=service, author=mo, published=True, in_days=-9, title=text[:16].title(), text=text)


def change_a_section(world: World, ada: Page) -> None:
    """Etiquette says more, and a rule on it stops what it only hinted at."""
    policy_page(ada, "1.0")
    ada.get_by_role("button", name="Start a new version").click()
    expect(ada.get_by_text("Follows 1.0, which is in force")).to_be_visible()
    ada.get_by_role("link", name="7. Etiquette", exact=True).click()
    text = ada.get_by_label("Text", exact=True)
    text.fill(f"{text.input_value()}\n\n{NO_CAPITALS}")
    ada.get_by_role("button", name="Save section").click()
    ada.get_by_role("navigation", name="Parts of the version").get_by_role("link", name="Sections").click()
    says(ada, "Section 7, Etiquette, differs from the version in force. Say whether its wording or its meaning")
    says(ada, "Write in the change note what is new, in a sentence.")
    ada.get_by_role("link", name="7. Etiquette", exact=True).click()
    ada.get_by_label(re.compile("^.*eaning")).check()
    world.look_at(ada)
    ada.get_by_role("button", name="Save section").click()
    ada.get_by_role("navigation", name="Parts of the version").get_by_role("link", name="Note and dates").click()
    ada.get_by_label("Change note").fill("Words in capitals are stopped.")
    ada.get_by_role("button", name=re.compile("^Save")).click()


def confirm_what_stands_on_it(world: World, ada: Page) -> None:
    ada.get_by_role("navigation", name="Parts of the version").get_by_role("link", name="Sections").click()
    says(ada, "These stand on sections that changed.")
    world.look_at(ada)
    ada.get_by_role("button", name="Send for review").click(force=True)
    says(ada, "It was not done")
    ada.get_by_role("link", name="Change the text").click()
    says(ada, "Not ready for review:")
    ada.get_by_role("link", name="shouting", exact=True).first.click()
    ada.get_by_label("Stops it").check()
    world.look_at(ada)
    ada.get_by_role("button", name="Save rule").click()
    ada.get_by_role("navigation", name="Parts of the version").get_by_role("link", name="Sections").click()
    ada.get_by_role("button", name=re.compile("^All still right")).click()
    expect(ada.get_by_text("Still right?")).to_have_count(0)
    says(ada, "From review on the text can no longer be changed.")


def try_on_past_posts(world: World, ada: Page, worker_is_off: Callable[[bool], None]) -> None:
    policy_page(ada, "2.0")
    ada.goto(f"{ada.url}backtest/")
    worker_is_off(True)
    ada.get_by_role("button", name="Run it on past posts").click()
    says(ada, "Waiting for a worker")
    says(ada, "0 of 2")
    world.look_at(ada)
    worker_is_off(False)
    post_tasks.backtest(Backtest.objects.get().pk)
    ada.get_by_role("link", name="Look again now").click()
    says(ada, "1 of 2 posts would be treated otherwise")
    says(ada, "Would now stop it")
    expect(ada.locator("mark", has_text="COME AND MEET US")).to_be_visible()
    expect(ada.get_by_text(CALM)).to_have_count(0)
    world.look_at(ada)


def ask_for_changes(world: World, ada: Page, ben: Page) -> None:
    policy_page(ben, "2.0")
    says(ben, "What changes against 1.0")
    expect(ben.locator("ins", has_text=NO_CAPITALS)).to_be_visible()
    ben.get_by_role("button", name="Ask for changes").click()
    says(ben, "Say what has to change. The author reads it above the draft.")
    ben.get_by_label("What has to change?").fill("Please say that abbreviations are fine.")
    with ben.expect_navigation():
        ben.get_by_role("button", name="Ask for changes").click()
    policy_page(ada, "2.0")
    says(ada, "Please say that abbreviations are fine.")
    ada.get_by_role("link", name="Change the text").click()
    ada.get_by_role("link", name="7. Etiquette", exact=True).click()
    text = ada.get_by_label("Text", exact=True)
    text.fill(f"{text.input_value()} Abbreviations are fine.")
    with ada.expect_navigation():
        ada.get_by_role("button", name="Save section").click()
    ada.get_by_role("navigation", name="Parts of the version").get_by_role("link", name="Sections").click()
    with ada.expect_navigation():
        ada.get_by_role("button", name=re.compile("^All still right")).click()
    expect(ada.get_by_text("Still right?")).to_have_count(0)


def compare(world: World, page: Page) -> None:
    """What changed, in words that are read out too."""
    policy_page(page, "2.0")
    page.get_by_label("Compare 2.0 with").select_option(label="1.0, superseded")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("heading", level=1, name="What changed from 1.0 to 2.0")).to_be_visible()
    expect(page.locator("ins", has_text=NO_CAPITALS)).to_be_visible()
    expect(page.get_by_text("put in:").first).to_be_attached()
    says(page, "shouting")
    world.look_at(page)


def approving_is_refused(clock, world: World, post) -> None:
    """Ben opened the post on the last day, and presses the button after it; then he reads, and may."""
    ben = world.as_("ben")
    ben.goto(f"/eastfold/posts/{post.pk}/")
    expect(ben.get_by_role("button", name=re.compile("^Approve"))).to_be_visible()
    clock.move_to(at("2027-06-29", "00:01"))
    ben.get_by_role("button", name=re.compile("^Approve")).click()
    says(ben, "You have not read “Social media policy 2.0” yet; it was due on Mon 28 Jun 2027.")
    world.look_at(ben)
    post.refresh_from_db()
    assert post.state == PostState.SUBMITTED
    ben.goto("/eastfold/policies/reading/")
    ben.get_by_role("link", name=re.compile("^Read it.*2.0$")).click()
    says(
        ben,
        "Until you have read and accepted it, you can look at everything, but not approve anything",
    )
    world.look_at(ben)
    go_to_the_questions(ben)
    answer_and_accept(ben, "2.0")
    ben.goto(f"/eastfold/posts/{post.pk}/")
    ben.get_by_role("button", name=re.compile("^Approve")).click()
    expect(ben.get_by_text("Approved", exact=True).first).to_be_visible()


def who_has_read(world: World, ada: Page) -> None:
    ada.goto("/eastfold/policies/reading/")
    world.look_at(ada)
    table = ada.get_by_role("table", name="Who has read what")
    for name in ("Ada Finch", "Ben Carter", "Mo Hussain"):
        expect(table.get_by_role("row").filter(has_text=name)).to_be_visible()
    with ada.expect_download() as download:
        ada.get_by_role("button", name="Download all as CSV").click()
    rows = download.value.path().read_text("utf-8-sig").splitlines()
    assert [sum(f"{name}" in row for row in rows) for name in ("Ada", "Ben", "Mo")] == [2, 2, 2]


def test_a_policy_begins_is_read_changes_and_is_read_again(world, clock, worker_is_off):
    # 12 April: the short form writes the first version
    ada = world.as_("ada")
    invitation = answer_the_short_form(world, ada)
    find_it_complete(world, ada)
    ben = accept_invitation(world, invitation)
    mo = accept_invitation(world, invite_mo(ada))

    # A second person approves it, and it takes over at its date
    send_for_review(world, ada, "1.0")
    policy_page(ben, "1.0")
    approve(world, ben, "1.0")
    schedule(world, ada, "1.0", "2027-04-13", "It begins on Tue 13 Apr 2027")
    let_it_take_over(clock, "1.0", "2027-04-13")

    # Three people read it
    clock.move_to(at("2027-04-13", "09:00"))
    ada, ben, mo = world.as_("ada"), world.as_("ben"), world.as_("mo")
    for page in (ada, ben, mo):
        read_from_home(page, "1.0")
        says(page, "This is the first version, so there is nothing to compare it with.")
        go_to_the_questions(page)
    answer_one_wrong(world, mo)
    for page in (ada, ben, mo):
        answer_and_accept(page, "1.0")
    assert [has_read(name, "1.0") for name in ("ada", "ben", "mo")] == [True, True, True]

    # 7 June: a section says something else, so it becomes 2.0
    clock.move_to(at("2027-06-07", "09:00"))
    past_posts(world.service)
    ada, ben = world.as_("ada"), world.as_("ben")
    change_a_section(world, ada)
    confirm_what_stands_on_it(world, ada)
    try_on_past_posts(world, ada, worker_is_off)
    send_for_review(world, ada, "2.0")
    ask_for_changes(world, ada, ben)
    send_for_review(world, ada, "2.0")
    policy_page(ben, "2.0")
    approve(world, ben, "2.0")
    schedule(world, ada, "2.0", "2027-06-14", "It begins on Mon 14 Jun 2027")
    let_it_take_over(clock, "2.0", "2027-06-14")
    assert PolicyVersion.objects.get(state=VersionState.SUPERSEDED).number == "1.0"

    # It is asked to be read again, with what changed before the text; Ben does not
    clock.move_to(at("2027-06-14", "09:00"))
    ada, mo = world.as_("ada"), world.as_("mo")
    compare(world, mo)
    for page in (ada, mo):
        page.goto("/eastfold/")
        read_from_home(page, "2.0")
        expect(page.locator("ins", has_text=NO_CAPITALS)).to_be_visible()
        go_to_the_questions(page)
        answer_and_accept(page, "2.0")
    assert [has_read(name, "2.0") for name in ("ada", "ben", "mo")] == [True, False, True]

    # His ten working days end
    clock.move_to(at("2027-06-28", "16:00"))
    author = User.objects.get(email="mo@eastfold.example")
    post = PostFactory(service=world.service, author=author, submitted=True, text=CALM)
    approving_is_refused(clock, world, post)
    assert has_read("ben", "2.0")

    # What is on record
    who_has_read(world, world.as_("ada"))
    assert Channel.objects.filter(service=world.service, network="facebook").count() == 1
    assert first_broken_link(world.service) is None

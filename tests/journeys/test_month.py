"""A month, in a browser: planned by Priya, approved by Tom on his phone, sent by the workers, mended and taken off.

Helen says what the channels are for; Priya fills June from a template, an old post, the day's theme, a spreadsheet and
a campaign; Tom approves six posts one after the other on a screen of 390 px. Posts are dragged and moved by keyboard,
the month is printed on one sheet. The server runs inside the test, so that the clock can be moved over the weeks;
beat's ticks are called by hand.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Locator, Page, expect

from accounts.models import Service, User
from audit.services import first_broken_link
from channels.models import SandboxPost
from policies import questions, readings, starter, workflow
from policies.digests import digest_of
from policies.models import Reading
from posts import tasks
from posts.models import Delivery, DeliveryState, Post, PostState
from tests.factories.channels import ChannelFactory
from tests.factories.posts import PostFactory
from tests.journeys.conftest import NARROW, TWO_LOOKS, assert_accessible, assert_fits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

expect.set_options(timeout=30_000)  # a shared machine may be slow
LONDON = ZoneInfo("Europe/London")
A_SHEET = re.compile(rb"/Type\s*/Page[^s]")
OLD = "Our travel guide explains who can ask for help with transport to school, and how."
AGAIN = "Planning for September? Our travel guide says who can ask for help with transport to school, and how."
MORNING = "Come to our coffee morning on Tuesday 1 June 2027, 10:00 to 12:00, at Harbour Library. No need to book."
MENDED = "Come to our coffee morning on Tuesday 1 June 2027, 10:30 to 12:00, at Harbour Library. No need to book."
ASK = "Parents often ask us who comes to a review meeting. Our leaflet lists them, and what each one does."
STORIES = "Our leaflet about sharing stories at bedtime is out. Call us on 01632 960417 and we post it to you."
PLAY = "Our list of summer play schemes is ready. It says where each one is and how to book. Ask us for a copy."
PLAN = """Date,Time,Title,Text,Channels
2/6/2027,17:00,Help line hours,"In June our help line is open from 9:30 to 16:00, Monday to Friday.",Facebook
15/6/2027,10:00,Bedtime stories,"{stories}",Sandbox
31/6/2027,10:00,A day that is none,"Our survey closes soon.",Sandbox
"""
CHOSEN = ("Coffee morning", "Travel guide", "Who comes to a review", "Help line hours", "Bedtime stories", "Summer")


def at(day: str, hour: str) -> dt.datetime:
    """A time on the service's own clock."""
    return dt.datetime.fromisoformat(f"{day} {hour}").replace(tzinfo=LONDON)


@dataclass
class World:
    """What the steps of the walk share."""

    service: Service
    url: str
    new_context: Callable[..., BrowserContext]
    javascript: bool
    look_at: Callable[[Page], None]

    def as_(self, user: User, **options) -> Page:
        """A person's browser on a new day, on their home page."""
        client = Client()
        client.force_login(user)
        context = self.new_context(java_script_enabled=self.javascript, **options)
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.url}])
        page = context.new_page()
        page.goto(f"/{self.service.slug}/")
        return page


@pytest.fixture
def clock(time_machine):
    time_machine.move_to(at("2027-03-15", "08:00"))
    return time_machine


@pytest.fixture
def policy(service, manager, approver, coordinator, clock):
    """The starter policy, in force for ten weeks and read by everybody."""
    version = starter.create_starter_policy(service, manager, manager)
    workflow.submit(version.pk, by=manager)
    workflow.approve(version.pk, by=approver)
    version = workflow.put_in_force(version.pk, by=manager, reason="Staff begin today.")
    right = {one.key: one.question.answer for one in questions.answered(version, {})}
    for reading in Reading.objects.filter(campaign__version=version).select_related("user"):
        readings.keep_answers(reading.pk, by=reading.user, answers=right)
        readings.accept(reading.pk, by=reading.user, digest=digest_of(version))
    return version


@pytest.fixture
def channels(service, manager, policy):
    """One that the server reaches, and one that a person fills."""
    ChannelFactory(service=service, owner=manager, handle="@northshire")
    ChannelFactory(service=service, owner=manager, handle="Northshire SENDIASS", by_hand=True)


@pytest.fixture
def travel_guide(service, coordinator, approver, channels, clock) -> Post:
    """Went out on 14 March, so that it has rested for 70 days."""
    people = {"author": coordinator, "approver": approver}
    return PostFactory(service=service, published=True, in_days=-1, title="Travel guide", text=OLD, **people)


def world_of(service, live_server, own_context, javascript: bool) -> World:
    return World(service, live_server.url, own_context, javascript, look_closely if javascript else assert_fits)


def look_closely(page: Page) -> None:
    """Axe on a wide page in light and a narrow one in dark; nothing beyond the edge of a phone."""
    assert_accessible(page, looks=TWO_LOOKS)
    assert_fits(page)


def says(page: Page, sentence: str | re.Pattern[str]) -> Locator:
    """The sentence stands on the page, where a person sees it."""
    found = page.get_by_text(sentence).first
    expect(found).to_be_visible()
    return found


def go(page: Page, place: str, *further: str) -> None:
    """By the navigation and the places below it, as a person goes."""
    page.get_by_role("navigation").get_by_role("link", name=re.compile(f"^{place}")).first.click()
    for name in further:
        page.get_by_role("navigation").get_by_role("link", name=name, exact=True).first.click()


def post_called(title: str) -> Post:
    return Post.objects.get(title=title, state__in=set(PostState) - {PostState.PUBLISHED})


# The plan


def say_what_channels_are_for(world: World, helen: Page) -> None:
    go(helen, "Calendar", "Strategy")
    says(helen, "No strategy yet")
    world.look_at(helen)
    helen.get_by_role("link", name=re.compile("^Write the strategy for Sandbox")).click()
    helen.get_by_role("checkbox", name="Parents and carers").check()
    helen.get_by_label("Posts a week").fill("")
    helen.get_by_role("checkbox", name="Tuesday, 10:00").check()
    helen.get_by_role("checkbox", name="Thursday, 10:00").check()
    helen.get_by_role("button", name="Save the strategy").click()
    says(helen, "Say how many posts a week the channel is to have")
    world.look_at(helen)
    helen.get_by_label("Posts a week").fill("2")
    helen.get_by_role("button", name="Save the strategy").click()
    says(helen, "The calendar shows its gaps.")
    helen.get_by_role("link", name=re.compile("^Write the strategy for Facebook")).click()
    helen.get_by_label("Posts a week").fill("1")
    helen.get_by_role("checkbox", name="Wednesday, 17:00").check()
    helen.get_by_role("button", name="Save the strategy").click()
    helen.get_by_role("link", name="Change the themes").click()
    thursday = helen.get_by_role("group", name="Thursday")
    thursday.get_by_label("Theme").fill("Ask us")
    thursday.get_by_label("Hashtag").fill("#AskUsThursday")
    thursday.get_by_label("What to write about").fill("A question that parents ask often")
    world.look_at(helen)
    helen.get_by_role("button", name="Save the themes").click()
    says(helen, "#AskUsThursday")
    world.look_at(helen)


def keep_a_template(world: World, priya: Page) -> None:
    go(priya, "Posts", "Templates")
    world.look_at(priya)
    priya.get_by_role("link", name="Make a template").click()
    priya.get_by_label("Name", exact=True).fill("Coffee morning")
    priya.get_by_label("What kind of post is it?").select_option(label="Before an event")
    priya.get_by_label("Text", exact=True).fill("Come to our coffee morning on [day and date], at [place].")
    priya.get_by_label("What to think of").fill("Is the lift working?")
    world.look_at(priya)
    priya.get_by_role("button", name="Save the template").click()
    says(priya, "Come to our coffee morning on [day and date], at [place].")


def june(page: Page) -> None:
    """The month that is planned, from the navigation."""
    go(page, "Calendar")
    page.get_by_role("link", name="June", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="June 2027")).to_be_visible()


def gap(page: Page, day: str) -> Locator:
    """The gap of a day, in the list of the month."""
    return page.locator(f"#day-{day}").get_by_role("link", name=re.compile("^Fill this slot: Sandbox"))


def write(page: Page, title: str, text: str) -> None:
    page.get_by_label("Title").fill(title)
    page.get_by_label("Text", exact=True).fill(text)


def submit(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^Submit")).click()
    says(page, "Waiting for approval")


def fill_from_a_template(world: World, priya: Page) -> None:
    june(priya)
    says(priya, "15 gaps against the strategy")
    world.look_at(priya)
    gap(priya, "2027-06-01").click()
    expect(priya.get_by_role("heading", level=1, name="Fill Tue 1 June, 10:00")).to_be_visible()
    world.look_at(priya)
    priya.get_by_role("button", name=re.compile("^Begin with it.*Coffee morning")).click()
    says(priya, "Is the lift working?")
    says(priya, "Fill in [day and date], [place], or take it out")
    world.look_at(priya)
    write(priya, "Coffee morning", MORNING)
    expect(priya.get_by_text("Fill in [day and date]")).to_have_count(0)
    says(priya, "Is the lift working?")
    submit(priya)


def fill_with_an_old_post(world: World, priya: Page) -> None:
    june(priya)
    gap(priya, "2027-06-08").click()
    says(priya, "out 70 days ago and not used since")
    priya.get_by_role("button", name=re.compile("^Repeat it.*Travel guide")).click()
    says(priya, "Reworded from")
    world.look_at(priya)
    write(priya, "Travel guide", AGAIN)
    submit(priya)


def fill_by_the_theme(world: World, priya: Page) -> None:
    june(priya)
    gap(priya, "2027-06-03").click()
    priya.get_by_role("button", name=re.compile("^New draft.*Ask us")).click()
    expect(priya.get_by_label("Text", exact=True)).to_have_value(re.compile("#AskUsThursday"))
    write(priya, "Who comes to a review", f"{ASK}\n\n#AskUsThursday")
    submit(priya)


def bring_a_spreadsheet(world: World, priya: Page) -> None:
    """Its third line names a day that is none: it is shown, and left out."""
    go(priya, "Posts", "Plans in and out")
    world.look_at(priya)
    plan = PLAN.format(stories=STORIES).encode()
    priya.get_by_label("Your plan").set_input_files({"name": "June.csv", "mimeType": "text/csv", "buffer": plan})
    priya.get_by_role("button", name="Read the plan").click()
    says(priya, "2 drafts would be made; 1 line left out.")
    says(priya, "“31/6/2027” is no day of the calendar.")
    world.look_at(priya)
    assert not Post.objects.filter(title="Bedtime stories").exists()
    priya.get_by_role("button", name="Make 2 drafts, leave out 1").click()
    says(priya, "2 drafts of this plan stand")
    world.look_at(priya)
    plan_page = priya.url
    for title in ("Help line hours", "Bedtime stories"):
        priya.goto(plan_page)
        priya.get_by_role("link", name=title).click()
        submit(priya)
    assert not Post.objects.filter(title="A day that is none").exists()


def plan_a_campaign(world: World, priya: Page) -> None:
    go(priya, "Posts", "Campaigns")
    world.look_at(priya)
    priya.get_by_role("link", name="Plan a campaign").click()
    priya.get_by_label("Name", exact=True).fill("Summer of play")
    priya.get_by_label("What is it for?").fill("Families know which play schemes are open to every child.")
    priya.get_by_label("Key messages").fill("Play has no labels.")
    priya.get_by_label("First day").fill("2027-06-14")
    priya.get_by_label("Last day").fill("2027-06-30")
    world.look_at(priya)
    priya.get_by_role("button", name="Plan the campaign").click()
    priya.get_by_role("button", name="Ask for leave").click()
    says(priya, "The line manager has an e-mail about the campaign.")
    world.look_at(priya)


def give_leave(world: World, tom: Page) -> None:
    go(tom, "Posts", "Campaigns")
    tom.get_by_role("link", name="Summer of play").click()
    says(tom, "Play has no labels.")
    world.look_at(tom)
    tom.get_by_role("button", name="Give leave").click()
    says(tom, "You gave leave for the campaign.")


def write_a_post_of_the_campaign(world: World, priya: Page) -> None:
    go(priya, "Posts", "Campaigns")
    priya.get_by_role("link", name="Summer of play").click()
    priya.get_by_role("link", name="New post in this campaign").click()
    write(priya, "Summer", PLAY)
    for channel in priya.locator("#id_channels").get_by_role("checkbox").all():
        channel.uncheck()
    priya.get_by_role("checkbox", name=re.compile("^Sandbox")).check()
    priya.get_by_label("Date", exact=True).fill("2027-06-17")
    priya.get_by_label("Time", exact=True).fill("10:00")
    submit(priya)


# Approval, on a phone


def approve_one_after_the_other(world: World, tom: Page) -> None:
    """From the home page of a phone; each decision leads to the next post that waits."""
    tom.get_by_role("link", name=re.compile("Coffee morning|Read it|Open post|approve", re.I)).first.click()
    expect(tom.get_by_role("button", name="Approve and schedule")).to_be_visible()
    world.look_at(tom)
    for left in range(len(CHOSEN), 0, -1):
        expect(tom.get_by_text(f"of {left} waiting")).to_have_count(1 if left > 1 else 0)
        approve = tom.get_by_role("button", name="Approve and schedule")
        expect(approve).to_be_in_viewport()  # in reach without scrolling
        approve.click()
        says(tom, "Approved. It goes out")
    assert_fits(tom)
    states = Post.objects.filter(title__in=CHOSEN).exclude(state=PostState.PUBLISHED).values_list("state", flat=True)
    assert list(states) == [PostState.SCHEDULED] * len(CHOSEN)


# Moving


def day_in_grid(page: Page, day: str) -> Locator:
    return page.locator(f"[data-day='{day}']")


def time_of(title: str) -> dt.datetime:
    return post_called(title).publish_at


def drag(page: Page, title: str, day: str) -> None:
    line = page.locator("[data-move]").filter(has_text=title)
    expect(line).to_have_attribute("draggable", "true")  # the script runs
    line.drag_to(day_in_grid(page, day))


def drag_and_undo(world: World, priya: Page) -> None:
    june(priya)
    drag(priya, "Bedtime stories", "2027-06-16")
    says(priya, "Undo")
    expect(day_in_grid(priya, "2027-06-16").get_by_role("link", name=re.compile("Bedtime stories"))).to_be_visible()
    assert time_of("Bedtime stories") == at("2027-06-16", "10:00")
    world.look_at(priya)
    priya.get_by_role("button", name=re.compile("^Undo")).click()
    expect(day_in_grid(priya, "2027-06-15").get_by_role("link", name=re.compile("Bedtime stories"))).to_be_visible()
    assert time_of("Bedtime stories") == at("2027-06-15", "10:00")
    drag(priya, "Bedtime stories", "2027-06-16")
    expect(priya.locator("[data-move-status]")).to_have_text(re.compile("“Bedtime stories” is moved to Wed 16 Jun"))
    expect(day_in_grid(priya, "2027-06-16").get_by_role("link", name=re.compile("Bedtime stories"))).to_be_visible()


def move_by_keyboard(priya: Page) -> None:
    """A day on with an arrow; and to another time with the form that the key M opens."""
    summer = priya.locator("[data-move]").get_by_role("link", name=re.compile("Summer"))
    summer.focus()
    priya.keyboard.press("Shift+ArrowRight")
    expect(priya.locator("[data-move-status]")).to_have_text(re.compile("“Summer” is moved to Fri 18 Jun, 10:00"))
    expect(summer).to_be_focused()
    assert time_of("Summer") == at("2027-06-18", "10:00")
    review = priya.locator("[data-move]").get_by_role("link", name=re.compile("Who comes to a review"))
    review.focus()
    priya.keyboard.press("m")
    dialog = priya.get_by_role("dialog")
    dialog.get_by_label("Time").fill("12:15")
    dialog.get_by_label("Time").press("Enter")
    expect(priya.locator("[data-day='2027-06-03']").get_by_text("12:15")).to_be_visible()
    assert time_of("Who comes to a review") == at("2027-06-03", "12:15")


def move_by_the_form(world: World, priya: Page, title: str, day: str, hour: str) -> None:
    """From the list of the month, without a script."""
    june(priya)
    priya.get_by_role("link", name=re.compile(f"^Change time of {title}")).click()
    world.look_at(priya)
    priya.get_by_label("Date", exact=True).fill(day)
    priya.get_by_label("Time", exact=True).fill(hour)
    priya.get_by_role("button", name="Move the post").click()
    says(priya, re.compile(f"“{title}” is moved to"))
    assert time_of(title) == at(day, hour)


# Paper, and other calendars


def print_the_month(world: World, priya: Page) -> None:
    june(priya)
    priya.get_by_role("link", name=re.compile("^Print")).click()
    for title in CHOSEN:
        says(priya, title)
    world.look_at(priya)
    assert len(A_SHEET.findall(priya.pdf(prefer_css_page_size=True))) == 1
    priya.get_by_role("link", name="Back to the calendar").click()


def subscribe(world: World, priya: Page) -> None:
    """The address opens for a programme that is not signed in."""
    go(priya, "Calendar", "Subscribe")
    priya.get_by_role("button", name="Make my address").click()
    world.look_at(priya)
    address = urlsplit(priya.locator("code").inner_text()).path
    answer = world.new_context().request.get(address)
    assert answer.ok
    events = icalendar.Calendar.from_ical(answer.body()).walk("VEVENT")
    starts = {str(event["summary"]): event["dtstart"].dt for event in events}
    assert {f"{title} (scheduled)" for title in CHOSEN} <= set(starts)
    assert starts["Summer (scheduled)"] == at("2027-06-18", "10:00")


# Going out


def beat() -> None:
    """Two beats at once do no harm."""
    tasks.send_due.delay()
    tasks.send_due.delay()


def out(title: str) -> list[dt.datetime]:
    """When the post was put on the networks."""
    sent = Delivery.objects.filter(post__title=title, state=DeliveryState.SENT, due_at__gte=at("2027-05-24", "00:00"))
    return list(sent.values_list("sent_at", flat=True))


def on_the_sandbox(text: str) -> int:
    return SandboxPost.objects.filter(text=text, removed_at=None).count()


def goes_out(clock, title: str, text: str, day: str, hour: str) -> None:
    """Not a second early, then once."""
    clock.move_to(at(day, hour) - dt.timedelta(seconds=1))
    beat()
    assert (out(title), on_the_sandbox(text)) == ([], 0)
    clock.move_to(at(day, hour))
    beat()
    clock.move_to(at(day, hour) + dt.timedelta(seconds=5))
    beat()
    assert [abs(when - at(day, hour)) < dt.timedelta(seconds=5) for when in out(title)] == [True]
    assert on_the_sandbox(text) == 1
    assert Post.objects.get(title=title, publish_at=at(day, hour)).state == PostState.PUBLISHED


def put_out_by_hand(world: World, priya: Page) -> None:
    """On a phone: the text to copy, then where it stands."""
    says(priya, "Put out “Help line hours” by hand")
    priya.get_by_role("link", name=re.compile("^Put it out")).first.click()
    expect(priya.get_by_label("Exactly this text was approved")).to_have_value(re.compile("In June our help line"))
    world.look_at(priya)
    priya.get_by_label(re.compile("^Address of the post")).fill("https://facebook.example/northshire/posts/41")
    priya.get_by_role("button", name="It is out").click()
    says(priya, "Thank you. It counts as sent.")
    assert Post.objects.get(title="Help line hours").state == PostState.PUBLISHED


def open_post(page: Page, title: str) -> None:
    go(page, "Posts")
    page.get_by_role("table").get_by_role("link", name=title, exact=True).first.click()
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()


def correct(world: World, priya: Page, tom: Page) -> None:
    """It begins at half past ten: what is out says so as soon as Tom has approved it."""
    open_post(priya, "Coffee morning")
    world.look_at(priya)
    priya.get_by_role("link", name="Correct the post").click()
    priya.get_by_label("What is wrong with it?").fill("It begins at 10:30.")
    world.look_at(priya)
    priya.get_by_role("button", name="Write the correction").click()
    priya.get_by_label("Text", exact=True).fill(MENDED)
    submit(priya)
    assert (on_the_sandbox(MORNING), on_the_sandbox(MENDED)) == (1, 0)
    tom.goto(urlsplit(priya.url).path)
    says(tom, "It begins at 10:30.")
    says(tom, "It takes the place of what is out at once.")
    world.look_at(tom)
    tom.get_by_role("button", name=re.compile("^Approve")).click()
    says(tom, "Approved.")
    beat()
    assert (on_the_sandbox(MORNING), on_the_sandbox(MENDED)) == (0, 1)


def remove(world: World, priya: Page) -> None:
    go(priya, "Posts")
    priya.get_by_role("table").get_by_role("link", name="Travel guide", exact=True).first.click()
    priya.get_by_text("Remove it from the networks").click()
    priya.get_by_label("Why is it removed?").fill("The council has changed its rules.")
    world.look_at(priya)
    priya.get_by_role("button", name="Remove the post").click()
    says(priya, "The council has changed its rules.")
    beat()
    assert on_the_sandbox(AGAIN) == 0


def test_a_month_is_planned_approved_on_a_phone_sent_and_mended(
    service, coordinator, approver, manager, travel_guide, clock, live_server, own_context
):
    # 24 May: what the channels are for, and June filled
    clock.move_to(at("2027-05-24", "09:00"))
    world = world_of(service, live_server, own_context, javascript=True)
    say_what_channels_are_for(world, world.as_(manager))
    priya = world.as_(coordinator)
    keep_a_template(world, priya)
    fill_from_a_template(world, priya)
    fill_with_an_old_post(world, priya)
    fill_by_the_theme(world, priya)
    bring_a_spreadsheet(world, priya)
    plan_a_campaign(world, priya)

    # Tom, with his phone in the corridor
    tom = world.as_(approver, viewport=NARROW, has_touch=True, is_mobile=True)
    give_leave(world, tom)
    write_a_post_of_the_campaign(world, priya)
    tom.goto(f"/{service.slug}/")
    approve_one_after_the_other(world, tom)

    # Other times, paper, and Priya's own calendar
    priya.bring_to_front()
    drag_and_undo(world, priya)
    move_by_keyboard(priya)
    print_the_month(world, priya)
    subscribe(world, priya)

    # The first week of June; one post is wrong
    goes_out(clock, "Coffee morning", MORNING, "2027-06-01", "10:00")
    priya, tom = world.as_(coordinator), world.as_(approver, viewport=NARROW)
    correct(world, priya, tom)
    clock.move_to(at("2027-06-02", "17:00"))
    beat()
    put_out_by_hand(world, world.as_(coordinator, viewport=NARROW))
    goes_out(clock, "Who comes to a review", f"{ASK}\n\n#AskUsThursday", "2027-06-03", "12:15")

    # The second week; one post should not have gone out
    goes_out(clock, "Travel guide", AGAIN, "2027-06-08", "10:00")
    remove(world, world.as_(coordinator))

    # The rest of the month
    goes_out(clock, "Bedtime stories", STORIES, "2027-06-16", "10:00")
    goes_out(clock, "Summer", PLAY, "2027-06-18", "10:00")
    clock.move_to(at("2027-07-01", "09:00"))
    beat()
    assert SandboxPost.objects.count() == 5
    assert not Post.objects.filter(state__in=[PostState.SCHEDULED, PostState.PUBLISHING]).exists()
    assert first_broken_link(service) is None


def test_a_gap_is_filled_moved_and_approved_without_javascript(
    service, coordinator, approver, manager, travel_guide, clock, live_server, own_context
):
    clock.move_to(at("2027-05-24", "09:00"))
    world = world_of(service, live_server, own_context, javascript=False)
    say_what_channels_are_for(world, world.as_(manager))
    priya = world.as_(coordinator)
    fill_with_an_old_post(world, priya)
    move_by_the_form(world, priya, "Travel guide", "2027-06-10", "10:00")
    tom = world.as_(approver, viewport=NARROW)
    open_post(tom, "Travel guide")
    tom.get_by_role("button", name="Approve and schedule").click()
    says(tom, "Approved. It goes out Thu 10 Jun, 10:00.")
    goes_out(clock, "Travel guide", AGAIN, "2027-06-10", "10:00")

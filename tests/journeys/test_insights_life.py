"""The compliance page on a Monday, evidence, last year's spreadsheet, and what the figures advise; in a browser.

Helen walks by keyboard: a control is reached by Tab, or by its key. The server runs inside the test, at a fixed time.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import itertools
import json
import re
import zipfile
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook
from playwright.sync_api import Locator, Page, expect

from accounts.models import Service, User
from accounts.services import pause_sending
from audit.models import Event
from channels.models import Network, ProfileCheck
from insights import tasks
from insights.compliance.areas import AREAS, FIGURES
from insights.models import ChannelMonth, EvidencePack, FigureImport
from insights.summaries import refreshing
from moderation import workflow
from moderation.models import Comment, Incident
from policies.models import ReplyPurpose
from posts.models import Campaign, Delivery, DeliveryState, Objective, Post, Review, Revision, Theme
from tests.factories.channels import ChannelFactory, ProfileStandardFactory, RiskAssessmentFactory
from tests.factories.figures import total
from tests.factories.moderation import (
    CommentFactory,
    HouseRuleFactory,
    IncidentFactory,
    on_the_sandbox,
    reply_templates,
    sandbox_channel,
)
from tests.factories.months import month
from tests.factories.objectives import objective
from tests.factories.posts import PostFactory
from tests.journeys import keyboard
from tests.journeys.keyboard import press, reach
from tests.journeys.test_inbox_life import at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

expect.set_options(timeout=30_000)  # a shared machine may be slow
LONDON = ZoneInfo("Europe/London")
THURSDAY, TUESDAY = dt.date(2027, 3, 4), dt.date(2027, 1, 19)
MINUTE = dt.timedelta(minutes=1)
CASE = "My daughter Iris has had no taxi to school since Monday and nobody calls me back. What now?"
RUDE = "Muppets. All of you at that office."
PAUSED = "A fire at the school that Iris goes to"


def follow(page: Page, target: Locator) -> None:
    """Each of a dashboard's dozens of figures is a link, so what stands below them is far by Tab."""
    keyboard.follow(page, target, most=120)


@pytest.fixture(autouse=True)
def clock(time_machine):
    """Before anything is made, so that every row is of this time."""
    time_machine.move_to(at("2027-06-17", "10:00"))  # a Thursday
    return time_machine


@pytest.fixture
def facebook(service):
    return ChannelFactory(service=service, by_hand=True, handle="Northshire SENDIASS")


@pytest.fixture
def x(service):
    return ChannelFactory(service=service, network=Network.X, connector="by_hand", handle="@NorthshireSEND")


def address(name: str, *args) -> str:
    return reverse(name, args=["northshire", *args])


# What a service has done by the middle of June


def fill(service: Service, priya: User, tom: User, facebook) -> None:
    """A policy in force, and what was done under it."""
    reply_templates(service, *ReplyPurpose.values)
    HouseRuleFactory(service=service)
    work(service, priya, tom, facebook)
    list(refreshing.fill([service], timezone.now()))


def work(service: Service, priya: User, tom: User, facebook) -> None:
    """Two posts of which one was approved too late, one that nobody is sure of, a case in public, a profile adrift."""
    now = timezone.now()
    people = {"service": service, "author": priya, "approver": tom, "published": True}
    early, late = PostFactory(title="Coffee morning", **people), PostFactory(title="Autumn guide", **people)
    Review.objects.filter(post=early).update(at=early.published_at - dt.timedelta(hours=2))
    Review.objects.filter(post=late).update(at=late.published_at + MINUTE)
    sent = {"state": DeliveryState.SENT, "sent_at": early.publish_at, "remote_id": "r1"}
    for post, how in ((late, {"state": DeliveryState.UNKNOWN, "ask_person": True}), (early, sent)):
        to = {"channel": sandbox_channel(service), "revision": post.revision}
        Delivery.objects.create(post=post, digest=post.revision.digest, due_at=post.publish_at, **to, **how)
    common = {"service": service, "post": early}
    stood = now - dt.timedelta(hours=3)
    CommentFactory(case=True, text=CASE, author_name="Marion Dale", posted_at=stood, on_sandbox=True, **common)
    before = now - dt.timedelta(days=3)
    CommentFactory(
        case=True, author_name="Ade Coker", posted_at=before, hidden_at=before + 20 * MINUTE, closed=True,
        clock_stopped_at=before + 20 * MINUTE, **common,
    )  # fmt: skip
    incident = IncidentFactory(service=service, title="Calls that nobody made", opened_by=priya)
    CommentFactory(grievance=True, author_name="Sam Whitby", incident=incident, **common)
    CommentFactory(troll=True, text=RUDE, author_name="Realist 77", **common)
    ProfileStandardFactory(channel=facebook)
    RiskAssessmentFactory(channel=facebook)
    ProfileCheck.objects.create(channel=facebook, by=priya, drift=["description"], note="Our old number stands there.")


# The page on a Monday


def cell(page: Page, name: str) -> Locator:
    """The figure of this name."""
    return page.locator(".figure-row__cell", has=page.get_by_text(name, exact=True))


def rows(page: Page) -> Locator:
    return page.locator("main table.data-table tbody tr")


def open_wrong(page: Page, what: str | re.Pattern[str]) -> None:
    """Follow the link that mends a thing of the list."""
    item = page.locator(".mend-list__item").filter(has_text=what)
    expect(item).to_have_count(1)
    follow(page, item.get_by_role("link"))


def how_many_wrong(page: Page) -> int:
    return page.locator(".mend-list__item").count()


def back(page: Page, title: str) -> None:
    follow(page, page.locator("a.page-head__back"))
    expect(page.locator("h1")).to_have_text(title)


def test_a_service_manager_follows_five_figures_to_their_rows_and_mends_two_things(
    page_of, service, manager, coordinator, approver, facebook
):
    fill(service, coordinator, approver, facebook)
    page = page_of(manager)
    page.goto(address("insights:home"))
    follow(page, page.get_by_role("navigation", name="Main").get_by_role("link", name="Compliance"))
    home = "Do we keep our own policy?"
    expect(page.locator("h1")).to_have_text(home)
    for name, value, area, found in (
        ("Exposure of public case requests, median", "20 min", "Comments", ["3 h, not hidden", "20 min in public"]),
        ("Posts approved by somebody else", "1 of 2", "Approvals", ["Autumn guide", "Coffee morning"]),
        ("Policies in date", "1 of 1", "Policies", ["Social media policy"]),
        ("Deliveries that nobody was sure of", "1", "Publishing", ["Autumn guide"]),
    ):
        link = cell(page, name).get_by_role("link")
        expect(link).to_have_text(value)
        follow(page, link)
        expect(page.locator("h1")).to_have_text(name.partition(", ")[0])
        expect(rows(page)).to_have_count(len(found))
        for row, words in zip(rows(page).all(), found, strict=True):
            expect(row).to_contain_text(words)
        back(page, area)
        back(page, home)
    follow(page, page.get_by_role("table", name="Areas").get_by_role("link", name="Channels and consents"))
    link = cell(page, "Profiles as agreed").get_by_role("link")
    expect(link).to_have_text("0 of 1")
    follow(page, link)
    expect(rows(page)).to_contain_text(["Facebook"])
    expect(rows(page)).to_contain_text(["has drifted"])
    back(page, "Channels and consents")
    back(page, home)

    wrong = how_many_wrong(page)
    hide_what_is_in_public(page)
    follow(page, page.get_by_role("navigation", name="Main").get_by_role("link", name="Compliance"))
    expect(page.locator(".mend-list__item")).to_have_count(wrong - 1)
    expect(page.get_by_text("A case request has been in public")).to_have_count(0)
    put_the_profile_right(page)
    follow(page, page.get_by_role("navigation", name="Main").get_by_role("link", name="Compliance"))
    expect(page.locator(".mend-list__item")).to_have_count(wrong - 2)
    expect(page.get_by_text("has drifted")).to_have_count(0)
    page.goto(address("insights:figure", "profiles"))
    expect(rows(page)).to_contain_text(["As it should be"])


def hide_what_is_in_public(page: Page) -> None:
    comment = Comment.objects.get(text=CASE)
    open_wrong(page, "A case request has been in public for 3 h")
    expect(page.locator("#hold")).to_contain_text("Yours until")
    page.keyboard.press("1")
    expect(page.locator("#class-case_request")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("h")
    expect(page.locator("#pane")).to_contain_text("Was in public for")
    assert on_the_sandbox(comment).hidden_at


def put_the_profile_right(page: Page) -> None:
    open_wrong(page, re.compile("^The profile of .*Northshire SENDIASS.* has drifted"))
    follow(page, page.get_by_role("button", name="Keep what I saw"))
    expect(page.get_by_text("All as agreed.")).to_be_visible()


# Somebody who only looks


def names_and_texts(viewer: User) -> set[str]:
    """Of everybody and everything in the database. Pages say “Person 4” of whom they do not name, and so does the
    factory: its people are named otherwise first."""
    for user in User.objects.filter(name__startswith="Person "):
        User.objects.filter(pk=user.pk).update(name=f"Kit Harrow {user.pk}")
    found = {user.name for user in User.objects.exclude(pk=viewer.pk)}
    for comment in Comment.objects.all():
        found |= {comment.text, comment.author_name, comment.author_handle}
    found |= set(Incident.objects.values_list("title", flat=True))
    found |= set(Post.objects.values_list("title", flat=True)) | set(Revision.objects.values_list("text", flat=True))
    found |= set(ChannelMonth.objects.values_list("note", flat=True))
    found |= set(Campaign.objects.values_list("name", flat=True)) | set(Theme.objects.values_list("name", flat=True))
    found |= set(Objective.objects.values_list("words", flat=True))
    found |= set(Service.objects.values_list("pause_reason", flat=True))
    return found - {""}


def test_a_viewer_sees_every_figure_and_no_name_and_no_text(
    page_of, service, manager, viewer, coordinator, approver, facebook
):
    fill(service, coordinator, approver, facebook)
    pause_sending(service, by=manager, reason=PAUSED)
    secret = names_and_texts(viewer)
    assert {CASE, RUDE, PAUSED, "Marion Dale", "Realist 77", "Tom Ashworth", "Autumn guide"} <= secret
    page = page_of(viewer)
    places = [
        address("insights:compliance"),
        *(address("insights:area", area.key) for area in AREAS),
        *(address("insights:figure", key) for key in FIGURES),
    ]
    for place in places:
        assert page.goto(place).status == 200
        source = page.content()
        assert not [one for one in secret if one in source], place
    page.goto(address("insights:compliance"))
    assert how_many_wrong(page) > 3
    expect(page.locator(".mend-list a")).to_have_count(0)
    expect(page.get_by_role("link", name="Evidence pack")).to_have_count(0)
    expect(cell(page, "Posts approved by somebody else")).to_contain_text("1 of 2")
    follow(page, cell(page, "Posts approved by somebody else").get_by_role("link"))
    expect(rows(page)).to_have_count(2)
    expect(rows(page).get_by_role("link")).to_have_count(0)
    assert page.goto(address("evidence:list")).status == 403


# Evidence


def test_a_pack_of_a_span_is_made_downloaded_and_checked_by_somebody_who_has_nothing_of_ours(
    page_of, service, manager, coordinator, approver, facebook, monkeypatch
):
    fill(service, coordinator, approver, facebook)
    for comment in Comment.objects.open():
        workflow.confirm_category(comment.pk, comment.category, by=coordinator)
    asked: list[int] = []
    monkeypatch.setattr(tasks.make_pack, "delay", asked.append)
    page = page_of(manager)
    page.goto(address("insights:compliance"))
    follow(page, page.get_by_role("link", name="Evidence pack"))
    for label, digits in (("First day", "01062027"), ("Last day", "17062027")):
        reach(page, page.get_by_label(label))
        page.keyboard.type(digits)
    follow(page, page.get_by_role("button", name="Make the pack"))
    expect(page.locator("#progress")).to_contain_text("Waiting for its turn")
    expect(page.get_by_role("link", name="Download the ZIP")).to_have_count(0)
    (pack_id,) = asked
    tasks.make_pack(pack_id)
    link = page.get_by_role("link", name="Download the ZIP")
    expect(link).to_be_visible()  # the page looks again by itself
    with page.expect_download() as download:
        press(page, link)
    whole = Path(download.value.path()).read_bytes()
    shown = page.locator(".fact-list div", has_text="SHA-256").locator("dd")
    expect(shown).to_have_text(hashlib.sha256(whole).hexdigest())
    events = checked_by_an_outsider(whole)
    taken = Event.objects.get(thing="insights.evidencepack", thing_id=pack_id, kind__contains="download")
    assert taken.actor == manager
    assert {one["actor_label"] for one in events} == {"Priya Nair", "Helen Okafor"}
    assert len(events) > 3
    assert EvidencePack.objects.get().title in page.title()


def checked_by_an_outsider(whole: bytes) -> list[dict]:
    """As VERIFY.txt says: the sums of all files, the hash of each event, and that they follow each other."""
    with zipfile.ZipFile(io.BytesIO(whole)) as pack:
        files = {name: pack.read(name) for name in pack.namelist()}
    sums = dict(reversed(line.split("  ", 1)) for line in files["SHA256SUMS"].decode().splitlines())
    assert set(sums) == set(files) - {"SHA256SUMS"}
    assert {name: hashlib.sha256(files[name]).hexdigest() for name in sums} == sums
    events = [json.loads(line) for line in files["events.jsonl"].decode().split("\n")[:-1]]
    first = ["previous_hash", "service_id", "number", "at", "kind", "actor_id", "job", "actor_label"]
    names = [*first, "thing", "thing_id", "label", "data"]
    for one in events:
        values = [one[name] for name in names]
        written = json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
        assert hashlib.sha256(written.encode("ascii")).hexdigest() == one["hash"]
    for before, one in itertools.pairwise(events):
        assert one["number"] == before["number"] + 1
        assert one["previous_hash"] == before["hash"]
    return events


# The spreadsheet of the guide

HEADS = ["Month", "Platform", "People who follow us", "Impressions", "Engagements", "Retweets", "Likes", "Comments"]
RIGHT = [
    ["Sep 2026", "Facebook", "1,200", 9400, 380, 60, 210, 30],
    [dt.date(2026, 10, 1), "Facebook", "1,240", "9.8k", 401, 66, 232, "-"],
    ["October 2026", "Twitter", 900, "5,200", "1.2k", 30, 110, 12],
]
WRONG = [
    ["Octember 2026", "Facebook", 1, 1, 1, 1, 1, 1],
    ["Nov 2026", "Friendster", 1, 1, 1, 1, 1, 1],
    ["Nov 2026", "Twitter", 910, 5400, "4%", 31, 118, 9],
]
MENDED = [
    ["Nov 2026", "Facebook", "1,290", "10.1k", 420, 71, 240, 33],
    ["Dec 2026", "Facebook", 1305, 9900, 415, 64, 229, 28],
    ["Nov 2026", "Twitter", 910, 5400, 216, 31, 118, 9],
]


def workbook(lines: list[list]) -> dict:
    """A title, an empty row, the heads, the lines: so the lines begin in the fourth."""
    book = Workbook()
    for row in (["Our figures 2026/27"], [], HEADS, *lines):
        book.active.append(row)
    book.save(out := io.BytesIO())
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": "Figures 2026.xlsx", "mimeType": kind, "buffer": out.getvalue()}


def read_in(page: Page, lines: list[list]) -> None:
    """Choose the file (the browser's own window has no keys for us) and send it."""
    page.goto(address("figures:months"))
    follow(page, page.get_by_role("link", name="take over your spreadsheet"))
    page.get_by_label("Your spreadsheet").set_input_files(workbook(lines))
    follow(page, page.get_by_role("button", name="Read the file"))
    expect(page.locator("h1")).to_have_text("Which column is which?")


def test_a_years_spreadsheet_is_mended_taken_in_and_taken_back(page_of, service, manager, facebook, x):
    page = page_of(manager)
    read_in(page, RIGHT + WRONG)
    follows, retweets = page.get_by_label("People who follow us"), page.get_by_label("Retweets")
    expect(follows).to_have_value("")
    expect(retweets).to_have_value("reshares")
    reach(page, follows)
    page.keyboard.type("Foll")
    expect(follows).to_have_value("followers")
    follow(page, page.get_by_role("button", name="Show what would change"))
    expect(page.get_by_text("3 lines new, 0 change what is there, 3 wrong.")).to_be_visible()
    wrong = page.locator("section", has=page.get_by_role("heading", name="Wrong")).get_by_role("listitem")
    expect(wrong).to_have_count(3)
    expect(wrong).to_contain_text(["Line 7", "Line 8", "Line 9"])
    expect(wrong).to_contain_text(
        ["“Octember 2026” is no month.", "No channel here is called “Friendster”.", "“4%” is a percentage."]
    )
    follow(page, page.get_by_role("button", name="Take in 3 lines"))
    expect(page.get_by_role("alert")).to_contain_text("3 lines are wrong, so nothing was taken in")
    assert not ChannelMonth.objects.exists()

    read_in(page, RIGHT + MENDED)
    expect(follows).to_have_value("followers")  # as it was said the first time
    follow(page, page.get_by_role("button", name="Show what would change"))
    expect(page.get_by_text("6 lines new, 0 change what is there, 0 wrong.")).to_be_visible()
    follow(page, page.get_by_role("button", name="Take in 6 lines"))
    expect(page.get_by_text("6 lines of this file are taken in")).to_be_visible()
    october = ChannelMonth.objects.get(channel=facebook, month=dt.date(2026, 10, 1))
    assert (october.followers, october.impressions, october.replies) == (1240, 9800, None)
    assert ChannelMonth.objects.get(channel=x, month=dt.date(2026, 10, 1)).engagements == 1200
    assert ChannelMonth.objects.count() == 6
    page.goto(address("figures:months"))
    expect(page.locator("main")).to_contain_text("1,305")

    done = FigureImport.objects.latest("pk")
    page.goto(address("figures:import", done.pk))
    follow(page, page.get_by_role("button", name="Take this file back"))
    expect(page.get_by_text("This file was taken back.")).to_be_visible()
    assert not ChannelMonth.objects.exists()


# What the figures advise


def went_out(channel, first: dt.date, hour: dt.time, weeks: int, engagements: int) -> None:
    """One post a week at this hour of the service's own clock, which goes forward within these weeks."""
    for week in range(weeks):
        day = first + dt.timedelta(weeks=week)
        total(channel, dt.datetime.combine(day, hour, tzinfo=LONDON), engagements=engagements, impressions=900)


def test_best_times_tell_the_posts_behind_each_cell_and_an_objective_tells_what_to_expect(
    page_of, service, manager, facebook
):
    went_out(facebook, TUESDAY, dt.time(10, 0), 20, 40)
    went_out(facebook, THURSDAY, dt.time(17, 30), 12, 64)
    went_out(facebook, THURSDAY, dt.time(8, 0), 3, 90)
    for number, followers in enumerate((800, 850, 900, 950, 1000), start=1):
        month(facebook, dt.date(2027, number, 1), followers=followers, impressions=followers * 3)
    aim = objective(facebook, target=1075, begins_at=700, starts_on=dt.date(2027, 1, 1), due_on=dt.date(2027, 8, 31))
    page = page_of(manager)
    page.goto(address("figures:months"))
    follow(page, page.get_by_role("navigation", name="Figures").get_by_role("link", name="Best times"))
    best = "Thursdays 17:00 to 19:00 did best: 1.6 times the usual, 12 posts."
    expect(page.get_by_role("heading", name=best)).to_be_visible()
    cells = page.locator("table.heat-map tbody td")
    expect(cells).to_have_count(9 * 7)
    behind = {one for one in cells.locator(".visually-hidden").all_text_contents() if one != "no posts"}
    assert behind == {
        "1.6 times the usual, 12 posts, stands out",
        "as usual, 20 posts",
        "too few to say, 3 posts",
    }
    assert sum(int(one) for one in page.locator(".heat-map__posts").all_text_contents()) == 35

    follow(page, page.get_by_role("navigation", name="Figures").get_by_role("link", name="Objectives"))
    follow(page, page.locator("main article h3 a"))
    expect(page).to_have_url(re.compile(address("figures:objective", aim.pk) + "$"))
    outlook = re.compile(r"Between 1,\d{3} and 1,\d{3} on 31 August 2027, the aim is 1,075: \w+")
    expect(page.locator("article").get_by_text(outlook)).to_be_visible()
    summary = page.locator("summary", has_text="As a table")
    press(page, summary)
    table = page.locator("[data-chart-table] table")
    expect(table.locator("thead th")).to_have_text(["Day", "So far", "At least", "At most"])
    last = table.locator("tbody tr").last
    expect(last).to_contain_text("31 Aug 2027")
    least, most = (int(one.replace(",", "")) for one in last.locator("td").all_text_contents()[1:])
    assert 1000 < least < most

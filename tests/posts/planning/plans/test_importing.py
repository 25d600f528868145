"""From a file to drafts, all or none, once; and back."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from posts import services
from posts.content import digest
from posts.models import Delivery, PlanImport, Post, PostState
from posts.planning.plan import STATE_GROUPS
from posts.planning.plans import exporting, importing
from posts.planning.plans.exporting import Choice
from posts.planning.plans.importing import PlanRefused
from tests.factories.posts import CampaignFactory, PostFactory, channel

TOMORROW = timezone.localdate() + dt.timedelta(days=1)
CSV = (
    "Our plan for December\n"
    "Date,Time,Title,Text,Channels,Mood\n"
    f"{TOMORROW:%d/%m/%Y},9.30,Drop-in,Come in.,Sandbox,happy\n"
    f"{TOMORROW:%d/%m/%Y},5 pm,Question,What would you like to know?,Sandbox,\n"
    "31/02/2026,9am,Impossible,Never.,Sandbox,\n"
)


@pytest.fixture
def plan(service, coordinator) -> PlanImport:
    channel(service)
    return importing.read(service=service, by=coordinator, name="plan.csv", data=CSV.encode())


def test_a_plan_is_read_and_nothing_is_made_of_it_yet(plan):
    assert [row["number"] for row in plan.rows] == [3, 4, 5]
    assert plan.rows[0]["values"]["title"] == "Drop-in"
    assert not Post.objects.exists()


def test_the_good_lines_become_drafts_and_the_others_stay_out(plan, service, coordinator):
    done = importing.make(plan.pk, by=coordinator)
    first, second = Post.objects.order_by("pk")
    assert (done.state, done.made) == (PlanImport.State.DONE, 2)
    assert [row.get("post") for row in done.rows] == [first.pk, second.pk, None]
    assert (first.title, first.state, first.author, first.version) == ("Drop-in", PostState.DRAFT, coordinator, 1)
    assert service.local(first.publish_at).time() == dt.time(9, 30)
    assert first.revision.digest == digest(first.revision.content())
    assert [str(one) for one in services.channels_of(first)] == ["Sandbox @northshire"]
    kinds = service.events.order_by("number").values_list("kind", flat=True)
    assert list(kinds) == ["plan.read", "post.created", "post.created", "plan.drafts_made"]


def test_only_the_ticked_lines_are_made(plan, coordinator):
    assert importing.make(plan.pk, by=coordinator, chosen={4}).made == 1
    assert Post.objects.get().title == "Question"


def test_a_bad_line_among_the_ticked_ones_makes_none(plan, coordinator):
    with pytest.raises(PlanRefused, match="Line 5 cannot be made"):
        importing.make(plan.pk, by=coordinator, chosen={3, 5})
    assert not Post.objects.exists()


def test_a_line_whose_time_passed_since_the_page_was_drawn_makes_none(plan, coordinator):
    later = timezone.now() + dt.timedelta(days=3)
    with pytest.raises(PlanRefused, match="has passed"):
        importing.make(plan.pk, by=coordinator, chosen={3, 4}, now=later)
    assert not Post.objects.exists()


@pytest.mark.parametrize("chosen", [set(), {99}, {-1}])
def test_without_a_line_nothing_is_made(plan, coordinator, chosen):
    with pytest.raises(PlanRefused, match="Tick at least one line"):
        importing.make(plan.pk, by=coordinator, chosen=chosen)


def test_a_plan_is_made_once(plan, coordinator):
    importing.make(plan.pk, by=coordinator)
    with pytest.raises(PlanRefused, match="drafts already"):
        importing.make(plan.pk, by=coordinator)
    assert Post.objects.count() == 2


def test_the_same_file_read_again_makes_nothing_twice(plan, service, coordinator):
    importing.make(plan.pk, by=coordinator)
    again = importing.read(service=service, by=coordinator, name="plan.csv", data=CSV.encode())
    with pytest.raises(PlanRefused, match="Tick at least one"):
        importing.make(again.pk, by=coordinator)


def test_taking_back_leaves_what_somebody_worked_on(plan, coordinator):
    importing.make(plan.pk, by=coordinator)
    first = Post.objects.order_by("pk").first()
    written = services.written_of(first.revision, title="Another title")
    services.save_post(first.pk, by=coordinator, version=1, written=written)
    left, taken = importing.take_back(plan.pk, by=coordinator)
    assert (taken, left.made, left.state) == (1, 1, PlanImport.State.DONE)
    assert set(Post.objects.values_list("title", "state")) == {("Another title", "draft"), ("Question", "withdrawn")}
    with pytest.raises(PlanRefused, match="Every draft"):
        importing.take_back(plan.pk, by=coordinator)


def test_a_plan_whose_drafts_are_all_taken_back_can_be_read_and_made_again(plan, service, coordinator):
    importing.make(plan.pk, by=coordinator)
    left, taken = importing.take_back(plan.pk, by=coordinator)
    assert (taken, left.state) == (2, PlanImport.State.DROPPED)
    again = importing.read(service=service, by=coordinator, name="plan.csv", data=CSV.encode())
    assert importing.make(again.pk, by=coordinator).made == 2


def test_a_dropped_plan_makes_nothing(plan, coordinator):
    importing.drop(plan.pk, by=coordinator)
    for do in (importing.make, importing.drop, importing.take_back):
        with pytest.raises(PlanRefused, match="was dropped"):
            do(plan.pk, by=coordinator)


def test_only_a_coordinator_of_the_service_imports(plan, service, approver, outsider):
    for person in (approver, outsider):
        for do in (importing.make, importing.drop, importing.take_back):
            with pytest.raises(PermissionDenied):
                do(plan.pk, by=person)
        with pytest.raises(PermissionDenied):
            importing.read(service=service, by=person, name="plan.csv", data=CSV.encode())


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"Budget,Mood\n1,2\n", "it says “Budget”, “Mood”"),
        (b"Title,Text\n,\n", "no line below"),
        (b"\xd0\xcf\x11\xe0", "old Excel"),
    ],
)
def test_a_file_without_a_plan_is_refused(service, coordinator, data, sentence):
    with pytest.raises(PlanRefused, match=sentence):
        importing.read(service=service, by=coordinator, name="plan.csv", data=data)
    assert not PlanImport.objects.exists()


def test_a_hostile_name_of_a_file_is_kept_short_and_printable(service, coordinator):
    name = "\u202e../../" + "x" * 400 + "\n.csv"
    plan = importing.read(service=service, by=coordinator, name=name, data=b"Title,Date\nA,\n")
    assert len(plan.file_name) <= 200
    assert plan.file_name.isprintable()


def test_two_thousand_lines_are_made_in_few_queries(service, coordinator, django_assert_max_num_queries):
    channel(service)
    rows = "".join(f"{TOMORROW},9:30,Title {number},Text {number},sandbox\n" for number in range(2_000))
    data = f"Date,Time,Title,Text,Channels\n{rows}".encode()
    plan = importing.read(service=service, by=coordinator, name="plan.csv", data=data)
    with django_assert_max_num_queries(300):
        assert importing.make(plan.pk, by=coordinator).made == 2_000
    assert Post.objects.exclude(revision=None).count() == 2_000


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_is_written_out_is_read_in_as_the_same_posts(service, other_service, coordinator, kind):
    facebook, sandbox = channel(service, "facebook"), channel(service)
    campaign = CampaignFactory(service=service, name="Winter of play")
    when = {"publish_on": TOMORROW, "publish_time": dt.time(9, 30)}
    wanted = [
        services.Written(
            title="=1+1",
            text="Line one\n\n=SUM(A1)\t“quoted”, 'and' so on 🎈",
            kind="before_event",
            audience="young_people",
            link="https://www.example.org/a?b=c&d=é",
            link_title="Card",
            link_description="- first",
            channels=[facebook, sandbox],
            own_texts={facebook.pk: "@everybody on Facebook"},
            campaign=campaign,
            **when,
        ),
        services.Written(title="'=quoted", text="'=also", channels=[sandbox], publish_on=TOMORROW),
        services.Written(title="No text and no time"),
        services.Written(title="+44", text="-\n\nx", **when),
    ]
    before = [services.create_post(service=service, by=coordinator, written=one) for one in wanted]
    PostFactory(service=other_service)
    data = exporting.write(service=service, by=coordinator, choice=Choice(), kind=kind)
    plan = importing.read(service=service, by=coordinator, name=f"plan.{kind}", data=data)
    everything = {line.number for line in importing.lines_of(plan, timezone.now())}
    assert len(everything) == 4
    importing.make(plan.pk, by=coordinator, chosen=everything)
    after = Post.objects.of_service(service).exclude(pk__in=[post.pk for post in before])

    def said(posts):
        return sorted(
            (
                one.title,
                one.revision.digest,
                one.kind,
                one.audience,
                str(one.campaign),
                str(one.publish_at),
                str(one.publish_on),
            )
            for one in posts
        )

    assert said(after) == said(before)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_press_at_once_make_the_drafts_once(service, coordinator):
    channel(service)
    plan = importing.read(service=service, by=coordinator, name="plan.csv", data=CSV.encode())
    start, outcomes = threading.Barrier(2), []

    def press():
        start.wait()
        try:
            outcomes.append(importing.make(plan.pk, by=coordinator).made)
        except PlanRefused:
            outcomes.append(0)
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    [one.start() for one in threads]
    [one.join() for one in threads]
    assert sorted(outcomes) == [0, 2]
    assert Post.objects.count() == 2


@pytest.fixture
def page(client, coordinator, service):
    client.force_login(coordinator)
    channel(service)
    return f"/{service.slug}/posts/plans/"


def upload(client, page, data=None, name="plan.csv"):
    file = SimpleUploadedFile(name, CSV.encode() if data is None else data)
    return client.post(page, {"file": file})


def test_a_file_is_shown_line_by_line_and_made(client, page, service):
    shown = client.get(upload(client, page).url)
    plan = PlanImport.objects.get()
    assert "Make 2 drafts, leave out 1" in shown.text
    assert "no day of the calendar" in shown.text
    answer = client.post(f"{page}{plan.pk}/", {"make": "1", "line": ["3", "4"]}, follow=True)
    assert "2 drafts are made" in answer.text
    taken = client.post(f"{page}{plan.pk}/", {"take_back": "1"}, follow=True)
    assert "2 drafts are withdrawn" in taken.text


def test_a_refusal_keeps_what_was_ticked(client, page):
    upload(client, page)
    plan = PlanImport.objects.get()
    answer = client.post(f"{page}{plan.pk}/", {"make": "1", "line": ["4", "5"]})
    assert answer.status_code == 409
    assert "Line 5 cannot be made" in answer.text
    assert 'value="4" id="line-4" checked' in answer.text
    assert 'value="3" id="line-3" checked' not in answer.text


@pytest.mark.parametrize(
    ("data", "sentence"), [(b"", "empty"), (b"Budget\n1\n", "name the columns"), (b"\xd0\xcf\x11\xe0", "old Excel")]
)
def test_a_file_that_cannot_be_read_is_said_on_the_page(client, page, data, sentence):
    answer = upload(client, page, data)
    assert answer.status_code == 422
    assert sentence in answer.text


def test_no_file_at_all_is_said(client, page):
    answer = client.post(page, {})
    assert answer.status_code == 422
    assert "Choose the file with your plan." in answer.text


def test_a_script_in_a_plan_is_shown_as_text(client, page):
    shown = client.get(upload(client, page, b"Title,Text\n<script>x</script>,<b>y\n", "<i>.csv").url).text
    assert "<script>x" not in shown
    assert "<b>y" not in shown


def test_a_plan_of_two_thousand_lines_can_be_posted(client, page):
    rows = "".join(f"Title {number}\n" for number in range(2_000))
    upload(client, page, f"Title\n{rows}".encode())
    plan = PlanImport.objects.get()
    lines = [str(number) for number in range(2, 2_002)]
    assert client.post(f"{page}{plan.pk}/", {"make": "1", "line": lines}).status_code == 302
    assert Post.objects.count() == 2_000


@pytest.mark.parametrize("sent", [{}, {"fly": "1"}, {"make": "1"}, {"make": "1", "line": ["9" * 400, "x"]}])
def test_a_hostile_button_is_refused(client, page, sent):
    upload(client, page)
    assert client.post(f"{page}{PlanImport.objects.get().pk}/", sent).status_code == 409
    assert not Post.objects.exists()


def test_another_services_plan_is_not_there(client, page, other_service, outsider):
    foreign = PlanImport.objects.create(service=other_service, by=outsider)
    assert client.get(f"{page}{foreign.pk}/").status_code == 404
    assert client.post(f"{page}{foreign.pk}/", {"drop": "1"}).status_code == 404


@pytest.mark.parametrize(("kind", "start"), [("csv", b"\xef\xbb\xbfDate,Time"), ("xlsx", b"PK")])
def test_the_plan_is_downloaded_and_on_record(client, page, service, kind, start):
    PostFactory(service=service, scheduled=True)
    answer = client.get(f"{page}export/", {"kind": kind})
    assert answer.content.startswith(start)
    assert f'.{kind}"' in answer["Content-Disposition"]
    assert service.events.get(kind="plan.exported").data == {"kind": kind, "lines": 1}


def test_the_choice_of_the_calendar_narrows_the_download(service, coordinator):
    facebook = channel(service, "facebook")
    wanted = PostFactory(service=service, scheduled=True, channels=[facebook], audience="young_people")
    PostFactory(service=service, scheduled=True)
    PostFactory(service=service, withdrawn=True, channels=[facebook])
    for choice in (
        Choice(channel=facebook.pk),
        Choice(audience="young_people"),
        Choice(start=wanted.publish_on, end=wanted.publish_on, states=["scheduled"], audience="young_people"),
    ):
        assert list(exporting.posts_of(service, coordinator, choice)) == [wanted]
    assert not exporting.posts_of(service, coordinator, Choice(start=wanted.publish_on + dt.timedelta(days=1)))


def test_what_needs_somebody_is_written_out_as_the_calendar_shows_it(service, coordinator):
    failed = PostFactory(service=service, author=coordinator, failed=True)
    held = PostFactory(service=service, author=coordinator, approved=True, held_reason="A quiet period")
    unsure = PostFactory(service=service, author=coordinator, scheduled=True)
    delivery = {"revision": unsure.revision, "digest": "x", "due_at": unsure.publish_at, "state": "unknown"}
    Delivery.objects.create(post=unsure, channel=channel(service), **delivery)
    PostFactory(service=service, author=coordinator, approved=True)
    states = tuple(STATE_GROUPS["trouble"][1])
    assert set(exporting.posts_of(service, coordinator, Choice(states=states))) == {failed, held, unsure}


@pytest.mark.parametrize("choice", [{"kind": "exe"}, {"start": "x"}, {"channel": "0"}, {"kind": "csv", "state": "x"}])
def test_a_choice_that_cannot_be_is_shown_on_the_page(client, page, choice):
    assert client.get(f"{page}export/", choice).status_code == 422


def test_more_posts_than_a_file_takes_are_refused_not_cut(client, page, service, monkeypatch):
    monkeypatch.setattr(exporting, "MOST_POSTS", 2)
    PostFactory.create_batch(3, service=service)
    answer = client.get(f"{page}export/", {"kind": "csv"})
    assert answer.status_code == 422
    assert "These are 3 posts; 2 fit into one file." in answer.text


def test_the_template_can_be_read_in(client, page, service):
    channel(service, "facebook")
    channel(service, "x")
    for kind in ("csv", "xlsx"):
        data = client.get(f"{page}template/", {"kind": kind}).content
        upload(client, page, data, f"template.{kind}")
    plans = list(PlanImport.objects.order_by("pk"))
    assert [line.problems for one in plans for line in importing.lines_of(one, timezone.now())] == [[], [], [], []]


def test_the_export_asks_as_much_for_many_as_for_few(service, coordinator, django_assert_num_queries):
    PostFactory.create_batch(2, service=service)
    with django_assert_num_queries(2):
        exporting.table_of(exporting.posts_of(service, coordinator, Choice()))
    PostFactory.create_batch(6, service=service)
    with django_assert_num_queries(2):
        exporting.table_of(exporting.posts_of(service, coordinator, Choice()))

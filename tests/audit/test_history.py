import csv
import datetime as dt
import io
import json

import pytest
from django.db import transaction
from django.urls import reverse

from audit import history as record
from audit import services as audit
from audit.groups import BY_KEY, GROUPS, OTHER, kinds_of
from audit.history import Wanted
from audit.kinds import Kind
from audit.models import Event
from tests.factories.channels import ChannelFactory
from tests.factories.moderation import CommentFactory
from tests.factories.posts import PostFactory

WHEN = dt.datetime(2026, 11, 4, 9, 0, tzinfo=dt.UTC)
FACTS = ("number", "kind", "job", "actor_label", "thing", "thing_id", "label", "data", "previous_hash")


@pytest.fixture
def signed_in(client, manager):
    client.force_login(manager)
    return client


@pytest.fixture
def post(service, author):
    return PostFactory(service=service, author=author, title="Autumn drop-ins")


@pytest.fixture
def told(service, manager, author, post):
    """Four events on three days, by two people and a job."""
    day = dt.timedelta(days=1)
    with transaction.atomic():
        return [
            audit.record(Kind.POST_CREATED, on=post, actor=author, now=WHEN),
            audit.record(Kind.SENDING_PAUSED, on=service, actor=manager, data={"reason": "a storm"}, now=WHEN + day),
            audit.record(Kind.POST_WITHDRAWN, on=post, actor=manager, now=WHEN + day),
            audit.record(
                Kind.REMINDER_SENT,
                on=service,
                job="reminders",
                data={"name": "Helen Okafor", "about": "the review"},
                now=WHEN + 2 * day,
            ),
        ]


def numbers(wanted, manager, service):
    return [event.number for event in record.page(record.shown(wanted, to=manager, service=service)).events]


def get(client, service, **query):
    answer = client.get(reverse("audit:history", args=[service.slug]), query)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(), [4, 3, 2, 1]),
        (Wanted(group="posts"), [3, 1]),
        (Wanted(group="posts", kind="post.withdrawn"), [3]),
        (Wanted(only_jobs=True), [4]),
        (Wanted(only_jobs=True, job="reminders"), [4]),
        (Wanted(only_jobs=True, job="nobody"), []),
        (Wanted(thing="posts.post"), [3, 1]),
        (Wanted(thing="accounts.service"), [4, 2]),
        (Wanted(first=dt.date(2026, 11, 5)), [4, 3, 2]),
        (Wanted(last=dt.date(2026, 11, 4)), [1]),
        (Wanted(first=dt.date(2026, 11, 5), last=dt.date(2026, 11, 5)), [3, 2]),
        (Wanted(first=dt.date(2026, 11, 6), last=dt.date(2026, 11, 4)), []),
        (Wanted(last=dt.date.max), [4, 3, 2, 1]),
    ],
)
def test_the_record_is_narrowed(told, manager, service, wanted, expected):
    assert numbers(wanted, manager, service) == expected


def test_by_person_and_by_one_thing(told, manager, author, post, service):
    assert numbers(Wanted(who=author), manager, service) == [1]
    assert numbers(Wanted(thing="posts.post", thing_id=post.pk), manager, service) == [3, 1]
    assert numbers(Wanted(thing="posts.post", thing_id=post.pk + 1), manager, service) == []


def test_a_day_is_a_day_on_the_services_clock(told, manager, service):
    """Half past midnight in summer time is the day before in UTC."""
    at = dt.datetime(2026, 7, 1, 23, 30, tzinfo=dt.UTC)
    with transaction.atomic():
        late = audit.record(Kind.SENDING_RESUMED, on=service, actor=manager, now=at)
    of_day = Wanted(first=dt.date(2026, 7, 2), last=dt.date(2026, 7, 2))
    assert numbers(of_day, manager, service) == [late.number]


def test_the_page_says_each_event_and_links_what_can_be_read(told, signed_in, service, post):
    page = get(signed_in, service)
    assert "Priya Nair drafted the post" in page
    assert f'href="{reverse("posts:post", args=[service.slug, post.pk])}"' in page
    assert "Autumn drop-ins" in page
    assert ", event 4" in page
    assert "4 events in all" in page


def test_a_thing_that_is_gone_has_no_link(told, signed_in, service, post):
    Event.objects.filter(thing="posts.post").update(thing_id=post.pk + 1)
    page = get(signed_in, service)
    assert f'href="{reverse("posts:post", args=[service.slug, post.pk + 1])}"' not in page
    assert "“Autumn drop-ins”" in page


def test_the_search_stays_in_the_address(told, signed_in, service, author):
    page = get(signed_in, service, group="posts", who=author.pk, first="2026-11-01", last="2026-11-30")
    assert "Posts and approvals, by Priya Nair, from 1 Nov 2026, to 30 Nov 2026" in page
    assert "drafted the post" in page
    assert "withdrew it" not in page
    assert 'value="2026-11-01"' in page


@pytest.mark.parametrize(
    "query",
    [
        {"group": "nonsense"},
        {"kind": "post.nonsense"},
        {"who": "0"},
        {"who": "-1"},
        {"who": "9" * 40},
        {"who": "٣"},
        {"thing": "auth.user", "id": "1"},
        {"thing": "posts.post", "id": "9" * 40},
        {"thing": "posts.post", "id": "-1"},
        {"first": "2026-02-30"},
        {"first": "0001-01-01", "last": "9999-12-31"},
        {"before": "x"},
        {"before": "9" * 40},
        {"after": "-5"},
        {"job": "\x00", "who": "system"},
        {"job": "<script>", "who": "system"},
    ],
)
def test_what_does_not_fit_is_passed_over(told, signed_in, service, query):
    assert "<script>alert" not in get(signed_in, service, **query)


def test_a_kind_alone_is_enough(told, signed_in, service):
    page = get(signed_in, service, kind="post.withdrawn")
    assert "withdrew it" in page
    assert "paused all sending" not in page


def test_the_systems_jobs_can_be_told_apart(told, signed_in, service):
    page = get(signed_in, service, who="system")
    assert '<option value="reminders">' in page
    assert "A reminder went to Helen Okafor" in page


def test_pages_go_by_number_and_back(told, signed_in, manager, service):
    with transaction.atomic():
        for _ in range(116):
            audit.record(Kind.SENDING_RESUMED, on=service, actor=manager)
    rows = record.shown(Wanted(), to=manager, service=service)
    first = record.page(rows)
    second = record.page(rows, before=first.older)
    third = record.page(rows, before=second.older)
    assert [len(page.events) for page in (first, second, third)] == [50, 50, 20]
    assert [event.number for page in (first, second, third) for event in page.events] == list(range(120, 0, -1))
    assert (first.newer, third.older) == (None, None)
    back = record.page(rows, after=third.newer)
    assert [event.number for event in back.events] == [event.number for event in second.events]
    newest = record.page(rows, after=back.newer)
    assert [event.number for event in newest.events] == [event.number for event in first.events]
    assert newest.newer is None
    assert f"before={first.older}" in get(signed_in, service)
    assert f"after={second.newer}" in get(signed_in, service, before=first.older)


def test_an_empty_page_has_no_neighbours(service, manager):
    page = record.page(record.shown(Wanted(), to=manager, service=service), before=0)
    assert (page.events, page.older, page.newer) == ([], None, None)


def test_events_of_another_service_are_not_there(told, signed_in, other_service, outsider, service):
    with transaction.atomic():
        audit.record(Kind.SENDING_PAUSED, on=other_service, actor=outsider, data={"reason": "elsewhere"})
    assert "elsewhere" not in get(signed_in, service)
    assert signed_in.get(reverse("audit:history", args=[other_service.slug])).status_code == 404


def test_what_is_kept_from_the_manager_is_kept_from_them_here_too(service, signed_in, manager):
    channel = ChannelFactory(service=service)
    about_them = CommentFactory(service=service, channel=channel, kept_from=manager)
    other = CommentFactory(service=service, channel=channel)
    with transaction.atomic():
        for comment in (about_them, other):
            audit.record(Kind.COMMENT_RECEIVED, on=comment, job="reading", data={"channel": "Sandbox"})
    rows = record.shown(Wanted(), to=manager, service=service)
    assert [event.thing_id for event in rows if event.thing == "moderation.comment"] == [other.pk]
    page = get(signed_in, service, thing="moderation.comment", id=about_them.pk)
    assert "Comment received" not in page
    assert "kept from" not in page, "nor that there is something"
    assert "names you" not in page
    made = record.export(Wanted(), service=service, by=manager, form="jsonl")
    assert f'"label": "Comment {about_them.pk}"' not in b"".join(made.lines()).decode()


def test_a_table_holds_the_same_events_and_no_formula(told, signed_in, service, manager):
    with transaction.atomic():
        audit.record(Kind.SENDING_PAUSED, on=service, actor=manager, data={"reason": "=1+1"})
        Event.objects.filter(number=1).update(label="=HYPERLINK(1)")
    answer = signed_in.post(reverse("audit:download", args=[service.slug]), {"form": "csv"})
    lines = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert lines[0] == list(record.COLUMNS)
    assert [line[0] for line in lines[1:]] == ["1", "2", "3", "4", "5"]
    assert lines[1][8] == "'=HYPERLINK(1)"
    assert answer["Content-Disposition"].endswith('.csv"')


def test_json_lines_prove_themselves(told, signed_in, service):
    """Every hash can be reckoned again from its line alone."""
    answer = signed_in.post(reverse("audit:download", args=[service.slug]), {"form": "jsonl"})
    lines = [json.loads(line) for line in b"".join(answer.streaming_content).splitlines()]
    rebuilt = [
        Event(
            service_id=line["service"],
            actor_id=line["actor"],
            at=dt.datetime.fromisoformat(line["at"]),
            **{
                name: line[name]
                for name in (
                    "number",
                    "kind",
                    "job",
                    "actor_label",
                    "thing",
                    "thing_id",
                    "label",
                    "data",
                    "previous_hash",
                )
            },
        )
        for line in lines
    ]
    assert [audit.link_hash(event) for event in rebuilt] == [line["hash"] for line in lines]
    assert [later["previous_hash"] for later in lines[1:]] == [line["hash"] for line in lines[:-1]]


def test_a_download_holds_what_the_filter_leaves_and_is_on_record(told, signed_in, service):
    answer = signed_in.post(reverse("audit:download", args=[service.slug]), {"form": "jsonl", "group": "posts"})
    assert [json.loads(line)["number"] for line in b"".join(answer.streaming_content).splitlines()] == [1, 3]
    event = Event.objects.get(kind="history.exported")
    assert event.sentence == "Helen Okafor downloaded 2 events of the record as JSON Lines: Posts and approvals"


def test_a_download_of_an_unknown_form_is_none(told, signed_in, service):
    answer = signed_in.post(reverse("audit:download", args=[service.slug]), {"form": "exe"})
    assert answer.status_code == 302
    assert not Event.objects.filter(kind="history.exported").exists()


def test_a_manager_who_is_none_any_more_takes_nothing(told, service, author):
    with pytest.raises(Exception, match="Only a service manager"):
        record.export(Wanted(), service=service, by=author, form="csv")
    assert not Event.objects.filter(kind="history.exported").exists()


def test_a_long_record_comes_in_pieces(told, service, manager, monkeypatch):
    monkeypatch.setattr(record, "AT_ONCE", 2)
    made = record.export(Wanted(), service=service, by=manager, form="jsonl")
    with transaction.atomic():
        audit.record(Kind.SENDING_RESUMED, on=service, actor=manager)
    pieces = list(made.lines())
    assert [len(piece.splitlines()) for piece in pieces] == [2, 2]


def test_events_that_were_tampered_with_still_have_a_page(told, signed_in, service):
    Event.objects.filter(number=2).update(data=[])
    Event.objects.filter(number=3).update(kind="post.returned")
    page = get(signed_in, service)
    assert "service.sending_paused" in page
    assert "post.returned" in page


def test_groups_share_no_family_and_lose_no_kind():
    families = [name for group in GROUPS for name in group.families]
    assert len(families) == len(set(families))
    assert sum(len(kinds_of(group)) for group in BY_KEY.values()) == len(Kind)
    assert Kind.POST_CREATED not in kinds_of(OTHER)


def test_the_page_costs_the_same_however_many_things_it_names(
    told, signed_in, service, manager, django_assert_max_num_queries
):
    channel = ChannelFactory(service=service)
    with transaction.atomic():
        for _ in range(20):
            comment = CommentFactory(service=service, channel=channel)
            audit.record(Kind.COMMENT_CLAIMED, on=comment, actor=manager)
            audit.record(Kind.CHANNEL_ADDED, on=channel, actor=manager)
    with django_assert_max_num_queries(20):
        get(signed_in, service)

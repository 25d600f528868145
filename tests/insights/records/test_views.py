import csv
import datetime as dt
import io

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from insights.records import filling, taking
from posts.models import Review
from tests.insights.records.conftest import OUT

DAY = dt.timedelta(days=1)


@pytest.fixture
def signed_in(client, manager):
    client.force_login(manager)
    return client


def get(client, service, **query):
    answer = client.get(reverse("records:search", args=[service.slug]), query)
    assert answer.status_code == 200
    return answer.content.decode()


def take(client, service, **data):
    return client.post(reverse("records:take", args=[service.slug]), data)


def table(answer):
    return list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))


def test_the_page_says_what_where_when_and_who(signed_in, service, approver, put_out):
    post = put_out(service, "The bus is free.", title="Bus", approver=approver)
    page = get(signed_in, service)
    assert "The bus is free." in page
    assert "Wed 4 Nov 2026, 10:00" in page
    assert "by Tom Ashworth." in page
    assert f'href="{reverse("posts:post", args=[service.slug, post.pk])}"' in page
    assert f"https://social.example/{post.pk}/" in page
    assert "1 text<" in page
    assert "Still out" in page


def test_the_page_and_what_is_taken_say_that_answers_to_comments_are_not_there(
    client, service, manager, viewer, put_out
):
    put_out(service, "The bus is free.")
    packs = f'href="{reverse("evidence:list", args=[service.slug])}"'
    client.force_login(manager)
    page = get(client, service)
    assert "Every post that ever went out" in page
    assert "what we answered them in public, are not here" in page
    assert packs in page.partition("are not here")[2]
    assert "and our answers to them in public, are not in it." in table(take(client, service, form="csv"))[2][0]
    client.force_login(viewer)
    page = get(client, service)
    assert "what we answered them in public, are not here" in page
    assert packs not in page.partition("are not here")[2]


def test_a_viewer_sees_no_name_and_nothing_that_colleagues_wrote(client, service, viewer, approver, put_out, remove):
    post = put_out(service, "The bus is free.", title="Bus, as Mia asked", approver=approver)
    remove(post, approver, at=OUT + DAY, why="Mia’s mother complained.")
    client.force_login(viewer)
    page = get(client, service)
    assert "The bus is free." in page
    assert "somebody else than its author" in page
    assert "Tom Ashworth" not in page
    assert "Mia" not in page
    assert f"Post {post.pk}" in page
    assert reverse("posts:post", args=[service.slug, post.pk]) not in page
    assert "Take it away" not in page
    assert take(client, service, form="csv").status_code == 403


def test_what_was_removed_says_when_and_why_and_has_no_link(signed_in, service, manager, put_out, remove):
    remove(put_out(service, "In the old hall."), manager, at=OUT + DAY)
    page = get(signed_in, service)
    assert "removed" in page
    assert "5 Nov 2026, 10:00" in page
    assert "“It named the wrong hall.”" in page
    assert "https://social.example/" not in page


def test_a_correction_shows_both_texts_and_why(signed_in, service, manager, put_out, correct):
    correct(put_out(service, "On Monday."), "On Tuesday.", manager, at=OUT + DAY)
    page = get(signed_in, service)
    assert page.index("On Tuesday.") < page.index("On Monday.")
    assert "corrected <time" in page
    assert "“The date was wrong.”" in page
    assert "Corrected since" in page


def test_approval_by_the_author_and_none_at_all_are_said(signed_in, service, put_out):
    alone, without = put_out(service, "One."), put_out(service, "Two.")
    Review.objects.filter(post=alone).update(by_author=True)
    Review.objects.filter(post=without).delete()
    page = get(signed_in, service)
    assert "by its author, after the cooling-off time." in page
    assert "No approval of this text is on record." in page


def test_a_channels_own_text_is_shown_only_where_that_channel_had_it(signed_in, service, put_out):
    post = put_out(service, "For all.", networks=("sandbox", "facebook"), own_texts={"facebook": "For Facebook."})
    assert "For Facebook." in get(signed_in, service)
    post.deliveries.filter(channel__network="facebook").update(state="failed")
    assert "For Facebook." not in get(signed_in, service)


def test_what_was_found_is_marked_and_escaped(signed_in, service, put_out):
    put_out(service, "A <script>alert(1)</script> bus & more.")
    page = get(signed_in, service, q="bus")
    assert '<mark class="record-list__found">bus</mark>' in page
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;" in page
    assert "for “bus”" in page


@pytest.mark.parametrize(
    "query",
    [
        {"q": "\x00"},
        {"q": "x" * 5000},
        {"q": "' \" \\ % _ & | ! ( ) : * <->"},
        {"q": "-"},
        {"q": "the"},
        {"channel": "0"},
        {"channel": "9" * 40},
        {"campaign": "x"},
        {"state": "gone"},
        {"first": "9999-12-31", "last": "0001-01-01"},
        {"after": "1.000000.1"},
        {"after": "<script>"},
    ],
)
def test_no_search_breaks_the_page(signed_in, service, put_out, query):
    put_out(service, "The bus is free.")
    assert "<script>alert" not in get(signed_in, service, **query)


def test_another_services_texts_are_never_there(signed_in, service, other_service, put_out):
    put_out(other_service, "The bus in Southmere.")
    assert "Southmere" not in get(signed_in, service, q="bus")
    assert signed_in.get(reverse("records:search", args=[other_service.slug])).status_code == 404


def test_the_table_says_what_was_searched_and_how_many(signed_in, service, approver, put_out, remove):
    post = put_out(service, "=1+1 bus", title="Bus", approver=approver)
    remove(post, approver, at=OUT + DAY)
    put_out(service, "Something else.")
    rows = table(take(signed_in, service, form="csv", q="bus"))
    assert rows[0] == ["What Northshire SENDIASS published"]
    assert rows[1][0].startswith("Searched on ")
    assert rows[1][0].endswith("for “bus”: 1 text.")
    assert rows[4] == list(taking.HEADS)
    (row,) = rows[5:]
    told = dict(zip(taking.HEADS, row, strict=True))
    assert told["Text"] == "'=1+1 bus"
    assert told["Published"] == "2026-11-04 10:00"
    assert told["State"] == "Removed"
    assert told["Why corrected or removed"] == "It named the wrong hall."
    assert "somebody else than its author" in told["Approval"]
    assert "removed 5 Nov 2026, 10:00" in told["Where, and until when"]


def test_names_of_staff_are_in_the_table_only_when_asked_for(signed_in, service, approver, put_out):
    put_out(service, "The bus is free.", approver=approver)
    assert "Tom Ashworth" not in str(table(take(signed_in, service, form="csv")))
    assert "Tom Ashworth" in str(table(take(signed_in, service, form="csv", names="on")))


def test_taking_it_away_is_on_record(signed_in, service, put_out):
    put_out(service, "The bus is free.")
    take(signed_in, service, form="csv", q="bus")
    event = Event.objects.get(kind="records.exported")
    assert event.sentence == "Helen Okafor took 1 posts out of the public record as CSV: “bus”"


def test_the_page_to_print_has_everything_and_no_name(signed_in, service, approver, put_out, remove):
    for number in range(25):
        put_out(service, f"Number {number} of many.", approver=approver, title="Secret title")
    answer = take(signed_in, service, form="print")
    page = answer.content.decode()
    assert page.count("of many.") == 25
    assert "25 texts." in page
    assert "Tom Ashworth" not in page
    assert "Secret title" not in page


def test_too_many_for_one_page_is_said_and_not_on_record(signed_in, service, put_out, monkeypatch):
    monkeypatch.setattr(taking, "MOST_TO_PRINT", 1)
    put_out(service, "One.")
    put_out(service, "Two.")
    answer = signed_in.post(reverse("records:take", args=[service.slug]), {"form": "print"}, follow=True)
    assert "2 texts are too many for one page" in answer.content.decode()
    assert not Event.objects.filter(kind="records.exported").exists()


def test_a_long_table_comes_in_pieces_and_in_order(signed_in, service, manager, put_out, monkeypatch):
    monkeypatch.setattr(taking, "AT_ONCE", 2)
    for number in range(5):
        put_out(service, f"Number {number}.", at=OUT + number * DAY, fill=False)
    filling.fill(OUT, everything=True)
    found = taking.take(taking.Wanted(), service=service, by=manager, form="csv", now=timezone.now())
    assert [one.text.parts[0][1] for one in found.everything()] == [f"Number {n}." for n in (4, 3, 2, 1, 0)]


def test_the_page_costs_the_same_for_many_texts(signed_in, service, put_out, django_assert_max_num_queries):
    for number in range(20):
        put_out(service, f"Number {number} of the bus.", networks=("sandbox", "facebook"), fill=number == 19)
    with django_assert_max_num_queries(20):
        get(signed_in, service, q="bus")

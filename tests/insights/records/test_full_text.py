"""PostgreSQL's own search: words in all their forms, and the index that finds them."""

import pytest
from django.db import connection

from insights.models import PublishedText
from insights.records import search
from insights.records.search import Wanted, marked
from tests.insights.records.conftest import OUT

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


def texts(service, words):
    return {row.parts[0][1] for row in search.find(Wanted(words=words), service).rows}


@pytest.fixture
def published(service, other_service, put_out):
    put_out(service, "Reviews of plans begin in November, with free buses.")
    put_out(service, "The library opens at nine.")
    put_out(other_service, "Reviews in Southmere begin in November.")
    return service


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("review", [0]),
        ("reviewing plan", [0]),
        ("library or buses", [0, 1]),
        ("opens -library", []),
        ("-library", [0]),
        ('"free buses"', [0]),
        ('"buses free"', []),
        ("“buses free”", []),
        ("“free buses”", [0]),
        ("southmere", []),
        ("ofservice1", []),
        ('"', []),
        ("the", [1]),
        ("with the", []),
        (":*&!()", []),
    ],
)
def test_words_are_found_in_their_forms(published, words, numbers):
    both = ["Reviews of plans begin in November, with free buses.", "The library opens at nine."]
    assert texts(published, words) == {both[number] for number in numbers}


def test_where_there_are_many_the_same_is_found(published, monkeypatch):
    monkeypatch.setattr(search, "FEW_FOUND", 0)
    found = search.find(Wanted(words="review"), published)
    assert not found.is_countable
    assert [row.parts[0][1][:7] for row in search.page(found, None)[0]] == ["Reviews"]


def test_all_forms_are_marked():
    (pieces,) = marked(["Reviews of a plan: we <b>review</b> it."], "review")
    assert [text for text, is_found in pieces if is_found] == ["Reviews", "review"]
    assert "".join(text for text, _ in pieces) == "Reviews of a plan: we <b>review</b> it."


def test_the_index_begins_with_the_service(service, put_out):
    for number in range(30):
        put_out(service, f"Number {number} of the bus.", fill=number == 29)
    found = PublishedText.objects.raw(
        "SELECT id FROM insights_publishedtext WHERE to_tsvector('english'::regconfig, 'ofservice' || service_id::text"
        " || ' ' || words) @@ to_tsquery('simple', %s)",
        [f"ofservice{service.pk}"],
    )
    assert len(list(found)) == 30
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {found.raw_query}", found.params)
        assert "published_text_words" in "\n".join(line for (line,) in cursor.fetchall())


def test_what_is_out_at_a_second_is_paged_by_number(service, put_out, monkeypatch):
    monkeypatch.setattr(search, "PER_PAGE", 2)
    for number in range(5):
        put_out(service, f"Number {number}.", at=OUT)
    found, place, seen = search.find(Wanted(), service), None, []
    for _ in range(3):
        rows, place = search.page(found, place and search.place_of(str(place)))
        seen += [row.pk for row in rows]
    assert len(set(seen)) == 5

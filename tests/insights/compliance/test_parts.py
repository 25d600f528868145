"""A part of a figure's rows: of one rule, of one person, of one class; each number of a table leads to its own."""

import csv
import datetime as dt
import io

import pytest
from django.urls import reverse

from audit.models import Event
from posts.models import Review
from tests.factories.moderation import CommentFactory
from tests.insights.compliance.test_page import NOW, published

MONTH = "month=2026-11"


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def let_pass(service, author, approver, manager):
    """Three warnings: `promise` twice, once by each of two people, and `tone` once."""
    published(service, author, approver)
    other = published(service, author, manager)
    Review.objects.filter(post=other).update(
        findings=[{"rule": rule, "severity": "warn", "message": "", "quote": ""} for rule in ("promise", "tone")]
    )


def area(client, service, key: str):
    return client.get(reverse("insights:area", args=[service.slug, key]) + f"?{MONTH}")


def test_each_number_of_warnings_let_pass_leads_to_as_many_rows(client, service, manager, let_pass):
    client.force_login(manager)
    tables = {table["caption"]: table["rows"] for table in area(client, service, "approvals").context["tables"]}
    linked = [(head["text"], int(number["text"]), head["url"]) for rows in tables.values() for head, number in rows]
    assert sorted(number for _, number, _ in linked) == [1, 1, 2, 2]
    for words, number, url in linked:
        answer = client.get(url)
        assert answer.context["total"] == number
        assert answer.context["only"] == words
        assert f"Only {words}." in answer.content.decode()


def test_a_rule_of_the_checks_leads_to_where_it_was_let_pass(client, service, manager, let_pass):
    client.force_login(manager)
    (table,) = area(client, service, "checks").context["tables"]
    links = {row[0]["text"]: (row[2]["text"], row[2]["url"]) for row in table["rows"]}
    assert {rule: number for rule, (number, _) in links.items()} == {"promise": "2", "tone": "1"}
    assert client.get(links["tone"][1]).context["total"] == 1
    rules = client.get(reverse("insights:figure", args=[service.slug, "rules"]) + f"?{MONTH}").context["table"]
    assert {row[0]["text"]: row[0]["url"] for row in rules} == {rule: url for rule, (_, url) in links.items()}


def test_a_class_of_the_chart_leads_to_its_comments_whose_clock_has_ended(client, service, manager):
    for hours in (1, 60):
        received = NOW - dt.timedelta(days=5)
        stopped = received + dt.timedelta(hours=hours)
        times = {"received_at": received, "due_at": received + dt.timedelta(hours=2), "clock_stopped_at": stopped}
        CommentFactory(service=service, case=True, **times)
        CommentFactory(service=service, grievance=True, **times)
    client.force_login(manager)
    chart = next(one for one in area(client, service, "comments").context["charts"] if one.key == "classes")
    for line in chart.rows:
        if not line.url:
            assert sum(line.values[:2]) == 0
            continue
        answer = client.get(line.url)
        assert (answer.context["good"], answer.context["total"]) == (line.values[0], sum(line.values[:2])) == (1, 2)
        assert answer.context["only"] == line.label


@pytest.mark.parametrize("query", ["rule=nonsense", "by=999999", "class=case_request", "rule=", "by=x%00"])
def test_what_is_no_part_of_the_rows_leaves_all_of_them(client, service, manager, let_pass, query):
    client.force_login(manager)
    answer = client.get(reverse("insights:figure", args=[service.slug, "overridden"]) + f"?{MONTH}&{query}")
    assert (answer.context["total"], answer.context["only"]) == (3, "")


def test_who_sees_no_names_has_no_part_by_a_person(client, service, viewer, approver, let_pass):
    client.force_login(viewer)
    assert [table["caption"] for table in area(client, service, "approvals").context["tables"]] == [
        "Warnings let pass, by rule"
    ]
    address = reverse("insights:figure", args=[service.slug, "overridden"]) + f"?{MONTH}&by={approver.pk}"
    assert client.get(address).context["total"] == 3


def test_a_part_is_taken_away_alone_and_the_record_says_which(client, service, manager, let_pass):
    client.force_login(manager)
    address = reverse("insights:figure_csv", args=[service.slug, "overridden"]) + f"?{MONTH}&rule=tone"
    rows = list(csv.DictReader(io.StringIO(client.post(address).content.decode("utf-8-sig"))))
    assert len(rows) == 1
    assert "tone" in Event.objects.filter(service=service).latest("number").data["what"]
    page = client.get(reverse("insights:figure", args=[service.slug, "overridden"]) + f"?{MONTH}&rule=tone")
    assert address.split("?")[1].replace("&", "&amp;") in page.content.decode()

"""Boxes in a list of trolls or spam, the page of what was done together, and its button that undoes it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from moderation.inbox import bulk
from moderation.models import BulkAction, Comment
from tests.factories.moderation import CommentFactory, HouseRuleFactory

pytestmark = pytest.mark.django_db


def url(name: str, *args: int) -> str:
    return reverse(f"inbox:{name}", args=["northshire", *args])


@pytest.fixture
def page(client, coordinator):
    client.force_login(coordinator)
    return client


@pytest.fixture
def rule(service):
    return HouseRuleFactory(service=service)


def trolls(service, number: int) -> list[Comment]:
    return [CommentFactory(service=service, troll=True, on_sandbox=True) for _ in range(number)]


@pytest.fixture
def press(page, rule, django_capture_on_commit_callbacks):
    def send(address: str, **data):
        with django_capture_on_commit_callbacks(execute=True):
            answer = page.post(address, {"house_rule": rule.pk, "query": "category=troll"} | data, follow=True)
        at = answer.redirect_chain[-1][0]  # drawn once more, after the worker
        return page.get(at) if "together" in at and not list(answer.context["messages"]) else answer

    return send


@pytest.mark.parametrize(
    ("query", "has_boxes"),
    [
        ({"category": "troll"}, True),
        ({"flag": "spam"}, True),
        ({}, False),
        ({"category": "general"}, False),
        ({"q": "clowns"}, False),
        ({"category": "troll", "show": "closed"}, False),
    ],
)
def test_boxes_stand_only_in_a_list_of_open_trolls_or_spam(service, page, rule, query, has_boxes):
    CommentFactory(service=service, troll=True, flags=["spam"])
    CommentFactory(service=service, troll=True, closed=True)
    answer = page.get(url("queue"), query)
    assert ('name="comment"' in answer.content.decode()) is has_boxes


def test_all_of_the_page_are_chosen_without_a_script(service, page, rule):
    trolls(service, 3)
    address = page.get(url("queue"), {"category": "troll"}).context["bulk_all_url"]
    assert page.get(address).content.decode().count(" checked>") == 3


def test_ticked_ones_are_hidden_the_page_says_so_and_undoes_it(service, page, press):
    one, two, stays = *trolls(service, 2), CommentFactory(service=service, on_sandbox=True)
    answer = press(url("bulk"), comment=[one.pk, two.pk, stays.pk])
    action = BulkAction.objects.get()
    assert answer.wsgi_request.path == url("bulk_action", action.pk)
    text = answer.content.decode()
    assert "Hidden and closed: <strong>2</strong>" in text
    assert "neither a troll nor spam" in text
    assert url("bulk_action", action.pk) in page.get(url("queue")).content.decode()
    text = press(url("bulk_action", action.pk)).content.decode()
    assert "Shown and open again: <strong>2</strong>" in text
    assert not Comment.objects.filter(hidden_at__isnull=False).exists()
    assert url("bulk_action", action.pk) not in page.get(url("queue")).content.decode()


def test_too_late_the_button_is_gone_and_a_press_is_refused(service, press, page):
    press(url("bulk"), comment=[trolls(service, 1)[0].pk])
    action = BulkAction.objects.get()
    BulkAction.objects.update(at=action.at - bulk.UNDO_WITHIN - dt.timedelta(seconds=1))
    assert "Undo</button>" not in page.get(url("bulk_action", action.pk)).content.decode()
    assert "The 10 minutes for undoing it are over" in press(url("bulk_action", action.pk)).content.decode()
    assert Comment.objects.get().state == "closed"


@pytest.mark.parametrize(
    "bad", [{"comment": ["x", "-1", "9" * 40]}, {"comment": []}, {"comment": [1], "house_rule": "x"}]
)
def test_hostile_input_is_refused_in_the_list(page, press, bad):
    answer = press(url("bulk"), **bad)
    assert answer.status_code == 200
    assert "category=troll" in answer.redirect_chain[-1][0]
    assert not BulkAction.objects.exists()


def test_nothing_of_another_service_is_touched_or_shown(service, other_service, page, press):
    foreign = CommentFactory(service=other_service, troll=True)
    action = BulkAction.objects.create(
        service=other_service, by=page.get(url("queue")).wsgi_request.user, house_rule=HouseRuleFactory()
    )
    press(url("bulk"), comment=[foreign.pk])
    assert Comment.objects.get(pk=foreign.pk).state == "sorted"
    assert page.get(url("bulk_action", action.pk)).status_code == 404
    assert page.post(url("bulk_action", action.pk)).status_code == 404


def test_one_that_is_kept_from_the_reader_shows_no_words(service, page, press, coordinator):
    kept = CommentFactory(service=service, troll=True, kept_from=coordinator, text="Words about you")
    text = press(url("bulk"), comment=[kept.pk]).content.decode()
    assert "kept from you" in text
    assert "Words about you" not in text
    assert url("comment", kept.pk) not in text


def test_more_comments_need_no_more_queries(service, page, press):
    def cost(address: str, **query) -> int:
        page.get(address, query)
        with CaptureQueriesContext(
            connection,
        ) as made:
            page.get(address, query)
        return len(made)

    few = trolls(service, 2)
    list_of_few = cost(url("queue"), category="troll")
    press(url("bulk"), comment=[one.pk for one in few])
    first = BulkAction.objects.latest("pk")
    many = trolls(service, 12)
    extra = cost(url("queue"), category="troll") - list_of_few
    press(url("bulk"), comment=[one.pk for one in many])
    second = BulkAction.objects.latest("pk")
    assert cost(url("bulk_action", first.pk)) == cost(url("bulk_action", second.pk))
    assert extra <= 0

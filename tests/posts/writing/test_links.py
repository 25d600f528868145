"""Links of posts: found, looked at when due, and told to the author when dead."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from posts.checking import checks
from posts.models import LinkCheck
from posts.writing import links
from posts.writing.answering import Answer
from tests.factories.posts import PostFactory

LINK = "https://northshire.example/guide"
NOW = dt.datetime(2026, 11, 20, 10, tzinfo=dt.UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def queued(monkeypatch):
    """Keys of the links that a look was queued for."""
    keys: list[int] = []
    monkeypatch.setattr("posts.tasks.look_at_link.delay", keys.append)
    return keys


@pytest.fixture
def check(service):
    links.note(service, [LINK], NOW)
    return LinkCheck.objects.get()


def look_at(check: LinkCheck, answer: Answer, now: dt.datetime = NOW) -> LinkCheck:
    links.look_at(check.pk, now, look=lambda url: answer)
    check.refresh_from_db()
    return check


def test_the_links_of_texts_are_found_once_each():
    text = f"See {LINK}, again {LINK}. Not http://a.example, not https://, not {'https://a.example/' + 'a' * 2000}"
    assert links.links_in(text, "", LINK) == (LINK,)


def test_a_link_is_remembered_once_a_service(service):
    links.note(service, [LINK], NOW)
    links.note(service, [LINK], NOW)
    assert LinkCheck.objects.count() == 1


def test_links_of_open_posts_are_looked_at_and_those_of_old_ones_not(service, queued):
    post = PostFactory(service=service, text=f"Read {LINK}")
    old = PostFactory(service=service, text="Read https://old.example/x")
    old.revision.__class__.objects.filter(pk=old.revision_id).update(at=timezone.now() - dt.timedelta(days=30))
    assert links.look_at_due(timezone.now()) == 1
    assert queued == [LinkCheck.objects.get(url=LINK).pk]
    assert post.service_id == LinkCheck.objects.get().service_id


def test_two_ticks_queue_one_look(service, check, queued):
    assert links.look_at_due(NOW) == 1
    assert links.look_at_due(NOW) == 0
    assert links.look_at_due(NOW + links.LEASE) == 1  # the worker was killed


def test_a_link_that_leads_nowhere_is_dead_at_once(service, check):
    assert look_at(check, Answer.GONE).answer == "gone"
    assert links.dead_links(service) == (LINK,)


def test_one_silence_may_be_ours_two_are_the_links(service, check):
    look_at(check, Answer.SILENT)
    assert links.dead_links(service) == ()
    assert check.look_at == NOW + links.LOOKS_AGAIN_AFTER_SILENCE
    look_at(check, Answer.SILENT)
    assert links.dead_links(service) == (LINK,)
    look_at(check, Answer.ANSWERS)
    assert links.dead_links(service) == ()
    assert check.silences == 0


def test_the_links_of_another_service_are_its_own(service, other_service, check):
    look_at(check, Answer.GONE)
    assert links.dead_links(other_service) == ()


def test_a_link_that_was_deleted_meanwhile_does_no_harm(check):
    LinkCheck.objects.all().delete()
    links.look_at(check.pk, NOW, look=lambda url: Answer.GONE)
    assert not LinkCheck.objects.exists()


def test_the_check_of_a_post_names_a_dead_link_with_its_place(service, check):
    look_at(check, Answer.GONE)
    post = PostFactory(service=service, text=f"Read {LINK} or {LINK}/other.")
    [finding] = [one for one in checks.run(post) if one.rule == "broken-link"]
    assert finding.quote == LINK
    assert finding.span == (5, 5 + len(LINK))


def test_a_post_without_links_asks_the_database_nothing_of_them(service):
    around = checks.Surroundings(service, NOW)
    assert "dead_links" not in vars(around)
    checks.run(PostFactory(service=service, text="No link."), surroundings=around)
    assert "dead_links" not in vars(around)

"""The rows that pages are measured with: as many as asked for, and as the moves leave them."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import Service
from audit.models import Event
from audit.services import first_broken_link
from insights.load import make_load
from moderation import captures
from moderation.models import Capture, Comment, Step
from policies.services import version_in_force
from posts.content import digest
from posts.models import Delivery, Post


@pytest.fixture
def filled(db) -> None:
    make_load(services=3, posts=120, comments=300, now=timezone.now())


def test_there_is_as_much_as_was_asked_for_and_a_tenth_in_the_first_service(filled):
    assert Service.objects.filter(slug__startswith="load-").count() == 3
    assert Post.objects.count() == 120
    assert Comment.objects.count() == 300
    assert Comment.objects.filter(service__slug="load-001").count() == 30


def test_an_approval_holds_for_the_content_that_is_there(filled):
    approved = Post.objects.exclude(approved_digest="").select_related("revision")
    assert approved.count() > 80
    assert all(digest(post.revision.content()) == post.approved_digest for post in approved)


def test_a_copy_of_each_comment_is_what_its_hash_says(filled):
    for kept in Capture.objects.all():
        facts = {"text": kept.text, "raw": kept.raw, "url": kept.url, "posted_at": kept.posted_at}
        assert kept.sha256 == captures.digest(handle=kept.author_handle, name=kept.author_name, **facts)
    assert Capture.objects.count() == 300
    assert Step.objects.filter(state="done").count() > 300


def test_nothing_is_due_at_once(filled):
    assert not Delivery.objects.due(timezone.now()).exists()


def test_each_service_has_a_policy_in_force_and_a_chain_that_holds(filled):
    for service in Service.objects.all():
        assert version_in_force(service).number == "2.0"
        assert first_broken_link(service) is None
    assert Event.objects.count() > 100


def test_a_second_load_comes_beside_the_first(filled):
    make_load(services=1, posts=2, comments=2, now=timezone.now())
    assert Service.objects.get(slug="load-004").comments.count() == 2


def test_the_command_is_not_for_a_real_installation(settings, db):
    settings.DEBUG = settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("make_load")


def test_the_command_tells_how_long_it_took(settings, db, capsys):
    settings.DEMO = True
    call_command("make_load", "--services", "1", "--posts", "3", "--comments", "4")
    assert "Done in" in capsys.readouterr().out

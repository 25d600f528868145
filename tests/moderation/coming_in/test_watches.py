"""Watches: words and hashtags, never people; what they find is a comment like any other."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import Role
from audit.models import Event
from channels.models import Channel
from channels.networks import TryLater
from moderation import tasks
from moderation.coming_in import watches
from moderation.coming_in.watches import WatchRefused
from moderation.models import Comment, Source, Step, Watch
from tests.factories.accounts import member
from tests.factories.channels import ChannelFactory, SandboxCommentFactory
from tests.factories.moderation import CommentFactory, sandbox_channel
from tests.moderation.scripted import incoming, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def channel(service):
    return sandbox_channel(service)


def add(channel, by, term="#SENDnorthshire"):
    return watches.add(channel.pk, term=term, by=by, service=channel.service)


def kinds() -> list[str]:
    return [one for one in Event.objects.order_by("pk").values_list("kind", flat=True) if one.startswith("watch.")]


def test_a_watch_is_added_paused_taken_up_and_ended(channel, coordinator):
    watch = add(channel, coordinator, "  short   breaks ")
    assert watch.term == "short breaks"
    how = {"by": coordinator, "service": channel.service}
    assert not watches.pause(watch.pk, **how).is_active
    watches.pause(watch.pk, **how)
    assert watches.resume(watch.pk, **how).is_active
    watches.drop(watch.pk, **how)
    assert not Watch.objects.exists()
    assert kinds() == ["watch.added", "watch.paused", "watch.resumed", "watch.dropped"]


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ("@jo.pemberton", "never for a person"),
        ("what @jo says", "never for a person"),
        ("from:jo.pemberton", "search commands"),
        ("SEND -from:me", "search commands"),
        ("mentions:jo", "search commands"),
        ("https://northshire.example", "search commands"),
        ("Jo Pemberton", "somebody whom we know"),
        ("#jo.pemberton", "somebody whom we know"),
        ("JO.PEMBERTON", "somebody whom we know"),
        ("", "between 3 and 100"),
        ("ab", "between 3 and 100"),
        ("x" * 101, "between 3 and 100"),
        ("!!!!", "letters or numbers"),
    ],
)
def test_a_person_or_nothing_is_not_watched_for(term, words, channel, coordinator):
    CommentFactory(service=channel.service, author_handle="@jo.pemberton", author_name="Jo Pemberton")
    with pytest.raises(WatchRefused, match=words):
        add(channel, coordinator, term)
    assert not Watch.objects.exists()


@pytest.mark.parametrize("term", ["#SEND", "EHCP Northshire", "Northshire SENDIASS", "jo", "10:30 drop-in"])
def test_near_misses_are_taken(term, channel, coordinator):
    CommentFactory(author_handle=term)  # at another service
    assert add(channel, coordinator, term.ljust(3, "o")).is_active


def test_a_network_that_cannot_be_searched_is_refused_with_the_reason(service, coordinator):
    facebook = ChannelFactory(service=service, network="facebook", connector="facebook")
    with pytest.raises(WatchRefused, match="cannot be searched"):
        add(facebook, coordinator)


def test_the_same_words_twice_and_too_many_watches_are_refused(channel, coordinator):
    add(channel, coordinator, "short breaks")
    with pytest.raises(WatchRefused, match="already"):
        add(channel, coordinator, "Short Breaks")
    for number in range(watches.MOST_A_SERVICE - 1):
        add(channel, coordinator, f"#tag{number}")
    with pytest.raises(WatchRefused, match="are the most"):
        add(channel, coordinator, "one more")


def test_who_may_change_watches(channel, coordinator, viewer, outsider):
    watch = add(channel, coordinator)
    lead = member(channel.service, Role.SAFEGUARDING_LEAD)
    for person in (viewer, outsider, lead):
        for verb in (watches.pause, watches.resume, watches.drop):
            with pytest.raises(PermissionDenied):
                verb(watch.pk, by=person, service=channel.service)
        with pytest.raises(PermissionDenied):
            add(channel, person, "other words")


def test_another_services_channel_and_watch_are_not_there(channel, coordinator, other_service):
    theirs = sandbox_channel(other_service)
    with pytest.raises(Channel.DoesNotExist):
        watches.add(theirs.pk, term="#SEND", by=coordinator, service=channel.service)
    watch = Watch.objects.create(service=other_service, channel=theirs, term="#SEND", made_by=coordinator)
    with pytest.raises(Watch.DoesNotExist):
        watches.drop(watch.pk, by=coordinator, service=channel.service)


# Searching


def test_what_is_found_comes_in_as_a_comment_that_nothing_answers(channel, coordinator):
    watch = add(channel, coordinator, "#SEND")
    there = SandboxCommentFactory(service=channel.service, post=None, text="Any news on #send reform?")
    SandboxCommentFactory(service=channel.service, post=None, text="Lovely weather")
    tasks.look_around()
    comment = Comment.objects.get()
    assert (comment.remote_id, comment.source, comment.found_by) == (str(there.key), Source.WATCH, watch)
    assert comment.capture.text == comment.text
    assert comment.category
    assert not Step.objects.filter(comment=comment).exists()
    watch.refresh_from_db()
    assert watch.read_at is not None


def test_a_post_that_was_found_once_is_not_found_again(channel, coordinator, told):
    watch = add(channel, coordinator, "#SEND")
    told.found["#SEND"] = page(incoming(1), incoming(2), cursor="7")
    assert watches.search(watch.pk) == 2
    assert watches.search(watch.pk) == 0
    watch.refresh_from_db()
    assert (watch.cursor, watch.read_error, Comment.objects.count()) == ("7", "", 2)


def test_what_was_read_from_the_network_before_stays_that(channel, coordinator, told):
    CommentFactory(service=channel.service, channel=channel, remote_id="r-1")
    watch = add(channel, coordinator, "#SEND")
    told.found["#SEND"] = page(incoming(1))
    assert watches.search(watch.pk) == 0
    assert Comment.objects.get().source == Source.NETWORK


def test_more_than_come_in_at_once_come_with_the_next_searches(channel, coordinator, told, monkeypatch):
    monkeypatch.setattr(watches, "MOST_FOUND", 2)
    watch = add(channel, coordinator, "#SEND")
    told.found["#SEND"] = page(*(incoming(number) for number in range(5)), cursor="7")
    assert watches.search(watch.pk) == 2
    watch.refresh_from_db()
    assert (watch.cursor, watch.read_error[:14]) == ("", "Up to 3 more w")
    assert [watches.search(watch.pk), watches.search(watch.pk)] == [2, 1]
    watch.refresh_from_db()
    assert (watch.cursor, watch.read_error, Comment.objects.count()) == ("7", "", 5)


def test_our_own_posts_and_private_ones_never_come_in(channel, coordinator, told):
    Channel.objects.filter(pk=channel.pk).update(account_id="we")
    watch = add(channel, coordinator, "#SEND")
    told.found["#SEND"] = page(
        incoming(1, author_id="we"),
        incoming(2, author_handle=channel.handle.upper()),
        incoming(3, is_private=True),
    )
    assert watches.search(watch.pk) == 0
    assert not Comment.objects.exists()


def test_a_watch_has_its_turn_every_quarter_of_an_hour_and_a_paused_one_none(channel, coordinator):
    now = timezone.now()
    watch, paused = add(channel, coordinator, "#one"), add(channel, coordinator, "#two")
    watches.pause(paused.pk, by=coordinator, service=channel.service)
    assert watches.due(now) == [watch.pk]
    watches.search(watch.pk, now=now)
    assert watches.due(now + watches.EVERY - dt.timedelta(seconds=1)) == []
    assert watches.due(now + watches.EVERY) == [watch.pk]
    assert watches.search(paused.pk) == 0


@pytest.mark.parametrize("fault", [TryLater("Busy.", after_s=900), ValueError("My son Theo")])
def test_a_fault_is_a_sentence_on_the_watch_and_its_place_stays(fault, channel, coordinator, told, caplog):
    watch = add(channel, coordinator, "#SEND")
    Watch.objects.update(cursor="7")
    told.found["#SEND"] = fault
    assert watches.search(watch.pk) == 0
    watch.refresh_from_db()
    assert watch.cursor == "7"
    assert watch.read_error
    assert "Theo" not in watch.read_error + caplog.text


def test_a_watch_that_is_deleted_while_it_searches_leaves_what_it_found(channel, coordinator, told):
    watch = add(channel, coordinator, "#SEND")
    told.found["#SEND"] = page(incoming(1))
    watches.search(watch.pk)
    watches.drop(watch.pk, by=coordinator, service=channel.service)
    assert Comment.objects.get().found_by is None
    assert watches.search(watch.pk) == 0

"""Reading a channel page by page: each comment once, none lost, and the place kept with what was stored."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from channels.models import Channel
from channels.networks import SignedOut, TryLater, Unclear
from moderation import tasks
from moderation.coming_in import intake, reading
from moderation.models import Comment
from tests.factories.channels import ChannelFactory
from tests.factories.moderation import sandbox_channel
from tests.moderation.scripted import incoming, page

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """The worker is gone."""


@pytest.fixture
def channel(service, told):
    return sandbox_channel(service)


def three_pages(told) -> None:
    told.pages[""] = page(incoming(1), incoming(2), cursor="a", more=True)
    told.pages["a"] = page(incoming(3), cursor="b", more=True)
    told.pages["b"] = page(incoming(4), cursor="c")


def ids() -> list[str]:
    return sorted(Comment.objects.values_list("remote_id", flat=True))


def test_three_pages_are_read_in_one_run(channel, told):
    three_pages(told)
    assert reading.read_channel(channel.pk) == 4
    channel.refresh_from_db()
    assert (channel.read_cursor, channel.read_error, told.asked) == ("c", "", ["", "a", "b"])
    assert ids() == ["r-1", "r-2", "r-3", "r-4"]


def test_the_same_pages_read_again_bring_nothing_twice(channel, told):
    three_pages(told)
    reading.read_channel(channel.pk)
    Channel.objects.update(read_cursor="")
    reading.read_channel(channel.pk)
    assert ids() == ["r-1", "r-2", "r-3", "r-4"]


def test_a_rate_limit_in_the_middle_keeps_the_place_and_waits(channel, told):
    three_pages(told)
    told.pages["b"] = TryLater("The network is busy.", after_s=300)
    now = timezone.now()
    assert reading.read_channel(channel.pk, now=now) == 3
    channel.refresh_from_db()
    assert (channel.read_cursor, channel.read_error) == ("b", "The network is busy.")
    assert reading.read_channel(channel.pk, now=now + dt.timedelta(seconds=299)) == 0
    assert channel.pk not in reading.channels_to_read(now + dt.timedelta(seconds=299))
    assert len(told.asked) == 3
    three_pages(told)
    assert reading.read_channel(channel.pk, now=now + dt.timedelta(seconds=301)) == 1
    channel.refresh_from_db()
    assert (channel.read_cursor, channel.read_error, channel.read_after) == ("c", "", None)


def test_a_network_that_wants_a_week_is_asked_again_today(channel, told):
    now = timezone.now()
    told.pages[""] = TryLater("Busy.", after_s=7 * 86400)
    reading.read_channel(channel.pk, now=now)
    channel.refresh_from_db()
    assert channel.read_after == now + reading.LONGEST_WAIT


def test_killed_after_storing_and_before_the_place_is_kept_nothing_is_lost_or_twice(channel, told, monkeypatch):
    three_pages(told)
    with monkeypatch.context() as broken:
        broken.setattr(reading, "_keep_place", _killed)
        with pytest.raises(Killed):
            reading.read_channel(channel.pk)
    assert ids() == ["r-1", "r-2"]
    assert Channel.objects.get(pk=channel.pk).read_cursor == ""
    reading.read_channel(channel.pk)
    assert ids() == ["r-1", "r-2", "r-3", "r-4"]


def _killed(*_, **__):
    raise Killed


def test_killed_between_two_pages_goes_on_with_the_second(channel, told):
    three_pages(told)
    told.pages["a"] = Killed()
    with pytest.raises(Killed):
        reading.read_channel(channel.pk)
    assert Channel.objects.get(pk=channel.pk).read_cursor == "a"


def test_a_comment_that_cannot_be_stored_holds_up_no_page_and_is_read_again(channel, told, monkeypatch):
    three_pages(told)
    receive = intake.receive
    with monkeypatch.context() as broken:
        broken.setattr(intake, "receive", lambda c, one, **k: 1 / 0 if one.remote_id == "r-1" else receive(c, one, **k))
        assert reading.read_channel(channel.pk) == 3
    channel.refresh_from_db()
    assert (channel.read_cursor, channel.read_error) == ("", "1 of 4 comments could not be stored; we read them again.")
    reading.read_channel(channel.pk)
    assert ids() == ["r-1", "r-2", "r-3", "r-4"]


def test_a_slower_worker_does_not_set_the_place_back(channel, told):
    three_pages(told)
    told.during.append(lambda: Channel.objects.update(read_cursor="z"))
    reading.read_channel(channel.pk)
    assert Channel.objects.get(pk=channel.pk).read_cursor == "z"
    assert ids() == ["r-1", "r-2"]


def test_a_network_that_never_ends_is_left_after_some_pages(channel, told):
    for number in range(reading.MOST_PAGES + 5):
        told.pages[str(number or "")] = page(incoming(number), cursor=str(number + 1), more=True)
    assert reading.read_channel(channel.pk) == reading.MOST_PAGES
    assert Channel.objects.get(pk=channel.pk).read_cursor == str(reading.MOST_PAGES)


def test_a_network_that_stays_at_its_place_is_asked_once(channel, told):
    told.pages[""] = page(incoming(1), cursor="", more=True)
    reading.read_channel(channel.pk)
    assert told.asked == [""]


@pytest.mark.parametrize("fault", [Unclear("It answered 502."), ValueError("My son Theo"), RecursionError()])
def test_whatever_goes_wrong_is_a_sentence_on_the_channel_and_no_words_of_a_comment(fault, channel, told, caplog):
    told.pages[""] = fault
    assert reading.read_channel(channel.pk) == 0
    channel.refresh_from_db()
    assert channel.read_error
    assert "Theo" not in channel.read_error + caplog.text


def test_a_sign_in_that_ended_is_noted(channel, told):
    channel.credentials = "something"
    channel.save(update_fields=["credentials"])
    told.pages[""] = SignedOut("Connect the channel again.")
    reading.read_channel(channel.pk)
    assert Channel.objects.get(pk=channel.pk).read_error == "Connect the channel again."


HOSTILE = [
    {"text": "\x00\ud800 nought"},
    {"text": "x" * 200_000},
    {"remote_id": "r" * 5000},
    {"author_handle": "h" * 500, "author_name": "\x00"},
    {"url": "javascript:alert(1)"},
    {"raw": {"deep": [[[[{"\x00": "\ud800"}]]]]}},
    {"posted_at": dt.datetime(2100, 1, 1, tzinfo=dt.UTC)},
    {"answers_comment": "a" * 5000},
    {"answers": "\x00", "answers_comment": "r-1"},
]


@pytest.mark.parametrize("fields", HOSTILE, ids=[next(iter(one)) for one in HOSTILE])
def test_what_a_hostile_network_tells_comes_in_all_the_same(fields, channel, told):
    told.pages[""] = page(incoming(1, **fields), incoming(2), cursor="a")
    assert reading.read_channel(channel.pk) == 2
    assert Comment.objects.count() == 2
    assert Comment.objects.filter(posted_at__gt=timezone.now()).count() == 0
    reading.read_channel(channel.pk)
    assert Comment.objects.count() == 2


def test_a_channel_of_another_service_keeps_its_own_comments(channel, other_service, told):
    three_pages(told)
    theirs = sandbox_channel(other_service)
    reading.read_channel(channel.pk)
    reading.read_channel(theirs.pk)
    assert Comment.objects.filter(service=other_service, channel=theirs).count() == 4
    assert Comment.objects.count() == 8


def test_only_channels_in_use_whose_network_can_be_read_are_read(service, channel):
    ChannelFactory(service=service, by_hand=True)
    ChannelFactory(service=service, handle="@planned", planned=True)
    assert reading.channels_to_read() == [channel.pk]


def test_the_tick_reads_each_channel(channel, told):
    three_pages(told)
    tasks.read_comments()
    assert Comment.objects.count() == 4

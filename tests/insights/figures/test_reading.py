"""Reading figures from the networks: what is due, what was told, and what goes wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest
from django.db import connection
from django.utils import timezone

from audit.models import Event
from channels import troubles
from channels.models import Channel
from channels.networks import PostFigures, Profile, SignedOut, TryLater, Unclear
from channels.networks.sandbox import Sandbox
from insights import tasks
from insights.figures import reading, totals
from insights.models import ChannelDay, ChannelMonth, PostTotal
from posts.models import DeliveryState
from tests.factories.channels import ChannelFactory, SandboxPostFactory
from tests.factories.figures import sent, total
from tests.policies.test_two_at_once import at_once

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 10, 12, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


class Network(Sandbox):
    """It tells what stands in `posts`, by remote id, or raises `error`."""

    posts: dict[str, PostFigures] = {}
    followers: int | None = None
    error: BaseException | None = None
    profile_error: BaseException | None = None
    asked: list[list[str]] = []
    during: list = []

    def figures(self, remote_ids: Sequence[str]) -> tuple[PostFigures, ...]:
        self.asked.append(list(remote_ids))
        if self.during:
            self.during.pop()()
        if self.error:
            raise self.error
        return tuple(self.posts[one] for one in remote_ids if one in self.posts)

    def profile(self) -> Profile:
        if self.profile_error:
            raise self.profile_error
        return Profile(followers=self.followers)


@pytest.fixture
def network(settings):
    settings.NETWORKS = {**settings.NETWORKS, "sandbox": f"{__name__}.Network"}
    Network.posts, Network.asked, Network.during = {}, [], []
    Network.followers = Network.error = Network.profile_error = None
    return Network


@pytest.fixture
def channel(service):
    return ChannelFactory(service=service)


def out(channel: Channel, hours: int = 30, **numbers) -> PostTotal:
    """A post that went out so many hours ago and is due; with numbers, the network tells them."""
    row = total(channel, NOW - hours * HOUR, look_at=NOW)
    if numbers:
        tell(row, **numbers)
    return row


def tell(row: PostTotal, **numbers) -> None:
    Network.posts[row.delivery.remote_id] = PostFigures(remote_id=row.delivery.remote_id, **numbers)


# What is due


def test_a_post_that_went_out_has_a_row_that_is_read_an_hour_later(channel):
    delivery = sent(channel, NOW)
    assert reading.note_sent(NOW) == 1
    row = PostTotal.objects.get(delivery=delivery)
    assert (row.service, row.channel, row.sent_at, row.look_at) == (channel.service, channel, NOW, NOW + HOUR)
    assert reading.note_sent(NOW) == 0


def test_older_posts_are_read_at_once_back_to_ninety_days(channel):
    old, too_old = sent(channel, NOW - 89 * DAY), sent(channel, NOW - 91 * DAY)
    reading.note_sent(NOW)
    assert PostTotal.objects.get().delivery == old
    assert PostTotal.objects.get().look_at == NOW
    assert not PostTotal.objects.filter(delivery=too_old).exists()


def test_what_is_not_out_or_was_taken_off_has_no_row(channel):
    sent(channel, NOW, state=DeliveryState.FAILED, sent_at=None)
    sent(channel, NOW, removed_at=NOW)
    assert reading.note_sent(NOW) == 0


def test_a_post_put_out_by_hand_waits_for_nobody(service):
    sent(ChannelFactory(service=service, by_hand=True), NOW - DAY)
    reading.note_sent(NOW)
    assert PostTotal.objects.get().look_at is None


def test_channels_are_due_with_posts_or_followers_to_ask_for(service, channel):
    by_hand = ChannelFactory(service=service, by_hand=True)
    suspended = ChannelFactory(service=service, handle="@s", suspended=True)
    later = ChannelFactory(service=service, handle="@later", figures_look_at=NOW + HOUR)
    assert reading.channels_due(NOW) == [channel.pk]
    for one in (by_hand, suspended, later):
        out(one)
    assert reading.channels_due(NOW) == [channel.pk, later.pk]
    PostTotal.objects.filter(channel=later).update(look_at=NOW + HOUR)
    assert reading.channels_due(NOW) == [channel.pk]


def test_a_channel_that_is_signed_out_or_has_to_wait_is_not_asked(channel, network):
    row = out(channel, likes=1)
    Channel.objects.update(signed_out_at=NOW)
    assert reading.channels_due(NOW) == []
    assert reading.read_channel(channel.pk, now=NOW) == 0
    Channel.objects.update(signed_out_at=None, figures_after=NOW + HOUR)
    assert reading.channels_due(NOW) == []
    assert reading.read_channel(channel.pk, now=NOW) == 0
    assert network.asked == []
    assert reading.read_channel(channel.pk, now=NOW + HOUR) == 1
    row.refresh_from_db()
    assert row.likes == 1


def test_a_post_that_was_taken_off_is_not_asked_for(channel, network):
    row = out(channel, likes=1)
    row.delivery.removed_at = NOW
    row.delivery.save(update_fields=["removed_at"])
    reading.read_channel(channel.pk, now=NOW)
    assert network.asked == []


# What was told


def test_what_was_told_is_kept_and_the_post_has_its_turn_again(channel, network):
    fresh, older, weekly = out(channel, 2, likes=3), out(channel, 30, likes=4), out(channel, 24 * 30, likes=5)
    network.followers = 240
    assert reading.read_channel(channel.pk, now=NOW) == 3
    assert [PostTotal.objects.get(pk=one.pk).likes for one in (fresh, older, weekly)] == [3, 4, 5]
    looks = [PostTotal.objects.get(pk=one.pk).look_at for one in (fresh, older, weekly)]
    assert [one.date() for one in looks] == [NOW.date(), NOW.date(), NOW.date() + 7 * DAY]
    assert looks[0] == NOW + HOUR
    channel.refresh_from_db()
    assert (channel.figures_read_at, channel.figures_error) == (NOW, "")
    assert channel.figures_look_at.date() == NOW.date()
    assert ChannelDay.objects.get(day=NOW.date()).followers == 240
    assert ChannelMonth.objects.get(month="2026-11-01").followers == 240


def test_many_posts_are_asked_for_together(channel, network, monkeypatch):
    monkeypatch.setattr(Network, "capabilities", replace(Network.capabilities, figures_at_once=4))
    for _ in range(10):
        out(channel, likes=1)
    assert reading.read_channel(channel.pk, now=NOW) == 10
    assert [len(one) for one in network.asked] == [4, 4, 2]


def test_one_run_ends_and_the_next_goes_on(channel, network, monkeypatch):
    monkeypatch.setattr(reading, "MOST_BATCHES", 1)
    monkeypatch.setattr(Network, "capabilities", replace(Network.capabilities, figures_at_once=4))
    for _ in range(6):
        out(channel, likes=1)
    assert [reading.read_channel(channel.pk, now=NOW) for _ in range(3)] == [4, 2, 0]


def test_after_ninety_days_a_post_is_left_alone(channel, network):
    row = out(channel, 24 * 88, likes=1)
    reading.read_channel(channel.pk, now=NOW)
    row.refresh_from_db()
    assert (row.likes, row.look_at) == (1, None)


def test_a_post_that_is_gone_keeps_what_was_told_and_is_not_asked_for_again(channel, network):
    row = out(channel, likes=7)
    reading.read_channel(channel.pk, now=NOW)
    tell(row, is_gone=True)
    PostTotal.objects.update(look_at=NOW + DAY)
    reading.read_channel(channel.pk, now=NOW + DAY)
    row.refresh_from_db()
    assert (row.likes, row.read_at, row.look_at) == (7, NOW, None)


def test_when_all_of_many_are_gone_none_is_believed_to_be(channel, network):
    rows = [out(channel, is_gone=True) for _ in range(reading.MANY)]
    reading.read_channel(channel.pk, now=NOW)
    assert all(NOW < PostTotal.objects.get(pk=row.pk).look_at <= NOW + DAY for row in rows)


def test_a_post_of_which_nothing_was_told_is_asked_for_again_within_a_day(channel, network):
    told, untold = out(channel, 24 * 40, likes=1), out(channel, 24 * 40)
    assert reading.read_channel(channel.pk, now=NOW) == 1
    assert PostTotal.objects.get(pk=untold.pk).look_at == NOW + DAY
    assert PostTotal.objects.get(pk=untold.pk).read_at is None
    assert PostTotal.objects.get(pk=told.pk).look_at > NOW + 6 * DAY


def test_an_answer_about_posts_that_nobody_asked_for_changes_nothing(channel, network, other_service, monkeypatch):
    theirs = total(ChannelFactory(service=other_service), NOW - DAY)
    row = out(channel, likes=1)
    answer = tuple(PostFigures(remote_id=one.delivery.remote_id, likes=9) for one in (theirs, row))
    monkeypatch.setattr(network, "figures", lambda self, ids: answer)
    assert reading.read_channel(channel.pk, now=NOW) == 1
    theirs.refresh_from_db()
    assert theirs.likes is None


def test_each_service_keeps_the_figures_of_its_own_channel(channel, network, other_service):
    theirs = ChannelFactory(service=other_service)
    mine, other = out(channel, likes=1), out(theirs, likes=5)
    reading.read_channel(channel.pk, now=NOW)
    assert network.asked == [[mine.delivery.remote_id]]
    other.refresh_from_db()
    assert other.likes is None
    reading.read_channel(theirs.pk, now=NOW)
    assert list(ChannelDay.objects.of_service(other_service).values_list("likes", flat=True)) == [5]


@pytest.mark.parametrize("followers", [-1, 10**20, "many", None])
def test_followers_that_are_no_number_are_not_known(channel, network, followers):
    network.followers = followers
    reading.read_channel(channel.pk, now=NOW)
    assert not ChannelDay.objects.exists()


def test_followers_are_asked_for_once_an_evening(channel, network):
    network.followers = 10
    reading.read_channel(channel.pk, now=NOW)
    network.followers = 20
    reading.read_channel(channel.pk, now=NOW + 2 * HOUR)
    assert ChannelDay.objects.get().followers == 10
    reading.read_channel(channel.pk, now=NOW + 10 * HOUR)
    assert ChannelDay.objects.get().followers == 20


# What goes wrong


@pytest.mark.parametrize("error", [Unclear("It answered 502."), ValueError("@jo"), RecursionError(), KeyError("@jo")])
def test_a_network_that_is_down_is_a_sentence_on_the_channel_and_asked_again(channel, network, error, caplog):
    row = out(channel)
    network.error = error
    assert reading.read_channel(channel.pk, now=NOW) == 0
    channel.refresh_from_db()
    assert channel.figures_error
    assert "@jo" not in channel.figures_error + caplog.text
    assert PostTotal.objects.get(pk=row.pk).look_at == NOW + reading.RETRY_AFTER
    assert channel.read_error == ""
    network.error = None
    tell(row, likes=2)
    assert reading.read_channel(channel.pk, now=NOW + HOUR) == 1
    channel.refresh_from_db()
    assert channel.figures_error == ""


def test_a_network_that_wants_to_be_left_alone_is(channel, network):
    out(channel)
    network.error = TryLater("Busy.", after_s=7200)
    reading.read_channel(channel.pk, now=NOW)
    channel.refresh_from_db()
    assert channel.figures_after == NOW + 2 * HOUR
    network.error = TryLater("Busy.", after_s=10**7)
    reading.read_channel(channel.pk, now=NOW + 3 * HOUR)
    channel.refresh_from_db()
    assert channel.figures_after == NOW + 3 * HOUR + reading.LONGEST_WAIT


def test_a_sign_in_that_ended_is_noted_and_the_posts_stay_due(channel, network):
    row = out(channel)
    network.error = SignedOut("Connect it again.")
    reading.read_channel(channel.pk, now=NOW)
    channel.refresh_from_db()
    assert channel.signed_out_at
    assert Event.objects.filter(kind="channel.signed_out").exists()
    assert PostTotal.objects.get(pk=row.pk).look_at == NOW


def test_an_error_about_followers_loses_no_post(channel, network):
    row = out(channel, likes=4)
    network.profile_error = Unclear("It answered 500.")
    assert reading.read_channel(channel.pk, now=NOW) == 1
    channel.refresh_from_db()
    assert (channel.figures_error, channel.figures_look_at) == ("It answered 500.", NOW + reading.RETRY_AFTER)
    assert PostTotal.objects.get(pk=row.pk).likes == 4


def test_no_transaction_is_open_while_the_network_answers(channel, network):
    depth = len(connection.savepoint_ids)
    seen = []
    network.during.append(lambda: seen.append(len(connection.savepoint_ids)))
    out(channel, likes=1)
    reading.read_channel(channel.pk, now=NOW)
    assert seen == [depth]


def test_a_worker_that_died_has_lost_what_it_claimed_after_a_while(channel, network):
    class Killed(BaseException):
        pass

    row = out(channel)
    network.error = Killed()
    with pytest.raises(Killed):
        reading.read_channel(channel.pk, now=NOW)
    network.error = None
    tell(row, likes=2)
    assert reading.read_channel(channel.pk, now=NOW + dt.timedelta(minutes=5)) == 0
    assert reading.read_channel(channel.pk, now=NOW + reading.LEASE) == 1


def test_a_second_worker_finds_nothing_while_the_first_one_asks(channel, network):
    out(channel, likes=3)
    network.during.append(lambda: reading.read_channel(channel.pk, now=NOW))
    assert reading.read_channel(channel.pk, now=NOW) == 1
    assert len(network.asked) == 1


def test_what_somebody_types_meanwhile_stays(channel, network, coordinator):
    row = out(channel, 50, likes=3)
    network.during.append(lambda: totals.say_totals(row.delivery_id, by=coordinator, numbers={"likes": 40}, now=NOW))
    reading.read_channel(channel.pk, now=NOW)
    row.refresh_from_db()
    assert (row.likes, row.said_by, row.look_at) == (40, coordinator, None)


def test_figures_that_were_missed_for_a_day_are_somebodys_work(service):
    now = timezone.now()
    channel = ChannelFactory(service=service, connected=True, figures_error="It answered 502.", figures_read_at=now)

    def told():
        return [one.why for one in troubles.of_service(service, now) if "figures" in one.what]

    assert told() == []
    Channel.objects.update(figures_read_at=now - 2 * DAY)
    assert told() == ["It answered 502."]
    Channel.objects.filter(pk=channel.pk).update(signed_out_at=now)
    assert told() == []


def test_the_tick_reads_what_stands_on_the_sandbox(service, channel):
    at = timezone.now() - 2 * DAY
    post = SandboxPostFactory(service=service, shown=12)
    sent(channel, at, remote_id=str(post.key))
    tasks.read_figures()
    row = PostTotal.objects.get()
    assert (row.impressions, row.likes, row.engagements) == (12, 0, 0)
    assert ChannelDay.objects.get(day=service.today(at)).impressions == 12


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_ask_once_and_count_once(service, network):
    channel = ChannelFactory(service=service)
    for _ in range(20):
        out(channel, likes=2)
    outcomes = at_once(*(lambda: reading.read_channel(channel.pk, now=NOW) for _ in range(4)))
    assert sum(outcomes) == 20
    asked = [one for batch in network.asked for one in batch]
    assert sorted(asked) == sorted(set(asked))
    assert sum(ChannelDay.objects.values_list("likes", flat=True)) == 40
    assert ChannelMonth.objects.get().likes == 40


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_workers_that_keep_days_of_one_channel_at_once_lose_nothing(service):
    channel = ChannelFactory(service=service)
    rows = [out(channel) for _ in range(6)]

    def keep(row):
        return lambda: totals.keep_told(channel, {row.pk: PostFigures(remote_id="p", likes=5)}, NOW)

    assert at_once(*(keep(row) for row in rows)) == [None] * 6
    assert ChannelMonth.objects.get().likes == 30

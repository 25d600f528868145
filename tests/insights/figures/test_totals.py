"""What is known of posts, and what a channel's days and months make of it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import Role, User
from audit.models import Event
from channels.networks import PostFigures
from insights.figures import reading, totals
from insights.figures.typing import FiguresRefused
from insights.models import ChannelDay, ChannelMonth, PostDay, PostTotal
from posts.models import DeliveryState
from tests.factories.accounts import member
from tests.factories.channels import ChannelFactory
from tests.factories.figures import sent, total
from tests.policies.test_two_at_once import at_once

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2026, 11, 10, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@pytest.fixture
def channel(service):
    return ChannelFactory(service=service)


def told(**numbers) -> PostFigures:
    return PostFigures(remote_id="p", **numbers)


def keep(channel, row: PostTotal, now: dt.datetime, **numbers) -> None:
    totals.keep_told(channel, {row.pk: told(**numbers)}, now)


def day(channel, on: str) -> ChannelDay:
    return ChannelDay.objects.get(channel=channel, day=on)


def month(channel, first: str) -> ChannelMonth:
    return ChannelMonth.objects.get(channel=channel, month=first)


def test_the_first_figures_count_for_the_day_on_which_the_post_went_out(channel):
    row = total(channel, NOON - 3 * DAY)
    keep(channel, row, NOON, impressions=120, likes=4)
    row.refresh_from_db()
    assert (row.impressions, row.likes, row.replies, row.read_at) == (120, 4, None, NOON)
    assert (day(channel, "2026-11-07").impressions, day(channel, "2026-11-07").replies) == (120, None)
    assert day(channel, "2026-11-07").read_at == NOON
    assert PostDay.objects.get().day == dt.date(2026, 11, 10)
    assert (month(channel, "2026-11-01").impressions, month(channel, "2026-11-01").said) == (120, [])


def test_a_day_has_what_came_in_on_it(channel):
    first, second = total(channel, NOON), total(channel, NOON)
    keep(channel, first, NOON, likes=4)
    keep(channel, second, NOON, likes=10)
    keep(channel, first, NOON + DAY, likes=9)
    keep(channel, second, NOON + DAY, likes=11)
    assert [one.likes for one in ChannelDay.objects.all()] == [14, 6]
    assert month(channel, "2026-11-01").likes == 20
    assert PostDay.objects.filter(delivery=first.delivery).count() == 2


def test_the_same_told_twice_counts_once(channel):
    row = total(channel, NOON)
    for _ in range(3):
        keep(channel, row, NOON, likes=4, impressions=50)
    assert (day(channel, "2026-11-10").likes, day(channel, "2026-11-10").impressions) == (4, 50)
    assert PostDay.objects.count() == 1


def test_a_total_that_shrinks_is_nothing_that_day_and_coming_back_is_nothing_either(channel):
    row = total(channel, NOON)
    for number, likes in enumerate([10, 0, 10, 12]):
        keep(channel, row, NOON + number * DAY, likes=likes)
    assert [one.likes for one in ChannelDay.objects.all()] == [10, 0, 0, 2]
    assert [one.likes for one in PostDay.objects.all()] == [10, 0, 10, 12]


def test_nought_is_known_and_what_is_not_told_is_not(channel):
    row = total(channel, NOON)
    keep(channel, row, NOON, likes=0)
    assert (day(channel, "2026-11-10").likes, day(channel, "2026-11-10").impressions) == (0, None)
    assert (month(channel, "2026-11-01").likes, month(channel, "2026-11-01").impressions) == (0, None)


def test_half_an_answer_leaves_the_other_half_as_it_was(channel):
    row = total(channel, NOON)
    keep(channel, row, NOON, likes=4, replies=2)
    keep(channel, row, NOON + DAY, likes=5)
    row.refresh_from_db()
    assert (row.likes, row.replies) == (5, 2)
    assert PostDay.objects.get(day="2026-11-11").replies == 2


def test_an_answer_without_a_number_is_none(channel):
    row = total(channel, NOON)
    keep(channel, row, NOON)
    row.refresh_from_db()
    assert row.read_at is None
    assert not ChannelDay.objects.exists()
    assert not PostDay.objects.exists()


@pytest.mark.parametrize("hostile", [-5, 10**18, "12", 3.5, True, float("nan"), [1], {"a": 1}, "<b>"])
def test_what_is_no_number_is_not_known(channel, hostile):
    row = total(channel, NOON)
    keep(channel, row, NOON, likes=hostile, replies=3)
    row.refresh_from_db()
    assert (row.likes, row.replies) == (None, 3)


def test_numbers_as_large_as_they_may_be_do_not_break_the_sums(channel):
    for _ in range(3):
        keep(channel, total(channel, NOON), NOON, likes=2_000_000_000, impressions=2_000_000_000)
    assert day(channel, "2026-11-10").likes == 2_000_000_000
    keep(channel, total(channel, NOON - DAY), NOON, likes=2_000_000_000)
    assert month(channel, "2026-11-01").likes == 2_000_000_000


def test_a_months_end_between_two_readings_takes_its_share(channel):
    row = total(channel, dt.datetime(2026, 10, 20, 12, tzinfo=dt.UTC))
    keep(channel, row, dt.datetime(2026, 10, 31, 12, tzinfo=dt.UTC), impressions=1000)
    keep(channel, row, dt.datetime(2026, 11, 2, 12, tzinfo=dt.UTC), impressions=1100)
    assert month(channel, "2026-10-01").impressions == 1025
    assert month(channel, "2026-11-01").impressions == 75


def test_followers_of_a_month_are_those_of_its_last_day_read(channel):
    totals.keep_followers(channel, 200, NOON)
    totals.keep_followers(channel, 210, NOON + DAY)
    totals.keep_followers(channel, 205, NOON + DAY)
    keep(channel, total(channel, NOON), NOON + 2 * DAY, likes=1)
    assert [one.followers for one in ChannelDay.objects.all()] == [200, 205]
    assert month(channel, "2026-11-01").followers == 205


def test_what_a_person_said_of_a_month_is_not_read_over(channel, coordinator):
    ChannelMonth.objects.create(
        service=channel.service, channel=channel, month="2026-11-01", followers=999, likes=7, said=["followers"],
        changed_by=coordinator, changed_at=NOON,
    )  # fmt: skip
    totals.keep_followers(channel, 200, NOON + DAY)
    keep(channel, total(channel, NOON), NOON + DAY, likes=3)
    row = month(channel, "2026-11-01")
    assert (row.followers, row.likes, row.changed_by, row.changed_at) == (999, 3, coordinator, NOON)


def test_a_day_is_one_of_the_services_calendar(channel):
    summer = dt.datetime(2026, 6, 30, 23, 30, tzinfo=dt.UTC)  # half past midnight on 1 July in London
    totals.keep_followers(channel, 10, summer)
    keep(channel, total(channel, summer), summer, likes=1)
    assert [one.day for one in ChannelDay.objects.all()] == [dt.date(2026, 7, 1)]


def test_posts_of_another_channel_are_left_alone(channel, other_service):
    row = total(ChannelFactory(service=other_service), NOON)
    keep(channel, row, NOON, likes=4)
    row.refresh_from_db()
    assert row.likes is None
    assert not ChannelDay.objects.exists()


def test_many_posts_cost_as_many_queries_as_few(channel, django_assert_max_num_queries):
    rows = [total(channel, NOON) for _ in range(30)]
    with django_assert_max_num_queries(20):
        totals.keep_told(channel, {row.pk: told(likes=1) for row in rows}, NOON)
    assert day(channel, "2026-11-10").likes == 30


# What a person types


@pytest.fixture
def by_hand(service):
    return ChannelFactory(service=service, by_hand=True)


def test_a_post_put_out_by_hand_has_what_a_person_typed(by_hand, coordinator):
    delivery = sent(by_hand, NOON)
    row = totals.say_totals(delivery.pk, by=coordinator, numbers={"likes": 12, "replies": None}, now=NOON + DAY)
    assert (row.likes, row.replies, row.said_by, row.look_at) == (12, None, coordinator, None)
    assert PostDay.objects.get(delivery=delivery, day="2026-11-11").likes == 12
    event = Event.objects.get(kind="figures.post_typed")
    assert (event.data["what"], event.thing_id) == ("likes 12", delivery.post_id)
    assert not ChannelMonth.objects.exists()


def test_typing_the_same_again_is_no_event(by_hand, coordinator):
    delivery = sent(by_hand, NOON)
    for _ in range(2):
        totals.say_totals(delivery.pk, by=coordinator, numbers={"likes": 12})
    assert Event.objects.filter(kind="figures.post_typed").count() == 1


def test_a_number_that_was_typed_can_be_taken_back(by_hand, coordinator):
    delivery = sent(by_hand, NOON)
    totals.say_totals(delivery.pk, by=coordinator, numbers={"likes": 12})
    assert totals.say_totals(delivery.pk, by=coordinator, numbers={"likes": None}).likes is None


def test_figures_that_the_network_tells_are_not_typed(channel, coordinator):
    read = total(channel, NOON, likes=3, read_at=NOON)
    fresh = sent(channel, timezone.now())
    for delivery in (read.delivery, fresh):
        with pytest.raises(FiguresRefused, match="tells the figures of this post itself"):
            totals.say_totals(delivery.pk, by=coordinator, numbers={"likes": 12})


def test_figures_of_which_the_network_told_nothing_for_a_day_are_typed_and_then_not_read_over(channel, coordinator):
    row = total(channel, NOON)
    totals.say_totals(row.delivery_id, by=coordinator, numbers={"likes": 12}, now=NOON + 2 * DAY)
    keep(channel, row, NOON + 3 * DAY, likes=1)
    row.refresh_from_db()
    assert (row.likes, row.look_at) == (12, None)


@pytest.mark.parametrize("number", [-1, 2_000_000_001, True, "7", 1.5])
def test_only_whole_numbers_are_typed(by_hand, coordinator, number):
    with pytest.raises(FiguresRefused, match="whole number"):
        totals.say_totals(sent(by_hand, NOON).pk, by=coordinator, numbers={"likes": number})


def test_a_name_that_is_none_of_the_five_is_a_mistake(by_hand, coordinator):
    with pytest.raises(ValueError, match="followers"):
        totals.say_totals(sent(by_hand, NOON).pk, by=coordinator, numbers={"followers": 3})


def test_a_post_that_is_not_out_or_not_there_has_no_figures(by_hand, coordinator):
    waiting = sent(by_hand, NOON, state=DeliveryState.BY_HAND, sent_at=None, remote_id="")
    with pytest.raises(FiguresRefused, match="not out yet"):
        totals.say_totals(waiting.pk, by=coordinator, numbers={"likes": 3})
    with pytest.raises(FiguresRefused, match="not there any more"):
        totals.say_totals(0, by=coordinator, numbers={"likes": 3})


def test_neither_a_viewer_nor_somebody_of_another_service_types(by_hand, viewer, outsider):
    delivery = sent(by_hand, NOON)
    for person in (viewer, outsider):
        with pytest.raises(PermissionDenied):
            totals.say_totals(delivery.pk, by=person, numbers={"likes": 3})
    assert not PostTotal.objects.exists()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_type_at_once_and_a_tick_that_notes_the_post_end_with_one_row(service):
    by_hand = ChannelFactory(service=service, by_hand=True)
    first, second = member(service, Role.COORDINATOR), member(service, Role.COORDINATOR)
    delivery = sent(by_hand, NOON)

    def say(by, likes):
        return lambda: totals.say_totals(delivery.pk, by=User.objects.get(pk=by.pk), numbers={"likes": likes})

    outcomes = at_once(say(first, 3), say(second, 4), lambda: reading.note_sent(NOON))
    assert [one.likes for one in outcomes[:2]] == [3, 4]
    assert isinstance(outcomes[2], int)
    assert PostTotal.objects.get().likes in (3, 4)
    assert Event.objects.filter(kind="figures.post_typed").count() == 2


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_somebody_types_while_a_late_answer_is_kept(service):
    channel = ChannelFactory(service=service)
    by = member(service, Role.COORDINATOR)
    rows = [total(channel, NOON) for _ in range(6)]

    def say(row):
        return lambda: totals.say_totals(row.delivery_id, by=User.objects.get(pk=by.pk), numbers={"likes": 40})

    def keep(row):
        return lambda: totals.keep_told(channel, {row.pk: PostFigures(remote_id="p", likes=5)}, NOON)

    outcomes = at_once(*(act(row) for row in rows for act in (say, keep)))
    assert all(one is None or isinstance(one, PostTotal | FiguresRefused) for one in outcomes)
    assert {one.likes for one in PostTotal.objects.all()} <= {5, 40}

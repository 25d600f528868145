"""Slots without a post, and weeks that are short."""

import datetime as dt
from zoneinfo import ZoneInfo

from posts.planning import gaps
from posts.planning.gaps import Aim

ZONE = ZoneInfo("Europe/London")
MONDAY = dt.date(2026, 12, 7)
SUNDAY = dt.date(2026, 12, 13)
NOW = dt.datetime(2026, 12, 1, 9, tzinfo=dt.UTC)
FACEBOOK = Aim(channel_id=1, posts_a_week=3, slots=((0, dt.time(10)), (2, dt.time(12, 30))))


def at(day, hour, minute=0):
    return dt.datetime(2026, 12, day, hour, minute, tzinfo=ZONE)


def found(posts, *, aim=FACEBOOK, closed=(), now=NOW, start=MONDAY, end=SUNDAY):
    moments = gaps.gaps([aim], posts, start=start, end=end, now=now, zone=ZONE, is_closed=lambda day: day in closed)
    return [gap.at for gap in moments]


def test_a_slot_without_a_post_is_a_gap():
    assert found({}) == [at(7, 10), at(9, 12, 30)]


def test_a_post_within_the_window_fills_its_slot():
    assert found({1: [at(7, 11, 30)]}) == [at(9, 12, 30)]
    assert found({1: [at(7, 8, 30)]}) == [at(9, 12, 30)]
    assert found({1: [at(7, 11, 31)]}) == [at(7, 10), at(9, 12, 30)]


def test_a_post_of_another_channel_fills_nothing():
    assert len(found({2: [at(7, 10), at(9, 12, 30)]})) == 2


def test_a_post_fills_one_slot_only():
    close = Aim(channel_id=1, posts_a_week=2, slots=((0, dt.time(10)), (0, dt.time(11))))
    assert found({1: [at(7, 10, 30)]}, aim=close) == [at(7, 11)]


def test_what_has_passed_is_no_gap():
    assert found({}, now=at(7, 10)) == [at(9, 12, 30)]


def test_days_on_which_nothing_goes_out_have_no_gaps():
    assert found({}, closed={dt.date(2026, 12, 9)}) == [at(7, 10)]


def test_a_slot_is_on_the_wall_clock_on_both_sides_of_a_clock_change():
    weekly = Aim(channel_id=1, posts_a_week=1, slots=((0, dt.time(9)),))
    start, end = dt.date(2027, 1, 4), dt.date(2027, 12, 27)
    moments = found({}, aim=weekly, start=start, end=end)
    assert len(moments) == 52
    assert {moment.strftime("%a %H:%M") for moment in moments} == {"Mon 09:00"}
    assert {moment.astimezone(dt.UTC).hour for moment in moments} == {8, 9}


def test_a_slot_that_the_spring_change_skips_is_an_hour_later():
    sunday = Aim(channel_id=1, posts_a_week=1, slots=((6, dt.time(1, 30)),))
    day = dt.date(2027, 3, 28)
    assert [moment.strftime("%H:%M") for moment in found({}, aim=sunday, start=day, end=day)] == ["02:30"]


def plan(posts, closed=()):
    return gaps.week_plan([FACEBOOK], posts, monday=MONDAY, zone=ZONE, is_closed=lambda day: day in closed)


def test_a_week_is_counted_against_what_the_strategy_wants():
    assert plan({1: [at(7, 10), at(13, 23)], 2: [at(8, 10)]}) == gaps.WeekPlan(planned=2, wanted=3, short=((1, 2, 3),))
    assert plan({1: [at(7, 10), at(8, 10), at(9, 10)]}).short == ()


def test_posts_of_one_channel_do_not_make_up_for_another():
    aims = [FACEBOOK, Aim(channel_id=2, posts_a_week=1)]
    posts = {1: [at(day, 10) for day in range(7, 13)]}
    found = gaps.week_plan(aims, posts, monday=MONDAY, zone=ZONE, is_closed=lambda day: False)
    assert found == gaps.WeekPlan(planned=3, wanted=4, short=((2, 0, 1),))


def test_closed_days_take_their_share_off_what_is_wanted():
    days = [MONDAY + dt.timedelta(days=n) for n in range(7)]
    assert plan({}, closed=set(days)).wanted == 0
    assert plan({}, closed=set(days[:5])).wanted == 1

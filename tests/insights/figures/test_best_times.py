"""When posts did best, on the wall clock."""

from __future__ import annotations

import datetime as dt
import random
from zoneinfo import ZoneInfo

import pytest

from insights.figures.best_times import BANDS, Cell, Times, band_of, next_start, times_of
from insights.figures.comparing import Sent

LONDON = ZoneInfo("Europe/London")
MONDAY = dt.date(2026, 10, 5)


def local(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour, minute), tzinfo=LONDON).astimezone(dt.UTC)


def posts(number: int, weekday: int, hour: int, engagements: int, *, first: int = 0, channel: int = 1) -> list[Sent]:
    """One a week at this hour."""
    days = [MONDAY + dt.timedelta(days=weekday, weeks=week) for week in range(number)]
    return [Sent(first + at, channel, local(day, hour), None, engagements) for at, day in enumerate(days)]


def cell(found: Times, weekday: int, hour: int) -> Cell:
    return found.rows[band_of(hour)][weekday]


def test_a_time_that_did_better_than_the_channels_usual_stands_out():
    found = times_of([*posts(20, 1, 10, 40), *posts(12, 3, 17, 64, first=100)], LONDON)
    best = cell(found, 3, 17)
    assert found.best == (best,)
    assert (best.name, best.group.times, best.group.posts) == ("Thursdays 17:00 to 19:00", 1.6, 12)
    assert (best.shade, cell(found, 1, 10).shade) == ("most", "usual")
    assert found.posts == 32


def test_four_posts_are_too_few_however_well_they_did():
    found = times_of([*posts(20, 1, 10, 40), *posts(4, 3, 17, 900, first=100)], LONDON)
    assert found.best == ()
    assert (cell(found, 3, 17).shade, cell(found, 3, 17).group.posts) == ("few", 4)


def test_a_few_lucky_posts_do_not_make_a_time_stand_out():
    """Six of ten are above the usual, the others far below it."""
    lucky = posts(6, 3, 17, 70, first=100)
    others = [Sent(200 + one.post, 1, one.at, None, 10) for one in lucky[:4]]
    found = times_of([*posts(30, 1, 10, 40), *lucky, *others], LONDON)
    assert cell(found, 3, 17).group.times > 1.2
    assert found.best == ()


def test_chance_alone_makes_no_best_time():
    dice = random.Random(3)  # two thousand posts, none of which did better because of its hour
    rows = [
        Sent(at, 1, local(MONDAY, 9) + dt.timedelta(hours=dice.randrange(8000)), None, round(dice.gauss(60, 20)))
        for at in range(2000)
    ]
    assert times_of(rows, LONDON).best == ()


def test_the_hour_is_that_of_the_wall_clock_on_both_sides_of_a_change():
    """Thursdays at 17:30 before and after the clocks go back are 16:30 and 17:30 in UTC, and one time of the week."""
    days = [dt.date(2026, 10, 15), dt.date(2026, 10, 22), dt.date(2026, 10, 29), dt.date(2026, 11, 5)]
    rows = [Sent(at, 1, local(day, 17, 30), None, 9) for at, day in enumerate(days)]
    assert {one.at.hour for one in rows} == {16, 17}
    assert cell(times_of(rows, LONDON), 3, 17).group.posts == 4


def test_a_post_just_after_midnight_in_summer_is_of_the_new_day():
    """23:30 UTC on a Wednesday is 00:30 on Thursday in London in July."""
    found = times_of([Sent(1, 1, dt.datetime(2026, 7, 1, 23, 30, tzinfo=dt.UTC), None, 3)], LONDON)
    assert cell(found, 3, 0).group.posts == 1


def test_the_hour_that_comes_twice_is_one_time():
    rows = [Sent(fold, 1, dt.datetime(2026, 10, 25, fold, 30, tzinfo=dt.UTC), None, 3) for fold in (0, 1)]
    assert cell(times_of(rows, LONDON), 6, 1).group.posts == 2


def test_a_channel_without_figures_says_nothing():
    rows = [Sent(at, 1, local(MONDAY, 9), 100, None) for at in range(9)]
    found = times_of(rows, LONDON)
    assert (found.posts, found.best, found.says_something) == (0, (), False)


def test_a_channel_on_which_nobody_answers_says_nothing():
    found = times_of(posts(9, 0, 9, 0), LONDON)
    assert (cell(found, 0, 9).shade, found.says_something) == ("alone", False)


def test_the_bands_cover_the_day_once():
    assert [band_of(hour) for hour in range(24)] == [
        number for number, (start, end) in enumerate(BANDS) for _ in range(start, end)
    ]


@pytest.mark.parametrize(("today", "on"), [(0, 3), (2, 1), (3, 7), (6, 4)])
def test_the_next_one_lies_after_today(today, on):
    thursday = cell(times_of([], LONDON), 3, 17)
    day = MONDAY + dt.timedelta(days=today)
    assert next_start(thursday, day) == (day + dt.timedelta(days=on), dt.time(17))

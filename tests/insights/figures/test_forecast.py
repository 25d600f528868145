"""Forecasts, against lines that were reckoned by hand."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from insights.figures.forecast import Forecast, Point, forecast, in_words, slopes

START = dt.date(2026, 1, 1)


def points(values: list[float], every: int = 10) -> list[Point]:
    return [Point(START + dt.timedelta(days=every * number), value) for number, value in enumerate(values)]


def after(days: int) -> dt.date:
    return START + dt.timedelta(days=days)


def test_a_straight_line_goes_on():
    found = forecast(points([100, 110, 120, 130], every=30), after(180))
    assert (found.low, found.middle, found.high) == pytest.approx((160, 160, 160))
    assert found.points == 4


def test_what_comes_one_by_one_is_uneven_however_even_it_was():
    """30 more are expected: 1.2816 times the root of 30 on each side."""
    found = forecast(points([100, 110, 120, 130], every=30), after(180), is_count=True)
    assert (found.low, found.middle, found.high) == pytest.approx((152.98, 160, 167.02), abs=0.01)


def test_uneven_points_as_reckoned_by_hand():
    """Slopes of 0, 10, 40, 30 ten days apart: -1, 1, 1, 1, 2, 3, the middle 1, Sen's bounds 1 and 2. All but one point
    lie on the line. The steps are 0, 20 and -20 off it: 1.4826 · 20 · 3 / 1.8 = 49.42; ten days ahead is one step,
    so 1.2816 · 49.42 · √(1 + 1/3) = 73.14."""
    assert slopes([0, 10, 20, 30], [0, 10, 40, 30]) == pytest.approx((1, 1, 2))
    found = forecast(points([0, 10, 40, 30]), after(40), least=-1000)
    assert (found.low, found.middle, found.high) == pytest.approx((40 - 73.14, 40, 40 + 73.14), abs=0.01)


def test_one_odd_month_does_not_bend_the_line():
    even = [100 + 10 * number for number in range(10)]
    odd = [*even[:5], 900, *even[6:]]
    assert forecast(points(odd, 30), after(300)).middle == forecast(points(even, 30), after(300)).middle


def test_it_is_never_below_nothing_or_above_all():
    falling, rising = points([30, 20, 10, 1]), points([70, 80, 90, 99])
    assert forecast(falling, after(60)).low == forecast(falling, after(60)).middle == 0
    assert forecast(rising, after(60), most=100).high == forecast(rising, after(60), most=100).middle == 100


@pytest.mark.parametrize(
    ("known", "ahead"),
    [
        pytest.param([1, 2, 3], 30, id="three points"),
        pytest.param([], 30, id="no point"),
        pytest.param([1, 2, 3, 4], 30, id="the day of the newest point"),
        pytest.param([1, 2, 3, 4], 20, id="a day that is over"),
        pytest.param([1, 2, 3, 4], 91, id="more than twice as far ahead as they reach back"),
    ],
)
def test_there_is_none_for(known, ahead):
    assert forecast(points(known), after(ahead)) is None


def test_the_same_day_twice_counts_once():
    twice = [*points([1, 2, 3]), *points([1, 2, 3])]
    assert forecast(twice, after(30)) is None


def test_only_the_newest_twelve_count():
    old = [Point(START - dt.timedelta(days=400 + number), 10_000) for number in range(5)]
    new = points([float(number) for number in range(12)])
    assert forecast(old + new, after(150)) == forecast(new, after(150))


def test_nothing_at_all_stays_nothing():
    found = forecast(points([0, 0, 0, 0]), after(60), is_count=True)
    assert (found.low, found.middle, found.high) == (0, 0, 0)
    assert found.chance(1) == 0
    assert found.chance(0) == 0.5


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (1040, "very likely"),
        (1120, "likely"),
        (1150, "even chances"),
        (1180, "unlikely"),
        (1300, "very unlikely"),
    ],
)
def test_the_chance_in_words(target, words):
    found = Forecast(after(1), 1100, 1150, 1200, 12)
    assert in_words(found.chance(target)) == words


def test_one_in_ten_lies_beyond_each_end_of_the_range():
    found = Forecast(after(1), 1100, 1150, 1250, 12)
    assert found.chance(1250) == pytest.approx(0.1, abs=0.001)
    assert found.chance(1100) == pytest.approx(0.9, abs=0.001)


@pytest.mark.parametrize(
    ("seed", "is_walk", "least"),
    [pytest.param(1, False, 0.75, id="a line with chance around it"), pytest.param(2, True, 0.7, id="a walk")],
)
def test_the_range_holds_about_four_times_in_five(seed, is_walk, least):
    dice, held = random.Random(seed), 0
    for _ in range(400):
        off = [dice.gauss(0, 30) for _ in range(13)]
        values = [300 + 40 * at + (sum(off[: at + 1]) if is_walk else off[at]) for at in range(13)]
        found = forecast(points(values[:10], 30), after(360))
        held += found.low <= values[12] <= found.high
    assert held / 400 >= least

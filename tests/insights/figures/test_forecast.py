"""Forecasts, against lines that were reckoned by hand."""

from __future__ import annotations

import datetime as dt
import random
from itertools import accumulate

import pytest

from insights.figures.forecast import Forecast, Point, forecast, in_words, middle_slope, unevenness

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
    """Slopes of 0, 10, 40, 30 ten days apart: -1, 1, 1, 1, 2, 3, the middle 1. The steps are 0, 20 and -20 off it,
    squared 800 / 3, of which the slope has taken a third: 400 in ten days. Ten days ahead it is 400, and 1.2 · 40 / 30
    · 10² = 160 of the slope; with Student’s 2.70 of one degree of freedom, 63.88."""
    days, values = [0, 10, 20, 30], [0, 10, 40, 30]
    assert middle_slope(days, values) == 1
    assert unevenness(days, values, 1) == pytest.approx((0, 40))
    found = forecast(points(values), after(40), least=-1000)
    assert (found.low, found.middle, found.high) == pytest.approx((40 - 63.88, 40, 40 + 63.88), abs=0.05)


def test_what_swings_back_at_once_is_chance_and_does_not_grow_with_the_days():
    days = [10.0 * number for number in range(12)]
    chance, walk = unevenness(days, [50 + 10 * (-1) ** number for number in range(12)], 0)
    assert walk == 0
    assert chance > 100


def test_what_stays_off_is_a_walk():
    days = [10.0 * number for number in range(12)]
    chance, walk = unevenness(days, [0, 0, 0, 60, 60, 60, 60, 60, 60, 120, 120, 120], 0)
    assert walk > 10
    assert chance < 10 * walk


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


def line(dice: random.Random) -> list[float]:
    return [300 + 40 * at + dice.gauss(0, 30) for at in range(13)]


def walk(dice: random.Random) -> list[float]:
    return list(accumulate((40 + dice.gauss(0, 30) for _ in range(12)), initial=300.0))


def leaps(dice: random.Random) -> list[float]:
    """A quiet growth, and one month in five a leap of a hundred and more."""
    return list(accumulate((8 + dice.gauss(0, 6) + dice.choice([0, 0, 0, 0, 160]) for _ in range(12)), initial=300.0))


@pytest.mark.parametrize("steps", [1, 3])
@pytest.mark.parametrize("series", [line, walk, leaps])
def test_the_range_holds_about_four_times_in_five(series, steps):
    """Of 600 series, by chance from a seed: their first ten points, against one and three steps later. Around a line it
    holds more often: ten points do not tell a line from a walk for certain."""
    dice, held = random.Random(4), 0
    for _ in range(600):
        values = series(dice)
        found = forecast(points(values[:10], 30), after(30 * (9 + steps)))
        held += found.low <= values[9 + steps] <= found.high
    assert 0.72 <= held / 600 <= 0.94

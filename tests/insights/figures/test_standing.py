"""How an objective stands, before, on and after its day."""

from __future__ import annotations

import datetime as dt

import pytest

from insights.figures.forecast import Point
from insights.figures.standing import Aim, State, judge

START, DUE = dt.date(2026, 1, 1), dt.date(2026, 7, 1)
FOLLOWERS = Aim(target=200, starts_on=START, due_on=DUE, begins_at=100)
LEVEL = Aim(target=3, starts_on=START, due_on=DUE, grows=False)


def monthly(*values: float) -> list[Point]:
    """At the ends of January, February, …"""
    ends = [(1, 31), (2, 28), (3, 31), (4, 30), (5, 31), (6, 30), (7, 31), (8, 31)]
    return [Point(dt.date(2026, *end), value) for end, value in zip(ends, values, strict=False)]


@pytest.mark.parametrize(
    ("values", "today", "state"),
    [
        pytest.param((120, 140, 160, 180), (2026, 5, 2), State.ON_THE_WAY, id="it will be reached"),
        pytest.param((105, 110, 115, 120), (2026, 5, 2), State.BEHIND, id="it will not"),
        pytest.param((120, 140, 160, 205), (2026, 5, 2), State.MET, id="it is reached early"),
        pytest.param((117,), (2026, 2, 1), State.ON_THE_WAY, id="one number, on the straight line"),
        pytest.param((116,), (2026, 2, 1), State.BEHIND, id="one number, below it"),
        pytest.param((), (2026, 2, 1), State.NOT_KNOWN, id="no number"),
        pytest.param((120,), (2026, 5, 2), State.NOT_KNOWN, id="a number that is three months old"),
        pytest.param((120,), (2025, 12, 31), State.NOT_BEGUN, id="the day before it begins"),
    ],
)
def test_followers_on_the_way(values, today, state):
    assert judge(FOLLOWERS, monthly(*values), dt.date(*today)).state == state


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ((120, 140, 160, 180, 190, 200), State.MET),
        ((120, 140, 160, 180, 190, 199), State.MISSED),
        ((120, 140, 160), State.NOT_KNOWN),
    ],
)
def test_when_its_day_is_over_it_is_met_or_missed(values, state):
    assert judge(FOLLOWERS, monthly(*values), dt.date(2026, 7, 2)).state == state


def test_on_its_day_it_is_not_over():
    assert judge(FOLLOWERS, monthly(120, 140, 160, 180, 190, 199), DUE).state == State.BEHIND


def test_what_comes_in_later_changes_nothing_of_it():
    """Also years later, it says what it said on the day after."""
    known = monthly(120, 140, 160, 180, 190, 199)
    then = judge(FOLLOWERS, known, dt.date(2026, 7, 2))
    later = judge(FOLLOWERS, [*known, *monthly(0, 0, 0, 0, 0, 0, 300, 400)[6:]], dt.date(2029, 1, 1))
    assert later == then
    assert later.newest == Point(dt.date(2026, 6, 30), 199)


def test_a_level_is_kept_or_not():
    today = dt.date(2026, 5, 2)
    assert judge(LEVEL, monthly(2, 2, 3, 3), today).state == State.ON_THE_WAY
    assert judge(LEVEL, monthly(3, 3, 3, 2.9), today).state == State.BEHIND
    assert judge(LEVEL, monthly(1, 1, 1, 1, 1, 3), dt.date(2026, 7, 2)).state == State.MET


@pytest.mark.parametrize(
    ("begins_at", "target", "value", "percent"),
    [
        (100, 200, 150, 50),
        (100, 200, 199.9, 99),
        (100, 200, 200, 100),
        (100, 200, 90, 0),
        (None, 200, 50, 25),
        pytest.param(200, 200, 100, 0, id="nothing to gain, and not reached"),
        pytest.param(0, 0, 0, 100, id="nothing wanted"),
        pytest.param(300, 200, 250, 100, id="a target below the start"),
    ],
)
def test_how_far_it_is(begins_at, target, value, percent):
    aim = Aim(target=target, starts_on=START, due_on=DUE, begins_at=begins_at)
    assert judge(aim, monthly(value), dt.date(2026, 2, 1)).percent == percent


def test_where_nobody_said_where_it_began_the_last_number_before_counts():
    aim = Aim(target=200, starts_on=dt.date(2026, 3, 10), due_on=DUE)
    found = judge(aim, monthly(80, 100, 150), dt.date(2026, 4, 1))
    assert (found.began, found.percent) == (100, 50)

"""Posts against the usual of their channel."""

from __future__ import annotations

import datetime as dt

import pytest

from insights.figures.comparing import FEWEST, Sent, grouped, in_words, rate, usual

AT = dt.datetime(2026, 10, 1, 9, tzinfo=dt.UTC)


def sent(post: int, engagements: int | None, *, channel: int = 1, kind: str = "text") -> Sent:
    return Sent(post, channel, AT, None, engagements, kind)


def test_the_usual_is_the_middle_post_of_a_channel():
    rows = [sent(number, value) for number, value in enumerate([1, 2, 10, 11, 9_000])]
    assert usual(rows) == {1: 10}


@pytest.mark.parametrize(
    "values",
    [
        pytest.param([5, 5, 5, 5], id="four posts"),
        pytest.param([5, 5, 5, 5, None], id="the fifth is not known"),
        pytest.param([0, 0, 0, 7, 9], id="usually nothing"),
        pytest.param([], id="none"),
    ],
)
def test_a_channel_has_no_usual_with(values):
    assert usual([sent(number, value) for number, value in enumerate(values)]) == {}


def test_small_and_big_channels_are_held_against_themselves():
    """On the big channel a question gets 150 where 100 are usual, on the small one 3 where 2 are."""
    rows = [sent(number, 100) for number in range(9)] + [sent(number + 20, 2, channel=2) for number in range(9)]
    rows += [sent(50 + number, 150, kind="question") for number in range(3)]
    rows += [sent(60 + number, 3, channel=2, kind="question") for number in range(2)]
    best = grouped(rows, lambda one: one.kind, usual(rows))[0]
    assert (best.key, best.posts, best.times, best.better) == ("question", 5, 1.5, 5)


def test_a_post_on_two_channels_counts_once():
    rows = [sent(number, 10, channel=channel) for number in range(5) for channel in (1, 2)]
    found = grouped(rows, lambda one: one.kind, usual(rows))
    assert [(one.posts, one.times) for one in found] == [(5, 1.0)]


def test_nothing_is_said_about_fewer_than_five():
    rows = [sent(number, 10) for number in range(9)] + [sent(20 + number, 90, kind="video") for number in range(4)]
    groups = {one.key: one for one in grouped(rows, lambda one: one.kind, usual(rows))}
    assert groups["video"].times is None
    assert in_words(groups["video"]) == "too few to say"
    assert in_words(groups["text"]) == "as usual"
    assert FEWEST == 5


def test_where_usually_nobody_answers_there_is_nothing_to_hold_it_against():
    rows = [sent(number, 0) for number in range(9)]
    found = grouped(rows, lambda one: one.kind, usual(rows))
    assert in_words(found[0]) == "nothing to hold it against"


def test_posts_whose_figures_nobody_knows_are_not_counted():
    rows = [sent(number, 10) for number in range(5)] + [sent(9, None)]
    assert grouped(rows, lambda one: one.kind, usual(rows))[0].posts == 5


@pytest.mark.parametrize(
    ("engagements", "impressions", "found"),
    [(5, 100, 0.05), (0, 100, 0.0), (5, 0, None), (None, 100, None), (5, None, None)],
)
def test_engagements_per_impression(engagements, impressions, found):
    assert rate(engagements, impressions) == found

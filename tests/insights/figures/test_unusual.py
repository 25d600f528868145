"""Unusual figures on series that were made up, with what each should say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insights.figures.unusual import unusual

STEADY = [4100, 3900, 4000, 4200, 3800, 4050, 3950, 4000, 4100, 3900, 4000, 4050]


def test_a_peak_is_pointed_out_with_its_size():
    found = unusual("impressions", [*STEADY, 12_400])
    assert found.sentence("Impressions", "Facebook") == (
        "Impressions on Facebook: 3.1 times the usual, 12,400 against about 4,000"
    )


def test_a_slump_is_pointed_out_with_its_size():
    assert "70 % below the usual, 1,200 against about 4,000" in unusual("impressions", [*STEADY, 1200]).sentence("", "")


def test_between_one_and_two_times_the_usual_it_is_said_in_per_cent():
    assert unusual("impressions", [*STEADY, 6800]).size == "70 % above the usual"


def test_the_month_after_a_peak_is_as_usual_again():
    assert unusual("impressions", [*STEADY, 12_400, 4000]) is None


@pytest.mark.parametrize("now", STEADY)
def test_a_steady_channel_is_not_unusual(now):
    assert unusual("impressions", [*STEADY, now]) is None


def test_a_channel_that_always_goes_up_and_down_needs_more_to_be_unusual():
    wild = [2000, 8000, 3000, 9000, 1500, 7000, 2500, 8500, 2000, 6000, 3000, 9500]
    assert unusual("impressions", [*wild, 12_400]) is None
    assert unusual("impressions", [*STEADY, 12_400]) is not None


def test_nothing_is_unusual_before_six_months_are_known():
    assert unusual("impressions", [*STEADY[:5], 40_000]) is None
    assert unusual("impressions", [*STEADY[:6], 40_000]) is not None


def test_gaps_are_no_zeros():
    gaps = [4000, None, 4100, None, 3900, None, 4000, None, 4050, None, 3950, None]
    assert unusual("impressions", [*gaps, 4000]) is None
    assert unusual("impressions", [*gaps, 12_400]).usual == pytest.approx(4000, rel=0.01)


def test_only_the_twelve_months_before_it_count():
    assert unusual("impressions", [*[100_000] * 24, *STEADY, 4000]) is None


@pytest.mark.parametrize("now", [0, 1, 12, 29, 33])
def test_small_numbers_are_not_unusual(now):
    assert unusual("replies", [4, 0, 7, 3, 5, 2, 6, 4, 3, 5, 4, 6, now]) is None


def test_a_first_time_after_none_is_unusual_when_it_is_large():
    found = unusual("reshares", [0] * 12 + [240])
    assert found.sentence("Reshares", "X") == "Reshares on X: more than ever, 240 against about 0"


def test_none_at_all_is_unusual_where_there_was_much():
    assert unusual("likes", [*STEADY, 0]).size == "none at all"


def test_an_unknown_month_is_not_unusual():
    assert unusual("likes", [*STEADY, None]) is None


def test_no_months_are_not_unusual():
    assert unusual("likes", []) is None


def test_followers_that_grow_as_they_always_do_are_not_unusual():
    growing = [round(1000 * 1.03**month) for month in range(13)]
    assert unusual("followers", growing) is None


def test_followers_that_jump_are_held_against_where_they_were_going():
    growing = [round(1000 * 1.02**month) for month in range(12)]
    found = unusual("followers", [*growing, 1900])
    assert found.usual == pytest.approx(1000 * 1.02**12, rel=0.01)
    assert found.size == "50 % above the usual"


def test_followers_over_a_gap_may_grow_for_longer():
    growing = [round(1000 * 1.04**month) for month in range(10)]
    assert unusual("followers", [*growing, None, None, round(1000 * 1.04**12)]) is None


def test_followers_that_were_none_are_not_judged():
    assert unusual("followers", [0] * 12 + [500]) is None


@given(
    st.sampled_from(["followers", "likes"]),
    st.lists(st.one_of(st.none(), st.integers(min_value=0, max_value=2_000_000_000)), max_size=30),
)
def test_any_series_is_judged(name, months):
    found = unusual(name, months)
    assert found is None or found.sentence("Likes", "X").startswith("Likes on X: ")


@given(st.lists(st.integers(min_value=0, max_value=2_000_000_000), min_size=6, max_size=13))
def test_a_month_like_the_one_before_all_of_which_are_alike_is_never_unusual(months):
    assert unusual("impressions", [months[0]] * len(months)) is None

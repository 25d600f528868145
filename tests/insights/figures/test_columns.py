"""Which column is which."""

from __future__ import annotations

import pytest

from insights.figures.columns import FIELDS, HEADS, field_of, guessed


@pytest.mark.parametrize("field", FIELDS)
def test_what_we_write_is_read_as_what_it_is(field):
    assert field_of(HEADS[field]) == field


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("Total Followers (end of month)", "followers"), ("Re-tweets", "reshares"), ("Shares / Retweets", "reshares"),
        ("LIKES*", "likes"), ("post_impressions", "impressions"), ("No. of followers", "followers"),
        ("Platform", "channel"), ("New followers", ""), ("Engagement rate", ""), ("Reach", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_head_is_known_by_the_names_that_people_give_it(head, field):
    assert field_of(head) == field


def test_no_two_fields_have_the_same_name():
    names = [name for names in FIELDS.values() for name in names]
    assert len(names) == len(set(names))


def test_the_first_of_two_columns_of_one_meaning_counts():
    assert guessed(["Month", "Followers", "Fans"], []) == {"month": 0, "followers": 1}


def test_what_somebody_said_the_last_time_goes_before_the_name():
    before = {"reach": "impressions", "impressions": ""}
    assert guessed(["Month", "Impressions", "Reach"], [], before) == {"month": 0, "impressions": 2}


def test_comments_are_replies_when_they_are_numbers_and_the_note_when_they_are_words():
    assert guessed(["Comments"], [["12"], [""], ["1,200"]]) == {"replies": 0}
    assert guessed(["Comments"], [["Open day"], ["12"], ["Half term"]]) == {"note": 0}


def test_what_is_remembered_and_unknown_by_now_is_passed_over():
    assert guessed(["Month"], [], {"month": "phase of the moon"}) == {}

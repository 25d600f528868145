"""Quiet periods, repeats, and dates around clock changes and the turn of the year."""

from datetime import UTC, date, datetime, time

import pytest

from policies.rules import QuietPeriod, RecentPost
from policies.rules.dates import dates, times_in

PERIOD = QuietPeriod(name="Local elections", starts_on=date(2026, 4, 1), ends_on=date(2026, 5, 7))


@pytest.mark.parametrize(
    ("moment", "stops"),
    [
        (datetime(2026, 3, 31, 22, 59, tzinfo=UTC), False),  # 23:59 in British summer time
        (datetime(2026, 3, 31, 23, 0, tzinfo=UTC), True),  # midnight: the first day
        (datetime(2026, 5, 7, 22, 59, tzinfo=UTC), True),
        (datetime(2026, 5, 7, 23, 0, tzinfo=UTC), False),
        (None, False),
    ],
)
def test_both_ends_of_a_quiet_period_belong_to_it_on_the_local_calendar(found, moment, stops):
    assert bool(found("quiet-period", publish_at=moment, quiet_periods=(PERIOD,))) is stops


def test_a_quiet_period_is_named_with_the_first_day_after_it(found):
    [finding] = found("quiet-period", publish_at=datetime(2026, 4, 20, 9, tzinfo=UTC), quiet_periods=(PERIOD,))
    assert finding.message == "Choose a date after Thu 7 May 2026: the quiet period “Local elections” runs until then."


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("4 December", date(2026, 12, 4)),
        ("4th of December", date(2026, 12, 4)),
        ("Fri 4 Dec", date(2026, 12, 4)),
        ("December 4", date(2026, 12, 4)),
        ("December 4th, 2026", date(2026, 12, 4)),
        ("04/12/2026", date(2026, 12, 4)),
        ("4.12.26", date(2026, 12, 4)),
        ("4/12", date(2026, 12, 4)),
        ("2026-12-04", date(2026, 12, 4)),
        ("3-5 December", date(2026, 12, 5)),
        ("3 and 4 December", date(2026, 12, 4)),
        ("11 January", date(2027, 1, 11)),  # nearest
        ("Monday 11 January", date(2027, 1, 11)),
        ("20 June", date(2026, 6, 20)),
        ("March 2027", date(2027, 3, 31)),
    ],
)
def test_a_date_is_read_as_people_in_britain_write_it(text, read):
    assert [found.on for found in dates(f"Come on {text} please", date(2026, 12, 1))] == [read]


@pytest.mark.parametrize(
    "text", ["24/7", "1/2 term", "31 February", "30/2/2026", "£4.12", "Year 4 in December", "in May", "10.30", "3.5"]
)
def test_what_is_no_date_is_not_read_as_one(text):
    assert dates(f"Open {text} for all", date(2026, 12, 1)) == ()


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (", 10am", [time(10)]),
        (" at 10:00 to 12:00", [time(10), time(12)]),
        (", 9-11am", [time(9), time(11)]),
        (" from 9.30am until noon", [time(9, 30), time(12)]),
        (", 1 to 3pm", [time(13), time(15)]),
        (" 12pm", [time(12)]),
        (" we meet 30 people", []),
    ],
)
def test_times_right_after_a_date_are_read(text, read):
    assert sorted(times_in(text)) == read


def test_the_same_text_again_on_the_same_channel_within_the_window(found):
    text = "Drop in at the library for a chat about annual reviews, Thursday morning from ten."
    recent = (RecentPost(channel="x", text=text.upper(), at=datetime(2026, 11, 20, 10, tzinfo=UTC)),)
    assert found("duplicate", text, channels=("x",), recent_posts=recent)
    assert found("duplicate", text, channels=("facebook",), recent_posts=recent) == []
    assert found("duplicate", "Another text altogether.", channels=("x",), recent_posts=recent) == []
    long_ago = (RecentPost(channel="x", text=text, at=datetime(2026, 10, 20, 10, tzinfo=UTC)),)
    assert found("duplicate", text, channels=("x",), recent_posts=long_ago) == []


def test_leave_for_a_campaign(found):
    assert found("campaign-permission", campaign="Winter of play")
    assert found("campaign-permission", campaign="Winter of play", campaign_approved=True) == []
    assert found("campaign-permission") == []


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("😀😀😀😀😀", True),
        ("🎉 One\n🎉 Two", True),
        ("We ❤️ our volunteers", True),
        ("Hello 😀", False),
        ("Come along 🎉🎉", False),
    ],
)
def test_emoji_that_are_too_many_or_stand_for_words(found, text, fires):
    assert bool(found("emoji-load", text)) is fires


@pytest.mark.parametrize(
    ("facts", "fires"), [({}, True), ({"link": "https://x.example"}, False), ({"text": "See https://x.example"}, False)]
)
def test_a_post_with_neither_picture_nor_link(found, facts, fires):
    assert bool(found("no-picture", **facts)) is fires

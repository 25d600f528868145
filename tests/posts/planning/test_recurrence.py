"""Days that come back."""

from __future__ import annotations

import datetime as dt

import pytest

from posts.planning import recurrence
from posts.planning.recurrence import DAILY, LAST, MONTHLY, WEEKLY, YEARLY, RuleRefused, days, in_words, make_rule

YEAR = (dt.date(2026, 1, 1), dt.date(2026, 12, 31))


def test_a_weekly_rule_means_each_such_weekday_of_the_year():
    found = days("FREQ=WEEKLY;BYDAY=TU", dt.date(2026, 1, 6), YEAR)
    assert len(found) == 52
    assert {day.weekday() for day in found} == {1}


def test_both_ends_of_the_span_are_included():
    ends = (dt.date(2026, 3, 3), dt.date(2026, 3, 10))
    assert days("FREQ=WEEKLY;BYDAY=TU", dt.date(2026, 1, 1), ends) == [ends[0], ends[1]]


def test_nothing_comes_before_the_start():
    found = days("FREQ=DAILY", dt.date(2026, 12, 30), YEAR)
    assert found == [dt.date(2026, 12, 30), dt.date(2026, 12, 31)]


def test_every_second_week_is_counted_from_the_start_not_from_what_is_asked():
    start = dt.date(2026, 1, 6)
    asked = (dt.date(2026, 1, 13), dt.date(2026, 2, 3))
    assert days("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", start, asked) == [dt.date(2026, 1, 20), dt.date(2026, 2, 3)]


def test_the_last_friday_of_each_month():
    found = days(make_rule(MONTHLY, weekdays=[4], nth=LAST), dt.date(2026, 1, 1), YEAR)
    assert [day.day for day in found[:3]] == [30, 27, 27]
    assert len(found) == 12


def test_a_day_that_a_month_lacks_is_left_out():
    found = days("FREQ=MONTHLY;BYMONTHDAY=31", dt.date(2026, 1, 1), YEAR)
    assert [day.month for day in found] == [1, 3, 5, 7, 8, 10, 12]


def test_29_february_comes_in_leap_years_only():
    found = days("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", dt.date(2024, 1, 1), (dt.date(2024, 1, 1), dt.date(2033, 1, 1)))
    assert [day.year for day in found] == [2024, 2028, 2032]


def test_a_rule_that_never_fires_from_its_start_ends_at_the_asked_day():
    assert days("FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=29", dt.date(2025, 1, 1), YEAR) == []


def test_a_span_that_ends_before_it_starts_has_no_days():
    assert days("FREQ=DAILY", dt.date(2026, 1, 1), (YEAR[1], YEAR[0])) == []


def test_a_span_of_centuries_is_refused():
    with pytest.raises(RuleRefused, match="12 years"):
        days("FREQ=DAILY", dt.date(1900, 1, 1), (dt.date(1900, 1, 1), dt.date(2900, 1, 1)))


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "nonsense",
        "FREQ=SECONDLY",
        "FREQ=HOURLY;INTERVAL=1",
        "FREQ=DAILY;BYHOUR=1,2,3",
        "FREQ=DAILY;BYSECOND=0",
        "FREQ=DAILY;COUNT=3",
        "FREQ=DAILY;UNTIL=20270101",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=99999999999",
        "FREQ=DAILY;INTERVAL=²",
        "FREQ=DAILY;FREQ=WEEKLY",
        "FREQ=DAILY;BYDAY=MO",
        "FREQ=WEEKLY;BYDAY=1MO",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;BYDAY=",
        "FREQ=MONTHLY;BYDAY=MO",
        "FREQ=MONTHLY;BYDAY=-3MO",
        "FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=3",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=MONTHLY;BYMONTHDAY=-2",
        "FREQ=MONTHLY;BYMONTH=3",
        "FREQ=YEARLY;BYMONTHDAY=3",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=13;BYMONTHDAY=1",
        "FREQ=WEEKLY;BYDAY=" + ",".join(["MO"] * 500),
        "FREQ=DAILY\nDTSTART:19000101",
    ],
)
def test_a_hostile_or_too_dense_rule_is_refused_with_a_sentence(rule):
    with pytest.raises(RuleRefused, match=r"^[A-Z].*\.$"):
        recurrence.read(rule)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (make_rule(DAILY), "every day"),
        (make_rule(DAILY, interval=3), "every 3 days"),
        (make_rule(WEEKLY, weekdays=[1]), "every Tuesday"),
        (make_rule(WEEKLY, weekdays=[3, 0]), "every Monday and Thursday"),
        (make_rule(WEEKLY, weekdays=[0, 1, 2, 3, 4]), "every Monday to Friday"),
        (make_rule(WEEKLY, weekdays=range(7)), "every day"),
        (make_rule(WEEKLY, interval=2, weekdays=[0, 3]), "every 2 weeks on Monday and Thursday"),
        (make_rule(MONTHLY, weekdays=[4], nth=LAST), "the last Friday of every month"),
        (make_rule(MONTHLY, weekdays=[1], nth=1), "the first Tuesday of every month"),
        (make_rule(MONTHLY, interval=3, month_days=[1, 15]), "the 1st and the 15th of every 3 months"),
        (make_rule(MONTHLY, month_days=[22]), "the 22nd of every month"),
        (make_rule(MONTHLY, month_days=[11]), "the 11th of every month"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "the last day of every month"),
        (make_rule(YEARLY, months=[12], month_days=[3]), "every year, on the 3rd of December"),
        (make_rule(YEARLY, months=[5], weekdays=[0], nth=1), "every year, on the first Monday of May"),
    ],
)
def test_a_rule_in_words(rule, words):
    assert in_words(rule) == words


def test_what_a_rule_leaves_to_its_start_is_said_with_the_start():
    start = dt.date(2026, 12, 1)
    assert in_words("FREQ=WEEKLY", start) == "every Tuesday"
    assert in_words("FREQ=MONTHLY", start) == "the 1st of every month"
    assert in_words("FREQ=YEARLY", start) == "every year, on the 1st of December"
    assert in_words("FREQ=WEEKLY") == "every week"


def test_a_made_rule_is_read_again_as_the_same():
    rule = make_rule(MONTHLY, interval=2, weekdays=[2], nth=3)
    assert rule == "FREQ=MONTHLY;INTERVAL=2;BYDAY=3WE"
    assert recurrence.read(rule) == recurrence.Rule(frequency=MONTHLY, interval=2, weekdays=((3, 2),))

"""Objectives against figures, posts and comments, counted by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from insights.compliance.areas import FIGURES
from insights.compliance.counting import share
from insights.figures import objectives
from insights.figures.standing import State
from insights.models import ChannelMonth
from insights.spans import Month
from moderation.models import Comment
from tests.factories.channels import ChannelFactory
from tests.factories.figures import sent
from tests.factories.moderation import CommentFactory
from tests.factories.months import day, month
from tests.factories.objectives import objective

NOON = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)  # a Sunday
GONE = {"text": "", "author_handle": "", "author_name": "", "purged_at": NOON}


def found(service, now=NOON):
    return objectives.of_service(service, now)


def the_one(service, now=NOON):
    (only,) = found(service, now)
    return only


def months(channel, first_month: int, *followers: int) -> None:
    for number, value in enumerate(followers, start=first_month):
        month(channel, dt.date(2026, number, 1), followers=value, impressions=value * 3)


def test_followers_by_the_month_with_their_forecast(service, facebook):
    objective(facebook, target=1100, begins_at=800, due_on=dt.date(2026, 12, 31))
    months(facebook, 5, 800, 850, 900, 950, 1000, 1050)
    one = the_one(service)
    assert [point.value for point in one.points] == [800, 850, 900, 950, 1000, 1050]
    assert one.points[-1].on == dt.date(2026, 10, 31)
    assert (one.standing.state, one.standing.percent) == (State.ON_THE_WAY, 83)
    assert one.sentence == "1,050 on 31 October; the aim is 1,100."
    assert one.outlook.startswith("Between 1,1")
    assert one.outlook.endswith("on 31 December 2026, the aim is 1,100: very likely.")


def test_the_chart_has_the_way_the_aim_and_the_range(service, facebook):
    objective(facebook, target=1100, due_on=dt.date(2026, 12, 31))
    months(facebook, 5, 800, 850, 900, 950, 1000, 1050)
    chart = the_one(service).chart
    assert chart.limit == ("Aim", 1100)
    assert chart.heads == ["Day", "So far", "At least", "At most"]
    assert list(chart.rows[5].values) == [1050, 1050, 1050]
    last = chart.rows[-1]
    assert (last.label, last.values[0], last.shown[0]) == ("31 Dec 2026", None, "–")
    assert 1050 < last.values[1] < last.values[2]
    assert len(chart.rows) == 8  # six months, the end of November, the day


def test_the_newest_reading_ends_the_months(service, facebook):
    objective(facebook)
    months(facebook, 5, 800, 850, 900, 950, 1000, 1050)
    day(facebook, dt.date(2026, 11, 20), followers=1070)
    day(facebook, dt.date(2026, 11, 21), impressions=5)
    assert the_one(service).standing.newest.value == 1070


def test_while_few_months_are_known_the_weeks_count(service, facebook):
    objective(facebook)
    month(facebook, dt.date(2026, 11, 1), followers=330)
    for number in range(30):
        day(facebook, dt.date(2026, 10, 24) + dt.timedelta(days=number), followers=300 + number)
    assert [point.value for point in the_one(service).points] == [301, 308, 315, 322, 329]


def test_followers_of_this_month_stand_at_the_day_on_which_they_were_said(service, facebook):
    objective(facebook)
    months(facebook, 5, 800, 850, 900, 950, 1000, 1050, 1060)
    ChannelMonth.objects.filter(month=dt.date(2026, 11, 1)).update(changed_at=NOON - dt.timedelta(days=4))
    assert the_one(service).points[-1].on == dt.date(2026, 11, 18)


def test_impressions_a_day_of_whole_months_in_per_cent_of_followers(service, facebook):
    """September: 6,000 in 30 days are 200 a day, 20 % of 1,000. In October nobody follows, November is not over."""
    objective(facebook, "impressions", target=5)
    month(facebook, dt.date(2026, 9, 1), followers=1000, impressions=6000)
    month(facebook, dt.date(2026, 10, 1), followers=0, impressions=6000)
    month(facebook, dt.date(2026, 11, 1), followers=1000, impressions=9)
    one = the_one(service, dt.datetime(2026, 11, 10, tzinfo=dt.UTC))
    assert [(point.on, point.value) for point in one.points] == [(dt.date(2026, 9, 30), 20.0)]
    assert one.sentence == "20\u00a0% on 30 September; the aim is 5\u00a0%."


@pytest.mark.parametrize("missing", ["followers", "impressions"])
def test_what_is_not_known_is_no_point(service, facebook, missing):
    objective(facebook, "impressions", target=5)
    month(facebook, dt.date(2026, 10, 1), **{"followers": 10, "impressions": 10, missing: None})
    one = the_one(service)
    assert (list(one.points), one.standing.state) == ([], State.NOT_KNOWN)
    assert one.sentence == "No figures yet, so nobody knows."


def test_posts_a_week_over_four_whole_weeks(service, facebook, x):
    """Six in the four weeks to Sunday 22 November, two of them at the very edges of Monday and Sunday in London; the
    clocks go back in the four weeks before, which have four."""
    objective(facebook, "posts_a_week", target=2)
    for at in [
        dt.datetime(2026, 10, 26, 0, 0, tzinfo=dt.UTC),
        dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC),
        dt.datetime(2026, 11, 3, 9, tzinfo=dt.UTC),
        dt.datetime(2026, 11, 10, 9, tzinfo=dt.UTC),
        dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC),
        dt.datetime(2026, 11, 22, 11, 59, tzinfo=dt.UTC),
        dt.datetime(2026, 10, 25, 23, 59, tzinfo=dt.UTC),
        dt.datetime(2026, 10, 11, 23, 30, tzinfo=dt.UTC),  # already Monday the 12th in summer time
        dt.datetime(2026, 10, 1, 9, tzinfo=dt.UTC),
        dt.datetime(2026, 9, 27, 23, 0, tzinfo=dt.UTC),  # already Monday the 28th
        dt.datetime(2026, 9, 2, 9, tzinfo=dt.UTC),
    ]:
        sent(facebook, at)
    sent(x, dt.datetime(2026, 11, 3, 9, tzinfo=dt.UTC))
    one = the_one(service, NOON + dt.timedelta(days=1))
    assert [(point.on, point.value) for point in one.points[-2:]] == [
        (dt.date(2026, 10, 25), 1.0),
        (dt.date(2026, 11, 22), 1.5),
    ]
    assert one.standing.state == State.BEHIND
    assert one.sentence == "1.5 a week on 22 November; the aim is 2 a week."


def test_a_week_that_is_not_over_does_not_count(service, facebook):
    objective(facebook, "posts_a_week", target=2)
    sent(facebook, dt.datetime(2026, 10, 19, 9, tzinfo=dt.UTC))
    sent(facebook, dt.datetime(2026, 11, 18, 9, tzinfo=dt.UTC))
    for now in (dt.datetime(2026, 11, 19, 12, tzinfo=dt.UTC), dt.datetime(2026, 11, 22, 23, 59, tzinfo=dt.UTC)):
        one = the_one(service, now)
        assert [(point.on, point.value) for point in one.points] == [(dt.date(2026, 11, 15), 0.25)]


def test_comments_answered_in_time(service, facebook):
    objective(facebook, "answers", target=90)
    received = dt.datetime(2026, 11, 3, 9, tzinfo=dt.UTC)
    due = received + dt.timedelta(hours=8)
    for stopped in (due, due - dt.timedelta(hours=1), due + dt.timedelta(seconds=1), None):
        comment = CommentFactory(service=service, channel=facebook, posted_at=received)
        Comment.objects.filter(pk=comment.pk).update(due_at=due, clock_stopped_at=stopped)
    still_running = CommentFactory(service=service, channel=facebook, posted_at=NOON)
    assert still_running.due_at > NOON
    one = the_one(service)
    assert [(point.on, point.value) for point in one.points] == [(dt.date(2026, 11, 22), 50.0)]
    assert one.sentence == "50\u00a0% on 22 November; the aim is 90\u00a0%."
    assert one.outlook == "No forecast: it takes 4 points in time, and 1 is known."


def answered(service, channel, received, hours: int, **fields) -> Comment:
    """A comment that had eight hours and took so many."""
    comment = CommentFactory(service=service, channel=channel, posted_at=received)
    clock = {"due_at": received + dt.timedelta(hours=8), "clock_stopped_at": received + dt.timedelta(hours=hours)}
    Comment.objects.filter(pk=comment.pk).update(**clock, **fields)
    return comment


def test_a_purge_changes_no_answer_of_the_past(service, facebook):
    """Met by three of four. Those in time are kept for six months, the late one for longer."""
    objective(facebook, "answers", target=75, due_on=dt.date(2026, 4, 30))
    at = dt.datetime(2026, 4, 7, 9, tzinfo=dt.UTC)
    kept = [answered(service, facebook, at, hours) for hours in (1, 2, 3)]
    answered(service, facebook, at, 9)
    before = the_one(service)
    assert (before.standing.state, before.points[-1].value) == (State.MET, 75.0)
    Comment.objects.filter(pk__in=[one.pk for one in kept]).update(state="purged", **GONE)
    after = the_one(service)
    assert (after.standing, after.points) == (before.standing, before.points)


def test_what_its_writer_took_away_is_no_answer_purged_or_not(service, facebook):
    objective(facebook, "answers", target=75)
    at = dt.datetime(2026, 11, 3, 9, tzinfo=dt.UTC)
    answered(service, facebook, at, 1)
    answered(service, facebook, at, 9, state="withdrawn", removed_at=at)
    answered(service, facebook, at, 9, state="purged", removed_at=at, **GONE)
    assert [point.value for point in the_one(service).points] == [100.0]


def test_answers_are_the_share_that_the_compliance_page_shows(service, facebook):
    objective(facebook, "answers", target=75, due_on=dt.date(2026, 10, 31))
    at = dt.datetime(2026, 10, 6, 9, tzinfo=dt.UTC)
    for hours, fields in ((1, {}), (9, {}), (2, {"state": "purged", **GONE}), (9, {"state": "withdrawn"})):
        answered(service, facebook, at, hours, **fields)
    good, total = share(FIGURES["in-time"].rows(Month(service, dt.date(2026, 10, 1)), NOON))
    assert (good, total) == (2, 3)
    assert the_one(service).points[-1].value == pytest.approx(100 * good / total)


def test_what_is_in_ones_own_words_nobody_counts(service, facebook):
    objective(facebook, "other", words="The forum knows our name")
    one = the_one(service)
    assert (one.is_measured, one.outlook) == (False, "")
    assert one.sentence == "Nobody counts this for you. Look at it on its day."


def test_one_that_is_over_says_what_was_on_its_day_for_good(service, facebook):
    objective(facebook, target=1000, due_on=dt.date(2026, 8, 31))
    months(facebook, 5, 800, 850, 900, 999)
    then = the_one(service, dt.datetime(2026, 9, 1, 12, tzinfo=dt.UTC))
    months(facebook, 9, 5000, 6000)
    day(facebook, dt.date(2026, 11, 20), followers=7000)
    later = the_one(service)
    assert (then.standing.state, later.standing) == (State.MISSED, then.standing)
    assert later.sentence == "999 on 31 August 2026; the aim was 1,000."


def test_those_that_run_come_first_and_those_that_are_over_stay(service, facebook):
    last = objective(facebook, due_on=dt.date(2027, 6, 1))
    first = objective(facebook, due_on=dt.date(2026, 12, 1))
    old = objective(facebook, due_on=dt.date(2026, 2, 1))
    older = objective(facebook, due_on=dt.date(2026, 1, 20))
    assert [one.objective.pk for one in found(service)] == [first.pk, last.pk, old.pk, older.pk]


def test_another_services_channel_counts_for_nothing(service, other_service, facebook):
    theirs = ChannelFactory(service=other_service, by_hand=True)
    objective(theirs)
    objective(facebook)
    months(theirs, 5, 1, 2, 3, 4)
    assert the_one(service).standing.state == State.NOT_KNOWN


def test_many_objectives_cost_no_more_queries(service, facebook, x, django_assert_max_num_queries):
    for channel in (facebook, x):
        for measure in ("followers", "impressions", "posts_a_week", "answers", "other"):
            for _ in range(2):
                objective(channel, measure, words="So")
    with django_assert_max_num_queries(6):
        assert len(found(service)) == 20

"""The charts of the compliance pages: what each place on the axis is made of, counted by hand."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from insights.compliance import charts
from insights.compliance.areas import FIGURES
from insights.compliance.page import Counts
from insights.spans import Month
from moderation.models import Comment
from tests.factories.moderation import CommentFactory

LONDON = ZoneInfo("Europe/London")
NOW = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def case_request(service, posted: dt.datetime, minutes: int) -> None:
    CommentFactory(service=service, case=True, posted_at=posted, hidden_at=posted + dt.timedelta(minutes=minutes))


def test_the_last_week_of_a_month_goes_on_into_the_next_and_the_month_does_not(service):
    case_request(service, dt.datetime(2026, 10, 31, 23, 30, tzinfo=LONDON), 10)
    case_request(service, dt.datetime(2026, 11, 1, 23, 30, tzinfo=LONDON), 90)
    case_request(service, dt.datetime(2026, 11, 2, 0, 30, tzinfo=LONDON), 200)
    counts = Counts(Month(service, dt.date(2026, 10, 1)), NOW)
    last = charts.exposure(counts).rows[-1]
    assert (last.label, last.values) == ("Mon 26 Oct", [10, 90])
    assert counts.lengths(FIGURES["exposure"])[:2] == ([600], [])


@pytest.fixture
def general(service):
    """One in time, one too late, and two whose clock still runs."""
    received = NOW - 24 * HOUR
    for due_at, stopped_at in (
        (NOW - HOUR, NOW - 2 * HOUR),
        (NOW - 2 * HOUR, NOW - HOUR),
        (NOW + HOUR, None),
        (NOW + HOUR, None),
    ):
        comment = CommentFactory(service=service, category="general", received_at=received, posted_at=received)
        Comment.objects.filter(pk=comment.pk).update(due_at=due_at, clock_stopped_at=stopped_at)


def test_a_clock_that_runs_is_neither_kept_nor_missed(service, general):
    chart = charts.classes(Counts(Month(service, dt.date(2026, 11, 1)), NOW))
    assert list(chart.heads) == ["Class", "In time", "Too late", "Clock still runs"]
    assert [(row.label, row.values) for row in chart.rows][:2] == [("General", [1, 1, 2]), ("Case request", [0, 0, 0])]
    assert chart.says == "4 in all: general 4, case request 0, grievance 0, troll 0."

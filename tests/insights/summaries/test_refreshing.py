"""Counts that are made ahead: by hand, again when something came late, by two workers, and cut short."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.utils import timezone

from audit import services as audit
from audit.kinds import Kind
from insights import tasks
from insights.compliance.page import counted_months
from insights.models import ChannelMonth, ServiceMonth
from insights.spans import Month
from insights.summaries import refreshing, trends
from tests.factories.channels import ChannelFactory
from tests.factories.moderation import CommentFactory
from tests.factories.policies import PolicyVersionFactory

LONDON = ZoneInfo("Europe/London")
NOW = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)
NOVEMBER = dt.date(2026, 11, 1)


def case_request(service, posted: dt.datetime, minutes: int, **fields):
    hidden = posted + dt.timedelta(minutes=minutes)
    return CommentFactory(service=service, case=True, posted_at=posted, received_at=posted, hidden_at=hidden, **fields)


def trend(service):
    return trends.trend(service, counted_months(service))


def clock(comment, *, stopped_after_h: float | None):
    """Give it an hour, and stop its clock after so many."""
    due = comment.received_at + dt.timedelta(hours=1)
    stopped = comment.received_at + dt.timedelta(hours=stopped_after_h) if stopped_after_h is not None else None
    type(comment).objects.filter(pk=comment.pk).update(due_at=due, clock_stopped_at=stopped)


def of(service, month: dt.date = NOVEMBER) -> ServiceMonth:
    return ServiceMonth.objects.of_service(service).get(month=month)


def something_happened(service, manager):
    audit.record(Kind.SERVICE_CHANGED, on=service, actor=manager, data={"fields": "phone", "changes": {}})


def test_a_month_is_counted_as_by_hand(service):
    for days, minutes in ((1, 10), (2, 30), (3, 90)):
        case_request(service, NOW - dt.timedelta(days=days), minutes)
    early = CommentFactory(service=service, received_at=NOW - dt.timedelta(days=4), posted_at=NOW)
    clock(early, stopped_after_h=0.5)
    late = CommentFactory(service=service, received_at=NOW - dt.timedelta(days=4), posted_at=NOW)
    clock(late, stopped_after_h=2)
    for followers in (120, 80):
        channel = ChannelFactory(service=service, handle=f"@channel-{followers}")
        ChannelMonth.objects.create(service=service, channel=channel, month=NOVEMBER, followers=followers)
    refreshing.count(Month(service, NOVEMBER), NOW)
    counts = of(service).counts
    assert counts["exposure"] == [2, 3]
    assert (counts["exposure-median"], counts["exposure-p90"], counts["exposure-limit"]) == ([1800], [5400], [3600])
    assert (counts["comments"], counts["comments:case_request"][1], counts["comments:general"]) == ([5], 3, [1, 2])
    assert counts["captured"] == [5, 5]
    assert counts["followers"] == [200]


def test_a_month_without_anything_is_counted_as_nothing(service):
    refreshing.count(Month(service, NOVEMBER), NOW)
    counts = of(service).counts
    assert (counts["comments"], counts["approved"], counts["exposure"]) == ([0], [0, 0], [0, 0])
    assert not counts.keys() & {"exposure-median", "exposure-p90", "followers"}  # nobody knows; that is not 0


def test_one_whose_followers_nobody_knows_is_not_counted_as_having_none(service):
    channel = ChannelFactory(service=service)
    ChannelMonth.objects.create(service=service, channel=channel, month=NOVEMBER, followers=None, likes=3)
    refreshing.count(Month(service, NOVEMBER), NOW)
    assert "followers" not in of(service).counts


@pytest.mark.parametrize(
    ("posted", "month"),
    [
        (dt.datetime(2026, 10, 25, 1, 30, tzinfo=LONDON), dt.date(2026, 10, 1)),  # the hour that autumn repeats
        (dt.datetime(2026, 10, 31, 23, 59, tzinfo=LONDON), dt.date(2026, 10, 1)),
        (dt.datetime(2026, 4, 1, 0, 30, tzinfo=LONDON), dt.date(2026, 4, 1)),  # still March in UTC
    ],
)
def test_months_begin_on_the_services_clock(service, posted, month):
    case_request(service, posted, 10)
    refreshing.count(Month(service, month), NOW)
    refreshing.count(Month(service, month).before, NOW)
    assert of(service, month).counts["comments"] == [1]
    assert of(service, Month(service, month).before.first).counts["comments"] == [0]


def test_another_services_comments_are_not_counted(service, other_service):
    case_request(other_service, NOW - dt.timedelta(days=1), 10)
    refreshing.count(Month(service, NOVEMBER), NOW)
    assert of(service).counts["comments"] == [0]


def test_policies_of_a_month_that_is_over_stay_as_they_stood(service):
    version = PolicyVersionFactory(in_force=True, service=service)
    type(version).objects.filter(pk=version.pk).update(next_review_on=dt.date(2026, 11, 25))
    refreshing.count(Month(service, NOVEMBER), NOW)
    refreshing.count(Month(service, NOVEMBER), NOW + dt.timedelta(days=30))
    assert of(service).counts["policies"] == [1, 1]
    refreshing.count(Month(service, dt.date(2026, 10, 1)), NOW)
    assert "policies" not in of(service, dt.date(2026, 10, 1)).counts  # nobody counted it then


def test_a_count_that_began_earlier_never_replaces_one_that_began_later(service):
    month = Month(service, NOVEMBER)
    refreshing.count(month, NOW)
    case_request(service, NOW - dt.timedelta(days=1), 10)
    refreshing.count(month, NOW - dt.timedelta(minutes=5))
    assert (of(service).counts["comments"], of(service).counted_at) == ([0], NOW)
    refreshing.count(month, NOW + dt.timedelta(minutes=5))
    assert of(service).counts["comments"] == [1]


def test_a_purge_does_not_make_a_month_look_emptier(service):
    october = Month(service, dt.date(2026, 10, 1))
    posted = dt.datetime(2026, 10, 10, 12, tzinfo=dt.UTC)
    gone, _ = (case_request(service, posted, 10, closed=True) for _ in range(2))
    refreshing.count(october, NOW)
    type(gone).objects.filter(pk=gone.pk).update(
        state="purged", purged_at=NOW, text="", author_handle="", author_name=""
    )
    refreshing.count(october, NOW + dt.timedelta(days=1))
    counts = of(service, october.first).counts
    assert (counts["comments"], counts["comments:case_request"][1], counts["captured"]) == ([2], 2, [2, 2])


def test_an_hour_later_only_services_with_news_are_counted_again(service, manager, other_service):
    refreshing.refresh(service.pk, NOW)
    refreshing.refresh(other_service.pk, NOW)
    later = NOW + dt.timedelta(hours=1)
    assert refreshing.due(later) == []
    something_happened(service, manager)
    assert refreshing.due(later) == [service.pk]
    assert refreshing.refresh(service.pk, later) is False
    assert refreshing.due(later) == []
    assert set(refreshing.due(NOW + dt.timedelta(hours=8))) == {service.pk, other_service.pk}  # clocks may have run out


def test_a_new_month_is_counted_as_it_begins(service):
    refreshing.refresh(service.pk, NOW)
    december = dt.datetime(2026, 12, 1, 0, 30, tzinfo=dt.UTC)
    assert refreshing.due(december) == [service.pk]
    refreshing.refresh(service.pk, december)
    assert of(service, dt.date(2026, 12, 1)).counted_at == december


def test_what_is_settled_late_is_counted_again_in_the_night(service, manager):
    august = dt.datetime(2026, 8, 10, 12, tzinfo=dt.UTC)
    late = CommentFactory(service=service, received_at=august, posted_at=august)
    clock(late, stopped_after_h=None)
    for _ in refreshing.fill([service], NOW):
        pass
    assert of(service, dt.date(2026, 8, 1)).counts["in-time"] == [0, 1]
    clock(late, stopped_after_h=0.5)  # what came late says that it was done at the time
    something_happened(service, manager)
    refreshing.refresh(service.pk, NOW + dt.timedelta(hours=1))
    assert of(service, dt.date(2026, 8, 1)).counts["in-time"] == [0, 1]
    refreshing.refresh(service.pk, NOW + dt.timedelta(hours=2), nightly=True)
    assert of(service, dt.date(2026, 8, 1)).counts["in-time"] == [1, 1]


def test_months_older_than_twelve_stay_as_they_were_counted(service, manager):
    long_ago = dt.datetime(2025, 8, 10, 12, tzinfo=dt.UTC)
    case_request(service, long_ago, 10)
    for _ in refreshing.fill([service], NOW):
        pass
    case_request(service, long_ago, 10)
    something_happened(service, manager)
    later = NOW + dt.timedelta(hours=2)
    assert refreshing.refresh(service.pk, later, nightly=True) is True  # a slice
    assert refreshing.refresh(service.pk, later, nightly=True) is False
    assert of(service, dt.date(2025, 8, 1)).counts["comments"] == [1]
    call_command("count_months", "--again", service=service.slug)
    assert of(service, dt.date(2025, 8, 1)).counts["comments"] == [2]


def test_a_worker_that_was_killed_leaves_the_rest_to_the_next(service):
    case_request(service, dt.datetime(2026, 2, 10, 12, tzinfo=dt.UTC), 10)
    assert refreshing.refresh(service.pk, NOW) is True
    assert ServiceMonth.objects.count() == refreshing.AT_ONCE
    assert refreshing.refresh(service.pk, NOW) is False
    assert ServiceMonth.objects.count() == 10  # February to November
    assert refreshing.due(NOW) == []


def test_the_tick_counts_every_service_to_its_beginning(service, other_service):
    case_request(service, timezone.now() - dt.timedelta(days=300), 10)
    tasks.count_months.apply()
    assert refreshing.due(timezone.now()) == []
    assert ServiceMonth.objects.of_service(service).count() >= 10
    assert ServiceMonth.objects.of_service(other_service).count() == 1


def test_no_counts_make_no_chart(service):
    assert trend(service) == []


def test_the_trend_has_a_point_a_month_and_says_what_one_sees(service):
    case_request(service, dt.datetime(2026, 10, 10, 12, tzinfo=dt.UTC), 90)
    case_request(service, NOW - dt.timedelta(days=1), 30)
    for _ in refreshing.fill([service], NOW):
        pass
    exposure, classes, *_ = trend(service)
    assert [(row.label, row.values) for row in exposure.rows] == [("Oct 2026", [90, 90]), ("Nov 2026", [30, 30])]
    assert "Nov 2026 nine in ten were hidden within 30 min" in exposure.says
    assert "in 1 of 2 months" in exposure.says
    assert [sum(row.values) for row in classes.rows] == [1, 1]
    assert all("as of Fri 20 Nov, 12:00" in chart.note for chart in trend(service))


def test_a_trend_of_months_in_which_nothing_was_out_has_no_point(service):
    refreshing.count(Month(service, NOVEMBER), NOW)
    exposure, _, in_time, approved = trend(service)
    assert [chart.rows[0].values for chart in (exposure, in_time, approved)] == [[None, None], [None], [None]]
    assert all(chart.says for chart in trend(service))

"""Reports and counted months in the same moment, on two connections."""

from __future__ import annotations

import datetime as dt

import pytest

from accounts.models import OutgoingMail, User
from audit.models import Event
from audit.services import first_broken_link
from insights.models import Report, ReportOrder, ServiceMonth
from insights.reports import making, orders
from insights.spans import Month
from insights.summaries import refreshing
from tests.policies.test_two_at_once import at_once

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]
MONDAY = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_three_workers_make_one_report_and_send_it_once(service, manager, viewer):
    for user in (manager, viewer):
        ReportOrder.objects.create(service=service, user=user, every="week", ordered_at=MONDAY - dt.timedelta(days=9))
    outcomes = at_once(*(lambda: making.make(service.pk, "week", MONDAY) for _ in range(3)))
    assert not [one for one in outcomes if isinstance(one, Exception)]
    assert Report.objects.count() == Event.objects.filter(kind="report.made").count() == 1
    assert OutgoingMail.objects.count() == 2
    assert first_broken_link(service) is None


def test_two_clicks_order_one_report(service, viewer):
    outcomes = at_once(*(lambda: orders.order(service, "week", by=User.objects.get(pk=viewer.pk)) for _ in range(3)))
    assert sorted(outcomes) == [False, False, True]
    assert Event.objects.filter(kind="report.ordered").count() == 1


def test_workers_that_count_the_same_month_leave_one_row_of_the_newest(service):
    month, newest = Month(service, dt.date(2026, 11, 1)), MONDAY + dt.timedelta(seconds=9)
    outcomes = at_once(*(lambda at=at: refreshing.count(month, at) for at in (newest, MONDAY, MONDAY)))
    assert not [one for one in outcomes if isinstance(one, Exception)]
    assert ServiceMonth.objects.get().counted_at == newest

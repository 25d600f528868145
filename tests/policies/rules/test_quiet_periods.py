"""Quiet periods on the local calendar, both ends included."""

from datetime import UTC, date, datetime

import pytest

from policies.rules import QuietPeriod

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

"""Spans of time on the service's wall clock, and what each is compared with."""

import datetime as dt

import pytest

from insights.spans import Days, Month, Quarter, Year, asked_for, choices

NOW = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def test_each_kind_of_span_knows_the_one_before_and_after(service):
    for span, before, after in [
        (Month(service, dt.date(2026, 1, 1)), (2025, 12, 1), (2026, 2, 1)),
        (Quarter(service, dt.date(2026, 1, 1)), (2025, 10, 1), (2026, 4, 1)),
        (Quarter(service, dt.date(2026, 10, 1)), (2026, 7, 1), (2027, 1, 1)),
        (Year(service, dt.date(2026, 1, 1)), (2025, 1, 1), (2027, 1, 1)),
        (Days(service, dt.date(2026, 3, 3), dt.date(2026, 3, 12)), (2026, 2, 21), (2026, 3, 13)),
    ]:
        assert (span.before.first, span.after.first) == (dt.date(*before), dt.date(*after)), span
        assert span.before.last == span.first - DAY
        assert span.before.end == span.start


@pytest.mark.parametrize(
    ("first", "last", "hours"),
    [
        (dt.date(2026, 3, 29), dt.date(2026, 3, 29), 23),  # the spring change skips an hour
        (dt.date(2026, 10, 25), dt.date(2026, 10, 25), 25),  # autumn repeats one
        (dt.date(2026, 3, 1), dt.date(2026, 3, 31), 31 * 24 - 1),
    ],
)
def test_a_span_of_days_crosses_a_clock_change(service, first, last, hours):
    span = Days(service, first, last)
    assert span.end.astimezone(dt.UTC) - span.start.astimezone(dt.UTC) == dt.timedelta(hours=hours)


def test_a_running_span_is_compared_with_as_many_days_of_the_one_before(service):
    november = Month(service, dt.date(2026, 11, 1))
    assert november.compared(NOW) == Days(service, dt.date(2026, 10, 1), dt.date(2026, 10, 20))
    assert november.before.compared(NOW) == Month(service, dt.date(2026, 9, 1))
    quarter = Quarter(service, dt.date(2026, 10, 1))
    assert quarter.compared(NOW) == Days(service, dt.date(2026, 7, 1), dt.date(2026, 8, 20))


def test_the_31st_of_march_is_compared_with_the_whole_of_february(service):
    march = Month(service, dt.date(2026, 3, 1))
    assert march.compared(dt.datetime(2026, 3, 31, 12, tzinfo=dt.UTC)) == march.before


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ({}, "November 2026"),
        ({"month": "2026-02"}, "February 2026"),
        ({"month": "nonsense"}, "November 2026"),
        ({"month": "2031-01"}, "November 2026"),
        ({"month": "0001-01"}, "January 2010"),
        ({"quarter": "2026-2"}, "April to June 2026"),
        ({"quarter": "2026-5"}, "November 2026"),
        ({"quarter": "2099-4"}, "October to December 2026"),
        ({"year": "2025"}, "2025"),
        ({"year": "²²²²"}, "November 2026"),
        ({"from": "2026-11-03", "to": "2026-11-09"}, "3 to 9 November 2026"),
        ({"from": "2026-11-09", "to": "2026-11-03"}, "3 to 9 November 2026"),
        ({"from": "2026-10-30", "to": "2030-01-01"}, "30 October to 20 November 2026"),
        ({"from": "2025-12-31", "to": "2026-01-01"}, "31 December 2025 to 1 January 2026"),
        ({"from": "2026-11-09", "to": "2026-11-09"}, "9 November 2026"),
        ({"from": "0001-01-01", "to": "2026-11-20"}, "18 November 2023 to 20 November 2026"),
        ({"from": "2026-11-09", "to": "no day"}, "November 2026"),
        ({"from": "2031-01-01", "to": "2032-01-01"}, "20 November 2026"),
    ],
)
def test_an_address_names_a_span_and_nothing_that_it_says_breaks_the_page(service, asked, name):
    assert asked_for(service, asked, NOW).name == name


def test_the_address_of_a_span_leads_to_that_span(service):
    spans = [*choices(service, NOW), *(one.before for one in choices(service, NOW))]
    for span in [*spans, Days(service, dt.date(2026, 11, 3), dt.date(2026, 11, 9))]:
        assert asked_for(service, span.asked, NOW) == span

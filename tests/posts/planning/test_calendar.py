"""The month and the agenda."""

import datetime as dt

import pytest
from django.urls import reverse

from policies.models import QuietPeriod
from posts.planning import calendar
from tests.factories.posts import PostFactory

DECEMBER = dt.date(2026, 12, 1)


def at(day, hour=10, minute=0):
    return dt.datetime(2026, 12, day, hour, minute, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("first", "start", "end"),
    [
        (DECEMBER, dt.date(2026, 11, 30), dt.date(2027, 1, 4)),
        (dt.date(2027, 2, 1), dt.date(2027, 2, 1), dt.date(2027, 3, 1)),
        (dt.date(2026, 8, 1), dt.date(2026, 7, 27), dt.date(2026, 9, 7)),
    ],
)
def test_the_grid_is_whole_weeks_from_monday(first, start, end):
    assert calendar.grid_of(first) == (start, end)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2026-12", DECEMBER), ("", dt.date(2026, 11, 1)), ("2026-13", dt.date(2026, 11, 1)), ("9999-01", None)],
)
def test_a_month_that_cannot_be_read_is_this_month(text, expected):
    assert calendar.first_of(text, dt.date(2026, 11, 20)) == (expected or dt.date(2026, 11, 1))


@pytest.fixture
def page(client, author, service, time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 30, 9, tzinfo=dt.UTC), tick=False)
    client.force_login(author)
    return lambda month="2026-12": client.get(
        reverse("calendar:month", kwargs={"service": service.slug}), {"month": month}
    )


def test_month_and_agenda_hold_the_same_posts(page, service, author):
    PostFactory(service=service, author=author, title="Drop-in", scheduled=True, publish_at=at(1, 12, 30))
    PostFactory(service=service, author=author, title="Gone", withdrawn=True, publish_at=at(2))
    drawn = page().content.decode()
    assert drawn.count("Drop-in</a>") + drawn.count("Drop-in<span") == 2
    assert "12:30" in drawn
    assert "Gone" not in drawn


def test_a_day_is_the_services_own(page, service, author):
    PostFactory(
        service=service,
        author=author,
        title="Late",
        scheduled=True,
        publish_at=dt.datetime(2026, 6, 30, 23, 30, tzinfo=dt.UTC),
    )
    assert "00:30" in page("2026-07").content.decode()
    assert "Wed 1 Jul" in page("2026-07").content.decode()


def test_quiet_periods_are_named(page, service, author):
    QuietPeriod.objects.create(
        service=service,
        name="Pre-election",
        starts_on=dt.date(2026, 12, 9),
        ends_on=dt.date(2026, 12, 17),
        set_by=author,
    )
    drawn = page().content.decode()
    assert "Quiet: Pre-election" in drawn
    assert "Quiet period: Pre-election" in drawn


def test_a_day_ahead_offers_a_new_post_on_it(page, service, client):
    drawn = page().content.decode()
    assert "?on=2026-12-05" in drawn
    new = client.get(reverse("posts:new", kwargs={"service": service.slug}), {"on": "2026-12-05"})
    assert 'value="2026-12-05"' in new.content.decode()


def test_an_empty_month_says_so(page):
    assert "Nothing is planned" in page("2027-06").content.decode()


def test_the_month_costs_the_same_however_many_posts(page, service, author, django_assert_max_num_queries):
    for day in range(1, 25):
        PostFactory(service=service, author=author, approved=True, publish_at=at(day), channels=["sandbox", "x"])
    with django_assert_max_num_queries(20):
        page()

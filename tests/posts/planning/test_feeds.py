"""The calendar at a secret address: who gets it, what is in it, and what is not."""

import datetime as dt
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.models import RoleHeld
from audit.models import Event
from posts.models import CalendarFeed
from posts.planning import feeds
from tests.factories.posts import PostFactory

NOW = dt.datetime(2026, 11, 30, 9, tzinfo=dt.UTC)
LONDON = ZoneInfo("Europe/London")


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def secret(service, author):
    return feeds.make(service, by=author)


def read(client, secret, **headers):
    return client.get(reverse("feed", args=[secret]), headers=headers)


def events(client, secret):
    return icalendar.Calendar.from_ical(read(client, secret).content).walk("VEVENT")


def test_it_needs_no_sign_in_and_tells_title_time_state_and_channels(client, secret, service, author):
    at = dt.datetime(2026, 12, 4, 11, tzinfo=dt.UTC)
    PostFactory(service=service, author=author, title="Drop-in", text="Words to keep", scheduled=True, publish_at=at)
    answer = read(client, secret)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert b"Words to keep" not in answer.content
    (event,) = events(client, secret)
    assert str(event["summary"]) == "Drop-in (scheduled)"
    assert str(event["description"]) == "Scheduled; Sandbox"
    assert event.decoded("dtstart") == at


def test_nothing_of_another_service_and_nothing_withdrawn_is_in_it(client, secret, service, author, other_service):
    PostFactory(service=other_service, in_days=1)
    PostFactory(service=service, author=author, withdrawn=True, in_days=1)
    assert events(client, secret) == []


def test_nine_oclock_is_nine_oclock_on_both_sides_of_a_clock_change(client, secret, service, author):
    for day in (dt.date(2027, 3, 26), dt.date(2027, 3, 29), dt.date(2027, 10, 29), dt.date(2027, 11, 1)):
        PostFactory(service=service, author=author, publish_at=dt.datetime.combine(day, dt.time(9), LONDON))
    starts = [event.decoded("dtstart") for event in events(client, secret)]
    assert [start.astimezone(LONDON).hour for start in starts] == [9, 9, 9, 9]
    assert [start.astimezone(dt.UTC).hour for start in starts] == [9, 8, 8, 9]
    whole = icalendar.Calendar.from_ical(read(client, secret).content)
    assert [str(zone["tzid"]) for zone in whole.walk("VTIMEZONE")] == ["Europe/London"]


def test_the_secret_is_not_kept(service, author, secret):
    kept = CalendarFeed.objects.get(service=service, user=author)
    assert secret not in kept.token_hash
    assert len(secret) >= 43
    assert not [event for event in Event.objects.all() if secret in str(event.data)]


@pytest.mark.parametrize("wrong", ["x", "a" * 43, "a" * 5000, "%00", "’", "../../etc"])
def test_a_wrong_address_is_not_found(client, secret, wrong):
    assert client.get(f"/feeds/{wrong}.ics").status_code == 404


def test_an_address_ends_with_the_access(client, secret, author):
    author.memberships.update(ended_at=NOW, end_reason="left")
    assert read(client, secret).status_code == 404


def test_an_address_ends_with_the_role_that_reads_posts(client, secret, author):
    RoleHeld.objects.filter(membership__user=author).update(role="viewer")
    assert read(client, secret).status_code == 404


def test_an_address_ends_with_the_account(client, secret, author):
    author.is_active = False
    author.save()
    assert read(client, secret).status_code == 404


def test_a_new_address_ends_the_old_one(client, service, author, secret):
    second = feeds.make(service, by=author)
    assert read(client, secret).status_code == 404
    assert read(client, second).status_code == 200
    assert CalendarFeed.objects.count() == 1


def test_an_address_that_was_ended_gives_nothing_and_ending_twice_is_no_harm(client, service, author, secret):
    assert feeds.end(service, by=author)
    assert not feeds.end(service, by=author)
    assert read(client, secret).status_code == 404
    assert Event.objects.filter(kind="calendar.feed_ended").count() == 1


def test_who_may_not_read_posts_gets_no_address(service, viewer, outsider):
    for person in (viewer, outsider):
        with pytest.raises(PermissionDenied):
            feeds.make(service, by=person)


def test_nobody_in_between_keeps_it_and_asking_again_costs_little(client, secret, service, author):
    first = read(client, secret)
    assert first.headers["Cache-Control"] == "private, max-age=900"
    again = read(client, secret, if_none_match=first.headers["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    PostFactory(service=service, author=author, in_days=1)
    assert read(client, secret, if_none_match=first.headers["ETag"]).status_code == 200


def test_reading_is_noted_at_most_once_an_hour(client, secret, time_machine):
    read(client, secret)
    time_machine.move_to(NOW + dt.timedelta(minutes=59), tick=False)
    read(client, secret)
    assert CalendarFeed.objects.get().read_at == NOW
    time_machine.move_to(NOW + dt.timedelta(minutes=60), tick=False)
    read(client, secret)
    assert CalendarFeed.objects.get().read_at == NOW + dt.timedelta(minutes=60)


def test_it_only_reads(client, secret):
    assert client.post(reverse("feed", args=[secret])).status_code == 405


def test_it_costs_the_same_however_many_posts(client, secret, service, author, django_assert_max_num_queries):
    for day in range(1, 25):
        PostFactory(service=service, author=author, in_days=day, channels=["sandbox", "x"])
    with django_assert_max_num_queries(16):
        assert len(events(client, secret)) == 24


def test_the_address_is_shown_once_and_never_again(client, service, author):
    client.force_login(author)
    page = reverse("calendar:feed", args=[service.slug])
    made = client.post(page, {"do": "make"})
    address = made.content.decode().split("<code>")[1].split("</code>")[0]
    assert made.headers["Cache-Control"].startswith("max-age=0, no-cache")
    assert client.get(address[address.index("/feeds/") :]).status_code == 200
    assert address not in client.get(page).content.decode()
    client.post(page, {"do": "end"})
    assert not CalendarFeed.objects.exists()

"""What each channel is for: written by the service manager, shown to staff, and what it asks of the calendar."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from audit.models import Event
from posts.models import Objective, Slot, Strategy, Theme
from posts.planning import strategy
from posts.planning.strategy import StrategyRefused, Typed, TypedObjective, TypedTheme
from tests.factories.posts import channel

TEN, NOON = dt.time(10), dt.time(12, 30)
FOLLOWERS = TypedObjective(
    measure="followers", target=Decimal(500), starts_on=dt.date(2026, 9, 1), due_on=dt.date(2027, 3, 31)
)


@pytest.fixture
def facebook(service):
    return channel(service, "facebook")


def save(where, by, **fields):
    return strategy.save(where.pk, by=by, typed=Typed(**fields))


def kinds():
    return [event.data["what"] for event in Event.objects.filter(kind__startswith="strategy").order_by("pk")]


def test_a_strategy_is_written_and_changed_and_only_changes_are_on_record(facebook, manager):
    typed = {"audiences": ["young_people"], "tone": "Warm", "slots": frozenset({(0, TEN)}), "objectives": [FOLLOWERS]}
    save(facebook, manager, **typed)
    kept = Objective.objects.get()
    again = {**typed, "objectives": [TypedObjective(**{**FOLLOWERS.__dict__, "pk": kept.pk})]}
    save(facebook, manager, **again)
    save(facebook, manager, **{**again, "slots": frozenset({(0, TEN), (3, NOON)})})
    assert kinds() == [
        "key messages, tone, tactics, audiences, posts a week, slots, objectives",
        "slots",
    ]
    assert Slot.objects.count() == 2
    assert Objective.objects.get().pk == kept.pk


def test_what_is_left_out_goes(facebook, manager):
    save(facebook, manager, slots=frozenset({(0, TEN)}), objectives=[FOLLOWERS])
    save(facebook, manager)
    assert not Slot.objects.exists()
    assert not Objective.objects.exists()


def test_only_a_service_manager_of_the_service_may(facebook, author, approver, viewer, outsider):
    for person in (author, approver, viewer, outsider):
        with pytest.raises(PermissionDenied):
            save(facebook, person)
    assert not Strategy.objects.exists()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"posts_a_week": 101}, "0 to 100"),
        ({"slots": frozenset((0, dt.time(n // 60, n % 60)) for n in range(71))}, "at most 70"),
        ({"slots": frozenset({(7, TEN)})}, "days of the week"),
        (
            {"objectives": [TypedObjective(**{**FOLLOWERS.__dict__, "due_on": dt.date(2026, 9, 1)})]},
            "due on a day after",
        ),
        ({"objectives": [TypedObjective(**{**FOLLOWERS.__dict__, "measure": "other"})]}, "in words"),
        ({"objectives": [FOLLOWERS] * 13}, "Keep to 12"),
    ],
)
def test_what_cannot_be_is_refused_whole(facebook, manager, fields, sentence):
    with pytest.raises(StrategyRefused, match=sentence):
        save(facebook, manager, **fields)
    assert not Strategy.objects.exists()


def test_an_objective_of_another_channel_is_not_taken_over(facebook, manager, service):
    save(facebook, manager, objectives=[FOLLOWERS])
    theirs = Objective.objects.get()
    other = channel(service, "x")
    save(other, manager, objectives=[TypedObjective(**{**FOLLOWERS.__dict__, "pk": theirs.pk})])
    theirs.refresh_from_db()
    assert theirs.strategy.channel == facebook
    assert Objective.objects.count() == 2


def test_themes_are_kept_a_weekday(service, manager):
    monday = TypedTheme(weekday=0, name="Mental health Monday", hashtag="#MentalHealthMonday")
    assert strategy.save_themes(service, by=manager, typed=[monday, TypedTheme(weekday=1, name=" ")])
    assert not strategy.save_themes(service, by=manager, typed=[monday])
    assert [str(theme) for theme in Theme.objects.all()] == ["Mental health Monday"]
    assert kinds() == ["Monday"]
    with pytest.raises(StrategyRefused, match="twice"):
        strategy.save_themes(service, by=manager, typed=[monday, monday])


@pytest.fixture
def write(client, manager, service, facebook):
    client.force_login(manager)
    rows = {"objective-TOTAL_FORMS": "1", "objective-INITIAL_FORMS": "0", "posts_a_week": "4"}

    def post_it(**said):
        return client.post(reverse("calendar:channel", args=[service.slug, facebook.pk]), rows | said)

    return post_it


def test_the_grid_of_slots_is_written_without_a_script(write):
    assert (
        write(**{"time-0": "10:00", "slot-0": ["1", "3"], "time-1": "17.30", "slot-1": ["4"], "time-2": ""}).status_code
        == 302
    )
    assert [str(slot) for slot in Slot.objects.all()] == ["Tuesday 10:00", "Thursday 10:00", "Friday 17:30"]


@pytest.mark.parametrize("at", ["", "25:00", "noon", "9"])
def test_a_box_without_a_time_is_refused_and_what_was_typed_stays(write, at):
    answer = write(**{"time-0": at, "slot-0": ["1"], "tone": "Plain words"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'href="#time-0"' in page
    assert "Plain words" in page
    assert not Strategy.objects.exists()


def test_an_objective_without_its_days_is_refused_and_one_without_a_target_left_out(write):
    assert write(**{"objective-0-measure": "followers", "objective-0-target": "500"}).status_code == 422
    assert write(**{"objective-0-measure": "followers", "objective-0-words": "Later"}).status_code == 302
    assert not Objective.objects.exists()


def test_the_overview_shows_all_channels_beside_each_other_and_for_paper(write, client, service, author):
    write(**{"time-0": "10:00", "slot-0": ["1"], "key_messages": "You have rights.\nIt is free."})
    client.force_login(author)
    for asked in ({}, {"print": ""}):
        page = client.get(reverse("calendar:strategy", args=[service.slug]), asked).content.decode()
        assert "Tuesday 10:00" in page
        assert "<li>It is free.</li>" in page


def test_the_overview_costs_the_same_however_many_channels(client, service, manager, django_assert_max_num_queries):
    for network in ("facebook", "x", "bluesky", "mastodon", "instagram"):
        save(channel(service, network), manager, slots=frozenset({(0, TEN)}), objectives=[FOLLOWERS])
    client.force_login(manager)
    with django_assert_max_num_queries(18):
        client.get(reverse("calendar:strategy", args=[service.slug]))


def test_themes_are_written_on_their_page(client, service, manager):
    client.force_login(manager)
    rows = {"theme-TOTAL_FORMS": "1", "theme-INITIAL_FORMS": "0", "theme-0-weekday": "1", "theme-0-name": "Top tip"}
    address = reverse("calendar:themes", args=[service.slug])
    assert client.post(address, rows).status_code == 302
    assert 'value="Top tip"' in client.get(address).content.decode()
    assert client.post(address, {}).status_code == 422
    assert client.post(address, rows | {"theme-0-weekday": "9"}).status_code == 422

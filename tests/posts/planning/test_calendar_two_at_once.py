"""What two people do to one plan in the same moment, on two connections."""

import datetime as dt

import pytest

from accounts.models import Role
from audit.models import Event
from posts.models import CalendarFeed, KeyDateChoice, Strategy
from posts.planning import dates, feeds, filling, moving, strategy
from posts.planning.filling import FillRefused, Slot
from tests.factories.accounts import member
from tests.factories.posts import PostFactory, channel
from tests.posts.test_two_at_once import at_once

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]

AT = dt.time(12, 30)


def in_days(service, days: int) -> dt.date:
    return dt.datetime.now(service.zone).date() + dt.timedelta(days=days)


def test_a_draft_fills_one_of_two_slots(service):
    post = PostFactory(service=service)
    where = channel(service)
    people = [member(service, Role.COORDINATOR) for _ in range(2)]
    slots = [Slot(service=service, on=in_days(service, n + 2), at=AT, channel=where) for n in range(2)]
    outcomes = at_once(
        *(
            lambda slot=slot, by=by: filling.fill(slot, f"draft:{post.pk}", by=by)
            for slot, by in zip(slots, people, strict=True)
        )
    )
    assert sum(isinstance(one, FillRefused) for one in outcomes) == 1
    assert Event.objects.filter(kind="post.moved").count() == 1


def test_two_moves_leave_the_time_and_the_record_of_the_later_one(service):
    post = PostFactory(service=service)
    people = [member(service, Role.COORDINATOR) for _ in range(2)]
    days = [in_days(service, n + 2) for n in range(2)]
    at_once(
        *(lambda on=on, by=by: moving.move(post.pk, by=by, on=on, at=AT) for on, by in zip(days, people, strict=True))
    )
    version = post.version
    post.refresh_from_db()
    events = list(Event.objects.filter(kind="post.moved").order_by("number"))
    assert post.version == version + 2
    assert events[0].data["after"] == events[1].data["before"]
    assert post.publish_on in days


def test_a_first_strategy_written_twice_is_one(service):
    where = channel(service, "facebook")
    people = [member(service, Role.SERVICE_MANAGER) for _ in range(2)]
    slots = frozenset({(0, AT), (3, AT)})
    outcomes = at_once(
        *(
            lambda by=by: strategy.save(where.pk, by=by, typed=strategy.Typed(posts_a_week=2, slots=slots))
            for by in people
        )
    )
    assert not [one for one in outcomes if isinstance(one, Exception)]
    assert Strategy.objects.get().slots.count() == 2


def test_a_key_date_chosen_twice_and_an_address_made_twice_are_one_each(service, author):
    outcomes = at_once(
        *(lambda: dates.choose(service, "autism-day", by=author, is_shown=False, lead_days=None) for _ in range(2)),
        *(lambda: feeds.make(service, by=author) for _ in range(2)),
    )
    assert not [one for one in outcomes if isinstance(one, Exception)]
    assert KeyDateChoice.objects.count() == 1
    assert Event.objects.filter(kind="calendar.key_date_chosen").count() == 1
    kept = CalendarFeed.objects.get()
    assert sorted([feeds.hash_of(outcomes[2]) == kept.token_hash, feeds.hash_of(outcomes[3]) == kept.token_hash]) == [
        False,
        True,
    ]

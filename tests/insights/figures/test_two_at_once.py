"""What two people do to the figures of one month in the same moment, on two connections."""

from __future__ import annotations

import datetime as dt

import pytest

from accounts.models import Role
from audit.models import Event
from insights.figures import importing, judging, typing
from insights.figures.typing import FiguresRefused, Said
from insights.models import ChannelMonth
from tests.factories.accounts import member
from tests.factories.months import OCTOBER, day, there
from tests.insights.figures.test_importing import GOOD, read
from tests.posts.test_two_at_once import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

NOW = dt.datetime(2026, 11, 22, 10, tzinfo=dt.UTC)


def test_of_two_numbers_typed_at_once_one_stands_and_the_other_comes_back(service, facebook):
    people = [member(service, Role.COORDINATOR) for _ in range(2)]

    def say(by, value):
        cell = Said(channel=facebook.pk, name="likes", value=value, was=None)
        return typing.say(service=service, month=OCTOBER, by=by, cells=[cell], now=NOW)

    outcomes = at_once(lambda: say(people[0], 30), lambda: say(people[1], 31))
    (conflict,) = [conflict for outcome in outcomes for conflict in outcome.conflicts]
    assert {conflict.there, conflict.said.value} == {30, 31}
    assert there(facebook).likes == conflict.there
    assert Event.objects.filter(kind="figures.typed").count() == 1


def test_different_numbers_typed_at_once_both_stand(service, facebook):
    people = [member(service, Role.COORDINATOR) for _ in range(2)]

    def say(by, name):
        cell = Said(channel=facebook.pk, name=name, value=7, was=None)
        return typing.say(service=service, month=OCTOBER, by=by, cells=[cell], now=NOW)

    at_once(lambda: say(people[0], "likes"), lambda: say(people[1], "replies"))
    assert (there(facebook).likes, there(facebook).replies, sorted(there(facebook).said)) == (
        7,
        7,
        ["likes", "replies"],
    )


def test_a_file_pressed_twice_at_once_is_taken_in_once(service, facebook, x):
    by = member(service, Role.COORDINATOR)
    found = read(service, by, GOOD)
    seen = judging.mark(importing.lines_of(found, NOW))
    outcomes = at_once(*(lambda: importing.take_in(found.pk, by=by, seen=seen, now=NOW) for _ in range(2)))
    assert sum(isinstance(one, FiguresRefused) for one in outcomes) == 1
    assert Event.objects.filter(kind="figures.imported").count() == 1
    assert ChannelMonth.objects.count() == 2


def test_two_files_of_one_month_do_not_write_over_each_other_unseen(service, facebook, x):
    people = [member(service, Role.COORDINATOR) for _ in range(2)]
    files = [read(service, people[0], GOOD), read(service, people[1], GOOD.replace("1,240", "1,250"))]
    marks = [judging.mark(importing.lines_of(found, NOW)) for found in files]
    outcomes = at_once(
        *(
            lambda found=found, by=by, seen=seen: importing.take_in(found.pk, by=by, seen=seen, now=NOW)
            for found, by, seen in zip(files, people, marks, strict=True)
        )
    )
    assert sum(isinstance(one, FiguresRefused) for one in outcomes) == 1
    assert there(facebook).followers in (1240, 1250)


def test_what_is_typed_while_a_file_is_taken_back_is_not_lost(service, facebook, x):
    by = member(service, Role.COORDINATOR)
    found = read(service, by, GOOD)
    importing.take_in(found.pk, by=by, seen=judging.mark(importing.lines_of(found, NOW)), now=NOW)
    day(facebook, dt.date(2026, 10, 31), likes=5)
    cell = Said(channel=facebook.pk, name="likes", value=32, was=31)
    at_once(
        lambda: typing.say(service=service, month=OCTOBER, by=by, cells=[cell], now=NOW),
        lambda: importing.take_back(found.pk, by=by, now=NOW),
    )
    assert there(facebook).likes == 32

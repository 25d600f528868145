"""What two trainings, or two managers, do in the same moment, on two connections."""

from __future__ import annotations

import datetime as dt

import pytest

from accounts.models import Role
from audit.models import Event
from audit.services import first_broken_link
from moderation.learning import versions
from moderation.models import ClassifierVersion, SortingChoice
from tests.factories.accounts import member
from tests.moderation.learning.conftest import make_version, weights_named
from tests.posts.test_two_at_once import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
NOW = dt.datetime(2026, 11, 21, 2, 40, tzinfo=dt.UTC)


def test_of_two_trainings_that_begin_at_once_one_has_the_place(service):
    got = at_once(*[lambda: versions.begin(NOW)] * 4)
    assert sorted(type(one).__name__ for one in got) == ["ClassifierVersion", *["NoneType"] * 3]
    assert ClassifierVersion.objects.filter(state="candidate").count() == 1


def test_a_candidate_that_two_let_go_live_does_so_once(service, other_service):
    before, candidate = make_version(), versions.begin(NOW)
    weights = weights_named(candidate.number)
    live = {"weights": weights, "examples": 40, "figures": {}, "now": NOW}
    assert sorted(at_once(*[lambda: versions.go_live(candidate.pk, **live)] * 2)) == [False, True]
    assert Event.objects.filter(kind="sorting.live").count() == 2
    before.refresh_from_db()
    assert before.state == "retired"
    assert first_broken_link(service) is None


def test_a_candidate_is_let_live_or_put_aside_but_not_both(service):
    candidate = versions.begin(NOW)
    live = {"weights": weights_named(candidate.number), "examples": 40, "figures": {}, "now": NOW}
    aside = {"reason": "worse", "examples": 40, "figures": {}, "now": NOW}
    got = at_once(lambda: versions.go_live(candidate.pk, **live), lambda: versions.refuse(candidate.pk, **aside))
    assert sorted(got) == [False, True]
    assert Event.objects.filter(kind__startswith="sorting.").count() == 1


def test_two_managers_who_choose_at_once_leave_one_choice_that_the_history_tells(service):
    old, older = make_version("2026-11-02", "retired"), make_version("2026-11-01", "retired")
    make_version("2026-11-08")
    people = [member(service, Role.SERVICE_MANAGER) for _ in range(2)]
    pairs = zip(people, (old, older), strict=True)
    at_once(*[lambda by=by, to=to: versions.choose(service, to.number, by=by, reason="Mine") for by, to in pairs])
    choice = SortingChoice.objects.get(service=service)
    told = Event.objects.filter(kind="sorting.chosen").order_by("number")
    assert told.count() == 2
    assert told.last().data["version"] == choice.version.number

"""Which version sorts, going live, going back, and weights that are damaged."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.models import Event
from insights import health
from moderation.classify.model import installed
from moderation.coming_in import assess
from moderation.learning import versions
from moderation.models import ClassifierVersion, SortingChoice
from tests.factories.accounts import ServiceFactory
from tests.factories.moderation import CommentFactory
from tests.moderation.learning.conftest import make_version, weights_named

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)


def test_without_a_version_the_shipped_one_sorts(service):
    assert versions.model_for(service.pk) is installed()


def test_the_live_version_sorts_and_stands_on_the_assessment(service):
    live = make_version()
    comment = CommentFactory(service=service)
    assert assess.suggest(comment).model == live.number


def test_choosing_the_model_costs_one_small_query(service, django_assert_num_queries):
    make_version()
    versions.model_for(service.pk)
    with django_assert_num_queries(1):
        versions.model_for(service.pk)


def test_a_service_goes_back_and_forward_again(service, other_service, manager):
    old, live = make_version("2026-11-01", "retired"), make_version("2026-11-08")
    versions.choose(service, old.number, by=manager, reason="It called thanks a grievance")
    assert versions.model_for(service.pk).name == old.number
    assert versions.model_for(other_service.pk).name == live.number
    versions.choose(service, live.number, by=manager, reason="Mended")
    assert versions.model_for(service.pk).name == live.number
    assert not SortingChoice.objects.exists()


def test_a_service_goes_back_to_the_shipped_one_and_says_why_in_its_history(service, manager):
    make_version()
    versions.choose(service, versions.SHIPPED, by=manager, reason="We want to compare")
    assert versions.model_for(service.pk) is installed()
    event = Event.objects.get(kind="sorting.chosen")
    assert event.data == {"version": installed().name, "reason": "We want to compare"}


def test_a_choice_stays_when_a_newer_version_goes_live(service, manager):
    old = make_version("2026-11-01", "retired")
    make_version("2026-11-08")
    versions.choose(service, old.number, by=manager, reason="Steadier")
    candidate = versions.begin(NOW)
    assert versions.go_live(candidate.pk, weights=weights_named(candidate.number), examples=40, figures={}, now=NOW)
    assert versions.model_for(service.pk).name == old.number


def test_only_the_service_manager_chooses(service, coordinator):
    make_version()
    with pytest.raises(PermissionDenied, match="service manager"):
        versions.choose(service, versions.SHIPPED, by=coordinator, reason="I like it better")


@pytest.mark.parametrize("state", ["refused", "candidate"])
def test_what_never_sorted_cannot_be_chosen(service, manager, state):
    version = make_version("2026-11-01", state)
    with pytest.raises(versions.NotPossible, match="Choose another"):
        versions.choose(service, version.number, by=manager, reason="Why not")


def test_a_choice_without_a_reason_is_refused(service, manager):
    with pytest.raises(versions.NotPossible, match="Write why"):
        versions.choose(service, versions.SHIPPED, by=manager, reason="  ")


def test_the_health_line_says_that_a_version_is_damaged(service):
    live = make_version()
    assert not any(live.number in line["text"] for line in health.lines(service, NOW))
    ClassifierVersion.objects.filter(pk=live.pk).update(weights=b"corrupted")
    versions.forget()
    (line,) = [line for line in health.lines(service, NOW) if live.number in line["text"]]
    assert line["still"]
    assert line["url"].endswith("/inbox/sorting/")


def test_looking_at_the_health_costs_one_query_more(service, django_assert_num_queries):
    make_version()
    versions.damage(service)
    with django_assert_num_queries(1):
        assert versions.damage(service) == ""


def test_damaged_weights_are_noticed_and_the_shipped_ones_sort(service):
    live = make_version()
    ClassifierVersion.objects.filter(pk=live.pk).update(weights=bytes(live.weights)[:-9] + b"corrupted")
    assert versions.model_for(service.pk) is installed()
    assert live.number in versions.damage(service)
    assert assess.suggest(CommentFactory(service=service)).model == installed().name


@pytest.mark.parametrize("weights", [b"", b"no gzip", versions.packed({}), versions.packed({"outputs": ["one"]})])
def test_weights_with_the_right_hash_that_cannot_be_read_do_not_stop_the_sorting(service, weights):
    make_version(weights=weights or b"\x00")
    assert versions.model_for(service.pk) is installed()


def test_weights_that_unpack_to_too_much_are_not_read(service, monkeypatch):
    monkeypatch.setattr(versions, "LARGEST", 100)
    make_version()
    assert versions.model_for(service.pk) is installed()


def test_a_damaged_live_version_is_put_aside_at_night(service):
    live = make_version(sha256="0" * 64)
    assert versions.retire_damaged(NOW) == live.number
    live.refresh_from_db()
    assert live.state == "retired"
    assert Event.objects.filter(kind="sorting.damaged", service=service).exists()
    assert versions.damage(service) == ""
    assert versions.retire_damaged(NOW) == ""


def test_a_damaged_version_cannot_be_chosen(service, manager):
    version = make_version("2026-11-01", "retired", sha256="0" * 64)
    with pytest.raises(versions.NotPossible, match="damaged"):
        versions.choose(service, version.number, by=manager, reason="Back")


def test_a_version_of_earlier_code_does_not_sort(service):
    version = make_version()
    ClassifierVersion.objects.filter(pk=version.pk).update(number="2001-01-01.1+2026-11-01")
    assert versions.model_for(service.pk) is installed()


def test_going_live_puts_the_one_before_aside_and_tells_every_service(service, other_service):
    before = make_version()
    candidate = versions.begin(NOW)
    assert versions.go_live(candidate.pk, weights=weights_named(candidate.number), examples=40, figures={}, now=NOW)
    before.refresh_from_db()
    assert before.state == "retired"
    assert Event.objects.filter(kind="sorting.live").count() == 2
    assert versions.model_for(service.pk).name == candidate.number


def test_a_candidate_goes_live_once(service):
    candidate = versions.begin(NOW)
    weights = weights_named(candidate.number)
    assert versions.go_live(candidate.pk, weights=weights, examples=40, figures={}, now=NOW)
    assert not versions.go_live(candidate.pk, weights=weights, examples=40, figures={}, now=NOW)
    assert not versions.refuse(candidate.pk, reason="late", examples=0, figures={}, now=NOW)


def test_there_is_one_candidate_at_a_time(db):
    assert versions.begin(NOW) is not None
    assert versions.begin(NOW) is None
    with pytest.raises(IntegrityError), transaction.atomic():
        make_version("2026-11-02", "candidate")


def test_a_killed_training_is_given_up_after_its_time_and_cannot_come_back(db):
    candidate = versions.begin(NOW)
    later = NOW + dt.timedelta(hours=3)
    assert versions.break_off(later, longer_than=dt.timedelta(hours=2)) == 1
    assert versions.begin(later) is not None
    assert not versions.go_live(candidate.pk, weights=b"late", examples=1, figures={}, now=later)


def test_weights_of_old_versions_go_but_chosen_ones_stay(service, manager):
    for day in range(1, 18):
        make_version(f"2026-10-{day:02}", "retired", trained_at=timezone.now() - dt.timedelta(days=60 - day))
    first = ClassifierVersion.objects.order_by("trained_at").first()
    versions.choose(service, first.number, by=manager, reason="The first one")
    candidate = versions.begin(NOW)
    versions.go_live(candidate.pk, weights=weights_named(candidate.number), examples=40, figures={}, now=NOW)
    first.refresh_from_db()
    assert first.weights
    assert ClassifierVersion.objects.filter(state="retired").exclude(sha256="").count() == 13


def test_another_services_choice_changes_nothing_here(service):
    old, live = make_version("2026-11-01", "retired"), make_version("2026-11-08")
    theirs = ServiceFactory()
    SortingChoice.objects.create(service=theirs, version=old, by_id=_somebody(theirs), reason="Theirs")
    assert versions.model_for(service.pk).name == live.number


def _somebody(service) -> int:
    from accounts.models import Role
    from tests.factories.accounts import member

    return member(service, Role.SERVICE_MANAGER).pk

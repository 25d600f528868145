from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.utils import timezone

from accounts.models import Membership, Role, RoleHeld
from audit.models import Event
from insights.evidence import asking, making, rights, scope
from insights.models import EvidencePack
from moderation import workflow
from tests.factories.accounts import member
from tests.factories.moderation import CommentFactory, IncidentFactory
from tests.factories.policies import PolicyFactory
from tests.factories.posts import PostFactory

DAYS = {"kind": "span", "first": dt.date(2026, 1, 1), "last": dt.date(2027, 12, 31)}


@pytest.fixture
def post(service):
    return PostFactory(service=service)


def made(service, by, **facts) -> EvidencePack:
    pack = making.make(asking.ask(service, by=by, **facts).pk)
    assert pack is not None
    return pack


# Who may ask


@pytest.mark.parametrize(
    ("kind", "allowed"),
    [
        ("post", {Role.COORDINATOR, Role.LINE_MANAGER, Role.SERVICE_MANAGER}),
        ("incident", {Role.COORDINATOR, Role.LINE_MANAGER, Role.SERVICE_MANAGER, Role.SAFEGUARDING_LEAD}),
        ("policy", {Role.SERVICE_MANAGER}),
        ("requests", {Role.SERVICE_MANAGER, Role.SAFEGUARDING_LEAD}),
        ("span", {Role.SERVICE_MANAGER}),
    ],
)
def test_who_may_ask_for_which_pack(service, kind, allowed):
    people = {role: member(service, role) for role in Role}
    assert {role for role, who in people.items() if not rights.refusal_to_ask(who, service, kind)} == allowed


def test_a_pack_that_was_asked_for_is_on_record_and_waits(service, coordinator, post):
    pack = asking.ask(service, by=coordinator, kind="post", thing_id=post.pk)
    assert (pack.state, pack.title, pack.first_on) == ("waiting", post.title, None)
    event = Event.objects.about(pack).get()
    assert event.sentence == f"Priya Nair asked for a pack of evidence: {post.title}"


def test_another_services_thing_cannot_be_asked_for(service, other_service, manager):
    theirs = {
        "post": PostFactory(service=other_service).pk,
        "incident": IncidentFactory(service=other_service).pk,
        "policy": PolicyFactory(service=other_service).pk,
    }
    for kind, pk in theirs.items():
        with pytest.raises(EvidencePack.DoesNotExist):
            asking.ask(service, by=manager, kind=kind, thing_id=pk)
    assert not EvidencePack.objects.exists()
    assert not Event.objects.filter(kind="evidence.asked").exists()


def test_an_incident_that_is_kept_from_somebody_is_not_there_for_them(service, manager):
    incident = IncidentFactory(service=service)
    CommentFactory(service=service, incident=incident, kept_from=manager)
    with pytest.raises(EvidencePack.DoesNotExist):
        asking.ask(service, by=manager, kind="incident", thing_id=incident.pk)


def test_a_viewer_asks_for_nothing(service, viewer, post):
    with pytest.raises(PermissionDenied, match="Only a coordinator"):
        asking.ask(service, by=viewer, kind="post", thing_id=post.pk)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (dt.date(2026, 2, 2), dt.date(2026, 2, 1), "The last day"),
        (dt.date(1900, 1, 1), dt.date(2026, 2, 1), "at most ten years"),
        (dt.date(2999, 1, 1), dt.date(2999, 2, 1), "nothing has happened yet"),
    ],
)
def test_a_span_that_makes_no_sense_is_refused_in_a_sentence(service, manager, first, last, words):
    with pytest.raises(asking.Refused, match=words):
        asking.ask(service, by=manager, kind="span", first=first, last=last)


def test_who_asks_twice_gets_the_one_that_is_under_way(service, manager, coordinator, post):
    first = asking.ask(service, by=manager, kind="post", thing_id=post.pk)
    assert asking.ask(service, by=manager, kind="post", thing_id=post.pk) == first
    assert asking.ask(service, by=coordinator, kind="post", thing_id=post.pk) != first
    span = asking.ask(service, by=manager, **DAYS)
    assert asking.ask(service, by=manager, **DAYS) == span
    assert Event.objects.filter(kind="evidence.asked").count() == 3
    making.make(span.pk)
    assert asking.ask(service, by=manager, **DAYS) != span


# Stopping


def test_a_pack_that_is_being_made_is_stopped_once(service, manager, coordinator, post):
    pack = asking.ask(service, by=coordinator, kind="post", thing_id=post.pk)
    with pytest.raises(PermissionDenied, match="Only the person who asked"):
        asking.stop(pack.pk, by=member(service, Role.COORDINATOR))
    stopped = asking.stop(pack.pk, by=manager)
    assert (stopped.state, stopped.problem) == ("failed", "Helen Okafor stopped it.")
    with pytest.raises(asking.Refused, match="nothing to stop"):
        asking.stop(pack.pk, by=manager)
    assert making.make(pack.pk) is None
    assert Event.objects.filter(kind="evidence.stopped").count() == 1


# Taking it


def test_each_download_is_on_record(service, manager):
    pack = made(service, manager, **DAYS)
    asking.take(pack.pk, by=manager)
    asking.take(pack.pk, by=manager)
    events = Event.objects.filter(kind="evidence.downloaded")
    assert [one.data["sha256"] for one in events] == [pack.sha256] * 2
    assert events[0].actor == manager


def test_only_the_one_who_asked_and_service_managers_take_it(service, manager, coordinator, approver, viewer, post):
    pack = made(service, coordinator, kind="post", thing_id=post.pk)
    assert asking.take(pack.pk, by=coordinator)
    assert asking.take(pack.pk, by=manager)
    for other in (approver, viewer):
        with pytest.raises(PermissionDenied):
            asking.take(pack.pk, by=other)
    assert Event.objects.filter(kind="evidence.downloaded").count() == 2


def test_who_lost_the_role_no_longer_takes_what_they_asked_for(service, manager):
    pack = made(service, manager, **DAYS)
    RoleHeld.objects.filter(membership__user=manager).update(role=Role.VIEWER)
    with pytest.raises(PermissionDenied, match="Only a service manager"):
        asking.take(pack.pk, by=manager)


def test_who_left_the_service_finds_no_pack(service, manager):
    pack = made(service, manager, **DAYS)
    Membership.objects.filter(user=manager).update(ended_at=timezone.now(), end_reason="Left")
    assert not EvidencePack.objects.visible_to(manager).filter(pk=pack.pk).exists()


def test_a_manager_does_not_take_words_that_are_kept_from_them(service, manager, coordinator, post):
    CommentFactory(service=service, post=post, text="Helen lied.", kept_from=manager)
    pack = made(service, coordinator, kind="post", thing_id=post.pk)
    with pytest.raises(PermissionDenied, match="kept from you"):
        asking.take(pack.pk, by=manager)
    assert asking.take(pack.pk, by=coordinator)


def test_what_was_kept_from_the_one_who_asked_before_they_asked_is_not_in_it(service, manager, coordinator, post):
    comment = CommentFactory(service=service, post=post)
    workflow.keep_from(comment.pk, by=manager, person=coordinator)
    pack = made(service, coordinator, kind="post", thing_id=post.pk)
    assert asking.take(pack.pk, by=coordinator)


def test_that_it_is_kept_from_another_too_stops_nobody_else(service, manager, approver, coordinator, post):
    comment = CommentFactory(service=service, post=post)
    workflow.keep_from(comment.pk, by=manager, person=coordinator)
    pack = made(service, coordinator, kind="post", thing_id=post.pk)
    workflow.keep_from(comment.pk, by=manager, person=approver)
    assert asking.take(pack.pk, by=coordinator)


def test_what_is_kept_from_the_one_who_asked_only_afterwards_stops_the_download(service, manager, coordinator, post):
    comment = CommentFactory(service=service, post=post)
    pack = made(service, coordinator, kind="post", thing_id=post.pk)
    workflow.keep_from(comment.pk, by=manager, person=coordinator)
    with pytest.raises(PermissionDenied, match="kept from you"):
        asking.take(pack.pk, by=coordinator)


def test_a_pack_that_is_not_ready_cannot_be_taken(service, manager):
    pack = asking.ask(service, by=manager, **DAYS)
    with pytest.raises(asking.Refused, match="not made yet"):
        asking.take(pack.pk, by=manager)
    assert not Event.objects.filter(kind="evidence.downloaded").exists()


# When its time is over


def test_the_file_goes_after_thirty_days_and_the_row_stays_with_its_hash(
    service, manager, django_capture_on_commit_callbacks
):
    pack = made(service, manager, **DAYS)
    name, now = pack.file.name, timezone.now()
    assert pack.gone_on == service.today(now) + dt.timedelta(days=30)
    assert asking.tend(now + dt.timedelta(days=29)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert asking.tend(now + dt.timedelta(days=31)) == 1
        assert asking.tend(now + dt.timedelta(days=31)) == 0
    pack.refresh_from_db()
    assert (pack.state, pack.file.name, len(pack.sha256)) == ("gone", "", 64)
    assert not default_storage.exists(name)
    assert Event.objects.filter(kind="evidence.gone").count() == 1


def test_what_somebody_had_erased_goes_from_packs_too(service, manager, django_capture_on_commit_callbacks):
    from audit import services as audit
    from audit.kinds import Kind
    from moderation.models import DataRequest

    comment = CommentFactory(service=service, text="My words")
    pack, later = made(service, manager, **DAYS), made(service, manager, kind="span", first=dt.date(2020, 1, 1),
                                                       last=dt.date(2020, 1, 2))  # fmt: skip
    type(comment).objects.filter(pk=comment.pk).update(
        state="purged", purged_at=timezone.now(), text="", author_name="", author_handle=""
    )
    assert not scope.was_erased_since(pack)  # its time was over: that is another matter
    request = DataRequest.objects.create(
        service=service, kind="erasure", authors=[], asked_on=dt.date(2026, 11, 2), due_on=dt.date(2026, 12, 2),
        checked_how="By phone", opened_by=manager,
    )  # fmt: skip
    audit.record(Kind.DATA_REQUEST_ERASED, on=request, job="Retention", data={"number": 1, "held": 0})
    with pytest.raises(PermissionDenied, match="erased since"):
        asking.take(pack.pk, by=manager)
    with django_capture_on_commit_callbacks(execute=True):
        assert asking.tend(timezone.now()) == 1
    pack.refresh_from_db()
    later.refresh_from_db()
    assert (pack.state, later.state) == ("gone", "ready")


def test_a_file_that_no_pack_names_is_swept_after_a_day(service, manager):
    from django.core.files.base import ContentFile

    kept = made(service, manager, **DAYS)
    left = default_storage.save("evidence/0-left.zip", ContentFile(b"PK"))
    asking.tend(timezone.now())
    assert default_storage.exists(left)
    asking.tend(timezone.now() + dt.timedelta(days=2))
    assert not default_storage.exists(left)
    assert default_storage.exists(kept.file.name)

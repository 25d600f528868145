"""The trial, the question when far more than usual would go, and runs that are broken off or doubled."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from audit.kinds import Kind
from audit.models import Event
from channels.models import ReceivedEvent
from moderation import tasks
from moderation.keeping import dates, purging, runs
from moderation.models import Comment, DataRequest, PurgeRun
from moderation.moves import MoveRefused
from tests.factories.moderation import CommentFactory, IncidentFactory, sandbox_channel
from tests.factories.policies import PolicyVersionFactory
from tests.moderation.keeping.conftest import LONG_AGO


def gone() -> int:
    return Comment.objects.filter(state="purged").count()


def test_the_first_run_counts_and_takes_nothing(service, old_comment, tonight):
    old_comment()
    old_comment(case=True)
    trial = tonight()
    assert (trial.is_trial, trial.counts, gone()) == (True, {"general": 1, "case_request": 1, "held": 0}, 0)
    old_comment(troll=True)
    again = tonight()
    assert (again.pk, again.counts["troll"], PurgeRun.objects.count()) == (trial.pk, 1, 1)
    assert Event.objects.filter(kind=Kind.PURGE_TRIED).count() == 1


def test_nothing_due_asks_nobody(service, tonight):
    CommentFactory(service=service, closed=True)
    assert not tonight().is_trial


def test_once_confirmed_it_goes_at_once_and_then_every_night(
    service, old_comment, tonight, manager, django_capture_on_commit_callbacks
):
    old_comment()
    trial = tonight()
    with django_capture_on_commit_callbacks(execute=True):
        runs.confirm(trial.pk, by=manager)
    assert gone() == 1
    old_comment()
    run = runs.nightly(service.pk, timezone.now() + dt.timedelta(days=1))
    assert (run.is_trial, run.counts["general"], gone()) == (False, 1, 2)


@pytest.mark.parametrize("who", ["coordinator", "approver", "safeguarding_lead", "viewer", "outsider"])
def test_only_a_service_manager_confirms(request, old_comment, tonight, who):
    old_comment()
    trial = tonight()
    with pytest.raises(PermissionDenied, match="service manager"):
        runs.confirm(trial.pk, by=request.getfixturevalue(who))
    assert gone() == 0


def test_a_trial_is_confirmed_once(old_comment, tonight, manager):
    old_comment()
    trial = tonight()
    runs.confirm(trial.pk, by=manager)
    with pytest.raises(MoveRefused, match="already"):
        runs.confirm(trial.pk, by=manager)


def test_when_more_has_come_since_the_list_it_is_shown_first(old_comment, tonight, manager):
    old_comment()
    trial = tonight()
    for _ in range(11):
        old_comment()
    dates.reckon_all(trial.service)
    with pytest.raises(MoveRefused, match="12 comments"):
        runs.confirm(trial.pk, by=manager)
    trial.refresh_from_db()
    assert (runs.total_of(trial), trial.confirmed_at, gone()) == (12, None, 0)


def test_a_run_that_would_take_far_more_than_usual_asks_again(
    service, old_comment, confirmed, tonight, manager, monkeypatch
):
    monkeypatch.setattr(runs, "FEW", 3)
    for day in range(3):
        old_comment()
        runs.nightly(service.pk, timezone.now() - dt.timedelta(days=9 - day))
    assert gone() == 3
    for _ in range(6):
        old_comment()
    trial = tonight()
    assert (trial.is_trial, runs.total_of(trial), gone()) == (True, 6, 3)
    runs.confirm(trial.pk, by=manager)
    runs.run(service, timezone.now())
    assert gone() == 9


def test_a_shortened_period_moves_the_days_at_night(service, confirmed, tonight):
    closed = timezone.now() - dt.timedelta(days=70)
    comment = CommentFactory(service=service, closed=True, closed_at=closed)
    tonight()
    first = Comment.objects.get(pk=comment.pk).purge_on
    PolicyVersionFactory(in_force=True, service=service, parameters={"keep_general_months": 2})
    tonight()
    comment.refresh_from_db()
    assert (comment.state, comment.purge_on < first) == ("purged", True)


def test_a_reopened_comment_has_no_day(service):
    comment = CommentFactory(service=service, purge_on=dt.date(2026, 1, 1))
    assert dates.reopened_left_behind(service) == 1
    comment.refresh_from_db()
    assert comment.purge_on is None


def test_a_grievance_waits_for_its_incident(service, old_comment, confirmed, tonight):
    incident = IncidentFactory(service=service)
    comment = old_comment(grievance=True, incident=incident)
    tonight()
    assert Comment.objects.get(pk=comment.pk).purge_on is None
    incident.closed_at = timezone.now() - dt.timedelta(days=100)
    incident.save()
    tonight()
    left = Comment.objects.get(pk=comment.pk).purge_on - service.today(timezone.now())
    assert 250 < left.days < 280


def test_a_run_killed_in_the_middle_goes_on_and_counts_each_once(service, old_comment, confirmed, tonight, monkeypatch):
    monkeypatch.setattr(runs, "AT_ONCE", 2)
    for _ in range(7):
        old_comment()
    real, calls = purging.purge, []

    def dies_at_the_third(*args, **kwargs):
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return real(*args, **kwargs)

    monkeypatch.setattr(purging, "purge", dies_at_the_third)
    with pytest.raises(KeyboardInterrupt):
        tonight()
    assert gone() == 4
    assert runs.total_of(PurgeRun.objects.get(is_trial=False)) == 4
    monkeypatch.setattr(purging, "purge", real)
    run = tonight()
    assert (gone(), runs.total_of(run), PurgeRun.objects.filter(is_trial=False).count()) == (7, 7, 1)


def test_a_night_that_is_too_long_for_one_task_goes_on_in_slices(service, old_comment, confirmed, monkeypatch):
    monkeypatch.setattr(runs, "AT_ONCE", 2)
    monkeypatch.setattr(dates, "AT_ONCE", 3)
    monkeypatch.setattr(runs, "SLICE_S", 0)  # every slice ends after its first batch
    for _ in range(9):
        old_comment()
    tasks.keep_service(service.pk)
    run = PurgeRun.objects.get(is_trial=False)
    assert (gone(), runs.total_of(run), run.finished_at is not None) == (9, 9, True)
    assert Event.objects.get(kind=Kind.PURGE_DONE).data["number"] == 9


def test_twice_in_one_night_is_one_run(service, old_comment, confirmed, tonight):
    old_comment()
    tonight()
    run = tonight()
    assert (runs.total_of(run), Event.objects.filter(kind=Kind.PURGE_DONE).count()) == (1, 1)


def test_the_night_goes_through_every_service(service, other_service, old_comment):
    old_comment()
    old_comment(service=other_service)
    tasks.keep()
    assert set(PurgeRun.objects.values_list("service", "is_trial")) == {(service.pk, True), (other_service.pk, True)}


def test_what_was_handed_over_long_ago_is_deleted_and_names_nobody(service, manager):
    long_ago = timezone.now() - LONG_AGO
    request = DataRequest.objects.create(
        service=service, kind="access", authors=[[1, "maya"]], asked_on=long_ago, due_on=long_ago, opened_by=manager,
        checked_how="Maya rang", choices={"hide": ["Tom"]}, finished_at=long_ago, finished_by=manager, outcome="Sent",
        state="done", file="data-requests/none.zip",
    )  # fmt: skip
    runs.tidy(service, timezone.now())
    request.refresh_from_db()
    assert (bool(request.file), request.choices, request.checked_how) == (False, {}, purging.GONE)
    assert "maya" not in str(request.authors)


def test_what_a_network_pushed_goes_once_it_was_read(service):
    now, channel = timezone.now(), sandbox_channel(service)
    pushed = {"channel": channel, "payload": {}}
    ReceivedEvent.objects.create(key="old", received_at=now - dt.timedelta(days=40), **pushed)
    new = ReceivedEvent.objects.create(key="new", received_at=now - dt.timedelta(days=3), **pushed)
    runs.tidy(service, now)
    assert ReceivedEvent.objects.count() == 2  # nobody has read the channel yet
    channel.read_at = now
    channel.save()
    runs.tidy(service, now)
    assert list(ReceivedEvent.objects.all()) == [new]

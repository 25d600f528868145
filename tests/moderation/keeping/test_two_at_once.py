"""Two workers, and a person and a worker, in the same moment on two connections."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import Role
from audit.kinds import Kind
from audit.models import Event
from audit.services import first_broken_link
from moderation.keeping import data_requests, holds, runs
from moderation.models import Comment, DataRequest, LegalHold, PurgeRun
from moderation.moves import MoveRefused
from tests.factories.accounts import member
from tests.factories.moderation import CommentFactory, sandbox_channel
from tests.posts.test_two_at_once import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
LONG_AGO = dt.timedelta(days=500)


def old(service, **fields) -> Comment:
    now = timezone.now()
    return CommentFactory(service=service, closed=True, closed_at=now - LONG_AGO, posted_at=now - LONG_AGO, **fields)


def confirmed(service, by) -> None:
    PurgeRun.objects.create(
        service=service, is_trial=True, counts={"general": 90}, confirmed_by=by, confirmed_at=timezone.now()
    )


def test_two_workers_purge_each_comment_once_and_count_it_once(service, monkeypatch):
    monkeypatch.setattr(runs, "AT_ONCE", 5)
    confirmed(service, member(service, Role.SERVICE_MANAGER))
    for _ in range(23):
        old(service)
    at_once(*(lambda: runs.nightly(service.pk) for _ in range(3)))
    assert Comment.objects.filter(state="purged").count() == 23
    assert runs.total_of(PurgeRun.objects.get(is_trial=False)) == 23
    assert Event.objects.filter(kind=Kind.COMMENT_PURGED).count() == 23
    assert first_broken_link(service) is None


def test_a_hold_that_is_placed_while_the_purge_runs_either_keeps_the_words_or_is_refused(service):
    manager = member(service, Role.SERVICE_MANAGER)
    confirmed(service, manager)
    day = service.today(timezone.now()) + dt.timedelta(days=9)
    for _ in range(5):
        comment = old(service)
        at_once(
            lambda: runs.nightly(service.pk),
            lambda comment=comment: holds.place(
                service, by=manager, reason="A claim", look_again_on=day, comment=comment
            ),
        )
        comment.refresh_from_db()
        assert bool(comment.text) == LegalHold.objects.filter(comment=comment).exists()


def test_of_two_who_confirm_the_trial_one_does(service):
    people = [member(service, Role.SERVICE_MANAGER) for _ in range(2)]
    old(service)
    trial = runs.nightly(service.pk)
    got = at_once(*(lambda by=by: runs.confirm(trial.pk, by=by) for by in people))
    assert sorted(type(one).__name__ for one in got) == ["MoveRefused", "PurgeRun"]
    assert any(isinstance(one, MoveRefused) and "already" in str(one) for one in got)


def test_of_two_workers_one_puts_the_bundle_together(service):
    manager = member(service, Role.SERVICE_MANAGER)
    old(service, author_handle="maya")
    request = data_requests.open_request(
        service, by=manager, kind="access", channel=sandbox_channel(service), handles=["maya"],
        asked_on=dt.date(2026, 11, 2), checked_how="They wrote",
    )  # fmt: skip
    DataRequest.objects.filter(pk=request.pk).update(checked_by=manager, checked_at=timezone.now(), total=1)
    got = at_once(*(lambda: data_requests.work(request.pk) for _ in range(3)))
    assert sum(isinstance(one, DataRequest) for one in got) == 1
    assert Event.objects.filter(kind=Kind.DATA_REQUEST_MADE).count() == 1

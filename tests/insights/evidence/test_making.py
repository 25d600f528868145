from __future__ import annotations

import datetime as dt
import logging
import subprocess

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone

from accounts.models import Role, RoleHeld
from audit.models import Event
from insights import tasks
from insights.evidence import asking, making, span, writing
from insights.models import EvidencePack
from tests.factories.moderation import CommentFactory, IncidentFactory
from tests.factories.posts import PostFactory

DAYS = {"kind": "span", "first": dt.date(2026, 1, 1), "last": dt.date(2027, 12, 31)}


@pytest.fixture
def pack(service, manager):
    PostFactory(service=service, published=True)
    return asking.ask(service, by=manager, **DAYS)


class Killed(BaseException):
    """What no handler catches, as a killed process."""


def kill_at_comments(monkeypatch):
    def killed(maker):
        raise Killed

    monkeypatch.setattr(span.Maker, "_comments", killed)


def test_asking_queues_the_work_after_the_commit(service, manager, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        pack = asking.ask(service, by=manager, **DAYS)
    pack.refresh_from_db()
    assert pack.state == "ready"
    assert pack.file.name.startswith("evidence/")
    event = Event.objects.get(kind="evidence.made")
    assert (event.job, event.data["sha256"]) == ("Evidence packs", pack.sha256)


def test_two_ticks_make_it_once(pack):
    assert making.make(pack.pk)
    assert making.make(pack.pk) is None
    assert Event.objects.filter(kind="evidence.made").count() == 1


def test_a_pack_in_another_workers_hands_is_left_alone(pack):
    EvidencePack.objects.filter(pk=pack.pk).update(state="running", seen_at=timezone.now())
    assert making.make(pack.pk) is None
    assert making.resume_lost(timezone.now()) == []


def test_a_worker_that_is_killed_leaves_nothing_behind_and_the_tick_has_it_made_again(pack, monkeypatch):
    with monkeypatch.context() as patch:
        kill_at_comments(patch)
        with pytest.raises(Killed):
            making.make(pack.pk)
    pack.refresh_from_db()
    assert (pack.state, pack.file.name) == ("running", "")
    assert making.resume_lost(timezone.now()) == []  # it may be alive
    EvidencePack.objects.filter(pk=pack.pk).update(seen_at=timezone.now() - dt.timedelta(minutes=2))
    tasks.resume_packs()
    pack.refresh_from_db()
    assert (pack.state, pack.done, pack.done == pack.total) == ("ready", pack.total, True)
    assert Event.objects.filter(kind="evidence.made").count() == 1


def test_a_message_that_was_lost_is_sent_again_by_the_tick(pack):
    assert making.resume_lost(pack.asked_at + dt.timedelta(seconds=5)) == []
    assert making.resume_lost(pack.asked_at + dt.timedelta(seconds=30)) == [pack.pk]
    pack.refresh_from_db()
    assert pack.state == "ready"


def test_a_pack_that_kills_its_worker_each_time_is_given_up_in_a_sentence(pack):
    now = timezone.now()
    EvidencePack.objects.filter(pk=pack.pk).update(
        state="running", asked_at=now - dt.timedelta(hours=3), seen_at=now - dt.timedelta(minutes=2)
    )
    assert making.resume_lost(now) == []
    pack.refresh_from_db()
    assert pack.state == "failed"
    assert "again and again" in pack.problem


def test_a_worker_whose_pack_was_stopped_lets_go_of_it(pack, manager, monkeypatch):
    monkeypatch.setattr(making, "SAY_EVERY_S", 0)
    begun = span.Maker.write

    def stopped_meanwhile(maker, archive):
        asking.stop(pack.pk, by=manager)
        return begun(maker, archive)

    monkeypatch.setattr(span.Maker, "write", stopped_meanwhile)
    before = set(default_storage.listdir("evidence")[1]) if default_storage.exists("evidence") else set()
    assert making.make(pack.pk) is None
    pack.refresh_from_db()
    assert (pack.state, pack.problem) == ("failed", "Helen Okafor stopped it.")
    assert not Event.objects.filter(kind__in=["evidence.made", "evidence.failed"]).exists()
    after = set(default_storage.listdir("evidence")[1]) if default_storage.exists("evidence") else set()
    assert after == before


def test_a_worker_that_comes_back_late_does_not_overwrite_what_another_made(pack, monkeypatch):
    """Another has it by now: the first one's file goes, the other's stays."""
    saved = default_storage.save

    def late(name, content, **more):
        kept = saved(name, content, **more)
        EvidencePack.objects.filter(pk=pack.pk).update(seen_at=timezone.now())
        late.kept = kept
        return kept

    monkeypatch.setattr(default_storage, "save", late)
    assert making.make(pack.pk) is None
    assert not default_storage.exists(late.kept)
    pack.refresh_from_db()
    assert pack.state == "running"


def test_what_goes_wrong_is_told_in_a_sentence_without_anybodys_words(pack, monkeypatch, caplog):
    def broken(maker):
        raise ValueError("The boy at number 4")

    monkeypatch.setattr(span.Maker, "_comments", broken)
    with caplog.at_level(logging.ERROR):
        assert making.make(pack.pk) is None
    pack.refresh_from_db()
    assert pack.state == "failed"
    assert "ValueError" in pack.problem
    assert "number 4" not in pack.problem + Event.objects.get(kind="evidence.failed").sentence
    assert "number 4" not in caplog.text


def test_rights_are_looked_at_again_when_it_is_made(pack, manager):
    RoleHeld.objects.filter(membership__user=manager).update(role=Role.VIEWER)
    assert making.make(pack.pk) is None
    pack.refresh_from_db()
    assert "Only a service manager" in pack.problem


def test_a_thing_that_is_no_longer_there_for_the_one_who_asked_is_told_in_a_sentence(service, manager):
    incident = IncidentFactory(service=service)
    pack = asking.ask(service, by=manager, kind="incident", thing_id=incident.pk)
    CommentFactory(service=service, incident=incident, kept_from=manager)
    making.begin(pack.pk)
    pack.refresh_from_db()
    assert pack.problem == "What it is about is no longer there, or no longer yours to read."


def test_a_large_pack_is_made_by_a_process_of_its_own_and_only_two_at_once(service, manager, pack, monkeypatch):
    monkeypatch.setattr(making, "LARGE_FROM", 1)
    started = []

    def start(command, **more):
        started.append((command, more))

    making.begin(pack.pk, start=start)
    ((command, more),) = started
    assert command[-2:] == ["make_pack", str(pack.pk)]
    assert more["stdin"] == subprocess.DEVNULL
    for year in (2020, 2021):
        other = asking.ask(service, by=manager, kind="span", first=dt.date(year, 1, 1), last=dt.date(year, 1, 1))
        EvidencePack.objects.filter(pk=other.pk).update(state="running", seen_at=timezone.now(), total=5)
    making.begin(pack.pk, start=start)
    assert len(started) == 1
    call_command("make_pack", str(pack.pk))
    pack.refresh_from_db()
    assert pack.state == "ready"


def test_progress_is_written_while_it_is_made(pack, monkeypatch):
    monkeypatch.setattr(making, "SAY_EVERY_S", 0)
    told = []
    add_table = writing.Archive.add_table

    def watched(archive, table):
        done = add_table(archive, table)
        told.append(EvidencePack.objects.values_list("done", "total").get(pk=pack.pk))
        return done

    monkeypatch.setattr(writing.Archive, "add_table", watched)
    making.make(pack.pk)
    assert told[0][0] < told[-1][0]
    assert all(done >= 0 for done, _ in told)

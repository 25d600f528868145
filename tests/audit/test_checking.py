import datetime as dt
from io import StringIO

import pytest
from django.core import mail as post_office
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import OutgoingMail
from audit import checking, tasks
from audit import services as audit
from audit.kinds import Kind
from audit.models import ChainCheck, ChainHead, Event
from tests.factories.accounts import ServiceFactory

NOW = dt.datetime(2026, 11, 22, 3, 10, tzinfo=dt.UTC)


@pytest.fixture
def events(service, manager):
    with transaction.atomic():
        return [
            audit.record(Kind.SENDING_PAUSED, on=service, actor=manager, data={"reason": f"reason {number}"}, now=NOW)
            for number in range(4)
        ]


@pytest.fixture
def done_at_once(django_capture_on_commit_callbacks):
    def do(work, *args, **kwargs):
        with django_capture_on_commit_callbacks(execute=True):
            return work(*args, **kwargs)

    return do


def look(service, now=None):
    row = ChainCheck.objects.create(service=service, at=now or timezone.now())
    return checking.run(row.pk)


def test_a_look_at_a_whole_record(events, service):
    found = look(service)
    assert (found.events, found.total, found.problem, found.broken_number) == (4, 4, "", None)
    assert found.last_hash == events[-1].hash
    assert checking.newest(service) == found
    assert checking.trouble(service) == ""


def test_a_look_names_the_event(events, service):
    Event.objects.filter(number=2).update(label="x")
    found = look(service)
    assert found.broken_number == 2
    assert found.problem == "Event 2 of 22 Nov 2026 is not what it was: its facts no longer give its hash."
    assert checking.trouble(service) == found.problem


def test_before_the_first_look_there_is_no_trouble(service):
    assert checking.newest(service) is None
    assert checking.trouble(service) == ""


def test_a_record_that_nobody_looked_over_for_days_is_trouble(events, service):
    look(service, NOW)
    assert checking.trouble(service, NOW + dt.timedelta(days=3)) == ""
    later = NOW + dt.timedelta(days=3, seconds=1)
    assert "last looked over on Sun 22 Nov 2026" in checking.trouble(service, later)


def test_an_unfinished_look_says_nothing_yet(events, service):
    look(service)
    Event.objects.filter(number=2).update(label="x")
    ChainCheck.objects.create(service=service)
    assert checking.trouble(service) == ""
    assert checking.under_way(service) is not None


def test_a_record_made_anew_between_two_looks_is_found(events, service):
    look(service)
    Event.objects.filter(number=2).update(label="x")
    previous = Event.objects.get(number=1).hash
    for event in Event.objects.filter(number__gt=1).order_by("number"):
        event.previous_hash = previous
        previous = audit.link_hash(event)
        Event.objects.filter(pk=event.pk).update(previous_hash=event.previous_hash, hash=previous)
    ChainHead.objects.filter(service=service).update(hash=previous)
    found = look(service)
    assert found.broken_number == 4
    assert "has another hash than on" in found.problem
    assert look(service).broken_number == 4


def test_managers_are_told_once_of_each_finding(events, service, manager, author):
    Event.objects.filter(number=2).update(label="x")
    look(service)
    look(service)
    assert [mail.to for mail in OutgoingMail.objects.all()] == [manager]
    told = OutgoingMail.objects.get()
    assert told.subject == "Northshire SENDIASS: the record of what happened was changed"
    assert told.body.startswith("Event 2 of 22 Nov 2026 is not what it was")
    Event.objects.filter(number=3).update(label="x")
    look(service)
    assert OutgoingMail.objects.count() == 2


def test_nobody_is_told_of_a_whole_record(events, service, manager):
    look(service)
    assert not OutgoingMail.objects.exists()


def test_the_mail_goes_out(events, service, manager, done_at_once):
    Event.objects.filter(number=2).update(label="x")
    done_at_once(look, service)
    assert [message.to for message in post_office.outbox] == [[manager.email]]


def test_every_night_each_service_is_looked_over_once(events, service, done_at_once):
    other = ServiceFactory(slug="westmere")
    done_at_once(tasks.check_chains)
    assert checking.newest(service).events == 4
    assert checking.newest(other).events == 0
    done_at_once(tasks.check_chains)
    assert ChainCheck.objects.count() == 2
    again = timezone.now() + dt.timedelta(hours=21)
    assert len(checking.ask_nightly(again)) == 2


def test_a_look_by_button_does_not_replace_the_nightly_one(events, service, manager):
    row = checking.ask(service, by=manager)
    checking.run(row.pk)
    assert len(checking.ask_nightly(timezone.now())) == 1


def test_two_buttons_begin_one_look(events, service, manager, author):
    assert checking.ask(service, by=manager) == checking.ask(service, by=manager)


def test_who_is_no_manager_asks_for_nothing(events, service, author):
    with pytest.raises(Exception, match="Only a service manager"):
        checking.ask(service, by=author)
    assert not ChainCheck.objects.exists()


def test_two_workers_take_one_look_once(events, service):
    row = ChainCheck.objects.create(service=service)
    assert checking.run(row.pk) is not None
    assert checking.run(row.pk) is None


def test_a_look_in_another_workers_hands_is_left_to_it(events, service):
    row = ChainCheck.objects.create(service=service, lease_until=timezone.now() + dt.timedelta(minutes=1))
    assert checking.run(row.pk) is None
    row.refresh_from_db()
    assert row.finished_at is None


def test_a_dead_workers_look_is_begun_anew(events, service, done_at_once):
    gone = timezone.now() - dt.timedelta(minutes=5)
    row = ChainCheck.objects.create(service=service, at=gone, lease_until=gone, events=3)
    done_at_once(tasks.resume_checks)
    row.refresh_from_db()
    assert (row.events, row.problem) == (4, "")
    assert row.finished_at is not None


def test_a_lost_message_is_sent_again_but_not_at_once(events, service):
    row = ChainCheck.objects.create(service=service)
    assert checking.resume_lost(timezone.now()) == []
    assert checking.resume_lost(timezone.now() + dt.timedelta(minutes=1)) == [row.pk]


def test_a_worker_that_lost_its_lease_stops(events, service, monkeypatch):
    monkeypatch.setattr("audit.chain.SLICE", 1)
    row = ChainCheck.objects.create(service=service)
    first_slice = checking.Walk.in_slices

    def slices(walk):
        for done in first_slice(walk):
            ChainCheck.objects.filter(pk=row.pk).update(lease_until=NOW)
            yield done

    monkeypatch.setattr(checking.Walk, "in_slices", slices)
    assert checking.run(row.pk) is None
    row.refresh_from_db()
    assert row.finished_at is None


def test_the_command_keeps_what_it_found_and_tells_the_managers(events, service, manager):
    call_command("verify_audit", stdout=StringIO())
    whole = checking.newest(service)
    assert (whole.events, whole.problem, whole.last_hash) == (4, "", events[-1].hash)
    Event.objects.filter(number=2).update(label="x")
    with pytest.raises(CommandError, match="1 of 1 chains do not hold"):
        call_command("verify_audit", stdout=StringIO())
    assert checking.newest(service).broken_number == 2
    assert checking.trouble(service).startswith("Event 2 of 22 Nov 2026 is not what it was")
    assert OutgoingMail.objects.get().to == manager


def test_the_command_says_when_somebody_else_took_its_look(events, service, monkeypatch):
    monkeypatch.setattr(checking, "_claim", lambda look_id, now: None)
    said = StringIO()
    with pytest.raises(CommandError, match="1 of 1 chains were not looked over to their end"):
        call_command("verify_audit", stdout=said)
    assert said.getvalue() == "northshire: a worker took this look over; the history says what it finds\n"


def test_a_look_by_command_in_the_day_does_not_replace_the_nightly_one(events, service):
    call_command("verify_audit", stdout=StringIO())
    assert checking.ask_nightly(timezone.now() + dt.timedelta(hours=3)) == []
    assert len(checking.ask_nightly(timezone.now() + dt.timedelta(hours=5))) == 1


def test_old_looks_are_forgotten_but_not_findings_nor_the_newest(events, service):
    old = NOW - dt.timedelta(days=500)
    first, last = look(service, old), look(service, old + dt.timedelta(days=1))
    broken = ChainCheck.objects.create(service=service, at=old, finished_at=old, broken_number=1, problem="Event 1")
    assert checking.forget_old(NOW) == 1
    assert set(ChainCheck.objects.all()) == {last, broken}
    assert first not in ChainCheck.objects.all()


def test_the_chain_is_read_in_slices(events, service, monkeypatch):
    monkeypatch.setattr("audit.chain.SLICE", 2)
    row = ChainCheck.objects.create(service=service)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        checking.run(row.pk)
    assert sum('FROM "audit_event"' in query["sql"] and "LIMIT 2" in query["sql"] for query in asked) == 3


# The pages


@pytest.fixture
def signed_in(client, manager):
    client.force_login(manager)
    return client


def history(client, service):
    return client.get(reverse("audit:history", args=[service.slug])).content.decode()


def test_the_page_says_when_it_was_last_looked_over(events, service, signed_in):
    assert "Not looked over yet." in history(signed_in, service)
    look(service)
    assert "Looked over today at " in history(signed_in, service)
    assert "4 events, whole" in history(signed_in, service)


def test_the_page_does_not_call_an_old_look_fresh(events, service, signed_in):
    look(service, timezone.now() - dt.timedelta(days=5))
    page = history(signed_in, service)
    assert "Last looked over on " in page
    assert "Nobody knows what happened to it since." in page


def test_the_button_looks_now_and_every_page_says_what_it_found(events, service, signed_in, done_at_once):
    Event.objects.filter(number=2).update(label="x")
    assert "is not what it was" not in history(signed_in, service)
    done_at_once(signed_in.post, reverse("audit:check", args=[service.slug]))
    page = history(signed_in, service)
    assert "Event 2 of 22 Nov 2026 is not what it was" in page
    assert "Not what it was:" in page
    dashboard = signed_in.get(reverse("insights:compliance", args=[service.slug])).content.decode()
    assert "Event 2 of 22 Nov 2026 is not what it was" in dashboard


def test_a_viewer_sees_on_the_dashboard_that_the_record_is_broken(events, service, client, viewer):
    Event.objects.filter(number=2).update(label="x")
    look(service)
    client.force_login(viewer)
    dashboard = client.get(reverse("insights:compliance", args=[service.slug])).content.decode()
    assert "Event 2 of 22 Nov 2026 is not what it was" in dashboard


def test_while_a_look_is_under_way_the_page_says_how_far(events, service, signed_in):
    ChainCheck.objects.create(service=service, events=2, total=4, lease_until=timezone.now() + checking.LEASE)
    page = history(signed_in, service)
    assert "2 of 4" in page
    assert "Check now" not in page
    part = signed_in.get(reverse("audit:chain", args=[service.slug])).content.decode()
    assert 'id="chain"' in part
    assert "<html" not in part

"""Two people, two workers: one look, told of once."""

import threading

import pytest
from django.db import connections, transaction

from accounts.models import OutgoingMail
from audit import checking
from audit import services as audit
from audit.kinds import Kind
from audit.models import ChainCheck, Event

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(work, times=2):
    """Run the same on several connections at one moment; returns what each gave."""
    barrier, given = threading.Barrier(times), []

    def run():
        try:
            barrier.wait()
            given.append(work())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return given


@pytest.fixture
def events(service, manager):
    with transaction.atomic():
        for _ in range(3):
            audit.record(Kind.SENDING_RESUMED, on=service, actor=manager)


def test_two_buttons_begin_one_look(events, service, manager, monkeypatch):
    monkeypatch.setattr("audit.tasks.check_chain.delay", lambda look_id: None)
    at_once(lambda: checking.ask(service, by=manager).pk)
    assert ChainCheck.objects.count() == 1


def test_two_workers_look_once_and_tell_once(events, service, manager):
    Event.objects.filter(number=2).update(label="x")
    row = ChainCheck.objects.create(service=service)
    given = at_once(lambda: checking.run(row.pk))
    assert sum(one is not None for one in given) == 1
    assert OutgoingMail.objects.count() == 1

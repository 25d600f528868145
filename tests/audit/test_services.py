from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from audit import services as audit
from audit.kinds import SENTENCES, Kind, required_keys
from audit.models import ChainHead, Event


@pytest.fixture
def three_events(service, manager):
    with transaction.atomic():
        return [
            audit.record(Kind.SENDING_PAUSED, on=service, actor=manager, data={"reason": f"reason {number}"})
            for number in range(3)
        ]


def test_each_event_stands_on_the_one_before(three_events, service):
    first, second, third = Event.objects.filter(service=service)
    assert [first.number, second.number, third.number] == [1, 2, 3]
    assert second.previous_hash == first.hash
    assert third.previous_hash == second.hash
    assert audit.first_broken_link(service) is None


@pytest.mark.parametrize(
    "change",
    [
        {"data": {"reason": "something else"}},
        {"actor_label": "Somebody Else"},
        {"kind": "service.sending_resumed"},
        {"at": "2020-01-01T00:00:00Z"},
        {"hash": "0" * 64},
    ],
)
def test_a_changed_event_is_found(three_events, service, change):
    Event.objects.filter(service=service, number=2).update(**change)
    assert audit.first_broken_link(service).number == 2


def test_an_event_taken_out_is_found(three_events, service):
    Event.objects.filter(service=service, number=2).delete()
    assert audit.first_broken_link(service).number == 2


def test_a_cut_end_is_found(three_events, service):
    Event.objects.filter(service=service, number=3).delete()
    assert audit.first_broken_link(service).number == 3


def test_a_chain_that_was_wiped_is_found(three_events, service):
    Event.objects.filter(service=service).delete()
    assert audit.first_broken_link(service) is not None


def test_the_database_refuses_a_fork(three_events, service):
    last = Event.objects.get(service=service, number=3)
    last.pk = None
    last.number = 4
    with pytest.raises(IntegrityError), transaction.atomic():
        last.save()


def test_services_have_chains_of_their_own(three_events, other_service, outsider):
    with transaction.atomic():
        event = audit.record(Kind.SENDING_RESUMED, on=other_service, actor=outsider)
    assert event.number == 1


def test_a_missing_key_of_the_sentence_fails_at_once(service, manager):
    with pytest.raises(audit.MissingData, match="reason"), transaction.atomic():
        audit.record(Kind.SENDING_PAUSED, on=service, actor=manager)
    assert not Event.objects.filter(service=service).exists()


def test_nobody_is_no_actor(service):
    with pytest.raises(IntegrityError), transaction.atomic():
        audit.record(Kind.SENDING_RESUMED, on=service)


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused(service, manager):
    with pytest.raises(transaction.TransactionManagementError):
        audit.record(Kind.SENDING_RESUMED, on=service, actor=manager)


def test_every_kind_has_a_sentence_that_names_its_data():
    assert set(SENTENCES) == set(Kind)
    assert required_keys(Kind.POST_RETURNED) == {"note"}


def test_the_sentence_keeps_the_name_of_that_time(three_events, manager):
    manager.name = "Helen Married"
    manager.save(update_fields=["name"])
    assert Event.objects.first().sentence == "Helen Okafor paused all sending: reason 0"


def test_verify_audit_says_which_link_is_broken(three_events, service):
    out = StringIO()
    call_command("verify_audit", stdout=out)
    assert "northshire: 3 events, whole" in out.getvalue()
    Event.objects.filter(number=2).update(label="x")
    with pytest.raises(CommandError, match="1 of 1"):
        call_command("verify_audit", stdout=out)
    assert "northshire: Event 2 of " in out.getvalue()
    assert "is not what it was" in out.getvalue()


def test_the_head_moves_with_the_chain(three_events, service):
    head = ChainHead.objects.get(service=service)
    assert (head.number, head.hash) == (3, three_events[-1].hash)

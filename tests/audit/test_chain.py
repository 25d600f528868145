"""Whatever is changed in the database, by hand and past the application, is found, and the event is named."""

import datetime as dt
import json

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit import services as audit
from audit.chain import MOST_NAMED, Walk
from audit.kinds import Kind
from audit.models import ChainHead, Event

EVENTS = 9
AT = dt.datetime(2026, 11, 4, 9, 0, tzinfo=dt.UTC)
FACTS_CHANGED = "is not what it was: its facts no longer give its hash."


@pytest.fixture
def chain(service, manager):
    with transaction.atomic():
        return [
            audit.record(
                Kind.SENDING_PAUSED,
                on=service,
                actor=manager,
                data={"reason": f"reason {number}", "count": number},
                now=AT + dt.timedelta(days=number),
            )
            for number in range(1, EVENTS + 1)
        ]


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def update(number, column, value):
    sql(f"UPDATE audit_event SET {column} = %s WHERE number = %s", value, number)  # noqa: S608


def found(service):
    walk = Walk(service)
    return [(finding.number, finding.sentence) for finding in walk.to_the_end()]


def anew(service, first):
    """What somebody with the database and our code would do: make every hash from an event on anew."""
    before = Event.objects.filter(service=service, number__lt=first).order_by("number").last()
    previous = before.hash if before else audit.genesis(service.pk)
    for event in Event.objects.filter(service=service, number__gte=first).order_by("number"):
        event.previous_hash = previous
        previous = audit.link_hash(event)
        Event.objects.filter(pk=event.pk).update(previous_hash=event.previous_hash, hash=previous)
    return previous


def test_a_chain_that_nobody_touched_is_whole(chain, service):
    walk = Walk(service)
    assert walk.to_the_end() == []
    assert (walk.events, walk.problem, walk.last_hash) == (EVENTS, "", chain[-1].hash)


def test_no_chain_yet_is_whole(service):
    assert Walk(service).to_the_end() == []


CHANGES = {
    "kind": "service.sending_resumed",
    "at": dt.datetime(2020, 1, 1, tzinfo=dt.UTC),
    "actor_label": "Somebody Else",
    "thing": "posts.post",
    "thing_id": 4711,
    "label": "Something else",
    "data": json.dumps({"reason": "another", "count": 1}),
}


@pytest.mark.parametrize("number", [1, 5, EVENTS])
@pytest.mark.parametrize("column", CHANGES)
def test_every_fact_that_is_changed_is_found(chain, service, column, number):
    update(number, column, CHANGES[column])
    day = "1 Jan 2020" if column == "at" else f"{4 + number} Nov 2026"
    assert found(service) == [(number, f"Event {number} of {day} {FACTS_CHANGED}")]


@pytest.mark.parametrize("number", [1, 5, EVENTS])
def test_another_person_and_a_job_instead_of_one_are_found(chain, service, author, number):
    update(number, "actor_id", author.pk)
    assert [one for one, _ in found(service)] == [number]
    sql("UPDATE audit_event SET actor_id = NULL, job = 'reminders' WHERE number = %s", number)
    assert [one for one, _ in found(service)] == [number]


@pytest.mark.parametrize("number", [1, 5, EVENTS])
def test_a_changed_hash_is_told_from_changed_facts(chain, service, number):
    update(number, "hash", "0" * 64)
    what = "has another hash than it had; its facts are what they were."
    assert found(service) == [(number, f"Event {number} of {4 + number} Nov 2026 {what}")]


@pytest.mark.parametrize("number", [1, 5, EVENTS])
def test_a_changed_link_is_told_from_changed_facts(chain, service, number):
    update(number, "previous_hash", "0" * 64)
    (finding,) = found(service)
    assert finding[0] == number
    assert "no longer stands on the event before it: that link was changed" in finding[1]


def test_a_changed_number_is_found(chain, service):
    update(5, "number", 50)
    assert found(service)[0] == (5, "Event 5 is missing: after event 4 comes event 6 of 10 Nov 2026.")
    assert [one for one, _ in found(service)] == [5, 50]


def test_an_event_moved_to_another_service_is_missed_there_and_too_many_here(chain, service, other_service):
    update(5, "service_id", other_service.pk)
    assert found(service)[0][0] == 5
    assert found(other_service) != []


def test_every_column_but_the_key_of_the_row_is_looked_at():
    tested = {*CHANGES, "actor", "job", "hash", "previous_hash", "number", "service"}
    assert {field.name for field in Event._meta.fields} - {"id"} == tested


def test_the_smallest_change_is_found(chain, service):
    update(5, "at", AT + dt.timedelta(days=5, microseconds=1))
    assert [one for one, _ in found(service)] == [5]


@pytest.mark.parametrize(
    ("gone", "sentence"),
    [
        ([1], "Event 1 is missing: it begins with 2 of 6 Nov 2026."),
        ([5], "Event 5 is missing: after event 4 comes event 6 of 10 Nov 2026."),
        ([4, 5, 6], "Events 4 to 6 are missing: after event 3 comes event 7 of 11 Nov 2026."),
        ([EVENTS], "Event 9 is missing: the record ends with event 8 of 12 Nov 2026."),
        ([7, 8, 9], "Events 7 to 9 are missing: the record ends with event 6 of 10 Nov 2026."),
        (list(range(1, 10)), "Events 1 to 9 are missing: nothing is left of the record."),
    ],
)
def test_events_that_were_taken_out_are_found(chain, service, gone, sentence):
    Event.objects.filter(number__in=gone).delete()
    assert found(service) == [(gone[0], sentence)]


def test_two_gaps_are_both_found(chain, service):
    Event.objects.filter(number__in=[3, 7]).delete()
    assert [one for one, _ in found(service)] == [3, 7]


def test_an_event_put_in_behind_the_end_is_found(chain, service, manager):
    extra = Event.objects.get(number=EVENTS)
    extra.pk, extra.number, extra.previous_hash = None, EVENTS + 1, extra.hash
    extra.hash = audit.link_hash(extra)
    extra.save(force_insert=True)
    assert found(service) == [(10, "Event 10 of 13 Nov 2026 was put in behind the end of the record, event 9.")]


def test_an_event_put_in_before_the_beginning_is_found(chain, service):
    extra = Event.objects.get(number=1)
    extra.pk, extra.number, extra.previous_hash = None, 0, "0" * 64
    extra.hash = audit.link_hash(extra)
    extra.save(force_insert=True)
    assert (0, "Event 0 of 5 Nov 2026 was put in: the record begins with event 1.") in found(service)


def test_an_event_with_another_in_its_place_is_found(chain, service):
    """Facts and hash of the new one fit each other, and it stands on the right one; the next gives it away."""
    Event.objects.filter(number=5).update(label="Something else")
    changed = Event.objects.get(number=5)
    Event.objects.filter(number=5).update(hash=audit.link_hash(changed))
    (finding,) = found(service)
    assert finding[0] == 5
    assert "changed together with its hash, or another was put in its place: event 6 stands on another" in finding[1]


def test_the_last_event_with_its_hash_made_anew_is_found(chain, service):
    Event.objects.filter(number=EVENTS).update(label="Something else")
    Event.objects.filter(number=EVENTS).update(hash=audit.link_hash(Event.objects.get(number=EVENTS)))
    (finding,) = found(service)
    assert finding[0] == EVENTS
    assert "does not fit the note of where the record ends" in finding[1]


def test_two_events_that_changed_places_are_both_found(chain, service):
    update(4, "number", 4000)
    update(6, "number", 4)
    update(4000, "number", 6)
    assert {4, 6} <= {one for one, _ in found(service)}


def test_two_events_that_changed_their_words_are_both_found(chain, service):
    update(4, "data", json.dumps(chain[5].data))
    update(6, "data", json.dumps(chain[3].data))
    assert [one for one, _ in found(service)] == [4, 6]


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ({"number": 4}, "the note of where the record ends was changed: it says event 4"),
        ({"number": 40}, "the note of where the record ends was changed: it says event 40"),
        ({"hash": "0" * 64}, "does not fit the note of where the record ends"),
        ({"number": 4, "hash": "x"}, "stands behind the end of the record, event 4: it was put in, or"),
    ],
)
def test_a_changed_end_is_found(chain, service, head, words):
    ChainHead.objects.filter(service=service).update(**head)
    ((number, sentence),) = found(service)
    assert words in sentence
    assert sentence.startswith(f"Event {number} of ")


def test_an_end_that_fits_an_earlier_event_names_the_first_one_behind_it(chain, service):
    ChainHead.objects.filter(service=service).update(number=6, hash=chain[5].hash)
    assert found(service) == [(7, "Event 7 of 11 Nov 2026 was put in behind the end of the record, event 6.")]


def test_a_missing_end_is_found(chain, service):
    ChainHead.objects.filter(service=service).delete()
    assert found(service) == [(9, "Event 9 of 13 Nov 2026 is the last, but the note of where the record ends is gone.")]


def test_a_chain_made_anew_is_found_by_what_was_known_before(chain, service):
    """Nothing in the rows gives it away: the hash that an earlier look wrote down does."""
    known = {4: (chain[3].hash, "8 Nov 2026"), 7: (chain[6].hash, "11 Nov 2026")}
    Event.objects.filter(number=5).update(label="Something else")
    last = anew(service, 5)
    ChainHead.objects.filter(service=service).update(hash=last)
    assert Walk(service).to_the_end() == []
    (finding,) = Walk(service, known=known).to_the_end()
    assert finding.number == 7
    assert "has another hash than on 11 Nov 2026, when the record was looked over" in finding.sentence


def test_a_chain_cut_together_with_its_end_is_found_by_what_was_known_before(chain, service):
    Event.objects.filter(number__gt=6).delete()
    ChainHead.objects.filter(service=service).update(number=6, hash=chain[5].hash)
    assert Walk(service).to_the_end() == []
    (finding,) = Walk(service, known={9: (chain[8].hash, "13 Nov 2026")}).to_the_end()
    assert finding.sentence == "Events 7 to 9 are missing: on 13 Nov 2026 the record reached to event 9."


def test_a_record_wiped_together_with_its_end_is_found_by_what_was_known_before(chain, service):
    Event.objects.all().delete()
    ChainHead.objects.all().delete()
    (finding,) = Walk(service, known={9: (chain[8].hash, "13 Nov 2026")}).to_the_end()
    assert finding.sentence == "Events 1 to 9 are missing: on 13 Nov 2026 the record reached to event 9."


def test_many_findings_are_named_up_to_a_number_and_counted_beyond(chain, service):
    Event.objects.filter(number__lte=8).update(label="Something else")
    walk = Walk(service)
    walk.to_the_end()
    assert len(walk.findings) == MOST_NAMED
    assert walk.problem.startswith("Event 1 of 5 Nov 2026 is not what it was")
    assert walk.problem.endswith("Wrong too: 2, 3, 4, 5 and 3 more.")


def test_a_day_that_cannot_be_read_is_a_finding(chain, service):
    if connection.vendor == "sqlite":
        update(5, "at", "2026-13-45 00:00:00")
        assert found(service) == [(1, "Event 1 or one soon after it cannot be read any more.")]


def test_slices_do_not_change_what_is_found(chain, service, monkeypatch):
    monkeypatch.setattr("audit.chain.SLICE", 2)
    walk = Walk(service)
    assert list(walk.in_slices()) == [2, 4, 6, 8, 9]
    assert walk.findings == []
    update(5, "label", "Something else")
    assert [one for one, _ in found(service)] == [5]


def test_what_is_added_while_it_walks_does_no_harm(chain, service, manager, monkeypatch):
    monkeypatch.setattr("audit.chain.SLICE", 4)
    walk = Walk(service)
    for _ in walk.in_slices():
        with transaction.atomic():
            audit.record(Kind.SENDING_RESUMED, on=service, actor=manager)
    assert (walk.findings, walk.events) == ([], EVENTS)


TEXT = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=60)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(number=st.integers(1, EVENTS), column=st.sampled_from(["actor_label", "label", "kind", "thing"]), value=TEXT)
def test_any_text_in_any_place_is_found(chain, service, number, column, value):
    was = getattr(chain[number - 1], column)
    update(number, column, value)
    expected = [] if value == was else [number]
    assert [one for one, _ in found(service)] == expected
    update(number, column, was)

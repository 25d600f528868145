"""Taking a file in: as from a network, once each, whatever is stopped or killed on the way."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.core import mail
from django.db import DatabaseError
from django.utils import timezone

from accounts.models import Role
from audit.models import Event
from audit.services import first_broken_link
from channels.networks import IncomingComment
from moderation.coming_in import assess, intake
from moderation.importing import files, running, starting, storing
from moderation.keeping.traces import trace_of
from moderation.models import Assessment, Capture, Comment, CommentImport, Escalation
from moderation.moves import MoveRefused
from moderation.safety import exposure
from tests.factories.accounts import member
from tests.factories.moderation import CommentFactory, sandbox_channel
from tests.moderation.importing.conftest import line, objects, table

CASE = "My son is in year 4 and school put him on a part time timetable since September. What should I do?"
DANGER = "my daughter has taken a load of tablets just now, she is 14 and says she wants to die. please help"
pytestmark = pytest.mark.django_db
SAME = (
    *("text", "visibility", "author_handle", "author_name", "author_signals", "posted_at", "state", "category"),
    *("flags", "priority", "kept_from_ids", "clock_stopped_at", "statutory_due_on", "version"),
)


def as_objects(*texts: str, visibility: str = "public") -> bytes:
    return objects(
        *(
            {
                "id": f"c{number}",
                "text": text,
                "visibility": visibility,
                "posted_at": "2026-03-02T10:00:00+00:00",
                "author": {"display_name": "Jo", "handle": f"@jo{number}", "has_avatar": True, "followers": 31},
            }
            for number, text in enumerate(texts)
        )
    )


def test_an_allegation_of_a_file_is_kept_from_everybody_whom_it_names(service, coordinator, approver, bring_in):
    text = "Your advisers Priya Nair and Tom Ashworth shouted at my boy and grabbed his arm, they should be sacked"
    bring_in(as_objects(text, CASE))
    rows = Comment.objects.of_service(service)
    assert rows.get(text=text).kept_from_ids == {coordinator.pk, approver.pk}
    assert rows.get(text=CASE).kept_from_ids == set()


@pytest.mark.parametrize("visibility", ["public", "direct"])
def test_a_comment_comes_in_as_it_would_from_its_network(service, coordinator, bring_in, visibility):
    member(service, Role.SAFEGUARDING_LEAD)
    texts = [
        CASE,
        DANGER,
        "Three weeks and still no call back from you. Useless service.",
        "You lot are useless clowns.",
        "What time do you open on Fridays?",
        "Priya Nair told my sister everything I said in confidence. She should be sacked.",
        "I want a copy of all the data you hold about me, this is a subject access request.",
        "",
    ]
    bring_in(as_objects(*texts[:-1], visibility=visibility))
    channel = sandbox_channel(service)
    for number, text in enumerate(texts[:-1]):
        imported = Comment.objects.get(author_handle=f"@jo{number}")
        direct = intake.receive(
            channel,
            IncomingComment(
                remote_id=f"network-{number}",
                text=text,
                posted_at=imported.posted_at,
                author_handle=f"@jo{number}",
                author_name="Jo",
                author_signals={"has_avatar": True, "followers": 31},
                is_private=visibility == "direct",
            ),
        )
        read = Comment.objects.get(pk=direct.pk)
        for field in SAME[:-1]:
            assert getattr(imported, field) == getattr(read, field), (text, field)
        assert abs(imported.due_at - read.due_at) < dt.timedelta(minutes=1)
        kinds = list(Event.objects.about(imported).values_list("kind", flat=True))
        assert kinds == list(Event.objects.about(read).values_list("kind", flat=True))
        assert imported.assessments.get().reasons == read.assessments.get().reasons
        assert imported.escalations.count() == read.escalations.count()
        assert imported.capture.text == text
        assert (imported.source, imported.imported_by_id is not None) == ("import", True)
    assert first_broken_link(service) is None


def test_an_import_counts_what_came_what_was_here_and_what_was_wrong(service, bring_in):
    data = table(line(1), line(2), line(2), ["", "2026-03-02", "Jo", "", "", "c9"], line(3, date="soon"))
    found = bring_in(data)
    assert (found.state, found.lines, found.made, found.known, found.wrong) == ("done", 5, 2, 1, 2)
    assert [fault["line"] for fault in found.faults] == [5, 6]
    assert Comment.objects.count() == Capture.objects.count() == Assessment.objects.count() == 2
    kinds = set(Event.objects.of_service(service).values_list("kind", flat=True))
    assert {"comment_import.begun", "comment_import.done"} <= kinds


def test_the_same_file_twice_makes_no_comment_twice(bring_in):
    data = table(*(line(number) for number in range(30)))
    assert bring_in(data).made == 30
    again = bring_in(data)
    assert (again.made, again.known) == (0, 30)
    assert Comment.objects.count() == 30


def test_two_files_that_number_other_comments_alike_both_come_in(bring_in):
    bring_in(objects({"id": "c1", "text": "Thank you all."}))
    bring_in(objects({"id": "c1", "text": "Where are you?"}))
    assert Comment.objects.count() == 2
    assert not any(comment.is_known_there for comment in Comment.objects.all())


def test_what_the_network_gave_us_already_is_not_taken_in_again(service, bring_in):
    there = CommentFactory(service=service, author_handle="@jo1", text="Is the drop-in on Thursday?")
    at = there.posted_at.isoformat()
    found = bring_in(table(["Is the drop-in on Thursday?", at, "Jo", "@jo1", "", ""]))
    assert (found.made, found.known) == (0, 1)


def test_the_networks_own_ids_are_used_where_somebody_says_that_they_are(service, coordinator, take):
    CommentFactory(service=service, remote_id="c1")
    found = take(table(line(1), line(2)))
    starting.set_reading(found.pk, by=coordinator, chosen=found.columns, ids_are_networks=True, posted_on=None)
    starting.begin(found.pk, by=coordinator)
    running.run(found.pk)
    found.refresh_from_db()
    assert (found.made, found.known) == (1, 1)
    assert Comment.objects.get(imported_by=found).is_known_there


def test_what_is_no_longer_kept_does_not_come_back(service, bring_in):
    data = table(line(1))
    found = bring_in(data)
    gone = Comment.objects.get(imported_by=found)
    fields = {"text": "", "author_handle": "", "author_name": "", "purged_at": timezone.now(), "state": "purged"}
    Comment.objects.filter(pk=gone.pk).update(remote_id=trace_of(gone.remote_id), **fields)
    assert bring_in(data).known == 1


def test_answers_find_what_they_answer_whichever_came_first(coordinator, take):
    headers = ["ID", "Text", "In reply to"]
    late = take(table(["2", "And on Friday?", "1"], ["3", "Friday too.", "2"], headers=headers))
    early = take(table(["1", "Are you open on Thursday?", ""], headers=headers))
    for found in (late, early):
        starting.set_reading(found.pk, by=coordinator, chosen=found.columns, ids_are_networks=True, posted_on=None)
        starting.begin(found.pk, by=coordinator)
        running.run(found.pk)
    by_id = {comment.remote_id: comment for comment in Comment.objects.all()}
    assert by_id["2"].parent == by_id["1"]
    assert by_id["3"].parent == by_id["2"]
    assert by_id["1"].parent is None


def test_an_answer_finds_what_it_answers_though_its_words_are_gone(service, coordinator, take):
    gone = CommentFactory(service=service)
    fields = {"text": "", "author_handle": "", "author_name": "", "purged_at": timezone.now(), "state": "purged"}
    found = take(table(["2", "And on Friday?", "1"], headers=["ID", "Text", "In reply to"]))
    starting.set_reading(found.pk, by=coordinator, chosen=found.columns, ids_are_networks=True, posted_on=None)
    Comment.objects.filter(pk=gone.pk).update(channel=found.channel, remote_id=trace_of("1"), **fields)
    starting.begin(found.pk, by=coordinator)
    running.run(found.pk)
    assert Comment.objects.get(imported_by=found).parent == gone


def test_old_records_wait_for_nobody(service, bring_in):
    found = bring_in(table(line(1), line(2, CASE)), is_record=True)
    assert found.made == 2
    comments = Comment.objects.filter(imported_by=found)
    assert set(comments.values_list("state", flat=True)) == {"record"}
    assert not Comment.objects.open().exists()
    for comment in comments:
        assert comment.category
        assert (comment.due_at, comment.closed_at, comment.received_at) == (None, comment.posted_at, comment.posted_at)
        assert comment.capture.at > comment.posted_at


def test_old_records_change_no_figure_of_the_months_behind(service, bring_in):
    bring_in(table(line(1, CASE)), is_record=True)
    posted = Comment.objects.get().posted_at
    assert Comment.objects.get().category == "case_request"
    month = (posted - dt.timedelta(days=1), posted + dt.timedelta(days=1))
    assert exposure.figures(service, month, timezone.now()).number == 0
    bring_in(table(line(2, CASE)))
    assert exposure.figures(service, month, timezone.now()).number == 1


@pytest.fixture
def flagged(monkeypatch) -> None:
    """The classifier sees a worry in what says "worry", and a danger in what says "danger"."""
    suggest = assess.suggest

    def seen(comment, **given):
        worry = ["safeguarding"] if "worry" in comment.text or "danger" in comment.text else []
        return replace(suggest(comment, **given), flags=["immediate_danger"] * ("danger" in comment.text) + worry)

    monkeypatch.setattr(assess, "suggest", seen)


def test_a_worry_in_an_old_record_goes_to_the_lead_without_alarm(service, safeguarding_lead, bring_in, flagged):
    found = bring_in(table(line(1, "A danger."), line(2, "A worry."), line(3)), is_record=True)
    worries = Comment.objects.filter(imported_by=found, state="escalated")
    assert set(worries.values_list("due_at", "closed_at")) == {(None, None)}
    assert worries.count() == Escalation.objects.filter(immediate=False).count() == 2
    assert [message.to for message in mail.outbox] == [[safeguarding_lead.email]]
    assert not {"danger.", "worry."} & set(mail.outbox[0].body.split())


def test_a_danger_is_told_at_once_and_worries_once_for_all(service, safeguarding_lead, bring_in, flagged):
    bring_in(table(line(1, "A worry."), line(2, "Another worry."), line(3, "A danger.")))
    assert Escalation.objects.count() == 3
    subjects = sorted(message.subject for message in mail.outbox)
    assert subjects == [
        "A child may be in danger now: a comment waits for you",
        "Safeguarding: comments of an import wait for you",
    ]


def test_what_cannot_be_sorted_comes_in_all_the_same(service, bring_in, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(assess, "classify", lambda *args, **kwargs: 1 / 0)
        found = bring_in(table(line(1), line(2)))
    assert found.made == 2
    assert set(Comment.objects.values_list("state", "category", "priority")) == {("new", "", 1)}
    assert len(intake.waiting_to_be_sorted()) == 2


def test_the_clocks_of_many_imported_comments_warn_nobody_by_e_mail(bring_in):
    bring_in(table(line(1), line(2, CASE)))
    assert dict(Comment.objects.values_list("author_handle", "warn_at"))["@jo1"] is None
    assert Comment.objects.get(author_handle="@jo2").warn_at is not None
    assert not Comment.objects.filter(due_at=None).exists()


# Stopped, killed, two at once


def begun(take, coordinator, number: int = 500) -> CommentImport:
    found = take(table(*(line(one) for one in range(number))))
    return starting.begin(found.pk, by=coordinator)


def test_a_run_goes_on_where_it_was_let_go(take, coordinator, monkeypatch):
    found = begun(take, coordinator)
    monkeypatch.setattr(running, "SLICE_S", 0.000001)
    slices = 0
    while running.run(found.pk):
        slices += 1
    found.refresh_from_db()
    assert slices >= 1
    assert (found.state, found.made, found.position) == ("done", 500, 500)
    assert Comment.objects.count() == 500


@pytest.mark.parametrize("place", ["before", "after"])
def test_a_worker_that_dies_in_a_piece_loses_none_and_doubles_none(take, coordinator, monkeypatch, place):
    found = begun(take, coordinator)
    store, count = storing.store, [0]

    def dies(*args, **kwargs):
        count[0] += 1
        if place == "after":
            store(*args, **kwargs)
        if count[0] == 2:
            raise KeyboardInterrupt
        if place == "before":
            store(*args, **kwargs)

    with monkeypatch.context() as killed:
        killed.setattr(storing, "store", dies)
        with pytest.raises(KeyboardInterrupt):
            running.run(found.pk)
    assert not running.run(found.pk)  # its lease is not over
    assert Comment.objects.count() == 200
    later = timezone.now() - dt.timedelta(seconds=running.LEASE_S + 1)
    CommentImport.objects.filter(pk=found.pk).update(seen_at=later)
    running.run(found.pk)
    found.refresh_from_db()
    assert (found.state, found.made, found.known) == ("done", 500, 0)
    assert Comment.objects.count() == Capture.objects.count() == 500
    assert first_broken_link(found.service) is None


def test_a_worker_that_lost_its_run_writes_nothing_more(take, coordinator):
    found = begun(take, coordinator)
    mine = running.claim(found.pk)
    CommentImport.objects.filter(pk=found.pk).update(seen_at=timezone.now() + dt.timedelta(seconds=1))
    with pytest.raises(running.Lost):
        running.write(mine, storing.Piece(), 200, [])
    assert running.claim(found.pk) is None


def test_a_stopped_import_stands_still_and_goes_on(take, coordinator, monkeypatch):
    found = begun(take, coordinator)
    monkeypatch.setattr(running, "SLICE_S", 0.000001)
    running.run(found.pk)
    starting.pause(found.pk, by=coordinator)
    before = Comment.objects.count()
    assert not running.run(found.pk)
    assert not running.resume_lost(timezone.now())
    assert Comment.objects.count() == before == 200
    starting.go_on(found.pk, by=coordinator)
    while running.run(found.pk):
        pass
    assert Comment.objects.count() == 500
    with pytest.raises(MoveRefused, match="done by now"):
        starting.pause(found.pk, by=coordinator)


def test_a_comment_that_came_in_meanwhile_is_known(take, coordinator, service, monkeypatch):
    found = begun(take, coordinator, 3)
    prepared, raced = storing.prepared, []

    def slow(run, rows):
        piece = prepared(run, rows)
        if not raced:
            raced.append(CommentFactory(service=service, remote_id=rows[1].remote_id))
        return piece

    monkeypatch.setattr(storing, "prepared", slow)
    running.run(found.pk)
    found.refresh_from_db()
    assert (found.made, found.known) == (2, 1)


def test_one_comment_that_the_database_refuses_holds_up_no_other(take, coordinator, monkeypatch):
    found = begun(take, coordinator, 5)
    store = storing.store

    def refuses(run, piece, *, now):
        if any(comment.author_handle == "@jo3" for comment in piece.comments):
            raise DatabaseError("it holds somebody's words")
        store(run, piece, now=now)

    monkeypatch.setattr(storing, "store", refuses)
    running.run(found.pk)
    found.refresh_from_db()
    assert (found.state, found.made, found.wrong, found.position) == ("done", 4, 1, 5)
    assert found.faults == [{"line": 5, "problem": "The database does not take it."}]


def test_a_file_that_is_gone_ends_the_import_and_says_so(take, coordinator):
    found = begun(take, coordinator, 3)
    found.file.storage.delete(found.file.name)
    assert not running.run(found.pk)
    found.refresh_from_db()
    assert found.state == "failed"
    assert "gone" in found.faults[0]["problem"]


def test_the_file_goes_when_the_import_is_done(take, coordinator, django_capture_on_commit_callbacks):
    found = take(table(line(1)))
    name, storage = found.file.name, found.file.storage
    assert storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        starting.begin(found.pk, by=coordinator)
    found.refresh_from_db()
    assert (found.state, found.file.name, storage.exists(name)) == ("done", "", False)


def test_a_run_whose_message_was_lost_is_found(take, coordinator, django_capture_on_commit_callbacks):
    found = begun(take, coordinator, 3)
    assert running.resume_lost(timezone.now()) == [found.pk]
    found.refresh_from_db()
    assert found.state == "done"


def test_the_statements_do_not_grow_with_the_comments(take, coordinator, django_assert_max_num_queries):
    mine = running.claim(begun(take, coordinator, 200).pk)
    with mine.file.open("rb") as file:
        shape = files.shape_of(file)
        lines = list(files.lines(file, shape))
    reading = running.reading_of(mine, timezone.now())
    piece = storing.prepared(mine, [running.read_line(mine, one, shape, reading) for one in lines])
    assert len(piece.comments) == 200
    with django_assert_max_num_queries(30):
        storing.store(mine, piece, now=timezone.now())

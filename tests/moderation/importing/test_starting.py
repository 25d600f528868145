"""What a person does with an import: look it over, say which column is which, stop it, take it back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.utils import timezone

from accounts.models import Role
from audit.models import Event
from moderation import workflow
from moderation.importing import running, starting, undoing
from moderation.models import Capture, Comment, CommentImport, LegalHold
from moderation.moves import MoveRefused
from tests.factories.accounts import member
from tests.factories.intake import CommentImportFactory
from tests.factories.moderation import sandbox_channel
from tests.moderation.importing.conftest import line, objects, table

pytestmark = pytest.mark.django_db


def test_a_file_is_looked_over_before_anything_comes_in(take):
    found = take(table(line(1), line(1), line(2, date="soon"), line(3)))
    assert (found.lines, found.known, found.wrong, found.state) == (4, 1, 1, "read")
    assert [fault["line"] for fault in found.faults] == [4]
    shape, lines = starting.shown(found)
    assert [(one.number, one.is_known, bool(one.problem)) for one in lines] == [
        (2, False, False),
        (3, True, False),
        (4, False, True),
        (5, False, False),
    ]
    assert lines[0].row.handle == "@jo1"
    assert not Comment.objects.exists()
    assert shape.headers[0] == "Comment"


def test_faults_never_repeat_what_somebody_wrote(take):
    secret = "Maisie Thornton has autism"
    found = take(table(["ok", secret, "", "", "", ""], line(2), headers=["Comment", "Date", "A", "B", "C", "D"]))
    assert found.wrong == 1
    assert "Maisie" not in str(found.faults)


def test_a_file_without_known_columns_waits_until_somebody_says_which_is_which(take, coordinator):
    found = take(table(["Thanks!", "x"], headers=["Notes", "Other"]))
    with pytest.raises(MoveRefused, match="in which column"):
        starting.begin(found.pk, by=coordinator)
    chosen = {"text": "Notes", "name": "No such column", "nonsense": "Other"}
    starting.set_reading(found.pk, by=coordinator, chosen=chosen, ids_are_networks=False, posted_on=None)
    found.refresh_from_db()
    assert (found.columns, found.wrong) == ({"text": "Notes"}, 0)
    assert starting.begin(found.pk, by=coordinator).state == "running"


def test_the_next_import_of_the_service_remembers_the_columns(take, coordinator):
    first = take(table(["Thanks!", "x"], headers=["Notes", "Other"]))
    starting.set_reading(first.pk, by=coordinator, chosen={"text": "Notes"}, ids_are_networks=False, posted_on=None)
    assert take(table(["Hello", "y"], headers=["Other", "Notes"])).columns == {"text": "Notes"}
    assert take(table(line(1))).columns["text"] == "Comment"


def test_lines_without_a_date_get_the_day_that_was_chosen(take, coordinator):
    found = take(objects({"id": 1, "text": "Thanks!"}))
    day = dt.date(2026, 5, 4)
    starting.set_reading(found.pk, by=coordinator, chosen={}, ids_are_networks=False, posted_on=day)
    starting.begin(found.pk, by=coordinator)
    running.run(found.pk)
    assert found.service.local(Comment.objects.get().posted_at).date() == day


@pytest.mark.parametrize("data", [b"Comment,Date\n", b"Comment,Date\n,\n\n"])
def test_a_file_without_a_line_is_not_begun(take, coordinator, data):
    with pytest.raises(MoveRefused, match="no line"):
        starting.begin(take(data).pk, by=coordinator)


def test_a_file_that_is_no_table_is_not_kept(take):
    folder = Path(default_storage.path("imports/comments"))
    before = set(folder.glob("*"))
    with pytest.raises(MoveRefused, match="Excel"):
        take(b"PK\x03\x04")
    assert not CommentImport.objects.exists()
    assert set(folder.glob("*")) == before


def test_an_import_begins_once(take, coordinator):
    found = take(table(line(1)))
    starting.begin(found.pk, by=coordinator)
    with pytest.raises(MoveRefused, match="running by now"):
        starting.begin(found.pk, by=coordinator)


@pytest.mark.parametrize("role", [Role.SAFEGUARDING_LEAD, Role.VIEWER])
def test_who_may_not_import_does_nothing_with_one(service, take, role):
    found = take(table(line(1)))
    person = member(service, role)
    for act in (starting.begin, starting.pause, starting.go_on, starting.drop, starting.take_back):
        with pytest.raises(PermissionDenied):
            act(found.pk, by=person)
    with pytest.raises(PermissionDenied):
        take(table(line(1)), by=person)


def test_another_services_channel_is_refused(take, other_service):
    with pytest.raises(MoveRefused, match="channel of this service"):
        take(table(line(1)), channel=sandbox_channel(other_service))


def test_what_was_never_begun_goes_after_a_week(take, django_capture_on_commit_callbacks):
    old, fresh = take(table(line(1))), take(table(line(2)))
    name, storage = old.file.name, old.file.storage
    CommentImport.objects.filter(pk=old.pk).update(at=timezone.now() - dt.timedelta(days=8))
    with django_capture_on_commit_callbacks(execute=True):
        assert starting.drop_forgotten(timezone.now()) == 1
    assert not storage.exists(name)
    old.refresh_from_db()
    fresh.refresh_from_db()
    assert (old.state, fresh.state) == ("dropped", "read")


# Taking it back


def test_an_import_that_was_wrong_is_taken_back(bring_in, coordinator, django_capture_on_commit_callbacks):
    found = bring_in(table(*(line(number) for number in range(30))))
    with django_capture_on_commit_callbacks(execute=True):
        starting.take_back(found.pk, by=coordinator)
    found.refresh_from_db()
    assert found.state == "undone"
    assert not Comment.objects.exists()
    assert not Capture.objects.exists()
    kinds = list(Event.objects.about(found).values_list("kind", flat=True))
    assert kinds[-2:] == ["comment_import.taken_back", "comment_import.undone"]
    assert bring_in(table(line(1))).made == 1


def test_what_somebody_did_something_about_stays(
    service, bring_in, coordinator, safeguarding_lead, django_capture_on_commit_callbacks
):
    found = bring_in(table(*(line(number) for number in range(6))))
    comments = list(Comment.objects.order_by("pk"))
    workflow.claim(comments[0].pk, by=coordinator)
    workflow.confirm_category(comments[1].pk, "general", by=coordinator)
    workflow.escalate(comments[2].pk, by=coordinator, concern="A worry.")
    held = {"reason": "A court asked.", "opened_by": coordinator, "look_again_on": dt.date(2027, 1, 1)}
    LegalHold.objects.create(service=service, comment=comments[3], **held)
    writer = {"channel": comments[4].channel, "author_handle": comments[4].author_handle}
    LegalHold.objects.create(service=service, **writer, **held)
    with django_capture_on_commit_callbacks(execute=True):
        starting.take_back(found.pk, by=coordinator)
    assert set(Comment.objects.values_list("pk", flat=True)) == {comment.pk for comment in comments[:5]}
    found.refresh_from_db()
    assert found.state == "undone"


def test_there_is_nothing_to_take_back_twice(bring_in, coordinator, django_capture_on_commit_callbacks):
    found = bring_in(table(line(1)))
    with django_capture_on_commit_callbacks(execute=True):
        starting.take_back(found.pk, by=coordinator)
    with pytest.raises(MoveRefused, match="taken back by now"):
        starting.take_back(found.pk, by=coordinator)


def test_two_workers_do_not_take_back_at_once(bring_in, coordinator):
    found = bring_in(table(line(1)))
    starting.take_back(found.pk, by=coordinator)
    mine = running.claim(found.pk, "undoing")
    assert mine is not None
    assert not undoing.run(found.pk)
    assert Comment.objects.count() == 1


def test_an_old_record_is_opened_again_and_then_waits(bring_in, coordinator):
    bring_in(table(line(1)), is_record=True)
    comment = Comment.objects.get()
    workflow.reopen(comment.pk, by=coordinator, reason="The writer asks again.")
    comment.refresh_from_db()
    assert comment.state in ("acting", "sorted")
    assert comment.closed_at is None
    assert comment.due_at > timezone.now() - dt.timedelta(minutes=1)
    assert Comment.objects.open().count() == 1


def test_the_row_in_the_factory_can_be_begun(service, coordinator):
    found = CommentImportFactory(service=service)
    starting.begin(found.pk, by=coordinator)
    running.run(found.pk)
    assert Comment.objects.get().author_handle == "@jo"

"""A person's own data: found by account alone, checked, masked, handed out; erased where nothing holds."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import zipfile

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import OutgoingMail
from audit.kinds import Kind
from audit.models import Event
from moderation import tasks
from moderation.keeping import data_requests, holds, own_appeals, reminders
from moderation.keeping.bundle import GROUND
from moderation.models import Block, Comment, DataRequest, Edit, Escalation, HandOver, Screenshot, Step
from moderation.moves import MoveRefused
from tests.factories.channels import ChannelFactory
from tests.factories.moderation import AppealFactory, BlockFactory, CommentFactory, IncidentFactory, sandbox_channel

ASKED = dt.date(2026, 10, 31)


@pytest.fixture
def asked(service, manager):
    def open_one(kind="access", handles=("maya",), channel=None, **fields):
        channel = channel or sandbox_channel(service)
        fields = {"asked_on": ASKED, "checked_how": "From the account itself", "by": manager, **fields}
        return data_requests.open_request(service, kind=kind, channel=channel, handles=list(handles), **fields)

    return open_one


@pytest.fixture
def checked(manager, django_capture_on_commit_callbacks):
    """Confirms it and does the work."""

    def check(request, by=manager):
        number = data_requests.comments_of(request).count() + own_appeals.of(request).count()
        with django_capture_on_commit_callbacks(execute=True):
            data_requests.check(request.pk, by=by, number=number)
        return data_requests.of(request.pk)

    return check


def files_of(request: DataRequest) -> dict[str, bytes]:
    with request.file.open("rb") as file, zipfile.ZipFile(io.BytesIO(file.read())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_it_is_due_a_calendar_month_later(asked):
    assert asked().due_on == dt.date(2026, 11, 30)


def test_a_request_sent_twice_is_opened_once(asked, manager, safeguarding_lead):
    first = asked()
    with pytest.raises(MoveRefused, match=f"Request {first.pk} is about this already"):
        asked(handles=("@Maya",), by=safeguarding_lead)
    assert asked(handles=("maya", "zed"))
    assert asked(kind="erasure")
    data_requests.finish(first.pk, by=manager, outcome="No answer", is_refused=True)
    assert asked()


def test_only_the_accounts_that_were_named_are_found(service, other_service, asked):
    named = CommentFactory(service=service, author_handle="@Maya")
    CommentFactory(service=service, author_handle="maya.b")
    CommentFactory(service=service, author_handle="maya", channel=ChannelFactory(service=service, by_hand=True))
    CommentFactory(service=other_service, author_handle="maya")
    assert list(data_requests.comments_of(asked())) == [named]


@pytest.mark.parametrize("handle", ["%", "_", "*", "maya%", "@", ".*"])
def test_a_pattern_finds_nobody(service, asked, handle):
    CommentFactory(service=service, author_handle="maya")
    assert not data_requests.comments_of(asked(handles=[handle])).exists()


def test_what_does_not_fit_is_refused(service, manager, asked):
    tomorrow = service.today(timezone.now()) + dt.timedelta(days=1)
    for fields, sentence in (
        ({"handles": ["  "]}, "at least one handle"),
        ({"handles": [f"h{n}" for n in range(30)]}, "at most 20"),
        ({"asked_on": tomorrow}, "cannot lie ahead"),
        ({"checked_how": " "}, "how you know"),
        ({"kind": "everything"}, "what they ask for"),
    ):
        with pytest.raises(MoveRefused, match=sentence):
            asked(**fields)
    assert not DataRequest.objects.exists()


@pytest.mark.parametrize("who", ["coordinator", "approver", "viewer", "outsider"])
def test_others_open_none_and_get_none(request, asked, checked, service, who):
    person = request.getfixturevalue(who)
    CommentFactory(service=service, author_handle="maya")
    with pytest.raises(PermissionDenied):
        asked(by=person)
    made = checked(asked())
    for move in (
        lambda: data_requests.handed_out(made.pk, by=person),
        lambda: data_requests.check(made.pk, by=person, number=1),
        lambda: data_requests.finish(made.pk, by=person, outcome="Sent"),
        lambda: data_requests.choose(made.pk, by=person, hide="x"),
    ):
        with pytest.raises(PermissionDenied):
            move()


def test_the_bundle_tells_all_and_names_nobody_else(service, coordinator, manager, asked, checked):
    CommentFactory(service=service, author_name="Jo Pemberton", author_handle="jo_p")
    incident = IncidentFactory(service=service, title="A call back that never came")
    comment = CommentFactory(
        service=service,
        author_handle="@maya",
        author_name="Maya Thorne",
        text="Priya Nair said Jo Pemberton should ring 07700 900123. Why?",
        grievance=False,
        category="grievance",
        incident=incident,
        confirmed_by=coordinator,
        flags=["personal_data", "safeguarding"],
    )
    comment.capture.text = comment.text
    comment.capture.save()
    Edit.objects.create(comment=comment, text="Jo Pemberton said so", sha256="e" * 64)
    Step.objects.create(
        comment=comment, capture=comment.capture, key="complaints", position=1, state="done", by=coordinator,
        at=timezone.now(), data={"text": "Dear Maya, Helen Okafor looks at it."},
    )  # fmt: skip
    Step.objects.create(
        comment=comment, capture=comment.capture, key="emergency", position=0, state="done", by=coordinator,
        at=timezone.now(), data={"reference": "POLICE-77"},
    )  # fmt: skip
    Escalation.objects.create(comment=comment, concern="A secret concern", raised_at=timezone.now())
    HandOver.objects.create(comment=comment, by=coordinator, note="Tell Helen Okafor")
    assessment = comment.assessments.get()
    assessment.decided_by, assessment.decided_category, assessment.flags = coordinator, "grievance", ["safeguarding"]
    assessment.reasons = [
        {"text": "ring 07700 900123", "for": "personal_data", "span": [0, 1]},
        {"text": "secret reason", "for": "safeguarding", "span": [0, 1]},
    ]
    assessment.save()
    files = files_of(checked(asked()))
    told = json.loads(files["data.json"])["comments"][0]
    assert told["text"] == "[a coordinator] said [another writer] should ring [a phone number]. Why?"
    assert told["edits"][0]["text"] == "[another writer] said so"
    assert told["steps"] == [
        {
            "step": told["steps"][0]["step"],
            "state": "Done",
            "at": told["steps"][0]["at"],
            "by": "a coordinator",
            "we_wrote": "Dear Maya, [a service manager] looks at it.",
            "reason": "",
            "reference": "",
        }
    ]
    assert told["flags"] == ["Personal data"]
    assert told["sorting"][0]["because"] == [{"words": "ring [a phone number]", "speaks_for": "Personal data"}]
    assert (told["name"], told["handle"], told["incident"]) == ("Maya Thorne", "@maya", incident.title)
    page = files["read-me-first.html"].decode()
    everything = page + files["data.json"].decode()
    for never in ("Pemberton", "Priya", "Okafor", "900123", "secret", "POLICE-77", "Safeguarding"):
        assert never not in everything
    assert GROUND in page


def test_the_manifest_and_the_request_have_the_hashes(service, asked, checked):
    CommentFactory(service=service, author_handle="maya")
    made = checked(asked())
    files = files_of(made)
    listed = json.loads(files["manifest.json"])["files"]
    assert {one["name"] for one in listed} == {"read-me-first.html", "data.json", "style.css"}
    assert all(hashlib.sha256(files[one["name"]]).hexdigest() == one["sha256"] for one in listed)
    with made.file.open("rb") as file:
        assert hashlib.sha256(file.read()).hexdigest() == made.sha256
    assert (made.state, made.position, made.total) == ("ready", 1, 1)


def test_hostile_words_are_words_in_the_page(service, asked, checked):
    CommentFactory(service=service, author_handle="maya", text="<script>alert(1)</script> \u202e {{ x }}")
    page = files_of(checked(asked()))["read-me-first.html"].decode()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_each_download_is_on_record(service, asked, checked, manager, safeguarding_lead):
    CommentFactory(service=service, author_handle="maya")
    made = checked(asked())
    data_requests.handed_out(made.pk, by=manager)
    data_requests.handed_out(made.pk, by=safeguarding_lead)
    events = Event.objects.filter(kind=Kind.DATA_REQUEST_DOWNLOADED)
    assert [one.actor for one in events.order_by("number")] == [manager, safeguarding_lead]
    assert {one.data["sha256"] for one in events} == {made.sha256}


def test_a_comment_is_kept_back_with_its_ground(service, asked, checked, manager):
    comment = CommentFactory(service=service, author_handle="maya", text="Something about a court case")
    request = asked()
    data_requests.choose(request.pk, by=manager, keep_back=comment.pk, ground="Before a court")
    told = json.loads(files_of(checked(request))["data.json"])["comments"]
    assert (told[0]["kept_back"], "text" in told[0]) == ("Before a court", False)


def test_after_a_change_it_is_checked_and_made_anew(service, asked, checked, manager):
    CommentFactory(service=service, author_handle="maya", text="Behind the blue door")
    made = checked(asked())
    changed = data_requests.choose(made.pk, by=manager, hide="blue door")
    assert (bool(changed.file), changed.checked_at, changed.state) == (False, None, "open")
    with pytest.raises(MoveRefused, match="no file"):
        data_requests.handed_out(made.pk, by=manager)
    assert "blue door" not in str(files_of(checked(changed)))


def test_only_what_was_read_is_handed_out(service, asked, manager):
    request = asked()
    CommentFactory(service=service, author_handle="maya")
    with pytest.raises(MoveRefused, match="1 comments by now"):
        data_requests.check(request.pk, by=manager, number=0)


def test_who_it_is_kept_from_neither_checks_nor_takes_it(service, asked, checked, manager, safeguarding_lead):
    CommentFactory(service=service, author_handle="maya", kept_from=manager)
    request = asked()
    with pytest.raises(MoveRefused, match="kept from you"):
        data_requests.check(request.pk, by=manager, number=1)
    made = checked(request, by=safeguarding_lead)
    with pytest.raises(MoveRefused, match="kept from you"):
        data_requests.handed_out(made.pk, by=manager)
    assert data_requests.handed_out(made.pk, by=safeguarding_lead).file


def test_work_that_was_killed_is_taken_up_again_and_two_do_not_do_it_at_once(service, asked, manager):
    CommentFactory(service=service, author_handle="maya")
    request = asked()
    data_requests.check(request.pk, by=manager, number=1)
    now = timezone.now()
    DataRequest.objects.filter(pk=request.pk).update(seen_at=now)  # a process is at it
    assert data_requests.work(request.pk) is None
    assert data_requests.left_to_do(now) == []
    assert data_requests.left_to_do(now + dt.timedelta(minutes=6)) == [request.pk]
    DataRequest.objects.filter(pk=request.pk).update(seen_at=now - dt.timedelta(minutes=6))
    tasks.work_on_requests()
    assert data_requests.of(request.pk).state == "ready"
    assert data_requests.work(request.pk) is None  # twice does nothing


def test_a_bundle_of_a_request_that_was_changed_meanwhile_is_thrown_away(service, asked, manager, monkeypatch):
    CommentFactory(service=service, author_handle="maya")
    request = asked()
    data_requests.check(request.pk, by=manager, number=1)
    real = data_requests.progress

    def changed_meanwhile(row, position):
        data_requests.choose(row.pk, by=manager, hide="blue door")
        return real(row, position)

    monkeypatch.setattr(data_requests, "progress", changed_meanwhile)
    assert data_requests.work(request.pk) is None
    assert not data_requests.of(request.pk).file


def test_an_access_request_is_finished_with_the_answer(service, asked, checked, manager):
    CommentFactory(service=service, author_handle="maya")
    request = asked()
    with pytest.raises(MoveRefused, match="First put the data together"):
        data_requests.finish(request.pk, by=manager, outcome="Sent")
    made = checked(request)
    with pytest.raises(MoveRefused, match="how they were answered"):
        data_requests.finish(made.pk, by=manager, outcome=" ")
    assert data_requests.finish(made.pk, by=manager, outcome="Sent by post").state == "done"
    with pytest.raises(MoveRefused, match="is finished"):
        data_requests.widen(made.pk, by=manager, channel=sandbox_channel(service), handles=["x"])


def test_an_open_request_stops_the_purge_of_its_writer(service, old_comment, confirmed, tonight, asked, manager):
    comment = old_comment(author_handle="@Maya")
    request = asked()
    assert tonight().counts["held"] == 1
    data_requests.finish(request.pk, by=manager, outcome="Not them", is_refused=True)
    tonight()
    assert Comment.objects.get(pk=comment.pk).state == "purged"


def test_a_comment_that_asks_for_data_stops_the_purge_of_its_writer(service, old_comment, confirmed, tonight):
    comment = old_comment(author_handle="maya")
    asking = CommentFactory(service=service, author_handle="maya", flags=["statutory_request"])
    tonight()
    assert Comment.objects.get(pk=comment.pk).text
    Comment.objects.filter(pk=asking.pk).update(statutory_due_on=None)
    tonight()
    assert Comment.objects.get(pk=comment.pk).state == "purged"


def test_an_erasure_takes_what_may_go_and_says_in_words_what_stays(service, asked, checked, old_comment, manager):
    closed = [old_comment(author_handle="maya", closed_at=timezone.now()) for _ in range(2)]
    held = old_comment(author_handle="maya")
    day = service.today(timezone.now()) + dt.timedelta(days=9)
    holds.place(service, by=manager, reason="A claim", look_again_on=day, comment=held)
    still_open = CommentFactory(service=service, author_handle="maya")
    allegation = old_comment(author_handle="maya", flags=["staff_allegation"])
    done = checked(asked(kind="erasure"))
    assert {Comment.objects.get(pk=one.pk).state for one in closed} == {"purged"}
    assert all(Comment.objects.get(pk=one.pk).text for one in (held, still_open, allegation))
    assert (done.state, done.finished_by) == ("refused", manager)
    for words in ("2 comments erased", "a legal hold", "it is open", "it makes an allegation about staff"):
        assert words in done.outcome
    assert "maya" in str(done.authors)  # something is kept, so the request still says whose


def test_an_erasure_of_all_leaves_no_name_in_the_request(service, asked, checked, old_comment):
    old_comment(author_handle="maya")
    done = checked(asked(kind="erasure"))
    assert (done.state, done.outcome) == ("done", "1 comment erased.")
    assert "maya" not in str(done.authors).lower()


def test_an_erasure_that_was_killed_goes_on(service, asked, manager, old_comment, monkeypatch):
    monkeypatch.setattr(data_requests, "AT_ONCE", 1)
    for _ in range(3):
        old_comment(author_handle="maya")
    request = asked(kind="erasure")
    data_requests.check(request.pk, by=manager, number=3)
    monkeypatch.setattr(data_requests, "progress", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        data_requests.work(request.pk)
    assert Comment.objects.filter(state="purged").count() == 1
    monkeypatch.undo()
    DataRequest.objects.update(seen_at=timezone.now() - dt.timedelta(minutes=6))
    data_requests.work(request.pk)
    assert data_requests.of(request.pk).outcome == "3 comments erased."


def test_a_block_keeps_the_handle_and_the_answer_says_so(service, asked, checked, old_comment, manager):
    comment = old_comment(author_handle="maya")
    Block.objects.create(
        service=service, channel=comment.channel, author_handle="maya", reason="Third breach", decided_by=manager,
        ends_on=dt.date(2030, 1, 1), state="done",
    )  # fmt: skip
    assert "stays with a block" in checked(asked(kind="erasure")).outcome


def test_its_dates_are_reminded_of(service, asked, manager, safeguarding_lead):
    request = asked()
    at = dt.datetime.combine(request.due_on, dt.time(9), tzinfo=service.zone)
    sent = []
    for days in (-20, -14, -13, -7, -3, -1, 0, 1, 8):
        before = OutgoingMail.objects.filter(to__in=[manager, safeguarding_lead]).count()
        reminders.send_due(service, at + dt.timedelta(days=days))
        sent.append(OutgoingMail.objects.filter(to__in=[manager, safeguarding_lead]).count() - before)
    assert sent == [0, 2, 0, 2, 2, 2, 0, 2, 2]
    data_requests.finish(request.pk, by=manager, outcome="Not them", is_refused=True)
    assert reminders.send_due(service, at + dt.timedelta(days=30)) == 0


def test_no_event_names_the_person(asked, checked, service, manager):
    CommentFactory(service=service, author_handle="zebedee")
    made = checked(asked(handles=["zebedee"], checked_how="Zebedee rang"))
    data_requests.finish(made.pk, by=manager, outcome="Zebedee has it")
    events = Event.objects.filter(kind__startswith="data_request.")
    assert events.count() == 4
    assert "ebedee" not in str(list(events.values_list("data", "label")))


# Requests to look again


def asked_again(service, handle="@Maya", **fields):
    """By the public form, about nothing that was found; or about a block."""
    if "block" not in fields:
        fields = {"channel": sandbox_channel(service), "author_handle": handle, "logged_by": None, **fields}
    fields = {
        "comment": None,
        "service": service,
        "says": "Jo Pemberton wrote worse",
        "contact": "07700 900123",
        **fields,
    }
    return AppealFactory(**fields)


def decided(by):
    return {
        "decision": "dismissed",
        "reason": "Nothing of theirs is hidden",
        "decided_by": by,
        "decided_at": timezone.now(),
    }


def test_requests_to_look_again_are_found_and_handed_out(service, other_service, asked, checked, manager):
    CommentFactory(service=service, author_name="Jo Pemberton", author_handle="jo_p")
    asked_again(service, **decided(manager))
    asked_again(service, block=BlockFactory(service=service, author_handle="maya"), says="The block is unfair")
    asked_again(service, handle="maya.b")
    asked_again(service, channel=ChannelFactory(service=service, by_hand=True))
    asked_again(other_service)
    request = asked()
    with pytest.raises(MoveRefused, match="0 comments and 2 requests to look again"):
        data_requests.check(request.pk, by=manager, number=0)
    files = files_of(checked(request))
    told = json.loads(files["data.json"])["appeals"]
    assert [(one["about"], one["says"]) for one in told] == [
        ("what you wrote", "[another writer] wrote worse"),
        ("your block", "The block is unfair"),
    ]
    assert (told[0]["contact"], told[0]["decided_by"]) == ("07700 900123", "a service manager")
    assert "The block is unfair" in files["read-me-first.html"].decode()


def test_an_erasure_takes_decided_requests_to_look_again_and_keeps_open_ones(service, asked, checked, manager):
    gone = asked_again(service, **decided(manager))
    others = asked_again(service, handle="maya.b", **decided(manager))
    waiting = asked_again(service)
    done = checked(asked(kind="erasure"))
    for one in (gone, others, waiting):
        one.refresh_from_db()
    assert (gone.says, gone.author_handle, gone.contact) == ("No longer kept.", "", "")
    assert others.contact and waiting.contact
    assert done.state == "refused"
    assert "1 request to look again erased" in done.outcome
    assert "1 because of: a request to look again is not decided" in done.outcome


def test_a_legal_hold_keeps_a_request_to_look_again(service, asked, checked, manager):
    day = service.today(timezone.now()) + dt.timedelta(days=9)
    appeal = asked_again(service, **decided(manager))
    holds.place(service, by=manager, reason="A claim", look_again_on=day, channel=appeal.channel, author_handle="maya")
    assert "a legal hold" in checked(asked(kind="erasure")).outcome
    appeal.refresh_from_db()
    assert appeal.contact


def test_an_open_request_keeps_what_they_asked_to_look_at_again_from_being_forgotten(service, asked, checked, manager):
    appeal, later = asked_again(service, **decided(manager)), timezone.now() + dt.timedelta(days=200)
    request = asked()
    assert own_appeals.forget_unmatched(later) == 0
    DataRequest.objects.filter(pk=request.pk).update(finished_at=later, outcome="Answered", finished_by=manager)
    assert own_appeals.forget_unmatched(later) == 1
    appeal.refresh_from_db()
    assert (appeal.says, appeal.contact) == ("No longer kept.", "")


def test_a_namesake_who_asked_to_look_again_is_not_handed_out_but_pointed_to(service, asked, manager):
    CommentFactory(service=service, author_handle="maya", author_name="Maya Thorne")
    asked_again(service, handle="maya thorne")
    request = asked()
    assert (own_appeals.of(request).count(), own_appeals.by_name_alone(request)) == (0, 1)
    data_requests.widen(request.pk, by=manager, channel=sandbox_channel(service), handles=["Maya Thorne"])
    request = data_requests.of(request.pk)
    assert (own_appeals.of(request).count(), own_appeals.by_name_alone(request)) == (1, 0)


def test_the_picture_of_the_words_is_named_in_the_bundle(service, asked, checked, coordinator):
    comment = CommentFactory(service=service, author_handle="maya")
    Screenshot.objects.create(
        comment=comment, file="screenshots/1.png", sha256="a" * 64, shows_words_only=True, by=coordinator
    )
    files = files_of(checked(asked()))
    assert "a" * 64 in json.loads(files["data.json"])["comments"][0]["picture"]
    assert "ask us to see it" in files["read-me-first.html"].decode()

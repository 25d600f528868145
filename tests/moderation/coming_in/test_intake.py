"""How comments come in: kept first, sorted, escalated, and never lost."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Role
from audit.models import Event
from channels.networks import IncomingComment, TryLater
from channels.networks.sandbox import SETTLED_AFTER
from moderation import tasks, workflow
from moderation.coming_in import assess, captures, intake, reading
from moderation.models import Capture, Comment, CommentState, Step
from moderation.moves import MoveRefused
from moderation.safety import exposure
from tests.factories.accounts import member
from tests.factories.channels import ChannelFactory, SandboxCommentFactory
from tests.factories.moderation import CommentFactory, sandbox_channel

CASE = "My son is in year 4 and school put him on a part time timetable since September. What should I do?"
DANGER = "my daughter has taken a load of tablets just now, she is 14 and says she wants to die. please help"
pytestmark = pytest.mark.django_db


def incoming(text: str = CASE, **fields) -> IncomingComment:
    values = {
        "remote_id": "r-1",
        "text": text,
        "posted_at": timezone.now() - dt.timedelta(minutes=3),
        "author_handle": "@jo.pemberton",
        "author_name": "Jo Pemberton",
        "url": "https://network.example/r-1",
        "raw": {"id": "r-1", "text": text},
    }
    return IncomingComment(**{**values, **fields})


def events(comment: Comment) -> list[str]:
    return list(Event.objects.about(comment).values_list("kind", flat=True))


def test_a_case_in_public_comes_in_kept_sorted_and_with_its_clock(service):
    comment = intake.receive(sandbox_channel(service), incoming())
    assert (comment.state, comment.category, comment.priority) == ("sorted", "case_request", 1)
    assert comment.capture.text == CASE
    assert comment.assessments.get().reasons
    assert comment.due_at > comment.posted_at
    assert events(comment) == ["comment.received", "comment.captured", "comment.sorted"]


def test_the_capture_hash_covers_text_payload_address_writer_and_time(service):
    channel = sandbox_channel(service)
    posted_at = timezone.now() - dt.timedelta(hours=1)
    base = incoming(posted_at=posted_at)
    hashes = set()
    changes = [
        {},
        {"text": CASE + "!"},
        {"raw": {}},
        {"url": ""},
        {"author_handle": "@other"},
        {"author_name": "Other"},
        {"posted_at": posted_at - dt.timedelta(seconds=1)},
    ]
    for number, change in enumerate(changes):
        fields = {**{name: getattr(base, name) for name in base.__dataclass_fields__}, **change}
        fields["remote_id"] = f"r-{number}"
        fields["raw"] = change.get("raw", {"id": "same"})
        hashes.add(intake.receive(channel, IncomingComment(**fields)).capture.sha256)
    assert len(hashes) == len(changes)


def test_the_same_comment_comes_in_once(service):
    channel = sandbox_channel(service)
    first = intake.receive(channel, incoming())
    assert intake.receive(channel, incoming()).pk == first.pk
    assert Comment.objects.count() == Capture.objects.count() == 1
    assert intake.receive(ChannelFactory(service=service, by_hand=True), incoming()).pk != first.pk


def test_immediate_danger_goes_to_every_safeguarding_lead_at_once(service, django_capture_on_commit_callbacks):
    leads = [member(service, Role.SAFEGUARDING_LEAD, email=f"lead{n}@example.org") for n in range(2)]
    member(service, Role.COORDINATOR)
    with django_capture_on_commit_callbacks(execute=True):
        comment = intake.receive(sandbox_channel(service), incoming(DANGER))
    assert (comment.state, comment.priority) == ("escalated", 0)
    assert comment.escalations.get().immediate
    assert comment.escalations.get().raised_by is None
    assert sorted(message.to[0] for message in mail.outbox) == sorted(lead.email for lead in leads)
    for message in mail.outbox:
        assert f"/northshire/inbox/{comment.pk}/escalation/" in message.body
        assert not {"tablets", "Pemberton", "@jo", "die"} & set(message.body.replace(".", " ").split())
    assert "tablets" not in str(list(Event.objects.values_list("data", flat=True)))


def test_without_a_lead_the_service_managers_hear_of_it(service, manager, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        intake.receive(sandbox_channel(service), incoming(DANGER))
    assert [manager.email] in [message.to for message in mail.outbox]


def test_a_comment_that_cannot_be_sorted_is_in_the_inbox_and_is_sorted_later(service, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(assess, "classify", lambda incoming: 1 / 0)
        comment = intake.receive(sandbox_channel(service), incoming())
    assert (comment.state, comment.category, comment.priority) == ("new", "", 1)
    assert Capture.objects.filter(comment=comment).exists()
    assert intake.waiting_to_be_sorted() == [comment.pk]
    assert intake.sort_later(comment.pk)
    comment.refresh_from_db()
    assert (comment.state, comment.category) == ("sorted", "case_request")
    assert intake.waiting_to_be_sorted() == []
    assert events(comment)[2:] == ["comment.not_sorted", "comment.sorted"]


def test_a_class_that_a_person_gave_meanwhile_is_left_alone(service, coordinator):
    comment = CommentFactory(service=service, category="troll", confirmed_by=coordinator)
    assert not intake.sort_later(comment.pk)
    comment.refresh_from_db()
    assert comment.category == "troll"


def test_no_step_is_possible_without_a_capture(service, coordinator):
    comment = CommentFactory(service=service)
    with pytest.raises(IntegrityError, match="capture"), transaction.atomic():
        Step.objects.create(comment=comment, capture_id=None, key="hide", position=0)


def test_the_writers_edit_is_kept_beside_the_capture(service):
    channel = sandbox_channel(service)
    comment = intake.receive(channel, incoming("Is the drop-in on Thursday?"))
    assert comment.priority == 4
    again = intake.receive(channel, incoming(DANGER))
    assert again.pk == comment.pk
    assert again.capture.text == "Is the drop-in on Thursday?"
    assert again.edits.get().text == again.text == DANGER
    assert (again.state, again.priority) == ("escalated", 0)
    assert "comment.edited" in events(again)


def test_the_payload_of_an_edit_is_kept_and_its_hash_verifies_from_what_is_stored(service):
    channel = sandbox_channel(service)
    intake.receive(channel, incoming("Is the drop-in on Thursday?"))
    comment = intake.receive(channel, incoming("Is it on Friday?", raw={"id": "r-1", "edited": "yes\x00"}))
    edit = comment.edits.get()
    assert edit.raw == {"id": "r-1", "edited": "yes\ufffd"}
    assert edit.sha256 == captures.digest_of_edit(edit, comment.capture)
    assert comment.capture.sha256 == captures.digest_of(comment.capture)


def test_an_edit_does_not_undo_what_a_person_said_and_opens_a_closed_comment_again(service, coordinator):
    comment = CommentFactory(service=service, closed=True, category="grievance")
    comment = intake.note_edit(comment.pk, "Thanks, all sorted now. Lovely people!", now=timezone.now())
    assert comment.state == "acting"
    assert comment.category == "grievance"
    assert comment.closed_at is None
    assert "comment.reopened" in events(comment)


def test_an_edit_into_a_case_asks_a_person_anew_and_counts_from_the_change(service, coordinator):
    """Answered days ago as a question for everybody; now it is a family's case in public."""
    now, posted = timezone.now(), timezone.now() - dt.timedelta(days=3)
    comment = CommentFactory(service=service, closed=True, category="general", text="When is it?", posted_at=posted)
    done = {"state": "done", "by": coordinator, "at": posted + dt.timedelta(hours=1)}
    comment.steps.create(capture=comment.capture, key="answer", position=0, **done)
    comment = intake.note_edit(comment.pk, CASE, now=now)
    assert (comment.category, comment.is_confirmed, comment.priority) == ("case_request", False, 1)
    assert (comment.clock_stopped_at, comment.public_since) == (None, now)
    assert comment.due_at > now
    assert "comment.class_in_doubt" in events(comment)
    (row,) = exposure.of_cases(service, posted, now, now + dt.timedelta(minutes=5))
    assert row.stood == dt.timedelta(minutes=5)
    assert comment.steps.get().state == "done"  # what was answered stays on record


def test_an_edit_of_what_was_passed_over_is_to_be_hidden_after_all(service, coordinator):
    comment = CommentFactory(service=service, category="troll", confirmed_by=coordinator, state="acting")
    passed = {"state": "not_possible", "by": coordinator, "at": timezone.now()}
    comment.steps.create(capture=comment.capture, key="hide", position=0, **passed)
    comment = intake.note_edit(comment.pk, CASE, now=timezone.now())
    assert not comment.steps.filter(key="hide").exists()
    assert comment.clock_stopped_at is None


def test_an_edit_that_nothing_can_sort_is_not_taken_for_what_it_was(service, coordinator, monkeypatch):
    def fails(comment, **_):
        raise assess.NotSorted("the classifier failed")

    monkeypatch.setattr(assess, "suggest", fails)
    comment = CommentFactory(service=service, category="general", confirmed_by=coordinator, state="acting")
    comment = intake.note_edit(comment.pk, "Something else", now=timezone.now())
    assert (comment.category, comment.is_confirmed, comment.priority) == ("", False, 1)
    assert intake.waiting_to_be_sorted() == [comment.pk]


def test_a_case_stays_a_case_whatever_it_is_changed_to(service, coordinator):
    posted = timezone.now() - dt.timedelta(days=3)
    case = {"category": "case_request", "confirmed_by": coordinator, "state": "acting", "priority": 1}
    comment = CommentFactory(service=service, posted_at=posted, **case)
    comment = intake.note_edit(comment.pk, "Thank you, lovely people!", now=timezone.now())
    assert (comment.category, comment.is_confirmed, comment.public_since) == ("case_request", True, posted)


def test_a_comment_that_is_shown_again_is_opened_again(service):
    channel = sandbox_channel(service)
    comment = intake.receive(channel, incoming())
    workflow.withdrawn_by_author(comment.pk, job="Reading")
    again = intake.receive(channel, incoming())
    assert (again.removed_at, again.closed_at, again.clock_stopped_at) == (None, None, None)
    assert "comment.seen_again" in events(again)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x" * 100_000,
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "zero \x00 byte and half a \ud83d pair",
        "‮backwards‬ 👩‍👩‍👧‍👦" * 200,
        "{{ service.name }} {% load x %} %s {0}",
    ],
)
def test_hostile_text_comes_in_and_is_kept(service, text):
    comment = intake.receive(sandbox_channel(service), incoming(text, raw={"text": text, "\x00": [text]}))
    assert Comment.objects.get(pk=comment.pk).capture.sha256 == comment.capture.sha256


def test_addresses_that_are_no_web_addresses_are_not_linked(service):
    channel = sandbox_channel(service)
    for number, url in enumerate(["javascript:alert(1)", "http://[", "https://x.example/" + "a" * 600, "/local"]):
        assert intake.receive(channel, incoming(url=url, remote_id=str(number))).url == ""


def test_names_and_ids_of_any_length_fit(service):
    long = intake.receive(
        sandbox_channel(service), incoming(remote_id="i" * 5000, author_handle="h" * 5000, author_name="n" * 5000)
    )
    assert len(long.author_handle) == len(long.author_name) == 120
    assert long.remote_id.startswith("sha256:")


def test_an_allegation_is_kept_from_the_members_whose_names_it_holds(service):
    priya = member(service, Role.COORDINATOR, name="Priya Nair")
    tom = member(service, Role.COORDINATOR, name="Tom Ashworth")
    text = "Your adviser Priya shouted at my boy and grabbed his arm, she should be sacked"
    assert intake.named_members(text, service) == [priya]
    assert intake.named_members("priya nair hit him", service) == [priya]
    assert intake.named_members("Somebody there shouted", service) == []
    assert intake.named_members("Tom and priya nair hit him", service) == [priya, tom]
    assert intake.named_members("Priya Nair hit him and Priya laughed", service) == [priya]
    other = member(service, Role.COORDINATOR, name="Priya Shah")
    assert intake.named_members(text, service) == []
    assert intake.named_members("Priya and Tom hit him", service) == [tom]
    assert intake.named_members("Priya Shah it was", service) == [other]
    assert set(intake.named_members("Priya Shah and Priya Nair hit him", service)) == {priya, other}


def test_a_changed_text_is_kept_from_whom_it_names_now_too(service, coordinator, approver, manager):
    comment = CommentFactory(service=service, claimed_by=coordinator, kept_from=manager)
    text = "Your advisers Priya Nair and Tom Ashworth shouted at my boy and grabbed his arm, they should be sacked"
    comment = intake.note_edit(comment.pk, text, now=timezone.now())
    assert comment.kept_from_ids == {coordinator.pk, approver.pk, manager.pk}
    assert Comment.objects.get(pk=comment.pk).claimed_by is None


def test_of_two_members_of_one_name_neither_is_the_one_named(service):
    member(service, Role.COORDINATOR, name="Priya Nair")
    member(service, Role.COORDINATOR, name="Priya Nair")
    assert intake.named_members("Priya Nair hit him", service) == []


def test_a_comment_seen_elsewhere_is_logged_kept_and_sorted(service, coordinator):
    channel = ChannelFactory(service=service, by_hand=True)
    comment = intake.log_by_hand(
        channel, by=coordinator, text=CASE, author_handle="@jo", posted_at=timezone.now() - dt.timedelta(hours=2)
    )
    assert (comment.category, comment.logged_by) == ("case_request", coordinator)
    assert events(comment)[0] == "comment.logged"
    assert comment.capture.text == CASE


def test_logging_is_refused_with_a_sentence(service, coordinator, viewer):
    channel = ChannelFactory(service=service, by_hand=True)
    fields = {"text": CASE, "author_handle": "@jo", "posted_at": timezone.now(), "url": "https://network.example/1"}
    with pytest.raises(PermissionDenied, match="Only a"):
        intake.log_by_hand(channel, by=viewer, **fields)
    with pytest.raises(MoveRefused, match="Paste"):
        intake.log_by_hand(channel, by=coordinator, **{**fields, "text": " "})
    with pytest.raises(MoveRefused, match="not come yet"):
        later = timezone.now() + dt.timedelta(days=1)
        intake.log_by_hand(channel, by=coordinator, **{**fields, "posted_at": later})
    intake.log_by_hand(channel, by=coordinator, **fields)
    with pytest.raises(MoveRefused, match="already"):
        intake.log_by_hand(channel, by=coordinator, **fields)


# Reading the sandbox


def written(service, text: str = CASE, **fields):
    """A comment that stands on the sandbox long enough to be read with its cursor."""
    return SandboxCommentFactory(service=service, text=text, posted_at=timezone.now() - 2 * SETTLED_AFTER, **fields)


def test_what_visitors_write_on_the_sandbox_comes_in_with_the_tick(service):
    channel = ChannelFactory(service=service)
    written(service)
    written(service, private=True)
    tasks.read_comments()
    assert sorted(Comment.objects.values_list("visibility", flat=True)) == ["direct", "public"]
    channel.refresh_from_db()
    assert channel.read_at
    assert channel.read_cursor
    assert channel.read_error == ""
    tasks.read_comments()
    assert Comment.objects.count() == 2


def test_a_network_that_fails_is_named_and_read_again_from_the_same_place(service, network):
    channel = ChannelFactory(service=service)
    written(service)
    network.faults["read"].append("later")
    assert reading.read_channel(channel.pk) == 0
    channel.refresh_from_db()
    assert channel.read_error == str(TryLater("Too many requests."))
    assert channel.read_at is None
    assert reading.read_channel(channel.pk) == 1
    channel.refresh_from_db()
    assert channel.read_error == ""


def test_one_comment_that_cannot_be_stored_holds_up_no_other_and_is_not_lost(service, monkeypatch, caplog):
    channel = ChannelFactory(service=service)
    bad = written(service, "The secret words of a family")
    written(service, "Is the drop-in on Thursday?")
    whole = intake.receive

    def fails_for_one(channel, incoming, *, now=None):
        if incoming.remote_id == str(bad.key):
            raise ValueError(incoming.text)
        return whole(channel, incoming, now=now)

    with monkeypatch.context() as broken:
        broken.setattr(intake, "receive", fails_for_one)
        assert reading.read_channel(channel.pk) == 1
    channel.refresh_from_db()
    assert channel.read_cursor == ""
    assert "1 of 2" in channel.read_error
    assert "secret" not in caplog.text
    assert reading.read_channel(channel.pk) == 2
    assert Comment.objects.count() == 2


def test_a_comment_that_its_writer_took_away_is_noted(service):
    channel = ChannelFactory(service=service)
    there = written(service, "Is the drop-in on Thursday?")
    reading.read_channel(channel.pk)
    there.withdrawn_at = there.removed_at = timezone.now()
    there.save()
    reading.read_channel(channel.pk)
    comment = Comment.objects.get()
    assert comment.state == CommentState.WITHDRAWN
    assert comment.removed_at
    assert comment.capture.text == "Is the drop-in on Thursday?"


def test_planned_and_by_hand_channels_are_not_read(service):
    ChannelFactory(service=service, planned=True)
    ChannelFactory(service=service, by_hand=True)
    live = ChannelFactory(service=service)
    assert reading.channels_to_read() == [live.pk]

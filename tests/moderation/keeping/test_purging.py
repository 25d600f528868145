"""What goes, what stays, and that nothing that was said is left anywhere."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit.kinds import Kind
from audit.models import Event
from audit.services import first_broken_link
from channels.networks import IncomingComment
from moderation import workflow
from moderation.coming_in import intake
from moderation.grievances import incidents
from moderation.keeping import blockers, purging, runs, traces
from moderation.models import Block, Comment, LegalHold, PurgeRun, Step
from moderation.moves import MoveRefused
from policies.models import ReplyPurpose
from tests.factories.moderation import CommentFactory, IncidentFactory, reply_templates, sandbox_channel
from tests.moderation.keeping.conftest import LONG_AGO, WORDS


def everything_about(comment: Comment) -> str:
    """Every value of the comment's row and of each row that points to it, whatever models there are."""
    rows = [comment]
    for relation in Comment._meta.related_objects:
        manager = relation.related_model._base_manager
        rows += manager.filter(**{relation.field.name: comment})
    values = [
        field.value_to_string(row)
        for row in rows
        for field in row._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField | models.FileField)
    ]
    return json.dumps(values)


def test_no_word_and_no_name_is_left_in_any_row_that_hangs_on_the_comment(old_comment, confirmed, tonight):
    comment = old_comment(told=True)
    assert everything_about(comment).count(WORDS) > 20
    tonight()
    comment = Comment.objects.get(pk=comment.pk)
    assert comment.state == "purged"
    assert WORDS.lower() not in everything_about(comment).lower()


def test_hash_dates_class_and_steps_stay_so_that_no_figure_changes(old_comment, confirmed, tonight):
    before = old_comment(told=True, flags=["spam"], category="troll")
    tonight()
    after = Comment.objects.get(pk=before.pk)
    same = (
        "category",
        "flags",
        "priority",
        "posted_at",
        "received_at",
        "closed_at",
        "due_at",
        "hidden_at",
        "channel_id",
    )
    assert [getattr(after, name) for name in same] == [getattr(before, name) for name in same]
    assert after.capture.sha256 == before.capture.sha256
    step = Step.objects.get(comment=after)
    assert (step.key, step.state, step.data) == ("answer", "done", {"template": "Case", "reference": "R-17"})
    assert after.escalations.get().outcome == "Handed to the front door, reference NS-4471"
    assert after.assessments.get().confidence == 0.9


def test_the_picture_of_the_words_is_deleted_once_the_words_are_gone(
    old_comment, confirmed, tonight, django_capture_on_commit_callbacks
):
    name = old_comment(told=True).screenshot.file.name
    with django_capture_on_commit_callbacks(execute=True):
        tonight()
    assert not default_storage.exists(name)


def test_a_file_that_a_killed_process_left_behind_is_swept_after_a_day(db):
    name = default_storage.save("screenshots/left.png", ContentFile(b"x"))
    assert runs.sweep() == 0
    assert runs.sweep(timezone.now() + dt.timedelta(days=2)) >= 1
    assert not default_storage.exists(name)


def test_reading_the_network_again_does_not_bring_it_back(service, confirmed, tonight):
    channel = sandbox_channel(service)
    now = timezone.now()
    incoming = IncomingComment(
        remote_id="at://writer/42", text="Thank you all", posted_at=now - LONG_AGO, author_handle="writer"
    )
    comment = intake.receive(channel, incoming, now=now - LONG_AGO)
    Comment.objects.filter(pk=comment.pk).update(
        state="closed", closed_at=now - LONG_AGO, category_confirmed_at=now - LONG_AGO, category="general", flags=[]
    )
    tonight()
    again = intake.receive(channel, replace(incoming, answers_comment="at://writer/41"), now=now)
    again.refresh_from_db()
    assert (again.pk, again.state, again.text, again.answers_remote_id) == (comment.pk, "purged", "", "")
    assert Comment.objects.count() == 1


def test_an_address_that_was_logged_by_hand_is_known_after_the_purge(service, coordinator, confirmed, tonight):
    channel, now = sandbox_channel(service), timezone.now()
    typed = {"by": coordinator, "text": "Hello", "author_handle": "w", "posted_at": now - LONG_AGO}
    comment = intake.log_by_hand(channel, url="https://net.example/1", **typed)
    Comment.objects.filter(pk=comment.pk).update(
        state="closed", closed_at=now - LONG_AGO, category_confirmed_at=now - LONG_AGO, category="general", flags=[]
    )
    tonight()
    assert Comment.objects.get(pk=comment.pk).state == "purged"
    with pytest.raises(MoveRefused, match="already"):
        intake.log_by_hand(channel, url="https://net.example/1", **typed)


def test_a_trace_is_taken_once():
    assert traces.trace_of(traces.trace_of("x")) == traces.trace_of("x")
    assert len(traces.known_as("sha256:" + "0" * 64)) == 1


def test_the_hash_of_a_purged_copy_is_still_the_one_in_the_chain(service, confirmed, tonight):
    now = timezone.now()
    incoming = IncomingComment(remote_id="1", text="Thanks", posted_at=now - LONG_AGO, author_handle="w")
    comment = intake.receive(sandbox_channel(service), incoming, now=now - LONG_AGO)
    Comment.objects.filter(pk=comment.pk).update(
        state="closed", closed_at=now - LONG_AGO, category_confirmed_at=now, category="general", flags=[]
    )
    tonight()
    comment = Comment.objects.get(pk=comment.pk)
    assert purging.still_verifies(comment) is True
    assert first_broken_link(service) is None
    comment.capture.sha256 = "0" * 64
    comment.capture.save()
    assert purging.still_verifies(Comment.objects.get(pk=comment.pk)) is False
    assert purging.still_verifies(CommentFactory(service=service)) is None


def test_a_purged_comment_is_not_opened_again(old_comment, confirmed, tonight, coordinator):
    comment = old_comment()
    tonight()
    with pytest.raises(MoveRefused, match="no longer kept"):
        workflow.reopen(comment.pk, by=coordinator, reason="They wrote again")


def test_what_became_open_since_the_list_was_made_stays(service, old_comment, coordinator):
    comment = old_comment()
    workflow.reopen(comment.pk, by=coordinator, reason="They wrote again")
    now = timezone.now()
    today = service.today(now)
    rule = purging.due_rule(today, blockers.of(service, today))
    outcome = purging.purge(service, [comment.pk], rule=lambda _: rule, now=now)
    assert outcome.gone.total() == 0
    assert Comment.objects.get(pk=comment.pk).text


def test_a_closed_incident_whose_comments_are_gone_names_nobody_and_its_complaint_stays(
    service, old_comment, confirmed, tonight, coordinator
):
    closed = timezone.now() - LONG_AGO
    incident = IncidentFactory(service=service, closed_at=closed, outcome="They were content", author_handle="maya")
    old_comment(grievance=True, incident=incident, author_handle="maya")
    tonight()
    incident.refresh_from_db()
    assert (incident.author_handle, incident.title, incident.outcome) == ("", purging.GONE, purging.GONE)
    assert incident.closed_at == closed


def test_the_handle_stays_with_a_block_that_runs_and_goes_from_one_that_ended(
    service, old_comment, confirmed, tonight, manager
):
    channel, now = sandbox_channel(service), timezone.now()
    common = {"service": service, "channel": channel, "reason": "Third breach", "decided_by": manager}
    running = Block.objects.create(author_handle="one", ends_on=now.date(), state="done", **common)
    ended = Block.objects.create(
        author_handle="two", ends_on=now.date(), state="done", lifted_at=now, lift_reason="Over", **common
    )
    old_comment(author_handle="one", channel=channel)
    old_comment(author_handle="two", channel=channel)
    tonight()
    running.refresh_from_db()
    ended.refresh_from_db()
    assert running.author_handle == "one"
    assert ended.author_handle == traces.trace_of("two")


def test_a_safeguarding_comment_never_goes_before_a_reference_says_who_has_it(
    service, old_comment, confirmed, tonight, safeguarding_lead
):
    comment = old_comment(flags=["safeguarding"])
    at = timezone.now() - LONG_AGO
    escalation = comment.escalations.create(
        decision="Handed over", reason="A worry", closed_by=safeguarding_lead, closed_at=at, raised_at=at
    )
    tonight()
    assert Comment.objects.get(pk=comment.pk).text
    escalation.outcome = "Front door, NS-4471"
    escalation.save()
    tonight()
    assert Comment.objects.get(pk=comment.pk).state == "purged"


def test_no_event_of_a_comment_s_whole_way_holds_a_word_of_it_or_its_writer(
    service, coordinator, manager, safeguarding_lead, confirmed
):
    """All that is recorded about it, from coming in to the purge: the chain keeps this for ever."""
    reply_templates(service, *ReplyPurpose.values)
    channel, now = sandbox_channel(service), timezone.now()
    person = {"author_handle": "@zebedee.writes", "author_name": "Zebedee Quillfeather"}
    incoming = IncomingComment(
        remote_id="zebedee-1", text="Zebedee Quillfeather here: three weeks and no call back!", posted_at=now, **person
    )
    comment = intake.receive(channel, incoming, now=now)
    intake.receive(channel, IncomingComment(remote_id="zebedee-1", text="quillfeather again", posted_at=now, **person))
    workflow.confirm_category(comment.pk, "grievance", by=coordinator)
    workflow.set_flag(comment.pk, "spam", by=coordinator)
    workflow.lower_flag(comment.pk, "spam", by=coordinator, reason="Zebedee Quillfeather sells nothing")
    workflow.take_over(comment.pk, by=manager, note="Zebedee Quillfeather rang me")
    workflow.hand_over(comment.pk, by=manager, to=coordinator, note="Quillfeather knows you")
    workflow.escalate(comment.pk, by=coordinator, concern="Quillfeather is worried")
    workflow.close_escalation(
        comment.pk, by=safeguarding_lead, decision="Zebedee is safe", reason="Quillfeather said so", outcome="Q-1"
    )
    workflow.lower_flag(comment.pk, "safeguarding", by=coordinator, reason="zebedee quillfeather is safe")
    given = workflow.Given(title="Zebedee Quillfeather waits for a call")
    workflow.do_step(comment.pk, "incident", by=coordinator, given=given)
    unreached = {"by": coordinator, "reason": "@zebedee.writes cannot be reached"}
    workflow.step_not_possible(comment.pk, "public_post", **unreached)
    workflow.do_step(comment.pk, "complaints", by=coordinator)  # the network does not know the comment
    workflow.step_not_possible(comment.pk, "complaints", **unreached)
    workflow.close(comment.pk, by=coordinator, note="Zebedee Quillfeather was content")
    workflow.reopen(comment.pk, by=coordinator, reason="Zebedee Quillfeather wrote again")
    workflow.close(comment.pk, by=coordinator, note="Quillfeather")
    comment.refresh_from_db()
    incidents.close_incident(comment.incident_id, by=coordinator, outcome="Zebedee was called")
    then = now + 2 * LONG_AGO
    runs.nightly(service.pk, then)
    assert Comment.objects.get(pk=comment.pk).state == "purged"
    kinds = set(Event.objects.filter(service=service).values_list("kind", flat=True))
    assert {Kind.COMMENT_EDITED, Kind.COMMENT_FLAG_LOWERED, Kind.COMMENT_TAKEN_OVER, Kind.COMMENT_PURGED} <= kinds
    said = json.dumps(list(Event.objects.filter(service=service).values_list("data", "label", "actor_label"))).lower()
    assert "zebedee" not in said
    assert "quillfeather" not in said
    assert "call back" not in said


def queries_of_a_night(service, old_comment, number: int) -> int:
    for _ in range(number):
        old_comment()
    with CaptureQueriesContext(connection) as asked:
        runs.nightly(service.pk)
    return len(asked)


def test_a_night_costs_as_many_queries_for_many_as_for_few(service, old_comment, confirmed):
    few = queries_of_a_night(service, old_comment, 3)
    assert queries_of_a_night(service, old_comment, 40) <= few + 2
    assert Comment.objects.filter(state="purged").count() == 43


def test_the_purge_of_one_service_leaves_another_alone(
    service, other_service, old_comment, confirmed, tonight, outsider
):
    theirs = old_comment(service=other_service)
    old_comment()
    tonight()
    assert Comment.objects.get(pk=theirs.pk).text
    assert not PurgeRun.objects.filter(service=other_service).exists()


def test_records_of_the_purge_verify(service, old_comment, confirmed, tonight):
    old_comment(told=True)
    tonight()
    assert first_broken_link(service) is None
    assert Event.objects.get(kind=Kind.PURGE_DONE).data == {"number": 1, "held": 0}


def test_an_ended_hold_on_the_writer_forgets_them_too(service, old_comment, confirmed, tonight, manager):
    comment, now = old_comment(author_handle="maya"), timezone.now()
    hold = LegalHold.objects.create(
        service=service, channel=comment.channel, author_handle="maya", reason="A claim of Maya", opened_by=manager,
        look_again_on=now.date(), ended_at=now, ended_by=manager, end_reason="Maya settled",
    )  # fmt: skip
    tonight()
    hold.refresh_from_db()
    assert (hold.author_handle, hold.reason) == (traces.trace_of("maya"), purging.GONE)


def test_the_database_refuses_a_purged_comment_that_keeps_words(old_comment):
    comment = old_comment()
    with pytest.raises(IntegrityError, match="comment_purged_keeps_no_words"), transaction.atomic():
        Comment.objects.filter(pk=comment.pk).update(state="purged", purged_at=timezone.now())

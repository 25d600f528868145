"""What two people, or two workers, do to one comment in the same moment, on two connections."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.models import OutgoingMail, Role
from audit.models import Event
from audit.services import first_broken_link
from channels.models import SandboxReply
from channels.networks import IncomingComment
from moderation import workflow
from moderation.coming_in import intake
from moderation.grievances import incidents
from moderation.models import Capture, Comment, Incident, Step
from moderation.safety import dangers, out_of_hours
from moderation.workflow import Given, MoveRefused
from policies.models import ReplyPurpose
from posts.models import Post
from tests.factories.accounts import member
from tests.factories.moderation import (
    CommentFactory,
    IncidentFactory,
    on_the_sandbox,
    reply_templates,
    sandbox_channel,
)
from tests.posts.test_two_at_once import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def staff(service, number: int) -> list:
    return [member(service, Role.COORDINATOR) for _ in range(number)]


def test_next_never_gives_one_comment_to_two_people(service):
    for _ in range(4):
        CommentFactory(service=service)
    got = at_once(*(lambda by=by: workflow.next_comment(service, by=by) for by in staff(service, 6)))
    pks = [one.pk for one in got if isinstance(one, Comment)]
    assert len(pks) == len(set(pks)) == 4
    assert got.count(None) == 2


def test_of_two_who_open_it_one_has_it(service):
    comment = CommentFactory(service=service)
    got = at_once(*(lambda by=by: workflow.claim(comment.pk, by=by) for by in staff(service, 2)))
    assert sorted(type(one).__name__ for one in got) == ["Comment", "MoveRefused"]


def test_two_who_keep_it_from_different_people_both_do(service):
    comment, (one, other, third, fourth) = CommentFactory(service=service), staff(service, 4)
    got = at_once(
        lambda: workflow.keep_from(comment.pk, by=one, person=third),
        lambda: workflow.keep_from(comment.pk, by=other, person=fourth),
    )
    assert [type(done).__name__ for done in got] == ["Comment", "Comment"], got
    assert set(comment.kept_from.all()) == {third, fourth}
    assert Event.objects.about(comment).filter(kind="comment.kept_from").count() == 2


def test_of_two_who_keep_it_from_the_same_person_one_is_on_record(service):
    comment, (one, other, third) = CommentFactory(service=service), staff(service, 3)
    got = at_once(*(lambda by=by: workflow.keep_from(comment.pk, by=by, person=third) for by in (one, other)))
    assert [type(done).__name__ for done in got] == ["Comment", "Comment"], got
    assert comment.kept_from.get() == third
    assert Event.objects.about(comment).filter(kind="comment.kept_from").count() == 1


def test_of_two_comments_of_one_grievance_one_gets_the_public_post(service):
    reply_templates(service, *ReplyPurpose.values)
    incident, people = IncidentFactory(service=service), staff(service, 2)
    comments = [
        CommentFactory(service=service, grievance=True, direct=False, incident=incident, confirmed_by=by)
        for by in people
    ]
    for comment in comments:  # both came first, as far as each of them knows
        Step.objects.create(
            comment=comment,
            capture=comment.capture,
            key="incident",
            position=0,
            state="done",
            by=people[0],
            at=timezone.now(),
        )

    def draft(comment, by):
        with transaction.atomic():
            return incidents.draft_public_post(comment, text="We are sorry.", by=by, now=timezone.now())

    got = at_once(*(lambda pair=pair: draft(*pair) for pair in zip(comments, people, strict=True)))
    assert sorted(type(one).__name__ for one in got) == ["MoveRefused", "Post"]
    assert Post.objects.count() == 1


def test_the_same_step_pressed_twice_is_one_reply(service):
    reply_templates(service, *ReplyPurpose.values)
    by = staff(service, 1)[0]
    comment = CommentFactory(service=service, case=True, direct=True, on_sandbox=True, confirmed_by=by)
    got = at_once(*(lambda: workflow.do_step(comment.pk, "reply_direct", by=by) for _ in range(4)))
    assert [type(one) for one in got].count(MoveRefused) == 3
    assert SandboxReply.objects.count() == 1


def test_two_workers_who_read_the_same_comment_store_it_once(service):
    channel = sandbox_channel(service)
    member(service, Role.SAFEGUARDING_LEAD)
    incoming = IncomingComment(
        remote_id="r-1",
        text="my daughter has taken a load of tablets just now, she is 14",
        posted_at=timezone.now() - dt.timedelta(minutes=1),
        author_handle="@jo",
    )
    got = at_once(*(lambda: intake.receive(channel, incoming) for _ in range(4)))
    assert {type(one) for one in got} == {Comment}, got
    assert Comment.objects.count() == Capture.objects.count() == OutgoingMail.objects.count() == 1
    assert first_broken_link(service) is None


def test_two_first_comments_of_one_writer_open_one_incident(service):
    people = staff(service, 2)
    comments = [CommentFactory(service=service, grievance=True, author_handle="@jo", confirmed_by=by) for by in people]
    at_once(
        *(
            lambda comment=comment, by=by: workflow.do_step(
                comment.pk, "incident", by=by, given=Given(title="Call back")
            )
            for comment, by in zip(comments, people, strict=True)
        )
    )
    assert Incident.objects.count() == 1


# Steps, dangers, the rule of the night


def test_of_two_people_who_do_the_same_step_one_does_it(service):
    reply_templates(service, *ReplyPurpose.values)
    first, second = staff(service, 2)
    comment = CommentFactory(service=service, case=True, on_sandbox=True, confirmed_by=first)
    got = at_once(*(lambda by=by: workflow.do_step(comment.pk, "hide", by=by) for by in (first, second)))
    assert sorted(type(one).__name__ for one in got) == ["MoveRefused", "Step"], got
    steps = Step.objects.filter(comment=comment)
    assert [(step.key, step.state) for step in steps] == [("hide", "done")]
    assert Event.objects.about(comment).filter(kind="comment.step_done").count() == 1


def test_of_one_who_deletes_and_one_who_takes_the_reply_back_one_wins(service):
    reply_templates(service, *ReplyPurpose.values)
    by = staff(service, 1)[0]
    comment = CommentFactory(service=service, case=True, on_sandbox=True, confirmed_by=by)
    workflow.do_step(comment.pk, "hide", by=by)
    workflow.do_step(comment.pk, "reply_private", by=by, by_hand=True)
    got = at_once(
        lambda: workflow.do_step(comment.pk, "delete", by=by),
        lambda: workflow.take_back(comment.pk, "reply_private", by=by, reason="It did not arrive"),
    )
    assert [isinstance(one, MoveRefused) for one in got].count(True) == 1, got
    reply = Step.objects.get(comment=comment, key="reply_private")
    assert (on_the_sandbox(comment).removed_at is None) == (reply.state == "todo")


def test_of_one_who_closes_and_one_who_escalates_the_worry_is_never_in_a_closed_comment(service):
    lead, by = member(service, Role.SAFEGUARDING_LEAD), staff(service, 1)[0]
    comment = CommentFactory(service=service, confirmed_by=by)
    workflow.step_not_possible(comment.pk, "answer", by=by, reason="Answered by phone")
    at_once(lambda: workflow.close(comment.pk, by=by), lambda: workflow.escalate(comment.pk, by=lead))
    comment.refresh_from_db()
    assert (comment.state == "escalated") == comment.escalations.filter(closed_at=None).exists()
    assert comment.state in ("escalated", "closed")


def test_of_two_who_show_it_again_one_does_and_the_exposure_is_added_once(service):
    people = staff(service, 2)
    comment = CommentFactory(service=service, on_sandbox=True, confirmed_by=people[0], hidden_at=timezone.now())
    got = at_once(*(lambda by=by: workflow.show_again(comment.pk, by=by, reason="A question") for by in people))
    assert sorted(type(one).__name__ for one in got) == ["MoveRefused", "Step"], got
    comment.refresh_from_db()
    assert dt.timedelta(minutes=4) < comment.exposed_before < dt.timedelta(minutes=6)


def test_two_workers_tell_of_a_danger_once(service):
    member(service, Role.SAFEGUARDING_LEAD)
    member(service, Role.SERVICE_MANAGER)
    comment = CommentFactory(service=service)
    now = timezone.now()
    workflow.escalate(comment.pk, by=staff(service, 1)[0], immediate=True, now=now - dt.timedelta(minutes=6))
    at_once(*(lambda: dangers.chase_due(now) for _ in range(3)))
    mails = OutgoingMail.objects.filter(key__startswith="danger")
    assert mails.count() == mails.values("to").distinct().count() > 1
    assert Event.objects.about(comment).filter(kind="comment.chased").count() == 1
    assert first_broken_link(service) is None


def test_two_workers_and_a_person_hide_a_case_at_night_once(service):
    version = reply_templates(service, *ReplyPurpose.values)
    version.parameters = {"hides_out_of_hours": True}
    version.save()
    by = staff(service, 1)[0]
    night = dt.datetime(2026, 11, 20, 22, tzinfo=dt.UTC)
    comment = CommentFactory(
        service=service, case=True, on_sandbox=True, posted_at=night, text="ring me about my son on 07700 900417"
    )
    at_once(
        lambda: out_of_hours.run_due(night),
        lambda: out_of_hours.run_due(night),
        lambda: workflow.do_step(comment.pk, "hide", by=by),
    )
    step = Step.objects.get(comment=comment)
    assert (step.state, on_the_sandbox(comment).hidden_at is not None) == ("done", True)
    assert Event.objects.about(comment).filter(kind="comment.step_done").count() == 1
    assert first_broken_link(service) is None


def test_of_two_comments_of_one_matter_the_draft_of_one_is_the_public_post(service):
    """The whole step, as the two people press it."""
    reply_templates(service, *ReplyPurpose.values)
    incident, people = IncidentFactory(service=service, author_handle=""), staff(service, 2)
    comments = [CommentFactory(service=service, grievance=True, incident=incident, confirmed_by=by) for by in people]
    for comment, by in zip(comments, people, strict=True):
        Step.objects.create(
            comment=comment,
            capture=comment.capture,
            key="incident",
            position=0,
            state="done",
            by=by,
            at=timezone.now(),
        )
    got = at_once(
        *(
            lambda comment=comment, by=by: workflow.do_step(comment.pk, "public_post", by=by)
            for comment, by in zip(comments, people, strict=True)
        )
    )
    assert sorted(type(one).__name__ for one in got) == ["MoveRefused", "Step"], got
    assert Post.objects.count() == 1

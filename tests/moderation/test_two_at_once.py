"""What two people, or two workers, do to one comment in the same moment, on two connections."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.models import OutgoingMail, Role
from audit.services import first_broken_link
from channels.models import SandboxReply
from channels.networks import IncomingComment
from moderation import incidents, intake, workflow
from moderation.models import Capture, Comment, Incident, Step
from moderation.workflow import Given, MoveRefused
from policies.models import ReplyPurpose
from posts.models import Post
from tests.factories.accounts import member
from tests.factories.moderation import CommentFactory, IncidentFactory, reply_templates, sandbox_channel
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

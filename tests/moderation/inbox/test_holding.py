"""Who has a comment: taken over with a note, handed on without a reason, looked at without taking."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import OutgoingMail
from audit.models import Event
from moderation import workflow
from moderation.inbox import holding
from moderation.models import Comment, HandOver
from moderation.workflow import MoveRefused
from tests.factories.moderation import CommentFactory

pytestmark = pytest.mark.django_db


def sentences(comment: Comment) -> list[str]:
    return [event.sentence for event in Event.objects.about(comment).order_by("number")]


def test_taking_over_needs_a_note_and_says_from_whom(service, coordinator, approver):
    comment = CommentFactory(service=service, claimed_by=coordinator, author_name="Jo Pemberton")
    with pytest.raises(MoveRefused, match="Priya Nair reads it on their page"):
        workflow.take_over(comment.pk, by=approver, note="  ")
    taken = workflow.take_over(comment.pk, by=approver, note="I know Jo Pemberton from the drop-in")
    assert taken.claimed_by == approver
    assert HandOver.objects.get().note == "I know the writer from the drop-in"
    assert sentences(comment) == ["Tom Ashworth took it over from Priya Nair: I know the writer from the drop-in"]
    with pytest.raises(MoveRefused, match="Tom Ashworth has this comment open"):
        workflow.confirm_category(comment.pk, "general", by=coordinator)


def test_what_nobody_has_open_is_simply_opened(service, coordinator, approver):
    comment = CommentFactory(service=service, claimed_by=coordinator)
    Comment.objects.filter(pk=comment.pk).update(claimed_until=timezone.now() - dt.timedelta(seconds=1))
    assert workflow.take_over(comment.pk, by=approver, note="").claimed_by == approver
    assert not HandOver.objects.exists()


def test_who_takes_back_what_was_taken_over_says_why_too(service, coordinator, approver):
    comment = CommentFactory(service=service, claimed_by=coordinator)
    workflow.take_over(comment.pk, by=approver, note="You are at lunch")
    assert workflow.take_over(comment.pk, by=coordinator, note="I am back").claimed_by == coordinator
    assert [one.by for one in HandOver.objects.all()] == [coordinator, approver]


def test_who_has_it_makes_no_page_stale(service, coordinator, approver):
    comment = CommentFactory(service=service)
    workflow.claim(comment.pk, by=approver)
    workflow.take_over(comment.pk, by=coordinator, note="Mine by rota")
    workflow.release(comment.pk, by=coordinator)
    workflow.confirm_category(comment.pk, "general", by=approver, version=comment.version)
    comment.refresh_from_db()
    assert comment.version == 2


def test_the_heartbeat_prolongs_and_takes_nothing(service, coordinator, approver):
    comment = CommentFactory(service=service)
    assert workflow.heartbeat(comment.pk, by=coordinator).claimed_by is None
    workflow.claim(comment.pk, by=coordinator)
    Comment.objects.filter(pk=comment.pk).update(claimed_until=timezone.now() - dt.timedelta(minutes=9))
    assert workflow.heartbeat(comment.pk, by=coordinator).claimed_until > timezone.now()
    workflow.take_over(comment.pk, by=approver, note="Asleep?")
    with pytest.raises(MoveRefused, match="Tom Ashworth has this comment open"):
        workflow.heartbeat(comment.pk, by=coordinator)


def test_handed_back_it_goes_to_anybody_else_without_a_reason(service, coordinator, approver):
    comment = CommentFactory(service=service, claimed_by=coordinator)
    assert workflow.hand_over(comment.pk, by=coordinator).claimed_by is None
    assert sentences(comment) == ["Priya Nair handed it back into the queue"]
    assert workflow.next_comment(service, by=coordinator) is None
    assert holding.handed_back_only(service, by=coordinator, now=timezone.now())
    assert workflow.next_comment(service, by=approver).pk == comment.pk
    assert not OutgoingMail.objects.exists()


def test_a_colleague_has_it_then_hears_of_it_and_finds_it_among_theirs(service, coordinator, approver):
    comment = CommentFactory(service=service, claimed_by=coordinator, text="Words of a family")
    assert workflow.hand_over(comment.pk, by=coordinator, to=approver, note="You know her").claimed_by == approver
    mail = OutgoingMail.objects.get()
    assert mail.to == approver
    assert "Words of a family" not in mail.body
    assert "You know her" not in mail.body
    later = timezone.now() + dt.timedelta(hours=1)
    assert list(Comment.objects.of_person(approver, later)) == [comment]
    assert not Comment.objects.of_person(coordinator, later).exists()
    assert workflow.next_comment(service, by=coordinator, now=later) is None
    assert workflow.claim(comment.pk, by=coordinator, now=later).claimed_by == coordinator
    assert not Comment.objects.of_person(approver, later).exists()


def test_it_is_handed_to_nobody_who_may_not_see_it(service, coordinator, approver, viewer, outsider):
    comment = CommentFactory(service=service, claimed_by=coordinator, kept_from=approver)
    for person in (approver, viewer, outsider):
        with pytest.raises(MoveRefused, match="Choose a colleague who handles comments"):
            workflow.hand_over(comment.pk, by=coordinator, to=person)
    with pytest.raises(MoveRefused, match="yours already"):
        workflow.hand_over(comment.pk, by=coordinator, to=coordinator)
    assert approver not in holding.colleagues(comment, coordinator)


def test_what_a_colleague_has_open_is_not_handed_on(service, coordinator, approver):
    comment = CommentFactory(service=service, claimed_by=approver)
    with pytest.raises(MoveRefused, match="Tom Ashworth has this comment open"):
        workflow.hand_over(comment.pk, by=coordinator)

"""Incidents: joined, moved, split off, renamed, closed; and one public post, whoever asks."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import Role
from audit.models import Event
from moderation import moves, workflow
from moderation.grievances import complaints, incidents, likeness
from moderation.models import Comment, Incident
from moderation.workflow import Given, MoveRefused, Stale
from posts import workflow as posts
from posts.models import Delivery, Post
from tests.factories.accounts import member
from tests.factories.channels import ChannelFactory
from tests.factories.moderation import CommentFactory, keep_all_from

COFFEE = "The coffee morning at the library was cancelled and nobody told us."
COFFEE_TOO = "Turned up at the library for your coffee morning with three kids. Cancelled. Brilliant."


def grievance(service, by, **fields) -> Comment:
    return CommentFactory(service=service, grievance=True, confirmed_by=by, **fields)


def opened(comment, by, title="Coffee morning cancelled") -> Incident:
    workflow.do_step(comment.pk, "incident", by=by, given=Given(title=title))
    comment.refresh_from_db()
    return comment.incident


@pytest.fixture
def incident(service, coordinator, replies) -> Incident:
    return opened(grievance(service, coordinator, text=COFFEE), coordinator)


def test_a_plural_counts_as_its_singular_and_everyday_words_do_not_count():
    assert likeness.telling_words("You never rang me about the coffee mornings") == {"coffee", "morning"}


@pytest.mark.parametrize("text", ["", "🤬🤬🤬", "\x00" * 10, "a" * 100_000, "’’’ --- '-'"])
def test_texts_without_words_are_like_nothing(text):
    assert likeness.in_common(likeness.telling_words(text), [COFFEE]) == []


def test_a_like_grievance_of_somebody_else_is_suggested_with_the_words(service, coordinator, incident):
    other = grievance(service, coordinator, text=COFFEE_TOO)
    (found,) = incidents.suggested(other, coordinator)
    assert found.incident == incident
    assert "“cancelled”" in found.why
    assert "“coffee”" in found.why


def test_another_matter_is_not_suggested(service, coordinator, incident):
    other = grievance(service, coordinator, text="Your advice about the appeal deadline was plain wrong.")
    assert incidents.suggested(other, coordinator) == []


def test_neither_a_closed_incident_nor_one_of_another_service_is_suggested(
    service, coordinator, incident, other_service, outsider
):
    opened(grievance(other_service, outsider, text=COFFEE), outsider)
    Incident.objects.filter(pk=incident.pk).update(closed_at="2026-01-01T10:00:00Z", outcome="over")
    assert incidents.suggested(grievance(service, coordinator, text=COFFEE_TOO), coordinator) == []


def answered_and_closed(incident: Incident, by) -> Incident:
    workflow.do_step(incident.comments.get().pk, "public_post", by=by)
    Incident.objects.filter(pk=incident.pk).update(closed_at=timezone.now(), outcome="Said sorry")
    incident.refresh_from_db()
    return incident


def test_one_that_was_answered_and_closed_is_suggested_and_opened_again(service, coordinator, incident):
    answered_and_closed(incident, coordinator)
    other = grievance(service, coordinator, text=COFFEE_TOO)
    assert [one.incident for one in incidents.suggested(other, coordinator)] == [incident]
    workflow.do_step(other.pk, "incident", by=coordinator, given=Given(incident=incident.pk))
    incident.refresh_from_db()
    other.refresh_from_db()
    assert (incident.closed_at, incident.outcome, other.incident) == (None, "", incident)
    assert Event.objects.about(incident).filter(kind="incident.reopened").exists()
    with pytest.raises(MoveRefused):
        workflow.do_step(other.pk, "public_post", by=coordinator)


def test_a_writers_last_incident_is_suggested_whatever_it_was_about(service, coordinator, incident):
    Incident.objects.filter(pk=incident.pk).update(closed_at=timezone.now(), outcome="Rang them")
    theirs = {"author_handle": incident.author_handle, "text": "Still nothing from you. Nothing!"}
    (found,) = incidents.suggested(grievance(service, coordinator, **theirs), coordinator)
    assert (found.incident, found.why) == (incident, "The last one of this writer.")


def test_one_is_not_opened_again_beside_an_open_one_of_the_writer(service, coordinator, incident):
    writer = {"author_handle": incident.author_handle}
    Incident.objects.filter(pk=incident.pk).update(closed_at=timezone.now(), outcome="Rang them")
    opened(grievance(service, coordinator, **writer), coordinator)
    last = grievance(service, coordinator, **writer)
    with pytest.raises(MoveRefused, match="has an open incident"):
        workflow.do_step(last.pk, "incident", by=coordinator, given=Given(incident=incident.pk))


def test_who_was_answered_in_public_is_answered_again_only_with_a_reason_that_the_line_manager_reads(
    service, coordinator, incident
):
    answered_and_closed(incident, coordinator)
    again = grievance(service, coordinator, author_handle=incident.author_handle, text=COFFEE_TOO)
    opened(again, coordinator, title="Coffee again")
    with pytest.raises(MoveRefused, match="Write what is new since “Coffee morning cancelled” was answered"):
        workflow.do_step(again.pk, "public_post", by=coordinator)
    why = Given(title="It was cancelled a second time")
    step = workflow.do_step(again.pk, "public_post", by=coordinator, given=why)
    assert step.data["why"] == "It was cancelled a second time"
    post = Post.objects.get(pk=step.data["post"])
    assert post.title == "Another answer to a grievance: Coffee again"
    event = Event.objects.about(post).get(kind="incident.answered_again")
    assert event.data == {"reason": "It was cancelled a second time"}


def test_what_is_kept_from_a_person_suggests_nothing_to_them(service, coordinator, manager, incident):
    keep_all_from(coordinator)
    other = grievance(service, coordinator, text=COFFEE_TOO)
    assert incidents.suggested(other, coordinator) == []
    assert [one.incident for one in incidents.suggested(other, manager)] == [incident]


def test_a_suggested_incident_is_joined_and_is_then_one_of_several_writers(service, coordinator, incident):
    other = grievance(service, coordinator, text=COFFEE_TOO)
    workflow.do_step(other.pk, "incident", by=coordinator, given=Given(incident=incident.pk))
    other.refresh_from_db()
    incident.refresh_from_db()
    assert other.incident == incident
    assert incident.author_handle == ""
    assert moves.joins_incident(other)
    with pytest.raises(MoveRefused, match="not part of what is to be done"):
        workflow.do_step(other.pk, "complaints", by=coordinator)


def test_who_is_put_in_first_is_answered_though_another_wrote_earlier(service, coordinator, incident):
    first = incident.comments.get()
    earlier = grievance(service, coordinator, text=COFFEE_TOO)
    Comment.objects.filter(pk=earlier.pk).update(received_at="2026-01-01T10:00:00Z")
    workflow.do_step(earlier.pk, "incident", by=coordinator, given=Given(incident=incident.pk))
    assert not moves.joins_incident(first)
    assert moves.joins_incident(Comment.objects.get(pk=earlier.pk))


def test_a_later_comment_of_a_writer_joins_the_incident_of_several(service, coordinator, incident):
    other = grievance(service, coordinator, text=COFFEE_TOO, author_handle="@sam")
    workflow.do_step(other.pk, "incident", by=coordinator, given=Given(incident=incident.pk))
    again = grievance(service, coordinator, text="Still waiting for a word from you.", author_handle="@sam")
    assert moves.open_incident_of(again) == incident


def test_writers_without_a_handle_are_not_taken_for_one(service, coordinator):
    opened(grievance(service, coordinator, author_handle=""), coordinator)
    assert moves.open_incident_of(grievance(service, coordinator, author_handle="")) is None


@pytest.mark.parametrize("choice", [0, 10**9])
def test_an_incident_that_is_not_there_cannot_be_joined(service, coordinator, incident, choice):
    other = grievance(service, coordinator)
    with pytest.raises(MoveRefused, match=r"Choose an incident|Write in a few words"):
        workflow.do_step(other.pk, "incident", by=coordinator, given=Given(incident=choice))


def test_an_incident_of_another_service_cannot_be_joined(service, coordinator, other_service, outsider):
    theirs = opened(grievance(other_service, outsider), outsider)
    other = grievance(service, coordinator)
    with pytest.raises(MoveRefused, match="Choose an incident"):
        workflow.do_step(other.pk, "incident", by=coordinator, given=Given(incident=theirs.pk))


def test_a_comment_is_split_off_and_is_to_be_answered_by_itself(service, coordinator, incident):
    other = grievance(service, coordinator, text=COFFEE_TOO)
    workflow.do_step(other.pk, "incident", by=coordinator, given=Given(incident=incident.pk))
    own = incidents.split_off(other.pk, title="The lift", by=coordinator, reason="It is about the lift.")
    other.refresh_from_db()
    assert other.incident == own
    assert own.title == "The lift"
    assert not moves.joins_incident(other)
    assert other.steps.get(key="incident").data["incident"] == own.pk


def test_the_only_comment_is_not_split_off(coordinator, incident):
    with pytest.raises(MoveRefused, match="only comment"):
        incidents.split_off(incident.comments.get().pk, title="The lift", by=coordinator, reason="Because.")


def test_a_comment_moves_and_the_incident_that_it_leaves_empty_closes(service, coordinator, incident):
    elsewhere = opened(grievance(service, coordinator, text="The lift is broken"), coordinator, title="The lift")
    moved = incident.comments.get()
    incidents.move_comment(moved.pk, to=elsewhere.pk, by=coordinator, reason="The lift again.")
    incident.refresh_from_db()
    assert incident.closed_at
    assert elsewhere.comments.count() == 2
    assert moves.joins_incident(Comment.objects.get(pk=moved.pk))


def test_those_that_stay_are_to_be_answered_when_the_first_one_leaves(service, coordinator, incident):
    other = grievance(service, coordinator, text=COFFEE_TOO)
    workflow.do_step(other.pk, "incident", by=coordinator, given=Given(incident=incident.pk))
    first = incident.comments.exclude(pk=other.pk).get()
    incidents.split_off(first.pk, title="The lift", by=coordinator, reason="It is about the lift.")
    other.refresh_from_db()
    assert not moves.joins_incident(other)
    assert other.clock_stopped_at is None  # joining had stopped it; now it waits for its own answer


def test_the_comment_that_the_public_post_was_drafted_from_stays(service, coordinator, incident):
    first = incident.comments.get()
    workflow.do_step(first.pk, "public_post", by=coordinator)
    elsewhere = opened(grievance(service, coordinator, text="The lift is broken"), coordinator, title="The lift")
    with pytest.raises(MoveRefused, match="one public post was drafted"):
        incidents.move_comment(first.pk, to=elsewhere.pk, by=coordinator, reason="The lift again.")


@pytest.mark.parametrize("reason", ["", "   \n"])
def test_moving_wants_a_reason(service, coordinator, incident, reason):
    elsewhere = opened(grievance(service, coordinator), coordinator, title="The lift")
    with pytest.raises(MoveRefused, match="Write why"):
        incidents.move_comment(incident.comments.get().pk, to=elsewhere.pk, by=coordinator, reason=reason)


def test_a_closed_incident_takes_nothing_in_and_lets_nothing_out(service, coordinator, incident):
    elsewhere = opened(grievance(service, coordinator), coordinator, title="The lift")
    comment = incident.comments.get()
    Incident.objects.filter(pk=elsewhere.pk).update(closed_at="2026-01-01T10:00:00Z", outcome="over")
    with pytest.raises(MoveRefused, match="That incident is closed"):
        incidents.move_comment(comment.pk, to=elsewhere.pk, by=coordinator, reason="The lift again.")
    with pytest.raises(MoveRefused, match="Its incident is closed"):
        incidents.move_comment(elsewhere.comments.get().pk, to=incident.pk, by=coordinator, reason="Not the lift.")


def test_a_stale_page_moves_nothing(service, coordinator, incident):
    elsewhere = opened(grievance(service, coordinator), coordinator, title="The lift")
    comment = incident.comments.get()
    with pytest.raises(Stale):
        incidents.move_comment(
            comment.pk, to=elsewhere.pk, by=coordinator, reason="The lift.", version=comment.version - 1
        )


def test_viewers_and_strangers_move_and_rename_nothing(service, coordinator, incident, viewer, outsider):
    elsewhere = opened(grievance(service, coordinator), coordinator, title="The lift")
    comment = incident.comments.get()
    for person in (viewer, outsider):
        with pytest.raises(PermissionDenied):
            incidents.move_comment(comment.pk, to=elsewhere.pk, by=person, reason="The lift.")
        with pytest.raises(PermissionDenied):
            incidents.rename(incident.pk, title="Mine", by=person)


def test_who_may_see_none_of_its_comments_does_nothing_with_an_incident(service, coordinator, incident):
    keep_all_from(coordinator)
    assert incident not in incidents.visible_to(coordinator, service)
    with pytest.raises(PermissionDenied, match="kept from you"):
        incidents.rename(incident.pk, title="Nothing", by=coordinator)


def test_a_title_holds_no_writers_name(coordinator, incident):
    comment = incident.comments.get()
    renamed = incidents.rename(incident.pk, title=f"What {comment.author_name} said", by=coordinator)
    assert comment.author_name not in renamed.title


def test_a_second_public_post_is_refused_in_a_sentence(service, coordinator, incident):
    first = incident.comments.get()
    workflow.do_step(first.pk, "public_post", by=coordinator)
    with pytest.raises(MoveRefused, match=r"one public post already\. We answer once"):
        incidents.draft_public_post(
            Comment.objects.get(pk=first.pk), text="Sorry.", by=coordinator, now=first.received_at
        )


def test_a_public_post_that_was_withdrawn_unsent_may_be_drafted_anew(service, coordinator, incident):
    first, now = incident.comments.get(), timezone.now()
    step = workflow.do_step(first.pk, "public_post", by=coordinator)
    assert incidents.without_their_post(now) == 0  # it is on its way
    posts.withdraw(step.data["post"], by=coordinator)
    assert [incidents.without_their_post(now), incidents.without_their_post(now)] == [1, 0]
    incident.refresh_from_db()
    assert incident.public_post is None
    assert Event.objects.about(incident).get(kind="incident.post_withdrawn").data == {"post": step.data["post"]}
    again = workflow.do_step(first.pk, "public_post", by=coordinator)
    incident.refresh_from_db()
    assert (incident.public_post_id, again.data["post"]) == (again.data["post"], incident.public_post_id)
    assert again.data["post"] != step.data["post"]
    with pytest.raises(MoveRefused, match="one public post already"):
        incidents.draft_public_post(Comment.objects.get(pk=first.pk), text="Sorry.", by=coordinator, now=now)


def test_whoever_drafts_before_the_next_look_takes_the_place_of_the_withdrawn_post(service, coordinator, incident):
    first = incident.comments.get()
    step = workflow.do_step(first.pk, "public_post", by=coordinator)
    posts.withdraw(step.data["post"], by=coordinator)
    given = {"text": "We are sorry.", "by": coordinator, "now": timezone.now()}
    post = incidents.draft_public_post(Comment.objects.get(pk=first.pk), **given)
    incident.refresh_from_db()
    assert incident.public_post == post
    assert incidents.without_their_post(timezone.now()) == 0


@pytest.mark.parametrize("state", ["sent", "unknown"])
def test_a_post_that_somebody_may_have_seen_stays_the_one(service, coordinator, incident, state):
    first = incident.comments.get()
    post = Post.objects.get(pk=workflow.do_step(first.pk, "public_post", by=coordinator).data["post"])
    sent = {"revision": post.revision, "digest": post.revision.digest, "due_at": timezone.now(), "state": state}
    sent |= {"sent_at": timezone.now(), "remote_id": "p-1"} if state == "sent" else {}
    Delivery.objects.create(post=post, channel=ChannelFactory(service=service), **sent)
    Post.objects.filter(pk=post.pk).update(state="withdrawn")
    assert incidents.without_their_post(timezone.now()) == 0
    with pytest.raises(MoveRefused, match="one public post already"):
        incidents.draft_public_post(Comment.objects.get(pk=first.pk), text="Sorry.", by=coordinator, now=timezone.now())


def test_an_incident_with_an_unanswered_complaint_does_not_close(service, coordinator, incident, manager):
    complaints.open_complaint(incident.pk, by=manager, made_on=service.today(incident.opened_at), handled_by=manager)
    Comment.objects.update(state="closed", closed_at=incident.opened_at)
    with pytest.raises(MoveRefused, match="has not been answered yet"):
        incidents.close_incident(incident.pk, by=manager, outcome="Called back.")


def test_a_deputy_of_nobody_is_no_handler(service, incident):
    nobody = member(service, Role.VIEWER)
    with pytest.raises(PermissionDenied):
        incidents.close_incident(incident.pk, by=nobody, outcome="Over.")

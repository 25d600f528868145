"""What two people do in the same moment to incidents, complaints, blocks, appeals, rules: exactly one wins."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.models import Role
from audit.models import Event
from audit.services import first_broken_link
from channels.models import SandboxBlock
from moderation import workflow
from moderation.conduct import appeals, blocking, house_rules
from moderation.grievances import complaints, incidents
from moderation.models import Appeal, Block, Comment, Complaint, HouseRule, Incident
from moderation.moves import MoveRefused
from moderation.workflow import Given
from policies.models import ReplyPurpose
from posts import workflow as posts
from posts.models import Post
from tests.factories.accounts import member
from tests.factories.moderation import (
    AppealFactory,
    CommentFactory,
    HouseRuleFactory,
    IncidentFactory,
    reply_templates,
    sandbox_channel,
)
from tests.factories.policies import QuietPeriodFactory
from tests.moderation.conduct.test_blocking import breach
from tests.posts.test_two_at_once import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def outcomes(got: list) -> list[str]:
    return sorted(type(one).__name__ for one in got)


def test_two_who_join_and_draft_for_one_incident_write_one_post(service):
    reply_templates(service, *ReplyPurpose.values)
    people = [member(service, Role.COORDINATOR) for _ in range(2)]
    first, second = (CommentFactory(service=service, grievance=True, confirmed_by=by, claimed_by=by) for by in people)
    workflow.do_step(first.pk, "incident", by=people[0], given=Given(title="Coffee morning"))
    incident = Incident.objects.get()
    got = at_once(
        lambda: workflow.do_step(first.pk, "public_post", by=people[0]),
        lambda: workflow.do_step(second.pk, "incident", by=people[1], given=Given(incident=incident.pk)),
        lambda: workflow.do_step(first.pk, "public_post", by=people[0]),
    )
    assert outcomes(got).count("MoveRefused") == 1, got
    assert Post.objects.count() == 1
    assert first_broken_link(service) is None


def test_after_a_withdrawn_post_two_draft_and_the_look_clears_and_there_is_one(service):
    reply_templates(service, *ReplyPurpose.values)
    by = member(service, Role.COORDINATOR)
    comment = CommentFactory(service=service, grievance=True, confirmed_by=by, claimed_by=by)
    workflow.do_step(comment.pk, "incident", by=by, given=Given(title="Coffee morning"))
    posts.withdraw(workflow.do_step(comment.pk, "public_post", by=by).data["post"], by=by)

    def draft():
        with transaction.atomic():
            given = {"text": "We are sorry.", "by": by, "now": timezone.now()}
            return incidents.draft_public_post(Comment.objects.get(pk=comment.pk), **given)

    got = at_once(draft, draft, lambda: incidents.without_their_post(timezone.now()))
    assert [type(one).__name__ for one in got].count("Post") == 1, got
    assert Post.objects.exclude(state="withdrawn").count() == 1
    assert Event.objects.filter(kind="incident.post_withdrawn").count() == 1
    assert first_broken_link(service) is None


def test_of_two_who_move_a_comment_one_does(service):
    people = [member(service, Role.COORDINATOR) for _ in range(2)]
    source, *targets = (IncidentFactory(service=service) for _ in range(3))
    moved, _ = (CommentFactory(service=service, grievance=True, incident=source) for _ in range(2))
    got = at_once(
        *(
            lambda by=by, to=to: incidents.move_comment(moved.pk, to=to.pk, by=by, reason="It is elsewhere.", version=1)
            for by, to in zip(people, targets, strict=True)
        )
    )
    assert len([one for one in got if isinstance(one, Incident)]) == 1, got
    assert Event.objects.filter(kind="incident.left", thing="moderation.comment").count() == 1


def test_two_who_move_comments_across_do_not_wait_for_each_other_for_ever(service):
    people = [member(service, Role.COORDINATOR) for _ in range(2)]
    one, other = (IncidentFactory(service=service) for _ in range(2))
    here, _, there, _ = (
        CommentFactory(service=service, grievance=True, incident=incident) for incident in (one, one, other, other)
    )
    got = at_once(
        lambda: incidents.move_comment(here.pk, to=other.pk, by=people[0], reason="There."),
        lambda: incidents.move_comment(there.pk, to=one.pk, by=people[1], reason="Here."),
    )
    assert outcomes(got) == ["Incident", "Incident"], got


def test_an_incident_that_is_just_being_closed_is_opened_again_by_who_joins_it_or_stays_open(service):
    by, manager = member(service, Role.COORDINATOR), member(service, Role.SERVICE_MANAGER)
    incident = IncidentFactory(service=service)
    CommentFactory(service=service, grievance=True, incident=incident, closed=True)
    late = CommentFactory(service=service, grievance=True, confirmed_by=by)
    got = at_once(
        lambda: incidents.close_incident(incident.pk, by=manager, outcome="Called back."),
        lambda: workflow.do_step(late.pk, "incident", by=by, given=Given(incident=incident.pk)),
    )
    assert outcomes(got) in (["Incident", "Step"], ["MoveRefused", "Step"]), got
    incident.refresh_from_db()
    late.refresh_from_db()
    assert (incident.closed_at, late.incident) == (None, incident)


def test_complaints_at_once_get_numbers_one_after_the_other(service):
    people = [member(service, Role.SERVICE_MANAGER) for _ in range(5)]
    found = [IncidentFactory(service=service) for _ in people]
    today = service.today(timezone.now())
    at_once(
        *(
            lambda by=by, one=one: complaints.open_complaint(one.pk, by=by, made_on=today, handled_by=by)
            for by, one in zip(people, found, strict=True)
        )
    )
    numbers = sorted(Complaint.objects.values_list("number", flat=True))
    assert numbers == [f"{today.year}-{serial:04d}" for serial in range(1, 6)]
    assert first_broken_link(service) is None


def test_one_incident_gets_one_complaint_and_no_number_is_lost(service):
    people = [member(service, Role.SERVICE_MANAGER) for _ in range(3)]
    incident, today = IncidentFactory(service=service), service.today(timezone.now())
    got = at_once(
        *(lambda by=by: complaints.open_complaint(incident.pk, by=by, made_on=today, handled_by=by) for by in people)
    )
    assert outcomes(got) == ["Complaint", "MoveRefused", "MoveRefused"]
    other = IncidentFactory(service=service)
    following = complaints.open_complaint(other.pk, by=people[0], made_on=today, handled_by=people[0])
    assert following.number == f"{today.year}-0002"


def test_of_two_who_block_a_writer_one_does(service):
    reply_templates(service, *ReplyPurpose.values)
    by, rule = member(service, Role.COORDINATOR), HouseRuleFactory(service=service)
    last = [breach(service, by, rule) for _ in range(3)][-1]
    managers = [member(service, Role.LINE_MANAGER) for _ in range(2)]
    got = at_once(
        *(lambda who=who: blocking.block_writer(last.pk, by=who, reason="Insults.") for who in managers),
        lambda: blocking.propose(last.pk, by=by, reason="Insults."),
    )
    assert outcomes(got) == ["Block", "MoveRefused", "MoveRefused"], got
    assert Block.objects.count() == 1


def test_of_two_who_decide_about_a_proposal_one_does(service):
    reply_templates(service, *ReplyPurpose.values)
    by, rule = member(service, Role.COORDINATOR), HouseRuleFactory(service=service)
    last = [breach(service, by, rule) for _ in range(3)][-1]
    block = blocking.propose(last.pk, by=by, reason="Insults.")
    one, other = (member(service, Role.LINE_MANAGER) for _ in range(2))
    got = at_once(
        lambda: blocking.decide(block.pk, by=one, blocks=True),
        lambda: blocking.decide(block.pk, by=other, blocks=False, reason="Jokes."),
    )
    assert outcomes(got) == ["Block", "MoveRefused"], got
    block.refresh_from_db()
    assert (block.state == "done") is SandboxBlock.objects.exists()


def test_two_workers_and_a_person_end_a_block_once(service):
    reply_templates(service, *ReplyPurpose.values)
    by, rule = member(service, Role.COORDINATOR), HouseRuleFactory(service=service)
    manager = member(service, Role.SERVICE_MANAGER)
    last = [breach(service, by, rule) for _ in range(3)][-1]
    block = blocking.block_writer(last.pk, by=manager, reason="Insults.")
    over = timezone.now() + dt.timedelta(days=91)
    at_once(
        lambda: blocking.end(block.pk, now=over),
        lambda: blocking.end(block.pk, now=over),
        lambda: blocking.lift(block.pk, by=manager, reason="They said sorry."),
    )
    ends = Event.objects.filter(kind__in=["block.ended", "block.lifted"], thing="moderation.block")
    assert ends.count() == 1
    assert not SandboxBlock.objects.exists()


def test_of_two_who_decide_an_appeal_one_does(service):
    one, other = (member(service, Role.COORDINATOR) for _ in range(2))
    hidden = CommentFactory(service=service, on_sandbox=True, confirmed_by=one, hidden_at=timezone.now())
    appeal = AppealFactory(comment=hidden)
    given = {"reason": "Because.", "told_how": "by e-mail"}
    got = at_once(
        lambda: appeals.decide(appeal.pk, by=one, upholds=True, **given),
        lambda: appeals.decide(appeal.pk, by=other, upholds=False, **given),
    )
    assert outcomes(got) == ["MoveRefused", "tuple"], got
    appeal.refresh_from_db()
    comment = Comment.objects.get()
    assert (appeal.decision == "upheld") is (comment.hidden_at is None)


def test_the_public_form_sent_twice_in_one_moment_is_one_request(service):
    given = {"channel": sandbox_channel(service), "author_handle": "@jo", "says": "Why?", "now": timezone.now()}
    at_once(*(lambda: appeals.from_public(service, **given) for _ in range(3)))
    assert Appeal.objects.count() == 1


def test_of_an_appeal_by_phone_and_one_by_the_form_one_is_about_the_comment(service):
    by = member(service, Role.COORDINATOR)
    comment = CommentFactory(service=service, hidden_at=timezone.now(), author_handle="@jo")
    got = at_once(
        lambda: appeals.log_for_comment(comment.pk, by=by, came_by="by phone", says="Why?"),
        lambda: appeals.from_public(
            service, channel=sandbox_channel(service), author_handle="@jo", says="Why?", now=timezone.now()
        ),
    )
    assert Appeal.objects.filter(comment=comment).count() == 1, got
    assert isinstance(got[1], Appeal)  # nobody who uses the form is turned away
    assert isinstance(got[0], Appeal | MoveRefused)


def test_rules_added_at_once_have_places_of_their_own_and_names_once(service):
    people = [member(service, Role.SERVICE_MANAGER) for _ in range(3)]
    at_once(*(lambda by=by: house_rules.add_usual(service, by=by) for by in people))
    places = list(HouseRule.objects.values_list("position", flat=True))
    assert len(places) == len(set(places)) == len(house_rules.USUAL) + 1


def test_two_beats_bring_one_rule_for_a_quiet_period(service):
    manager = member(service, Role.SERVICE_MANAGER)
    today = service.today(timezone.now())
    QuietPeriodFactory(service=service, set_by=manager, starts_on=today, ends_on=today)
    at_once(*(lambda: house_rules.ready_for_quiet_periods(timezone.now()) for _ in range(3)))
    assert HouseRule.objects.count() == 1

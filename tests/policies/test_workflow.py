from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from audit.models import Event
from audit.services import first_broken_link
from policies import drafting, reviews, workflow
from policies.digests import digest_of
from policies.models import PolicyReview, PolicyVersion, Section, VersionState
from policies.refusals import MoveRefused, Refused
from tests.factories.accounts import ServiceFactory, member
from tests.factories.policies import PolicyFactory, PolicyVersionFactory, RuleSettingFactory, SectionFactory

STATES = list(VersionState)


def kinds(row) -> list[str]:
    return list(Event.objects.about(row).values_list("kind", flat=True))


def version_in(state: VersionState, service, author) -> PolicyVersion:
    """A version of the social media policy in this state, with what its constraints ask for."""
    second = member(service, Role.LINE_MANAGER)
    approved = state in ("approved", "scheduled", "in_force", "superseded")
    version = PolicyVersionFactory(
        policy=PolicyFactory(service=service, owner=author),
        author=author,
        state=state,
        approved_by=second if approved else None,
        effective_from=timezone.localdate() if approved else None,
    )
    RuleSettingFactory(section=SectionFactory(version=version, guidance_only=True))
    return version


def act(verb: str, version: PolicyVersion, by) -> PolicyVersion:
    more = {
        "return_for_changes": {"note": "Say who looks at night."},
        "schedule": {"effective_from": timezone.localdate() + dt.timedelta(days=3)},
        "put_in_force": {"reason": "A child was named in a post."},
    }
    return getattr(workflow, verb)(version.pk, by=by, **more.get(verb, {}))


ALLOWED = {
    "submit": {"draft", "changes_requested"},
    "return_for_changes": {"in_review", "approved", "scheduled"},
    "approve": {"in_review"},
    "schedule": {"approved", "scheduled"},
    "put_in_force": {"approved", "scheduled"},
    "withdraw": {"draft", "in_review", "changes_requested", "approved", "scheduled"},
}
BECOMES = {
    "submit": "in_review",
    "return_for_changes": "changes_requested",
    "approve": "approved",
    "schedule": "scheduled",
    "put_in_force": "in_force",
    "withdraw": "withdrawn",
}
ROLES = {  # who besides the author: another service manager, a line manager, and people who may not
    "submit": {"manager", "second_manager"},
    "return_for_changes": {"second_manager", "approver"},
    "approve": {"second_manager", "approver"},
    "schedule": {"manager", "second_manager"},
    "put_in_force": {"manager", "second_manager"},
    "withdraw": {"manager", "second_manager"},
}
MOVES_THAT_ARE = [(verb, state) for verb, states in ALLOWED.items() for state in sorted(states)]
MOVES_THAT_ARE_NOT = [(verb, str(state)) for verb, states in ALLOWED.items() for state in STATES if state not in states]


def test_the_table_of_these_tests_is_the_table_of_the_workflow():
    assert {verb: {str(state) for state in move.come_from} for verb, move in workflow.MOVES.items()} == ALLOWED
    assert {verb: str(move.to) for verb, move in workflow.MOVES.items()} == BECOMES


@pytest.mark.parametrize(("verb", "state"), MOVES_THAT_ARE)
def test_a_move_that_the_table_has_is_done_and_recorded(verb, state, service, manager, approver):
    version = version_in(state, service, manager)
    person = {"return_for_changes": approver, "approve": approver}.get(verb, manager)
    assert workflow.available(version, person)[verb] == ""
    act(verb, version, person)
    version.refresh_from_db()
    assert version.state == BECOMES[verb]
    assert kinds(version)
    assert first_broken_link(service) is None


@pytest.mark.parametrize(("verb", "state"), MOVES_THAT_ARE_NOT)
def test_a_move_that_the_table_does_not_have_is_refused_in_a_sentence(verb, state, service, manager, second_manager):
    version = version_in(state, service, manager)
    assert workflow.available(version, second_manager)[verb]
    with pytest.raises(MoveRefused, match=r"^Version 1\.0 is .*only while it is .*\.$"):
        act(verb, version, second_manager)
    version.refresh_from_db()
    assert version.state == state
    assert kinds(version) == []


@pytest.mark.parametrize("verb", ALLOWED)
@pytest.mark.parametrize("person", ["coordinator", "approver", "manager", "second_manager", "viewer", "outsider"])
def test_only_who_may_can_move_a_version(verb, person, service, manager, request):
    version = version_in(sorted(ALLOWED[verb])[0], service, manager)
    user = request.getfixturevalue(person)
    assert (workflow.available(version, user)[verb] == "") == (person in ROLES[verb])


@pytest.mark.parametrize("person", ["coordinator", "safeguarding_lead", "viewer", "outsider"])
@pytest.mark.parametrize(("verb", "state"), MOVES_THAT_ARE)
def test_a_person_without_the_role_moves_nothing(verb, state, person, service, manager, request):
    version = version_in(state, service, manager)
    with pytest.raises(MoveRefused, match=r"^Only a .* can .* policies\.$"):
        act(verb, version, request.getfixturevalue(person))


def test_an_author_cannot_approve_or_return_their_own_version(service, manager):
    version = version_in("in_review", service, manager)
    for verb in ("approve", "return_for_changes"):
        with pytest.raises(MoveRefused, match="somebody else"):
            act(verb, version, manager)


def test_who_changed_a_word_in_a_version_cannot_approve_it(draft, manager, second_manager, approver):
    section = draft.sections.first()
    drafting.save_section(
        section.pk,
        by=second_manager,
        title=section.title,
        body="Other words.",
        standard_item="",
        change=Section.Change.WORDING,
        guidance_only=True,
    )
    drafting.save_facts(draft.pk, by=manager, change_note="Clearer.", cycle_months=12, effective_from=None)
    workflow.submit(draft.pk, by=manager)
    with pytest.raises(MoveRefused, match="changed something in this version"):
        workflow.approve(draft.pk, by=second_manager)
    assert workflow.approve(draft.pk, by=approver).approved_by == approver


def test_the_database_refuses_an_author_as_approver(service, manager):
    version = version_in("in_review", service, manager)
    with pytest.raises(IntegrityError), transaction.atomic():
        PolicyVersion.objects.filter(pk=version.pk).update(approved_by=manager, state="approved")


def test_the_database_holds_one_version_in_force_a_policy(starter_in_force, approver):
    with pytest.raises(IntegrityError), transaction.atomic():
        PolicyVersionFactory(policy=starter_in_force.policy, minor=5, state="in_force", approved_by=approver)


def test_an_approval_of_a_text_that_was_changed_meanwhile_is_refused(draft, manager, approver):
    drafting.save_facts(draft.pk, by=manager, change_note="First try.", cycle_months=12, effective_from=None)
    seen = workflow.submit(draft.pk, by=manager).edited_at
    workflow.return_for_changes(draft.pk, by=approver, note="Shorter.")
    drafting.save_facts(draft.pk, by=manager, change_note="Short.", cycle_months=12, effective_from=None)
    workflow.submit(draft.pk, by=manager)
    with pytest.raises(MoveRefused, match="changed after you opened it"):
        workflow.approve(draft.pk, by=approver, seen=seen)


def test_a_return_needs_a_note(service, manager, approver):
    version = version_in("in_review", service, manager)
    with pytest.raises(MoveRefused, match="Say what has to change"):
        workflow.return_for_changes(version.pk, by=approver, note="  ")


def test_a_return_takes_the_approval_away(service, manager, approver):
    version = version_in("approved", service, manager)
    workflow.return_for_changes(version.pk, by=approver, note="One more thing.")
    version.refresh_from_db()
    assert (version.approved_by, version.approved_at, version.return_note) == (None, None, "One more thing.")


@pytest.mark.parametrize("state", [state for state in STATES if state not in ("draft", "changes_requested")])
def test_content_is_frozen_from_review_on(state, service, manager):
    version = version_in(state, service, manager)
    section = version.sections.get()
    with pytest.raises(Refused, match="can no longer be changed"):
        drafting.add_section(version.pk, by=manager, title="More")
    with pytest.raises(Refused, match="can no longer be changed"):
        drafting.move_section(section.pk, by=manager, up=True)
    with pytest.raises(Refused, match="can no longer be changed"):
        drafting.set_rule(version.pk, by=manager, rule="shouting", section_id=section.pk, severity="off")
    with pytest.raises(Refused, match="can no longer be changed"):
        drafting.save_parameters(version.pk, by=manager, values={"claim_minutes": 9})
    assert version.sections.count() == 1


def test_only_the_text_that_was_sent_for_review_is_approved_and_comes_into_force(draft, manager, approver, caplog):
    """Whatever wrote to the database past this app."""
    send_for_review(draft, manager)
    sections, read = draft.sections.filter(key="comments"), draft.sections.get(key="comments").body
    sections.update(body="Anything goes.")
    with pytest.raises(MoveRefused, match="not the one that was sent for review"):
        workflow.approve(draft.pk, by=approver)
    sections.update(body=read)
    workflow.approve(draft.pk, by=approver)
    draft.rule_settings.filter(rule="personal-data").update(severity="off")
    day = timezone.localdate() + dt.timedelta(days=1)
    with pytest.raises(MoveRefused, match="not the one that was sent for review"):
        workflow.schedule(draft.pk, by=manager, effective_from=day)
    with pytest.raises(MoveRefused, match="not the one that was sent for review"):
        workflow.put_in_force(draft.pk, by=manager, reason="A child was named.")
    draft.rule_settings.filter(rule="personal-data").update(severity="block")
    workflow.schedule(draft.pk, by=manager, effective_from=day)
    draft.reply_templates.filter(purpose="general").update(body="Ring your councillor.")
    assert workflow.take_over(timezone.now() + dt.timedelta(days=3)) == []
    assert "did not take over" in caplog.text
    assert draft.policy.versions.in_force().get().number == "1.0"


def test_the_record_names_what_was_sent_for_review_and_approved(draft, manager, approver):
    send_for_review(draft, manager)
    workflow.approve(draft.pk, by=approver)
    events = Event.objects.about(draft).filter(kind__in=["policy.version_submitted", "policy.version_approved"])
    assert {one.data["digest"] for one in events} == {digest_of(PolicyVersion.objects.get(pk=draft.pk))}
    assert events.count() == 2


def test_what_is_returned_and_sent_again_is_frozen_anew(draft, manager, approver):
    send_for_review(draft, manager)
    workflow.return_for_changes(draft.pk, by=approver, note="Say who looks at night.")
    drafting.save_facts(draft.pk, by=manager, change_note="At night too.", cycle_months=12, effective_from=None)
    assert workflow.submit(draft.pk, by=manager).digest == digest_of(PolicyVersion.objects.get(pk=draft.pk))
    assert workflow.approve(draft.pk, by=approver).state == "approved"


def test_a_section_that_meets_another_item_has_to_say_how_it_changed(draft, manager):
    section = draft.sections.get(key="children")
    drafting.save_facts(draft.pk, by=manager, change_note="Moved.", cycle_months=12, effective_from=None)
    facts = {"title": section.title, "body": section.body, "guidance_only": False, "change": ""}
    drafting.save_section(section.pk, by=manager, standard_item="etiquette", **facts)
    with pytest.raises(MoveRefused, match="wording or its meaning"):
        workflow.submit(draft.pk, by=manager)


def send_for_review(draft: PolicyVersion, manager) -> None:
    section = draft.sections.get(key="comments")
    facts = {"title": section.title, "standard_item": section.standard_item, "guidance_only": False}
    drafting.save_facts(draft.pk, by=manager, change_note="Night cover.", cycle_months=12, effective_from=None)
    drafting.save_section(section.pk, by=manager, body="New words.", change="wording", **facts)
    drafting.confirm(section.pk, by=manager)
    workflow.submit(draft.pk, by=manager)


def test_a_draft_without_text_or_note_is_not_ready(service, manager):
    version = PolicyVersionFactory(policy=PolicyFactory(service=service, owner=manager), change_note="")
    with pytest.raises(MoveRefused, match=r"Add at least one section.*change note"):
        workflow.submit(version.pk, by=manager)


def test_a_section_that_changed_has_to_say_how(draft, manager):
    section = draft.sections.get(key="comments")
    drafting.save_facts(draft.pk, by=manager, change_note="Night cover.", cycle_months=12, effective_from=None)
    facts = {"title": section.title, "standard_item": section.standard_item, "guidance_only": False}
    drafting.save_section(section.pk, by=manager, body="New words.", change="", **facts)
    with pytest.raises(MoveRefused, match="wording or its meaning"):
        workflow.submit(draft.pk, by=manager)
    drafting.save_section(section.pk, by=manager, body="New words.", change="wording", **facts)
    drafting.confirm(section.pk, by=manager)
    assert workflow.submit(draft.pk, by=manager).state == "in_review"


# A new version


def test_a_new_version_copies_what_stands_in_force(starter_in_force, draft):
    assert draft.number == "1.1"
    old, new = starter_in_force, draft
    for name in ("sections", "rule_settings", "reply_templates"):
        assert getattr(new, name).count() == getattr(old, name).count() > 0
    assert list(new.sections.values_list("key", "position", "body")) == list(
        old.sections.values_list("key", "position", "body")
    )
    assert set(new.rule_settings.values_list("rule", "severity", "section__key")) == set(
        old.rule_settings.values_list("rule", "severity", "section__key")
    )
    assert not new.rule_settings.filter(section__version=old).exists()
    assert not new.reply_templates.filter(section__version=old).exists()


def test_a_second_draft_beside_the_first_is_refused(draft, manager):
    with pytest.raises(MoveRefused, match=r"Version 1\.1 is draft already"):
        workflow.start_version(draft.policy, by=manager)


def test_a_coordinator_starts_no_version(starter_in_force, coordinator):
    with pytest.raises(MoveRefused, match="Only a service manager"):
        workflow.start_version(starter_in_force.policy, by=coordinator)


def test_the_number_follows_the_weightiest_change_until_it_is_submitted(draft, manager):
    section = draft.sections.first()
    facts = {"title": section.title, "body": "New.", "standard_item": "", "guidance_only": False}
    drafting.save_section(section.pk, by=manager, change="meaning", **facts)
    draft.refresh_from_db()
    assert draft.number == "2.0"
    drafting.save_section(section.pk, by=manager, change="wording", **facts)
    draft.refresh_from_db()
    assert draft.number == "1.1"


def test_taking_a_section_out_is_a_change_in_meaning(draft, manager):
    drafting.remove_section(draft.sections.get(key="monitoring").pk, by=manager)
    draft.refresh_from_db()
    assert draft.number == "2.0"


def test_a_withdrawn_version_keeps_its_number(draft, manager):
    workflow.withdraw(draft.pk, by=manager)
    assert workflow.start_version(draft.policy, by=manager).number == "1.2"


# Coming into force


def test_the_old_version_is_superseded_in_the_same_breath(starter_in_force, draft, manager, approver):
    drafting.save_facts(draft.pk, by=manager, change_note="Shorter.", cycle_months=24, effective_from=None)
    workflow.submit(draft.pk, by=manager)
    workflow.approve(draft.pk, by=approver)
    now = dt.datetime(2026, 11, 30, 10, tzinfo=dt.UTC)
    workflow.put_in_force(draft.pk, by=manager, reason="A child was named.", now=now)
    starter_in_force.refresh_from_db()
    draft.refresh_from_db()
    assert (starter_in_force.state, draft.state) == ("superseded", "in_force")
    assert starter_in_force.superseded_at == draft.in_force_at == now
    assert draft.effective_from == dt.date(2026, 11, 30)
    assert draft.next_review_on == dt.date(2028, 11, 30)
    done, opened = PolicyReview.objects.filter(policy=draft.policy).order_by("pk")
    assert (done.outcome, done.reviewer, done.done_on) == ("new_version", approver, dt.date(2026, 11, 30))
    assert (opened.done_on, opened.due_on, opened.version) == (None, dt.date(2028, 11, 30), draft)


def test_a_date_that_has_begun_cannot_be_scheduled(service, manager):
    version = version_in("approved", service, manager)
    with time_machine.travel(dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)):
        with pytest.raises(MoveRefused, match="tomorrow or a later date"):
            workflow.schedule(version.pk, by=manager, effective_from=dt.date(2026, 11, 20))
        workflow.schedule(version.pk, by=manager, effective_from=dt.date(2026, 11, 21))
        workflow.schedule(version.pk, by=manager, effective_from=dt.date(2026, 11, 24))
    version.refresh_from_db()
    assert version.effective_from == dt.date(2026, 11, 24)


def test_in_force_at_once_needs_a_reason_and_names_both_people(service, manager, approver):
    version = version_in("in_review", service, manager)
    workflow.approve(version.pk, by=approver)
    with pytest.raises(MoveRefused, match="Say why it cannot wait"):
        workflow.put_in_force(version.pk, by=manager, reason="  ")
    workflow.put_in_force(version.pk, by=manager, reason="A child was named.")
    version.refresh_from_db()
    assert version.urgent_reason == "A child was named."
    event = Event.objects.about(version).get(kind="policy.version_urgent")
    said = "Helen Okafor put version 1.0, approved by Tom Ashworth, in force at once: A child was named."
    assert event.sentence == said


def test_in_force_at_once_needs_a_second_person_who_wrote_none_of_it(service, manager, second_manager, approver):
    version = version_in("approved", service, manager)
    PolicyVersion.objects.update(approved_by=second_manager)
    version.writers.add(second_manager)
    with pytest.raises(MoveRefused, match="Have a second person approve it"):
        workflow.put_in_force(version.pk, by=manager, reason="A child was named.")
    version.refresh_from_db()
    assert (version.state, version.urgent_reason) == ("approved", "")


def test_a_normal_take_over_needs_no_reason(service, manager):
    version = version_in("scheduled", service, manager)
    assert workflow.take_over(timezone.now() + dt.timedelta(days=1)) == [version.pk]
    assert "policy.version_in_force" in kinds(version)
    assert "policy.version_urgent" not in kinds(version)


def test_a_date_that_was_moved_after_the_job_had_looked_is_kept(service, manager):
    version = version_in("scheduled", service, manager)
    now = timezone.now() + dt.timedelta(days=1)
    workflow.schedule(version.pk, by=manager, effective_from=timezone.localdate() + dt.timedelta(days=9))
    with pytest.raises(MoveRefused, match="not yet"):
        workflow.put_in_force(version.pk, job="policy take-over", now=now)
    version.refresh_from_db()
    assert version.state == "scheduled"


CLOCK_CHANGES = [  # the day it takes over, the last moment before, the moment of 00:05 in London
    (
        dt.date(2027, 3, 28),
        dt.datetime(2027, 3, 28, 0, 4, 59, tzinfo=dt.UTC),
        dt.datetime(2027, 3, 28, 0, 5, tzinfo=dt.UTC),
    ),
    (
        dt.date(2027, 3, 29),
        dt.datetime(2027, 3, 28, 23, 4, tzinfo=dt.UTC),
        dt.datetime(2027, 3, 28, 23, 5, tzinfo=dt.UTC),
    ),
    (
        dt.date(2026, 10, 25),
        dt.datetime(2026, 10, 24, 23, 4, tzinfo=dt.UTC),
        dt.datetime(2026, 10, 24, 23, 5, tzinfo=dt.UTC),
    ),
    (
        dt.date(2026, 10, 26),
        dt.datetime(2026, 10, 26, 0, 4, tzinfo=dt.UTC),
        dt.datetime(2026, 10, 26, 0, 5, tzinfo=dt.UTC),
    ),
]


@pytest.mark.parametrize(("day", "before", "at"), CLOCK_CHANGES)
def test_a_scheduled_version_takes_over_at_five_past_midnight_local(day, before, at, service, manager):
    version = version_in("approved", service, manager)
    with time_machine.travel(dt.datetime(2026, 10, 1, 9, tzinfo=dt.UTC)):
        workflow.schedule(version.pk, by=manager, effective_from=day)
    assert workflow.take_over(before) == []
    assert workflow.take_over(at) == [version.pk]
    assert workflow.take_over(at) == []
    version.refresh_from_db()
    assert (version.state, version.in_force_at, version.effective_from) == ("in_force", at, day)
    assert Event.objects.about(version).last().job == "policy take-over"


def test_trouble_with_one_version_keeps_no_other_back(service, manager, caplog):
    """A version whose date of the next review lies beyond the calendar, before one that is as it should be."""
    broken = version_in("scheduled", service, manager)
    broken.cycle_months = 32_000
    broken.save()
    PolicyVersion.objects.filter(pk=broken.pk).update(effective_from=dt.date(9000, 1, 1))
    version = version_in("scheduled", ServiceFactory(), manager)
    PolicyVersion.objects.filter(pk=version.pk).update(effective_from=dt.date(8999, 1, 1))
    now = dt.datetime(9000, 6, 1, tzinfo=dt.UTC)
    assert workflow.take_over(now) == [version.pk]
    assert f"version {broken.pk} could not take over" in caplog.text
    broken.refresh_from_db()
    assert broken.state == "scheduled"


def test_managers_read_on_every_page_why_a_version_did_not_begin(client, draft, manager, approver, coordinator):
    send_for_review(draft, manager)
    workflow.approve(draft.pk, by=approver)
    day = timezone.localdate() + dt.timedelta(days=1)
    workflow.schedule(draft.pk, by=manager, effective_from=day)
    draft.reply_templates.filter(purpose="general").update(body="Ring your councillor.")
    page = reverse("policies:version", args=[draft.service.slug, draft.pk])
    with time_machine.travel(timezone.now() + dt.timedelta(days=3)):
        workflow.take_over(timezone.now())
        for person, times in ((manager, 1), (approver, 1), (coordinator, 0)):
            client.force_login(person)
            text = client.get(page).content.decode()
            assert text.count("should have come into force on") == times
            assert text.count("is not the one that was sent for review. Ask for changes") == times
            assert "Should have begun" in text
            assert "Comes into force" not in text


def test_each_service_takes_over_at_its_own_midnight(manager):
    now = dt.datetime(2026, 6, 30, 12, 30, tzinfo=dt.UTC)
    east = version_in("scheduled", ServiceFactory(time_zone="Pacific/Auckland"), manager)
    west = version_in("scheduled", ServiceFactory(time_zone="Europe/London"), manager)
    PolicyVersion.objects.update(effective_from=dt.date(2026, 7, 1))
    assert workflow.take_over(now) == [east.pk]
    assert workflow.take_over(now + dt.timedelta(hours=11)) == [west.pk]


def test_a_night_that_beat_slept_through_is_caught_up(service, manager):
    version = version_in("scheduled", service, manager)
    PolicyVersion.objects.update(effective_from=dt.date(2026, 11, 1))
    assert workflow.take_over(dt.datetime(2026, 11, 4, 9, tzinfo=dt.UTC)) == [version.pk]
    version.refresh_from_db()
    assert version.next_review_on == dt.date(2027, 11, 1)


# Reviews


def test_reviewed_without_change_is_a_record_and_sets_the_next_date(starter_in_force, manager):
    policy, now = starter_in_force.policy, dt.datetime(2027, 2, 1, 10, tzinfo=dt.UTC)
    review = reviews.reviewed_no_change(policy.pk, reason="Read it with the team.", by=manager, now=now)
    starter_in_force.refresh_from_db()
    assert (review.outcome, review.done_on, review.reviewer) == ("no_change", dt.date(2027, 2, 1), manager)
    assert starter_in_force.next_review_on == dt.date(2028, 2, 1)
    assert policy.reviews.get(done_on=None).due_on == dt.date(2028, 2, 1)
    assert kinds(review) == ["policy.review_opened", "policy.review_done"]


def test_a_review_without_a_reason_or_by_a_coordinator_is_refused(starter_in_force, manager, coordinator):
    with pytest.raises(Refused, match="Say what you looked at"):
        reviews.reviewed_no_change(starter_in_force.policy_id, reason=" ", by=manager)
    with pytest.raises(Refused, match="Only a service manager"):
        reviews.reviewed_no_change(starter_in_force.policy_id, reason="Fine.", by=coordinator)


def test_a_policy_that_is_not_in_force_cannot_be_reviewed(starter_draft, manager):
    with pytest.raises(Refused, match="nothing to review"):
        reviews.reviewed_no_change(starter_draft.policy_id, reason="Fine.", by=manager)

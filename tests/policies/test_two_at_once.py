"""What two people, or a person and the nightly job, do to one policy in the same moment, on two connections."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.db import connections
from django.utils import timezone

from accounts.models import OutgoingMail
from audit.models import Event
from audit.services import first_broken_link
from policies import confirming, drafting, exceptions, reminders, reviews, starter, workflow
from policies.models import PolicyReview, PolicyVersion
from policies.refusals import MoveRefused, Refused, Stale
from tests.factories.channels import ChannelFactory
from tests.factories.policies import (
    PolicyFactory,
    PolicyVersionFactory,
    RuleExceptionFactory,
    RuleSettingFactory,
    SectionFactory,
)

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]


def at_once(*acts):
    """Run each act on a connection of its own, all started together; what each gave or raised."""
    ready = threading.Barrier(len(acts))
    outcomes: list = [None] * len(acts)

    def run(place, act):
        ready.wait()
        try:
            outcomes[place] = act()
        except Exception as error:  # the outcome is what the test looks at
            outcomes[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return outcomes


@pytest.fixture
def policy(service, manager):
    return PolicyFactory(service=service, owner=manager)


def test_of_two_approvers_one_wins_and_the_other_gets_a_sentence(service, policy, approver, second_manager):
    version = PolicyVersionFactory(policy=policy, in_review=True)
    outcomes = at_once(*(lambda by=by: workflow.approve(version.pk, by=by) for by in (approver, second_manager)))
    assert [type(one) for one in outcomes].count(MoveRefused) == 1
    assert Event.objects.about(version).filter(kind="policy.version_approved").count() == 1
    assert first_broken_link(service) is None


def test_a_person_and_the_nightly_job_put_a_version_in_force_once(policy, manager, approver):
    before = PolicyVersionFactory(policy=policy, in_force=True)
    version = PolicyVersionFactory(policy=policy, scheduled=True, minor=1, effective_from=dt.date(2026, 11, 1))
    now = dt.datetime(2026, 11, 2, tzinfo=dt.UTC)
    at_once(
        lambda: workflow.take_over(now),
        lambda: workflow.take_over(now),
        lambda: workflow.put_in_force(version.pk, by=manager, reason="A child was named.", now=now),
    )
    assert PolicyVersion.objects.in_force().get() == version
    before.refresh_from_db()
    assert before.state == "superseded"
    assert PolicyReview.objects.filter(done_on=None).count() == 1
    assert Event.objects.about(version).filter(kind="policy.version_in_force").count() == 1


def test_an_edit_and_a_submission_at_once_never_change_a_frozen_text(policy, manager, second_manager):
    version = PolicyVersionFactory(policy=policy)
    section = SectionFactory(version=version, guidance_only=True)
    facts = {"title": "New", "standard_item": "", "change": "meaning", "guidance_only": True}
    submitted, saved = at_once(
        lambda: workflow.submit(version.pk, by=manager),
        lambda: drafting.save_section(section.pk, by=second_manager, body="Changed.", **facts),
    )
    assert not isinstance(submitted, Exception)
    section.refresh_from_db()
    edited = Event.objects.about(version).filter(kind="policy.version_edited").first()
    sent = Event.objects.about(version).get(kind="policy.version_submitted")
    assert isinstance(saved, Refused) == (section.body != "Changed.")
    assert edited is None or edited.number < sent.number


def test_of_two_saves_one_is_told_that_its_form_is_stale(policy, manager, second_manager):
    version = PolicyVersionFactory(policy=policy)
    section = SectionFactory(version=version)
    facts = {"title": "New", "standard_item": "", "change": "meaning", "guidance_only": False}
    seen = drafting.stamp(section)
    outcomes = at_once(
        *(
            lambda by=by: drafting.save_section(section.pk, by=by, body=f"By {by}.", seen=seen, **facts)
            for by in (manager, second_manager)
        )
    )
    assert [type(one) for one in outcomes].count(Stale) == 1


def test_two_managers_start_one_draft(policy, manager, second_manager):
    PolicyVersionFactory(policy=policy, in_force=True)
    outcomes = at_once(*(lambda by=by: workflow.start_version(policy, by=by) for by in (manager, second_manager)))
    assert [type(one) for one in outcomes].count(MoveRefused) == 1
    assert policy.versions.count() == 2


@pytest.mark.parametrize("_", range(3))
def test_an_approval_and_a_return_at_once_end_in_one_of_the_two(_, service, policy, approver, second_manager):
    version = PolicyVersionFactory(policy=policy, in_review=True)
    approved, returned = at_once(
        lambda: workflow.approve(version.pk, by=approver),
        lambda: workflow.return_for_changes(version.pk, by=second_manager, note="Name the days."),
    )
    version.refresh_from_db()
    # A return may follow an approval; an approval never follows a return.
    assert not isinstance(returned, Exception)
    assert isinstance(approved, PolicyVersion | MoveRefused)
    assert (version.state, version.approved_by) == ("changes_requested", None)
    recorded = list(Event.objects.about(version).values_list("kind", flat=True))
    assert recorded[-1] == "policy.version_returned"
    assert len(recorded) == (1 if isinstance(approved, MoveRefused) else 2)
    assert first_broken_link(service) is None


def test_a_confirmation_and_a_change_of_its_section_at_once_never_confirm_the_new_text(policy, manager, second_manager):
    PolicyVersionFactory(policy=policy, in_force=True)
    version = PolicyVersionFactory(policy=policy, minor=1)
    rule = RuleSettingFactory(section=SectionFactory(version=version))
    seen = confirming.stamp_of(rule.section)
    facts = {"title": "New", "standard_item": "", "change": "meaning", "guidance_only": False}
    confirmed, saved = at_once(
        lambda: drafting.confirm(rule.section_id, by=manager, seen=seen),
        lambda: drafting.save_section(rule.section_id, by=second_manager, body="Changed.", **facts),
    )
    assert not isinstance(saved, Exception)
    assert not isinstance(confirmed, Exception) or isinstance(confirmed, Stale)
    waiting = confirming.unconfirmed(version, version.policy.versions.in_force().get())
    assert [one.rules for one in waiting] == [(rule,)]


def test_two_workers_send_a_reminder_once(service, policy, manager, approver):
    PolicyVersionFactory(policy=policy, in_force=True, next_review_on=dt.date(2027, 6, 1))
    now = dt.datetime(2027, 5, 31, 12, tzinfo=dt.UTC)
    outcomes = at_once(*(lambda: reminders.send_due(service, now) for _ in range(4)))
    assert sorted(outcomes) == [0, 0, 0, 1]
    assert OutgoingMail.objects.count() == 1
    assert Event.objects.filter(kind="reminder.sent").count() == 1
    assert first_broken_link(service) is None


def test_of_two_reviews_at_once_one_is_on_record(policy, manager, second_manager):
    version = PolicyVersionFactory(policy=policy, in_force=True)
    outcomes = at_once(
        *(
            lambda by=by: reviews.reviewed_no_change(version.policy_id, reason="Fine.", by=by)
            for by in (manager, second_manager)
        )
    )
    assert [type(one) for one in outcomes].count(Refused) == 1
    assert PolicyReview.objects.exclude(done_on=None).count() == 1
    assert PolicyReview.objects.filter(done_on=None).count() == 1


def test_of_two_who_decide_about_an_exception_one_does(policy, coordinator, approver, manager):
    PolicyVersionFactory(policy=policy, in_force=True)
    asked = RuleExceptionFactory(policy=policy, state="asked", asked_by=coordinator, decided_by=None)
    granted, declined = at_once(
        lambda: exceptions.decide(asked.pk, by=approver, grants=True),
        lambda: exceptions.decide(asked.pk, by=manager, grants=False, note="Not now."),
    )
    asked.refresh_from_db()
    assert [isinstance(one, Refused) for one in (granted, declined)].count(True) == 1
    assert asked.state == ("declined" if isinstance(granted, Refused) else "granted")
    assert Event.objects.about(asked).count() == 1


def test_the_same_exception_asked_for_twice_at_once_is_one(service, policy, coordinator, approver):
    PolicyVersionFactory(policy=policy, in_force=True)
    day, channel = service.today(timezone.now()), ChannelFactory(service=service)
    facts = {"rule": "tone", "channel": channel, "reason": "A fair.", "starts_on": day, "ends_on": day}
    outcomes = at_once(*(lambda by=by: exceptions.ask(service, by=by, **facts) for by in (coordinator, approver)))
    assert [type(one) for one in outcomes].count(Refused) == 1
    assert policy.exceptions.count() == 1


def test_the_short_form_sent_twice_at_once_makes_one_policy(service, manager):
    form = starter.ShortForm(facts={"name": "Eastfold"}, networks={"x": "@e"}, owner=manager, months=12)
    outcomes = at_once(*(lambda: starter.begin(service, form, by=manager) for _ in range(2)))
    assert [type(one) for one in outcomes].count(Refused) == 1
    assert PolicyVersion.objects.count() == 1

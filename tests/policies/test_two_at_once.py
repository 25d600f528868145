"""What two people, or a person and the nightly job, do to one policy in the same moment, on two connections."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.db import connections

from audit.models import Event
from audit.services import first_broken_link
from policies import drafting, workflow
from policies.models import PolicyReview, PolicyVersion
from policies.refusals import MoveRefused, Refused, Stale
from tests.factories.policies import PolicyFactory, PolicyVersionFactory, SectionFactory

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

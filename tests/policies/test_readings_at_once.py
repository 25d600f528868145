"""What happens to readings in the same moment, on two connections."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import Membership, OutgoingMail, Role, User
from audit.models import Event
from audit.services import first_broken_link
from policies import reading_reminders, readings, workflow
from policies.digests import digest_of
from policies.models import Reading
from policies.refusals import Refused
from tests.factories.accounts import member
from tests.factories.policies import (
    PolicyFactory,
    PolicyVersionFactory,
    ReadingCampaignFactory,
    ReadingFactory,
    SectionFactory,
)
from tests.policies.test_two_at_once import at_once

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def campaign(service, manager):
    policy = PolicyFactory(service=service, owner=manager)
    version = PolicyVersionFactory(policy=policy, in_force=True)
    SectionFactory(version=version)
    return ReadingCampaignFactory(version=version)


def test_two_ticks_and_the_page_ask_a_joiner_once(service, campaign):
    joiner, now = member(service, Role.COORDINATOR), timezone.now()
    outcomes = at_once(
        lambda: reading_reminders.send_due(service, now),
        lambda: reading_reminders.send_due(service, now),
        lambda: readings.reading_of(User.objects.get(pk=joiner.pk), campaign, now).pk,
    )
    assert not [one for one in outcomes if isinstance(one, Exception)]
    assert Reading.objects.filter(campaign=campaign, user=joiner).count() == 1
    assert OutgoingMail.objects.filter(to=joiner).count() == 1


def test_two_clicks_accept_once(service, campaign, coordinator):
    row, digest = ReadingFactory(campaign=campaign, user=coordinator), digest_of(campaign.version)
    outcomes = at_once(
        *(lambda: readings.accept(row.pk, by=User.objects.get(pk=coordinator.pk), digest=digest) for _ in range(3))
    )
    assert not [one for one in outcomes if isinstance(one, Exception)]
    assert Event.objects.filter(kind="policy.reading_accepted").count() == 1
    assert first_broken_link(service) is None


def test_an_acceptance_and_the_take_over_never_mix_two_texts(service, campaign, coordinator, approver):
    """Either the old text is accepted before the new one takes over, or the acceptance is refused."""
    row, digest = ReadingFactory(campaign=campaign, user=coordinator), digest_of(campaign.version)
    newer = PolicyVersionFactory(
        policy=campaign.version.policy,
        scheduled=True,
        approved_by=approver,
        major=2,
        effective_from=dt.date(2026, 1, 2),
    )
    accepted, _ = at_once(
        lambda: readings.accept(row.pk, by=User.objects.get(pk=coordinator.pk), digest=digest),
        lambda: workflow.put_in_force(newer.pk, job="policy take-over"),
    )
    row.refresh_from_db()
    assert isinstance(accepted, Refused) == (row.read_at is None)
    assert row.digest in ("", digest)
    newer.refresh_from_db()
    assert newer.state == "in_force"
    campaign.refresh_from_db()
    assert campaign.closed_at


def test_two_managers_give_more_time_once(service, campaign, coordinator, manager, second_manager):
    row = ReadingFactory(campaign=campaign, user=coordinator)
    outcomes = at_once(
        *(lambda by=by: readings.extend(row.pk, by=by, reason="Away.") for by in (manager, second_manager))
    )
    assert [type(one) for one in outcomes].count(Refused) == 1
    assert Event.objects.filter(kind="policy.reading_extended").count() == 1


def test_a_person_and_a_manager_put_attendance_on_record_once(service, coordinator, manager):
    training = ReadingCampaignFactory(service=service, training=True)
    at_once(
        lambda: readings.took_part(training.pk, by=User.objects.get(pk=coordinator.pk)),
        lambda: readings.took_part(training.pk, by=manager, user_id=coordinator.pk),
    )
    assert training.readings.filter(read_at__isnull=False).count() == 1
    assert Event.objects.filter(kind__in=["training.confirmed", "training.recorded"]).count() == 1


def test_two_new_trainings_of_one_name_are_one(service, manager, second_manager):
    Membership.objects.update(started_at=timezone.now() - dt.timedelta(days=9))
    day = service.today(timezone.now())
    outcomes = at_once(
        *(
            lambda by=by: readings.open_training(service, by=by, title="Yearly", held_on=day, due_on=day)
            for by in (manager, second_manager)
        )
    )
    assert [type(one) for one in outcomes].count(Refused) == 1

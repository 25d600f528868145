from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from accounts.models import Deputy, Membership, OutgoingMail, Role
from audit.models import Event
from policies import reminders, reviews
from tests.factories.accounts import member
from tests.factories.policies import PolicyFactory, PolicyVersionFactory

DUE = dt.date(2027, 6, 1)


@pytest.fixture
def version(service, coordinator, manager):
    """In force, looked after by the coordinator, to be reviewed on DUE."""
    policy = PolicyFactory(service=service, owner=coordinator, title="Social media policy")
    return PolicyVersionFactory(policy=policy, in_force=True, next_review_on=DUE)


def noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("days", "step"),
    [
        (61, ""),
        (60, "60"),
        (31, "60"),
        (30, "30"),
        (15, "30"),
        (14, "14"),
        (7, "7"),
        (2, "7"),
        (1, "1"),
        (0, "1"),
        (-1, "late-0"),
        (-7, "late-0"),
        (-8, "late-1"),
        (-400, "late-57"),
    ],
)
def test_the_step_that_a_day_has_come_to(days, step):
    assert reminders.step_on(DUE - dt.timedelta(days=days), DUE) == step


def test_every_step_is_sent_once_to_owner_and_manager(service, version, coordinator, manager):
    sent_on = []
    day = DUE - dt.timedelta(days=70)
    with time_machine.travel(noon(day), tick=False) as clock:
        for _ in range(92):
            sent = [reminders.send_due(service, timezone.now()) for _ in range(3)]
            sent_on += [(timezone.now().date() - DUE).days] if any(sent) else []
            assert sent in ([0, 0, 0], [2, 0, 0])
            clock.shift(dt.timedelta(days=1))
    assert sent_on == [-60, -30, -14, -7, -1, 1, 8, 15]
    assert set(OutgoingMail.objects.values_list("to__name", flat=True)) == {coordinator.name, manager.name}
    assert Event.objects.filter(kind="reminder.sent").count() == 16


def test_after_a_week_off_one_message_comes_and_not_five(service, version):
    assert reminders.send_due(service, noon(DUE - dt.timedelta(days=60))) == 2
    assert reminders.send_due(service, noon(DUE - dt.timedelta(days=1))) == 2
    assert reminders.send_due(service, noon(DUE + dt.timedelta(days=30))) == 2


def test_a_review_ends_the_reminders_until_the_next_date(service, version, manager):
    now = noon(DUE + dt.timedelta(days=2))
    assert reminders.send_due(service, now) == 2
    reviews.reviewed_no_change(version.policy_id, reason="Read it.", by=manager, now=now)
    assert reminders.due_reminders(service, now.date()) == []
    assert reminders.send_due(service, noon(DUE + dt.timedelta(days=20))) == 0


def test_the_day_is_the_services_own(service, version):
    last_of_march = dt.datetime(2027, 4, 1, 22, 30, tzinfo=dt.UTC)  # 23:30 in London: 61 days before
    assert reminders.send_due(service, last_of_march) == 0
    assert reminders.send_due(service, last_of_march + dt.timedelta(hours=1)) == 2


def test_the_message_says_what_to_do_and_where(service, version, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        reminders.send_due(service, noon(DUE + dt.timedelta(days=3)))
    message = mail.outbox[0]
    assert message.subject == "Social media policy: review overdue"
    assert f"/northshire/policies/{version.pk}/" in message.body
    assert "was due on 1 June 2027, 3 days ago" in message.body


def test_a_deputy_is_reminded_and_an_owner_who_left_is_not(service, version, coordinator, manager):
    deputy = member(service, Role.LINE_MANAGER, name="Dee Putty")
    Deputy.objects.create(
        service=service,
        role=Role.SERVICE_MANAGER,
        stands_in_for=manager,
        deputy=deputy,
        starts_on=DUE - dt.timedelta(days=70),
        ends_on=DUE,
    )
    Membership.objects.filter(user=coordinator).update(ended_at=noon(DUE), end_reason="Left.")
    reminders.send_due(service, noon(DUE - dt.timedelta(days=7)))
    assert set(OutgoingMail.objects.values_list("to__name", flat=True)) == {"Dee Putty", manager.name}


def test_a_draft_is_not_reminded_of(service, manager):
    PolicyVersionFactory(policy=PolicyFactory(service=service, owner=manager), next_review_on=DUE)
    assert reminders.due_reminders(service, DUE) == []

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from accounts.models import Deputy, Membership, OutgoingMail, Role
from audit.models import Event
from policies import reminders, reviews, workflow
from tests.factories.accounts import member
from tests.factories.policies import PolicyFactory, PolicyVersionFactory

DUE = dt.date(2027, 6, 1)
LONDON = ZoneInfo("Europe/London")


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


# Two years of a moved clock


def moments(first: dt.date, last: dt.date, *hours: int) -> list[dt.datetime]:
    """Every day at these hours of London's wall clock, both days included."""
    days = [first + dt.timedelta(days=number) for number in range((last - first).days + 1)]
    local = [dt.datetime.combine(day, dt.time(hour, 30), tzinfo=LONDON) for day in days for hour in hours]
    return [moment.astimezone(dt.UTC) for moment in local]


def run_through(service, when: list[dt.datetime]) -> list[tuple[dt.date, int]]:
    """The local day and the number of e-mails of each run that sent some."""
    sent = [(service.today(now), reminders.send_due(service, now)) for now in when]
    return [(day, count) for day, count in sent if count]


def test_over_two_years_each_step_of_each_review_comes_once(service, version, coordinator, manager):
    """Both clock changes twice, Christmas and Easter; the review is done ten days late in the first year."""
    reviewed = noon(dt.date(2027, 6, 11))
    first = run_through(service, moments(dt.date(2026, 11, 1), dt.date(2027, 6, 10), 0, 23))
    reviews.reviewed_no_change(version.policy_id, reason="Read it.", by=manager, now=reviewed)
    second = run_through(service, moments(dt.date(2027, 6, 11), dt.date(2028, 10, 31), 0, 23))
    assert [(DUE - day).days for day, _ in first] == [60, 30, 14, 7, 1, -1, -8]
    next_due = dt.date(2028, 6, 11)
    weeks_late = [-1 - 7 * week for week in range(21)]
    assert [(next_due - day).days for day, _ in second] == [60, 30, 14, 7, 1, *weeks_late]
    assert {count for _, count in first + second} == {2}
    assert OutgoingMail.objects.count() == 2 * len(first + second)


@pytest.mark.parametrize("due_on", [dt.date(2027, 3, 29), dt.date(2027, 11, 1)])
def test_on_the_night_of_a_clock_change_the_last_step_comes_once(service, manager, due_on):
    """The day before is the one with 23 hours, or with 25; the worker looks every quarter of an hour."""
    policy = PolicyFactory(service=service, owner=manager, kind="other")
    PolicyVersionFactory(policy=policy, in_force=True, next_review_on=due_on)
    midnight = dt.datetime.combine(due_on - dt.timedelta(days=1), dt.time(), tzinfo=LONDON).astimezone(dt.UTC)
    assert reminders.send_due(service, midnight - dt.timedelta(minutes=1)) == 1  # seven days before was passed
    quarters = [midnight + dt.timedelta(minutes=15 * number) for number in range(100)]
    assert run_through(service, quarters) == [(due_on - dt.timedelta(days=1), 1)]


@pytest.mark.parametrize("holiday", [dt.date(2027, 12, 25), dt.date(2028, 1, 1), dt.date(2027, 3, 26)])
@pytest.mark.parametrize("days", reminders.DAYS_BEFORE)
def test_a_step_on_a_bank_holiday_is_neither_lost_nor_doubled(service, manager, holiday, days):
    due_on = holiday + dt.timedelta(days=days)
    policy = PolicyFactory(service=service, owner=manager, kind="other")
    PolicyVersionFactory(policy=policy, in_force=True, next_review_on=due_on)
    reminders.send_due(service, noon(holiday - dt.timedelta(days=1)))
    around = moments(holiday - dt.timedelta(days=1), holiday, 8, 18)
    assert run_through(service, around) == [(holiday, 1)]


@pytest.mark.parametrize("back_on", range(-61, 40))
def test_a_worker_that_was_off_for_weeks_sends_one_message_whenever_it_is_back(service, version, back_on):
    day = DUE + dt.timedelta(days=back_on)
    assert reminders.send_due(service, noon(day)) == (2 if back_on >= -60 else 0)
    assert reminders.send_due(service, noon(day)) == 0


def test_a_week_off_between_two_steps_is_one_message_a_person(service, version):
    days = [DUE - dt.timedelta(days=left) for left in range(15, -20, -1)]
    off = [day for day in days if not dt.date(2027, 5, 24) <= day <= dt.date(2027, 5, 31)]
    sent = run_through(service, [noon(day) for day in off])
    assert [(DUE - day).days for day, _ in sent] == [15, 14, 0, -1, -8, -15]
    assert {count for _, count in sent} == {2}


def test_who_becomes_manager_meanwhile_gets_the_step_that_it_has_come_to_and_not_those_before(
    service, version, manager
):
    reminders.send_due(service, noon(DUE - dt.timedelta(days=60)))
    reminders.send_due(service, noon(DUE - dt.timedelta(days=30)))
    Membership.objects.filter(user=manager).update(ended_at=noon(DUE), end_reason="Left.")
    member(service, Role.SERVICE_MANAGER, name="Nia New")
    assert reminders.send_due(service, noon(DUE - dt.timedelta(days=29))) == 1
    assert OutgoingMail.objects.filter(to__name="Nia New").count() == 1
    assert reminders.send_due(service, noon(DUE - dt.timedelta(days=14))) == 2
    assert OutgoingMail.objects.filter(to=manager).count() == 2


def test_an_owner_who_is_the_manager_too_gets_one(service, manager):
    policy = PolicyFactory(service=service, owner=manager, kind="other")
    PolicyVersionFactory(policy=policy, in_force=True, next_review_on=DUE)
    assert reminders.send_due(service, noon(DUE)) == 1


def test_a_date_that_is_moved_begins_its_own_steps(service, version, manager):
    assert reminders.send_due(service, noon(DUE - dt.timedelta(days=7))) == 2
    moved_to = DUE + dt.timedelta(days=40)
    reviews.move(version.policy_id, due_on=moved_to, reason="Holidays.", by=manager, now=noon(DUE))
    days = [noon(DUE + dt.timedelta(days=number)) for number in range(42)]
    assert [(moved_to - day).days for day, _ in run_through(service, days)] == [40, 30, 14, 7, 1, -1]


def test_a_version_that_takes_over_ends_the_reminders_of_the_one_before(service, version, manager, approver):
    assert reminders.send_due(service, noon(DUE + dt.timedelta(days=3))) == 2
    after = PolicyVersionFactory(policy=version.policy, approved=True, approved_by=approver, minor=1, author=manager)
    workflow.put_in_force(after.pk, by=manager, reason="Late.", now=noon(DUE + dt.timedelta(days=4)))
    assert run_through(service, moments(DUE + dt.timedelta(days=4), DUE + dt.timedelta(days=200), 9)) == []


def test_the_message_knows_that_a_new_version_was_decided_on(
    service, version, manager, django_capture_on_commit_callbacks
):
    reviews.needs_new_version(version.policy_id, reason="The law changed.", by=manager, now=noon(DUE))
    with django_capture_on_commit_callbacks(execute=True):
        reminders.send_due(service, noon(DUE + dt.timedelta(days=3)))
    assert "on record that a new version is needed" in mail.outbox[0].body


def test_one_services_reminders_do_not_reach_another(service, other_service, version, outsider):
    assert reminders.send_due(other_service, noon(DUE)) == 0
    reminders.send_due(service, noon(DUE))
    assert not OutgoingMail.objects.filter(to=outsider).exists()

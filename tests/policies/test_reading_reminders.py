from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from accounts.hours import hours_of
from accounts.models import Membership, OutgoingMail, Role
from audit.models import Event
from policies import reading_reminders, readings
from policies.models import Reading, ReadingCampaign
from tests.factories.accounts import member
from tests.factories.policies import PolicyFactory, PolicyVersionFactory, ReadingCampaignFactory

DUE = dt.date(2026, 12, 7)  # a Monday; asked on Monday, 23 November
LONDON = ZoneInfo("Europe/London")


def noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12), tzinfo=LONDON).astimezone(dt.UTC)


OPENED = noon(dt.date(2026, 11, 23))


@pytest.fixture
def reader(service):
    user = member(service, Role.COORDINATOR, name="Priya Nair", email="priya@northshire-sendiass.example")
    Membership.objects.update(started_at=OPENED - dt.timedelta(days=100))
    return user


@pytest.fixture
def campaign(service, reader):
    policy = PolicyFactory(service=service, title="Social media policy")
    version = PolicyVersionFactory(policy=policy, in_force=True, major=2)
    found = ReadingCampaignFactory(version=version, opened_at=OPENED, due_on=DUE)
    Reading.objects.create(campaign=found, user=reader, due_on=DUE, asked_at=OPENED)
    return found


@pytest.mark.parametrize(
    ("day", "step"),
    [
        (dt.date(2026, 11, 23), "asked"),
        (dt.date(2026, 11, 27), "asked"),  # six working days are left
        (dt.date(2026, 11, 29), "asked"),  # a Sunday: six working days still
        (dt.date(2026, 11, 30), "5"),
        (dt.date(2026, 12, 3), "5"),
        (dt.date(2026, 12, 4), "1"),
        (dt.date(2026, 12, 6), "1"),
        (dt.date(2026, 12, 7), "due"),
        (dt.date(2026, 12, 8), "late-0"),
        (dt.date(2026, 12, 14), "late-0"),
        (dt.date(2026, 12, 15), "late-1"),
        (dt.date(2028, 12, 15), "late-105"),
    ],
)
def test_the_step_that_a_day_has_come_to(service, day, step):
    assert reading_reminders.step_on(day, DUE, hours_of(service)) == step


def test_each_step_is_sent_once_however_often_the_tick_runs(service, campaign):
    sent_on, day = [], OPENED.date()
    while day < dt.date(2026, 12, 31):
        now = noon(day)
        sent = [reading_reminders.send_due(service, now + dt.timedelta(minutes=n)) for n in range(3)]
        assert sent in ([0, 0, 0], [1, 0, 0])
        sent_on += [day] if sent[0] else []
        day += dt.timedelta(days=1)
    assert [one.isoformat() for one in sent_on] == [
        "2026-11-23",
        "2026-11-30",
        "2026-12-04",
        "2026-12-07",
        "2026-12-08",
        "2026-12-15",
        "2026-12-22",
        "2026-12-29",
    ]
    assert Event.objects.filter(kind="reminder.sent").count() == 8


def test_over_two_years_each_reader_gets_each_step_once(service, reader):
    """A version every four weeks, over both clock changes and two Christmases; each is read as the next comes."""
    policy, day = PolicyFactory(service=service), dt.date(2026, 1, 1)
    hours, opened = hours_of(service), []
    while day < dt.date(2028, 1, 1):
        now = dt.datetime.combine(day, dt.time(0, 7), tzinfo=LONDON).astimezone(dt.UTC)
        if (day - dt.date(2026, 1, 1)).days % 28 == 0:
            Reading.objects.update(read_at=now)
            version = PolicyVersionFactory(policy=policy, superseded=True, major=len(opened) + 1)
            opened.append(readings.open_for(version, now=now, job="policy take-over"))
        reading_reminders.send_due(service, now)
        day += dt.timedelta(days=1)
    assert len(opened) == 27
    for campaign in opened[:-1]:
        row = campaign.readings.get()
        steps = OutgoingMail.objects.filter(key__startswith=f"reading:{row.pk}:").order_by("pk")
        names = [key.rpartition(":")[2] for key in steps.values_list("key", flat=True)]
        weeks = [f"late-{n}" for n in range(len(names) - 4)]
        assert names == ["asked", "5", "1", "due", *weeks]
        assert 1 <= len(weeks) <= 2
        assert hours.is_working_day(row.due_on)


def test_after_a_week_off_one_message_comes(service, campaign):
    assert reading_reminders.send_due(service, OPENED) == 1
    assert reading_reminders.send_due(service, noon(dt.date(2026, 12, 9))) == 1
    assert OutgoingMail.objects.count() == 2


@pytest.mark.parametrize(
    "change",
    [
        {"read_at": OPENED},
        {"left_at": OPENED},
    ],
)
def test_who_has_read_is_not_reminded(service, campaign, reader, change):
    Reading.objects.update(**change)
    Membership.objects.filter(user=reader, service=service).update(ended_at=OPENED, end_reason="Left.")
    assert reading_reminders.send_due(service, OPENED) == 0


def test_a_closed_campaign_reminds_nobody(service, campaign):
    ReadingCampaign.objects.update(closed_at=OPENED)
    assert reading_reminders.send_due(service, noon(DUE)) == 0


def test_more_time_begins_the_steps_anew(service, campaign, manager):
    reading_reminders.send_due(service, noon(dt.date(2026, 12, 8)))
    row = campaign.readings.get(user__name="Priya Nair")
    readings.extend(row.pk, by=manager, reason="Away.", now=noon(dt.date(2026, 12, 8)))
    reading_reminders.send_due(service, noon(dt.date(2026, 12, 8)))
    keys = OutgoingMail.objects.filter(to=row.user).order_by("pk").values_list("key", flat=True)
    assert list(keys) == [f"reading:{row.pk}:2026-12-07:late-0", f"reading:{row.pk}:2026-12-15:5"]


def test_a_joiner_is_found_and_told_by_the_tick(service, campaign):
    joiner = member(service, Role.COORDINATOR, name="New Person")
    Membership.objects.filter(user=joiner).update(started_at=noon(dt.date(2026, 11, 24)))
    assert reading_reminders.send_due(service, noon(dt.date(2026, 11, 24))) == 2
    row = campaign.readings.get(user=joiner)
    assert row.due_on == dt.date(2026, 12, 1)
    assert OutgoingMail.objects.filter(to=joiner).count() == 1


def test_the_message_says_what_by_when_and_where(service, campaign, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        reading_reminders.send_due(service, OPENED)
        reading_reminders.send_due(service, noon(dt.date(2026, 12, 10)))
    first, late = mail.outbox
    assert first.subject == "Read “Social media policy 2.0” by Mon 7 Dec"
    assert "by Monday 7 December 2026." in first.body
    assert f"/northshire/policies/reading/{campaign.pk}/" in first.body
    assert late.subject == "Overdue: read “Social media policy 2.0”"
    assert "It was due on 7 December 2026, 3 days ago." in late.body
    assert "neither approve anything nor handle comments" in late.body


def test_a_training_is_reminded_of_without_a_threat(service, reader, manager, django_capture_on_commit_callbacks):
    day = OPENED.date()
    readings.open_training(service, by=manager, title="Yearly", held_on=day, due_on=day, now=OPENED)
    with django_capture_on_commit_callbacks(execute=True):
        reading_reminders.send_due(service, OPENED)
    assert {one.subject for one in mail.outbox} == {"Say whether you took part in “Yearly” by Mon 23 Nov"}
    assert not any("neither" in one.body for one in mail.outbox)


def test_a_year_after_the_last_training_the_manager_is_told_every_week(service, reader, manager):
    held = dt.date(2026, 11, 23)
    readings.open_training(service, by=manager, title="Yearly", held_on=held, due_on=held, now=OPENED)
    ReadingCampaign.objects.update(closed_at=OPENED)  # only the yearly reminder is looked at
    sent_on, day = [], dt.date(2027, 11, 20)
    while day < dt.date(2027, 12, 10):
        sent = [reading_reminders.send_due(service, noon(day)) for _ in range(2)]
        assert sent in ([0, 0], [1, 0])
        sent_on += [day.isoformat()] if sent[0] else []
        day += dt.timedelta(days=1)
    assert sent_on == ["2027-11-23", "2027-11-30", "2027-12-07"]
    assert set(OutgoingMail.objects.values_list("to__name", flat=True)) == {manager.name}
    readings.open_training(service, by=manager, title="Again", held_on=day, due_on=day, now=noon(day))
    ReadingCampaign.objects.update(closed_at=OPENED)
    assert reading_reminders.send_due(service, noon(day + dt.timedelta(days=7))) == 0


def test_before_the_first_training_nobody_is_reminded(service, manager):
    assert reading_reminders.send_due(service, OPENED) == 0

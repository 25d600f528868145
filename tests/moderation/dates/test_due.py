"""Complaints, requests to look again and blocks on their dates: home, e-mails, the hourly tick."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import OutgoingMail
from channels.models import SandboxBlock
from insights import home
from moderation import tasks
from moderation.dates import due, due_reminders
from moderation.models import Block, Complaint, HouseRule
from tests.factories.moderation import (
    AppealFactory,
    BlockFactory,
    CommentFactory,
    ComplaintFactory,
    IncidentFactory,
    keep_all_from,
    sandbox_channel,
)
from tests.factories.policies import QuietPeriodFactory

NOW = dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC)
TODAY = NOW.date()


def day(days: int) -> dt.date:
    return TODAY + dt.timedelta(days=days)


@pytest.fixture
def complaint(service, coordinator) -> Complaint:
    incident = IncidentFactory(service=service)
    CommentFactory(service=service, grievance=True, incident=incident)
    return ComplaintFactory(incident=incident, handled_by=coordinator, acknowledge_by=day(3), answer_by=day(17))


def told() -> set[str]:
    """Which of the named people got an e-mail; a channel's owner, a manager too, is nobody here."""
    return set(OutgoingMail.objects.values_list("to__name", flat=True)) & {"Priya Nair", "Helen Okafor"}


@pytest.mark.parametrize(
    ("by", "mine", "managers"),
    [(4, [], []), (3, ["Acknowledge"], []), (0, ["Acknowledge"], []), (-1, ["Acknowledge"], ["Acknowledge"])],
)
def test_a_complaint_stands_on_its_handlers_home_and_late_on_the_managers(
    service, coordinator, manager, complaint, by, mine, managers
):
    Complaint.objects.update(acknowledge_by=day(by))
    assert [one.what.split()[0] for one in due.for_person(coordinator, service, NOW)] == mine
    assert [one.what.split()[0] for one in due.for_person(manager, service, NOW)] == managers


def test_an_acknowledged_complaint_waits_for_its_answer(service, coordinator, complaint):
    Complaint.objects.update(acknowledged_on=day(-3), answer_by=day(1))
    (one,) = due.for_person(coordinator, service, NOW)
    assert (one.what, one.on, one.is_late) == (f"Answer complaint {complaint.number}", day(1), False)


def test_viewers_and_people_of_other_services_have_nothing_due(service, viewer, outsider, complaint):
    Complaint.objects.update(acknowledge_by=day(-9))
    BlockFactory(service=service, state="proposed")
    assert due.for_person(viewer, service, NOW) == due.for_person(outsider, service, NOW) == []


def test_home_shows_what_is_late(client, service, manager, complaint):
    Complaint.objects.update(acknowledge_by=dt.date(2026, 1, 5), answer_by=dt.date(2026, 1, 19))
    client.force_login(manager)
    page = client.get(reverse("insights:home", args=[service.slug])).content.decode()
    assert f"Acknowledge complaint {complaint.number}" in page
    assert "since Mon 5 Jan" in page


def test_home_costs_the_same_for_many(service, manager, django_assert_max_num_queries):
    for _ in range(12):
        AppealFactory(comment=CommentFactory(service=service, hidden_at=timezone.now()))
        BlockFactory(service=service, state="proposed")
    with django_assert_max_num_queries(8):
        assert len(due.for_person(manager, service, NOW)) == due.MOST
    assert home.waiting_for(manager, service, NOW).soon


def test_an_appeal_stands_only_with_who_may_decide(service, coordinator, manager):
    appeal = AppealFactory(comment=CommentFactory(service=service, hidden_at=timezone.now()), due_on=TODAY)
    comment = appeal.comment
    comment.steps.create(
        capture=comment.capture, key="hide", position=0, state="done", by=coordinator, at=comment.posted_at
    )
    assert due.for_person(coordinator, service, NOW) == []
    assert [one.to for one in due.for_person(manager, service, NOW)] == ["inbox:appeal"]


def test_appeals_that_a_colleague_decides_crowd_out_none_of_ones_own(service, coordinator):
    for days in range(due.MOST + 1):
        appeal = AppealFactory(comment__service=service, due_on=day(days))
        comment = appeal.comment
        comment.steps.create(capture=comment.capture, key="hide", position=0, state="done", by=coordinator, at=NOW)
    own = AppealFactory(comment__service=service, due_on=day(20))
    assert [one.pk for one in due.for_person(coordinator, service, NOW)] == [own.pk]


@pytest.mark.parametrize(
    ("state", "ends_in", "what"),
    [
        ("proposed", 9, ["Decide about blocking a writer"]),
        ("failed", 9, ["Block a writer on the network"]),
        ("asked", 9, []),  # being carried out
        ("by_hand", 9, []),
        ("by_hand", 0, ["End a block on the network"]),
        ("done", 9, []),
    ],
)
def test_a_block_waits_for_a_manager_where_a_person_is_needed(service, manager, state, ends_in, what):
    BlockFactory(service=service, state=state, ends_on=day(ends_in))
    assert [one.what for one in due.for_person(manager, service, NOW)] == what


@pytest.mark.parametrize(
    ("by", "people"),
    [(2, set()), (1, {"Priya Nair"}), (0, {"Priya Nair"}), (-1, {"Priya Nair", "Helen Okafor"})],
)
def test_a_complaint_reminds_its_handler_before_and_on_the_day_and_when_late_the_managers(
    service, coordinator, manager, complaint, by, people
):
    Complaint.objects.update(acknowledge_by=day(by))
    due_reminders.send_due(service, NOW)
    assert told() == people
    assert due_reminders.send_due(service, NOW) == 0  # once for its day


def test_who_has_no_part_in_an_incident_hears_nothing_of_its_complaint(service, manager, complaint):
    keep_all_from(manager)
    Complaint.objects.update(acknowledge_by=day(-1))
    due_reminders.send_due(service, NOW)
    assert told() == {"Priya Nair"}


def test_managers_hear_of_appeals_and_proposals_without_a_writers_name(service, manager, coordinator):
    appeal = AppealFactory(comment=CommentFactory(service=service, hidden_at=timezone.now()), due_on=day(1))
    block = BlockFactory(service=service, state="proposed")
    due_reminders.send_due(service, NOW)
    assert told() == {"Helen Okafor"}
    text = " ".join(OutgoingMail.objects.values_list("body", flat=True))
    assert reverse("inbox:appeal", args=[service.slug, appeal.pk]) in text
    assert block.author_handle not in text
    assert appeal.comment.author_name not in text


def test_the_tick_ends_blocks_and_brings_the_rule_for_quiet_periods(service, manager):
    today = service.today(timezone.now())
    block = BlockFactory(service=service, ends_on=today, channel=sandbox_channel(service))
    SandboxBlock.objects.create(service=service, handle=block.author_handle)
    QuietPeriodFactory(service=service, set_by=manager, starts_on=today, ends_on=today)
    tasks.tend_blocks()
    tasks.tend_blocks()
    assert Block.objects.get().lifted_at
    assert not SandboxBlock.objects.exists()
    assert HouseRule.objects.get().only_in_quiet_periods

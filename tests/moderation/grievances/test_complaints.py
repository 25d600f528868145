"""Complaints: numbers, dates in working days, outcome, and the second look."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Role
from moderation.grievances import complaints
from moderation.models import Complaint
from moderation.moves import MoveRefused
from tests.factories.accounts import member
from tests.factories.moderation import CommentFactory, IncidentFactory, keep_all_from

NOW = dt.datetime(2026, 12, 21, 10, tzinfo=dt.UTC)  # a Monday; Christmas Day is Friday, Boxing Day's is the 28th
TODAY = NOW.date()


@pytest.fixture
def incident(service):
    found = IncidentFactory(service=service)
    CommentFactory(service=service, grievance=True, incident=found)
    return found


@pytest.fixture
def complaint(incident, manager) -> Complaint:
    return complaints.open_complaint(incident.pk, by=manager, made_on=TODAY, handled_by=manager, now=NOW)


def another(service) -> int:
    return IncidentFactory(service=service).pk


def test_its_dates_are_working_days_across_christmas(complaint):
    assert complaint.acknowledge_by == dt.date(2026, 12, 30)  # 22, 23, 24, 29, 30
    assert complaint.answer_by == dt.date(2027, 1, 14)  # New Year's Day is no working day


def test_a_complaint_made_on_a_saturday_counts_from_monday(service, manager):
    made = complaints.open_complaint(
        another(service), by=manager, made_on=dt.date(2026, 11, 14), handled_by=manager, now=NOW
    )
    assert made.acknowledge_by == dt.date(2026, 11, 20)


def test_numbers_go_up_by_one_within_their_year(service, manager, complaint):
    assert complaint.number == "2026-0001"
    made = [
        complaints.open_complaint(another(service), by=manager, made_on=on, handled_by=manager, now=NOW).number
        for on in (TODAY, dt.date(2025, 12, 30), TODAY)
    ]
    assert made == ["2026-0002", "2025-0001", "2026-0003"]


def test_the_procedures_own_number_is_kept_and_taken_into_account(service, manager):
    kept = complaints.open_complaint(
        another(service), by=manager, made_on=TODAY, handled_by=manager, number="  2026-0041 ", now=NOW
    )
    assert kept.number == "2026-0041"
    following = complaints.open_complaint(another(service), by=manager, made_on=TODAY, handled_by=manager, now=NOW)
    assert following.number == "2026-0042"


@pytest.mark.parametrize("number", ["CC/2026/17", "2026-", "2026-x", "2026-0007b", "9" * 30])
def test_numbers_of_another_shape_do_not_disturb_ours(service, manager, number):
    complaints.open_complaint(another(service), by=manager, made_on=TODAY, handled_by=manager, number=number, now=NOW)
    following = complaints.open_complaint(another(service), by=manager, made_on=TODAY, handled_by=manager, now=NOW)
    assert following.number == "2026-0001"


def test_a_number_is_not_given_twice(service, manager, complaint):
    with pytest.raises(MoveRefused, match="belongs to another complaint"):
        complaints.open_complaint(
            another(service), by=manager, made_on=TODAY, handled_by=manager, number="2026-0001", now=NOW
        )


def test_an_incident_has_one_complaint(incident, manager, complaint):
    with pytest.raises(MoveRefused, match="its complaint already"):
        complaints.open_complaint(incident.pk, by=manager, made_on=TODAY, handled_by=manager, now=NOW)


def test_it_cannot_have_been_made_tomorrow(service, manager):
    with pytest.raises(MoveRefused, match="after today"):
        complaints.open_complaint(
            another(service), by=manager, made_on=TODAY + dt.timedelta(days=1), handled_by=manager, now=NOW
        )


def test_acknowledged_then_answered(manager, complaint):
    complaints.acknowledge(complaint.pk, by=manager, on=TODAY, now=NOW)
    with pytest.raises(MoveRefused, match="already"):
        complaints.acknowledge(complaint.pk, by=manager, on=TODAY, now=NOW)
    done = complaints.answer(
        complaint.pk, by=manager, on=TODAY, outcome="upheld", learned="We call back in three days.", now=NOW
    )
    assert (done.answered_on, done.outcome) == (TODAY, "upheld")
    with pytest.raises(MoveRefused, match="It is answered"):
        complaints.answer(complaint.pk, by=manager, on=TODAY, outcome="upheld", learned="x", now=NOW)


def test_answered_at_once_is_acknowledged_too(manager, complaint):
    done = complaints.answer(complaint.pk, by=manager, on=TODAY, outcome="not_upheld", now=NOW)
    assert done.acknowledged_on == TODAY


@pytest.mark.parametrize(
    ("outcome", "learned", "why"),
    [("", "x", "Choose the outcome"), ("nonsense", "x", "Choose the outcome"), ("upheld", " ", "what we learned")],
)
def test_an_answer_has_an_outcome_and_what_was_learned(manager, complaint, outcome, learned, why):
    with pytest.raises(MoveRefused, match=why):
        complaints.answer(complaint.pk, by=manager, on=TODAY, outcome=outcome, learned=learned, now=NOW)


@pytest.mark.parametrize("days", [-1, 1])
def test_its_days_lie_between_the_complaint_and_today(manager, complaint, days):
    with pytest.raises(MoveRefused, match="Choose"):
        complaints.acknowledge(complaint.pk, by=manager, on=TODAY + dt.timedelta(days=days), now=NOW)


def test_the_second_stage_is_looked_at_by_somebody_else(service, manager, approver, complaint):
    complaints.answer(complaint.pk, by=manager, on=TODAY, outcome="not_upheld", now=NOW)
    with pytest.raises(MoveRefused, match="did not handle the first"):
        complaints.second_stage(complaint.pk, by=manager, made_on=TODAY, handled_by=manager, now=NOW)
    second = complaints.second_stage(complaint.pk, by=manager, made_on=TODAY, handled_by=approver, now=NOW)
    assert (second.number, second.stage, second.acknowledge_by) == (complaint.number, 2, dt.date(2026, 12, 30))
    with pytest.raises(MoveRefused, match="did not handle the first"):
        complaints.hand_on(second.pk, by=manager, to=manager, now=NOW)
    with pytest.raises(MoveRefused, match="open already"):
        complaints.second_stage(complaint.pk, by=manager, made_on=TODAY, handled_by=approver, now=NOW)


def test_there_is_no_second_stage_before_an_answer_nor_after_a_withdrawal(manager, approver, complaint):
    with pytest.raises(MoveRefused, match="not been answered"):
        complaints.second_stage(complaint.pk, by=manager, made_on=TODAY, handled_by=approver, now=NOW)
    complaints.answer(complaint.pk, by=manager, on=TODAY, outcome="withdrawn", now=NOW)
    with pytest.raises(MoveRefused, match="was withdrawn"):
        complaints.second_stage(complaint.pk, by=manager, made_on=TODAY, handled_by=approver, now=NOW)


def test_whom_it_names_does_not_handle_it(service, incident, manager, coordinator, complaint):
    keep_all_from(coordinator)
    with pytest.raises(MoveRefused, match="does not name"):
        complaints.hand_on(complaint.pk, by=manager, to=coordinator, now=NOW)
    with pytest.raises(PermissionDenied, match="kept from you"):
        complaints.acknowledge(complaint.pk, by=coordinator, on=TODAY, now=NOW)
    assert not complaints.visible_to(coordinator, service).exists()


@pytest.mark.parametrize("role", [Role.VIEWER, None])
def test_who_does_not_handle_comments_handles_no_complaint(service, manager, complaint, role):
    person = member(service, *([role] if role else []))
    with pytest.raises(MoveRefused, match="Choose a colleague"):
        complaints.hand_on(complaint.pk, by=manager, to=person, now=NOW)
    with pytest.raises(PermissionDenied):
        complaints.acknowledge(complaint.pk, by=person, on=TODAY, now=NOW)


def test_another_services_manager_does_nothing(complaint, outsider):
    with pytest.raises(PermissionDenied):
        complaints.answer(complaint.pk, by=outsider, on=TODAY, outcome="upheld", learned="x", now=NOW)


@pytest.mark.parametrize(
    ("acknowledged", "answered", "today", "is_late"),
    [
        (False, False, dt.date(2026, 12, 30), False),
        (False, False, dt.date(2026, 12, 31), True),
        (True, False, dt.date(2027, 1, 14), False),
        (True, False, dt.date(2027, 1, 15), True),
        (True, True, dt.date(2027, 2, 1), False),
    ],
)
def test_late_is_from_the_day_after(service, manager, complaint, acknowledged, answered, today, is_late):
    Complaint.objects.update(
        acknowledged_on=TODAY if acknowledged else None,
        answered_on=TODAY if answered else None,
        outcome="upheld" if answered else "",
    )
    assert complaints.late(service, today).exists() is is_late

"""Complaints under the procedure: a number, two dates in working days, an outcome, and a second look by another person.

The Complaint Handling Code wants five working days to acknowledge and ten more to answer; both are parameters of the
policy. A complaint hangs on the incident that it came from, and is kept from whom that is kept from.
"""

from __future__ import annotations

import datetime as dt
import re

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.hours import hours_of
from accounts.models import Membership, Service, User
from audit import services as audit
from audit.kinds import Kind
from moderation import permissions
from moderation.grievances import incidents
from moderation.models import Complaint, Incident, KeptFrom
from moderation.moves import MoveRefused
from policies import services as policies

OURS = re.compile(r"(\d{4})-(\d{4,6})$")
Outcome = Complaint.Outcome
SOMETHING_WAS_WRONG = (Outcome.UPHELD, Outcome.PARTLY_UPHELD)


def visible_to(user: User, service: Service) -> QuerySet[Complaint]:
    """The service's complaints about incidents that this person may see."""
    return Complaint.objects.of_service(service).filter(incident__in=incidents.visible_to(user, service))


def waiting() -> Q:
    """Not answered yet."""
    return Q(answered_on=None)


def late(service: Service, today: dt.date) -> QuerySet[Complaint]:
    """Whose acknowledgement or answer should have gone out before today."""
    unacknowledged = Q(acknowledged_on=None, acknowledge_by__lt=today)
    return Complaint.objects.of_service(service).filter(waiting() & (unacknowledged | Q(answer_by__lt=today)))


def next_step(complaint: Complaint) -> tuple[str, dt.date] | None:
    """What is to be done next and until when; None when it is answered."""
    if complaint.answered_on:
        return None
    if complaint.acknowledged_on is None:
        return "Acknowledge", complaint.acknowledge_by
    return "Answer", complaint.answer_by


def handlers(incident: Incident, now: dt.datetime) -> list[User]:
    """Who may handle a complaint about this incident: whoever handles comments, but nobody from whom it is kept."""
    kept = KeptFrom.objects.filter(comment__incident=incident).values("person")
    today, people = incident.service.today(now), {}
    for role in permissions.HANDLERS:
        members = Membership.objects.holding(role, today).filter(service=incident.service_id).exclude(user__in=kept)
        people |= {one.user_id: one.user for one in members.select_related("user")}
    return sorted(people.values(), key=str)


# What a person does


@transaction.atomic
def open_complaint(
    incident_id: int,
    *,
    by: User,
    made_on: dt.date,
    handled_by: User,
    number: str = "",
    now: dt.datetime | None = None,
) -> Complaint:
    """Record that the incident has become a complaint. Its number is the procedure's, or the year's next one."""
    now = now or timezone.now()
    incident = _incident(incident_id, by, now)
    _not_ahead(made_on, incident.service, now, "The complaint cannot have been made after today.")
    _may_handle(handled_by, incident, now)
    if incident.complaints.exists():
        raise MoveRefused("This incident has its complaint already.")
    number = number.strip()[:30] or _next_number(incident.service, made_on.year)
    complaint = _made(incident, number, 1, made_on=made_on, handled_by=handled_by, by=by, now=now)
    data = {"number": number, "handler": str(handled_by)}
    audit.record(Kind.COMPLAINT_OPENED, on=complaint, actor=by, data=data, now=now)
    return complaint


@transaction.atomic
def acknowledge(complaint_id: int, *, by: User, on: dt.date, now: dt.datetime | None = None) -> Complaint:
    """The complainant was told that we have it."""
    now = now or timezone.now()
    complaint = _locked(complaint_id, by, now)
    if complaint.acknowledged_on:
        raise MoveRefused("It is acknowledged already.")
    _between(complaint.made_on, on, complaint.service, now)
    complaint.acknowledged_on = on
    complaint.save(update_fields=["acknowledged_on"])
    data = {"number": complaint.number, "on": f"{on:%-d %b %Y}"}
    audit.record(Kind.COMPLAINT_ACKNOWLEDGED, on=complaint, actor=by, data=data, now=now)
    return complaint


@transaction.atomic
def answer(
    complaint_id: int, *, by: User, on: dt.date, outcome: str, learned: str = "", now: dt.datetime | None = None
) -> Complaint:
    """The complainant has our answer. One that was answered at once was acknowledged by that."""
    now = now or timezone.now()
    complaint = _locked(complaint_id, by, now)
    if outcome not in Outcome.values:
        raise MoveRefused("Choose the outcome.")
    if not learned.strip() and outcome in SOMETHING_WAS_WRONG:
        raise MoveRefused("Write what we learned from it: something was wrong, so something changes.")
    _between(complaint.acknowledged_on or complaint.made_on, on, complaint.service, now)
    complaint.acknowledged_on = complaint.acknowledged_on or on
    complaint.answered_on, complaint.outcome, complaint.learned = on, outcome, learned.strip()[:300]
    complaint.save(update_fields=["acknowledged_on", "answered_on", "outcome", "learned"])
    data = {"number": complaint.number, "on": f"{on:%-d %b %Y}", "outcome": complaint.get_outcome_display().lower()}
    audit.record(Kind.COMPLAINT_ANSWERED, on=complaint, actor=by, data=data, now=now)
    return complaint


@transaction.atomic
def hand_on(complaint_id: int, *, by: User, to: User, now: dt.datetime | None = None) -> Complaint:
    """Somebody else handles it from now on; of a second stage, nobody who handled the first."""
    now = now or timezone.now()
    complaint = _locked(complaint_id, by, now)
    _may_handle(to, complaint.incident, now)
    if complaint.stage == 2:
        _somebody_else(to, complaint.incident.complaints.get(stage=1))
    if to.pk == complaint.handled_by_id:
        return complaint
    complaint.handled_by = to
    complaint.save(update_fields=["handled_by"])
    data = {"number": complaint.number, "handler": str(to)}
    audit.record(Kind.COMPLAINT_HANDED_ON, on=complaint, actor=by, data=data, now=now)
    return complaint


@transaction.atomic
def second_stage(
    complaint_id: int, *, by: User, made_on: dt.date, handled_by: User, now: dt.datetime | None = None
) -> Complaint:
    """The complainant is not content with the answer: another person looks at it, with dates of their own."""
    now = now or timezone.now()
    first = _locked(complaint_id, by, now, answered=True)
    if first.stage != 1:
        raise MoveRefused("There is no third stage here. Point the complainant to the ombudsman.")
    if first.outcome == Outcome.WITHDRAWN:
        raise MoveRefused("This complaint was withdrawn. Record a new one.")
    if first.incident.complaints.filter(stage=2).exists():
        raise MoveRefused("The second stage is open already.")
    _between(first.answered_on, made_on, first.service, now)
    _may_handle(handled_by, first.incident, now)
    _somebody_else(handled_by, first)
    complaint = _made(first.incident, first.number, 2, made_on=made_on, handled_by=handled_by, by=by, now=now)
    data = {"number": first.number, "handler": str(handled_by)}
    audit.record(Kind.COMPLAINT_SECOND_STAGE, on=complaint, actor=by, data=data, now=now)
    return complaint


# What they share


def _made(
    incident: Incident, number: str, stage: int, *, made_on: dt.date, handled_by: User, by: User, now: dt.datetime
) -> Complaint:
    hours, parameters = hours_of(incident.service), policies.parameters_in_force(incident.service)
    acknowledge_by = hours.nth_working_day(made_on, parameters.acknowledge_complaint_days)
    try:
        with transaction.atomic():
            return Complaint.objects.create(
                service=incident.service,
                incident=incident,
                number=number,
                stage=stage,
                made_on=made_on,
                acknowledge_by=acknowledge_by,
                answer_by=hours.nth_working_day(acknowledge_by, parameters.answer_complaint_days),
                handled_by=handled_by,
                opened_by=by,
                opened_at=now,
            )
    except IntegrityError as error:
        taken = Complaint.objects.of_service(incident.service).filter(number=number, stage=stage)
        if taken.exclude(incident=incident).exists():
            raise MoveRefused(f"The number {number} belongs to another complaint.") from error
        raise MoveRefused("A colleague has just recorded this complaint.") from error


def _next_number(service: Service, year: int) -> str:
    """The year's next number. The service's row is locked, so that of two who ask at once each gets their own."""
    Service.objects.select_for_update(no_key=True).get(pk=service.pk)
    taken = Complaint.objects.of_service(service).filter(number__startswith=f"{year}-").values_list("number", flat=True)
    serials = [int(found[2]) for number in taken if (found := OURS.fullmatch(number))]
    return f"{year}-{max(serials, default=0) + 1:04d}"


def _incident(incident_id: int, by: User, now: dt.datetime) -> Incident:
    incident = Incident.objects.select_for_update(of=("self",)).select_related("service").get(pk=incident_id)
    _refuse(incident, by, now)
    return incident


def _locked(complaint_id: int, by: User, now: dt.datetime, *, answered: bool = False) -> Complaint:
    rows = Complaint.objects.select_for_update(of=("self",)).select_related("service", "incident__service")
    complaint = rows.get(pk=complaint_id)
    _refuse(complaint.incident, by, now)
    if answered and not complaint.answered_on:
        raise MoveRefused("It has not been answered yet.")
    if complaint.answered_on and not answered:
        raise MoveRefused("It is answered. If they are not content with that, open the second stage.")
    return complaint


def _refuse(incident: Incident, by: User, now: dt.datetime) -> None:
    if refusal := permissions.refusal_to_read(by, incident.service):
        raise PermissionDenied(refusal)
    if not incidents.visible_to(by, incident.service).filter(pk=incident.pk).exists():
        raise PermissionDenied("This incident is kept from you.")
    if refusal := permissions.refusal_unread(by, incident.service, now):
        raise MoveRefused(refusal)


def _may_handle(person: User, incident: Incident, now: dt.datetime) -> None:
    if person not in handlers(incident, now):
        raise MoveRefused("Choose a colleague who handles comments, and whom the complaint does not name.")


def _somebody_else(person: User, first: Complaint) -> None:
    if person.pk == first.handled_by_id:
        raise MoveRefused("The second stage is looked at by somebody who did not handle the first.")


def _between(earliest: dt.date | None, on: dt.date, service: Service, now: dt.datetime) -> None:
    if earliest and on < earliest:
        raise MoveRefused(f"Choose a day from {earliest:%-d %b %Y} on.")
    _not_ahead(on, service, now, "Choose today or an earlier day.")


def _not_ahead(on: dt.date, service: Service, now: dt.datetime, sentence: str) -> None:
    if on > service.today(now):
        raise MoveRefused(sentence)

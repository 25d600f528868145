"""Until when a comment's words are kept, and why (DESIGN 6), pure: facts in, a day or a reason out."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from moderation.classify.labels import Category, Flag
from policies.parameters import Parameters


class Ground(StrEnum):
    """Which rule decides over a comment: its class, or what weighs more."""

    GENERAL = "general"
    TROLL = "troll"
    CASE_REQUEST = "case_request"
    GRIEVANCE = "grievance"
    SAFEGUARDING = "safeguarding"
    ALLEGATION = "allegation"


GROUND_LABELS: dict[str, str] = {
    Ground.GENERAL: "General",
    Ground.TROLL: "Provocation and spam",
    Ground.CASE_REQUEST: "Case request",
    Ground.GRIEVANCE: "Grievance",
    Ground.SAFEGUARDING: "Safeguarding, handed over",
    Ground.ALLEGATION: "Allegation about staff",
}


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What decides, in days of the service's own calendar; `closed_on` is None while it is open."""

    category: str
    flags: Collection[str] = ()
    closed_on: dt.date | None = None
    replied_on: dt.date | None = None  # the private reply to a case
    incident_is_open: bool = False
    incident_closed_on: dt.date | None = None
    complaint_is_open: bool = False
    appeal_is_open: bool = False
    escalation_is_open: bool = False
    handed_over_on: dt.date | None = None  # an escalation was closed with a reference
    is_no_allegation: bool = False  # a person passed the allegation over
    statutory_due_on: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class Kept:
    """Until the day before `until`; without a day, for as long as `waits_for` says."""

    ground: Ground
    until: dt.date | None = None
    waits_for: str = ""


def ground_of(facts: Facts) -> Ground:
    if Flag.STAFF_ALLEGATION in facts.flags and not facts.is_no_allegation:
        return Ground.ALLEGATION
    if Flag.SAFEGUARDING in facts.flags:
        return Ground.SAFEGUARDING
    if facts.category == Category.CASE_REQUEST:
        return Ground.CASE_REQUEST
    if facts.category == Category.GRIEVANCE:
        return Ground.GRIEVANCE
    if facts.category == Category.TROLL or Flag.SPAM in facts.flags:
        return Ground.TROLL
    return Ground.GENERAL


def waits_for(facts: Facts) -> str:
    """What has to end before any period begins; "" when nothing."""
    if facts.closed_on is None:
        return "it is open"
    if facts.escalation_is_open:
        return "the safeguarding lead has it"
    if facts.incident_is_open:
        return "its incident is open"
    if facts.complaint_is_open:
        return "its complaint is open"
    if facts.appeal_is_open:
        return "its removal is contested"
    return ""


def kept(facts: Facts, parameters: Parameters) -> Kept:
    """The period of what weighs most: an allegation, a worry about a child, then the class.

    A worry that stands and was never handed over with a reference has no end.
    """
    ground = ground_of(facts)
    closed = facts.closed_on
    if closed is None or waits_for(facts):
        return Kept(ground=ground, waits_for=waits_for(facts))
    if Flag.SAFEGUARDING in facts.flags and facts.handed_over_on is None:
        return Kept(ground=Ground.SAFEGUARDING, waits_for="no reference says that it was handed over")
    if ground == Ground.ALLEGATION:
        until = months_after(closed, 12 * parameters.keep_allegation_years)
    elif ground == Ground.SAFEGUARDING:
        until = max(closed, facts.handed_over_on or closed) + dt.timedelta(days=parameters.keep_safeguarding_days)
    elif ground == Ground.CASE_REQUEST:
        until = (facts.replied_on or closed) + dt.timedelta(days=parameters.keep_case_days)
    elif ground == Ground.GRIEVANCE:
        until = months_after(facts.incident_closed_on or closed, parameters.keep_grievance_months)
    elif ground == Ground.TROLL:
        until = months_after(closed, parameters.keep_troll_months)
    else:
        until = months_after(closed, parameters.keep_general_months)
    if facts.statutory_due_on:  # a request for data or information: nothing goes before its legal date is over
        until = max(until, facts.statutory_due_on + dt.timedelta(days=1))
    return Kept(ground=ground, until=max(until, closed))


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day so many months later; the month's last day where it has no such day."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    if year > dt.MAXYEAR:
        return dt.date.max
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))

"""What a policy sets beside its rules: clocks, limits and how long things are kept. A version stores what differs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Parameters:
    """Defaults of DESIGN 5 and 6."""

    seen_within_minutes_p0: int = 5  # immediate danger, at any hour
    acted_within_minutes_p0: int = 15
    hidden_within_minutes_p1: int = 60  # safeguarding, threat, public personal data, public case request
    answered_within_days_p2: int = 1  # working days: grievance, allegation
    answered_within_days_p3: int = 1  # working days: troll, spam
    answered_within_days_p4: int = 2  # working days: general
    claim_minutes: int = 5  # how long an opened comment stays with the person who opened it
    approval_covers_time: bool = False  # moving an approved post then asks for a new approval
    late_limit_minutes: int = 120  # after that an approved post is not sent by itself
    approval_reminder_hours: int = 24  # a post that waits longer is reminded of
    warn_at_percent: int = 75  # of a comment's clock: whoever handles it is told
    hides_out_of_hours: bool = False  # a public case request with exact identifiers, when nobody is at work
    breaches_before_block: int = 3  # of house rules, by one writer
    breach_window_days: int = 90
    block_days: int = 90  # how long a block lasts unless the manager says otherwise
    acknowledge_complaint_days: int = 5  # working days
    answer_complaint_days: int = 10  # working days, after the acknowledgement is due
    decide_appeal_days: int = 10  # working days
    minimum_age: int = 13  # UK GDPR article 8
    keep_general_months: int = 6
    keep_troll_months: int = 12
    keep_case_days: int = 30  # after the reply
    keep_grievance_months: int = 12  # after it is closed
    keep_safeguarding_days: int = 7  # after it was handed over with a reference
    keep_allegation_years: int = 10  # or as long as the host's allegations procedure says


LABELS: dict[str, tuple[str, str]] = {  # label; hint, which begins with the unit
    "seen_within_minutes_p0": ("Immediate danger: seen within", "Minutes, at any hour."),
    "acted_within_minutes_p0": ("Immediate danger: acted on within", "Minutes, at any hour."),
    "hidden_within_minutes_p1": (
        "Safeguarding, threat, personal data or a case request in public: hidden within",
        "Minutes of service hours.",
    ),
    "answered_within_days_p2": ("Grievance or allegation: answered within", "Working days."),
    "answered_within_days_p3": ("Troll or spam: dealt with within", "Working days."),
    "answered_within_days_p4": ("General comment: answered within", "Working days."),
    "claim_minutes": ("An opened comment stays with the person who opened it for", "Minutes."),
    "approval_covers_time": (
        "An approval covers the time too",
        "Moving an approved post to another time then asks for a new approval.",
    ),
    "late_limit_minutes": ("An approved post is not sent by itself when it is late by more than", "Minutes."),
    "approval_reminder_hours": ("Remind of a post that waits for approval after", "Hours."),
    "warn_at_percent": ("Warn when so much of a comment’s time is used up", "Per cent."),
    "hides_out_of_hours": (
        "Hide a public case with exact identifiers at once when nobody is at work",
        "It can be shown again, it is logged, and a person is told.",
    ),
    "breaches_before_block": ("A writer may be blocked after breaking house rules", "Times."),
    "breach_window_days": ("Breaches of house rules count for", "Days."),
    "block_days": ("A block lasts, unless the manager says otherwise,", "Days."),
    "acknowledge_complaint_days": ("A complaint is acknowledged within", "Working days."),
    "answer_complaint_days": ("A complaint is answered, once its acknowledgement was due, within", "Working days."),
    "decide_appeal_days": ("An appeal against hiding or blocking is decided within", "Working days."),
    "minimum_age": ("Who is younger than this gets no message from us", "Years."),
    "keep_general_months": ("General comments are kept for", "Months after they were closed."),
    "keep_troll_months": ("Provocation and spam are kept for", "Months after they were closed."),
    "keep_case_days": ("The words of a case request are kept for", "Days after the reply."),
    "keep_grievance_months": ("Grievances are kept for", "Months after they were closed."),
    "keep_safeguarding_days": (
        "A safeguarding comment’s words are kept for",
        "Days after it was handed over. Then only the reference and the hash stay.",
    ),
    "keep_allegation_years": (
        "An allegation about staff is kept for",
        "Years after it was closed, or longer where your authority’s procedure says so.",
    ),
}


def parameters(stored: Mapping[str, Any]) -> Parameters:
    """The parameters of a version; unknown keys of an older version are passed over."""
    known = {field.name for field in fields(Parameters)}
    return Parameters(**{name: value for name, value in stored.items() if name in known})


def in_words(name: str, value: int | bool) -> str:
    """A clock or limit with its unit: "60 minutes of service hours", "yes"."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value} {re.split('[.,]', LABELS[name][1])[0].lower()}"

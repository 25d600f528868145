"""What a policy sets beside its rules: clocks, limits and how long things are kept. A version stores what differs."""

from __future__ import annotations

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
    platform_age_limit: int = 13


def parameters(stored: Mapping[str, Any]) -> Parameters:
    """The parameters of a version; unknown keys of an older version are passed over."""
    known = {field.name for field in fields(Parameters)}
    return Parameters(**{name: value for name, value in stored.items() if name in known})

"""Priority and clocks of a comment (DESIGN 6), pure: what it is and when it came in, out comes what runs until when."""

from __future__ import annotations

import calendar
import datetime as dt
import math
from collections.abc import Collection

from accounts.hours import WorkingHours
from moderation.classify.labels import Category, Flag
from policies.parameters import Parameters

FOI_WORKING_DAYS = 20  # an information request; a request for one's own data has a calendar month


def priority_of(category: str, flags: Collection[str], *, is_public: bool) -> int:
    """0 to 4. A comment that could not be sorted (no category) counts as 1: nobody knows yet what it holds."""
    if Flag.IMMEDIATE_DANGER in flags:
        return 0
    if not category or Flag.SAFEGUARDING in flags or Flag.THREAT_OR_HATE in flags:
        return 1
    if is_public and (category == Category.CASE_REQUEST or Flag.PERSONAL_DATA in flags):
        return 1
    if category in (Category.GRIEVANCE, Category.CASE_REQUEST):
        return 2
    if Flag.STAFF_ALLEGATION in flags or Flag.STATUTORY_REQUEST in flags:
        return 2
    if category == Category.TROLL or Flag.SPAM in flags:
        return 3
    return 4


def clock_starts_at(
    priority: int,
    *,
    is_public: bool,
    posted_at: dt.datetime,
    received_at: dt.datetime,
    danger_at: dt.datetime | None = None,
    asks_more_since: dt.datetime | None = None,
) -> dt.datetime:
    """What stands in public counts from when it was posted, a danger from when somebody saw that it is one
    (`danger_at`), the rest from when we got it; what its writer made of it afterwards (`asks_more_since`) from then.
    """
    if priority == 0:
        return max(received_at, danger_at or received_at)
    start = min(posted_at, received_at) if priority == 1 and is_public else received_at
    return max(start, asks_more_since or start)


def due_at(
    priority: int,
    *,
    is_public: bool,
    posted_at: dt.datetime,
    received_at: dt.datetime,
    hours: WorkingHours,
    parameters: Parameters,
    danger_at: dt.datetime | None = None,
    asks_more_since: dt.datetime | None = None,
) -> dt.datetime:
    """When the clock runs out. Immediate danger knows no hours; all else counts in the service's working time."""
    start = clock_starts_at(
        priority,
        is_public=is_public,
        posted_at=posted_at,
        received_at=received_at,
        danger_at=danger_at,
        asks_more_since=asks_more_since,
    )
    if priority == 0:
        return start + dt.timedelta(minutes=parameters.acted_within_minutes_p0)
    if priority == 1:
        return hours.add_minutes(start, parameters.hidden_within_minutes_p1)
    days = {
        2: parameters.answered_within_days_p2,
        3: parameters.answered_within_days_p3,
        4: parameters.answered_within_days_p4,
    }[priority]
    return hours.add_days(start, days)


def warn_at(priority: int, *, start: dt.datetime, due: dt.datetime, hours: WorkingHours, percent: int) -> dt.datetime:
    """When so much per cent of a clock's time is used up: of working time, but for a danger, which knows no hours."""
    if priority == 0:
        return start + (due - start) * percent / 100
    minutes = math.ceil(hours.minutes_between(start, due) * percent / 100)
    return min(due, hours.add_minutes(start, minutes))


def allegation_due_at(received_at: dt.datetime, hours: WorkingHours, parameters: Parameters) -> dt.datetime:
    """Until when an allegation against staff is passed on to whom the authority names, whatever else runs."""
    return hours.add_days(received_at, parameters.answered_within_days_p2)


def statutory_due_on(made_on: dt.date, hours: WorkingHours) -> dt.date:
    """The legal date of a request for data or information: the earlier of a calendar month and 20 working days.

    Which of the two it is, a person finds out; until then the shorter time holds.
    """
    year, month = (made_on.year + 1, 1) if made_on.month == 12 else (made_on.year, made_on.month + 1)
    a_month_on = dt.date(year, month, min(made_on.day, calendar.monthrange(year, month)[1]))
    return min(a_month_on, hours.nth_working_day(made_on, FOI_WORKING_DAYS))

"""A plan laid out: a month as weeks of days, a week as seven, an agenda as the days that hold something. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from posts.times import LAST_YEAR

if TYPE_CHECKING:
    from posts.planning.gaps import WeekPlan
    from posts.planning.plan import Plan

FIRST_YEAR = 2000
MOST_A_DAY = 4
"""Lines that a day of the month shows; the rest is a number with a link."""
MOST_ON_PAPER = 3
MOST_IN_AGENDA = 40
"""Lines after which an agenda stops, at the end of a day."""


@dataclass(frozen=True, kw_only=True)
class Band:
    """Days on which nothing goes out, both ends included. `kind` is quiet or pause."""

    kind: str
    name: str
    starts_on: dt.date
    ends_on: dt.date

    @property
    def label(self) -> str:
        return f"Quiet: {self.name}" if self.kind == "quiet" else "Sending is paused"


@dataclass(kw_only=True)
class Line:
    """One line of a day: a post (`entry`), a gap with its channel, or an occasion that begins or goes on here."""

    kind: str  # entry, gap, occasion
    what: Any
    at: dt.datetime | None = None
    channel: Any = None
    goes_on: bool = False  # an occasion that began on an earlier day
    is_due: bool = False  # an occasion to prepare now, without a post
    note: str = ""  # "to Sun 8 Feb", "begins", "ends"
    facts: str = ""  # channels and state, drawn (the view does it where they are shown)

    @property
    def time(self) -> str:
        return f"{self.at:%H:%M}" if self.at else ""

    @property
    def asks(self) -> bool:
        """Whether somebody has to do something about it."""
        return self.is_due or (self.kind == "entry" and self.what.state in ("failed", "expired", "unknown", "held"))

    @property
    def slot(self) -> str:
        """What the address of “Fill this slot” says of a gap or an occasion."""
        if self.kind == "gap":
            return f"channel={self.channel.pk}&on={self.at:%Y-%m-%d}&at={self.at:%H:%M}" if self.at else ""
        return f"for={self.what.reference}&on={self.what.starts_on}"


@dataclass(kw_only=True)
class Day:
    """One day. `band` is what the band says here ("" where it only goes on); `lines` are in order."""

    on: dt.date
    is_other_month: bool = False
    is_today: bool = False
    is_ahead: bool = False
    lines: list[Line] = field(default_factory=list)
    is_quiet: bool = False
    band: str = ""
    begins: list[Band] = field(default_factory=list)
    most: int = MOST_A_DAY

    @property
    def iso(self) -> str:
        return self.on.isoformat()

    @property
    def number(self) -> str:
        """ "3", or "3 Dec" where the month is another one."""
        return f"{self.on.day} {self.on:%b}" if self.is_other_month else str(self.on.day)

    @property
    def name(self) -> str:
        return _short(self.on)

    @property
    def shown(self) -> list[Line]:
        """The lines that have room; one more than fits is not worth a number of its own."""
        return self.lines if len(self.lines) <= self.most + 1 else self._most_important[: self.most]

    @property
    def more(self) -> int:
        return len(self.lines) - len(self.shown)

    @property
    def _most_important(self) -> list[Line]:
        """What asks for somebody keeps its place when room is short."""
        chosen = sorted(range(len(self.lines)), key=lambda n: (not self.lines[n].asks, n))[: self.most]
        return [self.lines[n] for n in sorted(chosen)]


@dataclass(frozen=True, kw_only=True)
class Week:
    """`short` are the channels that have too few posts, by name, with how many they have and should have."""

    number: int
    days: Sequence[Day]
    plan: WeekPlan | None = None
    short: Sequence[tuple[str, int, int]] = ()
    is_over: bool = False

    @property
    def count(self) -> int:
        return count_posts(self.days)


def count_posts(days: Iterable[Day]) -> int:
    return sum(line.kind == "entry" for day in days for line in day.lines)


def count_asking(days: Iterable[Day]) -> int:
    """How many posts of these days somebody has to look after."""
    return sum(line.kind == "entry" and line.asks for day in days for line in day.lines)


def first_of(text: str, today: dt.date) -> dt.date:
    """The first day of a month written "2026-12"; this month where it cannot be read."""
    return day_of(f"{text}-01", today.replace(day=1))


def day_of(text: str, otherwise: dt.date) -> dt.date:
    """A day written "2026-12-01"; the other one where it cannot be read or no calendar of ours reaches it."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return otherwise
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else otherwise


def next_month(first: dt.date) -> dt.date:
    return (first + dt.timedelta(days=32)).replace(day=1)


def month_before(first: dt.date) -> dt.date:
    return (first - dt.timedelta(days=1)).replace(day=1)


def monday_of(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def grid_of(first: dt.date) -> tuple[dt.date, dt.date]:
    """The Monday on or before the first of the month, and the Monday after its last day."""
    after = next_month(first)
    return monday_of(first), after + dt.timedelta(days=-after.weekday() % 7)


def days_of(plan: Plan, *, today: dt.date, most: int = MOST_A_DAY) -> list[Day]:
    """Every day of the plan's span."""
    days = {}
    for n in range((plan.end - plan.start).days + 1):
        on = plan.start + dt.timedelta(days=n)
        days[on] = Day(on=on, is_today=on == today, is_ahead=on >= today, most=most)
    _put_bands(days, plan)
    _put_occasions(days, plan)
    timed = [(one.at, "entry", one, None) for one in plan.entries]
    timed += [(one.at, "gap", one, plan.channels.get(one.channel_id)) for one in plan.gaps]
    for at, kind, what, channel in sorted(timed, key=lambda row: row[0]):
        days[at.date()].lines.append(Line(kind=kind, what=what, at=at, channel=channel))
    return list(days.values())


def weeks(plan: Plan, *, today: dt.date, month: dt.date | None = None, most: int = MOST_A_DAY) -> list[Week]:
    """The span in whole weeks, Monday first; `month` is the first day of the one that is shown."""
    days = days_of(plan, today=today, most=most)
    if month:
        for day in days:
            day.is_other_month = (day.on.year, day.on.month) != (month.year, month.month)
    return [week_of(plan, days[n : n + 7], today=today) for n in range(0, len(days), 7)]


def week_of(plan: Plan, days: Sequence[Day], *, today: dt.date) -> Week:
    """Seven days from Monday on, against the strategy where there is one."""
    against = plan.week(days[0].on) if plan.aims else None
    return Week(
        number=days[0].on.isocalendar().week,
        days=tuple(days),
        plan=against,
        short=[(plan.channels[pk].name, have, want) for pk, have, want in against.short] if against else (),
        is_over=days[-1].on < today,
    )


def agenda(days: Iterable[Day], most: int = MOST_IN_AGENDA) -> tuple[list[Day], dt.date | None]:
    """The days that have something on them, and the day to go on from where there were too many lines.

    A day is never cut, so that one day of a thousand posts is one long list.
    """
    found: list[Day] = []
    lines = 0
    for day in days:
        if not (any(not line.goes_on for line in day.lines) or day.begins):
            continue
        if found and lines + len(day.lines) > most:
            return found, day.on
        found.append(day)
        lines += len(day.lines)
    return found, None


def _put_bands(days: dict[dt.date, Day], plan: Plan) -> None:
    for on, day in days.items():
        here = [one for one in plan.bands if one.starts_on <= on <= one.ends_on]
        day.is_quiet = bool(here)
        day.begins = [one for one in here if on == max(one.starts_on, plan.start)]
        names = [one.label for one in here if on == one.starts_on or on.weekday() == 0 or on == plan.start]
        day.band = names[0] if names else ""


def _put_occasions(days: dict[dt.date, Day], plan: Plan) -> None:
    """An occasion stands on its first day, or on the first of the span when it began before; a term also on its last.

    What began before and is no holiday is left out: a term or a month would stand on every page.
    """
    for one in plan.occasions:
        is_due = (one.reference, one.starts_on) in plan.due
        if one.kind == "term":
            if one.starts_on in days:
                days[one.starts_on].lines.append(Line(kind="occasion", what=one, note="begins"))
            if one.ends_on in days and one.ends_on != one.starts_on:
                days[one.ends_on].lines.append(Line(kind="occasion", what=one, note="ends"))
        elif one.starts_on in days:
            note = "" if one.starts_on == one.ends_on else f"to {_short(one.ends_on)}"
            days[one.starts_on].lines.append(Line(kind="occasion", what=one, note=note, is_due=is_due))
        elif plan.start in days:
            note = f"goes on to {_short(one.ends_on)}" if one.ends_on != plan.start else "last day"
            days[plan.start].lines.append(Line(kind="occasion", what=one, note=note, goes_on=True))


def _short(day: dt.date) -> str:
    return f"{day:%a} {day.day} {day:%b}"

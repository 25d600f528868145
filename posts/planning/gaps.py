"""What the plan lacks against the strategy: slots ahead without a post, weeks with fewer posts than wanted. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

WINDOW_MINUTES = 90
"""How far from its slot a post may lie and still fill it."""
DAYS_A_WEEK = 7


@dataclass(frozen=True, kw_only=True)
class Aim:
    """What the strategy wants of a channel: posts a week, and the weekly slots as (weekday, wall clock)."""

    channel_id: int
    posts_a_week: int
    slots: tuple[tuple[int, dt.time], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Gap:
    """A slot ahead that no post fills."""

    channel_id: int
    at: dt.datetime  # aware, on the service's wall clock


@dataclass(frozen=True, kw_only=True)
class WeekPlan:
    """A week against the strategy. A post counts once on each channel, and no channel makes up for another: `planned`
    never exceeds `wanted`. `short` are (channel, planned, wanted)."""

    planned: int
    wanted: int
    short: tuple[tuple[int, int, int], ...] = field(default=())


def gaps(
    aims: Iterable[Aim],
    posts: Mapping[int, Sequence[dt.datetime]],
    *,
    start: dt.date,
    end: dt.date,
    now: dt.datetime,
    zone: ZoneInfo,
    is_closed: Callable[[dt.date], bool],
) -> list[Gap]:
    """Slots from `start` to `end`, both included, that lie ahead and have no post of their channel near them.

    `posts` has the moments of each channel's posts. A post fills one slot only, the first that it is near to. Days on
    which nothing goes out (`is_closed`) have no gaps.
    """
    found = []
    window = dt.timedelta(minutes=WINDOW_MINUTES)
    for aim in aims:
        left = sorted(posts.get(aim.channel_id, ()))
        for slot in _moments(aim.slots, start, end, zone):
            near = next((moment for moment in left if abs(moment - slot.astimezone(dt.UTC)) <= window), None)
            if near is not None:
                left.remove(near)
            elif slot > now and not is_closed(slot.date()):
                found.append(Gap(channel_id=aim.channel_id, at=slot))
    return sorted(found, key=lambda gap: (gap.at, gap.channel_id))


def week_plan(
    aims: Iterable[Aim],
    posts: Mapping[int, Sequence[dt.datetime]],
    *,
    monday: dt.date,
    zone: ZoneInfo,
    is_closed: Callable[[dt.date], bool],
) -> WeekPlan:
    """How many posts the week has and should have; closed days take their share off what is wanted,
    down to the slots of the open ones."""
    days = [monday + dt.timedelta(days=n) for n in range(DAYS_A_WEEK)]
    is_open = sum(not is_closed(day) for day in days)
    planned, wanted, short = 0, 0, []
    for aim in aims:
        have = sum(monday <= moment.astimezone(zone).date() <= days[-1] for moment in posts.get(aim.channel_id, ()))
        share = (aim.posts_a_week * is_open + DAYS_A_WEEK // 2) // DAYS_A_WEEK
        open_slots = sum(not is_closed(days[weekday]) for weekday, _ in aim.slots)
        want = max(share, min(open_slots, aim.posts_a_week))
        planned, wanted = planned + min(have, want), wanted + want
        if have < want:
            short.append((aim.channel_id, have, want))
    return WeekPlan(planned=planned, wanted=wanted, short=tuple(short))


def _moments(slots: Iterable[tuple[int, dt.time]], start: dt.date, end: dt.date, zone: ZoneInfo) -> list[dt.datetime]:
    """Each slot of the span on the wall clock. One that the spring change skips is the hour after it."""
    days = [start + dt.timedelta(days=n) for n in range((end - start).days + 1)]
    moments = [dt.datetime.combine(day, at, zone) for weekday, at in slots for day in days if day.weekday() == weekday]
    return sorted(moment.astimezone(dt.UTC).astimezone(zone) for moment in moments)

"""How an objective stands: met, on the way, behind or missed, with what is to be expected on its day. Pure."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from insights.figures.forecast import Forecast, Point, forecast

OLDEST = dt.timedelta(days=45)
"""A number older than this says nothing of a day."""
EVEN = 0.5


class State(StrEnum):
    MET = "met"
    ON_THE_WAY = "on_the_way"
    BEHIND = "behind"
    MISSED = "missed"
    NOT_BEGUN = "not_begun"
    NOT_KNOWN = "not_known"


IN_WORDS = {
    State.MET: "Met",
    State.ON_THE_WAY: "On the way",
    State.BEHIND: "Behind",
    State.MISSED: "Missed",
    State.NOT_BEGUN: "Not begun",
    State.NOT_KNOWN: "Not known",
}


@dataclass(frozen=True, kw_only=True)
class Aim:
    """`grows`: it adds up until its day (followers). Otherwise it is a level to be kept (posts a week)."""

    target: float
    starts_on: dt.date
    due_on: dt.date
    begins_at: float | None = None
    grows: bool = True
    most: float = math.inf  # what the number can be at all


@dataclass(frozen=True)
class Standing:
    """`newest` is the number that the state goes by: for an objective that is over, as it was on its day."""

    state: State
    newest: Point | None
    began: float | None
    percent: int
    forecast: Forecast | None = None
    chance: float | None = None

    @property
    def words(self) -> str:
        return IN_WORDS[self.state]


def judge(aim: Aim, points: Sequence[Point], today: dt.date) -> Standing:
    """How the aim stands. What came in after its day changes nothing of it."""
    last_day = min(today, aim.due_on)
    known = sorted((one for one in points if one.on <= last_day), key=lambda one: one.on)
    newest = known[-1] if known and last_day - known[-1].on <= OLDEST else None
    began = _began(aim, known)
    percent = _percent(aim, began, newest)
    if today < aim.starts_on:
        return Standing(State.NOT_BEGUN, newest, began, percent)
    if newest is None:
        return Standing(State.NOT_KNOWN, None, began, percent)
    reached = newest.value >= aim.target
    if today > aim.due_on:
        return Standing(State.MET if reached else State.MISSED, newest, began, percent)
    expected = forecast(known, aim.due_on, most=aim.most, is_count=aim.grows)
    chance = expected.chance(aim.target) if expected else None
    if aim.grows:
        state = State.MET if reached else State.ON_THE_WAY if _keeps_up(aim, began, newest, chance) else State.BEHIND
    else:
        state = State.ON_THE_WAY if reached else State.BEHIND
    return Standing(state, newest, began, percent, expected, chance)


def _began(aim: Aim, known: Sequence[Point]) -> float | None:
    """The value at the start: what the strategy says, or else the last one known by then."""
    if aim.begins_at is not None or not aim.grows:
        return aim.begins_at
    before = [one for one in known if one.on <= aim.starts_on and aim.starts_on - one.on <= OLDEST]
    return before[-1].value if before else None


def _keeps_up(aim: Aim, began: float | None, newest: Point, chance: float | None) -> bool:
    """By the forecast; without one, by the straight line from the start to the target."""
    if chance is not None:
        return chance >= EVEN
    gone = (newest.on - aim.starts_on) / (aim.due_on - aim.starts_on)
    begin = began or 0.0
    return newest.value >= begin + (aim.target - begin) * gone


def _percent(aim: Aim, began: float | None, newest: Point | None) -> int:
    """How far it is from the start to the target, 0 to 100. A target that was reached at the start is wholly reached or
    not at all."""
    if newest is None:
        return 0
    begin = began if aim.grows and began is not None else 0.0
    if newest.value >= aim.target:
        return 100
    if aim.target <= begin:
        return 0
    return max(0, min(99, math.floor(100 * (newest.value - begin) / (aim.target - begin))))

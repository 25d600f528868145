"""The year of comments before those that are told (texts.py): as many as a service gets, more in some weeks, most in
time and some late.

Like the year's posts they are rows as the moves leave them (earlier_rows.py), at the hours at which people work; what
came of a few goes through every move (earlier_texts.TOLD, earlier_after.py).
"""

from __future__ import annotations

import datetime as dt
import math
import random
from collections.abc import Iterator
from dataclasses import replace

from insights.demo import earlier_texts
from insights.demo.earlier_rows import Wrote, story
from insights.demo.people import Team
from insights.demo.texts import COMMENTS, DemoComment
from moderation.classify.labels import Category

FIRST_DAY = -385
LAST_DAY = min(told.day for told in COMMENTS)
IN_A_MONTH = (0, 18, 17, 19, 13, 16, 18, 14, 12, 21, 20, 19, 13)
"""Comments by calendar month: school holidays are quiet, September is not."""
BUSY = {range(-296, -289): 2.6, range(-173, -166): 2.2, range(-61, -54): 1.8}
"""Weeks in which plans were due, transport was cut, and letters came."""
OF_A_WEEK = (1.25, 1.2, 1.15, 1.1, 1.0, 0.6, 0.7)
SHARES = {Category.CASE_REQUEST: 40, Category.GRIEVANCE: 8, Category.TROLL: 11, Category.GENERAL: 41}
PRIVATE = {Category.CASE_REQUEST: 0.25, Category.GRIEVANCE: 0.2, Category.TROLL: 0.0, Category.GENERAL: 0.08}
NETWORKS = {"sandbox": 62, "facebook": 28, "x": 10}
MINUTES = {Category.GRIEVANCE: 190, Category.TROLL: 80, Category.GENERAL: 150}
"""The middle one of how long they wait for us; of cases, `_minutes` says it."""
LATE = 0.045
SOONER_FROM = -200
"""From this day on cases are seen sooner."""


def year(team: Team, seed: int = 11) -> Iterator[Iterator[dt.datetime]]:
    """The stories of the year's comments, the same each time."""
    dice = random.Random(seed)  # noqa: S311  no secret
    number = 0
    for day in range(FIRST_DAY, LAST_DAY):
        for _ in range(_how_many(dice, team.calendar.day(day), day)):
            number += 1
            yield story(team, _written(dice, team, day, number))


def _how_many(dice: random.Random, on: dt.date, day: int) -> int:
    """By chance, about as many as the month, the day of the week and a busy week make likely."""
    busy = next((times for week, times in BUSY.items() if day in week), 1.0)
    left, found = math.exp(-IN_A_MONTH[on.month] / 30.4 * OF_A_WEEK[on.weekday()] * busy), 0
    chance = dice.random()
    while chance > left:
        chance *= dice.random()
        found += 1
    return found


def _written(dice: random.Random, team: Team, day: int, number: int) -> Wrote:
    on = team.calendar.day(day)
    works = team.calendar.hours.is_working_day(on)
    category = dice.choices(list(SHARES), list(SHARES.values()))[0]
    if category == Category.CASE_REQUEST and not works and dice.random() < 0.8:
        category = Category.GENERAL
    time = _time(dice, category, is_working_day=works)
    private = dice.random() < PRIVATE[category]
    if category == Category.CASE_REQUEST and time > "17:00":  # at night people rather write where nobody reads along
        private = private or dice.random() < 0.75
    words = {
        "month": f"{on + dt.timedelta(days=dice.randrange(3, 40)):%B}",
        "weekday": f"{on + dt.timedelta(days=dice.randrange(1, 6)):%A}",
        "place": dice.choice(earlier_texts.PLACES),
        "age": str(dice.randrange(5, 15)),
    }
    told = DemoComment(
        day=day,
        time=time,
        name=dice.choice(earlier_texts.NAMES),
        category=str(category),
        private=private,
        network=dice.choices(list(NETWORKS), list(NETWORKS.values()))[0],
        minutes=_minutes(dice, category, day, private=private),
        **_said(dice, category, private=private),
    )
    filled = {name: getattr(told, name).format(**words) for name in ("text", "answer")}
    return Wrote(replace(told, **filled), number, late=dice.random() < LATE, unsure=dice.random() < 0.08)


def _said(dice: random.Random, category: Category, *, private: bool) -> dict[str, object]:
    """The words, and what belongs to them."""
    if category == Category.CASE_REQUEST:
        return {"text": dice.choice(earlier_texts.CASES_IN_PRIVATE if private else earlier_texts.CASES)}
    if category == Category.GRIEVANCE:
        about, text = dice.choice(earlier_texts.GRIEVANCES)
        return {"text": text, "about": about}
    if category == Category.TROLL:
        is_spam = dice.random() < 0.4
        return {
            "text": dice.choice(earlier_texts.SPAM if is_spam else earlier_texts.RUDE),
            "flags": ("spam",) if is_spam else (),
        }
    if private or dice.random() < 0.5:
        text, answer = dice.choice(earlier_texts.QUESTIONS)
        return {"text": text, "answer": answer}
    return {"text": dice.choice(earlier_texts.REMARKS)}


def _time(dice: random.Random, category: Category, *, is_working_day: bool) -> str:
    """Cases come mostly while schools are open, all else as much in the evening."""
    by_day = 0.9 if category == Category.CASE_REQUEST else 0.6
    hour = dice.randrange(9, 16) if is_working_day and dice.random() < by_day else dice.randrange(17, 23)
    return f"{hour:02}:{dice.randrange(60):02}"


def _minutes(dice: random.Random, category: Category, day: int, *, private: bool) -> int:
    if category == Category.CASE_REQUEST:
        middle = 32 if day < SOONER_FROM else 21
        return max(4, round(middle * (1.6 if private else 1.0) * dice.lognormvariate(0, 0.42)))
    return max(5, round(MINUTES[category] * dice.lognormvariate(0, 0.6)))

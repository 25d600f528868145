"""Figures of the demo's channels over eighteen months: the first out of the service's old spreadsheet, the others typed
month by month, two with a note, and in the last one something that nobody has explained yet.

Followers come and go: more in one month than in another, fewer after a pause, and once a great many at a time."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import dataclass

from insights.demo.people import Team
from insights.figures import importing, typing
from insights.figures.months import back
from insights.figures.typing import Said
from insights.figures.values import NUMBERS

MONTHS = 18
IMPORT_DAY = -112
FILE_NAME = "Social media figures.csv"
HEADS = ("Month", "Platform", "Followers", "Post impressions", "Engagements", "Shares / Retweets", "Likes", "Comments")


@dataclass(frozen=True)
class Course:
    """How a channel goes: followers at the end of the first month, how many `more` in each after it, impressions a
    month."""

    written: str
    typed_by: str
    followers: int
    more: tuple[int, ...]
    impressions: int


COURSES = {
    "facebook": Course("Facebook", "priya", 940, (14, 6, 19, 9, 3, 16, 11, 5, -8, 12, 18, 4, 10, 150, -6, 7, 9), 9_400),
    "x": Course("Twitter", "dan", 846, (3, 6, -2, 5, 8, 1, 4, 7, 2, 6, -9, 5, 8, 3, 6, 2, 4), 5_200),
    "instagram": Course("Insta", "dan", 118, (5, 9, 4, 12, 7, 15, 3, 8, 11, 6, -4, 14, 19, 9, 13, 22, 17), 1_900),
}
SWINGS = (0, 7, -6, 4, -9, 11, 3, -4, 8, -12, 2, 6, -7, 9, -3, 5, -8, 1)
"""Per cent; nothing goes up and down by rule, and the demo is the same every time."""
UNEXPLAINED = ("facebook", 1, 3.2)
"""Channel, months ago, times the usual: its impressions, with what comes of them."""
NOTES = (
    ("facebook", 4, "The college passed our post about the open evening on to all parents."),
    ("x", 7, "Two weeks without posts: the pre-election period."),
)
NOTED_TIMES = {("facebook", 4): 2.3, ("x", 7): 0.6}
"""Channel and months ago: times the usual, where a note says why."""


def kept(team: Team) -> Iterator[dt.datetime]:
    """The old spreadsheet on one day, then every month in its first working days, by the person who has the channel."""
    this_month = team.calendar.today.replace(day=1)
    first = back(this_month, MONTHS)
    day = team.calendar.working_day_before(team.calendar.day(IMPORT_DAY))
    yield team.calendar.at(day, "14:35")
    begun = day.replace(day=1)
    _take_over(team, [back(first, -ahead) for ahead in range(MONTHS) if back(first, -ahead) < begun], first)
    month = begun
    while month < this_month:
        day = team.calendar.working_day_after(back(month, -1))
        for network, time in (("facebook", "11:20"), ("x", "15:05"), ("instagram", "15:15")):
            yield team.calendar.at(day, time)
            _type(team, network, month, first)
        month = back(month, -1)


def _take_over(team: Team, months: list[dt.date], first: dt.date) -> None:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADS)
    for month in months:
        for network, course in COURSES.items():
            numbers = _numbers(network, month, first)
            writer.writerow([f"{month:%b %Y}", course.written, *(f"{value:,}" for value in numbers.values())])
    found = importing.read(service=team.service, by=team.priya, name=FILE_NAME, data=out.getvalue().encode())
    importing.set_columns(found.pk, by=team.priya, chosen=importing.proposed(found), channel=None)
    found.refresh_from_db()
    lines = importing.lines_of(found, found.at)
    importing.take_in(found.pk, by=team.priya, seen=importing.judging.mark(lines))
    for network, ago, text in NOTES:
        if (month := back(first, ago - MONTHS)) in months:
            _note(team, network, month, text)


def _type(team: Team, network: str, month: dt.date, first: dt.date) -> None:
    channel, by = team.channels[network], team.people[COURSES[network].typed_by]
    numbers = _numbers(network, month, first)
    cells = [Said(channel=channel.pk, name=name, value=value, was=None) for name, value in numbers.items()]
    typing.say(service=team.service, month=month, by=by, cells=cells)
    for of, ago, text in NOTES:
        if (of, back(first, ago - MONTHS)) == (network, month):
            _note(team, network, month, text)


def _note(team: Team, network: str, month: dt.date, text: str) -> None:
    channel, by = team.channels[network], team.people[COURSES[network].typed_by]
    typing.note(service=team.service, channel=channel, month=month, by=by, text=text, was="")


def _numbers(network: str, month: dt.date, first: dt.date) -> dict[str, int]:
    """The six numbers of a month, as they always are in the demo."""
    course = COURSES[network]
    at = (month.year - first.year) * 12 + month.month - first.month
    swing = 1 + (SWINGS[at % MONTHS] + 3 * len(network) % 5) / 100
    odd, ago, times = UNEXPLAINED
    swing *= NOTED_TIMES.get((network, MONTHS - at), 1.0)
    if (odd, MONTHS - ago) == (network, at):
        swing = times
    impressions = round(course.impressions * 1.006**at * swing)
    engagements = round(impressions * 0.041)
    values = (
        course.followers + sum(course.more[:at]),
        impressions,
        engagements,
        round(engagements * 0.16),
        round(engagements * 0.55),
        round(engagements * 0.09),
    )
    return dict(zip(NUMBERS, values, strict=True))

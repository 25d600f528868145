"""What the demo's channels are for, the themes of its week, and dates of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from insights.demo.people import Team
from posts.models import Audience, Objective, ServiceDate
from posts.planning import dates, strategy
from posts.planning.dates import Typed as TypedDate
from posts.planning.recurrence import MONTHLY, make_rule
from posts.planning.strategy import Typed, TypedObjective, TypedTheme

FIRST_DAY = -40
TUESDAY, THURSDAY = 1, 3
TEN, HALF_PAST_TWELVE = dt.time(10), dt.time(12, 30)


def decided(team: Team) -> Iterator[dt.datetime]:
    """An afternoon of the service manager; a morning of the coordinator."""
    calendar, helen, priya = team.calendar, team.people["helen"], team.people["priya"]
    yield calendar.at(calendar.working_day_before(calendar.day(FIRST_DAY)), "14:20")
    followers = TypedObjective(
        measure=Objective.Measure.FOLLOWERS,
        words="Families who follow us",
        begins_at=Decimal(1_210),
        target=Decimal(1_300),
        starts_on=calendar.day(FIRST_DAY),
        due_on=calendar.day(180),
    )
    often = TypedObjective(
        measure=Objective.Measure.POSTS_A_WEEK,
        target=Decimal(3),
        starts_on=calendar.day(FIRST_DAY),
        due_on=calendar.day(120),
    )
    seen = TypedObjective(
        measure=Objective.Measure.IMPRESSIONS,
        words="Seen by one follower in three a day",
        target=Decimal(33),
        starts_on=calendar.day(FIRST_DAY),
        due_on=calendar.day(120),
    )
    reached = TypedObjective(
        measure=Objective.Measure.FOLLOWERS,
        words="Schools and colleagues who follow us",
        begins_at=Decimal(880),
        target=Decimal(900),
        starts_on=calendar.day(-300),
        due_on=calendar.day(-18),
    )
    answered = TypedObjective(
        measure=Objective.Measure.ANSWERS,
        target=Decimal(95),
        starts_on=calendar.day(FIRST_DAY),
        due_on=calendar.day(90),
    )
    facebook = Typed(
        audiences=[Audience.PARENTS_CARERS],
        key_messages="You have rights, and we explain them.\nTalking to us is free and stays between us.",
        tone="Warm and plain, as to a neighbour.",
        tactics="Questions at weekends; posts shared with schools and the parent carer forum.",
        posts_a_week=3,
        slots=frozenset({(TUESDAY, TEN), (THURSDAY, HALF_PAST_TWELVE)}),
        objectives=[followers, often, seen],
    )
    x = Typed(
        audiences=[Audience.PROFESSIONALS],
        key_messages="Refer early; we work beside you.",
        tone="Short and factual.",
        posts_a_week=1,
        objectives=[reached],
    )
    strategy.save(team.channels["facebook"].pk, by=helen, typed=facebook)
    strategy.save(team.channels["x"].pk, by=helen, typed=x)
    sandbox = Typed(key_messages="Try it here first.", posts_a_week=2, objectives=[answered])
    strategy.save(team.channels["sandbox"].pk, by=helen, typed=sandbox)
    themes = [
        TypedTheme(weekday=0, name="Mental health Monday", prompt="Where to call, and what helps at home"),
        TypedTheme(weekday=TUESDAY, name="Top tip Tuesday", hashtag="#TopTipTuesday", prompt="One thing to try today"),
    ]
    strategy.save_themes(team.service, by=helen, typed=themes)
    yield calendar.at(calendar.working_day_before(calendar.day(FIRST_DAY + 2)), "09:50")
    for typed in _dates(team):
        dates.add(team.service, by=priya, typed=typed)


def _dates(team: Team) -> Iterator[TypedDate]:
    today = team.calendar.today
    tuesday = today - dt.timedelta(days=(today.weekday() - TUESDAY) % 7)
    yield TypedDate(
        kind=ServiceDate.Kind.EVENT,
        name="Coffee morning",
        starts_on=tuesday,
        at=TEN,
        rule=make_rule(MONTHLY, weekdays=[TUESDAY], nth=1),
        place="Harbour Library",
        lead_days=10,
    )
    yield TypedDate(
        kind=ServiceDate.Kind.TERM,
        name="Spring term" if today.month < 4 else "Summer term" if today.month < 8 else "Autumn term",
        starts_on=today - dt.timedelta(days=60),
        ends_on=today + dt.timedelta(days=28),
    )
    yield TypedDate(
        kind=ServiceDate.Kind.HOLIDAY,
        name="School holidays",
        starts_on=today + dt.timedelta(days=29),
        ends_on=today + dt.timedelta(days=42),
    )

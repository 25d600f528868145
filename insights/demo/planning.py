"""What is planned in the demo beside the posts: a campaign with leave, one that waits for it, a series, and a plan from
a spreadsheet that nobody has decided about yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils import timezone

from insights.demo.people import Team
from posts import services
from posts.models import PostKind
from posts.planning import campaigns, series
from posts.planning.campaigns import Plan
from posts.planning.plans import importing
from posts.planning.recurrence import WEEKLY, make_rule
from posts.planning.series import Wanted
from posts.services import Written

FIRST_DAY = -9
PLAN = """Date,Time,Title,Text,Channels,Kind,Link
{soon},9.30,Drop-in dates,Our drop-ins next month are on the website. Come with any question.,Sandbox,Before an event,
{later},5 pm,What helps at reviews,What helped you most at the last annual review? Tell us below.,Sandbox,Question,
{later},25:00,Closing times,We close on 24 December at noon and are back in January.,Sandbox,New information,
,,Easy read guide,Our guide to SEN Support now comes in Easy Read.,Snapchat,Resource,{website}/easy-read
"""


def planned(team: Team) -> Iterator[dt.datetime]:
    """A week of planning."""
    calendar, priya, dan, tom = team.calendar, team.people["priya"], team.people["dan"], team.people["tom"]
    yield calendar.at(FIRST_DAY, "10:05")
    play = campaigns.create(
        service=team.service,
        by=priya,
        plan=Plan(
            name="Winter of play",
            purpose="Families of children with additional needs know which play sessions are open to every child.",
            key_messages="Play has no labels.\nAsk us which sessions near you are open to every child.\nYou may bring "
            "whoever your child needs.",
            hashtag="WinterOfPlay",
            starts_on=calendar.day(-2),
            ends_on=calendar.day(33),
            posts_wanted=8,
        ),
    )
    campaigns.submit(play.pk, by=priya)
    yield calendar.at(FIRST_DAY + 1, "14:40")
    play.refresh_from_db()
    campaigns.approve(play.pk, by=tom, version=play.version, note="Good. Keep the words about open sessions plain.")
    yield calendar.at(-6, "11:20")
    for days, title, text in (
        (8, "Play without labels", "Play has no labels. Ask us which sessions near you are open to every child."),
        (17, "Bring whoever you need", "Your child may bring whoever they need to a play session. Ask us where."),
    ):
        on, at = calendar.typed(days, "10:00")
        services.create_post(
            service=team.service,
            by=priya,
            written=Written(
                title=title,
                text=f"{text} #WinterOfPlay",
                channels=[team.channels["sandbox"]],
                campaign=play,
                publish_on=on,
                publish_time=at,
            ),
        )
    yield calendar.at(-5, "15:30")
    series.start(
        service=team.service,
        by=dan,
        wanted=Wanted(
            name="Top Tip Tuesday",
            hashtag="TopTipTuesday",
            rule=make_rule(WEEKLY, weekdays=[1]),
            at=dt.time(9, 0),
            starts_on=calendar.day(-5),
            days_ahead=8,
            kind=PostKind.RESOURCE,
            text="A tip for [date]: [the tip, in one sentence].",
            channels=[team.channels["sandbox"]],
            author=dan,
        ),
    )
    yield calendar.at(-2, "16:10")
    kind = campaigns.create(
        service=team.service,
        by=dan,
        plan=Plan(
            name="Kind comments",
            purpose="Parents feel safe to ask in public, as comments below our posts stay kind.",
            key_messages="Kind words cost nothing.\nTell us in private what is about one child.",
            starts_on=calendar.day(20),
            ends_on=calendar.day(41),
        ),
    )
    campaigns.submit(kind.pk, by=dan)
    yield calendar.at(-1, "12:15")
    days = {name: f"{calendar.day(number):%d/%m/%Y}" for name, number in (("soon", 12), ("later", 19))}
    plan = PLAN.format(website=team.service.website, **days)
    importing.read(service=team.service, by=priya, name="December plan.csv", data=plan.encode())
    for day in range(-4, 1):
        yield calendar.at(day, "08:11")
        series.make_due(timezone.now())

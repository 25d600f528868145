"""A second, small service: one person with all roles, no policy in force yet, and nothing of the first to be seen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import time_machine
from django.utils import timezone

from insights.demo import comments, people
from insights.demo.agenda import Agenda
from insights.demo.people import Team
from insights.demo.posts import submit
from insights.demo.texts import DemoComment
from policies import starter
from posts import services, workflow
from posts.publishing import sending
from posts.services import Written

TEXT = (
    "Our office has moved to 4 Mill Lane. Call us on 01632 960538 before you come. https://southmere-sendiass.example"
)
QUESTION = DemoComment(
    day=-1, time="15:05", name="Bryn", category="general", ends="open", text="Is there parking at the new office?"
)


def a_service_of_one(now: dt.datetime, password: str) -> None:
    """Found it 20 days ago and tell its short story."""
    with time_machine.travel(now - dt.timedelta(days=20), tick=True):
        team = people.found(people.SOUTHMERE_FACTS, people.SOUTHMERE, now, password)
        people.add_channel(team, "sandbox", "@southmere", "", "owen", "live", "sandbox")
        starter.create_starter_policy(team.service, owner=team.owen, by=team.owen)
    agenda = Agenda()
    agenda.add(_one_post(team))
    agenda.add(comments.arrives(team, QUESTION))
    agenda.run(until=now)


def _one_post(team: Team) -> Iterator[dt.datetime]:
    """Its author approves it, after the cooling-off time; the record says so."""
    calendar = team.calendar
    on, at = calendar.typed(-2, "16:00")
    yield calendar.at(-3, "10:00")
    written = Written(
        title="We have moved",
        text=TEXT,
        kind="new_information",
        channels=[team.channels["sandbox"]],
        publish_on=on,
        publish_time=at,
    )
    post = services.create_post(service=team.service, by=team.owen, written=written)
    submit(post)
    yield calendar.at(-3, "11:30")
    workflow.approve(post.pk, by=team.owen, digest=post.revision.digest, and_schedule=True)
    yield calendar.at(-2, "16:00") + dt.timedelta(seconds=3)
    sending.send_due(timezone.now())

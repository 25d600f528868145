"""Loading the demo, and taking it away again."""

from __future__ import annotations

import contextlib
import datetime as dt
import itertools
from collections.abc import Iterator, Sequence

import time_machine
from celery import current_app
from django.utils import timezone

from accounts.models import Service
from audit import checking
from insights import reminders
from insights.demo import (
    beside,
    comments,
    documents,
    earlier,
    earlier_after,
    figures,
    library,
    people,
    planning,
    post_figures,
    posts,
    profiles,
    readings,
    reported,
    strategy,
    talking,
)
from insights.demo.agenda import Agenda
from insights.demo.calendar import Calendar
from insights.demo.earlier_texts import TOLD, WELCOME
from insights.demo.people import Team
from insights.demo.removal import remove
from insights.demo.southmere import a_service_of_one
from insights.demo.texts import COMMENTS, POSTS, DemoComment, DemoPost
from insights.records import filling
from policies import reminders as policy_reminders

FIRST_DAY = -600
FIRST_POST_DAY = min(told.day for told in POSTS) - 4
NAME = people.NORTHSHIRE_FACTS["name"]


def is_there() -> bool:
    """Whether the demo is loaded. The second service comes last, so a load that was cut short does not count."""
    return Service.objects.filter(slug__in=people.SLUGS).count() == len(people.SLUGS)


def has_rest() -> bool:
    """Whether a service has one of the demo's addresses: the demo, the rest of a load that was cut short, or, on a
    real installation, somebody's own."""
    return Service.objects.filter(slug__in=people.SLUGS).exists()


def load(now: dt.datetime, *, told: Sequence[DemoPost] = POSTS, written: Sequence[DemoComment] = COMMENTS) -> None:
    """Load both demo services as they stand at `now`. Neither may be there yet."""
    password = people.password_hash()
    with _tasks_at_once():
        with time_machine.travel(_beginning(now), tick=True):
            team = people.found(people.NORTHSHIRE_FACTS, people.NORTHSHIRE, now, password)
            people.open_channels(team)
        agenda = Agenda()
        agenda.add(documents.social_media_policy(team))
        agenda.add(documents.acceptable_use_policy(team))
        agenda.add(readings.photos(team))
        agenda.add(readings.everybody_reads(team, "Social media policy 1.0", documents.FIRST_DAY))
        agenda.add(readings.everybody_reads(team, "Acceptable use policy 1.0", documents.ACCEPTABLE_USE_DAY))
        agenda.add(readings.the_second_version(team))
        agenda.add(readings.training(team))
        agenda.add(documents.quiet_period(team))
        agenda.add(people.comings_and_goings(team))
        agenda.add(profiles.agreed(team))
        agenda.add(library.consents_of_families(team))
        agenda.add(strategy.decided(team))
        agenda.add(planning.planned(team))
        agenda.add(figures.kept(team))
        agenda.add(talking.talked(team))
        if written is COMMENTS:  # it speaks of some of them
            agenda.add(beside.came_of_comments(team))
            for story in earlier.year(team):
                agenda.add(story)
            for number, comment in enumerate(TOLD):
                agenda.add(earlier_after.lived_through(team, comment, number))
            agenda.add(earlier_after.looked_at_again(team))
            agenda.add(earlier_after.opened_again(team))
            agenda.add(earlier_after.kept_no_longer(team))
        agenda.add(reminded(team))
        agenda.add(reported.counted(team))
        agenda.add(reported.by_email(team))
        for number, post in enumerate(told):
            agenda.add(posts.story(team, post, number))
        if told is POSTS:
            for story in post_figures.year(team):
                agenda.add(story)
            agenda.add(post_figures.typed(team))
            agenda.add(posts.story(team, WELCOME, len(POSTS)))
        for number, comment in enumerate(written):
            agenda.add(comments.story(team, comment, number))
        agenda.run(until=now)
        a_service_of_one(now, password)
        reported.somebody_looks_at_both(now, password)
        reported.count_the_rest(now)
        filling.fill(now, everything=True)
        checking.ask_nightly(now)


def unload() -> None:
    """Take both demo services away, with their people."""
    for service in Service.objects.filter(slug__in=people.SLUGS):
        remove(service)


def reminded(team: Team) -> Iterator[dt.datetime]:
    """Reminders as beat sends them: of policies once a week, of everything every morning of the last month."""
    for day in range(documents.FIRST_REMINDER_DAY, FIRST_POST_DAY, 7):
        yield team.calendar.at(day, "09:07")
        policy_reminders.send_due(team.service, timezone.now())
    for day in itertools.count(FIRST_POST_DAY):
        yield team.calendar.at(day, "09:07")
        reminders.send_due(timezone.now())


def _beginning(now: dt.datetime) -> dt.datetime:
    return Calendar(Service(time_zone="Europe/London"), now).at(FIRST_DAY, "09:30")


@contextlib.contextmanager
def _tasks_at_once() -> Iterator[None]:
    """Tasks run where they are queued: a worker would live at another time."""
    before = current_app.conf.task_always_eager, current_app.conf.task_eager_propagates
    current_app.conf.update(task_always_eager=True, task_eager_propagates=True)
    try:
        yield
    finally:
        current_app.conf.update(task_always_eager=before[0], task_eager_propagates=before[1])

"""Reports that people of the demo ordered, months counted as they went by, and somebody who looks at both services."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import time_machine
from django.utils import timezone

from accounts import services as accounts
from accounts.models import Service, User
from insights.demo import people
from insights.demo.people import Team
from insights.reports import making, orders
from insights.summaries import refreshing

FIRST_ORDER_DAY = -50


def by_email(team: Team) -> Iterator[dt.datetime]:
    """Helen has the report each week and each month, the steering group's viewer each month."""
    yield team.calendar.at(FIRST_ORDER_DAY, "10:20")
    for every in ("week", "month"):
        orders.order(team.service, every, by=team.helen)
    orders.order(team.service, "month", by=team.margaret)
    for day in range(FIRST_ORDER_DAY + 1, 1):
        yield team.calendar.at(day, "07:01")
        for service_id, every in making.due(timezone.now()):
            making.make(service_id, every, timezone.now())


def counted(team: Team) -> Iterator[dt.datetime]:
    """What can only be counted at its time, such as policies in date, is counted as each month begins."""
    for day in range(-599, 1):
        if team.calendar.day(day).day == 1:
            yield team.calendar.at(day, "00:27")
            refreshing.refresh(team.service.pk, timezone.now())


def somebody_looks_at_both(now: dt.datetime, password: str) -> None:
    """A person of the region sees the figures of both services, and no name and no text."""
    region = people.REGION
    with time_machine.travel(now, tick=False):  # both chains are told up to here
        user = User.objects.create_user(region.email, name=region.name)
        User.objects.filter(pk=user.pk).update(password=password)
        for service in Service.objects.filter(slug__in=people.SLUGS).order_by("pk"):
            accounts.add_member(service, user, region.roles)


def count_the_rest(now: dt.datetime) -> None:
    for _ in refreshing.fill(Service.objects.filter(slug__in=people.SLUGS), now):
        pass
    for service in Service.objects.filter(slug__in=people.SLUGS):
        refreshing.refresh(service.pk, now)

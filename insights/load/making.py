"""Many services, one after the other, each in a transaction of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction

from accounts.models import Service
from insights.load.comments import make_comments
from insights.load.figures import make_figures
from insights.load.history import write_chain
from insights.load.oversight import make_oversight
from insights.load.place import make_place
from insights.load.posts import make_posts
from insights.records import filling

BIG_SHARE = 0.1


def make_load(
    *, services: int, posts: int, comments: int, now: dt.datetime, say: Callable[[str], None] = lambda line: None
) -> None:
    """Make so many of each; the services are called load-001 and on. The same numbers give the same rows."""
    first = Service.objects.filter(slug__startswith="load-").count()
    password = make_password(None)
    for number in range(services):
        with transaction.atomic():
            place = make_place(first + number, now, password)
            make_oversight(place)
            sent = make_posts(place, _share(posts, number, services))
            make_figures(place, sent)
            make_comments(place, _share(comments, number, services))
            write_chain(place)
            filling.fill(now, service=place.service, everything=True)
        if number == 0 or (number + 1) % 10 == 0:
            say(f"{number + 1} of {services} services")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _share(of: int, number: int, services: int) -> int:
    """How many rows fall to a service: a tenth to the first, the rest evenly, and none is lost."""
    if services == 1:
        return of
    big = round(of * BIG_SHARE)
    if number == 0:
        return big
    each, left = divmod(of - big, services - 1)
    return each + (1 if number <= left else 0)

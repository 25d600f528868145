"""A PostgreSQL database of its own, filled with `make_load`, and what all measurements count with."""

from __future__ import annotations

import contextlib
import importlib
import math
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tests import services

Row = tuple[str, str, str, bool | None]


@dataclass(frozen=True)
class Size:
    """How many rows; from the environment where it says so (BENCH_SERVICES, BENCH_POSTS, BENCH_COMMENTS)."""

    services: int
    posts: int
    comments: int

    @classmethod
    def wanted(cls, **usual: int) -> Size:
        return cls(**{name: int(os.environ.get(f"BENCH_{name.upper()}", number)) for name, number in usual.items()})

    def __str__(self) -> str:
        return f"{self.services:,} services, {self.posts:,} posts, {self.comments:,} comments"


@dataclass(frozen=True)
class Made:
    """Seconds that it took to fill the database, and to count a month of a service ahead."""

    load_s: float
    count_s: float | None


@contextlib.contextmanager
def installation(size: Size, *, count_months: bool = False) -> Iterator[Made]:
    """Django set up on a fresh database of this size. Once a process: settings cannot be read twice."""
    with contextlib.ExitStack() as stack:
        server = os.environ.get("TEST_POSTGRES_URL") or stack.enter_context(services.postgres())
        os.environ["DATABASE_URL"] = stack.enter_context(services.postgres_database(server))
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connections
        from django.utils import timezone

        from insights.load import make_load

        stack.callback(connections.close_all)
        call_command("migrate", verbosity=0)
        began = time.monotonic()
        make_load(services=size.services, posts=size.posts, comments=size.comments, now=timezone.now())
        load_s, count_s = time.monotonic() - began, None
        print(f"{size} made in {load_s:.0f} s", flush=True)
        if count_months:
            count_s = _count_months()
        importlib.import_module("sendiass.wsgi")  # as a web process begins: what is loaded is no garbage
        yield Made(load_s, count_s)


def _count_months() -> float:
    """Every month of the two services that are looked at, and what the ticks do first for all others: their newest
    months. Gives the seconds a month."""
    from django.utils import timezone

    from accounts.models import Service
    from insights.models import ServiceMonth
    from insights.summaries import refreshing

    began = time.monotonic()
    list(refreshing.fill(Service.objects.order_by("pk")[:2], timezone.now()))
    for service_id in Service.objects.order_by("pk").values_list("pk", flat=True)[2:]:
        refreshing.refresh(service_id, timezone.now())
    return (time.monotonic() - began) / max(1, ServiceMonth.objects.count())


def milliseconds(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


def queries(call: Callable[[], object]) -> int:
    """How many statements reach the database, those that begin and end a transaction left out."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as caught:
        call()
    frame = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
    return sum(not query["sql"].startswith(frame) for query in caught.captured_queries)


def p95(figures: Sequence[float]) -> float:
    ordered = sorted(figures)
    return ordered[math.ceil(0.95 * len(ordered)) - 1]

"""Submit, approve and schedule a post, in process, under a policy in force (DESIGN 12)."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator
from functools import partial
from statistics import median
from typing import Any

from benchmarks.installation import Row, Size, installation, milliseconds, p95, queries

TIMES = 60
COUNTED = 3
MOST_MS, MOST_QUERIES = 40, 35
SIZE = Size(services=10, posts=5_000, comments=100)
WORDS = (
    "guide page list calendar notes questions leaflet library workshop session film booklet website topic step example "
    "drawing sport music garden kitchen paper form letter map picture poster recipe song story"
)
"""A text is made of these, so that none is nearly the same as another."""


def rows() -> list[Row]:
    with installation(SIZE):
        return list(_rows())


def _rows() -> Iterator[Row]:
    from celery import current_app

    current_app.conf.task_always_eager = False  # e-mail is queued, as it is in a real run
    from accounts.models import Service, User
    from posts import workflow

    service = Service.objects.get(slug="load-001")
    author = User.objects.get(email="coordinator.one@load-001.example")
    approver = User.objects.get(email="line.manager@load-001.example")
    posts = [_draft(service, author, number) for number in range(TIMES + COUNTED)]
    moves: dict[str, Callable[[Any], object]] = {
        "submit": lambda post: workflow.submit(post.pk, by=author),
        "approve": lambda post: workflow.approve(post.pk, by=approver, digest=post.revision.digest),
        "schedule": lambda post: workflow.schedule(post.pk, by=author),
    }
    for name, move in moves.items():
        asked = max(queries(partial(move, post)) for post in posts[:COUNTED])
        took = [milliseconds(partial(move, post)) for post in posts[COUNTED:]]
        yield (
            f"{name} a post: half of them within ({SIZE})",
            f"{median(took):.0f} ms (95 of 100 within {p95(took):.0f} ms), {asked} queries",
            f"≤ {MOST_MS} ms, ≤ {MOST_QUERIES} queries",
            median(took) <= MOST_MS and asked <= MOST_QUERIES,
        )


def _draft(service: Any, author: Any, number: int) -> Any:
    from django.utils import timezone

    from posts import services
    from posts.services import Written

    dice = random.Random(number)
    sentences = [f"New on our website: {' and '.join(dice.sample(WORDS.split(), 5))}." for _ in range(5)]
    written = Written(
        title=f"Drop-in {number}",
        text=f"{' '.join(sentences)} Call {service.phone} or see {service.website}/{number}",
        kind="resource",
        channels=list(service.channels.all()[:2]),
        publish_on=service.today(timezone.now()) + dt.timedelta(days=2 + number % 28),
        publish_time=dt.time(10),
    )
    return services.create_post(service=service, by=author, written=written)

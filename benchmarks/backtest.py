"""A draft policy's rules over 10,000 past posts, on one worker (DESIGN 12).

All that a worker does: the posts are read, judged by both versions, and what changes is written. The draft sets every
third rule otherwise, as a policy under review does.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from typing import Any

from benchmarks.installation import Row, Size, installation

POSTS = 10_000
MOST_S = 60
SIZE = Size(services=1, posts=POSTS, comments=10)


def rows() -> list[Row]:
    with installation(SIZE):
        return list(_rows())


def _rows() -> Iterator[Row]:
    from celery import current_app

    current_app.conf.task_always_eager = False  # this process is the worker
    from accounts.models import Service, User
    from posts.checking import backtests

    service = Service.objects.get(slug="load-001")
    _within_the_last_days(service)
    version = _draft(service)
    row = backtests.ask(version.pk, by=User.objects.get(email="line.manager@load-001.example"))
    began, used = time.perf_counter(), time.process_time()
    while backtests.run(row.pk):
        pass
    took, used = time.perf_counter() - began, time.process_time() - used
    row.refresh_from_db()
    changed = sum(backtests.counts(row).values())
    yield (
        f"backtest of a draft policy over {row.done:,} posts, {changed:,} of them treated otherwise",
        f"{took:.0f} s, {used:.0f} s of them processor time",
        f"at most {MOST_S} s",
        row.state == "done" and row.done >= POSTS * 0.99 and took <= MOST_S,
    )


def _within_the_last_days(service: Any) -> None:
    """Every post of the load, spread over the span that is looked at."""
    from django.utils import timezone

    from posts.models import Post

    now = timezone.now()
    posts = list(Post.objects.filter(service=service).order_by("pk"))
    for number, post in enumerate(posts):
        at = now - dt.timedelta(minutes=1 + number * (89 * 24 * 60) // len(posts))
        post.submitted_at = post.publish_at = at
    Post.objects.bulk_update(posts, ["submitted_at", "publish_at"], batch_size=500)


def _draft(service: Any) -> Any:
    """Version after the one in force, with every third rule set otherwise."""
    from accounts.models import User
    from policies import rules as engine
    from policies import workflow
    from policies.models import RuleSetting
    from policies.services import version_in_force

    base = version_in_force(service)
    manager = User.objects.get(email="service.manager@load-001.example")
    version = workflow.start_version(base.policy, by=manager)
    section = version.sections.first()
    for number, (identifier, spec) in enumerate(engine.CATALOGUE.items()):
        if number % 3:
            continue
        values = {"severity": "warn" if spec.severity == "advise" else "block"}
        values |= {"section": section, "params": {"shortest": 3} if identifier == "shouting" else {}}
        RuleSetting.objects.update_or_create(version=version, rule=identifier, defaults=values)
    return version

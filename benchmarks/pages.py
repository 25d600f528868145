"""Pages on a database full of rows: time and queries, in a big service and in one of the usual size (DESIGN 12).

The first service holds a tenth of all rows. Pages are asked for through the whole of Django, without a network.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.installation import Row, Size, installation, milliseconds, p95, queries

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import Service

TIMES = 40
MOST_MS, MOST_QUERIES = 150, 20
SIZE = Size.wanted(services=150, posts=20_000, comments=100_000)


@dataclass(frozen=True)
class Page:
    """`role` is the beginning of the e-mail address of who opens it."""

    name: str
    address: str
    role: str = "coordinator.one"
    row: str = ""  # which row its address names
    query: str = ""


PAGES = [
    Page("home", "insights:home"),
    Page("home of a line manager", "insights:home", "line.manager"),
    Page("posts", "posts:list"),
    Page("one post", "posts:post", row="post"),
    Page("calendar", "calendar:month"),
    Page("calendar, a week", "calendar:week"),
    Page("calendar, the agenda", "calendar:agenda"),
    Page("fill a slot", "calendar:fill"),
    Page("inbox", "inbox:queue"),
    Page("inbox, the closed ones", "inbox:queue", query="show=closed"),
    Page("inbox, one flag among the closed", "inbox:queue", query="show=closed&flag=under_13"),
    Page("inbox, a search", "inbox:queue", query="q=school"),
    Page("inbox, a search that finds nothing", "inbox:queue", query="q=zebra"),
    Page("inbox, its numbers", "inbox:counts", query="since=1"),
    Page("one comment", "inbox:comment", row="comment"),
    Page("policies", "policies:list"),
    Page("one policy", "policies:version", row="version"),
    Page("compliance", "insights:compliance", "service.manager"),
    Page("history", "audit:history", "service.manager"),
]


def rows() -> list[Row]:
    with installation(SIZE):
        return list(_rows())


def _rows() -> Iterator[Row]:
    from accounts.models import Service

    big, usual = Service.objects.get(slug="load-001"), Service.objects.get(slug="load-002")
    for page in PAGES:
        in_big, many = _measured(page, big)
        in_usual, few = _measured(page, usual)
        yield (
            f"{page.name}: 95 of 100 within ({SIZE}; a tenth of them in this service)",
            f"{in_big:.0f} ms, {many} queries (a usual service: {in_usual:.0f} ms, {few})",
            f"≤ {MOST_MS} ms, ≤ {MOST_QUERIES} queries",
            in_big <= MOST_MS and many <= MOST_QUERIES,
        )


def _measured(page: Page, service: Service) -> tuple[float, int]:
    from django.test import Client

    from accounts.models import User

    client = Client()
    client.force_login(User.objects.get(email=f"{page.role}@{service.slug}.example"))
    address = _address(page, service)
    for _ in range(3):
        _open(client, address)
    asked = queries(lambda: _open(client, address))
    return p95([milliseconds(lambda: _open(client, address)) for _ in range(TIMES)]), asked


def _open(client: Client, address: str) -> None:
    answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}, expected 200")


def _address(page: Page, service: Service) -> str:
    from django.urls import reverse

    from moderation.models import Comment
    from policies.models import PolicyVersion
    from posts.models import Post

    named = {
        "": lambda: [],
        "post": lambda: [Post.objects.of_service(service).filter(state="published").latest("publish_at").pk],
        "comment": lambda: [Comment.objects.of_service(service).open().latest("received_at").pk],
        "version": lambda: [PolicyVersion.objects.of_service(service).in_force().get().pk],
    }
    return reverse(page.address, args=[service.slug, *named[page.row]()]) + (f"?{page.query}" if page.query else "")

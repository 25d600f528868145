"""Pages on a database full of rows: time and queries, in a big service and in one of the usual size (DESIGN 12).

The first service holds a tenth of all rows. Pages are asked for through the whole of Django, without a network. How
long it takes to make the rows, and to count their months ahead, is measured on the way. Only some of the posts and
comments have their events; the row of `make_load` says how many.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.installation import Made, Row, Size, installation, milliseconds, p95, queries

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import Service

TIMES = 40
MOST_MS, MOST_QUERIES = 150, 20
MOST_LOAD_MIN = 15
SIZE = Size.wanted(services=150, posts=100_000, comments=500_000)
REGIONAL = "regional.lead@load.example"
"""Somebody who sees every service."""


@dataclass(frozen=True)
class Page:
    """`role` is the beginning of the e-mail address of who opens it; with an @ it is all of it, and the page is theirs
    alone, outside any service."""

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
    Page("compliance, as a viewer", "insights:compliance", "viewer"),
    Page("history", "audit:history", "service.manager"),
    Page("history, one kind in a span", "audit:history", "service.manager", query="group=posts&last=2025-12-31"),
    Page("history, what the system did", "audit:history", "service.manager", query="who=system"),
    Page("public record", "records:search"),
    Page("public record, a common word", "records:search", query="q=school"),
    Page("public record, words that are nowhere", "records:search", query="q=zebra+crossing"),
    Page("public record, filters", "records:search", query="q=school&state=out&last=2026-06-30"),
    Page("figures by month", "figures:months", "service.manager"),
    Page("figures of posts", "figures:posts", "service.manager"),
    Page("figures of one post", "figures:post", "service.manager", row="post"),
    Page("best times", "figures:best_times", "service.manager"),
    Page("objectives", "figures:objectives", "service.manager"),
    Page("one objective", "figures:objective", "service.manager", row="objective"),
    Page("short links", "links:list"),
    Page("one short link", "links:link", row="short_link"),
    Page("evidence packs", "evidence:list", "service.manager"),
    Page("reports", "reports:list", "service.manager"),
    Page("several services side by side", "across:services", REGIONAL),
]


def rows() -> list[Row]:
    with installation(SIZE, count_months=True) as made:
        return [*_made(made), *_rows()]


def _made(made: Made) -> Iterator[Row]:
    from insights.load.place import EVENTS_EVERY

    minutes = made.load_s / 60
    is_whole = (SIZE.services, SIZE.posts, SIZE.comments) == (150, 100_000, 500_000)
    asked = f"≤ {MOST_LOAD_MIN} min for 150 services, 100,000 posts, 500,000 comments"
    rows = f"make_load: {SIZE}, with the events of one post and comment in {EVENTS_EVERY}"
    yield (rows, f"{minutes:.1f} min", asked, minutes <= MOST_LOAD_MIN if is_whole else None)
    yield ("count_months: a month of a service, all its figures", f"{(made.count_s or 0) * 1000:.0f} ms", "", None)


def _rows() -> Iterator[Row]:
    from accounts.models import Service

    _add_regional()
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


def _add_regional() -> None:
    """One person more, a viewer of every service."""
    from accounts.models import Membership, Role, RoleHeld, Service, User

    person = User.objects.create_user(REGIONAL, name="Regional Lead")
    every = [Membership(service=service, user=person) for service in Service.objects.all()]
    members = Membership.objects.bulk_create(every)
    RoleHeld.objects.bulk_create([RoleHeld(membership=one, role=Role.VIEWER) for one in members])


def _measured(page: Page, service: Service) -> tuple[float, int]:
    from django.test import Client

    from accounts.models import User

    client = Client()
    email = page.role if "@" in page.role else f"{page.role}@{service.slug}.example"
    client.force_login(User.objects.get(email=email))
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
    from posts.models import Objective, Post, ShortLink

    if "@" in page.role:
        return reverse(page.address)
    named = {
        "": lambda: [],
        "post": lambda: [Post.objects.of_service(service).filter(state="published").latest("publish_at").pk],
        "comment": lambda: [Comment.objects.of_service(service).open().latest("received_at").pk],
        "objective": lambda: [Objective.objects.filter(strategy__channel__service=service).first().pk],
        "short_link": lambda: [ShortLink.objects.of_service(service).first().pk],
        "version": lambda: [PolicyVersion.objects.of_service(service).in_force().get().pk],
    }
    return reverse(page.address, args=[service.slug, *named[page.row]()]) + (f"?{page.query}" if page.query else "")

"""Services side by side: one line a service, from the counts that are made ahead, without a name or a text of anybody.

Nothing here reads posts or comments, so that 150 services are one page.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from accounts.models import Deputy, Membership, RoleHeld, Service, User
from insights.across.columns import NOTHING, Column, Read, number_of, share_of, time_of, worst
from insights.models import ServiceMonth
from insights.sheets import Sheet
from insights.spans import Month

COLUMNS = (
    Column(
        "exposure", "Exposure, 9 in 10 within", ("Exposure p90 in min",), time_of("exposure-p90", "exposure-limit"),
        "exposure", "how long nine of ten public case requests stood in public; missed above the service’s own limit",
    ),
    Column(
        "approved", "Approved by somebody else", ("Approved by somebody else", "Posts published"),
        share_of("approved"), "approved", "missed when one post was not",
    ),
    Column(
        "in-time", "Comments in time", ("Comments in time", "Comments whose clock ended"),
        share_of("in-time"), "in-time", "kept when all were, missed below 95 in 100",
    ),
    Column(
        "policies", "Policies in date", ("Policies in date", "Policies in force"),
        share_of("policies"), "policies", "missed when one is past its review",
        stands=True,
    ),
    Column(
        "readings", "Read by staff", ("Read by staff in time", "Policies to read"),
        share_of("readings"), "readings", "missed when somebody is late to read one",
        stands=True,
    ),
    Column("comments", "Comments", ("Comments received",), number_of("comments"), "", "received in the month"),
    Column("posts", "Posts out", ("Posts published",), number_of("approved"), "", "published in the month"),
    Column(
        "followers", "Followers", ("Followers",), number_of("followers"), "", "on all channels, at the month’s end",
        stands=True,
    ),
)  # fmt: skip
SORTS = {"worst": "What is missed", **{column.key: column.name for column in COLUMNS}, "name": "Name"}


@dataclass(frozen=True)
class Cell:
    column: Column
    now: Read
    was: Read
    url: str

    @property
    def than(self) -> str:
        """Beside what it is compared with: "was 43 min", "as before", or nothing where nobody knows."""
        if self.was.text == NOTHING or self.now.text == NOTHING:
            return ""
        if self.was.text == self.now.text:
            return "as before"
        return f"{self._direction}was {self.was.text}"

    @property
    def _direction(self) -> str:
        if not self.column.figure or self.now.bad is None or self.was.bad is None or self.now.bad == self.was.bad:
            return ""
        return "better: " if self.now.bad < self.was.bad else "worse: "


@dataclass(frozen=True)
class Line:
    """A service's line; `as_of` is None while nothing of the month was counted."""

    service: Service
    url: str
    cells: tuple[Cell, ...]
    as_of: dt.datetime | None

    @property
    def state(self) -> str:
        return worst([cell.now.state for cell in self.cells])

    @property
    def missed(self) -> int:
        return sum(cell.now.state == "missed" for cell in self.cells)

    @property
    def close(self) -> int:
        return sum(cell.now.state == "close" for cell in self.cells)


def services_of(user: User, now: dt.datetime, *, has_second_step: bool) -> list[Service]:
    """The services in which this person holds a role today, as a deputy too.

    One that asks for a second step at sign-in is left out for a person without.
    """
    held = RoleHeld.objects.filter(membership__user=user, membership__service=OuterRef("pk"), membership__ended_at=None)
    stands_in = Deputy.objects.filter(deputy=user, service=OuterRef("pk")).on(now.date())
    is_here = Membership.objects.current().filter(user=user, service=OuterRef("pk"))
    found = Service.objects.filter(Exists(is_here)).filter(Q(Exists(held)) | Q(Exists(stands_in))).order_by("name")
    return list(found if has_second_step else found.filter(two_factor_required=False))


def lines(services: Sequence[Service], month: dt.date) -> list[Line]:
    """One line a service, in the order given.

    Each figure stands beside the month before. What was counted while the month ran stands beside as many days of it.
    """
    before = (month - dt.timedelta(days=1)).replace(day=1)
    rows = ServiceMonth.objects.filter(service__in=services, month__in=(month, before)).order_by()
    found = {(row.service_id, row.month): row for row in rows}
    pages = {column.key: _page(column, month) for column in COLUMNS}
    home = f"{reverse('insights:compliance', args=[HERE])}?month={month:%Y-%m}"
    made = []
    for service in services:
        row, was = found.get((service.pk, month)), found.get((service.pk, before))
        counts, whole = row.counts if row else {}, was.counts if was else {}
        ran = row is not None and Month(service, month).is_current(row.counted_at)
        days = row.counts_before if row and ran else whole
        cells = tuple(
            Cell(
                column,
                column.read(counts),
                column.read(whole if column.stands else days),
                pages[column.key].replace(HERE, service.slug, 1),
            )
            for column in COLUMNS
        )
        made.append(Line(service, home.replace(HERE, service.slug, 1), cells, row.counted_at if row else None))
    return made


def sorted_by(found: Iterable[Line], sort: str) -> list[Line]:
    """The worst first; by name where it says so, and among equals."""
    by_name = sorted(found, key=lambda line: line.service.name.casefold())
    if sort == "name":
        return by_name
    numbers = [column.key for column in COLUMNS]
    if sort not in numbers:
        return sorted(by_name, key=lambda line: (-line.missed, -line.close, line.as_of is None))
    at = numbers.index(sort)

    def badness(line: Line) -> tuple[bool, float]:
        bad = line.cells[at].now.bad
        return bad is None, -(bad or 0)

    return sorted(by_name, key=badness)


def months(services: Sequence[Service]) -> list[dt.date]:
    """The months of which something was counted, the newest first."""
    found = ServiceMonth.objects.filter(service__in=services).order_by("-month").values_list("month", flat=True)
    return list(found.distinct()[:60])


def sheet(found: Sequence[Line], month: dt.date, *, is_current: bool) -> Sheet:
    """The table with numbers as numbers, and the words of what is kept."""
    heads = ["Service", "Missed", "Nearly"]
    for column in COLUMNS:
        before = "same days of the month before" if is_current and not column.stands else "month before"
        heads += [*column.heads, *(f"{head}, {before}" for head in column.heads)]
    rows = [
        [
            line.service.name, line.missed, line.close,
            *(number for cell in line.cells for number in (*cell.now.numbers, *cell.was.numbers)),
            f"{line.as_of:%Y-%m-%d %H:%M}" if line.as_of else "not counted",
        ]
        for line in found
    ]  # fmt: skip
    return Sheet(f"Services {month:%Y-%m}", [*heads, "As of (UTC)"], rows)


HERE = "service-of-this-line"


def _page(column: Column, month: dt.date) -> str:
    if not column.figure:
        return ""
    return f"{reverse('insights:figure', args=[HERE, column.figure])}?month={month:%Y-%m}"

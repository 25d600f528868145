"""The rows behind a figure as a table to take away: what its page shows, and like it without a name, a word or an
address for who may not see them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import Service, User
from accounts.permissions import forget_roles
from audit import services as audit
from audit.kinds import Kind
from insights.compliance import counting
from insights.compliance.counting import Figure, Row
from insights.compliance.seeing import Reader, reader_of
from insights.sheets import Cell, Sheet, as_csv
from insights.spans import OfDays

SHOWS = {"": None, "look": False, "good": True}
IN_WORDS = {None: "", False: ", to be looked at", True: ", as they should be"}
STATES = {False: "Look at it", True: "As it should be"}


@dataclass(frozen=True)
class Taken:
    """A file, after it was put on record."""

    name: str
    data: bytes


@transaction.atomic
def take(
    figure: Figure,
    span: OfDays,
    *,
    by: User,
    now: dt.datetime,
    is_good: bool | None = None,
    part: tuple[str, str] | None = None,
) -> Taken:
    """The rows as CSV, on record; those that are as they should be, those that are not, or all; of a part, or of all.

    Open to every role, as the page is; names stand in it for who sees them there.
    """
    service = span.service
    forget_roles(by)
    if not Service.objects.of(by).filter(pk=service.pk).exists():
        raise PermissionDenied("Your access to this service has ended.")
    reader = reader_of(figure, by, service)
    rows = figure.rows(span, now)
    rows, words = counting.part_of(rows, *part) if part else (rows, "")
    sheet = table_of(figure, span, counting.only(rows, is_good), reader)
    today = service.today(now)
    of = f"as of {today:%-d %B %Y}" if figure.is_now else span.name
    told = {
        "figure": figure.name,
        "what": of + (f", {words}" if words else "") + IN_WORDS[is_good],
        "rows": len(sheet.rows),
    }
    data = {**told, "with_names": reader.sees_names}
    audit.record(Kind.FIGURE_ROWS_EXPORTED, on=service, actor=by, data=data, now=now)
    days = f"{today}" if figure.is_now else f"{span.first}-to-{span.last}"
    return Taken(f"{figure.key}-{service.slug}-{days}.csv", as_csv(sheet))


def table_of(figure: Figure, span: OfDays, rows: counting.Rows, reader: Reader) -> Sheet:
    """A line a row. A time stands where each row counted at one, an address where the reader may follow it."""
    columns: list[tuple[str, Callable[[Row], Cell]]] = [
        ("What", lambda row: row.what),
        ("Found", lambda row: row.fact),
        ("State", lambda row: STATES[row.is_good]),
    ]
    if not figure.is_now and not figure.is_whole:
        columns.insert(0, ("When", lambda row: f"{span.service.local(row.at):%Y-%m-%d %H:%M}" if row.at else ""))
    if reader.sees_names:
        columns.append(("Page", lambda row: settings.SITE_URL.rstrip("/") + row.url if row.url else ""))
    lines = [[read(row) for _, read in columns] for row in map(reader.sees, rows)]
    return Sheet(figure.name, [head for head, _ in columns], lines)

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
from insights.records.rights import sees_names
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
def take(figure: Figure, span: OfDays, *, by: User, now: dt.datetime, is_good: bool | None = None) -> Taken:
    """The rows as CSV, on record; those that are as they should be, those that are not, or all.

    Open to every role, as the page is; names stand in it for the staff.
    """
    service = span.service
    forget_roles(by)
    if not Service.objects.of(by).filter(pk=service.pk).exists():
        raise PermissionDenied("Your access to this service has ended.")
    with_names = sees_names(by, service)
    sheet = table_of(figure, span, counting.only(figure.rows(span, now), is_good), with_names=with_names)
    today = service.today(now)
    of = f"as of {today:%-d %B %Y}" if figure.is_now else span.name
    data = {"figure": figure.name, "what": of + IN_WORDS[is_good], "rows": len(sheet.rows), "with_names": with_names}
    audit.record(Kind.FIGURE_ROWS_EXPORTED, on=service, actor=by, data=data, now=now)
    days = f"{today}" if figure.is_now else f"{span.first}-to-{span.last}"
    return Taken(f"{figure.key}-{service.slug}-{days}.csv", as_csv(sheet))


def table_of(figure: Figure, span: OfDays, rows: counting.Rows, *, with_names: bool) -> Sheet:
    """A line a row. A time stands where each row counted at one, an address where the reader may follow it."""
    columns: list[tuple[str, Callable[[Row], Cell]]] = [
        ("What", lambda row: row.what if with_names else row.plain),
        ("Found", lambda row: row.fact if with_names else row.fact_for_all),
        ("State", lambda row: STATES[row.is_good]),
    ]
    if not figure.is_now and not figure.is_whole:
        columns.insert(0, ("When", lambda row: f"{span.service.local(row.at):%Y-%m-%d %H:%M}" if row.at else ""))
    if with_names:
        columns.append(("Page", lambda row: settings.SITE_URL.rstrip("/") + row.url if row.url else ""))
    lines = [[read(row) for _, read in columns] for row in rows]
    return Sheet(figure.name, [head for head, _ in columns], lines)

"""Monthly figures as a spreadsheet, in the shape that the import reads: what is written out reads in as the same."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.models import Service, User
from accounts.spreadsheets import XLSX
from audit import services as audit
from audit.kinds import Kind
from insights.figures.columns import HEADS
from insights.figures.permissions import sees_words
from insights.figures.values import NUMBERS
from insights.models import ChannelMonth
from posts.planning.plans import exporting as spreadsheets
from posts.planning.plans.exporting import Table


@transaction.atomic
def write(*, service: Service, by: User, kind: str, now: dt.datetime | None = None) -> bytes:
    """Every month of every channel as a file of this kind, on record. Notes are left out for those who only view."""
    table = table_of(service, with_notes=sees_words(by, service))
    data = {"kind": kind, "lines": len(table.lines)}
    audit.record(Kind.FIGURES_EXPORTED, on=service, actor=by, data=data, now=now or timezone.now())
    if kind == XLSX:
        return spreadsheets.as_xlsx(table, title="Figures")
    return spreadsheets.as_csv(table)


def table_of(service: Service, *, with_notes: bool) -> Table:
    """A line a month and channel, oldest first; an empty cell where nobody knows the number."""
    rows = ChannelMonth.objects.of_service(service).select_related("channel").order_by("month", "channel")
    heads = [HEADS[name] for name in ("month", "channel", *NUMBERS)]
    lines = [[row.month, str(row.channel), *(_cell(row, name) for name in NUMBERS)] for row in rows]
    if with_notes:
        heads.append(HEADS["note"])
        lines = [[*line, row.note] for line, row in zip(lines, rows, strict=True)]
    return Table(heads, lines)


def _cell(row: ChannelMonth, name: str) -> int | str:
    value = getattr(row, name)
    return "" if value is None else value

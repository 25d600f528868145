"""Monthly figures from a spreadsheet: read and kept, its columns named, shown, then taken in all at once, or dropped;
taken back once, while nobody has changed what came of it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Service, User
from accounts.permissions import forget_roles, refuse
from audit import services as audit
from audit.kinds import Kind
from channels.models import Channel
from insights.figures import columns, judging, layouts, sums
from insights.figures.judging import Line, Names
from insights.figures.permissions import refusal_to_write_figures
from insights.figures.typing import FiguresRefused, how_said, set_number
from insights.figures.values import NUMBERS
from insights.models import ChannelMonth, ColumnMap, FigureImport
from posts.planning.plans.files import FileRefused, sheets_of

SAMPLES = 3
LONGEST_CELL = 500
MOST_REMEMBERED = 400
State = FigureImport.State


@transaction.atomic
def read(*, service: Service, by: User, name: str, data: bytes, now: dt.datetime | None = None) -> FigureImport:
    """Keep what the file says; nothing is made of it yet. Raises PermissionDenied and FiguresRefused."""
    now = now or timezone.now()
    _may_write(by, service)
    try:
        sheets = [layouts.Sheet(title, rows) for title, rows in sheets_of(name, data)]
        table = layouts.table_of(sheets, Names(service).is_name)
    except (FileRefused, layouts.LayoutRefused) as refused:
        raise FiguresRefused(str(refused)) from refused
    found = FigureImport.objects.create(
        service=service,
        file_name="".join(sign if sign.isprintable() else " " for sign in name)[-200:] or "Figures",
        heads=table.heads,
        cells=[[place, [cell[:LONGEST_CELL] for cell in cells]] for place, cells in table.lines],
        left_out=table.left_out,
        by=by,
        at=now,
    )
    audit.record(Kind.FIGURES_READ_IN, on=found, actor=by, data={"lines": len(table.lines)}, now=now)
    return found


def proposed(found: FigureImport) -> dict[str, int]:
    """{field: index of its column}: as it was said, as it was the last time, or by the names."""
    if found.columns:
        return dict(found.columns)
    remembered = ColumnMap.objects.filter(service=found.service_id).values_list("fields", flat=True).first()
    return columns.guessed(found.heads, [cells for _, cells in found.cells], remembered)


def samples(found: FigureImport) -> list[list[str]]:
    """Of each column its first cells that say something."""
    return [
        [cells[at] for _, cells in found.cells if at < len(cells) and cells[at]][:SAMPLES]
        for at in range(len(found.heads))
    ]


def columns_refusal(chosen: Mapping[str, int], channel: Channel | None) -> str:
    """ "" where lines can be read so, otherwise what is still to be said."""
    if "month" not in chosen:
        return "Say which column names the month."
    if not set(chosen) & {*NUMBERS, "note"}:
        return "Say of at least one column which number it holds."
    if "channel" not in chosen and channel is None:
        return "Say which column names the channel, or of which channel all lines are."
    return ""


@transaction.atomic
def set_columns(
    import_id: int, *, by: User, chosen: Mapping[str, int], channel: Channel | None, now: dt.datetime | None = None
) -> FigureImport:
    """Say which column is which, for this file and for the next one with such columns.

    Raises PermissionDenied and FiguresRefused.
    """
    now = now or timezone.now()
    found = _locked(import_id, by)
    _require(found, State.READ)
    chosen = {name: at for name, at in chosen.items() if name in columns.FIELDS and 0 <= at < len(found.heads)}
    if len(set(chosen.values())) < len(chosen):
        raise FiguresRefused("A column can hold one thing only.")
    if refusal := columns_refusal(chosen, channel):
        raise FiguresRefused(refusal)
    if channel is not None and channel.service_id != found.service_id:
        raise Channel.DoesNotExist
    found.columns, found.channel = chosen, None if "channel" in chosen else channel
    found.save(update_fields=["columns", "channel"])
    _remember(found, now)
    return found


def _remember(found: FigureImport, now: dt.datetime) -> None:
    by_place = {at: name for name, at in found.columns.items()}
    said: dict[str, str] = {}
    for at, head in enumerate(found.heads):
        said.setdefault(columns.plain(head), by_place.get(at, ""))
    said.pop("", None)
    kept, _ = ColumnMap.objects.select_for_update().get_or_create(service=found.service)
    older = {name: field for name, field in kept.fields.items() if name not in said}
    kept.fields = dict(list((older | said).items())[-MOST_REMEMBERED:])
    kept.changed_at = now
    kept.save(update_fields=["fields", "changed_at"])


def lines_of(found: FigureImport, now: dt.datetime) -> list[Line]:
    """What would come of each line now."""
    return judging.lines_of(found, found.service.today(now))


@transaction.atomic
def take_in(
    import_id: int, *, by: User, seen: str, leave_out_wrong: bool = False, now: dt.datetime | None = None
) -> FigureImport:
    """Write what the lines say, all of them or none. `seen` is the mark of the lines that the person looked at.

    Raises PermissionDenied; FiguresRefused when a line is wrong and was not to be left out, when figures have changed
    since the page was drawn, and when there is nothing to write.
    """
    now = now or timezone.now()
    found = _locked(import_id, by)
    _require(found, State.READ)
    if not found.columns:
        raise FiguresRefused("Say first which column is which.")
    rows = _locked_rows(found, lines_of(found, now), now)
    lines = lines_of(found, now)
    if judging.mark(lines) != seen:
        raise FiguresRefused("Figures have changed since this page was drawn. Look at the lines again.")
    if (bad := judging.wrong(lines)) and not leave_out_wrong:
        raise FiguresRefused(
            f"{len(bad)} line{' is' if len(bad) == 1 else 's are'} wrong, so nothing was taken in. Mend the file and "
            "read it in again, or tick that wrong lines are left out."
        )
    wanted = [line for line in lines if line.kind in (judging.NEW, judging.CHANGES)]
    if not wanted:
        raise FiguresRefused("There is nothing new in this file.")
    found.changes = [_take(line, rows[line.channel.pk, line.month], by, now) for line in wanted]
    ChannelMonth.objects.bulk_update(
        [rows[line.channel.pk, line.month] for line in wanted],
        [*NUMBERS, "said", "imported", "note", "noted_by", "changed_by", "changed_at"],
        batch_size=200,
    )
    found.state, found.done_at, found.made = State.DONE, now, len(wanted)
    found.save(update_fields=["changes", "state", "done_at", "made"])
    digest = hashlib.sha256(json.dumps(found.changes, sort_keys=True).encode()).hexdigest()
    data = {"lines": len(wanted), "left_out": len(bad), "sha256": digest}
    audit.record(Kind.FIGURES_IMPORTED, on=found, actor=by, data=data, now=now)
    return found


def _locked_rows(found: FigureImport, lines: list[Line], now: dt.datetime) -> dict[tuple[int, dt.date], ChannelMonth]:
    """The rows that the lines write, made where there are none, locked in one order."""
    keys = {(line.channel.pk, line.month) for line in lines if line.kind != judging.WRONG and line.says}
    ChannelMonth.objects.bulk_create(
        [
            ChannelMonth(service=found.service, channel_id=channel, month=month, changed_at=now)
            for channel, month in sorted(keys)
        ],
        ignore_conflicts=True,
        batch_size=200,
    )
    months = {month for _, month in keys}
    rows = ChannelMonth.objects.of_service(found.service).filter(month__in=months).select_for_update(of=("self",))
    return {(row.channel_id, row.month): row for row in rows.order_by("pk")}


def _take(line: Line, row: ChannelMonth, by: User, now: dt.datetime) -> dict[str, Any]:
    """Put a line's numbers into its row; what it was before, so that it can be taken back."""
    change: dict[str, Any] = {"channel": row.channel_id, "month": row.month.isoformat(), "numbers": {}}
    for name, (before, after) in line.numbers.items():
        change["numbers"][name] = [before, after, how_said(row, name)]
        set_number(row, name, after, how="imported")
    if line.note is not None:
        change["note"] = [row.note, line.note[1], row.noted_by_id]
        row.note, row.noted_by = line.note[1], by
    row.changed_by, row.changed_at = by, now
    return change


@transaction.atomic
def take_back(import_id: int, *, by: User, now: dt.datetime | None = None) -> FigureImport:
    """Put everything back as it was before the file was taken in, as long as nobody has changed what came of it.

    Raises PermissionDenied and FiguresRefused.
    """
    now = now or timezone.now()
    found = _locked(import_id, by)
    _require(found, State.DONE)
    months = {change["month"] for change in found.changes}
    locked = ChannelMonth.objects.of_service(found.service).filter(month__in=months).select_for_update(of=("self",))
    rows = {(row.channel_id, row.month.isoformat()): row for row in locked.select_related("channel").order_by("pk")}
    if changed := _changed_since(found, rows):
        raise FiguresRefused(f"{changed} was changed since, so this file cannot be taken back. Put it right by hand.")
    for change in found.changes:
        _put_back(rows[change["channel"], change["month"]], change, by, now)
    found.state = State.TAKEN_BACK
    found.save(update_fields=["state"])
    audit.record(Kind.FIGURES_TAKEN_BACK, on=found, actor=by, data={"lines": len(found.changes)}, now=now)
    return found


def changed_since(found: FigureImport) -> str:
    """What somebody has changed of what came of the file: “Facebook … in October 2026”; "" where nobody has."""
    months = {change["month"] for change in found.changes}
    there = ChannelMonth.objects.of_service(found.service).filter(month__in=months).select_related("channel")
    return _changed_since(found, {(row.channel_id, row.month.isoformat()): row for row in there})


def _changed_since(found: FigureImport, rows: Mapping[tuple[int, str], ChannelMonth]) -> str:
    for change in found.changes:
        row = rows.get((change["channel"], change["month"]))
        if row is None:
            return f"A line of {dt.date.fromisoformat(change['month']):%B %Y}"
        as_taken = all(
            getattr(row, name) == after and name in row.imported for name, (_, after, _) in change["numbers"].items()
        )
        if not as_taken or ("note" in change and row.note != change["note"][1]):
            return f"{row.channel} in {row.month:%B %Y}"
    return ""


def _put_back(row: ChannelMonth, change: Mapping[str, Any], by: User, now: dt.datetime) -> None:
    told = sums.told(row.channel_id, row.month)
    for name, (before, _, how) in change["numbers"].items():
        if how in ("typed", "imported"):
            set_number(row, name, before, how=how)
        else:  # the network's, which may have told more since
            set_number(row, name, before if told[name] is None else told[name], how="read")
    if "note" in change:
        row.note, row.noted_by_id = change["note"][0], change["note"][2]
    if not row.note and all(getattr(row, name) is None for name in NUMBERS):
        row.delete()
        return
    row.changed_by, row.changed_at = by, now
    row.save()


@transaction.atomic
def drop(import_id: int, *, by: User, now: dt.datetime | None = None) -> FigureImport:
    """Make nothing of it. Raises PermissionDenied and FiguresRefused."""
    found = _locked(import_id, by)
    _require(found, State.READ)
    found.state = State.DROPPED
    found.save(update_fields=["state"])
    audit.record(Kind.FIGURES_DROPPED, on=found, actor=by, now=now)
    return found


def _locked(import_id: int, by: User) -> FigureImport:
    rows = FigureImport.objects.select_for_update(of=("self",)).select_related("service")
    found = rows.get(pk=import_id)
    _may_write(by, found.service)
    return found


def _may_write(by: User, service: Service) -> None:
    forget_roles(by)
    refuse(refusal_to_write_figures(by, service))


def _require(found: FigureImport, state: str) -> None:
    if found.state != state:
        done = {"read": "waits for a decision", "done": "is taken in already", "dropped": "was dropped"}
        how = done.get(found.state, "was taken back")
        raise FiguresRefused(f"This file {how}. Somebody may have done it after you opened the page.")

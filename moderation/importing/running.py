"""Taking a file in, piece by piece, in the background.

A piece's comments and the place in the file are written in one transaction, on condition that the run is still this
worker's: a worker that is killed loses the piece in its hands, and whoever goes on begins with that piece. Nothing
comes in twice, nothing is left out.
"""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from django.db import DatabaseError, IntegrityError, InterfaceError, OperationalError, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from audit import services as audit
from audit.kinds import Kind
from moderation.importing import files, storing, values
from moderation.importing.files import Line
from moderation.importing.values import BadLine, Reading, Row
from moderation.models import CommentImport

log = logging.getLogger(__name__)

LINES, CHARACTERS = 200, 200_000
"""A piece ends after so many lines, or so much text: the longest comments take their time."""
SLICE_S = 20
"""A worker goes on for so long, then puts the rest at the end of the queue: other work gets its turn."""
LEASE_S = 60
MOST_FAULTS = 500
State = CommentImport.State
RUNS = (State.RUNNING, State.UNDOING)


class Lost(Exception):
    """Another worker has the run, or somebody stopped it."""


def reading_of(run: CommentImport, now: dt.datetime) -> Reading:
    """How the lines of its file are read."""
    service = run.service
    posted_at = None
    if run.posted_on:
        noon = dt.datetime.combine(run.posted_on, dt.time(12), service.zone).astimezone(dt.UTC)
        posted_at = min(noon, run.at)
    return Reading(
        zone=service.zone,
        now=now,
        network=run.channel.network,
        is_direct=run.visibility == "direct",
        posted_at=posted_at or run.at,
        ids_are_networks=run.ids_are_networks,
    )


def read_line(run: CommentImport, line: Line, shape: files.Shape, reading: Reading) -> Row:
    """The comment that a line holds. Raises BadLine."""
    if line.problem:
        raise BadLine(line.problem)
    if shape.kind == files.OBJECTS:
        return values.row_of_object(line.number, line.data, reading)
    cells = line.cells or []
    named = dict(zip(shape.headers, cells, strict=False))
    given = {field: named.get(header, "") for field, header in run.columns.items()}
    return values.row_of_cells(line.number, given, named, reading)


def run(import_id: int) -> bool:
    """Work on an import for SLICE_S seconds. True when there is more to do, for the next message."""
    found = claim(import_id)
    if found is None:
        return False
    try:
        with found.file.open("rb") as file:
            return _go_on(found, file, time.monotonic() + SLICE_S)
    except Lost:
        return False
    except (OSError, files.FileRefused) as error:
        log.error("the file of import %s cannot be read: %s", found.pk, type(error).__name__)
        _fail(found, "The file is gone, or cannot be read any more. Import it again: what is here already stays once.")
        return False


def claim(import_id: int, state: str = State.RUNNING) -> CommentImport | None:
    """The row with a lease of our own; None when another worker has it or nothing is left to do."""
    now = timezone.now()
    free = Q(seen_at=None) | Q(seen_at__lt=now - dt.timedelta(seconds=LEASE_S))
    if not CommentImport.objects.filter(free, pk=import_id, state=state).update(seen_at=now):
        return None
    return CommentImport.objects.select_related("service", "channel", "by").get(pk=import_id)


def own(found: CommentImport) -> QuerySet[CommentImport]:
    """The row while state, lease and place are this worker's own."""
    return CommentImport.objects.filter(pk=found.pk, state=found.state, seen_at=found.seen_at, position=found.position)


def release(found: CommentImport) -> None:
    """Let go of it, for the next slice."""
    own(found).update(seen_at=None)


def _go_on(found: CommentImport, file: BinaryIO, end: float) -> bool:
    shape = files.shape_of(file)
    lines = islice(files.lines(file, shape), found.position, None)
    while piece := list(_next(lines)):
        _take_in(found, piece, shape)
        if time.monotonic() >= end:
            release(found)
            return True
    _finish(found)
    return False


def _next(lines: Iterator[Line]) -> Iterator[Line]:
    """The lines of the next piece."""
    characters = 0
    for number, line in enumerate(lines, start=1):
        yield line
        characters += sum(map(len, line.cells or ())) or len(str(line.data or ""))
        if number >= LINES or characters >= CHARACTERS:
            return


def _take_in(found: CommentImport, lines: list[Line], shape: files.Shape) -> None:
    rows, faults = [], []
    reading = reading_of(found, timezone.now())
    for line in lines:
        try:
            rows.append(read_line(found, line, shape, reading))
        except BadLine as error:
            faults.append({"line": line.number, "problem": str(error)})
    for _ in range(3):
        piece = storing.prepared(found, rows)
        try:
            write(found, piece, len(lines), faults)
            return
        except IntegrityError:  # a comment of the piece came in another way meanwhile: it is known now
            continue
        except (OperationalError, InterfaceError):
            raise  # the database is away: the lease ends, and the next tick goes on
        except DatabaseError as error:
            log.error("a piece of import %s could not be stored: %s", found.pk, type(error).__name__)
            break
    _one_by_one(found, lines, rows, faults)


def _one_by_one(found: CommentImport, lines: list[Line], rows: list[Row], faults: list[dict]) -> None:
    """A piece that cannot be stored as a whole: each by itself, and what does not fit is a fault of its line."""
    by_number = {row.number: row for row in rows}
    by_fault = {fault["line"]: fault for fault in faults}
    for line in lines:
        row, fault = by_number.get(line.number), by_fault.get(line.number)
        try:
            piece = storing.prepared(found, [row] if row else [])
            write(found, piece, 1, [fault] if fault else [])
        except (OperationalError, InterfaceError):
            raise
        except DatabaseError as error:
            log.error("a line of import %s could not be stored: %s", found.pk, type(error).__name__)
            write(found, storing.Piece(), 1, [{"line": line.number, "problem": "The database does not take it."}])


def write(found: CommentImport, piece: storing.Piece, lines: int, faults: list[dict]) -> None:
    """The piece, and the place in the file, together. Raises Lost when the run is no longer this worker's."""
    now = timezone.now()
    kept = [*found.faults, *faults][:MOST_FAULTS]
    position = found.position + lines
    with transaction.atomic():
        is_ours = own(found).update(
            position=position,
            lines=max(found.lines, position),
            made=F("made") + len(piece.comments),
            known=F("known") + piece.known,
            wrong=F("wrong") + len(faults),
            faults=kept,
            seen_at=now,
        )
        if not is_ours:
            raise Lost
        storing.store(found, piece, now=now)
    found.position, found.seen_at, found.faults = position, now, kept
    found.lines = max(found.lines, position)


def _finish(found: CommentImport) -> None:
    now = timezone.now()
    with transaction.atomic():
        is_ours = own(found).update(state=State.DONE, finished_at=now, seen_at=None, lines=found.position, file="")
        if not is_ours:
            raise Lost
        numbers = CommentImport.objects.values("made", "known", "wrong").get(pk=found.pk)
        audit.record(Kind.IMPORT_DONE, on=found, job=storing.IMPORTING, data=numbers, now=now)
        name, storage = found.file.name, found.file.storage
        transaction.on_commit(lambda: storage.delete(name))


def _fail(found: CommentImport, why: str) -> None:
    now = timezone.now()
    with transaction.atomic():
        faults = [{"line": 0, "problem": why}, *found.faults][:MOST_FAULTS]
        if own(found).update(state=State.FAILED, finished_at=now, seen_at=None, faults=faults):
            audit.record(Kind.IMPORT_FAILED, on=found, job=storing.IMPORTING, now=now)


def resume_lost(now: dt.datetime) -> list[int]:
    """Queue the imports whose worker died or whose message was lost. Two ticks at once do no harm."""
    from moderation import tasks  # the bodies of the tasks import this module

    free = Q(seen_at=None) | Q(seen_at__lt=now - dt.timedelta(seconds=LEASE_S))
    found = list(CommentImport.objects.filter(free, state__in=RUNS).order_by("pk").values_list("pk", flat=True))
    for import_id in found:
        tasks.import_comments.apply_async([import_id], queue="classify", expires=60)
    return found

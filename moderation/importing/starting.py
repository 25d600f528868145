"""Everything that a person does with an import: choose a file, say how it is read, begin, pause, go on, drop, take
back. Each asks again who may, on the locked row."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from accounts.models import Service, User
from accounts.permissions import forget_roles, refuse
from audit import services as audit
from audit.kinds import Kind
from channels.models import Channel
from moderation import permissions
from moderation.importing import columns, files, running, storing, undoing
from moderation.importing.values import BadLine, Row
from moderation.models import Comment, CommentImport
from moderation.moves import MoveRefused

SHOWN = 20
SURVEYED = 20_000
"""Lines that are looked at before it begins; a longer file is looked at as it comes in."""
FORGOTTEN_AFTER = dt.timedelta(days=7)
State = CommentImport.State


@dataclass(frozen=True)
class Preview:
    """A line as it would come in: a row, whether it is here already, or what is wrong."""

    number: int
    row: Row | None = None
    is_known: bool = False
    problem: str = ""


def take(
    *,
    service: Service,
    by: User,
    upload: UploadedFile,
    channel: Channel,
    visibility: str,
    is_record: bool,
    now: dt.datetime | None = None,
) -> CommentImport:
    """Keep an uploaded file and look it over; nothing comes in yet. Raises MoveRefused with a sentence."""
    now = now or timezone.now()
    refuse(permissions.refusal_to_import(by, service))
    if channel.service_id != service.pk:
        raise MoveRefused("Choose a channel of this service.")
    if upload.size > files.MOST_BYTES:
        raise MoveRefused(f"This file is larger than {files.MOST_BYTES // 1024 // 1024} MB. Split it in two.")
    try:
        shape = files.shape_of(upload)
    except files.FileRefused as error:
        raise MoveRefused(str(error)) from error
    found = CommentImport(
        service=service,
        channel=channel,
        visibility=visibility,
        is_record=is_record,
        file_name=" ".join((upload.name or "").split())[-200:] or "comments",
        columns=columns.guessed(shape.headers, _last_columns(service)) if shape.kind == files.TABLE else {},
        by=by,
        at=now,
    )
    upload.seek(0)
    found.file.save(f"{uuid.uuid4().hex}.{shape.kind}", upload, save=False)
    try:
        survey(found, shape)
        found.save()
    except BaseException:
        found.file.storage.delete(found.file.name)
        raise
    return found


def _last_columns(service: Service) -> dict[str, str]:
    last = CommentImport.objects.of_service(service).exclude(columns={}).order_by("-pk").first()
    return last.columns if last else {}


def survey(found: CommentImport, shape: files.Shape) -> None:
    """Count the lines of a file that waits, and what of them is wrong or here already; nothing is saved."""
    found.lines = found.known = found.wrong = 0
    found.faults = []
    reading = running.reading_of(found, timezone.now())
    seen: set[str] = set()
    batch: list[Row] = []

    def count(rows: list[Row]) -> None:
        known = storing.known_ids(found.channel, rows)
        for row in rows:
            found.known += row.remote_id in known or row.remote_id in seen
            seen.add(row.remote_id)

    with found.file.open("rb") as file:
        for line in files.lines(file, shape):
            found.lines += 1
            if found.lines > files.MOST_LINES:
                raise MoveRefused(f"This file has more than {files.MOST_LINES:,} lines. Split it in two.")
            if found.lines > SURVEYED:
                continue
            try:
                batch.append(running.read_line(found, line, shape, reading))
            except BadLine as error:
                found.wrong += 1
                if len(found.faults) < running.MOST_FAULTS:
                    found.faults.append({"line": line.number, "problem": str(error)})
            if len(batch) >= 500:
                count(batch)
                batch = []
        count(batch)


def shown(found: CommentImport) -> tuple[files.Shape, list[Preview]]:
    """The first lines as they would come in. Raises MoveRefused when the file is gone."""
    try:
        with found.file.open("rb") as file:
            shape = files.shape_of(file)
            lines = list(islice(files.lines(file, shape), SHOWN))
    except (OSError, ValueError) as error:
        raise MoveRefused("The file is gone, or cannot be read any more. Choose it again.") from error
    reading = running.reading_of(found, timezone.now())
    previews: list[Preview] = []
    for line in lines:
        try:
            previews.append(Preview(line.number, running.read_line(found, line, shape, reading)))
        except BadLine as error:
            previews.append(Preview(line.number, problem=str(error)))
    seen = storing.known_ids(found.channel, [one.row for one in previews if one.row])
    marked = []
    for one in previews:
        is_known = one.row is not None and one.row.remote_id in seen
        if one.row:
            seen.add(one.row.remote_id)
        marked.append(Preview(one.number, one.row, is_known, one.problem))
    return shape, marked


def _locked(import_id: int, by: User) -> CommentImport:
    rows = CommentImport.objects.select_for_update(of=("self",)).select_related("service", "channel", "by")
    found = rows.get(pk=import_id)
    forget_roles(by)
    refuse(permissions.refusal_to_import(by, found.service))
    return found


def _require(found: CommentImport, *states: str) -> None:
    if found.state not in states:
        raise MoveRefused(f"This import is {found.get_state_display().lower()} by now. Look at it again.")


@transaction.atomic
def set_reading(
    import_id: int, *, by: User, chosen: dict[str, str], ids_are_networks: bool, posted_on: dt.date | None
) -> CommentImport:
    """Say which column is which, and look the file over again."""
    found = _locked(import_id, by)
    _require(found, State.READ)
    with found.file.open("rb") as file:
        shape = files.shape_of(file)
    found.columns = {
        field: header for field, header in chosen.items() if field in columns.FIELDS and header in shape.headers
    }
    found.ids_are_networks, found.posted_on = ids_are_networks, posted_on
    survey(found, shape)
    found.save()
    return found


@transaction.atomic
def begin(import_id: int, *, by: User, now: dt.datetime | None = None) -> CommentImport:
    """Start it; from now on the worker goes through it."""
    now = now or timezone.now()
    found = _locked(import_id, by)
    _require(found, State.READ)
    if refusal := refusal_to_begin(found):
        raise MoveRefused(refusal)
    found.state, found.started_at, found.seen_at, found.by = State.RUNNING, now, None, by
    found.position = found.made = found.known = found.wrong = 0
    found.faults = []
    found.save()
    data = {"lines": found.lines, "channel": str(found.channel), "is_record": found.is_record}
    audit.record(Kind.IMPORT_BEGUN, on=found, actor=by, data=data, now=now)
    _queue(found)
    return found


def refusal_to_begin(found: CommentImport) -> str:
    """ "" or why there is nothing to take in."""
    if not found.lines:
        return "There is no line below the first one. Choose a file with comments."
    is_table = bool(found.file.name) and found.file.name.endswith(f".{files.TABLE}")
    if is_table and "text" not in found.columns:
        return "Say in which column the comment stands."
    if found.lines <= SURVEYED and found.wrong == found.lines:
        return "No line can be read as a comment. Look at what is wrong, and at the columns."
    return ""


@transaction.atomic
def pause(import_id: int, *, by: User, now: dt.datetime | None = None) -> CommentImport:
    """Stop after the piece that is in hand; what came in stays."""
    found = _locked(import_id, by)
    _require(found, State.RUNNING)
    found.state, found.seen_at = State.STOPPED, None
    found.save(update_fields=["state", "seen_at"])
    data = {"position": found.position, "lines": found.lines}
    audit.record(Kind.IMPORT_STOPPED, on=found, actor=by, data=data, now=now)
    return found


@transaction.atomic
def go_on(import_id: int, *, by: User, now: dt.datetime | None = None) -> CommentImport:
    """Take up an import that was stopped, where it was."""
    found = _locked(import_id, by)
    _require(found, State.STOPPED)
    found.state, found.seen_at = State.RUNNING, None
    found.save(update_fields=["state", "seen_at"])
    audit.record(Kind.IMPORT_WENT_ON, on=found, actor=by, data={"position": found.position}, now=now)
    _queue(found)
    return found


@transaction.atomic
def drop(import_id: int, *, by: User, now: dt.datetime | None = None) -> CommentImport:
    """Do without a file of which nothing came in."""
    found = _locked(import_id, by)
    _require(found, State.READ)
    _drop(found)
    return found


def _drop(found: CommentImport) -> None:
    name, storage = found.file.name, found.file.storage
    found.state, found.file, found.finished_at = State.DROPPED, "", timezone.now()
    found.save(update_fields=["state", "file", "finished_at"])
    if name:
        transaction.on_commit(lambda: storage.delete(name))


def drop_forgotten(now: dt.datetime) -> int:
    """Drop what was read a week ago and never begun: its file holds people's words."""
    old = CommentImport.objects.filter(state=State.READ, at__lt=now - FORGOTTEN_AFTER)
    dropped = 0
    for import_id in list(old.values_list("pk", flat=True)):
        with transaction.atomic():
            found = CommentImport.objects.select_for_update().get(pk=import_id)
            if found.state == State.READ:
                _drop(found)
                dropped += 1
    return dropped


@transaction.atomic
def take_back(import_id: int, *, by: User, now: dt.datetime | None = None) -> CommentImport:
    """Take away again, in the background, what came in by it and nobody has done anything about."""
    found = _locked(import_id, by)
    _require(found, State.STOPPED, State.DONE, State.FAILED)
    untouched = undoing.untouched(found).count()
    if not untouched:
        raise MoveRefused("Somebody has done something about each of its comments, or none came in: nothing to take.")
    found.state, found.seen_at = State.UNDOING, None
    found.save(update_fields=["state", "seen_at"])
    audit.record(Kind.IMPORT_TAKEN_BACK, on=found, actor=by, data={"comments": untouched}, now=now)
    _queue(found)
    return found


def _queue(found: CommentImport) -> None:
    from moderation import tasks  # the bodies of the tasks import this module

    transaction.on_commit(lambda: tasks.import_comments.apply_async([found.pk], queue="classify"))


def figures(found: CommentImport) -> dict[str, Any]:
    """How far it is, for its page."""
    done = min(found.position, found.lines)
    return {
        "percent": done * 100 // found.lines if found.lines else 0,
        "strong": f"{done:,} of {found.lines:,}",
        "is_surveyed_whole": found.lines <= SURVEYED,
        "good": max(0, found.lines - found.wrong - found.known),
        "standing": Comment.objects.filter(imported_by=found).count() if found.state != State.READ else 0,
    }

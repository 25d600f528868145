"""The service's whole record, narrowed down: what a page shows of it, and what is downloaded.

Pages go by the number of an event, so that the last costs what the first does. Events of what is kept from the reader
are left out everywhere.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.models import Service, User
from accounts.permissions import forget_roles, refuse
from accounts.spreadsheets import UTF8_MARK, csv_bytes, guarded
from audit import permissions, services, things
from audit.groups import BY_KEY, kinds_of, label
from audit.kinds import Kind
from audit.models import ChainHead, Event
from audit.querysets import EventQuerySet

PER_PAGE = 50
AT_ONCE = 1000
FORMS = {"csv": "CSV", "jsonl": "JSON Lines"}
COLUMNS = (
    "number", "at", "kind", "what happened", "actor", "job", "thing", "thing id", "label", "data",
    "previous hash", "hash",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which events somebody wants; what is left out does not narrow."""

    group: str = ""
    kind: str = ""
    who: User | None = None
    job: str = ""
    only_jobs: bool = False
    thing: str = ""
    thing_id: int | None = None
    first: dt.date | None = None
    last: dt.date | None = None

    @property
    def is_everything(self) -> bool:
        return self == Wanted()

    def in_words(self) -> str:
        """ "Posts and approvals, by Priya Nair, from 1 Nov 2026"; "everything" when nothing narrows."""
        thing = things.BY_LABEL.get(self.thing)
        found = [
            label(self.kind) if self.kind else BY_KEY[self.group].label if self.group else "",
            f"by {self.who or self.job or 'the system'}" if self.who or self.job or self.only_jobs else "",
            f"about {thing.name if thing else self.thing}" if self.thing else "",
            f"with the number {self.thing_id}" if self.thing_id is not None else "",
            f"from {self.first:%-d %b %Y}" if self.first else "",
            f"to {self.last:%-d %b %Y}" if self.last else "",
        ]
        return ", ".join(filter(None, found)) or "everything"


def shown(wanted: Wanted, *, to: User, service: Service) -> EventQuerySet:
    """The events that are wanted and that this person may read, in no order."""
    rows = Event.objects.of_service(service).without(things.kept_from(to, service)).order_by()
    if wanted.kind:
        rows = rows.of_kinds([wanted.kind])
    elif wanted.group:
        rows = rows.of_kinds(kinds_of(BY_KEY[wanted.group]))
    if wanted.who:
        rows = rows.filter(actor=wanted.who)
    elif wanted.job:
        rows = rows.filter(job=wanted.job)
    elif wanted.only_jobs:
        rows = rows.by_jobs()
    if wanted.thing:
        rows = rows.filter(thing=wanted.thing)
    if wanted.thing_id is not None:
        rows = rows.filter(thing_id=wanted.thing_id)
    return rows.between(*_moments(wanted, service))


def _moments(wanted: Wanted, service: Service) -> tuple[dt.datetime | None, dt.datetime | None]:
    """The span on the service's wall clock; its last day belongs to it."""
    start = service.midnight(wanted.first) if wanted.first else None
    after = wanted.last + dt.timedelta(days=1) if wanted.last and wanted.last < dt.date.max else None
    return start, service.midnight(after) if after else None


@dataclass(frozen=True)
class Page:
    """Newest first. `older` and `newer` are the numbers that the neighbouring pages begin beyond."""

    events: list[Event]
    older: int | None
    newer: int | None


def page(rows: EventQuerySet, *, before: int | None = None, after: int | None = None) -> Page:
    """The events below a number, or the nearest ones above it; the newest when none is given."""
    if before is None and after is not None:
        found = list(rows.filter(number__gt=after).order_by("number")[: PER_PAGE + 1])
        events = found[:PER_PAGE][::-1]
        return Page(events, events[-1].number if events else None, events[0].number if len(found) > PER_PAGE else None)
    if before is not None:
        rows = rows.filter(number__lt=before)
    found = list(rows.order_by("-number")[: PER_PAGE + 1])
    events = found[:PER_PAGE]
    older = events[-1].number if len(found) > PER_PAGE else None
    return Page(events, older, events[0].number if events and before is not None else None)


def total(service: Service) -> int:
    """How many events the service's record has."""
    return ChainHead.objects.filter(service=service).values_list("number", flat=True).first() or 0


def jobs(service: Service) -> list[str]:
    """The names of the system's jobs in the record."""
    rows = Event.objects.of_service(service).by_jobs()
    return list(rows.order_by("job").values_list("job", flat=True).distinct())


# Taking it away


@dataclass(frozen=True)
class Export:
    """A download that is on record; `until` is the last event that may be in it."""

    service: Service
    wanted: Wanted
    by: User
    form: str
    until: int
    name: str

    def lines(self) -> Iterator[bytes]:
        """The file, piece by piece; memory stays flat however long the record is."""
        rows = shown(self.wanted, to=self.by, service=self.service).filter(number__lte=self.until).order_by("number")
        if self.form == "csv":
            yield UTF8_MARK + csv_bytes([COLUMNS])
        last = -1
        while found := list(rows.filter(number__gt=last)[:AT_ONCE]):
            yield csv_bytes(map(_cells, found)) if self.form == "csv" else b"".join(map(_line, found))
            last = found[-1].number


@transaction.atomic
def export(wanted: Wanted, *, service: Service, by: User, form: str, now: dt.datetime | None = None) -> Export:
    """Put on record that somebody takes these events away, and give what is streamed then."""
    now = now or timezone.now()
    forget_roles(by)
    refuse(permissions.refusal_to_export(by, service))
    ChainHead.objects.select_for_update().filter(service=service).first()
    until = total(service)
    count = shown(wanted, to=by, service=service).filter(number__lte=until).count()
    data = {"events": count, "what": wanted.in_words(), "form": FORMS[form]}
    services.record(Kind.HISTORY_EXPORTED, on=service, actor=by, data=data, now=now)
    name = f"history-{service.slug}-{service.today(now):%Y-%m-%d}.{form}"
    return Export(service=service, wanted=wanted, by=by, form=form, until=until, name=name)


def _cells(event: Event) -> list[str | int]:
    return [
        event.number,
        event.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        guarded(event.kind),
        guarded(event.sentence),
        guarded(event.actor_label) if event.actor_id else "",
        guarded(event.job),
        guarded(event.thing),
        event.thing_id,
        guarded(event.label),
        guarded(json.dumps(event.data, ensure_ascii=False, sort_keys=True)),
        guarded(event.previous_hash),
        guarded(event.hash),
    ]


def _line(event: Event) -> bytes:
    """All facts that the hash is made of, and the sentence."""
    facts = {
        "number": event.number,
        "at": event.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        "kind": event.kind,
        "sentence": event.sentence,
        "actor": event.actor_id,
        "actor_label": event.actor_label,
        "job": event.job,
        "thing": event.thing,
        "thing_id": event.thing_id,
        "label": event.label,
        "data": event.data,
        "service": event.service_id,
        "previous_hash": event.previous_hash,
        "hash": event.hash,
    }
    return json.dumps(facts, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace") + b"\n"

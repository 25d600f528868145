"""Writing the chain, and checking it (DESIGN 8)."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils import timezone

from accounts.models import Service, User
from audit.kinds import Kind, required_keys
from audit.models import ChainHead, Event

if TYPE_CHECKING:
    from audit.chain import Finding


class MissingData(ValueError):
    """An event lacks a key that its sentence needs."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """An event that is still to be written; its parts are those of `record`."""

    kind: Kind
    on: models.Model
    actor: User | None = None
    job: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    service: Service | None = None


def record(
    kind: Kind,
    *,
    on: models.Model,
    actor: User | None = None,
    job: str = "",
    data: dict[str, Any] | None = None,
    service: Service | None = None,
    now: dt.datetime | None = None,
) -> Event:
    """Add one event to the service's chain, in the transaction of the change that it describes.

    `on` is the row that it happened to; its `service` (or itself, when it is one) owns the chain. Exactly one of
    `actor` and `job` is given. Raises MissingData when `data` lacks a key of the kind's sentence, and
    TransactionManagementError outside a transaction.
    """
    entry = Entry(kind=kind, on=on, actor=actor, job=job, data=data or {}, service=service)
    return record_all([entry], now=now)[0]


def record_all(entries: Iterable[Entry], *, now: dt.datetime | None = None) -> list[Event]:
    """Add several events at once: each chain is locked once, in the order of the services, so that two that write to
    several chains do not wait for each other for ever."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("audit.record outside the transaction of its change")
    at = now or timezone.now()
    chains: dict[int, list[Event]] = {}
    for entry in entries:
        data = json.loads(json.dumps(entry.data, default=str))
        if missing := required_keys(entry.kind) - data.keys():
            raise MissingData(f"{entry.kind} needs {sorted(missing)} in data")
        owner = entry.service or (entry.on if isinstance(entry.on, Service) else entry.on.service)
        event = Event(
            service=owner,
            at=at,
            kind=str(entry.kind),
            actor=entry.actor,
            job=entry.job,
            actor_label=str(entry.actor or entry.job)[:150],
            thing=entry.on._meta.label_lower,
            thing_id=entry.on.pk,
            label=str(entry.on)[:200],
            data=data,
        )
        chains.setdefault(owner.pk, []).append(event)
    for service_id in sorted(chains):
        _add_to_chain(service_id, chains[service_id])
    return [event for service_id in sorted(chains) for event in chains[service_id]]


def _add_to_chain(service_id: int, events: list[Event]) -> None:
    heads = ChainHead.objects.select_for_update().filter(service_id=service_id)
    head = heads.first()
    if head is None:
        ChainHead.objects.get_or_create(service_id=service_id)
        head = heads.get()
    for event in events:
        event.number, event.previous_hash = head.number + 1, head.hash or genesis(service_id)
        event.hash = link_hash(event)
        head.number, head.hash = event.number, event.hash
    Event.objects.bulk_create(events)
    head.save(update_fields=["number", "hash"])


def genesis(service_id: int) -> str:
    """What the first event of a service's chain stands on."""
    return hashlib.sha256(f"service {service_id}".encode()).hexdigest()


def link_hash(event: Event) -> str:
    """SHA-256 over the event's facts and the hash of the one before it, in hexadecimal."""
    facts = [
        event.previous_hash,
        event.service_id,
        event.number,
        event.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        event.kind,
        event.actor_id,
        event.job,
        event.actor_label,
        event.thing,
        event.thing_id,
        event.label,
        event.data,
    ]
    return hashlib.sha256(json.dumps(facts, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def first_broken_link(service: Service) -> Finding | None:
    """What is first found wrong with the service's chain; None when it holds."""
    from audit.chain import Walk  # which reckons the hashes with this module

    return next(iter(Walk(service).to_the_end()), None)

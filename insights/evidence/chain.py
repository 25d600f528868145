"""Events of a pack, as they are chained: whoever has the file reckons each hash again (DESIGN 8)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import Service
from audit.models import Event
from audit.services import link_hash

AT_ONCE = 2000
HEADS = ("Number", "At", "Who", "What", "About", "Kind", "Hash")
FACTS = (
    "previous_hash", "service_id", "number", "at", "kind", "actor_id", "job", "actor_label", "thing", "thing_id",
    "label", "data",
)  # fmt: skip
"""What a hash is reckoned over, in this order (audit.services.link_hash)."""
Things = dict[str, Iterable[int]]


@dataclass
class Seen:
    """What was noticed while the events were written."""

    number: int = 0
    withheld: int = 0
    first: dict[str, Any] | None = None
    last: dict[str, Any] | None = None
    broken: int | None = None  # number of the first event that is not what its hash says
    gap: bool = False  # events in between belong to other things


def about(service: Service, things: Things) -> QuerySet[Event]:
    """The events of these rows: {"posts.post": [12], …}."""
    wanted = Q(pk__in=[])
    for thing, ids in things.items():
        if found := list(ids):
            wanted |= Q(thing=thing, thing_id__in=found)
    return Event.objects.of_service(service).filter(wanted)


def rows(events: QuerySet[Event], seen: Seen, kept: Things) -> Iterator[tuple[tuple[Any, ...], dict[str, Any]]]:
    """Every event as a row of the pack's table, oldest first, with what each hash stands on.

    Of events about what is kept from the reader (`kept`), only their place in the chain is told.
    """
    hidden = {thing: frozenset(ids) for thing, ids in kept.items()}
    for event in _in_order(events):
        facts = as_facts(event)
        if event.thing_id in hidden.get(event.thing, ()):
            seen.withheld += 1
            facts = {name: facts[name] for name in ("service_id", "number", "previous_hash", "hash")}
            facts["withheld"] = True
            cells = (event.number, None, "", "Kept back", "", "", event.hash)
        else:
            cells = (event.number, event.at, event.actor_label, facts["sentence"], event.label, event.kind, event.hash)
        _notice(seen, event)
        yield cells, facts


def _in_order(events: QuerySet[Event]) -> Iterator[Event]:
    last = 0
    while found := list(events.filter(number__gt=last).order_by("number")[:AT_ONCE]):
        yield from found
        last = found[-1].number


def _notice(seen: Seen, event: Event) -> None:
    place = {"number": event.number, "previous_hash": event.previous_hash, "hash": event.hash}
    holds = event.hash == link_hash(event)
    if seen.last:
        follows = event.number == seen.last["number"] + 1
        holds = holds and (not follows or event.previous_hash == seen.last["hash"])
        seen.gap = seen.gap or not follows
    if not holds and seen.broken is None:
        seen.broken = event.number
    seen.number += 1
    seen.first = seen.first or place
    seen.last = place


def as_facts(event: Event) -> dict[str, Any]:
    """An event with everything that its hash is reckoned over, and in plain words."""
    facts = {name: getattr(event, name) for name in FACTS}
    facts["at"] = event.at.astimezone(dt.UTC).isoformat(timespec="microseconds")
    return {**facts, "hash": event.hash, "sentence": said(event)}


def said(event: Event) -> str:
    """The event's sentence; its kind, where an older event lacks what the sentence needs today."""
    try:
        return event.sentence
    except (KeyError, IndexError):
        return event.kind

"""The history of a filled service, as a chain that holds."""

from __future__ import annotations

from audit.models import ChainHead, Event
from audit.services import genesis, link_hash
from insights.load.place import Place, add


def write_chain(place: Place) -> None:
    """Write the events in the order of time, each with the hash of the one before."""
    before, events = genesis(place.service.pk), []
    for number, told in enumerate(sorted(place.events, key=lambda told: told.at), start=1):
        event = Event(
            service=place.service,
            number=number,
            at=told.at,
            kind=str(told.kind),
            actor=told.actor,
            job="" if told.actor else "load",
            actor_label=str(told.actor or "load"),
            thing=told.on._meta.label_lower,
            thing_id=told.on.pk,
            label=str(told.on)[:200],
            data=told.data,
            previous_hash=before,
        )
        event.hash = before = link_hash(event)
        events.append(event)
    add(Event, events)
    ChainHead.objects.create(service=place.service, number=len(events), hash=before)

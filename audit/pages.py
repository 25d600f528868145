"""What the history's page shows, worked out from events and looks over the chain."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from accounts.models import Service, User
from audit import checking, things
from audit.models import Event
from audit.timeline import entry

AROUND = 5  # events above a broken one that its link shows too


@dataclass(frozen=True)
class ChainState:
    """The newest look over the chain in words, and the one under way. `kind` is that of a notice."""

    kind: str
    strong: str
    text: str
    broken_number: int | None = None
    done: str = ""
    percent: int = 0
    is_under_way: bool = False

    @property
    def around(self) -> int:
        """The number below which a page shows the broken event and some after it."""
        return (self.broken_number or 0) + AROUND


def chain_state(service: Service, now: dt.datetime) -> ChainState:
    look, going = checking.newest(service), checking.under_way(service)
    moving: dict[str, Any] = {"is_under_way": going is not None}
    if going and going.total:
        moving |= {"done": f"{going.events:,} of {going.total:,}", "percent": going.events * 100 // going.total}
    if look is None:
        return ChainState("hint", "Not looked over yet.", "It is looked over every night.", **moving)
    when = _when(service, look.at, now)
    if look.problem:
        return ChainState(
            "stop", look.problem, f"Found when the record was looked over {when}.", look.broken_number, **moving
        )
    number = f"{look.events:,} event{'' if look.events == 1 else 's'}, whole"
    if now - look.at > checking.STALE_AFTER:
        return ChainState(
            "warn", f"Last looked over {when}: {number}.", "Nobody knows what happened to it since.", **moving
        )
    return ChainState("go", f"Looked over {when}: {number}.", "What was added since is not in it.", **moving)


def _when(service: Service, at: dt.datetime, now: dt.datetime) -> str:
    """ "today at 03:10", "yesterday at 03:10", "on Fri 20 Nov 2026, 03:10"."""
    local, days = service.local(at), (service.today(now) - service.today(at)).days
    if days in (0, 1):
        return f"{('today', 'yesterday')[days]} at {local:%H:%M}"
    return f"on {local:%a %-d %b %Y, %H:%M}"


def entries(events: Iterable[Event], reader: User, service: Service, broken_number: int | None) -> list[dict[str, Any]]:
    """The events as the timeline takes them, each with its number and a link to its thing where that may be read."""
    events = list(events)
    links = things.links(events, reader, service)
    found = []
    for event in events:
        line = entry(event, reader) | {"number": event.number, "is_wrong": event.number == broken_number}
        if url := links.get((event.thing, event.thing_id)):
            line |= {"url": url, "link_text": event.label or f"Open {event.thing_id}"}
        elif event.label not in line["text"]:
            line["note"] = event.label
        found.append(line)
    return found

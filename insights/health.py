"""What works and what stands still: the processes that nobody sees, in the words of every page that tells of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Subquery
from django.urls import reverse

from accounts.models import Service
from channels.models import Channel
from insights.models import Heartbeat
from insights.times import ago, length
from moderation.learning import versions

PROOF_LASTS = dt.timedelta(minutes=3)
BACKGROUND = "background"  # queued by beat and run by a worker, so that one row proves both
BACKUP = "backup"
BACKUP_LASTS = dt.timedelta(hours=26)
READ_WITHIN = dt.timedelta(minutes=10)


@dataclass(frozen=True)
class Work:
    """How a part that works unseen is doing: `name` and `fact` for a table, `line` where it stands alone, `why` what
    it means where it is not as it should be."""

    name: str
    fact: str
    line: str
    is_good: bool
    why: str = ""


def prove(now: dt.datetime) -> None:
    """Write down that beat and a worker were alive at this moment."""
    Heartbeat.objects.update_or_create(name=BACKGROUND, defaults={"at": now})


def last_proof() -> dt.datetime | None:
    return Heartbeat.objects.filter(name=BACKGROUND).values_list("at", flat=True).first()


def note_backup(now: dt.datetime) -> None:
    """Write down that a backup of the database was made: whoever makes it calls `manage.py note_backup`."""
    Heartbeat.objects.update_or_create(name=BACKUP, defaults={"at": now})


def noted(name: str) -> Subquery:
    """When one of them was last written down, as a column."""
    return Subquery(Heartbeat.objects.filter(name=name).values("at")[:1])


def is_backed_up(at: dt.datetime | None, now: dt.datetime) -> bool:
    """Whether the last backup is from the last night."""
    return at is not None and now - at <= BACKUP_LASTS


def is_alive(now: dt.datetime) -> bool:
    """Whether beat and a worker proved themselves in the last three minutes."""
    at = last_proof()
    return at is not None and now - at <= PROOF_LASTS


def background(at: dt.datetime | None, now: dt.datetime) -> Work:
    """Beat and workers, of which the last proof is this old."""
    name, why = "Beat and workers", "Posts wait, and comments are not read."
    if at is None:
        return Work(name, "have not started yet", "Background work has not started yet", is_good=False, why=why)
    fact = f"last seen {ago(at, now)}"
    if now - at <= PROOF_LASTS:
        return Work(name, fact, "Sending works", is_good=True)
    return Work(name, fact, f"Background work stands still for {length((now - at).total_seconds())}", False, why)


def reading(channel: Channel, now: dt.datetime) -> Work:
    """Whether a channel's comments are read."""
    name, is_good = f"Comments on {channel.get_network_display()}", True
    if channel.read_error:
        last = f", last read {ago(channel.read_at, now)}" if channel.read_at else ""
        fact, is_good = f"cannot be read{last}", False
    elif channel.read_at is None:
        fact = "not read yet"
    elif is_good := now - channel.read_at <= READ_WITHIN:
        fact = f"read {ago(channel.read_at, now)}"
    else:
        fact = f"last read {ago(channel.read_at, now)}"
    return Work(name, fact, f"{name} {fact}", is_good, channel.read_error)


def lines(service: Service, now: dt.datetime) -> list[dict[str, object]]:
    """The home page's health line, as components/health_line.html takes it; what stands still comes last."""
    found = [background(last_proof(), now)]
    for channel in Channel.objects.of_service(service).can_send().exclude(connector="by_hand"):
        if channel.read_error or channel.read_at:
            found.append(reading(channel, now))
    told: list[dict[str, object]] = [
        {"text": f"{one.line}. {one.why}" if one.why else one.line, "still": not one.is_good} for one in found
    ]
    if damage := versions.damage(service):
        told.append({"text": damage, "still": True, "url": reverse("inbox:sorting", args=[service.slug])})
    return sorted(told, key=lambda line: bool(line["still"]))

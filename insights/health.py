"""What works and what stands still: the processes that nobody sees."""

from __future__ import annotations

import datetime as dt

from django.db.models import Subquery
from django.urls import reverse

from accounts.models import Service
from channels.models import Channel
from insights.models import Heartbeat
from moderation.learning import versions

PROOF_LASTS = dt.timedelta(minutes=3)
BACKGROUND = "background"  # queued by beat and run by a worker, so that one row proves both
BACKUP = "backup"
BACKUP_LASTS = dt.timedelta(hours=26)


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


def lines(service: Service, now: dt.datetime) -> list[dict[str, object]]:
    """The home page's health line, as components/health_line.html takes it; what stands still comes last."""
    found: list[dict[str, object]] = []
    at = last_proof()
    if at is not None and now - at <= PROOF_LASTS:
        found.append({"text": "Sending works", "still": False})
    else:
        when = f"since {service.local(at):%H:%M on %a %-d %b}" if at else "and has not started yet"
        found.append({"text": f"Background work stands still {when}: posts wait, comments are not read", "still": True})
    for channel in Channel.objects.of_service(service).can_send().exclude(connector="by_hand"):
        if channel.read_error:
            text = f"Comments on {channel.get_network_display()} cannot be read: {channel.read_error}"
            found.append({"text": text, "still": True})
        elif channel.read_at:
            minutes = int((now - channel.read_at).total_seconds() // 60)
            ago = "just now" if minutes < 1 else f"{minutes} {'minute' if minutes == 1 else 'minutes'} ago"
            found.append({"text": f"Comments on {channel.get_network_display()} read {ago}", "still": minutes > 10})
    if damage := versions.damage(service):
        found.append({"text": damage, "still": True, "url": reverse("inbox:sorting", args=[service.slug])})
    return sorted(found, key=lambda line: bool(line["still"]))

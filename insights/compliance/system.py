"""The system's own health: what works unseen, what waits for it, the last backup, and the record of what happened."""

from __future__ import annotations

import datetime as dt

from accounts.models import OutgoingMail, Service
from audit import checking
from channels.models import Channel
from insights import health
from insights.addresses import address
from insights.compliance.counting import Row, Rows, at_once
from insights.spans import OfDays, Span
from insights.times import length
from moderation.learning import versions
from moderation.models import Comment
from posts.models import Delivery

WAITS = {  # what waits for a worker: how long it may
    "deliveries": dt.timedelta(minutes=2),
    "comments": dt.timedelta(minutes=10),
    "mails": dt.timedelta(minutes=15),
}
READ_WITHIN = dt.timedelta(minutes=10)


def parts(span: OfDays | Span, now: dt.datetime) -> Rows:
    """One row for each part that works unseen, as of now."""
    service = span.service
    return [_background(service, now), *_queues(service, now), *_reading(service, now), *_kept(service, now)]


def _row(what: str, fact: str, *, is_good: bool, url: str = "") -> Row:
    return Row(what=what, plain=what, fact=fact, is_good=is_good, url=url)


def _background(service: Service, now: dt.datetime) -> Row:
    at = health.last_proof()
    if at is None:
        return _row("Beat and workers", "have not started yet", is_good=False)
    return _row("Beat and workers", f"last seen {_ago(at, now)}", is_good=now - at <= health.PROOF_LASTS)


def _queues(service: Service, now: dt.datetime) -> list[Row]:
    """How much waits in our own rows: a message in a broker is only a copy of that."""
    since = {name: now - limit for name, limit in WAITS.items()}
    found = at_once(
        service,
        deliveries=Delivery.objects.of_service(service).filter(
            state="due", due_at__lt=since["deliveries"], next_try_at=None
        ),
        comments=Comment.objects.of_service(service).filter(
            closed_at=None, category="", state="new", received_at__lt=since["comments"]
        ),
        mails=OutgoingMail.objects.of_service(service).filter(sent_at=None, created_at__lt=since["mails"]),
    )
    names = {"deliveries": "Posts to send", "comments": "Comments to sort", "mails": "E-mails to send"}
    return [
        _row(
            name,
            f"{found[key]:,} wait for more than {length(WAITS[key].total_seconds())}" if found[key] else "none waits",
            is_good=not found[key],
            url=address("inbox:queue", service) if key == "comments" else "",
        )
        for key, name in names.items()
    ]


def _reading(service: Service, now: dt.datetime) -> list[Row]:
    rows = []
    for channel in Channel.objects.of_service(service).can_send().exclude(connector="by_hand"):
        network = channel.get_network_display()
        url = address("channels:channel", service, channel.pk)
        if channel.read_error:
            last = f", last read {_ago(channel.read_at, now)}" if channel.read_at else ""
            fact, is_good = f"cannot be read{last}", False
        elif channel.read_at:
            fact, is_good = f"read {_ago(channel.read_at, now)}", now - channel.read_at <= READ_WITHIN
        else:
            fact, is_good = "not read yet", True
        rows.append(_row(f"Comments on {network}", fact, is_good=is_good, url=url))
    return rows


def _kept(service: Service, now: dt.datetime) -> list[Row]:
    rows = []
    backup = health.last_backup()
    fact = f"made {_ago(backup, now)}" if backup else "none was ever noted"
    rows.append(_row("Last backup", fact, is_good=health.is_backed_up(backup, now)))
    look = checking.newest(service)
    trouble = checking.trouble_of(service, look, now)
    whole = f"whole, {look.events:,} events looked over {_ago(look.at, now)}" if look else "not looked over yet"
    url = address("audit:history", service)
    rows.append(_row("Record of what happened", trouble or whole, is_good=not trouble and look is not None, url=url))
    damage = versions.damage(service)
    rows.append(
        _row(
            "What sorts the comments",
            damage or "whole",
            is_good=not damage,
            url=address("inbox:sorting", service),
        )
    )
    return rows


def _ago(at: dt.datetime, now: dt.datetime) -> str:
    seconds = max(0.0, (now - at).total_seconds())
    return "just now" if seconds < 60 else f"{length(seconds)} ago"

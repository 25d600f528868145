"""The system's own health: what works unseen, what waits for it, the last backup, and the record of what happened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from accounts.models import OutgoingMail, Service
from audit import checking
from channels.models import Channel
from insights import health
from insights.addresses import address
from insights.compliance.counting import Row, at_once
from insights.spans import OfDays, Span
from insights.times import ago, length
from moderation.learning import versions
from moderation.models import Comment
from posts.models import Attempt, Delivery, NetworkChange

WAITS = {  # what waits for a worker: how long it may
    "deliveries": dt.timedelta(minutes=2),
    "changes": dt.timedelta(minutes=2),
    "comments": dt.timedelta(minutes=10),
    "mails": dt.timedelta(minutes=15),
}


@dataclass(frozen=True)
class Part(Row):
    """A part that works unseen. `wrong`: what is said of it where it stands alone among what is wrong, because what and
    fact do not make a sentence; `stops`: work stands still without it."""

    wrong: str = ""
    why: str = ""
    stops: bool = False


def parts(span: OfDays | Span, now: dt.datetime) -> Sequence[Part]:
    """One row for each part that works unseen, as of now."""
    service = span.service
    return parts_of(
        service, now, at_once(service, **asked(service, now)), Channel.objects.of_service(service).can_send()
    )


def parts_of(
    service: Service, now: dt.datetime, found: Mapping[str, Any], channels: Iterable[Channel]
) -> Sequence[Part]:
    """As `parts`, of what `asked` found and of the channels that can send, where a page has read both already."""
    return [
        _work(health.background(found["background"], now), stops=True),
        *_queues(service, found),
        *_reading(service, channels, now),
        *_kept(service, found["backup"], now),
    ]


def asked(service: Service, now: dt.datetime) -> dict[str, QuerySet | Subquery]:
    """What is asked `at_once`. Of what waits our own rows: a message in a broker is only a copy of one."""
    since = {name: now - limit for name, limit in WAITS.items()}
    return {
        **_deliveries(service, since["deliveries"]),
        "changes": NetworkChange.objects.of_service(service)
        .waiting(since["changes"])
        .filter(asked_at__lt=since["changes"]),
        "comments": Comment.objects.of_service(service).filter(
            closed_at=None, category="", state="new", received_at__lt=since["comments"]
        ),
        "mails": OutgoingMail.objects.of_service(service).filter(sent_at=None, created_at__lt=since["mails"]),
        "background": health.noted(health.BACKGROUND),
        "backup": health.noted(health.BACKUP),
    }


TO_SEND = ("deliveries", "abandoned", "unanswered")


def _deliveries(service: Service, since: dt.datetime) -> dict[str, QuerySet]:
    """What the sender should have taken up before this moment, each by the index that is made for it: due, with its
    next try too; left by a worker that died; and not sure, with nobody who asks the network."""
    found = Delivery.objects.of_service(service)
    lately = Attempt.objects.filter(delivery=OuterRef("pk"), started_at__gt=since)
    return {
        "deliveries": found.due(since),
        "abandoned": found.abandoned(since),
        "unanswered": found.to_look_up(since).exclude(Exists(lately)),
    }


def _row(
    what: str, fact: str, *, is_good: bool, url: str = "", wrong: str = "", why: str = "", stops: bool = False
) -> Part:
    said = wrong or f"{what}: {fact}"
    return Part(what=what, plain=what, fact=fact, is_good=is_good, url=url, wrong=said, why=why, stops=stops)


def _work(found: health.Work, *, url: str = "", stops: bool = False) -> Part:
    return _row(found.name, found.fact, is_good=found.is_good, url=url, wrong=found.line, why=found.why, stops=stops)


def _queues(service: Service, found: Mapping[str, int]) -> list[Part]:
    names = {
        "deliveries": "Posts to send",
        "changes": "Posts to correct or take off",
        "comments": "Comments to sort",
        "mails": "E-mails to send",
    }
    found = {**found, "deliveries": sum(found[key] for key in TO_SEND)}
    return [
        _row(
            name,
            f"{found[key]:,} wait for more than {length(WAITS[key].total_seconds())}" if found[key] else "none waits",
            is_good=not found[key],
            url=address("inbox:queue", service) if key == "comments" else "",
        )
        for key, name in names.items()
    ]


def _reading(service: Service, channels: Iterable[Channel], now: dt.datetime) -> list[Part]:
    return [
        _work(health.reading(channel, now), url=address("channels:channel", service, channel.pk))
        for channel in channels
        if channel.connector != "by_hand"
    ]


def _kept(service: Service, backup: dt.datetime | None, now: dt.datetime) -> list[Part]:
    rows = []
    fact = f"made {ago(backup, now)}" if backup else "none was ever noted"
    old = f"The last backup is {length((now - backup).total_seconds())} old" if backup else "No backup was ever noted"
    is_good, why = health.is_backed_up(backup, now), "Tell whoever runs the server."
    rows.append(_row("Last backup", fact, is_good=is_good, wrong=old, why=why))
    look = checking.newest(service)
    trouble = checking.trouble_of(service, look, now)
    whole = f"whole, {look.events:,} events looked over {ago(look.at, now)}" if look else "not looked over yet"
    url = address("audit:history", service)
    later = "It is looked over each night; a service manager can have it done now."
    rows.append(
        _row(
            "Record of what happened",
            trouble or whole,
            is_good=not trouble and look is not None,
            url=url,
            wrong=trouble,
            why=f"It was looked over on {service.local(look.at):%a %-d %b, %H:%M}." if look else later,
            stops=bool(look and look.problem),
        )
    )
    damage = versions.damage(service)
    rows.append(
        _row(
            "What sorts the comments",
            damage or "whole",
            is_good=not damage,
            url=address("inbox:sorting", service),
            wrong=damage,
        )
    )
    return rows

"""A month's figures as a person says them: typed, noted, left to the network again.

What a person says is not read over. Two who type at once lose nothing: a number that somebody else has said since the
page was drawn is not written over, both are shown, and a person decides.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Service, User
from accounts.permissions import forget_roles, refuse
from audit import services as audit
from audit.kinds import Kind
from channels.models import Channel
from insights.figures import sums
from insights.figures.permissions import refusal_to_write_figures
from insights.figures.values import MOST, NUMBERS
from insights.models import ChannelMonth

LONGEST_NOTE = 300


class FiguresRefused(Exception):
    """Something that cannot be done with figures; the text is a sentence for the person."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """A number (or the note) of a channel as somebody typed it, and as it was when the page was drawn.

    A `value` of None, or an empty note: the person says nothing of it (any more).
    """

    channel: int
    name: str
    value: int | str | None
    was: int | str | None


@dataclass(frozen=True)
class Conflict:
    """What somebody else said of the same, meanwhile."""

    said: Said
    there: int | str | None
    by: User | None
    at: dt.datetime


@dataclass
class Outcome:
    saved: int = 0
    conflicts: list[Conflict] = field(default_factory=list)


@transaction.atomic
def say(
    *, service: Service, month: dt.date, by: User, cells: Sequence[Said], now: dt.datetime | None = None
) -> Outcome:
    """Write what somebody typed of a month, but for what somebody else has said since: that comes back as conflicts.

    Raises PermissionDenied and FiguresRefused; Channel.DoesNotExist for a channel that the service has not.
    """
    now = now or timezone.now()
    _may_write(by, service)
    refuse_ahead(service, month, now)
    outcome = Outcome()
    wanted = [one for one in cells if one.value != one.was]
    of_service = {one.pk: one for one in Channel.objects.of_service(service)}
    for pk in sorted({one.channel for one in wanted}):
        if pk not in of_service:
            raise Channel.DoesNotExist
        row = locked(service, of_service[pk], month, now)
        _write(row, [one for one in wanted if one.channel == pk], outcome, by, now)
    return outcome


def refuse_ahead(service: Service, month: dt.date, now: dt.datetime) -> None:
    """Raise FiguresRefused for a month that has not begun."""
    if month.day != 1 or month > service.today(now):
        raise FiguresRefused(f"{month:%B %Y} has not begun. Choose this month or an earlier one.")


def locked(service: Service, channel: Channel, month: dt.date, now: dt.datetime) -> ChannelMonth:
    """The channel's row of the month, made where there is none, and locked."""
    ChannelMonth.objects.get_or_create(
        channel=channel, month=month, defaults={"service": service, "said": [], "changed_at": now}
    )
    rows = ChannelMonth.objects.select_for_update(of=("self",)).select_related("channel")
    return rows.get(channel=channel, month=month, service=service)


def _write(row: ChannelMonth, cells: Sequence[Said], outcome: Outcome, by: User, now: dt.datetime) -> None:
    changes: dict[str, list[int | None]] = {}
    noted = False
    told = sums.told(row.channel_id, row.month)
    for one in cells:
        there = getattr(row, one.name if one.name == "note" else _known(one.name))
        if there == one.value:
            continue
        if there != one.was and (one.name in row.said or (one.name == "note" and there)):
            said_by = row.noted_by if one.name == "note" else row.changed_by
            outcome.conflicts.append(Conflict(one, there, said_by, row.changed_at))
        elif one.name == "note":
            row.note, row.noted_by, noted = str(one.value or "").strip()[:LONGEST_NOTE], by, True
        elif one.value is not None:
            set_number(row, one.name, _in_bounds(one.value), how="typed")
            changes[one.name] = [there, one.value]
        elif one.name in row.said:
            set_number(row, one.name, told[one.name], how="read")
            changes[one.name] = [there, told[one.name]]
    if changes or noted:
        row.changed_at = now
        if changes:
            row.changed_by = by
        row.save()
    if changes:
        data = {**_about(row), "what": in_words(changes), "changes": changes}
        audit.record(Kind.FIGURES_TYPED, on=row, actor=by, data=data, now=now)
    if noted:
        audit.record(Kind.FIGURES_NOTED, on=row, actor=by, data={**_about(row), "note": row.note or "–"}, now=now)
    outcome.saved += len(changes) + noted


@transaction.atomic
def note(
    *, service: Service, channel: Channel, month: dt.date, by: User, text: str, was: str, now: dt.datetime | None = None
) -> Outcome:
    """Say why a channel's month is as it is. Raises PermissionDenied and FiguresRefused."""
    cell = Said(channel=channel.pk, name="note", value=text, was=was)
    return say(service=service, month=month, by=by, cells=[cell], now=now)


@transaction.atomic
def leave_to_network(
    *, service: Service, channel: Channel, month: dt.date, by: User, now: dt.datetime | None = None
) -> ChannelMonth:
    """Take back what people said of a channel's month: the network's numbers stand again.

    Raises PermissionDenied, and FiguresRefused where the network told nothing of that month.
    """
    now = now or timezone.now()
    _may_write(by, service)
    row = locked(service, channel, month, now)
    told = sums.told(channel.pk, month)
    if all(value is None for value in told.values()):
        raise FiguresRefused(f"{channel} told nothing of {month:%B %Y}, so there is nothing to go back to.")
    changes = {name: [getattr(row, name), told[name]] for name in NUMBERS if name in row.said}
    if not changes:
        raise FiguresRefused(f"The numbers of {channel} in {month:%B %Y} are the network’s already.")
    for name in changes:
        set_number(row, name, told[name], how="read")
    row.changed_by, row.changed_at = by, now
    row.save()
    data = {**_about(row), "what": in_words(changes), "changes": changes}
    audit.record(Kind.FIGURES_LEFT_TO_NETWORK, on=row, actor=by, data=data, now=now)
    return row


def how_said(row: ChannelMonth, name: str) -> str:
    """Where a number came from: typed, imported, read; "" for one that nobody knows."""
    if name in row.said:
        return "imported" if name in row.imported else "typed"
    return "read" if getattr(row, name) is not None else ""


def set_number(row: ChannelMonth, name: str, value: int | None, *, how: str) -> None:
    """Give a number its value and where it came from, without saving it."""
    setattr(row, name, value)
    row.said = [one for one in row.said if one != name] + ([name] if how in ("typed", "imported") else [])
    row.imported = [one for one in row.imported if one != name] + ([name] if how == "imported" else [])


def in_words(changes: dict[str, list[Any]]) -> str:
    """“followers 1,240 (was 1,200), likes 30”."""
    parts = []
    for name, (before, after, *_) in changes.items():
        text = f"{NUMBERS[name].lower()} {'not known' if after is None else f'{after:,}'}"
        parts.append(text if before is None else f"{text} (was {before:,})")
    return ", ".join(parts)


def _about(row: ChannelMonth) -> dict[str, str]:
    return {"channel": str(row.channel), "month": f"{row.month:%B %Y}"}


def _may_write(by: User, service: Service) -> None:
    forget_roles(by)
    refuse(refusal_to_write_figures(by, service))


def _known(name: str) -> str:
    if name not in NUMBERS:
        raise ValueError(f"{name!r} is none of {list(NUMBERS)}")
    return name


def _in_bounds(value: int | str) -> int:
    if not isinstance(value, int) or not 0 <= value <= MOST:
        raise ValueError(f"{value!r} is no number from 0 to {MOST}")
    return value

"""Monthly figures of channels, and what a network told of their days."""

from __future__ import annotations

import datetime as dt
from typing import Any

from accounts.models import User
from channels.models import Channel
from insights.models import ChannelDay, ChannelMonth

OCTOBER, SEPTEMBER = dt.date(2026, 10, 1), dt.date(2026, 9, 1)


def month(channel: Channel, first: dt.date = OCTOBER, *, typed: User | None = None, **numbers: Any) -> ChannelMonth:
    """A channel's month as the network told it, or as somebody typed it."""
    note = numbers.pop("note", "")
    return ChannelMonth.objects.create(
        service=channel.service,
        channel=channel,
        month=first,
        said=list(numbers) if typed else [],
        changed_by=typed,
        note=note,
        noted_by=typed if note else None,
        **numbers,
    )


def day(channel: Channel, on: dt.date, **numbers: int) -> ChannelDay:
    return ChannelDay.objects.create(service=channel.service, channel=channel, day=on, **numbers)


def there(channel: Channel, first: dt.date = OCTOBER) -> ChannelMonth:
    return ChannelMonth.objects.get(channel=channel, month=first)

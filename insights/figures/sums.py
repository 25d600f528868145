"""What the network says of a channel's month, from the days that were read."""

from __future__ import annotations

import datetime as dt

from insights.figures.values import MOST, NUMBERS
from insights.models import ChannelDay
from policies.dates import add_months


def told(channel_id: int, month: dt.date) -> dict[str, int | None]:
    """The month's six numbers: followers as they were on its last known day, the others added up; None where no day
    tells of one."""
    after = add_months(month, 1)
    days = list(ChannelDay.objects.filter(channel=channel_id, day__gte=month, day__lt=after).order_by("day"))
    found: dict[str, int | None] = {}
    for name in NUMBERS:
        known = [value for day in days if (value := getattr(day, name)) is not None]
        found[name] = (known[-1] if name == "followers" else min(sum(known), MOST)) if known else None
    return found

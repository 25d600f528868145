"""Objectives in a channel's strategy."""

from __future__ import annotations

import datetime as dt
from typing import Any

from channels.models import Channel
from posts.models import Objective, Strategy
from tests.factories.accounts import member


def objective(channel: Channel, measure: str = "followers", **fields: Any) -> Objective:
    """Of the year 2026, a target of 1,000 where none is given."""
    strategy = Strategy.objects.filter(channel=channel).first() or Strategy.objects.create(
        channel=channel, changed_by=member(channel.service)
    )
    values = {"target": 1000, "starts_on": dt.date(2026, 1, 1), "due_on": dt.date(2026, 12, 31), **fields}
    return Objective.objects.create(strategy=strategy, measure=measure, **values)

"""Times and lengths of time in the words that pages use: "Tue 1 Dec, 10:00", "13 min", "2 h 5 min"."""

from __future__ import annotations

import datetime as dt

from accounts.models import Service


def clock(service: Service, moment: dt.datetime, now: dt.datetime) -> str:
    """A moment on the service's wall clock: the hour alone for today, otherwise day and hour."""
    local = service.local(moment)
    if local.date() == service.today(now):
        return f"Today, {local:%H:%M}"
    return f"{local:%a %-d %b, %H:%M}"


def length(seconds: float) -> str:
    """A length of time, rounded down to minutes, or to hours beyond two days."""
    minutes = int(seconds // 60)
    if minutes < 60:
        return f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    if hours < 48:
        return f"{hours} h {rest} min" if rest else f"{hours} h"
    days = hours // 24
    return f"{days} days"


def ago(at: dt.datetime, now: dt.datetime) -> str:
    """How long since: "just now", "2 h ago"."""
    seconds = max(0.0, (now - at).total_seconds())
    return "just now" if seconds < 60 else f"{length(seconds)} ago"


def left(until: dt.datetime, now: dt.datetime) -> str:
    """How long is left, or how far over: "13 min left", "2 h over"."""
    seconds = (until - now).total_seconds()
    return f"{length(seconds)} left" if seconds >= 0 else f"{length(-seconds)} over"

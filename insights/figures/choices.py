"""What a page of figures is asked for by its address: channel, month, measure. Wrong words mean the usual."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest

from accounts.models import Service
from channels.models import Channel
from insights.figures.months import short_names
from insights.spans import Month, month_of

MONTHS_BACK = 24


def channels_of(service: Service) -> list[Channel]:
    """Every channel, those that are suspended too: they have figures."""
    return list(Channel.objects.of_service(service).order_by("pk"))


def channel_asked(request: HttpRequest, channels: list[Channel]) -> Channel | None:
    wanted = request.GET.get("channel", "")
    return next((one for one in channels if str(one.pk) == wanted), None)


def channel_choice(channels: list[Channel], chosen: Channel | None) -> dict[str, Any]:
    names = short_names(channels)
    return {
        "name": "channel",
        "label": "Channel",
        "all": "All channels",
        "chosen": str(chosen.pk) if chosen else "",
        "choices": [(str(one.pk), names[one.pk]) for one in channels],
    }


def month_asked(request: HttpRequest, service: Service, now: dt.datetime) -> Month:
    """The month of the address, this one where it names none."""
    return month_of(service, request.GET.get("month", ""), now)


def month_choice(service: Service, chosen: Month, now: dt.datetime) -> dict[str, Any]:
    month = month_of(service, "", now)
    months = []
    for _ in range(MONTHS_BACK):
        months.append((month.value, month.name))
        month = month.before
    if chosen.value not in dict(months):
        months.append((chosen.value, chosen.name))
    return {"name": "month", "label": "Month", "chosen": chosen.value, "choices": months}

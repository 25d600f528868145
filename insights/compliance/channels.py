"""Channels: profiles as agreed, risk assessments in date, connections that hold; and consents that run out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from channels import troubles
from channels.models import Channel, ChannelState, Network
from insights.addresses import address
from insights.compliance.counting import Row, Rows
from insights.spans import OfDays, Span
from posts.models import Consent

PROFILE, RISKS = "channels:profile", "channels:risks"
RUNS_OUT = dt.timedelta(days=30)
NOT_BEGUN = (ChannelState.PLANNED,)
NOT_SENDING = (*NOT_BEGUN, ChannelState.SUSPENDED)
"""Nobody asks for the profile or the risk assessment of a suspended channel, so it is not said to be in order."""


def profiles(span: OfDays | Span, now: dt.datetime) -> Rows:
    return _rows(span, now, {PROFILE}, "as agreed", without=NOT_SENDING)


def risks(span: OfDays | Span, now: dt.datetime) -> Rows:
    return _rows(span, now, {RISKS}, "in date", without=NOT_SENDING)


def connections(span: OfDays | Span, now: dt.datetime) -> Rows:
    return _rows(span, now, {"channels:connect", "channels:channel"}, "works")


def _rows(
    span: OfDays | Span, now: dt.datetime, pages: set[str], fact: str, *, without: Collection[str] = NOT_BEGUN
) -> Rows:
    """One row a channel in use, with what is not in order there."""
    found = {one.channel.pk: one for one in troubles.of_service(span.service, now) if one.to in pages}
    channels = Channel.objects.of_service(span.service).exclude(network=Network.SANDBOX).exclude(state__in=without)
    rows = []
    for channel in channels.order_by("network", "handle"):
        trouble = found.get(channel.pk)
        rows.append(
            Row(
                what=str(channel),
                plain=f"{channel.get_network_display()}, channel {channel.pk}",
                fact=f"{trouble.what}. {trouble.why}".strip() if trouble else fact,
                plain_fact="to be looked at" if trouble else fact,
                is_good=trouble is None,
                url=address(trouble.to if trouble else min(pages), span.service, channel.pk),
            )
        )
    return rows


def consents(span: OfDays | Span, now: dt.datetime) -> Rows:
    """Consents that hold today and end within thirty days."""
    today = span.service.today(now)
    ending = Consent.objects.of_service(span.service).filter(
        withdrawn_on=None, until__gte=today, until__lte=today + RUNS_OUT
    )
    return [
        Row(
            what=f"Consent {one}",
            plain=f"Consent {one.pk}",
            fact=f"until {one.until:%-d %b %Y}",
            is_good=False,
            url=address("posts:consents", span.service),
        )
        for one in ending.order_by("until", "pk")
    ]

"""What the page on reading the networks shows."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count

from accounts.models import Service, User
from channels.models import Channel, ChannelState
from channels.networks import Action, capabilities_of, connector_of
from moderation import permissions
from moderation.coming_in import gaps
from moderation.models import Gap, Watch

GAPS_SHOWN_FOR = dt.timedelta(days=90)
MOST_GAPS = 20


def page(service: Service, user: User, now: dt.datetime) -> dict[str, Any]:
    """Channels with how they are read, gaps, and watches with what they found."""
    channels = list(Channel.objects.of_service(service).exclude(state=ChannelState.PLANNED))
    for one in channels:
        one.service = service
    rows = Watch.objects.of_service(service).select_related("channel").annotate(found=Count("comments"))
    ended = Gap.objects.of_service(service).exclude(state=Gap.State.OPEN).select_related("channel", "ended_by")
    return {
        "channels": [_channel(one, now) for one in channels],
        "gaps": gaps.shown_to(user, service),
        "ended": list(ended.filter(from_at__gte=now - GAPS_SHOWN_FOR)[:MOST_GAPS]),
        "watches": list(rows.order_by("term")),
        "refusal": permissions.refusal_to_watch(user, service),
        "not_searched": [str(one) for one in channels if not can_search(one)],
        "can_search": any(can_search(one) for one in channels),
    }


def can_search(channel: Channel) -> bool:
    return capabilities_of(channel).can(Action.SEARCH)


def searchable(service: Service) -> list[Channel]:
    """Channels in use on which one can search."""
    found = [one for one in Channel.objects.of_service(service).can_send() if can_search(one)]
    for one in found:
        one.searches = capabilities_of(one).searches
    return found


def _channel(channel: Channel, now: dt.datetime) -> dict[str, Any]:
    can = connector_of(channel).capabilities
    is_read = can.can(Action.READ_COMMENTS)
    return {
        "channel": channel,
        "is_read": is_read,
        "is_off": channel.state == ChannelState.SUSPENDED,
        "fault": channel.read_error if is_read else "",
        "waits_until": channel.read_after if channel.read_after and channel.read_after > now else None,
        "reads": can.reads,
        "by_hand": "" if is_read else can.how_by_hand(Action.READ_COMMENTS),
        "tells_edits": can.can(Action.LOOK_UP_COMMENTS),
    }

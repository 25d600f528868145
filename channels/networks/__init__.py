"""How each network is spoken to: one small interface, a module a network, a line in settings.NETWORKS each.

`connector_of(channel)` gives the connector. What a network cannot do is not in its capabilities; the words that tell a
person how to do it there themselves stand beside (capabilities.py).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.module_loading import import_string

from channels.networks.base import (
    Absent,
    Account,
    Card,
    CommentBatch,
    CommentNow,
    Connector,
    Found,
    IncomingComment,
    LookUp,
    NetworkError,
    Outgoing,
    Picture,
    PostFigures,
    Profile,
    Published,
    Refused,
    Reply,
    SignedOut,
    TryLater,
    Unclear,
    Unsure,
    Video,
)
from channels.networks.capabilities import Action, Capabilities
from channels.networks.signing_in import SignIn

if TYPE_CHECKING:
    from channels.models import Channel

__all__ = [
    "Absent",
    "Account",
    "Action",
    "Capabilities",
    "Card",
    "CommentBatch",
    "CommentNow",
    "Connector",
    "Found",
    "IncomingComment",
    "LookUp",
    "NetworkError",
    "Outgoing",
    "Picture",
    "PostFigures",
    "Profile",
    "Published",
    "Refused",
    "Reply",
    "SignIn",
    "SignedOut",
    "TryLater",
    "Unclear",
    "Unsure",
    "Video",
    "batch_size",
    "capabilities_of",
    "connector_of",
    "connectors_for",
    "sign_in_of",
]

BY_HAND = "by_hand"


def connector_of(channel: Channel) -> Connector:
    """What speaks to this channel's network. A channel whose connector is no longer there is served by hand."""
    return _kind(settings.NETWORKS.get(channel.connector, settings.NETWORKS[BY_HAND]))(channel)


def connectors_for(network: str) -> list[str]:
    """The connectors that a channel of this network may use, the automatic one first."""
    return [*([network] if network in settings.NETWORKS and network != BY_HAND else []), BY_HAND]


def sign_in_of(network: str) -> SignIn | None:
    """How a channel of this network is connected; None where nothing is needed."""
    path = settings.NETWORKS.get(network)
    return getattr(_kind(path), "sign_in", None) if path else None


def capabilities_of(channel: Channel) -> Capabilities:
    """What the channel's connector can do."""
    return _kind(settings.NETWORKS.get(channel.connector, settings.NETWORKS[BY_HAND])).capabilities


def batch_size(connector: str) -> int:
    """How many deliveries to this kind of connector a worker takes at once."""
    return _kind(settings.NETWORKS.get(connector, settings.NETWORKS[BY_HAND])).capabilities.batch


@cache
def _kind(path: str) -> type[Connector]:
    return import_string(path)

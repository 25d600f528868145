"""Reads of channels that deserve a name."""

from __future__ import annotations

from accounts.querysets import OfService


class ChannelQuerySet(OfService):
    def can_send(self) -> ChannelQuerySet:
        """Channels on which posts may go out: live ones, and those in their pilot."""
        return self.filter(state__in=["pilot", "live"])

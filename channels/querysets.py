"""Reads of channels that deserve a name."""

from __future__ import annotations

from django.db import models

from accounts.querysets import OfService

SENDING = ("pilot", "live")


class ChannelQuerySet(OfService):
    def can_send(self) -> ChannelQuerySet:
        """Channels on which posts may go out: live ones, and those in their pilot."""
        return self.filter(state__in=SENDING)


class ProfileCheckQuerySet(models.QuerySet):
    def complete(self) -> ProfileCheckQuerySet:
        """Looks at all that was agreed: a person's, or a reading of a network that told all of it."""
        return self.exclude(seen__has_key="left_to_people")

"""Reads of events that deserve a name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from accounts.models import Service, User


class EventQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> EventQuerySet:
        return self.filter(service__memberships__user=user, service__memberships__ended_at=None)

    def of_service(self, service: Service) -> EventQuerySet:
        return self.filter(service=service)

    def about(self, row: models.Model) -> EventQuerySet:
        """The events of one row, oldest first. Its service is named too: the index begins with it."""
        from accounts.models import Service  # whose models lean on nothing here

        service_id = row.pk if isinstance(row, Service) else getattr(row, "service_id", None) or row.service.pk
        same = self.filter(service=service_id, thing=row._meta.label_lower, thing_id=row.pk)
        return same.order_by("number")

    def without(self, kept: Mapping[str, models.QuerySet]) -> EventQuerySet:
        """Not those of rows that are kept from somebody (audit.things.kept_from)."""
        rows = self
        for label, keys in kept.items():
            rows = rows.exclude(thing=label, thing_id__in=keys)
        return rows

    def of_kinds(self, kinds: Iterable[str]) -> EventQuerySet:
        return self.filter(kind__in=[str(kind) for kind in kinds])

    def by_jobs(self) -> EventQuerySet:
        return self.filter(actor=None)

    def between(self, since: dt.datetime | None, until: dt.datetime | None) -> EventQuerySet:
        """From a moment on, up to but without another; None leaves that side open."""
        rows = self.filter(at__gte=since) if since else self
        return rows.filter(at__lt=until) if until else rows

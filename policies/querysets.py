"""Reads of policies that deserve a name."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models

from accounts.querysets import OfService

if TYPE_CHECKING:
    from accounts.models import Service, User


class VersionQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> VersionQuerySet:
        return self.filter(policy__service__memberships__user=user, policy__service__memberships__ended_at=None)

    def of_service(self, service: Service) -> VersionQuerySet:
        return self.filter(policy__service=service)

    def in_force(self) -> VersionQuerySet:
        return self.filter(state="in_force")

    def overdue(self, today: dt.date) -> VersionQuerySet:
        """In force and past the date of their next review."""
        return self.in_force().filter(next_review_on__lt=today)

    def scheduled_by(self, day: dt.date) -> VersionQuerySet:
        """Scheduled to take over on this day or before."""
        return self.filter(state="scheduled", effective_from__lte=day).select_related("policy__service")


class QuietPeriodQuerySet(OfService):
    def current(self) -> QuietPeriodQuerySet:
        return self.filter(ended_at=None)


class ExceptionQuerySet(models.QuerySet):
    def of_service(self, service: Service) -> ExceptionQuerySet:
        return self.filter(policy__service=service)

    def visible_to(self, user: User) -> ExceptionQuerySet:
        return self.filter(policy__service__memberships__user=user, policy__service__memberships__ended_at=None)

    def granted_on(self, day: dt.date) -> ExceptionQuerySet:
        """In use on this day, both ends included."""
        return self.filter(state="granted", starts_on__lte=day, ends_on__gte=day)

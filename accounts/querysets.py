"""Reads of people and services that deserve a name."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from accounts.models import Service, User


class ServiceQuerySet(models.QuerySet):
    def of(self, user: User) -> ServiceQuerySet:
        """The services in which a person works today."""
        return self.filter(memberships__user=user, memberships__ended_at=None).distinct()

    def with_others_of(self, user: User) -> ServiceQuerySet:
        """Each with `has_others`: whether the person works in another service too."""
        memberships = self.model._meta.get_field("memberships").related_model.objects
        others = memberships.filter(user=user, ended_at=None).exclude(service=models.OuterRef("pk"))
        return self.annotate(has_others=models.Exists(others))


class OfService(models.QuerySet):
    """A queryset of rows that carry `service`: the one door to them is the person's service."""

    def visible_to(self, user: User) -> OfService:
        """Rows of the services in which this person works today; of other services, nothing."""
        return self.filter(service__memberships__user=user, service__memberships__ended_at=None)

    def of_service(self, service: Service) -> OfService:
        return self.filter(service=service)


class MembershipQuerySet(OfService):
    def visible_to(self, user: User) -> MembershipQuerySet:
        from accounts.models import Service  # the model's module imports this one

        return self.filter(service__in=Service.objects.of(user))

    def current(self) -> MembershipQuerySet:
        return self.filter(ended_at=None, user__is_active=True)

    def holding(self, role: str, on: dt.date) -> MembershipQuerySet:
        """Members who hold a role on a date, themselves or as somebody's deputy."""
        deputising = Q(
            user__deputising__role=role,
            user__deputising__service=models.F("service"),
            user__deputising__starts_on__lte=on,
            user__deputising__ends_on__gte=on,
        )
        return self.current().filter(Q(roles__role=role) | deputising).distinct()


class DeputyQuerySet(OfService):
    def on(self, date: dt.date) -> DeputyQuerySet:
        return self.filter(starts_on__lte=date, ends_on__gte=date)

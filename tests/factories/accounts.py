"""People and services."""

from __future__ import annotations

import factory

from accounts.models import Membership, Role, RoleHeld, Service, User


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.Sequence(lambda n: f"person{n}@example.org")


class ServiceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Service

    name = factory.Sequence(lambda n: f"Service {n}")
    slug = factory.Sequence(lambda n: f"service-{n}")
    host = "Northshire Council"
    phone = "01632 960417"
    email = "help@northshire-sendiass.example"
    website = "https://northshire-sendiass.example"


def member(service: Service, *roles: Role, **fields) -> User:
    """A new person who holds these roles in the service."""
    user = UserFactory(**fields)
    membership = Membership.objects.create(service=service, user=user)
    RoleHeld.objects.bulk_create(RoleHeld(membership=membership, role=role) for role in roles)
    return user

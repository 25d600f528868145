"""Who holds which role, and who may change people. Functions return "" or the reason in a sentence."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db.models import Value
from django.utils import timezone

from accounts.models import Deputy, Membership, Role, Service, User

STAFF = (Role.COORDINATOR, Role.LINE_MANAGER, Role.SERVICE_MANAGER, Role.SAFEGUARDING_LEAD)
"""Everybody who works for the service, rather than only looks: who sees names and words."""


def roles_of(user: User, service: Service, on: dt.date | None = None) -> frozenset[str]:
    """The roles that a person holds in a service on a date (today when none is given), as a deputy too.

    Kept on the user for the length of a request; `forget_roles` drops it after a change.
    """
    held, stood_in = _held_and_stood_in(user, service, on)
    return held | stood_in


def is_deputy(user: User, service: Service, on: dt.date | None = None) -> bool:
    """Whether some of these roles are held in somebody else's place."""
    return bool(_held_and_stood_in(user, service, on)[1])


def _held_and_stood_in(user: User, service: Service, on: dt.date | None) -> tuple[frozenset[str], frozenset[str]]:
    on = on or service.today(timezone.now())
    kept = user.__dict__.setdefault("_roles", {})
    if (service.pk, on) not in kept:
        members = Membership.objects.current().filter(service=service, user=user).order_by()
        deputies = Deputy.objects.filter(service=service, deputy=user).on(on).order_by()
        as_member = members.values_list("roles__role", Value(False))  # one row with None for a member without a role
        rows = list(as_member.union(deputies.values_list("role", Value(True)), all=True))
        is_here = any(not is_deputy for _, is_deputy in rows)
        held = frozenset(role for role, is_deputy in rows if role and not is_deputy)
        kept[service.pk, on] = (held, frozenset(role for role, is_deputy in rows if is_deputy and is_here))
    return kept[service.pk, on]


def forget_roles(user: User) -> None:
    user.__dict__.pop("_roles", None)


def has_role(user: User, service: Service, *roles: Role) -> bool:
    """Whether the person holds at least one of these roles today."""
    return not roles_of(user, service).isdisjoint(roles)


def refusal_without_role(user: User, service: Service, *roles: Role, to_do: str) -> str:
    """ "" for a holder of one of the roles, otherwise who may do it: 'Only a line manager can approve posts.'"""
    if has_role(user, service, *roles):
        return ""
    names = " or ".join(Role(role).label.lower() for role in roles)
    return f"Only a {names} can {to_do}."


def refuse(reason: str) -> None:
    """Raise PermissionDenied with the reason of a `refusal_to_…`; nothing where it gave none."""
    if reason:
        raise PermissionDenied(reason)


def refusal_to_manage_people(user: User, service: Service) -> str:
    return refusal_without_role(user, service, Role.SERVICE_MANAGER, to_do="change people and roles")


def refusal_to_pause(user: User, service: Service) -> str:
    """Stopping is easy on purpose: whoever drafts or approves may pull the brake."""
    return refusal_without_role(user, service, *STAFF, to_do="pause sending")


def refusal_to_resume(user: User, service: Service) -> str:
    return refusal_without_role(user, service, Role.LINE_MANAGER, Role.SERVICE_MANAGER, to_do="start sending again")

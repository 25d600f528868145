"""Who may read the public record, and who may take it away for an answer."""

from __future__ import annotations

from accounts.models import Role, Service, User
from accounts.permissions import STAFF, has_role, refusal_without_role

TAKERS = (Role.COORDINATOR, Role.LINE_MANAGER, Role.SERVICE_MANAGER)


def refusal_to_take(user: User, service: Service) -> str:
    return refusal_without_role(user, service, *TAKERS, to_do="take the public record away")


def sees_names(user: User, service: Service) -> bool:
    """Who approved, and what colleagues wrote to each other: why something was removed, what a post is called."""
    return has_role(user, service, *STAFF)

"""Who may write figures. Everybody of the service may look at them."""

from __future__ import annotations

from accounts.models import Role, Service, User
from accounts.permissions import STAFF, has_role, refusal_without_role

WRITERS = (Role.COORDINATOR, Role.LINE_MANAGER, Role.SERVICE_MANAGER)


def refusal_to_write_figures(user: User, service: Service) -> str:
    """Typing numbers, notes on changes, and what comes out of files."""
    return refusal_without_role(user, service, *WRITERS, to_do="write figures and notes on them")


def sees_words(user: User, service: Service) -> bool:
    """Whether notes and names are shown; to those who only view they are not."""
    return has_role(user, service, *STAFF)

"""Who may do what to which channel. Functions return "" or the reason in a sentence."""

from __future__ import annotations

from accounts.models import Role, Service, User
from accounts.permissions import refusal_without_role


def refusal_to_manage(user: User, service: Service) -> str:
    return refusal_without_role(user, service, Role.SERVICE_MANAGER, to_do="add and change channels")

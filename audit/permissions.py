"""Who may read the whole record, take it away, and have it looked over."""

from __future__ import annotations

from accounts.models import Role, Service, User
from accounts.permissions import refusal_without_role


def refusal_to_read(user: User, service: Service) -> str:
    return refusal_without_role(user, service, Role.SERVICE_MANAGER, to_do="read the whole history")


def refusal_to_export(user: User, service: Service) -> str:
    return refusal_without_role(user, service, Role.SERVICE_MANAGER, to_do="download the history")


def refusal_to_check(user: User, service: Service) -> str:
    return refusal_without_role(user, service, Role.SERVICE_MANAGER, to_do="have the record looked over")

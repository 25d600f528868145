"""Who may do what with policies. Functions return "" or the reason in a sentence."""

from __future__ import annotations

from accounts.models import Role, Service, User
from accounts.permissions import refusal_without_role
from policies.models import PolicyVersion


def refusal_to_write(user: User, service: Service) -> str:
    """Write, submit, schedule and withdraw versions, and record a review."""
    return refusal_without_role(user, service, Role.SERVICE_MANAGER, to_do="write and schedule policies")


def refusal_to_approve(user: User, version: PolicyVersion) -> str:
    """Approve or return a version: a second person, who wrote none of it."""
    without_role = refusal_without_role(
        user, version.service, Role.SERVICE_MANAGER, Role.LINE_MANAGER, to_do="approve policies"
    )
    if without_role:
        return without_role
    if user.pk == version.author_id:
        return "You wrote this version, so somebody else has to approve it."
    if version.writers.filter(pk=user.pk).exists():
        return "You changed something in this version, so somebody else has to approve it."
    return ""


def refusal_to_set_quiet_periods(user: User, service: Service) -> str:
    who = (Role.LINE_MANAGER, Role.SERVICE_MANAGER)
    return refusal_without_role(user, service, *who, to_do="set or take back quiet periods")

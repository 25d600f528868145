"""Who may do what to which channel. Functions return "" or the reason in a sentence."""

from __future__ import annotations

import datetime as dt

from accounts.models import Role, Service, User
from accounts.permissions import STAFF, refusal_without_role
from channels.models import RiskAssessment


def refusal_to_manage(user: User, service: Service) -> str:
    return refusal_without_role(user, service, Role.SERVICE_MANAGER, to_do="add and change channels")


def refusal_to_suspend(user: User, service: Service) -> str:
    """Stopping is easy on purpose, as it is with the pause of everything."""
    return refusal_without_role(user, service, *STAFF, to_do="suspend a channel")


def refusal_to_test(user: User, service: Service) -> str:
    return refusal_without_role(user, service, Role.COORDINATOR, Role.SERVICE_MANAGER, to_do="test the connection")


def refusal_to_look_at_profile(user: User, service: Service) -> str:
    who = (Role.COORDINATOR, Role.SERVICE_MANAGER)
    return refusal_without_role(user, service, *who, to_do="say what stands on a profile")


def refusal_to_agree_profile(user: User, service: Service) -> str:
    return refusal_without_role(user, service, Role.SERVICE_MANAGER, to_do="agree what a profile says")


def refusal_to_write_risks(user: User, service: Service) -> str:
    who = (Role.COORDINATOR, Role.SERVICE_MANAGER)
    return refusal_without_role(user, service, *who, to_do="write a risk assessment")


def refusal_to_agree_risks(user: User, assessment: RiskAssessment, now: dt.datetime) -> str:
    """A service manager, and somebody else than its maker.

    A service of one may have a cooling-off time instead, as it has for posts; it runs from the last change.
    """
    service = assessment.channel.service
    if refusal := refusal_without_role(user, service, Role.SERVICE_MANAGER, to_do="agree a risk assessment"):
        return refusal
    if assessment.made_by_id != user.pk:
        return ""
    if service.cooling_off_minutes is None:
        return "Somebody else must agree it: you made it."
    free_at = assessment.made_at + dt.timedelta(minutes=service.cooling_off_minutes)
    if now < free_at:
        return f"You made it. The service’s cooling-off time ends at {service.local(free_at):%H:%M on %a %-d %b}."
    return ""


def refusal_to_read_lists(user: User, service: Service) -> str:
    """Affiliated accounts and whom to follow: they name people."""
    return refusal_without_role(user, service, *STAFF, to_do="see this list")


def refusal_to_manage_affiliated(user: User, service: Service) -> str:
    who = (Role.COORDINATOR, Role.SERVICE_MANAGER)
    return refusal_without_role(user, service, *who, to_do="give and take access with a person’s own account")


def refusal_to_keep_following(user: User, service: Service) -> str:
    who = (Role.COORDINATOR, Role.SERVICE_MANAGER)
    return refusal_without_role(user, service, *who, to_do="change the list of whom to follow")

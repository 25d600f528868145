"""Who may do what with policies. Functions return "" or the reason in a sentence."""

from __future__ import annotations

from accounts.models import Role, Service, User
from accounts.permissions import refusal_without_role
from policies.models import PolicyVersion, RuleException


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


def refusal_to_ask_for_exceptions(user: User, service: Service) -> str:
    """Whoever writes or answers for posts may ask; somebody else decides."""
    who = (Role.COORDINATOR, Role.LINE_MANAGER, Role.SERVICE_MANAGER)
    return refusal_without_role(user, service, *who, to_do="ask for an exception")


def refusal_to_decide_on_exceptions(user: User, service: Service) -> str:
    who = (Role.LINE_MANAGER, Role.SERVICE_MANAGER)
    return refusal_without_role(user, service, *who, to_do="decide about an exception")


def refusal_to_decide_on_exception(user: User, exception: RuleException) -> str:
    """A second person: nobody grants what they asked for."""
    if refusal := refusal_to_decide_on_exceptions(user, exception.service):
        return refusal
    return "You asked for this, so somebody else has to decide." if user.pk == exception.asked_by_id else ""


def refusal_to_end_exception(user: User, exception: RuleException) -> str:
    """Ending is the careful side, so the person who asked may do it too."""
    if user.pk == exception.asked_by_id:
        return refusal_to_ask_for_exceptions(user, exception.service)
    return refusal_to_decide_on_exceptions(user, exception.service)


def refusal_to_backtest(user: User, service: Service) -> str:
    """Run a draft's rules over past posts, and read what came of it: those who write policies or approve them."""
    who = (Role.LINE_MANAGER, Role.SERVICE_MANAGER)
    return refusal_without_role(user, service, *who, to_do="run a policy over past posts")


def refusal_to_manage_readings(user: User, service: Service) -> str:
    """Give somebody more time to read, put trainings on record."""
    to_do = "give more time to read and record trainings"
    return refusal_without_role(user, service, Role.SERVICE_MANAGER, to_do=to_do)


def refusal_to_see_readings(user: User, service: Service) -> str:
    """See who has read what. Everybody else sees their own readings, and of others the number."""
    who = (Role.LINE_MANAGER, Role.SERVICE_MANAGER)
    return refusal_without_role(user, service, *who, to_do="see who has read what")


def refusal_to_see_questions(user: User, service: Service) -> str:
    """The questions with their answers: for those who write them or approve the version."""
    who = (Role.LINE_MANAGER, Role.SERVICE_MANAGER)
    return refusal_without_role(user, service, *who, to_do="see the questions with their answers")


def refusal_to_hand_over(user: User, service: Service) -> str:
    """Take away the evidence of a policy, which names staff and what they decided."""
    return refusal_without_role(user, service, Role.SERVICE_MANAGER, to_do="hand over the evidence of a policy")

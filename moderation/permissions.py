"""Who may do what with comments. Functions return "" or the reason in a sentence.

Comments that are kept from a person are not here: their queryset does not hold them (querysets.visible_to).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.utils import timezone

from accounts.models import Membership, Role, Service, User
from accounts.permissions import has_role, refusal_without_role
from moderation.models import Comment
from policies import readings

HANDLERS = (Role.COORDINATOR, Role.LINE_MANAGER, Role.SERVICE_MANAGER, Role.SAFEGUARDING_LEAD)

MANAGERS = (Role.LINE_MANAGER, Role.SERVICE_MANAGER)

LEADS = (Role.SAFEGUARDING_LEAD, Role.SERVICE_MANAGER, Role.LINE_MANAGER, Role.COORDINATOR)
"""Who decides about a worry: holders of the first of these roles in which there is anybody whom it may reach."""


def refusal_to_read(user: User, service: Service) -> str:
    return refusal_without_role(user, service, *HANDLERS, to_do="read comments")


def refusal_to_import(user: User, service: Service) -> str:
    """A file may hold thousands of comments, so fewer people than those who handle one."""
    who = (Role.COORDINATOR, Role.LINE_MANAGER, Role.SERVICE_MANAGER)
    return refusal_without_role(user, service, *who, to_do="import comments")


def refusal_unread(user: User, service: Service, now: dt.datetime) -> str:
    """Who has not read the policy in time may look, but not handle comments (DESIGN 4).

    Asked of everything but raising a worry, what the safeguarding lead does about it, keeping a comment from the
    person that it names, and letting go of one: a danger never waits for a reading.
    """
    return readings.refusal_unread(user, service, now)


def refusal_to_handle(user: User, comment: Comment) -> str:
    if comment.is_kept_from(user):
        return "This comment is kept from you."
    return refusal_without_role(user, comment.service, *HANDLERS, to_do="handle comments")


def lead_members(service: Service, kept_from: Collection[int], now: dt.datetime) -> list[Membership]:
    """Who gets a worry and decides about it: the safeguarding leads and their deputies of today; where there are none,
    or it is about all of them, the service managers, and so on. Never anybody that it is kept from (their ids).
    """
    for role in LEADS:
        members = Membership.objects.holding(role, service.today(now)).filter(service=service)
        if found := [one for one in members.select_related("user") if one.user_id not in kept_from]:
            return found
    return []


def refusal_to_lead(user: User, comment: Comment) -> str:
    """The safeguarding lead, or their deputy; without any, whoever gets the worry in their place."""
    if comment.is_kept_from(user):
        return "This comment is kept from you."
    service = comment.service
    refusal = refusal_without_role(
        user, service, Role.SAFEGUARDING_LEAD, to_do="decide about an escalation, or their deputy"
    )
    if refusal and has_role(user, service, *LEADS):
        in_their_place = lead_members(service, comment.kept_from_ids, timezone.now())
        return "" if any(one.user_id == user.pk for one in in_their_place) else refusal
    return refusal


def refusal_to_lift(user: User, comment: Comment) -> str:
    if comment.is_kept_from(user):
        return "This comment is kept from you."
    return refusal_without_role(
        user,
        comment.service,
        Role.SERVICE_MANAGER,
        Role.SAFEGUARDING_LEAD,
        to_do="show a comment to the person that it names",
    )


def refusal_to_keep(user: User, service: Service) -> str:
    """Holds, and people's requests for their own data."""
    return refusal_without_role(
        user,
        service,
        Role.SERVICE_MANAGER,
        Role.SAFEGUARDING_LEAD,
        to_do="place a hold or answer a request for a person’s data",
    )


def refusal_to_purge(user: User, service: Service) -> str:
    return refusal_without_role(user, service, Role.SERVICE_MANAGER, to_do="confirm what is no longer kept")


def refusal_to_watch(user: User, service: Service) -> str:
    """To add, pause and delete what is searched for."""
    return refusal_without_role(
        user, service, Role.COORDINATOR, Role.LINE_MANAGER, Role.SERVICE_MANAGER, to_do="change what is watched for"
    )


def is_lead(user: User, service: Service) -> bool:
    return has_role(user, service, Role.SAFEGUARDING_LEAD)


def refusal_to_see_abuse(user: User, service: Service) -> str:
    return refusal_without_role(user, service, *MANAGERS, to_do="answer reports of abuse")


def refusal_to_answer_abuse(user: User, comment: Comment) -> str:
    if comment.is_kept_from(user):
        return "This comment is kept from you."
    return refusal_to_see_abuse(user, comment.service)

"""Who may do what to which post. Functions return "" or the reason in a sentence."""

from __future__ import annotations

import datetime as dt

from accounts.models import Role, Service, User
from accounts.permissions import has_role, refusal_without_role
from policies import readings
from posts import times
from posts.models import Campaign, Delivery, Post

READERS = (Role.COORDINATOR, Role.LINE_MANAGER, Role.SERVICE_MANAGER, Role.SAFEGUARDING_LEAD)
SCHEDULERS = (Role.COORDINATOR, Role.LINE_MANAGER)


def refusal_to_read(user: User, service: Service) -> str:
    """Drafts are for the people who work on them: they may hold what never goes out."""
    return refusal_without_role(user, service, *READERS, to_do="read posts")


def refusal_to_hand_over(user: User, service: Service) -> str:
    """Take away the evidence of a post, which names staff and what they decided."""
    roles = (Role.COORDINATOR, Role.LINE_MANAGER, Role.SERVICE_MANAGER)
    return refusal_without_role(user, service, *roles, to_do="hand over the evidence of a post")


def refusal_to_write(user: User, service: Service) -> str:
    return refusal_without_role(user, service, Role.COORDINATOR, to_do="write posts")


def refusal_to_withdraw_consent(user: User, service: Service) -> str:
    """A family that takes its consent back must not wait for one colleague."""
    roles = (Role.COORDINATOR, Role.LINE_MANAGER, Role.SERVICE_MANAGER)
    return refusal_without_role(user, service, *roles, to_do="withdraw consents")


def refusal_to_keep_templates(user: User, service: Service) -> str:
    roles = (Role.COORDINATOR, Role.LINE_MANAGER, Role.SERVICE_MANAGER)
    return refusal_without_role(user, service, *roles, to_do="change post templates")


def refusal_to_make_short_links(user: User, service: Service) -> str:
    roles = (Role.COORDINATOR, Role.LINE_MANAGER, Role.SERVICE_MANAGER)
    return refusal_without_role(user, service, *roles, to_do="make or stop short links")


def refusal_to_edit(user: User, post: Post) -> str:
    return refusal_without_role(user, post.service, Role.COORDINATOR, to_do="change posts")


def refusal_to_submit(user: User, post: Post) -> str:
    return refusal_without_role(user, post.service, Role.COORDINATOR, to_do="submit posts")


def refusal_to_return(user: User, post: Post) -> str:
    return refusal_without_role(user, post.service, Role.LINE_MANAGER, to_do="return posts")


def refusal_to_withdraw(user: User, post: Post) -> str:
    roles = (Role.COORDINATOR, Role.LINE_MANAGER, Role.SERVICE_MANAGER)
    return refusal_without_role(user, post.service, *roles, to_do="withdraw posts")


def refusal_to_remove(user: User, post: Post) -> str:
    roles = (Role.COORDINATOR, Role.LINE_MANAGER, Role.SERVICE_MANAGER)
    return refusal_without_role(user, post.service, *roles, to_do="remove posts")


def refusal_to_schedule(user: User, post: Post) -> str:
    return refusal_without_role(user, post.service, *SCHEDULERS, to_do="schedule posts")


def may_schedule(user: User, service: Service) -> bool:
    return has_role(user, service, *SCHEDULERS)


def refusal_to_approve(user: User, post: Post, now: dt.datetime) -> str:
    """Approval needs a line manager who has read the policy and wrote neither the post nor its current text.

    A service of one may switch on a cooling-off time instead; it runs from the submission.
    """
    if refusal := refusal_without_role(user, post.service, Role.LINE_MANAGER, to_do="approve posts"):
        return refusal
    if refusal := readings.refusal_unread(user, post.service, now):
        return refusal
    if not is_own_post(user, post):
        return ""
    minutes = post.service.cooling_off_minutes
    if minutes is None:
        return "You wrote this post, so somebody else has to approve it."
    free_at = (post.submitted_at or now) + dt.timedelta(minutes=minutes)
    if now < free_at:
        return f"You wrote this post. You can approve it yourself from {times.words(free_at, post.service.zone)}."
    return ""


def is_own_post(user: User, post: Post) -> bool:
    """Whether the person is the author, or wrote what the post says now."""
    return user.pk in (post.author_id, post.revision.by_id if post.revision else None)


def refusal_to_answer_for_delivery(user: User, delivery: Delivery) -> str:
    """Who may say what is on a network, and put posts out by hand."""
    roles = (Role.COORDINATOR, Role.LINE_MANAGER, Role.SERVICE_MANAGER)
    return refusal_without_role(user, delivery.post.service, *roles, to_do="say what is on a network")


def refusal_to_mark_findings(user: User, service: Service) -> str:
    """Whoever writes or approves posts meets the findings, and may say that one is wrong."""
    return refusal_without_role(user, service, Role.COORDINATOR, Role.LINE_MANAGER, to_do="mark findings as wrong")


def refusal_to_plan_campaigns(user: User, service: Service) -> str:
    return refusal_without_role(user, service, Role.COORDINATOR, to_do="plan campaigns")


def refusal_to_edit_campaign(user: User, campaign: Campaign) -> str:
    return refusal_to_plan_campaigns(user, campaign.service)


def refusal_to_return_campaign(user: User, campaign: Campaign) -> str:
    return refusal_without_role(user, campaign.service, Role.LINE_MANAGER, to_do="return campaigns")


def refusal_to_stop_campaign(user: User, campaign: Campaign) -> str:
    roles = (Role.COORDINATOR, Role.LINE_MANAGER, Role.SERVICE_MANAGER)
    return refusal_without_role(user, campaign.service, *roles, to_do="end or withdraw campaigns")


def refusal_to_approve_campaign(user: User, campaign: Campaign, now: dt.datetime) -> str:
    """A line manager who has read the policy, and neither owns the campaign nor wrote its plan last (source: L4).

    A service of one may switch on a cooling-off time instead, as for posts.
    """
    if refusal := refusal_without_role(user, campaign.service, Role.LINE_MANAGER, to_do="approve campaigns"):
        return refusal
    if refusal := readings.refusal_unread(user, campaign.service, now):
        return refusal
    if user.pk not in (campaign.owner_id, campaign.edited_by_id):
        return ""
    minutes = campaign.service.cooling_off_minutes
    if minutes is None:
        return "You planned this campaign, so somebody else has to approve it."
    free_at = (campaign.submitted_at or now) + dt.timedelta(minutes=minutes)
    if now < free_at:
        return f"You planned this campaign. You can approve it from {times.words(free_at, campaign.service.zone)}."
    return ""


def refusal_to_change_series(user: User, service: Service) -> str:
    return refusal_without_role(user, service, Role.COORDINATOR, to_do="plan series of posts")


def refusal_to_import_plans(user: User, service: Service) -> str:
    return refusal_without_role(user, service, Role.COORDINATOR, to_do="make drafts from a plan")


def refusal_to_set_strategy(user: User, service: Service) -> str:
    return refusal_without_role(user, service, Role.SERVICE_MANAGER, to_do="change the strategy")


def refusal_to_keep_dates(user: User, service: Service) -> str:
    """Who may say which key dates count, and write the service's own dates."""
    roles = (Role.COORDINATOR, Role.LINE_MANAGER, Role.SERVICE_MANAGER)
    return refusal_without_role(user, service, *roles, to_do="change dates of the calendar")

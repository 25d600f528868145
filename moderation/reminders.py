"""Reminders of comments past their clock. insights.tasks.remind calls this for every service.

The e-mail names the network and the place in the inbox, and carries no word of the comment.
"""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.urls import reverse

from accounts.mail import send_once
from accounts.models import Membership, OutgoingMail, Role, Service, User
from moderation.models import Comment

TOLD = (Role.COORDINATOR, Role.LINE_MANAGER)
TOLD_OF_DANGER = (*TOLD, Role.SERVICE_MANAGER, Role.SAFEGUARDING_LEAD)


def send_due(service: Service, now: dt.datetime) -> int:
    """Tell coordinators and line managers of each comment that is past its clock, once; returns the e-mails written.

    Of an immediate danger the managers and the safeguarding lead hear too. Nobody hears of a comment that is kept
    from them.
    """
    late = list(Comment.objects.of_service(service).past_clock(now).in_order().select_related("channel"))
    if not late:
        return 0
    told = _holding(service, TOLD, now)
    in_danger = any(comment.priority == 0 for comment in late)
    told_of_danger = _holding(service, TOLD_OF_DANGER, now) if in_danger else []
    keys = {comment.pk: f"comment-late-{comment.pk}" for comment in late}
    sent = set(OutgoingMail.objects.of_service(service).filter(key__in=keys.values()).values_list("to", "key"))
    written = 0
    for comment in late:
        people = told_of_danger if comment.priority == 0 else told
        for person in people:
            if person.pk != comment.kept_from_id and (person.pk, keys[comment.pk]) not in sent:
                written += _remind(comment, service, person, keys[comment.pk])
    return written


def _holding(service: Service, roles: tuple[Role, ...], now: dt.datetime) -> list[User]:
    people: dict[int, User] = {}
    for role in roles:
        members = Membership.objects.holding(role, service.today(now)).filter(service=service).select_related("user")
        people |= {one.user_id: one.user for one in members}
    return list(people.values())


def _remind(comment: Comment, service: Service, to: User, key: str) -> bool:
    network = comment.channel.get_network_display()
    address = settings.SITE_URL.rstrip("/") + reverse(
        "inbox:comment", kwargs={"service": service.slug, "comment_id": comment.pk}
    )
    due = service.local(comment.due_at)
    return send_once(
        service=service,
        to=to,
        key=key,
        subject=f"Past its time: a comment on {network} (P{comment.priority})",
        body=(
            f"Hello {to.first_name},\n\na comment on {network} was to be handled by {due:%a %-d %b, %H:%M} "
            f"and still waits.\n\n{address}\n\nThis e-mail does not repeat what was written.\n"
        ),
    )

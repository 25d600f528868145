"""An immediate danger that nobody has seen: more people are told every five minutes, at any hour (DESIGN 6).

The leads and their deputies hear at once (escalations.py). Whoever looks after it ends the calls: the lead by having
seen it, anybody by recording that help was called. Which round it is follows from the time, so that a worker that was
off sends the one that is due now and none of those that it missed.
"""

from __future__ import annotations

import datetime as dt
import logging

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts.mail import send_once
from accounts.models import Membership, Role, User
from audit import services as audit
from audit.kinds import Kind
from moderation import moves
from moderation.handling import playbooks
from moderation.models import Comment, Escalation
from moderation.safety import escalations
from policies.services import parameters_in_force

log = logging.getLogger(__name__)

CHASING = "The watch over dangers"  # the job
CHAIN = (Role.SERVICE_MANAGER, Role.LINE_MANAGER, Role.COORDINATOR)  # who is told too, one more a round


def chase_due(now: dt.datetime) -> int:
    """Tell the next people of each danger that nobody has seen; returns the e-mails written."""
    unseen = Escalation.objects.filter(immediate=True, seen_at=None, closed_at=None).order_by("raised_at")
    unseen = unseen.filter(comment__imported_by=None)  # an import tells of all that it brought at once
    written = 0
    for comment_id in list(unseen.values_list("comment_id", flat=True)):
        try:
            written += chase(comment_id, now=now)
        except Exception as error:  # the next danger must be told of; the message could hold words of the comment
            log.error("the danger of comment %s could not be told of: %s", comment_id, type(error).__name__)
    return written


@transaction.atomic
def chase(comment_id: int, *, now: dt.datetime) -> int:
    """Tell of one danger whoever is to be told by now; each person once a round."""
    comment = moves.locked(comment_id)
    escalation = comment.escalations.filter(immediate=True, seen_at=None, closed_at=None).first()
    if escalation is None or comment.steps.filter(key=playbooks.EMERGENCY.key, state__in=playbooks.FINISHED).exists():
        return 0
    since = escalation.immediate_at or escalation.raised_at
    every = dt.timedelta(minutes=max(1, parameters_in_force(comment.service).seen_within_minutes_p0))
    number = (now - since) // every
    if number < 1:
        return 0
    minutes = int((now - since).total_seconds() // 60)
    people = told_in(comment, number, now)
    written = sum(_tell(escalation, person, number, minutes) for person in people)
    if written:
        data = {"minutes": minutes, "people": written}
        audit.record(Kind.COMMENT_CHASED, on=comment, job=CHASING, data=data, now=now)
    return written


def told_in(comment: Comment, number: int, now: dt.datetime) -> list[User]:
    """Who is told in this round: the leads, and one role more with each round; never whom it is kept from."""
    service, today = comment.service, comment.service.today(now)
    people = {person.pk: person for person in escalations.leads_of(comment, now)}
    for role in CHAIN[:number]:
        members = Membership.objects.holding(role, today).filter(service=service).select_related("user")
        people |= {one.user_id: one.user for one in members if one.user_id != comment.kept_from_id}
    return list(people.values())


def _tell(escalation: Escalation, to: User, number: int, minutes: int) -> bool:
    comment = escalation.comment
    service = comment.service
    address = settings.SITE_URL.rstrip("/") + reverse(
        "inbox:comment", kwargs={"service": service.slug, "comment_id": comment.pk}
    )
    since = (escalation.immediate_at or escalation.raised_at).timestamp()
    return send_once(
        service=service,
        to=to,
        key=f"danger-{escalation.pk}-{since:.0f}-{number}",
        subject=f"Not seen for {minutes} minutes: a child may be in danger now",
        body=(
            f"A comment on {comment.channel.get_network_display()} may show that a child is in danger now. "
            f"For {minutes} minutes the safeguarding lead of {service} has not said that they have seen it.\n\n"
            f"{address}\n\n"
            "Open it and follow the card at its top: it says whom to call. Do not wait for somebody else to do it. "
            "These e-mails end when the lead has seen it, or when somebody records that help was called.\n\n"
            "This e-mail does not repeat what was written."
        ),
    )

"""An immediate danger that nobody has seen: more people are told every five minutes, at any hour (DESIGN 6).

The leads and their deputies hear at once (escalations.py). Whoever looks after it ends the calls: the lead by having
seen it, anybody by recording that help was called since it is a danger. Which round it is follows from the time, so
that a worker that was off sends the one that is due now and none of those that it missed.
"""

from __future__ import annotations

import datetime as dt
import logging

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts.mail import send_once
from accounts.models import Membership, Role, Service, User
from audit import services as audit
from audit.kinds import Kind
from moderation import moves
from moderation.handling import playbooks
from moderation.models import Comment, CommentImport, Escalation, Step, StepState
from moderation.safety import escalations
from policies.services import parameters_in_force

log = logging.getLogger(__name__)

CHASING = "The watch over dangers"  # the job
CHAIN = (Role.SERVICE_MANAGER, Role.LINE_MANAGER, Role.COORDINATOR)  # who is told too, one more a round


def chase_due(now: dt.datetime) -> int:
    """Tell the next people of each danger that nobody has seen; returns the e-mails written."""
    unseen = Escalation.objects.filter(immediate=True, seen_at=None, closed_at=None).order_by("raised_at")
    of_imports: dict[int, list[Escalation]] = {}
    written = 0
    for escalation in unseen.select_related("comment").prefetch_related("comment__kept_from"):
        if escalations.is_of_import(escalation):
            of_imports.setdefault(escalation.comment.imported_by_id or 0, []).append(escalation)
            continue
        try:
            written += chase(escalation.comment_id, now=now)
        except Exception as error:  # the next danger must be told of; the message could hold words of the comment
            log.error("the danger of comment %s could not be told of: %s", escalation.comment_id, type(error).__name__)
    for import_id, brought in of_imports.items():
        try:
            written += chase_import(import_id, brought, now=now)
        except Exception as error:
            log.error("the dangers of import %s could not be told of: %s", import_id, type(error).__name__)
    return written


@transaction.atomic
def chase(comment_id: int, *, now: dt.datetime) -> int:
    """Tell of one danger whoever is to be told by now; each person once a round."""
    comment = moves.locked(comment_id)
    escalation = comment.escalations.filter(immediate=True, seen_at=None, closed_at=None).first()
    if escalation is None or escalations.help_called(escalation):
        return 0
    since = escalations.since_of(escalation)
    number, minutes = _round(comment.service, since, now)
    if number < 1:
        return 0
    people = told_in(comment, number, now)
    written = sum(_tell(escalation, person, number, minutes) for person in people)
    if written:
        data = {"minutes": minutes, "people": written}
        audit.record(Kind.COMMENT_CHASED, on=comment, job=CHASING, data=data, now=now)
    return written


@transaction.atomic
def chase_import(import_id: int, brought: list[Escalation], *, now: dt.datetime) -> int:
    """Tell of all the dangers that an import brought and nobody has seen in one e-mail a person and round: hundreds
    would hide the one that counts."""
    run = CommentImport.objects.select_related("service", "channel").get(pk=import_id)
    called = Step.objects.filter(comment__imported_by=run, key=playbooks.EMERGENCY.key, state=StepState.DONE)
    with_help = set(called.values_list("comment_id", flat=True))
    waiting = [one for one in brought if one.comment_id not in with_help]
    if not waiting:
        return 0
    since = min(map(escalations.since_of, waiting))
    number, minutes = _round(run.service, since, now)
    if number < 1:
        return 0
    people: dict[User, int] = {}  # with how many of them they may see
    for named in {one.comment.kept_from_ids for one in waiting}:
        these = [one.comment for one in waiting if one.comment.kept_from_ids == named]
        for person in told_in(these[0], number, now):
            people[person] = people.get(person, 0) + len(these)
    key = f"danger-import-{run.pk}-{since.timestamp():.0f}-{number}"
    written = sum(_tell_of_import(run, person, key, many, minutes) for person, many in people.items())
    if written:
        data = {"minutes": minutes, "people": written}
        audit.record(Kind.COMMENT_CHASED, on=run, job=CHASING, data=data, now=now)
    return written


def _round(service: Service, since: dt.datetime, now: dt.datetime) -> tuple[int, int]:
    """The number of the round that is due, and how many minutes have passed."""
    every = dt.timedelta(minutes=max(1, parameters_in_force(service).seen_within_minutes_p0))
    return (now - since) // every, int((now - since).total_seconds() // 60)


def told_in(comment: Comment, number: int, now: dt.datetime) -> list[User]:
    """Who is told in this round: the leads, and one role more with each round; never whom it is kept from."""
    service, today = comment.service, comment.service.today(now)
    people = {person.pk: person for person in escalations.leads_of(comment, now)}
    for role in CHAIN[:number]:
        members = Membership.objects.holding(role, today).filter(service=service).select_related("user")
        people |= {one.user_id: one.user for one in members if one.user_id not in comment.kept_from_ids}
    return list(people.values())


def _tell(escalation: Escalation, to: User, number: int, minutes: int) -> bool:
    comment = escalation.comment
    service = comment.service
    address = settings.SITE_URL.rstrip("/") + reverse(
        "inbox:comment", kwargs={"service": service.slug, "comment_id": comment.pk}
    )
    since = escalations.since_of(escalation).timestamp()
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


def _tell_of_import(run: CommentImport, to: User, key: str, many: int, minutes: int) -> bool:
    service, network = run.service, run.channel.get_network_display()
    query = "?show=escalated&flag=immediate_danger"
    address = settings.SITE_URL.rstrip("/") + reverse("inbox:queue", args=[service.slug]) + query
    what = "A comment" if many == 1 else f"{many} comments"
    return send_once(
        service=service,
        to=to,
        key=key,
        subject=f"Not seen for {minutes} minutes: a child may be in danger now",
        body=(
            f"{what} on {network}, brought by an import, may show that a child is in danger now. For {minutes} minutes "
            f"the safeguarding lead of {service} has not said that they have seen {'it' if many == 1 else 'them'}.\n\n"
            f"{address}\n\n"
            "Open each and follow the card at its top: it says whom to call. Do not wait for somebody else to do it. "
            "These e-mails end when the lead has seen all of them, or when somebody records that help was called.\n\n"
            "This e-mail does not repeat what was written."
        ),
    )

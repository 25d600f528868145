"""The out-of-hours rule: a case in public with exact identifiers is hidden when nobody is at work (DESIGN 6).

Only where the policy in force says so, and only for fixed matches that people set: a rule has to find an NHS number, a
telephone number, an e-mail or postal address or a date of birth. That the sorting takes it for a case narrows this
further; by itself it hides nothing. Hiding can be undone, the record names the rule, and people are told at once; what
the comment is, a person says in the morning.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
import uuid

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from accounts.hours import hours_of
from accounts.mail import send_once
from accounts.models import Membership, OutgoingMail, Role, Service, User
from channels.networks import connector_of
from moderation import grounds, moves
from moderation.classify import personal_data
from moderation.classify.labels import Category
from moderation.classify.text import LONGEST, fold
from moderation.handling import acting, outcomes, playbooks
from moderation.models import Comment, Source, Step, StepState
from moderation.querysets import CommentQuerySet
from policies.services import parameters_in_force

log = logging.getLogger(__name__)

RULE = "The out-of-hours rule"  # the job
TOLD = (Role.COORDINATOR, Role.LINE_MANAGER, Role.SERVICE_MANAGER)
EXACT = {  # what a rule finds, and how it is named on the record
    "p.nhs": "an NHS number",
    "p.phone": "a telephone number",
    "p.mail": "an e-mail address",
    "p.postcode": "a postal address",
    "p.address": "a postal address",
    "p.birth": "a date of birth",
}
MOST_READ = 5000  # of a service's suggestions, the newest
MOST_KNOWN = 50_000


def identifiers(text: str, service: Service) -> list[str]:
    """What identifies somebody exactly in this text, in words; the service's own contacts do not count."""
    own = {contact.lower() if "@" in contact else _last_digits(contact) for contact in service.contacts}
    text = text[:LONGEST]
    hits = personal_data.hits(text, fold(text), own_contacts=frozenset(own))
    return sorted({EXACT[hit.name] for hit in hits if hit.sure and hit.name in EXACT})


def _last_digits(phone: str) -> str:
    return "".join(char for char in phone if char.isdigit())[-9:]


def run_due(now: dt.datetime) -> int:
    """Hide what the rule asks for in every service where it holds, and tell people; returns how many were hidden."""
    hidden = 0
    for service in Service.objects.order_by("pk"):
        try:
            candidates = _candidates(service, now) if _holds_now(service, now) else []
        except Exception as error:  # the next service's must be hidden
            log.error("the out-of-hours rule of service %s failed: %s", service.pk, type(error).__name__)
            continue
        for comment_id in candidates:
            try:
                step = hide(comment_id, now=now)
            except Exception as error:  # the next one must be hidden; the message could hold the comment's words
                log.error("comment %s could not be hidden out of hours: %s", comment_id, type(error).__name__)
                continue
            hidden += step is not None and step.state == StepState.DONE
    _tell_due(now)
    return hidden


def _holds_now(service: Service, now: dt.datetime) -> bool:
    """Nobody is at work, and the policy in force has the rule."""
    return not hours_of(service).is_open(now) and parameters_in_force(service).hides_out_of_hours


def _candidates(service: Service, now: dt.datetime) -> list[int]:
    """Cases in public with exact identifiers, the newest first, that nobody has looked at or begun to hide, nor shown
    again on purpose. No row is locked for this: `hide` looks again.
    """
    channels = [one for one in service.channels.all() if connector_of(one).capabilities.can(playbooks.HIDE.action)]
    begun = Step.objects.filter(comment=OuterRef("pk"), key=playbooks.HIDE.key)
    rows = Comment.objects.of_service(service).open().unclaimed(now)
    rows = rows.filter(
        ~Exists(begun),
        channel__in=channels,
        source=Source.NETWORK,
        category=Category.CASE_REQUEST,
        category_confirmed_at=None,
        visibility="public",
        hidden_at=None,
        removed_at=None,
        shown_again_at=None,
    )
    newest = rows.order_by("-posted_at", "-pk").values_list("pk", "text")[:MOST_READ]
    return [pk for pk, text in newest if _identifies(text, service)]


_nothing_in: set[bytes] = set()
"""Digests of texts in which this process found nothing: they are not searched again every half minute."""


def _identifies(text: str, service: Service) -> bool:
    digest = hashlib.sha256("\0".join((*service.contacts, text)).encode()).digest()
    if digest in _nothing_in:
        return False
    if identifiers(text, service):
        return True
    if len(_nothing_in) >= MOST_KNOWN:
        _nothing_in.clear()
    _nothing_in.add(digest)
    return False


def hide(comment_id: int, *, now: dt.datetime) -> Step | None:
    """Hide one comment if the rule holds for it as it is now. None when it does not."""
    with transaction.atomic():
        comment = moves.locked(comment_id)
        if not (found := _grounds(comment, now)):
            return None
        step = Step.objects.create(
            comment=comment,
            capture=comment.capture,
            key=playbooks.HIDE.key,
            position=0,
            state=StepState.UNDER_WAY,
            token=uuid.uuid4(),
            job=RULE,
            at=now,
            section=grounds.of_step(comment, moves.facts_of(comment), playbooks.HIDE),
            data={"ground": f"a case in public with {', '.join(found)}", "action": str(playbooks.HIDE.action)},
        )
        comment.hidden_by_rule = True
        moves.settle(comment, "hidden_by_rule")
    return outcomes.ask(step, now=now)


def _grounds(comment: Comment, now: dt.datetime) -> list[str]:
    """What the rule found; nothing where it does not hold: it is off, somebody is at work, or a person was here."""
    service = comment.service
    is_a_case = comment.category == Category.CASE_REQUEST and comment.is_public and comment.source == Source.NETWORK
    untouched = comment.state in moves.OPEN and not (comment.is_confirmed or comment.hidden_at or comment.removed_at)
    is_held = comment.claimed_until is not None and comment.claimed_until >= now
    if not (is_a_case and untouched) or is_held or comment.shown_again_at:
        return []
    if not _holds_now(service, now):
        return []
    if comment.steps.filter(key=playbooks.HIDE.key).exists() or not acting.is_automatic(comment, playbooks.HIDE):
        return []
    return identifiers(comment.text, service)


def waiting(service: Service, user: User) -> CommentQuerySet:
    """What the rule hid and nobody has looked at yet: it stands first in the inbox."""
    rows = Comment.objects.visible_to(user).of_service(service).open()
    return (
        rows.filter(hidden_by_rule=True, hidden_at__isnull=False)
        .select_related("channel")
        .order_by("received_at", "pk")
    )


# Telling people


def _tell_due(now: dt.datetime) -> None:
    """Tell of each comment that the rule hid, or could not hide, in the last day; each person once."""
    outcome = Q(state=StepState.DONE) | Q(state=StepState.FAILED) | Q(state=StepState.UNDER_WAY, data__has_key="reason")
    steps = Step.objects.filter(outcome, job=RULE, at__gt=now - dt.timedelta(days=1), key=playbooks.HIDE.key)
    for step in steps.select_related("comment__service", "comment__channel").prefetch_related("comment__kept_from"):
        comment = step.comment
        key = f"out-of-hours-{comment.pk}-{'hidden' if step.state == StepState.DONE else 'not-hidden'}"
        told = set(OutgoingMail.objects.filter(service=comment.service, key=key).values_list("to", flat=True))
        for person in _people(comment, now):
            if person.pk not in told:
                _tell(comment, person, key, is_hidden=step.state == StepState.DONE)


def _people(comment: Comment, now: dt.datetime) -> list[User]:
    service = comment.service
    people: dict[int, User] = {}
    for role in TOLD:
        members = Membership.objects.holding(role, service.today(now)).filter(service=service).select_related("user")
        people |= {one.user_id: one.user for one in members if one.user_id not in comment.kept_from_ids}
    return list(people.values())


def _tell(comment: Comment, to: User, key: str, *, is_hidden: bool) -> None:
    service, network = comment.service, comment.channel.get_network_display()
    address = settings.SITE_URL.rstrip("/") + reverse(
        "inbox:comment", kwargs={"service": service.slug, "comment_id": comment.pk}
    )
    if is_hidden:
        subject = f"Hidden out of hours: a comment on {network}"
        body = (
            f"The out-of-hours rule has hidden a comment on {network}: it looks like a family’s case and holds exact "
            "identifiers. Nobody has looked at it yet. If it should not be hidden, it can be shown again."
        )
    else:
        subject = f"Could not be hidden out of hours: a comment on {network}"
        body = (
            f"The out-of-hours rule wanted to hide a comment on {network}, and {network} did not confirm it. It may "
            "still stand in public. If you can, hide it now."
        )
    send_once(
        service=service,
        to=to,
        key=key,
        subject=subject,
        body=f"Hello {to.first_name},\n\n{body}\n\n{address}\n\nThis e-mail does not repeat what was written.\n",
    )

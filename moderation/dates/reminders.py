"""E-mails about clocks: most of a comment's time is used up (told within a minute), a clock ran out, an allegation was
not passed on in its working day (insights.tasks.remind, every quarter of an hour). Each is sent once.

An e-mail names the network and the place in the inbox, and carries no word of the comment. Nobody hears of a comment
that is kept from them.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections import defaultdict
from collections.abc import Iterable

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.urls import reverse

from accounts.hours import hours_of
from accounts.mail import send_once
from accounts.models import Membership, OutgoingMail, Role, Service, User
from moderation.classify.labels import Flag
from moderation.handling import clocks, playbooks
from moderation.models import Comment, Step
from policies.services import parameters_in_force

log = logging.getLogger(__name__)
TOLD = (Role.COORDINATOR, Role.LINE_MANAGER)
TOLD_OF_DANGER = (*TOLD, Role.SERVICE_MANAGER, Role.SAFEGUARDING_LEAD)


def send_due(service: Service, now: dt.datetime) -> int:
    """Tell coordinators and line managers of each comment that is past its clock, once a clock; returns the e-mails
    written.

    Of an immediate danger the managers and the safeguarding lead hear too.
    """
    return _clocks_run_out(service, now) + _allegations(service, now)


def _clocks_run_out(service: Service, now: dt.datetime) -> int:
    late = Comment.objects.of_service(service).past_clock(now).in_order().select_related("channel", "service")
    late = list(late.prefetch_related("kept_from"))
    if not late:
        return 0
    told = _holding(service, TOLD, now)
    in_danger = any(comment.priority == 0 for comment in late)
    told_of_danger = _holding(service, TOLD_OF_DANGER, now) if in_danger else []
    written = 0
    sent = _sent(service, {comment.pk: _late_key(comment) for comment in late}.values())
    for comment in late:
        for person in told_of_danger if comment.priority == 0 else told:
            if person.pk not in comment.kept_from_ids and (person.pk, _late_key(comment)) not in sent:
                written += _remind(comment, service, person, _late_key(comment))
    return written


def _late_key(comment: Comment) -> str:
    """A clock that begins anew, or another priority, is told of anew."""
    return f"comment-late-{comment.pk}-p{comment.priority}-{comment.due_at:%Y%m%d%H%M}"


def _sent(service: Service, keys: Iterable[str]) -> set[tuple[int, str]]:
    """Which of these were written before, by person and key."""
    mails = OutgoingMail.objects.of_service(service).filter(key__in=list(keys))
    return set(mails.values_list("to", "key"))


def warn_due(now: dt.datetime) -> int:
    """Tell whoever has a comment open, otherwise the coordinators, that most of its time is used up; once a clock.

    Of what stands in public or is a worry (P0 and P1) the line managers hear too. Returns the e-mails written.
    """
    running = Comment.objects.open().filter(warn_at__lte=now, due_at__gt=now, clock_stopped_at=None)
    by_service: dict[Service, list[Comment]] = defaultdict(list)
    running = running.select_related("service", "channel", "claimed_by").prefetch_related("kept_from")
    for comment in running.order_by("due_at"):
        by_service[comment.service].append(comment)
    written = 0
    for service, comments in by_service.items():
        try:
            written += _warn(service, comments, now)
        except Exception:  # the next service's must go out all the same
            log.exception("warnings of service %s failed", service.pk)
    return written


def _warn(service: Service, comments: list[Comment], now: dt.datetime) -> int:
    handlers = _holding(service, (Role.COORDINATOR,), now)
    graver = _holding(service, TOLD, now)
    sent = _sent(service, map(_warning_key, comments))
    written = 0
    for comment in comments:
        is_held = comment.claimed_by is not None and comment.claimed_until and comment.claimed_until >= now
        told = [comment.claimed_by] if is_held else graver if comment.priority <= 1 else handlers
        for person in told:
            if person.pk not in comment.kept_from_ids and (person.pk, _warning_key(comment)) not in sent:
                written += _warn_of(comment, service, person, now)
    return written


def _warning_key(comment: Comment) -> str:
    return f"comment-warning-{comment.pk}-{comment.due_at:%Y%m%d%H%M}"


def _warn_of(comment: Comment, service: Service, to: User, now: dt.datetime) -> bool:
    network = comment.channel.get_network_display()
    due = service.local(comment.due_at)
    return send_once(
        service=service,
        to=to,
        key=_warning_key(comment),
        subject=f"Until {due:%H:%M}: a comment on {network} (P{comment.priority})"
        if due.date() == service.today(now)
        else f"Until {due:%a %-d %b}: a comment on {network} (P{comment.priority})",
        body=(
            f"Hello {to.first_name},\n\nmost of the time for a comment on {network} is used up: it is to be handled by "
            f"{due:%a %-d %b, %H:%M}.\n\n{_address(comment)}\n\nThis e-mail does not repeat what was written.\n"
        ),
    )


def _allegations(service: Service, now: dt.datetime) -> int:
    """Tell service managers and safeguarding leads of an allegation that was not passed on in its working day."""
    passed_on = Step.objects.filter(comment=OuterRef("pk"), key=playbooks.ALLEGATION.key, state__in=playbooks.FINISHED)
    held = Comment.objects.of_service(service).open().filter(flags__icontains=f'"{Flag.STAFF_ALLEGATION}"')
    left = held.exclude(Exists(passed_on)).select_related("channel", "service")
    left = list(left.prefetch_related("kept_from"))
    if not left:
        return 0
    hours, parameters = hours_of(service), parameters_in_force(service)
    told = _holding(service, (Role.SERVICE_MANAGER, Role.SAFEGUARDING_LEAD), now)
    return sum(
        _allegation_is_late(comment, person)
        for comment in left
        if clocks.allegation_due_at(comment.received_at, hours, parameters) < now
        for person in told
        if person.pk not in comment.kept_from_ids
    )


def _allegation_is_late(comment: Comment, to: User) -> bool:
    network = comment.channel.get_network_display()
    return send_once(
        service=comment.service,
        to=to,
        key=f"allegation-late-{comment.pk}",
        subject="Not passed on in time: an allegation against a member of staff",
        body=(
            f"Hello {to.first_name},\n\nan allegation in a comment on {network} was to be passed on within its working "
            f"day, under the authority’s procedure, and was not.\n\n{_address(comment)}\n\n"
            "This e-mail does not repeat what was written.\n"
        ),
    )


def _holding(service: Service, roles: tuple[Role, ...], now: dt.datetime) -> list[User]:
    people: dict[int, User] = {}
    for role in roles:
        members = Membership.objects.holding(role, service.today(now)).filter(service=service).select_related("user")
        people |= {one.user_id: one.user for one in members}
    return list(people.values())


def _remind(comment: Comment, service: Service, to: User, key: str) -> bool:
    network = comment.channel.get_network_display()
    due = service.local(comment.due_at)
    return send_once(
        service=service,
        to=to,
        key=key,
        subject=f"Past its time: a comment on {network} (P{comment.priority})",
        body=(
            f"Hello {to.first_name},\n\na comment on {network} was to be handled by {due:%a %-d %b, %H:%M} "
            f"and still waits.\n\n{_address(comment)}\n\nThis e-mail does not repeat what was written.\n"
        ),
    )


def _address(comment: Comment) -> str:
    return settings.SITE_URL.rstrip("/") + reverse(
        "inbox:comment", kwargs={"service": comment.service.slug, "comment_id": comment.pk}
    )

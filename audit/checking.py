"""Looking over a service's chain of events, and what the newest look found.

A look is a row that a worker takes for a lease; it reads the chain in slices, so that memory stays flat, and says how
far it is. A worker that dies loses its lease, and the tick has another begin anew: a look changes nothing but its row.

Whoever may write to the database can make a whole chain anew, its end too. What earlier looks found is therefore kept
(`last_hash`), and a chain that no longer leads through it is said to be broken.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import logging

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts import mail
from accounts.models import Membership, Role, Service, User
from accounts.permissions import forget_roles, refuse
from audit import permissions
from audit.chain import Walk
from audit.models import ChainCheck

log = logging.getLogger(__name__)

LEASE = dt.timedelta(minutes=2)
LOST_AFTER = dt.timedelta(seconds=40)
"""A look that nobody has begun after this has lost its message."""
NIGHTLY_AFTER = dt.timedelta(hours=4)
"""As long as a beat's message holds, and more: a look by command in the day leaves the night its own."""
STALE_AFTER = dt.timedelta(days=3)
LOOKS_KEPT = dt.timedelta(days=400)


# What the newest look says


def newest(service: Service) -> ChainCheck | None:
    """The newest look that came to its end; None before the first one."""
    return ChainCheck.objects.filter(service=service).exclude(finished_at=None).first()


def under_way(service: Service) -> ChainCheck | None:
    return ChainCheck.objects.filter(service=service, finished_at=None).first()


def trouble(service: Service, now: dt.datetime | None = None) -> str:
    """ "" while the chain holds; otherwise what the newest look found, or that nobody looked for days."""
    return trouble_of(service, newest(service), now or timezone.now())


def trouble_of(service: Service, look: ChainCheck | None, now: dt.datetime) -> str:
    """As `trouble`, of a look that was read already."""
    if look is None:
        return ""
    if look.problem:
        return look.problem
    if now - look.at > STALE_AFTER:
        return f"The record of what happened was last looked over on {service.local(look.at):%a %-d %b %Y}."
    return ""


# Asking


def ask(service: Service, *, by: User | None = None, now: dt.datetime | None = None) -> ChainCheck:
    """Have the chain looked over, or wait for the look that is under way. Without `by` it is the night's.

    No event is written: a chain whose end was tampered with takes none, and must be looked over all the same.
    """
    from audit import tasks  # the bodies of the tasks import this module

    with transaction.atomic():
        if by is not None:
            forget_roles(by)
            refuse(permissions.refusal_to_check(by, service))
        Service.objects.select_for_update(of=("self",)).get(pk=service.pk)  # two buttons at once begin one look
        look = under_way(service)
        if look is None:
            look = ChainCheck.objects.create(service=service, asked_by=by, at=now or timezone.now())
    transaction.on_commit(lambda: tasks.check_chain.delay(look.pk))
    return look


def ask_nightly(now: dt.datetime) -> list[ChainCheck]:
    """A look for every service that had none in the last hours. Two beats do no harm."""
    recent = ChainCheck.objects.filter(at__gt=now - NIGHTLY_AFTER, asked_by=None).values("service")
    return [ask(service, now=now) for service in Service.objects.exclude(pk__in=recent).order_by("pk")]


def resume_lost(now: dt.datetime) -> list[int]:
    """Queue the looks whose worker died or whose message was lost."""
    from audit import tasks

    lost = Q(lease_until__lt=now) | Q(lease_until=None, at__lt=now - LOST_AFTER)
    found = list(ChainCheck.objects.filter(lost, finished_at=None).order_by("pk").values_list("pk", flat=True))
    for look_id in found:
        tasks.check_chain.delay(look_id)
    return found


def forget_old(now: dt.datetime) -> int:
    """Looks without a finding that are older than a year; the newest of each service stays."""
    old = ChainCheck.objects.filter(at__lt=now - LOOKS_KEPT, problem="").exclude(finished_at=None)
    later = {look.service_id: look.pk for look in ChainCheck.objects.exclude(finished_at=None).order_by("at", "pk")}
    return old.exclude(pk__in=later.values()).delete()[0]


# Looking


def run(look_id: int) -> ChainCheck | None:
    """Look over the chain and write down what was found. None when another worker has it, or it is done."""
    done = _look_over(look_id)
    return done[0] if done else None


def look_over(service: Service) -> Walk | None:
    """Look over the chain here and now, and write down what was found: pages and e-mails say it as after a night.

    None when a worker took the look over meanwhile.
    """
    done = _look_over(ChainCheck.objects.create(service=service).pk)
    return done[1] if done else None


def _look_over(look_id: int) -> tuple[ChainCheck, Walk] | None:
    lease = _claim(look_id, timezone.now())
    if lease is None:
        return None
    look = ChainCheck.objects.select_related("service").get(pk=look_id)
    walk = Walk(look.service, known=known(look.service))
    ChainCheck.objects.filter(pk=look_id).update(total=walk.total, events=0)
    for done in walk.in_slices():
        held, lease = lease, timezone.now() + LEASE
        still_ours = ChainCheck.objects.filter(pk=look_id, finished_at=None, lease_until=held)
        if not still_ours.update(events=done, lease_until=lease):
            return None
    look.events, look.total = walk.events, walk.total
    look.broken_number, look.problem = walk.broken_number, walk.problem
    look.last_hash = "" if walk.problem else walk.last_hash
    look.finished_at, look.lease_until = timezone.now(), None
    with transaction.atomic():
        if not ChainCheck.objects.filter(pk=look_id, finished_at=None, lease_until=lease).exists():
            return None
        look.save(
            update_fields=["events", "total", "broken_number", "problem", "last_hash", "finished_at", "lease_until"]
        )
        if look.problem:
            log.error("the chain of service %s is broken at event %s", look.service_id, look.broken_number)
            _tell_managers(look)
    return look, walk


def _claim(look_id: int, now: dt.datetime) -> dt.datetime | None:
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    lease = now + LEASE
    if not ChainCheck.objects.filter(free, pk=look_id, finished_at=None).update(lease_until=lease):
        return None
    return lease


def known(service: Service) -> dict[int, tuple[str, str]]:
    """What earlier looks found: hash and day by the number of the chain's last event at that time."""
    looks = ChainCheck.objects.filter(service=service, problem="", events__gt=0).exclude(last_hash="")
    rows = looks.order_by("-at", "-pk").values_list("events", "last_hash", "at")
    return {number: (last_hash, f"{service.local(at):%-d %b %Y}") for number, last_hash, at in rows.iterator()}


def _tell_managers(look: ChainCheck) -> None:
    """An e-mail to each service manager, once for what was found; the next night finds the same and is silent."""
    service = look.service
    finding = hashlib.sha256(look.problem.encode()).hexdigest()[:16]
    managers = Membership.objects.filter(service=service).holding(Role.SERVICE_MANAGER, service.today(look.at))
    for membership in managers.select_related("user"):
        mail.send_once(
            service=service,
            to=membership.user,
            key=f"chain:{service.pk}:{look.broken_number}:{finding}",
            subject=f"{service}: the record of what happened was changed",
            body=(
                f"{look.problem}\n\n"
                "Every event carries a hash of the one before it, so that nobody can change, add or take out one "
                f"unseen. The record was looked over on {service.local(look.at):%a %-d %b %Y, %H:%M}.\n\n"
                "Ask whoever looks after the database what was done there, and keep their answer. "
                "Open History in the settings to see the event.\n"
            ),
        )

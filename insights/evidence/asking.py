"""Every move of a pack but its making: asked for, stopped, taken, taken away when its time is over."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Service, User
from accounts.permissions import forget_roles
from audit import services as audit
from audit.kinds import Kind
from insights.evidence import rights, scope
from insights.models import EvidencePack
from insights.spans import Days

log = logging.getLogger(__name__)

State, Kinds = EvidencePack.State, EvidencePack.Kind
OPEN = (State.WAITING, State.RUNNING)
LONGEST_DAYS = 366 * 10
JOB = "Evidence packs"
FOLDER = "evidence"
FORGOTTEN_AFTER = dt.timedelta(days=1)  # a file without a row
NO_FILE = {
    State.WAITING: "It is not made yet. Download it from this page as soon as it is ready.",
    State.RUNNING: "It is still being made. Download it from this page as soon as it is ready.",
    State.READY: "The file is not where it was kept. Ask for the pack again, and tell whoever looks after the server.",
    State.FAILED: "It was not made. Ask for it again.",
    State.GONE: "It was taken away. Ask for it again.",
}


class Refused(Exception):
    """The text is a sentence for the person."""


def ask(
    service: Service,
    *,
    by: User,
    kind: str,
    thing_id: int | None = None,
    first: dt.date | None = None,
    last: dt.date | None = None,
    now: dt.datetime | None = None,
) -> EvidencePack:
    """Ask for a pack; it is made in the background. Who asks twice gets the one that is under way.

    Raises PermissionDenied, Refused, or EvidencePack.DoesNotExist where there is no such thing for this person.
    """
    now = now or timezone.now()
    facts = {"service": service, "asked_by": by, "kind": kind, "thing_id": thing_id}
    if kind == Kinds.SPAN:
        facts |= {"first_on": first, "last_on": last, "thing_id": None}
    try:
        with transaction.atomic():
            pack = _new(service, by, facts, now)
    except IntegrityError:  # the constraint: the same is under way
        under_way = EvidencePack.objects.filter(**facts, state__in=OPEN).first()
        if under_way is None:  # it has just ended
            raise Refused("This pack has just been made. Look at the list, or ask again.") from None
        return under_way
    return pack


def _new(service: Service, by: User, facts: dict[str, Any], now: dt.datetime) -> EvidencePack:
    from insights.tasks import make_pack  # the task's body imports the makers

    forget_roles(by)
    if refusal := rights.refusal_to_ask(by, service, facts["kind"]):
        raise PermissionDenied(refusal)
    pack = EvidencePack(**facts, title=_title(service, by, facts, now), asked_at=now)
    pack.save(force_insert=True)
    audit.record(Kind.EVIDENCE_ASKED, on=pack, actor=by, now=now)
    transaction.on_commit(lambda: make_pack.delay(pack.pk))
    return pack


def _title(service: Service, by: User, facts: dict[str, Any], now: dt.datetime) -> str:
    if facts["kind"] == Kinds.SPAN:
        first, last = facts["first_on"], facts["last_on"]
        if last < first:
            raise Refused("The last day has to be the first day or a later one.")
        if (last - first).days > LONGEST_DAYS:
            raise Refused("Choose a span of at most ten years.")
        if first > service.today(now):
            raise Refused("Choose a first day that has begun: nothing has happened yet.")
        return Days(service, first, last).name
    row = scope.thing(facts["kind"], service, by, facts["thing_id"])
    if row is None:
        raise EvidencePack.DoesNotExist
    return scope.title(facts["kind"], row)


def locked(pack_id: int) -> EvidencePack:
    rows = EvidencePack.objects.select_for_update(of=("self",)).select_related("service", "asked_by")
    return rows.get(pk=pack_id)


@transaction.atomic
def stop(pack_id: int, *, by: User, now: dt.datetime | None = None) -> EvidencePack:
    """Give up a pack that is still being made; the worker that has it notices at its next row."""
    pack = locked(pack_id)
    _allowed(by, rights.refusal_to_see, pack)
    if pack.state not in OPEN:
        raise Refused("This pack is no longer being made, so there is nothing to stop.")
    pack.state, pack.problem, pack.seen_at = State.FAILED, f"{by} stopped it."[:300], None
    pack.save(update_fields=["state", "problem", "seen_at"])
    audit.record(Kind.EVIDENCE_STOPPED, on=pack, actor=by, now=now or timezone.now())
    return pack


@transaction.atomic
def take(pack_id: int, *, by: User, now: dt.datetime | None = None) -> EvidencePack:
    """Put on record that somebody takes the pack away: each time, before the first byte goes out.

    Raises PermissionDenied, or Refused where there is no file.
    """
    pack = locked(pack_id)
    _allowed(by, rights.refusal_to_take, pack)
    if pack.state != State.READY or not pack.file or not default_storage.exists(pack.file.name):
        raise Refused(NO_FILE[State(pack.state)])
    data = {"sha256": pack.sha256}
    audit.record(Kind.EVIDENCE_DOWNLOADED, on=pack, actor=by, data=data, now=now or timezone.now())
    return pack


def _allowed(by: User, refusal_to: Callable[[User, EvidencePack], str], pack: EvidencePack) -> None:
    forget_roles(by)
    if refusal := refusal_to(by, pack):
        raise PermissionDenied(refusal)


# When its time is over


def tend(now: dt.datetime) -> int:
    """Take away the files whose time is over, or whose words somebody had erased since; returns how many went."""
    gone = 0
    for pack in EvidencePack.objects.filter(state=State.READY).select_related("service").order_by("pk"):
        is_over = pack.gone_on is not None and pack.gone_on <= pack.service.today(now)
        if is_over or scope.was_erased_since(pack):
            why = "its time is over" if is_over else "somebody’s words in it were erased at their request"
            gone += _take_away(pack.pk, why, now)
    _sweep(now)
    return gone


@transaction.atomic
def _take_away(pack_id: int, why: str, now: dt.datetime) -> bool:
    pack = locked(pack_id)
    if pack.state != State.READY:
        return False  # another tick was here
    if name := pack.file.name:
        transaction.on_commit(lambda: default_storage.delete(name))
    pack.state, pack.file, pack.problem = State.GONE, "", f"The file was taken away: {why}."
    pack.save(update_fields=["state", "file", "problem"])
    audit.record(Kind.EVIDENCE_GONE, on=pack, job=JOB, data={"why": why}, now=now)
    return True


def _sweep(now: dt.datetime) -> None:
    """Delete files that a worker left which was killed between writing the file and the row."""
    try:
        names = default_storage.listdir(FOLDER)[1]
    except (FileNotFoundError, NotImplementedError):
        return
    named = set(EvidencePack.objects.exclude(file="").values_list("file", flat=True))
    for name in (f"{FOLDER}/{one}" for one in names):
        if name not in named and default_storage.get_modified_time(name) < now - FORGOTTEN_AFTER:
            default_storage.delete(name)
            log.info("deleted %s, which no pack names", name)

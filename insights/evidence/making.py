"""A worker makes one pack, from the claim to the file.

A large one is made by a process of its own: it takes longer than a task may, and sending must not wait for it.

waiting → running → ready | failed. The claim is a conditional update, and `seen_at` is the lease: the worker moves it
on with its progress, on condition that it is still as it left it. One that was killed loses its temporary file with
its process; once nothing was heard of it for LOST_AFTER, the tick has the pack made again from the beginning.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
import secrets
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from audit import services as audit
from audit.kinds import Kind
from audit.models import Event
from insights.evidence import asking, chain, incident, policy, post, requests, rights, span
from insights.evidence.maker import template_text
from insights.evidence.writing import Archive
from insights.models import EvidencePack

log = logging.getLogger(__name__)

LOST_AFTER = dt.timedelta(seconds=90)
GIVE_UP_AFTER = dt.timedelta(hours=2)  # a pack that kills its worker each time is not tried for ever
WAITS_AT_MOST = dt.timedelta(seconds=20)  # after that its message was lost
SAY_EVERY_S = 1.0
LARGE_FROM = 2_000  # rows; fewer take a few seconds
MOST_LARGE = 2  # processes at once, on the machine's other work
KEPT_DAYS = 30
State, Kinds = EvidencePack.State, EvidencePack.Kind
MAKERS = {
    Kinds.POST: post.Maker,
    Kinds.INCIDENT: incident.Maker,
    Kinds.POLICY: policy.Maker,
    Kinds.REQUESTS: requests.Maker,
    Kinds.SPAN: span.Maker,
}


class Lost(Exception):
    """The pack is no longer this worker's: another has it, or somebody stopped it."""


def resume_lost(now: dt.datetime) -> list[int]:
    """Queue the packs whose worker died or whose message was lost. Two ticks at once do no harm."""
    from insights.tasks import make_pack  # the task's body imports this module

    _give_up(now)
    lost = Q(state=State.RUNNING, seen_at__lt=now - LOST_AFTER)
    forgotten = Q(state=State.WAITING, asked_at__lt=now - WAITS_AT_MOST)
    found = list(EvidencePack.objects.filter(lost | forgotten).order_by("pk").values_list("pk", flat=True)[:20])
    for pack_id in found:
        make_pack.apply_async([pack_id], expires=60)
    return found


def _give_up(now: dt.datetime) -> None:
    lost = EvidencePack.objects.filter(state=State.RUNNING, seen_at__lt=now - LOST_AFTER)
    for pack in lost.filter(asked_at__lt=now - GIVE_UP_AFTER):
        _fail(pack, "It broke off again and again. Ask for a shorter span, or tell your support.", now)


def begin(pack_id: int, *, start: Callable[..., Any] = subprocess.Popen) -> None:
    """Make a small pack here and now; start a process for a large one, or leave it to the tick while others run."""
    now = timezone.now()
    pack = EvidencePack.objects.filter(_free(now), pk=pack_id).select_related("service", "asked_by").first()
    if pack is None:
        return
    if _size(pack) < LARGE_FROM:
        make(pack_id)
    elif EvidencePack.objects.filter(_running(now), total__gte=LARGE_FROM).count() < MOST_LARGE:
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "make_pack", str(pack_id)]
        start(command, stdin=subprocess.DEVNULL, start_new_session=True, cwd=settings.BASE_DIR)


def _size(pack: EvidencePack) -> int:
    try:
        return MAKERS[pack.kind](pack).total()
    except ObjectDoesNotExist:
        return 0  # making says so


def _free(now: dt.datetime) -> Q:
    return Q(state=State.WAITING) | Q(state=State.RUNNING, seen_at__lt=now - LOST_AFTER)


def _running(now: dt.datetime) -> Q:
    return Q(state=State.RUNNING, seen_at__gte=now - LOST_AFTER)


def make(pack_id: int, now: dt.datetime | None = None) -> EvidencePack | None:
    """Make the pack; None when another worker has it, nothing is to be done, or it could not be made."""
    pack = _claim(pack_id, now or timezone.now())
    if pack is None:
        return None
    if refusal := rights.refusal_to_ask(pack.asked_by, pack.service, pack.kind):
        _fail(pack, refusal)
        return None
    try:
        with tempfile.TemporaryFile() as file:
            _write(pack, file)
            return _keep(pack, file)
    except ObjectDoesNotExist:
        _fail(pack, "What it is about is no longer there, or no longer yours to read.")
    except Lost:
        log.info("evidence pack %s is no longer ours", pack.pk)
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]  # its message could hold somebody's words
        where = f"{last.filename}:{last.lineno}"
        log.error("evidence pack %s broke after %s rows: %s in %s", pack.pk, pack.done, type(error).__name__, where)
        _fail(pack, f"It broke off after {pack.done:,} rows ({type(error).__name__}). Ask again, or tell your support.")
    return None


def _claim(pack_id: int, now: dt.datetime) -> EvidencePack | None:
    claimed = EvidencePack.objects.filter(_free(now), pk=pack_id)
    if not claimed.update(state=State.RUNNING, seen_at=now, done=0):
        return None
    return EvidencePack.objects.select_related("service", "asked_by").get(pk=pack_id)


def _own(pack: EvidencePack) -> QuerySet[EvidencePack]:
    return EvidencePack.objects.filter(pk=pack.pk, state=State.RUNNING, seen_at=pack.seen_at)


def _fail(pack: EvidencePack, why: str, now: dt.datetime | None = None) -> None:
    with transaction.atomic():
        if not _own(pack).update(state=State.FAILED, problem=why[:300], seen_at=None):
            return
        audit.record(Kind.EVIDENCE_FAILED, on=pack, job=asking.JOB, data={"reason": why}, now=now)


class _Progress:
    """Says how far it is, once a second at most; raises Lost when nobody waits for it any more."""

    def __init__(self, pack: EvidencePack) -> None:
        self.pack, self.next_at = pack, 0.0

    def __call__(self, rows: int) -> None:
        self.pack.done += rows
        if time.monotonic() < self.next_at:
            return
        now = timezone.now()
        if not _own(self.pack).update(seen_at=now, done=self.pack.done):
            raise Lost
        self.pack.seen_at, self.next_at = now, time.monotonic() + SAY_EVERY_S


def _write(pack: EvidencePack, file: IO[bytes]) -> None:
    maker, service = MAKERS[pack.kind](pack), pack.service
    pack.total = maker.total()
    _own(pack).update(total=pack.total)
    frame = {
        "service": service,
        "pack": pack,
        "kind": pack.get_kind_display(),
        "by": str(pack.asked_by),
        "asked": f"{service.local(pack.asked_at):%a %-d %b %Y, %H:%M}",
    }
    tick = _Progress(pack)
    with (
        timezone.override(service.zone),
        Archive(file, zone=service.zone, at=pack.asked_at, frame=frame, tick=tick) as archive,
    ):
        first_page, seen = maker.write(archive), maker.seen
        asked = Event.objects.about(pack).filter(kind=Kind.EVIDENCE_ASKED).first()
        more = {"seen": seen, "event": asked}
        verify = template_text("insights/evidence/pack/verify.txt", {**frame, **more})
        facts = {**_facts(pack), "chain": _chain(seen, asked)}
        archive.finish(facts, verify=verify, first_page={**first_page, **more})


def _facts(pack: EvidencePack) -> dict[str, Any]:
    """What the manifest says of the pack."""
    return {
        "service": pack.service.name,
        "pack": pack.pk,
        "kind": pack.kind,
        "title": pack.title,
        "days": {"first": pack.first_on, "last": pack.last_on} if pack.kind == Kinds.SPAN else None,
        "asked_at": pack.asked_at.astimezone(dt.UTC).isoformat(),
        "asked_by": str(pack.asked_by),
    }


def _chain(seen: chain.Seen, asked: Event | None) -> dict[str, Any]:
    return {
        "events": seen.number,
        "kept_back": seen.withheld,
        "first": seen.first,
        "last": seen.last,
        "first_that_does_not_hold": seen.broken,
        "asked_for_by": {"number": asked.number, "hash": asked.hash} if asked else None,
    }


def _keep(pack: EvidencePack, file: IO[bytes]) -> EvidencePack | None:
    """The file into the storage, then the row; without the row, the file goes again."""
    size = file.seek(0, 2)
    file.seek(0)
    sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    name = default_storage.save(f"{asking.FOLDER}/{pack.pk}-{secrets.token_hex(8)}.zip", File(file))
    now = timezone.now()
    try:
        with transaction.atomic():
            facts = {
                "state": State.READY,
                "file": name,
                "size": size,
                "sha256": sha256,
                "made_at": now,
                "seen_at": None,
            }
            gone_on = pack.service.today(now) + dt.timedelta(days=KEPT_DAYS)
            if not _own(pack).update(**facts, gone_on=gone_on, done=pack.done, total=pack.done):
                raise Lost
            audit.record(Kind.EVIDENCE_MADE, on=pack, job=asking.JOB, data={"sha256": sha256}, now=now)
    except BaseException:
        default_storage.delete(name)
        raise
    pack.refresh_from_db()
    return pack

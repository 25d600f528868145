"""Taking an import back: its comments go as if they had not come, but for those that somebody did something about.

The events stay, with who took it back; the chain names what was there.
"""

from __future__ import annotations

import time

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from audit import services as audit
from audit.kinds import Kind
from moderation.importing import running, storing
from moderation.models import Appeal, Comment, CommentImport, DataRequest, Edit, Escalation, LegalHold, Step

AT_ONCE = 500
State = CommentImport.State


def untouched(found: CommentImport) -> QuerySet[Comment]:
    """Comments of the import as it left them: every move makes a new version. What the safeguarding lead was told of
    stays, and what is on hold, contested, or asked for by its writer."""
    holds = LegalHold.objects.filter(service=found.service)
    on_writer = holds.filter(ended_at=None, channel=OuterRef("channel"), author_handle=OuterRef("author_handle"))
    stays = (
        holds.filter(comment=OuterRef("pk")),
        on_writer,
        *(model.objects.filter(comment=OuterRef("pk")) for model in (Escalation, Step, Edit, Appeal, DataRequest)),
    )
    rows = Comment.objects.filter(
        imported_by=found, version=1, category_confirmed_at=None, claimed_by=None, incident=None
    )
    return rows.filter(*(~Exists(one) for one in stays))


def run(import_id: int) -> bool:
    """Work on it for a slice of time. True when there is more to do."""
    found = running.claim(import_id, State.UNDOING)
    if found is None:
        return False
    end = time.monotonic() + running.SLICE_S
    try:
        while time.monotonic() < end:
            if not _next(found):
                return False
    except running.Lost:
        return False
    running.release(found)
    return True


def _next(found: CommentImport) -> bool:
    """Take the next ones away; False when there are none left."""
    now = timezone.now()
    with transaction.atomic():
        if not running.own(found).update(seen_at=now):
            raise running.Lost
        found.seen_at = now
        wanted = list(untouched(found).order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
        locked = Comment.objects.select_for_update(of=("self",)).filter(pk__in=wanted, version=1)
        Comment.objects.filter(pk__in=list(locked.values_list("pk", flat=True))).delete()
        if wanted:
            return True
        stays = Comment.objects.filter(imported_by=found).count()
        name, storage = found.file.name, found.file.storage
        running.own(found).update(state=State.UNDONE, finished_at=now, seen_at=None, file="")
        audit.record(Kind.IMPORT_UNDONE, on=found, job=storing.IMPORTING, data={"stays": stays}, now=now)
        if name:
            transaction.on_commit(lambda: storage.delete(name))
    return False

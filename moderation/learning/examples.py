"""What people said of comments, read anew for each training: nothing of it is copied.

Left out are comments that are kept from somebody, that lie with the safeguarding lead, that a legal hold or a request
for erasure touches, that their writers took away, and those whose text changed after it was classed. What the lead has
closed is learnt from: without it every confirmed comment would say that nobody is in danger.

One writer, and one colleague in one week, weigh no more than a little; whoever contradicts what the machine was sure of
more often than not is left out until somebody has looked. So no one person can teach it nonsense.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from accounts.models import Membership
from moderation.classify import FLAGS, Flag
from moderation.classify.reading import read
from moderation.coming_in import assess
from moderation.learning import masking
from moderation.models import Assessment, CommentState, DataRequest, Edit, Escalation, LegalHold
from moderation.querysets import is_kept
from moderation.training.corpus import Example

LOOKS_BACK = dt.timedelta(days=365)
MOST = 3000  # examples; our corpus stays the greater part
FROM_ONE_WRITER = 5
FROM_ONE_PERSON_A_WEEK = 60
# Whoever contradicts what the machine was sure of: so often, of so many.
SURE, ODD_SHARE, ODD_FROM = 0.9, 0.5, 20


@dataclass(frozen=True)
class Lessons:
    """Examples, newest first, and why others were left out: reason → how many."""

    examples: tuple[Example, ...] = ()
    left_out: dict[str, int] = field(default_factory=dict)
    writers: int = 0


def decided_since(since: dt.datetime | None) -> int:
    """How many comments people have classed since then."""
    decided = Assessment.objects.exclude(decided_category="").filter(decided_at__isnull=False)
    return decided.filter(decided_at__gt=since).count() if since else decided.count()


def read_lessons(now: dt.datetime) -> Lessons:
    """The confirmed comments that may be learnt from, masked."""
    odd = _contradicting(now)
    erasing = _erasing()
    held = set(
        LegalHold.objects.filter(ended_at=None, comment=None, incident=None).values_list("channel", "author_handle")
    )
    names: dict[int, frozenset[str]] = {}
    writers: dict[tuple[int, str], int] = {}
    of_writer: Counter[int] = Counter()
    of_week: Counter[tuple[int, int, int]] = Counter()
    left: Counter[str] = Counter()
    seen: set[str] = set()
    found: list[Example] = []
    for one in _decided(now).iterator(chunk_size=500):
        comment = one.comment
        writer = (comment.channel_id, comment.author_handle.casefold())
        number = writers.setdefault(writer, len(writers) + 1)
        week = (one.decided_by_id, *one.decided_at.isocalendar()[:2])
        if one.decided_by_id in odd:
            left["said by somebody who mostly contradicts what it is sure of"] += 1
        elif (comment.channel_id, comment.author_handle) in held:
            left["on hold"] += 1
        elif writer in erasing:
            left["their writer asked for erasure"] += 1
        elif of_writer[number] >= FROM_ONE_WRITER:
            left["more of one writer"] += 1
        elif of_week[week] >= FROM_ONE_PERSON_A_WEEK:
            left["more by one colleague in a week"] += 1
        else:
            if comment.service_id not in names:
                names[comment.service_id] = _staff(comment.service_id)
            example = _example(one, number, names[comment.service_id])
            if example.incoming.text in seen:
                left["the same words again"] += 1
                continue
            seen.add(example.incoming.text)
            of_writer[number] += 1
            of_week[week] += 1
            found.append(example)
            if len(found) == MOST:
                break
    return Lessons(tuple(found), dict(left), len({example.group for example in found}))


def _decided(now: dt.datetime) -> QuerySet[Assessment]:
    """Decisions that still hold, of comments whose words may be read, newest first."""
    newest = Assessment.objects.filter(comment=OuterRef("comment")).order_by("-at", "-pk").values("pk")[:1]
    changed = Edit.objects.filter(comment=OuterRef("comment"), noted_at__gt=OuterRef("decided_at"))
    worried = Escalation.objects.filter(comment=OuterRef("comment"), closed_at=None)
    on_hold = LegalHold.objects.filter(
        Q(comment=OuterRef("comment")) | Q(incident=OuterRef("comment__incident")), ended_at=None
    )
    return (
        Assessment.objects.filter(pk=Subquery(newest), decided_at__gt=now - LOOKS_BACK, decided_by__isnull=False)
        .exclude(decided_category="")
        .filter(comment__removed_at=None, comment__purged_at=None)
        .exclude(comment__text="")
        .exclude(comment__state__in=[CommentState.PURGED, CommentState.WITHDRAWN, CommentState.ESCALATED])
        .exclude(is_kept("comment") | Exists(changed) | Exists(worried) | Exists(on_hold))
        .select_related("comment__channel", "comment__service", "comment__post__revision")
        .order_by("-decided_at", "-pk")
    )


def _contradicting(now: dt.datetime) -> set[int]:
    sure = Assessment.objects.filter(decided_at__gt=now - LOOKS_BACK, needs_person=False, confidence__gte=SURE)
    rows = (
        sure.exclude(decided_category="")
        .order_by()
        .values("decided_by")
        .annotate(all=Count("pk"), changed=Count("pk", filter=~Q(decided_category=F("category"))))
    )
    return {row["decided_by"] for row in rows if row["all"] >= ODD_FROM and row["changed"] > ODD_SHARE * row["all"]}


def _erasing() -> set[tuple[int, str]]:
    """Writers who asked that what we hold of them is erased."""
    asked = DataRequest.objects.filter(kind=DataRequest.Kind.ERASURE).exclude(state=DataRequest.State.REFUSED)
    return {
        (channel, str(handle).casefold())
        for authors in asked.values_list("authors", flat=True)
        for channel, handle in authors
    }


def _staff(service_id: int) -> frozenset[str]:
    """Words of the names of everybody who works, or has worked, in a service."""
    return masking.words_of(*Membership.objects.filter(service=service_id).values_list("user__name", flat=True))


def _example(one: Assessment, number: int, staff: frozenset[str]) -> Example:
    comment = one.comment
    incoming = masking.masked(assess.incoming_of(comment), staff | masking.words_of(comment.author_name))
    said = one.decided_flags if one.decided_flags is not None else one.flags
    flags = {flag.value for flag in FLAGS if flag.value in said}
    if Flag.IMMEDIATE_DANGER in flags:
        flags.add(Flag.SAFEGUARDING.value)
    if Flag.PERSONAL_DATA in flags and not _shows_somebody(incoming.text):
        flags.discard(Flag.PERSONAL_DATA.value)  # what a person saw there is masked, and the rules did not find it
    return Example(f"comment {comment.pk}", incoming, one.decided_category, frozenset(flags), f"writer {number}")


def _shows_somebody(text: str) -> bool:
    return any(hit.sure and hit.speaks_for == Flag.PERSONAL_DATA for hit in read(text).hits)

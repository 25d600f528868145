"""Taking the words away: text, writer, address, payload and whatever repeats them. Hash, dates, class, flags, and the
steps' kinds and times stay, so that no figure changes.

In one transaction a batch: safe to kill, to run twice, and for two workers at once.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from accounts.models import Service
from audit import services as audit
from audit.kinds import Kind
from audit.models import Event
from channels.models import ReceivedEvent
from moderation.keeping import blockers, dates, periods
from moderation.keeping.blockers import Blockers
from moderation.keeping.periods import Kept
from moderation.keeping.traces import trace_of
from moderation.models import (
    AbuseReport,
    Appeal,
    Assessment,
    Block,
    Capture,
    Comment,
    CommentState,
    Edit,
    Escalation,
    HandOver,
    Incident,
    LegalHold,
    Screenshot,
    Step,
)
from policies import services as policies

JOB = "Keeping"
GONE = "No longer kept."
STAYS_OF_A_STEP = ("action", "house_rule", "incident", "post", "template", "ground", "reference", "breach")

# Why a comment stays though its day came or its writer asked: (comment, its period) to a reason, "" for "it goes".
Stays = Callable[[Comment, Kept], str]


@dataclass
class Outcome:
    """What a batch led to: how many went by ground, and how many stayed by reason."""

    gone: Counter[str] = field(default_factory=Counter)
    stayed: Counter[str] = field(default_factory=Counter)

    def add(self, other: Outcome) -> None:
        self.gone.update(other.gone)
        self.stayed.update(other.stayed)


def due_rule(today: dt.date, blocks: Blockers) -> Stays:
    """The purge's own rule: its day has come and nothing holds it."""

    def stays(comment: Comment, kept: Kept) -> str:
        if kept.until is None or kept.until > today:
            return kept.waits_for or "its day has not come"
        return blocks.reason(comment)

    return stays


def purge(
    service: Service, ids: Iterable[int], *, rule: Callable[[Service], Stays], now: dt.datetime, why: str = ""
) -> Outcome:
    """Take away the words of these comments, but for those that the rule keeps: asked again here, under the lock.

    Within the caller's transaction, so that what it counts is true. `why` stands in the record in place of the period.
    """
    service = blockers.locked(service)
    stays, outcome, going = rule(service), Outcome(), []
    rows = Comment.objects.of_service(service).filter(pk__in=list(ids), state__in=dates.ENDED)
    rows = dates.with_facts(rows.select_for_update(of=("self",)).order_by("pk")).select_related("channel")
    for comment, kept in dates.kept_all(service, list(rows), policies.parameters_in_force(service)):
        if reason := stays(comment, kept):
            outcome.stayed[reason] += 1
        else:
            going.append((comment, why or f"{periods.GROUND_LABELS[kept.ground].lower()}, its time is over"))
            outcome.gone[kept.ground] += 1
    if going:
        _wipe(service, going, now)
    return outcome


def _wipe(service: Service, going: list[tuple[Comment, str]], now: dt.datetime) -> None:
    comments = [comment for comment, _ in going]
    ids = [one.pk for one in comments]
    writers = {(one.channel_id, one.author_handle) for one in comments}
    _forget_pushed(comments)
    entries = [
        audit.Entry(kind=Kind.COMMENT_PURGED, on=comment, job=JOB, data={"why": why}, service=service)
        for comment, why in going
    ]
    Comment.objects.filter(pk__in=ids).update(
        **dict.fromkeys(("text", "author_handle", "author_name", "url", "outcome", "answers_remote_id"), ""),
        author_signals={},
        state=CommentState.PURGED,
        purged_at=now,
        claimed_by=None,
        claimed_until=None,
        version=F("version") + 1,
    )
    for one in comments:
        one.remote_id = trace_of(one.remote_id)
    Comment.objects.bulk_update(comments, ["remote_id"])
    Capture.objects.filter(comment__in=ids).update(text="", raw={}, url="", author_handle="", author_name="")
    Edit.objects.filter(comment__in=ids).update(text="", raw={})
    Assessment.objects.filter(comment__in=ids).update(reasons=[])
    HandOver.objects.filter(comment__in=ids).update(note="")
    AbuseReport.objects.filter(comment__in=ids).update(note="")
    AbuseReport.objects.filter(comment__in=ids).exclude(answer="").update(answer=GONE)
    wipe_appeals(Appeal.objects.filter(comment__in=ids))
    escalations = Escalation.objects.filter(comment__in=ids)
    escalations.update(concern="")
    escalations.exclude(reason="").update(reason=GONE)
    escalations.exclude(decision="").update(decision=GONE)  # the outcome with its reference stays
    _wipe_steps(Step.objects.filter(comment__in=ids))
    _drop_screenshots(ids)
    LegalHold.objects.filter(comment__in=ids, ended_at__isnull=False).update(reason=GONE, end_reason=GONE)
    _wipe_incidents({one.incident_id for one in comments if one.incident_id})
    _forget_writers(service, writers)
    audit.record_all(entries, now=now)


def _wipe_steps(steps: Iterable[Step]) -> None:
    changed = []
    for step in steps:
        data = {key: value for key, value in step.data.items() if key in STAYS_OF_A_STEP}
        if data != step.data:
            step.data = data
            changed.append(step)
    Step.objects.bulk_update(changed, ["data"], batch_size=200)


def wipe_appeals(appeals: QuerySet[Appeal]) -> None:
    appeals.exclude(reason="").update(reason=GONE)
    appeals.update(says=GONE, author_handle="", contact="", told_how="")


def _drop_screenshots(ids: list[int]) -> None:
    """The hash stays; the file goes once the words are gone for certain (what is left behind, `sweep` finds)."""
    rows = Screenshot.objects.filter(comment__in=ids).exclude(file="")
    names = list(rows.values_list("file", flat=True))
    rows.update(file="")
    transaction.on_commit(lambda: [default_storage.delete(name) for name in names])


def _forget_pushed(comments: list[Comment]) -> None:
    """What a network pushed about them and is still kept as it came."""
    pushed = [one.remote_id for one in comments if one.channel.network == "facebook" and one.is_known_there]
    if pushed:
        channels = {one.channel_id for one in comments}
        ReceivedEvent.objects.filter(channel__in=channels, payload__comment_id__in=pushed).delete()


def _wipe_incidents(incidents: set[int]) -> None:
    """Of a closed incident whose comments are all gone, dates, complaint and the public post stay."""
    left = Comment.objects.filter(incident=OuterRef("pk")).exclude(state=CommentState.PURGED)
    over = Incident.objects.filter(~Exists(left), pk__in=incidents, closed_at__isnull=False)
    over.update(title=GONE, outcome=GONE, author_handle="")


def _forget_writers(service: Service, writers: set[tuple[int, str]]) -> None:
    """A writer of whom nothing is kept any more: their handle goes from what has ended, too."""
    handles = {handle for _, handle in writers if handle}
    of_them = {"author_handle__in": handles}
    left = set(Comment.objects.of_service(service).filter(**of_them).values_list("channel", "author_handle"))
    gone = writers - left
    ended = (
        (Block, Q(lifted_at__isnull=False) | Q(state=Block.State.DECLINED), "lift_reason"),
        (LegalHold, Q(ended_at__isnull=False), "end_reason"),
    )
    for model, is_over, last_words in ended:
        for row in model.objects.of_service(service).filter(is_over, **of_them):
            if (row.channel_id, row.author_handle) in gone:
                row.author_handle, row.reason = trace_of(row.author_handle), GONE
                setattr(row, last_words, GONE if getattr(row, last_words) else "")
                row.save(update_fields=["author_handle", "reason", last_words])
    for row in Incident.objects.of_service(service).filter(closed_at__isnull=False, **of_them):
        if (row.channel_id, row.author_handle) in gone:
            row.author_handle = ""
            row.save(update_fields=["author_handle"])


def still_verifies(comment: Comment) -> bool | None:
    """Whether the hash beside a purged comment is the one that the audit chain has kept since it came.

    None when no event names it. The words are gone: that they had this hash, the event says.
    """
    events = Event.objects.filter(service=comment.service_id, thing=Comment._meta.label_lower, thing_id=comment.pk)
    event = events.filter(kind=Kind.COMMENT_CAPTURED).order_by("number").first()
    return event.data.get("sha256") == comment.capture.sha256 if event else None

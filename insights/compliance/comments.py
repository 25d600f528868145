"""Comments: in time, with their evidence, how long cases stood in public, one answer a grievance, and what was
looked at again."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform

from accounts.models import Service
from audit.kinds import Kind
from audit.models import Event
from insights.addresses import address
from insights.compliance.counting import Counted, Row, Rows, Share, is_good
from insights.compliance.policies import limits
from insights.spans import OfDays, Span
from insights.times import length
from moderation.classify.labels import LABELS, Category
from moderation.models import Appeal, Capture, Comment, Incident, KeptFrom, Step, StepState
from moderation.safety import exposure as cases
from policies.parameters import Parameters
from policies.services import kept_in_force


def _comments(span: OfDays | Span) -> QuerySet:
    return (
        Comment.objects.of_service(span.service)
        .for_figures()
        .filter(received_at__gte=span.start, received_at__lt=span.end)
        .order_by("-received_at", "-pk")
    )


def _comment_row(comment: Comment, service: Service, fact: str, is_good: bool) -> Row:
    kind = LABELS[Category(comment.category)] if comment.category else "Not sorted"
    label = f"{kind}, {comment.channel.get_network_display()}, comment {comment.pk}"
    url = address("inbox:comment", service, comment.pk)
    return Row(what=label, plain=label, fact=fact, is_good=is_good, url=url, kept_from=comment.kept_from_ids)


IN_TIME = Q(clock_stopped_at__lte=F("due_at"))


def _clock_has_ended(now: dt.datetime) -> Q:
    """Its clock was stopped or ran out; while it runs, it is neither kept nor missed."""
    return Q(due_at__isnull=False) & (Q(clock_stopped_at__isnull=False) | Q(due_at__lt=now))


def in_time(span: OfDays | Span, now: dt.datetime) -> Rows:
    comments = _comments(span).filter(_clock_has_ended(now)).annotate(is_good=is_good(IN_TIME))

    def row(comment: Comment) -> Row:
        if comment.clock_stopped_at is None:
            fact = f"open, {length((now - comment.due_at).total_seconds())} over"
        elif comment.clock_stopped_at > comment.due_at:
            fact = f"{length((comment.clock_stopped_at - comment.due_at).total_seconds())} too late"
        else:
            fact = "in time"
        return _comment_row(comment, span.service, fact, fact == "in time")

    classes = {str(one): LABELS[one] for one in Category}
    comments = comments.select_related("channel").prefetch_related("kept_from")
    return Counted(comments, "received_at", row, {"class": ("category", classes)})


HAS_CAPTURE = Q(capture__isnull=False)


def captured_first(span: OfDays | Span, now: dt.datetime) -> Rows:
    comments = _comments(span).annotate(is_good=is_good(HAS_CAPTURE))
    comments = comments.select_related("channel", "capture").prefetch_related("kept_from")

    def row(comment: Any) -> Row:
        at = f"captured {span.service.local(comment.capture.at):%-d %b, %H:%M}" if comment.is_good else "no capture"
        return _comment_row(comment, span.service, at, comment.is_good)

    return Counted(comments, "received_at", row)


def exposed(span: OfDays | Span, now: dt.datetime) -> QuerySet:
    """Public case requests posted in the span with `stood`, how long each stood in public; the longest first."""
    return cases.of_cases(span.service, span.start, span.end, now)


def exposure_limit(values: Parameters) -> float:
    return values.hidden_within_minutes_p1 * 60


def exposure(span: OfDays | Span, now: dt.datetime) -> Rows:
    limit = dt.timedelta(seconds=exposure_limit(limits(kept_in_force(span.service))))
    comments = exposed(span, now).annotate(is_good=is_good(Q(stood__lte=limit)))
    comments = comments.select_related("channel").prefetch_related("kept_from")

    def row(comment: Any) -> Row:
        fact = length(comment.stood.total_seconds()) + (" in public" if comment.hidden_at else ", not hidden")
        return _comment_row(comment, span.service, fact, comment.is_good)

    return Counted(comments, "posted_at", row)


@dataclass(frozen=True)
class OfClass:
    """Comments of one class, the one that holds now: all, those whose clock has ended, and of these those in time."""

    key: str
    number: int
    ended: int
    in_time: int

    @property
    def name(self) -> str:
        return LABELS[Category(self.key)]

    @property
    def running(self) -> int:
        return self.number - self.ended


@dataclass(frozen=True)
class ByClass:
    """The comments of a span and of the one that it is compared with, counted at once."""

    lines: list[OfClass]  # of the span
    in_time: tuple[Share, Share]
    captured: tuple[Share, Share]


def by_class(span: OfDays, now: dt.datetime, before: OfDays | None = None) -> ByClass:
    """One query for all that is counted over comments received."""
    before = before or span.before
    ended = _clock_has_ended(now)
    whens = {"now": Q(received_at__gte=span.start), "before": Q(received_at__lt=before.end)}
    asked = {"all": Q(), "in_time": ended & IN_TIME, "ended": ended, "captured": Q(is_captured=True)}
    counts = {
        f"{name}_{when}": Count("pk", filter=of & what) for name, what in asked.items() for when, of in whens.items()
    }
    is_captured = Exists(Capture.objects.filter(comment=OuterRef("pk")))
    both = _comments(Span(span.service, before.start, span.end)).annotate(is_captured=is_captured)
    rows = list(both.order_by().values("category").annotate(**counts))
    sums = {name: sum(row[name] for row in rows) for name in counts}
    of_class = {row["category"]: row for row in rows}
    lines = [
        OfClass(str(one), number=found["all_now"], ended=found["ended_now"], in_time=found["in_time_now"])
        for one in Category
        for found in [of_class.get(one, dict.fromkeys(counts, 0))]
    ]
    return ByClass(
        lines=lines,
        in_time=(
            (sums["in_time_now"], sums["ended_now"]),
            (sums["in_time_before"], sums["ended_before"]),
        ),
        captured=(
            (sums["captured_now"], sums["all_now"]),
            (sums["captured_before"], sums["all_before"]),
        ),
    )


def one_answer(span: OfDays | Span, now: dt.datetime) -> Rows:
    """Grievances, each with at most one public post of ours (G18)."""
    answers = Count(
        KeyTextTransform("post", "comments__steps__data"),
        filter=Q(comments__steps__key="public_post", comments__steps__state=StepState.DONE),
        distinct=True,
    )
    incidents = (
        Incident.objects.of_service(span.service)
        .filter(category=Category.GRIEVANCE, opened_at__gte=span.start, opened_at__lt=span.end)
        .annotate(answers=answers)
        .select_related("channel")
        .order_by("-opened_at", "-pk")
    )
    words = {0: "no public answer", 1: "one public answer"}
    return [
        Row(
            what=f"Incident {incident.pk}, {incident.channel.get_network_display()}",
            plain=f"Incident {incident.pk}, {incident.channel.get_network_display()}",
            fact=words.get(incident.answers, f"{incident.answers} public answers"),
            is_good=incident.answers <= 1,
            url=address("inbox:incident", span.service, incident.pk),
            at=incident.opened_at,
        )
        for incident in incidents
    ]


def evidence_complete(span: OfDays | Span, now: dt.datetime) -> Rows:
    """Comments closed in the span: each has its capture, and no step of its playbook is left without proof."""
    left = Step.objects.filter(
        comment=OuterRef("pk"), state__in=[StepState.TODO, StepState.UNDER_WAY, StepState.FAILED]
    )
    comments = (
        Comment.objects.of_service(span.service)
        .filter(closed_at__gte=span.start, closed_at__lt=span.end, state="closed")
        .annotate(lacks_step=Exists(left))
        .annotate(is_good=is_good(HAS_CAPTURE & Q(lacks_step=False)))
        .select_related("channel", "capture")
        .prefetch_related("kept_from")
        .order_by("-closed_at", "-pk")
    )

    def row(comment: Any) -> Row:
        lacks = "a step is not done" if comment.lacks_step else "no capture"
        return _comment_row(comment, span.service, "complete" if comment.is_good else lacks, comment.is_good)

    return Counted(comments, "closed_at", row)


def reopened(span: OfDays | Span, now: dt.datetime) -> Rows:
    """Each time that a comment that was closed had to be opened again. Its event quotes why, so it is as hidden as the
    comment from the person whom that is about."""
    events = (
        Event.objects.filter(service=span.service, kind=Kind.COMMENT_REOPENED, at__gte=span.start, at__lt=span.end)
        .annotate(is_good=is_good(Q(pk=None)))
        .order_by("-at", "-number")
    )

    @cache
    def kept_from() -> dict[int, frozenset[int]]:
        kept: dict[int, set[int]] = defaultdict(set)
        rows = KeptFrom.objects.filter(comment__in=events.order_by().values("thing_id"))
        for comment_id, person_id in rows.values_list("comment", "person"):
            kept[comment_id].add(person_id)
        return {comment_id: frozenset(people) for comment_id, people in kept.items()}

    def row(event: Any) -> Row:
        url = address("inbox:comment", span.service, event.thing_id)
        when = f"{span.service.local(event.at):%-d %b %Y, %H:%M}"
        return Row(
            what=event.label,
            plain=f"Comment {event.thing_id}",
            fact=f"{event.sentence}, {when}",
            plain_fact=f"reopened on {when}",
            is_good=False,
            url=url,
            kept_from=kept_from().get(event.thing_id, frozenset()),
        )

    return Counted(events, "at", row)


def appeals_in_time(span: OfDays | Span, now: dt.datetime) -> Rows:
    """Requests to look again that came in the span and are decided, or should be."""
    today = span.service.today(now)
    found = Appeal.objects.of_service(span.service).filter(received_at__gte=span.start, received_at__lt=span.end)
    rows = []
    for appeal in _with_comment(found).order_by("-received_at", "-pk"):
        decided_on = span.service.local(appeal.decided_at).date() if appeal.decided_at else None
        if decided_on is None and appeal.due_on >= today:
            continue
        is_kept = decided_on is not None and decided_on <= appeal.due_on
        fact = f"decided on {decided_on:%-d %b %Y}" if decided_on else "not decided"
        rows.append(_appeal_row(appeal, span, f"{fact}, due by {appeal.due_on:%-d %b %Y}", is_kept, appeal.received_at))
    return rows


def upheld(span: OfDays | Span, now: dt.datetime) -> Rows:
    """Decisions of the span that gave the writer right: what we had done was undone."""
    found = Appeal.objects.of_service(span.service).filter(
        decision=Appeal.Decision.UPHELD, decided_at__gte=span.start, decided_at__lt=span.end
    )
    return [
        _appeal_row(one, span, f"undone on {span.service.local(one.decided_at):%-d %b %Y}", False, one.decided_at)
        for one in _with_comment(found).order_by("-decided_at", "-pk")
    ]


def _with_comment(found: QuerySet[Appeal]) -> QuerySet[Appeal]:
    return found.select_related("comment").prefetch_related("comment__kept_from")


def _appeal_row(appeal: Appeal, span: OfDays | Span, fact: str, is_good: bool, at: dt.datetime) -> Row:
    label = f"Request {appeal.pk} to look again"
    url = address("inbox:appeal", span.service, appeal.pk)
    kept_from = appeal.comment.kept_from_ids if appeal.comment else frozenset()
    return Row(what=label, plain=label, fact=fact, is_good=is_good, url=url, at=at, kept_from=kept_from)

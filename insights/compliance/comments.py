"""Comments: in time, with their evidence, and how long cases stood in public."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from accounts.models import Service
from insights.addresses import address
from insights.compliance.counting import Counted, Row, Rows, Share, is_good
from insights.spans import Month, Span
from insights.times import length
from moderation import exposure as cases
from moderation.classify.labels import LABELS, Category
from moderation.models import Comment
from policies.services import parameters_in_force


def _comments(month: Month | Span) -> QuerySet:
    return (
        Comment.objects.of_service(month.service)
        .filter(received_at__gte=month.start, received_at__lt=month.end)
        .exclude(state__in=["withdrawn", "record", "purged"])
        .order_by("-received_at", "-pk")
    )


def _comment_row(comment: Comment, service: Service, fact: str, is_good: bool) -> Row:
    kind = LABELS[Category(comment.category)] if comment.category else "Not sorted"
    label = f"{kind}, {comment.channel.get_network_display()}"
    url = address("inbox:comment", service, comment.pk)
    return Row(what=label, plain=f"{label}, comment {comment.pk}", fact=fact, is_good=is_good, url=url)


IN_TIME = Q(clock_stopped_at__lte=F("due_at"))


def _clock_has_ended(now: dt.datetime) -> Q:
    """Its clock was stopped or ran out; while it runs, it is neither kept nor missed."""
    return Q(due_at__isnull=False) & (Q(clock_stopped_at__isnull=False) | Q(due_at__lt=now))


def in_time(month: Month | Span, now: dt.datetime) -> Rows:
    comments = _comments(month).filter(_clock_has_ended(now)).annotate(is_good=is_good(IN_TIME))

    def row(comment: Comment) -> Row:
        if comment.clock_stopped_at is None:
            fact = f"open, {length((now - comment.due_at).total_seconds())} over"
        elif comment.clock_stopped_at > comment.due_at:
            fact = f"{length((comment.clock_stopped_at - comment.due_at).total_seconds())} too late"
        else:
            fact = "in time"
        return _comment_row(comment, month.service, fact, fact == "in time")

    return Counted(comments.select_related("channel"), "received_at", row)


HAS_CAPTURE = Q(capture__isnull=False)


def captured_first(month: Month | Span, now: dt.datetime) -> Rows:
    comments = _comments(month).annotate(is_good=is_good(HAS_CAPTURE)).select_related("channel", "capture")

    def row(comment: Any) -> Row:
        at = f"captured {month.service.local(comment.capture.at):%-d %b, %H:%M}" if comment.is_good else "no capture"
        return _comment_row(comment, month.service, at, comment.is_good)

    return Counted(comments, "received_at", row)


def exposed(month: Month | Span, now: dt.datetime) -> QuerySet:
    """Public case requests posted in the month with `stood`, how long each stood in public; the longest first."""
    return cases.of_cases(month.service, month.start, month.end, now)


def exposure(month: Month | Span, now: dt.datetime) -> Rows:
    limit = dt.timedelta(minutes=parameters_in_force(month.service).hidden_within_minutes_p1)
    comments = exposed(month, now).annotate(is_good=is_good(Q(stood__lte=limit))).select_related("channel")

    def row(comment: Any) -> Row:
        fact = length(comment.stood.total_seconds()) + (" in public" if comment.hidden_at else ", not hidden")
        return _comment_row(comment, month.service, fact, comment.is_good)

    return Counted(comments, "posted_at", row)


@dataclass(frozen=True)
class ByClass:
    """The comments of a month and of the month before, counted at once."""

    lines: list[tuple[str, int, int]]  # class, comments of the month, of which in time; the class that holds now
    in_time: tuple[Share, Share]
    captured: tuple[Share, Share]


def by_class(month: Month, now: dt.datetime) -> ByClass:
    """One query for all that is counted over comments received."""
    this, ended = Q(received_at__gte=month.start), _clock_has_ended(now)
    asked = {"all": Q(), "in_time": ended & IN_TIME, "ended": ended, "captured": HAS_CAPTURE}
    counts = {f"{name}_{when}": Count("pk", filter=of & what)
              for name, what in asked.items() for when, of in (("now", this), ("before", ~this))}  # fmt: skip
    rows = list(_comments(month.with_before).order_by().values("category").annotate(**counts))
    sums = {name: sum(row[name] for row in rows) for name in counts}
    of_class = {row["category"]: row for row in rows}
    lines = [
        (LABELS[one], found["all_now"], found["in_time_now"])
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

"""Does the service keep its own policy? Every figure knows how it is counted and which rows stand behind it.

A figure is counted over a month and set beside the month before. `rows` gives what a figure counted, and the number is
counted over the very same rows, so that the two cannot disagree. Where these rows may be many they stay in the
database: only those that a page shows are read (`Counted`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from accounts.models import Service
from insights.addresses import address
from insights.spans import Month, Span
from insights.times import length
from moderation import exposure as cases
from moderation.classify.labels import LABELS, Category
from moderation.models import Comment
from policies.models import PolicyKind, PolicyVersion, ReadingCampaign
from policies.parameters import Parameters, parameters
from policies.services import parameters_in_force
from posts.models import Attempt, Delivery, Post, Review


@dataclass(frozen=True)
class Row:
    """One thing that a figure counted. `what` may name people or words; `plain` is for readers who may not see them."""

    what: str
    plain: str
    fact: str
    is_good: bool
    url: str = ""
    at: dt.datetime | None = None  # when it counted; without a time it counts now


class Counted(Sequence[Row]):
    """Rows in the database, each annotated with `is_good`; `time` names the field that puts it into a month."""

    def __init__(self, found: QuerySet, time: str, make: Callable[[Any], Row]) -> None:
        self.found, self.time, self._make = found, time, make

    @cached_property
    def share(self) -> tuple[int, int]:
        """How many are as they should be, and how many there are."""
        counted = self.found.aggregate(good=Count("pk", filter=Q(is_good=True)), total=Count("pk"))
        return counted["good"], counted["total"]

    def shares(self, split: dt.datetime) -> tuple[tuple[int, int], tuple[int, int]]:
        """The share from a moment on, and the share before it, in one query."""
        after, good = Q(**{f"{self.time}__gte": split}), Q(is_good=True)
        counted = self.found.aggregate(
            good=Count("pk", filter=after & good),
            total=Count("pk", filter=after),
            good_before=Count("pk", filter=~after & good),
            total_before=Count("pk", filter=~after),
        )
        return (counted["good"], counted["total"]), (counted["good_before"], counted["total_before"])

    def __len__(self) -> int:
        return self.share[1]

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return [self._make(one) for one in self.found[index]]
        return self._make(self.found[index])


Rows = Sequence[Row]


@dataclass(frozen=True)
class Figure:
    """What is counted, how, and by which function."""

    key: str
    name: str
    counted: str
    rows: Callable[[Month | Span, dt.datetime], Rows]


def _is_good(condition: Q | Exists) -> Case:
    """As a column; what cannot be said (NULL) is not good."""
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def policies_in_date(month: Month | Span, now: dt.datetime) -> Rows:
    return _policies_in_date(in_force(month.service), month.service, now)


def in_force(service: Service) -> list[PolicyVersion]:
    return list(PolicyVersion.objects.of_service(service).in_force().select_related("policy"))


def _policies_in_date(versions: Iterable[PolicyVersion], service: Service, now: dt.datetime) -> Rows:
    today = service.today(now)
    return [
        Row(
            what=str(version),
            plain=str(version),
            fact=f"next review {version.next_review_on:%-d %b %Y}" if version.next_review_on else "no review date",
            is_good=version.next_review_on is not None and version.next_review_on >= today,
            url=address("policies:version", service, version.pk),
        )
        for version in versions
    ]


def policies_read(month: Month | Span, now: dt.datetime) -> Rows:
    """One row a campaign that runs, and no name: who has read what is for the managers (policies/readings.py)."""
    unread = Q(readings__read_at=None, readings__due_on__lt=month.service.today(now))
    campaigns = (
        ReadingCampaign.objects.of_service(month.service)
        .filter(kind=ReadingCampaign.Kind.POLICY, closed_at=None)
        .annotate(
            asked=Count("readings", filter=Q(readings__left_at=None)),
            read=Count("readings", filter=Q(readings__left_at=None, readings__read_at__isnull=False)),
            late=Count("readings", filter=Q(readings__left_at=None) & unread),
        )
    )
    return [
        Row(
            what=campaign.title,
            plain=campaign.title,
            fact=f"{campaign.read} of {campaign.asked} have read it"
            + (f", {campaign.late} overdue" if campaign.late else ""),
            is_good=not campaign.late,
            url=address("policies:readings", month.service),
        )
        for campaign in campaigns
    ]


def approved_before_out(month: Month | Span, now: dt.datetime) -> Rows:
    fitting = Review.objects.filter(
        post=OuterRef("pk"),
        decision=Review.Decision.APPROVED,
        digest=OuterRef("approved_digest"),
        at__lte=OuterRef("published_at"),
    )
    somebody_else = fitting.exclude(by=OuterRef("author"))
    posts = (
        Post.objects.of_service(month.service)
        .filter(published_at__gte=month.start, published_at__lt=month.end)
        .annotate(
            is_good=Exists(somebody_else),
            is_fitting=Exists(fitting),
            approver=Subquery(somebody_else.values("by__name")[:1]),
        )
        .order_by("-published_at", "-pk")
    )
    return Counted(posts, "published_at", lambda post: _approval_row(post, month.service))


def _approval_row(post: Any, service: Service) -> Row:
    if post.is_good:
        fact = f"approved by {post.approver}"
    elif post.is_fitting:
        fact = "approved by its author after the cooling-off time"
    else:
        fact = "no approval of this very text"
    return Row(
        what=post.title,
        plain=f"Post {post.pk}",
        fact=fact,
        is_good=post.is_good,
        url=address("posts:post", service, post.pk),
    )


def overridden(month: Month | Span, now: dt.datetime) -> Rows:
    reviews = (
        Review.objects.filter(
            post__service=month.service, decision=Review.Decision.APPROVED, at__gte=month.start, at__lt=month.end
        )
        .exclude(findings=[])
        .select_related("post", "by")
    )
    return [
        Row(
            what=f"{finding['rule']} in “{review.post.title}”",
            plain=f"{finding['rule']} in post {review.post_id}",
            fact=f"let pass by {review.by}",
            is_good=bool(finding.get("reason")),
            url=address("posts:post", month.service, review.post_id),
            at=review.at,
        )
        for review in reviews.order_by("-at")
        for finding in review.findings
        if finding["severity"] == "warn"
    ]


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
    comments = _comments(month).filter(_clock_has_ended(now)).annotate(is_good=_is_good(IN_TIME))

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
    comments = _comments(month).annotate(is_good=_is_good(HAS_CAPTURE)).select_related("channel", "capture")

    def row(comment: Any) -> Row:
        at = f"captured {month.service.local(comment.capture.at):%-d %b, %H:%M}" if comment.is_good else "no capture"
        return _comment_row(comment, month.service, at, comment.is_good)

    return Counted(comments, "received_at", row)


def exposed(month: Month | Span, now: dt.datetime) -> QuerySet:
    """Public case requests posted in the month with `stood`, how long each stood in public; the longest first."""
    return cases.of_cases(month.service, month.start, month.end, now)


def exposure(month: Month | Span, now: dt.datetime) -> Rows:
    limit = dt.timedelta(minutes=parameters_in_force(month.service).hidden_within_minutes_p1)
    comments = exposed(month, now).annotate(is_good=_is_good(Q(stood__lte=limit))).select_related("channel")

    def row(comment: Any) -> Row:
        fact = length(comment.stood.total_seconds()) + (" in public" if comment.hidden_at else ", not hidden")
        return _comment_row(comment, month.service, fact, comment.is_good)

    return Counted(comments, "posted_at", row)


def not_sure(month: Month | Span, now: dt.datetime) -> Rows:
    unclear = Attempt.objects.filter(outcome=Attempt.Outcome.UNCLEAR).order_by().values("delivery_id")
    unknown = Delivery.objects.filter(state="unknown").order_by().values("pk")
    deliveries = (
        Delivery.objects.of_service(month.service)
        .filter(pk__in=unknown.union(unclear))  # few, each from an index of its own
        .filter(due_at__gte=month.start, due_at__lt=month.end)
        .annotate(is_good=_is_good(~Q(state="unknown")))
        .select_related("post", "channel")
    )

    def row(delivery: Any) -> Row:
        network = delivery.channel.get_network_display()
        return Row(
            what=f"“{delivery.post.title}” on {network}",
            plain=f"Post {delivery.post_id} on {network}",
            fact=f"settled: {delivery.get_state_display()}" if delivery.is_good else "waits for an answer",
            is_good=delivery.is_good,
            url=address("posts:post", month.service, delivery.post_id),
        )

    return Counted(deliveries, "due_at", row)


FIGURES = {
    figure.key: figure
    for figure in (
        Figure(
            "exposure",
            "Exposure of public case requests",
            "From the time when a public case request was posted to the time when it was hidden, for those posted in "
            "the month. One that is not hidden counts until now.",
            exposure,
        ),
        Figure(
            "approved",
            "Posts approved by somebody else",
            "Posts published in the month whose very text (by its digest) was approved by somebody other than the "
            "author before it went out.",
            approved_before_out,
        ),
        Figure(
            "in-time",
            "Comments handled in time",
            "Comments received in the month for which what their clock asks for was done before it ran out. Comments "
            "whose clock still runs are left out.",
            in_time,
        ),
        Figure(
            "captured",
            "Captured before any action",
            "Comments received in the month whose text was stored as evidence. The database refuses a step on a "
            "comment without one.",
            captured_first,
        ),
        Figure(
            "overridden",
            "Warnings let pass with a reason",
            "Findings of the kind “change it or give a reason” on texts that were approved in the month.",
            overridden,
        ),
        Figure(
            "policies",
            "Policies in date",
            "Policies in force whose next review lies ahead, as of today.",
            policies_in_date,
        ),
        Figure(
            "readings",
            "Policies that staff have read",
            "Major versions in force that nobody is late to read, as of today.",
            policies_read,
        ),
        Figure(
            "not-sure",
            "Deliveries that nobody was sure of",
            "Deliveries due in the month after which the network gave no clear answer at least once.",
            not_sure,
        ),
    )
}


def percentile(sorted_values: Sequence[float], share: float) -> float | None:
    """The smallest value that at least `share` (0 to 1) of the values do not exceed; None without values."""
    if not sorted_values:
        return None
    rank = max(1, -(-len(sorted_values) * share // 1))
    return sorted_values[int(rank) - 1]


Share = tuple[int, int]


def share(rows: Rows) -> Share:
    """How many are as they should be, and how many there are."""
    return rows.share if isinstance(rows, Counted) else _share_of(rows)


def _share_of(rows: Iterable[Row]) -> Share:
    rows = list(rows)
    return sum(row.is_good for row in rows), len(rows)


def shares(figure: Figure, month: Month, now: dt.datetime) -> tuple[Share, Share]:
    """A figure's share in the month, and in the month before."""
    rows = figure.rows(month.with_before, now)
    if isinstance(rows, Counted):
        return rows.shares(month.start)
    of_month = [row for row in rows if row.at and row.at >= month.start]
    return _share_of(of_month), _share_of(row for row in rows if row.at and row.at < month.start)


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


def figures(
    month: Month,
    now: dt.datetime,
    *,
    versions: list[PolicyVersion] | None = None,
    comments: ByClass | None = None,
) -> list[dict[str, Any]]:
    """The figures of the page as components/figure_row.html takes them. What the page has read already is given."""
    versions = in_force(month.service) if versions is None else versions
    comments = comments or by_class(month, now)
    policies = _share_of(_policies_in_date(versions, month.service, now))
    return [
        *_exposure_cells(month, now, versions),
        _cell(FIGURES["approved"], month, *shares(FIGURES["approved"], month, now)),
        _cell(FIGURES["in-time"], month, *comments.in_time),
        _cell(FIGURES["captured"], month, *comments.captured),
        _cell(FIGURES["overridden"], month, *shares(FIGURES["overridden"], month, now), small_is_good=True),
        _cell(FIGURES["policies"], month, policies, None),
        _cell(FIGURES["readings"], month, share(policies_read(month, now)), None, left="with somebody late"),
        _cell(FIGURES["not-sure"], month, *shares(FIGURES["not-sure"], month, now), small_is_good=True),
    ]


def _link(figure: Figure, month: Month) -> str:
    return address("insights:figure", month.service, figure.key) + f"?month={month.value}"


def _cell(
    figure: Figure,
    month: Month,
    share_now: Share,
    share_before: Share | None,
    *,
    small_is_good: bool = False,
    left: str = "past its review",
) -> dict[str, Any]:
    """A share ("46 of 46"), or a plain count where fewer is better; beside the month before, where there is one."""
    good, total = share_now
    cell: dict[str, Any] = {"name": figure.name, "small": True, "url": _link(figure, month)}
    cell["value"] = str(total) if small_is_good else f"{good} of {total}" if total else "none"
    if share_before is None:
        if good < total:
            cell["than"] = [{"text": f"{total - good} {left}", "kind": "worse"}]
        return cell
    good_before, total_before = share_before
    name = f"{month.before.first:%B}"
    if small_is_good:
        change = float(total_before - total)
        words = f"as in {name}" if not change else f"{'fewer' if change > 0 else 'more'}: was {total_before}"
    elif not total_before:
        change, words = 0.0, f"none in {name}"
    else:
        change = (good / total if total else 1) - good_before / total_before
        words = f"as in {name}, {good_before} of {total_before}"
        if change:
            words = f"{'better' if change > 0 else 'worse'}: was {good_before} of {total_before}"
    cell["than"] = [_than(words, change, up_is_good=not small_is_good)]
    return cell


def _than(words: str, better_by: float, *, up_is_good: bool) -> dict[str, str]:
    if not better_by:
        return {"text": words, "kind": "", "dir": ""}
    goes_up = (better_by > 0) == up_is_good
    return {"text": words, "kind": "better" if better_by > 0 else "worse", "dir": "up" if goes_up else "down"}


def _exposure_cells(month: Month, now: dt.datetime, versions: Iterable[PolicyVersion]) -> list[dict[str, Any]]:
    both = exposed(month.with_before, now).order_by("stood").values_list("posted_at", "stood")
    stood = [(posted, value.total_seconds()) for posted, value in both]
    seconds = [value for posted, value in stood if posted >= month.start]
    before = [value for posted, value in stood if posted < month.start]
    limit = _limits(versions).hidden_within_minutes_p1
    cells = []
    for name, part in (("median", 0.5), ("9 in 10 were hidden within (p90)", 0.9)):
        value, was = percentile(seconds, part), percentile(before, part)
        cell: dict[str, Any] = {
            "name": f"{FIGURES['exposure'].name}, {name}",
            "value": length(value) if value is not None else "none",
            "wide": "head",
            "url": _link(FIGURES["exposure"], month),
            "than": [],
        }
        if value is not None and was is not None:
            words = "better" if value < was else "worse" if value > was else "as before"
            cell["than"].append(_than(f"{words}: was {length(was)}", was - value, up_is_good=False))
        if value is not None and value > limit * 60:
            over = {"text": f"{length(value - limit * 60)} over the policy’s {limit} min", "kind": "worse"}
            cell["than"].append(over)
        elif value is not None:
            cell["than"].append({"text": f"the policy gives {limit} min", "kind": ""})
        cells.append(cell)
    return cells


def social_media(versions: Iterable[PolicyVersion]) -> PolicyVersion | None:
    return next((version for version in versions if version.policy.kind == PolicyKind.SOCIAL_MEDIA), None)


def _limits(versions: Iterable[PolicyVersion]) -> Parameters:
    version = social_media(versions)
    return parameters(version.parameters if version else {})

"""Approvals: whether the very text that went out was approved by somebody else, how long that took, and what was let
pass."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from django.db.models import DurationField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery, Value

from accounts.models import Service
from insights.addresses import address
from insights.compliance.counting import Counted, Row, Rows, is_good
from insights.spans import OfDays, Span
from insights.times import length
from policies.parameters import Parameters
from policies.services import parameters_in_force
from posts.models import Post, Review


def approved_before_out(span: OfDays | Span, now: dt.datetime) -> Rows:
    fitting = Review.objects.filter(
        post=OuterRef("pk"),
        decision=Review.Decision.APPROVED,
        digest=OuterRef("approved_digest"),
        at__lte=OuterRef("published_at"),
    )
    somebody_else = fitting.exclude(by=OuterRef("author"))
    posts = (
        Post.objects.of_service(span.service)
        .filter(published_at__gte=span.start, published_at__lt=span.end)
        .annotate(
            is_good=Exists(somebody_else),
            is_fitting=Exists(fitting),
            approver=Subquery(somebody_else.values("by__name")[:1]),
        )
        .order_by("-published_at", "-pk")
    )
    return Counted(posts, "published_at", lambda post: _row(post, span.service))


def _row(post: Any, service: Service) -> Row:
    if post.is_good:
        fact, plain_fact = f"approved by {post.approver}", "approved by somebody else"
    elif post.is_fitting:
        fact = plain_fact = "approved by its author after the cooling-off time"
    else:
        fact = plain_fact = "no approval of this very text"
    return Row(
        what=post.title,
        plain=f"Post {post.pk}",
        fact=fact,
        is_good=post.is_good,
        url=address("posts:post", service, post.pk),
        plain_fact=plain_fact,
    )


def approval_limit(values: Parameters) -> float:
    return values.approval_reminder_hours * 3600


def approval_time(span: OfDays | Span, now: dt.datetime) -> Rows:
    """From the last submission of a post to its approval."""
    limit = dt.timedelta(seconds=approval_limit(parameters_in_force(span.service)))
    took = ExpressionWrapper(F("approved_at") - F("submitted_at"), output_field=DurationField())
    posts = (
        Post.objects.of_service(span.service)
        .filter(approved_at__gte=span.start, approved_at__lt=span.end, submitted_at__lte=F("approved_at"))
        .annotate(stood=took)
        .annotate(is_good=is_good(Q(stood__lte=Value(limit, output_field=DurationField()))))
        .order_by("-stood", "-pk")
    )

    def row(post: Any) -> Row:
        fact = f"{length(post.stood.total_seconds())} from submitted to approved"
        url = address("posts:post", span.service, post.pk)
        return Row(what=post.title, plain=f"Post {post.pk}", fact=fact, is_good=post.is_good, url=url)

    return Counted(posts, "approved_at", row)


def overridden(span: OfDays | Span, now: dt.datetime) -> Rows:
    return [
        Row(
            what=f"{finding['rule']} in “{review.post.title}”",
            plain=f"{finding['rule']} in post {review.post_id}",
            fact=f"let pass by {review.by}",
            is_good=bool(finding.get("reason")),
            url=address("posts:post", span.service, review.post_id),
            at=review.at,
            plain_fact="let pass by who approved it",
        )
        for review, finding in _let_pass(span)
    ]


def by_rule_and_person(span: OfDays | Span) -> tuple[Counter[str], Counter[str]]:
    """How many warnings were let pass, by rule and by the person who approved."""
    rules: Counter[str] = Counter()
    people: Counter[str] = Counter()
    for review, finding in _let_pass(span):
        rules[finding["rule"]] += 1
        people[str(review.by)] += 1
    return rules, people


def _let_pass(span: OfDays | Span) -> list[tuple[Review, dict[str, Any]]]:
    found = _approvals(span).exclude(findings=[]).select_related("post", "by").order_by("-at")
    return [(review, one) for review in found for one in review.findings if one["severity"] == "warn"]


def _approvals(span: OfDays | Span) -> QuerySet[Review]:
    return Review.objects.filter(
        post__service=span.service, decision=Review.Decision.APPROVED, at__gte=span.start, at__lt=span.end
    )

"""Approvals: whether the very text that went out was approved by somebody else, how long that took, and what was let
pass."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from typing import Any

from django.db.models import DurationField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery, Value

from accounts.models import Service
from insights.addresses import address
from insights.compliance.counting import Counted, Part, Row, Rows, is_good
from insights.spans import OfDays, Span
from insights.times import length
from policies.parameters import Parameters
from policies.services import parameters_in_force
from posts.models import Delivery, DeliveryState, Post, PostState, Review
from posts.publishing.changes import CORRECTED_BY


def approved_before_out(span: OfDays | Span, now: dt.datetime) -> Rows:
    """Posts published in the span: each network got what somebody else had approved by then."""
    return Counted(_published(span), "published_at", lambda post: _row(post, span.service))


def out_unapproved(span: OfDays | Span) -> QuerySet[Post]:
    """Posts published in the span that still stand with a text that nobody who may had approved. An author may,
    where the service has a cooling-off time."""
    corrected = Post.objects.filter(corrects=OuterRef("pk"), state__in=CORRECTED_BY)
    return _posts(span).filter(~Exists(corrected), ~_approved(_by_who_may)).exclude(state=PostState.REMOVED)


def _posts(span: OfDays | Span) -> QuerySet[Post]:
    return Post.objects.of_service(span.service).filter(published_at__gte=span.start, published_at__lt=span.end)


def _published(span: OfDays | Span) -> QuerySet[Post]:
    """With `is_good`: approved by somebody else, `is_allowed`: or by the author after the cooling-off time."""
    by_another = _of_post().filter(_by_another("author"))
    return (
        _posts(span)
        .annotate(
            is_good=is_good(_approved(_by_another)),
            is_allowed=is_good(_approved(_by_who_may)),
            approver=Subquery(by_another.order_by("-at").values("by__name")[:1]),
        )
        .order_by("-published_at", "-pk")
    )


def _by_another(author: str) -> Q:
    return ~Q(by=OuterRef(author))


def _by_who_may(author: str) -> Q:
    return _by_another(author) | Q(by_author=True)


def _of_post() -> QuerySet[Review]:
    return _holding(post="pk", digest="approved_digest", at="published_at")


def _holding(*, post: str, digest: str, at: str) -> QuerySet[Review]:
    """The approvals of a text that held at a moment, for a query around it that has these columns."""
    return Review.objects.filter(
        Q(voided_at=None) | Q(voided_at__gt=OuterRef(at)),
        post=OuterRef(post),
        decision=Review.Decision.APPROVED,
        digest=OuterRef(digest),
        at__lte=OuterRef(at),
    )


def _approved(who: Callable[[str], Q]) -> Q:
    """Every sending that a network has carried a text with an approval by one of these. A post that was sent nowhere by
    itself, as a correction made in place, is asked about its own."""
    of_sent = _holding(post="post", digest="digest", at="sent_at").filter(who("post__author"))
    # The second comparison says nothing new, but keeps the planner from reading every delivery there is into a hash.
    sent = Delivery.objects.filter(post=OuterRef("pk"), post_id__gte=OuterRef("pk"), state=DeliveryState.SENT)
    other = sent.filter(~Exists(of_sent) | ~Q(revision__digest=F("digest")))
    return ~Exists(other) & (Exists(sent) | Exists(_of_post().filter(who("author"))))


def _row(post: Any, service: Service) -> Row:
    if post.is_good:
        fact, plain_fact = f"approved by {post.approver or 'somebody else'}", "approved by somebody else"
    elif post.is_allowed:
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
            parts={"rule": Part(finding["rule"], finding["rule"]), "by": Part(f"{review.by_id}", f"{review.by}")},
        )
        for review, finding in _let_pass(span)
    ]


def by_part(span: OfDays | Span, now: dt.datetime) -> dict[str, Counter[Part]]:
    """How many warnings were let pass, by "rule" and by the person who approved ("by")."""
    rows = overridden(span, now)
    return {name: Counter(row.parts[name] for row in rows) for name in ("rule", "by")}


def _let_pass(span: OfDays | Span) -> list[tuple[Review, dict[str, Any]]]:
    found = _approvals(span).exclude(findings=[]).select_related("post", "by").order_by("-at")
    return [(review, one) for review in found for one in review.findings if one["severity"] == "warn"]


def _approvals(span: OfDays | Span) -> QuerySet[Review]:
    return Review.objects.filter(
        post__service=span.service, decision=Review.Decision.APPROVED, at__gte=span.start, at__lt=span.end
    )

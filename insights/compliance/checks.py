"""Checks: what the rules found, and what was let pass."""

from __future__ import annotations

import datetime as dt

from insights.addresses import address
from insights.compliance.counting import Row, Rows
from insights.spans import Month, Span
from posts.models import Review


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

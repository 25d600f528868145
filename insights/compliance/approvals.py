"""Approvals: whether the very text that went out was approved by somebody else."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from accounts.models import Service
from insights.addresses import address
from insights.compliance.counting import Counted, Row, Rows
from insights.spans import Month, Span
from posts.models import Post, Review


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

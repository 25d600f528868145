"""What the list of posts can be narrowed to."""

from __future__ import annotations

import django_filters as filters
from django.db.models import Q, QuerySet

from posts.models import Post, PostState

GROUPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "writing": ("Being written", (PostState.DRAFT, PostState.RETURNED)),
    "submitted": ("Waiting for approval", (PostState.SUBMITTED,)),
    "ready": ("Approved", (PostState.APPROVED, PostState.SCHEDULED, PostState.PUBLISHING)),
    "trouble": ("Needs a look", (PostState.PARTLY_PUBLISHED, PostState.FAILED, PostState.EXPIRED)),
    "published": ("Published", (PostState.PUBLISHED,)),
    "ended": ("Withdrawn or removed", (PostState.WITHDRAWN, PostState.REMOVED)),
}
"""The tabs of the list: key in the address, label, states."""


class PostFilter(filters.FilterSet):
    state = filters.ChoiceFilter(
        choices=[*((key, label) for key, (label, _) in GROUPS.items()), *PostState.choices], method="in_group"
    )
    campaign = filters.NumberFilter(min_value=1, max_value=2**62)
    series = filters.NumberFilter(min_value=1, max_value=2**62)
    q = filters.CharFilter(label="Search title and text", method="with_words")

    class Meta:
        model = Post
        fields = ("state", "campaign", "series", "q")

    def in_group(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        states = GROUPS[value][1] if value in GROUPS else (value,)
        return rows.filter(state__in=states)

    def with_words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        words = value.strip()[:100]
        return rows.filter(Q(title__icontains=words) | Q(revision__text__icontains=words)) if words else rows

"""What visitors of the sandbox do without words: like a post, pass it on, follow; and what they are shown."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Count, F, Q

from accounts.models import Service
from channels.models import SandboxMark, SandboxPost

ON_POSTS = {
    SandboxMark.Kind.LIKE: ("Like", "Liked", "heart"),
    SandboxMark.Kind.RESHARE: ("Pass on", "Passed on", "repeat"),
}
"""With the words on the button, before and after it is pressed, and its icon."""


def put(service: Service, visitor: uuid.UUID, kind: str, post: SandboxPost | None = None) -> None:
    """Once for each visitor, however often it is pressed."""
    SandboxMark.objects.bulk_create(
        [SandboxMark(service=service, visitor=visitor, kind=kind, post=post)], ignore_conflicts=True
    )


def take_back(service: Service, visitor: uuid.UUID, kind: str, post: SandboxPost | None = None) -> None:
    SandboxMark.objects.filter(service=service, visitor=visitor, kind=kind, post=post).delete()


def show(service: Service, posts: Iterable[SandboxPost], visitor: uuid.UUID | None) -> bool:
    """Give each post its `buttons`: what this visitor may press, and how many have. Whether they follow the service."""
    counted = (
        SandboxMark.objects.filter(
            Q(post__in=[post.pk for post in posts]) | Q(service=service, kind=SandboxMark.Kind.FOLLOW, visitor=visitor)
        )
        .values("post", "kind")
        .annotate(number=Count("pk"), own=Count("pk", filter=Q(visitor=visitor)))
    )
    found = {(row["post"], row["kind"]): row for row in counted}
    for post in posts:
        post.buttons = [
            _button(kind, *words, found.get((post.pk, kind), {}), visitor) for kind, words in ON_POSTS.items()
        ]
    return visitor is not None and (None, SandboxMark.Kind.FOLLOW) in found


def _button(
    kind: str, before: str, after: str, icon: str, row: dict[str, Any], visitor: uuid.UUID | None
) -> dict[str, Any]:
    is_on = visitor is not None and bool(row.get("own"))
    shown = after if is_on else before
    number = row.get("number", 0)
    return {
        "kind": kind,
        "label": f"{shown} ({number:,})" if number else shown,
        "icon": "check2" if is_on else icon,
        "is_on": is_on,
    }


@transaction.atomic
def count_showing(posts: Iterable[SandboxPost]) -> None:
    """Somebody opened a page with these posts. Locked in one order, as two may open it at once."""
    shown = [post.pk for post in posts]
    rows = SandboxPost.objects.filter(pk__in=shown)
    list(rows.select_for_update().order_by("pk").values_list("pk"))
    rows.update(shown=F("shown") + 1)

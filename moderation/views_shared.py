"""What the inbox's views share: who may read, the comment that an address names, the list beside it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from moderation import pages_queue as pages
from moderation import permissions
from moderation.forms import FilterForm
from moderation.models import Comment

PER_PAGE = 25
FILTERS = ("show", "category", "channel")


def reader(request: HttpRequest) -> None:
    if refusal := permissions.refusal_to_read(request.user, request.service):
        raise PermissionDenied(refusal)


def comment_of(request: HttpRequest, comment_id: int) -> Comment:
    """The comment, or a 404: of another service, or kept from this person."""
    reader(request)
    visible = Comment.objects.visible_to(request.user).of_service(request.service)
    return get_object_or_404(visible.select_related("service", "channel", "capture"), pk=comment_id)


def query_of(request: HttpRequest) -> str:
    kept = request.GET.copy()
    for name in [name for name in kept if name not in FILTERS]:
        del kept[name]
    return kept.urlencode()


def number(value: str | None) -> int | None:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 18 else None


def queue_context(request: HttpRequest, now: dt.datetime, here: int | None = None) -> dict[str, Any]:
    """The queue as the page or its left pane shows it."""
    form = FilterForm(request.GET, service=request.service)
    chosen = form.chosen
    numbers = pages.counts(request.service, request.user, now)
    rows = pages.filtered(request.service, request.user, chosen, now)
    paginator = Paginator(rows, PER_PAGE)
    if not form.is_narrowed and chosen["show"] in numbers:
        paginator.count = numbers[chosen["show"]]  # known already
    page = paginator.get_page(request.GET.get("page"))
    query = query_of(request)
    for row in page:
        row.service = request.service
    return {
        "filter": form,
        "is_filtered": form.is_narrowed,
        "show": chosen["show"],
        "tabs": pages.tabs(numbers, chosen["show"]),
        "numbers": numbers,
        "known": numbers["open"],
        "entries": [pages.queue_entry(row, request.user, now, here, query) for row in page],
        "page": page,
        "query": query,
    }

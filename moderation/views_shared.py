"""What the inbox's views share: who may read, the comment that an address names, the list beside it."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from moderation import permissions
from moderation.coming_in import gaps
from moderation.conduct import house_rules
from moderation.inbox import bulk, preferences, wellbeing
from moderation.inbox import pages_queue as pages
from moderation.inbox.forms_inbox import FilterForm
from moderation.models import Comment, SavedFilter
from moderation.safety import out_of_hours

PER_PAGE = 25
FILTERS = ("show", "category", "flag", "channel", "q", "after")


def reader(request: HttpRequest) -> None:
    if refusal := permissions.refusal_to_read(request.user, request.service):
        raise PermissionDenied(refusal)


def comment_of(request: HttpRequest, comment_id: int) -> Comment:
    """The comment, or a 404: of another service, or kept from this person."""
    reader(request)
    visible = Comment.objects.visible_to(request.user).of_service(request.service)
    return get_object_or_404(visible.select_related("service", "channel", "capture"), pk=comment_id)


def query_of(request: HttpRequest) -> str:
    """The filter and the place in the list, as they stand in the address."""
    return urlencode({name: request.GET[name][:200] for name in FILTERS if request.GET.get(name)})


def number(value: str | None) -> int | None:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 18 else None


def since_of(value: str | None) -> dt.datetime | None:
    """When a list was drawn, as its address for the numbers says it: milliseconds since 1970."""
    at = number(value)
    return dt.datetime.fromtimestamp(at / 1000, dt.UTC) if at and at < 4_000_000_000_000 else None


def queue_context(
    request: HttpRequest, now: dt.datetime, prefer: preferences.Preferences, here: int | None = None
) -> dict[str, Any]:
    """The queue as its page shows it, or the left pane beside the comment `here`, with less around the list."""
    service, user = request.service, request.user
    form = FilterForm(request.GET, service=service)
    chosen, query = form.chosen, query_of(request)
    numbers = pages.counts(service, user, now)
    request.open_comments = numbers["open"]  # the rail shows it too (insights.frame)
    rows, order = pages.shown(service, user, chosen, now)
    begins_after = Comment.objects.visible_to(user).of_service(service).filter(pk=number(request.GET.get("after")) or 0)
    if request.GET.get("after") and (row := begins_after.first()) is not None:
        rows = rows.after(row, order)
    found = list(rows[: PER_PAGE + 1])
    page, more = found[:PER_PAGE], len(found) > PER_PAGE
    for row in page:
        row.service = service
    is_bulk = not here and pages.is_for_bulk(chosen, page) and not bulk.refusal_to_use(user, service, now)
    return {
        "filter": form,
        "is_filtered": form.is_narrowed,
        "narrowed_to": form.narrowed_to,
        "show": chosen["show"],
        "typed_words": chosen.get("q", ""),
        "tabs": pages.tabs(numbers, chosen["show"]),
        "numbers": numbers,
        "in_words": {name: pages.in_words(value) for name, value in numbers.items()},
        "drawn_at": int(now.timestamp() * 1000),
        "entries": [pages.queue_entry(row, user, now, here, query, blurs=prefer.blurs_abuse) for row in page],
        "more_url": pages.address(service, form.as_query, after=page[-1].pk) if more else "",
        "first_url": pages.address(service, form.as_query) if request.GET.get("after") else "",
        "here_url": pages.address(service, form.as_query),
        "saved": [] if here else _saved(request, form),
        "by_rule": [] if here else out_of_hours.waiting(service, user)[:5],
        "gaps": [] if here else gaps.shown_to(user, service),
        "reports_waiting": 0 if here else wellbeing.waiting(service, user),
        "sees_reports": not permissions.refusal_to_see_abuse(user, service),
        "query": query,
        "is_bulk": is_bulk,
        "bulk_rules": house_rules.in_force(service, now) if is_bulk else [],
        "bulk_most": bulk.MOST,
        "bulk_all": request.GET.get("choose") == "all",
        "bulk_lately": [] if here else bulk.lately(service, now),
        "bulk_all_url": pages.address(service, form.as_query, after=request.GET.get("after"), choose="all"),
        "keys": prefer.pressed,
        "key_list": prefer.listed,
        "blurs_abuse": prefer.blurs_abuse,
    }


def _saved(request: HttpRequest, form: FilterForm) -> list[dict[str, Any]]:
    """This person's own filters, as links."""
    here = urlencode(form.as_query)
    own = SavedFilter.objects.filter(service=request.service, user=request.user).order_by("position", "name")
    base = pages.address(request.service, {})
    return [{"name": one.name, "url": f"{base}?{one.query}", "here": one.query == here} for one in own]

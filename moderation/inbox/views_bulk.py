"""Spam and trolls hidden and closed together: the button under the list, and what came of it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from moderation.inbox import bulk, pages_queue, preferences
from moderation.inbox.forms_inbox import FilterForm
from moderation.models import BulkAction, BulkRow
from moderation.moves import MoveRefused
from moderation.views_shared import number, reader

Outcome = BulkRow.Outcome
GROUPS = (
    ("Hidden and closed", (Outcome.DONE,)),
    ("Not done", (Outcome.FAILED,)),
    ("Not undone", (Outcome.STAYS,)),
    ("Left out", (Outcome.LEFT_OUT,)),
    ("Still to do", (Outcome.WAITING, Outcome.UNDOING)),
    ("Shown and open again", (Outcome.UNDONE,)),
)


@require_POST
def hide_and_close(request: HttpRequest) -> HttpResponse:
    reader(request)
    chosen = [pk for pk in map(number, request.POST.getlist("comment")) if pk]
    rule = number(request.POST.get("house_rule"))
    try:
        action = bulk.start(request.service, chosen, by=request.user, house_rule=rule)
    except MoveRefused as refused:
        messages.error(request, str(refused))
        form = FilterForm(QueryDict(request.POST.get("query", "")[:500]), service=request.service)
        return redirect(pages_queue.address(request.service, form.as_query))
    return redirect("inbox:bulk_action", service=request.service.slug, action_id=action.pk)


@require_http_methods(["GET", "POST"])
def one_action(request: HttpRequest, action_id: int) -> HttpResponse:
    """How far it is, what was left out and why; a POST undoes it."""
    reader(request)
    found = _action_or_404(request, action_id)
    if request.method == "POST":
        try:
            bulk.undo(found.pk, by=request.user)
        except MoveRefused as refused:
            messages.error(request, str(refused))
        return redirect("inbox:bulk_action", service=request.service.slug, action_id=action_id)
    context = _context(request, found, timezone.now())
    return render(request, "moderation/_bulk_run.html" if request.htmx else "moderation/bulk.html", context)


def _action_or_404(request: HttpRequest, action_id: int) -> BulkAction:
    rows = BulkAction.objects.visible_to(request.user).of_service(request.service)
    return get_object_or_404(rows.select_related("service", "by", "undone_by", "house_rule"), pk=action_id)


def _context(request: HttpRequest, found: BulkAction, now: dt.datetime) -> dict[str, Any]:
    rows = found.rows.select_related("comment__channel", "comment__service", "comment__claimed_by")
    rows = list(rows.prefetch_related("comment__kept_from"))
    prefer = preferences.of(request.user)
    lines = [_line(row, request, now, blurs=prefer.blurs_abuse) for row in rows]
    groups = [
        {"title": title, "lines": [line for line in lines if line["outcome"] in outcomes]} for title, outcomes in GROUPS
    ]
    numbers = Counter(row.outcome for row in rows)
    wanted = len(rows) - numbers[Outcome.LEFT_OUT]
    left = numbers[Outcome.WAITING] + (
        numbers[Outcome.UNDOING] + numbers[Outcome.DONE] + numbers[Outcome.FAILED] if found.state == "undoing" else 0
    )
    return {
        "action": found,
        "groups": [group for group in groups if group["lines"]],
        "is_under_way": found.state in bulk.UNDER_WAY,
        "strong": f"{wanted - left} of {wanted}",
        "percent": 100 * (wanted - left) // wanted if wanted else 100,
        "wanted": wanted,
        "can_undo": bool(wanted) and bulk.may_be_undone(found, now),
        "undo_until": found.at + bulk.UNDO_WITHIN,
    }


def _line(row: BulkRow, request: HttpRequest, now: dt.datetime, *, blurs: bool) -> dict[str, Any]:
    """One comment of it; of one that is kept from this person only that it is there."""
    line = {"outcome": row.outcome, "problem": row.problem, "pk": row.comment_id}
    if row.comment.is_kept_from(request.user):
        return line | {"problem": "This comment is kept from you."}
    return line | {"entry": pages_queue.queue_entry(row.comment, request.user, now, None, "", blurs=blurs)}

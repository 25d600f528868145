"""Looking again: the list, logging what a writer says, finding what it is about, deciding."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from audit import timeline
from moderation import words
from moderation.conduct import appeals, blocking
from moderation.conduct.forms_blocks import DecisionForm, LogAppealForm
from moderation.grievances import pages_incidents as pages
from moderation.handling import acting, playbooks
from moderation.handling.pages_comment import kept_words
from moderation.models import Appeal, Block
from moderation.moves import MoveRefused
from moderation.views_shared import comment_of, number, reader

PER_PAGE = 25


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """What is to be looked at again, or was."""
    reader(request)
    shows_decided = request.GET.get("show") == "decided"
    rows = appeals.visible_to(request.user, request.service).filter(decided_at__isnull=not shows_decided)
    rows = rows.select_related("comment__channel", "block__channel")
    rows = rows.order_by("-decided_at") if shows_decided else rows.order_by("due_on", "received_at")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    today = request.service.today(timezone.now())
    context = {
        "page": page,
        "heads": pages.APPEAL_HEADS,
        "rows": [pages.appeal_row(one, request.service, today) for one in page],
        "shows_decided": shows_decided,
    }
    return render(request, "moderation/appeals.html", context)


@require_http_methods(["GET", "POST"])
def log_for_comment(request: HttpRequest, comment_id: int) -> HttpResponse:
    """A writer asks us to look again at a comment that we took down."""
    comment = comment_of(request, comment_id)
    context = {"comment": comment, "stands": not appeals.is_taken_down(comment)}
    return _logged(request, context, lambda data: appeals.log_for_comment(comment_id, by=request.user, **data))


@require_http_methods(["GET", "POST"])
def log_for_block(request: HttpRequest, block_id: int) -> HttpResponse:
    """A writer asks us to look again at their block."""
    reader(request)
    rows = Block.objects.visible_to(request.user).of_service(request.service).select_related("channel")
    block = get_object_or_404(rows, pk=block_id)
    return _logged(request, {"held": block}, lambda data: appeals.log_for_block(block_id, by=request.user, **data))


def _logged(request: HttpRequest, context: dict[str, Any], act: Callable[[dict], Appeal]) -> HttpResponse:
    form = LogAppealForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = act(form.cleaned_data)
            except MoveRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, f"Logged. Somebody else decides by {made.due_on:%a %-d %b}.")
                return redirect("inbox:appeal", service=request.service.slug, appeal_id=made.pk)
    return render(request, "moderation/appeal_log.html", context | {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
def appeal(request: HttpRequest, appeal_id: int) -> HttpResponse:
    """One appeal: what the writer says, what it is about, and the decision."""
    reader(request)
    rows = appeals.visible_to(request.user, request.service).select_related(
        "service",
        "channel",
        "comment__channel",
        "comment__service",
        "block__channel",
        "logged_by",
        "decided_by",
        "section__version__policy",
    )
    found = get_object_or_404(rows, pk=appeal_id)
    form = DecisionForm(request.POST if request.POST.get("do") in ("uphold", "dismiss") else None)
    errors: list[str] = []
    if request.method == "POST":
        errors = _act(request, found, form)
        if not errors and not form.errors:
            return redirect("inbox:appeal", service=request.service.slug, appeal_id=appeal_id)
        found = rows.get(pk=appeal_id)
    refusal = "" if found.decided_at else appeals.refusal_to_decide(request.user, found)
    is_gone = request.method == "POST" and bool(found.decided_at or refusal)  # the form is no longer shown
    comments, blocks = ([], []) if found.comment_id or found.block_id else appeals.candidates(found, request.user)
    shape, word = pages.appeal_state(found, request.service.today(timezone.now()))
    context = {
        "appeal": found,
        "about": pages.appeal_about(found),
        "state": shape,
        "state_label": word,
        "form": form,
        "errors": errors,
        "refusal": refusal,
        "kept_words": kept_words(request.POST.dict()) if is_gone else [],
        "candidates": comments,
        "blocks": blocks,
        "is_lost": not (found.comment_id or found.block_id),
        "left": appeals.still_to_undo(found),
        "by_hand": _by_hand(found),
        "is_abusive": bool(found.comment) and words.is_abusive(found.comment.category, found.comment.flags),
        "was_deleted": bool(found.comment and found.comment.removed_at),
        "timeline": timeline.entries(found, request.user, 50),
    }
    return render(request, "moderation/appeal.html", context, status=422 if request.method == "POST" else 200)


def _by_hand(found: Appeal) -> bool:
    """Whether a person has to undo it on the network before they say that the writer is right."""
    if found.comment:
        return bool(found.comment.hidden_at) and not acting.is_automatic(found.comment, playbooks.SHOW_AGAIN)
    return bool(found.block) and (found.block.state == Block.State.BY_HAND or not blocking.is_automatic(found.block))


def _act(request: HttpRequest, found: Appeal, form: DecisionForm) -> list[str]:
    """Do what the pressed button says; what keeps it from being done, in sentences."""
    do, by = request.POST.get("do", ""), request.user
    left = ""
    try:
        if do == "match":
            chosen, _, pk = request.POST.get("about", "").partition("-")
            about = {f"{chosen}_id": number(pk)} if chosen in ("comment", "block") else {}
            appeals.match(found.pk, by=by, **about)
        elif do == "undo":
            left = appeals.undo(found.pk, by=by, by_hand=request.POST.get("by_hand") == "on")
        elif do not in ("uphold", "dismiss"):
            return ["Choose what you decide."]
        elif refusal := appeals.decided_already(found):
            return [refusal]
        elif refusal := appeals.refusal_to_decide(by, found):
            raise PermissionDenied(refusal)
        elif form.is_valid():
            _, left = appeals.decide(found.pk, by=by, upholds=do == "uphold", **form.cleaned_data)
            messages.success(request, "Decided. Now tell the writer, as you said.")
    except MoveRefused as refusal:
        return [str(refusal)]
    if left:
        messages.warning(request, f"Still to be undone: {left}")
    return []

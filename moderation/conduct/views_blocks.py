"""Blocks: the list, proposing one from a comment, deciding, carrying out by hand, lifting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from audit import timeline
from channels.networks import Action
from moderation.conduct import appeals, blocking
from moderation.conduct.forms_blocks import BlockForm, ReasonForm
from moderation.grievances import pages_incidents as pages
from moderation.handling.pages_comment import kept_words
from moderation.models import Block, Comment, HouseRule
from moderation.moves import MoveRefused
from moderation.views_shared import comment_of, reader
from policies import services as policies

PER_PAGE = 25
GROUNDS = ("section__version__policy", "lift_section__version__policy")
State = Block.State


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Who is blocked or proposed to be, or who was."""
    reader(request)
    shows_ended = request.GET.get("show") == "ended"
    rows = Block.objects.visible_to(request.user).of_service(request.service).filter(lifted_at__isnull=not shows_ended)
    page = Paginator(rows.select_related("channel"), PER_PAGE).get_page(request.GET.get("page"))
    today = request.service.today(timezone.now())
    context = {
        "page": page,
        "heads": pages.BLOCK_HEADS,
        "rows": [pages.block_row(one, request.service, today) for one in page],
        "shows_ended": shows_ended,
    }
    return render(request, "moderation/blocks.html", context)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Propose to block the writer of a comment; a manager decides at once."""
    comment, now = comment_of(request, comment_id), timezone.now()
    decides = not blocking.refusal_to_decide(request.user, request.service)
    parameters = policies.parameters_in_force(request.service)
    until = request.service.today(now) + dt.timedelta(days=parameters.block_days)
    form = BlockForm(request.POST or None, initial={"ends_on": until})
    current = blocking.current_of(comment.channel, comment.author_handle)
    status = 200
    if request.method == "POST":
        act = blocking.block_writer if decides else blocking.propose
        if form.is_valid() and (block := _tried(form, lambda: act(comment_id, by=request.user, **form.cleaned_data))):
            return redirect("inbox:block", service=request.service.slug, block_id=block.pk)
        status = 422
        current = blocking.current_of(comment.channel, comment.author_handle)
    refusal = blocking.refusal_to_block(comment.channel, comment.author_handle, now)
    is_gone = request.method == "POST" and bool(current or refusal)  # its form is no longer shown
    context = {
        "comment": comment,
        "form": form,
        "decides": decides,
        "current": current,
        "refusal": refusal,
        "kept_words": kept_words(request.POST.dict()) if is_gone else [],
        "breaches": _breaches(request, blocking.breaches(comment.channel, comment.author_handle, now)),
        "window_days": parameters.breach_window_days,
        "network_name": comment.channel.get_network_display(),
    }
    return render(request, "moderation/block_new.html", context, status=status)


@require_http_methods(["GET", "POST"])
def block(request: HttpRequest, block_id: int) -> HttpResponse:
    """One block: why, until when, how it stands on the network."""
    reader(request)
    rows = Block.objects.visible_to(request.user).of_service(request.service)
    people = ("decided_by", "proposed_by", "lifted_by")
    rows = rows.select_related("channel__service", "service", *GROUNDS, *people)
    found = get_object_or_404(rows, pk=block_id)
    refusal = blocking.refusal_to_decide(request.user, request.service)
    forms = _forms(request, found)
    status, errors, kept = 200, [], []
    if request.method == "POST":
        if refusal:
            raise PermissionDenied(refusal)
        do = _sent(request)
        form = forms.get(do)
        if form and form.is_valid() and _tried(form, lambda: _done(request, found, form)):
            return redirect("inbox:block", service=request.service.slug, block_id=block_id)
        status, found = 422, rows.get(pk=block_id)
        if do not in (offered := _forms(request, found)):  # a colleague was faster
            forms, errors, kept = offered, [blocking.as_it_stands(found)], kept_words(request.POST.dict())
    today = request.service.today(timezone.now())
    shape, word = pages.block_state(found, today)
    hidings = blocking.Step.objects.filter(comment__in=found.breaches, key="hide").select_related("comment")
    context = {
        "held": found,
        "state": shape,
        "state_label": word,
        "refusal": refusal,
        "forms": forms,
        "wrong": next((form for form in forms.values() if form.is_bound), None),
        "errors": errors,
        "kept_words": kept,
        "breaches": _breaches(request, hidings),
        "how_to_block": "" if blocking.is_automatic(found) else blocking.how_by_hand(found, Action.BLOCK),
        "how_to_unblock": blocking.how_by_hand(found, Action.UNBLOCK),
        "ends_by_hand": blocking.ends_by_hand(found, today),
        "is_there": found.lifted_at is None and blocking.is_there(found),
        "network_name": found.channel.get_network_display(),
        "appeals": appeals.visible_to(request.user, request.service).filter(block=found),
        "timeline": timeline.entries(found, request.user, 50),
    }
    return render(request, "moderation/block.html", context, status=status)


def _sent(request: HttpRequest) -> str:
    """Which form was sent: lifting has two buttons."""
    return request.POST.get("do", "").replace("lift_by_hand", "lift")


def _forms(request: HttpRequest, found: Block) -> dict[str, Form]:
    """What can be done now, by what it does; the one that was sent is bound."""
    sent = _sent(request)

    def made(do: str, form: type[Form], **more: Any) -> Form:
        return form(request.POST if sent == do else None, auto_id=f"{do}-%s", **more)

    if found.lifted_at:
        return {}
    if found.state == State.PROPOSED:
        start = {"reason": found.reason, "ends_on": found.ends_on}
        return {"block": made("block", BlockForm, initial=start), "decline": made("decline", ReasonForm)}
    forms: dict[str, Form] = {"lift": made("lift", ReasonForm)}
    if found.state in (State.ASKED, State.FAILED):
        forms |= {"by_hand": made("by_hand", Form), "retry": made("retry", Form)}
    return forms


def _done(request: HttpRequest, found: Block, form: Form) -> Block:
    data, by = form.cleaned_data, request.user
    acts: dict[str, Callable[[], Block]] = {
        "block": lambda: blocking.decide(found.pk, by=by, blocks=True, **data),
        "decline": lambda: blocking.decide(found.pk, by=by, blocks=False, **data),
        "by_hand": lambda: blocking.done_by_hand(found.pk, by=by),
        "retry": lambda: blocking.carry_out(found.pk),
        "lift": lambda: blocking.lift(found.pk, by=by, **data),
        "lift_by_hand": lambda: blocking.lift(found.pk, by=by, by_hand=True, **data),
    }
    return acts[request.POST["do"]]()


def _tried(form: Form, act: Callable[[], Block]) -> Block | None:
    try:
        return act()
    except MoveRefused as refusal:
        form.add_error(None, str(refusal))
        return None


def _breaches(request: HttpRequest, steps: Any) -> list[dict[str, Any]]:
    """When which house rule was broken, with a link to the comment, where this person may see it."""
    steps = list(steps[:20])
    seen = Comment.objects.visible_to(request.user).filter(pk__in=[one.comment_id for one in steps])
    seen = set(seen.values_list("pk", flat=True))
    names = dict(HouseRule.objects.of_service(request.service).values_list("pk", "name"))
    return [
        {
            "when": one.comment.posted_at,
            "rule": names.get(one.data.get("house_rule"), "a house rule"),
            "comment": one.comment_id if one.comment_id in seen else None,
            "is_hidden": one.comment.hidden_at is not None,
        }
        for one in steps
    ]

"""The safeguarding record. Logging by hand is in views_log, the list in views_queue, a comment in views_comment."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from audit.models import Event
from moderation import moves, permissions, workflow
from moderation.forms import EscalationForm
from moderation.handling import pages_comment
from moderation.inbox import preferences
from moderation.models import Comment
from moderation.safety import escalations
from moderation.views_shared import number, reader
from moderation.workflow import MoveRefused, Stale

REASON_TO_ALLOW = "allow_reason"  # not in the form of the record: it is asked for without an escalation too


@require_http_methods(["GET", "POST"])
def escalation(request: HttpRequest, comment_id: int) -> HttpResponse:
    """The safeguarding record of a comment, for the lead and their deputy alone."""
    reader(request)
    visible = Comment.objects.visible_to(request.user).of_service(request.service)
    found = get_object_or_404(pages_comment.loaded(visible), pk=comment_id)
    if refusal := permissions.refusal_to_lead(request.user, found):
        raise PermissionDenied(refusal)
    form, status = EscalationForm(request.POST or None), 200
    errors: list[str] = []
    typed: dict[str, str] = request.POST.dict()
    do = request.POST.get("do", "note")
    if request.method == "POST":
        try:
            _lead_decides(request, comment_id, do, form)
        except MoveRefused as error:
            found = pages_comment.loaded(visible).get(pk=comment_id)
            is_stale = isinstance(error, Stale)
            changed = pages_comment.what_changed(found, request.user, number(typed.get("seen")))
            errors, status = [(is_stale and changed) or str(error)], 409 if is_stale else 422
        else:
            unsaved = _unsaved(do, form, typed)
            if not unsaved and (form.is_valid() or do in ("seen", "allow")):
                then = reverse("inbox:comment", args=[request.service.slug, comment_id]) + "?look=1"
                return redirect(then if do == "allow" else request.path)
            found = pages_comment.loaded(visible).get(pk=comment_id)
            if unsaved:
                messages.info(request, "What you wrote below is not saved yet.")
                form, typed = EscalationForm(initial=unsaved), unsaved
            else:
                status = 422
    everything = list(found.escalations.select_related("raised_by", "seen_by", "closed_by", "section__version__policy"))
    current = next((one for one in everything if one.closed_at is None), None)
    asks_to_allow = pages_comment.asks_to_allow(found)
    has_a_place = [*(form.fields if current else ()), *([REASON_TO_ALLOW] if asks_to_allow else ())]
    context = {
        "comment": found,
        "said": pages_comment.said(found),
        "is_blurred": pages_comment.is_blurred(found, preferences.of(request.user)),
        "flag_summary": pages_comment.flag_summary(found),
        "emergency": pages_comment.emergency_card(found, request.user, timezone.now()) if current else None,
        "current": current,
        "earlier": [one for one in everything if one.closed_at],
        "form": form,
        "errors": errors,
        "asks_to_allow": asks_to_allow,
        "minimum_age": moves.facts_of(found).minimum_age,
        "is_in_their_place": not permissions.is_lead(request.user, request.service),
        "seen": Event.objects.about(found).order_by("-number").values_list("number", flat=True).first() or 0,
        "kept_words": pages_comment.kept_words({name: typed[name] for name in typed if name not in has_a_place}),
        "asked_reason": typed.get(REASON_TO_ALLOW, ""),
    }
    return render(request, "moderation/escalation.html", context, status=status)


def _unsaved(do: str, form: EscalationForm, typed: dict[str, str]) -> dict[str, str]:
    """What was typed beside what this button saved: it goes on standing in the form."""
    saves = {"seen": (), "allow": (REASON_TO_ALLOW,), "close": tuple(form.fields)}.get(do, ("concern",))
    if set(saves) & set(form.fields) and not form.is_valid():
        return {}  # nothing was saved, and the form comes back with its errors
    rest = {name: typed.get(name, "") for name in (*form.fields, REASON_TO_ALLOW) if name not in saves}
    return rest if any(words.strip() for words in rest.values()) else {}


def _lead_decides(request: HttpRequest, comment_id: int, do: str, form: EscalationForm) -> None:
    by = request.user
    if do == "seen":
        escalations.acknowledge(comment_id, by=by)
    elif do == "allow":
        workflow.allow_message(comment_id, by=by, reason=request.POST.get(REASON_TO_ALLOW, ""))
        messages.success(request, "A message may go out now.")
    elif form.is_valid() and do == "close":
        workflow.close_escalation(comment_id, by=by, version=number(request.POST.get("version")), **form.cleaned_data)
    elif form.is_valid():
        escalations.note(comment_id, by=by, concern=form.cleaned_data["concern"])
        messages.success(request, "Added to the concern. The escalation stays open.")

"""The safeguarding record. Logging by hand is in views_log, the list in views_queue, a comment in views_comment."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from moderation import permissions, workflow
from moderation.forms import EscalationForm
from moderation.handling import pages_comment
from moderation.inbox import preferences
from moderation.models import Comment
from moderation.safety import escalations
from moderation.views_shared import reader
from moderation.workflow import MoveRefused


@require_http_methods(["GET", "POST"])
def escalation(request: HttpRequest, comment_id: int) -> HttpResponse:
    """The safeguarding record of a comment, for the lead and their deputy alone."""
    reader(request)
    visible = Comment.objects.visible_to(request.user).of_service(request.service)
    found = get_object_or_404(pages_comment.loaded(visible), pk=comment_id)
    if refusal := permissions.refusal_to_lead(request.user, found):
        raise PermissionDenied(refusal)
    everything = list(found.escalations.select_related("raised_by", "seen_by", "closed_by"))
    current = next((one for one in everything if one.closed_at is None), None)
    initial = {name: getattr(current, name) for name in ("concern", "decision", "reason", "outcome")} if current else {}
    form = EscalationForm(request.POST or None, initial=initial)
    errors: list[str] = []
    if request.method == "POST":
        try:
            _lead_decides(request, comment_id, form)
        except MoveRefused as error:
            errors = [str(error)]
        else:
            if form.is_valid() or request.POST.get("do") in ("seen", "allow"):
                return redirect("inbox:escalation", service=request.service.slug, comment_id=comment_id)
    context = {
        "comment": found,
        "said": pages_comment.said(found),
        "is_blurred": pages_comment.is_blurred(found, preferences.of(request.user)),
        "flag_summary": pages_comment.flag_summary(found),
        "current": current,
        "earlier": [one for one in everything if one.closed_at],
        "form": form,
        "errors": errors,
        "is_under_13": "under_13" in found.flags,
        "asked_reason": request.POST.get("allow_reason", ""),
    }
    return render(request, "moderation/escalation.html", context, status=422 if request.method == "POST" else 200)


def _lead_decides(request: HttpRequest, comment_id: int, form: EscalationForm) -> None:
    do, by = request.POST.get("do", "note"), request.user
    if do == "seen":
        escalations.acknowledge(comment_id, by=by)
    elif do == "allow":
        workflow.allow_message(comment_id, by=by, reason=request.POST.get("allow_reason", ""))
    elif form.is_valid():
        data = form.cleaned_data
        escalations.note(comment_id, by=by, concern=data["concern"])
        if do == "close":
            workflow.close_escalation(
                comment_id, by=by, decision=data["decision"], reason=data["reason"], outcome=data["outcome"]
            )

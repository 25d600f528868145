"""The risk assessment of a channel: read, written, agreed, printed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from channels import pages, permissions, risks
from channels.models import Channel, RiskAssessment
from channels.risk_forms import RiskForm, RiskLines, initial_of, lines_of
from channels.risks import RiskRefused


@require_GET
def show(request: HttpRequest, channel_id: int, assessment_id: int | None = None) -> HttpResponse:
    """The one that waits to be agreed, or else the agreed one; or one of those before."""
    channel = pages.channel_of(request, channel_id)
    rows = channel.risk_assessments.select_related("responsible", "made_by", "agreed_by")
    agreed, waiting = risks.current(channel), risks.waiting(channel)
    shown = get_object_or_404(rows, pk=assessment_id) if assessment_id else (waiting or agreed)
    context = {
        "channel": channel,
        "shown": shown,
        "agreed": agreed,
        "waiting": waiting,
        "others": [row for row in rows if shown is None or row.pk != shown.pk],
        "table": risks.table(shown) if shown else [],
        "facts": _facts(shown) if shown else [],
        "mark": risks.mark(shown),
        "is_over": bool(shown and shown.review_on < request.service.today(timezone.now())),
        "refusal_to_write": permissions.refusal_to_write_risks(request.user, request.service),
        "refusal_to_agree": _refusal_to_agree(request, channel, shown),
    }
    return render(request, "channels/risks.html", context)


def edit(request: HttpRequest, channel_id: int) -> HttpResponse:
    """Write the assessment. "Add a line" draws the form again with room for more, and keeps nothing."""
    pages.refuse(permissions.refusal_to_write_risks(request.user, request.service))
    channel = pages.channel_of(request, channel_id)
    base = risks.waiting(channel) or risks.current(channel)
    initial, lines = initial_of(base, channel.network)
    if request.method != "POST":
        form = RiskForm(service=request.service, initial=initial | {"seen": risks.mark(base)})
        return _form(request, channel, form, RiskLines(initial=lines, prefix="risks"), base)
    data = request.POST.copy()
    wants_line = "add_line" in data
    if wants_line and (total := data.get("risks-TOTAL_FORMS", "")).isdigit():
        data["risks-TOTAL_FORMS"] = str(min(int(total) + 3, risks.MOST_RISKS))
    form = RiskForm(data, service=request.service)
    formset = RiskLines(data, prefix="risks")
    if wants_line:
        form.errors.clear()  # nothing is judged while it is being written
        formset.is_valid()
        for one in formset:
            one.errors.clear()
        return _form(request, channel, form, formset, base)
    if not (form.is_valid() & formset.is_valid()):
        return _form(request, channel, form, formset, base, status=422)
    try:
        risks.write(channel.pk, by=request.user, risks=lines_of(formset), **form.cleaned_data)
    except RiskRefused as refused:
        form.add_error(None, str(refused))
        return _form(request, channel, form, formset, base, status=409)
    messages.success(request, "The risk assessment is kept. Somebody else agrees it now.")
    return redirect("channels:risks", service=request.service.slug, channel_id=channel.pk)


@require_POST
def agree(request: HttpRequest, channel_id: int, assessment_id: int) -> HttpResponse:
    channel = pages.channel_of(request, channel_id)
    shown = get_object_or_404(channel.risk_assessments.select_related("made_by"), pk=assessment_id)
    pages.refuse(permissions.refusal_to_manage(request.user, request.service))
    try:
        risks.agree(shown.pk, by=request.user, seen=request.POST.get("seen", ""))
    except RiskRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "The risk assessment is agreed.")
    return redirect("channels:risks", service=request.service.slug, channel_id=channel.pk)


def _refusal_to_agree(request: HttpRequest, channel: Channel, shown: RiskAssessment | None) -> str:
    if shown is None or shown.agreed_at:
        return ""
    shown.channel = channel
    return permissions.refusal_to_agree_risks(request.user, shown, timezone.now())


def _facts(shown: RiskAssessment) -> list[dict[str, Any]]:
    facts = [
        {"term": "Responsible", "value": str(shown.responsible)},
        {"term": "Age limit", "value": f"{shown.age_limit} years"},
        {"term": "Review on", "value": f"{shown.review_on:%a} {shown.review_on.day} {shown.review_on:%b %Y}"},
        {"term": "Written by", "value": str(shown.made_by)},
    ]
    if shown.agreed_by:
        facts.append({"term": "Agreed by", "value": str(shown.agreed_by)})
    return facts


def _form(
    request: HttpRequest,
    channel: Channel,
    form: RiskForm,
    formset: Any,
    base: RiskAssessment | None,
    status: int = 200,
) -> HttpResponse:
    context = {"channel": channel, "form": form, "formset": formset, "base": base}
    return render(request, "channels/risk_edit.html", context, status=status)

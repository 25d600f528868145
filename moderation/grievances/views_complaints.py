"""Complaints: the list with its dates, recording one, and what is done about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from audit import timeline
from moderation.grievances import complaints, incidents
from moderation.grievances import pages_incidents as pages
from moderation.grievances.forms_incidents import (
    AcknowledgeForm,
    AnswerForm,
    ComplaintForm,
    HandOnForm,
    SecondStageForm,
)
from moderation.models import Complaint
from moderation.moves import MoveRefused
from moderation.views_shared import reader

PER_PAGE = 25


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Open complaints by their next date, or those that are answered."""
    reader(request)
    shows_answered = request.GET.get("show") == "answered"
    rows = complaints.visible_to(request.user, request.service).filter(answered_on__isnull=not shows_answered)
    rows = rows.select_related("incident", "handled_by")
    rows = rows.order_by("-answered_on", "-pk") if shows_answered else rows.order_by("answer_by", "pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    today = request.service.today(timezone.now())
    context = {
        "page": page,
        "heads": pages.COMPLAINT_HEADS,
        "rows": [pages.complaint_row(one, request.service, today) for one in page],
        "shows_answered": shows_answered,
    }
    return render(request, "moderation/complaints.html", context)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, incident_id: int) -> HttpResponse:
    """Record that an incident has become a complaint."""
    reader(request)
    found = get_object_or_404(incidents.visible_to(request.user, request.service), pk=incident_id)
    now = timezone.now()
    people = complaints.handlers(found, now)
    form = ComplaintForm(request.POST or None, people=people, initial={"made_on": request.service.today(now)})
    if request.method == "POST" and form.is_valid():
        made = _tried(form, lambda: complaints.open_complaint(incident_id, by=request.user, **form.cleaned_data))
        if made:
            messages.success(request, f"Recorded as {made.number}. Acknowledge it by {made.acknowledge_by:%-d %b}.")
            return redirect("inbox:complaint", service=request.service.slug, complaint_id=made.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "moderation/complaint_new.html", {"incident": found, "form": form}, status=status)


@require_http_methods(["GET", "POST"])
def complaint(request: HttpRequest, complaint_id: int) -> HttpResponse:
    """One complaint: its dates, and the form for what comes next."""
    reader(request)
    rows = complaints.visible_to(request.user, request.service)
    found = get_object_or_404(
        rows.select_related("incident__service", "handled_by", "opened_by", "service"), pk=complaint_id
    )
    now = timezone.now()
    forms = _forms(request, found)
    status = 200
    if request.method == "POST":
        do = request.POST.get("do", "")
        form = forms.get(do)
        if form and form.is_valid() and (done := _done(request, found, do, form)):
            messages.success(request, "Saved.")
            return redirect("inbox:complaint", service=request.service.slug, complaint_id=done.pk)
        status = 422
    today = request.service.today(now)
    shape, word = pages.complaint_state(found, today)
    stages = rows.filter(incident=found.incident).exclude(pk=found.pk)
    context = {
        "complaint": found,
        "state": shape,
        "state_label": word,
        "next_step": complaints.next_step(found),
        "other_stage": stages.first(),
        "forms": forms,
        "wrong": next((form for form in forms.values() if form.is_bound), None),
        "timeline": timeline.entries(found, request.user, 50),
    }
    return render(request, "moderation/complaint.html", context, status=status)


def _forms(request: HttpRequest, found: Complaint) -> dict[str, Form]:
    """The forms that this complaint has now, by what they do; the one that was sent is bound."""
    now = timezone.now()
    today = {"on": request.service.today(now)}
    sent = request.POST.get("do", "") if request.method == "POST" else ""

    def made(do: str, form: type[Form], **more: Any) -> Form:
        return form(request.POST if sent == do else None, auto_id=f"{do}-%s", **more)

    people = complaints.handlers(found.incident, now)
    if found.answered_on:
        if found.stage == 2 or found.outcome == "withdrawn" or found.incident.complaints.filter(stage=2).exists():
            return {}
        others = [one for one in people if one.pk != found.handled_by_id]
        return {"second_stage": made("second_stage", SecondStageForm, people=others, initial={"made_on": today["on"]})}
    forms: dict[str, Form] = {}
    if not found.acknowledged_on:
        forms["acknowledge"] = made("acknowledge", AcknowledgeForm, initial=today)
    forms["answer"] = made("answer", AnswerForm, initial=today)
    forms["hand_on"] = made("hand_on", HandOnForm, people=people)
    return forms


def _done(request: HttpRequest, found: Complaint, do: str, form: Form) -> Complaint | None:
    data, by = form.cleaned_data, request.user
    acts: dict[str, Callable[[], Complaint]] = {
        "acknowledge": lambda: complaints.acknowledge(found.pk, by=by, on=data["on"]),
        "answer": lambda: complaints.answer(found.pk, by=by, **data),
        "hand_on": lambda: complaints.hand_on(found.pk, by=by, to=data["handled_by"]),
        "second_stage": lambda: complaints.second_stage(found.pk, by=by, **data),
    }
    return _tried(form, acts[do])


def _tried(form: Form, act: Callable[[], Complaint]) -> Complaint | None:
    try:
        return act()
    except MoveRefused as refusal:
        form.add_error(None, str(refusal))
        return None

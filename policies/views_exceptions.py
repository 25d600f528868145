"""Exceptions from a rule: what is asked for, in use and over; asking, deciding, ending."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from policies import exceptions, permissions
from policies import rules as engine
from policies.forms_exceptions import AskForm, DecisionForm, EndForm
from policies.models import RuleException
from policies.refusals import Refused
from policies.views import deny

PAST_SHOWN = 30
State = RuleException.State


def _rows(request: HttpRequest):
    rows = RuleException.objects.visible_to(request.user).of_service(request.service)
    return rows.select_related("policy__service", "channel", "asked_by", "decided_by")


@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """Every exception, and the form to ask for one."""
    refusal = permissions.refusal_to_ask_for_exceptions(request.user, request.service)
    if request.method == "POST":
        deny(refusal)
    form = _ask_form(request, request.POST or None)
    status = 200
    if request.method == "POST":
        if form.is_valid() and _ask(request, form):
            messages.success(request, "The exception is asked for. A line or service manager decides.")
            return redirect("policies:exceptions", service=request.service.slug)
        status = 409 if form.non_field_errors() else 422
    return _page(request, form=form, status=status)


def _ask_form(request: HttpRequest, data: QueryDict | None = None) -> AskForm:
    """A month from today is proposed; the address may name the rule and the channel."""
    today = request.service.today(timezone.now())
    wish = {name: request.GET[name] for name in ("rule", "channel") if request.GET.get(name)}
    initial = {"starts_on": today, "ends_on": today + dt.timedelta(days=29), **wish}
    return AskForm(data, service=request.service, initial=initial)


def _ask(request: HttpRequest, form: AskForm) -> bool:
    try:
        exceptions.ask(request.service, by=request.user, **form.cleaned_data)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _page(request: HttpRequest, *, form: AskForm | None = None, status: int = 200, **more: Any) -> HttpResponse:
    today = request.service.today(timezone.now())
    rows = [_shown(request, one, today) for one in _rows(request).annotate(posts=Count("uses"))]
    context = {
        "form": form or _ask_form(request),
        "refusal": permissions.refusal_to_ask_for_exceptions(request.user, request.service),
        "asked": [row for row in rows if row["stage"] == "asked"],
        "in_use": [row for row in rows if row["stage"] == "in use"],
        "ahead": [row for row in rows if row["stage"] == "ahead"],
        "past": [row for row in rows if row["stage"] == "past"][:PAST_SHOWN],
        **more,
    }
    return render(request, "policies/exceptions.html", context, status=status)


def _shown(request: HttpRequest, row: RuleException, today: dt.date) -> dict[str, Any]:
    spec = engine.CATALOGUE.get(row.rule)
    days_left = (row.ends_on - today).days
    return {
        "row": row,
        "title": spec.title if spec else row.rule,
        "stage": _stage(row, today),
        "posts": row.posts,
        "left": "Its last day is today" if days_left == 0 else f"{days_left} day{'s' * (days_left != 1)} left",
        "why_not_decide": permissions.refusal_to_decide_on_exception(request.user, row),
        "why_not_grant": exceptions.refusal_to_grant(request.user, row, timezone.now()),
        "may_end": not permissions.refusal_to_end_exception(request.user, row),
        "note_form": DecisionForm(auto_id=f"id_{row.pk}_%s"),
    }


def _stage(row: RuleException, today: dt.date) -> str:
    """asked, ahead, in use or past; what nobody decided about in time is past too."""
    if row.state in (State.DECLINED, State.ENDED) or row.ends_on < today:
        return "past"
    if row.state == State.ASKED:
        return "asked"
    return "in use" if row.starts_on <= today else "ahead"


@require_POST
def decide(request: HttpRequest, exception_id: int) -> HttpResponse:
    """Grant or decline, as the pressed button says."""
    row = get_object_or_404(_rows(request), pk=exception_id)
    deny(permissions.refusal_to_decide_on_exceptions(request.user, request.service))
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, errors=form.errors.get("note", []), status=422)
    grants = request.POST.get("decision") == "grant"
    try:
        exceptions.decide(row.pk, by=request.user, grants=grants, note=form.cleaned_data["note"])
    except Refused as refused:
        return _page(request, errors=[str(refused)], status=409)
    said = f"granted until {row.ends_on:%-d %b %Y}" if grants else "declined"
    messages.success(request, f"The exception on {row.channel} is {said}.")
    return redirect("policies:exceptions", service=request.service.slug)


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, exception_id: int) -> HttpResponse:
    """Asks, then ends an exception that is in use."""
    row = get_object_or_404(_rows(request), pk=exception_id)
    deny(permissions.refusal_to_end_exception(request.user, row))
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            exceptions.end_early(row.pk, by=request.user, reason=form.cleaned_data["reason"])
        except Refused as refused:
            return _page(request, errors=[str(refused)], status=409)
        messages.success(request, f"The exception on {row.channel} has ended. The rule stops posts again.")
        return redirect("policies:exceptions", service=request.service.slug)
    spec = engine.CATALOGUE.get(row.rule)
    context = {"row": row, "title": spec.title if spec else row.rule, "form": form}
    return render(request, "policies/end_exception.html", context, status=422 if form.is_bound else 200)

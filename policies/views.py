"""Pages of policies: the list, one version and its moves, reviews, quiet periods."""

from __future__ import annotations

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from policies import (
    completeness,
    coverage_page,
    diff_pages,
    digests,
    forms,
    pages,
    permissions,
    reading_pages,
    services,
    starter,
    workflow,
)
from policies.models import Policy, PolicyKind, PolicyVersion, QuietPeriod, VersionState
from policies.refusals import Refused

MOVE_FORMS: dict[str, type[django_forms.Form]] = {
    "approve": forms.ApproveForm,
    "return_for_changes": forms.ReturnForm,
    "schedule": forms.ScheduleForm,
    "put_in_force": forms.UrgentForm,
}
SHOWN_AS = {"return_for_changes": "return_form", "schedule": "schedule_form", "put_in_force": "urgent_form"}
"""What the page calls the form of a move that asks for something."""
DONE = {
    "submit": "Version {number} is in review. Its text can no longer be changed.",
    "return_for_changes": "Version {number} went back to its author with your note.",
    "approve": "Version {number} is approved. A service manager says when it begins.",
    "schedule": "Version {number} comes into force on {effective_from:%-d %b %Y}, at five past midnight.",
    "put_in_force": "Version {number} is in force.",
    "withdraw": "Version {number} is withdrawn.",
}


def deny(reason: str) -> None:
    """A 403 page with the reason, when there is one."""
    if reason:
        raise PermissionDenied(reason)


def version_of(request: HttpRequest, version_id: int) -> PolicyVersion:
    """The version, or 404 when it is not of this service or the person is no member."""
    versions = PolicyVersion.objects.visible_to(request.user).of_service(request.service)
    return get_object_or_404(
        versions.select_related("policy__service", "policy__owner", "author", "approved_by"), pk=version_id
    )


def measured_version_of(request: HttpRequest, version_id: int) -> PolicyVersion:
    """The same, of the policy from which rules, reply templates and clocks run; another document has no such page."""
    version = version_of(request, version_id)
    if not version.is_measured:
        raise Http404
    return version


def policy_of(request: HttpRequest, policy_id: int) -> Policy:
    return get_object_or_404(
        Policy.objects.visible_to(request.user).of_service(request.service).select_related("service"), pk=policy_id
    )


def policy_list(request: HttpRequest, *, errors: list[str] | None = None, status: int = 200) -> HttpResponse:
    """Every document of the service: what is in force, since when, and when it is looked at again."""
    context = {
        "rows": pages.policy_rows(request.service, request.service.today(timezone.now())),
        "refusal": permissions.refusal_to_write(request.user, request.service),
        "errors": errors or [],
    }
    return render(request, "policies/list.html", context, status=status)


def new(request: HttpRequest) -> HttpResponse:
    """A new document: the starter text or an empty one."""
    deny(permissions.refusal_to_write(request.user, request.service))
    form = forms.NewPolicyForm(
        request.POST or None,
        owners=services.people_to_own(request.service),
        initial={"start_with": "starter", "owner": request.user.pk},
    )
    if request.method == "POST" and form.is_valid():
        try:
            version = _create(request, form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Version {version.number} is a draft. Nobody is bound by it yet.")
            return redirect(pages.url("edit", version))
    return render(request, "policies/new.html", {"form": form}, status=422 if form.is_bound else 200)


def _create(request: HttpRequest, data: dict[str, Any]) -> PolicyVersion:
    if data["start_with"] == forms.NewPolicyForm.STARTER:
        return starter.create_starter_policy(request.service, data["owner"], request.user)
    policy = services.create_policy(
        request.service, title=data["title"], kind=data["kind"] or "other", owner=data["owner"], by=request.user
    )
    return workflow.start_version(policy, by=request.user)


@require_POST
def start(request: HttpRequest, policy_id: int) -> HttpResponse:
    """A draft that follows the version in force."""
    policy = policy_of(request, policy_id)
    deny(permissions.refusal_to_write(request.user, request.service))
    try:
        version = workflow.start_version(policy, by=request.user)
    except Refused as refusal:
        return policy_list(request, errors=[str(refusal)], status=409)
    messages.success(request, f"Version {version.number} is a copy of what is in force. Change what has to change.")
    return redirect(pages.url("edit", version))


def version(request: HttpRequest, version_id: int) -> HttpResponse:
    """The reading page."""
    return _version_page(request, version_of(request, version_id))


def _version_page(
    request: HttpRequest,
    row: PolicyVersion,
    *,
    bound: dict[str, django_forms.Form] | None = None,
    errors: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    moves = workflow.available(row, request.user)
    may_write = not permissions.refusal_to_write(request.user, request.service)
    may_edit = may_write and row.is_editable
    versions = list(row.policy.versions.order_by("-major", "-minor"))
    base = next((one for one in versions if one.state == VersionState.IN_FORCE and one.pk != row.pk), None)
    compared = base if row.state in workflow.OPEN_STATES else None
    standing, before = digests.sections_of(row, compared or row)
    sections = pages.sections(row, standing, may_edit=may_edit)
    unbound = pages.unbound_rules(row, sections)
    running = len([rule for one in sections for rule in one["rules"] if rule["severity"]]) + len(unbound)
    templates = sum(len(one["templates"]) for one in sections)
    today = request.service.today(timezone.now())
    may_see_readings = not permissions.refusal_to_see_readings(request.user, request.service)
    context = {
        "version": row,
        "policy": row.policy,
        "facts": pages.facts(row, today, running, templates),
        "sections": sections,
        "changed": [one for one in sections if one["row"].change],
        "contents": [{"url": f"#{one['key']}", "text": f"{one['number']}. {one['title']}"} for one in sections],
        "unbound": unbound,
        **coverage_page.panel(row, may_edit=may_edit, sections=standing),
        "base": compared,
        "comparison": compared and diff_pages.compared(compared, before, row, standing),
        "others": [one for one in versions if one.pk != row.pk],
        "compare_with": base if compared else diff_pages.earlier(row, versions),
        "reading": reading_pages.panel(row, request.user, today, may_see=may_see_readings) if row.in_force_at else None,
        "timeline": pages.timeline(row, versions),
        "history": pages.history(row),
        "moves": moves,
        "no_question": completeness.without_questions(row, standing) if row.state in workflow.OPEN_STATES else "",
        "may_write": may_write,
        "may_edit": may_edit,
        "may_backtest": _may_backtest(request, row),
        "on_its_way": next((one for one in versions if one.state in workflow.OPEN_STATES and one.pk != row.pk), None),
        "overdue": bool(row.state == VersionState.IN_FORCE and row.next_review_on and row.next_review_on < today),
        "approve_form": forms.ApproveForm(initial={"seen": row.edited_at.isoformat()}),
        "return_form": forms.ReturnForm(),
        "schedule_form": forms.ScheduleForm(initial={"effective_from": row.effective_from}),
        "urgent_form": forms.UrgentForm(),
        "errors": errors or [],
        "wrong_form": None,
        **(bound or {}),
    }
    return render(request, "policies/version.html", context, status=status)


def _may_backtest(request: HttpRequest, row: PolicyVersion) -> bool:
    """Whether the page asks for the panel about past posts; it comes from posts, which policies know nothing of."""
    is_social_media = row.policy.kind == PolicyKind.SOCIAL_MEDIA
    may = not permissions.refusal_to_backtest(request.user, request.service)
    return may and is_social_media and row.state in workflow.OPEN_STATES


@require_POST
def move(request: HttpRequest, version_id: int, verb: str) -> HttpResponse:
    """One move of the table; a refused one shows the page again with the sentence and what was typed."""
    if verb not in workflow.MOVES:
        raise Http404
    row = version_of(request, version_id)
    deny(workflow.MOVES[verb].refusal(request.user, row, timezone.now()))
    form = MOVE_FORMS.get(verb, forms.NothingToSay)(request.POST)
    name = SHOWN_AS.get(verb)
    bound = {name: form, "wrong_form": form} if name else {}
    if not form.is_valid():
        return _version_page(request, row, bound=bound, status=422)
    try:
        row = getattr(workflow, verb)(row.pk, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        row = version_of(request, version_id)
        return _version_page(request, row, bound=bound, errors=[str(refusal)], status=409)
    messages.success(request, DONE[verb].format(number=row.number, effective_from=row.effective_from))
    return redirect(pages.url("version", row))


def withdraw(request: HttpRequest, version_id: int) -> HttpResponse:
    """Asks before a version is given up; the answer goes to `move`."""
    row = version_of(request, version_id)
    deny(permissions.refusal_to_write(request.user, request.service))
    refusal = workflow.available(row, request.user)["withdraw"]
    if refusal:
        return _version_page(request, row, errors=[refusal], status=409)
    return render(request, "policies/withdraw.html", {"version": row, "policy": row.policy})


def quiet_periods(request: HttpRequest) -> HttpResponse:
    """Days on which nothing goes out: those to come, those that are over or were taken back, and a form."""
    refusal = permissions.refusal_to_set_quiet_periods(request.user, request.service)
    if request.method == "POST":
        deny(refusal)
    form = forms.QuietPeriodForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            period = services.set_quiet_period(request.service, by=request.user, **form.cleaned_data)
        except Refused as wrong:
            form.add_error("ends_on", str(wrong))
        else:
            messages.success(request, f"{period.name}: nothing goes out on these days.")
            return redirect("policies:quiet_periods", service=request.service.slug)
    today = request.service.today(timezone.now())
    rows = list(QuietPeriod.objects.visible_to(request.user).of_service(request.service).select_related("set_by"))
    context = {
        "form": form,
        "refusal": refusal,
        "today": today,
        "ahead": [one for one in rows if not one.ended_at and one.ends_on >= today],
        "past": [one for one in reversed(rows) if one.ended_at or one.ends_on < today][:20],
    }
    return render(request, "policies/quiet_periods.html", context, status=422 if form.is_bound else 200)


def end_quiet_period(request: HttpRequest, period_id: int) -> HttpResponse:
    """Asks, then takes a quiet period back."""
    rows = QuietPeriod.objects.visible_to(request.user).of_service(request.service)
    period = get_object_or_404(rows, pk=period_id)
    deny(permissions.refusal_to_set_quiet_periods(request.user, request.service))
    if request.method == "POST":
        try:
            services.take_back_quiet_period(period.pk, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{period.name} is taken back. Posts may go out on these days again.")
        return redirect("policies:quiet_periods", service=request.service.slug)
    return render(request, "policies/end_quiet_period.html", {"period": period})

"""The catalogue of rules under a version, and trying one of them on a text. How a draft sets one: views_draft.py."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from policies import forms, pages, permissions, rule_pages
from policies import rules as engine
from policies.forms_trying import TryForm
from policies.models import PolicyVersion, RuleSetting
from policies.views import measured_version_of


def catalogue(request: HttpRequest, version_id: int) -> HttpResponse:
    """Every rule: what it looks for, its section, how strongly it speaks, how it did."""
    version = measured_version_of(request, version_id)
    by = request.GET.get("by", "family")
    context = {
        "version": version,
        "policy": version.policy,
        "may_edit": _may_edit(request, version),
        "groups": rule_pages.catalogue(version, by, timezone.now()),
        "orders": [{"key": key, "label": label} for key, label in rule_pages.ORDERS.items()],
        "by": by if by in rule_pages.ORDERS else "family",
        "here": "rules",
    }
    return render(request, "policies/rules.html", context)


def _may_edit(request: HttpRequest, version: PolicyVersion) -> bool:
    return version.is_editable and not permissions.refusal_to_write(request.user, request.service)


def try_rule(request: HttpRequest, version_id: int, rule: str) -> HttpResponse:
    """What a rule says to what is typed, as this version sets it or as the form shows it unsaved. Nothing is kept."""
    version = measured_version_of(request, version_id)
    spec = engine.CATALOGUE.get(rule)
    if spec is None:
        raise Http404
    if request.method != "POST":
        return redirect(pages.url("rule", version, rule=rule))
    setting = version.rule_settings.filter(rule=rule).select_related("section").first()
    form, params, error = _unsaved(request, version, spec, setting)
    now = timezone.now()
    box = box_of(request, version, rule, now, request.POST)
    error = error or ("" if box.is_valid() else box.problems)
    context = {
        "version": version,
        "policy": version.policy,
        "may_edit": _may_edit(request, version),
        "spec": spec,
        "setting": setting,
        "severity": severity_in_words(spec, setting),
        "form": form,
        "here": "rules",
        "box": box,
        "try_error": error,
        **rule_pages.context(version, spec, setting, now=now, params=params, tried=None if error else box.draft()),
    }
    template = "policies/_tried.html" if request.htmx else "policies/rule.html"
    return render(request, template, context, status=422 if error and not request.htmx else 200)


def box_of(
    request: HttpRequest, version: PolicyVersion, rule: str, now: dt.datetime, data: QueryDict | None = None
) -> TryForm:
    """The box to try a rule; beside the form of its settings it is sent with that form."""
    belongs_to = "rule-form" if _may_edit(request, version) else ""
    return TryForm(data, service=version.service, rule=rule, belongs_to=belongs_to, now=now)


def _unsaved(
    request: HttpRequest, version: PolicyVersion, spec: engine.RuleSpec, setting: RuleSetting | None
) -> tuple[forms.RuleForm, dict[str, Any] | None, str]:
    """The rule's form as it was sent, nothing of it lost or saved; its parameters; and what is wrong with them."""
    initial = forms.RuleForm.initial_of(spec, setting)
    if "severity" not in request.POST or not _may_edit(request, version):
        return forms.RuleForm(version=version, spec=spec, initial=initial), None, ""
    sent = forms.RuleForm(request.POST, version=version, spec=spec)
    sent.is_valid()
    typed = {name: sent[name].value() for name in sent.fields}
    form = forms.RuleForm(version=version, spec=spec, initial=typed)
    wrong = [sent.fields[name].label for name in sent.errors if name.startswith("param_")]
    if wrong:
        return form, None, f"“{wrong[0]}” cannot be read, so the text was not tried. Mend it first."
    try:
        params = sent.params()
        spec.params_from(params)
    except engine.ParamsRefused as refused:
        return form, None, str(refused)
    return form, params, ""


def severity_in_words(spec: engine.RuleSpec, setting: RuleSetting | None) -> str:
    if setting is None:
        return spec.severity.label
    return "Off" if setting.severity == RuleSetting.Severity.OFF else engine.Severity(setting.severity).label

"""The editor of a draft: sections, rules, reply templates, clocks, facts. Every page works without JavaScript.

Readers see the pages of rules and reply templates without a form.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from policies import completeness, confirming, drafting, forms, pages, permissions, rule_pages
from policies import rules as engine
from policies.models import PolicyVersion, ReplyTemplate, RuleSetting, Section, StandardItem
from policies.param_labels import label_and_hint
from policies.parameters import LABELS
from policies.refusals import Refused, Stale
from policies.views import deny, measured_version_of, version_of
from policies.views_rules import box_of, severity_in_words


def for_writers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Only for who may write; whoever opens the editor of a frozen version is led to its text."""

    @wraps(view)
    def inner(request: HttpRequest, version_id: int, **kwargs: Any) -> HttpResponse:
        version = version_of(request, version_id)
        deny(permissions.refusal_to_write(request.user, request.service))
        if request.method == "GET" and not version.is_editable:
            state = version.get_state_display().lower()
            messages.info(request, f"Version {version.number} is {state}, so its text can no longer be changed.")
            return redirect(pages.url("version", version))
        return view(request, version, **kwargs)

    return inner


def _may_edit(request: HttpRequest, version: PolicyVersion) -> bool:
    return version.is_editable and not permissions.refusal_to_write(request.user, request.service)


def _page(request: HttpRequest, page: str, version: PolicyVersion, **context: Any) -> HttpResponse:
    form = context.get("form")
    status = 200
    if form is not None and form.is_bound:
        status = 409 if form.non_field_errors() else 422
    context |= {"version": version, "policy": version.policy, "may_edit": _may_edit(request, version)}
    return render(request, page, context, status=status)


def _save(
    request: HttpRequest,
    form: forms.StampedForm,
    write: Callable[[], Any],
    row: Callable[[], models.Model | None],
    *,
    done: str,
    to: str,
) -> HttpResponse | None:
    """Write and go on; None when it was refused, with the sentence on the form and what was typed still in it."""
    try:
        write()
    except Stale as refusal:
        form.add_error(None, str(refusal))
        saved = row()
        form.renew(drafting.stamp(saved))
        form.saved = _in_words(saved)
        return None
    except (Refused, engine.ParamsRefused) as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, done)
    return redirect(to)


def _in_words(row: models.Model | None) -> str:
    """What is saved now, to stand beside what was typed; each fact on a line of its own."""
    match row:
        case Section():
            facts = [row.title, row.body, row.get_change_display()]
        case ReplyTemplate():
            facts = [row.name, row.get_purpose_display(), row.body]
        case RuleSetting():
            params = [f"{_param_label(row.rule, name)}: {_said(value)}" for name, value in row.params.items()]
            facts = [str(row.section), row.get_severity_display(), *params]
        case PolicyVersion():
            clocks = [f"{LABELS[name][0]}: {value}" for name, value in row.parameters.items()]
            dates = [f"Review every {row.cycle_months} months", f"From {row.effective_from or 'no date yet'}"]
            facts = [row.change_note, *dates, *clocks]
        case _:
            facts = []
    return "\n".join(fact for fact in facts if fact)


def _param_label(rule: str, name: str) -> str:
    return label_and_hint(engine.CATALOGUE[rule], name)[0] if rule in engine.CATALOGUE else name


@for_writers
def edit(request: HttpRequest, version: PolicyVersion) -> HttpResponse:
    """The draft's sections in their order, and what is missing before review."""
    unmarked = {section.pk for section in completeness.changed_without_mark(version)}
    rows = list(
        version.sections.annotate(
            rules=models.Count("rule_settings", distinct=True), templates=models.Count("reply_templates", distinct=True)
        )
    )
    for section in rows:
        section.is_unmarked = section.pk in unmarked
    return _page(
        request,
        "policies/edit.html",
        version,
        sections=rows,
        missing=completeness.missing(version),
        base=completeness.base_of(version),
        unconfirmed=_unconfirmed(version),
    )


@for_writers
def facts(request: HttpRequest, version: PolicyVersion) -> HttpResponse:
    """Change note, cycle, proposed date."""
    initial = {name: getattr(version, name) for name in ("change_note", "cycle_months", "effective_from")}
    form = forms.FactsForm(request.POST or None, initial={**initial, "seen": drafting.stamp(version)})
    if request.method == "POST" and form.is_valid():
        answer = _save(
            request,
            form,
            lambda: drafting.save_facts(version.pk, by=request.user, **form.cleaned_data),
            lambda: PolicyVersion.objects.get(pk=version.pk),
            done="Note and dates are saved.",
            to=pages.url("edit", version),
        )
        if answer:
            return answer
    return _page(request, "policies/form.html", version, form=form, title="Note and dates", here="facts")


@for_writers
def clocks(request: HttpRequest, version: PolicyVersion) -> HttpResponse:
    """Clocks and limits that the policy sets."""
    if not version.is_measured:
        raise Http404
    initial = {**forms.ParametersForm.initial_of(version), "seen": drafting.stamp(version)}
    form = forms.ParametersForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        answer = _save(
            request,
            form,
            lambda: drafting.save_parameters(version.pk, by=request.user, values=form.values(), seen=seen),
            lambda: PolicyVersion.objects.get(pk=version.pk),
            done="Clocks and limits are saved.",
            to=pages.url("edit", version),
        )
        if answer:
            return answer
    return _page(request, "policies/form.html", version, form=form, title="Clocks and limits", here="clocks")


# Sections


@for_writers
def section(request: HttpRequest, version: PolicyVersion, section_id: int | None = None) -> HttpResponse:
    """Add a section, or change one. One that a colleague removed meanwhile comes back as a new one."""
    row = version.sections.filter(pk=section_id).first() if section_id else None
    if section_id and row is None and request.method != "POST":
        raise Http404
    form = forms.SectionForm(request.POST or None, initial=_section_initial(request, row))
    if request.method == "POST" and section_id and row is None:
        form.add_error(None, "This section was removed meanwhile. Save again to add it at the end.")
    elif request.method == "POST" and form.is_valid():
        answer = _save(
            request,
            form,
            lambda: _write_section(request, version, row, dict(form.cleaned_data)),
            lambda: Section.objects.get(pk=row.pk),
            done=f"“{form.cleaned_data['title']}” is saved.",
            to=pages.url("edit", version),
        )
        if answer:
            return answer
    return _page(
        request,
        "policies/section.html",
        version,
        form=form,
        section=row,
        title=f"Section {row.position}: {row.title}" if row else "Add a section",
        action=pages.url("section", version, section_id=row.pk) if row else pages.url("new_section", version),
        here="edit",
        unconfirmed=[one for one in _unconfirmed(version) if row and one.section.pk == row.pk],
    )


def _unconfirmed(version: PolicyVersion) -> list[confirming.Unconfirmed]:
    return confirming.unconfirmed(version, completeness.base_of(version))


def _section_initial(request: HttpRequest, row: Section | None) -> dict[str, Any]:
    if row:
        names = ("title", "body", "standard_item", "change", "guidance_only")
        return {name: getattr(row, name) for name in names} | {"seen": drafting.stamp(row)}
    item = request.GET.get("item", "")
    if item not in StandardItem.values:
        return {"change": Section.Change.MEANING}
    return {"change": Section.Change.MEANING, "standard_item": item, "title": StandardItem(item).label}


def _write_section(request: HttpRequest, version: PolicyVersion, row: Section | None, data: dict[str, Any]) -> None:
    seen = data.pop("seen")
    if row:
        drafting.save_section(row.pk, by=request.user, seen=seen, **data)
    else:
        drafting.add_section(version.pk, by=request.user, **data)


@require_POST
@for_writers
def confirm(request: HttpRequest, version: PolicyVersion, section_id: int) -> HttpResponse:
    """“Still right”: one rule, one reply template, or all that stands on a changed section."""
    row = get_object_or_404(version.sections, pk=section_id)
    form = forms.ConfirmForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        drafting.confirm(row.pk, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Confirmed for section {row.position}, {row.title}, as it reads now.")
    return redirect(f"{pages.url('edit', version)}#page-confirm")


@require_POST
@for_writers
def move_section(request: HttpRequest, version: PolicyVersion, section_id: int) -> HttpResponse:
    row = get_object_or_404(version.sections, pk=section_id)
    try:
        row = drafting.move_section(row.pk, by=request.user, up=request.POST.get("direction") == "up")
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(pages.url("version", version))
    messages.success(request, f"“{row.title}” is now section {row.position}.")
    return redirect(f"{pages.url('edit', version)}#section-{row.pk}")


@for_writers
def remove_section(request: HttpRequest, version: PolicyVersion, section_id: int) -> HttpResponse:
    """Asks, then takes a section out."""
    row = get_object_or_404(version.sections, pk=section_id)
    error = ""
    if request.method == "POST":
        try:
            drafting.remove_section(row.pk, by=request.user)
        except Refused as refusal:
            error = str(refusal)
        else:
            messages.success(request, f"“{row.title}” is out of the draft.")
            return redirect(pages.url("edit", version))
    points = ["The version in force keeps it until this draft takes over.", "It makes this draft a major version."]
    context = {"version": version, "title": f"Take out section {row.position}, {row.title}?", "points": points}
    context |= {"button": "Take the section out", "cancel_url": pages.url("edit", version), "error": error}
    return render(request, "policies/confirm.html", context, status=409 if error else 200)


# Rules


def rule(request: HttpRequest, version_id: int, rule: str) -> HttpResponse:
    """One rule: what it looks for, how this version sets it, and, in a draft, the form to set it."""
    version = measured_version_of(request, version_id)
    spec = engine.CATALOGUE.get(rule)
    if spec is None:
        raise Http404
    if request.method == "POST":
        deny(permissions.refusal_to_write(request.user, request.service))
    setting = version.rule_settings.filter(rule=rule).select_related("section").first()
    initial = {**forms.RuleForm.initial_of(spec, setting), "seen": drafting.stamp(setting)}
    form = forms.RuleForm(request.POST or None, version=version, spec=spec, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        answer = _save(
            request,
            form,
            lambda: drafting.set_rule(
                version.pk,
                by=request.user,
                rule=rule,
                section_id=data["section"].pk,
                severity=data["severity"],
                params=form.params(),
                seen=data["seen"],
            ),
            lambda: version.rule_settings.filter(rule=rule).first(),
            done=f"“{spec.title}” stands on section {data['section'].position}, {data['section'].title}.",
            to=pages.url("rules", version),
        )
        if answer:
            return answer
    context = {"spec": spec, "setting": setting, "severity": severity_in_words(spec, setting), "here": "rules"}
    now = timezone.now()
    context |= {**rule_pages.context(version, spec, setting, now=now), "box": box_of(request, version, rule, now)}
    return _page(request, "policies/rule.html", version, form=form, **context)


def _said(value: Any) -> Any:
    return ", ".join(value) if isinstance(value, list) else forms.as_text(value)


# Reply templates


def templates(request: HttpRequest, version_id: int) -> HttpResponse:
    """The reply texts of a version."""
    version = measured_version_of(request, version_id)
    rows = version.reply_templates.select_related("section")
    return _page(request, "policies/templates.html", version, rows=rows, here="templates")


def template(request: HttpRequest, version_id: int, template_id: int | None = None) -> HttpResponse:
    """Add a reply template, change one, or read it."""
    version = measured_version_of(request, version_id)
    row = version.reply_templates.select_related("section").filter(pk=template_id).first() if template_id else None
    if template_id and row is None and request.method != "POST":
        raise Http404
    if request.method == "POST" or row is None:
        deny(permissions.refusal_to_write(request.user, request.service))
    initial: dict[str, Any] = {"seen": drafting.stamp(row)}
    if row:
        initial |= {"name": row.name, "purpose": row.purpose, "section": row.section_id, "body": row.body}
    elif request.GET.get("section", "").isdecimal():
        initial["section"] = request.GET["section"]
    form = forms.TemplateForm(request.POST or None, version=version, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        section_id = data.pop("section").pk
        answer = _save(
            request,
            form,
            lambda: drafting.save_template(
                version.pk, by=request.user, section_id=section_id, template_id=template_id, **data
            ),
            lambda: version.reply_templates.filter(pk=template_id).first(),
            done=f"“{data['name']}” is saved.",
            to=pages.url("templates", version),
        )
        if answer:
            return answer
    return _page(request, "policies/template.html", version, form=form, template=row, here="templates")


@for_writers
def remove_template(request: HttpRequest, version: PolicyVersion, template_id: int) -> HttpResponse:
    """Asks, then takes a reply template out."""
    row = get_object_or_404(version.reply_templates, pk=template_id)
    error = ""
    if request.method == "POST":
        try:
            drafting.remove_template(row.pk, by=request.user)
        except Refused as refusal:
            error = str(refusal)
        else:
            messages.success(request, f"“{row.name}” is out of the draft.")
            return redirect(pages.url("templates", version))
    points = ["The version in force keeps it until this draft takes over.", "The inbox then no longer offers it."]
    context = {"version": version, "title": f"Take out the reply template “{row.name}”?", "points": points}
    context |= {"button": "Take it out", "cancel_url": pages.url("templates", version), "error": error}
    return render(request, "policies/confirm.html", context, status=409 if error else 200)

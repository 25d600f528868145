"""What the pages of policies show, ready for the templates: plain values and addresses, no HTML but the sections'."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.safestring import mark_safe

from accounts.models import Service
from audit.models import Event
from policies import rules as engine
from policies import text
from policies.coverage import clocks_of, is_measured
from policies.dates import until_in_words
from policies.digests import sections_of
from policies.models import (
    Policy,
    PolicyReview,
    PolicyVersion,
    RuleSetting,
    Section,
    VersionState,
)
from policies.parameters import parameters
from policies.workflow import OPEN_STATES

EVENTS_SHOWN = 30
DATE = "%a %-d %b %Y"


def url(name: str, version: PolicyVersion, **more: Any) -> str:
    """The address of a page of this version."""
    return reverse(
        f"policies:{name}", kwargs={"service": version.policy.service.slug, "version_id": version.pk, **more}
    )


# The list


def policy_rows(service: Service, today: dt.date) -> list[dict[str, Any]]:
    """Every policy with the version that stands for it, and the one that is on its way."""
    versions = PolicyVersion.objects.order_by("-major", "-minor")
    policies = Policy.objects.of_service(service).select_related("owner")
    return [_policy_row(one, service, today) for one in policies.prefetch_related(Prefetch("versions", versions))]


def _policy_row(policy: Policy, service: Service, today: dt.date) -> dict[str, Any]:
    versions = list(policy.versions.all())
    in_force = next((one for one in versions if one.state == VersionState.IN_FORCE), None)
    on_its_way = next((one for one in versions if one.state in OPEN_STATES), None)
    shown = in_force or on_its_way or next(iter(versions), None)
    due = in_force.next_review_on if in_force else None
    return {
        "policy": policy,
        "version": shown,
        "on_its_way": on_its_way if on_its_way != shown else None,
        "in_force_on": in_force.effective_from if in_force else None,
        "due": due,
        "due_in": until_in_words(due, today) if due else "",
        "overdue": bool(due and due < today),
    }


# One version


def facts(version: PolicyVersion, today: dt.date, rules_running: int, templates: int) -> list[dict[str, Any]]:
    """The row under the title."""
    approved_by = str(version.approved_by) if version.approved_by else "nobody yet"
    works = f"{_many(rules_running, 'rule')}, {_many(templates, 'reply template')}"
    if not is_measured(version):
        works = "the people who read it"
    return [
        _begins(version, today),
        _review(version, today),
        {"term": "Owner, approved by", "value": f"{version.policy.owner}, {approved_by}"},
        {"term": "Works through", "value": works},
    ]


def _begins(version: PolicyVersion, today: dt.date) -> dict[str, Any]:
    if version.state == VersionState.IN_FORCE:
        return {"term": "In force since", "value": f"{version.effective_from:{DATE}}"}
    if version.state == VersionState.SUPERSEDED:
        until = version.service.local(version.superseded_at)
        began = version.service.local(version.in_force_at)
        return {"term": "Was in force", "value": f"{began:%-d %b %Y} to {until:%-d %b %Y}"}
    if version.effective_from:
        if version.state == VersionState.SCHEDULED and version.effective_from < today:
            return {"term": "Should have begun", "value": f"{version.effective_from:{DATE}}", "state": "overdue"}
        term = "Comes into force" if version.state == VersionState.SCHEDULED else "Meant to begin"
        return {"term": term, "value": f"{version.effective_from:{DATE}}"}
    return {"term": "Written by", "value": str(version.author)}


def _review(version: PolicyVersion, today: dt.date) -> dict[str, Any]:
    if version.state == VersionState.IN_FORCE and version.next_review_on:
        due = version.next_review_on
        value = f"{due:{DATE}}, {until_in_words(due, today)}"
        return {"term": "Next review", "value": value, "state": "overdue" if due < today else ""}
    return {"term": "Reviewed every", "value": _many(version.cycle_months, "month")}


def sections(
    version: PolicyVersion, standing: Iterable[Section] | None = None, *, may_edit: bool
) -> list[dict[str, Any]]:
    """The sections as the component `section_list` takes them, each with what stands on it.

    `standing` are the sections, when digests.sections_of has read them already.
    """
    standing = sections_of(version)[0] if standing is None else standing
    values, runs = parameters(version.parameters), is_measured(version)
    rows, said = [], set()
    for section in standing:
        has_clocks = runs and section.standard_item not in said
        clocks = clocks_of(section.standard_item, values) if has_clocks else ""
        said.add(section.standard_item)
        rows.append(
            {
                "row": section,
                "key": section.key,
                "number": section.position,
                "title": section.title,
                "html": mark_safe(text.to_html(section.body)),  # cleaned by text.to_html
                "note": _note(section),
                "rules": [_rule_link(version, one) for one in section.rule_settings.all() if runs],
                "templates": [
                    {"label": one.name, "url": url("template", version, template_id=one.pk)}
                    for one in section.reply_templates.all()
                    if runs
                ],
                "clocks": clocks,
                "edit_url": url("section", version, section_id=section.pk) if may_edit else "",
            }
        )
    return rows


def _note(section: Section) -> str:
    said = []
    if section.change:
        said.append(f"Changed in {section.get_change_display().lower()}")
    if section.guidance_only:
        said.append("For guidance only")
    return ". ".join(said)


def _rule_link(version: PolicyVersion, setting: RuleSetting) -> dict[str, str]:
    name = setting.rule if setting.severity != RuleSetting.Severity.OFF else f"{setting.rule} (off)"
    severity = setting.severity if setting.severity != RuleSetting.Severity.OFF else ""
    return {"name": name, "severity": severity, "url": url("rule", version, rule=setting.rule)}


def unbound_rules(version: PolicyVersion, shown: list[dict[str, Any]]) -> list[engine.RuleSpec]:
    """Rules of the catalogue that stand on no section and run at their defaults."""
    if not is_measured(version):
        return []
    bound = {setting.rule for one in shown for setting in one["row"].rule_settings.all()}
    return [spec for identifier, spec in engine.CATALOGUE.items() if identifier not in bound]


def timeline(version: PolicyVersion, versions: Iterable[PolicyVersion]) -> list[dict[str, Any]]:
    """The policy's versions and its reviews without change, newest first, as the component takes them."""
    entries = []
    for one in versions:
        entry = {
            "who": one.number,
            "what": f"{one.get_state_display().lower()}" + (f": {one.change_note}" if one.change_note else ""),
            "when_text": _when(one),
            "kind": "go" if one.state == VersionState.IN_FORCE else "",
            "at": one.in_force_at or one.created_at,
        }
        if one.pk != version.pk:
            entry |= {"url": _url_of(version, one), "link_text": f"Read {one.number}"}
        entries.append(entry)
    done = PolicyReview.objects.filter(policy=version.policy, outcome=PolicyReview.Outcome.NO_CHANGE)
    for review in done.exclude(done_on=None).select_related("reviewer"):
        entries.append(
            {
                "text": "Reviewed, no change",
                "note": review.reason,
                "when_text": f"{review.done_on:{DATE}}, {review.reviewer}",
                "at": dt.datetime.combine(review.done_on, dt.time(12), tzinfo=version.service.zone),
            }
        )
    return sorted(entries, key=lambda entry: entry["at"], reverse=True)


def _url_of(version: PolicyVersion, other: PolicyVersion) -> str:
    return reverse("policies:version", kwargs={"service": version.policy.service.slug, "version_id": other.pk})


def _when(version: PolicyVersion) -> str:
    local = version.policy.service.local
    if version.state == VersionState.IN_FORCE:
        return f"since {local(version.in_force_at):{DATE}}"
    if version.state == VersionState.SUPERSEDED:
        return f"{local(version.in_force_at):{DATE}} to {local(version.superseded_at):{DATE}}"
    if version.state == VersionState.SCHEDULED:
        return f"from {version.effective_from:{DATE}}"
    return f"begun {local(version.created_at):{DATE}}"


def history(version: PolicyVersion) -> list[dict[str, Any]]:
    """What happened to this version, newest first; at most EVENTS_SHOWN."""
    events: Iterable[Event] = Event.objects.of_service(version.service).about(version).order_by("-number")
    return [{"text": event.sentence, "when": event.at} for event in events[:EVENTS_SHOWN]]


# The rules of a version


def rule_rows(version: PolicyVersion) -> list[dict[str, Any]]:
    """Every rule of the catalogue, and how this version sets it."""
    settings = {one.rule: one for one in version.rule_settings.select_related("section")}
    return [
        {
            "spec": spec,
            "setting": settings.get(identifier),
            "severity": settings[identifier].severity if identifier in settings else str(spec.severity),
            "section": settings[identifier].section if identifier in settings else None,
            "url": url("rule", version, rule=identifier),
        }
        for identifier, spec in engine.CATALOGUE.items()
    ]


def _many(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"

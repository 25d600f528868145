"""Documents that stand by themselves: HTML without script, readable on paper and by a screen reader."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from policies import coverage, diff_pages, reviews, text
from policies import rules as engine
from policies.contents import RuleContent, SectionContent, VersionContent
from policies.digests import content_of, sections_of
from policies.evidence.tables import decided
from policies.models import PolicyVersion, ReplyPurpose, RuleSetting, StandardItem, VersionState
from policies.param_labels import label_and_hint
from policies.parameters import LABELS, in_words, parameters

SEVERITIES = dict(RuleSetting.Severity.choices)
WHEN = "%a %-d %b %Y, %H:%M"


def version_html(version: PolicyVersion, *, style_url: str, made_at: dt.datetime, back_url: str = "") -> str:
    """A version by itself: text, rules with severity and parameters, templates, clocks, moves, coverage, digest."""
    (standing,) = sections_of(version)
    content = content_of(version, standing)
    rows = coverage.standings(version, standing)
    context = {
        "version": version,
        "policy": version.policy,
        "service": version.service,
        "style_url": style_url,
        "back_url": back_url,
        "made": f"{version.service.local(made_at):{WHEN}}",
        "facts": _facts(version, content),
        "sections": [_section(one) for one in content.sections],
        "unnamed": _unnamed(content) if version.is_measured else [],
        "clocks": _clocks(content) if version.is_measured else [],
        "moves": _moves(version),
        "coverage": [_covered(one) for one in coverage.cover(version, rows)] if version.is_measured else [],
    }
    return render_to_string("policies/evidence/version.html", context)


def diff_html(before: PolicyVersion, after: PolicyVersion, *, style_url: str, made_at: dt.datetime) -> str:
    """What changed from one version to the next, by itself."""
    context = {
        "before": before,
        "after": after,
        "policy": after.policy,
        "service": after.service,
        "style_url": style_url,
        "made": f"{after.service.local(made_at):{WHEN}}",
        "comparison": diff_pages.comparison_of(before, after),
    }
    return render_to_string("policies/evidence/diff.html", context)


def _moves(version: PolicyVersion) -> list[tuple[str, str]]:
    events = decided([version.pk], version.service)
    return [(f"{version.service.local(one.at):{WHEN}}", one.sentence) for one in events]


def _facts(version: PolicyVersion, content: VersionContent) -> list[tuple[str, str]]:
    local = version.service.local
    facts = [("State", version.get_state_display()), ("Written by", str(version.author))]
    if version.approved_by and version.approved_at:
        facts.append(("Approved by", f"{version.approved_by}, {local(version.approved_at):{WHEN}}"))
    elif version.approved_by:
        facts.append(("Approved by", str(version.approved_by)))
    if version.in_force_at:
        facts.append(("In force from", f"{local(version.in_force_at):{WHEN}}"))
    if version.superseded_at:
        facts.append(("In force until", f"{local(version.superseded_at):{WHEN}}"))
    if version.urgent_reason:
        facts.append(("In force at once, because", version.urgent_reason))
    facts.append(("Reviewed every", f"{version.cycle_months} month{'' if version.cycle_months == 1 else 's'}"))
    if version.state == VersionState.IN_FORCE and (last := reviews.last_done(version.policy)):
        facts.append(("Last review", f"{last.done_on:%a %-d %b %Y}: {last.get_outcome_display().lower()}"))
    if version.next_review_on:
        facts.append(("Next review", f"{version.next_review_on:%a %-d %b %Y}"))
    facts.append(("Looked after by", str(version.policy.owner)))
    facts.append(("SHA-256 of the content", content.digest))
    return facts


def _section(section: SectionContent) -> dict[str, Any]:
    return {
        "key": section.key,
        "label": section.label,
        "item": StandardItem(section.standard_item).label if section.standard_item in StandardItem.values else "",
        "change": {"meaning": "Changed in meaning", "wording": "Changed in wording"}.get(section.change, ""),
        "guidance_only": section.guidance_only,
        "html": mark_safe(text.to_html(section.body)),  # cleaned by text.to_html
        "rules": [_rule(one) for one in section.rules],
        "templates": [
            {"name": one.name, "purpose": dict(ReplyPurpose.choices).get(one.purpose, one.purpose), "body": one.body}
            for one in section.templates
        ],
    }


def _rule(rule: RuleContent) -> dict[str, Any]:
    spec = engine.CATALOGUE.get(rule.rule)
    params = {**(spec.defaults if spec else {}), **rule.params}
    return {
        "rule": rule.rule,
        "title": spec.title if spec else rule.rule,
        "severity": SEVERITIES.get(rule.severity, rule.severity),
        "params": [(_label(spec, name), diff_pages.in_a_line(value)) for name, value in params.items()],
    }


def _label(spec: engine.RuleSpec | None, name: str) -> str:
    return label_and_hint(spec, name)[0] if spec and name in spec.defaults else name.replace("_", " ").capitalize()


def _unnamed(content: VersionContent) -> list[tuple[str, str]]:
    """Rules that stand on no section and run as the catalogue has them."""
    named = {rule.rule for section in content.sections for rule in section.rules}
    return [(spec.title, spec.severity.label) for name, spec in engine.CATALOGUE.items() if name not in named]


def _clocks(content: VersionContent) -> list[tuple[str, str]]:
    return [(LABELS[name][0], in_words(name, value)) for name, value in vars(parameters(content.parameters)).items()]


def _covered(one: coverage.Covered) -> dict[str, Any]:
    return {
        "item": one.item.label,
        "state": str(one.state).capitalize(),
        "sections": ", ".join(str(standing.section) for standing in one.sections),
        "runs_as": one.runs_as,
    }

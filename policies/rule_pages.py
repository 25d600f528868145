"""What the pages of rules show: parameters in words, examples judged as the version sets the rule, figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from policies import figures, pages
from policies import rules as engine
from policies.models import PolicyVersion, RuleSetting
from policies.param_labels import label_and_hint
from policies.rules import trying
from policies.services import params_that_fit

FAMILIES = {
    "audience": "Children and young people",
    "cases": "Cases and personal data",
    "personal_data": "Cases and personal data",
    "conduct": "Tone and language",
    "voice": "Voice of the service",
    "impartiality": "Impartiality",
    "promises": "Promises",
    "length": "Form on each channel",
    "reach": "Links, sources and pictures",
    "media": "Pictures",
    "readability": "Easy to read for everybody",
    "wording": "Easy to read for everybody",
    "duplicates": "Time",
    "past_events": "Time",
    "quiet_periods": "Time",
}
ORDERS = {
    "family": "What it is about",
    "severity": "How strongly it speaks",
    "section": "Section",
    "figures": "Figures",
}
STRENGTHS = {"block": "Stops the post", "warn": "Asks for a reason", "advise": "Hints", "off": "Off"}


# The catalogue


def catalogue(version: PolicyVersion, by: str, now: dt.datetime) -> list[dict[str, Any]]:
    """Every rule in groups, each group with a title and its rows; ordered by one of ORDERS."""
    did = figures.of_service(version.service, now)
    rows = [row | {"figures": did.get(row["spec"].identifier)} for row in pages.rule_rows(version)]
    keys = {
        "severity": lambda row: (list(STRENGTHS).index(row["severity"]), STRENGTHS[row["severity"]]),
        "section": lambda row: _section_key(row),
        "figures": lambda row: (0, "The ones that fired most, first"),
    }
    key = keys.get(by, lambda row: (list(FAMILIES.values()).index(_family(row)), _family(row)))
    if by == "figures":
        rows.sort(key=lambda row: -(row["figures"].fired if row["figures"] else 0))
    rows.sort(key=lambda row: key(row)[0])
    return [{"title": title, "rows": list(group)} for (_, title), group in groupby(rows, key=key)]


def _family(row: Mapping[str, Any]) -> str:
    return FAMILIES.get(row["spec"].family, FAMILIES["wording"])


def _section_key(row: Mapping[str, Any]) -> tuple[int, str]:
    section = row["section"]
    return (section.position, str(section)) if section else (10_000, "No section: runs as usual")


# One rule


def context(
    version: PolicyVersion,
    spec: engine.RuleSpec,
    setting: RuleSetting | None,
    *,
    now: dt.datetime,
    params: Mapping[str, Any] | None = None,
    tried: engine.Draft | None = None,
) -> dict[str, Any]:
    """What the page says of a rule beside its form. `params` are settings that are not saved yet."""
    saved = params_that_fit(spec, setting) if setting else {}
    used = {**spec.defaults, **(saved if params is None else params)}
    return {
        "params": [
            _param(spec, name, value) for name, value in {**spec.defaults, **saved}.items() if name in spec.defaults
        ],
        "fires": [_example(spec, one, used, should_fire=True) for one in spec.fires],
        "passes": [_example(spec, one, used, should_fire=False) for one in spec.passes],
        "figures": figures.of_service(version.service, now).get(spec.identifier) or figures.RuleFigures(),
        "figure_days": figures.DAYS,
        "tried": _tried(spec, used, tried) if tried else None,
    }


def _param(spec: engine.RuleSpec, name: str, value: Any) -> dict[str, Any]:
    label, hint = label_and_hint(spec, name)
    return {"label": label, "hint": hint, "value": _in_words(value)}


def _in_words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return "\n".join(f"{key} = {said}" for key, said in value.items()) or "none"
    return (", ".join(value) or "none") if isinstance(value, (list, tuple)) else str(value)


def _example(
    spec: engine.RuleSpec, example: engine.Example, params: Mapping[str, Any], *, should_fire: bool
) -> dict[str, Any]:
    """An example with its marks, judged as the rule is set here: settings may make it otherwise than usual."""
    draft = trying.draft_of(example)
    findings = trying.try_rule(spec.identifier, draft, params)
    return {
        "segments": segments(example.text, findings),
        "facts": _facts_in_words(example.facts),
        "message": findings[0].message if findings else "",
        "is_otherwise": bool(findings) is not should_fire,
    }


def _tried(spec: engine.RuleSpec, params: Mapping[str, Any], draft: engine.Draft) -> dict[str, Any]:
    """What the rule says to a draft that somebody typed. Nothing of it is stored."""
    findings = trying.try_rule(spec.identifier, draft, params)
    return {
        "segments": segments(draft.text, findings),
        "findings": [{"severity": str(one.severity), "message": one.message, "quote": _quote(one)} for one in findings],
    }


def _quote(finding: engine.Finding) -> str:
    return finding.quote.strip() if len(finding.quote) <= 60 and "“" not in finding.message else ""


def segments(text: str, findings: Iterable[engine.Finding]) -> list[dict[str, str]]:
    """The base text in pieces for components/marks.html; of overlapping marks the first stands."""
    pieces, done = [], 0
    for one in sorted((one for one in findings if one.span), key=lambda one: one.span):
        start, end = one.span
        if start < done or start >= end or end > len(text):
            continue
        pieces += [{"text": text[done:start], "severity": ""}, {"text": text[start:end], "severity": str(one.severity)}]
        done = end
    return [piece for piece in [*pieces, {"text": text[done:], "severity": ""}] if piece["text"]]


def _facts_in_words(facts: Mapping[str, Any]) -> str:
    said = []
    for name, value in facts.items():
        if name == "media":
            said.append("with " + ("no picture" if not value else "; ".join(_medium(one) for one in value)))
        elif name == "recent_posts":
            said.append("; ".join(f"“{one.text}” went to {one.channel} on {one.at:%-d %b}" for one in value))
        elif name == "quiet_periods":
            said.append("; ".join(f"{one.name}: {one.starts_on:%-d %b} to {one.ends_on:%-d %b}" for one in value))
        elif isinstance(value, dt.datetime):
            said.append(f"{name.replace('_', ' ')}: {value:%-d %b %Y, %H:%M}")
        elif isinstance(value, dt.date):
            said.append(f"{name.replace('_', ' ')}: {value:%-d %b %Y}")
        elif isinstance(value, (str, bool, int, tuple)):
            said.append(f"{name.replace('_', ' ')}: {_in_words(value).replace('_', ' ')}")
    return "; ".join(said)


def _medium(medium: engine.Medium) -> str:
    parts = [f"alternative text “{medium.alt}”" if medium.alt else "no alternative text"]
    if medium.decorative:
        parts = ["it says nothing that the text does not"]
    if medium.shows_child:
        until = f"consent until {medium.consent_until:%-d %b %Y}" if medium.consent_until else "no consent"
        parts.append(f"it shows a child, {until}")
    if medium.adults_until:
        parts.append(f"it shows an adult, consent until {medium.adults_until:%-d %b %Y}")
    if not medium.made_by_service:
        parts.append(medium.licence or "not made by us, no licence")
    return f"{'a video' if medium.kind == 'video' else 'a picture'} ({', '.join(parts)})"

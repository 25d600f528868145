"""What a comparison of two versions says on a page, ready for the templates: plain values, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from accounts.models import Role
from policies.contents import VersionContent
from policies.diff import ClockChange, Comparison, ParamChange, RuleChange, SectionChange, TemplateChange, compare
from policies.digests import content_of, sections_of
from policies.models import PolicyVersion, RuleSetting, Section, StandardItem
from policies.param_labels import label_and_hint
from policies.parameters import LABELS, in_words
from policies.rules import CATALOGUE

KINDS = {"new": "New section", "gone": "Taken out", "changed": "Changed"}
MARKS = {"meaning": "Changed in meaning", "wording": "Changed in wording"}
SEVERITIES = dict(RuleSetting.Severity.choices)
MOST_VERSIONS = 100  # to choose from


def comparison_of(before: PolicyVersion, after: PolicyVersion) -> dict[str, Any]:
    """The comparison of two versions as `policies/_comparison.html` takes it."""
    old, new = sections_of(before, after)
    return compared(before, old, after, new)


def compared(
    before: PolicyVersion, old: Iterable[Section], after: PolicyVersion, new: Iterable[Section]
) -> dict[str, Any]:
    """The same, of versions whose sections were read already."""
    return shown(compare(content_of(before, old), content_of(after, new)))


def shown(comparison: Comparison) -> dict[str, Any]:
    changed = [one for one in comparison.sections if one.kind != "same"]
    return {
        "before": comparison.before.number if comparison.before else "",
        "after": comparison.after.number,
        "summary": [line[:1].upper() + line[1:] for line in comparison.summary],
        "is_empty": comparison.is_empty,
        "sections": [_section(one) for one in changed],
        "same": [one.section.label for one in comparison.sections if one.kind == "same"],
        "beside": [*(_clock(one) for one in comparison.clocks), *_beside(comparison)],
    }


def others(version: PolicyVersion) -> list[PolicyVersion]:
    """The versions of the same policy that it can be compared with, newest first."""
    rows = version.policy.versions.exclude(pk=version.pk).order_by("-major", "-minor")
    return list(rows[:MOST_VERSIONS])


def earlier(version: PolicyVersion, versions: Iterable[PolicyVersion]) -> PolicyVersion | None:
    """What bound staff before this version did, of `versions`; of one that is waiting or was withdrawn, what bound
    them while it was on its way. None before the first."""
    moment = version.in_force_at or version.submitted_at or version.created_at
    began = [one for one in versions if one.in_force_at and one.in_force_at < moment and one.pk != version.pk]
    return max(began, key=lambda one: one.in_force_at, default=None)


def in_order(one: PolicyVersion, other: PolicyVersion) -> tuple[PolicyVersion, PolicyVersion]:
    """The earlier number first."""
    first, second = sorted((one, other), key=lambda version: (version.major, version.minor))
    return first, second


def _section(change: SectionChange) -> dict[str, Any]:
    section = change.section
    return {
        "key": change.key,
        "label": section.label,
        "kind": change.kind,
        "said": _said(change),
        "title": change.title if change.is_renamed else (),
        "text": section.body if change.kind in ("new", "gone") else "",
        "parts": change.body if change.kind == "changed" and change.text_changed else (),
        "notes": list(_section_notes(change)),
        "rules": [_rule(one, change) for one in change.rules],
        "templates": [_template(one, change) for one in change.templates],
    }


def _said(change: SectionChange) -> str:
    if change.kind != "changed":
        return KINDS[change.kind]
    if change.is_only_moved and not change.mark:
        return "Moved"
    return MARKS.get(change.mark, "Changed, not marked")


def _section_notes(change: SectionChange) -> Iterator[str]:
    if change.kind == "changed" and not change.text_changed and not change.is_renamed:
        yield "Its text is the same."
    if change.has_moved and change.before and change.after:
        yield f"It stood at place {change.before.position} and stands at place {change.after.position} now."
    if change.became_guidance:
        yield "It is for guidance only now: nothing runs from it."
    if change.no_longer_guidance:
        yield "It is no longer for guidance only."
    if change.item_changed and change.before and change.after:
        yield f"It met {_item(change.before.standard_item)}; now it meets {_item(change.after.standard_item)}."


def _item(value: str) -> str:
    return f"“{StandardItem(value).label}”" if value in StandardItem.values else "no item of the standard"


# What stands on sections


def _rule(change: RuleChange, section: SectionChange) -> dict[str, Any]:
    lines = [*_standing(change, section), *_strength(change)]
    return {
        "name": change.rule,
        "title": change.title,
        "lines": lines,
        "params": [_param(change.rule, one) for one in change.params],
    }


def _standing(change: RuleChange | TemplateChange, section: SectionChange) -> Iterator[str]:
    """Where it stood and stands, as the section that it is shown on sees it."""
    if change.moved_to and section.section.label != change.moved_to:
        yield f"It stands on section {change.moved_to} now."
    elif change.moved_from:
        yield f"It stood on section {change.moved_from} before."
    elif change.kind == "new":
        yield "Put on this section." if isinstance(change, RuleChange) else "New."
    elif change.kind == "gone":
        yield "No longer on any section: it runs as usual." if isinstance(change, RuleChange) else "Taken out."


def _strength(change: RuleChange) -> Iterator[str]:
    before, after = SEVERITIES[change.before], SEVERITIES[change.after]
    if change.is_stronger:
        yield f"Stronger: “{after}”, before “{before}”."
    elif change.is_weaker:
        yield f"Weaker: “{after}”, before “{before}”."
    elif change.kind == "new":
        yield f"When it fires: “{after}”, as usual."


def _param(rule: str, change: ParamChange) -> dict[str, Any]:
    spec = CATALOGUE.get(rule)
    label = label_and_hint(spec, change.name)[0] if spec and change.name in spec.defaults else change.label
    if change.is_many:
        return {"label": label, "put_in": change.put_in, "taken_out": change.taken_out}
    return {"label": label, "before": _value(change.before), "after": _value(change.after)}


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "nothing" if value in (None, "") else str(value)


def in_a_line(value: Any) -> str:
    """A parameter of a rule, whole: a list or table entry by entry."""
    if isinstance(value, Mapping):
        return "; ".join(f"{key} = {said}" for key, said in value.items()) or "nothing"
    if isinstance(value, list | tuple):
        return ", ".join(str(one) for one in value) or "nothing"
    return _value(value)


def _template(change: TemplateChange, section: SectionChange) -> dict[str, Any]:
    lines = list(_standing(change, section))
    if change.renamed_from:
        lines.append(f"Before, its name was “{change.renamed_from}”.")
    if change.purpose_changed:
        lines.append("It is for something else now.")
    left = bool(change.moved_to) and section.section.label != change.moved_to
    return {"name": change.name, "lines": lines, "parts": change.body if change.body_changed and not left else ()}


# Beside the sections


def _clock(change: ClockChange) -> dict[str, str]:
    before, after = in_words(change.name, change.before), in_words(change.name, change.after)
    return {"label": LABELS[change.name][0], "before": before, "after": after}


def _beside(comparison: Comparison) -> Iterator[dict[str, str]]:
    before, after = comparison.before, comparison.after
    if before and comparison.cycle_changed:
        months = [f"{one.cycle_months} month{'' if one.cycle_months == 1 else 's'}" for one in (before, after)]
        yield {"label": "From one review to the next", "before": months[0], "after": months[1]}
    if before and comparison.readers_changed:
        yield {"label": "Who reads it", "before": _readers(before), "after": _readers(after)}
    if before and any(comparison.questions):
        counts = [sum(len(section.questions) for section in one.sections) for one in (before, after)]
        new, gone = comparison.questions
        said = [f"{new} new or changed"] if new else [f"{gone} taken out"]
        yield {"label": "Questions of the reading", "before": str(counts[0]), "after": f"{counts[1]}, {said[0]}"}


def _readers(content: VersionContent) -> str:
    labels = [Role(one).label if one in Role.values else one for one in content.read_by]
    return ", ".join(labels) or "everybody"

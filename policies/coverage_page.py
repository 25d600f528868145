"""What the coverage table shows, on a version's page and on its own: plain values and addresses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from policies import coverage, pages
from policies.coverage import Covered, Standing, State
from policies.models import PolicyVersion, Section

WORDS = {
    State.RUNS: "Runs",
    State.GUIDANCE_ONLY: "For guidance only",
    State.UNDECIDED: "Nothing runs",
    State.MISSING: "Missing",
}
TAGS = {State.RUNS: "runs", State.GUIDANCE_ONLY: "guidance", State.UNDECIDED: "undecided", State.MISSING: "missing"}


def panel(version: PolicyVersion, *, may_edit: bool, sections: Iterable[Section] | None = None) -> dict[str, Any]:
    """The ten items of the national guide and the six further ones, each with its sections and what runs.

    `sections` are the version's, when they were read already with rules and reply templates.
    """
    if not coverage.is_measured(version):
        return {"coverage": []}
    rows = coverage.standings(version, sections)
    items = [_row(version, one, may_edit) for one in coverage.cover(version, rows)]
    guide = [one for one in items if one["is_of_the_guide"]]
    undecided = [one for one in rows if one.state == State.UNDECIDED]
    return {
        "coverage": items,
        "guide": guide,
        "further": [one for one in items if not one["is_of_the_guide"]],
        "covered": len([one for one in guide if one["sections"]]),
        "covered_further": len([one for one in items if not one["is_of_the_guide"] and one["sections"]]),
        "missing": [one for one in items if not one["sections"]],
        "undecided": [_link(version, one, may_edit) for one in undecided],
        "no_item": [_link(version, one, may_edit) for one in rows if not one.section.standard_item],
        "is_complete": all(one["sections"] for one in guide) and not undecided,
    }


def _row(version: PolicyVersion, one: Covered, may_edit: bool) -> dict[str, Any]:
    missing = one.state == State.MISSING
    write = f"{pages.url('new_section', version)}?item={one.item.value}" if may_edit and missing else ""
    return {
        "item": one.item.label,
        "is_of_the_guide": one.is_of_the_guide,
        "state": TAGS[one.state],
        "state_label": WORDS[one.state],
        "is_undecided": one.state == State.UNDECIDED,
        "sections": [_link(version, standing, may_edit) for standing in one.sections],
        "runs_as": one.runs_as,
        "clocks": " ".join(standing.clocks for standing in one.sections if standing.clocks),
        "usual_rules": [{"name": rule, "url": pages.url("rule", version, rule=rule)} for rule in one.usual_rules],
        "usual_replies": one.usual_replies,
        "write_url": write,
    }


def _link(version: PolicyVersion, one: Standing, may_edit: bool) -> dict[str, Any]:
    section = one.section
    return {
        "key": section.key,
        "number": section.position,
        "title": section.title,
        "url": f"{pages.url('version', version)}#{section.key}",
        "edit_url": pages.url("section", version, section_id=section.pk) if may_edit else "",
        "rules": [{"name": rule, "url": pages.url("rule", version, rule=rule)} for rule in one.rules],
        "templates": one.templates,
    }

"""What the standard asks a social media policy to cover, held against a version (G20, and what L and W add).

Each of the sixteen items is met by sections with a text, and each such section either runs (rules, reply templates) or
says openly that it is for guidance only. Clocks are shown beside them and decide nothing: they run from the version,
whatever stands on a section.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from accounts.spreadsheets import csv_text
from policies import usual
from policies.models import G20_ITEMS, PolicyVersion, ReplyPurpose, RuleSetting, Section, StandardItem
from policies.parameters import Parameters, parameters


def _days(count: int) -> str:
    return f"{count} working day{'' if count == 1 else 's'}"


CLOCKS = {  # the first section of this item shows these clocks
    StandardItem.COMMENTS: lambda p: (
        f"Case request in public: hidden within {p.hidden_within_minutes_p1} minutes. "
        f"General question: {_days(p.answered_within_days_p4)}."
    ),
    StandardItem.NEGATIVITY: lambda p: (
        f"Grievance: {_days(p.answered_within_days_p2)}. Troll: {_days(p.answered_within_days_p3)}."
    ),
    StandardItem.CHILDREN: lambda p: (
        f"Immediate danger: seen within {p.seen_within_minutes_p0} minutes, acted on within "
        f"{p.acted_within_minutes_p0}, at any hour."
    ),
    StandardItem.CAMPAIGNS: lambda p: (
        f"Approval: reminder after {p.approval_reminder_hours} hours. "
        f"Not sent by itself when more than {p.late_limit_minutes} minutes late."
    ),
}


def clocks_of(item: str, values: Parameters) -> str:
    """The clocks and limits that run from the section of this item, in words; "" where none does."""
    return CLOCKS[item](values) if item in CLOCKS else ""


class State(StrEnum):
    RUNS = "runs"
    GUIDANCE_ONLY = "guidance only"
    UNDECIDED = "undecided"  # there is a text, nothing runs from it, and nobody said that this is meant
    MISSING = "missing"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A section and what runs from it: rules that are not off, reply templates, clocks in words."""

    section: Section
    rules: tuple[str, ...]
    templates: tuple[str, ...]
    clocks: str

    @property
    def runs(self) -> bool:
        return bool(self.rules or self.templates)

    @property
    def state(self) -> State:
        if not self.section.body.strip():
            return State.MISSING
        if self.runs:
            return State.RUNS
        return State.GUIDANCE_ONLY if self.section.guidance_only else State.UNDECIDED

    @property
    def runs_as(self) -> str:
        said = [_many(len(self.rules), "rule")] if self.rules else []
        said += [_many(len(self.templates), "template")] if self.templates else []
        said += ["clocks"] if self.clocks else []
        return ", ".join(said)


@dataclass(frozen=True, kw_only=True)
class Covered:
    """One item of the standard, the sections with a text that meet it, and what usually stands under it."""

    item: StandardItem
    sections: tuple[Standing, ...]

    @property
    def is_of_the_guide(self) -> bool:
        """One of the ten of the national guide (G20); the others are what two services' policies add."""
        return self.item in G20_ITEMS

    @property
    def state(self) -> State:
        states = {one.state for one in self.sections}
        order = (State.UNDECIDED, State.RUNS, State.GUIDANCE_ONLY)
        return next((state for state in order if state in states), State.MISSING)

    @property
    def runs_as(self) -> str:
        """What runs from all of its sections together, in words."""
        rules = sum(len(one.rules) for one in self.sections)
        templates = sum(len(one.templates) for one in self.sections)
        said = [_many(rules, "rule")] if rules else []
        said += [_many(templates, "template")] if templates else []
        said += ["clocks"] if any(one.clocks for one in self.sections) else []
        return ", ".join(said)

    @property
    def usual_rules(self) -> tuple[str, ...]:
        """Rules that usually stand here and stand on none of its sections."""
        here = {rule for one in self.sections for rule in one.rules}
        return tuple(rule for rule in usual.rules_of(self.item) if rule not in here)

    @property
    def usual_replies(self) -> tuple[str, ...]:
        """What the reply templates are for that usually stand here; only asked while nothing answers from here."""
        if any(one.templates for one in self.sections):
            return ()
        return tuple(ReplyPurpose(one).label for one in usual.replies_of(self.item))


def standings(version: PolicyVersion, sections: Iterable[Section] | None = None) -> list[Standing]:
    """Every section of a version with what runs from it. Pass sections that were read with both prefetched."""
    values = parameters(version.parameters)
    if sections is None:
        sections = version.sections.prefetch_related("rule_settings", "reply_templates")
    rows, said = [], set()
    for section in sections:
        rules = (one for one in section.rule_settings.all() if one.severity != RuleSetting.Severity.OFF)
        has_clocks = section.standard_item not in said and bool(section.body.strip())
        rows.append(
            Standing(
                section=section,
                rules=tuple(one.rule for one in rules),
                templates=tuple(one.name for one in section.reply_templates.all()),
                clocks=clocks_of(section.standard_item, values) if has_clocks else "",
            )
        )
        if has_clocks:
            said.add(section.standard_item)
    return rows


def cover(version: PolicyVersion, rows: list[Standing] | None = None) -> list[Covered]:
    """The sixteen items in their order, the ten of the national guide first."""
    rows = standings(version) if rows is None else rows
    return [
        Covered(item=item, sections=tuple(one for one in rows if _meets(one.section, item))) for item in StandardItem
    ]


def _meets(section: Section, item: StandardItem) -> bool:
    return section.standard_item == item and bool(section.body.strip())


def is_measured(version: PolicyVersion) -> bool:
    """Only a social media policy is held against the standard; no rule runs from any other document."""
    return version.is_measured


def undecided(version: PolicyVersion) -> list[Section]:
    """Sections with a text from which nothing runs although they are not marked "for guidance only"."""
    if not is_measured(version):
        return []
    return [one.section for one in standings(version) if one.state == State.UNDECIDED]


def missing_items(version: PolicyVersion) -> list[StandardItem]:
    """Items of the national guide that no section meets."""
    if not is_measured(version):
        return []
    written = {item for item, body in version.sections.values_list("standard_item", "body") if body.strip()}
    return [item for item in G20_ITEMS if item not in written]


CSV_HEAD = ("item", "asked for by", "state", "sections", "rules", "reply templates", "clocks")


def csv_rows(version: PolicyVersion) -> Iterator[tuple[str, ...]]:
    """The table as a spreadsheet shows it; what a cell must not begin with is disarmed by `csv_text`."""
    yield CSV_HEAD
    for one in cover(version):
        yield (
            one.item.label,
            "national guide" if one.is_of_the_guide else "two services' policies",
            str(one.state),
            csv_text("; ".join(str(standing.section) for standing in one.sections)),
            csv_text("; ".join(rule for standing in one.sections for rule in standing.rules)),
            csv_text("; ".join(name for standing in one.sections for name in standing.templates)),
            csv_text(" ".join(standing.clocks for standing in one.sections if standing.clocks)),
        )


def _many(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"

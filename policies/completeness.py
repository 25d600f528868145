"""What a draft still lacks before it can go for review, and which of its sections differ from those in force."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from policies import confirming, coverage
from policies.models import PolicyVersion, Section
from policies.parameters import parameters


def missing(version: PolicyVersion) -> list[str]:
    """Sentences on what is to be done before review; empty when it can go."""
    sentences = []
    sections = list(version.sections.all())
    if not sections:
        sentences.append("Add at least one section.")
    if not version.change_note.strip():
        sentences.append("Write in the change note what is new, in a sentence.")
    for section in sections:
        if not section.body.strip():
            sentences.append(f"Write section {section.position}, {section.title}: it has no text.")
    for section in coverage.undecided(version):
        sentences.append(
            f"Section {section.position}, {section.title}, has no rule and no reply template. "
            "Put one on it, or mark it “for guidance only”."
        )
    for section in changed_without_mark(version):
        sentences.append(
            f"Section {section.position}, {section.title}, differs from the version in force. "
            "Say whether its wording or its meaning changed."
        )
    if clocks_changed_without_mark(version, sections):
        sentences.append(
            "Clocks or limits differ from the version in force, but no section is marked as changed. "
            "Mark the section that speaks of them."
        )
    return sentences + confirming.missing(version, base_of(version))


def without_questions(version: PolicyVersion, sections: Iterable[Section]) -> str:
    """A sentence when staff are to read this version again and no question is asked about what changed; stops nothing.

    `sections` come with their questions prefetched. Of a first version everything is new.
    """
    sections = list(sections)
    changed = [one for one in sections if one.change == Section.Change.MEANING] or sections
    if version.minor or any(one.questions.all() for one in changed):
        return ""
    return "No question is asked about what changed: staff accept it without answering one."


def base_of(version: PolicyVersion) -> PolicyVersion | None:
    """The version in force that this one would follow."""
    return version.policy.versions.in_force().exclude(pk=version.pk).first()


def changed_without_mark(version: PolicyVersion) -> list[Section]:
    """Sections that differ from those in force although they are marked as not changed."""
    base = base_of(version)
    if base is None:
        return []
    before, after = _content(base), _content(version)
    return [
        section
        for section in version.sections.all()
        if section.change == Section.Change.NONE and before.get(section.key) != after[section.key]
    ]


def clocks_changed_without_mark(version: PolicyVersion, sections: list[Section]) -> bool:
    base = base_of(version)
    if base is None or parameters(base.parameters) == parameters(version.parameters):
        return False
    return all(section.change == Section.Change.NONE for section in sections)


def changes_meaning(version: PolicyVersion, base: PolicyVersion | None) -> bool:
    """Whether staff have to read it again: a section changed in meaning, or one of the version in force is gone."""
    sections = version.sections.values_list("key", "change")
    if any(change == Section.Change.MEANING for _, change in sections):
        return True
    kept = {key for key, _ in sections}
    return base is not None and any(key not in kept for key in base.sections.values_list("key", flat=True))


def _content(version: PolicyVersion) -> dict[str, Any]:
    """What each section says and what stands on it, by key."""
    rules: dict[int, list] = {}
    for one in version.rule_settings.order_by("rule"):
        rules.setdefault(one.section_id, []).append((one.rule, one.severity, one.params))
    templates: dict[int, list] = {}
    for one in version.reply_templates.order_by("name"):
        templates.setdefault(one.section_id, []).append((one.purpose, one.name, one.body))
    return {
        section.key: (
            section.title,
            section.body,
            section.standard_item,
            section.guidance_only,
            rules.get(section.pk, []),
            templates.get(section.pk, []),
        )
        for section in version.sections.all()
    }

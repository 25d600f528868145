"""A version's content as plain values, and the SHA-256 over all of it."""

from __future__ import annotations

from collections.abc import Iterable

from policies.contents import QuestionContent, RuleContent, SectionContent, TemplateContent, VersionContent
from policies.models import PolicyVersion, Section


def sections_of(*versions: PolicyVersion) -> list[list[Section]]:
    """The sections of each version with what stands on them, in four queries for all."""
    rows = Section.objects.filter(version__in=versions).order_by("position")
    found: dict[int, list[Section]] = {version.pk: [] for version in versions}
    for row in rows.prefetch_related("rule_settings", "reply_templates", "questions"):
        found[row.version_id].append(row)
    return [found[version.pk] for version in versions]


def content_of(version: PolicyVersion, sections: Iterable[Section] | None = None) -> VersionContent:
    """What the version says now, in four queries; in none with sections that `sections_of` has read."""
    sections = sections_of(version)[0] if sections is None else sections
    return VersionContent(
        number=version.number,
        change_note=version.change_note,
        cycle_months=version.cycle_months,
        parameters=dict(version.parameters),
        read_by=tuple(sorted(version.read_by)),
        sections=tuple(_section(one) for one in sections),
    )


def digest_of(version: PolicyVersion) -> str:
    """SHA-256 of the version's content, in hexadecimal: what a reader accepts and an approver approves."""
    return content_of(version).digest


def _section(section: Section) -> SectionContent:
    return SectionContent(
        key=section.key,
        position=section.position,
        title=section.title,
        body=section.body,
        standard_item=section.standard_item,
        change=section.change,
        guidance_only=section.guidance_only,
        rules=tuple(
            RuleContent(rule=one.rule, severity=one.severity, params=one.params)
            for one in sorted(section.rule_settings.all(), key=lambda one: one.rule)
        ),
        templates=tuple(
            TemplateContent(name=one.name, purpose=one.purpose, body=one.body)
            for one in sorted(section.reply_templates.all(), key=lambda one: one.name)
        ),
        questions=tuple(
            QuestionContent(
                position=one.position,
                about=one.about,
                text=one.text,
                answer=one.answer,
                explanation=one.explanation,
            )
            for one in sorted(section.questions.all(), key=lambda one: (one.position, one.pk))
        ),
    )

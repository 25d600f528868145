"""Rules and reply templates whose section changed: somebody says that they are still right, or changes them.

A confirmation holds for one text of the section (contents.text_stamp). Sections that stayed as they are in force need
none, and a first version has nothing to compare with.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch

from policies.contents import text_stamp
from policies.models import PolicyVersion, ReplyTemplate, RuleSetting, Section


@dataclass(frozen=True)
class Unconfirmed:
    """A changed section with what stands on it and was neither confirmed nor edited since."""

    section: Section
    rules: tuple[RuleSetting, ...]
    templates: tuple[ReplyTemplate, ...]

    @property
    def seen(self) -> str:
        return stamp_of(self.section)


def stamp_of(section: Section) -> str:
    """What `confirmed_text` holds when a rule or template was confirmed for the section as it reads now."""
    return text_stamp(section.title, section.body)


def unconfirmed(version: PolicyVersion, base: PolicyVersion | None) -> list[Unconfirmed]:
    """What has to be confirmed or edited, section by section; `base` is the version in force that this one follows."""
    if base is None:
        return []
    before = {one.key: stamp_of(one) for one in base.sections.all()}
    sections = version.sections.prefetch_related(
        Prefetch("rule_settings", RuleSetting.objects.order_by("rule")),
        Prefetch("reply_templates", ReplyTemplate.objects.order_by("name")),
    )
    found = []
    for section in sections:
        now = stamp_of(section)
        if section.change == Section.Change.NONE and before.get(section.key) == now:
            continue
        rules = tuple(one for one in section.rule_settings.all() if one.confirmed_text != now)
        templates = tuple(one for one in section.reply_templates.all() if one.confirmed_text != now)
        if rules or templates:
            found.append(Unconfirmed(section, rules, templates))
    return found


def missing(version: PolicyVersion, base: PolicyVersion | None) -> list[str]:
    """A sentence for each section on which something waits to be confirmed."""
    sentences = []
    for one in unconfirmed(version, base):
        names = [rule.rule for rule in one.rules] + [f"“{template.name}”" for template in one.templates]
        sentences.append(
            f"Section {one.section.position}, {one.section.title}, changed. "
            f"Confirm what stands on it, or change it: {', '.join(names)}."
        )
    return sentences

"""Writing the content of a draft version: sections, rules, reply templates, clocks, facts.

Every function locks the version, looks again at its state and the person's right, remembers the person among its
writers and records the edit. `seen` is the stamp of what the form showed; when something else is saved by now, the
write is refused with Stale, so that nobody overwrites a colleague unawares.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import User
from accounts.permissions import forget_roles
from audit import services as audit
from audit.kinds import Kind
from policies import completeness, confirming, permissions
from policies import rules as engine
from policies.models import Policy, PolicyVersion, ReplyTemplate, RuleSetting, ScenarioQuestion, Section
from policies.numbering import next_number
from policies.parameters import Parameters
from policies.refusals import Refused, Stale, refuse
from policies.services import unknown_blanks

STAMPED: dict[type[models.Model], tuple[str, ...]] = {
    PolicyVersion: ("change_note", "cycle_months", "effective_from", "parameters", "read_by"),
    Section: ("title", "body", "standard_item", "change", "guidance_only"),
    RuleSetting: ("section_id", "severity", "params"),
    ReplyTemplate: ("section_id", "purpose", "name", "body"),
    ScenarioQuestion: ("section_id", "about", "text", "answer", "explanation"),
}
TAKEN_ANCHORS = {"main", "all-places", "page-versions", "page-history", "page-coverage", "page-sections", "page-act"}


def stamp(row: models.Model | None) -> str:
    """Twelve characters that change when the row's content does; "" for a row that is not there yet."""
    if row is None or row.pk is None:
        return ""
    values = [getattr(row, name) for name in STAMPED[type(row)]]
    return hashlib.sha256(json.dumps(values, sort_keys=True, default=str).encode()).hexdigest()[:12]


def not_stale(row: models.Model | None, seen: str | None) -> None:
    if seen is not None and seen != stamp(row):
        raise Stale(
            "This was changed after you opened it, by you in another window or by a colleague. What you typed is "
            "still below, and what is saved now stands beside it. Save again to put yours in its place."
        )


@contextmanager
def writing(version_id: int, by: User, what: str, now: dt.datetime | None) -> Iterator[PolicyVersion]:
    """The locked draft, in a transaction that ends with its new number, its writers and the audit event.

    Every write of a draft's content goes through here, those of other modules (questions.py) too.
    """
    now = now or timezone.now()
    with transaction.atomic():
        policy_id = PolicyVersion.objects.values_list("policy_id", flat=True).get(pk=version_id)
        Policy.objects.select_for_update().get(pk=policy_id)
        version = (
            PolicyVersion.objects.select_for_update(of=("self",)).select_related("policy__service").get(pk=version_id)
        )
        forget_roles(by)
        refuse(permissions.refusal_to_write(by, version.service))
        if not version.is_editable:
            state = version.get_state_display().lower()
            raise Refused(f"Version {version.number} is {state}, so its text can no longer be changed.")
        yield version
        version.edited_at = now
        _renumber(version)
        version.save(update_fields=["edited_at", "major", "minor"])
        version.writers.add(by)
        data = {"number": version.number, "what": what}
        audit.record(Kind.VERSION_EDITED, on=version, actor=by, data=data, now=now)


def _require_measured(version: PolicyVersion) -> None:
    if not version.is_measured:
        raise Refused(
            f"Nothing runs from “{version.policy.title}”: rules, reply templates and clocks stand in the social media "
            "policy. Write here what people are to read."
        )


def _renumber(version: PolicyVersion) -> None:
    """Minor while only wording changed, major as soon as a section changed in meaning."""
    base = completeness.base_of(version)
    others = list(version.policy.versions.exclude(pk=version.pk).values_list("major", "minor"))
    version.major, version.minor = next_number(
        base=(base.major, base.minor) if base else None,
        taken=others,
        in_meaning=completeness.changes_meaning(version, base),
    )


# Facts and clocks


def save_facts(
    version_id: int,
    *,
    by: User,
    change_note: str,
    cycle_months: int,
    effective_from: dt.date | None,
    seen: str | None = None,
    now: dt.datetime | None = None,
) -> PolicyVersion:
    """Change note, months from review to review, and the date proposed for coming into force."""
    with writing(version_id, by, "change note, dates", now) as version:
        not_stale(version, seen)
        version.change_note, version.cycle_months = change_note.strip(), cycle_months
        version.effective_from = effective_from
        version.save(update_fields=["change_note", "cycle_months", "effective_from"])
    return version


def save_parameters(
    version_id: int,
    *,
    by: User,
    values: Mapping[str, int | bool],
    seen: str | None = None,
    now: dt.datetime | None = None,
) -> PolicyVersion:
    """Clocks and limits; what equals the default is not stored, so that a better default reaches it."""
    usual = Parameters()
    if unknown := sorted(set(values) - set(vars(usual))):
        raise Refused(f"There is no clock or limit called {', '.join(unknown)}.")
    with writing(version_id, by, "clocks and limits", now) as version:
        _require_measured(version)
        not_stale(version, seen)
        version.parameters = {name: value for name, value in values.items() if value != getattr(usual, name)}
        version.save(update_fields=["parameters"])
    return version


@dataclass(frozen=True, kw_only=True)
class SectionPlan:
    """A section with what stands on it, as plain values: rules with severity, templates as purpose, name, body."""

    key: str
    title: str
    body: str
    standard_item: str
    rules: Mapping[str, str]
    templates: tuple[tuple[str, str, str], ...] = ()
    guidance_only: bool = False


def fill(
    version_id: int, plans: Sequence[SectionPlan], *, by: User, change_note: str, now: dt.datetime | None = None
) -> PolicyVersion:
    """Write a whole text into a draft that has no section yet, as one edit."""
    with writing(version_id, by, f"filled in {len(plans)} sections", now) as version:
        if version.sections.exists():
            raise Refused("This version has sections already.")
        for position, plan in enumerate(plans, start=1):
            section = Section.objects.create(
                version=version,
                key=plan.key,
                position=position,
                title=plan.title,
                body=plan.body,
                standard_item=plan.standard_item,
                guidance_only=plan.guidance_only,
            )
            RuleSetting.objects.bulk_create(
                RuleSetting(version=version, section=section, rule=rule, severity=severity)
                for rule, severity in plan.rules.items()
            )
            ReplyTemplate.objects.bulk_create(
                ReplyTemplate(version=version, section=section, purpose=purpose, name=name, body=body)
                for purpose, name, body in plan.templates
            )
        version.change_note = change_note
        version.save(update_fields=["change_note"])
    return version


# Sections


def add_section(
    version_id: int,
    *,
    by: User,
    title: str,
    body: str = "",
    standard_item: str = "",
    change: str = Section.Change.MEANING,
    guidance_only: bool = False,
    key: str = "",
    now: dt.datetime | None = None,
) -> Section:
    """A section at the end of the version."""
    with writing(version_id, by, f"added the section {title.strip()}", now) as version:
        section = Section.objects.create(
            version=version,
            key=_free_key(version, key or title),
            position=version.sections.count() + 1,
            title=title.strip(),
            body=body.strip(),
            standard_item=standard_item,
            change=change,
            guidance_only=guidance_only,
        )
    return section


def _free_key(version: PolicyVersion, wish: str) -> str:
    wish = slugify(wish)[:50].strip("-") or "section"
    taken = set(version.sections.values_list("key", flat=True)) | TAKEN_ANCHORS
    key, number = wish, 2
    while key in taken:
        key, number = f"{wish}-{number}", number + 1
    return key


def save_section(
    section_id: int,
    *,
    by: User,
    title: str,
    body: str,
    standard_item: str,
    change: str,
    guidance_only: bool,
    seen: str | None = None,
    now: dt.datetime | None = None,
) -> Section:
    """What a section says and how it changed; its key and its place stay."""
    version_id = Section.objects.values_list("version_id", flat=True).get(pk=section_id)
    with writing(version_id, by, f"the section {title.strip()}", now):
        section = Section.objects.get(pk=section_id)
        not_stale(section, seen)
        if guidance_only:
            refuse(_what_stands_on(section))
        section.title, section.body, section.standard_item = title.strip(), body.strip(), standard_item
        section.change, section.guidance_only = change, guidance_only
        section.save(update_fields=["title", "body", "standard_item", "change", "guidance_only"])
    return section


def move_section(section_id: int, *, by: User, up: bool, now: dt.datetime | None = None) -> Section:
    """Change places with the section above or below. At the end of the list nothing moves."""
    version_id = Section.objects.values_list("version_id", flat=True).get(pk=section_id)
    with writing(version_id, by, "the order of the sections", now) as version:
        sections = list(version.sections.all())
        at = next(index for index, section in enumerate(sections) if section.pk == section_id)
        to = at - 1 if up else at + 1
        if 0 <= to < len(sections):
            sections[at], sections[to] = sections[to], sections[at]
        _set_positions(sections)
    return sections[min(max(to, 0), len(sections) - 1)]


def remove_section(section_id: int, *, by: User, now: dt.datetime | None = None) -> PolicyVersion:
    """Take a section out. One that something stands on is refused, so that no rule loses its ground unseen."""
    section = Section.objects.get(pk=section_id)
    with writing(section.version_id, by, f"removed the section {section.title}", now) as version:
        refuse(_what_stands_on(section) or _asked_about(section))
        section.delete()
        _set_positions(list(version.sections.all()))
    return version


def _what_stands_on(section: Section) -> str:
    """Why a section cannot go or fall silent: "" or a sentence with what stands on it."""
    counts = ((section.rule_settings.count(), "rule"), (section.reply_templates.count(), "reply template"))
    standing = [f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count]
    if not standing:
        return ""
    verb = "stands" if sum(count for count, _ in counts) == 1 else "stand"
    return f"{' and '.join(standing)} {verb} on this section. Move what stands on it to another section first."


def _asked_about(section: Section) -> str:
    """Why a section cannot go: questions of the reading ask about it, as they may about one for guidance only too."""
    count = section.questions.count()
    if not count:
        return ""
    return (
        f"{count} question{' of the reading asks' if count == 1 else 's of the reading ask'} about this section. "
        "Take out the questions first, or let them ask about another section."
    )


def _set_positions(sections: list[Section]) -> None:
    for position, section in enumerate(sections, start=1):
        section.position = position
    Section.objects.bulk_update(sections, ["position"])


# What stands on sections


def _section_of(version: PolicyVersion, section_id: int) -> Section:
    section = version.sections.filter(pk=section_id).first()
    if section is None:
        raise Refused("That section is no longer in this version. Choose another.")
    if section.guidance_only:
        raise Refused(f"“{section.title}” is for guidance only: nothing runs from it. Choose another section.")
    return section


def set_rule(
    version_id: int,
    *,
    by: User,
    rule: str,
    section_id: int,
    severity: str,
    params: Mapping[str, Any] | None = None,
    seen: str | None = None,
    now: dt.datetime | None = None,
) -> RuleSetting:
    """Bind a rule of the catalogue to a section. `params` holds what differs from the rule's defaults.

    Raises rules.ParamsRefused, whose text is a sentence, when a parameter does not fit.
    """
    spec = engine.CATALOGUE.get(rule)
    if spec is None:
        raise Refused(f"There is no rule called {rule}.")
    stored = {name: value for name, value in (params or {}).items() if value != spec.defaults.get(name)}
    spec.params_from(stored)
    with writing(version_id, by, f"the rule {rule}", now) as version:
        _require_measured(version)
        setting = version.rule_settings.filter(rule=rule).first()
        not_stale(setting, seen)
        setting = setting or RuleSetting(version=version, rule=rule)
        setting.section, setting.severity, setting.params = _section_of(version, section_id), severity, stored
        setting.confirmed_text = confirming.stamp_of(setting.section)
        setting.save()
    return setting


def save_template(
    version_id: int,
    *,
    by: User,
    section_id: int,
    purpose: str,
    name: str,
    body: str,
    template_id: int | None = None,
    seen: str | None = None,
    now: dt.datetime | None = None,
) -> ReplyTemplate:
    """Add a reply template, or change one."""
    if unknown := unknown_blanks(body):
        names = ", ".join(f"{{{name}}}" for name in unknown)
        raise Refused(f"{names} cannot be filled in. Use {{service}}, {{phone}}, {{email}} or {{website}}.")
    with writing(version_id, by, f"the reply template {name.strip()}", now) as version:
        _require_measured(version)
        template = version.reply_templates.filter(pk=template_id).first() if template_id else None
        if template_id and template is None:
            raise Refused("This reply template was removed meanwhile.")
        not_stale(template, seen)
        if version.reply_templates.filter(name=name.strip()).exclude(pk=template_id).exists():
            raise Refused(f"There is a reply template called “{name.strip()}” already. Choose another name.")
        template = template or ReplyTemplate(version=version)
        template.section, template.purpose = _section_of(version, section_id), purpose
        template.name, template.body = name.strip(), body.strip()
        template.confirmed_text = confirming.stamp_of(template.section)
        template.save()
    return template


def confirm(
    section_id: int,
    *,
    by: User,
    rule: str = "",
    template_id: int | None = None,
    seen: str | None = None,
    now: dt.datetime | None = None,
) -> Section:
    """Say that a rule or a reply template is still right on the section as it reads now; without either, that all are.

    `seen` is confirming.stamp_of the section that the person read; another text by now is refused with Stale.
    """
    section = Section.objects.get(pk=section_id)
    what = f"confirmed {rule or 'a reply template' if rule or template_id else 'all that stands'} on {section.title}"
    with writing(section.version_id, by, what, now):
        section.refresh_from_db()
        stamp_now = confirming.stamp_of(section)
        if seen is not None and seen != stamp_now:
            raise Stale("The section was changed after you opened it. Read it again, then say whether this is right.")
        rules, templates = section.rule_settings.all(), section.reply_templates.all()
        if rule or template_id:
            rules, templates = rules.filter(rule=rule), templates.filter(pk=template_id)
        if not rules.update(confirmed_text=stamp_now) + templates.update(confirmed_text=stamp_now):
            raise Refused("That no longer stands on this section. Look at what stands on it now.")
    return section


def remove_template(template_id: int, *, by: User, now: dt.datetime | None = None) -> PolicyVersion:
    template = ReplyTemplate.objects.get(pk=template_id)
    with writing(template.version_id, by, f"removed the reply template {template.name}", now) as version:
        template.delete()
    return version

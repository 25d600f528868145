"""What is different between two versions: section by section, with the rules and templates that stand on each. Pure.

`compare(before, after)` is all there is to call; `before` is None for a first version, where everything is new.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from functools import cached_property
from typing import Any, Literal

from policies.contents import RuleContent, SectionContent, TemplateContent, VersionContent
from policies.parameters import Parameters, parameters
from policies.rules import CATALOGUE
from policies.words import Part, word_diff

Kind = Literal["new", "gone", "changed", "same"]
STRENGTH = {"off": 0, "advise": 1, "warn": 2, "block": 3}
MOST_ALIKE = 4_000  # characters of two templates that are looked at to see whether one was renamed


@dataclass(frozen=True, kw_only=True)
class ParamChange:
    """One parameter of a rule. A list or a table says what was put in and taken out; anything else its two values."""

    name: str
    before: Any = None
    after: Any = None
    put_in: tuple[str, ...] = ()
    taken_out: tuple[str, ...] = ()

    @property
    def is_many(self) -> bool:
        return bool(self.put_in or self.taken_out)

    @property
    def label(self) -> str:
        return self.name.replace("_", " ").capitalize()


@dataclass(frozen=True, kw_only=True)
class RuleChange:
    """A rule whose severity, parameters or section differ. `kind` is new when no section named it before.

    A rule that no section names runs as the catalogue has it, so "new" and "gone" are stronger or weaker against that.
    """

    rule: str
    title: str
    kind: Kind
    before: str  # severity
    after: str
    moved_from: str = ""  # labels of sections, when it stands on another one now
    moved_to: str = ""
    params: tuple[ParamChange, ...] = ()

    @property
    def is_stronger(self) -> bool:
        return STRENGTH[self.after] > STRENGTH[self.before]

    @property
    def is_weaker(self) -> bool:
        return STRENGTH[self.after] < STRENGTH[self.before]


@dataclass(frozen=True, kw_only=True)
class TemplateChange:
    name: str
    kind: Kind
    renamed_from: str = ""
    purpose_changed: bool = False
    moved_from: str = ""
    moved_to: str = ""
    body: tuple[Part, ...] = ()

    @property
    def body_changed(self) -> bool:
        return any(part.op != "same" for part in self.body)


@dataclass(frozen=True, kw_only=True)
class SectionChange:
    """One section in both versions; the one that is not there is None."""

    key: str
    kind: Kind
    section: SectionContent  # as it is now; as it was when it is gone
    before: SectionContent | None
    after: SectionContent | None
    has_moved: bool = False  # against its neighbours, not only by a number
    title: tuple[Part, ...] = ()
    body: tuple[Part, ...] = ()
    rules: tuple[RuleChange, ...] = ()
    templates: tuple[TemplateChange, ...] = ()

    @property
    def mark(self) -> str:
        """What its author said: "", wording or meaning. A section that is gone changed in meaning."""
        return self.after.change if self.after else "meaning"

    @property
    def is_only_moved(self) -> bool:
        """Another place, and not a word, rule or template different."""
        standing = self.rules or self.templates or self.item_changed or self.became_guidance or self.no_longer_guidance
        return self.has_moved and not (self.is_renamed or self.text_changed or standing)

    @property
    def is_renamed(self) -> bool:
        return bool(self.before and self.after and self.before.title != self.after.title)

    @property
    def text_changed(self) -> bool:
        return any(part.op != "same" for part in self.body)

    @property
    def became_guidance(self) -> bool:
        return bool(self.before and self.after and self.after.guidance_only and not self.before.guidance_only)

    @property
    def no_longer_guidance(self) -> bool:
        return bool(self.before and self.after and self.before.guidance_only and not self.after.guidance_only)

    @property
    def item_changed(self) -> bool:
        return bool(self.before and self.after and self.before.standard_item != self.after.standard_item)


@dataclass(frozen=True, kw_only=True)
class ClockChange:
    """A clock or limit of policies/parameters.py."""

    name: str
    before: int | bool
    after: int | bool


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Everything that differs. `sections` are all of them, in the order of the later version; those that are gone
    stand where they stood."""

    before: VersionContent | None
    after: VersionContent
    sections: tuple[SectionChange, ...]
    clocks: tuple[ClockChange, ...]

    @cached_property
    def changed(self) -> tuple[SectionChange, ...]:
        """Sections with any difference: those in meaning first, then the rest in the order of the text."""
        found = [one for one in self.sections if one.kind != "same"]
        return tuple(sorted(found, key=lambda one: one.mark != "meaning"))

    @property
    def cycle_changed(self) -> bool:
        return self.before is not None and self.before.cycle_months != self.after.cycle_months

    @property
    def readers_changed(self) -> bool:
        return self.before is not None and self.before.read_by != self.after.read_by

    @cached_property
    def questions(self) -> tuple[int, int]:
        """How many questions of the reading are new or say something else, and how many are gone or said so before.

        Only counted: whoever reads what changed has yet to answer them.
        """
        before, after = _questions(self.before), _questions(self.after)
        return len(after - before), len(before - after)

    @property
    def is_empty(self) -> bool:
        beside = self.clocks or self.cycle_changed or self.readers_changed or any(self.questions)
        return not (self.changed or beside)

    @cached_property
    def rule_changes(self) -> tuple[RuleChange, ...]:
        """Each rule once, also one that moved from a section to another."""
        found = {one.rule: one for section in self.sections for one in section.rules}
        return tuple(found[rule] for rule in sorted(found))

    @cached_property
    def summary(self) -> tuple[str, ...]:
        """Counts in words, the weightiest first: "2 sections changed in meaning", "1 new section"."""
        if self.before is None:
            return (_many(len(self.sections), "section"), _many(len(self.rule_changes), "rule"))
        changed = [one for one in self.sections if one.kind == "changed"]
        unmarked = [one for one in changed if not one.mark and not one.is_only_moved]
        templates = {(one.name, one.renamed_from) for section in self.sections for one in section.templates}
        counts = (
            (sum(one.mark == "meaning" for one in changed), "section{} changed in meaning"),
            (sum(one.mark == "wording" for one in changed), "section{} changed in wording"),
            (len(unmarked), "section{} changed, not marked"),
            (sum(one.kind == "new" for one in self.sections), "new section{}"),
            (sum(one.kind == "gone" for one in self.sections), "section{} taken out"),
            (sum(one.has_moved for one in self.sections), "section{} moved"),
            (sum(one.is_stronger for one in self.rule_changes), "rule{} stronger"),
            (sum(one.is_weaker for one in self.rule_changes), "rule{} weaker"),
            (sum(bool(one.params) for one in self.rule_changes), "rule{} with other parameters"),
            (len(templates), "reply template{} changed"),
            (len(self.clocks), "clock{} or limit{} changed"),
        )
        said = [f"{count} {words.replace('{}', '' if count == 1 else 's')}" for count, words in counts if count]
        said += ["another time between reviews"] if self.cycle_changed else []
        said += ["other people read it"] if self.readers_changed else []
        said += ["other questions of the reading"] if any(self.questions) else []
        return tuple(said) or ("nothing is different",)


def compare(before: VersionContent | None, after: VersionContent) -> Comparison:
    """What differs between two versions of one policy, whichever of them is the older."""
    olds = {one.key: one for one in before.sections} if before else {}
    news = {one.key: one for one in after.sections}
    rules, templates = _rule_changes(olds.values(), news.values()), _template_changes(olds.values(), news.values())
    moved = _moved([key for key in olds if key in news], [key for key in news if key in olds])
    sections = []
    for key in _in_order(list(olds), list(news)):
        sections.append(
            _section_change(
                key,
                olds.get(key),
                news.get(key),
                has_moved=key in moved,
                rules=tuple(rules.get(key, ())),
                templates=tuple(templates.get(key, ())),
            )
        )
    return Comparison(before=before, after=after, sections=tuple(sections), clocks=_clock_changes(before, after))


def _section_change(
    key: str, before: SectionContent | None, after: SectionContent | None, *, has_moved: bool, **standing: Any
) -> SectionChange:
    title = word_diff(before.title if before else "", after.title if after else "")
    body = word_diff(before.body if before else "", after.body if after else "")
    kind: Kind = "changed"
    if before is None or after is None:
        kind = "new" if before is None else "gone"
    elif not has_moved and not any(standing.values()) and _said(before) == _said(after):
        kind = "same"
    found: dict[str, Any] = {"before": before, "after": after, "section": after or before}
    return SectionChange(key=key, kind=kind, has_moved=has_moved, title=title, body=body, **found, **standing)


def _said(section: SectionContent) -> tuple[Any, ...]:
    return section.title, section.body, section.standard_item, section.guidance_only


def _in_order(olds: list[str], news: list[str]) -> list[str]:
    """The later version's keys; each that is gone comes after the one that it followed."""
    order = list(news)
    for at, key in enumerate(olds):
        if key not in order:
            order.insert(order.index(olds[at - 1]) + 1 if at else 0, key)
    return order


def _moved(olds: list[str], news: list[str]) -> set[str]:
    """Keys that changed places with others: all but the longest run that kept its order."""
    place = {key: at for at, key in enumerate(olds)}
    best: list[list[str]] = []  # the longest run that ends with each key of news
    for at, key in enumerate(news):
        runs = [best[back] for back in range(at) if place[news[back]] < place[key]]
        best.append([*max(runs, key=len, default=[]), key])
    return set(news) - set(max(best, key=len, default=[]))


def _questions(content: VersionContent | None) -> set[tuple[str, ...]]:
    sections = content.sections if content else ()
    return {
        (section.key, one.about, one.text, one.answer, one.explanation)
        for section in sections
        for one in section.questions
    }


# What stands on sections


def _standing(sections: Iterable[SectionContent], name: str) -> dict[str, tuple[SectionContent, Any]]:
    """Rules or templates by their name, each with its section."""
    rows = ((section, one) for section in sections for one in getattr(section, name))
    return {(one.rule if isinstance(one, RuleContent) else one.name): (section, one) for section, one in rows}


def _rule_changes(olds: Iterable[SectionContent], news: Iterable[SectionContent]) -> dict[str, list[RuleChange]]:
    """By the key of the section that each is shown on; one that moved is shown on both."""
    before, after = _standing(olds, "rules"), _standing(news, "rules")
    found: dict[str, list[RuleChange]] = {}
    for rule in sorted({*before, *after}):
        (old_section, old), (new_section, new) = before.get(rule, (None, None)), after.get(rule, (None, None))
        spec = CATALOGUE.get(rule)
        usual = str(spec.severity) if spec else "off"
        params = _param_changes(dict(spec.defaults) if spec else {}, old, new)
        has_moved = bool(old_section and new_section and old_section.key != new_section.key)
        severities = old.severity if old else usual, new.severity if new else usual
        if old and new and not (has_moved or params or severities[0] != severities[1]):
            continue
        change = RuleChange(
            rule=rule,
            title=spec.title if spec else rule,
            kind="new" if old is None else "gone" if new is None else "changed",
            before=severities[0],
            after=severities[1],
            moved_from=old_section.label if has_moved else "",
            moved_to=new_section.label if has_moved else "",
            params=params,
        )
        for key in {section.key for section in (old_section, new_section) if section}:
            found.setdefault(key, []).append(change)
    return found


def _param_changes(
    usual: Mapping[str, Any], old: RuleContent | None, new: RuleContent | None
) -> tuple[ParamChange, ...]:
    before = {**usual, **(old.params if old else {})}
    after = {**usual, **(new.params if new else {})}
    changes = (_param_change(name, before.get(name), after.get(name)) for name in {**before, **after})
    return tuple(one for one in changes if one)


def _param_change(name: str, before: Any, after: Any) -> ParamChange | None:
    if before == after:
        return None
    if isinstance(before, list | tuple | Mapping) or isinstance(after, list | tuple | Mapping):
        olds, news = _entries(before), _entries(after)
        put_in = tuple(one for one in news if one not in set(olds))
        taken_out = tuple(one for one in olds if one not in set(news))
        if not put_in and not taken_out:
            return None  # the same words in another order
        return ParamChange(name=name, before=before, after=after, put_in=put_in, taken_out=taken_out)
    return ParamChange(name=name, before=before, after=after)


def _entries(value: Any) -> tuple[str, ...]:
    if isinstance(value, Mapping):
        return tuple(f"{key} = {said}" for key, said in value.items())
    if isinstance(value, list | tuple):
        return tuple(str(one) for one in value)
    return () if value is None else (str(value),)


def _template_changes(
    olds: Iterable[SectionContent], news: Iterable[SectionContent]
) -> dict[str, list[TemplateChange]]:
    before, after = _standing(olds, "templates"), _standing(news, "templates")
    names = {name: name for name in after if name in before} | _renamed(before, after)
    found: dict[str, list[TemplateChange]] = {}
    for name in sorted(after):
        new_section, new = after[name]
        old_section, old = before.get(names.get(name, ""), (None, None))
        has_moved = old_section is not None and old_section.key != new_section.key
        if old and not has_moved and (old.name, old.purpose, old.body) == (new.name, new.purpose, new.body):
            continue
        change = TemplateChange(
            name=name,
            kind="changed" if old else "new",
            renamed_from=old.name if old and old.name != name else "",
            purpose_changed=bool(old and old.purpose != new.purpose),
            moved_from=old_section.label if has_moved else "",
            moved_to=new_section.label if has_moved else "",
            body=word_diff(old.body if old else "", new.body),
        )
        for key in {section.key for section in (old_section, new_section) if section}:
            found.setdefault(key, []).append(change)
    for name in sorted(before.keys() - set(names.values())):
        section, old = before[name]
        change = TemplateChange(name=name, kind="gone", body=word_diff(old.body, ""))
        found.setdefault(section.key, []).append(change)
    return found


def _renamed(
    before: Mapping[str, tuple[SectionContent, TemplateContent]],
    after: Mapping[str, tuple[SectionContent, TemplateContent]],
) -> dict[str, str]:
    """New name to old name, of templates for one purpose with much the same text."""
    free = {name: one for name, (_, one) in before.items() if name not in after}
    pairs = {}
    for name in sorted(after.keys() - before.keys()):
        new = after[name][1]
        alike = {old: _alike(one.body, new.body) for old, one in free.items() if one.purpose == new.purpose}
        best = max(alike, key=lambda old: alike[old], default="")
        if best and alike[best] >= 0.6:
            pairs[name] = best
            del free[best]
    return pairs


def _alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    return SequenceMatcher(None, one[:MOST_ALIKE].split(), other[:MOST_ALIKE].split()).ratio()


def _clock_changes(before: VersionContent | None, after: VersionContent) -> tuple[ClockChange, ...]:
    if before is None:
        return ()
    old, new = parameters(before.parameters), parameters(after.parameters)
    return tuple(
        ClockChange(name=one.name, before=getattr(old, one.name), after=getattr(new, one.name))
        for one in fields(Parameters)
        if getattr(old, one.name) != getattr(new, one.name)
    )


def _many(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"

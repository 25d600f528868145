"""Two rulesets over the same drafts: what the second one stops, warns of or lets through that the first does not.

Each rule looks at a draft once where both rulesets give it the same parameters; the two severities are put on what it
found afterwards. So a draft policy that changes three rules costs little more than one look at each post.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from policies.rules.base import Draft, Finding, Findings, Ruleset, Setting, Severity, run


@dataclass(frozen=True, kw_only=True)
class Compared:
    """The findings of both rulesets that ask for something: what stops a post, or needs a reason."""

    before: Findings
    after: Findings

    @cached_property
    def gained(self) -> Findings:
        """Findings of the second ruleset that the first does not have, or has more mildly."""
        return _without(self.after, self.before)

    @cached_property
    def lost(self) -> Findings:
        """Findings of the first ruleset that the second does not have, or has more mildly."""
        return _without(self.before, self.after)

    @property
    def change(self) -> str:
        """What a person would notice: "blocked", "warned", "passed", or "" for nothing."""
        if self.gained.blocked:
            return "blocked"
        if self.gained:
            return "warned"
        return "passed" if _worst(self.after) > _worst(self.before) else ""


def _without(findings: Findings, others: Findings) -> Findings:
    """Those that no other one matches as strictly."""
    return Findings(
        one
        for one in findings
        if not any(other.severity.rank <= one.severity.rank and _is_about_the_same(one, other) for other in others)
    )


def _is_about_the_same(one: Finding, other: Finding) -> bool:
    """The same rule about the same words, picture or channel; the message may differ with the rule's parameters."""
    if _place_of(one) != _place_of(other):
        return False
    if one.span is None or other.span is None:
        return one.span is other.span
    return one.span[0] < other.span[1] and other.span[0] < one.span[1]


def _place_of(finding: Finding) -> tuple[object, ...]:
    return (finding.rule, finding.channel, finding.account, finding.medium)


def _worst(findings: Findings) -> int:
    return min((one.severity.rank for one in findings), default=Severity.ADVISE.rank)


class Comparison:
    """Two rulesets, made ready once for many drafts."""

    def __init__(self, before: Ruleset, after: Ruleset) -> None:
        self._before, self._after = before, after
        changed = {name for name in before if name in after and before[name].params != after[name].params}
        asking_before, asking_after = _asking(before), _asking(after)
        settings = {**asking_after, **asking_before}
        self._shared = _at_full_strength(settings[name] for name in settings if name not in changed)
        self._old = _at_full_strength(one for name, one in asking_before.items() if name in changed)
        self._new = _at_full_strength(one for name, one in asking_after.items() if name in changed)

    def of(self, drafts: Iterable[Draft]) -> Compared:
        """What both rulesets say to one post; several drafts where two accounts on one network get different texts."""
        before: dict[object, Finding] = {}
        after: dict[object, Finding] = {}
        for draft in drafts:
            shared = run(draft, self._shared)
            for finding in _set_to((*shared, *run(draft, self._old)), self._before):
                before.setdefault((finding.key, finding.span), finding)
            for finding in _set_to((*shared, *run(draft, self._new)), self._after):
                after.setdefault((finding.key, finding.span), finding)
        return Compared(before=_sorted(before.values()), after=_sorted(after.values()))


def _asking(ruleset: Ruleset) -> dict[str, Setting]:
    """The rules that may stop a post or ask for a reason; those that only hint need not run."""
    return {name: setting for name, setting in ruleset.items() if setting.severity is not Severity.ADVISE}


def _at_full_strength(settings: Iterable[Setting]) -> Ruleset:
    return Ruleset(replace(setting, severity=Severity.BLOCK) for setting in settings)


def _set_to(findings: Iterable[Finding], ruleset: Ruleset) -> Iterator[Finding]:
    """The findings as this ruleset sets their rules; without hints, and without rules that are off."""
    for finding in findings:
        setting = ruleset.get(finding.rule)
        if setting is None:
            continue
        severity = finding.severity.at_most(setting.severity)
        if severity is not Severity.ADVISE:
            yield replace(finding, severity=severity, section=setting.section)


def _sorted(findings: Iterable[Finding]) -> Findings:
    return Findings(sorted(findings, key=lambda one: one.severity.rank))

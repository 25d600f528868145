"""How often the rules are right on labelled drafts: precision and recall of each rule, with the room for chance."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from typing import Any

from policies.rules.base import Finding, Ruleset, Severity, Span, run
from policies.rules.lines import draft_of_line


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its Wilson 95 % interval."""

    hits: int
    of: int

    @property
    def value(self) -> float:
        return self.hits / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        if not self.of:
            return 0.0, 1.0
        z, share, n = 1.96, self.value, self.of
        middle = (share + z * z / (2 * n)) / (1 + z * z / n)
        half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return max(0.0, middle - half), min(1.0, middle + half)

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.value:.3f} ({low:.2f} to {high:.2f}, n={self.of})"


@dataclass(frozen=True, slots=True)
class Figure:
    """Of one rule: drafts where it fired and should, fired and should not, and should but did not.

    `beside` counts drafts where it was right to fire but marked other words than the ones expected.
    """

    right: int
    false: int
    missed: int
    beside: int = 0

    @property
    def precision(self) -> float | None:
        return self.right / (self.right + self.false) if self.right + self.false else None

    @property
    def recall(self) -> float | None:
        return self.right / (self.right + self.missed) if self.right + self.missed else None

    @property
    def shares(self) -> tuple[Share, Share]:
        """Precision and recall with their intervals."""
        return Share(self.right, self.right + self.false), Share(self.right, self.right + self.missed)


@dataclass(frozen=True, slots=True)
class Mistake:
    """A draft on which a rule was wrong. `kind`: false, missed, or beside (other words marked)."""

    draft: str
    rule: str
    kind: str
    text: str
    words: str  # what was marked, or for a miss what was expected


@dataclass(frozen=True, slots=True)
class Measured:
    figures: dict[str, Figure]
    drafts: int
    clean: int  # drafts on which nothing that stops a post is expected
    falsely_blocked: int
    mistakes: tuple[Mistake, ...]


def measure(lines: Iterable[str], ruleset: Ruleset, today: date, only: Iterable[str] | None = None) -> Measured:
    """Run the rules over drafts in the format of `check_posts`, each with what it expects in `expect`.

    An expectation is the name of a rule, or an object with `rule` and, where the words matter, `words`. A draft
    without a service gets an invented one. With `only`, other rules are neither counted nor run.
    """
    counted = frozenset(ruleset if only is None else only)
    running = Ruleset(setting for name, setting in ruleset.items() if name in counted)
    counts: Counter[tuple[str, str]] = Counter()
    mistakes: list[Mistake] = []
    drafts = clean = falsely_blocked = 0
    for line in lines:
        if not line.strip():
            continue
        values = json.loads(line)
        expected = _expected(values)
        values.setdefault("id", f"line {drafts + 1}")
        values.setdefault("service", {"name": "Northshire SENDIASS"})
        identifier, draft = draft_of_line(json.dumps(values), today=today, time_zone="Europe/London")
        findings = run(draft, running)
        fired: dict[str, list[Finding]] = {}
        for finding in findings:
            fired.setdefault(finding.rule, []).append(finding)
        drafts += 1
        if not any(ruleset[name].severity is Severity.BLOCK for name in expected if name in ruleset):
            clean += 1
            falsely_blocked += findings.blocked
        asked = frozenset(values.get("asked") or counted)
        for name in sorted((fired.keys() | expected.keys()) & counted & (asked | expected.keys())):
            kind, words = _verdict(draft.text, expected.get(name), fired.get(name, ()))
            counts[name, kind] += 1
            if kind != "right":
                mistakes.append(Mistake(str(identifier), name, kind, draft.text, words))
    figures = {
        name: Figure(
            right=counts[name, "right"] + counts[name, "beside"],
            false=counts[name, "false"],
            missed=counts[name, "missed"],
            beside=counts[name, "beside"],
        )
        for name in ruleset
        if name in counted
    }
    return Measured(figures, drafts, clean, falsely_blocked, tuple(mistakes))


def _expected(values: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """The words expected of each rule; none where only the rule is named."""
    found: dict[str, tuple[str, ...]] = {}
    for one in values["expect"]:
        rule, words = (one, "") if isinstance(one, str) else (one["rule"], one.get("words") or "")
        found[rule] = (*found.get(rule, ()), *((words,) if words else ()))
    return found


def _verdict(text: str, expected: tuple[str, ...] | None, fired: Sequence[Finding]) -> tuple[str, str]:
    """right, beside, false or missed, and the words that show it."""
    if expected is None:
        return "false", fired[0].quote or fired[0].message
    if not fired:
        return "missed", " | ".join(expected)
    spans = [finding.span for finding in fired if finding.span is not None]
    places = [place for words in expected for place in _places(text, words)]
    if not spans or not places or any(s < end and start < e for s, e in spans for start, end in places):
        return "right", ""
    return "beside", fired[0].quote


def _places(text: str, words: str) -> list[Span]:
    found, start = [], text.find(words)
    while start >= 0:
        found.append((start, start + len(words)))
        start = text.find(words, start + 1)
    return found


def report(measured: Measured) -> str:
    """The figures as a table in Markdown; rules that were neither expected nor fired are left out."""
    lines = ["| rule | precision (95 %) | recall (95 %) | other words |", "| --- | --- | --- | --- |"]
    for name, figure in measured.figures.items():
        if figure.right + figure.false + figure.missed:
            precision, recall = figure.shares
            lines.append(f"| `{name}` | {precision} | {recall} | {figure.beside} |")
    stopped = Share(measured.falsely_blocked, measured.clean)
    lines += ["", f"{measured.drafts} drafts. Clean drafts stopped: {stopped.hits}, a share of {stopped}."]
    return "\n".join(lines)

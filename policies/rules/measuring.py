"""How often the rules are right on labelled drafts: precision and recall of each rule."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from policies.rules.base import Ruleset, Severity, run
from policies.rules.lines import draft_of_line


@dataclass(frozen=True, slots=True)
class Figure:
    """Of one rule: drafts where it fired and should, fired and should not, and should but did not."""

    right: int
    false: int
    missed: int

    @property
    def precision(self) -> float | None:
        return self.right / (self.right + self.false) if self.right + self.false else None

    @property
    def recall(self) -> float | None:
        return self.right / (self.right + self.missed) if self.right + self.missed else None


@dataclass(frozen=True, slots=True)
class Measured:
    figures: dict[str, Figure]
    drafts: int
    clean: int  # drafts on which nothing that stops a post is expected
    falsely_blocked: int
    mistakes: tuple[tuple[str, str, str], ...]  # draft, rule, "false" or "missed"


def measure(lines: Iterable[str], ruleset: Ruleset, today: date) -> Measured:
    """Run the rules over drafts in the format of `check_posts`, each with the rules that it expects."""
    counts: Counter[tuple[str, str]] = Counter()
    mistakes: list[tuple[str, str, str]] = []
    drafts = clean = falsely_blocked = 0
    for line in lines:
        expected = set(json.loads(line)["expect"])
        identifier, draft = draft_of_line(line, today=today, time_zone="Europe/London")
        findings = run(draft, ruleset)
        fired = {finding.rule for finding in findings}
        drafts += 1
        if not any(ruleset[name].severity is Severity.BLOCK for name in expected):
            clean += 1
            falsely_blocked += findings.blocked
        for name in fired | expected:
            kind = "right" if name in fired & expected else "false" if name in fired else "missed"
            counts[name, kind] += 1
            if kind != "right":
                mistakes.append((str(identifier), name, kind))
    figures = {
        name: Figure(right=counts[name, "right"], false=counts[name, "false"], missed=counts[name, "missed"])
        for name in ruleset
    }
    return Measured(figures, drafts, clean, falsely_blocked, tuple(mistakes))

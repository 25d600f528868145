"""Trains, sets thresholds on drafts by other hands, and writes: what `manage.py train_rules` runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from policies.rules import CATALOGUE, Severity
from policies.rules.audience import asked_by_pattern, may_be_right
from policies.rules.base import Span
from policies.rules.contacts import find_contacts
from policies.rules.meaning.model import WEIGHTS, Model, load
from policies.rules.meaning.units import Unit
from policies.rules.measuring import Figure
from policies.rules.patterns.people import KNOWN, PUBLIC
from policies.training import corpus, heard
from policies.training.corpus import OUTPUTS, Example
from policies.training.fit import Data, calibration, export

PRECISION, RECALL = 0.90, 0.80  # what is asked of a rule
LEAST_CERTAIN, MOST_CERTAIN = 20, 95  # per cent
# Least and most certainty, most doubt. The model sees no names and the patterns know them, so of `personal-data` it
# adds only what is sure and takes nothing away; and hardly a sentence makes a swear word fine.
# Of `under-age` and `promise` the examiners show few near misses, so a low certainty looks better than it is. Examiners
# whose drafts no model had learnt from set the rest: `impartiality` and `tone` have to be right nine times in ten
# before they find more; of the voice of the host and of libel a lower certainty finds more and is as seldom wrong; of
# `case-advice` and `promise` a higher one loses next to nothing. Many drafts of `personal-data` are names, which
# patterns find whatever the model says: of people who are only described a lower one finds more, and so it does of
# cases. The patterns of `impartiality` are few and plain, so that nothing is let past them; those of `promise` are
# nearly so.
BOUNDS = {
    "impartiality": (40, 40, 0), "personal-data": (70, 70, 0), "offensive": (50, 50, 2),
    "case-advice": (40, MOST_CERTAIN, 30), "individual-case": (LEAST_CERTAIN, 35, 30),
    "under-age": (55, MOST_CERTAIN, 30), "promise": (50, MOST_CERTAIN, 2), "tone": (45, 45, 30),
    "libel": (LEAST_CERTAIN, 60, 30), "host-organisation": (40, 50, 30),
}  # fmt: skip


@dataclass(frozen=True)
class Trained:
    """The model that was written, and each rule's figures on the drafts that set its thresholds."""

    model: Model
    figures: dict[str, Figure]
    examples: int
    size: int


def train(
    *,
    name: str,
    path: Path = WEIGHTS,
    examples: Sequence[Example] | None = None,
    apart: Sequence[Example] | None = None,
) -> Trained:
    """Fit on all drafts and write the weights to `path`.

    Calibration and thresholds come from the drafts by other hands (`apart`), in the groups of heard.py: each group is
    judged by weights and by an encoder that learnt nothing from it.
    """
    learnt = examples if examples is not None else corpus.read()
    others = Data(apart if apart is not None else corpus.read_apart())
    examiners = {one.writer for one in others.examples}
    data = Data([*learnt, *others.examples])
    writers = {one.writer for one in learnt}
    alone = np.zeros((len(others.bags), len(OUTPUTS)))
    for group in heard.groups(others.examples):
        rows = data.rows(writers) + data.rows(examiners - group, corpus.TIMES)
        columns = data.columns(rows)
        judged = others.rows(group)
        alone[judged] = others.sums(judged, columns, *data.fit(rows, columns))
    sums = others.both(alone, heard.read(others.examples))
    curves = calibration(others, sums)
    certainty, doubt, figures = {}, {}, {}
    for index, rule in enumerate(OUTPUTS):
        chances = 1 / (1 + np.exp(-(sums[:, index] * curves[rule][0] + curves[rule][1])))
        certainty[rule], doubt[rule], figures[rule] = thresholds(others, rule, chances * 100)
    rows = data.rows(writers) + data.rows(examiners, corpus.TIMES)
    columns = data.columns(rows)
    coefficients, intercepts = data.fit(rows, columns)
    export(
        path, name=name, columns=columns, coefficients=coefficients, intercepts=intercepts,
        calibration=curves, certainty=certainty, doubt=doubt,
    )  # fmt: skip
    return Trained(load(path), figures, len(data.examples), path.stat().st_size)


def thresholds(data: Data, rule: str, chances: Any) -> tuple[int, int, Figure]:
    """From which certainty the rule fires, under which doubt a pattern's hit is let pass, and what that is worth.

    The pair that falls least short of PRECISION and RECALL; to stop a clean draft counts against it once more.
    """
    best: tuple[tuple[float, float], int, int, Figure] | None = None
    tops = _tops(data, rule, chances)
    stops = CATALOGUE[rule].severity is Severity.BLOCK
    least_certain, most_certain, most_doubt = BOUNDS.get(rule, (LEAST_CERTAIN, MOST_CERTAIN, 30))
    for doubt in (doubt for doubt in (0, 2, 5, 10, 20, 30) if doubt <= most_doubt):
        for certainty in range(least_certain, most_certain + 1, 5):
            figure, stopped = _figure(tops, certainty, doubt)
            precision, recall = figure.precision or 0.0, figure.recall or 0.0
            short = max(0.0, PRECISION - precision) ** 2 + max(0.0, RECALL - recall) ** 2
            key = (-short - (stopped if stops else 0.0), precision + recall)
            if best is None or key > best[0]:
                best = (key, certainty, doubt, figure)
    assert best is not None  # noqa: S101
    return best[1:]


@dataclass(frozen=True, slots=True)
class _Top:
    """What decides over a draft: its surest sentence, and its surest with a pattern's hit."""

    broken: bool
    clean: bool  # it breaks no rule at all
    chance: float
    hit: float | None


def _tops(data: Data, rule: str, chances: Any) -> list[_Top]:
    """Of each draft what decides over it."""
    found = []
    start = 0
    for one in data.examples:
        own = chances[start : start + len(one.units)]
        start += len(one.units)
        if rule not in one.asked or (rule == "individual-case" and one.draft.story_consent):
            continue
        hit = None
        for finding in one.hits.get(rule, ()):
            if finding.span is None:
                continue
            over = [c for c, u in zip(own, one.units, strict=True) if _overlap(u, finding.span)]
            hit = max([hit or 0.0, *over] if over else [100.0])
        found.append(_Top(rule in one.broken, not one.broken, _top(one, rule, own), hit))
    return found


def _top(one: Example, rule: str, chances: Sequence[float]) -> float:
    """The surest sentence, as the rule itself looks at it: other patterns of its own may come first, or say no."""
    text = one.draft.text
    if rule == "under-age":
        if asked_by_pattern(text):
            return 100.0
        pairs = zip(chances, one.units, strict=True)
        return max((c for c, u in pairs if may_be_right(text, u.start, u.end, c / 100)), default=0.0)
    if rule == "personal-data":
        contacts = [contact.span for contact in find_contacts(text, one.draft.service, ())]
        named = contacts + [finding.span for kind in (PUBLIC, KNOWN) for finding in one.hits[kind] if finding.span]
        pairs = zip(chances, one.units, strict=True)
        return 100.0 if contacts else max((c for c, u in pairs if not any(_overlap(u, s) for s in named)), default=0.0)
    return max(chances, default=0.0)


def _overlap(unit: Unit, span: Span) -> bool:
    return span[0] < unit.end and unit.start < span[1]


def _figure(tops: Sequence[_Top], certainty: int, doubt: int) -> tuple[Figure, float]:
    """What the thresholds are worth, and the share of clean drafts on which the rule fires."""
    fired = [one.chance >= certainty or (one.hit is not None and one.hit >= doubt) for one in tops]
    right = sum(yes and one.broken for yes, one in zip(fired, tops, strict=True))
    figure = Figure(right=right, false=sum(fired) - right, missed=sum(one.broken for one in tops) - right)
    stopped = sum(yes and one.clean for yes, one in zip(fired, tops, strict=True))
    return figure, stopped / max(sum(one.clean for one in tops), 1)


__all__ = ["Trained", "train"]

"""Trains, sets thresholds on drafts by other hands, and writes: what `manage.py train_rules` runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from policies.rules.meaning.model import WEIGHTS, Model, load
from policies.rules.measuring import Figure
from policies.training import corpus
from policies.training.corpus import OUTPUTS, Example
from policies.training.fit import Data, calibration, export

PRECISION = 0.88  # what a threshold has to keep on drafts by other hands
LEAST_CERTAIN, MOST_CERTAIN = 20, 95  # per cent
# Least certainty, most doubt. The model sees no names and the patterns know them, so of `personal-data` it adds only
# what is sure and takes nothing away; and hardly a sentence makes a swear word fine.
BOUNDS = {"personal-data": (60, 0), "offensive": (LEAST_CERTAIN, 2)}


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
    """Fit on the corpus, set thresholds on drafts by other hands (`apart`), write the weights to `path`."""
    data = Data(examples if examples is not None else corpus.read())
    others = Data(apart if apart is not None else corpus.read(corpus.APART))
    columns = data.columns(range(len(data.bags)))
    coefficients, intercepts = data.fit(range(len(data.bags)), columns)
    sums = others.both(others.sums(columns, coefficients, intercepts))
    curves = calibration(others, sums)
    certainty, doubt, figures = {}, {}, {}
    for index, rule in enumerate(OUTPUTS):
        chances = 1 / (1 + np.exp(-(sums[:, index] * curves[rule][0] + curves[rule][1])))
        certainty[rule], doubt[rule], figures[rule] = thresholds(others, rule, chances * 100)
    export(
        path, name=name, columns=columns, coefficients=coefficients, intercepts=intercepts,
        calibration=curves, certainty=certainty, doubt=doubt,
    )  # fmt: skip
    return Trained(load(path), figures, len(data.examples), path.stat().st_size)


def thresholds(data: Data, rule: str, chances: Any) -> tuple[int, int, Figure]:
    """From which certainty the rule fires, under which doubt a pattern's hit is let pass, and what that is worth.

    The pair that finds most among those that keep PRECISION, or without one the best balance, leaning to precision.
    """
    best: tuple[tuple[float, ...], int, int, Figure] | None = None
    tops = _tops(data, rule, chances)
    least_certain, most_doubt = BOUNDS.get(rule, (LEAST_CERTAIN, 30))
    for doubt in (doubt for doubt in (0, 2, 5, 10, 20, 30) if doubt <= most_doubt):
        for certainty in range(least_certain, MOST_CERTAIN + 1, 5):
            figure = _figure(tops, certainty, doubt)
            precision, recall = figure.precision or 0.0, figure.recall or 0.0
            key = (
                float(precision >= PRECISION),
                recall if precision >= PRECISION else _f_half(precision, recall),
                precision,
            )
            if best is None or key > best[0]:
                best = (key, certainty, doubt, figure)
    assert best is not None  # noqa: S101
    return best[1:]


def _f_half(precision: float, recall: float) -> float:
    """Precision and recall in one number that leans towards precision."""
    return 1.25 * precision * recall / (0.25 * precision + recall) if precision + recall else 0.0


def _tops(data: Data, rule: str, chances: Any) -> list[tuple[bool, float, float | None]]:
    """Of each draft: whether it breaks the rule, its surest sentence, and its surest with a pattern's hit."""
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
            over = [
                c for c, u in zip(own, one.units, strict=True) if u.start < finding.span[1] and finding.span[0] < u.end
            ]
            hit = max([hit or 0.0, *over] if over else [100.0])
        found.append((rule in one.broken, max(own, default=0.0), hit))
    return found


def _figure(tops: Sequence[tuple[bool, float, float | None]], certainty: int, doubt: int) -> Figure:
    fired = [top >= certainty or (hit is not None and hit >= doubt) for _, top, hit in tops]
    right = sum(yes and broken for yes, (broken, _, _) in zip(fired, tops, strict=True))
    return Figure(right=right, false=sum(fired) - right, missed=sum(broken for broken, _, _ in tops) - right)


__all__ = ["PRECISION", "Trained", "train"]

"""Trains, measures and writes: what `manage.py train_classifier` runs."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from moderation.classify import core
from moderation.classify.labels import CLASSES, FLAGS
from moderation.classify.model import WEIGHTS, Model, load
from moderation.classify.reading import read as read_text
from moderation.training import corpus, fit
from moderation.training.corpus import Example
from moderation.training.measure import Quality, quality

# Below this the machine says that it is not sure of the class.
ABSTAIN_BELOW = 0.6


class Trained(NamedTuple):
    """The model that was written and what it is worth: on unseen voices of the corpus, and on the kept part."""

    model: Model
    unseen: Quality
    kept: Quality
    features: int
    size: int


def train(*, name: str, path: Path = WEIGHTS) -> Trained:
    """Fit on the corpus, set thresholds on unseen voices, write the weights to `path` and measure them."""
    examples = corpus.read()
    bags = fit.bags(examples)
    sums = fit.unseen_sums(bags, examples)
    divisor = fit.temperature(sums, examples)
    curves = fit.calibration(sums, examples)
    columns = fit.vocabulary(bags)
    coefficients, intercepts = fit.weights(bags, examples, columns)
    scratch = Model(name, {}, (), divisor, curves, dict.fromkeys((flag.value for flag in FLAGS), 0.5), ABSTAIN_BELOW)
    thresholds = _thresholds(scratch, sums, examples)
    fit.export(
        path, name=name, columns=columns, coefficients=coefficients, intercepts=intercepts, divisor=divisor,
        curves=curves, thresholds=thresholds, abstain_below=ABSTAIN_BELOW,
    )  # fmt: skip
    model = load(path)
    kept = corpus.read(corpus.KEPT)
    return Trained(model, _unseen(model, sums, examples), measured(model, kept), len(model.rows), path.stat().st_size)


def _thresholds(scratch: Model, sums, examples: Sequence[Example]) -> dict[str, float]:
    scores = [
        core.flag_scores(scratch, list(row), read_text(example.incoming.text).hits)
        for row, example in zip(sums, examples, strict=True)
    ]
    return {
        flag.value: fit.threshold(
            [score[flag.value] for score in scores],
            [flag.value in example.flags for example in examples],
            fit.AIMS[flag.value],
        )
        for flag in FLAGS
    }


def _answers(results: Sequence[core.Classification], model: Model) -> list[tuple[str, frozenset[str], bool]]:
    return [
        (one.category.value, frozenset(flag.value for flag in one.flags), one.confidence >= model.abstain_below)
        for one in results
    ]


def _truth(examples: Sequence[Example]) -> list[tuple[str, frozenset[str]]]:
    return [(example.category, example.flags) for example in examples]


def _unseen(model: Model, sums, examples: Sequence[Example]) -> Quality:
    results = [
        core.decide(example.incoming, read_text(example.incoming.text), list(map(float, row)), model)
        for row, example in zip(sums, examples, strict=True)
    ]
    return quality(_truth(examples), _answers(results, model))


def measured(model: Model, examples: Sequence[Example]) -> Quality:
    """What a model is worth on examples that it did not learn from."""
    return quality(_truth(examples), _answers([core.classify(one.incoming, model=model) for one in examples], model))


__all__ = ["ABSTAIN_BELOW", "CLASSES", "Trained", "measured", "train"]

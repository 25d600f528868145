"""Trains and measures the linear model and the combination: what `manage.py train_classifier` and the nightly run call.

The encoder stays as it is (training/encoder.py makes it).
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from moderation.classify import core
from moderation.classify.encoder import Heard, installed
from moderation.classify.labels import FLAGS
from moderation.classify.model import OUTPUTS, Combination, Model, from_stored
from moderation.classify.reading import Reading
from moderation.training import corpus, fit, unseen
from moderation.training.corpus import Example
from moderation.training.measure import Quality, quality

# A comment by an outside hand counts so many of the corpus when sums become chances: its writer knew the definitions
# and nothing of the corpus, as who writes the next one. Thresholds lean on those more still: left out of the corpus,
# a writer often takes most of a flag's examples along.
COUNTS_OUTSIDE, COUNTS_FOR_THRESHOLDS = 4.0, 30.0

Sums = Any  # an array (comments, outputs)


class Material(NamedTuple):
    """Comments with what models say of them that had not learnt from their writers."""

    examples: list[Example]
    readings: list[Reading]
    linear: Sums
    heard: list[Heard | None]
    counts: list[float]


def learn(
    *, name: str, extra: Sequence[Example] = (), permitted: Callable[[str], bool] = lambda feature: True
) -> dict[str, Any]:
    """Weights learned from the corpus and these examples, as plain values.

    A feature that only `extra` brings in, or that needs it to stand in enough comments, must be `permitted`. Takes a
    minute or two.
    """
    own = corpus.read_all()
    examples = [*own, *extra]
    bags = [fit.bag(core.look(one.incoming)) for one in examples]
    known = fit.vocabulary(bags[: len(own)])
    columns = fit.vocabulary(bags, may=lambda feature: feature in known or permitted(feature))
    coefficients, intercepts = fit.weights(bags, examples, columns)
    material = _material(examples, bags)
    return fit.stored(
        name=name, columns=columns, coefficients=coefficients, intercepts=intercepts,
        heard=_combination(material, with_encoder=True), unheard=_combination(material, with_encoder=False),
    )  # fmt: skip


def _material(examples: list[Example], bags: Sequence[fit.Bag]) -> Material:
    readings = [core.look(one.incoming) for one in examples]
    outside = {one.id for one in corpus.read(corpus.SET)}
    return Material(
        examples=examples,
        readings=readings,
        linear=fit.unseen_sums(bags, examples, [unseen.fold(one) for one in examples]),
        heard=_heard(examples, readings),
        counts=[COUNTS_OUTSIDE if one.id in outside else 1.0 for one in examples],
    )


def _heard(examples: Sequence[Example], readings: Sequence[Reading]) -> list[Heard | None]:
    """What an encoder says that did not learn from the comment: stored for what is here, asked for all others."""
    known, encoder = unseen.read(), installed()
    found: list[Heard | None] = []
    for one, reading in zip(examples, readings, strict=True):
        if one.id in known:
            found.append(Heard(known[one.id], ()))
        else:
            found.append(encoder.hear(reading) if encoder and not unseen.is_learned(one) else None)
    return found


def _combination(material: Material, *, with_encoder: bool) -> dict[str, Any]:
    """The combination with or without the encoder: weights, thresholds, and from when on it is sure."""
    rows = [place for place, heard in enumerate(material.heard) if heard is not None or not with_encoder]
    examples = [material.examples[place] for place in rows]
    counts = [material.counts[place] for place in rows]
    heard = np.array([one.sums for place in rows if (one := material.heard[place])]) if with_encoder else None
    signals = np.array(
        [core.signals(one.incoming, material.readings[place]) for one, place in zip(examples, rows, strict=True)]
    )
    weights = fit.combination(material.linear[rows], heard, signals, examples, counts)
    thresholds = {flag.value: 0.5 for flag in FLAGS}
    scratch = _scratch(weights, thresholds, 0.5)
    answers = _decided(material, rows, scratch, with_encoder=with_encoder)
    leaning = [COUNTS_FOR_THRESHOLDS if count > 1 else count for count in counts]
    for flag in FLAGS:
        scores = [answer.flag_scores[flag.value] for answer in answers]
        positive = [flag.value in example.flags for example in examples]
        thresholds[flag.value] = fit.threshold(
            scores, positive, leaning, fit.AIMS[flag.value], fit.LOW.get(flag.value, 0.5)
        )
    answers = _decided(material, rows, _scratch(weights, thresholds, 0.5), with_encoder=with_encoder)
    right = [answer.category.value == example.category for answer, example in zip(answers, examples, strict=True)]
    sure_from = fit.sure_from([answer.confidence for answer in answers], right, leaning)
    return {"rows": weights, "thresholds": thresholds, "sure_from": sure_from}


def _scratch(weights: list[list[float]], thresholds: dict[str, float], sure_from: float) -> Model:
    """A model of which only the combination is asked."""
    one = Combination(tuple(map(tuple, weights)), thresholds, sure_from)
    return Model("", {}, (0.0,) * len(OUTPUTS), heard=one, unheard=one)


def _decided(material: Material, rows: Sequence[int], model: Model, *, with_encoder: bool) -> list[core.Classification]:
    return [
        core.decide(
            material.examples[place].incoming,
            material.readings[place],
            list(map(float, material.linear[place])),
            _without_sentences(material.heard[place]) if with_encoder else None,
            model,
        )
        for place in rows
    ]


def _without_sentences(heard: Heard | None) -> Heard | None:
    """Nobody reads reasons while it learns, and the stored numbers have no sentences."""
    return Heard(heard.sums, ((0, 0, heard.sums),)) if heard else None


def measure(of: dict[str, Any] | Model, examples: Sequence[Example]) -> Quality:
    """What weights are worth on examples that they did not learn from; sure is what asks for no person."""
    model = of if isinstance(of, Model) else from_stored(of)
    answers = [core.classify(one.incoming, model=model) for one in examples]
    return compare(examples, answers)


def compare(examples: Sequence[Example], answers: Sequence[core.Classification]) -> Quality:
    """What answers are worth against what people said."""
    return quality(
        [(one.category, one.flags) for one in examples],
        [(one.category.value, frozenset(flag.value for flag in one.flags), not one.needs_person) for one in answers],
    )

"""Fits weights on our corpus and on confirmed comments, and measures them. scikit-learn is loaded only in here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from moderation.classify.features import pieces
from moderation.classify.model import Model
from moderation.classify.reading import read
from moderation.learning import gate
from moderation.training import corpus
from moderation.training.corpus import Example
from moderation.training.measure import Quality

WRITERS = 3  # that must have used a word before it may stand in the weights
HELD_OUT = 5  # of so many confirmed comments, one: the newest
MOST_HELD_OUT = 300


class Measured(NamedTuple):
    """What a candidate is worth, and the version before it, on the same comments."""

    before: Quality
    now: Quality
    newest_before: Quality
    newest_now: Quality

    @property
    def worse(self) -> list[str]:
        return [*gate.worse(self.before, self.now), *gate.worse_on_newest(self.newest_before, self.newest_now)]


def split(examples: Sequence[Example]) -> tuple[Sequence[Example], Sequence[Example]]:
    """What is learnt from, and the newest ones that are held out. `examples` stand newest first."""
    out = min(len(examples) // HELD_OUT, MOST_HELD_OUT)
    return examples[out:], examples[:out]


def without_kept(examples: Sequence[Example]) -> list[Example]:
    """Examples whose words do not stand in the kept part: what is measured on is never learnt from."""
    kept = {one.incoming.text for one in corpus.read(corpus.KEPT)}
    return [one for one in examples if one.incoming.text not in kept]


def fit(examples: Sequence[Example], *, name: str) -> dict[str, Any]:
    """Weights, learnt from the corpus and these examples, that hold no word of a comment which is not common."""
    from moderation.training.train import learn

    return learn(name=name, extra=examples, permitted=permitted(examples))


class Permitted:
    """Which features may come from confirmed comments: single words, and pieces of them, that several writers used."""

    def __init__(self, words: set[str]) -> None:
        self._features = {"w " + word for word in words} | {piece for word in words for piece in pieces(word)}

    def __call__(self, feature: str) -> bool:
        return feature.startswith("#") or feature in self._features


def permitted(examples: Sequence[Example]) -> Permitted:
    """Counts writers, not comments: what one person says over and over stays theirs."""
    writers: defaultdict[str, set[str]] = defaultdict(set)
    for example in examples:
        for word in read(example.incoming.text).counted:
            writers[word].add(example.group)
    return Permitted({word for word, groups in writers.items() if len(groups) >= WRITERS})


def measure(model: Model, examples: Sequence[Example]) -> Quality:
    """What a model is worth on comments that it did not learn from."""
    from moderation.training import train

    return train.measure(model, examples)


def compare(before: Model, now: Model, newest: Sequence[Example]) -> Measured:
    kept = corpus.read(corpus.KEPT)
    return Measured(measure(before, kept), measure(now, kept), measure(before, newest), measure(now, newest))

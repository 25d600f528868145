"""A linear model over sentences: weights from a file, sums, probabilities, and what spoke for them.

It was trained with scikit-learn by `manage.py train_rules` (policies/training/); running it does not need that.
"""

import json
import math
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from policies.rules.meaning.features import pair_name, pairs, pieces

WEIGHTS = Path(__file__).with_name("weights.json")
FORMAT = 2

Row = tuple[float, ...]
_AGAINST = -5.0  # what the encoder is so sure is fine, no sum makes a breach
_WORDS_KEPT = 6_000  # the words of most sentences; more would fill memory with what comes once
_WORD_FROM = 4  # a sentence of fewer tokens is weighed as if it had so many


class ModelMissing(Exception):
    """No weights are installed: `manage.py train_rules` writes them."""


@dataclass(frozen=True, eq=False)
class Model:
    """Weights of every feature for every rule, and how a sum becomes a probability."""

    name: str
    outputs: tuple[str, ...]
    places: dict[str, int]  # the row of each feature in `weights`
    weights: "np.ndarray[Any, np.dtype[np.float64]]"  # (features, outputs)
    intercepts: Row
    calibration: dict[str, tuple[float, float]]  # slope and offset of each rule
    certainty: dict[str, int]  # per cent from which each rule fires
    doubt: dict[str, int]  # per cent under which what a pattern found is let pass

    @cached_property
    def _by_word(self) -> "dict[str, array[int]]":
        return {}

    def _word(self, word: str) -> "array[int]":
        """The rows of a word and its pieces; kept, because words come again."""
        known = self._by_word
        if (found := known.get(word)) is None:
            found = array("q", self._rows(("w " + word, *pieces(word))))
            if len(known) < _WORDS_KEPT:
                known[word] = found
        return found

    def _rows(self, features: Iterable[str]) -> list[int]:
        places = self.places
        return [places[feature] for feature in features if feature in places]

    @cached_property
    def _by_pair(self) -> dict[tuple[str, ...], int]:
        return {tuple(name.split(" ")[1:]): row for name, row in self.places.items() if name.startswith("b ")}

    @cached_property
    def _by_fact(self) -> dict[str, int]:
        return {name[1:]: row for name, row in self.places.items() if name.startswith("#")}

    def sums(self, sentences: Sequence[Sequence[str]], facts: Sequence[Iterable[str]]) -> list[Row]:
        """The weighted sums of the sentences of a text for each rule, before calibration.

        What stands twice in a sentence counts once.
        """
        if not sentences:
            return []
        rows = array("q")
        starts, sizes, shares = [], [], []
        by_word, by_pair, by_fact = self._by_word.get, self._by_pair.get, self._by_fact.get
        for tokens, named in zip(sentences, facts, strict=True):
            starts.append(len(rows))
            distinct = dict.fromkeys(tokens)
            for token in distinct:
                rows.extend(by_word(token) or self._word(token))
            rows.extend([row for row in map(by_pair, pairs(tokens)) if row is not None])
            said = len(rows)
            rows.extend([row for row in map(by_fact, named) if row is not None])
            rows.append(len(self.weights))  # of the intercepts
            sizes += [said - starts[-1], len(rows) - said]
            shares += [1.0 / max(len(distinct), _WORD_FROM) ** 0.5, 1.0]
        weighed = self._with_intercepts.take(rows, axis=0)
        weighed *= np.repeat(shares, sizes)[:, None]
        return [tuple(row) for row in np.add.reduceat(weighed, starts).tolist()]

    @cached_property
    def _with_intercepts(self) -> "np.ndarray[Any, np.dtype[np.float64]]":
        return np.vstack([self.weights, self.intercepts])

    def chances(self, sums: Sequence[Row]) -> dict[str, tuple[float, ...]]:
        """For each output, how likely each sentence breaks the rule, from what `together` makes of it."""
        found = {}
        for output, values in zip(
            self.outputs, zip(*sums, strict=True) if sums else [()] * len(self.outputs), strict=True
        ):
            slope, offset = self.calibration[output]
            found[output] = tuple(
                1 / (1 + math.exp(-max(-30.0, min(30.0, slope * value + offset)))) for value in values
            )
        return found

    def word_weights(self, tokens: Sequence[str], output: str) -> list[float]:
        """How much each token, with the pair that it ends, speaks for an output."""
        index = self.outputs.index(output)
        found = []
        before = "^"
        for token in tokens:
            rows = [*self._word(token), *self._rows([pair_name(before, token)])]
            found.append(float(self.weights[rows, index].sum()))
            before = token
        return found


def together(value: float, heard: float) -> float:
    """The sum of a sentence and what the encoder hears in it, as one number."""
    return heard + (value if heard > _AGAINST else min(value, 0.0))


def load(path: Path = WEIGHTS) -> Model:
    """Read weights from a file. Raises ModelMissing when there is none."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as missing:
        raise ModelMissing(f"{path.name} is missing; run: python manage.py train_rules") from missing
    if stored["format"] != FORMAT:
        raise ValueError(f"{path.name} has format {stored['format']}, expected {FORMAT}; train it again")
    unit = stored["unit"]
    return Model(
        name=stored["model"],
        outputs=tuple(stored["outputs"]),
        places={feature: place for place, feature in enumerate(stored["features"])},
        weights=np.array(list(stored["features"].values()), dtype=float).reshape(-1, len(stored["outputs"])) * unit,
        intercepts=tuple(stored["intercepts"]),
        calibration={rule: (one[0], one[1]) for rule, one in stored["calibration"].items()},
        certainty=stored["certainty"],
        doubt=stored["doubt"],
    )


@lru_cache(maxsize=1)
def installed() -> Model:
    """The model that this installation runs, read once a process."""
    return load()

"""A linear model over sentences in plain Python: weights from a file, sums, probabilities, and what spoke for them.

It was trained with scikit-learn by `manage.py train_rules` (policies/training/); running it needs neither.
"""

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from policies.rules.meaning.features import pairs, pieces

WEIGHTS = Path(__file__).with_name("weights.json")
FORMAT = 2

Row = tuple[float, ...]
_AGAINST = -5.0  # what the encoder is so sure is fine, no sum makes a breach
_WORD_FROM = 4  # a sentence of fewer tokens is weighed as if it had so many


class ModelMissing(Exception):
    """No weights are installed: `manage.py train_rules` writes them."""


@dataclass(frozen=True)
class Model:
    """Weights of every feature for every rule, and how a sum becomes a probability."""

    name: str
    outputs: tuple[str, ...]
    rows: dict[str, Row]
    intercepts: Row
    calibration: dict[str, tuple[float, float]]  # slope and offset of each rule
    certainty: dict[str, int]  # per cent from which each rule fires
    doubt: dict[str, int]  # per cent under which what a pattern found is let pass

    @cached_property
    def _by_word(self) -> dict[str, Row | None]:
        return {}

    def _word(self, word: str) -> Row | None:
        """The weights of a word and its pieces in one row; kept, because words come again."""
        known = self._by_word
        if word in known:
            return known[word]
        rows = [row for feature in ("w " + word, *pieces(word)) if (row := self.rows.get(feature)) is not None]
        total = _added(rows) if rows else None
        if len(known) < 50_000:
            known[word] = total
        return total

    def sums(self, tokens: Sequence[str], facts: Iterable[str]) -> list[float]:
        """The weighted sum of a sentence for each rule, before calibration. What stands there twice counts once."""
        rows = self.rows
        distinct = dict.fromkeys(tokens)
        words = [row for token in distinct if (row := self._word(token)) is not None]
        words += [row for pair in pairs(tokens) if (row := rows.get(pair)) is not None]
        weight = 1.0 / max(len(distinct), _WORD_FROM) ** 0.5
        named = [row for fact in facts if (row := rows.get("#" + fact)) is not None]
        named.append(self.intercepts)
        said = _added(words) if words else (0.0,) * len(self.outputs)
        return [one * weight + other for one, other in zip(said, _added(named), strict=True)]

    def probability(self, output: str, value: float) -> float:
        """How likely a sentence breaks a rule, from what `together` makes of it."""
        slope, offset = self.calibration[output]
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, slope * value + offset))))

    def word_weights(self, tokens: Sequence[str], output: str) -> list[float]:
        """How much each token, with the pair that it ends, speaks for an output."""
        index = self.outputs.index(output)
        found = []
        before = "^"
        for token in tokens:
            word, pair = self._word(token), self.rows.get(f"b {before} {token}")
            found.append((word[index] if word else 0.0) + (pair[index] if pair else 0.0))
            before = token
        return found


def together(value: float, heard: float) -> float:
    """The sum of a sentence and what the encoder hears in it, as one number."""
    return heard + (value if heard > _AGAINST else min(value, 0.0))


def _added(rows: Sequence[Row]) -> Row:
    return tuple(map(sum, zip(*rows, strict=True)))


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
        rows={feature: tuple(number * unit for number in numbers) for feature, numbers in stored["features"].items()},
        intercepts=tuple(stored["intercepts"]),
        calibration={rule: (one[0], one[1]) for rule, one in stored["calibration"].items()},
        certainty=stored["certainty"],
        doubt=stored["doubt"],
    )


@lru_cache(maxsize=1)
def installed() -> Model:
    """The model that this installation runs, read once a process."""
    return load()

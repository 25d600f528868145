"""The exported weights and the sums that turn a reading into probabilities: plain Python, plain numbers."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import mul
from pathlib import Path
from typing import Any

from moderation.classify.features import pieces
from moderation.classify.labels import CLASSES, FLAGS
from moderation.classify.reading import Reading

WEIGHTS = Path(__file__).with_name("weights.json")
FORMAT = 2
OUTPUTS: tuple[str, ...] = (*(category.value for category in CLASSES), *(flag.value for flag in FLAGS))

Row = tuple[float, ...]


class ModelMissing(Exception):
    """No weights are installed: `manage.py train_classifier` writes them."""


# What a comment brings beside its words, in the order in which combinations weigh it.
SIGNALS = (
    "direct", "identified", "named", "advertised", "young", "worry", "worries", "awareness", "danger",
)  # fmt: skip


@dataclass(frozen=True)
class Combination:
    """How sums become chances: for each output a weight for each input, and an offset at the end.

    The inputs are the linear model's sums, what the encoder heard (where it did), and SIGNALS.
    """

    rows: tuple[Row, ...]
    thresholds: dict[str, float]
    sure_from: float  # below it the machine is not sure of the class

    def sums(self, inputs: Sequence[float]) -> list[float]:
        """The sum of each output: for classes to be compared, for flags above 0 is more likely than not."""
        return [row[-1] + sum(map(mul, row, inputs)) for row in self.rows]


@dataclass(frozen=True)
class Model:
    """Weights of every feature for every output (classes, then flags), and how they combine with what is heard."""

    name: str
    rows: dict[str, Row]
    intercepts: Row
    heard: Combination  # with the encoder
    unheard: Combination  # without it

    @property
    def abstain_below(self) -> float:
        """The confidence below which it is not sure of the class, as it runs with the encoder."""
        return self.heard.sure_from

    @cached_property
    def _by_word(self) -> dict[str, Row | None]:
        return {}

    def _word(self, word: str) -> Row | None:
        """The weights of a word and its pieces in one row; kept, because words come again."""
        known = self._by_word
        if word in known:
            return known[word]
        rows = [row for feature in ("w " + word, *pieces(word)) if (row := self.rows.get(feature)) is not None]
        total = tuple(map(sum, zip(*rows, strict=True))) if rows else None
        if len(known) < 50_000:
            known[word] = total
        return total

    def sums(self, reading: Reading) -> list[float]:
        """The weighted sum of a reading for each output, before calibration."""
        words: list[Row] = []
        before = "^"
        for word in reading.counted:
            if (row := self._word(word)) is not None:
                words.append(row)
            if (row := self.rows.get(f"b {before} {word}")) is not None:
                words.append(row)
            before = word
        weight = 1.0 / max(len(reading.counted), 4) ** 0.5
        totals = [sum(column) * weight for column in zip(*words, strict=True)] if words else [0.0] * len(OUTPUTS)
        named = [row for name in set(reading.named) if (row := self.rows.get("#" + name)) is not None]
        named.append(self.intercepts)
        return [total + sum(column) for total, column in zip(totals, zip(*named, strict=True), strict=True)]

    def word_weights(self, reading: Reading, output: str) -> list[float]:
        """How much each counted token speaks for an output, against the mean of its kind."""
        index = OUTPUTS.index(output)
        weights = []
        for word in reading.counted:
            row = self._word(word)
            if row is None:
                weights.append(0.0)
            elif index < len(CLASSES):
                weights.append(row[index] - sum(row[: len(CLASSES)]) / len(CLASSES))
            else:
                weights.append(row[index])
        return weights

    def name_weight(self, name: str, output: str) -> float:
        """How much a named feature speaks for an output."""
        row = self.rows.get("#" + name)
        return row[OUTPUTS.index(output)] if row is not None else 0.0


def class_scores(sums: Sequence[float]) -> dict[str, float]:
    """The probability of each class, adding up to 1."""
    top = max(sums[: len(CLASSES)])
    powers = [math.exp(value - top) for value in sums[: len(CLASSES)]]
    whole = sum(powers)
    return {category.value: power / whole for category, power in zip(CLASSES, powers, strict=True)}


def flag_scores(sums: Sequence[float]) -> dict[str, float]:
    """The probability of each flag by itself."""
    return {
        flag.value: 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, value))))
        for flag, value in zip(FLAGS, sums[len(CLASSES) :], strict=True)
    }


def from_stored(stored: dict[str, Any]) -> Model:
    """The model that plain values hold, as training made them. Raises ValueError when they are of another form."""
    if stored.get("format") != FORMAT or tuple(stored["outputs"]) != OUTPUTS or tuple(stored["signals"]) != SIGNALS:
        raise ValueError(f"weights of format {stored.get('format')}, expected {FORMAT}: train them again")
    unit = stored["unit"]
    return Model(
        name=stored["model"],
        rows={feature: tuple(number * unit for number in numbers) for feature, numbers in stored["features"].items()},
        intercepts=tuple(stored["intercepts"]),
        heard=_combination(stored["heard"]),
        unheard=_combination(stored["unheard"]),
    )


def _combination(stored: dict[str, Any]) -> Combination:
    return Combination(
        rows=tuple(tuple(row) for row in stored["rows"]),
        thresholds=dict(stored["thresholds"]),
        sure_from=stored["sure_from"],
    )


def load(path: Path = WEIGHTS) -> Model:
    """Read weights from a file. Raises ModelMissing when there is none."""
    try:
        return from_stored(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError as missing:
        raise ModelMissing(f"{path.name} is missing; run: python manage.py train_classifier") from missing


@lru_cache(maxsize=1)
def installed() -> Model:
    """The model that this installation ships, read once a process."""
    return load()

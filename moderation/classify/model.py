"""The exported weights and the sums that turn a reading into probabilities: plain Python, plain numbers."""

import json
import math
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from moderation.classify.features import pieces
from moderation.classify.labels import CLASSES, FLAGS
from moderation.classify.reading import Reading

WEIGHTS = Path(__file__).with_name("weights.json")
OUTPUTS: tuple[str, ...] = (*(category.value for category in CLASSES), *(flag.value for flag in FLAGS))

Row = tuple[float, ...]


class ModelMissing(Exception):
    """No weights are installed: `manage.py train_classifier` writes them."""


@dataclass(frozen=True)
class Model:
    """Weights of every feature for every output (classes, then flags), and how sums become probabilities."""

    name: str
    rows: dict[str, Row]
    intercepts: Row
    temperature: float
    calibration: dict[str, tuple[float, float]]
    thresholds: dict[str, float]
    abstain_below: float

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

    def class_scores(self, sums: list[float]) -> dict[str, float]:
        """The probability of each class, adding up to 1."""
        logits = [value / self.temperature for value in sums[: len(CLASSES)]]
        top = max(logits)
        powers = [math.exp(value - top) for value in logits]
        whole = sum(powers)
        return {category.value: power / whole for category, power in zip(CLASSES, powers, strict=True)}

    def flag_scores(self, sums: list[float]) -> dict[str, float]:
        """The calibrated probability of each flag by itself."""
        scores = {}
        for flag, value in zip(FLAGS, sums[len(CLASSES) :], strict=True):
            slope, offset = self.calibration[flag.value]
            scores[flag.value] = 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, slope * value + offset))))
        return scores

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


def load(path: Path = WEIGHTS) -> Model:
    """Read weights from a file. Raises ModelMissing when there is none."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as missing:
        raise ModelMissing(f"{path.name} is missing; run: python manage.py train_classifier") from missing
    if tuple(stored["outputs"]) != OUTPUTS:
        raise ValueError(f"{path.name} has outputs {stored['outputs']}, expected {OUTPUTS}; train it again")
    unit = stored["unit"]
    return Model(
        name=stored["model"],
        rows={feature: tuple(number * unit for number in numbers) for feature, numbers in stored["features"].items()},
        intercepts=tuple(stored["intercepts"]),
        temperature=stored["temperature"],
        calibration={flag: (pair[0], pair[1]) for flag, pair in stored["calibration"].items()},
        thresholds=stored["thresholds"],
        abstain_below=stored["abstain_below"],
    )


@lru_cache(maxsize=1)
def installed() -> Model:
    """The model that this installation runs, read once a process."""
    return load()


__all__ = ["OUTPUTS", "WEIGHTS", "Model", "ModelMissing", "installed", "load"]

"""Fits the weights and writes them as plain numbers. The same corpus always gives the same file."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from moderation.classify import CLASSES, FLAGS
from moderation.classify.features import counted_features
from moderation.classify.model import OUTPUTS
from moderation.classify.reading import Reading, read
from moderation.training.corpus import Example

FOLDS = 5
# Chosen on grouped cross-validation: how much a named feature and a piece of a word weigh beside a word,
# in how many comments a feature must stand, and how strongly weights are held back.
NAMED, PIECE, AT_LEAST = 0.5, 0.3, 2
CLASS_STRENGTH, FLAG_STRENGTH = 3.0, 1.0
# Flags lean on the rules: with few positives, words and their pieces would only learn who happened to write them.
FLAG_WORD, FLAG_PIECE = 0.7, 0.5
UNIT = 0.001

# What the flags are to reach (recall, precision): the thresholds are set where both are best kept on unseen voices.
AIMS: dict[str, tuple[float, float]] = {
    "immediate_danger": (0.95, 0.50),
    "safeguarding": (0.95, 0.60),
    "threat_or_hate": (0.85, 0.70),
    "personal_data": (0.92, 0.85),
    "staff_allegation": (0.80, 0.60),
    "under_13": (0.90, 0.80),
    "statutory_request": (0.90, 0.80),
    "spam": (0.90, 0.85),
}

Bag = dict[str, float]


def bag(reading: Reading) -> Bag:
    """The features of a reading with their values."""
    counted, weight = counted_features(reading.counted)
    features: Bag = Counter()
    for feature in counted:
        features[feature] += weight * (1.0 if feature[1:2] == " " else PIECE)
    for name in set(reading.named):
        features["#" + name] = NAMED
    return features


def bags(examples: Sequence[Example]) -> list[Bag]:
    """The features of each example."""
    return [bag(read(example.incoming.text)) for example in examples]


def vocabulary(of: Sequence[Bag]) -> dict[str, int]:
    """A column for each feature that stands in enough comments."""
    frequency = Counter(feature for features in of for feature in features)
    kept = sorted(feature for feature, count in frequency.items() if count >= AT_LEAST)
    return {feature: column for column, feature in enumerate(kept)}


def matrix(of: Sequence[Bag], columns: dict[str, int]) -> Any:
    """A row for each bag; features without a column are left out."""
    rows, places, values = [], [], []
    for row, features in enumerate(of):
        for feature, value in features.items():
            if (column := columns.get(feature)) is not None:
                rows.append(row)
                places.append(column)
                values.append(value)
    return sparse.csr_matrix((values, (rows, places)), shape=(len(of), len(columns)))


def weights(of: Sequence[Bag], examples: Sequence[Example], columns: dict[str, int]) -> tuple[Any, Any]:
    """Coefficients (features, outputs) and intercepts (outputs), one model for the classes and one a flag."""
    data = matrix(of, columns)
    order = [category.value for category in CLASSES]
    classes = LogisticRegression(C=CLASS_STRENGTH, max_iter=2000, tol=1e-5)
    classes.fit(data, np.array([order.index(example.category) for example in examples]))
    coefficients, intercepts = [*classes.coef_], [*classes.intercept_]
    held_back = np.array([1.0 if key[0] == "#" else FLAG_WORD if key[1:2] == " " else FLAG_PIECE for key in columns])
    data = data.multiply(held_back).tocsr()
    for flag in FLAGS:
        positive = np.array([flag.value in example.flags for example in examples])
        one = LogisticRegression(C=FLAG_STRENGTH, solver="liblinear", intercept_scaling=10, random_state=0)
        one.fit(data, positive)
        coefficients.append(one.coef_[0] * held_back)
        intercepts.append(one.intercept_[0])
    return np.array(coefficients).T, np.array(intercepts)


def unseen_sums(of: Sequence[Bag], examples: Sequence[Example]) -> Any:
    """The sums (comments, outputs) that each comment gets from a model that never saw its voice."""
    sums = np.zeros((len(examples), len(OUTPUTS)))
    groups = [example.group for example in examples]
    for train, test in GroupKFold(FOLDS).split(of, groups=groups):
        seen, columns = [of[i] for i in train], {}
        columns = vocabulary(seen)
        coefficients, intercepts = weights(seen, [examples[i] for i in train], columns)
        sums[test] = matrix([of[i] for i in test], columns) @ coefficients + intercepts
    return sums


def temperature(sums: Any, examples: Sequence[Example]) -> float:
    """What the class sums are divided by so that probabilities of unseen voices come true most nearly."""
    order = [category.value for category in CLASSES]
    truth = np.array([order.index(example.category) for example in examples])

    def loss(divisor: float) -> float:
        logits = sums[:, : len(CLASSES)] / divisor
        logits = logits - logits.max(axis=1, keepdims=True)
        return float(np.mean(np.log(np.exp(logits).sum(axis=1)) - logits[np.arange(len(truth)), truth]))

    return min((round(step * 0.05, 2) for step in range(8, 60)), key=loss)


def calibration(sums: Any, examples: Sequence[Example]) -> dict[str, tuple[float, float]]:
    """Slope and offset a flag, fitted on unseen voices."""
    found = {}
    for index, flag in enumerate(FLAGS, start=len(CLASSES)):
        positive = np.array([flag.value in example.flags for example in examples])
        one = LogisticRegression(C=100.0).fit(sums[:, [index]], positive)
        found[flag.value] = (round(float(one.coef_[0][0]), 4), round(float(one.intercept_[0]), 4))
    return found


def threshold(scores: Sequence[float], positive: Sequence[bool], aims: tuple[float, float]) -> float:
    """The score from which on a flag is set: where recall and precision are both best beside their aims."""
    best, best_value = 0.5, -1.0
    for candidate in (step / 100 for step in range(4, 91)):
        chosen = [score >= candidate for score in scores]
        hit = sum(one and two for one, two in zip(chosen, positive, strict=True))
        recall = hit / max(1, sum(positive))
        precision = hit / max(1, sum(chosen))
        value = min(recall / aims[0], precision / aims[1])
        if value > best_value + 1e-9:
            best, best_value = candidate, value
    return best


def export(
    path: Path,
    *,
    name: str,
    columns: dict[str, int],
    coefficients: Any,
    intercepts: Any,
    divisor: float,
    curves: dict[str, tuple[float, float]],
    thresholds: dict[str, float],
    abstain_below: float,
) -> None:
    """Write the weights: whole numbers of UNIT a feature, with the feature's own value folded in."""
    features = {}
    for feature, column in columns.items():
        value = NAMED if feature[0] == "#" else (1.0 if feature[1:2] == " " else PIECE)
        row = [round(float(number) * value / UNIT) for number in coefficients[column]]
        if any(abs(number) >= 2 for number in row):
            features[feature] = row
    stored = {
        "model": name,
        "outputs": list(OUTPUTS),
        "unit": UNIT,
        "temperature": divisor,
        "calibration": curves,
        "thresholds": thresholds,
        "abstain_below": abstain_below,
        "intercepts": [round(float(number), 5) for number in intercepts],
        "features": features,
    }
    lines = json.dumps({**stored, "features": None}, ensure_ascii=False)[: -len("null}")]
    body = ",\n".join(
        f"{json.dumps(feature, ensure_ascii=False)}:{json.dumps(row, separators=(',', ':'))}"
        for feature, row in features.items()
    )
    path.write_text(f"{lines}{{\n{body}\n}}}}\n", encoding="utf-8")

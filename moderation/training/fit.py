"""Fits the weights and writes them as plain numbers. The same corpus always gives the same file."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from moderation.classify import CLASSES, FLAGS
from moderation.classify.features import counted_features
from moderation.classify.model import FORMAT, OUTPUTS, SIGNALS
from moderation.classify.reading import Reading, read
from moderation.training.corpus import Example

# Chosen on grouped cross-validation: how much a named feature and a piece of a word weigh beside a word,
# in how many comments a feature must stand, and how strongly weights are held back.
NAMED, PIECE, AT_LEAST = 0.5, 0.3, 2
CLASS_STRENGTH, FLAG_STRENGTH = 3.0, 1.0
# Flags lean on the rules: with few positives, words and their pieces would only learn who happened to write them.
FLAG_WORD, FLAG_PIECE = 0.7, 0.5
UNIT = 0.001
LEAST = 12  # smaller weights of words, pairs and pieces are left out, in UNIT

NEAR_BEST = 0.02  # how near to the best a threshold has to come
# Where it stands among those, from the lowest on; the others stand in the middle. A missed worry costs most, but the
# very lowest finds no more of what unseen hands write.
LOW = {"safeguarding": 0.3, "immediate_danger": 0.3}

# The signals that a flag is weighed with beside its own sums.
OWN_SIGNALS = {
    "personal_data": ("identified", "named"),
    "spam": ("advertised",),
    "under_13": ("young",),
    "safeguarding": ("worry", "worries", "awareness"),
    "immediate_danger": ("worry", "danger"),
}
# A flag that is weighed with another's sums too.
BESIDE = {"immediate_danger": "safeguarding"}

# What the machine is to be when it is sure of a class, and how often it is to be sure.
RIGHT_WHEN_SURE, LEAST_SURE = 0.96, 0.64

# What the flags are to reach (recall, precision): the thresholds are set where both are best kept on unseen voices. Of
# worry and danger more is aimed at than is asked (0.95 at 0.60, at 0.50): a missed one costs most. Of threats too (0.85
# at 0.70), since hands differ most there. An ordinary comment held to be an advertisement costs more than a missed one.
AIMS: dict[str, tuple[float, float]] = {
    "immediate_danger": (0.97, 0.52),
    "safeguarding": (0.96, 0.58),
    "threat_or_hate": (0.89, 0.70),
    "personal_data": (0.92, 0.85),
    "staff_allegation": (0.80, 0.60),
    "under_13": (0.90, 0.80),
    "statutory_request": (0.90, 0.80),
    "spam": (0.92, 0.93),
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


def vocabulary(of: Sequence[Bag], *, may: Callable[[str], bool] = lambda feature: True) -> dict[str, int]:
    """A column for each feature that stands in enough comments and may have one."""
    frequency = Counter(feature for features in of for feature in features)
    kept = sorted(feature for feature, count in frequency.items() if count >= AT_LEAST and may(feature))
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


def unseen_sums(of: Sequence[Bag], examples: Sequence[Example], folds: Sequence[int]) -> Any:
    """The sums (comments, outputs) that each comment gets from a model that never saw its fold."""
    sums = np.zeros((len(examples), len(OUTPUTS)))
    for fold in sorted(set(folds)):
        seen = [place for place, own in enumerate(folds) if own != fold]
        unseen = [place for place, own in enumerate(folds) if own == fold]
        columns = vocabulary([of[place] for place in seen])
        fitted = weights([of[place] for place in seen], [examples[place] for place in seen], columns)
        sums[unseen] = matrix([of[place] for place in unseen], columns) @ fitted[0] + fitted[1]
    return sums


def combination(
    linear: Any, heard: Any, signals: Any, examples: Sequence[Example], counts: Sequence[float]
) -> list[list[float]]:
    """For each output a weight for each input, and an offset: fitted on comments that no model had seen.

    `linear`, `heard` (None without the encoder) and `signals` are (comments, numbers); `counts` says how much each
    comment counts. An output hears only its own two sums and a few signals: writers differ in what goes with what.
    """
    parts = [linear] if heard is None else [linear, heard]
    width = len(OUTPUTS) * len(parts) + len(SIGNALS)
    rows = np.zeros((len(OUTPUTS), width + 1))
    scales, offsets = _classes(parts, signals, examples, np.array(counts))
    for place in range(len(CLASSES)):
        for part, scale in enumerate(scales):
            rows[place, part * len(OUTPUTS) + place] = scale
        rows[place, width - len(SIGNALS) + SIGNALS.index("direct")] = offsets[1][place]
        rows[place, -1] = offsets[0][place]
    for place, flag in enumerate(FLAGS, start=len(CLASSES)):
        own = [place, OUTPUTS.index(BESIDE[flag.value])] if flag.value in BESIDE else [place]
        columns = [part * len(OUTPUTS) + one for part in range(len(parts)) for one in own]
        columns += [width - len(SIGNALS) + SIGNALS.index(name) for name in OWN_SIGNALS.get(flag.value, ())]
        inputs = np.hstack([*parts, signals])[:, columns]
        positive = np.array([flag.value in example.flags for example in examples])
        one = LogisticRegression(C=10.0, max_iter=1000).fit(inputs, positive, sample_weight=counts)
        rows[place, columns] = one.coef_[0]
        rows[place, -1] = one.intercept_[0]
    return [[round(float(number), 4) for number in row] for row in rows]


def _classes(parts: Sequence[Any], signals: Any, examples: Sequence[Example], counts: Any) -> tuple[Any, Any]:
    """A scale for each model, the same for all classes; an offset a class, and one for direct messages."""
    order = [category.value for category in CLASSES]
    truth = np.array([order.index(example.category) for example in examples])
    direct = signals[:, [SIGNALS.index("direct")]]
    size = len(CLASSES)

    def loss(of: Any) -> float:
        scales, offsets, moved = of[: len(parts)], of[-2 * size : -size], of[-size:]
        logits = sum(scale * part[:, :size] for scale, part in zip(scales, parts, strict=True))
        logits = logits + offsets + direct * moved
        top = logits.max(axis=1, keepdims=True)
        each = np.log(np.exp(logits - top).sum(axis=1)) + top[:, 0] - logits[np.arange(len(truth)), truth]
        return float((counts * each).sum() / counts.sum() + 0.002 * (of[len(parts) :] ** 2).sum())

    found = minimize(loss, np.array([1.0] * len(parts) + [0.0] * 2 * size), method="BFGS").x
    return found[: len(parts)], (found[-2 * size : -size], found[-size:])


def threshold(
    scores: Sequence[float],
    positive: Sequence[bool],
    counts: Sequence[float],
    aims: tuple[float, float],
    low: float = 0.5,
) -> float:
    """The score from which on a flag is set: where recall and precision are both best beside their aims.

    Of several that do nearly as well the one in the middle, or a lower one where a miss costs most.
    """
    real, mass, of = np.array(positive), np.array(counts), np.array(scores)
    values = {}
    for candidate in (step / 200 for step in range(2, 181)):
        chosen = of >= candidate
        hit = mass[chosen & real].sum()
        recall = hit / max(1.0, mass[real].sum())
        precision = hit / max(1.0, mass[chosen].sum())
        values[candidate] = min(recall / aims[0], precision / aims[1])
    found = [candidate for candidate, value in values.items() if value >= max(values.values()) - NEAR_BEST]
    return found[int(low * (len(found) - 1))]


def sure_from(confidences: Sequence[float], right: Sequence[bool], counts: Sequence[float]) -> float:
    """The confidence from which on enough answers are right, if enough of them reach it."""
    of, good, mass = np.array(confidences), np.array(right), np.array(counts)
    found = 0.5
    for candidate in (step / 100 for step in range(50, 97)):
        sure = of >= candidate
        if mass[sure].sum() < LEAST_SURE * mass.sum():
            break
        found = candidate
        if mass[sure & good].sum() >= RIGHT_WHEN_SURE * mass[sure].sum():
            break
    return found


def stored(*, name: str, columns: dict[str, int], coefficients: Any, intercepts: Any, **rest: Any) -> dict[str, Any]:
    """The weights as plain values: whole numbers of UNIT a feature, with the feature's own value folded in."""
    features = {}
    for feature, column in columns.items():
        value = NAMED if feature[0] == "#" else (1.0 if feature[1:2] == " " else PIECE)
        row = [round(float(number) * value / UNIT) for number in coefficients[column]]
        if any(abs(number) >= (2 if feature[0] == "#" else LEAST) for number in row):
            features[feature] = row
    return {
        "format": FORMAT,
        "model": name,
        "outputs": list(OUTPUTS),
        "signals": list(SIGNALS),
        "unit": UNIT,
        **rest,
        "intercepts": [round(float(number), 5) for number in intercepts],
        "features": features,
    }


def write(path: Path, of: dict[str, Any]) -> None:
    """Write weights, a feature a line, so that a difference can be read."""
    lines = json.dumps({**of, "features": None}, ensure_ascii=False)[: -len("null}")]
    body = ",\n".join(
        f"{json.dumps(feature, ensure_ascii=False)}:{json.dumps(row, separators=(',', ':'))}"
        for feature, row in of["features"].items()
    )
    path.write_text(f"{lines}{{\n{body}\n}}}}\n", encoding="utf-8")

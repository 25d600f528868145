"""Fits the weights and writes them as plain numbers. The same corpus always gives the same file."""

import json
from collections import Counter
from collections.abc import Collection, Sequence
from functools import cache
from itertools import starmap
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from policies.rules.meaning.features import pair_name, pairs, pieces
from policies.rules.meaning.judging import both
from policies.rules.meaning.model import FORMAT
from policies.training.corpus import OUTPUTS, Example
from policies.training.heard import Heard, key

# Chosen on drafts of unseen writers: how much each kind of feature weighs beside a word.
PAIR, PIECE, FACT, BESIDE, WHOLE, MEET, PATTERN, NEAR = 0.9, 0.4, 0.8, 0.2, 0.15, 0.3, 0.8, 0.5
STRENGTH = 5.0  # how freely weights may grow
AT_LEAST = 2  # sentences in which a feature has to stand
ELSEWHERE = 0.3  # weight of the other sentences of a draft that breaks the rule: they may share the blame
UNIT = 0.001
VECTORS = Path(__file__).with_name("word_vectors.npz")

Bag = dict[str, float]
Sums = Any  # an array (sentences, outputs)


@cache
def vectors() -> tuple[dict[str, int], Any]:
    """The place of each word and the vectors: words of like meaning lie near each other (docs/rules.md)."""
    stored = np.load(VECTORS)
    places = {str(word): place for place, word in enumerate(stored["words"])}
    return places, stored["vectors"].astype(np.float32) * float(stored["unit"])


def bag(tokens: Sequence[str], facts: frozenset[str]) -> Bag:
    """The features of a sentence with their values."""
    distinct = dict.fromkeys(tokens)
    weight = 1.0 / max(len(distinct), 4) ** 0.5
    found: Bag = Counter(dict.fromkeys(starmap(pair_name, pairs(tokens)), PAIR * weight))
    for token in distinct:
        found["w " + token] = weight
        for piece in pieces(token):
            found[piece] += PIECE * weight
    for fact in facts:
        found["#" + fact] = _value(fact)
    return found


def _value(fact: str) -> float:
    if fact[0] in "<>":
        return BESIDE
    if fact[0] == "~":
        return WHOLE
    if fact[:2] == "p.":
        return PATTERN
    return MEET if "&" in fact else FACT


def value(feature: str) -> float:
    """What one occurrence of a feature counts, before the length of the sentence."""
    if feature[0] == "#":
        return _value(feature[1:])
    return {"w ": 1.0, "b ": PAIR}.get(feature[:2], PIECE)


def nearness(tokens: Sequence[str]) -> Any:
    """The sum of the vectors of a sentence's words."""
    places, every = vectors()
    total = np.zeros(every.shape[1])
    distinct = dict.fromkeys(tokens)
    for token in distinct:
        place = places.get(token, places.get(token.removesuffix("'s")))
        if place is not None:
            total += every[place]
    return total * NEAR / max(len(distinct), 4) ** 0.5


class Data:
    """The sentences of a corpus in rows, ready to fit on some and to sum for others."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self.examples = examples
        self.owner = np.array([place for place, one in enumerate(examples) for _ in one.units])
        self.labels = [labels for one in examples for labels in one.labels]
        self.bags = [
            bag(unit.tokens, facts) for one in examples for unit, facts in zip(one.units, one.facts, strict=True)
        ]
        self.near = np.array([nearness(unit.tokens) for one in examples for unit in one.units])

    def columns(self, rows: Sequence[int]) -> dict[str, int]:
        """A column for each feature that stands in enough of these sentences."""
        frequency = Counter(feature for row in set(rows) for feature in self.bags[row])
        return {f: column for column, f in enumerate(sorted(f for f, n in frequency.items() if n >= AT_LEAST))}

    def matrix(self, rows: Sequence[int], columns: dict[str, int]) -> Any:
        at, places, values = [], [], []
        for row, number in enumerate(rows):
            for feature, amount in self.bags[number].items():
                if (column := columns.get(feature)) is not None:
                    at.append(row)
                    places.append(column)
                    values.append(amount)
        words = sparse.csr_matrix((values, (at, places)), shape=(len(rows), len(columns)))
        return sparse.hstack([words, sparse.csr_matrix(self.near[list(rows)])]).tocsr()

    def fit(self, rows: Sequence[int], columns: dict[str, int]) -> tuple[Any, Any]:
        """Coefficients (columns and vectors, outputs) and intercepts (outputs)."""
        data = self.matrix(rows, columns)
        coefficients, intercepts = [], []
        for rule in OUTPUTS:
            positive = np.array([rule in self.labels[row] for row in rows])
            owners = [self.examples[self.owner[row]] for row in rows]
            weights = np.array(
                [
                    0.0 if rule not in one.asked else 1.0 if yes or rule not in one.broken else ELSEWHERE
                    for one, yes in zip(owners, positive, strict=True)
                ]
            )
            kept = weights > 0
            one = LogisticRegression(
                C=STRENGTH, solver="liblinear", dual=True, tol=0.01, intercept_scaling=5, random_state=0
            )
            one.fit(data[kept], positive[kept], sample_weight=weights[kept])
            coefficients.append(one.coef_[0])
            intercepts.append(one.intercept_[0])
        return np.array(coefficients).T, np.array(intercepts)

    def sums(self, rows: Sequence[int], columns: dict[str, int], coefficients: Any, intercepts: Any) -> Sums:
        """What fitted weights give each of these sentences."""
        return self.matrix(rows, columns) @ coefficients + intercepts

    def rows(self, writers: Collection[str], times: int = 1) -> list[int]:
        """The rows of these writers' sentences, each so many times."""
        return [row for row, place in enumerate(self.owner) if self.examples[place].writer in writers] * times

    def both(self, sums: Sums, heard: Heard) -> Sums:
        """What both models together make of each sentence, (sentences, outputs)."""
        found, start = [], 0
        for one in self.examples:
            own = sums[start : start + len(one.units)].tolist()
            found += both([unit.heard for unit in one.units], own, heard[key(one)])
            start += len(one.units)
        return np.array(found).reshape(-1, len(OUTPUTS))


def calibration(data: Data, sums: Sums) -> dict[str, tuple[float, float]]:
    """Slope and offset of each rule, fitted on sentences that no model learnt from."""
    found = {}
    for index, rule in enumerate(OUTPUTS):
        asked = np.array([rule in data.examples[place].asked for place in data.owner])
        positive = np.array([rule in labels for labels in data.labels])[asked]
        one = LogisticRegression(C=100.0).fit(sums[asked][:, [index]], positive)
        found[rule] = (round(float(one.coef_[0][0]), 4), round(float(one.intercept_[0]), 4))
    return found


def export(
    path: Path, *, name: str, columns: dict[str, int], coefficients: Any, intercepts: Any, **stored: Any
) -> None:
    """Write the weights: whole numbers of UNIT a feature, its own value and the vectors' part folded in."""
    places, every = vectors()
    near = every @ coefficients[len(columns) :] * NEAR  # what each known word says through its vector
    rows: dict[str, Any] = {feature: coefficients[column] * value(feature) for feature, column in columns.items()}
    for word, place in places.items():
        rows["w " + word] = rows.get("w " + word, 0.0) + near[place]
    for feature in columns:
        word = feature[2:] if feature[:2] == "w " else ""
        if word.endswith("'s") and word not in places and word[:-2] in places:
            rows[feature] = rows[feature] + near[places[word[:-2]]]
    features = {}
    for feature in sorted(rows):
        row = [round(float(number) / UNIT) for number in rows[feature]]
        if any(abs(number) >= (5 if feature[0] == "#" else _LEAST.get(feature[:2], _LEAST_PIECE)) for number in row):
            features[feature] = row
    head = {
        "format": FORMAT,
        "model": name,
        "outputs": list(OUTPUTS),
        "unit": UNIT,
        "intercepts": [round(float(number), 5) for number in intercepts],
        **stored,
    }
    body = ",\n".join(
        f"{json.dumps(feature, ensure_ascii=False)}:{json.dumps(row, separators=(',', ':'))}"
        for feature, row in features.items()
    )
    start = json.dumps({**head, "features": None}, ensure_ascii=False)[: -len("null}")]
    path.write_text(f"{start}{{\n{body}\n}}}}\n", encoding="utf-8")


_LEAST = {"w ": 40, "b ": 90}  # smaller weights of words, pairs and pieces are left out
_LEAST_PIECE = 25

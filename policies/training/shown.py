"""Fine-tunes the reader of names beside pictures of children and stores it: what `manage.py train_name_reader` runs.

It learns of each name in a draft whether it is a child's (policies/examples/pictures/). Then it is made narrower
(narrowing.py), on all drafts: what it says of a name is what it is to say. The network, its base and its storing are
those of the encoder (network.py).
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from policies.encoding.wordpieces import Vocabulary
from policies.rules.base import ServiceFacts
from policies.rules.shown.names import Name, read
from policies.rules.shown.reader import FOLDER, windows
from policies.training.narrowing import narrowed
from policies.training.network import HIDDEN, Network, Row, base, batches, loss_of, store
from policies.training.tuning import Course, tune

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
COURSE = Course(rounds=5, batch=16, rate=1.5e-4, following=0.98)
SEED = 1  # the better of two
RULE = "name-with-image"
OFTEN = 2  # times that it reads a draft beside a picture of a child in a round of being made narrower


def drafts(folder: Path = EXAMPLES) -> Iterator[dict[str, Any]]:
    """The labelled drafts that it learns from: those whose pictures show a child."""
    for pattern in ("pictures/*.jsonl", "kept/pictures.jsonl", "kept/fields*.jsonl"):
        for path in sorted(folder.glob(pattern)):
            for draft in _read(path):
                if any(medium.get("shows_child") for medium in draft["media"]):
                    yield draft


def other_drafts(folder: Path = EXAMPLES) -> Iterator[dict[str, Any]]:
    """The drafts beside them, but for those to measure by: their names, without a label."""
    known = {draft["text"] for draft in drafts(folder)}
    for path in sorted(folder.rglob("*.jsonl")):
        if path.parent.name != "measure":
            yield from (draft for draft in _read(path) if draft["text"] not in known)


def _read(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        draft = json.loads(line)
        yield draft | {"media": [one for one in draft.get("media") or () if one], "service": draft.get("service") or {}}


def rows(draft: Mapping[str, Any], vocabulary: Vocabulary) -> Iterator[Row]:
    """A draft's text and the words of its pictures as the reader gets them; nothing where no word may be a name."""
    told = [one["words"] for one in draft["expect"] if isinstance(one, dict) and one["rule"] == RULE]
    facts = ServiceFacts(name=draft["service"].get("name") or "", host=draft["service"].get("host") or "")
    for text, is_picture in ((draft["text"], False), *((medium.get("alt") or "", True) for medium in draft["media"])):
        reading = read(text, facts, tells_a_picture=is_picture)
        children = [match.span() for words in told for match in re.finditer(re.escape(words), text)]
        for ids, places, names in windows([vocabulary.numbers(word) for word in reading.words], reading):
            labels = np.array([[_is_one_of(reading.names[name], children)] for name in names], np.float32)
            yield Row(
                ids=[vocabulary.begin, *ids, vocabulary.end],
                pieces=[[place + 1 for place in pieces] for pieces in places],
                labels=labels,
                weights=np.ones_like(labels),
                broken=labels.max(0),
                asked=np.ones(1, np.float32),
            )


def _is_one_of(name: Name, children: Sequence[tuple[int, int]]) -> bool:
    return any(start < until and since < end for start, end in name.mentions for since, until in children)


def fit(examples: Iterable[Mapping[str, Any]]) -> Network:
    """A network that has learnt from these."""
    weights, pieces = base()
    vocabulary, hidden = Vocabulary(pieces), pieces.index(HIDDEN)
    learnt = [row for one in examples for row in rows(one, vocabulary)]
    return tune(
        lambda: Network(weights),
        COURSE,
        lambda dice: batches(learnt, COURSE.batch, dice),
        lambda network, batch: loss_of(network, batch, hidden, 1.0),
        rows=len(learnt),
        seed=SEED,
    )


def fit_and_store(folder: Path = FOLDER) -> None:
    _, pieces = base()
    vocabulary = Vocabulary(pieces)
    own, others = ([row for one in every for row in rows(one, vocabulary)] for every in (drafts(), other_drafts()))
    store(narrowed(fit(drafts()), [*own * OFTEN, *others], pieces.index(HIDDEN), vary=lambda row, dice: row), folder)


__all__ = ["drafts", "fit", "fit_and_store", "other_drafts", "rows"]

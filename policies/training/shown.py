"""Fine-tunes the reader of names beside pictures of children and stores it: what `manage.py train_name_reader` runs.

It learns of each name in a draft whether it is a child's (policies/examples/pictures/). Two networks learn it, one from
drafts as they are and one from some of them two and two; what is stored is the mean of their weights, which says more
than either. Both begin from the same weights, without which a mean of two would say nothing. The network, its base and
its storing are those of the encoder (network.py).
"""

import json
import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from policies.encoding.wordpieces import Vocabulary
from policies.rules.base import ServiceFacts
from policies.rules.shown.names import Name, read
from policies.rules.shown.reader import FOLDER, WINDOW, windows
from policies.training.network import HIDDEN, Network, Row, base, batches, loss_of, store
from policies.training.tuning import Course, tune

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
COURSE = Course(rounds=5, batch=16, rate=1.5e-4, following=0.98)
SEED = 1  # the better of two
RULE = "name-with-image"
TOGETHER = 0.4  # of the drafts, that the second network reads with another as if they were one


def drafts(folder: Path = EXAMPLES) -> Iterator[dict[str, Any]]:
    """The labelled drafts that it learns from: those whose pictures show a child."""
    for pattern in ("pictures/*.jsonl", "kept/pictures.jsonl", "kept/fields*.jsonl"):
        for path in sorted(folder.glob(pattern)):
            for draft in _read(path):
                if any(medium.get("shows_child") for medium in draft["media"]):
                    yield draft


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


def mixed(every: Sequence[Row], share: float, dice: random.Random) -> list[Row]:
    """The rows, a share of them two and two as one: who is named in one says nothing of the names in the other.

    Few who write name a child in one sentence and several of the staff in the next.
    """
    order = dice.sample(every, len(every))
    cut = int(len(order) * share) // 2
    pairs, found = zip(order[:cut], order[cut : 2 * cut], strict=True), order[2 * cut :]
    for one, other in pairs:
        found += [_joined(one, other)] if len(one.ids) + len(other.ids) <= WINDOW else [one, other]
    return found


def _joined(one: Row, other: Row) -> Row:
    first = len(one.ids) - 2  # it ends without its end, the other begins without its beginning
    return Row(
        ids=[*one.ids[:-1], *other.ids[1:]],
        pieces=[*one.pieces, *([place + first for place in pieces] for pieces in other.pieces)],
        labels=np.concatenate([one.labels, other.labels]),
        weights=np.concatenate([one.weights, other.weights]),
        broken=np.maximum(one.broken, other.broken),
        asked=one.asked,
    )


def fit(examples: Iterable[Mapping[str, Any]], together: float = 0.0) -> Network:
    """A network that has learnt from these, of which a share was read two and two."""
    weights, pieces = base()
    vocabulary, hidden = Vocabulary(pieces), pieces.index(HIDDEN)
    learnt = [row for one in examples for row in rows(one, vocabulary)]
    return tune(
        lambda: Network(weights),
        COURSE,
        lambda dice: batches(mixed(learnt, together, dice) if together else learnt, COURSE.batch, dice),
        lambda network, batch: loss_of(network, batch, hidden, 1.0),
        rows=len(learnt) - int(len(learnt) * together) // 2,
        seed=SEED,
    )


def fit_and_store(folder: Path = FOLDER) -> None:
    network, other = fit(drafts()), fit(drafts(), TOGETHER)
    with torch.no_grad():
        for mean, one in zip(network.parameters(), other.parameters(), strict=True):
            mean.lerp_(one, 0.5)
    store(network, folder)


__all__ = ["drafts", "fit", "fit_and_store", "rows"]

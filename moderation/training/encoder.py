"""Fine-tunes the encoder that reads comments and stores it as whole numbers: `manage.py train_comment_encoder`.

It begins from all-MiniLM-L6-v2 (Apache-2.0) and learns class and flags together. The network, its base and its storing
are those of the check engine's networks (policies/training/network.py). requirements-train.in has what it needs; the
app itself needs none of that.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import torch
from torch.nn import functional

from moderation.classify import CLASSES, FLAGS
from moderation.classify.aloud import sentences
from moderation.classify.model import OUTPUTS
from moderation.classify.reading import read
from moderation.training import unseen
from moderation.training.corpus import Example
from policies.encoding.wordpieces import Vocabulary
from policies.training.network import HIDDEN, Network, base
from policies.training.processes import side_by_side
from policies.training.tuning import Course, Say, tune

LAYERS = 6
LONGEST = 160  # pieces of a comment that are learnt from
COURSE = Course(rounds=5, batch=24, rate=1.5e-4, following=0.98)
UNREAD = 0.08  # pieces that are hidden while it learns, so that no single word decides
POSITIVE = 3.0  # a flag that is set counts as so many that are not
SMOOTH = 0.05  # of each class label

Tensor = torch.Tensor


@dataclass(frozen=True)
class Row:
    """A comment as numbers."""

    ids: list[int]
    category: int
    flags: list[float]


def row(one: Example, vocabulary: Vocabulary) -> Row:
    pieces = [piece for _, _, words in sentences(read(one.incoming.text)) for piece in vocabulary.numbers(words)]
    order = [category.value for category in CLASSES]
    return Row(
        ids=[vocabulary.begin, *pieces[: LONGEST - 2], vocabulary.end],
        category=order.index(one.category),
        flags=[float(flag.value in one.flags) for flag in FLAGS],
    )


def batches(rows: Sequence[Row], dice: random.Random) -> list[list[Row]]:
    """Comments of like length together, in an order of chance."""
    order = sorted(rows, key=lambda one: len(one.ids) + dice.random() * 16)
    every = [order[start : start + COURSE.batch] for start in range(0, len(order), COURSE.batch)]
    dice.shuffle(every)
    return every


def together(rows: Sequence[Row]) -> tuple[Tensor, Tensor, Tensor]:
    """Ids, pools and masks of a batch."""
    longest = max(len(one.ids) for one in rows)
    ids = torch.zeros(len(rows), longest, dtype=torch.long)
    pool = torch.zeros(len(rows), 1, longest)
    mask = torch.zeros(len(rows), 1, 1, longest, dtype=torch.bool)
    for place, one in enumerate(rows):
        size = len(one.ids)
        ids[place, :size] = torch.tensor(one.ids)
        mask[place, ..., :size] = True
        if size > 2:
            pool[place, 0, 1 : size - 1] = 1 / (size - 2)
    return ids, pool, mask


def loss_of(network: Network, rows: Sequence[Row], hidden: int) -> Tensor:
    """How wrong the network is about these comments."""
    ids, pool, mask = together(rows)
    drop = (torch.rand(ids.shape) < UNREAD) & (pool[:, 0] > 0)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        sums = network(torch.where(drop, torch.full((), hidden), ids), pool, mask)
    sums = sums.float()[:, 0]
    of_class = functional.cross_entropy(
        sums[:, : len(CLASSES)], torch.tensor([one.category for one in rows]), label_smoothing=SMOOTH
    )
    flags = torch.tensor([one.flags for one in rows])
    of_flags = functional.binary_cross_entropy_with_logits(
        sums[:, len(CLASSES) :], flags, weight=1 + (POSITIVE - 1) * flags, reduction="sum"
    )
    return of_class + of_flags / len(rows)


def fit(
    examples: Sequence[Example], *, layers: int = LAYERS, rounds: int = COURSE.rounds, say: Say = print, seed: int = 0
) -> tuple[Network, list[str]]:
    """The fine-tuned network and the pieces of its vocabulary. `say` hears how far it is."""
    weights, pieces = base()
    vocabulary = Vocabulary(pieces)
    rows = [row(one, vocabulary) for one in examples]
    hidden = pieces.index(HIDDEN)
    network = tune(
        lambda: Network(weights, layers, outputs=len(OUTPUTS)),
        replace(COURSE, rounds=rounds),
        lambda dice: batches(rows, dice),
        lambda network, batch: loss_of(network, batch, hidden),
        rows=len(rows),
        say=say,
        seed=seed,
    )
    return network, pieces


@torch.no_grad()
def sums(network: Network, examples: Sequence[Example], pieces: Sequence[str]) -> Any:
    """What the network answers, before it is stored as whole numbers: an array (comments, outputs)."""
    vocabulary = Vocabulary(pieces)
    rows = [row(one, vocabulary) for one in examples]
    order = sorted(range(len(rows)), key=lambda place: len(rows[place].ids))
    found = np.zeros((len(rows), len(OUTPUTS)), np.float32)
    for start in range(0, len(order), 64):
        some = order[start : start + 64]
        found[some] = network(*together([rows[place] for place in some]))[:, 0].numpy()
    return found


def fit_all(examples: Sequence[Example]) -> tuple[Network, Any]:
    """The network that learnt from all of these, and what each comment gets from one that learnt from none of its part
    of the corpus (unseen.py)."""
    folds = [unseen.fold(one) for one in examples]
    parts = sorted(set(folds))
    asked = [(list(examples), [], "all")]
    for part in parts:
        apart = [fold == part for fold in folds]
        learnt = [one for one, is_apart in zip(examples, apart, strict=True) if not is_apart]
        asked.append((learnt, [one for one, is_apart in zip(examples, apart, strict=True) if is_apart], f"part {part}"))
    (network, _), *others = side_by_side(_fitted, asked)
    found = np.zeros((len(examples), len(OUTPUTS)), np.float32)
    for part, (_, heard) in zip(parts, others, strict=True):
        found[[place for place, fold in enumerate(folds) if fold == part]] = heard
    return network, found


def _fitted(learnt: Sequence[Example], apart: Sequence[Example], name: str) -> tuple[Network, Any]:
    """A network and what it says of the comments that it did not learn from."""
    network, pieces = fit(learnt, say=lambda words: print(f"{name}, {words}", flush=True))
    return network, sums(network, apart, pieces)

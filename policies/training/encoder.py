"""Fine-tunes the encoder of the rules of meaning and stores it as whole numbers: what `manage.py train_encoder` runs.

What it learns from a draft: which of its sentences break which rule, and that the surest sentence decides for the
draft. requirements-train.in has what it needs; the app itself needs none of that.
"""

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from policies.encoding.wordpieces import Vocabulary
from policies.rules.meaning.encoder import aloud
from policies.training.corpus import OUTPUTS, Example
from policies.training.narrowing import narrowed
from policies.training.network import HIDDEN, Network, Row, base, batches, loss_of, store
from policies.training.tuning import Course, Say, tune

LONGEST = 224  # pieces of a draft that are learnt from
COURSE = Course(rounds=3, batch=32, rate=2.5e-4)
WHOLE = 0.5  # how often a draft is read whole, and otherwise one of its harmless sentences with it
POSITIVE = 3.0  # a sentence that breaks a rule counts as so many that do not


def row(one: Example, vocabulary: Vocabulary) -> Row:
    ids, pieces, kept = [vocabulary.begin], [], []
    for number, unit in enumerate(one.units):
        own = vocabulary.numbers(aloud(unit.heard))[: LONGEST - len(ids)]
        if own:
            pieces.append(range(len(ids), len(ids) + len(own)))
            ids += own
            kept.append(number)
    labels = np.array([[rule in one.labels[number] for rule in OUTPUTS] for number in kept], np.float32)
    labels = labels.reshape(-1, len(OUTPUTS))
    broken = np.array([rule in one.broken for rule in OUTPUTS], np.float32)
    asked = np.array([rule in one.asked for rule in OUTPUTS], np.float32)
    story = np.array([rule == "individual-case" and one.draft.story_consent for rule in OUTPUTS])
    return Row(
        ids=[*ids, vocabulary.end],
        pieces=pieces,
        labels=labels,
        weights=asked * np.where((broken > 0) & (labels == 0), 0.0, 1.0),  # the other sentences may share the blame
        broken=broken,
        asked=np.where(story, 0.0, asked),
    )


def thinned(one: Row, dice: random.Random) -> Row:
    """The draft, every other time without some of the sentences that break nothing: only some are read in the end."""
    if dice.random() < WHOLE:
        return one
    kept = [place for place, labels in enumerate(one.labels) if labels.any() or dice.random() < WHOLE]
    ids, pieces = one.ids[:1], []
    for place in kept:
        span = one.pieces[place]
        pieces.append(range(len(ids), len(ids) + len(span)))
        ids += [one.ids[piece] for piece in span]
    return replace(one, ids=[*ids, one.ids[-1]], pieces=pieces, labels=one.labels[kept], weights=one.weights[kept])


def fit(examples: Sequence[Example], say: Say = print) -> Network:
    """The network that has learnt from these. `say` hears how far it is."""
    weights, pieces = base()
    vocabulary, hidden = Vocabulary(pieces), pieces.index(HIDDEN)
    rows = [row(one, vocabulary) for one in examples]
    return tune(
        lambda: Network(weights, outputs=len(OUTPUTS)),
        COURSE,
        lambda dice: batches([thinned(one, dice) for one in rows], COURSE.batch, dice),
        lambda network, batch: loss_of(network, batch, hidden, POSITIVE),
        rows=len(rows),
        say=say,
    )


def fit_and_store(examples: Sequence[Example], unjudged: Sequence[Example], folder: Path, name: str) -> None:
    """One of several trainings beside each other (processes.py); made narrower where there are `unjudged` drafts."""

    def say(words: str) -> None:
        print(f"{name}, {words}", flush=True)

    network = fit(examples, say)
    if unjudged:
        _, pieces = base()
        vocabulary = Vocabulary(pieces)
        rows = [row(one, vocabulary) for one in (*examples, *unjudged)]
        network = narrowed(network, rows, pieces.index(HIDDEN), vary=thinned, say=say)
    store(network, folder)


__all__ = ["fit", "fit_and_store"]

"""What an encoder hears in the drafts of examiners from whom it learnt nothing.

The installed encoder learns from every examiner, so how surely it hears their drafts says nothing about drafts to come.
`train_encoder` trains three more, each without a third of the examiners, and keeps what they hear in that third;
`train_rules` sets calibration and thresholds by it.
"""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np

from policies.rules.meaning.encoder import Encoder
from policies.rules.meaning.model import Row
from policies.training.corpus import OUTPUTS, Example

FILE = Path(__file__).with_name("heard.npz")
UNIT = 0.01
GROUPS = 3

Heard = Mapping[str, Sequence[Row]]
"""By the key of a draft, for each sentence a number an output."""


def key(one: Example) -> str:
    """What tells a draft from all others, its text as it stands."""
    return sha256(one.draft.text.encode()).hexdigest()[:20]


def groups(apart: Sequence[Example]) -> list[frozenset[str]]:
    """The examiners in three groups."""
    names = sorted({one.writer for one in apart})
    return [frozenset(names[start::GROUPS]) for start in range(GROUPS)]


def hear(encoder: Encoder, examples: Sequence[Example]) -> Heard:
    """What an encoder hears in whole drafts."""
    return {key(one): encoder.sums([unit.heard for unit in one.units]) for one in examples}


def write(heard: Heard, path: Path = FILE) -> None:
    keys = sorted(heard)
    rows = np.array([row for one in keys for row in heard[one]]).reshape(-1, len(OUTPUTS))
    sizes = np.array([len(heard[one]) for one in keys])
    np.savez_compressed(path, keys=np.array(keys), sizes=sizes, rows=np.round(rows / UNIT).astype(np.int16))


def read(apart: Sequence[Example], path: Path = FILE) -> Heard:
    """Raises ValueError when an examiner's draft was not heard as it stands now."""
    stored = np.load(path)
    ends = np.cumsum(stored["sizes"])[:-1]
    parts = np.split(stored["rows"] * UNIT, ends)
    found = {str(one): [tuple(row) for row in part.tolist()] for one, part in zip(stored["keys"], parts, strict=True)}
    for one in apart:
        if len(found.get(key(one), ())) != len(one.units):
            raise ValueError(f"{one.writer}, {one.id}: heard otherwise or never; run: python manage.py train_encoder")
    return found

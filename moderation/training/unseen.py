"""What encoders heard of the corpus that had not learnt from its writer: `manage.py train_comment_encoder` stores it.

How much the encoder's word counts is fitted on this. The encoder that is installed learnt from the whole corpus, so it
is far too sure of it.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from moderation.training.corpus import Example

STORED = Path(__file__).with_name("unseen.npz")
# Files of comments that are left out together: what one hand wrote is not split.
PARTS = (
    ("fp", "ww", "hc", "pa", "th", "an", "ex", "pw", "ps", "pj", "qp", "vc"),
    ("ss", "cr", "fl", "ho", "sv", "sa", "ou", "pi", "px", "pq", "fd"),
    ("ct", "bl", "mv", "yp", "el", "ev", "cn", "ov", "ow", "pt", "pp", "pd", "iv", "tw"),
)


def fold(example: Example) -> int:
    """The part of the corpus that a comment belongs to; others (confirmed ones) go by their writer."""
    start = _start(example)
    found = next((number for number, starts in enumerate(PARTS) if start in starts), None)
    return found if found is not None else sum(map(ord, example.group)) % len(PARTS)


def is_learned(example: Example) -> bool:
    """Whether the installed encoder learnt from this comment, so that what it says of it proves nothing."""
    return any(_start(example) in starts for starts in PARTS)


def _start(example: Example) -> str:
    return example.id.rstrip("0123456789")


def store(ids: Sequence[str], sums: Any, path: Path = STORED) -> None:
    np.savez_compressed(path, ids=np.array(ids), sums=np.asarray(sums, dtype=np.float16))


def read(path: Path = STORED) -> dict[str, tuple[float, ...]]:
    """The sums of each output, by the comment's id."""
    with np.load(path) as found:
        return {str(name): tuple(map(float, row)) for name, row in zip(found["ids"], found["sums"], strict=True)}

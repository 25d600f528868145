"""A stored network: pieces of words in, a number for each part of the text and each output out."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from onnxruntime import InferenceSession, SessionOptions

from policies.encoding.wordpieces import Vocabulary

VOCABULARY = Path(__file__).with_name("vocabulary.txt")
_SLOWER = ["SkipLayerNormFusion"]  # of the library's ways to fuse steps: on a processor it costs a seventh of the time

Numbers = tuple[int, ...]
Row = tuple[float, ...]
Part = Collection[int]  # the places of its pieces


class Runner:
    """Runs one network on one core. One object serves all threads of a process."""

    def __init__(self, graph: Path) -> None:
        """Raises FileNotFoundError."""
        if not graph.exists():
            raise FileNotFoundError(f"{graph.name} is missing in {graph.parent.name}")
        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # workers share the machine
        self._session = InferenceSession(
            graph, options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER
        )
        self._vocabulary = vocabulary()

    def numbers(self, text: str) -> Numbers:
        """The numbers of the pieces of a text."""
        return self._vocabulary.numbers(text)

    def sums(self, pieces: Sequence[int], parts: Sequence[Part]) -> tuple[Row, ...]:
        """For each part of what is read together, a number for each output: above 0 is more likely than not."""
        known = self._vocabulary
        ids = np.array([known.begin, *pieces, known.end], dtype=np.int64)
        places, shares = filled(parts)
        (sums,) = self._session.run(["sums"], {"ids": ids, "places": places, "shares": shares})
        return tuple(map(tuple, sums.tolist()))


def filled(parts: Sequence[Part]) -> "tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]":
    """The places of each part's pieces and their shares, which sum to 1: two arrays (parts, pieces of the longest).

    Shorter parts are filled up with a piece of their own that has no share; a part without pieces is read as the sign
    for the text's beginning, which is at place 0.
    """
    rows = [[place + 1 for place in part] or [0] for part in parts]
    longest = max(map(len, rows), default=1)
    places = [row + row[:1] * (longest - len(row)) for row in rows]
    shares = [[1.0 / len(row)] * len(row) + [0.0] * (longest - len(row)) for row in rows]
    return np.array(places, dtype=np.int64), np.array(shares, dtype=np.float32)


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The pieces that all networks here know, read once a process."""
    return Vocabulary(VOCABULARY.read_text(encoding="utf-8").split("\n"))

"""A stored network: pieces of words in, a number for each part of the text and each output out."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from pathlib import Path

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
        ids = np.array([[known.begin, *pieces, known.end]], dtype=np.int64)
        (sums,) = self._session.run(["sums"], {"ids": ids, "pool": shares(parts, len(pieces))})
        return tuple(tuple(float(one) for one in row) for row in sums[0])


def shares(parts: Sequence[Part], length: int) -> "np.ndarray[tuple[int, ...], np.dtype[np.float32]]":
    """Which pieces make which part, as shares that sum to 1: an array (1, parts, pieces with begin and end)."""
    found = np.zeros((1, len(parts), length + 2), dtype=np.float32)
    for row, places in enumerate(parts):
        found[0, row, [place + 1 for place in places]] = 1.0 / max(len(places), 1)
    return found


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The pieces that all networks here know, read once a process."""
    return Vocabulary(VOCABULARY.read_text(encoding="utf-8").split("\n"))

"""A small transformer that reads a comment as a whole: what it hears for each class and flag.

A MiniLM, fine-tuned on the comments in moderation/training/ and stored as whole numbers; `manage.py
train_comment_encoder` made it. The classifier runs without its file, on the linear model alone; docs/classifier.md
says what that costs. numpy and onnxruntime are imported only where the file is there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, starmap
from operator import mul
from pathlib import Path
from typing import TYPE_CHECKING

from moderation.classify.aloud import sentences
from moderation.classify.labels import CLASSES
from moderation.classify.reading import Reading

if TYPE_CHECKING:
    pass

GRAPH = Path(__file__).with_name("encoder") / "encoder.onnx"
WINDOW = 158  # pieces of words that are read together
MOST_WINDOWS = 3  # of a longer comment its beginning and its end

Row = tuple[float, ...]
Sentence = tuple[int, int, tuple[int, ...]]  # start and end in the text, pieces


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard of a comment: a number for each output, of the whole and of each sentence (start, end, row)."""

    sums: Row
    sentences: tuple[tuple[int, int, Row], ...]


class Encoder:
    """Reads comments. One object serves all threads of a process."""

    def __init__(self, graph: Path = GRAPH) -> None:
        """Raises FileNotFoundError."""
        from policies.encoding.runner import Runner

        self._runner: Runner = Runner(graph)

    def hear(self, reading: Reading) -> Heard | None:
        """What is heard of a comment; None where there are no words to hear."""
        cut = [(start, end, self._runner.numbers(words)[:WINDOW]) for start, end, words in sentences(reading)]
        every = windows([one for one in cut if one[2]])
        if not every:
            return None
        heard = [self._window(window) for window in every]
        return Heard(_as_one([rows[0] for rows in heard], [sum(len(one[2]) for one in window) for window in every]),
                     tuple((one[0], one[1], row) for window, rows in zip(every, heard, strict=True)
                           for one, row in zip(window, rows[1:], strict=True)))  # fmt: skip

    def _window(self, window: Sequence[Sentence]) -> tuple[Row, ...]:
        """A row for the whole window, then one for each of its sentences."""
        ends = [0]
        for _, _, pieces in window:
            ends.append(ends[-1] + len(pieces))
        parts = [range(ends[-1]), *starmap(range, pairwise(ends))]
        return self._runner.sums([piece for one in window for piece in one[2]], parts)


def windows(cut: Sequence[Sentence]) -> list[list[Sentence]]:
    """Sentences that are read together: as many as fit into WINDOW; of many windows the first ones and the last."""
    found: list[list[Sentence]] = []
    size = 0
    for one in cut:
        if not found or size + len(one[2]) > WINDOW:
            found.append([])
            size = 0
        found[-1].append(one)
        size += len(one[2])
    return found if len(found) <= MOST_WINDOWS else [*found[: MOST_WINDOWS - 1], found[-1]]


def _as_one(rows: Sequence[Row], sizes: Sequence[int]) -> Row:
    """The rows of a comment's windows as one: the mean for classes, by length; the surest window for flags."""
    if len(rows) == 1:
        return rows[0]
    whole = sum(sizes)
    columns = list(zip(*rows, strict=True))
    means = [sum(map(mul, column, sizes)) / whole for column in columns[: len(CLASSES)]]
    return (*means, *map(max, columns[len(CLASSES) :]))


@lru_cache(maxsize=1)
def installed() -> Encoder | None:
    """The encoder that this installation runs, loaded once a process; None where its file is missing."""
    return Encoder() if GRAPH.exists() else None

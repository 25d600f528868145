"""A small transformer that reads a text with its names: how likely each of them is a child's whom the picture shows.

A MiniLM, fine-tuned on drafts beside pictures of children and stored as whole numbers. `manage.py train_name_reader`
made it (policies/training/shown.py); docs/rules.md says from what, and how good it is.
"""

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from policies.encoding.runner import Runner
from policies.rules.shown.names import Name, Reading

FOLDER = Path(__file__).with_name("encoder")
GRAPH = "encoder.onnx"
WINDOW = 222  # pieces of words that are read together, beside the two that begin and end a reading
WHOLE, AROUND = 126, 2  # pieces up to which a text is read whole; sentences before and after a name that are read else


class Reader:
    """Reads names. One object serves all threads of a process."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Raises FileNotFoundError that says how to make the file."""
        try:
            self._runner = Runner(folder / GRAPH)
        except FileNotFoundError as missing:
            raise FileNotFoundError(f"{missing}; run: python manage.py train_name_reader") from missing

    def chances(self, reading: Reading) -> list[float]:
        """For each name of the reading, from 0 to 1; of a name in several windows the highest."""
        found = [0.0] * len(reading.names)
        for ids, places, names in windows([self._runner.numbers(word) for word in reading.words], reading):
            for name, (total,) in zip(names, self._runner.sums(ids, places), strict=True):
                found[name] = max(found[name], 1 / (1 + math.exp(-max(-30.0, min(30.0, total)))))
        return found


def windows(
    pieces: Sequence[Sequence[int]], reading: Reading
) -> Iterator[tuple[list[int], list[list[int]], list[int]]]:
    """Stretches with names in them, each with the places of every name in it, and which names these are.

    A stretch ends where a sentence begins; one sentence that is longer than a window is cut.
    """
    left = _words_to_read(pieces, reading)
    while left:
        size = end = border = 0
        while end < len(left) and (end == 0 or size + len(pieces[left[end]]) <= WINDOW):
            size += len(pieces[left[end]])
            end += 1
            if end < len(left) and left[end] in reading.begins:
                border = end
        cut = border if border and end < len(left) else end
        yield from _with_names(pieces, reading.names, left[:cut])
        left = left[cut:]


def _words_to_read(pieces: Sequence[Sequence[int]], reading: Reading) -> list[int]:
    """All words of a short text; of a longer one those of the sentences around names."""
    if sum(map(len, pieces)) <= WHOLE:
        return list(range(len(pieces)))
    starts = sorted(reading.begins)
    named = {bisect_right(starts, word) for name in reading.names for word in name.words}
    near = {sentence + step for sentence in named for step in range(-AROUND, AROUND + 1)}
    return [word for word in range(len(pieces)) if bisect_right(starts, word) in near]


def _with_names(
    pieces: Sequence[Sequence[int]], names: Sequence[Name], words: Sequence[int]
) -> Iterator[tuple[list[int], list[list[int]], list[int]]]:
    ids: list[int] = []
    places: dict[int, range] = {}
    for word in words:
        cut = pieces[word][:WINDOW]
        places[word] = range(len(ids), len(ids) + len(cut))
        ids += cut
    here = [number for number, name in enumerate(names) if any(word in places for word in name.words)]
    if here:
        yield ids, [[one for word in names[number].words for one in places.get(word, ())] for number in here], here


@lru_cache(maxsize=1)
def installed() -> Reader:
    """The reader that this installation runs, loaded once a process."""
    return Reader()

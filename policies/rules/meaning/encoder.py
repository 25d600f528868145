"""A small transformer that reads sentences together: what it hears in each of them of each rule.

A MiniLM, fine-tuned on the drafts that the linear model learnt from and stored as whole numbers.
`manage.py train_encoder` made it (policies/training/encoder.py); docs/rules.md says from what, and what it is worth.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise, starmap
from pathlib import Path

from policies.encoding.runner import Numbers, Runner
from policies.rules.meaning.model import Row

FOLDER = Path(__file__).with_name("encoder")
GRAPH = "encoder.onnx"
WINDOW = 126  # pieces of words that are read together, beside the two that begin and end a reading
_KEPT = 512  # readings; while somebody types only the sentences around the cursor are new

# How a hidden thing is read aloud; who and how much it is makes no difference.
_READ_AS = {
    "§name": "jordan", "§given-name": "kim", "§full-name": "kim smith", "§name-of-two": "jordan lee",
    "§us": "our service", "§host": "the council", "§tag": "#", "§link": "link", "§mail": "email",
    "§handle": "@ kim", "§time": "10 am", "§phone": "phone number", "§money": "£ 50", "§percent": "10 %",
    "§number": "5", "§bignumber": "500", "§year": "4", "§age": "16", "§child-age": "8", "§age-old": "8 year old",
    "§age-olds": "8 year olds",
}  # fmt: skip


class Encoder:
    """Reads sentences. One object serves all threads of a process."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Raises FileNotFoundError that says how to make the file."""
        try:
            self._runner = Runner(folder / GRAPH)
        except FileNotFoundError as missing:
            raise FileNotFoundError(f"{missing}; run: python manage.py train_encoder") from missing
        self._read = lru_cache(maxsize=_KEPT)(self._read_window)

    def sums(self, sentences: Sequence[Sequence[str]]) -> list[Row]:
        """For each sentence of a text, given in tokens, a number for each output: above 0 is more likely than not."""
        numbers = [self._runner.numbers(aloud(tokens))[:WINDOW] for tokens in sentences]
        return [row for window in windows(numbers) for row in self._read(window)]

    def _read_window(self, window: tuple[Numbers, ...]) -> tuple[Row, ...]:
        ends = accumulate((len(sentence) for sentence in window), initial=0)
        return self._runner.sums([one for sentence in window for one in sentence], list(starmap(range, pairwise(ends))))


def aloud(tokens: Sequence[str]) -> str:
    """A sentence's tokens (units.py) as they are read: words alone, and a full stop."""
    return " ".join([*(_READ_AS.get(token, token) for token in tokens), "."])


def windows(sentences: Sequence[Numbers]) -> Iterator[tuple[Numbers, ...]]:
    """Sentences that are read together: as many as fit into WINDOW."""
    taken: list[Numbers] = []
    size = 0
    for sentence in sentences:
        if taken and size + len(sentence) > WINDOW:
            yield tuple(taken)
            taken, size = [], 0
        taken.append(sentence)
        size += len(sentence)
    if taken:
        yield tuple(taken)


@lru_cache(maxsize=1)
def installed() -> Encoder:
    """The encoder that this installation runs, loaded once a process."""
    return Encoder()

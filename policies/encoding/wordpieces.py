"""Words cut into the pieces of a vocabulary, as BERT has them: lower case, no accents, longest piece first."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

BEGIN, END, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
_LONGEST = 64  # letters of a word; what is longer is no word


class Vocabulary:
    """The pieces that an encoder knows, and the number of each: its place in the list."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self.pieces = tuple(pieces)
        self._numbers = {piece: number for number, piece in enumerate(pieces)}
        self.begin, self.end, self._unknown = (self._numbers[sign] for sign in (BEGIN, END, UNKNOWN))
        self._word = lru_cache(maxsize=6_000)(self._cut)

    def numbers(self, text: str) -> tuple[int, ...]:
        """The numbers of the pieces of a text, without the signs for its beginning and end."""
        return tuple(number for word in _WORD.findall(_plain(text)) for number in self._word(word))

    def _cut(self, word: str) -> tuple[int, ...]:
        """The longest pieces from the left; one number for “unknown” where the rest has none."""
        found: list[int] = []
        start = 0
        while start < len(word) <= _LONGEST:
            mark = "##" if start else ""
            for end in range(len(word), start, -1):
                if (number := self._numbers.get(mark + word[start:end])) is not None:
                    found.append(number)
                    start = end
                    break
            else:
                return (self._unknown,)
        return tuple(found) or (self._unknown,)


def _plain(text: str) -> str:
    """The text in lower case without accents; a picture sign is its name in words (“face with rolling eyes”)."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFD", text.lower())
    return "".join(_sign(sign) for sign in apart)


@lru_cache(maxsize=2_000)
def _sign(sign: str) -> str:
    category = unicodedata.category(sign)
    if category in ("Mn", "Cf"):
        return ""
    if category == "So":
        return f" {unicodedata.name(sign, '').lower()} "
    return sign

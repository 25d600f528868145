"""A comment's text made comparable, without losing where each word stood in it."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# The rules look no further than this; what is cut off always makes a person look (see core.classify).
LONGEST = 20_000

_STRAIGHT = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201b": "'", "\u00b4": "'", "`": "'", "\u02bc": "'",
        "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-", "\u2011": "-", "\u00a0": " ", "\u2028": "\n",
        "\u2029": "\n", "\u0430": "a", "\u0435": "e", "\u043e": "o", "\u0440": "p", "\u0441": "c", "\u0443": "y",
        "\u0445": "x", "\u0456": "i", "\u0131": "i",
    }
)  # fmt: skip


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    """One plain lower-case character for one character: é is e, a mathematical bold B is b, a control is a space."""
    category = unicodedata.category(char)
    if category in ("Cc", "Cf"):
        return "\n" if char == "\n" else " "
    decomposed = unicodedata.normalize("NFKD", char)
    if decomposed and unicodedata.category(decomposed[0])[0] in "LN":
        char = decomposed[0]
    lowered = char.lower()
    return lowered if len(lowered) == 1 else char


def fold(text: str) -> str:
    """The text in plain lower case, character for character, so that a span in it is a span in the text."""
    straight = text.translate(_STRAIGHT)
    if straight.isascii() and straight.isprintable():
        return straight.lower()
    return "".join(char if "a" <= char <= "z" or char == " " else _plain(char) for char in straight)


class Token(NamedTuple):
    """A word, number, address or mark of the folded text. `kind` is the name of the pattern's group."""

    text: str
    start: int
    end: int
    kind: str


# Every run is bounded, so that no input makes the scan slower than its length.
_TOKEN = re.compile(
    r"(?P<mail>(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})"
    r"|(?P<link>\bhttps?://[^\s]{1,300}|\bwww\.[^\s]{1,300}"
    r"|\b[a-z0-9-]{2,40}(?:\.[a-z0-9-]{2,40}){0,3}\.(?:com|co\.uk|org|net|io|me|ly|example|uk|info|biz|xyz|shop|site|online|link)\b(?:/[^\s]{0,200})?)"
    r"|(?P<handle>@\w{2,40})"
    r"|(?P<hashtag>\#\w{2,60})"
    r"|(?P<money>[£$€]\s?\d[\d,.]{0,12}k?)"
    r"|(?P<number>\d{1,20})"
    r"|(?P<word>[^\W\d_]{1,40}(?:['*@$][^\W\d_]{1,20}){0,3})"
    r"|(?P<emoji>[\U0001F000-\U0001FAFF\u2600-\u27BF\u2B00-\u2BFF])"
    r"|(?P<mark>[!?]{1,10})"
)


def tokens(folded: str) -> list[Token]:
    """The tokens of a folded text, in order."""
    found = []
    for match in _TOKEN.finditer(folded):
        found.append(Token(match.group(), match.start(), match.end(), match.lastgroup or "word"))
    return found


_SENTENCE = re.compile(r"[^.!?\n]{1,400}[.!?]*")


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence that holds a span, without the blanks at its ends; at most 400 characters."""
    floor = max(0, start - 200)
    left = max(text.rfind(mark, floor, start) for mark in (". ", "! ", "? ", "\n"))
    left = floor if left < 0 else left + 1
    ends = [spot for mark in (".", "!", "?", "\n") if (spot := text.find(mark, end, end + 200)) >= 0]
    right = min(ends) + 1 if ends else min(len(text), end + 200)
    while left < start and text[left].isspace():
        left += 1
    while right > end and text[right - 1].isspace():
        right -= 1
    return left, right

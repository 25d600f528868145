"""Looking at text: words, sentences, links and quotations, with the place of each."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from policies.rules.base import Span
from policies.rules.pcre import Pattern

LONGEST_SENTENCE = 1000  # characters; people write none that is longer
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
LINK = Pattern(r"\b(?:https?://|www\.)[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]’']", re.I)
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}(?!\w)")
HASHTAG = re.compile(r"(?<![\w&/])#(\w*[^\W\d_]\w*)")
MENTION = re.compile(r"(?<![\w@/.])@[\w][\w.-]{0,60}(?:@[\w-]+(?:\.[\w-]+)+)?")
_END = re.compile(
    r"""(?=[.!?…])(?<!\b[DM]r)(?<!\bMrs)(?<!\bM[sx])(?<!\bSt)(?<!\bProf)(?<!\bCllr)(?<!\bRev)(?<!\bRevd)(?<!\bHon)(?<!\bSgt)(?<!\bInsp)
        (?<!\bFr)(?<!\bSr)(?<!\bCapt)(?<!\bRt)(?<!\bMr\s[A-Z])(?<!\bMrs\s[A-Z])(?<!\bM[sx]\s[A-Z])
        (?<!\bMiss\s[A-Z])(?<!\bDr\s[A-Z])(?<!\bno)(?<!\bNo)(?<!\btel)(?<!\bTel)(?<!\be\.g)(?<!\bi\.e)(?<!\bapprox)
        (?<![.!?…])[.!?…]++[)"”’]*+(?=\s) | \n++""",
    re.X,
)
_QUOTED = Pattern(
    r"“[^“”]{1,600}”|\"[^\"\n]{1,600}\"|(?<!\w)[‘'][^‘’'\n]{2,300}(?:['’](?=\w)[^‘’'\n]{0,300}){0,9}['’](?!\w)"
)


class Word(NamedTuple):
    """A word and its place. Links, e-mail addresses, hashtags and mentions are no words."""

    text: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        return (self.start, self.end)


class Sentence(NamedTuple):
    """A sentence or a line, with its end mark."""

    text: str
    start: int
    end: int

    @property
    def is_question(self) -> bool:
        return self.text.rstrip(' \n)"”’').endswith("?")


@lru_cache(maxsize=64)
def masked(text: str) -> str:
    """The text with links, e-mail addresses, hashtags and mentions blanked out, every place kept."""
    for pattern, sign in ((LINK, "://"), (LINK, "www."), (EMAIL, "@"), (HASHTAG, "#"), (MENTION, "@")):
        if sign in text:
            text = pattern.sub(lambda match: " " * len(match[0]), text)
    return text


@lru_cache(maxsize=64)
def words(text: str) -> tuple[Word, ...]:
    return tuple([Word(match[0], *match.span()) for match in WORD.finditer(masked(text))])


@lru_cache(maxsize=64)
def sentences(text: str) -> tuple[Sentence, ...]:
    """Sentences of the text with links and the like blanked out; a line break ends one too."""
    plain = masked(text)
    found: list[Sentence] = []
    start = 0
    for end in (*(match.end() for match in _END.finditer(plain)), len(plain)):
        if plain[start:end].strip():
            for piece_start, piece_end in _pieces(plain, start, end):
                found.append(Sentence(plain[piece_start:piece_end], piece_start, piece_end))
            start = end
    return tuple(found)


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """The stretch as it is, or cut at spaces: no pattern has to look through more than LONGEST_SENTENCE."""
    while end - start > LONGEST_SENTENCE:
        space = text.rfind(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
        cut = space if space > start else start + LONGEST_SENTENCE
        yield start, cut
        start = cut
    yield start, end


def sentence_at(text: str, place: int) -> Sentence:
    """The sentence in which this place lies."""
    every = sentences(text)
    index = bisect_right(every, place, key=lambda sentence: sentence.start) - 1
    return every[max(index, 0)] if every else Sentence("", 0, 0)


def sentences_after(text: str, place: int, most: int) -> tuple[Sentence, ...]:
    """The next sentences that begin at or after this place."""
    every = sentences(text)
    index = bisect_left(every, place, key=lambda sentence: sentence.start)
    return every[index : index + most]


@lru_cache(maxsize=64)
def quotations(text: str) -> tuple[Span, ...]:
    """What stands in quotation marks."""
    return tuple(match.span() for match in _QUOTED.finditer(text))


def is_quoted(text: str, place: int) -> bool:
    return lies_in(quotations(text), place)


def lies_in(spans: Sequence[Span], place: int) -> bool:
    """Whether the place lies in one of the spans, which are in order and do not overlap."""
    index = bisect_right(spans, place, key=lambda span: span[0]) - 1
    return index >= 0 and place < spans[index][1]


def like(model: str, text: str) -> str:
    """`text` with the capitals of `model`: none, the first, or all."""
    if len(model) > 3 and model.isupper():
        return text.upper()
    return text[:1].upper() + text[1:] if model[:1].isupper() else text


def shortened(quote: str, most: int = 80) -> str:
    """A quotation that fits into a message: one line, cut with “…”."""
    quote = " ".join(quote.split())
    return quote if len(quote) <= most else quote[: most - 1] + "…"

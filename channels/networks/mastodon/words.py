"""The text of a post, as a server gives it back and as it was sent, made alike. Pure functions."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from html.parser import HTMLParser

_BREAKS = {"br", "p", "div", "li", "blockquote", "h1", "h2", "h3", "h4", "pre"}
_HOST = re.compile(r"(?<![\w/])(@[\w.-]+)@[\w.-]+\w")
_IN_FRONT = re.compile(r"^\s*(?:@[\w.-]+(?:@[\w.-]+)?\s+)+")
_WORD = re.compile(r"[^\W_]+")
_SCHEME = re.compile(r"https?://", re.IGNORECASE)
ALIKE = 0.8
MOST_COMPARED = 2000
"""Characters of each text for which closeness is reckoned; it takes the square of them."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style"):
            self.silent += 1
        elif tag in _BREAKS and self.pieces:
            self.pieces.append("\n\n" if tag == "p" else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self.silent = max(0, self.silent - 1)

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.pieces.append(data)


def plain(html: str) -> str:
    """The words of a post's HTML, with its line ends."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return re.sub(r"\n{3,}", "\n\n", "".join(reader.pieces)).strip()


def is_same(ours: str, theirs: str) -> bool:
    """Whether two plain texts say the same: servers shorten the names of people elsewhere, leave "https://" out of
    what they show, and put typographic signs in."""
    ours, theirs = _alike(ours), _alike(theirs)
    return _words(ours) == _words(theirs) and bool(_words(ours) or ours.split() == theirs.split())


def without_handles(text: str) -> str:
    """An answer without the names of those whom it answers, which stand in front."""
    return _IN_FRONT.sub("", text)


def is_close(ours: str, theirs: str) -> bool:
    """Whether it may be the same text, changed on its way."""
    first, second = (" ".join(_words(_alike(text)))[:MOST_COMPARED] for text in (ours, theirs))
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= ALIKE


def _alike(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold()
    return _HOST.sub(r"\1", _SCHEME.sub("", text))


def _words(text: str) -> list[str]:
    return _WORD.findall(text)

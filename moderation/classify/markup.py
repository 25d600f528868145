"""Comments that come with marks of a web page in them, `<br />`, `&#39;`, a link: exports and some networks do so.

They are read as a person sees them on the page, and every place in what is read leads back to its place in the comment.
"""

import re
from dataclasses import dataclass
from html import unescape
from html.entities import html5

_TAGS = (
    "a|abbr|b|blockquote|br|cite|code|del|div|em|font|h[1-6]|hr|i|img|ins|li|ol|p|pre|q|s|small"
    "|span|strong|sub|sup|u|ul"
)
_LINES = ("br", "p", "div", "li", "blockquote", "hr", "ul", "ol", "pre")
# What stands for these stays: escaped brackets hold code or a blank that somebody left (“&lt;number&gt;”).
_BRACKETS = ("&lt;", "&gt;")
# Each run is bounded, so that no input makes the scan slower than its length.
_MARK = re.compile(
    rf"</?(?P<tag>{_TAGS})(?:\s[^<>]{{0,500}})?\s?/?>|&(?:\#\d{{1,7}}|\#x[0-9a-f]{{1,6}}|[a-z]{{2,8}}\d?);",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Unmarked:
    """What a person sees; `places` says where in the comment each of its characters begins and ends, and is empty where
    nothing was marked."""

    text: str
    places: tuple[tuple[int, int], ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from `start` to `end` of what is seen stand in the comment."""
        if not self.places or start >= end:
            return start, end
        return self.places[start][0], self.places[end - 1][1]


def unmarked(text: str) -> Unmarked:
    """A comment without marks. What only looks like one (“<3”, “5 < 6”, “B&B;”) stays as it is."""
    if "<" not in text and "&" not in text:
        return Unmarked(text)
    pieces: list[str] = []
    places: list[tuple[int, int]] = []
    spot = 0
    for match in _MARK.finditer(text):
        seen = _seen(match)
        if seen is None:
            continue
        pieces += (text[spot : match.start()], seen)
        places += ((place, place + 1) for place in range(spot, match.start()))
        places += [match.span()] * len(seen)
        spot = match.end()
    if not pieces:
        return Unmarked(text)
    pieces.append(text[spot:])
    places += ((place, place + 1) for place in range(spot, len(text)))
    return Unmarked("".join(pieces), tuple(places))


def _seen(match: re.Match[str]) -> str | None:
    """What stands there for a reader; None where it is no mark of a page."""
    tag, mark = match["tag"], match.group()
    if mark in _BRACKETS:
        return None
    if tag is not None:
        return "\n" if tag.lower() in _LINES else ""
    return unescape(mark) if mark[1] == "#" else html5.get(mark[1:])

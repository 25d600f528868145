"""How long a text is, as each network counts it.

X: after the published table of twitter-text (version 3): most Latin, Greek, Cyrillic, Hebrew and Arabic
characters and common punctuation weigh one, everything else two, an emoji two however it is put together,
a link 23. Bluesky: graphemes, which is what a reader sees as one character. Mastodon: graphemes, a link
23, and of a person on another server only the first part of the name.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import regex

LIMITS: dict[str, int] = {
    "facebook": 63206,
    "x": 280,
    "bluesky": 300,
    "mastodon": 500,
    "sandbox": 500,
    "instagram": 2200,
    "linkedin": 3000,
}
NAMES: dict[str, str] = {
    "facebook": "Facebook",
    "x": "X",
    "bluesky": "Bluesky",
    "mastodon": "Mastodon",
    "sandbox": "the sandbox",
    "instagram": "Instagram",
    "linkedin": "LinkedIn",
    "by_hand": "the network",
    "youtube": "YouTube",
}
LINK_WEIGHT = 23

_GRAPHEME = regex.compile(r"\X")
# Characters that are a grapheme each, and those among them that X counts twice.
_ONE_BY_ONE = regex.compile(r"[\t\n\x20-\u02ff\u2010-\u2027\u2030-\u203b\u20a0-\u20bf\u2122]*")
_HEAVY = regex.compile(r"[\u2020-\u2027\u2030-\u2031\u2038-\u203b\u20a0-\u20bf\u2122]")
_EMOJI = regex.compile(r"\p{Emoji_Presentation}|\uFE0F|\u20E3|\p{RI}")
_ENDINGS = (
    "com|org|net|edu|gov|info|biz|app|dev|page|blog|news|online|site|charity|foundation|academy|school|"
    "community|support|help|care|health|live|events|london|scot|wales|cymru|eu|ly|io|co|me|tv"
)
# Written with https:// any host is a link; without it only a host with an ending that X knows.
_X_LINK = regex.compile(
    rf"""(?<![\w@#$.\-])(?:
        https?://[^\s<>"“”]*[^\s<>"“”.,;:!?)\]’']
      | (?:[a-z0-9][a-z0-9-]{{0,62}}\.){{1,6}}(?:uk|{_ENDINGS})(?![\w@-])(?:\.(?!\w))?(?<!\.)
        (?:[/?\#][^\s<>"“”]*(?<![.,;:!?)\]’']))?
    )""",
    regex.I | regex.X,
)
_WEB_LINK = regex.compile(r"(?<!\w)https?://[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]’']", regex.I)
_REMOTE_MENTION = regex.compile(r"(?<![\w/])@(\w+)@[\w-]+(?:\.[\w-]+)+", regex.I)


class Unit(NamedTuple):
    """A piece of text that is counted as one: a link, a mention or a grapheme."""

    start: int
    end: int
    weight: int


def limit(network: str) -> int | None:
    """The most that a text on this network may count; None when we know no limit."""
    return LIMITS.get(network)


def network_name(network: str) -> str:
    """The network's name in a sentence."""
    return NAMES.get(network, network.capitalize())


@lru_cache(maxsize=64)
def count(network: str, text: str) -> int:
    """How much this text counts on this network."""
    if network not in ("x", "bluesky", "mastodon"):
        return len(text)
    total = at = 0
    for start, end, weight in _whole_pieces(network, text):
        total += _count_of_stretch(network, text[at:start]) + weight
        at = end
    return total + _count_of_stretch(network, text[at:])


def _count_of_stretch(network: str, stretch: str) -> int:
    if _ONE_BY_ONE.fullmatch(stretch):
        return len(stretch) + (len(_HEAVY.findall(stretch)) if network == "x" else 0)
    graphemes = _GRAPHEME.findall(stretch)
    return sum(map(_weight_on_x, graphemes)) if network == "x" else len(graphemes)


def as_sent(network: str, text: str, link: str) -> str:
    """The text with the post's link below it, where the network gets it in the text."""
    if not link or link in text or network == "facebook":
        return text
    return f"{text}\n\n{link}".strip()


def place_where_full(network: str, text: str, *, reserve: int = 0) -> int | None:
    """Where the part begins that no longer fits; None when all of it fits. `reserve` is kept free."""
    most = limit(network)
    if most is None or count(network, text) + reserve <= most:
        return None
    used = reserve
    for unit in units(network, text):
        used += unit.weight
        if used > most:
            return unit.start
    return None


def units(network: str, text: str) -> Iterator[Unit]:
    """The text in the pieces that this network counts, in order and without gaps."""
    at = 0
    for start, end, weight in _whole_pieces(network, text):
        yield from _graphemes(network, text, at, start)
        yield Unit(start, end, weight)
        at = end
    yield from _graphemes(network, text, at, len(text))


def _whole_pieces(network: str, text: str) -> list[tuple[int, int, int]]:
    if network == "x" and "." in text:
        return [(*match.span(), LINK_WEIGHT) for match in _X_LINK.finditer(text)]
    if network == "mastodon" and ("://" in text or "@" in text):
        links = [(*match.span(), LINK_WEIGHT) for match in _WEB_LINK.finditer(text)]
        mentions = [(*match.span(), len(match[1]) + 1) for match in _REMOTE_MENTION.finditer(text)]
        return sorted(links + mentions) if mentions else links
    return []


def _graphemes(network: str, text: str, start: int, end: int) -> Iterator[Unit]:
    by_grapheme = network in ("bluesky", "mastodon")
    if network not in ("x", "bluesky", "mastodon") or (by_grapheme and _ONE_BY_ONE.fullmatch(text, start, end)):
        yield from (Unit(place, place + 1, 1) for place in range(start, end))
        return
    for match in _GRAPHEME.finditer(text, start, end):
        yield Unit(match.start(), match.end(), 1 if by_grapheme else _weight_on_x(match[0]))


def _weight_on_x(grapheme: str) -> int:
    if len(grapheme) == 1 and grapheme < "\u1100":
        return 1
    if _EMOJI.search(grapheme):
        return 2
    return sum(_weight_of_character(character) for character in unicodedata.normalize("NFC", grapheme))


def _weight_of_character(character: str) -> int:
    code = ord(character)
    light = code <= 4351 or 8192 <= code <= 8205 or 8208 <= code <= 8223 or 8242 <= code <= 8247
    return 1 if light else 2

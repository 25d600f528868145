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

# A grapheme; or characters that count one on every network, and are a grapheme each as long as one of them follows.
_PIECE = regex.compile(r"([\t\n\x20-\u02ff\u2010-\u201f\u2032-\u2037]+)(?=(?1)|\Z)|\X")
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
_INNER_DOT = regex.compile(r"\.\w")  # without one there is no host
_WEB_LINK = regex.compile(r"(?<!\w)https?://[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]’']", regex.I)
_REMOTE_MENTION = regex.compile(r"(?<![\w/])@(\w+)@[\w-]+(?:\.[\w-]+)+", regex.I)


class Unit(NamedTuple):
    """A link, a mention or a grapheme; or characters that count one each, which can be cut anywhere."""

    start: int
    end: int
    weight: int
    can_be_cut: bool = False


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
    return sum(unit.weight for unit in units(network, text))


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
        if used + unit.weight > most:
            return unit.start + (max(most - used, 0) if unit.can_be_cut else 0)
        used += unit.weight
    return None


def units(network: str, text: str) -> Iterator[Unit]:
    """The text in the pieces that this network counts, in order and without gaps."""
    at = 0
    for start, end, weight in _whole_pieces(network, text):
        yield from _short_pieces(network, text, at, start)
        yield Unit(start, end, weight)
        at = end
    yield from _short_pieces(network, text, at, len(text))


def _whole_pieces(network: str, text: str) -> list[tuple[int, int, int]]:
    if network == "x" and _INNER_DOT.search(text):
        return [(*match.span(), LINK_WEIGHT) for match in _X_LINK.finditer(text)]
    if network == "mastodon" and ("://" in text or "@" in text):
        links = [(*match.span(), LINK_WEIGHT) for match in _WEB_LINK.finditer(text)]
        mentions = [(*match.span(), len(match[1]) + 1) for match in _REMOTE_MENTION.finditer(text)]
        return sorted(links + mentions) if mentions else links
    return []


def _short_pieces(network: str, text: str, start: int, end: int) -> Iterator[Unit]:
    if network not in ("x", "bluesky", "mastodon"):
        yield Unit(start, end, end - start, can_be_cut=True)
        return
    for match in _PIECE.finditer(text, start, end):
        first, last = match.span()
        if match[1]:
            yield Unit(first, last, last - first, can_be_cut=True)
        else:
            yield Unit(first, last, _weight_on_x(match[0]) if network == "x" else 1)


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

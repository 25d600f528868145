"""A thread: one text in several posts, each answering the one before.

The author parts them with a line that holds nothing but "---" (policies/rules/parting.py, which the rule on length
reads too). Pure functions; a text without such a line is one post.
"""

from __future__ import annotations

import regex

from policies.rules import counting, parting

MARK = parting.MARK
joined = parting.joined
MOST_PARTS = 25
"""More make no thread that anybody reads."""
_ENDS = (
    regex.compile(r"\n\s*\n"),  # of a paragraph
    regex.compile(r"[.!?…][\"”’)\]]*(?=\s)|\n"),  # of a sentence or a line
    regex.compile(r"\s"),  # of a word
)


def parts(text: str) -> list[str]:
    """The posts of the text, in order, without empty ones; at least one."""
    return [text[start:end].strip() for start, end in parting.spans(text)]


class TooLongForThread(ValueError):
    """It would make too many posts; the text is a sentence for the person."""


def split(text: str, networks: list[str], *, link: str = "", numbered: bool = False) -> str:
    """The text with marks, so that each post fits on each of these networks, parted where sentences end.

    What is one post and fits stays as it is. The link goes below the first post. With `numbered` each post ends in
    "1/4". Parts that the author made stay parted. Raises TooLongForThread.
    """
    room_for_number = len(" 25/25") if numbered else 0
    made: list[str] = []
    for part in parts(_without_numbers(text)):
        rest = part
        while rest:
            below = link if not made else ""
            head, rest = _cut(rest, networks, below, room_for_number)
            made.append(head)
            if len(made) > MOST_PARTS:
                raise TooLongForThread(
                    f"This text would make more than {MOST_PARTS} posts. Shorten it, or link to a page that holds it."
                )
    if numbered and len(made) > 1:
        made = [f"{part} {number}/{len(made)}" for number, part in enumerate(made, 1)]
    return f"\n{MARK}\n".join(made)


_NUMBER = regex.compile(r" (\d{1,2})/(\d{1,2})$")


def _without_numbers(text: str) -> str:
    """The text without the numbers that were put in before, where they are in order."""
    pieces = parts(text)
    found = [_NUMBER.search(piece) for piece in pieces]
    if len(pieces) < 2 or any(
        match is None or (int(match[1]), int(match[2])) != (number, len(pieces))
        for number, match in enumerate(found, 1)
    ):
        return text
    return f"\n{MARK}\n".join(_NUMBER.sub("", piece) for piece in pieces)


def _cut(text: str, networks: list[str], link: str, reserve: int) -> tuple[str, str]:
    """What fits into one post on every network, and the rest."""
    room = min((_room(network, text, link, reserve) for network in networks), default=len(text))
    if room >= len(text):
        return text, ""
    for end in _ENDS:
        places = [match.end() for match in end.finditer(text, 0, room + 1) if match.end() <= room + 1]
        place = next((place for place in reversed(places) if text[:place].strip()), 0)
        if place >= room // 3 or (place and end is _ENDS[-1]):
            return text[:place].strip(), text[place:].strip()
    place = max(room, 1)
    return text[:place].strip() or text[:place], text[place:].strip()


def _room(network: str, text: str, link: str, reserve: int) -> int:
    """How many characters of the text fit into one post there, beside the link and the number."""
    sent = counting.as_sent(network, text, link)
    beside = counting.count(network, sent) - counting.count(network, text)
    full_at = counting.place_where_full(network, text, reserve=beside + reserve)
    return len(text) if full_at is None else full_at

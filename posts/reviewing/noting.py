"""Where the words of a note stand now, and whom a note names. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Place(NamedTuple):
    """Start and end in a text, in characters; end is exclusive."""

    start: int
    end: int


def place_of(quote: str, text: str, near: int = 0) -> Place | None:
    """Where the words stand: of several places the one nearest to `near`. None when they were changed.

    White space counts as one space, so that words copied from a page are found over the ends of lines.
    """
    words = quote.split()
    if not words:
        return None
    if text.startswith(quote, near):
        return Place(near, near + len(quote))
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    places = [Place(*match.span()) for match in pattern.finditer(text)]
    return min(places, key=lambda place: abs(place.start - near), default=None)


def named_in(text: str, people: Mapping[int, str]) -> set[int]:
    """The keys of the people whom the text names with an @: by full name, or by a first name that only one has.

    The longest name that fits counts: "@Priya Nair" is not also every other Priya.
    """
    firsts: dict[str, list[int]] = {}
    for key, name in people.items():
        firsts.setdefault(name.split()[0].casefold() if name.split() else "", []).append(key)
    found = set()
    for match in re.finditer(r"(?<!\w)@(?=\w)", text):
        rest = " ".join(text[match.end() : match.end() + 200].split()).casefold()
        whole = [key for key, name in people.items() if _begins_with(rest, " ".join(name.split()).casefold())]
        if whole:
            found.add(max(whole, key=lambda key: len(people[key])))
            continue
        first = re.match(r"[\w’'-]+", rest)
        keys = firsts.get(first[0].rstrip("’'-"), []) if first else []
        if len(keys) == 1:
            found.add(keys[0])
    return found


def _begins_with(text: str, name: str) -> bool:
    return bool(name) and text.startswith(name) and not text[len(name) : len(name) + 1].isalnum()


def handles(names: Iterable[str]) -> list[str]:
    """How each person is named in a note, in order: by first name where only one has it."""
    names = [name for name in names if name.split()]
    firsts = [name.split()[0].casefold() for name in names]
    return [f"@{name.split()[0] if firsts.count(name.split()[0].casefold()) == 1 else name}" for name in names]

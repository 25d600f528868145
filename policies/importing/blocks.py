"""What a document is read into, whatever it was written with. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST_HEADING = 120
NUMBERED = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,4})[.)]?[ \t]+(?=\S*[^\W\d_])(?P<title>\S.*)")
ENDS = (".", ";", ",", "!")  # no heading ends so; one may end in a question or a colon


class Unreadable(Exception):
    """The document cannot be taken; the text is a sentence that says what to do."""


@dataclass(frozen=True)
class Block:
    """A heading (level 1 and deeper) or a paragraph, list or table in Markdown (level 0).

    `looks_like` says what a paragraph might be in a document without any heading: "bold" or "capitals" for a short
    line of its own. `is_item` is a point of a list: it follows the one before without an empty line.
    """

    text: str
    level: int = 0
    looks_like: str = ""
    is_item: bool = False


@dataclass(frozen=True)
class Reading:
    """A document's blocks in their order, and sentences on what of it was left out."""

    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()


def looks_like_capitals(text: str) -> bool:
    letters = [sign for sign in text if sign.isalpha()]
    return len(letters) > 3 and len(text) <= LONGEST_HEADING and text == text.upper() and not is_sentence(text)


def is_sentence(text: str) -> bool:
    return text.rstrip().endswith(ENDS)


def with_guessed_headings(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Where a document has no heading: short lines with a number in sequence, in bold or in capitals become some."""
    if any(block.level for block in blocks):
        return blocks
    numbered = _numbered_headings(blocks)
    deeper = max(numbered.values(), default=0) + 1
    found = []
    for index, block in enumerate(blocks):
        level = numbered.get(index, deeper if block.looks_like else 0)
        found.append(Block(block.text.replace("**", ""), level) if level else block)
    return tuple(found)


def _numbered_headings(blocks: tuple[Block, ...]) -> dict[int, int]:
    """Places of "1. Purpose", "2. Scope", "2.1 Staff": counted on from one to the next, with text after some."""
    found: dict[int, int] = {}
    last: tuple[int, ...] = ()
    for index, block in enumerate(blocks):
        said = NUMBERED.fullmatch(block.text.replace("**", "").strip()) if not block.is_item else None
        if said is None or len(block.text) > LONGEST_HEADING or is_sentence(said["title"]):
            continue
        number = tuple(int(part) for part in said["number"].split("."))
        if number in _nexts(last):
            found[index] = len(number)
            last = number
    if len(found) < 2:
        return {}
    places = sorted(found)
    with_text = [before for before, after in zip(places, [*places[1:], len(blocks)], strict=True) if after > before + 1]
    return found if 2 * len(with_text) >= len(found) else {}


def _nexts(last: tuple[int, ...]) -> set[tuple[int, ...]]:
    """Numbers that may follow one: its first part, or the next of itself and of each part above; one may be missing."""
    if not last:
        return {(1,), (0,)}
    after = {(*last[:depth], last[depth] + step) for depth in range(len(last)) for step in (1, 2)}
    return after | {(*last, 1), (*last, 0)}

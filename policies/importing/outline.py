"""Blocks to proposed sections. Every word of the document stands in one of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from policies.importing.blocks import LONGEST_HEADING, NUMBERED, Block, Reading, Unreadable, with_guessed_headings
from policies.importing.items import item_for

MOST_SECTIONS = 80
MOST_CHARACTERS = 300_000  # some 120 pages
LONGEST_BODY = 20_000  # what a section's form takes
FEW = 4  # with fewer sections than these, the headings below are tried
BEFORE_THE_FIRST = "Before the first heading"


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """A section as it is proposed: title, Markdown, item of the standard ("": none)."""

    title: str
    body: str
    item: str = ""

    @property
    def words(self) -> int:
        return len(self.body.split())


@dataclass(frozen=True)
class Proposal:
    title: str
    sections: tuple[Proposed, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class _Part:
    heading: str
    blocks: tuple[Block, ...]


def propose(reading: Reading) -> Proposal:
    """Sections by the headings of a document. Raises Unreadable when it is empty, too long or has too many."""
    blocks = tuple(block for block in reading.blocks if block.text.strip())
    if not blocks:
        raise Unreadable("There is no text in it. Choose another file, or paste the text.")
    if sum(len(block.text) for block in blocks) > MOST_CHARACTERS:
        raise Unreadable(
            f"It has more than {MOST_CHARACTERS:,} characters, some 120 pages. Bring in the policy itself, without "
            "its appendices."
        )
    blocks = with_guessed_headings(blocks)
    notes = list(reading.notes)
    if not any(block.level for block in blocks):
        notes.append("No heading was found, so all of it is one section. Divide it in the editor afterwards.")
    title = _title_of(blocks)
    parts = _parts(blocks, _section_level(blocks, has_title=bool(title)))
    if len(parts) > MOST_SECTIONS:
        raise Unreadable(
            f"It has {len(parts):,} headings of one level, and a policy takes {MOST_SECTIONS} sections at most. Make "
            "the smaller headings a level lower, or bring in a part of it."
        )
    if any(NUMBERED.fullmatch(part.heading) for part in parts):
        notes.append(
            "Numbers of headings are left out, because sections are numbered by their place. Look for words such as "
            "“see section 8” in the text."
        )
    sections = [section for part in parts for section in _sections_of(part, document=title)]
    return Proposal(title[:LONGEST_HEADING], tuple(sections), tuple(notes))


def _title_of(blocks: Sequence[Block]) -> str:
    """The heading that stands alone above all others; "" when there is none."""
    counts = Counter(block.level for block in blocks if block.level)
    if len(counts) < 2:
        return ""
    top = min(counts)
    first = next(block for block in blocks if block.level)
    return _plain(first.text) if counts[top] == 1 and first.level == top else ""


def _section_level(blocks: Sequence[Block], *, has_title: bool) -> int:
    """The level whose headings become sections; 0 when there is none."""
    counts = Counter(block.level for block in blocks if block.level)
    levels = sorted(counts)
    at = 1 if has_title else 0
    if not levels:
        return 0
    if at + 1 < len(levels) and counts[levels[at]] < FEW <= counts[levels[at + 1]] <= MOST_SECTIONS:
        at += 1
    while at and sum(counts[level] for level in levels[: at + 1]) > MOST_SECTIONS:
        at -= 1
    return levels[at]


def _parts(blocks: Sequence[Block], level: int) -> list[_Part]:
    """The document cut at its headings of this level and above; lower ones stay in the text, one sign a level."""
    parts: list[_Part] = []
    heading, inside = "", []
    for block in blocks:
        if block.level and block.level <= level:
            if heading or inside:
                parts.append(_Part(heading, tuple(inside)))
            heading, inside = _plain(block.text), []
        elif block.level:
            inside.append(Block(f"{'#' * min(block.level - level, 3)} {_one_line(block.text)}"))
        else:
            inside.append(block)
    parts.append(_Part(heading, tuple(inside)))
    return parts


def _sections_of(part: _Part, *, document: str) -> list[Proposed]:
    """One section, or several where the text is longer than one may be."""
    said = NUMBERED.fullmatch(part.heading)
    whole = said["title"] if said else part.heading
    title = whole or BEFORE_THE_FIRST
    blocks = list(part.blocks)
    if len(title) > LONGEST_HEADING:
        title = f"{title[: LONGEST_HEADING - 1].rstrip()}…"
        blocks.insert(0, Block(f"**{whole}**"))
    if part.heading and part.heading == document:
        title = "About this document"
        blocks.insert(0, Block(f"**{document}**"))
    bodies = _bodies(blocks)
    first = Proposed(title=title, body=bodies[0], item=item_for(title))
    more = f"{title[: LONGEST_HEADING - 20]} (continued"
    rest = [
        replace(first, title=f"{more}{f' {number}' if number > 2 else ''})", body=body)
        for number, body in enumerate(bodies[1:], start=2)
    ]
    return [first, *rest]


def _bodies(blocks: Sequence[Block]) -> list[str]:
    bodies, text = [], ""
    was_item = False
    for block in blocks:
        for piece in _pieces(block.text):
            gap = "\n" if was_item and block.is_item else "\n\n"
            if text and len(text) + len(gap) + len(piece) > LONGEST_BODY:
                bodies.append(text)
                text = piece
            else:
                text = f"{text}{gap}{piece}" if text else piece
            was_item = block.is_item
    return [*bodies, text]


def _pieces(text: str) -> list[str]:
    """A block in pieces that a section can hold, cut at spaces."""
    pieces = []
    while len(text) > LONGEST_BODY:
        cut = max(text.rfind(" ", 0, LONGEST_BODY), text.rfind("\n", 0, LONGEST_BODY))
        cut = cut if cut > 0 else LONGEST_BODY
        pieces.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [*pieces, text]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _plain(text: str) -> str:
    """A heading without the signs of Markdown."""
    text = re.sub(r"\[([^\]]*)\]\([^)\s]*\)", r"\1", _one_line(text))
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text.replace("**", "").replace("`", "")).strip()

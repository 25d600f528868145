"""What is covered in texts before a person gets them: everybody else who could be recognised. Pure.

The classifier's rules find contacts, addresses, numbers and names; beside them stand the names that this service knows:
its staff, who become their role, and other writers. A person may cover more words, or show some again.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from moderation.classify import personal_data
from moderation.classify.text import LONGEST, fold

NOT_COVERED = frozenset({"p.own_contact", "p.office", "p.venue", "p.net", "p.date"})
COVERS = {
    "p.phone": "a phone number",
    "p.mail": "an e-mail address",
    "p.address": "an address",
    "p.postcode": "an address",
    "p.nhs": "a number",
    "p.ni": "a number",
    "p.card": "a number",
    "p.plate": "a number",
    "p.account": "a number",
    "p.reference": "a number",
    "p.birth": "a date of birth",
    "p.handle": "an account",
}
SOMEBODY = "a person"
COVERED_BY_HAND = "covered"
ALSO_WORDS = frozenset(
    {
        "will", "may", "mark", "rose", "grace", "hope", "joy", "faith", "summer", "dawn", "art", "bill",
        "rob", "sue", "pat", "frank", "jack", "olive", "ivy", "amber", "ruby", "pearl", "daisy", "poppy",
        "heather", "lily", "jade", "robin", "dean", "guy", "drew", "chase", "miles", "penny", "don", "ray",
        "sandy", "april", "june", "august", "violet",
    }
)  # fmt: skip
_HANDLE = re.compile(r"(?<![\w@])@[\w.-]{2,80}(?:@[\w.-]{2,80})?")
_NAME = re.compile(r"\b[^\W\d_][\w'’-]+(?:[ ][^\W\d_][\w'’-]+){0,2}")


@dataclass(frozen=True)
class Piece:
    """A part of a text; `covers` says what stands there instead, "" for words that are shown."""

    text: str
    covers: str = ""


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the service knows: plain values, in small letters where they are compared."""

    own_names: frozenset[str] = frozenset()  # words of the person's own names and handles
    own_handles: frozenset[str] = frozenset()  # of the person and of the service's channels, without @
    own_contacts: frozenset[str] = frozenset()  # the service's
    staff: Mapping[str, str] = field(default_factory=dict)  # name or first name to the role
    others: frozenset[str] = frozenset()  # names and handles of other writers
    hide: tuple[str, ...] = ()
    show: frozenset[str] = frozenset()


def candidates(text: str) -> set[str]:
    """Words that could be the name or handle of another writer, to be looked up all at once."""
    found = {match[0].lstrip("@").rstrip(".") for match in _HANDLE.finditer(text)}
    for match in _NAME.finditer(text):
        parts = match[0].split()
        for first in range(len(parts)):
            for last in range(first + 1, len(parts) + 1):
                name = " ".join(parts[first:last])
                if len(name) > 3 and (last - first > 1 or name[0].isupper()):
                    found.add(name)
    return found


def pieces(text: str, known: Known) -> list[Piece]:
    """The text cut into what is shown and what is covered."""
    result, at = [], 0
    for start, end, covers in _joined(_spans(text, known)):
        if start > at:
            result.append(Piece(text[at:start]))
        result.append(Piece(text[start:end], covers))
        at = end
    if at < len(text):
        result.append(Piece(text[at:]))
    return result


def masked(text: str, known: Known) -> str:
    """The text as it is handed out."""
    return "".join(f"[{piece.covers}]" if piece.covers else piece.text for piece in pieces(text, known))


Span = tuple[int, int, str]


def _spans(text: str, known: Known) -> Iterator[Span]:
    for start, end, covers in _found(text, known):
        said = text[start:end].casefold().strip(" @.,;:!?")
        if said not in known.show:
            yield start, end, covers
    for words in known.hide:
        if words.strip():
            for match in _finder(words.strip()).finditer(text):
                yield match.start(), match.end(), COVERED_BY_HAND


def _found(text: str, known: Known) -> Iterator[Span]:
    for at in range(0, len(text), LONGEST):
        piece = text[at : at + LONGEST]
        for hit in personal_data.hits(piece, fold(piece), own_contacts=known.own_contacts, own_names=known.own_names):
            if hit.name not in NOT_COVERED:
                yield at + hit.start, at + hit.end, COVERS.get(hit.name, SOMEBODY)
    for match in _HANDLE.finditer(text):
        if match[0].lstrip("@").rstrip(".").casefold() not in known.own_handles:
            yield match.start(), match.end(), "an account"
    for name, role in known.staff.items():
        for match in _finder(name).finditer(text):
            yield match.start(), match.end(), role
    for name in known.others:
        for match in _finder(name).finditer(text):
            yield match.start(), match.end(), "another writer"


@lru_cache(maxsize=512)
def _finder(words: str) -> re.Pattern[str]:
    """Finds the words however they are written; a name that is a common word too, only with its capital."""
    is_word = words.casefold() in ALSO_WORDS
    spellings = f"{re.escape(words)}|{re.escape(words.upper())}" if is_word else re.escape(words)
    return re.compile(rf"(?<!\w)(?:{spellings})(?!\w)", 0 if is_word else re.IGNORECASE)


def _joined(spans: Iterator[Span]) -> list[Span]:
    """Spans in order, those that overlap as one; a role says more than "a person"."""
    joined: list[Span] = []
    for start, end, covers in sorted(spans):
        if joined and start < joined[-1][1]:
            before = joined[-1]
            known = before[2] if before[2] not in (SOMEBODY, COVERED_BY_HAND) else covers
            joined[-1] = (before[0], max(before[1], end), known)
        else:
            joined.append((start, end, covers))
    return joined


def words_of(names: Collection[str]) -> frozenset[str]:
    """A person's own names in words, as the rules compare them."""
    return frozenset(word for name in names for word in re.findall(r"[^\W\d_]{2,30}", name[:120].lower()))

"""Takes out of a comment who it is about, before anything is learnt from it.

Who is named gets a stand-in, the same one for everybody, so that the rules still see that somebody is named. Digits of
phone numbers, addresses and dates become zeros, an e-mail address becomes an invented one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from moderation.classify import Incoming
from moderation.classify.names import FIRST_NAMES, NO_NAMES, PLAIN_NAMES
from moderation.classify.reading import read

FIRST, LAST, PLACE, MAIL, HANDLE = "Gareth", "Thornley", "Fernway", "someone@mail.example", "@someone"
LONGEST = 3000  # characters of a comment that are learnt from

WHOLE = {"p.mail": MAIL, "p.address": "1 Thornley Road", "p.postcode": "ZZ9 9ZZ", "p.nhs": "999 999 9999"}

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_HANDLE = re.compile(r"(?<![\w.+-])@[\w.-]{2,60}(?: [A-Z][a-z'’-]+(?! (?:you|we|they|he|she|it)\b))?")
_LINK = re.compile(r"\bhttps?://\S{1,300}|\bwww\.\S{1,300}", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_DIGITS = re.compile(r"\d+")
_TITLED = re.compile(r"\b((?:mr|mrs|ms|miss|dr|sir)\.? )([^\W\d_]{2,30}(?:['’-][^\W\d_]+)*)", re.IGNORECASE)
_KIND_OF_SCHOOL = r"(?:Primary|Juniors?|Infants?|School|Academy|College|High|Secondary|Nursery|Grammar|Special)"
_SCHOOL_NAME = re.compile(rf"((?:\b(?!{_KIND_OF_SCHOOL}\b)[A-Z][\w'’.-]* ){{1,3}})(?={_KIND_OF_SCHOOL}\b)")
_LONG_NUMBER = re.compile(r"\d[\d ().-]{5,20}\d")
_SCHOOL = re.compile(
    r"^(?:school|primary|secondary|academy|college|infants?|juniors?|nursery|high|grammar|church|st|saint|the|of|and|year)$"
)


def masked(incoming: Incoming, names: Collection[str] = ()) -> Incoming:
    """The comment with nobody in it. `names` are words that name people we know of: the account's, our staff's."""
    author = replace(incoming.author, display_name="") if incoming.author else None
    text = masked_text(incoming.text[:LONGEST], names)
    return replace(incoming, text=text, author=author, answers="", own_contacts=())


def masked_text(text: str, names: Collection[str] = ()) -> str:
    """The text with stand-ins for everybody that the rules of personal data or `names` find in it."""
    text = _LINK.sub("https://link.example", text)
    text = _MAIL.sub(MAIL, text)
    text = _HANDLE.sub(HANDLE, text)
    text = _SCHOOL_NAME.sub(_school, text)
    text = _TITLED.sub(_titled, text)
    text = _replaced(text, _known(text, names))
    found = [hit for hit in read(text).hits if hit.name.startswith("p.")]
    pieces = []
    for hit in found:
        if hit.sure or hit.name in ("p.first_name", "p.title_only", "p.worker"):
            whole = WHOLE.get(hit.name)
            pieces += [(hit.start, hit.end, whole)] if whole else _of_span(text, hit.start, hit.end)
    return _LONG_NUMBER.sub(lambda number: _DIGITS.sub(_zeros, number.group()), _replaced(text, pieces))


def words_of(*names: str) -> frozenset[str]:
    """The words of people's names and handles that are masked wherever they stand: long enough to be no other word."""
    found = {word.casefold() for name in names for word in _WORD.findall(name)}
    return frozenset(word for word in found if len(word) > 2 and word not in NO_NAMES)


Piece = tuple[int, int, str]


def _known(text: str, names: Collection[str]) -> Iterable[Piece]:
    for word in _WORD.finditer(text):
        bare = word.group().casefold().removesuffix("'s").removesuffix("’s")
        capital = word.group()[0].isupper()
        if (bare in names and (capital or bare in FIRST_NAMES)) or (bare in PLAIN_NAMES and capital):
            yield word.start(), word.start() + len(bare), _as(word.group(), FIRST)


def _as(word: str, put: str) -> str:
    """The stand-in written as the word was: in small letters, or not."""
    return put if word[0].isupper() else put.lower()


def _titled(found: re.Match[str]) -> str:
    title, name = found.groups()
    return found.group() if name.casefold() in NO_NAMES else title + _as(name, LAST)


def _school(found: re.Match[str]) -> str:
    words = found.group().split()
    named = [word for word in words if word.casefold() not in NO_NAMES]
    return found.group() if not named else " ".join([*(word for word in words if word not in named), PLACE, ""])


def _of_span(text: str, start: int, end: int) -> Iterable[Piece]:
    """What is replaced within a span that shows somebody: names and digits; the words between them stay."""
    for word in _WORD.finditer(text, start, end):
        bare = word.group().casefold().removesuffix("'s").removesuffix("’s")
        end_of_name = word.start() + len(bare)
        if bare in FIRST_NAMES and bare not in NO_NAMES:
            yield word.start(), end_of_name, _as(word.group(), FIRST)
        elif word.group()[0].isupper() and bare not in NO_NAMES and not _SCHOOL.match(bare):
            yield word.start(), end_of_name, LAST
    for digits in _DIGITS.finditer(text, start, end):
        if len(digits.group()) > 2 or end - start > 4:
            yield digits.start(), digits.end(), _zeros(digits)


def _zeros(digits: re.Match[str]) -> str:
    """Years of age and school years are no more than two digits and tell too much of a child to be left out."""
    return digits.group() if len(digits.group()) <= 2 else "0" * len(digits.group())


def _replaced(text: str, pieces: Iterable[Piece]) -> str:
    out, at = [], 0
    for start, end, put in sorted(set(pieces)):
        if start < at:
            continue
        out += [text[at:start], put]
        at = end
    return "".join([*out, text[at:]])

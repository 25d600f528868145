# ruff: noqa: E501 - a line of a rule table is one pattern
"""A comment as a place where people are named: its words, the schools, and what tells who somebody is."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from moderation.classify.names import (
    CONDITION_RE,
    FIRST_NAMES,
    NO_NAMES,
    NOT_A_SCHOOL,
    ONLY_IN_CAPITALS,
    PEOPLES,
    PLAIN_NAMES,
    SCHOOL_WORDS,
)
from moderation.classify.shapes import EVERYDAY
from policies.names import FAMILY

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+){0,3}")
_NUMBER = r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty)"
_AGE = re.compile(
    r"\b(?:aged?|age of)\s?\d{1,2}\b"
    r"|(?<!waited )(?<!waiting )(?<!for )(?<!took )(?<!taken )(?<!taking )(?<!after )(?<!over )(?<!past )(?<!last )(?<!within )(?<!lost )(?<!wasted )(?<!another )"
    r"\b\d{1,2}(?:\s?1/2)?\s?-?(?:yrs?|years?|yo|y/o|yr|y\.o\.?)\b(?![ -]?olds?)(?! (?:ago|fighting|of|on|later|since|waiting|now|in|for|without|before|after|wait|trying|battling|to|at|too|from|running|straight|solid))"
    r"|\b\d{1,2}(?:\s?1/2)?\s?-?(?:yrs?|years?|yr)[ -]?olds?\b|\b\d{1,2} ?yo\b"
    rf"|\b{_NUMBER}(?: and a half)?[ -]years?[ -]old\b|\ball of {_NUMBER}\b"
    r"|\b(?:is|he's|hes|she's|shes|he is|she is|they're|turns|turning|just turned|turned|im|i'm|i am|who's|whos|only|nearly|almost)(?: only| just| nearly| almost)? "
    rf"{_NUMBER}\b"
    r"(?! ?(?:(?:weeks?|months?|days?|hours?|hrs?|mins?|minutes?|miles?|years (?:into|of)|o'?clock|am|pm|th|st|nd|rd|stone|pounds|lots|times|people|left|in the|on the|of|different|to|more|chapters?|terms?|schools?)\b|%))"
)
# A school year says roughly how old somebody is, and is no age.
_YEAR = re.compile(
    r"\b(?:in (?:year ?|yr ?|y ?)|y|yr ?|year )(?:\d{1,2}|r|one|two|three|four|five|six|seven|eight|nine|ten|eleven)\b(?= |[.,;)!?]|$)(?! (?:ago|weeks|days|months|hours|min|years|different|schools|terms|of))|\breception\b"
)
# Diagnoses beside those that hide who somebody is (names.CONDITION): here each only tells whom a name belongs to.
_DIAGNOSIS = re.compile(
    r"\b(?:(?:[a-z]{4,15}(?:-[a-z]{4,15})?(?:'s)? (?<!metabolic )syndrome)|landau-kleffner|prader-willi|ehlers-danlos|tourett'?es?|eczema|glue ear|brittle bones|coeliac|sickle cell|scoliosis|"
    r"hydrocephalus|microcephaly|trisomy \d+|arthritis|crohn'?s|ptsd|psychosis|anorexi[ac]|an eating disorder|cancer|a (?:brain )?tumou?r|cochlear implants?|hearing aids|feeding tube|a rare (?:condition|genetic)|"
    r"genetic condition|chromosome|heart condition|albinism|narcolepsy|dysphasia|apraxia|hemiplegia|diplegia|quadriplegi[ac])\b"
)
_SCHOOL = re.compile(
    rf"\b((?:(?:st|saint|our lady|holy|sacred)\.?\s)?[a-z][a-z'.-]{{2,20}}(?:\s(?!is\b|has\b|was\b)[a-z][a-z'-]{{1,20}}){{0,2}})\s{SCHOOL_WORDS}\b"
)
_SAINT = re.compile(r"\b(?:st|saint)\.?\s[a-z]{3,15}(?:'s)?\b")
_AT_PLACE = re.compile(
    r"\b(?:at|attends|goes to|go to|going to|starts at|started at|starting at|move to|over to|unit at)\s+$"
)


# Names with an s, families, peoples and words: not somebody's.
_NO_POSSESSIVES = (
    FIRST_NAMES | FAMILY | PEOPLES | EVERYDAY | {"carols", "dons", "vans", "toms", "teds", "finns", "ants"}
)


class Word(NamedTuple):
    """A word with what its spelling says: `first` of its sentence, `capital` at its start, `titled` like a name."""

    text: str
    folded: str
    start: int
    end: int
    first: bool
    capital: bool
    titled: bool


def split(raw: str, text: str) -> list[Word]:
    """The words of a comment, without what is tied to them ("Tom's")."""
    found: list[Word] = []
    end_before = 0
    for match in _WORD.finditer(raw):
        between = raw[end_before : match.start()]
        first = not found or any(mark in between for mark in '.!?\n:"')
        word, low = match.group(), text[match.start() : match.end()]
        if low.endswith(("'s", "'ll", "'d", "'ve", "'re")):
            cut = low.rindex("'")
            word, low = word[:cut], low[:cut]
        elif low.endswith("s") and low[:-1] in PLAIN_NAMES and low not in _NO_POSSESSIVES:  # "our shannons plan"
            word, low = word[:-1], low[:-1]
        start, capital = match.start(), word[:1].isupper()
        found.append(
            Word(
                word, low, start, start + len(word), first,
                capital=capital and (len(word) == 1 or not word.isupper() or len(word) > 3),
                titled=capital and any(map(str.islower, word)),
            )
        )  # fmt: skip
        end_before = match.end()
    return found


def schools(raw: str, text: str) -> list[tuple[int, int]]:
    """Spans of named schools ("Oakfield Primary", "beechwood juniors", "St Cedd's"), not of "my primary school"."""
    found = []
    for match in _SCHOOL.finditer(text):
        words = match.group(1).split()
        kept: list[str] = []
        for word in reversed(words):
            if word.strip("'.") in NOT_A_SCHOOL or (
                word.endswith("'s") and word[:-2] in ("school", "lad", "son", "daughter", "boy", "girl", "child")
            ):
                break
            kept.insert(0, word)
        if not kept:
            continue
        start = match.end(1) - len(" ".join(kept))
        named = raw[start : match.end(1)]
        before = text[max(0, start - 12) : start].split()
        capital = named[:1].isupper()
        if capital or (
            before and before[-1] in ("at", "to", "from", "attends") and len(kept) <= 2 and kept[0] not in NO_NAMES
        ):
            found.append((start, match.end()))
    for match in _SAINT.finditer(text):
        if raw[match.start()].isupper():
            found.append(match.span())
    for match in _WORD.finditer(raw):
        if (
            match.group()[0].isupper()
            and len(match.group()) > 3
            and _AT_PLACE.search(text[max(0, match.start() - 14) : match.start()])
        ):
            low = text[match.start() : match.end()]
            two = _SECOND.match(raw, match.end())
            if low not in NO_NAMES and (two or (len(low) > 4 and low not in FIRST_NAMES)):
                found.append((match.start(), two.end() if two else match.end()))
    return found


_SECOND = re.compile(r" [A-Z][a-z]{2,14}\b")


def conditions(raw: str, text: str) -> list[tuple[int, int]]:
    """Spans of conditions that somebody may have."""
    return [
        match.span()
        for match in CONDITION_RE.finditer(text)
        if match.group() not in ONLY_IN_CAPITALS or raw[match.start() : match.end()].isupper()
    ]


class Scene:
    """A comment's words and what stands around them."""

    def __init__(self, raw: str, text: str, own_names: frozenset[str]) -> None:
        self.raw, self.text, self.own_names = raw, text, own_names
        self.words = split(raw, text)
        self.shouted = raw[:200].isupper()
        self.taken: set[int] = set()

    # Most comments name nobody: what tells who somebody is gets looked for when a name is found.

    @cached_property
    def places(self) -> list[tuple[int, int]]:
        return schools(self.raw, self.text)

    @cached_property
    def years(self) -> list[tuple[int, int]]:
        return [match.span() for match in _YEAR.finditer(self.text)]

    @cached_property
    def _told(self) -> list[tuple[int, int]]:
        found = (*_DIAGNOSIS.finditer(self.text), *_AGE.finditer(self.text))
        return [*conditions(self.raw, self.text), *(match.span() for match in found)]

    @cached_property
    def telling(self) -> list[tuple[int, int]]:
        """Schools, conditions, ages and years of school."""
        return [*self.places, *self._told, *self.years]

    @cached_property
    def of_somebody(self) -> list[tuple[int, int]]:
        """Ages and conditions that are said of somebody who was spoken of before."""
        return sorted(span for span in self._told if _is_of_somebody(self.text, span[0]))

    def before(self, word: Word, size: int) -> str:
        """The folded text before a word."""
        return self.text[max(0, word.start - size) : word.start]

    def behind(self, word: Word, size: int) -> str:
        """The folded text behind a word."""
        return self.text[word.end : word.end + size]

    def after(self, index: int, gaps: Sequence[str]) -> Word | None:
        """The next word, where only one of these gaps lies between."""
        if index + 1 >= len(self.words):
            return None
        word, following = self.words[index], self.words[index + 1]
        return following if self.raw[word.end : following.start] in gaps else None

    def in_place(self, word: Word) -> bool:
        """Whether a word belongs to a school's name."""
        return any(start <= word.start < end for start, end in self.places)

    def told_later(self, word: Word) -> tuple[int, int] | None:
        """What a later "she is 12" or "he's got Tourette's" tells, as far as no other person stands between."""
        place = bisect_left(self.of_somebody, (word.end, 0))
        for span in self.of_somebody[place : place + 1]:
            if span[0] - word.end < _FARTHEST and not _ANOTHER.search(self.text, word.end, span[0]):
                return span
        return None


def _is_of_somebody(text: str, start: int) -> bool:
    """Whether an age or a diagnosis is said of somebody who was spoken of before."""
    if _MYSELF.match(text, start):
        return False
    return bool(_SOMEBODY.match(text, start) or _OF_SOMEBODY.search(text[max(0, start - 40) : start]))


_FARTHEST = 170
_MYSELF = re.compile(r"i'?m\b|i am\b")
_SOMEBODY = re.compile(r"(?:s?he|who|they)\b|s?hes\b|whos\b")
# "She has got", "his", or a sentence that begins with it: "15 years old and home all day."
_OF_SOMEBODY = re.compile(
    r"\b(?:s?he|they|who)(?:'?s|'re|'ve)?(?:,? [\w-]+){0,4} $|\b(?:his|her|their|hers)(?: \w+)? $|[.!?\n]\s+(?:only |just |nearly |still )?$"
)
_ANOTHER = re.compile(
    r"\b(?:my|our) (?:\w+ )?(?:son|daughter|boy|girl|lad|lass|child|kid|grandson|granddaughter|nephew|niece|brother|sister|eldest|youngest|mum|dad|husband|wife|neighbour|friend)\b"
)

# ruff: noqa: E501 - a line of a rule table is one pattern
"""People named in a comment: full names, and a first name beside what tells who it is.

What is nearly always somebody is sure; of the rest ("Phil", an age in the next sentence) the models decide, which read
whether the two belong together.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from moderation.classify.hits import Hit
from moderation.classify.labels import Flag
from moderation.classify.names import (
    CONDITION_RE,
    FIRST_NAMES,
    NO_NAMES,
    NOT_A_SCHOOL,
    ONLY_IN_CAPITALS,
    PLAIN_NAMES,
    PUBLIC_FIGURES,
    SCHOOL_WORDS,
    WORD_FAMILIES,
)
from policies.names import FAMILY

_P = Flag.PERSONAL_DATA.value


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+){0,3}")
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof", "sir", "madam", "mx"})
_OFFICE = re.compile(
    r"\b(?:the cabinet member|cabinet member|council leader|leader of the|director of|chief exec\w*|mp|cllr|councillor|minister|secretary|mayor|commissioner|prime minister|ofsted|chief inspector|author|prof|professor|baroness|lord|speech by|book by|foundation|the late)\b"
)
_NOT_A_PERSON_AFTER = _words("""
school academy primary juniors junior infants infant college high grammar house centre center library street
road lane avenue close hall park trust foundation award report review building hospital clinic nursery way
church court hub theatre place drive rise bank end grange lodge manor farm view beck vale mead croft fields gardens crescent surgery terrace room arena stadium partners solicitors law
spencer
""")
_AGE = re.compile(
    r"\b(?:aged?|age of)\s?\d{1,2}\b|\b\d{1,2}(?:\s?1/2)?\s?-?(?:yrs?|years?|yo|y/o|yr|y\.o\.?)(?:[ -]?olds?)?\b(?! (?:ago|fighting|of|on|later|since|waiting|now|in))"
    r"|\b(?:is|he's|hes|she's|shes|he is|she is|turns|turning|just turned|turned|im|i'm|i am|who's|only|nearly|almost)(?: only| just| nearly| almost)? "
    r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)\b"
    r"(?! ?(?:weeks?|months?|days?|hours?|hrs?|mins?|minutes?|miles?|years (?:into|of)|%|o'?clock|am|pm|th|st|nd|rd|stone|pounds|lots|times|people|left|in the|on the|of|different|to|more|chapters?|terms?|schools?))"
    r"|\b(?:in |is in |now in |y|yr ?|year )(?:year ?|yr ?|y ?)?(?:\d{1,2}|r|one|two|three|four|five|six|seven|eight|nine|ten|eleven)\b(?= |[.,;)!?]|$)(?! (?:ago|weeks|days|months|hours|min|years|different|schools|terms|of))|\breception\b"
)
_NEAR_AGE = re.compile(
    r"^(?:,? ?\(?(?:is |was |who is |who's |age[d]? ?|now |just |only |our |my )?(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen)"
    r"(?: ?(?:yrs?|years?|yo|y/o|yr)(?: old)?)?(?:\)|,|\.|;|!| and\b| with\b| who\b| has\b| is\b| autis| asd|$| on\b| -| in (?:a|may|june|july|march)|\s?$)|,? ?\(?(?:y|yr|year) ?\d{1,2}\b)"
)  # fmt: skip
_SCHOOL = re.compile(
    rf"\b((?:(?:st|saint|our lady|holy|sacred)\.?\s)?[a-z][a-z'.-]{{2,20}}(?:\s(?!is\b|has\b|was\b)[a-z][a-z'-]{{1,20}}){{0,2}})\s{SCHOOL_WORDS}\b"
)
_SAINT = re.compile(r"\b(?:st|saint)\.?\s[a-z]{3,15}(?:'s)?\b")
_AT_PLACE = re.compile(
    r"\b(?:at|attends|goes to|go to|going to|starts at|started at|starting at|move to|over to|unit at)\s+$"
)
_WORKER_BEFORE = re.compile(
    r"(?:thanks(?: so much| again| a lot)?(?: to)?|thank you(?: so much| very much| again)?(?: to)?|thankyou|cheers(?: to)?|ta|shout ?out to|kudos to|well done|big thanks to|"
    r"spoke (?:to|with)|spoken (?:to|with)|speaking to|speak to|talked to|met|meeting|lovely|ring|rang|called|tell|told|ask|asked|asks?|adviser|advisor|worker|caseworker|teacher|ta|senco|sencos|"
    r"social worker|escort|manager|head|headteacher|colleague|volunteer|lady|your|with|from|by|had|hi|hiya|dear|hello|hey|sent|emailed|love|lots of love|assistant|support worker|at)[ ,]{1,2}$"
)  # fmt: skip
_WORKER_AFTER = re.compile(
    r"^(?:'s)? ?(?:from|at|on|in|of|and \w+ (?:from|at)) (?:your|the|sendias\w*|our|head|reception\b|ehcp|sen|this)|^,? (?:rang|helped|phoned|called|emailed|said she'?d|said he'?d|told me|told the|promised|never|hasn'?t (?:rung|called|replied)|explained|listened|on your|was (?:brilliant|lovely|great|amazing|fab|so|very|really|supposed|rude|a|fantastic|wonderful|kind|patient|abrupt|short|helpful|dismissive|useless)|seemed|who (?:did|helped|runs|took)|interrupted|laughed|knew|put )"
)
_CHILD_BEFORE = re.compile(
    r"(?:\b(?:my|our|his|her|their|little|wee|lil|baby|eldest|youngest|middle|twins?|son|daughter|lad|lass|girl|boy|child|kid|stepson|stepdaughter|grandson|granddaughter|brother|sister|niece|nephew|called|named|about|name is|name's|names|names is|for|i'm|im|i am|it's|its|from|love from|and|pupil)[ ,]{1,2})$|^$|[.!?\n]\s{0,2}$"
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


def _conditions(raw: str, text: str) -> list[tuple[int, int]]:
    return [
        match.span()
        for match in CONDITION_RE.finditer(text)
        if match.group() not in ONLY_IN_CAPITALS or raw[match.start() : match.end()].isupper()
    ]


_SECOND = re.compile(r" [A-Z][a-z]{2,14}\b")


def conditions(raw: str, text: str) -> list[tuple[int, int]]:
    """Spans of conditions that somebody may have."""
    return [
        match.span()
        for match in CONDITION_RE.finditer(text)
        if match.group() not in ONLY_IN_CAPITALS or raw[match.start() : match.end()].isupper()
    ]


class _Scene:
    """A comment's words and what stands around them."""

    def __init__(self, raw: str, text: str, own_names: frozenset[str]) -> None:
        self.raw, self.text, self.own_names = raw, text, own_names
        self.words = split(raw, text)
        self.places = schools(raw, text)
        self.telling = [*self.places, *conditions(raw, text), *(match.span() for match in _AGE.finditer(text))]
        self.taken: set[int] = set()

    def before(self, word: Word, size: int) -> str:
        return self.text[max(0, word.start - size) : word.start]

    def after(self, index: int, gaps: Sequence[str]) -> Word | None:
        """The next word, where only one of these gaps lies between."""
        if index + 1 >= len(self.words):
            return None
        word, following = self.words[index], self.words[index + 1]
        return following if self.raw[word.end : following.start] in gaps else None

    def in_place(self, word: Word) -> bool:
        return any(start <= word.start < end for start, end in self.places)

    def near_place(self, word: Word, reach: int) -> bool:
        return any(abs(start - word.end) < reach or abs(word.start - end) < reach for start, end in self.places)


def names(raw: str, text: str, own_names: frozenset[str]) -> Iterator[Hit]:
    """Every person who is named, with how much the words around tell."""
    scene = _Scene(raw, text, own_names)
    for index, word in enumerate(scene.words):
        if index in scene.taken or word.folded in own_names:
            continue
        if word.folded in _TITLES:
            yield from _with_title(scene, index, word)
        elif word.folded in FIRST_NAMES or word.capital:
            if scene.in_place(word) or (word.text == word.folded and word.folded in _SELDOM):
                continue
            full = list(_full(scene, index, word))
            yield from full or _first(scene, word)


def _with_title(scene: _Scene, index: int, title: Word) -> Iterator[Hit]:
    name = scene.after(index, (" ", ". "))
    if (
        name is None
        or name.folded in NO_NAMES
        or name.folded in _COMMON
        or (name.folded in FIRST_NAMES - FAMILY and not name.titled)
    ):
        return
    if not name.capital:  # "mrs orme at thornley road juniors"
        if any(0 <= start - name.end < 12 for start, _ in scene.places):
            scene.taken.add(index + 1)
            yield Hit("p.title_school", title.start, name.end, _P, True)
        return
    scene.taken.add(index + 1)
    last = scene.after(index + 1, (" ",))
    if last is not None and last.titled and last.folded not in NO_NAMES:
        scene.taken.add(index + 2)
        if not _OFFICE.search(scene.text[max(0, title.start - 30) : last.end + 25]):
            yield Hit("p.fullname", title.start, last.end, _P, True)
    elif any(-6 < start - name.end < 40 or 0 <= title.start - end < 40 for start, end in scene.places):
        yield Hit("p.title_school", title.start, name.end, _P, True)
    else:
        yield Hit("p.title_only", title.start, name.end)


def _full(scene: _Scene, index: int, word: Word) -> Iterator[Hit]:
    """A first name and a family name."""
    last = scene.after(index, (" ", "-"))
    if last is None or last.folded in NO_NAMES or last.folded in _NOT_A_PERSON_AFTER or last.folded in _COMMON:
        return
    if scene.raw[max(0, word.start - 1) : word.start] in ("@", "#") or word.folded in NO_NAMES:
        return
    plain, known = word.folded in PLAIN_NAMES, word.folded in FIRST_NAMES
    family = last.folded in FAMILY
    called = _CALLED.search(scene.before(word, 16)) is not None
    shouted = word.text.isupper() and last.text.isupper() and len(word.text) > 1 and scene.raw[:200].isupper()
    spelled = (word.titled and last.titled) or (shouted and plain and family)
    if spelled:
        sure = family or plain or called
        if last.folded in FIRST_NAMES and not family and not called:
            sure = False  # "Grace Ellie": two people
        if not known and not called and (not family or word.first):
            return
        if not known and not family:
            sure = sure and not word.first
    elif (
        plain
        and word.text.islower()
        and last.text.islower()
        and (family or called)
        and last.folded not in WORD_FAMILIES
    ):
        sure = family or scene.raw[last.end : last.end + 1] in ("", ",", ".")
        if not sure or len(last.text) < 4:
            return
    else:
        return
    following = scene.after(index + 1, (" ", "-"))
    if following is not None and following.folded in _NOT_A_PERSON_AFTER:
        return
    scene.taken.add(index + 1)
    if f"{word.folded} {last.folded}" in PUBLIC_FIGURES or _is_office(scene, word, last):
        yield Hit("p.office", word.start, last.end)
    elif last.folded not in scene.own_names:
        yield Hit("p.fullname", word.start, last.end, _P, sure)


def _is_office(scene: _Scene, word: Word, last: Word) -> bool:
    behind = scene.text[last.end : last.end + 24].strip(" ,(")
    return bool(_OFFICE.search(scene.before(word, 22)) or _OFFICE.match(behind))


def _first(scene: _Scene, word: Word) -> Iterator[Hit]:
    """A first name, perhaps beside a school, an age or a diagnosis."""
    raw, text = scene.raw, scene.text
    known, plain = word.folded in FIRST_NAMES, word.folded in PLAIN_NAMES
    before, behind = scene.before(word, 28), text[word.end : word.end + 40]
    age = _NEAR_AGE.match(behind.replace("'s ", " is ", 1) if behind.startswith("'s ") else behind)
    if not known:
        named_here = _KIN_BEFORE.search(before)
        known = plain = bool(
            word.titled
            and word.folded not in NO_NAMES
            and len(word.text) > 2
            and not CONDITION_RE.fullmatch(word.folded)
            and (named_here or (age and not word.first and re.match(r"[^.]{0,3}(?:'s| is|,| \()", behind)))
        )
    if not known:
        return
    child = _CHILD_BEFORE.search(before) is not None
    signed = age and re.search(r"\b(?:from|called|name is|i'm|im) $", before)
    tells = age or re.match(r"'s | is (?:\d|in year|ǂ|autistic)|,| \(|,? (?:he|she|who)'?s? ", behind)
    if not (plain or signed or (word.titled and (not word.first or tells))):
        return
    if not plain and not word.titled and not signed:
        return
    if plain and word.text.islower() and word.folded in ("sam", "mo", "abu", "ali", "max") and not child:
        return
    if raw[max(0, word.start - 1) : word.start] == "@" or (word.folded in _MONTHS and not child):
        return
    worker = _WORKER_BEFORE.search(before) or _WORKER_AFTER.match(behind)
    left, right = word.start - 110, word.end + 130
    near = [span for span in scene.telling if left < span[0] and span[1] < right]
    if age and not re.search(r"\b(?:your|adviser|advisor|teacher|worker)\s$", before):
        yield Hit("p.name_age", word.start, word.end + age.end(), _P, True)
    elif worker and not re.search(r"\b(?:love from|from) $", before):
        at_school = any(0 <= start - word.end < 25 or 0 <= word.start - end < 6 for start, end in scene.places)
        yield Hit("p.name_school" if at_school else "p.worker", word.start, word.end, _P)
    elif near:
        closest = min(near, key=lambda span: min(abs(span[0] - word.end), abs(word.start - span[1])))
        start, end = min(word.start, closest[0]), max(word.end, closest[1])
        gap = text[min(word.end, closest[1]) : max(word.start, closest[0])]
        close = len(gap) < 30 and not re.search(r"[.!?\n]|\b(?:my|our|your|im|i'm|i am)\b", gap)
        yield Hit("p.name_close" if close else "p.name_with", start, end, _P)
    else:
        yield Hit("p.first_name", word.start, word.end, _P)


_CALLED = re.compile(
    r"\b(?:my name is|my name's|name is|i'm|i am|called|named|fao|contact|ask for|surname|son|daughter|it's|its|mum|dad|for|name|names?:|ward|grandson|granddaughter|nephew|niece|patient|pupil)[ ,:]{1,2}$"
)
_KIN_BEFORE = re.compile(
    r"\b(?:my|our) (?:\w+ )?(?:son|daughter|lad|lass|boy|girl|grandson|granddaughter|nephew|niece)[ ,]{1,2}$|\b(?:called|named|name is|name's|first name) $"
)
_SELDOM = frozenset({"may", "will", "mark", "grace", "hope", "joy", "art", "bill", "rose"})
_MONTHS = frozenset({"april", "may", "june", "august"})
_COMMON = _words("""
been being have with that they them this from were will would could should about because their there going
having needs wants said told into your school after before still already never always just really autistic deaf
attends goes went started starts turned likes loves hates does doesn gets help please thanks only also until
when where aged year years primary secondary academy college class isn wasn can't cant won't dont has his her
and who but not all any get got are very much more most than then refuses struggles says
""")

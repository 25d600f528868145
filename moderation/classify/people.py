# ruff: noqa: E501 - a line of a rule table is one pattern
"""People named in a comment: full names, and a first name beside what tells who it is.

What is nearly always somebody is sure; of the rest ("Phil", an age in the next sentence) the models decide, which read
whether the two belong together.
"""

import re
from collections.abc import Iterator

from moderation.classify.full_names import TITLES, full_name, in_hashtags, with_title
from moderation.classify.hits import Hit
from moderation.classify.labels import Flag
from moderation.classify.names import CONDITION_RE, FIRST_NAMES, NO_NAMES, PLAIN_NAMES
from moderation.classify.scene import Scene, Word
from moderation.classify.shapes import is_everyday, is_first

_P = Flag.PERSONAL_DATA.value

_NEAR_AGE = re.compile(
    r"^(?:,? ?\(?(?:is |was |who is |who's |age[d]? ?|now |just |only |our |my )?(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen)"
    r"(?: ?(?:yrs?|years?|yo|y/o|yr)(?: old)?)?(?:\)|,|\.|;|!| and\b| with\b| who\b| has\b| is\b| autis| asd| adhd| au?dhd| deaf| blind| epilep| cochlear| non[- ]?verbal| pda| semi[- ]verbal|$| on\b| -| in (?:a|may|june|july|march)|\s?$))"
)  # fmt: skip
_WORKER_BEFORE = re.compile(
    r"(?:thanks(?: so much| again| a lot)?(?: to)?|thank you(?: so much| very much| again)?(?: to)?|thankyou|cheers(?: to)?|ta|shout ?out to|kudos to|well done|big thanks to|"
    r"spoke (?:to|with)|spoken (?:to|with)|speaking to|speak to|talked to|met|meeting|lovely|ring|rang|called|tell|told|ask|asked|asks?|adviser|advisor|worker|caseworker|teacher|ta|senco|sencos|"
    r"social worker|escort|manager|head|headteacher|colleague|volunteer|lady|your|with|from|by|had|hi|hiya|dear|hello|hey|sent|emailed|love|lots of love|assistant|support worker|at)[ ,]{1,2}$"
)  # fmt: skip
_WORKER_AFTER = re.compile(
    r"^(?:'s)? ?(?:from|at|on|in|of|and \w+ (?:from|at)) (?:your|the|sendias\w*|our|head|reception\b|ehcp|sen|this)|^,? (?:rang|helped|phoned|called|emailed|said she'?d|said he'?d|told me|told the|promised|never|hasn'?t (?:rung|called|replied)|explained|listened|on your|was (?:brilliant|lovely|great|amazing|fab|so|very|really|supposed|rude|a|fantastic|wonderful|kind|patient|abrupt|short|helpful|dismissive|useless)|seemed|who (?:did|helped|runs|took)|interrupted|laughed|knew|put )"
)
# Who is thanked, greeted or called by their work is no child, whatever is told next.
_WORKER_FIRM = re.compile(
    r"(?:thanks(?: so much| again| a lot)?(?: to)?|thank you(?: so much| very much| again)?(?: to)?|thankyou|cheers(?: to)?|shout ?out to|kudos to|well done|big thanks to|spoke (?:to|with)|spoken (?:to|with)|speaking to|speak to|"
    r"talked to|adviser|advisor|caseworker|teacher|senco|sencos|social worker|escort|driver|manager|headteacher|head|colleague|volunteer|lady|bloke|fella|your|hi|hiya|dear|hello|hey|rang|ring|emailed|assistant|support worker|worker|ta)[ ,]{1,2}(?:called )?$"
)
_CHILD_BEFORE = re.compile(
    r"(?:\b(?:my|our|his|her|their|little|wee|lil|baby|eldest|youngest|middle|twins?|son|daughter|lad|lass|girl|boy|child|kid|stepson|stepdaughter|grandson|granddaughter|brother|sister|niece|nephew|called|named|about|name is|name's|names|names is|for|i'm|im|i am|it's|its|from|love from|and|pupil)[ ,]{1,2})$|^$|[.!?\n]\s{0,2}$"
)


def names(raw: str, text: str, own_names: frozenset[str]) -> Iterator[Hit]:
    """Every person who is named, with how much the words around tell."""
    scene = Scene(raw, text, own_names)
    before = ""
    for index, word in enumerate(scene.words):
        if index not in scene.taken and word.folded not in own_names:
            if word.folded in TITLES:
                yield from with_title(scene, index, word)
            elif is_first(word.folded) or word.capital or before in _KIN_WORDS:
                yield from _named(scene, index, word)
        before = word.folded
    if "#" in raw:
        yield from in_hashtags(raw)


def _named(scene: Scene, index: int, word: Word) -> Iterator[Hit]:
    if scene.in_place(word):
        return
    found = list(full_name(scene, index, word))
    if found:
        yield from found
    elif word.text != word.folded or word.folded not in _SELDOM:
        yield from _first(scene, word)


def _is_new_name(scene: Scene, word: Word, age: re.Match[str] | None) -> bool:
    """Whether a word that no list knows is a first name here, by what stands around it."""
    before, behind = scene.before(word, 28), scene.behind(word, 40)
    if word.folded in NO_NAMES or len(word.text) < 3 or CONDITION_RE.fullmatch(word.folded):
        return False
    if not word.titled:
        return word.text.islower() and not is_everyday(word.folded) and _KIN_BEFORE.search(before) is not None
    if _KIN_BEFORE.search(before):
        return True
    if age and not word.first and re.match(r"[^.]{0,3}(?:'s| is|,| \()", behind):
        return True
    known = word.folded in FIRST_NAMES or (len(word.folded) > 4 and not is_everyday(word.folded))
    return known and bool(_IN_BRACKETS.match(behind) or (_MY.search(before) and _DOES.match(behind)))


def _first(scene: Scene, word: Word) -> Iterator[Hit]:
    """A first name, perhaps beside a school, an age or a diagnosis."""
    raw = scene.raw
    before, behind = scene.before(word, 28), scene.behind(word, 40)
    age = _NEAR_AGE.match(behind.replace("'s ", " is ", 1) if behind.startswith("'s ") else behind)
    known, plain = is_first(word.folded), is_first(word.folded, PLAIN_NAMES)
    if not known:
        known = plain = _is_new_name(scene, word, age)
    if not known:
        return
    child = _CHILD_BEFORE.search(before) is not None
    signed = (age and re.search(r"\b(?:from|called|name is|i'm|im) $", before)) or (
        word.first and behind[:6] == " here "
    )
    tells = age or re.match(r"'s | is (?:\d|in year|ǂ|autistic)|,| \(|,? (?:he|she|who)'?s? ", behind)
    if not (plain or signed or (word.titled and (not word.first or tells))):
        return
    if plain and word.text.islower() and word.folded in ("sam", "mo", "abu", "ali", "max") and not child:
        return
    if raw[max(0, word.start - 1) : word.start] == "@" or (word.folded in _MONTHS and not child):
        return
    if age and not re.search(r"\b(?:your|adviser|advisor|teacher|worker)\s$", before):
        yield Hit("p.name_age", word.start, word.end + age.end(), _P, True)
    else:
        yield _told(scene, word)


def _told(scene: Scene, word: Word) -> Hit:
    """The hit of a first name by what is told of it, and how near."""
    before, behind = scene.before(word, 28), scene.behind(word, 40)
    worker = _WORKER_BEFORE.search(before) or _WORKER_AFTER.match(behind)
    at_work = (
        (worker and _WORKER_FIRM.search(before)) or _FROM_YOU.match(behind) or _AT_WORK.search(scene.before(word, 45))
    )
    if not at_work and (later := scene.told_later(word)):
        return Hit("p.name_told", word.start, later[1], _P, True)
    if worker and not re.search(r"\b(?:love from|from) $", before) and not _CALLED_BEFORE.search(before):
        at_school = any(0 <= start - word.end < 25 or 0 <= word.start - end < 6 for start, end in scene.places)
        return Hit("p.name_school" if at_school else "p.worker", word.start, word.end, _P)
    left, right = word.start - 110, word.end + 130
    near = [span for span in scene.telling if left < span[0] and span[1] < right]
    if not near:
        return Hit("p.name_far" if scene.telling else "p.first_name", word.start, word.end, _P)
    closest = min(near, key=lambda span: min(abs(span[0] - word.end), abs(word.start - span[1])))
    start, end = min(word.start, closest[0]), max(word.end, closest[1])
    gap = scene.text[min(word.end, closest[1]) : max(word.start, closest[0])]
    close = len(gap) < 30 and not re.search(r"[.!?\n]|\b(?:my|our|your|im|i'm|i am)\b", gap)
    if all(span in scene.years for span in near):
        return Hit("p.name_year", start, end, _P)
    return Hit("p.name_close" if close else "p.name_with", start, end, _P)


_AT_WORK = re.compile(
    r"\b(?:worker|staff|teacher|ta|adviser|advisor|escort|driver|manager|receptionist|volunteer|nurse|therapist)\b[^.!?\n]{0,25}$|\bhead of $"
)
_FROM_YOU = re.compile(
    r",? (?:your|the) (?:\w+[ -]){0,3}(?:man|woman|lady|worker|adviser|advisor|teacher|ta|driver|escort|manager|volunteer)\b|(?:'s)? ?(?:from|at|on|in|of) (?:your|the office|the team|the phones|sendias\w*)|^,? (?:rang|helped|phoned|called|emailed|promised|explained|listened)\b"
)
_KIN_BEFORE = re.compile(
    r"\b(?:my|our) (?:\w+ )?(?:son|daughter|lad|lass|boy|girl|grandson|granddaughter|nephew|niece)[ ,]{1,2}$|\b(?:called|named|name is|name's|first name) $"
)
_MY = re.compile(r"\b(?:my|our|young|little|wor|poor) $")
_DOES = re.compile(
    r"'s\b| (?:is|was|has|hasn't|hasnt|isn't|wasn't|would|can't|cant|cannot|can|won't|wont|got|gets|goes|loves|hates|needs|struggles|starts|started|turned|turns|keeps|refuses|still|just|and)\b|,|\."
)
_IN_BRACKETS = re.compile(r" ?\((?:aged? |nearly |just |almost )?\d{1,2}(?: ?(?:yrs?|years?|yo)(?: old)?)?\)")
_CALLED_BEFORE = re.compile(r"(?:'s|\bis|\bone|\bkid|\bboy|\bgirl|\blad|\bson|\bdaughter|\bchild),? (?:called|named) $")
# Words after which an unknown word in lower case may be a first name.
_KIN_WORDS = frozenset(
    {
        "called",
        "named",
        "son",
        "daughter",
        "grandson",
        "granddaughter",
        "nephew",
        "niece",
        "lad",
        "lass",
        "stepson",
        "stepdaughter",
    }
)

_SELDOM = frozenset({"may", "will", "mark", "grace", "hope", "joy", "art", "bill", "rose"})
_MONTHS = frozenset({"april", "may", "june", "august"})

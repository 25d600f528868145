"""How hard a text is to read: the age at which most people can read it with ease.

The grade of Flesch and Kincaid (0.39 words a sentence + 11.8 syllables a word - 15.59) says after how many years
of school a text reads easily; in England school begins at five, so the age is the grade and five. Syllables are
counted from the letters. What every reader of a service knows as one thing (its own name, names of people and
places, abbreviations, the terms of its trade that it cannot avoid) weighs as an easy word. A colon or a
semicolon ends a sentence here, as in the formula's first version.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from policies.rules.base import Draft, Example, Finding, Params, Severity, Span, bounds, rule
from policies.rules.text import masked, sentences
from policies.vocabulary import words_of

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CLAUSE_END = re.compile(r"[:;](?=\s)")
_VOWELS = re.compile(r"[aeiouy]+")
# Two vowels that are two syllables, and letters at the end that are none.
_APART = re.compile(
    r"ia(?!n\b|ns\b|l|ge|r)|io(?!n|us)|iu|(?<![cgtx])iou|eo(?!us|n\b|p)|(?<!q)ua(?!r|d)|ui(?=ng|ty)|ying|[^cq]uou|"
    r"creat|quiet|poem|diet|scien|eing|oing|ea$|theat|sm$"
)
_SILENT = re.compile(
    r"(?:[^aeiouyl]|[aeiouy]l)e$|[^aeiouytd]ed$|[^aeiouysxzcgh]es$|(?<=[^aeiouyl])e(?=(?:ful|less|ment|ly|ness)\w*$)|"
    r"^(?:some|any(?=one|where)|care|home|life|there|where|more)(?=[a-z])(?<=e)"
)
_TERMS = words_of("""
authority authorities education educational assessment assessments tribunal appointment appointments
information disability disabilities additional professional professionals secondary september october november
december january february saturday library council's facebook instagram mediation adviser advisers annual
coordinator independent impartial
""")
ENOUGH_WORDS = 40  # from here on the figure is steady
TOLERANCE, TOLERANCE_OF_SHORT = 1, 3  # years above the target before anything is said
HARD_FROM, TOLERANCE_OF_ONE_SENTENCE = 15, 10  # words, years: a single sentence that hardly anybody can read


_AGES = bounds(0, 21)


@dataclass(frozen=True)
class ReadingAge(Params):
    parents_carers: int = field(default=12, metadata=_AGES)  # in years, that the text may ask for; 0 switches it off
    young_people: int = field(default=10, metadata=_AGES)
    professionals: int = field(default=0, metadata=_AGES)
    fewest_words: int = field(default=25, metadata=bounds(1, 500))  # shorter texts say too little to be measured
    known_words: tuple[str, ...] = ()  # further words that readers know as one thing


@rule(
    "reading-age",
    severity=Severity.ADVISE,
    title="Reading age",
    params=ReadingAge,
    fires=(
        "Pursuant to the statutory provisions, the determination of eligibility necessitates a comprehensive "
        "multidisciplinary evaluation, notwithstanding any representations that parents may previously have submitted "
        "in correspondence with the institution responsible for commissioning the provision.",
        Example(
            "The consultation invites responses regarding the reorganisation of specialist provision, and participants "
            "are encouraged to articulate their priorities concerning accessibility, transition arrangements and the "
            "availability of therapeutic interventions before the conclusion of the engagement period.",
            {"audience": "young_people"},
        ),
    ),
    passes=(
        "Does your child get help at school? You can ask for a meeting to see how it is going. We can help you to plan "
        "what to say. Bring a friend if you like. Call us and we will talk it through.",
        "Notwithstanding representations to the contrary.",  # too short to be measured
    ),
)
def reading_age(draft: Draft, params: ReadingAge) -> Iterator[Finding]:
    """A text that asks for a higher reading age than its audience's target. It shows the hardest sentence."""
    target = {"young_people": params.young_people, "professionals": params.professionals}.get(
        draft.audience, params.parents_carers
    )
    if not target:
        return
    known = frozenset(_TERMS | {word.casefold() for word in params.known_words} | _own_words(draft))
    measured = [one for span in _clauses(draft.text) if (one := _measured(draft.text, span, known)).words]
    words = sum(one.words for one in measured)
    if words < min(params.fewest_words, HARD_FROM) or words < 1:
        return
    age = _age(words, len(measured), sum(one.syllables for one in measured))
    if words < params.fewest_words and age < target + TOLERANCE_OF_ONE_SENTENCE:
        return
    if age < target + (TOLERANCE if words >= ENOUGH_WORDS else TOLERANCE_OF_SHORT):
        return
    hardest = max(measured, key=lambda one: _age(max(one.words, 5), 1, one.syllables))
    yield Finding(
        span=hardest.span,
        message=f"This asks for a reading age of about {int(age)}; the target is {target}. Begin with this sentence: "
        "shorter, with everyday words.",
    )


def _age(words: int, in_sentences: int, syllables: int) -> float:
    return 0.39 * words / in_sentences + 11.8 * syllables / words - 15.59 + 5


@dataclass(frozen=True, slots=True)
class _Measured:
    """A sentence that was counted."""

    span: Span
    words: int
    syllables: int


def _clauses(text: str) -> Iterator[Span]:
    for sentence in sentences(text):
        at = sentence.start
        for match in _CLAUSE_END.finditer(sentence.text):
            yield at, sentence.start + match.end()
            at = sentence.start + match.end()
        yield at, sentence.end


def _measured(text: str, span: Span, known: Collection[str]) -> _Measured:
    words = syllables = 0
    for match in _WORD.finditer(masked(text), *span):
        if not match[0][0].isascii():
            continue
        word = match[0].replace("’", "'").removesuffix("'s")
        words += 1
        low = word.casefold()
        known_as_one = low in known or (words > 1 and word[0].isupper())  # inside a sentence: a name
        count = syllables_of(low)
        syllables += 1 if word.isupper() else min(count, 2) if known_as_one else count
    stretch = text[span[0] : span[1]]
    start = span[0] + len(stretch) - len(stretch.lstrip())
    return _Measured((start, span[0] + len(stretch.rstrip())), words, syllables)


@lru_cache(maxsize=6_000)
def syllables_of(word: str) -> int:
    """Syllables of a word in small letters, counted by its groups of vowels."""
    parts = word.replace("'", "-").split("-")
    if len(parts) > 1:
        return sum(syllables_of(part) for part in parts if len(part) > 1) or 1
    count = len(_VOWELS.findall(word)) + len(_APART.findall(word)) - len(_SILENT.findall(word))
    return max(count, 1)


def _own_words(draft: Draft) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(f"{draft.service.name} {draft.service.host}"))

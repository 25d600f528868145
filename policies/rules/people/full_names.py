"""Full names of people: a given name and a family name with capitals."""

import re

from policies.names import PUBLIC_PEOPLE
from policies.rules.base import Span
from policies.rules.people.nobody import is_a_name_of_nobody
from policies.rules.people.placed import NOT_FIRST, stands_as_a_person
from policies.rules.people.roles import CALLINGS, PRIVATE_AFTER, PRIVATE_BEFORE
from policies.rules.people.tokens import (
    BODY,
    TIME_WORDS,
    Token,
    are_adjacent,
    is_family,
    is_given,
    is_name_like,
    may_be_given,
    runs_into_a_body,
    without_accents,
)
from policies.rules.text import sentence_at
from policies.vocabulary import ONE_WORD, WORDS, words_of

WORD_SURNAMES = words_of("""
green hill white brown black young wood woods king hall day field rose bell price best cook baker carter
mason fox gray grey reed stone long little short hope love rice bush page moon banks cross dean french lord
may foster noble pope power rich sharp small swift summer winter ward weeks west north wise bright good lane mann
""")


def full_name(text: str, every: tuple[Token, ...], index: int, own_words: set[str]) -> Span | None:
    """The span of the full name that begins with this token, if one does."""
    first = every[index]
    second_at = _next_in_name(text, every, index)
    if first.base != first.text or first.low in CALLINGS:
        return None
    if first.low == "storm" and (
        _WEATHER.search(text[max(0, first.start - 25) : first.start]) or _IS_WEATHER.match(text, first.end)
    ):
        return None
    if is_given(first) and (match := re.match(r" [A-Z](?:\.(?=\W|$)|(?=['’]s\b|[,!]))", text[first.end :])):
        return (first.start, first.end + match.end())
    if second_at is None:
        return None
    second = every[second_at]
    if not second.is_capital or second.low in BODY or second.low in TIME_WORDS or second.low in own_words:
        return None
    if second.base in _LETTERS_AFTER or second.base in _OF_KINGS or is_a_name_of_nobody(text, second.low):
        return None
    if (
        index
        and are_adjacent(text, every[index - 1], first)
        and every[index - 1].low in ("st", "saint")
        and (
            not text[every[index - 1].start - 1 : every[index - 1].start].isdigit()  # “1st Siobhán …”
        )
    ):
        return None
    end_at = second_at
    if second.base == second.text:  # a third part: a double family name
        if runs_into_a_body(text, every, second_at):
            return None
        third_at = _next_in_name(text, every, second_at)
        third = every[third_at] if third_at is not None else None
        if third and third.is_capital and (is_family(third) or (is_given(second) and is_name_like(third))):
            listed = is_family(second) and not is_given(second) and _is_list(text, third)
            end_at = second_at if listed else third_at or second_at
    span = (first.start, every[end_at].base_end)
    ordinary = second.low in WORDS and second.low not in WORD_SURNAMES
    if is_given(first):
        if not ordinary and (is_family(second) or second.low not in ONE_WORD):
            return span
        return span if is_family(second) and second.low not in WORDS else None
    if may_be_given(first) and is_family(second) and second.low not in WORDS:
        return span
    if may_be_given(first) and not ordinary and (_DOUBLE.match(second.base) or _follows_a_given(text, every, index)):
        return span
    if (
        is_name_like(first)
        and first.low not in NOT_FIRST
        and is_family(second)
        and _follows_a_given(text, every, index)
    ):
        return span
    before = text[max(0, first.start - 40) : first.start]
    if _TITLE_BEFORE.search(before) and first.low not in BODY and (is_family(second) or not ordinary):
        return span
    if _WHOSE_BEFORE.search(before) and not ordinary and first.low not in WORDS and first.low not in BODY:
        return span
    private = PRIVATE_BEFORE.search(before)
    if private and may_be_given(first) and not ordinary:
        return span
    if is_given(first) or ordinary or first.low in WORDS or first.low in TIME_WORDS:
        return None
    if private and (private[0][:1].islower() or is_family(first) or is_family(second) or may_be_given(first)):
        return span
    after = text[every[end_at].base_end : every[end_at].base_end + 80]
    if match := PRIVATE_AFTER.match(after):
        known = is_family(every[end_at]) or may_be_given(first)
        if known or re.search(r"mum|dad|mother|father|whose|aged|pupil|class|form", match[0]):
            return span
    if _is_told_of(text, first, second, every[end_at].base_end):
        return span
    return span if stands_as_a_person(text, first, every[end_at], every[end_at].base_end) else None


_LETTERS_AFTER = frozenset(
    {"MP", "MPs", "MS", "MSP", "MEP", "OBE", "MBE", "CBE", "QC", "KC", "JP", "PhD", "BSc", "BA", "MA"}
)
_WEATHER = re.compile(r"\b(?:[Aa]fter|[Dd]uring|[Bb]efore|[Ff]ollowing)\s+(?:Storm\s+\w+\s+and\s+)?$")
_IS_WEATHER = re.compile(
    r"\s+[A-Z][\w’'-]+\s+(?:is|was|has|will|may|could|looks?|turns?|brings?|brought|hits?|arrives?)\b(?=[^.!?\n]{0,60}\b(?:forecast|gusts?|gales?|winds?|flood\w*|Met\s+Office|(?:amber|yellow|red)\s+(?:weather\s+)?warning)\b)"
)
_OF_KINGS = frozenset({"II", "III", "IV", "VI", "VII", "VIII", "IX"})
_DOUBLE = re.compile(r"[A-Z][a-z]+-[A-Z][a-z]+$")  # “Len Skillicorn-Dube”


def _follows_a_given(text: str, every: tuple[Token, ...], index: int) -> bool:
    """“Margaret and Len Skillicorn”: two who share a family name."""
    if index < 2 or every[index - 1].low != "and" or not are_adjacent(text, every[index - 1], every[index]):
        return False
    return is_given(every[index - 2]) and are_adjacent(text, every[index - 2], every[index - 1])


_TITLE_BEFORE = re.compile(r"\b(?:Mrs?|Ms|Miss|Mx)\.?\s$")
_WHOSE_BEFORE = re.compile(  # “addressed to Ula Vensk”
    r"\b(?:name\s+of|addressed\s+to|(?:label|tag|ribbon|envelope|note)\s+(?:reads?|reading|says|saying)|belongs?\s+to)\s+[\"“‘']?$"
)
_CHILD_OR_PARENT = re.compile(
    r"\b(?:girl|boy|lad|mum|dad|mother|father|son|daughter|pupil|grandmother|grandfather|grandad|gran|nan|toddler|"
    r"(?:foster|young)\s+carer|twins|teenager|parent\s+(?:who|is|was)|(?:one|a)\s+parent|baby)\b",
    re.I,
)
_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|from|near|to|on|of|through|via|past|the|for|outside|across|by|around)\s+$", re.I
)


def _is_told_of(text: str, first: Token, second: Token, end: int) -> bool:
    """Two words that no list knows, in a sentence about a child or a parent: “The girl in red is Ula Vensk.”"""
    if not (is_name_like(first) and (is_name_like(second) or is_family(second))):
        return False
    sentence = sentence_at(text, first.start)
    if _PLACE_BEFORE.search(text[sentence.start : first.start]) or re.match(r"\s+[A-Z]", text[end:]):
        return False
    around = text[sentence.start : first.start] + "|" + text[end : sentence.end]
    if not text[sentence.start : first.start].strip(" \"“‘'"):
        return bool(_WITH_A_CHILD.search(around))
    return bool(_CHILD_OR_PARENT.search(around))


_WITH_A_CHILD = re.compile(r"\|[^|]{0,60}\b(?:with|and|for)\s+(?:his|her)\s+(?:\w+\s+)?(?:mum|dad|son|daughter)")


def _next_in_name(text: str, every: tuple[Token, ...], index: int) -> int | None:
    """The next part of a name: the word after a space, or after an initial."""
    if index + 1 >= len(every):
        return None
    after = every[index].end
    has_nickname = text[after + 1 : after + 2] in _OPENING and index + 2 < len(every)
    if has_nickname and _NICKNAME.fullmatch(text, after, every[index + 2].start):
        return index + 2
    if are_adjacent(text, every[index], every[index + 1]):
        following = every[index + 1]
        if len(following.base) == 1 and following.base.isupper() and index + 2 < len(every):
            between = text[following.end : every[index + 2].start]
            return index + 2 if between in (" ", ". ", ".") else None
        place = index + 1
        while place < min(index + 3, len(every) - 1) and every[place].low in PARTICLES:
            if not are_adjacent(text, every[place], every[place + 1]):
                break
            place += 1
        return place if place == index + 1 or every[place].is_capital else index + 1
    return None


_OPENING = frozenset("\"“‘'(")
_NICKNAME = re.compile(r" [\"“‘'(][A-Z][\w’'-]{1,14}[\"”’')] ")  # “Terence ‘Tel’ Vensk”
PARTICLES = words_of("""
de da di du le la van von der den ter ten el al bin ibn bint binti del della dos das ap ab ferch mac ni nic
""")


def _is_list(text: str, token: Token) -> bool:
    return text[token.end : token.end + 1] == ","


def is_known(text: str, span: Span, staff: set[str]) -> bool:
    """Somebody of the staff, or in public life: the whole name or its first two words; it may go on after the span."""
    name = " ".join(text[span[0] : span[1]].casefold().split())
    words = _as_listed(text[span[0] : span[1] + 40])
    count = len(_as_listed(text[span[0] : span[1]]))
    return name in staff or any(" ".join(words[:many]) in PUBLIC_PEOPLE for many in {2, count, count + 1})


def _as_listed(text: str) -> list[str]:
    """“F. W. de Klerk’s” as “f.w.”, “de”, “klerk”: the way that public people are listed."""
    plain = without_accents(text.casefold()).replace("’", "'")
    words = _SPACED_INITIALS.sub("", plain).split()
    return [_CLOSING.sub("", word) for word in words]


_CLOSING = re.compile(r"(?:'s?)?(?:[,;:!?)\"”]+|(?<=[a-z]{2})\.)?$")
_SPACED_INITIALS = re.compile(r"(?<=\b[a-z]\.) (?=[a-z]\.)")

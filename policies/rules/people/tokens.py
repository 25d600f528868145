"""The words of a text that may be parts of a name, and what kind of name each may be."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from policies.names import AMBIGUOUS_GIVEN, FAMILY, GIVEN, ORDINARY
from policies.rules.base import Span
from policies.rules.pcre import Pattern
from policies.rules.text import masked
from policies.vocabulary import ONE_WORD, WORDS, words_of

_DISPLAY_NAME = re.compile(r"@(?=[A-Z][a-z]+ [A-Z][a-z]{2})")  # “@Rachel Dunmore”: who was meant, and no handle
_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
BODY = words_of("""
school college academy trust foundation centre center road street lane avenue close drive hospital ward room
hall house library park award awards prize act report review fund charity theatre church primary infant
infants junior juniors nursery building suite gallery institute university society day week campus hospice
clinic court square gardens garden terrace crescent way grove museum hub home hotel stadium pool lodge farm
lecture method programme inquiry law leisure pavilion secondary high grammar group partners project
association training publications press books ltd limited consulting services solicitors chambers llp team
unit bay hill fields wood bridge arms inn row place estate community village town city council county forum
network appeal memorial wing scholarship bursary studio studios arena reserve auditorium playground pitch
butchers bakers opticians pub solicitors dentists florists jewellers newsagents estates motors garage toys
books stores shop shops records brewery bank optician dental veterinary vets pharmacy chemist lawyers architects
coaches cabs taxis minibuses removals athletic rovers rangers wanderers albion argyle orient thistle
restaurant kitchen diner deli grocers supermarket furniture builders plumbing homes
station terminal campaign challenge cafe café bakery salon cinema gym inquest index scale test cup league festival show
""")
TIME_WORDS = words_of("""
january february march april may june july august september october november december monday tuesday
wednesday thursday friday saturday sunday easter christmas ramadan eid diwali jan feb mar apr jun jul aug
sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun spring summer autumn winter
""")
PEOPLE_WORDS = words_of("""
children pupils people parents carers students anyone everyone young youngsters siblings adults those kids
teens teenagers families babies toddlers boys girls learners members all year years stage key age ages aged
session sessions group groups class ticket tickets page part step room level unit section chapter week day
number question item phase table figure monday tuesday wednesday thursday friday saturday sunday january
february march april may june july august september october november december mum dad parent carer child
student pupil he she they we you it who and or if when for from the this that our your their his her my a an
at in on to of with is was are were will can sendiass send ehcp sen adhd autism dyslexia open free new join
call book drop come next last every each some many most more call contact text ring email tel phone line
open chat saturdays sundays entry winner workshop workshops
""")
_CHARACTERS = Pattern(
    r"\b(?:Jack and the Beanstalk|Alice in Wonderland|Alice Through|Thomas the Tank|Bob the Builder|"
    r"Charlie and the|James and the|"
    r"Dennis the Menace|Fireman Sam|Tom and Jerry|Dora the Explorer|Lilo (?:and|&) Stitch|Wallace (?:and|&) Gromit|"
    r"Winnie[- ]the[- ]Pooh|Anne of Green Gables|Rosie['’]s Walk|Elsa and Anna|Anna and Elsa|Romeo (?:and|&) Juliet|"
    r"Hansel and Gretel|Annie Jr|Matilda the Musical|Ben (?:and|&) Holly|Topsy (?:and|&) Tim|Milo and|"
    r"Charlie (?:and|&) Lola|"
    r"Ben (?:and|&) Jerry|Marks and Spencer|Bill (?:and|&) Ben|Sarah (?:and|&) Duck|Zog|Elmer(?: the| Day)|"
    r"Horrid Henry|Bluey|"
    r"Dewi Hapus|Nadolig Llawen|Jack Russells?|Sally Lunns?|Gordon Bennett|Alice Springs|"
    r"Father Christmas|Santa Claus|Rudolph|Mr Tumble|Peppa Pig|Paddington)\b"
)


class Token(NamedTuple):
    """A word of letters; `base` is it without a possessive ending."""

    text: str
    base: str
    start: int
    end: int
    base_end: int
    low: str  # the base in small letters with straight apostrophes and no accents
    is_capital: bool


@dataclass(frozen=True, slots=True)
class Person:
    """Words that identify a private person: where, and the kind of what was found."""

    span: Span
    kind: str  # name, family, age, school, diagnosis, case
    name: Span  # the name alone


@lru_cache(maxsize=32)
def tokens(text: str) -> tuple[Token, ...]:
    found = []
    plain = masked(_DISPLAY_NAME.sub(" ", text))
    plain = _CHARACTERS.sub(lambda match: " " * len(match[0]), plain)
    for match in _TOKEN.finditer(plain):
        word = match[0]
        base = word[:-2] if word[-2:] in ("'s", "’s", "'S", "’S") else word
        start = match.start()
        low = base.casefold() if base.isascii() else without_accents(base.casefold()).replace("’", "'")
        capital = base[:1].isupper() and len(base) > 1
        found.append(Token(word, base, start, match.end(), start + len(base), low, capital))
    return tuple(found)


_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ə": "e", "æ": "ae", "œ": "oe", "þ": "th"})


def without_accents(word: str) -> str:
    """“dragoș” as “dragos”, the way that the lists of names are written."""
    parts = unicodedata.normalize("NFKD", word)
    return "".join(part for part in parts if not unicodedata.combining(part)).translate(_LETTERS)


def is_given(token: Token) -> bool:
    """Whether it is written like a given name and hardly ever means anything else."""
    if not token.is_capital:
        return False
    parts = token.low.split("-")
    return (
        token.low in GIVEN
        or parts[0] in GIVEN
        or (len(parts) > 1 and parts[0] in AMBIGUOUS_GIVEN and (parts[1] in GIVEN or parts[1] in AMBIGUOUS_GIVEN))
    )


def may_be_given(token: Token) -> bool:
    return token.is_capital and token.low in AMBIGUOUS_GIVEN


def is_family(token: Token) -> bool:
    if not token.is_capital:
        return False
    low = token.low
    if low in FAMILY or any(part in FAMILY for part in low.split("-")[1:]):
        return True
    return bool(re.match(r"(?:Mc|Mac|O['’])[A-Z]\w", token.base)) or low.endswith(
        (
            *(
                "owski",
                "owska",
                "inski",
                "inska",
                "anski",
                "anska",
                "enski",
                "enska",
                "ynski",
                "ynska",
                "ewicz",
                "wicz",
                "escu",
                "eanu",
                "poulos",
                "nathan",
                "enko",
                "chuk",
                "czyk",
                "shvili",
            ),
            *("oglu", "ovic", "evic", "sdottir", "sson", "lingam", "singham", "swamy", "samy", "singhe", "wardena"),
            *("opoulou", "olaou", "akis", "auskas", "evicius", "avicius", "zadeh"),
        )
    )


def are_adjacent(text: str, one: Token, other: Token) -> bool:
    return text[one.end : other.start] in (" ", "\u00a0", "  ")


def is_name_like(token: Token) -> bool:
    """A capitalised word that means nothing else that we know."""
    return (
        token.is_capital
        and not token.base.isupper()
        and not any(token.low in known for known in (WORDS, ONE_WORD, PEOPLE_WORDS, TIME_WORDS, BODY, FAMILY, ORDINARY))
    )


def runs_into_a_body(text: str, every: tuple[Token, ...], index: int) -> bool:
    """“Emma Watts Dance Academy”: the capitals go on to a word for a body or a place."""
    for place in range(index + 1, min(index + 5, len(every))):
        if not (every[place].is_capital and are_adjacent(text, every[place - 1], every[place])):
            return False
        if every[place].low in BODY:
            return True
    return False

"""Words that no list knows for a given name, in the places where names stand: “Dear Xiulan”, “Teo's mum”."""

import re

from policies.rules.pcre import Pattern
from policies.rules.people.beside import NUMBER, SCHOOL
from policies.rules.people.later import SAID
from policies.rules.people.roles import CALLINGS, PRIVATE_BEFORE, ROLE_BEFORE
from policies.rules.people.tokens import (
    PEOPLE_WORDS,
    TIME_WORDS,
    Person,
    Token,
    are_adjacent,
    is_given,
    is_name_like,
    may_be_given,
)
from policies.vocabulary import ONE_WORD, WORDS

_BROUGHT_IN = Pattern(
    r"\b(?:hi|hello|hiya|dear|baby|little|young|meet|remember|named|called|name\s+of|boy|girl|lad|son|daughter|"
    r"mum|dad|"
    r"pupil|brother|sister|thinking\s+of|congrat(?:ulation)?s|well\s+done|birthday|good\s+luck|thank\s+you|thanks|"
    r"(?:proud|fond)\s+of|(?:pleased|thrilled|delighted|happy|sorry)\s+for|helped|supported|get\s+well|rip|goodbye|"
    r"hats\s+off\s+to|shout\s+out\s+to|applause\s+for|hooray\s+for|did\s+you\s+(?:see|hear|spot|catch)|"
    r"cheers\s+for|case\s+of|story\s+of)\s*,?\s+(?:(?:to|for|our|lovely|brave|little|soon)\s+)*$",
    re.I,
)
_OF_A_FAMILY = re.compile(
    r"^(?:['’]s?\s+(?:\w+\s+)?(?:mum|mam|dad|mummy|daddy|mother|father|nan|gran|grandma|brother|sister|son|"
    r"daughter|boys?|"
    r"girls?|lad|twins|little\s+(?:brother|sister))\b|\s+(?:and|with)\s+(?:his|her)\b|,\s+(?:mum|dad|mother|"
    r"father)\s+"
    r"(?:of|to)\b)"
)
_HE_OR_SHE = re.compile(r"\b(?:he|she|his|her|him|himself|herself)\b", re.I)
_A_PLACE = re.compile(r"\b(?:in|at|near|through|across|the|by|around|outside|via|from|for)\s+$", re.I)


_NETWORKS = frozenset(("youtube", "facebook", "instagram", "tiktok", "whatsapp", "bluesky", "mastodon", "linkedin"))


def is_a_person(text: str, every: tuple[Token, ...], index: int, before: str, after: str, later: str) -> bool:
    """A word that no list knows for sure, in words that are said of people: “Dear Xiulan”, “Teo's mum”, “Ula … her”."""
    token = every[index]
    if not (is_name_like(token) or may_be_given(token)) or token.low in CALLINGS | _NETWORKS:
        return False
    if any(
        0 <= place < len(every) and every[place].is_capital and are_adjacent(text, *pair)
        for place, pair in ((index - 1, every[index - 1 : index + 1]), (index + 1, every[index : index + 2]))
        if len(pair) == 2
    ):
        return bool(_BROUGHT_IN.search(before)) and not re.match(r"\s+[A-Z]", after)
    if _OF_A_FAMILY.match(after) or _BROUGHT_IN.search(before):
        return True
    if _A_PLACE.search(before) or may_be_given(token):
        return False
    return bool(_HE_OR_SHE.search(after)) or bool(re.match(r"\s*(?:He|She|His|Her)\b", later))


_FROM_A_SCHOOL = re.compile(
    rf"^\s+(?:from|of|at)\s+({SCHOOL}),?\s+(?:who\s+|has\s+)?(?:drew|drawn|painted|made|baked|sang|sung|singing|danced|dancing|doing|"
    rf"designed|knitted|sewed|scored|won|swam|ran|played|playing|came|built|wrote|coloured|recited|signing|signed|loved|got|reads?|wins|chose|named)\b"
)


_DONE_BY_BEFORE = Pattern(
    r"\b(?:sung|drawn|painted|made|written|baked|designed|won|read|played|recited|decorated|grown|sewn|knitted|coloured|built|"
    r"created|chosen|picked|named|donated|found)\s+by\s+$|\bof\s+the\s+(?:week|month|term|year)\b[^.!?\n]{0,40}\bby\s+$|"
    r"\b(?:joke|poem|picture|drawing|story|card|recipe|question|letter|song|painting|poster)\s+(?:of\s+the\s+\w+\s+)?(?:(?:is|was|comes?|came)\s+)?(?:from|by)\s+$",
    re.I,
)
_OF_A_SCHOOL = re.compile(rf"^(?:\s+(?:from|of|at)|,)\s+({SCHOOL})")


def from_a_school(token: Token, before: str, after: str) -> Person | None:
    """“Ruby from Quay Primary drew it”: a word that is a name here, since it stands before a school and does things."""
    is_name = is_given(token) or may_be_given(token) or (is_name_like(token) and token.low[-1] != "s")
    if not is_name or token.low == "art":
        return None
    match = _FROM_A_SCHOOL.match(after) or (_DONE_BY_BEFORE.search(before) and _OF_A_SCHOOL.match(after))
    if not match or ROLE_BEFORE.search(before):
        return None
    return Person((token.start, token.base_end + match.end(1)), "school", (token.start, token.base_end))


def is_presented(token: Token, before: str, after: str) -> bool:
    """“Remember Priti?”, “This is Priti.”: a word that no list knows, brought in as somebody's name."""
    if not is_name_like(token):
        return False
    return bool(_PRESENTED_BEFORE.search(before) or (not before.strip() and re.match(r"\s*[?!]", after)))


def beside_unknown(token: Token, before: str, after: str, *, at_start: bool) -> Person | None:
    """A capitalised word that no list knows, beside an age: only in forms that people's names take."""
    if (
        token.low in PEOPLE_WORDS
        or token.low in TIME_WORDS
        or token.low in WORDS
        or token.low in ONE_WORD
        or token.base.isupper()
    ):
        return None
    name = (token.start, token.base_end)
    if PRIVATE_BEFORE.search(before):
        for pattern, kind in SAID:
            if match := pattern.match(after):
                return Person((token.start, token.base_end + len(match[0].rstrip(" ,.)"))), kind, name)
    aged = re.match(
        rf"^,?\s+(?:who is\s+)?aged\s+{NUMBER}\b|^,\s+{NUMBER}\s*,|^\s*\(aged\s+{NUMBER}\)|"
        rf"^\s+is\s+{NUMBER}\s+years\s+old|^\s*\((?:in\s+)?(?:Year\s+|Y)\d{{1,2}}\s*[,;)]|"
        rf"^\s*\({NUMBER},\s+(?:[A-Z][\w’'.]+\s+){{1,3}}(?:School|Academy|College|Primary|Nursery|Infants|Juniors|High)\b|"
        rf"^\s*\((?:both|all)\s+(?:aged?\s+)?(?:{NUMBER}\b|in\s+Year\b)|"
        rf"^,\s+who(?:['’]s|\s+is)\s+(?:now\s+)?in\s+(?:(?:Year|Class)\s+\w{{1,2}}\b|Y\d|Reception\b|Nursery\b)|"
        rf"^,\s+(?:who\s+is\s+|now\s+)?{NUMBER}\s+(?:today|tomorrow|yesterday|on\s+\w+day)\b|"
        rf"^\s*\((?:Reception|Nursery|[Cc]lass\s+\w+),\s+[A-Z]|"
        rf"^\s*,\s+Year\s+\d{{1,2}}\s*[,.]|"
        rf"^,\s+(?:an?|our)\s+(?:(?:Year|Y)\s?\d{{1,2}}|{NUMBER}[- ]year[- ]old)\s+(?:pupil|student|boy|girl|"
        rf"child)\b",
        after,
    )
    if not aged and re.search(r"\b(?:by|from|to|for|is|was)\s+$", before):
        aged = re.match(rf"^,\s+{NUMBER}(?=\s*(?:[.!;](?!\d)|$))", after)
    if aged and not ROLE_BEFORE.search(before):
        return Person((token.start, token.base_end + len(aged[0].rstrip(" ,"))), "age", name)
    if match := re.search(
        rf"\b{NUMBER}[- ]years?[- ]old\s+(?:twins?|boy|girl|pupil|student|son|daughter|triplets?)?\s*$", before
    ):
        return Person((token.start - len(match[0]), token.base_end), "age", name)
    if match := re.match(
        r"^(?:,? who)? (?:was diagnosed with|has been diagnosed with|"
        r"lives with) (?:[\w-]+ ){0,2}?(?:autism|adhd|dyslexia|epilepsy)\b",
        after,
        re.I,
    ):
        return Person((token.start, token.base_end + len(match[0])), "diagnosis", name)
    if match := _OWN_CASE.match(after):
        return Person((token.start, token.base_end + len(match[0])), "case", name)
    if not at_start and (match := re.match(r"^['’]s (?:mum|dad|mother|father|parents)\b", after)):
        return Person((token.start, token.base_end + len(match[0])), "case", name)
    return None


_OWN_CASE = re.compile(
    r"^['’]s\s+(?:\w+\s+)?(?:EHCP|EHC\s+plan|tribunal|appeal|annual\s+review|diagnosis|one[- ]to[- ]one|"
    r"social\s+worker|"
    r"taxi|school\s+transport|school\s+place|mediation|exclusion)\b(?!['’]|\s+(?:\w+\s+){0,2}(?:process|figures|"
    r"team|forms?|"
    r"rates?|numbers|backlog|data|record|polic\w+|services?|system|officers?|guid\w+|panel|contract|review))",
    re.I,
)
_PRESENTED_BEFORE = re.compile(
    r"\b(?:remember|meet|this\s+is|say\s+(?:hello|hi)\s+to|met|about|called|named|"
    r"like|hear\s+from)\s+$",
    re.I,
)

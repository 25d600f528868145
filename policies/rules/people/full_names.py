"""Full names of private people, families, and names that a hashtag puts together."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

from policies.names import AMBIGUOUS_GIVEN, FAMILY, GIVEN, ORDINARY, PUBLIC_PEOPLE
from policies.rules.base import Span
from policies.rules.people.beside import CASE_WORDS
from policies.rules.people.placed import stands_as_a_person
from policies.rules.people.roles import PRIVATE_AFTER, PRIVATE_BEFORE, ROLE_AFTER, ROLE_BEFORE
from policies.rules.people.tokens import (
    BODY,
    TIME_WORDS,
    Person,
    Token,
    are_adjacent,
    is_family,
    is_given,
    is_name_like,
    may_be_given,
    runs_into_a_body,
    without_accents,
)
from policies.rules.text import HASHTAG, sentence_at
from policies.vocabulary import ONE_WORD, WORDS, words_of

_WORD_SURNAMES = words_of("""
green hill white brown black young wood woods king hall day field rose bell price best cook baker carter
mason fox gray grey reed stone long little short hope love rice bush page moon banks cross dean french lord
may foster noble pope power rich sharp small swift summer winter ward weeks west north wise bright good lane mann
""")


def full_name(text: str, every: tuple[Token, ...], index: int, own_words: set[str]) -> Span | None:
    """The span of the full name that begins with this token, if one does."""
    first = every[index]
    second_at = _next_in_name(text, every, index)
    if first.base != first.text:
        return None
    if is_given(first) and (match := re.match(r" [A-Z](?:\.(?=\W|$)|(?=['’]s\b|[,!]))", text[first.end :])):
        return (first.start, first.end + match.end())
    if second_at is None:
        return None
    second = every[second_at]
    if not second.is_capital or second.low in BODY or second.low in TIME_WORDS or second.low in own_words:
        return None
    if second.base in _LETTERS_AFTER or second.base in _OF_KINGS:
        return None
    if index and are_adjacent(text, every[index - 1], first) and every[index - 1].low in ("st", "saint") and (
        not text[every[index - 1].start - 1 : every[index - 1].start].isdigit()  # “1st Siobhán …”
    ):
        return None
    end_at = second_at
    if second.base == second.text:  # a third part: a double family name
        if runs_into_a_body(text, every, second_at):
            return None
        third_at = _next_in_name(text, every, second_at)
        if third_at is not None and every[third_at].is_capital and is_family(every[third_at]):
            end_at = second_at if is_family(second) and _is_list(text, every[third_at]) else third_at
    span = (first.start, every[end_at].base_end)
    ordinary = second.low in WORDS and second.low not in _WORD_SURNAMES
    if is_given(first):
        if not ordinary and (is_family(second) or second.low not in ONE_WORD):
            return span
        return span if is_family(second) and second.low not in WORDS else None
    if may_be_given(first) and is_family(second) and second.low not in WORDS:
        return span
    if may_be_given(first) and not ordinary and (_DOUBLE.match(second.base) or _follows_a_given(text, every, index)):
        return span
    if is_name_like(first) and is_family(second) and _follows_a_given(text, every, index):
        return span
    before = text[max(0, first.start - 40) : first.start]
    if _TITLE_BEFORE.search(before) and is_family(second) and first.low not in BODY:
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
_OF_KINGS = frozenset({"II", "III", "IV", "VI", "VII", "VIII", "IX"})
_DOUBLE = re.compile(r"[A-Z][a-z]+-[A-Z][a-z]+$")  # “Len Skillicorn-Dube”


def _follows_a_given(text: str, every: tuple[Token, ...], index: int) -> bool:
    """“Margaret and Len Skillicorn”: two who share a family name."""
    if index < 2 or every[index - 1].low != "and" or not are_adjacent(text, every[index - 1], every[index]):
        return False
    return is_given(every[index - 2]) and are_adjacent(text, every[index - 2], every[index - 1])


_TITLE_BEFORE = re.compile(r"\b(?:Mrs?|Ms|Miss|Mx)\.?\s$")
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


def in_small_letters(text: str, every: tuple[Token, ...], index: int) -> Span | None:
    """“sarah ahmed”: a given name and a family name that are both hardly ever words."""
    following = index + 1
    while following < min(index + 3, len(every) - 1) and every[following].low in _PARTICLES:
        following += 1
    if following >= len(every) or any(
        not are_adjacent(text, *every[place : place + 2]) for place in range(index, following)
    ):
        return None
    first, second = every[index], every[following]
    last = second.low.rsplit("-")[-1]
    if first.base != first.text or first.low not in GIVEN or last not in FAMILY:
        return None
    if any(one.low in known for one in (first, second) for known in (WORDS, ONE_WORD, _WORD_SURNAMES, BODY)):
        return None
    return (first.start, second.base_end) if len(first.low) > 2 and second.low not in AMBIGUOUS_GIVEN else None


def _next_in_name(text: str, every: tuple[Token, ...], index: int) -> int | None:
    """The next part of a name: the word after a space, or after an initial."""
    if index + 1 >= len(every):
        return None
    if index + 2 < len(every) and _NICKNAME.fullmatch(text, every[index].end, every[index + 2].start):
        return index + 2
    if are_adjacent(text, every[index], every[index + 1]):
        following = every[index + 1]
        if len(following.base) == 1 and following.base.isupper() and index + 2 < len(every):
            between = text[following.end : every[index + 2].start]
            return index + 2 if between in (" ", ". ", ".") else None
        place = index + 1
        while place < min(index + 3, len(every) - 1) and every[place].low in _PARTICLES:
            if not are_adjacent(text, every[place], every[place + 1]):
                break
            place += 1
        return place if place == index + 1 or every[place].is_capital else index + 1
    return None


_NICKNAME = re.compile(r" [\"“‘'(][A-Z][\w’'-]{1,14}[\"”’')] ")  # “Terence ‘Tel’ Vensk”
_PARTICLES = words_of("""
de da di du le la van von der den ter ten el al bin ibn bint binti del della dos das ap ab ferch mac ni nic
""")


_TAG_OF_A_CASE = re.compile(
    r"(?:Justice|Help|Save|Support|Free|Find|Bring|Home|Army|Fight|WellDone|GoodLuck|GetWell|HappyBirthday|Congrat|"
    r"Strong|Remember|Pray|Prayers|Poor|Team)\w*",
    re.I,
)


_TAG_TO_SOMEBODY = re.compile(
    r"(?:Thank(?:You|s)|WellDone|Congrat\w*|HappyBirthday|GoodLuck|Goodbye|Farewell|GetWell(?:Soon)?)(?:To)?"
)


def in_hashtags(text: str, staff: set[str]) -> Iterator[Person]:
    """“#JusticeForAlfie”, “#AlfieBarnes”: a name that a hashtag puts together."""
    for match in HASHTAG.finditer(text) if "#" in text else ():
        parts = re.findall(r"[A-Z][a-z]+", match[1])
        for index, part in enumerate(parts):
            low = part.casefold()
            following = parts[index + 1].casefold() if index + 1 < len(parts) else ""
            full = low in GIVEN and following in FAMILY and following not in WORDS
            if index and low in GIVEN - WORDS and following and _TAG_TO_SOMEBODY.fullmatch("".join(parts[:index])):
                full = full or following not in WORDS | ONE_WORD | BODY
            if parts[0] == "Team" and index == 1 and len(parts) == 3 and low in GIVEN - WORDS:
                full = full or following not in WORDS | ONE_WORD
            if full and (f"{low} {following}" in staff or f"{low} {following}" in PUBLIC_PEOPLE):
                continue
            if full or (low in GIVEN and index and _TAG_OF_A_CASE.match(match[1]) and parts[0] != "Team"):
                yield Person(match.span(), "name" if full else "case", match.span())
                break


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


_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx)\.?(?: and (?:Mr|Mrs|Ms|Miss|Mx)\.?)? (?:[A-Z]\.? )?([A-Z][\w’'-]+)(?!\s+[A-Z])"
)
_OWED_BEFORE = re.compile(
    r"\b(?:thanks|thank\s+you|cheers|grateful|congratulations|well\s+done|happy\s+birthday)\s+"
    r"(?:so\s+much\s+|again\s+)?(?:to\s+)?$",
    re.I,
)
_TEACHES = re.compile(
    r"\b(?:school|academy|college|primary|class|staff|teachers?|head|sencos?|pupils|assembly|year\s+\d+|"
    r"nursery|talks?|workshops?|training|presentation|sessions?|webinar|council|surgery)\b",
    re.I,
)
_FAMILY_OF = re.compile(
    r"\b[Tt]he ([A-Z][\w’'-]+?)(?:['’]s?|s['’])? (?:family|twins|household|siblings|brothers|sisters)\b"
    r"(?! (?:cent|hub|trust|found|room|fund|fun|day|festival|event|picnic|support|service|forum|church|court|"
    r"practice|information|carnival|fair|library|book|film|swim|sing|quiz|yoga|reading|learning|history|cinema|disco|trail))"
)
_FAMILY_PLURAL = re.compile(
    r"\b[Tt]he ([A-Z][a-z’'-]{2,}s)(?= (?:won|lost|waited|got|have (?:been|won|waited|finally|had)|had|"
    r"were (?:refused|told|given)|are "
    r"(?:waiting|appealing)|appealed|came to us|contacted|rang|asked us|lives?|moved)\b)"
)
_OWN_CHILD = re.compile(
    r"^[^.!?\n]{0,40}\b(?:her|his|their)\s+(?:\w+\s+)?(?:son|daughter|child|children|boys?|girls?|twins|grandson|"
    r"granddaughter)\b"
)
_NO_FAMILY = words_of("""
royal holy syrian ukrainian afghan kurdish iraqi somali polish romanian chinese indian
addams simpson simpsons incredibles united northshire sendiass send nhs peppa pig gruffalo croods
""")


_INITIALS = re.compile(
    r"(?<![\w.&’'-])(?P<title>(?:M(?:rs?|RS?|s|S|x|X|iss|ISS)|Master)\.?\s)?(?P<letters>(?:[A-Z]\.\s?){1,3}|"
    r"(?:(?<=M[rsxRSX]\s)|(?<=M(?:rs|RS)\s)|(?<=M(?:iss|ISS)\s)|(?<=Master\s))(?:[A-Z]\s){1,3})"
    r"(?P<family>(?:(?:[Vv]an|[Dd]e|[Vv]on|[Ll]e|[Ll]a|[Aa]l|[Ee]l|[Dd]er)\s){0,2}[^\W\d_a-z][\w’'-]+)"
)
_NO_INITIAL_BEFORE = re.compile(
    r"\b(?:rooms?|halls?|groups?|plans?|class|sections?|parts?|options?|blocks?|appendix|vitamins?|hepatitis|zones?|gates?|"
    r"schedules?|annex|sets?|stages?|figure|table|grade|band|level|form|question|step|key|bay|stand|page|unit)\s+$",
    re.I,
)
_FIRM_AFTER = re.compile(
    r"\s*(?:&|and)\s+(?:Sons?|Daughters?|Co\b|Company|Partners|Brothers|Bros)|\s+(?:Ltd|LLP|plc|PLC|Inc)\b"
)
_AUTHORS = words_of("""
rowling lewis tolkien wells wodehouse eliot nesbit milne travers palacio said white montgomery alston yeats auden
johns shepard lawrence forster leonard lapinski steadman barrie cummings housman ballard chesterton woolworth smith's
wetherspoon christie stine salinger shakespeare dickens churchill
""")


def initialled(text: str, every: tuple[Token, ...], staff: set[str]) -> Iterator[Person]:
    """“P. J. Ravindran”, “Mrs Y. Abernethy”: letters that stand for given names, before a family name."""
    at = {token.start: index for index, token in enumerate(every)}
    for match in islice(_INITIALS.finditer(text), MOST_TITLES):
        index = at.get(match.end("family") - len(match["family"].split()[-1]))
        if index is None:
            continue
        family, span = every[index], (match.start(), every[index].base_end)
        many = match["title"] or match["letters"].count(".") > 1
        if not (is_family(family) or (many and is_name_like(family))) or family.low in WORDS or family.low in BODY:
            continue
        if not match["title"] and (
            family.low in _AUTHORS or _NO_INITIAL_BEFORE.search(text[max(0, span[0] - 12) : span[0]])
        ):
            continue
        if (earlier := _name_before(text, every, span[0])) and not match["title"] and earlier.low not in WORDS:
            continue  # the given name stands there: “Onjali Q. Raúf”
        if runs_into_a_body(text, every, index) or _FIRM_AFTER.match(text, span[1]):
            continue
        if any(name.split()[-1] == family.low for name in staff) or is_known(text, span, staff):
            continue
        yield Person(span, "name", span)


def _name_before(text: str, every: tuple[Token, ...], place: int) -> Token | None:
    """The word with a capital that stands right before this place."""
    index = bisect_left(every, place, key=lambda token: token.start) - 1
    return every[index] if index >= 0 and every[index].is_capital and text[every[index].end : place] == " " else None


_STANDS_APART = re.compile(r"\A\s*\Z|[:;\n\"“”(].?\Z|\d[.)] ?\Z|\A['’\"”.,;)\n]")


def surname_first(text: str, every: tuple[Token, ...]) -> Iterator[Person]:
    """“YILDIRIM, Defne”, “YILDIRIM Defne”, “Yıldırım, Defne”: a family name before a given name."""
    for index in range(len(every) - 1):
        family, given = every[index], every[index + 1]
        if span := _known_surname_first(text, every, index):
            yield Person(span, "name", span)
            continue
        if not (family.base.isupper() and len(family.base) > 2 and text[family.end : given.start] == ", "):
            continue
        if (
            given.base.isupper()
            or not given.is_capital
            or any(family.low in known for known in (WORDS, BODY, ORDINARY))
        ):
            continue
        span = (family.start, given.base_end)
        before, after = text[max(0, span[0] - 3) : span[0]], text[span[1] : span[1] + 3]
        known = is_family(family) and (is_given(given) or may_be_given(given) or is_name_like(given))
        apart = _STANDS_APART.search(before) and _STANDS_APART.match(after)
        if known or (is_given(given) and family.low not in ONE_WORD and apart):
            yield Person(span, "name", span)


def _known_surname_first(text: str, every: tuple[Token, ...], index: int) -> Span | None:
    """A family name that is nothing else, and a given name that is nothing else, with or without a comma."""
    family, given = every[index], every[index + 1]
    if family.low not in FAMILY or family.base != family.text or not family.is_capital:
        return None
    if any(family.low in known for known in (GIVEN, AMBIGUOUS_GIVEN, WORDS, ONE_WORD, BODY, ORDINARY, TIME_WORDS)):
        return None
    span = (family.start, given.base_end)
    before, after = text[max(0, span[0] - 12) : span[0]], text[span[1] : span[1] + 3]
    if text[family.end : given.start] == ", ":
        known = is_given(given) and given.low not in FAMILY
        if known and family.base.isupper() and given.base.isupper():
            return span
        return span if known and _STANDS_APART.search(before[-3:]) and _STANDS_APART.match(after) else None
    if not are_adjacent(text, family, given) or _AT_A_PLACE.search(before):
        return None
    last = every[index + 2] if index + 2 < len(every) and are_adjacent(text, given, every[index + 2]) else None
    if last and last.is_capital:
        in_capitals = family.base.isupper() and (is_given(last) or may_be_given(last)) and last.low not in FAMILY
        return (family.start, last.base_end) if in_capitals else None
    if index and every[index - 1].is_capital and are_adjacent(text, every[index - 1], family):
        return None
    return span if is_given(given) and given.low not in FAMILY and not given.base.isupper() else None


_AT_A_PLACE = re.compile(r"\b(?:in|at|near|to|of|from|via|around|across|for|with|and|&)\s+$", re.I)
MOST_TITLES = 200  # in one text that are looked at


def families(text: str) -> Iterator[Person]:
    for match in islice(_TITLED.finditer(text), MOST_TITLES):
        before, after = text[max(0, match.start() - 30) : match.start()], text[match.end() : match.end() + 80]
        couple = " and M" in match[0] and not ROLE_AFTER.match(after)
        possessive = match[1][-2:] in ("'s", "’s") and re.match(
            r"\s+(?:\w+\s+)?(?:son|daughter|child|children|family|tribunal|appeal|case)\b", after
        )
        if re.search(r"\b[Ll]ittle\s+$", before):
            continue  # Little Miss Sunshine
        private = couple or possessive or PRIVATE_BEFORE.search(before) or PRIVATE_AFTER.match(after)
        thanked = _OWED_BEFORE.search(before) if match[1].casefold() in FAMILY else None
        if thanked and not (ROLE_AFTER.match(after) or _TEACHES.search(sentence_at(text, match.start()).text)):
            private = thanked
        private = private or _OWN_CHILD.search(text[match.end() : match.end() + 60])
        if private and not ROLE_BEFORE.search(before):
            yield Person(match.span(), "name", match.span())
    for match in (*_FAMILY_OF.finditer(text), *_FAMILY_PLURAL.finditer(text)):
        name = match[1].casefold()
        singular = name[:-1] if name.endswith("s") else name
        if match[1].isupper() or any(one in known for one in (name, singular) for known in (WORDS, _NO_FAMILY, BODY)):
            continue
        is_known = name in FAMILY or singular in FAMILY
        of_a_family = match.re is _FAMILY_OF and name not in ONE_WORD
        if is_known or of_a_family or re.search(CASE_WORDS, text[match.end() : match.end() + 60]):
            yield Person(match.span(), "family", match.span())

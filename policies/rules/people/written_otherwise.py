"""Full names that are written in another way: in small letters, in hashtags and handles, with initials or the family
name first, and families."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice, pairwise

from policies.names import AMBIGUOUS_GIVEN, FAMILY, GIVEN, ORDINARY, PUBLIC_PEOPLE
from policies.rules.base import Span
from policies.rules.pcre import Pattern
from policies.rules.people.beside import CASE_WORDS
from policies.rules.people.full_names import PARTICLES, WORD_SURNAMES, is_known
from policies.rules.people.nobody import has_made_up_people
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
from policies.rules.text import HASHTAG, MENTION, sentence_at
from policies.vocabulary import ONE_WORD, WORDS, words_of


def in_small_letters(text: str, every: tuple[Token, ...], index: int) -> Span | None:
    """“sarah ahmed”: a given name and a family name that are both hardly ever words."""
    first = every[index]
    if first.low not in GIVEN or first.base != first.text:
        return None
    following = index + 1
    while following < min(index + 3, len(every) - 1) and every[following].low in PARTICLES:
        following += 1
    if following >= len(every) or any(
        not are_adjacent(text, *every[place : place + 2]) for place in range(index, following)
    ):
        return None
    second = every[following]
    last = second.low.rsplit("-")[-1]
    if last not in FAMILY and not _OF_IRELAND.fullmatch(last):
        return None
    if any(one.low in known for one in (first, second) for known in (WORDS, ONE_WORD, WORD_SURNAMES, BODY)):
        return None
    return (first.start, second.base_end) if len(first.low) > 2 and second.low not in AMBIGUOUS_GIVEN else None


_TAG_OF_A_CASE = re.compile(
    r"(?:Justice|Help|Save|Support|Free|Find|Bring|Home|Army|Fight|WellDone|GoodLuck|GetWell|HappyBirthday|Congrat|"
    r"Strong|Remember|Pray|Prayers|Poor|Team)\w*",
    re.I,
)


_TAG_TO_SOMEBODY = re.compile(
    r"(?:Thank(?:You|s)|WellDone|Congrat\w*|HappyBirthday|GoodLuck|Goodbye|Farewell|GetWell(?:Soon)?)(?:To)?"
)


_OF_IRELAND = re.compile(r"o'[a-z]{4,}|mc[a-z]{4,}")


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


def in_handles(text: str, staff: set[str]) -> Iterator[Person]:
    """“@faduma_warsame”, “@mrs_k_adjei”: a given name and a family name, or a title with one, in a handle.

    Of who is called a parent there a given name is enough.
    """
    for match in MENTION.finditer(text) if "@" in text else ():
        spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", match[0].split("@")[1])
        parts = re.findall(r"[a-z]+", without_accents(spaced.casefold()))
        named = [pair for pair in pairwise(parts) if pair[0] in GIVEN - WORDS and pair[1] in _FAMILY_ALONE]
        private = PRIVATE_BEFORE.search(text[max(0, match.start() - 40) : match.start()])
        if (
            any(" ".join(pair) not in staff | PUBLIC_PEOPLE for pair in named)
            or (parts and parts[0] in _TITLES and any(part in _FAMILY_ALONE for part in parts[1:]))
            or ((private or (parts and parts[-1] in _PARENTS)) and any(part in GIVEN - WORDS for part in parts))
        ):
            yield Person(match.span(), "name", match.span())


_FAMILY_ALONE = FAMILY - WORDS - BODY
_TITLES = ("mr", "mrs", "ms", "miss")
_PARENTS = ("mum", "mam", "dad", "nan", "family")
_LABEL = re.compile(r"[\"“‘'](?P<name>(?:[a-z]\.\s?){1,3}[a-z][a-z’'-]{2,})[\"”’']")


def on_labels(text: str) -> Iterator[Person]:
    """“k.j. mwangi-reed” in quotation marks, as it is sewn into gloves."""
    for match in _LABEL.finditer(text):
        yield Person(match.span("name"), "name", match.span("name"))


_TITLED = Pattern(
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
_FAMILY_OF = Pattern(
    r"\b[Tt]he ([A-Z][\w’'-]+?)(?:['’]s?|s['’])? (?:family|twins|household|siblings|brothers|sisters)\b"
    r"(?! (?:cent|hub|trust|found|room|fund|fun|day|festival|event|picnic|support|service|forum|church|court|"
    r"practice|information|carnival|fair|library|book|film|swim|sing|quiz|yoga|reading|learning|history|cinema|disco|trail))"
)
_FAMILY_PLURAL = Pattern(
    r"\b[Tt]he ([A-Z][a-z’'-]{2,}s)(?= (?:won|lost|waited|got|have (?:been|won|waited|finally|had)|had|"
    r"were (?:refused|told|given)|are "
    r"(?:waiting|appealing)|appealed|came to us|contacted|rang|asked us|lives?|moved)\b)"
)
_FROM_A_NUMBER = Pattern(
    r"\b(?P<name>m(?:rs?|s|iss)\.?\s+[a-z][\w’'-]+)\s+(?:from|at|of)\s+(?:number|no\.?|flat)\s+\d+", re.I
)
_OWN_CHILD = re.compile(
    r"^[^.!?\n]{0,40}\b(?:her|his|their)\s+(?:\w+\s+)?(?:son|daughter|child|children|boys?|girls?|twins|grandson|"
    r"granddaughter)\b"
)
_NO_FAMILY = words_of("""
royal holy syrian ukrainian afghan kurdish iraqi somali polish romanian chinese indian
addams simpson simpsons incredibles united northshire sendiass send nhs peppa pig gruffalo croods
""")


_INITIALS = Pattern(
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


# “Hislop, A. M.; Renwick, T.”, and no “Hislop, A. (2019)”
_BEFORE_INITIALS = Pattern(
    r"(?<![\w’'-])(?P<family>[A-Z][a-z’'-]{2,}),\s(?:[A-Z]\.\s?){1,3}(?=[;,)\n]|\s?\Z|\s(?=[A-Z]))(?!\(\d)"
)


def surname_first(text: str, every: tuple[Token, ...]) -> Iterator[Person]:
    """“YILDIRIM, Defne”, “YILDIRIM Defne”, “Yıldırım, Defne”: a family name before a given name or initials."""
    for match in _BEFORE_INITIALS.finditer(text):
        if match["family"].casefold() in _FAMILY_ALONE - ONE_WORD - GIVEN:
            yield Person(match.span(), "name", match.span())
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
        if private and not ROLE_BEFORE.search(before) and not has_made_up_people(text):
            yield Person(match.span(), "name", match.span())
    for match in _FROM_A_NUMBER.finditer(text):
        yield Person(match.span(), "name", match.span("name"))
    for match in (*_FAMILY_OF.finditer(text), *_FAMILY_PLURAL.finditer(text)):
        name = match[1].casefold()
        singular = name[:-1] if name.endswith("s") else name
        if match[1].isupper() or any(one in known for one in (name, singular) for known in (WORDS, _NO_FAMILY, BODY)):
            continue
        is_known = name in FAMILY or singular in FAMILY
        of_a_family = match.re is _FAMILY_OF.exact and name not in ONE_WORD
        if is_known or of_a_family or re.search(CASE_WORDS, text[match.end() : match.end() + 60]):
            yield Person(match.span(), "family", match.span())

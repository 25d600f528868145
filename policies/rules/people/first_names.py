"""A first name together with what identifies a person, in its own sentence or the next two."""

import re
from collections.abc import Iterator

from policies.names import GIVEN
from policies.rules.base import Span
from policies.rules.pcre import Pattern
from policies.rules.people.beside import (
    AGE_AFTER,
    AGE_BEFORE,
    CASE_AFTER,
    CASE_TALK,
    DIAGNOSIS_AFTER,
    DIAGNOSIS_BEFORE,
    EVENT_TALK,
    GREETED,
    HELPED_BEFORE,
    KIN_AFTER,
    OVERCOME_BEFORE,
    SCHOOL,
    SCHOOL_BEFORE,
    SCHOOL_NAMED,
    SCHOOL_STRONG,
    SCHOOL_WEAK,
)
from policies.rules.people.later import said_later
from policies.rules.people.nobody import in_a_title, is_made_up, named_things
from policies.rules.people.roles import ROLE_AFTER, ROLE_BEFORE, STAFF_BEFORE
from policies.rules.people.together import beside_in_sentence
from policies.rules.people.tokens import (
    Person,
    Token,
    is_given,
    is_name_like,
    may_be_given,
    runs_into_a_body,
)
from policies.rules.people.unknown import beside_unknown, from_a_school, is_a_person, is_presented
from policies.rules.text import lies_in, sentence_at
from policies.vocabulary import ONE_WORD, WORDS

MOST_NAMES = 1_000  # words with a capital that are looked at; no post has as many


def first_names(text: str, every: tuple[Token, ...], taken: list[Span], staff_given: set[str]) -> Iterator[Person]:
    things, working = named_things(text), at_work(text, every)
    has_school = bool(_ANY_SCHOOL.search(text))
    looked_at = 0
    for index, token in enumerate(every):
        small = token.base.islower() and token.low in GIVEN and token.low not in WORDS and token.low not in ONE_WORD
        if not (token.is_capital or small) or lies_in(taken, token.start) or token.low in things:
            continue
        if token.base == token.text and runs_into_a_body(text, every, index):
            continue
        looked_at += 1
        if looked_at > MOST_NAMES:
            return
        sure, maybe = small or is_given(token), may_be_given(token)
        is_staff = token.low in staff_given or token.low in working
        sentence = sentence_at(text, token.start)
        before = text[max(sentence.start, token.start - 80) : token.start]
        after = text[token.base_end : min(sentence.end, token.base_end + 160)]
        if _MONTH_AFTER_A_DAY.search(before[-10:] + "|" + token.low):
            continue
        if _OFFICE_BEFORE.search(before):
            continue
        if maybe and not sure and _IS_NO_NAME.search(before[-12:] + "|" + after[:30]):
            continue
        later = text[sentence.end : sentence.end + 80]
        if not sure and is_a_person(text, every, index, before, after, later):
            sure = True
        if sure or maybe:
            found = _beside(token, before, after, sentence.text, sure=sure, is_staff=is_staff)
            plain = _alone(after)
            if found is None and plain != after:
                found = _longer(
                    _beside(token, before, plain, sentence.text, sure=sure, is_staff=is_staff), after, plain
                )
        else:
            found = beside_unknown(token, before, after, at_start=not before.strip())
        if found is None and sure and not is_staff:
            found = beside_in_sentence(token, before, after, sentence.text, later, text_has_school=has_school)
        if found is None and not is_staff:
            found = from_a_school(token, before, after)
        if found is None and not is_staff and (sure or is_presented(token, before, after)):
            found = said_later(text, token, sentence.end, before, after)
        if found and not (
            is_made_up(text, token.start) or (in_a_title(text, token.base) and not CASE_TALK.search(sentence.text))
        ):
            yield found
        elif token.low in working:
            yield Person((token.start, token.base_end), "public", (token.start, token.base_end))


# “Judge Meleri Vensk”
_OFFICE_BEFORE = re.compile(
    r"\b(?:Judge|Justice|Lord|Lady|Sir|Dame|Dr|Prof(?:essor)?|Cllr|Councillor|Minister)\.?\s+(?:[A-Z][\w’'-]+\s+)?$"
)
_MONTH_AFTER_A_DAY = re.compile(r"(?:\d(?:st|nd|rd|th)?\s+(?:of\s+)?|\b(?:in|during)\s+)\|(?:april|may|june|august)$")
_OTHERS = re.compile(r"^(?:,\s+[A-Z][\w’-]+){0,4},?\s+(?:and|&)\s+[A-Z][\w’-]+(?=[\s,(])")
_SIGNS = re.compile(r"[^\w\s.,;:!?'’()&–—-]+\s*")


def _alone(after: str) -> str:
    """“, Ivy and Noor are four” as it would read of one: “ is four”; “, she is six” as “ is six”."""
    plain = _OTHERS.sub("", after, count=1)
    if plain != after:
        plain = re.sub(r"^(,\s+|\s*\()(?:both|all)\s+", r"\1", plain)
        for many, one in (
            ("are", "is"),
            ("were", "was"),
            ("have", "has"),
            ("go", "goes"),
            ("attend", "attends"),
            ("start", "starts"),
        ):
            plain = re.sub(rf"^(\s+(?:both\s+|all\s+)?){many}\b", rf" {one}", plain)
    plain = re.sub(r"^(,\s+(?:he|she|who))['’]s\b", r"\1 is", plain)
    return re.sub(r"^\s*,?\s*(?:and\s+)?(?:he|she|who)\s+(?=(?:is|was|has)\b)", " ", plain)


def _longer(found: Person | None, after: str, plain: str) -> Person | None:
    """The finding in the text as it stands."""
    if found is None:
        return None
    return Person((found.span[0], found.span[1] + len(after) - len(plain)), found.kind, found.name)


def at_work(text: str, every: tuple[Token, ...]) -> set[str]:
    """First names that the text gives a role in one place: elsewhere in it they mean the same person."""
    return {token.low for token in every if is_given(token) and _HAS_A_ROLE.search(_around(text, token))}


def _around(text: str, token: Token) -> str:
    sentence = sentence_at(text, token.start)
    before = text[max(sentence.start, token.start - 40) : token.start]
    return f"{before}|{text[token.base_end : min(sentence.end, token.base_end + 40)]}"


_WORKER = (
    r"(?:advis[eo]r|manager|coordinator|co-ordinator|officer|volunteer|apprentice|colleague|caseworker|trainer|tutor|"
    r"teacher|senco|headteacher|nurse|therapist|psychologist|interpreter|trustee|governor|admin|administrator|"
    r"receptionist|"
    r"worker|lead|practitioner|specialist|author|speaker|presenter|host|facilitator|councillor|instructor|coach)"
)
_HAS_A_ROLE = re.compile(
    rf"\b(?:our|the|new|service|with|from)\s+(?:[\w-]+\s+){{0,3}}{_WORKER},?\s+\||"
    rf"\|,?\s+(?:(?:is|our|the|a|an|who\s+is)\s+){{1,2}}(?:[\w-]+\s+){{0,3}}?{_WORKER}\b|"
    rf"\|(?:\s+and\s+[A-Z]\w+)?\s+from\s+(?:our|the|SENDIASS)\b(?!\s+(?:[\w-]+\s+){{0,3}}"
    rf"(?:nursery|pre-?school|playgroup|reception|class|unit|base|school)\s+(?:at|in|of)\b)|\b(?:meet\s+the\s+team:?|ask\s+for|say\s+hello\s+to\s+our\s+\w+)\s+\|",
    re.I,
)
_ANY_SCHOOL = Pattern(rf"\b{SCHOOL}")


_IS_NO_NAME = re.compile(r"\b(?i:ministry|court|department) of \||\|\s+is\s+(?:the\s+|a\s+)?[A-Z]\w+\s+\w+")


def _beside(token: Token, before: str, after: str, sentence: str, *, sure: bool, is_staff: bool) -> Person | None:
    """What stands beside a known first name in its own sentence."""
    name = (token.start, token.base_end)
    before = _SIGNS.sub(" ", before) if not before.isascii() else before
    if re.match(r"\s+[A-Z]\w+\s+(?:School|Academy|College|Centre|Trust|Road|Street)", after):
        return None
    if match := AGE_AFTER.match(after):
        grown_up = ROLE_AFTER.match(after) or re.match(r"[^.!?\n]{0,30}\b(?:joins|joined)\s+(?:us|our)\b", after)
        is_a_number = re.match(r"\s+\d|,\s+\d{1,2}\s*$", match[0])  # “Will 9 weeks”
        if not grown_up and (sure or not is_a_number):
            return Person((token.start, token.base_end + len(match[0].rstrip(" \n,.;!?–—"))), "age", name)
    if match := AGE_BEFORE.search(before):
        return Person((token.start - len(match[0]), token.base_end), "age", name)
    if (match := DIAGNOSIS_AFTER.match(after)) and not ROLE_BEFORE.search(before):
        return Person((token.start, token.base_end + len(match[0].rstrip(" ,.)"))), "diagnosis", name)
    if (sure or is_name_like(token)) and (match := OVERCOME_BEFORE.search(before)):
        return Person((token.start - len(match[0]), token.base_end), "diagnosis", name)
    if (match := DIAGNOSIS_BEFORE.search(before)) and not ROLE_BEFORE.search(before):
        return Person((token.start - len(match[0]), token.base_end), "diagnosis", name)
    found = _beside_school_or_case(token, before, after, sentence, sure=sure, is_staff=is_staff)
    if found and _GOES_TO_SCHOOL.match(after):
        return found
    if found and (ROLE_BEFORE.search(before) or ROLE_AFTER.match(_FAMILY_NAME.sub("", after, count=1))):
        return None
    return found


_GOES_TO_SCHOOL = re.compile(r",?\s+who\s+(?:goes\s+to|attends|is\s+a\s+pupil\s+at|is\s+in\s+Year)\b")
_FAMILY_NAME = re.compile(r"^\s[A-Z][\w’'-]+")
_PRAISED = re.compile(
    r"\b(?:well\s+done|congratulations|congrats|happy\s+birthday|good\s+luck|wave|proud\s+of|of\s+the\s+(?:week|month|term|"
    r"year)(?:\s+is|:)?)\s+"
    r"(?:to\s+|our\s+|little\s+)*$",
    re.I,
)
_AT_ITS_SCHOOL = re.compile(
    r"\s+(?:over\s+|down\s+)?at\s+[A-Z][\w’'-]+\s+[A-Z][\w’'-]+(?!\s+(?:FC|United|City|Rovers))"
)
_TITLE_BEFORE = re.compile(r"\b(?:Mrs?|Ms|Mx|Dr)\.?\s+$")
# “Freya from the nursery at Carn Gate”, “Raheem's insulin”
_FROM_A_CLASS = re.compile(
    r",?\s+(?:from|of|in|at)\s+the\s+(?:[\w-]+\s+){0,3}(?:nursery|pre-?school|playgroup|reception|class|unit|base|school|sixth\s+form)"
    r"\s+(?:at|in|of)\s+(?-i:[A-Z][\w’'.-]+)",
    re.I,
)
# “little Maisie on Inkerman Terrace”
_LITTLE_BEFORE = re.compile(r"\b(?:little|young|wee|baby)\s+$", re.I)
_OF_A_STREET = re.compile(
    r"\s+(?:on|of|from|in|at)\s+(?:[A-Z][\w’'-]+\s+){1,2}"
    r"(?:Road|Street|Lane|Avenue|Close|Drive|Crescent|Terrace|Gardens|Grove|Rise|Mews|Row|Walk|Croft|estate)\b"
)
_OWN_REMEDY = re.compile(
    r"['’]s\s+(?:[\w-]+\s+){0,2}(?:insulin|inhalers?|epi-?pens?|medication|medicines?|tablets|hearing\s+aids?|wheelchair|"
    r"walking\s+frame|splints|feeding\s+(?:tube|pump)|catheter|communication\s+(?:aid|book)|ear\s+defenders)\b",
    re.I,
)
_AT_A_PLACE = re.compile(r",?\s+(?:who\s+is|who['’]s)\s+(?:now\s+|back\s+)?at\s+(?-i:[A-Z][\w’'-]+)")


def _beside_school_or_case(
    token: Token, before: str, after: str, sentence: str, *, sure: bool, is_staff: bool
) -> Person | None:
    name = (token.start, token.base_end)
    if _TITLE_BEFORE.search(before) and (SCHOOL_STRONG.match(after) or SCHOOL_WEAK.match(after)):
        return None  # “Mr Stephen Aldous starts at Ravensgill Primary”: who has a title is no pupil
    if match := SCHOOL_BEFORE.search(before):
        return Person((token.start - len(match[0]), token.base_end), "school", name)
    if match := SCHOOL_STRONG.match(after) or SCHOOL_NAMED.match(after):
        return Person((token.start, token.base_end + match.end(1)), "school", name)
    if (sure or _PRAISED.search(before)) and (match := _AT_A_PLACE.match(after)) and not EVENT_TALK.search(sentence):
        return Person((token.start, token.base_end + len(match[0])), "school", name)
    if sure and _PRAISED.search(before) and (match := _AT_ITS_SCHOOL.match(after)) and not is_staff:
        return Person((token.start, token.base_end + len(match[0])), "school", name)
    if _PRAISED.search(before) and (match := SCHOOL_WEAK.match(after)):
        return Person((token.start, token.base_end + match.end(1)), "school", name)
    may_be_staff = is_staff or EVENT_TALK.search(sentence)
    if sure and not may_be_staff and (match := SCHOOL_WEAK.match(after)) and not STAFF_BEFORE.search(before):
        return Person((token.start, token.base_end + match.end(1)), "school", name)
    if sure and not may_be_staff and (match := _FROM_A_CLASS.match(after)) and not STAFF_BEFORE.search(before):
        return Person((token.start, token.base_end + len(match[0])), "school", name)
    if sure and _LITTLE_BEFORE.search(before) and (match := _OF_A_STREET.match(after)):
        return Person((token.start, token.base_end + len(match[0])), "school", name)
    if sure and (match := _OWN_REMEDY.match(after)):
        return Person((token.start, token.base_end + len(match[0])), "diagnosis", name)
    if match := CASE_AFTER.match(after):
        return Person((token.start, token.base_end + len(match[0])), "case", name)
    if (match := KIN_AFTER.match(after)) and CASE_TALK.search(sentence):
        return Person((token.start, token.base_end + len(match[0])), "case", name)
    if sure and (match := GREETED.match(after)) and re.search(r"\b(?:hi|hello|hiya|dear)\s+$", before, re.I):
        return Person((token.start, token.base_end + len(match[0])), "case", name)
    if sure and CASE_TALK.search(after) and (match := HELPED_BEFORE.search(before)):
        return Person((token.start - len(match[0]), token.base_end), "case", name)
    return None

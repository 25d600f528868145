"""A first name together with what identifies a person, in its own sentence or the next two."""

import re
from collections.abc import Iterator

from policies.names import GIVEN
from policies.rules.anycase import AnyCase
from policies.rules.base import Span
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
    NUMBER,
    OVERCOME_BEFORE,
    PRONOUN,
    SCHOOL,
    SCHOOL_BEFORE,
    SCHOOL_NAMED,
    SCHOOL_STRONG,
    SCHOOL_WEAK,
)
from policies.rules.people.nobody import is_made_up, named_things
from policies.rules.people.roles import PRIVATE_BEFORE, ROLE_AFTER, ROLE_BEFORE, STAFF_BEFORE
from policies.rules.people.together import beside_in_sentence
from policies.rules.people.tokens import (
    PEOPLE_WORDS,
    TIME_WORDS,
    Person,
    Token,
    are_adjacent,
    is_given,
    is_name_like,
    may_be_given,
    runs_into_a_body,
)
from policies.rules.text import lies_in, sentence_at, sentences_after
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
            found = _beside_unknown(token, before, after, at_start=not before.strip())
        if found is None and sure and not is_staff:
            found = beside_in_sentence(token, before, after, sentence.text, later, text_has_school=has_school)
        if found is None and not (sure or is_staff):
            found = _from_a_school(token, before, after)
        if found is None and not is_staff and (sure or _is_presented(token, before, after)):
            found = _said_later(text, token, sentence.end, before, after)
        if found and not is_made_up(text, token.start):
            yield found
        elif token.low in working:
            yield Person((token.start, token.base_end), "public", (token.start, token.base_end))


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
_ANY_SCHOOL = re.compile(rf"\b{SCHOOL}")
_BROUGHT_IN = AnyCase(
    r"\b(?:hi|hello|hiya|dear|baby|little|young|meet|remember|named|called|name\s+of|boy|girl|lad|son|daughter|"
    r"mum|dad|"
    r"pupil|brother|sister|thinking\s+of|congrat(?:ulation)?s|well\s+done|birthday|good\s+luck|thank\s+you|thanks|"
    r"(?:proud|fond)\s+of|(?:pleased|thrilled|delighted|happy|sorry)\s+for|helped|supported|get\s+well|rip|goodbye|"
    r"hats\s+off\s+to|shout\s+out\s+to|applause\s+for|hooray\s+for|did\s+you\s+(?:see|hear|spot|catch)|"
    r"cheers\s+for|case\s+of|story\s+of)\s*,?\s+(?:(?:to|for|our|lovely|brave|little|soon)\s+)*$",
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


def is_a_person(text: str, every: tuple[Token, ...], index: int, before: str, after: str, later: str) -> bool:
    """A word that no list knows for sure, in words that are said of people: “Dear Xiulan”, “Teo's mum”, “Ula … her”."""
    token = every[index]
    if not (is_name_like(token) or may_be_given(token)):
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
    rf"designed|knitted|sewed|scored|won|swam|ran|played|playing|came|built|wrote|coloured|recited|signing|signed|loved|got)\b"
)


def _from_a_school(token: Token, before: str, after: str) -> Person | None:
    """“Ruby from Quay Primary drew it”: a word that is a name here, since it stands before a school and does things."""
    if not (may_be_given(token) or (is_name_like(token) and token.low[-1] != "s")) or token.low == "art":
        return None
    match = _FROM_A_SCHOOL.match(after)
    if not match or ROLE_BEFORE.search(before):
        return None
    return Person((token.start, token.base_end + match.end(1)), "school", (token.start, token.base_end))


_IS_NO_NAME = re.compile(r"\b(?i:ministry|court|department) of \||\|\s+is\s+(?:the\s+|a\s+)?[A-Z]\w+\s+\w+")


def _is_presented(token: Token, before: str, after: str) -> bool:
    """“Remember Priti?”, “This is Priti.”: a word that no list knows, brought in as somebody's name."""
    if not is_name_like(token):
        return False
    return bool(_PRESENTED_BEFORE.search(before) or (not before.strip() and re.match(r"\s*[?!]", after)))


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
    if found and (ROLE_BEFORE.search(before) or ROLE_AFTER.match(_FAMILY_NAME.sub("", after, count=1))):
        return None
    return found


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


def _beside_unknown(token: Token, before: str, after: str, *, at_start: bool) -> Person | None:
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
        for pattern, kind in _SAID:
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
# “Did you see Kofi? The Saltby High student …”
_THE_PUPIL = re.compile(
    rf"\s*(?:(?:[Tt]he|[Oo]ur|[Tt]his|[Aa])\s+(?:(?:[A-Z][\w’'.]+\s+){{1,4}}|(?:Year|Y)\s?\d{{1,2}}\s+)"
    rf"(?:pupil|student|schoolboy|schoolgirl|boy|girl)\b|(?:The|Our|This)\s+(?i:{NUMBER})[- ]years?[- ]old\b|"
    rf"A\s+(?:pupil|student)\s+(?:at|from|of)\s+(?:the\s+)?{SCHOOL})"
)
# “Happy birthday Aisha! Eleven today.”
_TURNS = re.compile(rf"\s*{NUMBER}\s+(?:today|tomorrow|already|this\s+week|years?\s+old)\b", re.I)
_SAID_OF_ANYONE = ("school",)  # of a colleague too: “Ask Priya. She started at Hillside School”


def _said_later(text: str, token: Token, sentence_end: int, before: str, after: str) -> Person | None:
    """“Liam loves trains. He is nine”: what the next two sentences say of him or her."""
    for sentence in sentences_after(text, sentence_end, 2):
        if (turns := _TURNS.match(sentence.text)) and re.search(r"\bbirthday\b", before, re.I):
            return Person((token.start, sentence.start + turns.end()), "age", (token.start, token.base_end))
        if (pupil := _THE_PUPIL.match(sentence.text)) and not (ROLE_BEFORE.search(before) or ROLE_AFTER.match(after)):
            return Person((token.start, sentence.start + pupil.end()), "school", (token.start, token.base_end))
        match = PRONOUN.match(sentence.text)
        if not match:
            continue
        rest = re.sub(r"^['’]s\b", " is", re.sub(r"^['’]s(?=\s+been\b)", " has", sentence.text[match.end() :]))
        if re.match(r".*\b(?:his|her|their)\s*$", match[0], re.I | re.S):
            rest = "'s" + rest
        they = match[0].strip().casefold() in ("they", "their")
        for pattern, kind in _SAID[:3] if they else _SAID:
            if not (hit := pattern.match(rest)):
                continue
            if ROLE_BEFORE.search(before) or ROLE_AFTER.match(after):
                return None
            if kind in _SAID_OF_ANYONE and STAFF_BEFORE.search(before):
                continue
            length = min(match.end() + len(hit[0]), len(sentence.text.rstrip()))
            return Person((token.start, sentence.start + length), kind, (token.start, token.base_end))
    return None


_SAID = ((AGE_AFTER, "age"), (DIAGNOSIS_AFTER, "diagnosis"), (SCHOOL_STRONG, "school"), (CASE_AFTER, "case"))

# ruff: noqa: E501 - a line of a rule table is one pattern
"""Personal data in a comment: contacts, addresses, numbers, full names, and a first name beside what tells who it is."""

import re
from collections.abc import Iterator

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
)

_P = Flag.PERSONAL_DATA.value

_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_MAIL_SPELT = re.compile(
    r"\b[\w.-]{2,40}\s?(?:\(at\)|\[at\]| at )\s?(?:gmail|hotmail|outlook|yahoo|icloud|btinternet|live|aol)\b(?:\s?(?:\.|dot|\(dot\))\s?(?:com|co\.uk))?"
)
_OWN_MAIL = re.compile(
    r"sendiass?|\biass\b|\biassn\b|\.gov\.uk|^(?:info|help|hello|enquiries|contact|office|admin|support|noreply|bookings)@"
)
_PHONE = re.compile(r"(?<![\d£$/.-])(?:\+\s?44[\s()-]{0,2}|0044[\s-]?|\(?0)(?:\d[\s().-]{0,2}){8,9}\d(?![\d/])")
_FOREIGN_PHONE = re.compile(r"(?<!\d)\+\d{1,3}[\s-]?(?:\d[\s().-]{0,2}){7,11}\d(?!\d)")
_POSTCODE = re.compile(r"\b(?:[a-z]{1,2}\d[a-z\d]?)\s{0,2}\d[abd-hjlnp-uw-z]{2}\b")
_STREET = (
    r"(?:street|st|road|rd|lane|ln|avenue|ave|close|cl|drive|crescent|cres|gardens|gdns|terrace|place|way|court|rise|"
    r"grove|mews|walk|row|square|green|park|hill|view|mount|cottages|buildings|mansions|villas|parade|wharf|vale|croft|fold|dene)"
)
_ADDRESS = re.compile(
    rf"\b(?:(?:flat|apartment|apt|unit)\s?)?\d{{1,4}}[a-z]?,?\s(?!(?:hours?|years?|months?|weeks?|days?|mins?|minutes?|in|on|of|to|at|and|or|the|a|yr|yo|kids)\b)"
    rf"(?:[a-z'][a-z'-]{{1,20}}\s){{1,3}}{_STREET}\b(?!\s(?:school|primary|academy|to|of|from|too|before|since|forward|in|they|that|it)\b)"
)
_PLACE_WORDS = re.compile(
    r"\b(?:library|centre|center|hall|venue|church|event|session|drop ?-?in|office|school|hub|cafe|museum|park(?:ing)?|clinic|hotel|college|workshop|where is|is it at|held)\b"
)
_HOME_WORDS = re.compile(
    r"\b(?:live|lives|living|home|my address|our address|were at|we're at|we are at|i'm at|im at|send|post|come to|lived|address is|moved to|house|flat)\b"
)
_NHS = re.compile(r"(?<![\d+])\d{3}[\s-]?\d{3}[\s-]?\d{4}(?!\d)")
_NHS_WORDS = re.compile(r"\bnhs\s?(?:no|num|number|nr|#)?\b")
_NI = re.compile(r"\b[a-ceghj-prstw-z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[a-d]\b")
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_DATE = rf"(?:\d{{1,2}}\s?[./-]\s?\d{{1,2}}\s?[./-]\s?(?:\d{{4}}|\d{{2}})|\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH},?\s(?:\d{{4}}|'?\d{{2}})|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}})"
_BIRTH = re.compile(
    rf"\b(?:d\.?\s?o\.?\s?b\.?|date of birth|born(?: on)?(?: the)?|birthday(?:'s)?(?: is| was)?(?: on)?(?: the)?|b\.)[\s:=-]{{0,4}}(?:is |was |on )?{_DATE}|{_DATE}\s?(?:\(?(?:dob|date of birth)\b)"
)

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+){0,3}")
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof", "sir", "madam", "mx"})
_OFFICE = re.compile(
    r"\b(?:mp|cllr|councillor|minister|secretary|mayor|commissioner|prime minister|ofsted|chief inspector|author|prof|professor|baroness|lord|speech by|book by|foundation|the late)\b"
)
_NOT_A_PERSON_AFTER = frozenset(
    [
        "school",
        "academy",
        "primary",
        "juniors",
        "junior",
        "infants",
        "infant",
        "college",
        "high",
        "grammar",
        "house",
        "centre",
        "center",
        "library",
        "street",
        "road",
        "lane",
        "avenue",
        "close",
        "hall",
        "park",
        "trust",
        "foundation",
        "award",
        "report",
        "review",
        "building",
        "hospital",
        "clinic",
        "nursery",
        "way",
        "church",
        "court",
        "building",
        "hub",
        "theatre",
        "place",
        "drive",
        "gardens",
        "crescent",
        "surgery",
        "terrace",
        "room",
        "park",
        "arena",
        "stadium",
        "partners",
        "solicitors",
        "law",
        "spencer",
    ]
)
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


def nhs_number_is_valid(digits: str) -> bool:
    """The modulus 11 check of an NHS number: ten digits, of which the last is the check."""
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    check = 11 - sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True)) % 11
    return check % 11 == int(digits[9]) and check != 10


def _phones(text: str, own: frozenset[str]) -> Iterator[Hit]:
    for expression in (_PHONE, _FOREIGN_PHONE):
        for match in expression.finditer(text):
            digits = re.sub(r"\D", "", match.group())
            if digits[-9:] in own or (
                expression is _PHONE and re.match(r"(?:44|0)?0?[358]\d{2}|(?:44|0)?0?116", digits)
            ):
                continue
            before = text[max(0, match.start() - 40) : match.start()]
            after = text[match.end() : match.end() + 40]
            ours = re.search(
                r"\b(?:your (?:\w+ )?(?:number|phone|line|helpline|office)[^.!?]{0,12}|(?:rang|ring|call|called|phone|phoned|tried) (?:you|ya|u|yous|the office|the helpline|the service|sendias\w*)(?: guys| lot)?(?: on| at)?|office (?:number )?(?:on|is)|(?:school|council|helpline|la|school office)(?:'s| number)?(?: is| on)?)[\s:]{0,3}$",
                before,
            ) or re.search(
                r"^[^.!?\n]{0,6}\b(?:(?:still )?your (?:\w+ )?(?:number|line)|the (?:right|correct) number|you\?)",
                after,
            )
            if ours:
                yield Hit("p.own_contact", match.start(), match.end())
            else:
                yield Hit("p.phone", match.start(), match.end(), _P, True)


def _mails(text: str, own: frozenset[str]) -> Iterator[Hit]:
    for match in _MAIL.finditer(text):
        if match.group() in own or _OWN_MAIL.search(match.group()):
            yield Hit("p.own_contact", match.start(), match.end())
        else:
            yield Hit("p.mail", match.start(), match.end(), _P, True)
    for match in _MAIL_SPELT.finditer(text):
        yield Hit("p.mail", match.start(), match.end(), _P, True)


def _addresses(text: str) -> Iterator[Hit]:
    for match in _POSTCODE.finditer(text):
        around = text[max(0, match.start() - 80) : match.end() + 40]
        is_venue = _PLACE_WORDS.search(around) and not _HOME_WORDS.search(around)
        yield Hit(
            "p.venue" if is_venue else "p.postcode", match.start(), match.end(), "" if is_venue else _P, not is_venue
        )
    for match in _ADDRESS.finditer(text):
        around = text[max(0, match.start() - 60) : match.end() + 40]
        is_venue = _PLACE_WORDS.search(around) and not _HOME_WORDS.search(around)
        yield Hit(
            "p.venue" if is_venue else "p.address", match.start(), match.end(), "" if is_venue else _P, not is_venue
        )


def _numbers(text: str) -> Iterator[Hit]:
    for match in _NHS.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        named = _NHS_WORDS.search(text[max(0, match.start() - 30) : match.start()])
        if named or (nhs_number_is_valid(digits) and not digits.startswith(("0", "1"))):
            yield Hit("p.nhs", match.start(), match.end(), _P, True)
    if "ni n" in text or "national insurance" in text:
        for match in _NI.finditer(text):
            yield Hit("p.ni", match.start(), match.end(), _P, True)
    for match in _BIRTH.finditer(text):
        yield Hit("p.birth", match.start(), match.end(), _P, True)


class _Word:
    """A word with what its spelling says: capital at its start, at a sentence's start, all capitals."""

    __slots__ = ("capital", "end", "first", "folded", "start", "text")

    def __init__(self, text: str, folded: str, start: int, end: int, first: bool) -> None:
        self.text, self.folded, self.start, self.end, self.first = text, folded, start, end, first
        self.capital = text[0].isupper() and (len(text) == 1 or not text.isupper() or len(text) > 3)


def _words(raw: str, text: str) -> list[_Word]:
    found: list[_Word] = []
    end_before = 0
    for match in _WORD.finditer(raw):
        between = raw[end_before : match.start()]
        first = not found or any(mark in between for mark in '.!?\n:"')
        word = match.group()
        low = text[match.start() : match.end()]
        if low.endswith(("'s", "'ll", "'d", "'ve", "'re")):
            cut = low.rindex("'")
            word, low = word[:cut], low[:cut]
        found.append(_Word(word, low, match.start(), match.start() + len(word), first))
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
            and len(match.group()) > 4
            and _AT_PLACE.search(text[max(0, match.start() - 14) : match.start()])
        ):
            low = text[match.start() : match.end()]
            if low not in NO_NAMES and low not in FIRST_NAMES:
                found.append(match.span())
    return found


def _conditions(raw: str, text: str) -> list[tuple[int, int]]:
    return [
        match.span()
        for match in CONDITION_RE.finditer(text)
        if match.group() not in ONLY_IN_CAPITALS or raw[match.start() : match.end()].isupper()
    ]


def _surname(word: _Word) -> bool:
    """Whether a word can be the second half of a full name by its spelling."""
    return word.capital and len(word.text) > 1 and word.folded not in NO_NAMES and not word.first


def _names(raw: str, text: str, own_names: frozenset[str]) -> Iterator[Hit]:
    words = _words(raw, text)
    places = schools(raw, text)
    conditions = _conditions(raw, text)
    ages = [match.span() for match in _AGE.finditer(text)]
    taken: set[int] = set()

    def in_place(word: _Word) -> bool:
        return any(start <= word.start < end for start, end in places)

    for index, word in enumerate(words):
        known = word.folded in FIRST_NAMES
        if not (known or word.capital or word.folded in _TITLES) or index in taken or word.folded in own_names:
            continue
        after = words[index + 1] if index + 1 < len(words) else None
        before = words[index - 1] if index else None
        gap = raw[word.end : after.start] if after else ""
        if (
            word.folded in _TITLES
            and after is not None
            and gap.strip(" .") == ""
            and after.text[0].isupper()
            and after.folded not in NO_NAMES
        ):
            taken.add(index + 1)
            third = words[index + 2] if index + 2 < len(words) else None
            last = (
                third
                if third is not None
                and raw[after.end : third.start].strip(" .") == ""
                and third.text[0].isupper()
                and third.folded not in NO_NAMES
                else None
            )
            if last is not None:
                taken.add(index + 2)
                if not _OFFICE.search(text[max(0, word.start - 30) : last.end + 25]):
                    yield Hit("p.fullname", word.start, last.end, _P, True)
                continue
            if any(abs(start - after.end) < 60 or abs(word.start - end) < 60 for start, end in places):
                yield Hit("p.title_school", word.start, after.end, _P, True)
            else:
                yield Hit("p.title_only", word.start, after.end)
            continue
        plain = word.folded in PLAIN_NAMES
        if in_place(word):
            continue
        # A full name: first name and surname.
        called = (
            re.search(
                r"\b(?:my name is|my name's|name is|i'm|i am|called|named|fao|contact|ask for|surname|son|daughter|it's|its|mum|dad|for)[ ,:]{1,2}$",
                text[max(0, word.start - 16) : word.start],
            )
            is not None
        )
        if (
            after is not None
            and gap in (" ", "-")
            and (known or (called and word.capital and word.folded not in NO_NAMES))
        ):
            spelled = _surname(after) and word.text[0].isupper()
            lower = (
                plain
                and called
                and after.folded not in NO_NAMES
                and after.text.islower()
                and len(after.text) > 3
                and raw[after.end : after.end + 1] in ("", ",", ".")
                and after.folded not in _COMMON
            )
            third = words[index + 2] if index + 2 < len(words) else None
            follows = third.folded if third is not None and raw[after.end : third.start] == " " else ""
            full = f"{word.folded} {after.folded}"
            if spelled and after.folded in FIRST_NAMES and not plain and after.folded in PLAIN_NAMES:
                spelled = False
            if (
                (spelled or lower)
                and after.folded not in _NOT_A_PERSON_AFTER
                and follows not in _NOT_A_PERSON_AFTER
                and full not in PUBLIC_FIGURES
            ):
                taken.add(index + 1)
                if _OFFICE.search(text[max(0, word.start - 22) : word.start]) or _OFFICE.match(
                    text[after.end : after.end + 18].strip(" ,(")
                ):
                    yield Hit("p.office", word.start, after.end)
                elif after.folded in own_names:
                    continue
                else:
                    yield Hit("p.fullname", word.start, after.end, _P, True)
                continue
            if spelled and full in PUBLIC_FIGURES:
                taken.add(index + 1)
                yield Hit("p.office", word.start, after.end)
                continue
        # A first name beside a school, an age or a diagnosis.
        before_text = text[max(0, word.start - 28) : word.start]
        after_text = text[word.end : word.end + 40]
        tight_age = _NEAR_AGE.match(
            after_text.replace("'s ", " is ", 1) if after_text.startswith("'s ") else after_text
        )
        child = _CHILD_BEFORE.search(before_text) is not None
        if not known:
            named_here = re.search(
                r"\b(?:my|our) (?:\w+ )?(?:son|daughter|lad|lass|boy|girl|grandson|granddaughter|nephew|niece)[ ,]{1,2}$|\b(?:called|named|name is|name's|our|first name) $",
                before_text,
            )
            known = bool(
                word.capital
                and word.folded not in NO_NAMES
                and len(word.text) > 2
                and (
                    named_here
                    or (tight_age and re.match(r"[^.]{0,3}(?:'s| is|,| \()", after_text) and word.text[0].isupper())
                )
                and not in_place(word)
            )
            plain = known
        if not known:
            continue
        signed = tight_age and re.search(r"\b(?:from|called|name is|i'm|im) $", before_text)
        if not (
            plain
            or signed
            or (
                word.capital
                and (not word.first or tight_age or re.match(r"'s | is (?:\d|in year|autistic)|,", after_text))
            )
        ):
            continue
        if not plain and not word.text[0].isupper() and not signed:
            continue
        if plain and word.text.islower() and word.folded in ("sam", "mo", "abu") and not child:
            continue
        if before is not None and before.folded in ("@",):
            continue
        if word.folded in _MONTHS and not child:
            continue
        worker = _WORKER_BEFORE.search(before_text) or _WORKER_AFTER.match(after_text)
        left, right = word.start - 110, word.end + 130
        if tight_age and not re.search(r"\b(?:your|adviser|advisor|teacher|worker)\s$", before_text):
            yield Hit("p.name_age", word.start, word.end + tight_age.end(), _P, True)
        elif worker and not re.search(r"\b(?:love from|from) $", before_text):
            at_school = any(0 <= start - word.end < 25 for start, end in places) or any(
                0 <= word.start - end < 6 for start, end in places
            )
            yield Hit(
                "p.name_school" if at_school else "p.worker", word.start, word.end, _P if at_school else "", at_school
            )
        elif near := [span for span in (*places, *conditions, *ages) if left < span[0] and span[1] < right]:
            closest = min(near, key=lambda span: min(abs(span[0] - word.end), abs(word.start - span[1])))
            start, end = min(word.start, closest[0]), max(word.end, closest[1])
            yield Hit("p.name_with", start, end, _P, True)
        else:
            yield Hit("p.first_name", word.start, word.end)


_MONTHS = frozenset({"april", "may", "june", "august"})

_COMMON = frozenset(
    [
        "been",
        "being",
        "have",
        "with",
        "that",
        "they",
        "them",
        "this",
        "from",
        "were",
        "will",
        "would",
        "could",
        "should",
        "about",
        "because",
        "their",
        "there",
        "going",
        "having",
        "needs",
        "wants",
        "said",
        "told",
        "into",
        "your",
        "school",
        "after",
        "before",
        "still",
        "already",
        "never",
        "always",
        "just",
        "really",
        "autistic",
        "deaf",
        "attends",
        "goes",
        "went",
        "started",
        "starts",
        "turned",
        "likes",
        "loves",
        "hates",
        "does",
        "doesn",
        "gets",
        "help",
        "please",
        "thanks",
        "only",
        "also",
        "until",
        "when",
        "where",
        "aged",
        "year",
        "years",
        "primary",
        "secondary",
        "academy",
        "college",
        "class",
        "isn",
        "wasn",
        "can't",
        "cant",
        "won't",
        "dont",
        "has",
        "his",
        "her",
        "and",
        "who",
        "but",
        "not",
        "all",
        "any",
        "get",
        "got",
        "are",
        "very",
        "much",
        "more",
        "most",
        "than",
        "then",
        "refuses",
        "struggles",
        "says",
    ]
)


def hits(
    raw: str, text: str, *, own_contacts: frozenset[str] = frozenset(), own_names: frozenset[str] = frozenset()
) -> Iterator[Hit]:
    """Everything that identifies somebody. `own_contacts` (the service's) and `own_names` (the account's) do not count."""
    if any(char.isdigit() for char in text):
        yield from _phones(text, own_contacts)
        yield from _addresses(text)
        yield from _numbers(text)
    if "@" in text or " at " in text or "at)" in text or "[at" in text:
        yield from _mails(text, own_contacts)
    yield from _names(raw, text, own_names)

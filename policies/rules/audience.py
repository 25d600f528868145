"""For whom it is written: children who are too young for the platform."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from policies.rules.audience_words import (
    ADDRESSED,
    ASK,
    ASKED_GROWN_UP,
    CUE,
    FOLLOWERS,
    FOLLOWERS_AGED,
    GROWN_UPS,
    JOIN_US,
    MAY_BE_CHILDREN,
    MAY_BE_YOUNG,
    MEETS_IN_PERSON,
    MORE_ASKS,
    NO_CUE_AFTER,
    NO_CUE_BEFORE,
    NUMBERS,
    OLDER,
    PLACE_FOR,
    SAID_TO_CHILDREN,
    SECRET,
    SELF_GROWN_UP,
    SUBJECT,
    WANTED,
    WARNS,
    YOU,
)
from policies.rules.base import Draft, Example, Finding, Params, Severity, Span, bounds, rule
from policies.rules.meaning.judging import Meaning, findings, likely
from policies.rules.pcre import Pattern
from policies.rules.text import Sentence, sentences

_LONG_GAP = re.compile(r"\s{4,}")


def _filled(match: re.Match[str]) -> str:
    """As long as what was there, and neither words nor space in which a pattern could lose itself."""
    return " " + "\0" * (len(match[0]) - 2) + " "


_NO_CHILDREN = re.compile(
    r"\byoung\s+(?:people|persons?|adults?)(?:['’]s)?|\b(?:your|a|the|their|my)\s+(?:\w+\s+)?child(?:ren)?\b|"
    r"\bchildren\s+(?:and|&|or)\s+young\s+people",
    re.I,
)
_TOLD = re.compile(
    r"\b(?:remember|when\s+(?:you|i|we)\s+(?:were|was)|for\s+(?:the\s+)?(?:children|kids)\s+aged|"
    r"(?:for|with)\s+(?:the|your|our)\s+(?:kids|children|little\s+ones)|"
    r"(?:kids|children|little\s+ones|toddlers)\s+and\s+their)\b",
    re.I,
)
_OWN_BIRTHDAY = Pattern(
    r"\b(?:our|the|this)\s+(?:service|charity|page|helpline|group|forum|library|hub|team|project|club|"
    r"centre)\s+(?:has|is|"
    r"turns|celebrates|was|opened|began)\b|\bwe(?:['’]re|\s+are|\s+turn)\s+(?:\d|ten\b|five\b|twelve\b)",
    re.I,
)
_SURE = 0.9  # from this chance on, the words around are not asked
_LEARNT_FOR = 13  # the lowest limit; that of the drafts from which the trained part has learnt


@dataclass(frozen=True)
class UnderAge(Params):
    platform_age_limit: int = field(default=_LEARNT_FOR, metadata=bounds(_LEARNT_FOR, 18))  # for an account there


@rule(
    "under-age",
    severity=Severity.BLOCK,
    title="Children too young for the platform",
    params=UnderAge,
    fires=(
        "Hey kids! Follow us on Instagram for fun facts.",
        "Are you 10 or 11? Send us a DM and tell us about your school.",
        "Year 5 and 6 pupils can now join our WhatsApp group.",
        "A big hello to our youngest followers, the under-10s!",
    ),
    passes=(
        "Ask a grown-up to follow us for you.",
        "Parents of under-13s: follow us for tips.",
        "Children aged 5 to 11 can join our craft club at the library on Saturday.",
        "You need to be 13 or over to follow us on Instagram.",
        Example("Aged 16 to 25? Message us.", {"audience": "young_people"}),
    ),
)
def under_age(draft: Draft, params: UnderAge) -> Iterator[Finding]:
    """Children below the platform's minimum age, spoken to as followers or users, or asked to follow, join or
    message. To ask a parent to follow for them is fine."""
    advice = f"Children under {params.platform_age_limit} may not be on the platform. Speak to their parents instead."
    sure = asked_by_pattern(draft.text)
    older = [] if params.platform_age_limit == _LEARNT_FOR else list(_places(draft.text, params.platform_age_limit))
    older = [span for span in older if not any(_overlap(span, one) for one in sure)]
    for span in (*sure, *older):
        yield Finding(span=span, message=advice)
    if sure:
        return
    chances = {unit.start: chance for unit, chance in likely(draft, "under-age")}
    for finding in findings(draft, Meaning(), "under-age", advice=advice):
        start, end = finding.span or (0, 0)
        if any(_overlap((start, end), one) for one in older):
            continue
        if may_be_right(draft.text, start, end, chances[start]):
            yield finding


def asked_by_pattern(text: str) -> list[Span]:
    """Where the fixed ways of asking small children stand."""
    return list(_places(text, _LEARNT_FOR)) or list(_cued(text))


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def may_be_right(text: str, start: int, end: int, chance: float) -> bool:
    """Whether the words around what the trained part found leave room for small children, unless it is sure."""
    around = text[max(0, start - 120) : end + 80]
    if ASKED_GROWN_UP.search(text) or OLDER.search(around) or _TOLD.search(around):
        return False
    if chance >= _SURE:
        return True
    if WARNS.search(text[start : end + 80]):
        return False
    if GROWN_UPS.search(SELF_GROWN_UP.sub(" ", around)):
        return False
    return bool(MAY_BE_CHILDREN.search(_NO_CHILDREN.sub(" ", text[max(0, start - 200) : end + 80])))


def _cued(text: str) -> Iterator[Span]:
    """Where a sentence asks what users of a platform do, and it or one of the two before speaks to small children."""
    if not CUE.search(text):
        return
    spoken_from, spoken_until = 0, -1
    is_ours = bool(_OWN_BIRTHDAY.search(text))
    for number, sentence in enumerate(sentences(text)):
        plain = ASKED_GROWN_UP.sub(_filled, _LONG_GAP.sub(_filled, sentence.text))
        grown_ups = bool(GROWN_UPS.search(SELF_GROWN_UP.sub(" ", plain)))
        if grown_ups or OLDER.search(plain):
            spoken_until = -1
            continue
        cue = None if is_ours and re.search(r"\bold\b", plain) else _cue(plain)
        if cue and (YOU.search(plain) or SAID_TO_CHILDREN.match(cue[0]) or _is_called(plain, cue)):
            spoken_from, spoken_until = sentence.start + cue.start(), number + 2
        ask = MORE_ASKS.search(plain)
        if not ask or (_WARNS_CHILDREN.search(plain)):
            continue
        if cue and spoken_until < number and _is_subject(plain, cue, ask):
            spoken_from, spoken_until = sentence.start + cue.start(), number
        if number <= spoken_until:
            yield min(spoken_from, sentence.start + ask.start()), sentence.start + ask.end()
            spoken_until = -1


def _cue(plain: str) -> re.Match[str] | None:
    """The first words that only small children are spoken to with, and not words about them."""
    for match in CUE.finditer(plain):
        if not NO_CUE_AFTER.match(plain[match.end() :]) and not NO_CUE_BEFORE.search(plain[: match.start()]):
            return match
    return None


def _is_called(plain: str, cue: re.Match[str]) -> bool:
    """“Juniors, …”, “… , Year 4!”, “Reception to Year 6: …”: the words call those whom they name."""
    before, after = plain[: cue.start()], plain[cue.end() :]
    begins = not before.strip(" \"“‘'(") or re.fullmatch(r"\W*(?:\w+\s+){1,2}", before) is not None
    ends = bool(re.search(r",\s*$", before)) and bool(re.match(r"\s*(?:[!?.:,]|$)", after))
    return ends or (begins and bool(re.match(r"[^,!?:–—.]{0,40}(?:[,!?:–—]|\.\s|$)", after)))


def _is_subject(plain: str, cue: re.Match[str], ask: re.Match[str]) -> bool:
    """“Readers from seven upwards can get it by becoming a fan”: those who are named do it."""
    between = plain[cue.end() : ask.start()]
    return ask.start() > cue.end() and bool(_THEY_MAY.match(between))


_THEY_MAY = re.compile(r"[^,;!?]{0,30}\b(?:can|may|could|should|who|are\s+welcome)\b")
_WARNS_CHILDREN = re.compile(
    r"\b(?:must(?:n['’]t|\s+not)?\s+be|(?<!n['’]t\s)(?<!no\s)need\s+to\s+be|at\s+least|minimum\s+age|"
    r"age\s+limit|cannot|can['’]t|"
    r"can\s+not|should(?:n['’]t|\s+not)|not\s+allowed|do\s+not\s+(?:follow|message|reply|let)|"
    r"don['’]t\s+(?:follow|message|let)|"
    r"is\s+not\s+for|isn['’]t\s+for)\b",
    re.I,
)


def _places(text: str, limit: int) -> Iterator[Span]:
    """Where children are asked, sentence by sentence; one place for each."""
    if not MAY_BE_YOUNG.search(text):
        return
    addressed_until, addressed_from = -1, 0
    is_ours = bool(_OWN_BIRTHDAY.search(text))
    for number, sentence in enumerate(sentences(text)):
        plain = _LONG_GAP.sub(_filled, sentence.text)
        plain = ASKED_GROWN_UP.sub(_filled, plain)
        warns = bool(WARNS.search(plain))
        grown_ups = bool(GROWN_UPS.search(SELF_GROWN_UP.sub(" ", plain)))
        hit = _told_as_followers(plain, limit)
        if hit and (SECRET.search(plain) or not (warns or grown_ups)):
            yield sentence.start + hit[0], sentence.start + hit[1]
            continue
        begins = None if is_ours and "old" in plain else _address(plain, limit)
        if begins is not None and not grown_ups:
            addressed_until, addressed_from = number + 2, sentence.start + begins
        elif grown_ups:
            addressed_until = -1
        if warns or grown_ups:
            continue
        if number <= addressed_until and (ask := _asks(plain, text, sentence)):
            yield addressed_from, sentence.start + ask.end()
            addressed_until = -1
        elif span := _children_who_may(plain, limit):
            yield sentence.start + span[0], sentence.start + span[1]


def _asks(plain: str, text: str, sentence: Sentence) -> re.Match[str] | None:
    if found := ASK.search(plain):
        return found
    around = text[max(0, sentence.start - 200) : sentence.end + 200]
    return None if MEETS_IN_PERSON.search(around) else JOIN_US.search(plain)


def _address(plain: str, limit: int) -> int | None:
    """Where the sentence begins to speak to children."""
    for pattern in ADDRESSED:
        if (match := pattern.search(plain)) and _is_young(match, limit):
            return match.start()
    return None


def _told_as_followers(plain: str, limit: int) -> Span | None:
    if match := FOLLOWERS.search(plain) or SECRET.search(plain):
        return match.span()
    for pattern in (FOLLOWERS_AGED, PLACE_FOR):
        if (match := pattern.search(plain)) and _is_young(match, limit):
            return match.span()
    return None


def _children_who_may(plain: str, limit: int) -> Span | None:
    """“Year 6 pupils are welcome to message us”."""
    for ask in ASK.finditer(plain):
        subject = SUBJECT.search(plain[: ask.start()])
        if subject and _is_young(subject, limit):
            return subject.start(), ask.end()
        wanted = WANTED.search(plain[: ask.start()])
        if wanted and _is_young(wanted, limit):
            return wanted.start(), ask.end()
    return None


def _is_young(match: re.Match[str], limit: int) -> bool:
    """Whether the ages that were read lie below the limit. No age: the words for children say it."""
    read = {name.rpartition("__")[2]: value for name, value in match.groupdict().items() if value}
    if not read:
        return "young people" not in match[0].casefold()
    if any(name in read for name in ("under", "younger")):
        return _number(read.get("under") or read["younger"]) <= limit
    if "up" in read:
        return 2 < _number(read["up"]) < limit
    if "most" in read:
        return _number(read["most"]) < limit
    if "stage" in read:
        return int(read["stage"]) <= 2
    if "year" in read:
        return int(read["year"]) + 5 < limit + 1 and int(read["year"]) <= 13
    low = _number(read.get("from") or read.get("low") or read.get("you") or "99")
    high = _number(read.get("to") or read.get("high") or read.get("you_to") or str(low))
    return 2 < low < limit and high <= 18


def _number(written: str) -> int:
    return int(written) if written.isdigit() else NUMBERS.index(written.casefold())

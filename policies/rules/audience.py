"""For whom it is written: children who are too young for the platform."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policies.rules.base import Draft, Example, Finding, Params, Severity, Span, rule
from policies.rules.meaning.judging import Meaning, findings
from policies.rules.text import Sentence, sentences

_NUMBERS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
)
_N = rf"(?:\d{{1,2}}|{'|'.join(_NUMBERS[3:])})"
_TO = r"\s*(?:-|–|—|to|and|or|/|till|until|through)\s*"
_YEARS_OLD = r"(?:[-\s]?(?:years?|yrs?)[-\s]?olds?|[-\s]?y/?os?\b)"
# Words for children of whom hardly any is thirteen.
_CHILDREN = (
    r"(?:kids?|kiddos?|kiddies|children|boys\s+(?:and|&)\s+girls|girls\s+(?:and|&)\s+boys|little\s+ones|littlies|"
    r"toddlers|pre-?schoolers|tweens|pre-?teens|infants|juniors|brownies|cubs|beavers|rainbows|"
    r"(?:primary|infants?|junior|nursery)(?:[-\s]+(?:school|aged?))*\s+(?:pupils?|children|kids|students|classes)|"
    r"primary\s+schoolers|reception\s+(?:class\s+)?(?:children|pupils|kids))"
)
_PEOPLE = (
    r"(?:\s+(?:pupils?|students?|children|kids|boys|girls|classes|young\s+people|fans|followers|artists|"
    r"readers|gamers))?"
)


def _ages(prefix: str) -> str:
    """Ages, school years and key stages; `_is_young` looks whether they lie below the limit."""
    p = f"{prefix}__"
    return (
        rf"(?:(?:under|u)[-\s]?(?:the\s+age\s+of\s+)?(?P<{p}under>{_N})(?:['’]?s\b|\b)|"
        rf"younger\s+than\s+(?P<{p}younger>{_N})|"
        rf"(?:from\s+)?(?:(?:the\s+)?age\s+(?:of\s+)?|aged\s+)?(?P<{p}up>{_N})\s*(?:\+|plus|upwards?|"
        rf"and\s+(?:up|over|older)|or\s+(?:over|older))|"
        rf"(?P<{p}most>{_N})\s+(?:and|or)\s+(?:under|younger|below)|"
        rf"(?:aged?\s+(?:between\s+)?|ages\s+)(?P<{p}from>{_N})(?:{_TO}(?P<{p}to>{_N}))?|"
        rf"(?P<{p}low>{_N})(?:{_TO}(?P<{p}high>{_N}))?(?:{_YEARS_OLD}|(?<=\d)['’]?s\b)|"
        rf"(?:years?|y|class)\s?(?P<{p}year>\d{{1,2}})(?:{_TO}(?:year\s+)?\d{{1,2}})?s?\b|"
        rf"(?:key\s+stage|ks)\s?(?P<{p}stage>[1-4]))"
    )


def _group(prefix: str) -> str:
    """Children, or people of an age, as a group of the pattern; its names begin with `prefix`."""
    return (
        rf"(?:{_CHILDREN}(?:\s+of\s+any\s+age|\s*,?\s*\(?(?:who\s+are\s+|in\s+|from\s+)*{_ages(prefix)}\)?)?|"
        r"(?:young\s+people|young\s+carers|youngsters|pupils|students|everyone|anyone|those|all|children|girls|boys)?"
        rf"\s*\(?(?:who\s+are\s+|in\s+|from\s+)*{_ages(prefix + 'b')}\)?{_PEOPLE})"
    )


_NETWORK = (
    r"(?:facebook|instagram|insta|tiktok|tik\s+tok|snapchat|snap|youtube|x|twitter|discord|whats\s?app|"
    r"threads|bluesky|mastodon|twitch|reddit|bereal|messenger|telegram|roblox)"
)
# What users of a platform do.
_ASK = re.compile(
    rf"""\b(?:
        follow(?:ing)?\s+(?:us|our|me|@|this|the\s+page|along|back|{_NETWORK})
      | follow\s+(?=[@\ ]*$) | (?:click|hit|tap|press|smash|give\s+us|
          give\s+our\s+page)\s+(?:\w+\s+){{0,3}}?(?:follow|like|subscribe)\b
      | (?:become|be)\s+(?:an?\s+|our\s+)?(?:\w+\s+)?(?:followers?|fans?|subscribers?|friend\s+on)\b
      | like\s+(?:and|&|,|our|this|us|the\s+page) | subscribe | friend\s+us
      | (?:dm|pm|inbox|message|msg|whatsapp|snap|tweet|text)\s+(?:us|me|our|@)\b
      | (?:send|drop|shoot|ping|write)\s+(?:us|our\s+\w+|me)\s+(?:an?\s+)?(?:\w+\s+)?(?:dm|pm|message|msg|snap|
          voice\s+note|direct\s+message|text|inbox)s?\b
      | (?:message|chat\s+(?:to|with)|talk\s+to|write\s+to|reach|contact|find|meet|watch|see|add|visit)\s+(?:us|
          our\s+(?:team|advisers?))\s+(?:\w+\s+){{0,2}}?(?:on|via|through|over|by)\s+(?:our\s+)?(?:{_NETWORK}|
          dms?|direct\s+message|messenger|the\s+app|social|here)\b
      | (?:slide|pop|hop|jump)\s+into\s+(?:our|the)\s+(?:dms?|inbox|chat)
      | (?:our|the|my)\s+(?:dms?|inbox)\s+(?:is|are)\s+(?:always\s+)?open
      | joins?\s+(?:us\s+on\s+{_NETWORK}|(?:our|the|this)\s+(?:[\w-]+\s+){{0,3}}?(?:{_NETWORK}|page|
          group\s+chat|chat|channel|server|livestream|live|community|followers|online\s+\w+)\b|{_NETWORK}\b)
      | comment\s+(?:below|with|your|on\s+this|and|underneath|here)|(?:leave|drop|post|
          add)\s+(?:us\s+)?(?:an?\s+|your\s+)?(?:\w+\s+)?(?:comment|emoji|picture|pic|photo|video|selfie|
          answer\s+below)s?\b
      | (?:tell|let)\s+us\s+(?:\w+\s+){{0,5}}?(?:in\s+the\s+comments|below)
      | tag\s+(?:us|your|a\s+friend|@|friends|three|two|\d)
      | (?:share|repost|retweet)\s+(?:this|our|it)\s+(?:\w+\s+){{0,3}}?(?:post|story|friends|classmates|mates|
          page|video)
      | (?:turn|switch)\s+on\s+(?:\w+\s+)?notifications
      | (?:make|create|open|set\s+up|get|start)\s+(?:yourself\s+)?(?:an?|
          your(?:\s+own)?)\s+(?:\w+\s+){{0,2}}?(?:account|profile)\b
      | sign\s+up\s+(?:to|for|on)\s+{_NETWORK} | download\s+(?:{_NETWORK}|the\s+app) | (?:log|get|go|come|hop|
          jump)\s+(?:in\s+|over\s+)?(?:on|onto|to)\s+(?:our\s+)?{_NETWORK}\b
      | (?:talk|chat|write|speak)\s+to\s+us\s+(?:on\s+|right\s+)?here | message\s+this\s+page |
           ask(?:ing)?\s+us\s+on\s+here
      | send\s+us\s+a\s+(?:\w+\s+)?message | drop\s+us\s+a\s+(?:\w+\s+)*message | (?:reply|
          answer)\s+with\s+an?\s+emoji
      | look\s+us\s+up\s+on | (?:say|saying)\s+h(?:ello|i)\s+in\s+the\s+comments | duet\s+with\s+us |
           take\s+over\s+(?:this|our)\s+account
      | (?:come\s+to|join|hop\s+(?:in|on|into))\s+(?:our\s+)?(?:\w+\s+)?(?:live\s+chat|discord|server) |
           drop\s+an?\s+\S+\s+below | tell\s+us\s+below
      | share\s+yours?\s+(?:on\s+)?here
      | add\s+us\b | vote\s+in\s+our\s+(?:poll|story|stories) | use\s+(?:the\s+|our\s+)?(?:hashtag|filter)
      | scan\s+(?:\w+\s+)?(?:our|the)\s+(?:snapcode|code)\s+to\s+(?:follow|add|join)
    )""",
    re.I | re.X,
)
_JOIN_US = re.compile(r"\bjoin\s+(?:us|in|now|today|up|(?:our|the)\s+(?:[\w-]+\s+)?group)\b", re.I)
_MEETS_IN_PERSON = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d\s?[ap]m\b|\d[:.]\d\d|librar|hall\b|centre|clubs?\b|"
    r"sessions?|workshop|"
    r"drop[- ]in|event|fair\b|fun\s?day|half[- ]term|summer|easter|christmas|park\b|museum|school|craft|games?\b|"
    r"play\b|trip|picnic|party|morning|afternoon|evening|tomorrow|week|holiday|\bat\s+the\b|in\s+person",
    re.I,
)
_GREETING = (
    r"(?:hey+|hi+|hiya|hello|oi|psst|yo|calling(?:\s+out)?(?:\s+(?:to\s+)?all)?|attention(?:\s+all)?|"
    r"listen\s+up|dear|"
    r"to\s+(?:all\s+)?(?:our|the|you)|come\s+on|ok(?:ay)?|good\s+(?:morning|news)|all|news\s+for|ready|"
    r"this\s+(?:one|is|one['’]s)\s+(?:is\s+)?for|especially\s+for|just\s+for|shout[- ]?out\s+to|happy\s+\w+|welcome)"
)
_YOU_ARE = (
    r"(?:are\s+you|you\s+(?:might|may)\s+(?:only\s+|just\s+)?be|aren['’]t\s+you|if\s+you(?:['’]re|\s+are)|"
    r"you(?:['’]re|\s+are)|when\s+you(?:['’]re|\s+are)|"
    r"who(?:['’]s|\s+is|\s+are)|any\s+of\s+you|those\s+of\s+you|you\s+are)"
)
_ADDRESSED = (  # who is spoken to, in forms that hold over the next sentences
    re.compile(
        rf"^[^\w]*(?:{_GREETING}[\s,:!]+){{1,2}}(?:you\s+|our\s+|my\s+|young\s+|"
        rf"younger\s+)*{_group('a')}(?=\s*(?:[!,:;?.–—-]|and\b|who\b|out\s+there|with\b|from\b|in\b|$))",
        re.I,
    ),
    re.compile(rf"^[^\w]*{_group('b')}\s*(?:[!,:–—]|\s-\s)\s*(?!(?:and|or|the|who|with|parents|carers)\b)", re.I),
    re.compile(
        rf"\b{_YOU_ARE}\s+(?:an?\s+|still\s+|only\s+|just\s+|all\s+|between\s+|(?:in|at|going\s+into|"
        rf"moving\s+(?:up\s+)?(?:to|into)|starting)\s+)*"
        rf"(?:{_group('c')}|(?P<you>{_N})(?:{_TO}(?P<you_to>{_N}))?(?:\s*(?:years?\s+old|or\s+(?:under|"
        rf"younger)))?(?=\s*(?:[?!,.;–—]|and\b|or\b|$)))"
        rf"|\b{_YOU_ARE}\s+(?:still\s+)?(?:in|at)\s+(?:primary|infant|junior)\s+school\b"
        rf"|\b{_YOU_ARE}\s+too\s+young\s+for\s+(?:an?\s+)?(?:{_NETWORK}|account)",
        re.I,
    ),
    re.compile(
        rf"(?:^[^\w]*|\band\s+)(?:in\s+|still\s+(?:in\s+|at\s+)?|at\s+)?(?:{_group('d')}|primary\s+school)\s*\?", re.I
    ),
    re.compile(rf",\s*{_group('e')}\s*(?:[!:.?]|$)", re.I),
    re.compile(
        rf"\bnot\s+(?:yet\s+|quite\s+)?(?P<no__under>{_N})(?:\s+yet)?\s*\?|"
        rf"^[^\w]*(?P<so__from>{_N})\s+and\s+[a-z ]{{3,40}}\?",
        re.I,
    ),
)
_SECRET = re.compile(r"\bwe\s+(?:won['’]t|will\s+not)\s+tell\b", re.I)  # an invitation past the age limit
_FOLLOWERS = re.compile(
    r"\b(?:our|all\s+our|my)\s+(?:\w+\s+)?(?:(?:younger|youngest|littlest|smallest|tiniest|"
    r"primary[- ]\w+)\s+(?:\w+\s+)?(?:followers|fans|subscribers|users|viewers|members)|kid\s+(?:followers|fans|"
    r"subscribers))\b",
    re.I,
)
_FOLLOWERS_AGED = re.compile(
    rf"\b(?:followers|fans|subscribers|users|viewers)\s*,?\s*\(?(?:who\s+are\s+|(?:in|from)\s+)?{_ages('f')}|"
    rf"\b{_ages('g')}\s+(?:followers|fans|subscribers|users|viewers)\b",
    re.I,
)
_SUBJECT = re.compile(
    rf"(?:(?<=^)|(?<=[\s(“\"]))(?:our\s+|all\s+|any\s+|the\s+)*{_group('s')}(?:\s+(?:with\s+[\w\s]{{2,30}}?|"
    rf"from\s+[\w\s]{{2,30}}?|out\s+there|who\s+[\w\s]{{3,40}}?|too))?"
    rf"\s*(?:,|:|–|—|-)?\s*(?:(?:can|could|should|may|must|are\s+(?:all\s+)?(?:very\s+)?(?:welcome|invited|"
    rf"encouraged|free|able)\s+to|"
    rf"need\s+to|have\s+to|get\s+to|please|just|why\s+not|now|to|you\s+can|simply|who\s+(?:want|"
    rf"like)\s+to)\s+)+(?:also\s+|now\s+|all\s+|even\s+|just\s+|safely\s+)*$",
    re.I,
)
_PLACE_FOR = re.compile(
    rf"\b{_NETWORK}(?:\s+(?:page|account|group|channel|chat|server|profile|feed))?\s+(?:is\s+|made\s+|"
    rf"set\s+up\s+|just\s+|all\s+|only\s+|open\s+|especially\s+|specially\s+|run\s+)*(?:for|to)\s+(?:our\s+|"
    rf"all\s+|the\s+)*{_group('p')}"
    rf"|\b(?:online\s+group|group\s+chat|chat\s+group|server)\s+(?:is\s+|just\s+|only\s+|open\s+)*(?:for|"
    rf"to)\s+(?:our\s+|all\s+|the\s+)*{_group('q')}",
    re.I,
)
_GROWN_UPS = re.compile(
    r"\b(?:parents?|(?<!young\s)carers?|famil(?:y|ies)|mums?|dads?|grown[- ]?ups?(?!\s+from\s+our)|guardians?|"
    r"(?<!your\s)teachers?|professionals?|practitioners?|"
    r"schools|sencos?|grandparents?|governors?|your\s+(?:\w+\s+)?(?:child|children|kids?|son|daughter|little\s+ones?|"
    r"toddlers?|baby|family|pupils|students|\d+[- ]year[- ]olds?))\b",
    re.I,
)
_ASKED_GROWN_UP = re.compile(
    r"\b(?:ask|get|tell|let|have)\s+(?:an?\s+|your\s+|the\s+)*(?:\w+\s+)?(?:parents?|carers?|mum|dad|"
    r"grown[- ]?ups?|guardian|"
    r"teacher|adult|mum\s+(?:or|and)\s+dad|parent\s+or\s+carer)(?:\s+(?:or|and)\s+(?:your\s+)?(?:dad|mum|carer|"
    r"teacher|"
    r"guardian))?\s+(?:to\s+|who\s+can\s+|can\s+)?(?:please\s+)?(?:follow|message|join|like|dm|call|ring|text|"
    r"contact|comment|share|subscribe|"
    r"sign|get|write|send|do|look|email|e-mail|speak|talk|help)\b[^.!?\n]*",
    re.I,
)
_SELF_GROWN_UP = re.compile(
    r"\b(?:(?:asks?|tell|with|show|check\s+with|get|if|don['’]t\s+need)\s+(?:an?\s+|your\s+)*"
    r"(?:mum|dad|parents?|carers?|grown[- ]?ups?|teachers?|family|guardian|adult)(?:['’]s?)?"
    r"(?:\s+(?:or|and)\s+(?:your\s+)?(?:mum|dad|carers?|teachers?))?|"
    r"your\s+(?:mum|dad|grown[- ]?up)['’]s(?:\s+(?:account|phone))?)",
    re.I,
)
_WARNS = re.compile(
    r"\b(?:must\s+be|(?<!n['’]t\s)(?<!not\s)(?:have|need)\s+to\s+be|should\s+be|at\s+least|minimum\s+age|"
    r"age\s+limit|not\s+for|not\s+meant|"
    r"can(?:no|['’])?t|cannot|can\s+not|should(?:n['’]t|\s+not)|must(?:n['’]t|\s+not)|do\s+not(?!\s+(?:need|"
    r"have|worry))|don['’]t(?!\s+(?:need|have|worry|forget|miss))|not\s+allowed|aren['’]t|"
    r"are\s+not|isn['’]t|is\s+not|never|too\s+young\s+to|no\s+one|nobody|over\s+13|13\s+(?:and|or)\s+(?:over|"
    r"older|above)|"
    r"13\+|keep\s+\w+\s+safe|unable|stop|prevent|protect)\b",
    re.I,
)
_MAY_BE_YOUNG = re.compile(
    rf"\b(?:{_N}\b|\d|year|y\d|ks\d|under|u\d|{_CHILDREN}|primary|infant|junior|young|little|small|tin)", re.I
)
_LONG_GAP = re.compile(r"\s{4,}")


def _filled(match: re.Match[str]) -> str:
    """As long as what was there, and neither words nor space in which a pattern could lose itself."""
    return " " + "\0" * (len(match[0]) - 2) + " "


_LEARNT_FOR = 13  # the age limit of the drafts that the trained part has learnt from


@dataclass(frozen=True)
class UnderAge(Params):
    platform_age_limit: int = 13  # the age from which the networks let people have an account


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
    sure = list(_places(draft.text, params.platform_age_limit))
    for span in sure:
        yield Finding(span=span, message=advice)
    if params.platform_age_limit != _LEARNT_FOR or _ASKED_GROWN_UP.search(draft.text):
        return
    for finding in findings(draft, Meaning(), "under-age", advice=advice):
        begin, stop = finding.span or (0, 0)
        said = draft.text[begin : stop + 80]  # with the beginning of what follows
        if any(start < stop and begin < end for start, end in sure) or _WARNS.search(said):
            continue
        if not _GROWN_UPS.search(_SELF_GROWN_UP.sub(" ", said)):
            yield finding


def _places(text: str, limit: int) -> Iterator[Span]:
    """Where children are asked, sentence by sentence; one place for each."""
    if not _MAY_BE_YOUNG.search(text):
        return
    addressed_until, addressed_from = -1, 0
    for number, sentence in enumerate(sentences(text)):
        plain = _LONG_GAP.sub(_filled, sentence.text)
        plain = _ASKED_GROWN_UP.sub(_filled, plain)
        warns = bool(_WARNS.search(plain))
        grown_ups = bool(_GROWN_UPS.search(_SELF_GROWN_UP.sub(" ", plain)))
        hit = _told_as_followers(plain, limit)
        if hit and (_SECRET.search(plain) or not (warns or grown_ups)):
            yield sentence.start + hit[0], sentence.start + hit[1]
            continue
        begins = _address(plain, limit)
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
    if found := _ASK.search(plain):
        return found
    around = text[max(0, sentence.start - 200) : sentence.end + 200]
    return None if _MEETS_IN_PERSON.search(around) else _JOIN_US.search(plain)


def _address(plain: str, limit: int) -> int | None:
    """Where the sentence begins to speak to children."""
    for pattern in _ADDRESSED:
        if (match := pattern.search(plain)) and _is_young(match, limit):
            return match.start()
    return None


def _told_as_followers(plain: str, limit: int) -> Span | None:
    if match := _FOLLOWERS.search(plain) or _SECRET.search(plain):
        return match.span()
    for pattern in (_FOLLOWERS_AGED, _PLACE_FOR):
        if (match := pattern.search(plain)) and _is_young(match, limit):
            return match.span()
    return None


def _children_who_may(plain: str, limit: int) -> Span | None:
    """“Year 6 pupils are welcome to message us”."""
    for ask in _ASK.finditer(plain):
        subject = _SUBJECT.search(plain[: ask.start()])
        if subject and _is_young(subject, limit):
            return subject.start(), ask.end()
        wanted = _WANTED.search(plain[: ask.start()])
        if wanted and _is_young(wanted, limit):
            return wanted.start(), ask.end()
    return None


_WANTED = re.compile(
    rf"\b(?:want|love|like|invite|inviting|encourage|encouraging|need|looking\s+for|get|help|helping|asking|"
    rf"ask)\s+(?:more\s+|all\s+|our\s+|some\s+|your\s+)*{_group('w')}\s+(?:to|who)\s+(?:\w+\s+)?$",
    re.I,
)


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
    return int(written) if written.isdigit() else _NUMBERS.index(written.casefold())

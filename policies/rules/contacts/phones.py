"""Phone numbers, in digits or words, that are neither the service's own nor an organisation's."""

import re
from collections.abc import Iterator

from policies.names import AMBIGUOUS_GIVEN, GIVEN
from policies.rules.contacts.own import Contact, Own, phone_digits
from policies.rules.contacts.somebody import SOMEBODY
from policies.rules.pcre import Pattern
from policies.rules.text import LINK, lies_in, sentence_at
from policies.vocabulary import WORDS

_PHONE = Pattern(
    r"""(?<![\w£$€/#+.-])(?<!\d[ ])
    (?: (?:\+44|\(\+44\)|0044)[ .\-\u00a0]{0,2}(?:\(0\))?[ .\-\u00a0]{0,2}[1-9](?:[ .\-\u00a0()]{0,2}\d){8,9}
      | \(?0(?:[ .\-\u00a0()]{0,2}\d){9,10}
    )(?!\d|[.,-]\d)(?!\w)""",
    re.X,
)
_BARE_PHONE = Pattern(r"(?<![\w.,/£+-])44[ -]?(?:\(0\))?7\d{2,3}(?:[ -]?\d){6,7}(?![\w/-]|[.,]\d)")
_LETTER_PHONE = Pattern(r"(?<!\w)[oO0][127oO](?:[ .-]{0,2}[\doO]){8,9}(?!\w)")
_DIGIT_WORDS = {
    **{"oh": "0", "o": "0", "zero": "0", "nought": "0", "nil": "0", "one": "1", "two": "2", "three": "3"},
    **{
        "four": "4",
        "five": "5",
        "six": "6",
        "seven": "7",
        "eight": "8",
        "nine": "9",
        "hundred": "00",
        "thousand": "000",
    },
}
_SPOKEN = rf"(?:(?:double|treble|triple)[ -])?(?:{'|'.join(_DIGIT_WORDS)}|\d{{1,6}})"
_SPOKEN_PHONE = Pattern(rf"(?<!\w)(?:oh|o|zero|nought|0\d{{0,5}})(?:[ ,.-]{{1,2}}{_SPOKEN}){{2,12}}(?!\w)", re.I)
_FOREIGN_PHONE = Pattern(r"(?<![\w+])\+(?!44)[1-9]\d{0,2}(?:[ .\-()]{0,2}\d){7,12}(?!\d)")
_KEYCAP_PHONE = re.compile(r"0\ufe0f?\u20e3(?:[ ]?\d\ufe0f?\u20e3){9,10}")
_SHORT_PHONE = Pattern(
    r"\b(?:call|ring|phone|text|tel|telephone|mobile|mob|whats ?app)\b[^.!?\n\d]{0,30}?"
    r"(?<![\w.,/£-])(7\d{3}[ -]?\d{6}|[2-9]\d{5})(?![\w:%/-]|[.,]\d)",
    re.I,
)
NO_PHONE_BEFORE = re.compile(
    r"\b(?:isbn|ref(?:erence)?|charity|company|account|order|meeting|webinar|zoom|passcode|sort|code|id|nhs)\b"
    r"[^.\n\d]{0,20}$",
    re.I,
)
_BODY = (
    r"council|librar(?:y|ies)|school|college|academy|centre|center|helpline|switchboard|reception|office|team|"
    r"hospital|clinic|surgery|police|trust|charity|service|line|hub|university|society|hall|theatre|desk"
)
_BODY_BEFORE_PHONE = re.compile(
    rf"\b(?:call|ring|phone|contact|telephone|book with|booking with|tel)\s+(?:the\s+|our\s+|your\s+)?"
    rf"(?:[\w’'-]+\s+){{0,5}}?(?:{_BODY})(?:\s+[\w’'-]+){{0,3}}\s*(?:on|at|:|,)?\s*\(?$|"
    rf"\b(?:[\w’'-]+\s+){{0,3}}(?:{_BODY})\s*(?:\(|:|–|-|,|is|on|number)\s*(?:tel|phone|call)?\s*:?\s*$"
    rf"|\b(?:{_BODY})\s+(?:[\w’'-]+\s+){{0,3}}(?:on|at)\s*\(?$|"
    r"\b(?:access|bookings?|box\s+office|tickets?|advice|info\w*|24[- ]hour|duty|crisis|support|main)\s+"
    r"(?:line|number|desk)\s*:?\s*\(?$",
    re.I,
)
_BODY_NAMED = re.compile(
    rf"\b(?:{_BODY.replace('line|', '').replace('service|', '').replace('office|', '')}|box\s+office|"
    rf"social\s+care|front\s+door|duty\s+desk|early\s+help|children['’]s\s+services|"
    rf"register\s+office|"
    rf"post\s+office|forum|department|dept|company|operator|partnership|commissioner|ombudsman|tribunal|museum|"
    rf"association|federation|network|foundation|institute|samaritans|nhs|camhs|ipsea|mencap|scope|childline|kids|"
    rf"contact|gp|pharmacy|dentist|cinema|gym|pool|venue|hotel|caf[eé]|church|mosque|temple|court|carers\s+uk|"
    rf"national\s+autistic|shop|unit|{_BODY.split('|')[0]}s)\b",
    re.I,
)
# More of what answers a telephone or has a door: bodies, firms and shops.
_MORE_BODIES = (
    r"sister\s+service|"
    r"mediation|citizens\s+advice|action\s+for|healthwatch|relate|home[- ]?start|barnardo['’]?s|practice|solicitors|"
    r"leisure|food\s+bank|"
    r"foodbank|pantry|hospice|bureau|agency|authority|nursery|playgroup|pre-?school|nurse\s+team|sendiass|garage|taxi\s+firm|firm|"
    r"opticians?|farm|zoo|rotary|scouts|institute|guild|lawyers|chambers|bank|stores?|bakery|butchers?|toys|admissions|"
    r"mind\b|parish|embassy|newspaper|radio|studio|gallery|community\s+\w+|young\s+carers['’]?\s+\w+|carers['’]?\s+(?:hub|centre|trust|line)|"
    r"(?-i:Service|Office|Line|Carers|Advice|Support|Alliance|Project|Voice|Together|Works|Housing|Transport)"
)
_BODY_AROUND = re.compile(rf"\b(?:{_MORE_BODIES})\b", re.I)
_PARENT_BODY = re.compile(r"parents?(?:\s+(?:and|&))?[ -]+carers?|families\s+team", re.I)


def phones(text: str, own: Own) -> Iterator[Contact]:
    links = [match.span() for match in LINK.finditer(text)] if "://" in text or "www." in text else []
    for match in _PHONE.finditer(text):
        digits = phone_digits(match[0])
        before = text[max(0, match.start() - 70) : match.start()]
        if digits in own.phones or not _may_be_a_private_number(digits) or lies_in(links, match.start()):
            continue
        if NO_PHONE_BEFORE.search(before):
            continue
        if digits[1] in "12" and _is_of_a_body(text, match.start(), before):
            continue
        if digits[1] == "7" and _LINE_BEFORE.search(before) and not SOMEBODY.search(before):
            continue
        if digits[1] == "7" and _KEYWORD_BEFORE.search(before) and not _speaks_of_somebody(text, match.start()):
            continue
        start, end = match.span()
        if text[start] == "(" and ")" not in match[0]:
            start += 1
        yield Contact((start, end), "phone")
    for match in _KEYCAP_PHONE.finditer(text) if "\u20e3" in text else ():
        if phone_digits(match[0]) not in own.phones:
            yield Contact(match.span(), "phone")
    for match in _FOREIGN_PHONE.finditer(text):
        if "+" + phone_digits(match[0]) not in own.phones and phone_digits(match[0]) not in own.phones:
            yield Contact(match.span(), "phone")
    for match in (*_BARE_PHONE.finditer(text), *_LETTER_PHONE.finditer(text)):
        digits = phone_digits(match[0].replace("o", "0").replace("O", "0"))
        if match.re is _LETTER_PHONE.exact and "o" not in match[0].casefold():
            continue
        if len(digits) in (10, 11) and digits not in own.phones and not lies_in(links, match.start()):
            yield Contact(match.span(), "phone")
    for match in _SHORT_PHONE.finditer(text):
        digits = phone_digits(match[1])
        if not any(number.endswith(digits) for number in own.phones) and not NO_PHONE_BEFORE.search(match[0]):
            yield Contact(match.span(1), "phone")


def _is_of_a_body(text: str, start: int, before: str) -> bool:
    """Whether the words before a landline's number name an organisation, and no person after it."""
    sentence = sentence_at(text, start)
    own = _PARENT_BODY.sub("", text[sentence.start : start])
    if SOMEBODY.search(own) or ((asked := _ASKED_FOR.search(own)) and asked[1].casefold() not in WORDS):
        return False
    if (named_last := _BODY_BEFORE_PHONE.search(before)) and not _given_names(named_last[0]):
        return True
    if (named := _bodies(own)) is not None:
        return not _given_names(own[named:])
    earlier = _PARENT_BODY.sub("", text[max(0, sentence.start - 260, start - 320) : sentence.start])
    if SOMEBODY.search(earlier[-120:]):
        return False
    named = _bodies(earlier)
    return named is not None and not _given_names(earlier[named:] + own)


_ASKED_FOR = re.compile(r"\b[Aa]sk\s+for\s+([A-Z][a-z]+)\b(?:,|\s+on|\s+at)?\s*\(?$")  # “Ask for Deb, 0118 …”


def _bodies(said: str) -> int | None:
    """Where the last word for an organisation ends, if there is one."""
    ends = [match.end() for pattern in (_BODY_NAMED, _BODY_AROUND, _CALLED_BODY) for match in pattern.finditer(said)]
    return max(ends, default=None)


# “Text line for parents, 07700 900400”: a mobile number that a body answers.
_LINE_BEFORE = re.compile(
    r"\b(?:text\s?lines?|text\s+service|helplines?|hotlines?|switchboard|"
    r"duty\s+(?:phone|mobile|number)|out[- ]of[- ]hours\s+(?:phone|number))\b"
    r"(?:\s+(?:for|is|on|at|to|[a-z]+s)){0,4}\s*[,:(–-]?\s*$|"
    r"\b(?:crisis|text|help|advice)[\s-]?(?:text\s+)?lines?\b[^.!?\n]{0,60}\s(?:is|are)\s+(?:on\s+)?$",
    re.I,
)
# “Text YES to 07700 900400”, “a quick text to”: nobody reads a word in capitals but a service.
_KEYWORD_BEFORE = re.compile(
    r"\b[Tt]ext(?:ing)?\s+(?:the\s+word\s+|saying\s+)?[\"“‘']?[A-Z]{2,12}[\"”’']?\s+to\s*:?\s*$|"
    r"\b(?:a|one)\s+(?:quick|short|one-word)\s+text\s+to\s*$"
)


def _speaks_of_somebody(text: str, start: int) -> bool:
    """Whether the sentence with a number names somebody, or speaks of one person."""
    sentence = sentence_at(text, start).text
    if SOMEBODY.search(sentence) or re.search(r"\bI\b", sentence):
        return True
    return any(word.casefold() in GIVEN | AMBIGUOUS_GIVEN for word in re.findall(r"\b[A-Z][A-Za-z]+\b", sentence))


# “Healthwatch Wolds”: words with capitals in a row. A given name among them makes it a person.
_CALLED_BODY = re.compile(
    r"(?<![\w’'-])(?!(?i:Call|Ring|Tel|Phone|Text|Contact|Please|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun|Mrs?|Ms|Miss|Dr)\w*\b)"
    r"[A-Z][a-z’'-]{2,}(?:\s+(?:for|of|and|&)\s+|\s+)(?!(?i:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\w*day\b)[A-Z][a-z’'-]{2,}"
)


def _given_names(said: str) -> bool:
    return any(word.casefold() in GIVEN for word in re.findall(r"\b[A-Z][a-z]+\b", _OF_SAINTS.sub(" ", said)))


_OF_SAINTS = re.compile(r"\bSt\.?\s+[A-Z]\w+(?:['’]s)?")


def spoken_phones(text: str, own: Own) -> Iterator[Contact]:
    """“oh seven seven double oh, nine hundred, one two three”."""
    for match in _SPOKEN_PHONE.finditer(text):
        digits, times, spoken = "", 1, 0
        for word in re.findall(r"[a-z]+|\d+", match[0].casefold()):
            if word in ("double", "treble", "triple"):
                times = 2 if word == "double" else 3
                continue
            spoken += not word.isdigit()
            digits += _DIGIT_WORDS.get(word, word) * times
            times = 1
        if spoken >= 3 and 9 <= len(digits) <= 14 and digits not in own.phones:
            yield Contact(match.span(), "phone")


def _may_be_a_private_number(digits: str) -> bool:
    """Landlines and mobiles; 0800, 03, 08 and 09 numbers belong to organisations."""
    if len(digits) == 11:
        return digits[1] in "1257" and digits[:4] != "0500" and digits[:3] != "055"
    return len(digits) == 10 and digits[1] == "1"

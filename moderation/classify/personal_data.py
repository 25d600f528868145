# ruff: noqa: E501 - a line of a rule table is one pattern
"""Personal data in a comment: contacts, addresses, numbers, full names, and a first name beside what tells who it is."""

import re
from collections.abc import Iterator

from moderation.classify.hits import Hit
from moderation.classify.labels import Flag
from moderation.classify.people import names

_P = Flag.PERSONAL_DATA.value

_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_MAIL_SPELT = re.compile(
    r"\b[\w.-]{2,40}\s?(?:[(\[{<]\s?at\s?[)\]}>]| at )\s?(?:gmail|hotmail|outlook|yahoo|icloud|btinternet|live|aol)\b(?:\s?(?:\.|dot|\(dot\))\s?(?:com|co\.uk))?"
)
_MAIL_IN_WORDS = re.compile(
    r"\b[a-z0-9][\w.-]{1,40}(?: (?:dot|underscore|dash) \w{1,20}){0,3}"
    r"(?:\s?[(\[{<]\s?at\s?[)\]}>]\s?[a-z0-9-]{2,30}(?:\s?(?:[(\[{<]dot[)\]}>]|\bdot\b|\.)\s?|\.)"
    r"|\sat\s[a-z0-9-]{2,30}\s(?:\(dot\)|\[dot\]|dot)\s)(?:com|co|org|net|uk|ac|example|gov|edu)\b"
)
# Letters and signs set apart: "h o l l y d . s t r i d e @ zipmail . example".
_MAIL_APART = re.compile(
    r"\b[\w.-]{1,40}(?: ?[._-] ?\w{1,20}| \w(?!\w)){0,30} ?@ ?[\w-]{1,40}(?: ?(?:\.|\bdot\b) ?[\w-]{2,30}){0,3} ?(?:\.|\bdot\b) ?(?:com|co|org|net|uk|ac|example|gov|edu|info)\b"
)
_IS_APART = re.compile(r" @|@ | [.]|[.] ")
_AT_IN_WORDS = re.compile(r"[(\[{<]\s?at")
_OWN_MAIL = re.compile(
    r"sendiass?|\biass\b|\biassn\b|\.gov\.uk|^(?:info|help|hello|enquiries|contact|office|admin|support|noreply|bookings)@"
)
_PHONE = re.compile(
    r"(?<![\d£$/.-])(?:\+\s?44[\s()-]{0,2}|0044[\s-]?|(?<!\d )0[ .-]{1,2}(?=\d[ .-])|\(?0)(?:\d[\s().-]{0,2}){8,9}\d(?![\d/])"
)
_US_PHONE = re.compile(
    r"(?<![\d.-])(?:\+?1[\s.-]?)?(?:\((?!8(?:00|88|77|66|55|44|33)\))\d{3}\)\s?|(?!8(?:00|88|77|66|55|44|33))[2-9]\d{2}[.-])\d{3}[\s.-]\d{4}(?:\s?(?:x|ext\.?)\s?\d{1,5})?(?![\d-])"
)
_BARE_PHONE = re.compile(
    r"\b(?:call|ring|text|phone|mobile|mob|tel|number(?: is)?|whats ?app|no\.?|cell)(?: me| us| her| him)?(?: on| at| is)?[\s:.-]{1,3}(7\d{3}[\s-]?\d{3}[\s-]?\d{3}|\d{3}[\s-]\d{4})(?![\d])"
)
_SPOKEN_PHONE = re.compile(
    r"\b(?:(?:zero|oh|o|nought|one|two|three|four|five|six|seven|eight|nine|double|treble|triple|hundred|\d)[\s,-]{1,2}){8,}(?:zero|oh|o|one|two|three|four|five|six|seven|eight|nine|\d)\b"
)
_FOREIGN_PHONE = re.compile(r"(?<!\d)\+\d{1,3}[\s-]?(?:\d[\s().-]{0,2}){7,11}\d(?!\d)")
_POSTCODE = re.compile(r"\b(?:[a-z]{1,2}\d[a-z\d]?)\s{0,2}\d[abd-hjlnp-uw-z]{2}\b")
_STREET = (
    r"(?:street|st|road|rd|lane|ln|avenue|ave|close|cl|drive|crescent|cres|gardens|gdns|terrace|place|way|court|rise|"
    r"grove|mews|walk|row|square|green|park|hill|view|mount|cottages|buildings|mansions|villas|parade|wharf|vale|croft|fold|dene|"
    r"yard|blvd|boulevard|pkwy|parkway|hwy|highway|ct|dr|trl|trail|plz|plaza|cir|circle|loop|pike|turnpike)"
)
_ADDRESS = re.compile(
    rf"(?<![\d£$,.])\b(?:(?:flat|apartment|apt|unit)\s?)?\d{{1,5}}[a-z]?,?\s(?!can't\b|(?:hours?|years?|months?|weeks?|days?|mins?|minutes?|in|on|of|to|at|and|or|the|a|yr|yo|kids|pounds?|quid)\b)"
    rf"(?:[a-z'][a-z'-]{{1,20}}\s){{1,3}}{_STREET}\b(?!\s(?:school|primary|academy|to|of|from|too|before|since|forward|in|they|that|it)\b)"
)
_FLAT = re.compile(
    rf"\b(?:flat|apartment|apt|unit)\s?\d{{1,4}}[a-z]?,?\s(?:\d{{1,4}}[a-z]?,?\s)?(?:[a-z'\u2019-]{{2,20}}\s){{1,3}}(?:{_STREET}|house|lodge|point|tower|heights)\b"
)
# A house with a name and no number: "The Lock Cottage, Weir Lane, Ambersham".
_COTTAGE = re.compile(
    rf"\b(?:[a-z'-]{{2,20}}\s){{1,3}}(?:(?:cottages?|farm|farmhouse|bungalow),?|(?:barn|rectory|vicarage|lodge|croft|stables|mill|mill house),)\s(?:\d{{1,4}}[a-z]?\s)?(?:[a-z'-]{{2,20}}\s){{1,3}}{_STREET}\b(?!\s(?:school|primary|academy))"
)
_COTTAGE_WORDS = re.compile(r"cottage|farm|bungalow|barn,|rectory|vicarage|lodge,|croft,|stables,|mill,|mill house,")
_STATE = r"(?:a[klrz]|c[aot]|d[ce]|fl|ga|hi|i[adln]|k[sy]|la|m[adeinost]|n[cdehjmvy]|o[hkr]|pa|ri|s[cd]|t[nx]|ut|v[at]|w[aivy])"
_ZIP = re.compile(
    rf"\b[a-z][a-z .]{{2,25}},?\s{_STATE},?\s\d{{5}}(?:-\d{{4}})?\b|\bp\.?\s?o\.? box \d{{1,6}}\b|\bzip(?: code)?:? \d{{5}}\b"
)
_PLACE_WORDS = re.compile(
    r"\b(?:library|centre|center|hall|venue|church|event|session|drop ?-?in|office|school|hub|cafe|museum|park(?:ing)?|clinic|hotel|college|workshop|where is|is it at|held)\b"
)
_HOME_WORDS = re.compile(
    r"\b(?:live|lives|living|home|my address|our address|were at|we're at|we are at|i'm at|im at|send|post|come to|lived|address is|moved to|house|flat)\b"
)
_NHS = re.compile(r"(?<![\d+])\d{3}[\s-]?\d{3}[\s-]?\d{4}(?!\d)")
_NHS_WORDS = re.compile(r"\bnhs\s?(?:no|num|number|nr|#)?\b")
_NHS_NUMBER_IS = re.compile(
    r"\bnhs (?:no|num|number|nr)\b[^\n]{0,60}\b(?:it's|its|it is|here|here it is|this is it)[\s:,-]{0,3}$"
)
_NI = re.compile(r"\b[a-ceghj-prstw-z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[a-d]\b")
_SSN = re.compile(r"(?<![\d-])(?!000|666|9\d\d)\d{3}-\d{2}-\d{4}(?![\d-])")
_CARD = re.compile(r"(?<![\d-])(?:\d[ -]?){12,18}\d(?![\d-])")
_ACCOUNT = re.compile(
    r"\b\d{2}-\d{2}-\d{2}\b[^.!?\n]{0,25}?\b\d{8}\b|\b(?:account|acct|acc)(?: no\.?| number| num)?(?: is)?[\s:#]{1,3}\d{7,12}\b|\bsort code[\s:]{1,3}(?:is )?\d{2}[- ]?\d{2}[- ]?\d{2}\b"
    r"|\bcard (?:is|number|no\.?|num)(?: is)?[\s:#]{1,3}(?:\d[ -]?){15}\d\b"
    r"|\b[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){3,7}(?: ?[a-z0-9]{1,3})?\b"
)
_PLATE = re.compile(
    r"\b(?:reg|registration|number ?plate|plate|car)(?: no\.?| number)?(?: is| was|:)? [a-z]{2}\d{2}\s?[a-z]{3}\b|\b[a-z]{2}[0-7]\d\s[a-z]{3}\b"
)
_NET = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])")
_HANDLE = re.compile(
    r"\b(?:insta(?:gram)?|snap(?:chat)?|tiktok|discord|telegram|kik|xbox|psn|gamertag)(?: (?:is|name|user(?:name)?|handle|me on|tag|account))*[\s:=]{1,3}@?(?=[\w.]*[\d_.])[\w.]{4,30}\b"
)
_PASSPORT = re.compile(
    r"\b(?:passport|driv(?:ing|er'?s) licen[cs]e|student|pupil|upn|uci|case|policy|patient|hospital|employee|customer)(?: id| no\.?| number| num| ref(?:erence)?)(?: is)?[\s:#]{1,3}(?=[a-z]{0,6}-?\d)[a-z0-9-]{5,18}\b"
)
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_ORDINAL = r"(?:(?:twenty|thirty)(?:-|\s)?)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)"
_YEAR_IN_WORDS = r"(?:\d{4}|'?\d{2}|two thousand(?: and)? \w+|twenty ?\w+|nineteen \w+)"
_DATE = (
    rf"(?:\d{{1,2}}\s?[./-]\s?\d{{1,2}}\s?[./-]\s?(?:\d{{4}}|\d{{2}})|(?:\d{{1,2}}(?:st|nd|rd|th)?|{_ORDINAL})(?:\s(?:of\s)?|-){_MONTH},?(?:\s|-){_YEAR_IN_WORDS}"
    rf"|(?:\d{{1,2}}(?:st|nd|rd|th)?|{_ORDINAL})\s(?:of\s)?(?:the\s)?(?:{_ORDINAL}|\d{{1,2}}(?:st|nd|rd|th)),?\s(?:of\s)?{_YEAR_IN_WORDS}|{_MONTH}\s(?:the\s)?(?:\d{{1,2}}(?:st|nd|rd|th)?|{_ORDINAL}),?\s{_YEAR_IN_WORDS})"
)
_NUMBERS_APART = r"\d{1,2}[\s./-]\d{1,2}[\s./-](?:\d{4}|\d{2})|\d{4}[./-]\d{1,2}[./-]\d{1,2}"
_BIRTH = re.compile(
    rf"\b(?:d\.?\s?o\.?\s?b\.?'?s?|date of birth|birth ?date|d of b)[\s:=-]{{0,4}}(?:is |was |on |of |given as |down as |wrong |as ){{0,2}}(?:the )?(?:{_DATE}|{_NUMBERS_APART})"
    rf"|\b(?:born(?: on)?(?: the)?|b\.)[\s:=-]{{0,4}}(?:on )?{_DATE}|\bbirthday(?:'?s)?(?: (?:is|was|on|it|as|the|down|wrong|they|put|got|wrote|a|wrongly|as)){{0,5}}[\s:=-]{{1,3}}{_DATE}"
    rf"|{_DATE}\s?(?:\(?(?:dob|date of birth|is (?:his|her|their) (?:birthday|dob))\b)"
)

# Without one of these there is no date.
_DATE_WORDS = re.compile(
    r"\d[\s./-]{1,3}\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(?:first|second|ird|[a-z]th)\b"
)
_DAY = re.compile(rf"\b{_DATE}")


def card_number_is_valid(digits: str) -> bool:
    """The check of a payment card's number: every second digit doubled, the sum a multiple of ten."""
    if not 13 <= len(digits) <= 19 or len(set(digits)) < 2:
        return False
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0


def nhs_number_is_valid(digits: str) -> bool:
    """The modulus 11 check of an NHS number: ten digits, of which the last is the check."""
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    check = 11 - sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True)) % 11
    return check % 11 == int(digits[9]) and check != 10


_OUR_BEFORE = re.compile(
    r"\b(?:your (?:\w+ )?(?:number|phone|line|helpline|office)[^.!?]{0,12}|(?:rang|ring|call|called|phone|phoned|tried) (?:you|ya|u|yous|the office|the helpline|the service|sendias\w*)(?: guys| lot)?(?: on| at)?|office (?:number )?(?:on|is)|(?:school|council|helpline|la|school office)(?:'s| number)?(?: is| on)?|(?:is it|is) still|number on (?:your|the) (?:website|site|leaflet|poster|card|letter|banner|magnet)[^?!.\n]{0,4}|your (?:helpline|leaflet|website|poster|card)\b[^?!.\n]{0,25}\b(?:says|said|gives|gave|is|lists|has)|your (?:number|line|helpline|phone)\b[^?!\n]{0,25}\bi(?:'ve|ve)? (?:had|rung|rang|ring|tried|called|got|been (?:ringing|on|calling))(?: to)?)[\s:]{0,3}$"
)
_OUR_AFTER = re.compile(
    r"^[^.!?\n]{0,8}\bthat'?s (?:their|the|your) (?:\w+ ){0,2}(?:line|number|office)\b|^[^.!?\n]{0,6}\b(?:(?:still )?(?:your|the) (?:\w+ ){0,2}(?:number|line|helpline|landline|hotline|phone|telephone|adviceline)\b|the (?:right|correct) number|you\?|for (?:the|your) (?:helpline|office|service)|on (?:your|the) (?:page|poster|leaflet|website|site|banner|card|magnet))"
)


def _phones(text: str, own: frozenset[str]) -> Iterator[Hit]:
    for expression in (_PHONE, _FOREIGN_PHONE, _US_PHONE):
        for match in expression.finditer(text):
            digits = re.sub(r"\D", "", match.group())
            if digits[-9:] in own or (
                expression is _PHONE and re.match(r"(?:44|0)?0?[358]\d{2}|(?:44|0)?0?116", digits)
            ):
                continue
            before = text[max(0, match.start() - 40) : match.start()]
            after = text[match.end() : match.end() + 40]
            if _OUR_BEFORE.search(before) or _OUR_AFTER.search(after):
                yield Hit("p.own_contact", match.start(), match.end())
            else:
                yield Hit("p.phone", match.start(), match.end(), _P, True)
    for match in _BARE_PHONE.finditer(text):
        yield Hit("p.phone", *match.span(1), _P, True)
    for match in _SIGNS_APART.finditer(text):
        if len(re.sub(r"\D", "", match.group())) in (10, 11):
            yield Hit("p.phone", match.start(), match.end(), _P, True)
    if "\u20e3" in text:
        yield from _keycaps(text)
    if _O_FOR_0.search(text):
        for match in _PHONE.finditer(_O_FOR_0.sub("0", text)):
            if re.search(r"[a-z]", text[match.start() : match.end()]):
                yield Hit("p.phone", match.start(), match.end(), _P, True)


def _keycaps(text: str) -> Iterator[Hit]:
    """Numbers of keycap signs, each of which is a digit and what surrounds it."""
    kept = [place for place, char in enumerate(text) if char not in "\ufe0f\u20e3"]
    for match in _PHONE.finditer("".join(text[place] for place in kept)):
        yield Hit("p.phone", kept[match.start()], kept[match.end() - 1] + 1, _P, True)


_SIGNS_APART = re.compile(
    r"(?<![\d/])0\d{2,4}(?:[/|_*~\u00b7\u2022:,]|\s[/|_*~\u00b7\u2022]\s|\.{2,3})\d{3,4}(?:[/|_*~\u00b7\u2022:,]|\s[/|_*~\u00b7\u2022]\s|\.{2,3})\d{3,4}(?![\d/])"
)
_O_FOR_0 = re.compile(r"(?<![a-np-z])o(?=[\do])|(?<=[\do])o(?=[\do ])")


def _mails(text: str, own: frozenset[str]) -> Iterator[Hit]:
    for match in _MAIL.finditer(text):
        if match.group() in own or _OWN_MAIL.search(match.group()):
            yield Hit("p.own_contact", match.start(), match.end())
        else:
            yield Hit("p.mail", match.start(), match.end(), _P, True)
    for expression in (_MAIL_SPELT, _MAIL_IN_WORDS, _MAIL_APART):
        for match in expression.finditer(text):
            written = match.group().replace(" ", "")
            plain = expression is _MAIL_APART and not _IS_APART.search(match.group())
            if not (plain or written in own or _OWN_MAIL.search(written)):
                yield Hit("p.mail", match.start(), match.end(), _P, True)


def _addresses(text: str) -> Iterator[Hit]:
    for name, expression in (("p.postcode", _POSTCODE), ("p.address", _ADDRESS), ("p.address", _FLAT)):
        for match in expression.finditer(text):
            yield _home_or_venue(name, match, text)
    for match in _ZIP.finditer(text):
        yield Hit("p.address", match.start(), match.end(), _P, True)


def _cottages(text: str) -> Iterator[Hit]:
    if _COTTAGE_WORDS.search(text):
        for match in _COTTAGE.finditer(text):
            yield _home_or_venue("p.address", match, text)


def _home_or_venue(name: str, match: re.Match[str], text: str) -> Hit:
    around = text[max(0, match.start() - 80) : match.end() + 40]
    is_venue = bool(_PLACE_WORDS.search(around)) and not _HOME_WORDS.search(around)
    return Hit("p.venue" if is_venue else name, match.start(), match.end(), "" if is_venue else _P, not is_venue)


def _numbers(text: str) -> Iterator[Hit]:
    for match in _NHS.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        named = _NHS_WORDS.search(text, max(0, match.start() - 30), match.start()) or (
            _NHS_NUMBER_IS.search(text, max(0, match.start() - 80), match.start())
        )
        if named or (nhs_number_is_valid(digits) and not digits.startswith(("0", "1"))):
            yield Hit("p.nhs", match.start(), match.end(), _P, True)
    for match in _CARD.finditer(text):
        if card_number_is_valid(re.sub(r"\D", "", match.group())):
            yield Hit("p.card", match.start(), match.end(), _P, True)
    for name, expression in (("p.ni", _NI), ("p.ni", _SSN), ("p.account", _ACCOUNT), ("p.reference", _PASSPORT)):
        for match in expression.finditer(text):
            yield Hit(name, match.start(), match.end(), _P, True)
    for name, expression in (("p.plate", _PLATE), ("p.net", _NET)):
        for match in expression.finditer(text):
            yield Hit(name, match.start(), match.end(), _P)


def hits(
    raw: str, text: str, *, own_contacts: frozenset[str] = frozenset(), own_names: frozenset[str] = frozenset()
) -> Iterator[Hit]:
    """Everything that identifies somebody. `own_contacts` (the service's) and `own_names` (the account's) do not count."""
    if any(char.isdigit() for char in text):
        yield from _phones(text, own_contacts)
        yield from _addresses(text)
        yield from _numbers(text)
    yield from _cottages(text)
    if _DATE_WORDS.search(text):
        for match in _BIRTH.finditer(text):
            yield Hit("p.birth", match.start(), match.end(), _P, True)
        for match in _DAY.finditer(text):
            yield Hit("p.date", match.start(), match.end(), _P)
    if "@" in text or " at " in text or _AT_IN_WORDS.search(text):
        yield from _mails(text, own_contacts)
    for name, expression in (("p.phone", _SPOKEN_PHONE), ("p.handle", _HANDLE)):
        for match in expression.finditer(text):
            yield Hit(name, match.start(), match.end(), _P, name == "p.phone")
    yield from names(raw, text, own_names)

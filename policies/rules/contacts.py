"""Phone numbers, e-mail and postal addresses, dates of birth and NHS numbers: what has a grammar."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from policies.names import FAMILY, GIVEN
from policies.rules.base import ServiceFacts, Span
from policies.rules.text import EMAIL, LINK, lies_in, sentence_at
from policies.vocabulary import WORDS, words_of

_PHONE = re.compile(
    r"""(?<![\w£$€/#+.-])(?<!\d[ ])
    (?: (?:\+44|\(\+44\)|0044)[ .\-\u00a0]{0,2}(?:\(0\))?[ .\-\u00a0]{0,2}[1-9](?:[ .\-\u00a0()]{0,2}\d){8,9}
      | \(?0(?:[ .\-\u00a0()]{0,2}\d){9,10}
    )(?!\d|[.,-]\d)(?!\w)""",
    re.X,
)
_BARE_PHONE = re.compile(r"(?<![\w.,/£+-])44[ -]?(?:\(0\))?7\d{2,3}(?:[ -]?\d){6,7}(?![\w/-]|[.,]\d)")
_LETTER_PHONE = re.compile(r"(?<!\w)[oO0][127oO](?:[ .-]{0,2}[\doO]){8,9}(?!\w)")
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
_SPOKEN_PHONE = re.compile(rf"(?<!\w)(?:oh|o|zero|nought|0\d{{0,5}})(?:[ ,.-]{{1,2}}{_SPOKEN}){{2,12}}(?!\w)", re.I)
_FOREIGN_PHONE = re.compile(r"(?<![\w+])\+(?!44)[1-9]\d{0,2}(?:[ .\-()]{0,2}\d){7,12}(?!\d)")
_KEYCAP_PHONE = re.compile(r"0\ufe0f?\u20e3(?:[ ]?\d\ufe0f?\u20e3){9,10}")
_SHORT_PHONE = re.compile(
    r"\b(?:call|ring|phone|text|tel|telephone|mobile|mob|whats ?app)\b[^.!?\n\d]{0,30}?"
    r"(?<![\w.,/£-])(7\d{3}[ -]?\d{6}|[2-9]\d{5})(?![\w:%/-]|[.,]\d)",
    re.I,
)
_NO_PHONE_BEFORE = re.compile(
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
    rf"|\b(?:{_BODY})\s+(?:[\w’'-]+\s+){{0,3}}(?:on|at)\s*\(?$",
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
    r"mediation|citizens\s+advice|action\s+for|healthwatch|relate|home[- ]?start|barnardo['’]?s|practice|solicitors|"
    r"leisure|food\s+bank|"
    r"foodbank|pantry|hospice|bureau|agency|authority|nursery|playgroup|pre-?school|nurse\s+team|sendiass|garage|taxi\s+firm|firm|"
    r"opticians?|farm|zoo|rotary|scouts|institute|guild|lawyers|chambers|bank|stores?|bakery|butchers?|toys|admissions|"
    r"mind\b|parish|embassy|newspaper|radio|studio|gallery|community\s+\w+|young\s+carers['’]?\s+\w+|carers['’]?\s+(?:hub|centre|trust|line)|"
    r"(?-i:Service|Office|Line|Carers|Advice|Support|Alliance|Project|Voice|Together|Works|Housing|Transport)"
)
_BODY_AROUND = re.compile(rf"\b(?:{_MORE_BODIES})\b", re.I)
_OTHER_THAN_A_BODY = (
    r"(?!['’]?s?\s+(?:and\s+)?(?:carers?|hubs?|forums?|information|support|cent(?:re|er)s?|helpline|line|services?|voice|governors?|"
    r"partnership|team|group['’]?s?\s+(?:line|office)|liaison|link|panel|network|association|room|day|learning|law|court|trust|fund|"
    r"advice|action|café|cafe|zone|swim|session|workshop|drop|council|desk|guide|matters|first)\b)"
)
_SOMEBODY = re.compile(
    rf"\b(?:a|an|one|the|another|our|my|your|this|that|its\s+own)\s+(?:(?!of\b)[\w-]+\s+){{0,2}}?(?:mum|mam|dad|mother|father|parent|carer|"
    rf"grandparent|grandmother|grandfather|grandad|gran|nan|nana|neighbour|childminder|member|volunteer|lady|gentleman|man|woman|wife|"
    rf"husband|couple|family|teenager|teen|pupil|student|child|boy|girl|organiser|babysitter){_OTHER_THAN_A_BODY}\b|"
    rf"\b(?:one|two|some)\s+of\s+(?:our|the|your)\s+(?:\w+\s+)?(?:mums?|dads?|parents|carers|members|volunteers|families|grandparents|teens?|"
    rf"regulars|group)\b|\b(?:her|his|him|hers|she|he|me|my|mine|who['’]s\s+at\s+home|at\s+home)\b|"
    rf"\b(?:mum|mam|dad|gran|nan|nana|grandad)\b{_OTHER_THAN_A_BODY}|\b(?:for\s+sale|to\s+give\s+away|going\s+free|free\s+to\s+(?:a\s+)?good|"
    rf"vgc|lift\s+share|car\s+share|lost\s*:|o\.?n\.?o\.?)",
    re.I,
)
_PARENT_BODY = re.compile(r"parents?(?:\s+(?:and|&))?[ -]+carers?|families\s+team", re.I)
_TIMES_BEFORE = re.compile(r"\d\s?(?:[ap]\.?m\.?)?\s*(?:to|until|till|and|-|–)\s*$", re.I)
_PRIVATE = re.compile(
    r"\b(?:mum|mother|dad|father|parents?|carer|famil(?:y|ies)|pupil|son|daughter|boy|girl|she|her|he|him|his|"
    r"mr|mrs|ms|miss|mobile|lives?|living|home|house|resident|neighbours?|moved|staying|stays)\b",
    re.I,
)
_POSTCODE = re.compile(r"(?<![\w/-])([A-Z]{1,2}\d[A-Z\d]?)[ \u00a0]?(\d[ABD-HJLNP-UW-Z]{2})(?![\w/-])")
_LOOSE_POSTCODE = re.compile(r"(?<![\w/-])([a-z]{1,2}\d[a-z\d]?) ?(\d[abd-hjlnp-uw-z]{2})(?![\w/-])")
_ORDINAL = re.compile(r"1ST|2ND|3RD|\dTH", re.I)
_STREET = re.compile(
    r"""(?<![\w£.,:/-])(?:(?:Flat|Apartment|Apt|Unit|Room)[ ]\d{1,4}[A-Za-z]?,?[ ])?\d{1,4}[A-Za-z]?,?[ ]
    (?!(?:Jan|Feb|March|April|June|July|Aug|Sept|Oct|Nov|Dec|Year|Key|Top|Free|New)\w*\b)
    (?:(?:St\.?|[A-Z][\w’'-]{1,20})[ ]){1,3}
    (?:Road|Rd|Street|St|Lane|Ln|Avenue|Ave|Close|Drive|Dr|Way|Crescent|Cres|Terrace|Gardens|Gdns|Grove|Court|Ct|
       Place|Square|Hill|Walk|Mews|Rise|Row|View|Parade|Croft|Green|Fields?|Meadows?|Bank|End|Vale)\b""",
    re.X,
)
# “The family on Hawthorn Rise”: where somebody lives, without a number.
_HOME_STREET = re.compile(
    r"\b(?:the\s+family|famil[yi]\s|mum|dad|lad|boy|girl|boys|girls|couple|neighbours?|child|lady|gentleman|man|"
    r"woman|"
    r"grandad|gran|nan|grandmother|household)\b(?!\s+(?:and\s+(?:baby|toddler)|group|class|session|club|centre|"
    r"hub))[^.!?\n]{0,30}?\b(?:on|in|of|from|at)\s+"
    r"((?:number\s+\d+\w?,?\s+(?:in\s+|on\s+)?)?(?-i:(?:St\.?|[A-Z][\w’'-]{1,20})[ ]){1,3}"
    r"(?-i:Road|Rd|Street|Lane|Avenue|Close|Drive|Crescent|Terrace|Gardens|Grove|Rise|Mews|Row|Walk|Croft)\b)"
    r"(?!\s+(?:School|Primary|Infant|Junior|Nursery|Library|Chapel|Church|Clinic|Surgery|Cent|Hub|Hall|Park|Car|Caf|"
    r"Baptist|Methodist|Community|Health|Medical|Allotment|Station))",
    re.I,
)
# “The Old Forge, Mill Lane”: a house that has a name.
_HOUSE_NAME = re.compile(
    r"\b(?:The\s+)?(?:[A-Z][\w’'-]{1,20}\s+)?(?:Cottage|House|Barn|Farm|Farmhouse|Lodge|Forge|Chapel|Mill|Rectory|Vicarage|Bungalow|Croft|"
    r"Manor|Grange|Stables|Granary|Smithy|Bakery|Orchard|Willows|Laurels|Firs|Oaks|Elms|Beeches|Hollies|Gables),\s+"
    r"(?:[A-Z][\w’'-]{1,20}\s){1,3}(?:Road|Rd|Street|St|Lane|Ln|Avenue|Close|Drive|Way|Crescent|Terrace|Gardens|Grove|Rise|Mews|Row|Walk|"
    r"Hill|Green)\b(?:,\s+[A-Z][a-z]+)?"
)
_LOOSE_STREET = re.compile(
    r"\b(?:lives?|living|staying) at\s+(?:flat \w+,?\s+)?(\d{1,4}[a-z]?,?\s+(?:[a-z][\w’'-]*\s?){1,4})|"
    r"\baddress (?:is|was)\s+(\d{1,4}[a-z]?,?\s+(?:[a-z][\w’'-]*\s?){1,4})|"
    r"\b(?:famil(?:y|ies)|home|lives?|her|him|them|nan|mum|dad|house)\s+(?:is\s+)?(?:at|of|"
    r"on)\s+(\d{1,4}[a-z]?,?\s+(?:[a-z][\w’'-]*\s){1,3}"
    r"(?:road|street|lane|avenue|close|drive|way|crescent|terrace|gardens|grove|court|place|hill|mews|row))\b|"
    r"\b(?:house|home|flat|lives?|living|they|she|he)\b[^.!?\n]{0,30}?\s((?:at\s+)?(?:number|"
    r"no\.?)\s+\d{1,4}[a-z]?,?\s+"
    r"(?:(?:on|of|in|along)\s+)?(?:[a-z][\w’'-]*\s){1,3}(?:road|street|lane|avenue|close|drive|way|crescent|terrace|"
    r"gardens|grove|court|place|square|hill|walk|mews|row|green)\b)",
    re.I,
)
_VENUE = re.compile(
    r"\b(?:librar(?:y|ies)|cent(?:re|er)|halls?|schools?|college|academy|hub|church|chapel|caf[eé]|museum|gallery|"
    r"leisure|theatre|clinic|hospital|surgery|office|offices|venue|building|club|pavilion|house of|suite|"
    r"university|nursery|mosque|temple|rooms?|campus|stadium|park|pub|hotel|sat[- ]?nav|parking|car\s+park|"
    r"cinema|bowl|pool|gym|barn|farm|studio|"
    r"foundation|association|charity|federation|bakery|bakers?|butchers?|stores?|shops?|(?-i:Toys)|company|firm|bank|exchange|meeting\s+house|"
    r"base|premises|headquarters|team|desk|department|admissions|solicitors|opticians?|dentist|practice|gallery|food\s*bank|pantry|hospice|"
    r"statue|market|station|bus\s+stop|stop|gate|"
    r"council|trust|society|drop[- ]in|event|coffee morning|workshop|find us|join us|come to|visit us|our)\b",
    re.I,
)
_HOME = re.compile(
    r"\b(?:lives?|living|home address|resident|neighbours?|"
    r"(?:they|she|he|who|family)(?:['’]ve|\s+ha[sd]|\s+have)?\s+moved|mum|mother|dad|"
    r"father|son|daughter|sister|brother|aunt|uncle|[a-z]+['’]s?\s+(?:\w+\s+)?(?-i:house|home|garden|flat|drive)|hers|"
    r"her|his|their|whose|stays|staying|mrs?|ms|miss)\b",
    re.I,
)
_VENUE_NAMED = re.compile(
    r"\b[A-Z][\w’'-]+ (?:Library|Cent(?:re|er)|Hall|School|College|Academy|Hub|Church|Chapel|"
    r"Museum|Theatre|Hotel|Clinic|Hospital|"
    r"Surgery|Club|Caf[eé]|House|Rooms?|Campus|Primary|Nursery|Park|Farm|Studio|Gallery|Mosque|"
    r"Temple)\b|\b(?:[Vv]enue|[Ww]here|"
    r"[Aa]ddress|[Ll]ocation|[Ff]ind us|[Jj]oin us|[Vv]isit us|[Ww]e['’]ve moved|[Ww]e have moved)\b"
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\.?(?:,?\s+\d{{2,4}})?|"
    rf"{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{2,4}})?|"
    rf"\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}})"
)
_BIRTH = re.compile(
    rf"\b(?:(?:d\.?\s?o\.?\s?b\b\.?|date of birth|birth ?date|birthday)(?:\s*(?:is|was|:|-|–|=|\())*\s*|b\.\s*|"
    rf"born\s*(?:on\s+|in\s+\w+\s+on\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:the\s+)?"
    rf"|(?:turn(?:s|ed|ing)?|will\s+be|reach(?:es|ed)|is)\s+(?:\d{{1,2}}|one|two|three|four|five|six|seven|"
    rf"eight|nine|ten|eleven|twelve|\w+teen)(?:\s+years\s+old)?"
    rf"\s+on\s+(?:the\s+)?"
    rf"|(?:his|her|their|\w+['’]s)\s+(?:\d+\w\w\s+)?birthday\s+(?:is|was|falls)\s*(?:on\s+)?(?:the\s+)?)({_DATE})",
    re.I,
)
_NO_BIRTH_BEFORE = re.compile(
    r"\b(?:children|pupils|babies|those|anyone|everyone|young people|people|if your child (?:was|is)|service|charity|"
    r"nhs|sendias|act|law|helpline|library|school|trust|team|network|group|campaign|project|idea|sendiass|forum|"
    r"our(?!\s+(?:\w+\s+)?(?:lad|son|daughter|boy|girl|grandson|granddaughter|nephew|niece|pupil|student|"
    r"friend))|we|us)\b[^.!?\n]{0,30}$",
    re.I,
)
_NHS = re.compile(r"(?<![\w+./-])(?<!\d )(\d{3})([ .\-\u00a0]?)(\d{3})\2(\d{4})(?![\w/-]|[.,]\d| \d)")
_TICKET_BEFORE = re.compile(
    r"\b(?:tickets?|raffle|prize|winning|barcode|invoice|serial|reference|item|lot|looks\s+like)\b[^.\n]{0,25}$", re.I
)
_NHS_CUE = re.compile(r"\bnhs\s*(?:no|nr|num|number|id|#)?\b\.?[^.!?\n]{0,20}$", re.I)
_NHS_CUE_AFTER = re.compile(r"^\s*\(?\s*(?:is\s+\w+\s+)?nhs\b", re.I)
_ROLE_MAILBOX = re.compile(
    r"^(?:info|enquir(?:y|ies)|enquire|contact(?:us)?|hello|help(?:desk|line)?|admin|office|"
    r"reception|book(?:ings?)?|events?|"
    r"support|team|mail|post|press|media|library|libraries|school|send|sen|sendiass|iass|senteam|sendteam|ehc|ehcp|"
    r"admissions?|transport|localoffer|local\.offer|feedback|complaints|service|customer\w*|training|news\w*|"
    r"parentcarerforum|forum|governance|dpo|foi|mediation|tribunal\w*|sendist\w*|camhs|earlyhelp|frontdoor|mash|"
    r"families|fis|participation|consultations?|volunteer\w*|referrals?|advice|outreach|hub)"
    r"(?:[._-]?(?:team|office|desk|service|info|admin|enquiries|send|north|south|east|west|uk|line|support))*\d?$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Contact:
    """A detail in the text: its place, the kind in words, and what is wrong with it."""

    span: Span
    kind: str  # phone, email, postcode, address, birth, nhs, insurance


def phone_digits(number: str) -> str:
    """A British number in the national form with digits only: “+44 (0)1632 960150” is “01632960150”."""
    number = number.replace("(0)", "") if "44" in number[:6] else number
    digits = re.sub(r"\D", "", number)
    if digits.startswith("0044"):
        return "0" + digits[4:]
    return "0" + digits[2:] if digits.startswith("44") and len(digits) > 10 else digits


def find_contacts(text: str, service: ServiceFacts, allowed: Collection[str]) -> Iterator[Contact]:
    """Every contact detail in the text that may be a private person's, in no order."""
    own = _Own(service, allowed)
    if any(character.isdigit() for character in text):
        yield from _phones(text, own)
        yield from _nhs_numbers(text)
        yield from _insurance_numbers(text)
        yield from _births(text)
        yield from _addresses(text, own)
    yield from _homes_without_a_number(text, own)
    yield from _spoken_phones(text, own)
    if "@" in text:
        yield from _emails(text, own)
    yield from _written_out_emails(text, own)


class _Own:
    """What is the service's own, in the form in which it is compared."""

    def __init__(self, service: ServiceFacts, allowed: Collection[str]) -> None:
        everything = (service.phone, *service.phones, service.email, *service.emails, *allowed)
        self.phones = {digits for item in everything if "@" not in item and len(digits := phone_digits(item)) > 4}
        self.emails = {item.casefold() for item in everything if "@" in item}
        self.domains = {
            item.rpartition("@")[2]
            for item in (service.email.casefold(), *map(str.casefold, service.emails))
            if "@" in item
        }
        self.domains |= {item.casefold().lstrip("@") for item in allowed if "." in item}
        self.domains -= _PUBLIC_MAIL
        if service.website:
            host = re.sub(r"^https?://(?:www\.)?", "", service.website.casefold()).split("/")[0]
            self.domains.add(host)
        self.address = " ".join(service.address.casefold().replace(",", " ").split())


_PUBLIC_MAIL = words_of("""
gmail.com googlemail.com outlook.com hotmail.com hotmail.co.uk yahoo.com yahoo.co.uk icloud.com live.co.uk
btinternet.com aol.com me.com sky.com talktalk.net virginmedia.com protonmail.com
""")


def _phones(text: str, own: _Own) -> Iterator[Contact]:
    links = [match.span() for match in LINK.finditer(text)] if "://" in text or "www." in text else []
    for match in _PHONE.finditer(text):
        digits = phone_digits(match[0])
        before = text[max(0, match.start() - 70) : match.start()]
        if digits in own.phones or not _may_be_a_private_number(digits) or lies_in(links, match.start()):
            continue
        if _NO_PHONE_BEFORE.search(before):
            continue
        if digits[1] in "12" and _is_of_a_body(text, match.start(), before):
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
        if match.re is _LETTER_PHONE and "o" not in match[0].casefold():
            continue
        if len(digits) in (10, 11) and digits not in own.phones and not lies_in(links, match.start()):
            yield Contact(match.span(), "phone")
    for match in _SHORT_PHONE.finditer(text):
        digits = phone_digits(match[1])
        if not any(number.endswith(digits) for number in own.phones) and not _NO_PHONE_BEFORE.search(match[0]):
            yield Contact(match.span(1), "phone")


def _is_of_a_body(text: str, start: int, before: str) -> bool:
    """Whether the words before a landline's number name an organisation, and no person after it."""
    sentence = sentence_at(text, start)
    own = _PARENT_BODY.sub("", text[sentence.start : start])
    if _SOMEBODY.search(own):
        return False
    if _BODY_BEFORE_PHONE.search(before) and not _given_names(before):
        return True
    if (named := _bodies(own)) is not None:
        return not _given_names(own[named:])
    earlier = _PARENT_BODY.sub("", text[max(0, sentence.start - 260, start - 320) : sentence.start])
    if _SOMEBODY.search(earlier[-120:]):
        return False
    named = _bodies(earlier)
    return named is not None and not _given_names(earlier[named:] + own)


def _bodies(said: str) -> int | None:
    """Where the last word for an organisation ends, if there is one."""
    ends = [match.end() for pattern in (_BODY_NAMED, _BODY_AROUND, _CALLED_BODY) for match in pattern.finditer(said)]
    return max(ends, default=None)


# “Healthwatch Wolds”: words with capitals in a row. A given name among them makes it a person.
_CALLED_BODY = re.compile(
    r"(?<![\w’'-])(?!(?i:Call|Ring|Tel|Phone|Text|Contact|Please|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun|Mrs?|Ms|Miss|Dr)\w*\b)"
    r"[A-Z][a-z’'-]{2,}(?:\s+(?:for|of|and|&)\s+|\s+)(?!(?i:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\w*day\b)[A-Z][a-z’'-]{2,}"
)


def _given_names(said: str) -> bool:
    return any(word.casefold() in GIVEN for word in re.findall(r"\b[A-Z][a-z]+\b", _OF_SAINTS.sub(" ", said)))


_OF_SAINTS = re.compile(r"\bSt\.?\s+[A-Z]\w+(?:['’]s)?")


def _spoken_phones(text: str, own: _Own) -> Iterator[Contact]:
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


def _emails(text: str, own: _Own) -> Iterator[Contact]:
    for match in EMAIL.finditer(text):
        address = match[0].casefold().rstrip(".")
        name, _, domain = address.partition("@")
        if address in own.emails or domain in own.domains or _OF_A_SERVICE.search(domain):
            continue
        if _is_of_an_organisation(text, match.start(), name, domain):
            continue
        if name in re.split(r"[.-]", domain) and domain not in _PUBLIC_MAIL:
            continue
        yield Contact((match.start(), match.start() + len(match[0].rstrip("."))), "email")


def _is_of_an_organisation(text: str, start: int, name: str, domain: str) -> bool:
    """“press@”, “youngcarers@” and what else is called after work; but never with a mail firm or beside a parent."""
    if domain in _PUBLIC_MAIL:
        return False
    works = bool(_WORKS.search(domain.rpartition(".")[0] or domain))
    if _ROLE_MAILBOX.match(name) or _is_a_desk(name):
        return works or not _POST_FIRM.search(domain)
    sentence = sentence_at(text, start)
    if not works and (_POST_FIRM.search(domain) or _SOMEBODY.search(text[sentence.start : start])):
        return False
    parts = [part for part in re.split(r"[._+-]", name) if part]
    if any(part in GIVEN or len(part) == 1 or any(sign.isdigit() for sign in part) for part in parts):
        return False
    if all(_is_made_of_words(part) for part in parts):
        return True
    return works and len(parts) == 1 and parts[0] not in FAMILY and not _has_a_family_name(parts[0])


def _has_a_family_name(word: str) -> bool:
    """“tmarsh”: an initial and a family name."""
    return word[1:] in FAMILY or any(word.startswith(given) and word[len(given) :] in FAMILY for given in _starts(word))


def _starts(word: str) -> Iterator[str]:
    return (word[:length] for length in range(3, len(word) - 1) if word[:length] in GIVEN)


def _is_made_of_words(run: str) -> bool:
    """“youthvoice” is “youth” and “voice”."""
    if _has_a_family_name(run):
        return False
    ends = {0}
    for end in range(2, len(run) + 1):
        if any(end - start >= 2 and (run[start:end] in WORDS or run[start:end] in _DESKS) for start in ends):
            ends.add(end)
    return len(run) in ends and len(run) > 3


_POST_FIRM = re.compile(r"mail|post|inbox|letter|webbox|broadband|online\.|internet|hotm|outlook")
_WORKS = re.compile(
    r"council|museum|theatre|mediation|care\b|care\.|carers|school|academy|college|forum|foundation|leisure|trust|nhs|gov|librar|centre|"
    r"church|hub|charity|advice|ombudsman|tribunal|societ|associat|service|police|hospital|clinic|cinema|gallery|sport|uni(?:versity)?\b|"
    r"solicitors|transport|bus\b|housing|fund|network|alliance|project|park|farm|zoo|club|group|iass|pcf|bank|shop|company|arts|"
    r"\.gov|\.sch|\.nhs|\.ac|\.org"
)


def _is_a_desk(name: str) -> bool:
    """“travel”, “box.office”: a mailbox that is called after work, not after a person."""
    parts = re.split(r"[._+-]", name)
    return all(part in WORDS or part in _DESKS or _ROLE_MAILBOX.match(part) for part in parts) and not any(
        part in GIVEN or part in FAMILY for part in parts
    )


_DESKS = words_of("""
travel transport box tickets finance payments licensing parks highways housing planning councillor democratic
electoral registrar wardens lettings hire rentals nurseries nursing therapy physio orthotics audiology wheelchair
portage sensory inclusion shortbreaks shortbreak respite youth play holiday activities sports leisure theatre
cinema museum gallery reception enquiry editor newsroom comms communications marketing jobs careers hr recruitment
payroll cases intake enrol enrolment apply quiet hour awards award nominations tickets donate giving appeals waste
repairs reviews renewals permits passes buses school home family families youth young carers parents to the of for and
box office pool swim hub desk voice panel bookings booking duty triage portal pass register survey surveys
payroll safeguarding lado governors head headteacher bursar senco exams attendance autism adhd dyslexia ask hi
""")
_AT = r"(?:\s?[\[({<]\s?(?:at|@)\s?[\])}>]\s?|\s+(?:at|AT)\s+|\s+@\s+|\s+@|@\s+|@)"
_DOT = r"(?:\s?[\[({<]\s?(?:dot|\.)\s?[\])}>]\s?|\s+(?:dot|DOT)\s+|\.)"
_WRITTEN_OUT = re.compile(
    rf"(?<![\w.@])([\w+-]{{1,40}}(?:{_DOT}[\w+-]{{1,40}}){{0,3}})({_AT})"
    rf"([\w-]{{2,40}}(?:{_DOT}[\w-]{{2,20}}){{1,4}})(?!\w)"
)
_MAY_BE_WRITTEN_OUT = re.compile(r"\bdot\b|\bDOT\b|[\[({]\s?(?:at|@)|\s@|@\s|\b(?:at|AT)\s+\w+\.\w")
_OF_A_SERVICE = re.compile(r"(?:send)?ias{1,2}\.")  # services like ours, whose addresses are no private person's
_NO_MAILBOX = words_of("""
us more online out it website page site information details here now available find read meet look come go
join live event based held take place back one starts starting begins open begin everyone all available session
""")


def _written_out_emails(text: str, own: _Own) -> Iterator[Contact]:
    """“jo at mail dot example”, “jo [at] mail.example”, “jo @ mail.example”."""
    if not _MAY_BE_WRITTEN_OUT.search(text):
        return
    for match in _WRITTEN_OUT.finditer(text):
        name, domain = (re.sub(_DOT, ".", match[group]).casefold() for group in (1, 3))
        plain_dot = not re.search(r"dot|[\[({]", match[3], re.I)
        if match[2] == "@" and plain_dot:
            continue  # written the common way: `_emails` has it
        if match[2].strip().casefold() == "at" and plain_dot and domain not in _PUBLIC_MAIL:
            continue  # “meet at library.example”
        if f"{name}@{domain}" in own.emails or domain in own.domains or name in _NO_MAILBOX:
            continue
        if not _ROLE_MAILBOX.match(name) or domain in _PUBLIC_MAIL:
            yield Contact(match.span(), "email")


def _addresses(text: str, own: _Own) -> Iterator[Contact]:
    for match in _STREET.finditer(text):
        if match[0].startswith("10 Downing") or _TIMES_BEFORE.search(text[max(0, match.start() - 12) : match.start()]):
            continue
        if _flat(match[0]) not in own.address and not _is_of_a_venue(text, match.start(), match.end()):
            yield Contact(match.span(), "address")
    for match in _LOOSE_STREET.finditer(text):
        group = match.lastindex or 1
        if not match[group][-2:].isdigit() and len(match[group].split()) > 1:
            start = match.start(group)
            yield Contact((start, start + len(match[group].rstrip())), "address")
    codes = [*_POSTCODE.finditer(text)]
    for match in codes:
        if _ORDINAL.fullmatch(match[2]) or _is_of_a_venue(text, match.start(), match.end()):
            continue
        if _flat(match[0]).replace(" ", "") not in own.address.replace(" ", ""):
            yield Contact(match.span(), "postcode")
    for match in _LOOSE_POSTCODE.finditer(text):
        before = text[max(0, match.start() - 80) : match.start()]
        if not _ORDINAL.fullmatch(match[2]) and (
            _HOME.search(before) or _SOMEBODY.search(before) or "postcode" in before.casefold()
        ):
            yield Contact(match.span(), "postcode")


def _homes_without_a_number(text: str, own: _Own) -> Iterator[Contact]:
    for match in _HOME_STREET.finditer(text):
        yield Contact(match.span(1), "address")
    for match in _HOUSE_NAME.finditer(text):
        sentence = sentence_at(text, match.start())
        said = text[sentence.start : match.start()]
        if (_SOMEBODY.search(said) or _HOME.search(said)) and _flat(match[0]) not in own.address:
            yield Contact(match.span(), "address")


def _is_of_a_venue(text: str, start: int, end: int) -> bool:
    """Whether the words around say that it is a place where something happens, not where somebody lives."""
    sentence = sentence_at(text, start)
    before, after = text[sentence.start : start][-160:], text[end : min(end + 40, max(sentence.end, end))]
    if _HOME.search(before[-90:]) or _SOMEBODY.search(before[-90:]):
        return False
    if _VENUE.search(before) or _VENUE.search(after):
        return True
    earlier = text[max(0, sentence.start - 120) : sentence.start]
    return bool(_VENUE_NAMED.search(earlier)) and not _HOME.search(earlier)


_INSURANCE = re.compile(
    r"(?<![\w-])[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?[A-D](?![\w-])", re.I
)


def _insurance_numbers(text: str) -> Iterator[Contact]:
    for match in _INSURANCE.finditer(text):
        yield Contact(match.span(), "insurance")


def _births(text: str) -> Iterator[Contact]:
    for match in _BIRTH.finditer(text):
        before = text[max(0, match.start() - 60) : match.start()]
        year = re.search(r"\b(1[0-8]\d\d|19[0-2]\d)\b", match[1])
        if year is None and not _NO_BIRTH_BEFORE.search(
            before + match[0][: match.start(1) - match.start()].split("born")[0]
        ):
            yield Contact(match.span(), "birth")


def _nhs_numbers(text: str) -> Iterator[Contact]:
    for match in _NHS.finditer(text):
        before = text[max(0, match.start() - 40) : match.start()]
        if (
            _NHS_CUE.search(before)
            or _NHS_CUE_AFTER.match(text[match.end() : match.end() + 20])
            or (
                match[1][0] != "0"
                and has_nhs_check_digit(match[0])
                and not _NO_PHONE_BEFORE.search(before)
                and not _TICKET_BEFORE.search(before)
            )
        ):
            yield Contact(match.span(), "nhs")


def has_nhs_check_digit(number: str) -> bool:
    """Whether ten digits end in the check digit of an NHS number (modulus 11)."""
    digits = [int(digit) for digit in number if digit.isdigit()]
    if len(digits) != 10:
        return False
    remainder = 11 - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return remainder != 10 and remainder % 11 == digits[9]


def _flat(text: str) -> str:
    return " ".join(text.casefold().replace(",", " ").split())

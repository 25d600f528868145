"""Postal addresses and postcodes where somebody may live, and not where something happens."""

import re
from collections.abc import Iterator

from policies.names import FAMILY, GIVEN
from policies.rules.contacts.own import Contact, Own, flat
from policies.rules.contacts.somebody import SOMEBODY
from policies.rules.pcre import Pattern
from policies.rules.text import sentence_at
from policies.vocabulary import WORDS

_TIMES_BEFORE = re.compile(r"\d\s?(?:[ap]\.?m\.?)?\s*(?:to|until|till|and|-|–)\s*$", re.I)
_POSTCODE = Pattern(r"(?<![\w/-])([A-Z]{1,2}\d[A-Z\d]?)[ \u00a0]?(\d[ABD-HJLNP-UW-Z]{2})(?![\w/-])")
_LOOSE_POSTCODE = Pattern(r"(?<![\w/-])([a-z]{1,2}\d[a-z\d]?) ?(\d[abd-hjlnp-uw-z]{2})(?![\w/-])")
_ORDINAL = re.compile(r"1ST|2ND|3RD|\dTH", re.I)
_STREET = Pattern(
    r"""(?<![\w£.,:/-])(?:(?:Flat|Apartment|Apt|Unit|Room)[ ]\d{1,4}[A-Za-z]?,?[ ])?\d{1,4}[A-Za-z]?,?[ ]
    (?!(?:Jan|Feb|March|April|June|July|Aug|Sept|Oct|Nov|Dec|Year|Key|Top|Free|New)\w*\b)
    (?:(?:St\.?|[A-Z][\w’'-]{1,20})[ ]){1,3}
    (?:Road|Rd|Street|St|Lane|Ln|Avenue|Ave|Close|Drive|Dr|Way|Crescent|Cres|Terrace|Gardens|Gdns|Grove|Court|Ct|
       Place|Square|Gate|Side|Hill|Walk|Mews|Rise|Row|View|Parade|Croft|Green|Fields?|Meadows?|Bank|End|Vale|
       Hollow|Garth|Fold|Wynd|Brae|Brow|Copse|Dell|Heights|Wharf|Villas|Cottages|Buildings|Mount|Spinney|Chase|Paddock|
       Nook|Reach|Mansions|Steps|Boulevard|Esplanade|Approach)\b
    | (?<![\w£.,:/-])\d{1,4}[A-Za-z]?,?[ ](?:Heol|Stryd|Ffordd|Lôn|Rhodfa|Clos|Rhes|Maes|Cwrt)[ ]
      (?:yr?[ ])?[A-Z][\w’'-]+""",
    re.X,
)
# “The family on Hawthorn Rise”: where somebody lives, without a number.
_HOME_STREET = Pattern(
    r"\b(?:family|mum|dad|lad|boy|girl|boys|girls|couple|neighbours?|child|lady|gentleman|man|"
    r"woman|"
    r"grandad|gran|nan|grandmother|household)\b(?!\s+(?:and\s+(?:baby|toddler)|group|class|session|club|centre|"
    r"hub|support|service|information|day|fun|room|forum|learning|caf))[^.!?\n]{0,30}?\b(?:on|in|of|from|at)\s+"
    r"((?:number\s+\d+\w?,?\s+(?:in\s+|on\s+)?)?(?-i:(?:St\.?|[A-Z][\w’'-]{1,20})[ ]){1,3}"
    r"(?-i:Road|Rd|Street|Lane|Avenue|Close|Drive|Crescent|Terrace|Gardens|Grove|Rise|Mews|Row|Walk|Croft)\b)"
    r"(?!\s+(?:School|Primary|Infant|Junior|Nursery|Library|Chapel|Church|Clinic|Surgery|Cent|Hub|Hall|Park|Car|Caf|"
    r"Baptist|Methodist|Community|Health|Medical|Allotment|Station))",
    re.I,
)
# “The Old Forge, Mill Lane”: a house that has a name.
_HOUSE_NAME = Pattern(
    r"\b(?:The\s+)?(?:[A-Z][\w’'-]{1,20}\s+)?(?:Cottage|House|Barn|Farm|Farmhouse|Lodge|Forge|Chapel|Mill|Rectory|Vicarage|Bungalow|Croft|"
    r"Manor|Grange|Stables|Granary|Smithy|Bakery|Orchard|Willows|Laurels|Firs|Oaks|Elms|Beeches|Hollies|Gables),\s+"
    r"(?:[A-Z][\w’'-]{1,20}\s){1,3}(?:Road|Rd|Street|St|Lane|Ln|Avenue|Close|Drive|Way|Crescent|Terrace|Gardens|Grove|Rise|Mews|Row|Walk|"
    r"Hill|Green)\b(?:,\s+[A-Z][a-z]+)?"
)
_LOOSE_STREET = Pattern(
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
    r"\b(?:librar(?:y|ies)|cent(?:re|er)|halls?|(?<!after )(?<!before )schools?|"
    r"college|academy|hub|church|chapel|caf[eé]|museum|gallery|"
    r"leisure|theatre|clinic|hospital|surgery|office|offices|venue|building|club|pavilion|house of|suite|"
    r"university|nursery|mosque|temple|rooms?|campus|stadium|park|pub|hotel|sat[- ]?nav|parking|car\s+park|"
    r"cinema|bowl|pool|gym|barn|farm|studio|"
    r"foundation|association|charity|federation|bakery|bakers?|butchers?|stores?|shops?|(?-i:Toys)|company|firm|bank|exchange|meeting\s+house|"
    r"base|premises|headquarters|team|desk|department|admissions|solicitors|opticians?|dentist|practice|gallery|food\s*bank|pantry|hospice|"
    r"playground|police|tribunal|po\s+box|in\s+person|chemists?|pharmac(?:y|ies)|hairdressers?|"
    r"(?-i:[A-Z][\w’'-]+\s+&\s+[A-Z][\w’'-]+),\s*$|"
    r"llyfrgell|canolfan|neuadd|ysgol|swyddfa|hyb|statue|plaque|arena|lido|baths|rink|"
    r"abbey|priory|castle|cathedral|guildhall|(?-i:SENDIASS|IASS)|market|"
    r"station|bus\s+stop|stop|(?<!side )(?<!back )(?<!garden )(?<!shut the )gate|"
    r"council|trust|society|drop[- ]in|event|coffee morning|workshop|find us|join us|come to|visit us|our|"
    r"we['’]re(?:\s+now)?\s+at|we(?:['’]ve|\s+have|\s+are)?\s+mov(?:e|ed|ing)\b[^.!?\n]{0,30}\bto)\b",
    re.I,
)
_HOME = re.compile(
    r"\b(?:lives?|living|home address|resident|neighbours?|"
    r"(?:they|she|he|who|family)(?:['’]ve|\s+ha[sd]|\s+have)?\s+moved|mum|mother|dad|"
    r"father|son|daughter|sister|brother|aunt|uncle|[a-z]+['’]s?\s+(?:\w+\s+)?(?-i:house|home|garden|flat|drive)|hers|"
    r"her|his|their|whose|stays|staying|mrs?|ms|miss)\b",
    re.I,
)
# Whose door it is: “at a member's front room”, “at a house this time”.
_AT_A_HOME = re.compile(
    r"\b(?:\w+['’]s?\s+(?:\w+\s+)?(?-i:front\s+room|living\s+room|sitting\s+room|kitchen|conservatory|garden|house|home|flat)|"
    r"\b(?:tag|label|fob|key\s?ring)\s*(?::|says|reads)|tagged|labelled|(?:note|label|tag|letter|envelope|parcel)\s+(?:inside\s+)?(?:gives|has|shows|bears|says|with)\s+(?:the|an)\s+address|"
    r"(?:at|in|to)\s+the\s+(?:house|home|flat)\s+of|(?:at|in)\s+(?:a|somebody|someone)\s+(?:\w+\s+)?(?:house|home|flat)|lifts?\s+(?:is\s+|are\s+)?(?:wanted|needed|please)|"
    r"(?:need|wants?|after)\s+a\s+lift|(?:free\s+)?to\s+(?:a\s+)?good\s+homes?|(?:giving|given?)\s+away|"
    r"(?:in|from|on|behind)\s+(?:my|her|his|their)\s+(?:porch|doorstep|shed|garage)|"
    r"(?:drive(?:way)?|door|doorstep|garage|porch|garden|letter\s?box)\s+(?:of|at)(?:\s+(?:number|no\.?))?|the\s+house\s+with)\b(?!\s+(?:for|visit|tutor|library|school|group|start|to))",
    re.I,
)
# What is open to all, before an address that is a sentence of its own.
_OPEN_TO_ALL = re.compile(
    r"\b(?:open\s+(?:day|evening|morning)|drop[- ]in|holiday\s+club|coffee\s+morning|stay\s+and\s+play|fun\s+day|"
    r"workshop|turn\s+up|all\s+welcome|everyone\s+welcome|no\s+(?:need\s+to\s+book|booking)|doors\s+open)\b",
    re.I,
)
_THEY_ARE_AT = re.compile(
    r"\s*(?:They|It|We|You)\s*(?:are|is|['’]re|can|will)\b[^.!?\n]{0,40}\bat\s+(?:[A-Z][\w’'-]+,?\s+){0,3}$"
)
_A_BODY = re.compile(
    r"\b(?:council|desk|office|clinic|surgery|company|shop|department|librar(?:y|ies)|cent(?:re|er))\b", re.I
)
_OWNER_BEFORE = re.compile(
    r"(?:[\"“‘':]\s*|\b[A-Z]\.?\s+)([A-Z][\w’'-]+),\s+(?:(?:[Ff]lat|[Aa]pt)\s+\w+,\s+)?$"
)  # “Vensk, 29 Spindle Street”
_NOWHERE = re.compile(r"10 Downing|\d+ (?:Any|Some|Sample|Example)\s?(?:Street|Road|Town)", re.I)
_NOTHING_ELSE = re.compile(r"\W*(?:(?:[A-Z\d][\w’'&-]*|of|the|on|and|in)[,\s]+){1,10}$")
_VENUE_NAMED = re.compile(
    r"\b[A-Z][\w’'-]+ (?:Library|Cent(?:re|er)|Hall|School|College|Academy|Hub|Church|Chapel|"
    r"Museum|Theatre|Hotel|Clinic|Hospital|"
    r"Surgery|Club|Caf[eé]|House|Rooms?|Campus|Primary|Nursery|Park|Farm|Studio|Gallery|Mosque|"
    r"Temple)\b|\b(?:[Vv]enue|[Ww]here|"
    r"[Aa]ddress|[Ll]ocation|[Ff]ind us|[Jj]oin us|[Vv]isit us|[Ww]e['’]ve moved|[Ww]e have moved)\b"
)


# “at Calderfold Library, Mill Street, CF1 1AA”
_VENUE_RIGHT_BEFORE = re.compile(
    r"\b[A-Z][\w’'-]+\s+(?:Library|Cent(?:re|er)|Hall|School|College|Academy|Church|Museum|Theatre|Hotel|Clinic|Hospital|Surgery|"
    r"Pavilion|Club|Caf[eé]|Campus|Primary|Nursery|Gallery|Mosque|Temple|Stadium|Arena),\s+(?:\d{1,4}\s+)?(?:(?:[A-Z][\w’'-]+\s+){1,3}"
    r"(?:Road|Street|Lane|Avenue|Drive|Way|Square|Place|Row|Terrace|Hill),\s+)?(?:[A-Z][\w’'-]+,?\s+)?$"
)
# “in the porch at 3 Tan-y-Graig”: a door, whatever its street is called.
_DOOR = Pattern(
    r"\b(?i:porch|doorstep|drive(?:way)?|letter\s?box|back\s+door|front\s+door|shed|garage)\s+(?i:at)\s+"
    r"(\d{1,4}[A-Za-z]?,?\s(?:[A-Z][\w’'-]+\s?){1,3}(?:,\s[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?)?)"
)


def addresses(text: str, own: Own) -> Iterator[Contact]:
    for match in _STREET.finditer(text):
        if _NOWHERE.match(match[0]) or _TIMES_BEFORE.search(text[max(0, match.start() - 12) : match.start()]):
            continue
        if flat(match[0]) not in own.address and not _is_of_a_venue(text, match.start(), match.end()):
            yield Contact(match.span(), "address")
    for match in _LOOSE_STREET.finditer(text):
        group = match.lastindex or 1
        if group == 2 and _is_of_a_venue(text, match.start(), match.end()):
            continue
        if not match[group][-2:].isdigit() and len(match[group].split()) > 1:
            start = match.start(group)
            yield Contact((start, start + len(match[group].rstrip())), "address")
    codes = [*_POSTCODE.finditer(text)]
    for match in codes:
        if _ORDINAL.fullmatch(match[2]) or _is_of_a_venue(text, match.start(), match.end()):
            continue
        if flat(match[0]).replace(" ", "") not in own.address.replace(" ", ""):
            yield Contact(match.span(), "postcode")
    for match in _LOOSE_POSTCODE.finditer(text):
        before = text[max(0, match.start() - 80) : match.start()]
        if not _ORDINAL.fullmatch(match[2]) and (
            _HOME.search(before) or SOMEBODY.search(before) or "postcode" in before.casefold()
        ):
            yield Contact(match.span(), "postcode")


def homes_without_a_number(text: str, own: Own) -> Iterator[Contact]:
    for match in _HOME_STREET.finditer(text):
        yield Contact(match.span(1), "address")
    for match in _DOOR.finditer(text):
        if not _is_of_a_venue(text, match.start(1), match.end(1)):
            yield Contact(match.span(1), "address")
    for match in _HOUSE_NAME.finditer(text):
        sentence = sentence_at(text, match.start())
        said = text[sentence.start : match.start()]
        is_home = _AT_A_HOME.search(text[max(0, sentence.start - 120) : sentence.start])
        if (is_home or SOMEBODY.search(said) or _HOME.search(said)) and flat(match[0]) not in own.address:
            yield Contact(match.span(), "address")


def _is_of_a_venue(text: str, start: int, end: int) -> bool:
    """Whether the words around say that it is a place where something happens, not where somebody lives."""
    sentence = sentence_at(text, start)
    before, after = text[sentence.start : start][-160:], text[end : min(end + 40, max(sentence.end, end))]
    if _VENUE_RIGHT_BEFORE.search(before):
        return True
    if _HOME.search(before[-90:]) or SOMEBODY.search(before[-90:]):
        return False
    if (owner := _OWNER_BEFORE.search(before)) and owner[1].casefold() in FAMILY - WORDS - GIVEN:
        return False
    earlier = text[max(0, sentence.start - 120) : sentence.start]
    if any(_AT_A_HOME.search(near) for near in (before, earlier, after)):
        return False
    if _VENUE.search(before) or _VENUE.search(after):
        return True
    if _HOME.search(earlier):
        return False
    if _THEY_ARE_AT.match(before) and _A_BODY.search(earlier) and not SOMEBODY.search(earlier):
        return True
    return bool(_VENUE_NAMED.search(earlier) or (_OPEN_TO_ALL.search(earlier) and _NOTHING_ELSE.match(before)))

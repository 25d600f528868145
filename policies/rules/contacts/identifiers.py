"""NHS, National Insurance and pupil numbers, number plates, references of cases, and dates of birth."""

import re
from collections.abc import Iterator

from policies.rules.contacts.own import Contact
from policies.rules.contacts.phones import NO_PHONE_BEFORE
from policies.rules.dates import SPELT_DAYS
from policies.rules.pcre import Pattern

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_SPELT_DAY = "|".join(sorted(SPELT_DAYS, key=len, reverse=True))
_DATE = (
    rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)?|{_SPELT_DAY})\s+(?:of\s+)?{_MONTH}\.?(?:,?\s+\d{{2,4}})?|"
    rf"{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{2,4}})?|"
    rf"\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}})"
)
_BIRTH = Pattern(
    rf"\b(?:(?:date of birth|birth ?date)\s+(?:is\s+)?on\s+(?:it|the\s+\w+|there|top|them)\b\W*|"
    rf"(?:date of birth|birth ?date)\b[^\n\d]{{0,60}}?(?=\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:19|20)\d\d)|"
    rf"(?:(?:d\.?\s?o\.?\s?b\b\.?|date of birth|birth ?date),?|birthday(?:,(?=[^.!?\n]{{0,20}}\b20\d\d))?)"
    rf"(?:\s*(?:is|was|of|:|-|–|=|\())*\s*|"
    rf"b\.\s*|"
    rf"born\s*(?:on\s+|in\s+\w+\s+on\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:the\s+)?"
    rf"|(?:turn(?:s|ed|ing)?|will\s+be|reach(?:es|ed)|is)\s+(?:\d{{1,2}}|one|two|three|four|five|six|seven|"
    rf"eight|nine|ten|eleven|twelve|\w+teen)(?:\s+years\s+old)?"
    rf"\s+on\s+(?:the\s+)?"
    rf"|(?:his|her|their|\w+['’]s)\s+(?:\d+\w\w\s+)?birthday\s+(?:is|was|falls)\s*(?:on\s+)?(?:the\s+)?)({_DATE})",
    re.I,
)
_OF_MANY = r"children|pupils|babies|those|anyone|everyone|young people|people|if your child (?:was|is)"
_OF_MANY_BEFORE = re.compile(rf"\b(?:{_OF_MANY})\b[^.!?\n]{{0,30}}$", re.I)
_SOMEBODY_BORN = re.compile(
    r"\b(?:winner|child|boy|girl|lad|somebody|someone|pupil|one\s+of\s+our\s+(?:\w+\s+)?members)\s+(?:who\s+)?(?:was\s+|is\s+)?$",
    re.I,
)
_DATE_OF_BIRTH = re.compile(r"d\.?\s?o\.?\s?b|date\s+of\s+birth", re.I)
_NO_BIRTH_BEFORE = re.compile(
    rf"\b(?:{_OF_MANY}|service|charity|"
    r"nhs|sendias|act|law|helpline|library|school|trust|team|network|group|campaign|project|idea|sendiass|forum|"
    r"our(?!\s+(?:\w+\s+)?(?:members?|youngsters?|lad|son|daughter|boy|girl|grandson|granddaughter|nephew|niece|pupil|student|"
    r"friend)))\b[^.!?\n]{0,30}$|\b(?:we|us)\b[^.!?\n]{0,12}$|\bwe(?:['’]re|\s+are|\s+turn)\s+\w+\s+today\b[^\n\w]{0,6}(?:born\s+on\s+)?$",
    re.I,
)
_NHS = Pattern(r"(?<![\w+./-])(?<!\d )(\d{3})([ .\-\u00a0]?)(\d{3})\2(\d{4})(?![\w/-]|[.,]\d| \d)")
_TICKET_BEFORE = re.compile(
    r"\b(?:tickets?|raffle|prize|winning|barcode|invoice|serial|reference|item|lot|looks\s+like|delivery|parcel|tracking|consignment|"
    r"courier|despatch|dispatch|docket|receipt|orders?|quot(?:e|ation)|batch|stock|product|catalogue|barcode|isbn|licence|permit|"
    r"confirmation|booking|membership|member|library\s+card|loyalty|gift\s+card|meter|asset|model|print\s+run|"
    r"meeting|zoom|teams|webinar|dial|conference|access\s+code|passcode|pin|policy\s+number|sort|account|payment|donation|charity|company|"
    r"(?:job|part|case|claim|application)\s+(?:number|no|ref|id)|"
    r"vat|pallet|voucher|coupon|lottery|bib|locker|container|flight)\b(?:\s+(?:no|nos|ref)\.)?[^.\n]{0,25}$",
    re.I,
)
_TICKET_AFTER = re.compile(
    r"\s*\(?\s*(?:is|was)?\s*(?:the|our|your|a)?\s*(?:order|delivery|tracking|reference|ref|ticket|booking|parcel|meeting|account|job|membership)\b",
    re.I,
)
_NHS_CUE = re.compile(
    r"\bnhs\s+(?:letter|card)\b[^\n]{0,40}$|\bnhs\s*(?:no|nr|num|number|id|#)?\b\.?[^.!?\n]{0,20}$", re.I
)
_NHS_CUE_AFTER = re.compile(r"^[,\s]*\(?\s*(?:is\s+\w+\s+)?nhs\b", re.I)
_NO_REAL_ONE = re.compile(r"\b(?:example|sample|made[- ]up|fictional|dummy|specimen|invented)\b", re.I)
_INSURANCE = Pattern(  # “QQ” is never given out, but stands for a real one in a made-up post
    r"(?<![\w-])(?:[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]|QQ)[ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?[A-D](?![\w-])", re.I
)


def insurance_numbers(text: str) -> Iterator[Contact]:
    for match in _INSURANCE.finditer(text):
        if match[0][:2] == "QQ" and _NO_REAL_ONE.search(text, max(0, match.start() - 80), match.end() + 40):
            continue
        yield Contact(match.span(), "insurance")


_PUPIL = Pattern(r"(?<![\w-])([A-HJ-NP-RT-Z])(\d{11}[\dA-HJ-NP-RT-Z])(?![\w-])")
_PUPIL_SAID = Pattern(
    r"\b(?:UPN|[Uu]nique\s+[Pp]upil\s+[Nn]umber)\W{1,3}(?:(?:is|was|of|reads)\s+)?([A-Z]\d{11}[\dA-Z])(?![\w-])"
)
_PUPIL_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_PLATE = Pattern(r"(?<![\w-])[A-HJ-PR-Y]{2}\d{2} ?[A-HJ-PR-Z]{3}(?![\w-])")
_PLATE_SAID = Pattern(
    r"\b(?i:number\s*plates?|reg(?:istration)?|car|van|vehicle|minibus|bike|scooter|fiesta|corsa|golf|focus)\b[^.!?\n]{0,50}?"
    r"(?<![\w-])([A-Z]{2}\d{2} ?[A-Z]{3})(?![\w-])"
)  # letters that no plate has, where the words say that it is one
_OWN_CAR_BEFORE = re.compile(
    r"\b(?:our|the)\s+(?:[\w-]+\s+){0,2}(?:mini)?bus\W+(?:\w+\s+)?$|\bour\s+(?:[\w-]+\s+){0,2}(?:van|car)\W+$", re.I
)
# “EH873/26/00114” as the SEND tribunal writes, “FEN/EHC/2026/00387” as authorities do.
_CASE_REFERENCE = Pattern(
    r"(?<![\w/])(?:EH\d{3}/\d{2}/\d{4,5}|(?:[A-Z]{2,5}/)?EHCP?[/-]\d{2,4}[/-]\d{3,6}|[A-Z]{2,5}/EHCP?/\d{3,6}(?:-[A-Z])?|EHCP?/[A-Z]{1,4}/\d{3,6})(?![\w/])"
)


def pupil_numbers(text: str) -> Iterator[Contact]:
    """Unique pupil numbers with the right check letter, or called so."""
    for match in _PUPIL_SAID.finditer(text):
        yield Contact(match.span(1), "pupil")
    for match in _PUPIL.finditer(text):
        values = [int(sign) if sign.isdigit() else _PUPIL_LETTERS.index(sign) for sign in match[2]]
        if _PUPIL_LETTERS[sum(value * weight for weight, value in enumerate(values, start=2)) % 23] == match[1]:
            yield Contact(match.span(), "pupil")


def plates(text: str) -> Iterator[Contact]:
    """Number plates of cars that are not the service's own."""
    spans = {match.span() for match in _PLATE.finditer(text)} | {match.span(1) for match in _PLATE_SAID.finditer(text)}
    for start, end in sorted(spans):
        if not _OWN_CAR_BEFORE.search(text[max(0, start - 40) : start]):
            yield Contact((start, end), "plate")


def case_references(text: str) -> Iterator[Contact]:
    for match in _CASE_REFERENCE.finditer(text):
        yield Contact(match.span(), "reference")


def births(text: str) -> Iterator[Contact]:
    for match in _BIRTH.finditer(text):
        before = text[max(0, match.start() - 60) : match.start()]
        year = re.search(r"\b(1[0-8]\d\d|19[0-2]\d)\b", match[1])
        said = before + match[0][: match.start(1) - match.start()].split("born")[0]
        of_nobody = _OF_MANY_BEFORE if _DATE_OF_BIRTH.match(match[0]) else _NO_BIRTH_BEFORE
        if year is None and (_SOMEBODY_BORN.search(said) or not of_nobody.search(said)):
            yield Contact(match.span(), "birth")


def nhs_numbers(text: str) -> Iterator[Contact]:
    for match in _NHS.finditer(text):
        before = text[max(0, match.start() - 40) : match.start()]
        if not has_nhs_check_digit(match[0]) and _NO_REAL_ONE.search(
            text, max(0, match.start() - 80), match.end() + 40
        ):
            continue
        if (
            _NHS_CUE.search(before)
            or _NHS_CUE_AFTER.match(text[match.end() : match.end() + 20])
            or (
                match[1][0] != "0"
                and has_nhs_check_digit(match[0])
                and not NO_PHONE_BEFORE.search(before)
                and not _TICKET_BEFORE.search(before)
                and not _TICKET_AFTER.match(text[match.end() : match.end() + 30])
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

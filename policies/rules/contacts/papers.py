"""Numbers of somebody's papers: a passport, a bank account, a letter of a hospital, a blue badge."""

import re
from collections.abc import Iterator

from policies.rules.contacts.own import Contact
from policies.rules.pcre import Pattern
from policies.rules.text import sentence_at

_CODE = r"(?=[A-Z\d/-]{5})[A-Z]{0,3}\d[A-Z\d]*(?:[/-][A-Z\d]+)*(?![\w£]|[., ]\d)"
_PASSPORT = Pattern(
    r"\b(?:passport|travel\s+document)\b(?!\s+(?:office|service))[^\n]{0,70}?\b(?:(?:number|no|reads?)\b[^\n\d]{0,40}?|is\s+)"
    r"(\d{9})(?!\d|[.,]\d| \d)",
    re.I,
)
_NUMBERED = Pattern(
    r"\b(?i:(?:hospital|patient|blue[- ]badge|driving\s+licen[cs]e|unique\s+learner|candidate|"
    r"residence\s+permit|visa)\s+"
    r"(?:number|no\b\.?|ref(?:erence)?\b\.?|id)|unique\s+learner\s+number|ULN)(?i:\s+(?:is|was|reads))?\W{1,3}"
    rf"({_CODE})"
)
_CLAIM = Pattern(
    r"\b(?:claim|award)\s+(?:number|no\b\.?|ref(?:erence)?)\s+((?:DLA|PIP|UC|ESA|CA)\s?(?:\d{2,4}\s?){2,3}\d*)(?!\d)"
)
_NUMBER_ON = Pattern(
    r"\b(?i:number\s+on\s+(?:\w+['’]?s?\s+){0,3}?(?:blue\s+badge|passport|licen[cs]e|wristband|hospital\s+\w+))"
    rf"(?i:\s+(?:is|was|reads))?\W{{1,3}}({_CODE})"
)
_BANK = Pattern(
    r"\b(?:sort\s?code|a(?:ccount|/c))\b(?:\s+(?:number|no\b\.?|is))*\W{1,3}"
    r"(\d\d[- ]\d\d[- ]\d\d\b(?:\W+(?:(?:and|a(?:ccount|/c)|number|no)\W+)*\d{7,8}\b)?|\d{7,8}\b)",
    re.I,
)
# An account to which all may pay: “Donations to the Friends of Quay School, sort code …”.
_OF_A_BODY = re.compile(
    r"\b(?:donat\w+|our\s+(?:\w+\s+)?(?:account|bank)|charit\w+|trust|fund|appeal|association|society|forum|committee|council|"
    r"cic|cio|pta|ltd|limited|invoices?|friends\s+of|every\s+(?:pound|penny))\b",
    re.I,
)
_OF_SOMEBODY = re.compile(
    r"\b(?:own\s+(?:bank|account)|(?:her|his|their)\s+(?:\w+\s+)?(?:bank|account)|personal\s+account|mum['’]?s?|dad['’]?s?|"
    r"parent['’]?s?(?!\s+(?:carer|council|association|forum|committee|group))|(?:found|handed\s+in|left\s+behind|dropped|lost|purse|wallet|"
    r"payslip|bank\s+(?:slip|card|statement)))\b",
    re.I,
)
_NO_REAL_ONE = re.compile(
    r"\b(?:example|sample|made-up|fictional|dummy|specimen|invented|looks\s+like\s+this|format)\b", re.I
)


def papers(text: str) -> Iterator[Contact]:
    """Numbers of papers that tell whose they are, and of accounts that are no body's."""
    for pattern in (_PASSPORT, _NUMBERED, _NUMBER_ON, _CLAIM):
        for match in pattern.finditer(text):
            if not _NO_REAL_ONE.search(text, max(0, match.start() - 60), match.end() + 30):
                yield Contact(match.span(1), "paper")
    for match in _BANK.finditer(text):
        sentence = sentence_at(text, match.start())
        around = text[max(0, sentence.start - 100) : min(len(text), max(sentence.end, match.end()) + 40)]
        if _OF_SOMEBODY.search(around) or not (_OF_A_BODY.search(around) or _NO_REAL_ONE.search(around)):
            yield Contact(match.span(1), "account")

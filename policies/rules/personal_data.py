"""What identifies a private person."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policies.rules.base import Draft, Finding, Params, Severity, Span, rule
from policies.rules.contacts import Contact, find_contacts
from policies.rules.meaning.judging import Meaning, findings
from policies.rules.people import find_people
from policies.rules.people.nobody import lies_within, named_by_policy
from policies.rules.people.tokens import is_family, is_given, may_be_given, runs_into_a_body, tokens

_ADVICE = "This may show who a private person is. Take the name out, or what could tell who it is."


@dataclass(frozen=True)
class PersonalData(Params):
    allowed: tuple[str, ...] = ()  # further numbers, addresses and mail domains that may be given
    names: tuple[str, ...] = ()  # people, places, books and events that may be named


@rule(
    "personal-data",
    severity=Severity.BLOCK,
    title="Personal data",
    params=PersonalData,
    reads_alt=True,
    fires=(
        "Ring Mel on 07700 900142 if you can offer a lift.",
        "Cards to 22a Sandpiper Court, Eastfield NS2 8TT, please.",
        "His NHS number is 943 476 5919.",
        "Would the owner of the red Fiesta YD68 HRN come to the desk?",
        "Thank you to Sarah Lindqvist for her kind letter.",
        "Joshua (8) is back at Hillside Primary School.",
        "Alfie's EHCP was agreed at last.",
    ),
    passes=(
        "Call us on +44 1632 960150.",
        "Councillor Sarah Lindqvist opened the hub.",
        "Join Dr Amy Shah for a talk on sleep, 4 December.",
        "Drop-in at Harbour Library, 12 Quay Street, NS1 4AB.",
        "Fun for ages 5 to 11 at Victoria Park in May.",
        "Imagine a child called Sam. Sam is 9 and has ADHD.",
    ),
)
def personal_data(draft: Draft, params: PersonalData) -> Iterator[Finding]:
    """Something that identifies a private person: a phone number, e-mail, postcode or postal address, date of
    birth, NHS or pupil number, number plate, case reference, passport or bank account that is not the service's own; a
    full name; a first name together with a school, an age, a diagnosis or a case. Office-holders, speakers and staff
    named in that role are fine."""
    covered = 0  # where the last finding ended
    found = [_about_contact(draft, item) for item in find_contacts(draft.text, draft.service, params.allowed)]
    named = named_by_policy(draft.text, params.names)
    beside = [*(one.span for one in found if one.span), *named]
    passed = _who_may_be_named(draft, named) if named else frozenset()
    for one in findings(draft, Meaning(), "personal-data", advice=_ADVICE, beside=beside, passed=passed):
        if not one.message.startswith(_ADVICE) or _may_show_somebody(draft.text, one):
            found.append(one)
    for finding in sorted(found, key=_longest_first):
        start, end = finding.span or (0, 0)
        if start >= covered:
            covered = end
            yield finding


def _who_may_be_named(draft: Draft, named: list[Span]) -> frozenset[Span]:
    """Where people stand whose whole name is one of those that may be given. A first name beside an age, a school or a
    case identifies somebody whatever a policy says."""
    people = find_people(draft.text, draft.service)
    full = (person for person in people if person.kind in ("name", "family"))
    return frozenset(person.span for person in full if lies_within(named, person.name))


_SOMEBODY = re.compile(
    r"\b(?:he|she|his|her|him|hers|who|whose|mum|mam|dad|mother|father|parents?|carers?|sons?|daughters?|child|children|"
    r"boys?|girls?|lads?|pupils?|students?|famil(?:y|ies)|nan|gran\w*|brothers?|sisters?|twins?|neighbours?|couple|lady|"
    r"gentleman|teen\w*|year[- ]old|toddlers?|baby|babies|somebody|someone|person|born|lives?|living|home|house|"
    r"name[sd]?|called)\b",
    re.I,
)

_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
_WHOM_TO_REACH = re.compile(
    r"\b(?:ring|call|text|phone|e-?mail|message|whatsapp|contact|ask\s+for|speak\s+to)\s+"
    r"(?-i:[A-Z][\w'’-]+)(?:\s+or\s+(?-i:[A-Z][\w'’-]+))?\s+(?:on|at|by|via)\b",
    re.I,
)  # with a number or an address of ours: any other is found by itself


def _may_show_somebody(text: str, finding: Finding) -> bool:
    """Whether a sentence that the model found speaks of a person at all, or holds a word that may be a name."""
    start, end = finding.span or (0, 0)
    if _SOMEBODY.search(text, start, end) or _POSTCODE.search(text, start, end):
        return True
    if _WHOM_TO_REACH.search(text, start, end):
        return False
    every = tokens(text)
    return any(
        token.is_capital
        and start <= token.start < end
        and (is_given(token) or may_be_given(token) or is_family(token))
        and not runs_into_a_body(text, every, index)
        for index, token in enumerate(every)
    )


def _longest_first(finding: Finding) -> tuple[int, int]:
    start, end = finding.span or (0, 0)
    return (start, -end)


def _about_contact(draft: Draft, item: Contact) -> Finding:
    quote = draft.text[item.span[0] : item.span[1]]
    own = {"phone": draft.service.phone, "email": draft.service.email}.get(item.kind) or None
    message = {
        "phone": f"“{quote}” is not a number of the service. Give our own.",
        "email": f"“{quote}” is not an address of the service. Give our own.",
        "postcode": f"“{quote}” can show where somebody lives. Take it out, or name the venue it belongs to.",
        "address": f"“{quote}” can show where somebody lives. Take it out, or name the venue it belongs to.",
        "birth": f"“{quote}” is a date of birth. Take it out.",
        "insurance": f"“{quote}” is a National Insurance number. Take it out.",
        "nhs": f"“{quote}” is an NHS number. Take it out.",
        "pupil": f"“{quote}” is a pupil number. Take it out.",
        "plate": f"“{quote}” is a number plate. Take it out.",
        "paper": f"“{quote}” is the number of somebody's papers. Take it out.",
        "account": f"“{quote}” is somebody's bank account. Take it out, or say whose charity or body it belongs to.",
        "reference": f"“{quote}” is the reference of a family's case. Take it out.",
    }[item.kind]
    return Finding(span=item.span, message=message, suggestion=own)

"""Contact details in a text that may be a private person's: what has a grammar.

`phones.py`, `emails.py`, `addresses.py` (postal ones, with their postcodes), `identifiers.py` (NHS and National
Insurance numbers, number plates, dates of birth) and `papers.py` (passports, bank accounts) each find their kind.
`own.py` knows what is the service's own and passes; `somebody.py` knows the words that tell a private person from a
body.
"""

from collections.abc import Collection, Iterator

from policies.rules.base import ServiceFacts
from policies.rules.contacts.addresses import addresses, homes_without_a_number
from policies.rules.contacts.emails import emails, written_out_emails
from policies.rules.contacts.identifiers import (
    births,
    case_references,
    has_nhs_check_digit,
    insurance_numbers,
    nhs_numbers,
    plates,
    pupil_numbers,
)
from policies.rules.contacts.own import Contact, Own, phone_digits
from policies.rules.contacts.papers import papers
from policies.rules.contacts.phones import phones, spoken_phones


def find_contacts(text: str, service: ServiceFacts, allowed: Collection[str]) -> Iterator[Contact]:
    """Every contact detail in the text that may be a private person's, in no order."""
    own = Own(service, allowed)
    if any(character.isdigit() for character in text):
        yield from phones(text, own)
        yield from nhs_numbers(text)
        yield from insurance_numbers(text)
        yield from pupil_numbers(text)
        yield from plates(text)
        yield from case_references(text)
        yield from births(text)
        yield from papers(text)
        yield from addresses(text, own)
    yield from homes_without_a_number(text, own)
    yield from spoken_phones(text, own)
    if "@" in text:
        yield from emails(text, own)
    yield from written_out_emails(text, own)


__all__ = ["Contact", "find_contacts", "has_nhs_check_digit", "phone_digits"]

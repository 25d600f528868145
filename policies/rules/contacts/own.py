"""What is found, and what is the service's own, in the form in which details are compared."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from policies.rules.base import ServiceFacts, Span
from policies.vocabulary import words_of


@dataclass(frozen=True, slots=True)
class Contact:
    """A detail in the text: its place and its kind."""

    span: Span
    kind: str  # one of the kinds that `personal_data.py` has a sentence for


def phone_digits(number: str) -> str:
    """A British number in the national form with digits only: “+44 (0)1632 960150” is “01632960150”."""
    number = number.replace("(0)", "") if "44" in number[:6] else number
    digits = re.sub(r"\D", "", number)
    if digits.startswith("0044"):
        return "0" + digits[4:]
    return "0" + digits[2:] if digits.startswith("44") and len(digits) > 10 else digits


class Own:
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
        self.domains -= PUBLIC_MAIL
        if service.website:
            host = re.sub(r"^https?://(?:www\.)?", "", service.website.casefold()).split("/")[0]
            self.domains.add(host)
        self.address = " ".join(service.address.casefold().replace(",", " ").split())


PUBLIC_MAIL = words_of("""
gmail.com googlemail.com outlook.com hotmail.com hotmail.co.uk yahoo.com yahoo.co.uk icloud.com live.co.uk
btinternet.com aol.com me.com sky.com talktalk.net virginmedia.com protonmail.com
""")


def flat(text: str) -> str:
    return " ".join(text.casefold().replace(",", " ").split())

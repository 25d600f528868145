"""A service's own telephone numbers and e-mail addresses, as people type them. Pure."""

from __future__ import annotations

import re

MOST = 20  # of a kind

_TYPED = re.compile(r"[0-9\s().+-]+")
_NUMBER = re.compile(r"0[1235789][0-9]{9}|0[18][0-9]{8}")  # a few of 01 and 0800 are a digit shorter
_WITH_COUNTRY = re.compile(r"^(?:\+|00)440?")


def lines(text: str) -> list[str]:
    """What stands on each line, without empty ones and repeats, in the order in which it was typed."""
    return list(dict.fromkeys(filter(None, (" ".join(line.split()) for line in text.splitlines()))))


def is_uk_phone(text: str) -> bool:
    """Whether this is one UK number and nothing else, with its area code or in the international form."""
    digits = re.sub(r"[\s().-]", "", text)
    return bool(_TYPED.fullmatch(text) and _NUMBER.fullmatch(_WITH_COUNTRY.sub("0", digits)))

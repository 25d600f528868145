"""The age that a writer gives for themselves, pure. The classifier knows who is under 13; a policy may ask for more."""

from __future__ import annotations

import re

_NUMBERS = {
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
}
_AGE = rf"(\d{{1,2}}|{'|'.join(_NUMBERS)})"
_NOT_YEARS = (
    r"(?!\d|[%/:.]\d|(?:st|nd|rd|th)\b)"
    r"(?! ?-? ?(?:weeks?|wks?|months?|mths?|days?|hours?|hrs?|minutes?|mins?|miles?|km|stone|%|percent|th|in the|"
    r"on the|of|out|years? (?:into|in|of|now|on|clean|sober|qualified)))"
)
_SAID = (
    re.compile(rf"(?:^|[^\w'\"])(?:i'?m|i am)(?: only| just| nearly| almost)? {_AGE}\b{_NOT_YEARS}"),
    re.compile(rf"\b(?:i'?m|i am) an? {_AGE}[ -]?(?:years?|yrs?)[ -]?old\b"),
    re.compile(rf"^(?:me|age|aged) {_AGE}\b{_NOT_YEARS}"),
)
_STRAIGHT = str.maketrans({"\u2019": "'", "\u2018": "'", "\u00a0": " "})
LONGEST = 20_000


def stated(text: str) -> int | None:
    """The youngest age that the writer says they have; None when they say none."""
    folded = text[:LONGEST].translate(_STRAIGHT).lower()
    said = [match[1] for pattern in _SAID for match in pattern.finditer(folded)]
    return min((_NUMBERS.get(one) or int(one) for one in said), default=None)

# ruff: noqa: E501 - a pattern a line
"""Hides who somebody is before anything is weighed: a condition, people or faith, a name, the sex of a parent.

The text keeps its length, so spans stay true. What is hidden is the same for all of its kind: "autistic" and "deaf",
"Polish" and "Muslim", "Aisha" and "Jack", "mum" and "dad" cannot tip a class or a flag one way or the other.
"""

import re

from moderation.classify.names import CONDITION_RE, FIRM_NAMES, ONLY_IN_CAPITALS, PEOPLES, PLAIN_NAMES, WORD_NAMES

IDENTITY = "ǂ"
NAME = "ǁ"

_WORD = re.compile(r"[^\W\d_]{2,40}(?:-[^\W\d_]{2,20})?")
_SAME_LENGTH = {
    "dad": "mum", "mam": "mum", "mom": "mum", "dads": "mums", "mams": "mums", "moms": "mums", "daddy": "mummy", "mammy": "mummy",
    "mommy": "mummy", "father": "mother", "fathers": "mothers", "stepdad": "stepmum", "stepfather": "stepmother",
    "grandad": "grandma", "grandpa": "grandma", "grandfather": "grandmother",
}  # fmt: skip
_NOT_A_PEOPLE = re.compile(
    r"^(?:[ -](?:eye|friday|board|paper|out|hole|belt|mould|and white|coat|sheep|magic|mark|tie|bin|wine|sauce|cab|ice|noise|lie|flag)|board|out|mail)"
)
_COLOURS = frozenset({"black", "white", "brown"})


def neutral(raw: str, text: str) -> str:
    """The folded text with everything that says who somebody is made alike, character for character."""
    out = list(text)
    for match in CONDITION_RE.finditer(text):
        start, end = match.span()
        if match.group() in ONLY_IN_CAPITALS and not raw[start:end].isupper():
            continue
        out[start:end] = IDENTITY * (end - start)
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = match.group()
        if out[start] == IDENTITY:
            continue
        if word in PEOPLES:
            if word in _COLOURS and _NOT_A_PEOPLE.match(text[end : end + 12]):
                continue
            out[start:end] = IDENTITY * (end - start)
        elif word in PLAIN_NAMES or (
            word in WORD_NAMES and raw[start].isupper() and (word in FIRM_NAMES or not _starts_sentence(text, start))
        ):
            out[start:end] = NAME * (end - start)
        elif (same := _SAME_LENGTH.get(word)) is not None:
            out[start:end] = same
    return "".join(out)


def _starts_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start].rstrip(" ")
    return not before or before[-1] in '.!?\n:"'

"""A comment as the encoder reads it: plain words, with everything hidden that says who somebody is.

What is a sign to the linear model is here a word that stands for all of its kind, so that a sentence stays a sentence:
every condition reads as one condition, every people or faith as one people, every name as one name.
"""

import re

from moderation.classify.names import NO_NAMES, PEOPLES
from moderation.classify.neutral import IDENTITY, NAME
from moderation.classify.reading import Reading

CONDITION, PEOPLE, PERSON = "autistic", "foreign", "kim"
_READ_AS = {"mail": "email", "link": "link", "handles": "@ " + PERSON, "name": PERSON}

# Of a longer comment only the beginning and the end are read aloud, in characters.
HEAD, TAIL = 3_000, 1_000

_SENTENCE = re.compile(r"(?:[^.!?\n]|[.!?](?![\s.!?]|$)){1,600}[.!?]{0,20}")
_PART = re.compile(
    rf"(?P<identity>{IDENTITY}+(?:[ -]?{IDENTITY}+)*)"
    rf"|(?P<name>{NAME}+)"
    r"|(?P<mail>[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})"
    r"|(?P<link>https?://\S{1,300}|www\.\S{1,300}"
    r"|\b[a-z0-9-]{2,40}(?:\.[a-z0-9-]{2,40}){0,3}\.(?:com|co\.uk|org|net|io|me|ly|example|uk|info|biz|xyz|shop|site|online)\b)"
    r"|(?P<handles>@\w{2,40}(?:\s+@\w{2,40})*)"
    r"|#(?=\w)"
    r"|(?P<number>\d[\d ()-]{4,20}\d)"
    r"|(?P<word>[^\W\d_]{1,40}(?:'[^\W\d_]{1,10})?)"
    r"|(?P<again>(?P<sign>[^\w\s])(?P=sign){2,})"
)
_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")
_HE = {
    "she": "he", "she's": "he's", "shes": "hes", "she'd": "he'd", "she'll": "he'll", "hers": "his",
    "herself": "himself",
    "daughter": "son", "daughters": "sons", "girl": "boy", "girls": "boys", "lass": "lad", "lasses": "lads",
    "sister": "brother", "sisters": "brothers", "niece": "nephew", "granddaughter": "grandson",
    "stepdaughter": "stepson",
}  # fmt: skip
# After these "her" is "him" and not "his".
_NOT_OWNED = re.compile(
    r"\s?(?:$|[^\w\s']|(?:and|but|or|so|to|in|at|on|with|for|from|into|about|by|that|if|when|because|is|was|has|as|out|"
    r"up|off|down|the|a|again|back|home|not|every|all|then|now|how|what|why|go|do|get|this|it)\b)"
)
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "mx"})


def sentences(reading: Reading) -> list[tuple[int, int, str]]:
    """The sentences of a comment in order: start and end in its text, and how each is read aloud."""
    length = len(reading.text)
    parts = [(0, length)] if length <= HEAD + TAIL else [(0, HEAD), (length - TAIL, length)]
    found = []
    for begin, stop in parts:
        for match in _SENTENCE.finditer(reading.text, begin, stop):
            words = _aloud(reading, *match.span())
            if words.strip():
                found.append((*match.span(), words))
    return found


def _aloud(reading: Reading, begin: int, stop: int) -> str:
    out: list[str] = []
    last, before = begin, ""
    for match in _PART.finditer(reading.text, begin, stop):
        between = reading.text[last : match.start()]
        said = _said(reading, match, before, starts=last == begin)
        if said == before == PERSON and between in ("", " ", "-"):
            said = ""  # a first name and a surname are one person
        else:
            out.append(between)
        out.append(said)
        last, before = match.end(), said or PERSON
    out.append(reading.text[last:stop])
    return "".join(out)


def _said(reading: Reading, match: re.Match[str], before: str, *, starts: bool) -> str:
    kind, text = match.lastgroup or "", match.group()
    if kind in _READ_AS:
        return _READ_AS[kind]
    if kind == "identity":
        return PEOPLE if reading.raw[match.start() : match.end()].lower() in PEOPLES else CONDITION
    if kind == "number":
        return "phone number" if len(text) > 8 else "number"
    if text == "#":
        return ""
    if kind != "word":
        return text[:2]
    if _is_name(reading, match.start(), match.end(), text, before, starts=starts):
        return PERSON
    if text == "her":
        return "him" if _NOT_OWNED.match(reading.text, match.end()) else "his"
    return _HE.get(text) or _DRAWN_OUT.sub(r"\1", text)


def _is_name(reading: Reading, start: int, end: int, word: str, before: str, *, starts: bool) -> bool:
    """Whether a word that is in no list of names looks like one: a capital within a sentence, or after a title."""
    if word in NO_NAMES:
        return False
    raw = reading.raw
    return before in _TITLES or (
        not starts and len(word) > 2 and raw[start].isupper() and raw[start + 1 : end].islower()
    )

"""The names that may stand in a text, and the text as the network reads it: how a name is written, not whose it is."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from policies.names import AMBIGUOUS_GIVEN, GIVEN, ORDINARY
from policies.rules.base import ServiceFacts, Span
from policies.rules.people import find_people
from policies.rules.people.nobody import in_a_title, named_things
from policies.rules.people.tokens import PEOPLE_WORDS, TIME_WORDS, without_accents
from policies.vocabulary import ONE_WORD, WORDS, words_of

_WORD = re.compile(
    r"""(?P<link>(?:https?://|www\.)\S+)
      | (?P<mail>[\w.+-]+@[\w-]+\.[\w.-]+)
      | (?P<tag>\#\w+)
      | (?P<handle>@\w[\w.]*)
      | (?P<word>[^\W\d_]+(?:['’-][^\W\d_]+)*)
      | (?P<number>\d+(?:[.,:]\d+)*)
      | (?P<line>\n+)
      | (?P<mark>[^\w\s])""",
    re.X,
)
_CAMEL = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\d_A-Z]+|\d+")
_POSSESSIVE = ("'s", "’s")
_READ_AS = {"link": "link", "mail": "email", "handle": "@ account", "line": ";"}
_ENDS = '.!?:…"“”‘('  # a capital after one of these says nothing; nor does one after a picture sign
_PICTURE_SIGNS = "\u2190"  # from here on
_INSIDE, _FIRST, _SMALL = "^", "~", "*"  # how a name is written: with a capital, at the beginning, in small letters
_A_THING, _IN_A_ROLE, _PRIVATE = "& ", "+ ", "! "  # before that: what patterns know of it
_ANY_GIVEN = "kim"  # who it is makes no difference
_BEFORE_A_PICTURE = ("picture", ":")
_COMMON = WORDS | ONE_WORD | PEOPLE_WORDS | TIME_WORDS
_NO_NAMES = words_of("""send sendiass ehcp nhs bsl uk tv sen adhd ok diy i'm i've i'll i'd""")
_BEGINNINGS = words_of("""
he's she's it's that's we're we've we'll they're you're don't didn't isn't can't won't what's who's here's there's
let's congratulations congrats thanks huge massive meet welcome well done hooray bravo wow yes no not please remember
today tonight yesterday tomorrow last this these those his her their our my your its he she they we you it the a an
and but or so if when while after before at in on by for from to with as one two three four five six seven eight nine
ten all some many most more any every each both either such because until since
""")


class Name(NamedTuple):
    """A name and its mentions: where each stands in the text, and which words of the reading it is."""

    mentions: tuple[Span, ...]
    words: tuple[int, ...]


class Reading(NamedTuple):
    """A text in words as they are read aloud. `begins` has the places where a sentence or a line does."""

    words: tuple[str, ...]
    begins: frozenset[int]
    names: tuple[Name, ...]


MOST_PARTS = 300  # of names in a text; no post has as many


class _Part(NamedTuple):
    """A word that may be a name or a part of one."""

    span: Span
    low: str
    place: int  # in the reading


def read(text: str, service: ServiceFacts, *, tells_a_picture: bool = False) -> Reading:
    """What stands in a post's text, or in words that tell what a picture shows.

    The service's own name, its staff and people in public life are no candidates.
    """
    seen = _Seen(text, service)
    words: list[str] = [*_BEFORE_A_PICTURE] if tells_a_picture else []
    parts: list[_Part] = []
    starts = {len(words)}
    begins = True
    for match in _WORD.finditer(text):
        kind, raw = match.lastgroup or "", match[0]
        if kind == "word":
            base = raw[:-2] if raw.endswith(_POSSESSIVE) else raw
            low = seen.name(base, match.start(), begins=begins) if len(parts) < MOST_PARTS else ""
            if low:
                parts.append(_Part((match.start(), match.start() + len(base)), low, len(words)))
                sign = _SMALL if not base[0].isupper() else _FIRST if begins else _INSIDE
                words.append(_aloud(seen.mark(base, match.start()) + sign, low))
                words += ["'s"] if base != raw else []
            else:
                words.append(raw.lower())
        elif kind == "tag":
            words.append("#")
            camel = list(_CAMEL.finditer(raw, 1))
            for one in camel:
                low = seen.name_in_a_tag(one[0], alone=len(camel) == 1) if len(parts) < MOST_PARTS else ""
                if low:
                    start = match.start() + one.start()
                    parts.append(_Part((start, start + len(one[0])), low, len(words)))
                words.append(_aloud(_INSIDE, low) if low else one[0].lower())
        else:
            words.append(_READ_AS.get(kind, raw))
        if kind in ("word", "tag", "number"):
            begins = False
        elif kind == "line" or (kind == "mark" and (raw in _ENDS or raw > _PICTURE_SIGNS)):
            begins = True
            starts.add(len(words))
    return Reading(tuple(words), frozenset(starts), tuple(_names(text, parts)))


class _Seen:
    """What lists and patterns know of the words of a text."""

    def __init__(self, text: str, service: ServiceFacts) -> None:
        self._text = text
        self._own = {_low(word) for word in re.findall(r"[^\W\d_]+", f"{service.name} {service.host}")} - GIVEN
        self._own |= {_low(name.split(" ")[0]) for name in service.staff if name.strip()}
        self._things = named_things(text)
        self._people = find_people(text, service)

    def name(self, word: str, start: int, *, begins: bool) -> str:
        """The word in small letters where it may be a name or a part of one, and otherwise nothing."""
        low = _low(word)
        if low in self._own or not _may_be_a_name(word, low, begins=begins) or self._kind(start) == "known":
            return ""
        return low

    def name_in_a_tag(self, word: str, *, alone: bool) -> str:
        low = _low(word)
        if len(low) < 2 or low in self._own:
            return ""
        if low in GIVEN or low in AMBIGUOUS_GIVEN or (alone and low not in _COMMON and low not in ORDINARY):
            return low
        return ""

    def mark(self, word: str, start: int) -> str:
        if _low(word) in self._things or in_a_title(self._text, word):
            return _A_THING
        kind = self._kind(start)
        return _IN_A_ROLE if kind == "public" else _PRIVATE if kind else ""

    def _kind(self, start: int) -> str:
        """As what `find_people` knows who is named here; nothing where it finds nobody."""
        return next((one.kind for one in self._people if one.name[0] <= start < one.name[1]), "")


def _low(word: str) -> str:
    return (word if word.isascii() else without_accents(word.casefold())).casefold().replace("’", "'")


def _is_given(low: str) -> bool:
    return low in GIVEN or low.split("-")[0] in GIVEN


def _may_be_a_name(word: str, low: str, *, begins: bool) -> bool:
    if not word[0].isupper():
        return _is_given(low) and low not in _COMMON and low not in ORDINARY
    if len(word) < 2:
        return False
    if _is_given(low) or low in AMBIGUOUS_GIVEN:
        return True
    if low in _NO_NAMES or low in TIME_WORDS or "-year-" in low or (word.isupper() and len(word) > 3):
        return False
    return not (begins and (low in _COMMON or low in _BEGINNINGS))


def _aloud(sign: str, low: str) -> str:
    return f"{sign} {_ANY_GIVEN if _is_given(low) and low not in AMBIGUOUS_GIVEN else low}"


def _names(text: str, parts: Sequence[_Part]) -> Iterator[Name]:
    """Parts side by side are one name; a part of it alone, later or before, is the same name again."""
    runs: list[list[_Part]] = []
    for part in parts:
        if runs and text[runs[-1][-1].span[1] : part.span[0]] in (" ", "\u00a0", "-"):
            runs[-1].append(part)
        else:
            runs.append([part])
    found: dict[tuple[str, ...], list[list[_Part]]] = {}
    for run in sorted(runs, key=len, reverse=True):
        words = tuple(part.low for part in run)
        same = next((known for known in found if words == known or (len(words) == 1 and words[0] in known)), words)
        found.setdefault(same, []).append(run)
    for mentions in found.values():
        mentions.sort(key=lambda run: run[0].span)
        yield Name(
            tuple((run[0].span[0], run[-1].span[1]) for run in mentions),
            tuple(part.place for run in mentions for part in run),
        )


__all__ = ["Name", "Reading", "read"]

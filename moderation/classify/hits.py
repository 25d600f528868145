"""What a rule finds: a named hit with its span, and how a table of patterns becomes hits."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple


class Hit(NamedTuple):
    """Something found in a text. `name` is a feature of the model; `speaks_for` a class or flag, or "" for neither.

    `sure` means that the hit sets its flag by itself; otherwise the model weighs it.
    """

    name: str
    start: int
    end: int
    speaks_for: str = ""
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line of a rule table. `negatable`: a "not" or "never" just before it turns the hit into `negated`."""

    name: str
    expression: re.Pattern[str]
    speaks_for: str = ""
    sure: bool = False
    negatable: bool = False


def pattern(
    name: str, expression: str, *, speaks_for: str = "", sure: bool = False, negatable: bool = False
) -> Pattern:
    """A line of a rule table."""
    return Pattern(name, re.compile(expression), speaks_for, sure, negatable)


_NEGATION = re.compile(
    r"\b(?:not|never|no|nor|isn'?t|wasn'?t|hasn'?t|haven'?t|hadn'?t|without|no longer|doesn'?t|don'?t|"
    r"didn'?t|stopped|nothing like|isnt|aint|ain't|nobody|no one|rather than|"
    r"instead of|didnt|dont|doesnt|hasnt|wasnt)\b[^.!?\n;]{0,18}$"
)


def is_negated(text: str, start: int) -> bool:
    """Whether a negation stands within a few words before a spot, in the same sentence."""
    return _NEGATION.search(text[max(0, start - 30) : start]) is not None


_GRAM = 3


@lru_cache(maxsize=4)
def _grams(text: str) -> frozenset[str]:
    return frozenset(text[spot : spot + _GRAM] for spot in range(len(text) - _GRAM + 1))


class Table:
    """Lines of a rule table that run together.

    Most lines cannot match most comments. So each expression is asked once for pieces of text of which every match
    holds at least one; a line only runs on a text that holds such a piece.
    """

    def __init__(self, *lines: Pattern) -> None:
        self.lines = lines
        always: set[int] = set()
        needs: dict[str, set[int]] = {}
        for index, line in enumerate(lines):
            pieces = needed(line.expression.pattern)
            if pieces is None:
                always.add(index)
            for piece in pieces or ():
                needs.setdefault(piece, set()).add(index)
        self._always = frozenset(always)
        self._short = [(need, frozenset(indexes)) for need, indexes in needs.items() if len(need) < _GRAM]
        self._by_gram: dict[str, list[tuple[str, frozenset[int]]]] = {}
        for need, indexes in needs.items():
            if len(need) >= _GRAM:
                self._by_gram.setdefault(need[:_GRAM], []).append((need, frozenset(indexes)))
        self._keys = frozenset(self._by_gram)

    def able(self, text: str) -> set[int]:
        """The lines that can match a text."""
        found = set(self._always)
        if not text.isascii():
            found.update(*(indexes for need, indexes in self._short if need in text))
        for gram in self._keys & _grams(text):
            for need, indexes in self._by_gram[gram]:
                if len(need) == _GRAM or need in text:
                    found |= indexes
        return found

    def find(self, text: str, cleared: Sequence[tuple[int, int]] = ()) -> Iterator[Hit]:
        """Every hit in a folded text; hits that touch a cleared span (a figure of speech) are left out."""
        for index in sorted(self.able(text)):
            line = self.lines[index]
            for match in line.expression.finditer(text):
                start, end = match.span()
                if start == end or any(start < b and a < end for a, b in cleared):
                    continue
                if line.negatable and is_negated(text, start):
                    yield Hit("negated", start, end)
                    continue
                yield Hit(line.name, start, end, line.speaks_for, line.sure)


def needed(expression: str) -> frozenset[str] | None:
    """Pieces of text of which one stands in every match: three characters or more, or one beyond ASCII (an emoji).

    None where there are none that are worth looking for.
    """
    return _needed(parser.parse(expression))


_MOST_PIECES = 120


def _needed(sequence: Any) -> frozenset[str] | None:
    candidates: list[frozenset[str]] = []
    run = ""
    for operation, argument in [*sequence, (None, None)]:
        if operation is sre.LITERAL:
            run += chr(argument)
            continue
        if len(run) >= _GRAM or (run and not run.isascii()):
            candidates.append(frozenset({run}))
        run = ""
        pieces: frozenset[str] | None = None
        if operation is sre.SUBPATTERN:
            pieces = _needed(argument[3])
        elif operation is sre.BRANCH:
            of_each = [_needed(branch) for branch in argument[1]]
            if all(one is not None for one in of_each):
                pieces = frozenset().union(*(one for one in of_each if one is not None))
        elif operation is sre.IN and all(kind is sre.LITERAL and code > 127 for kind, code in argument):
            pieces = frozenset(chr(code) for _, code in argument)
        elif operation in (sre.MAX_REPEAT, sre.MIN_REPEAT) and argument[0] >= 1:
            pieces = _needed(argument[2])
        if pieces is not None and len(pieces) <= _MOST_PIECES:
            candidates.append(pieces)
    return min(candidates, key=lambda pieces: (len(pieces), -min(map(len, pieces)))) if candidates else None

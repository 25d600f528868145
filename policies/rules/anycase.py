"""Patterns that take capital and small letters alike, without the price of `re.I`.

A search that ignores case costs four times one that does not, and most texts hold nothing that a pattern looks for. So
two quick looks come first: whether one of the words stands there without which the pattern cannot match, and whether
the pattern in small letters finds anything in the text in small letters. Only then does the exact pattern run. What is
found is the same (tests/policies/rules/test_anycase.py).
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

# A capital of the pattern's own; not one that says what kind of character it is (\S) or names a group.
_CAPITAL = re.compile(r"\\.|\(\?P|[A-Z]", re.S)
_SAME_AS = (("ſ", "s"), ("ı", "i"), ("İ", "i"))  # signs that `re.I` takes for letters, too
_MOST_WORDS = 150  # more of them take as long to look for as the pattern


class AnyCase:
    """A pattern of `re` with `re.I`. A part that has to stand in its own case is `(?-i:…)`, but not inside (?!…)."""

    __slots__ = ("_needed", "_small", "exact")

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.exact = re.compile(pattern, flags | re.I)
        self._small = re.compile(_CAPITAL.sub(_lowered, pattern), flags & ~re.I)
        needed = needed_words(self._small)
        self._needed = needed if len(needed) <= _MOST_WORDS else ()

    def may_find(self, text: str) -> bool:
        """Whether there is anything to find; true for more texts than the exact pattern where a part has its case."""
        low = _small(text)
        if self._needed:
            for word in self._needed:
                if word in low:
                    break
            else:
                return False
        return self._small.search(low) is not None

    def search(self, text: str) -> re.Match[str] | None:
        return self.exact.search(text) if self.may_find(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return self.exact.finditer(text) if self.may_find(text) else iter(())

    def sub(self, instead: str | Callable[[re.Match[str]], str], text: str) -> str:
        return self.exact.sub(instead, text) if self.may_find(text) else text


def needed_words(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Signs next to each other of which one stretch at least stands in whatever the pattern matches.

    Empty where it can match without any. Read from what `re` itself makes of the pattern.
    """
    found = _needed_in(parser.parse(pattern.pattern, pattern.flags)) or frozenset()
    return tuple(sorted(word for word in found if not any(word != other and other in word for other in found)))


def _needed_in(items: Any) -> frozenset[str] | None:
    """Of all parts that have to match one after the other, the one whose shortest word is longest."""
    best: frozenset[str] | None = None
    letters = ""
    for kind, value in [*items, (None, None)]:
        if kind is code.LITERAL:
            letters += chr(value)
            continue
        for found in (frozenset([letters]) if letters else None, _needed_of(kind, value)):
            if found and (best is None or _worth(found) > _worth(best)):
                best = found
        if kind is not code.AT:  # a border between words takes up no room
            letters = ""
    return best


def _needed_of(kind: Any, value: Any) -> frozenset[str] | None:
    if kind is code.SUBPATTERN:
        return _needed_in(value[-1])
    if kind is code.BRANCH:
        every = [_needed_in(one) for one in value[1]]
        return frozenset().union(*every) if all(every) else None  # type: ignore[arg-type]
    if kind in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT) and value[0] > 0:
        return _needed_in(value[2])
    if kind is code.ATOMIC_GROUP:
        return _needed_in(value)
    if kind is code.IN and all(one is code.LITERAL for one, _ in value):
        return frozenset(chr(sign) for _, sign in value)
    return None


def _worth(words: frozenset[str]) -> tuple[int, int]:
    return min(map(len, words)), -len(words)


@lru_cache(maxsize=64)  # many patterns look at one sentence
def _small(text: str) -> str:
    if not text.isascii():
        for sign, letter in _SAME_AS:
            text = text.replace(sign, letter)
    return text.lower()


def _lowered(match: re.Match[str]) -> str:
    return match[0].lower() if len(match[0]) == 1 else match[0]

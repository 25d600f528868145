"""Patterns that take capital and small letters alike, without the price of `re.I`.

A search that ignores case costs four times one that does not, and most texts hold nothing that a pattern looks for. So
two quick looks come first: whether the words stand there without which the pattern cannot match, and whether the
pattern in small letters finds anything in the text in small letters. Only then does the exact pattern run. What is
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
_LONG = 400  # characters; in a text of so many most pairs of words stand somewhere
_MOST_WORDS = 150  # more of them take as long to look for as the pattern


class AnyCase:
    """A pattern of `re` with `re.I`. A part that has to stand in its own case is `(?-i:…)`, but not inside (?!…)."""

    __slots__ = ("_needed", "_small", "_words", "exact")

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.exact = re.compile(pattern, flags | re.I)
        self._small = re.compile(_CAPITAL.sub(_lowered, pattern), flags & ~re.I)
        needed = needed_words(self._small)
        self._needed = tuple(needed.items()) if len(needed) <= _MOST_WORDS else ()
        self._words = tuple(word for word, _ in self._needed)

    def may_find(self, text: str) -> bool:
        """Whether there is anything to find; true for more texts than the exact pattern where a part has its case."""
        low = _small(text)
        if self._words:
            for word in self._words:
                if word in low:
                    break
            else:
                return False
            if len(low) < _LONG and not self._has_both(low):
                return False
        return self._small.search(low) is not None

    def _has_both(self, low: str) -> bool:
        return any(word in low and (not others or any(map(low.__contains__, others))) for word, others in self._needed)

    def search(self, text: str) -> re.Match[str] | None:
        return self.exact.search(text) if self.may_find(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return self.exact.finditer(text) if self.may_find(text) else iter(())

    def sub(self, instead: str | Callable[[re.Match[str]], str], text: str) -> str:
        return self.exact.sub(instead, text) if self.may_find(text) else text


Words = frozenset[str]
Ways = dict[str, Words]  # a word, and those of which one stands beside it; no others: it is enough alone


def needed_words(pattern: re.Pattern[str]) -> Ways:
    """The ways in which a text can hold what the pattern matches: one of these words stands there with one of its own.

    A word is a stretch of signs. Empty where the pattern can match without any. Read from what `re` itself makes of it.
    """
    found: Ways = {}
    for word, others in _needed_in(parser.parse(pattern.pattern, pattern.flags)):
        rest = frozenset(other for other in others if not any(one != other and one in other for one in others))
        found[word] = _either(rest, found[word]) if word in found else rest
    for word in sorted(found, key=len, reverse=True):  # “begins” says no more than “begin”
        shorter = next((other for other in found if other != word and other in word), None)
        if shorter is not None:
            found[shorter] = _either(found[shorter], found.pop(word))
    return dict(sorted(found.items()))


def _either(one: Words, other: Words) -> Words:
    return one | other if one and other else frozenset()


def _needed_in(items: Any) -> list[tuple[str, Words]]:
    """Of all parts that have to match one after the other, the one whose shortest word is longest, with the next."""
    parts: list[list[tuple[str, Words]]] = []
    letters = ""
    for kind, value in [*items, (None, None)]:
        if kind is code.LITERAL:
            letters += chr(value)
        elif kind is not code.AT:  # a border between words takes up no room
            parts += [[(letters, frozenset())]] if letters else []
            parts += [found] if (found := _needed_of(kind, value)) else []
            letters = ""
    parts.sort(key=_worth, reverse=True)
    if len(parts) < 2:
        return parts[0] if parts else []
    beside = frozenset(word for word, _ in parts[1])
    return [(word, others or beside) for word, others in parts[0]]


def _needed_of(kind: Any, value: Any) -> list[tuple[str, Words]]:
    if kind is code.SUBPATTERN:
        return _needed_in(value[-1])
    if kind is code.BRANCH:
        every = [_needed_in(one) for one in value[1]]
        return [way for ways in every for way in ways] if all(every) else []
    if kind in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT) and value[0] > 0:
        return _needed_in(value[2])
    if kind is code.ATOMIC_GROUP:
        return _needed_in(value)
    if kind is code.IN and all(one is code.LITERAL for one, _ in value):
        return [(chr(sign), frozenset()) for _, sign in value]
    return []


def _worth(ways: list[tuple[str, Words]]) -> tuple[int, int]:
    return min(len(word) for word, _ in ways), -len(ways)


@lru_cache(maxsize=64)  # many patterns look at one sentence
def _small(text: str) -> str:
    if not text.isascii():
        for sign, letter in _SAME_AS:
            text = text.replace(sign, letter)
    return text.lower()


def _lowered(match: re.Match[str]) -> str:
    return match[0].lower() if len(match[0]) == 1 else match[0]

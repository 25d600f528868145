"""Patterns that take capital and small letters alike, without the price of `re.I`.

A search that ignores case costs four times one that does not, and most texts hold nothing that a pattern looks for. So
the text in small letters is looked at first, with the pattern in small letters, and only where that finds something
does the exact pattern run. What is found is the same (tests/policies/rules/test_anycase.py).
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

# A capital of the pattern's own; not one that says what kind of character it is (\S) or names a group.
_CAPITAL = re.compile(r"\\.|\(\?P|[A-Z]", re.S)
_SAME_AS = (("ſ", "s"), ("ı", "i"), ("İ", "i"))  # signs that `re.I` takes for letters, too


class AnyCase:
    """A pattern of `re` with `re.I`. A part that has to stand in its own case is `(?-i:…)`, but not inside (?!…)."""

    __slots__ = ("_small", "exact")

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.exact = re.compile(pattern, flags | re.I)
        self._small = re.compile(_CAPITAL.sub(_lowered, pattern), flags & ~re.I)

    def may_find(self, text: str) -> bool:
        """Whether there is anything to find; true for more texts than the exact pattern where a part has its case."""
        return self._small.search(_small(text)) is not None

    def search(self, text: str) -> re.Match[str] | None:
        return self.exact.search(text) if self.may_find(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return self.exact.finditer(text) if self.may_find(text) else iter(())

    def sub(self, instead: str | Callable[[re.Match[str]], str], text: str) -> str:
        return self.exact.sub(instead, text) if self.may_find(text) else text


@lru_cache(maxsize=64)  # many patterns look at one sentence
def _small(text: str) -> str:
    if not text.isascii():
        for sign, letter in _SAME_AS:
            text = text.replace(sign, letter)
    return text.lower()


def _lowered(match: re.Match[str]) -> str:
    return match[0].lower() if len(match[0]) == 1 else match[0]

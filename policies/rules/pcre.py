r"""Patterns of `re` that PCRE2 looks for first.

Most texts hold nothing that a pattern looks for, and PCRE2 says so five to ten times as fast as `re` (docs/rules.md).
Where it finds something, `re` says what: the two read a pattern alike, and where they take a sign for another kind
(a mark that joins a letter is a part of a word to PCRE2), or PCRE2 gives up, `re` alone is asked. So what is found is
what `re` finds (tests/policies/rules/test_pcre.py).
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

import pcre2

# Signs of whose kind PCRE2 and `re` may think differently: all but Latin letters, punctuation, arrows, signs, emoji.
ODD = re.compile(
    "[^\\t\\n\\r -\u012f\u0132-\u02ff\u1e00-\u1eff\u2000-\u203e\u2041-\u2053\u2055-\u20bf\u2100-\u2bff"
    "\U0001f000-\U0001f9ff]"
)
# It makes a picture of the sign before it, and PCRE2 takes it for a part of a word; what stands here no pattern names.
_AS_PICTURE, _UNSEEN = "\ufe0f", "\u200b"
_FLAGS = ((re.I, pcre2.I), (re.M, pcre2.M), (re.S, pcre2.S), (re.X, pcre2.X))


class Pattern:
    """A pattern of `re`, compiled with those flags. Worth it where a text is long or mostly holds no match."""

    __slots__ = ("_quick", "exact")

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.exact = re.compile(pattern, flags)
        try:
            same = sum(theirs for ours, theirs in _FLAGS if flags & ours)
            self._quick = pcre2.compile(pattern.replace(r"\Z", r"\z"), same).search
        except (pcre2.PatternError, pcre2.LibraryError):  # a list of words that is longer than PCRE2 takes
            self._quick = self.exact.search

    def may_find(self, text: str) -> bool:
        """Whether there is anything to find; true, too, where only `re` can say."""
        known = _known(text)
        if known is None:
            return True
        try:
            return self._quick(known) is not None
        except pcre2.LibraryError:  # more tries, or more room to try in, than it takes
            return True

    def search(self, text: str) -> re.Match[str] | None:
        return self.exact.search(text) if self.may_find(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return self.exact.finditer(text) if self.may_find(text) else iter(())

    def sub(self, instead: str | Callable[[re.Match[str]], str], text: str) -> str:
        return self.exact.sub(instead, text) if self.may_find(text) else text


@lru_cache(maxsize=64)  # many patterns look at one sentence
def _known(text: str) -> str | None:
    """The text for PCRE2 to look at; none where it could take a sign for something else."""
    if _AS_PICTURE in text:
        text = text.replace(_AS_PICTURE, _UNSEEN)
    return None if ODD.search(text) else text

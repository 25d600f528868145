"""A text in several posts: its author parts them with a line that holds nothing but "---"."""

import re

from policies.rules.base import Span

MARK = "---"
_MARK = re.compile(r"^[ \t]*-{3,}[ \t]*$", re.MULTILINE)


def spans(text: str) -> tuple[Span, ...]:
    """Where each post of the text stands, in order, without white space around it and without empty ones.

    At least one; a text without a mark is one post from its first character to its last.
    """
    marks = [match.span() for match in _MARK.finditer(text)]
    if not marks:
        return ((0, len(text)),)
    edges = [0, *(edge for mark in marks for edge in mark), len(text)]
    found = (_tight(text, start, end) for start, end in zip(edges[::2], edges[1::2], strict=True))
    return tuple(span for span in found if span[0] < span[1]) or ((0, 0),)


def _tight(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return start, max(start, start + len(piece.strip()))


def joined(text: str) -> str:
    """The text as one post, for a network without threads: its posts as paragraphs."""
    if not _MARK.search(text):
        return text
    return "\n\n".join(text[start:end] for start, end in spans(text))

"""The words that led to a suggestion, as pieces of the text; pure. The pieces are plain text: templates escape them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Segment:
    text: str
    severity: str = ""  # "reason": it led to the class or a flag; "look": look twice; "": nothing


def segments(text: str, reasons: Sequence[Mapping[str, Any]], led_to: Collection[str]) -> list[Segment]:
    """The text cut at its marks, nothing lost and nothing twice: the pieces joined are the text.

    A reason is {"span": [start, end], "text": …, "for": class or flag}. One for what is in `led_to` is a reason, any
    other a place to look at twice; where two overlap, the reason wins. A span that no longer fits the text, because
    its writer changed it, is left out.
    """
    kinds = [""] * len(text)
    wanted = sorted(reasons, key=lambda reason: reason.get("for") in led_to)  # those that win come last
    for reason in wanted:
        start, end = _span(reason)
        if not 0 <= start < end <= len(text) or text[start:end] != reason.get("text", text[start:end]):
            continue
        kinds[start:end] = ["reason" if reason.get("for") in led_to else "look"] * (end - start)
    found: list[Segment] = []
    start = 0
    for index in range(1, len(text) + 1):
        if index == len(text) or kinds[index] != kinds[start]:
            found.append(Segment(text[start:index], kinds[start]))
            start = index
    return found


def split_at(pieces: Sequence[Segment], most: int) -> tuple[list[Segment], list[Segment]]:
    """The first `most` characters, and the rest."""
    head: list[Segment] = []
    tail: list[Segment] = []
    for piece in pieces:
        room = most - sum(len(one.text) for one in head) if not tail else 0
        if len(piece.text) <= room:
            head.append(piece)
        else:
            if room:
                head.append(Segment(piece.text[:room], piece.severity))
            tail.append(Segment(piece.text[room:], piece.severity))
    return head, tail


def _span(reason: Mapping[str, Any]) -> tuple[int, int]:
    try:
        start, end = reason["span"]
        return int(start), int(end)
    except (KeyError, TypeError, ValueError):
        return -1, -1

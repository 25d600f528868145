"""Better wording put into a text, and taken out again. Pure: texts by the name of their field."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

MOST_TO_UNDO = 20
"""Presses of a button that can be undone."""


@dataclass(frozen=True, kw_only=True)
class Replacement:
    """Words in a field, and what to put in their place; `start` counts characters."""

    key: str  # of the finding
    field: str
    start: int
    old: str
    new: str


Done = list[list[Any]]
"""What one press of a button replaced: [field, start in the new text, old words, new words], from the end on."""


def replace(texts: Mapping[str, str], wanted: Iterable[Replacement]) -> tuple[dict[str, str], Done]:
    """The texts with these words replaced, from the end on; of two that overlap, the later one in the text stands."""
    changed, done, free_until = dict(texts), [], {}
    for one in sorted(wanted, key=lambda one: (one.field, -one.start, -len(one.old))):
        end = one.start + len(one.old)
        text = changed.get(one.field, "")
        if end > min(len(text), free_until.get(one.field, end)) or text[one.start : end] != one.old:
            continue
        changed[one.field] = text[: one.start] + one.new + text[end:]
        free_until[one.field] = one.start
        for earlier in done:
            if earlier[0] == one.field:
                earlier[1] += len(one.new) - len(one.old)
        done.append([one.field, one.start, one.old, one.new])
    return changed, done


def undo(texts: Mapping[str, str], done: Done) -> tuple[dict[str, str], bool]:
    """The texts with the old words back, and whether all could be: words that were changed since stay."""
    changed, is_whole = dict(texts), True
    for field, start, old, new in sorted(done, key=lambda one: (one[0], -one[1])):
        at = _place_of(new, changed.get(field, ""), start)
        if at is None:
            is_whole = False
            continue
        text = changed[field]
        changed[field] = text[:at] + old + text[at + len(new) :]
    return changed, is_whole


def _place_of(words: str, text: str, expected: int) -> int | None:
    """Where the words stand: where they were put, or else the nearest place that has them."""
    if text.startswith(words, expected):
        return min(expected, len(text))
    places = []
    at = text.find(words) if words else -1
    while at != -1:
        places.append(at)
        at = text.find(words, at + 1)
    return min(places, key=lambda place: abs(place - expected), default=None)


def read_undo(written: str) -> list[Done]:
    """The presses that the form remembers, oldest first; whatever is not of that shape is passed over."""
    try:
        presses = json.loads(written or "[]")
    except ValueError:
        return []
    if not isinstance(presses, list):
        return []
    return [press for press in presses if _is_press(press)][-MOST_TO_UNDO:]


def _is_press(press: Any) -> bool:
    return isinstance(press, list) and all(
        isinstance(one, list)
        and len(one) == 4
        and isinstance(one[0], str)
        and type(one[1]) is int
        and one[1] >= 0
        and isinstance(one[2], str)
        and isinstance(one[3], str)
        for one in press
    )


def write_undo(presses: list[Done]) -> str:
    return json.dumps(presses[-MOST_TO_UNDO:], ensure_ascii=False) if presses else ""

"""Which words of a text were taken out and which put in, so that a person can read it. Pure.

A text is compared line by line, what differs sentence by sentence, what still differs word by word. A few words that
stayed between larger changes are shown as changed with them, so that a rewritten sentence is read as one, not as
confetti. Whatever comes in, the work is bounded: where it would grow too much, the coarser comparison stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Op = Literal["same", "in", "out"]

MOST_WORK = 2_000_000  # steps that one comparison of two lists may take at worst; about half a second
SMALLEST_SHARE = 0.3  # of the words that stay: below it a sentence was replaced, not changed
LONGEST_ISLAND = 3  # words that stayed, and are shown as changed between larger changes

LINES = re.compile(r"[^\n]*\n+|[^\n]+$")
SENTENCES = re.compile(r"(?:[^.!?…]|[.!?…](?!\s))+[.!?…]*\s*|[.!?…]+\s*")
WORDS = re.compile(r"\s*(?:\w+(?:[’'\-–@./]\w+)*|[^\w\s])|\s+$")
LEVELS = (LINES, SENTENCES, WORDS)


@dataclass(frozen=True)
class Part:
    """A piece of text that stayed, was put in or was taken out."""

    op: Op
    text: str


def word_diff(before: str, after: str) -> tuple[Part, ...]:
    """The parts in reading order; those that are not "in" make up `before`, those that are not "out" `after`.

    White space is the exception: where only it differs, the parts carry that of `after`.
    """
    return _joined(_compared(before, after, 0))


def _compared(before: str, after: str, level: int) -> list[Part]:
    if before.split() == after.split():
        return [Part("same", after)] if after else []
    if not before.strip() or not after.strip() or level == len(LEVELS):
        return _replaced(before, after)
    olds, news = LEVELS[level].findall(before), LEVELS[level].findall(after)
    is_words = level == len(LEVELS) - 1
    parts: list[Part] = []
    for op, old_from, old_to, new_from, new_to in _steps([one.split() for one in olds], [one.split() for one in news]):
        old, new = "".join(olds[old_from:old_to]), "".join(news[new_from:new_to])
        if op == "equal":
            pairs = zip(olds[old_from:old_to], news[new_from:new_to], strict=True)
            parts.append(Part("same", "".join(_with_spaces(*pair) for pair in pairs)))
        elif is_words:
            parts += _replaced(old, new)
        else:
            parts += _compared(old, new, level + 1)
    return _readable(parts) if is_words else parts


def _with_spaces(before: str, after: str) -> str:
    """The later text; where it lost the space around it, that of the earlier, so that no two words grow together."""
    if after[:1].strip() and not before[:1].strip():
        after = before[: len(before) - len(before.lstrip())] + after
    if after[-1:].strip() and not before[-1:].strip():
        after += before[len(before.rstrip()) :]
    return after


def _steps(olds: Sequence[list[str]], news: Sequence[list[str]]) -> list[tuple[str, int, int, int, int]]:
    """Opcodes as difflib gives them. What both begin and end with is set aside first; the rest may be too much."""
    old, new = [tuple(one) for one in olds], [tuple(one) for one in news]
    shortest = min(len(old), len(new))
    head = next((at for at in range(shortest) if old[at] != new[at]), shortest)
    rest = shortest - head
    tail = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    old_end, new_end = len(old) - tail, len(new) - tail
    middle = old[head:old_end], new[head:new_end]
    steps = [("equal", 0, head, 0, head)] if head else []
    if _work(*middle) > MOST_WORK:
        steps.append(("replace", head, old_end, head, new_end))
    elif middle[0] or middle[1]:
        for op, *ends in SequenceMatcher(None, *middle, autojunk=False).get_opcodes():
            steps.append((op, *(end + head for end in ends)))
    if tail:
        steps.append(("equal", old_end, len(old), new_end, len(new)))
    return steps


def _work(old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]]) -> int:
    """Steps that difflib may take at worst: pairs of equal words, looked at again for each block that is found."""
    there = Counter(new)
    pairs = sum(count * there[one] for one, count in Counter(old).items())
    return (pairs + len(old)) * min(len(old), len(new))


def _replaced(before: str, after: str) -> list[Part]:
    parts = [Part("out", before)] if before.strip() else []
    return [*parts, Part("in", after)] if after.strip() else parts


def _readable(parts: list[Part]) -> list[Part]:
    """Words of one changed sentence: replaced as a whole when little stayed, without islands otherwise."""
    stayed = sum(_length(part.text) for part in parts if part.op == "same")
    longest = max(sum(_length(part.text) for part in parts if part.op != op) for op in ("in", "out"))
    if stayed < SMALLEST_SHARE * longest:
        return _replaced(_side(parts, "in"), _side(parts, "out"))
    runs: list[list[Part]] = []  # each a run of changes, or one part that stayed
    for part in parts:
        if part.op != "same" and runs and runs[-1][0].op != "same":
            runs[-1].append(part)
        else:
            runs.append([part])
    at = 1
    while at < len(runs) - 1:
        before, island, after = runs[at - 1 : at + 2]
        if _is_island(before, island[0], after):
            merged = [*before, Part("out", island[0].text), Part("in", island[0].text), *after]
            runs[at - 1 : at + 2] = [_replaced(_side(merged, "in"), _side(merged, "out"))]
        else:
            at += 1
    return [part for run in runs for part in run]


def _is_island(before: list[Part], stayed: Part, after: list[Part]) -> bool:
    if stayed.op != "same" or before[0].op == "same" or after[0].op == "same":
        return False
    if len(stayed.text.split()) > LONGEST_ISLAND:
        return False
    return all(max(_length(part.text) for part in run) > _length(stayed.text) for run in (before, after))


def _side(parts: list[Part], without: Op) -> str:
    return "".join(part.text for part in parts if part.op != without)


def _length(text: str) -> int:
    return len(text.strip())


def _joined(parts: list[Part]) -> tuple[Part, ...]:
    """Neighbours of one kind as one part; what was taken out stands before what was put in."""
    joined: list[Part] = []
    run: dict[Op, str] = {}
    for part in [*parts, None]:
        if part is None or ((part.op == "same") != ("same" in run) and run):
            joined += [Part(op, run[op]) for op in ("same", "out", "in") if run.get(op)]
            run = {}
        if part is not None:
            run[part.op] = run.get(part.op, "") + part.text
    return tuple(joined)

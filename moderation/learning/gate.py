"""Whether a candidate may take over: pure, from what both are worth on the same comments."""

from __future__ import annotations

from collections.abc import Sequence

from moderation.classify import CLASSES, FLAG_LABELS, FLAGS
from moderation.training.measure import Quality

# A flag that is set on everything has every recall one likes: this much precision may be paid for more of it.
PRECISION_TO_PAY = 0.05


def worse(before: Quality, now: Quality) -> list[str]:
    """In which ways a candidate is worse on the kept part, in sentences; none: it may be used.

    No flag may be found less often, and the four classes together must be no worse.
    """
    found = []
    if now.macro_f1 < before.macro_f1:
        found.append(f"the four classes: {before.macro_f1:.3f} before, {now.macro_f1:.3f} now")
    for flag in FLAGS:
        old, new = before.recall[flag.value], now.recall[flag.value]
        if new.hits < old.hits:
            found.append(f"{FLAG_LABELS[flag].lower()}: {old.hits} of {old.of} found before, {new.hits} now")
        old, new = before.precision[flag.value], now.precision[flag.value]
        if old.of and new.value < old.value - PRECISION_TO_PAY:
            found.append(f"{FLAG_LABELS[flag].lower()}: right in {old.value:.0%} before, in {new.value:.0%} now")
    return found


def worse_on_newest(before: Quality, now: Quality) -> list[str]:
    """The same of the newest confirmed comments: few, so that totals are compared."""
    found = []
    old, new, total = _right(before), _right(now), sum(before.confusion.values())
    if new < old:
        found.append(f"the newest confirmed comments: {old} of {total} classed right before, {new} now")
    old, new = _flagged(before), _flagged(now)
    if new < old:
        found.append(f"the newest confirmed comments: {old} flags found before, {new} now")
    return found


def in_words(sentences: Sequence[str], most: int = 300) -> str:
    """The sentences as one line that fits."""
    text = "; ".join(sentences)
    return text if len(text) <= most else text[: most - 1].rstrip(" ;,") + "…"


def _right(quality: Quality) -> int:
    return sum(quality.confusion[one.value, one.value] for one in CLASSES)


def _flagged(quality: Quality) -> int:
    return sum(quality.recall[flag.value].hits for flag in FLAGS)

"""What number a version gets. Pure."""

from __future__ import annotations

from collections.abc import Collection

Number = tuple[int, int]


def next_number(*, base: Number | None, taken: Collection[Number], in_meaning: bool) -> Number:
    """Major and minor of a version that follows `base`, the one in force.

    A change in meaning makes a major version, any other a minor one (DESIGN 4). `taken` are the numbers of the
    policy's other versions; one that was withdrawn keeps its number, so that no number ever names two texts.
    """
    if base is None:
        base, in_meaning = (1, -1), False
    if in_meaning:
        return max([base[0], *(major for major, _ in taken)]) + 1, 0
    return base[0], max([base[1], *(minor for major, minor in taken if major == base[0])]) + 1

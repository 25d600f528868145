"""Reading JSON that somebody else wrote: what is not of the expected kind counts as not there."""

from __future__ import annotations

from typing import Any


def part(value: Any, *names: str) -> dict[str, Any]:
    """The object below these names; empty where there is none."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def rows(value: Any) -> list[dict[str, Any]]:
    """The objects of a list."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


MOST = 2_000_000_000
"""More than anybody has; a larger number is a mistake or a bad joke."""


def count(value: Any) -> int | None:
    """A number of people or of times; None where it is none: text, a fraction, less than nothing, too large."""
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return value if is_number and 0 <= value <= MOST else None


def together(*counts: int | None) -> int | None:
    """The sum of those that are known; None where none is."""
    known = [one for one in counts if one is not None]
    return min(sum(known), MOST) if known else None

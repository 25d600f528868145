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

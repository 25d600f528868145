"""Why something may not be done. The text of each is a sentence for the person."""

from __future__ import annotations


class Refused(Exception):
    """A write that may not be done."""


class MoveRefused(Refused):
    """A change of state that may not be done."""


class Stale(Refused):
    """What is saved is newer than the form that was sent."""


def refuse(reason: str, kind: type[Refused] = Refused) -> None:
    """Raise when there is a reason."""
    if reason:
        raise kind(reason)

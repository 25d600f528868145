"""How the rules did in practice. Posts know it, and policies know nothing of posts: they register the one function
that counts (posts/apps.py)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from accounts.models import Service

DAYS = 90


@dataclass(frozen=True, kw_only=True)
class RuleFigures:
    """Posts of the last 90 days, each counted once a rule; `wrong` counts findings."""

    fired: int = 0
    mended: int = 0  # by the author: it had nothing more to say at a later save
    stopped: int = 0  # drafts that it stops as they were last saved, and that were never submitted
    overridden: int = 0  # a warning that went out with the author's reason
    excepted: int = 0
    wrong: int = 0  # marked as wrong by staff


Source = Callable[[Service, dt.datetime], dict[str, RuleFigures]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Called once, when the app that counts is ready."""
    if source not in _sources:
        _sources.append(source)


def of_service(service: Service, now: dt.datetime) -> dict[str, RuleFigures]:
    """Figures by rule; a rule that did not fire is missing."""
    found: dict[str, RuleFigures] = {}
    for source in _sources:
        found |= source(service, now)
    return found

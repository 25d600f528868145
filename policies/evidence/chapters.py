"""Tables of a pack that apps to the right of policies add: they know the policy, and policies know nothing of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Self

from accounts.models import Service
from policies.models import Policy


@dataclass(frozen=True)
class Span:
    """Days, both included, as moments of the service's zone: from `starts_at` to before `ends_at`."""

    first: dt.date
    last: dt.date
    starts_at: dt.datetime
    ends_at: dt.datetime

    @classmethod
    def of(cls, service: Service, first: dt.date, last: dt.date) -> Self:
        starts_at = service.midnight(first).astimezone(dt.UTC)
        ends_at = service.midnight(last + dt.timedelta(days=1)).astimezone(dt.UTC)
        return cls(first, last, starts_at, ends_at)


Rows = Iterator[tuple[str, ...]]


@dataclass(frozen=True)
class Chapter:
    """A table of the pack: file name, a sentence on what it holds, and its rows, the first of which is the head."""

    file: str
    about: str
    rows: Callable[[Policy, Span], Rows]


_chapters: dict[str, Chapter] = {}


def register(chapter: Chapter) -> None:
    """Called once, when the app that knows the rows is ready."""
    _chapters[chapter.file] = chapter


def registered() -> list[Chapter]:
    return [_chapters[file] for file in sorted(_chapters)]

"""Days and weeks that families and their supporters know, for any year: each by a rule, with the body that sets it.

Pure. `catalogue.KEY_DATES` holds them; `between` gives those of a span of days. Where a body sets its date anew each
year without a rule, ours is the nearest that the last years kept, and `is_about` says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from posts.planning.keydates.catalogue import BY_KEY, KEY_DATES
from posts.planning.keydates.rules import KeyDate, Span

__all__ = ["BY_KEY", "KEY_DATES", "KeyDate", "Span", "between"]


def between(
    start: dt.date, end: dt.date, known: Mapping[tuple[str, int], Span] | None = None
) -> list[tuple[KeyDate, Span]]:
    """The key dates that have a day from `start` to `end`, both included, in order of their first day.

    `known` has days that go before the rule's, by key and year.
    """
    known = known or {}
    found = []
    for year in range(start.year - 1, end.year + 1):
        for one in KEY_DATES:
            first, last = known.get((one.key, year)) or one.in_year(year)
            if first <= end and last >= start:
                found.append((one, (first, last)))
    return sorted(found, key=lambda pair: (pair[1], pair[0].name))

"""One thing to do that has a date of its own. No entry holds anybody's words or name."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Due:
    """What, until when, and the address's name with the key of its row."""

    what: str
    why: str
    on: dt.date
    to: str
    pk: int
    label: str
    today: dt.date

    @property
    def is_late(self) -> bool:
        return self.on < self.today

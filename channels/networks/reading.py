"""Where the reading of comments stands, for networks that list the newest first, in pages."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

LONGEST_CURSOR = 200


@dataclass(frozen=True, slots=True)
class Place:
    """All up to `until` was read. A reading that goes on is at `page`, and `newest` is what it began with."""

    until: str = ""
    page: str = ""
    newest: str = ""

    @classmethod
    def read(cls, cursor: str) -> Place:
        """From the cursor that was kept; from the beginning where it means nothing."""
        try:
            said = json.loads(cursor or "{}")
            return cls(str(said.get("u", "")), str(said.get("p", "")), str(said.get("n", "")))
        except (ValueError, AttributeError):
            return cls()

    def written(self) -> str:
        said = json.dumps({"u": self.until, "p": self.page, "n": self.newest}, separators=(",", ":"))
        if len(said) <= LONGEST_CURSOR:
            return said
        return replace(self, page="", newest="").written() if self.page else ""

    def after(self, *, page: str, newest: str) -> Place:
        """Where to begin next time: on that page, or, where there is none, with what is newer than all of it."""
        return replace(self, page=page, newest=newest) if page else Place(until=newest or self.until)

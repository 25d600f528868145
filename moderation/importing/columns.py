"""Which column of a table of comments is which, by the names that exports and people give them. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

FIELDS: dict[str, tuple[str, ...]] = {
    "text": (
        *("text", "comment", "comment text", "message", "body", "content", "comment body", "comment message"),
        *("what was written", "full text", "tweet text", "reply", "description"),
    ),
    "posted_at": (
        *("posted at", "date", "date posted", "posted", "created at", "created time", "timestamp", "time stamp"),
        *("published at", "comment date", "date and time", "datetime", "date time", "created", "published", "sent at"),
    ),
    "time": ("time", "posted time", "time posted", "hour", "comment time"),
    "handle": (
        *("handle", "username", "user name", "author handle", "author username", "screen name", "account"),
        *("profile", "user", "from id", "user id", "author id"),
    ),
    "name": ("name", "author", "author name", "display name", "from", "from name", "writer", "commenter", "full name"),
    "url": ("url", "link", "address", "permalink", "comment url", "comment link", "comment permalink", "web address"),
    "id": ("id", "comment id", "remote id", "message id", "tweet id", "external id"),
    "visibility": ("visibility", "public or direct", "seen by", "privacy"),
    "answers": ("answers", "in reply to", "in reply to id", "reply to", "parent id", "parent", "parent comment id"),
}
"""Each field with the names that mean it, the first of them the one that we write."""

LABELS = {
    "text": "What was written",
    "posted_at": "When it was posted",
    "time": "The time, where it stands apart from the day",
    "handle": "The writer’s handle",
    "name": "The name shown",
    "url": "Address of the comment",
    "id": "Its number or id",
    "visibility": "In public, or a direct message",
    "answers": "Id of what it answers",
}

_BY_NAME = {name: field for field, names in reversed(FIELDS.items()) for name in names}


def headers_of(cells: Sequence[str]) -> tuple[str, ...]:
    """The names of the columns, each once: a second one of the same name, or one without, gets its place."""
    found: list[str] = []
    for at, cell in enumerate(cells, start=1):
        name = " ".join(cell.split())[:80]
        found.append(name if name and name not in found else f"{name or 'Column'} ({at})")
    return tuple(found)


def guessed(headers: Sequence[str], before: Mapping[str, str] | None = None) -> dict[str, str]:
    """Ours to theirs. As it was the last time where the file has all those columns, otherwise by their names."""
    before = {field: name for field, name in (before or {}).items() if field in FIELDS}
    if before.get("text") and set(before.values()) <= set(headers):
        return dict(before)
    found: dict[str, str] = {}
    for header in headers:
        field = _BY_NAME.get(_plain(header))
        if field and field not in found:
            found[field] = header
    return found


def known(headers: Sequence[str]) -> int:
    """How many of the columns have a name that we know."""
    return len(guessed(headers))


def _plain(header: str) -> str:
    """A header in small letters without signs: "Comment_Text (body)*" is "comment text"."""
    spread = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header[:200])
    without = re.sub(r"\([^)]*\)", " ", spread.replace("_", " ").replace("-", " "))
    return " ".join(re.sub(r"[*:?#.]+", " ", without).casefold().split())

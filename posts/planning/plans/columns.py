"""Which column of a spreadsheet is which, by the names that people give them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

OWN_TEXT = "text for "
FIELDS = {
    "date": ("date", "day", "publish date", "publish on", "goes out on", "posting date", "when"),
    "time": ("time", "at", "publish time", "goes out at", "posting time", "hour"),
    "title": ("title", "name", "post", "subject", "headline", "topic", "working title"),
    "text": ("text", "copy", "content", "caption", "body", "message", "post text", "post copy", "wording"),
    "channels": ("channels", "channel", "network", "networks", "platform", "platforms", "where"),
    "audience": ("audience", "who", "who for", "for", "who is it for", "target audience"),
    "kind": ("kind", "type", "post type", "format", "content type"),
    "campaign": ("campaign", "campaign name"),
    "link": ("link", "url", "web address", "website", "link url"),
    "link_title": ("link title", "card title"),
    "link_description": ("link description", "card description"),
}
"""Each field with the names that mean it, the first of them the one that we write."""

IGNORED = ("state", "status", "pictures", "notes", "note", "owner", "author", "number", "no")
"""Columns that people and our own export have, and from which nothing is made."""

_BY_NAME = {name: field for field, names in FIELDS.items() for name in names}


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Which column holds which field. `own_texts` maps a channel as it is written to its column."""

    fields: dict[str, int]
    own_texts: dict[str, int]
    unused: tuple[str, ...]

    @property
    def is_plan(self) -> bool:
        return "text" in self.fields or "title" in self.fields

    def values(self, cells: Sequence[str]) -> dict[str, str]:
        """The cells of a row by field; own texts under "text for <channel>"."""
        wanted = {**self.fields, **{f"{OWN_TEXT}{name}": at for name, at in self.own_texts.items()}}
        return {name: cells[at] for name, at in wanted.items() if at < len(cells) and cells[at]}


def columns_of(cells: Sequence[str]) -> Columns:
    """The columns by the cells of a header. The first of two columns with one meaning counts."""
    fields: dict[str, int] = {}
    own_texts: dict[str, int] = {}
    unused: list[str] = []
    for at, cell in enumerate(cells):
        name = _plain(cell)
        if not name:
            continue
        field = _BY_NAME.get(name)
        if field and field not in fields:
            fields[field] = at
        elif name.startswith(OWN_TEXT) and len(name) > len(OWN_TEXT):
            own_texts.setdefault(name.removeprefix(OWN_TEXT), at)
        elif name not in IGNORED:
            unused.append(cell[:60])
    return Columns(fields=fields, own_texts=own_texts, unused=tuple(unused))


def _plain(cell: str) -> str:
    """A header in small letters, without the signs that forms put round it: "Post text (draft)*" is "post text"."""
    without = re.sub(r"\([^)]*\)", " ", cell[:200].replace("_", " "))
    return " ".join(re.sub(r"[*:?#.]+", " ", without).casefold().split())

"""What would come of each line of an uploaded sheet of figures, and what is wrong with it, as things are now."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from accounts.models import Service
from channels.models import Channel, Network
from insights.figures.typing import LONGEST_NOTE
from insights.figures.values import NUMBERS, ValueRefused, month_not_ahead, number
from insights.models import ChannelMonth, FigureImport
from posts.planning.plans.files import FORMULA

NETWORK_NAMES = {
    **{label.casefold(): value for value, label in Network.choices},
    "twitter": "x",
    "x (twitter)": "x",
    "x/twitter": "x",
    "twitter/x": "x",
    "fb": "facebook",
    "facebook page": "facebook",
    "insta": "instagram",
    "ig": "instagram",
    "linked in": "linkedin",
    "you tube": "youtube",
    "yt": "youtube",
    "tik tok": "tiktok",
    "blue sky": "bluesky",
}

KINDS = WRONG, NEW, CHANGES, SAME = "wrong", "new", "changes", "same"


@dataclass(kw_only=True)
class Line:
    """A line as it would be taken in: `numbers` and `note` hold what it would change, [before, after] each."""

    place: str
    month: dt.date | None = None
    channel: Channel | None = None
    numbers: dict[str, list[int | None]] = field(default_factory=dict)
    note: list[str] | None = None
    says: tuple = ()
    problems: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    @property
    def kind(self) -> str:
        if self.problems:
            return WRONG
        if not self.numbers and self.note is None:
            return SAME
        has_before = any(before is not None for before, _ in self.numbers.values()) or bool(self.note and self.note[0])
        return CHANGES if has_before else NEW


class Names:
    """The channels of a service by what people call them."""

    def __init__(self, service: Service) -> None:
        self.channels = list(Channel.objects.of_service(service))

    def is_name(self, text: str) -> bool:
        """Whether a text names a channel of the service, or a network that there is."""
        return _plain(text) in NETWORK_NAMES or bool(self.called(text))

    def called(self, text: str) -> list[Channel]:
        name = _plain(text)
        exact = [one for one in self.channels if " ".join(text.split()) in (str(one), one.handle)]
        handle = [one for one in self.channels if name in (_plain(str(one)), _plain(one.handle))]
        return exact or handle or [one for one in self.channels if one.network == NETWORK_NAMES.get(name)]

    def one(self, text: str) -> Channel:
        """The channel of this name. Raises ValueRefused."""
        found = self.called(text)
        if len(found) == 1:
            return found[0]
        if found:
            known = " or ".join(f"“{one}”" for one in found)
            raise ValueRefused(f"There are {len(found)} channels called “{text[:60]}”. Write {known}.")
        known = ", ".join(f"“{one}”" for one in self.channels[:8]) or "none yet"
        raise ValueRefused(f"No channel here is called “{text[:60]}”. These are: {known}.")


def lines_of(found: FigureImport, today: dt.date, names: Names | None = None) -> list[Line]:
    """What would come of each line. Two queries, whatever there is of them."""
    names = names or Names(found.service)
    read = [_line(found, place, cells, today, names) for place, cells in found.cells]
    lines = [line for line in read if line is not None]
    months = [line.month for line in lines if line.month]
    rows = _there(found.service, months)
    seen: dict[tuple[int, dt.date], Line] = {}
    for line in lines:
        if line.problems or line.channel is None or line.month is None or not line.says:
            continue
        key = (line.channel.pk, line.month)
        if (earlier := seen.get(key)) is None:
            seen[key] = line
            _compare(line, rows.get(key))
        elif earlier.says == line.says:
            line.doubts.append(f"It says the same as {earlier.place}.")
        else:
            of = f"{line.channel} in {line.month:%B %Y}"
            line.problems.append(f"{_start(earlier.place)} says something else of {of}. Keep one of the two.")
            if not earlier.problems:
                earlier.problems.append(f"{_start(line.place)} says something else of {of}. Keep one of the two.")
    return lines


def mark(lines: Iterable[Line]) -> str:
    """What tells whether the lines would still do what a page showed."""
    told = [
        [line.place, line.channel and line.channel.pk, str(line.month), line.numbers, line.note, line.problems]
        for line in lines
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def wrong(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.kind == WRONG]


def _there(service: Service, months: Sequence[dt.date]) -> Mapping[tuple[int, dt.date], ChannelMonth]:
    if not months:
        return {}
    rows = ChannelMonth.objects.of_service(service).filter(month__gte=min(months), month__lte=max(months))
    return {(row.channel_id, row.month): row for row in rows}


def _line(found: FigureImport, place: str, cells: Sequence[str], today: dt.date, names: Names) -> Line | None:
    """The line by itself; None where none of its cells says anything."""
    said = {name: cells[at] for name, at in found.columns.items() if at < len(cells) and cells[at]}
    if not said:
        return None
    line = Line(place=place)
    for name in [name for name, cell in said.items() if cell.startswith(FORMULA)]:
        line.problems.append(f"{NUMBERS.get(name, name.capitalize())} holds a formula. Put its value into the cell.")
        del said[name]
    _read(line, "month", said, lambda cell: month_not_ahead(cell, today), "It names no month.")
    if found.channel_id and "channel" not in found.columns:
        line.channel = found.channel
    else:
        _read(line, "channel", said, names.one, "It names no channel.")
    told: dict[str, int | str] = {}
    for name, label in NUMBERS.items():
        if name in said:
            try:
                value = number(said[name])
            except ValueRefused as refused:
                line.problems.append(f"{label}: {refused}")
            else:
                told |= {name: value} if value is not None else {}
    if note := " ".join(said.get("note", "").split()):
        told["note"] = note
        if len(note) > LONGEST_NOTE:
            line.problems.append(f"The note has {len(note):,} characters; {LONGEST_NOTE} is the most.")
    line.says = tuple(told.items())
    return line


def _read(line: Line, name: str, said: Mapping[str, str], read, without: str) -> None:
    if name not in said:
        if not line.problems:
            line.problems.append(without)
        return
    try:
        setattr(line, name, read(said[name]))
    except ValueRefused as refused:
        line.problems.append(str(refused))


def _compare(line: Line, row: ChannelMonth | None) -> None:
    for name, value in line.says:
        before = getattr(row, name, None)
        if name == "note":
            line.note = [before or "", value] if value != (before or "") else None
        elif value != before:
            line.numbers[name] = [before, value]


def _plain(text: str) -> str:
    return " ".join(text[:300].casefold().split()).removeprefix("@")


def _start(place: str) -> str:
    return f"{place[:1].upper()}{place[1:]}"

"""What a line of a file says about one comment. Pure; a problem is named without a word of the line."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any
from zoneinfo import ZoneInfo

from moderation.coming_in import captures
from posts import times
from posts.planning.plans import values as cells

LONGEST_TEXT = 100_000
EARLIEST = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
DIRECT = frozenset({"direct", "direct message", "dm", "private", "private message", "message", "inbox"})
PUBLIC = frozenset({"public", "comment", "post", "mention", "reply", "in public", "everyone"})
DATE_PROBLEM = "The date cannot be read. Write it like 2026-11-21 14:30, or with the day first: 21/11/2026 14:30."
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d{1,9})?")
_MAIL = re.compile(r"(?:[+-]\d{4}|GMT|UTC)$")
_X = "%a %b %d %H:%M:%S %z %Y"
_MONTH_FIRST = ("%b %d, %Y", "%B %d, %Y")


class BadLine(ValueError):
    """A line that is no comment; the text is a sentence for the person."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """How the lines of one file are read."""

    zone: ZoneInfo
    now: dt.datetime
    network: str
    is_direct: bool = False  # where a line does not say
    posted_at: dt.datetime | None = None  # likewise; None: when it is read
    ids_are_networks: bool = False  # the ids are the network's own, so it can be asked about them


@dataclass(frozen=True, kw_only=True)
class Row:
    """One comment as a line gives it. `remote_id` is the same each time the same line is read."""

    number: int
    remote_id: str
    text: str
    posted_at: dt.datetime
    handle: str
    name: str = ""
    url: str = ""
    is_direct: bool = False
    answers: str = ""
    signals: dict[str, Any] = field(default_factory=dict)
    raw: dict[str, Any] = field(default_factory=dict)


def row_of_cells(number: int, given: Mapping[str, str], raw: dict[str, Any], reading: Reading) -> Row:
    """From a line of a table; `given` is field to cell. Raises BadLine."""
    return _row(number, {name: value.strip() for name, value in given.items()}, {}, raw, reading)


def row_of_object(number: int, data: Any, reading: Reading) -> Row:
    """From a line of JSON with the keys of the batch format, and posted_at, url, answers, author.handle beside them."""
    if not isinstance(data, dict):
        raise BadLine('It is no object with keys, such as {"id": …, "text": …}.')
    author = data.get("author")
    if author is not None and not isinstance(author, dict):
        raise BadLine("Its author is no object with keys.")
    author = author or {}
    network = data.get("network") or ""
    if network and reading.network != "sandbox" and network != reading.network:
        raise BadLine("It comes from another network than the channel that was chosen.")
    given = {
        name: _plain(data.get(name), name)
        for name in ("text", "posted_at", "handle", "name", "url", "id", "visibility", "answers")
    }
    given["handle"] = given["handle"] or _plain(author.get("handle"), "author.handle")
    given["name"] = given["name"] or _plain(author.get("display_name"), "author.display_name")
    signals: dict[str, Any] = {}
    if isinstance(author.get("has_avatar"), bool):
        signals["has_avatar"] = author["has_avatar"]
    for name in ("followers", "recent_comments_24h"):
        value = author.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**12:
            signals[name] = value
    return _row(number, given, signals, data, reading)


def _plain(value: Any, name: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool | dict | list):
        raise BadLine(f"Its {name} is no text.")
    return str(value).strip()


def _row(number: int, given: Mapping[str, str], signals: dict[str, Any], raw: dict[str, Any], reading: Reading) -> Row:
    given = {name: captures.cleaned(value) for name, value in given.items()}
    text = given.get("text", "")
    if not text:
        raise BadLine("There is no text in it.")
    if len(text) > LONGEST_TEXT:
        raise BadLine(f"Its text has more than {LONGEST_TEXT:,} characters.")
    handle = given.get("handle") or given.get("name") or f"not known (line {number})"
    return Row(
        number=number,
        remote_id=_remote_id(given, reading),
        text=text,
        posted_at=_posted_at(given, reading),
        handle=handle[:120],
        name=given.get("name", "")[:120],
        url=given.get("url", ""),
        is_direct=_is_direct(given.get("visibility", ""), reading),
        answers=given.get("answers", "")[:300] if reading.ids_are_networks else "",
        signals=signals,
        raw={"line": number, "values": captures.cleaned(raw)},
    )


IMPORTED = "import:"


def _remote_id(given: Mapping[str, str], reading: Reading) -> str:
    """The network's id where it is one; otherwise made from what the line says, so that a line comes in once.

    The number that a file gives a line is not enough: another file may use it for another comment.
    """
    ident = given.get("id", "")
    if reading.ids_are_networks and ident:
        return ident
    said = [given.get(name, "") for name in ("id", "url", "handle", "name", "text", "posted_at", "time")]
    return IMPORTED + hashlib.sha256(json.dumps([reading.is_direct, *said]).encode()).hexdigest()


def _is_direct(text: str, reading: Reading) -> bool:
    said = " ".join(text.casefold().replace("_", " ").split())
    if not said:
        return reading.is_direct
    if said in DIRECT or said in PUBLIC:
        return said in DIRECT
    raise BadLine("It says neither “public” nor “direct” where it should.")


def _posted_at(given: Mapping[str, str], reading: Reading) -> dt.datetime:
    day, time = given.get("posted_at", ""), given.get("time", "")
    if not day:
        return reading.posted_at or reading.now
    at = moment_of(f"{day} {time}".strip() if time else day, reading.zone)
    if at < EARLIEST:
        raise BadLine("Its date lies before the year 2000. Check the year.")
    if at > reading.now + dt.timedelta(days=1):
        raise BadLine("Its date has not come yet. Check the day and the month.")
    return min(at, reading.now)


def moment_of(text: str, zone: ZoneInfo) -> dt.datetime:
    """The moment, in UTC, in the forms that exports and people of this country use. Raises BadLine."""
    text = " ".join(text[:80].split())
    try:
        if _EPOCH.fullmatch(text):
            seconds = float(text)
            return dt.datetime.fromtimestamp(seconds / 1000 if seconds > 10**11 else seconds, dt.UTC)
        return _in_utc(_read(text), zone)
    except (ValueError, OverflowError, TypeError, IndexError) as error:
        raise BadLine(DATE_PROBLEM) from error


def _in_utc(found: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    if found.tzinfo is not None:
        return found.astimezone(dt.UTC)
    try:
        return times.read(found.date(), found.time(), zone).at + dt.timedelta(seconds=found.second)
    except times.TimeRefused:  # an hour that the spring change skips: it is a record, nobody can be asked
        return found.replace(tzinfo=zone).astimezone(dt.UTC)


def _read(text: str) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        pass
    for read in (_read_x, _read_mail):
        try:
            return read(text)
        except (ValueError, TypeError, IndexError):
            continue
    words = text.replace(" at ", " ").split()
    for taken in (0, 1, 2):  # how many words at the end are the time: none, 16:05, 4:05 pm
        day, clock = " ".join(words[: len(words) - taken]).rstrip(","), " ".join(words[len(words) - taken :])
        if not day:
            break
        try:
            on, at = _day(day)
            return dt.datetime.combine(on, cells.time_of(clock) if clock else at or dt.time(12))
        except ValueError:
            continue
    raise BadLine(DATE_PROBLEM)


def _read_mail(text: str) -> dt.datetime:
    if not _MAIL.search(text):  # it takes "4:05 pm" for a zone
        raise ValueError(text)
    return parsedate_to_datetime(text)


def _read_x(text: str) -> dt.datetime:
    return dt.datetime.strptime(text, _X)  # noqa: DTZ007  (the form has the zone)


def _day(text: str) -> tuple[dt.date, dt.time | None]:
    for form in _MONTH_FIRST:
        try:
            return dt.datetime.strptime(text, form).date(), None  # noqa: DTZ007  (a day has no zone)
        except ValueError:
            continue
    return cells.date_of(text)

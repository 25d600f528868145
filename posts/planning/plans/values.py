"""What people write into the cells of a plan: dates and times in the forms of this country, names in a list."""

from __future__ import annotations

import datetime as dt
import re

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}:\d{2})(?::\d{2})?)?")
_NUMBERS = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})(?:\s+(\d{1,2}[:.]\d{2})(?::\d{2})?)?")
_WORDS = re.compile(
    r"(?:[a-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+([a-z]{3,9})\.?,?[\s-]+(\d{4}|\d{2})", re.I
)
_NO_YEAR = re.compile(r"(?:[a-z]+,?\s+)?\d{1,2}(?:st|nd|rd|th)?(?:[/.\-]\d{1,2}|[\s-]+[a-z]{3,9})", re.I)
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?:[:.]\d{2})?\s*(am|pm|a\.m\.|p\.m\.)?", re.I)
_FRACTION = re.compile(r"0?\.\d{1,17}")


class ValueRefused(ValueError):
    """A cell that cannot be read; the text is a sentence for the person."""


def date_of(text: str) -> tuple[dt.date, dt.time | None]:
    """The date, day first, and the time where the cell holds both. Raises ValueRefused."""
    text = " ".join(text[:60].split())
    if found := _ISO.fullmatch(text):
        year, month, day = int(found[1]), int(found[2]), int(found[3])
        clock = found[4]
    elif found := _NUMBERS.fullmatch(text):
        day, month, year = int(found[1]), int(found[2]), _year(found[3])
        clock = found[4]
        if month > 12 >= day:
            raise ValueRefused(f"“{text}” has the month first. Write the day first: {month}/{day}/{year}.")
    elif found := _WORDS.fullmatch(text):
        day, year, clock = int(found[1]), _year(found[3]), None
        month = _month(found[2], text)
    elif _NO_YEAR.fullmatch(text):
        raise ValueRefused(f"“{text}” has no year. Write it like 1 Dec 2026.")
    else:
        raise ValueRefused(f"“{text}” is not a date. Write it like 1 Dec 2026 or 1/12/2026.")
    try:
        on = dt.date(year, month, day)
    except ValueError as error:
        raise ValueRefused(f"“{text}” is no day of the calendar. Check the date.") from error
    if not 2000 <= on.year <= 2100:
        raise ValueRefused(f"“{text}” lies too far away. Check the year.")
    return on, time_of(clock) if clock else None


def time_of(text: str) -> dt.time:
    """A time of the clock: 9:00, 09.00, 9am, 5.30 pm, noon; or the part of a day that a spreadsheet keeps."""
    text = " ".join(text[:30].split())
    if text.casefold() in ("noon", "midday", "12 noon"):
        return dt.time(12)
    if _FRACTION.fullmatch(text):
        minutes = round(float(text) * 24 * 60)
        return dt.time(minutes // 60 % 24, minutes % 60)
    found = _CLOCK.fullmatch(text)
    if not found or not (found[2] or found[3]):
        raise ValueRefused(f"“{text}” is not a time. Write it like 09:30 or 5 pm.")
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").replace(".", "").lower()
    if half:
        if not 1 <= hour <= 12:
            raise ValueRefused(f"“{text}” is not a time. Write it like 09:30 or 5 pm.")
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        return dt.time(hour, minute)
    except ValueError as error:
        raise ValueRefused(f"“{text}” is not a time. Write it like 09:30 or 5 pm.") from error


def names_of(text: str) -> list[str]:
    """The names in a cell: "Facebook, X and Bluesky" has three. Each once, in order."""
    parts = re.split(r"[,;|/\n+&]|\band\b", text[:1000], flags=re.I)
    return list(dict.fromkeys(name for part in parts if (name := " ".join(part.split()))))


def _year(text: str) -> int:
    return int(text) + (2000 if len(text) == 2 else 0)


def _month(name: str, text: str) -> int:
    short = name[:3].casefold()
    full = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
            "november", "december")  # fmt: skip
    if short in MONTHS and (full[MONTHS.index(short)].startswith(name.casefold()) or name.casefold() == "sept"):
        return MONTHS.index(short) + 1
    raise ValueRefused(f"“{text}” is not a date. Write it like 1 Dec 2026 or 1/12/2026.")

"""What people write into the cells of a sheet of figures: numbers and months, in the forms of this country. Pure."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal, InvalidOperation

NUMBERS = {
    "followers": "Followers",
    "impressions": "Impressions",
    "engagements": "Engagements",
    "reshares": "Reshares",
    "likes": "Likes",
    "replies": "Replies",
}
"""The six numbers of the guide (G21), in its order."""

MOST = 2_000_000_000
EARLIEST = dt.date(2004, 1, 1)

_UNKNOWN = frozenset({"", "-", "–", "—", "--", "n/a", "na", "n.a.", "none", "unknown", "not known", "?", "tbc", "null"})
_PLAIN = re.compile(r"\d{1,15}(?:\.0{1,6})?", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(?:[,  ' ]\d{3}){1,4}(?:\.0{1,6})?", re.ASCII)
_SHORT = re.compile(r"(\d{1,6}(?:\.\d{1,3})?) ?(k|m|thousand|million)", re.ASCII)
_SCIENCE = re.compile(r"\d(?:\.\d{1,14})?e\+?\d{1,2}", re.ASCII)
_SHORT_IS = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000}

_WHOLE = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.]\d{1,2}(?:[T ]\d{1,2}:\d{2}(?::\d{2})?)?)?", re.ASCII)
_JOINED = re.compile(r"(\d{4})(\d{2})", re.ASCII)
_OF_YEAR = re.compile(r"(\d{1,2})[-/. ](\d{4})", re.ASCII)
_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})", re.ASCII)
_WORDS = re.compile(r"(?:\d{1,2}(?:st|nd|rd|th)?[ -]+)?([a-z]{3,9})\.?,?[ \-/’']+(\d{4}|\d{2})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[ \-/]+([a-z]{3,9})\.?", re.ASCII)
_SERIAL = re.compile(r"(\d{5})(?:\.\d{1,9})?", re.ASCII)
_SPREADSHEETS_COUNT_FROM = dt.date(1899, 12, 30)


class ValueRefused(ValueError):
    """A cell that cannot be read; the text is a sentence for the person."""


def number(text: str) -> int | None:
    """The number in a cell; None where the cell says that nobody knows it. Raises ValueRefused."""
    written = " ".join(text[:80].replace("\u2212", "-").split())
    small = written.casefold()
    if small in _UNKNOWN:
        return None
    if small in ("nil", "zero"):
        return 0
    if small.endswith("%"):
        raise ValueRefused(f"“{written[:40]}” is a percentage. Write the number itself.")
    if small.startswith("-"):
        raise ValueRefused(f"“{written[:40]}” is less than nothing. Write the number itself, not the change.")
    if small.startswith("+"):
        raise ValueRefused(f"“{written[:40]}” looks like a change. Write the number itself.")
    found = _number(small)
    if found is None:
        raise ValueRefused(f"“{written[:40]}” is no whole number. Write it like 1,240 or 1.2k, or leave it empty.")
    if found > MOST:
        raise ValueRefused(f"“{written[:40]}” is more than any channel has. Look at it again.")
    return found


def _number(text: str) -> int | None:
    if _PLAIN.fullmatch(text):
        return int(text.partition(".")[0])
    if _GROUPED.fullmatch(text):
        return int(re.sub(r"\D", "", text.partition(".")[0]))
    if found := _SHORT.fullmatch(text):
        return _whole(Decimal(found[1]) * _SHORT_IS[found[2]])
    if _SCIENCE.fullmatch(text):
        try:
            return _whole(Decimal(text))
        except InvalidOperation:
            return None
    return None


def _whole(value: Decimal) -> int | None:
    return int(value) if value == value.to_integral_value() else None


def month(text: str) -> dt.date:
    """The first day of the month in a cell; of a whole date its month, day first. Raises ValueRefused."""
    written = " ".join(text[:60].split())
    found = _spoken(written.casefold()) or _counted(written)
    if found is None:
        raise ValueRefused(f"“{written[:40]}” is no month. Write it like Nov 2026, 11/2026 or 2026-11.")
    year, of_year = found
    if not EARLIEST.year <= year <= 2100:
        raise ValueRefused(f"“{written[:40]}” lies outside the time of these networks. Look at the year.")
    return dt.date(year, of_year, 1)


def month_not_ahead(text: str, today: dt.date) -> dt.date:
    """`month`, refused where it has not begun."""
    found = month(text)
    if found > today:
        raise ValueRefused(f"{found:%B %Y} has not begun. Look at the month.")
    return found


def is_month(text: str) -> bool:
    """Whether a cell names a month in words or as a date; a bare number, as the count of a spreadsheet, does not."""
    return _spoken(" ".join(text[:60].split()).casefold()) is not None


def _spoken(text: str) -> tuple[int, int] | None:
    if found := _ISO.fullmatch(text) or _JOINED.fullmatch(text):
        return _sure(int(found[1]), int(found[2]))
    if found := _OF_YEAR.fullmatch(text):
        return _sure(int(found[2]), int(found[1]))
    if found := _DAY.fullmatch(text):
        return _sure(_year(found[3]), int(found[2])) if 1 <= int(found[1]) <= 31 else None
    if found := _WORDS.fullmatch(text):
        return _sure(_year(found[2]), _named(found[1]))
    if found := _YEAR_FIRST.fullmatch(text):
        return _sure(int(found[1]), _named(found[2]))
    return None


def _counted(text: str) -> tuple[int, int] | None:
    """A date as spreadsheets count days, where its cell lost its format."""
    if not (found := _SERIAL.fullmatch(text)) or not 38_000 <= int(found[1]) <= 73_050:
        return None
    day = _SPREADSHEETS_COUNT_FROM + dt.timedelta(days=int(found[1]))
    return day.year, day.month


def _named(name: str) -> int:
    at = next((at for at, whole in enumerate(_WHOLE, 1) if whole == name or whole[:3] == name), 0)
    return 9 if name == "sept" else at


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _sure(year: int, of_year: int) -> tuple[int, int] | None:
    return (year, of_year) if 1 <= of_year <= 12 and 1900 <= year <= 2999 else None

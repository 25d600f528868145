"""Dates and times as people in Britain write them, read from a text."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache

from policies.rules.base import Span

_MONTHS = "january february march april may june july august september october november december".split()  # noqa: SIM905
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()  # noqa: SIM905
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAY = (
    r"(?:(?P<weekday>mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)(?:day|nesday|sday|rsday|"
    r"urday)?\b\.?,?\s+(?:the\s+)?)?"
)
_DAY = r"(?P<{0}>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s*(?P<{0}>20\d\d|['’]\d\d)\b(?![:.]\d))?"
_JOIN = r"\s*(?:-|–|—|to|until|till|and|&|,)\s*"
_NOT_AFTER = r"(?!\s*(?:%|people|places|families|years?\s+old)|\d)"
_WORDED = re.compile(
    rf"(?<![\w£:/.-]){_WEEKDAY}{_DAY.format('day')}"
    rf"(?:{_JOIN}(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\s+)?{_DAY.format('last')}(?=\s+(?:of\s+)?[a-z]))*"
    rf"\s+(?:of\s+)?{_MONTH.format('month')}{_YEAR.format('year')}",
    re.I,
)
_MONTH_FIRST = re.compile(
    rf"(?<![\w£:/.-]){_WEEKDAY}{_MONTH.format('month')}\s+{_DAY.format('day')}(?![\w:/%]|\.\d|"
    rf"\s*(?:am|pm)\b){_YEAR.format('year')}",
    re.I,
)
_NUMERIC = re.compile(
    r"(?<![\w£:/.,-])(?P<day>0?[1-9]|[12]\d|3[01])(?P<sign>[/.-])(?P<month>0?[1-9]|"
    r"1[0-2])(?:(?P=sign)(?P<year>20\d\d|\d\d))?(?![\w/%:]|[.-]\d)"
)
_ISO = re.compile(r"(?<![\w/-])(?P<year>20\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?![\w-])")
_MONTH_YEAR = re.compile(rf"(?<![\w£:/.-])(?<!\d\s){_MONTH.format('month')}\s+(?P<year>20\d\d)\b", re.I)
_TIME = re.compile(
    r"(?<![\w£:.,/])(?P<hour>[01]?\d|"
    r"2[0-3])(?:(?P<sign>[:.])(?P<minute>[0-5]\d))?\s?(?P<half>[ap]\.?m\b\.?)?|\b(?P<word>noon|"
    r"midday|midnight)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date in a text. `on` is its last day where several are named, and its month's last day for “May 2026”."""

    span: Span
    on: date
    has_year: bool
    is_month: bool = False


def day_in_words(day: date) -> str:
    """For example “Thu 7 May 2026”."""
    return f"{calendar.day_abbr[day.weekday()]} {day.day} {calendar.month_abbr[day.month]} {day.year}"


@lru_cache(maxsize=64)
def dates(text: str, near: date) -> tuple[DateFound, ...]:
    """Every date in the text. One without a year is the one nearest to `near` on which its weekday falls."""
    if not any(character.isdigit() for character in text):
        return ()
    found: list[DateFound] = []
    covered = bytearray(len(text) + 1)  # 1 where a date was found
    for pattern in (_WORDED, _MONTH_FIRST, _ISO, _NUMERIC):
        for match in pattern.finditer(text):
            if covered[match.start()] or covered[match.end() - 1]:
                continue
            if pattern is _NUMERIC and not _is_date_and_no_fraction(text, match):
                continue
            if day := _day_of(match, near):
                found.append(DateFound(match.span(), day, bool(match["year"])))
                covered[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    for match in _MONTH_YEAR.finditer(text):
        if not covered[match.start()] and not covered[match.end() - 1]:
            year, month = int(match["year"]), _month_number(match["month"])
            last = date(year, month, calendar.monthrange(year, month)[1])
            found.append(DateFound(match.span(), last, has_year=True, is_month=True))
    return tuple(sorted(found, key=lambda item: item.span))


def _is_date_and_no_fraction(text: str, match: re.Match[str]) -> bool:
    """“3/12” and “3.12.26” are dates; “1/2 term”, “24/7”, “3.5” and “2-3” are not, unless a day stands before."""
    if match["year"]:
        return True
    if match["sign"] != "/" or match[0] in ("24/7", "1/2", "1/3", "1/4", "2/3", "3/4", "1/1", "2/1", "9/11", "50/50"):
        return False
    before, after = text[max(0, match.start() - 14) : match.start()], text[match.end() : match.end() + 12]
    return not re.match(r"\s*(?:of|the|parents|places|people|stars?|pupils|children)\b", after, re.I) and not re.search(
        r"(?:part|step|page|scored?|rated|week|day|ages?|aged|ks|years?|version|room|odds)\s*$", before, re.I
    )


def _day_of(match: re.Match[str], near: date) -> date | None:
    groups = match.groupdict()
    day = int(groups.get("last") or groups["day"])
    month = int(groups["month"]) if groups["month"].isdigit() else _month_number(groups["month"])
    if groups["year"]:
        year = groups["year"].lstrip("'’")
        return _made(int(year) if len(year) == 4 else 2000 + int(year), month, day)
    candidates = [made for year in (near.year - 1, near.year, near.year + 1) if (made := _made(year, month, day))]
    candidates.sort(key=lambda made: abs((made - near).days))
    weekday = groups.get("weekday")
    if weekday and not groups.get("last"):
        for made in candidates[:2]:
            if _DAYS[made.weekday()].startswith(weekday[:3].casefold()):
                return made
    return candidates[0] if candidates else None


def _made(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if day <= calendar.monthrange(year, month)[1] else None


def _month_number(name: str) -> int:
    return next(index for index, month in enumerate(_MONTHS, 1) if month.startswith(name[:3].casefold()))


def times_after(text: str, start: int, end: int) -> Iterator[time]:
    """Times of day that stand right after a date: “10am”, “10:00 to 12:00”, “from 9.30am until noon”."""
    rest = text[start:end]
    at = 0
    half_known: list[tuple[int, int, str]] = []
    while match := _TIME.search(rest, at):
        between = rest[at : match.start()]
        if not re.fullmatch(
            r"[)\s,:|–—-]*(?:at|from|to|until|till|and|-|–|between|starting|start|starts|time|of)?[\s,:|–—-]*",
            between,
            re.I,
        ):
            break
        if match["word"]:
            half_known.append((0 if match["word"].casefold() == "midnight" else 12, 0, "24"))
        elif match["sign"] or match["half"]:
            half_known.append((int(match["hour"]), int(match["minute"] or 0), (match["half"] or "24")[0].casefold()))
        elif re.match(r"\s*(?:-|–|to|until)\s*\d{1,2}(?:[:.]\d\d)?\s?[ap]m", rest[match.end() :], re.I):
            half_known.append((int(match["hour"]), 0, "?"))
        else:
            break
        at = match.end()
    later = "2"
    for hour, minute, half in reversed(half_known):
        half = later if half == "?" else half
        later = half
        if half == "p" and hour < 12:
            hour += 12
        elif half == "a" and hour == 12:
            hour = 0
        if hour < 24:
            yield time(hour, minute)

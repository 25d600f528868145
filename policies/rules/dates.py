"""Dates and times as people in Britain write them, read from a text."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache

from policies.rules.base import Span
from policies.rules.pcre import Pattern

_MONTHS = "january february march april may june july august september october november december".split()  # noqa: SIM905
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()  # noqa: SIM905
_WELSH_MONTHS = "ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr".split()  # noqa: SIM905
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_MONTH_OR_WELSH = _MONTH.replace("|dec(?:ember)?)", f"|dec(?:ember)?|{'|'.join(_WELSH_MONTHS)})")
_WEEKDAY = (
    r"(?:(?P<weekday>mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)(?:day|nesday|sday|rsday|"
    r"urday)?\b\.?,?\s+(?:the\s+)?)?"
)
_DAY = r"(?P<{0}>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s*(?P<{0}>(?:19|20)\d\d|['’]\d\d)\b(?![:.]\d))?"
_JOIN = r"\s*(?:-|–|—|to|until|till|and|or|&|,|/)\s*"
_NOT_AFTER = r"(?!\s*(?:%|people|places|families|years?\s+old)|\d)"
_WORDED = Pattern(
    rf"(?<![\w£:/.-]){_WEEKDAY}{_DAY.format('day')}"
    rf"(?:{_JOIN}(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\s+)?{_DAY.format('last')}(?=\s+(?:of\s+)?[a-z])){{0,12}}"
    rf"(?:\s+(?:of\s+)?|(?=[a-z])){_MONTH_OR_WELSH.format('month')}{_YEAR.format('year')}",
    re.I,
)
_MONTH_FIRST = Pattern(
    rf"(?<![\w£:/.-]){_WEEKDAY}{_MONTH.format('month')}\s+(?:the\s+)?{_DAY.format('day')}(?![\w/%]|[.:]\d|"
    rf"\s*(?:am|pm)\b){_YEAR.format('year')}",
    re.I,
)
_NUMERIC = Pattern(
    r"(?<![\w£:/.,-])(?P<day>0?[1-9]|[12]\d|3[01])(?P<sign>[/.-])(?P<month>0?[1-9]|"
    r"1[0-2])(?:(?P=sign)(?P<year>20\d\d|\d\d))?(?![\w/%:]|[.-]\d)"
)
_NUMERIC_RANGE = Pattern(
    r"(?<![\w£:/.,-])\d{1,2}/\d{1,2}(?:/\d\d(?:\d\d)?)?\s?[-–]\s?(?P<day>0?[1-9]|[12]\d|3[01])/(?P<month>0?[1-9]|1[0-2])"
    r"(?:/(?P<year>20\d\d|\d\d))?(?![\w/%:]|[.-]\d)"
)
_SPACED = Pattern(
    r"(?<![\w£:/.,-])(?P<day>0?[1-9]|[12]\d|3[01])\s?(?P<sign>[/.-])\s?(?P<month>0?[1-9]|1[0-2])\s?(?P=sign)\s?"
    r"(?P<year>20\d\d|\d\d)(?![\w/%:]|[.-]\d)"
)
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth"),
    *("nineteenth", "twentieth"),
)
SPELT_DAYS = {word: number for number, word in enumerate(_ORDINALS, 1)} | {
    f"{tens}{sign}{word}": base + number
    for tens, base, most in (("twenty", 20, 9), ("thirty", 30, 1))
    for number, word in enumerate(_ORDINALS[:most], 1)
    for sign in " -"
}
SPELT_DAYS["thirtieth"] = 30
_SPELT = Pattern(
    rf"(?<![\w-]){_WEEKDAY}(?P<day>{'|'.join(sorted(SPELT_DAYS, key=len, reverse=True))})\s+(?:day\s+)?of\s+"
    rf"{_MONTH.format('month')}{_YEAR.format('year')}",
    re.I,
)
_ISO = Pattern(r"(?<![\w/-])(?P<year>20\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?=T\d\d:|(?![\w-]))")
_MONTH_YEAR = Pattern(rf"(?<![\w£:/.-])(?<!\d\s){_MONTH.format('month')}\s+(?P<year>20\d\d)\b", re.I)

_WITH_WEEKDAY = Pattern(
    rf"(?<![\w£:/.-])(?P<weekday>mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)(?:day|nesday|sday|rsday|urday)?\b\.?,?"
    rf"\s+\(?(?:the\s+)?(?:(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)\b"
    rf"(?:{_JOIN}(?:the\s+)?(?P<last>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)\b){{0,6}}|"
    rf"(?P<bare>1[3-9]|2\d|3[01])(?=\s*[,;)]|\s+(?:at|from)\s+\d))"
    rf"(?!\s+(?:of\s+(?:the|each|every|our)|[a-z]+\s+of|floor|birthday|anniversary|session|places?|time|edition|year|"
    rf"class|group|week|team|annual|form|meeting|visit|century|{_MONTH.format('_')})\b)",
    re.I,
)
# “by the 16th”, “the 5th of this month”: a day of the month and nothing more.
_DAY_ALONE = Pattern(
    r"\b(?:(?:on|by|until|till|before|including|closes|closing|ends?|deadline\s+is|"
    r"(?:day|date|call|chance)\b[^.!?\n]{0,30}\bis)\s+(?:\w+\s+on\s+)?"
    r"(?P<said>the\s+(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th))(?=\s*(?:[,.;:!?)\n–—-]|\Z)|\s+(?:at|from|in|with|please|so)\b)|"
    r"(?P<told>(?:the\s+)?(?P<of>0?[1-9]|[12]\d|3[01])(?:(?:st|nd|rd|th)?\s+of|st|nd|rd|th)\s+(?P<which>this|last|next)\s+month)\b)",
    re.I,
)
# “the last Friday in March”
_NTH_WEEKDAY = Pattern(
    rf"\bthe\s+(?P<which>first|second|third|fourth|last)\s+(?P<weekday>mon|tues|wednes|thurs|fri|satur|sun)day\s+(?:of|in)\s+"
    rf"(?:{_MONTH.format('month')}{_YEAR.format('year')}|(?P<near>this|next|last)\s+month\b)",
    re.I,
)
# “Drop-ins in February: here on the 4th, there on the 11th”
_MONTH_BEFORE = re.compile(rf"\bin\s+{_MONTH.format('_').replace('(?P<_>', '(?:')}(?!\s*\d)[^.!?\n]*\Z", re.I)
_WHICH = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}
_FROM_NOW = {"last": -1, "this": 0, "next": 1}  # months
_DIGIT = re.compile(r"\d")
_COMES_AGAIN = re.compile(r"\b(?:every|each|monthly|of\s+the\s+month)\b", re.I)
_NEAR = 10  # days; a day of the month that stands alone is meant when it is no further away


_SURELY_MEANT = 60  # days; so near a date is meant even when another weekday stands beside it


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date in a text. `on` is its last day where several are named, and its month's last day for “May 2026”."""

    span: Span
    on: date
    has_year: bool
    is_month: bool = False
    is_range: bool = False
    is_bare: bool = False  # no month is said: a guess from the day of sending


def day_in_words(day: date) -> str:
    """For example “Thu 7 May 2026”."""
    return f"{calendar.day_abbr[day.weekday()]} {day.day} {calendar.month_abbr[day.month]} {day.year}"


@lru_cache(maxsize=64)
def dates(text: str, near: date) -> tuple[DateFound, ...]:
    """Every date in the text. One without a year is the one nearest to `near` on which its weekday falls."""
    in_words = (" of " in text and _SPELT.search(text) is not None) or _NTH_WEEKDAY.search(text) is not None
    if not in_words and not _DIGIT.search(text):
        return ()
    found: list[DateFound] = []
    covered = bytearray(len(text) + 1)  # 1 where a date was found
    for pattern in (_WORDED, _MONTH_FIRST, _ISO, _NUMERIC_RANGE, _NUMERIC, _SPACED, *([_SPELT] if in_words else ())):
        for match in pattern.finditer(text):
            if covered[match.start()] or covered[match.end() - 1]:
                continue
            if pattern is _NUMERIC and not _is_date_and_no_fraction(text, match):
                continue
            if day := _day_of(match, near):
                found.append(DateFound(match.span(), day, bool(match["year"])))
                covered[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    for span, day in (*_nth_weekdays(text, near), *_days_of_the_month(text, near)):
        if not covered[span[0]] and not covered[span[1] - 1]:
            found.append(DateFound(span, day, has_year=False, is_bare=True))
            covered[span[0] : span[1]] = b"\1" * (span[1] - span[0])
    for match in _MONTH_YEAR.finditer(text):
        if not covered[match.start()] and not covered[match.end() - 1]:
            year, month = int(match["year"]), _month_number(match["month"])
            last = date(year, month, calendar.monthrange(year, month)[1])
            found.append(DateFound(match.span(), last, has_year=True, is_month=True))
    return tuple(sorted(found, key=lambda item: item.span))


def _days_of_the_month(text: str, near: date) -> Iterator[tuple[Span, date]]:
    """“Friday 16th”, “by the 16th”, “the 5th of this month”: days without a month, near the day of sending."""
    for match in _WITH_WEEKDAY.finditer(text):
        if _MONTH_BEFORE.search(text, max(0, match.start() - 160), match.start()):
            continue
        every = _in_near_months(int(match["last"] or match["day"] or match["bare"]), near)
        weekday = match["weekday"][:3].casefold()
        fitting = [day for day in every if _DAYS[day.weekday()].startswith(weekday)]
        if match["last"] is None and fitting:
            yield match.span(), fitting[0]
        elif every and abs((every[0] - near).days) <= _NEAR:
            yield match.span(), every[0]
    for match in _DAY_ALONE.finditer(text):
        if match["which"]:
            month = near.month + _FROM_NOW[match["which"].casefold()]
            if day := _made(near.year + (month - 1) // 12, (month - 1) % 12 + 1, int(match["of"])):
                yield match.span("told"), day
        elif _COMES_AGAIN.search(text[max(0, match.start() - 40) : match.end() + 20]) or _MONTH_BEFORE.search(
            text, max(0, match.start() - 160), match.start()
        ):
            continue
        elif (every := _in_near_months(int(match["day"]), near)) and abs((every[0] - near).days) <= _NEAR:
            yield match.span("said"), every[0]


def _nth_weekdays(text: str, near: date) -> Iterator[tuple[Span, date]]:
    """“the last Friday in March”: in the year that is said, else in the one that is nearest."""
    for match in _NTH_WEEKDAY.finditer(text):
        if match["near"]:
            count = near.year * 12 + near.month - 1 + _FROM_NOW[match["near"].casefold()]
            month, years = count % 12 + 1, [count // 12]
        else:
            month = _month_number(match["month"])
            years = [int("20" + match["year"][-2:])] if match["year"] else [near.year + shift for shift in (-1, 0, 1)]
        found = []
        for year in years:
            weeks = calendar.monthcalendar(year, month)
            days = [day for week in weeks for place, day in enumerate(week) if day and _is_weekday(match, place)]
            found.append(date(year, month, days[_WHICH[match["which"].casefold()]]))
        yield match.span(), min(found, key=lambda day: abs((day - near).days))


def _is_weekday(match: re.Match[str], place: int) -> bool:
    return _DAYS[place].startswith(match["weekday"][:3].casefold())


def _in_near_months(day: int, near: date) -> list[date]:
    """That day of the month before, this one and the next, the nearest first."""
    months = (near.year * 12 + near.month - 1 + shift for shift in (-1, 0, 1))
    every = (_made(month // 12, month % 12 + 1, day) for month in months)
    return sorted((made for made in every if made), key=lambda made: abs((made - near).days))


# “2/3 ” where a post or a line begins: the second of three posts.
_COUNTS_ON = re.compile(
    r"(?:|(?s:.)*\n)[ (]?(?:1/[1-9]|2/[2-9]|3/[3-9]|4/[4-9]|5/[5-9]|6/[6-9]|7/[7-9]|8/[89]|9/9)(?s:.){0,2}"
)
_WEEKDAY_LAST = re.compile(
    r"(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)(?:day|nesday|sday|rsday|urday)?\.?,?\s+\Z", re.I
)
_TIME_NEXT = re.compile(r",?\s*(?:at\s+|@\s*)?\d{1,2}(?:[.:]\d\d)?\s?[ap]m\b", re.I)


def _is_date_and_no_fraction(text: str, match: re.Match[str]) -> bool:
    """“3/12” and “3.12.26” are dates; “1/2 term”, “24/7”, “3.5” and “2-3” are not, unless a day stands before."""
    if match["year"]:
        return True
    if match["sign"] == "/" and _COUNTS_ON.fullmatch(text[max(0, match.start() - 3) : match.end() + 2]):
        return False
    if match["sign"] == "." and len(match["month"]) == 2 and text[max(0, match.start() - 4) : match.start()] == " on ":
        return True
    if match["sign"] == "." and (_WEEKDAY_LAST.search(text, 0, match.start()) or _TIME_NEXT.match(text, match.end())):
        return True
    if match["sign"] != "/" or match[0] in ("24/7", "1/2", "1/3", "1/4", "2/3", "3/4", "1/1", "2/1", "9/11", "50/50"):
        return False
    before, after = text[max(0, match.start() - 14) : match.start()], text[match.end() : match.end() + 12]
    return not re.match(r"\s*(?:of|the|parents|places|people|stars?|pupils|children)\b", after, re.I) and not re.search(
        r"(?:part|step|pages?|scored?|rated|week|day|ages?|aged|ks|years?|version|room|odds|mark|question)\s*:?\s*$",
        before,
        re.I,
    )


def _day_of(match: re.Match[str], near: date) -> date | None:
    groups = match.groupdict()
    said = groups.get("last") or groups["day"]
    day = int(said) if said.isdigit() else SPELT_DAYS[said.casefold()]
    month = int(groups["month"]) if groups["month"].isdigit() else _month_number(groups["month"])
    if groups["year"]:
        year = groups["year"].lstrip("'’")
        return _made(int(year) if len(year) == 4 else 2000 + int(year), month, day)
    candidates = [made for year in (near.year - 1, near.year, near.year + 1) if (made := _made(year, month, day))]
    candidates.sort(key=lambda made: abs((made - near).days))
    weekday = groups.get("weekday")
    if weekday and not groups.get("last") and candidates and abs((candidates[0] - near).days) > _SURELY_MEANT:
        for made in candidates[:2]:
            if _DAYS[made.weekday()].startswith(weekday[:3].casefold()):
                return made
    return candidates[0] if candidates else None


def _made(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if day <= calendar.monthrange(year, month)[1] else None


def _month_number(name: str) -> int:
    start = name[:3].casefold()
    every = zip(_MONTHS, _WELSH_MONTHS, strict=True)
    return next(number for number, names in enumerate(every, 1) if any(one.startswith(start) for one in names))


_HOURS = re.compile(
    r"(?<![\w£:.,/])(?P<hour>[01]?\d|2[0-3])(?:(?P<sign>[:.])(?P<minute>[0-5]\d))?\s?(?P<half>[ap]\.?m\b\.?)?(?![\w%/]|[:.]\d|"
    r"\s*(?:places?|people|families|weeks?|days?|minutes?|hours?|years?|miles?|st|nd|rd|th)\b)|\b(?P<word>noon|midday|midnight)\b",
    re.I,
)
_RANGE_BEFORE = re.compile(r"\b(?:between|from|at|by|until|till|before)\s+$", re.I)
_TO = re.compile(r"\s*(?:-|–|—|to|until|till|and)\s*", re.I)


_NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
_NUMBER_WORD = rf"(?P<{{}}>\d{{{{1,2}}}}|{'|'.join(_NUMBERS)})"
_SPOKEN_TIME = re.compile(
    rf"\b(?:(?P<part>half|quarter)[- ](?P<side>past|to)|(?P<plain>half))\s+{_NUMBER_WORD.format('of')}\b"
    rf"(?!-|\s+(?:of|off|and\s+half))|"
    rf"\b{_NUMBER_WORD.format('clock')}\s+o['’]?clock\b|"
    rf"\b(?P<at>at|from|to|till|until|by|and)\s+(?P<bare>{'|'.join(_NUMBERS)})\b(?!\s+(?:of|or|more|place|day|week|hour|"
    rf"month|famil|parent|people|point|time|[a-z]+s\b))",
    re.I,
)
_FOUR_FIGURES = re.compile(
    r"(?<![\w£:.,/])([01]\d|2[0-3])([0-5][05])(?:\s*(?:-|–|—|to|until|till)\s*([01]\d|2[0-3])([0-5][05])(?:\s?(?:hrs|hours|h))?|"
    r"\s?(?:hrs|hours|h))(?![\w%/])",
    re.I,
)


def _as_figures(text: str) -> str:
    """“Half past six”, “at ten”, “4 o'clock” and “1000-1200” the way that other times are written."""
    if any(character.isdigit() for character in text):
        text = _FOUR_FIGURES.sub(
            lambda four: four[1] + ":" + four[2] + (f" - {four[3]}:{four[4]}" if four[3] else ""), text
        )
    return _SPOKEN_TIME.sub(_in_figures, text)


def _in_figures(match: re.Match[str]) -> str:
    if match["bare"]:
        return f"{match['at']} {_NUMBERS.index(match['bare'].casefold()) + 1}"
    said = (match["of"] or match["clock"]).casefold()
    hour = int(said) if said.isdigit() else _NUMBERS.index(said) + 1
    if match["clock"]:
        return f"at {hour}"
    half = "pm" if hour < 8 else ""
    if match["plain"]:
        return f"{hour}.30{half}"
    if match["side"].casefold() == "to":
        return f"{(hour - 2) % 12 + 1}.45{half}"
    return f"{hour}.30{half}" if match["part"].casefold() == "half" else f"{hour}.15{half}"


def times_in(text: str, *, afternoon: bool = False) -> list[time]:
    """Times of day in a stretch of text: “10am”, “10.30 to 12”, “between 2 and 4”, “noon”.

    A bare number is a time only beside another or after “from”, “at” and the like. With `afternoon`, hours
    without am or pm are after noon. The midnight that ends a day reads as its last minute.
    """
    text = _as_figures(text)
    marks = list(_HOURS.finditer(text))
    read: list[tuple[re.Match[str], bool]] = []  # with whether the next one ends the same range
    for index, mark in enumerate(marks):
        following = marks[index + 1] if index + 1 < len(marks) else None
        to_next = following is not None and bool(_TO.fullmatch(text, mark.end(), following.start()))
        after_one = bool(read) and read[-1][1]
        bare = not (mark["word"] or mark["sign"] or mark["half"])
        if bare and not (to_next or after_one or _RANGE_BEFORE.search(text[max(0, mark.start() - 9) : mark.start()])):
            continue
        read.append((mark, to_next))
    found: list[time] = []
    half = ""
    for mark, to_next in reversed(read):
        half = (mark["half"] or (half if to_next else ""))[:1].casefold()
        minutes = _minutes(mark, half, afternoon=afternoon)
        if (
            found
            and to_next
            and minutes > found[-1].hour * 60 + found[-1].minute
            and minutes >= 720
            and not mark["half"]
        ):
            minutes -= 720  # “10 to 2pm”
        found.append(time(minutes // 60, minutes % 60))
        if mark["word"]:
            half = ""
    return found[::-1]


def _minutes(mark: re.Match[str], half: str, *, afternoon: bool) -> int:
    if mark["word"]:
        return 24 * 60 - 1 if mark["word"].casefold() == "midnight" else 12 * 60
    hour, minute = int(mark["hour"]), int(mark["minute"] or 0)
    if half == "a":
        hour %= 12
    elif hour < 12 and (half == "p" or afternoon or (not half and hour < 7 and mark["hour"][0] != "0")):
        hour += 12
    return hour * 60 + minute

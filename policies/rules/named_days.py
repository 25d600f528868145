"""Days that people call by a name, Boxing Day or World Book Day, and seasons of a year, read from a text."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import lru_cache

import holidays

from policies.rules.base import Span
from policies.rules.pcre import Pattern

_LONGEST_AGO = 60  # days; a day that is longer past is meant in the year to come


@lru_cache(maxsize=64)
def easter(year: int) -> date:
    """Easter Sunday of the Western churches, by the anonymous Gregorian reckoning."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def _nth(weekday: int, month: int, which: int) -> Callable[[int], date]:
    """The first, second, … such weekday of a month (Monday is 0); -1 for the last."""

    def day_of(year: int) -> date:
        if which > 0:
            first = date(year, month, 1)
            return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - weekday) % 7)

    return day_of


def _on(day: int, month: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _from_easter(days: int) -> Callable[[int], date]:
    return lambda year: easter(year) + timedelta(days=days)


@lru_cache(maxsize=16)
def _kept_in(year: int) -> tuple[tuple[date, str], ...]:
    """Days by the moon, from a calendar that has the great ones of four religions."""
    return tuple(sorted(holidays.country_holidays("SG", years=year).items()))


def _by_the_moon(name: str, days: int) -> Callable[[int], date]:
    """So many days after the day: for so long people still meet for it. The year's end where it is not known."""

    def day_of(year: int) -> date:
        kept = (day + timedelta(days=days) for day, called in _kept_in(year) if called.startswith(name))
        return next(kept, date(year, 12, 31))

    return day_of


_BREAKS_UP = r"(?:schools?|term|we|you|they|children)\s+(?:breaks?(?:\s+up)?|finish(?:es)?|ends?|closes?)\s+for"
_DAYS: dict[str, Callable[[int], date]] = {
    r"christmas\s+eve": _on(24, 12),
    r"christmas\s+day": _on(25, 12),
    rf"{_BREAKS_UP}\s+christmas": _on(24, 12),
    rf"{_BREAKS_UP}\s+easter": _from_easter(-3),
    r"boxing\s+day": _on(26, 12),
    r"new\s+year['’]?s\s+eve": _on(31, 12),
    r"new\s+year['’]?s\s+day": _on(1, 1),
    r"burns['’]?\s+night": _on(25, 1),
    r"valentine['’]?s(?:\s+day)?": _on(14, 2),
    r"st\.?\s+david['’]?s\s+day": _on(1, 3),
    r"st\.?\s+patrick['’]?s\s+day": _on(17, 3),
    r"st\.?\s+george['’]?s\s+day": _on(23, 4),
    r"st\.?\s+andrew['’]?s\s+day": _on(30, 11),
    r"(?:pancake\s+day|shrove\s+tuesday)": _from_easter(-47),
    r"ash\s+wednesday": _from_easter(-46),
    r"(?:mother['’]?s\s+day|mothering\s+sunday)": _from_easter(-21),
    r"palm\s+sunday": _from_easter(-7),
    r"maundy\s+thursday": _from_easter(-3),
    r"good\s+friday": _from_easter(-2),
    r"easter\s+saturday": _from_easter(-1),
    r"easter\s+(?:sunday|day)": _from_easter(0),
    r"easter\s+monday": _from_easter(1),
    r"world\s+book\s+day": _nth(3, 3, 1),
    r"father['’]?s\s+day": _nth(6, 6, 3),
    r"remembrance\s+sunday": _nth(6, 11, 2),
    r"(?:may\s+day|early\s+may)\s+bank\s+holiday": _nth(0, 5, 1),
    r"spring\s+bank\s+holiday": _nth(0, 5, -1),
    r"(?:august|summer)\s+bank\s+holiday": _nth(0, 8, -1),
    r"hallowe['’]?en": _on(31, 10),
    r"(?:bonfire|guy\s+fawkes|fireworks)\s+night": _on(5, 11),
    r"(?:armistice|remembrance)\s+day": _on(11, 11),
    r"april\s+fools?['’]?s?\s+day": _on(1, 4),
    r"international\s+women['’]?s\s+day": _on(8, 3),
    r"world\s+down['’]?s?\s+syndrome\s+day": _on(21, 3),
    r"world\s+autism(?:\s+(?:awareness|acceptance|understanding))?\s+day": _on(2, 4),
    r"world\s+mental\s+health\s+day": _on(10, 10),
    r"st\.?\s+piran['’]?s\s+day": _on(5, 3),
    r"st\.?\s+swithin['’]?s\s+day": _on(15, 7),
    r"(?:st\.?\s+stephen['’]?s\s+day)": _on(26, 12),
    r"st\.?\s+nicholas['’]?s?\s+day": _on(6, 12),
    r"(?:st\.?\s+lucy['’]?s|santa\s+lucia|st\.?\s+lucia['’]?s)\s+day": _on(13, 12),
    r"all\s+saints['’]?\s+day": _on(1, 11),
    r"(?:twelfth\s+night|epiphany)": _on(6, 1),
    r"hogmanay": _on(31, 12),
    r"candlemas": _on(2, 2),
    r"michaelmas\s+day": _on(29, 9),
    r"midsummer['’]?s?\s+day": _on(24, 6),
    r"ve\s+day": _on(8, 5),
    r"windrush\s+day": _on(22, 6),
    r"earth\s+day": _on(22, 4),
    r"pi\s+day": _on(14, 3),
    r"yorkshire\s+day": _on(1, 8),
    r"world\s+braille\s+day": _on(4, 1),
    r"world\s+kindness\s+day": _on(13, 11),
    r"universal\s+children['’]?s\s+day|world\s+children['’]?s\s+day": _on(20, 11),
    r"international\s+day\s+of\s+(?:persons\s+with\s+disabilities|disabled\s+people)": _on(3, 12),
    r"may\s+day(?!\s+bank)": _on(1, 5),
    r"ascension\s+day": _from_easter(39),
    r"whit\s+sunday|pentecost": _from_easter(49),
    r"whit\s+monday": _from_easter(50),
    r"safer\s+internet\s+day": _nth(1, 2, 2),
    r"red\s+nose\s+day": _nth(4, 3, 3),
    r"christmas\s+jumper\s+day": _nth(3, 12, 2),
    r"black\s+friday": _nth(4, 11, 4),
}
_EVENT = (
    r"(?:part(?:y|ies)|fairs?|fayres?|markets?|lunch|dinner|disco|carols?|concert|panto(?:mime)?|crafts?|"
    r"drop[- ]?ins?|coffee\s+morning|celebrations?|"
    r"stay\s+and\s+play|quiz|raffle|special|sing[- ]?along|social|tea|workshops?|appeal|opening\s+(?:hours|times))"
)
_DAYS |= {
    r"(?:(?<=\bby\s)|(?<=\bbefore\s))christmas(?!\s+(?:day|eve|holiday|break|term))": _on(25, 12),
    rf"(?:diwali|deepavali)\s+(?:\w+\s+)?{_EVENT}": _by_the_moon("Diwali", 7),
    rf"eid\s+(?:al|ul)[- ]?fitr\s+(?:\w+\s+)?{_EVENT}": _by_the_moon("Eid al-Fitr", 7),
    rf"eid\s+(?:al|ul)[- ]?adha\s+(?:\w+\s+)?{_EVENT}": _by_the_moon("Eid al-Adha", 7),
    rf"(?:chinese|lunar)\s+new\s+year\s+(?:\w+\s+)?{_EVENT}": _by_the_moon("Chinese New Year", 15),
    rf"(?:christmas|festive)\s+(?:\w+\s+)?{_EVENT}\b(?!\s+(?:week|card))": _on(31, 12),
}
_EACH = tuple((re.compile(rf"{name}\b", re.I), day_of) for name, day_of in _DAYS.items())
_NAMED = Pattern(rf"\b(?:{'|'.join(_DAYS)})\b", re.I)
_YEAR_AFTER = re.compile(r",?\s+(20\d\d)\b")
_SEASON_ENDS = {"spring": (5, 31), "summer": (8, 31), "autumn": (12, 31), "easter": (4, 30), "christmas": (12, 31)}
_SEASON = Pattern(
    r"\b(spring|summer|autumn|easter|christmas)(?:\s+(?:term|programme|holidays?|half[- ]term))?,?\s+(20\d\d)\b", re.I
)


def named_days(text: str, near: date) -> Iterator[tuple[Span, date]]:
    """Named days with their date: in the year that is written, or the nearest that is not long past."""
    for match in _NAMED.finditer(text):
        day_of = next(day_of for name, day_of in _EACH if name.match(text, match.start()))
        year = _YEAR_AFTER.match(text, match.end())
        if year:
            yield (match.start(), year.end()), day_of(int(year[1]))
            continue
        every = [day_of(near.year + shift) for shift in (-1, 0, 1)]
        first = near - timedelta(days=_LONGEST_AGO)
        yield match.span(), min(day for day in every if day >= first)


def seasons(text: str) -> Iterator[tuple[Span, date]]:
    """“Summer 2026” with its last day."""
    for match in _SEASON.finditer(text):
        month, day = _SEASON_ENDS[match[1].casefold()]
        yield match.span(), date(int(match[2]), month, day)


_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
_PLANNED = (
    r"(?:workshops?|sessions?|drop[- ]?ins?|courses?|webinars?|events?|meetings?|dates|programme|clubs?|"
    r"surger(?:y|ies)|clinics?|coffee\s+mornings?|half[- ]term|groups?|training|fairs?|trips?|tickets?|places?|"
    r"slots?|appointments?)"
)
_MONTH_ALONE = Pattern(
    rf"\b(?:(?i:in|during|throughout|all\s+through)\s+(?P<a>{'|'.join(_MONTHS)})\b(?!\s+\d|['’])|"
    rf"(?i:end\s+of)\s+(?P<b>{'|'.join(_MONTHS)})\b(?!\s+\d)|"
    rf"(?i:our|the|this|these)\s+(?P<c>{'|'.join(_MONTHS)})(?:['’]s)?\s+(?:\w+\s+)?{_PLANNED}\b)"
)
_MONTHS_AGO = 4  # that a month may be over; one that is longer past is meant in the year to come


def bare_months(text: str, near: date) -> Iterator[tuple[Span, date]]:
    """“Our November workshops”, “by the end of November”: a month by itself, with its last day."""
    for match in _MONTH_ALONE.finditer(text):
        month = _MONTHS.index(match[match.lastgroup or "a"]) + 1
        ago = (near.month - month) % 12
        if 1 <= ago <= _MONTHS_AGO:
            first_after = date(near.year - (month + ago > 12) + month // 12, month % 12 + 1, 1)
            yield match.span(match.lastgroup or "a"), first_after - timedelta(days=1)

"""Days that come back, by RFC 5545 rules without times: which days a rule means, and the rule in words.

A rule names days of the calendar, never hours, so the clock changes do not touch it; whoever uses it puts the wall
clock time to each day. Only what staff can say in a form is taken: every so many days, weeks, months or years, on
weekdays, on the nth weekday or on days of the month. An end is a date beside the rule.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateutil import rrule

DAILY, WEEKLY, MONTHLY, YEARLY = "DAILY", "WEEKLY", "MONTHLY", "YEARLY"
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LAST = -1
MOST_INTERVAL = 52
MOST_YEARS = 12
"""The longest span of days that is reckoned at once."""

_UNITS = {DAILY: "day", WEEKLY: "week", MONTHLY: "month", YEARLY: "year"}
_FREQUENCIES = {DAILY: rrule.DAILY, WEEKLY: rrule.WEEKLY, MONTHLY: rrule.MONTHLY, YEARLY: rrule.YEARLY}
_PARTS = ("FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "WKST")
_HOW_OFTEN = "Choose days, weeks, months or years; nothing comes back more often than once a day."
_DAY = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", LAST: "last"}


class RuleRefused(ValueError):
    """A rule that cannot be taken; the text is a sentence for the person."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule as plain values. `weekdays` are (nth, weekday): nth is 0 for every one, -1 for the last of the month."""

    frequency: str
    interval: int = 1
    weekdays: tuple[tuple[int, int], ...] = ()
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()


def days(rule: str, starts_on: dt.date, between: tuple[dt.date, dt.date]) -> list[dt.date]:
    """The days that the rule means from its start on, both ends of `between` included, each once, in order.

    A day that a month does not have (the 31st of June) is left out, not moved. Raises RuleRefused.
    """
    first, last = between
    if last < first or last < starts_on:
        return []
    if last.year - first.year > MOST_YEARS:
        raise RuleRefused(f"Choose at most {MOST_YEARS} years at once.")
    said = read(rule)
    weekdays = [rrule.weekday(day, nth or None) for nth, day in said.weekdays]
    found = rrule.rrule(
        _FREQUENCIES[said.frequency],
        dtstart=dt.datetime.combine(starts_on, dt.time.min),
        until=dt.datetime.combine(last, dt.time.min),
        interval=said.interval,
        byweekday=weekdays or None,
        bymonthday=said.month_days or None,
        bymonth=said.months or None,
        wkst=rrule.MO,
    )
    return [moment.date() for moment in found if moment.date() >= first]


def make_rule(
    frequency: str,
    *,
    interval: int = 1,
    weekdays: Sequence[int] = (),
    nth: int = 0,
    month_days: Sequence[int] = (),
    months: Sequence[int] = (),
) -> str:
    """The rule as it is kept: `make_rule(MONTHLY, weekdays=[1], nth=LAST)` is "FREQ=MONTHLY;BYDAY=-1TU".

    Weekdays count from Monday, 0. Raises RuleRefused.
    """
    parts = [f"FREQ={frequency}"]
    if interval != 1:
        parts.append(f"INTERVAL={interval}")
    if weekdays:
        if not all(0 <= day <= 6 for day in weekdays):
            raise RuleRefused("Choose days of the week.")
        parts.append("BYDAY=" + ",".join(f"{nth or ''}{WEEKDAYS[day]}" for day in sorted(set(weekdays))))
    if month_days:
        parts.append("BYMONTHDAY=" + ",".join(str(day) for day in sorted(set(month_days))))
    if months:
        parts.append("BYMONTH=" + ",".join(str(month) for month in sorted(set(months))))
    rule = ";".join(parts)
    read(rule)
    return rule


def read(rule: str) -> Rule:
    """The rule as plain values. Raises RuleRefused for whatever staff could not have said in a form."""
    if len(rule) > 200:
        raise RuleRefused("This rule is too long to be one. Choose how often it comes back.")
    parts: dict[str, str] = {}
    for part in rule.strip().upper().removeprefix("RRULE:").split(";"):
        name, _, value = part.partition("=")
        if name in ("COUNT", "UNTIL"):
            raise RuleRefused("Give the end as a date of its own, not inside the rule.")
        if name not in _PARTS or not value or name in parts:
            raise RuleRefused(
                "Choose days, weeks, months or years; nothing that comes back more often than once a day."
            )
        parts[name] = value
    frequency = parts.get("FREQ", "")
    if frequency not in _UNITS:
        raise RuleRefused(_HOW_OFTEN)
    said = Rule(
        frequency=frequency,
        interval=_number(parts.get("INTERVAL", "1"), 1, MOST_INTERVAL, f"Choose every 1 to {MOST_INTERVAL}."),
        weekdays=_weekdays(parts.get("BYDAY", "")),
        month_days=_numbers(parts.get("BYMONTHDAY", ""), 1, 31, "Choose a day of the month from 1 to 31, or the last."),
        months=_numbers(parts.get("BYMONTH", ""), 1, 12, "Choose months from 1 to 12."),
    )
    _refuse_what_does_not_fit(said)
    return said


def in_words(rule: str, starts_on: dt.date | None = None) -> str:
    """ "every Tuesday", "every 2 weeks on Monday and Thursday", "the last Friday of every month".

    What the rule leaves to its start (a weekly one without weekdays) is said when the start is given.
    """
    said = read(rule)
    often = (
        f"every {_UNITS[said.frequency]}" if said.interval == 1 else f"every {said.interval} {_UNITS[said.frequency]}s"
    )
    if said.frequency == DAILY:
        return often
    if said.frequency == WEEKLY:
        return _weekly(said, often, starts_on)
    days_said = _days_of_month(said, starts_on)
    if said.frequency == MONTHLY:
        return f"{days_said} of {often}" if days_said else often
    month = _listed([f"{dt.date(2000, number, 1):%B}" for number in said.months])
    if not month and starts_on:
        month = f"{starts_on:%B}"
    of_month = f"{days_said} of {month}" if days_said and month else days_said or month
    return f"{often}, on {of_month}" if of_month else often


def _weekly(said: Rule, often: str, starts_on: dt.date | None) -> str:
    names = [WEEKDAY_NAMES[day] for _, day in said.weekdays]
    if not names and starts_on:
        names = [WEEKDAY_NAMES[starts_on.weekday()]]
    if len(names) == 7 and said.interval == 1:
        return "every day"
    if said.interval == 1 and names == list(WEEKDAY_NAMES[:5]):
        return "every Monday to Friday"
    if said.interval == 1 and names:
        return f"every {_listed(names)}"
    return f"{often} on {_listed(names)}" if names else often


def _days_of_month(said: Rule, starts_on: dt.date | None) -> str:
    if said.weekdays:
        return _listed([f"the {_ORDINALS[nth]} {WEEKDAY_NAMES[day]}" for nth, day in said.weekdays])
    numbers = said.month_days or ((starts_on.day,) if starts_on else ())
    return _listed(["the last day" if number == LAST else f"the {_ordinal(number)}" for number in numbers])


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def _refuse_what_does_not_fit(said: Rule) -> None:
    with_nth = [nth for nth, _ in said.weekdays if nth]
    if said.frequency in (DAILY, WEEKLY) and (with_nth or said.month_days or said.months):
        raise RuleRefused("Choose months or years to say which week or day of a month it is.")
    if said.frequency == DAILY and said.weekdays:
        raise RuleRefused("Choose weeks to say on which days of the week it is.")
    if said.frequency in (MONTHLY, YEARLY):
        if len(with_nth) != len(said.weekdays):
            raise RuleRefused("Say which one of the month it is: the first Tuesday, the last Friday.")
        if said.weekdays and said.month_days:
            raise RuleRefused("Choose either a weekday or a day of the month, not both.")
        if said.frequency == MONTHLY and said.months:
            raise RuleRefused("Choose years to say in which months it is.")
        if said.frequency == YEARLY and (said.weekdays or said.month_days) and not said.months:
            raise RuleRefused("Choose the month of the year.")
    if (
        said.months
        and said.month_days
        and not any(_can_be(month, day) for month in said.months for day in said.month_days)
    ):
        raise RuleRefused("No month that you chose has this day. Choose another day or month.")


def _can_be(month: int, day: int) -> bool:
    return day <= {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}.get(month, 31)


def _weekdays(text: str) -> tuple[tuple[int, int], ...]:
    if not text:
        return ()
    found = [_DAY.fullmatch(one) for one in text.split(",")]
    if not all(found):
        raise RuleRefused("Choose days of the week.")
    said = {(int(one[1] or 0), WEEKDAYS.index(one[2])) for one in found if one}
    if any(nth < LAST for nth, _ in said):
        raise RuleRefused("Choose the first to the fifth of the month, or the last.")
    return tuple(sorted(said, key=lambda one: (one[0] if one[0] > 0 else 9, one[1]) if one[0] else one))


def _numbers(text: str, least: int, most: int, sentence: str) -> tuple[int, ...]:
    if not text:
        return ()
    said = {LAST if one == "-1" and most == 31 else _number(one, least, most, sentence) for one in text.split(",")}
    return tuple(sorted(said, key=lambda number: number if number > 0 else most + 1))


def _number(text: str, least: int, most: int, sentence: str) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > 3 or not least <= int(text) <= most:
        raise RuleRefused(sentence)
    return int(text)

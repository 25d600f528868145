"""Lengths of time and comments' kinds in the words that pages use, pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from zoneinfo import ZoneInfo

from moderation.classify.labels import CATEGORY_LABELS, FLAG_LABELS, Category, Flag

NAMES_ITSELF = (Flag.IMMEDIATE_DANGER, Flag.SAFEGUARDING, Flag.THREAT_OR_HATE, Flag.STATUTORY_REQUEST, Flag.SPAM)
"""Flags that say more of a comment than its class does."""


def length(span: dt.timedelta) -> str:
    """ "47 min", "2 h 5 min", "3 days"; rounded down. clock.js writes it the same way."""
    minutes = max(0, int(span.total_seconds() // 60))
    if minutes < 60:
        return f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    if hours < 48:
        return f"{hours} h {rest} min" if rest else f"{hours} h"
    return f"{hours // 24} days"


def spelled(span: dt.timedelta) -> str:
    """ "13 minutes"; from two hours on as `length` has it."""
    minutes = max(0, int(span.total_seconds() // 60))
    if minutes >= 120:
        return length(span)
    return "1 minute" if minutes == 1 else f"{minutes} minutes"


def sure(confidence: float) -> int:
    """How many times in 100 the machine expects to be right; never all of them."""
    return min(99, round(100 * confidence))


def moment(at: dt.datetime, now: dt.datetime, zone: ZoneInfo) -> str:
    """ "today, 16:20" or "Tue 1 Dec, 17:00"; with the year when it is another one."""
    local, today = at.astimezone(zone), now.astimezone(zone)
    if local.date() == today.date():
        return f"today, {local:%H:%M}"
    year = f" {local.year}" if local.year != today.year else ""
    return f"{local:%a} {local.day} {local:%b}{year}, {local:%H:%M}"


def day(on: dt.date) -> str:
    """ "Wed 30 Dec"."""
    return f"{on:%a} {on.day} {on:%b}"


def is_abusive(category: str, flags: Collection[str]) -> bool:
    """Whether its words hurt whoever reads them: provocation, threat or hate. Advertising does not."""
    return Flag.THREAT_OR_HATE in flags or (category == Category.TROLL and Flag.SPAM not in flags)


def kind(category: str, flags: Collection[str], *, is_public: bool) -> str:
    """What a comment is, in a line of the queue."""
    for flag in NAMES_ITSELF:
        if flag in flags:
            return FLAG_LABELS[flag]
    if not category:
        return "Not sorted"
    label = CATEGORY_LABELS[Category(category)]
    return f"{label}, {'public' if is_public else 'direct'}" if category == Category.CASE_REQUEST else label


def title(category: str, flags: Collection[str], *, is_public: bool) -> str:
    """What a comment is, as the heading of its page."""
    if Flag.IMMEDIATE_DANGER in flags:
        return "Immediate danger to a child"
    if Flag.SAFEGUARDING in flags:
        return "A worry about a child’s safety"
    where = "in public" if is_public else "in a direct message"
    troll = "Advertising" if Flag.SPAM in flags else "Provocation"
    names = {"": "Comment", "case_request": "Case request", "troll": troll, "general": "General comment"}
    name = names.get(category) or CATEGORY_LABELS[Category(category)]
    return f"{name} {where}" + ("" if category else ", not sorted yet")

"""The short form's answers, and the sentences that they become in the starter text. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import dedent

from accounts.models import Service

BLANK = re.compile(r"\{([a-z]+)\}")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
USUAL_MONTHS = 12


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What a service says about itself; an empty answer leaves its sentence out."""

    name: str
    host: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    networks: tuple[str, ...] = ()
    approvers: tuple[str, ...] = ()
    months: int = USUAL_MONTHS
    posts_a_week: int | None = None
    hours: str = "on working days"


def answers_of(service: Service, **more: object) -> Answers:
    """What the service's row says already."""
    known = {
        "name": service.name,
        "host": service.host,
        "phone": service.phone,
        "email": service.email,
        "website": service.website,
        "hours": hours_in_words(service.open_weekdays, service.opens_at, service.closes_at),
    }
    return Answers(**{**known, **more})


def sentences(answers: Answers) -> dict[str, str]:
    """What stands in each blank; "" drops a blank that stands alone."""
    a = answers
    return {
        "name": plain(a.name),
        "host": _host(a),
        "networks": f"Our channels are on {listed(a.networks)}. What holds for one holds for all."
        if a.networks
        else "",
        "contact": f": {_ways(a)}" if _ways(a) else "",
        "reach": _reach(a),
        "posts": (
            f"We aim at {a.posts_a_week} post{'' if a.posts_a_week == 1 else 's'} a week: enough to be found, not so "
            "many that what matters is missed."
            if a.posts_a_week
            else ""
        ),
        "approvers": f"As this is written, posts are approved by {listed(map(plain, a.approvers))}."
        if a.approvers
        else "",
        "hours": a.hours,
        "cycle": f"The whole policy is looked at again every {_months(a.months)}, and sooner when the law changes.",
    }


def _host(a: Answers) -> str:
    if not a.host:
        return ""
    return (
        f"{plain(a.host)} hosts our service and pays for it, but it does not decide what we say to families. Its own "
        "rules for staff hold beside this policy."
    )


def _ways(a: Answers) -> str:
    """Phone, e-mail and website as one reads them out."""
    ways = [f"by phone on {plain(a.phone)}"] if a.phone else []
    ways += [f"by e-mail at {plain(a.email)}"] if a.email else []
    ways += [f"at {plain(a.website)}"] if a.website else []
    return listed(ways)


def _reach(a: Answers) -> str:
    ways = [f"call us on {plain(a.phone)}"] if a.phone else []
    ways += [f"write to {plain(a.email)}"] if a.email else []
    return " or ".join(ways) or "call us or write to us: the details are in our profile"


def fill(body: str, answers: Answers) -> str:
    """A part's text with its blanks filled; a line that is only an empty blank goes, with its bullet."""
    said = sentences(answers)
    lines = []
    for line in body.split("\n"):
        alone = BLANK.fullmatch(line.strip().removeprefix("- "))
        if alone and not said[alone[1]]:
            continue
        lines.append(BLANK.sub(lambda blank: said.get(blank[1], blank[0]), line))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def unwrapped(body: str) -> str:
    """The Markdown with each paragraph and each point of a list on one line, as a person would type it."""
    joined = re.sub(r"(?<=\S)\n(?:> |  )?(?=[^\s>-])", " ", dedent(body).strip())
    return joined.replace("'", "’")


def plain(text: str) -> str:
    """Words of a person, so that Markdown takes none of their signs for its own."""
    return re.sub(r"([*\[\]<`\\])", r"\\\1", " ".join(text.split()))


def listed(words: Iterable[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    *before, last = list(words) or [""]
    return f"{', '.join(before)} and {last}" if before else last


def hours_in_words(open_weekdays: str, opens_at: dt.time, closes_at: dt.time) -> str:
    """ "Monday to Friday, 09:00 to 17:00", as it stands in a sentence."""
    return f"{_weekdays(sorted({int(day) for day in open_weekdays}))}, {opens_at:%H:%M} to {closes_at:%H:%M}"


def _weekdays(days: Sequence[int]) -> str:
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return f"{WEEKDAYS[days[0]]} to {WEEKDAYS[days[-1]]}"
    return listed(WEEKDAYS[day] for day in days)


def _months(count: int) -> str:
    years = {12: "year", 24: "two years", 36: "three years"}
    return years.get(count, "month" if count == 1 else f"{count} months")

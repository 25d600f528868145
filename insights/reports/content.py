"""What a report says, as plain values: what is wrong now, then each figure beside the period before.

Everything in it is as a viewer sees it: no name, no text of anybody.
"""

from __future__ import annotations

import datetime as dt
from typing import TypedDict

from accounts.models import Service
from insights import mending
from insights.addresses import address
from insights.compliance.counting import Figure, percentile, share
from insights.reports.periods import Period
from insights.spans import Span
from insights.summaries import source
from insights.times import length
from policies.services import parameters_in_force


class Wrong(TypedDict):
    """One thing that is wrong; `path` leads to what mends it."""

    what: str
    stop: bool
    label: str
    path: str


class FigureTold(TypedDict):
    """A figure; `now` and `was` are [as it should be, all], None where it is no share or nobody knows."""

    key: str
    name: str
    counted: str
    path: str
    value: str
    before: str
    says: str
    kind: str  # better, worse or nothing
    now: list[int] | None
    was: list[int] | None


class Area(TypedDict):
    key: str
    name: str
    figures: list[FigureTold]


class Content(TypedDict):
    wrong: list[Wrong]
    areas: list[Area]


def gathered(service: Service, about: Period, now: dt.datetime) -> Content:
    """Count the report of a week or a month. Only reads."""
    return {"wrong": _wrong(service, now), "areas": _areas(service, about, now)}


def _wrong(service: Service, now: dt.datetime) -> list[Wrong]:
    return [
        {
            "what": one["what"],
            "stop": bool(one.get("stop")),
            "label": one.get("label", ""),
            "path": one.get("url", ""),
        }
        for one in mending.wrong_now(service, now)
    ]


def _areas(service: Service, about: Period, now: dt.datetime) -> list[Area]:
    this = Span(service, about.start(service), about.end(service))
    last = Span(service, about.before.start(service), about.before.end(service))
    told: list[Area] = []
    for area in source.areas():
        figures = []
        for figure in area.figures:
            if figure.key == "exposure":
                figures += _exposure(figure, this, last, now)
            else:
                was = None if figure.key in source.AS_OF_NOW else share(figure.rows(last, now))
                figures.append(_told(figure, this, share(figure.rows(this, now)), was))
        told.append({"key": area.key, "name": area.name, "figures": figures})
    return told


def _exposure(figure: Figure, this: Span, last: Span, now: dt.datetime) -> list[FigureTold]:
    """The median and the 90th percentile beside the policy's limit."""
    limit = parameters_in_force(this.service).hidden_within_minutes_p1 * 60
    stood, stood_before = source.exposed_seconds(this, now), source.exposed_seconds(last, now)
    told: list[FigureTold] = []
    for part, name in ((0.5, "median"), (0.9, "9 in 10 were hidden within")):
        value, was = percentile(stood, part), percentile(stood_before, part)
        says, kind = "", ""
        if value is not None and value > limit:
            says, kind = f"{length(value - limit)} over the policy’s {length(limit)}", "worse"
        elif value is not None:
            says = f"the policy gives {length(limit)}"
        told.append(
            {
                "key": f"{figure.key}-{part}",
                "name": f"{figure.name}, {name}",
                "counted": figure.counted,
                "path": _path(figure, this),
                "value": "none" if value is None else length(value),
                "before": "none" if was is None else length(was),
                "says": says,
                "kind": kind,
                "now": [sum(one <= limit for one in stood), len(stood)],
                "was": [sum(one <= limit for one in stood_before), len(stood_before)],
            }
        )
    return told


def _path(figure: Figure, this: Span) -> str:
    return address("insights:figure", this.service, figure.key) + f"?month={this.start:%Y-%m}"


def _told(figure: Figure, this: Span, now: tuple[int, int], was: tuple[int, int] | None) -> FigureTold:
    is_count = figure.key in source.COUNTS
    says, kind = _compared(now, was, is_count=is_count)
    return {
        "key": figure.key,
        "name": figure.name,
        "counted": figure.counted,
        "path": _path(figure, this),
        "value": str(now[1]) if is_count else _of(now),
        "before": "" if was is None else str(was[1]) if is_count else _of(was),
        "says": says,
        "kind": kind,
        "now": list(now),
        "was": None if was is None else list(was),
    }


def _of(counted: tuple[int, int]) -> str:
    good, total = counted
    return f"{good:,} of {total:,}" if total else "none"


def _compared(now: tuple[int, int], was: tuple[int, int] | None, *, is_count: bool) -> tuple[str, str]:
    """How it stands beside the period before, in words; and whether that is better or worse."""
    if was is None:
        left = now[1] - now[0]
        return (f"{left} not as it should be", "worse") if left else ("", "")
    if is_count:
        more = now[1] - was[1]
        return (
            (f"{abs(more)} more", "worse") if more > 0 else (f"{-more} fewer", "better") if more else ("as before", "")
        )
    if not now[1] or not was[1]:
        return "", ""
    change = now[0] / now[1] - was[0] / was[1]
    if not change:
        return "as before", ""
    return ("better", "better") if change > 0 else ("worse", "worse")

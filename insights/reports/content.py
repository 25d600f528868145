"""What a report says, as plain values: what is wrong now, then each figure beside the period before.

Everything in it is as a viewer sees it: no name, no text of anybody.
"""

from __future__ import annotations

import datetime as dt
from typing import TypedDict

from accounts.models import Service
from insights import mending
from insights.compliance import areas
from insights.compliance.counting import Figure, Share, percentile
from insights.compliance.page import Counts, link, shown
from insights.reports.periods import Period
from insights.times import length


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


PARTS = (("median", 0.5), ("9 in 10 within", 0.9))


def gathered(service: Service, about: Period, now: dt.datetime) -> Content:
    """Count the report of a week, a month or a quarter. Only reads."""
    counts = Counts(about.span(service), now)
    return {"wrong": _wrong(service, now), "areas": [_area(area, counts) for area in areas.AREAS]}


def _area(area: areas.Area, counts: Counts) -> Area:
    told = [one for figure in area.figures for one in _told(figure, counts)]
    return {"key": area.key, "name": area.name, "figures": told}


def _wrong(service: Service, now: dt.datetime) -> list[Wrong]:
    return [
        {
            "what": one.get("plain", one["what"]),
            "stop": bool(one.get("stop")),
            "label": one.get("label", ""),
            "path": one.get("url", ""),
        }
        for one in mending.wrong_now(service, now)
    ]


def _told(figure: Figure, counts: Counts) -> list[FigureTold]:
    """One line a figure; two where it is a length of time."""
    if figure.limit is not None:
        return _lengths(figure, counts)
    now, was = counts.shares(figure)
    says, kind = _compared(figure, now, was)
    return [
        {
            "key": figure.key,
            "name": figure.name,
            "counted": figure.counted,
            "path": link(figure, counts.span),
            "value": shown(figure, now),
            "before": "" if was is None else shown(figure, was),
            "says": says,
            "kind": kind,
            "now": list(now),
            "was": None if was is None else list(was),
        }
    ]


def _compared(figure: Figure, now: Share, was: Share | None) -> tuple[str, str]:
    """How it stands beside the period before, in words; and whether that is better or worse."""
    if (was is None or figure.must_be_all) and (left := figure.says_left(now)):
        return left, "worse"
    if was is None:
        return "", ""
    if figure.is_count:
        more = now[1] - was[1]
        if not more:
            return "as before", ""
        words = f"{more:,} more" if more > 0 else f"{-more:,} fewer"
        return words, "" if figure.is_plain else "worse" if more > 0 else "better"
    if not now[1] or not was[1]:
        return "", ""
    change = now[0] / now[1] - was[0] / was[1]
    if not change:
        return "as before", ""
    return ("better", "better") if change > 0 else ("worse", "worse")


def _lengths(figure: Figure, counts: Counts) -> list[FigureTold]:
    """The median and the 90th percentile beside the policy's limit."""
    took, took_before, limit = counts.lengths(figure)
    told: list[FigureTold] = []
    for name, part in PARTS:
        value, was = percentile(took, part), percentile(took_before, part)
        says, kind = "", ""
        if value is not None and value > limit:
            says, kind = f"{length(value - limit)} over the policy’s {length(limit)}", "worse"
        elif value is not None:
            says = f"the policy gives {length(limit)}"
        told.append(
            {
                "key": f"{figure.key}-{name}",
                "name": f"{figure.name}, {name}",
                "counted": figure.counted,
                "path": link(figure, counts.span),
                "value": "none" if value is None else length(value),
                "before": "none" if was is None else length(was),
                "says": says,
                "kind": kind,
                "now": [sum(one <= limit for one in took), len(took)],
                "was": [sum(one <= limit for one in took_before), len(took_before)],
            }
        )
    return told

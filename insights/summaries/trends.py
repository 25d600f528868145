"""The months behind, as small charts from the counts that are made ahead."""

from __future__ import annotations

from collections.abc import Sequence

from accounts.models import Service
from insights.charts import Chart, Line
from insights.models import ServiceMonth
from insights.times import length
from moderation.classify.labels import LABELS, Category

UNKNOWN = "–"


def trend(service: Service, rows: Sequence[ServiceMonth]) -> list[Chart]:
    """Of these months, the newest last; none before anything was counted. The newest may be half over."""
    if not rows:
        return []
    note = f"by month, as of {service.local(rows[-1].counted_at):%a %-d %b, %H:%M}"
    return [
        _exposure(rows, note),
        _classes(rows, note),
        _share(rows, note, "in-time", "Comments handled in time"),
        _share(rows, note, "approved", "Posts approved by somebody else"),
    ]


def _exposure(rows: Sequence[ServiceMonth], note: str) -> Chart:
    lines = [
        Line(
            f"{row.month:%b %Y}",
            [_minutes(row, "exposure-median"), _minutes(row, "exposure-p90")],
            [_length(row, "exposure-median"), _length(row, "exposure-p90")],
        )
        for row in rows
    ]
    limit = _minutes(rows[-1], "exposure-limit")
    return Chart(
        key="trend-exposure",
        title="Exposure of public case requests",
        says=_exposure_says(lines, limit),
        kind="line",
        heads=("Month", "Median, minutes", "9 in 10 within, minutes"),
        rows=lines,
        limit=("the policy’s limit", limit) if limit else None,
        note=note,
        small=True,
    )


def _exposure_says(lines: Sequence[Line], limit: float | None) -> str:
    known = [line for line in lines if line.values[1] is not None]
    if not known:
        return "No case request stood in public in these months."
    if not limit:
        return f"In {known[-1].label} nine in ten were hidden within {known[-1].shown[1]}."
    over = sum((line.values[1] or 0) > limit for line in known)
    return (
        f"In {known[-1].label} nine in ten were hidden within {known[-1].shown[1]}; the limit of {length(limit * 60)} "
        f"was passed in {over} of {len(known)} months."
    )


def _classes(rows: Sequence[ServiceMonth], note: str) -> Chart:
    lines = [Line(f"{row.month:%b %Y}", [_last(row, f"comments:{one}") for one in Category]) for row in rows]
    newest = sum(value or 0 for value in lines[-1].values)
    most = max(lines, key=lambda line: sum(value or 0 for value in line.values))
    return Chart(
        key="trend-classes",
        title="What people wrote, by month",
        says=f"{newest:,.0f} comments in {lines[-1].label}; most were in {most.label}, "
        f"{sum(value or 0 for value in most.values):,.0f}.",
        kind="stacked",
        heads=("Month", *(LABELS[one] for one in Category)),
        rows=lines,
        note=note,
        small=True,
    )


def _share(rows: Sequence[ServiceMonth], note: str, key: str, title: str) -> Chart:
    lines = [Line(f"{row.month:%b %Y}", [_percent(row, key)], [_of(row, key)]) for row in rows]
    known = [(line, line.values[0]) for line in lines if line.values[0] is not None]
    full = sum(value == 100 for _, value in known)
    says = "There was nothing to count in these months."
    if known:
        says = f"In {known[-1][0].label} {known[-1][0].shown[0]}; all of them in {full} of {len(known)} months."
    return Chart(
        key=f"trend-{key}",
        title=title,
        says=says,
        kind="line",
        heads=("Month", "Per cent"),
        rows=lines,
        note=note,
        small=True,
    )


def _last(row: ServiceMonth, key: str) -> float | None:
    found = row.counts.get(key)
    return found[-1] if found else None


def _minutes(row: ServiceMonth, key: str) -> float | None:
    seconds = _last(row, key)
    return None if seconds is None else round(seconds / 60, 1)


def _length(row: ServiceMonth, key: str) -> str:
    seconds = _last(row, key)
    return UNKNOWN if seconds is None else length(seconds)


def _percent(row: ServiceMonth, key: str) -> float | None:
    good, total = row.counts.get(key) or (0, 0)
    return round(100 * good / total, 1) if total else None


def _of(row: ServiceMonth, key: str) -> str:
    good, total = row.counts.get(key) or (0, 0)
    return f"{good:,} of {total:,}" if total else UNKNOWN

"""The charts of the compliance pages: weeks of the span, each with the table below it."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence

from insights.addresses import rows_of
from insights.charts import Chart, Line
from insights.compliance.areas import FIGURES, Area
from insights.compliance.counting import Counted, percentile
from insights.compliance.page import Counts
from insights.spans import OfDays, Span
from insights.times import length

WEEK = dt.timedelta(days=7)
FEWEST_WEEKS, MOST_WEEKS = 8, 53


def weeks(span: OfDays, now: dt.datetime) -> list[dt.date]:
    """The Mondays of the weeks that a chart shows: those of the span up to now, eight at least."""
    last = min(span.last, span.service.today(now))
    last -= dt.timedelta(days=last.weekday())
    first = span.first - dt.timedelta(days=span.first.weekday())
    number = min(max((last - first) // WEEK + 1, FEWEST_WEEKS), MOST_WEEKS)
    return [last - back * WEEK for back in reversed(range(number))]


def of_page(counts: Counts) -> list[Chart]:
    """Beside each other on the first page."""
    return [exposure(counts), classes(counts)]


def of_area(area: Area, counts: Counts) -> list[Chart]:
    found = {
        "approvals": lambda: [by_week(counts, "approved", ("by somebody else", "not"))],
        "publishing": lambda: [by_week(counts, "on-time", ("on time", "late or not out"))],
        "comments": lambda: [
            exposure(counts),
            classes(counts),
            by_week(counts, "in-time", ("in time", "late")),
        ],
    }
    return found[area.key]() if area.key in found else []


def exposure(counts: Counts) -> Chart:
    """The median and the 90th percentile of each week, with the policy's limit."""
    mondays = weeks(counts.span, counts.now)
    figure = FIGURES["exposure"]
    starts = [counts.span.service.midnight(monday) for monday in [*mondays, mondays[-1] + WEEK]]
    seconds = counts.seconds(figure, starts[0], starts[-1])
    limit = counts.limits.hidden_within_minutes_p1
    weeks_of: list[list[float]] = [[] for _ in starts]  # the last takes what lies before and after them
    for at, value in seconds:
        weeks_of[bisect_right(starts, at) - 1].append(value)
    rows = [_week_of_exposure(monday, stood) for monday, stood in zip(mondays, weeks_of, strict=False)]
    known = [row for row in rows if row.values[1] is not None]
    over = sum((row.values[1] or 0) > limit for row in known)
    says = "No case request stood in public in these weeks."
    if known:
        says = f"The limit of {limit} min was passed by one in ten or more in {over} of {len(known)} weeks."
    return Chart(
        key="exposure",
        title="Exposure by week",
        says=says,
        kind="line",
        heads=("Week from", "Median", "9 in 10 within (p90)"),
        rows=rows,
        limit=("the policy’s limit", limit),
        note="Minutes from posted to hidden",
    )


def _week_of_exposure(monday: dt.date, stood: Sequence[float]) -> Line:
    values = [percentile(stood, part) for part in (0.5, 0.9)]
    return Line(
        f"{monday:%a %-d %b}",
        [None if value is None else round(value / 60, 1) for value in values],
        ["–" if value is None else length(value) for value in values],
    )


def classes(counts: Counts) -> Chart:
    """What people wrote, by the class that holds now: in time, too late, or neither yet."""
    classes = sorted(counts.comments.lines, key=lambda one: -one.number)
    total = sum(one.number for one in classes)
    each = ", ".join(f"{one.name.lower()} {one.number:,}" for one in classes)
    return Chart(
        key="classes",
        title="What people wrote",
        says=f"{total:,} in all: {each}." if total else "No comment came in this time.",
        kind="parts",
        heads=("Class", "In time", "Too late", "Clock still runs"),
        rows=[
            Line(
                one.name,
                [one.in_time, one.ended - one.in_time, one.running],
                url=rows_of("in-time", counts.span, **{"class": one.key}) if one.ended else "",
            )
            for one in classes
        ],
        note="Comments received, by the class that holds now",
    )


def by_week(counts: Counts, key: str, names: tuple[str, str]) -> Chart:
    """A figure's share, week by week."""
    figure, span = FIGURES[key], counts.span
    mondays = weeks(span, counts.now)
    start, end = span.service.midnight(mondays[0]), span.service.midnight(mondays[-1] + WEEK)
    rows = figure.rows(Span(span.service, start, end), counts.now)
    found = rows.by_week(span.service.zone) if isinstance(rows, Counted) else {}
    lines = []
    for monday in mondays:
        good, total = found.get(monday, (0, 0))
        lines.append(Line(f"{monday:%a %-d %b}", [good, total - good]))
    good, total = (sum(one[n] for one in found.values()) for n in (0, 1))
    return Chart(
        key=key,
        title=f"{figure.name}, by week",
        says=f"{good:,} of {total:,} in {len(mondays)} weeks." if total else "Nothing to count in these weeks.",
        kind="stacked",
        heads=("Week from", names[0].capitalize(), names[1].capitalize()),
        rows=lines,
    )

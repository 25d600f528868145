"""The tables of the compliance pages, as components/data_table.html takes them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from insights.addresses import rows_of
from insights.compliance import approvals, checks
from insights.compliance.areas import Area
from insights.compliance.counting import NAMES_PEOPLE, Part, Row
from insights.compliance.page import Line
from insights.compliance.seeing import Reader
from insights.spans import OfDays

Table = dict[str, Any]
GOOD = {"text": "As it should be", "state": "approved"}
LOOK = {"text": "Look at it", "state": "missing"}


def of_rows(rows: Iterable[Row], reader: Reader) -> list[list[dict[str, Any]]]:
    """The rows behind a figure, as this person sees them."""
    return [
        [{"text": row.what, "url": row.url, "head": True}, {"text": row.fact}, GOOD if row.is_good else LOOK]
        for row in map(reader.sees, rows)
    ]


def of_lines(lines: Iterable[Line]) -> Table:
    """Every area in a line, and what needs a look first."""
    return {
        "heads": [{"label": "Area"}, {"label": "What needs a look first"}, {"label": "State"}],
        "rows": [
            [
                {"text": line.area.name, "url": line.url, "head": True},
                {"text": line.says},
                {"text": "–"} if not line.is_counted else GOOD if line.figure is None else LOOK,
            ]
            for line in lines
        ],
    }


def of_area(area: Area, span: OfDays, now: dt.datetime, *, sees_names: bool) -> list[Table]:
    """What an area shows beside its figures."""
    if area.key == "approvals":
        return _let_pass(span, now, sees_names=sees_names)
    return [_rules(span)] if area.key == "checks" else []


def _let_pass(span: OfDays, now: dt.datetime, *, sees_names: bool) -> list[Table]:
    heads = {"rule": ("Warnings let pass, by rule", "Rule"), "by": ("Warnings let pass, by who approved", "Person")}
    return [
        _ranked(*heads[name], numbers, lambda part, name=name: rows_of("overridden", span, **{name: part.value}))
        for name, numbers in approvals.by_part(span, now).items()
        if sees_names or name not in NAMES_PEOPLE
    ]


def _ranked(caption: str, head: str, numbers: Counter[Part], address: Callable[[Part], str]) -> Table:
    rows = sorted(numbers.items(), key=lambda one: (-one[1], one[0].words))
    return {
        "caption": caption,
        "heads": [{"label": head}, {"label": "Let pass", "number": True}],
        "rows": [
            [{"text": part.words, "head": True, "url": address(part)}, {"text": f"{number:,}", "number": True}]
            for part, number in rows
        ],
    }


def _rules(span: OfDays) -> Table:
    names = ("Rule", "Posts", "Let pass", "Excepted", "Marked as wrong")
    rows = []
    for rule, of in checks.by_rule(span).items():
        values = (len(of.fired), len(of.overridden), len(of.excepted), of.wrong)
        cells: list[dict[str, Any]] = [{"text": f"{value:,}", "number": True} for value in values]
        cells[1]["url"] = checks.let_pass(span, rule, of)
        rows.append([{"text": rule, "head": True}, *cells])
    return {
        "caption": "What the rules found on posts that were decided about",
        "heads": [{"label": name, "number": number > 0} for number, name in enumerate(names)],
        "rows": rows,
    }

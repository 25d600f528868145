"""The tables of the compliance pages, as components/data_table.html takes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from insights.compliance import approvals, checks
from insights.compliance.areas import Area
from insights.compliance.counting import Row
from insights.compliance.page import Line
from insights.spans import OfDays

Table = dict[str, Any]
GOOD = {"text": "As it should be", "state": "approved"}
LOOK = {"text": "Look at it", "state": "missing"}


def of_rows(rows: Iterable[Row], *, sees_names: bool) -> list[list[dict[str, Any]]]:
    """The rows behind a figure; without a name, a word or a link for who may not see them."""
    return [
        [
            {"text": row.what if sees_names else row.plain, "url": row.url if sees_names else "", "head": True},
            {"text": row.fact if sees_names else row.fact_for_all},
            GOOD if row.is_good else LOOK,
        ]
        for row in rows
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


def of_area(area: Area, span: OfDays, *, sees_names: bool) -> list[Table]:
    """What an area shows beside its figures."""
    if area.key == "approvals":
        return _let_pass(span, sees_names=sees_names)
    return [_rules(span)] if area.key == "checks" else []


def _let_pass(span: OfDays, *, sees_names: bool) -> list[Table]:
    rules, people = approvals.by_rule_and_person(span)
    found = [_ranked("Warnings let pass, by rule", "Rule", rules)]
    return [*found, _ranked("Warnings let pass, by who approved", "Person", people)] if sees_names else found


def _ranked(caption: str, head: str, numbers: Counter[str]) -> Table:
    rows = sorted(numbers.items(), key=lambda one: (-one[1], one[0]))
    return {
        "caption": caption,
        "heads": [{"label": head}, {"label": "Let pass", "number": True}],
        "rows": [[{"text": name, "head": True}, {"text": f"{number:,}", "number": True}] for name, number in rows],
    }


def _rules(span: OfDays) -> Table:
    names = ("Rule", "Posts", "Let pass", "Excepted", "Marked as wrong")
    rows = []
    for rule, of in checks.by_rule(span).items():
        values = (len(of.fired), len(of.overridden), len(of.excepted), of.wrong)
        cells = [{"text": f"{value:,}", "number": True} for value in values]
        rows.append([{"text": rule, "head": True}, *cells])
    return {
        "caption": "What the rules found on posts that were decided about",
        "heads": [{"label": name, "number": number > 0} for number, name in enumerate(names)],
        "rows": rows,
    }

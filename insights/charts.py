"""A chart as plain values: the picture and the table below it say the same (templates/components/chart.html)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

FEWEST = 2  # points from which a line says more than a number


@dataclass(frozen=True)
class Line:
    """A line of the table, a place on the axis. None among the values: nobody knows it, and no point is drawn."""

    label: str
    values: Sequence[float | None]
    shown: Sequence[str] = ()  # the values as people read them; made of `values` where none are given
    url: str = ""  # the rows behind it
    note: str = ""  # what somebody said about this point


@dataclass(frozen=True)
class Chart:
    """`heads` names the column of the labels and then each series. `says` is one sentence: what one sees in it."""

    key: str
    title: str
    says: str
    kind: Literal["line", "bar", "columns", "stacked", "parts"]  # parts: stacked, and lying as bars do
    heads: Sequence[str]
    rows: Sequence[Line]
    limit: tuple[str, float] | None = None  # a value to keep to, with its name
    note: str = ""  # what is counted, in a few words
    small: bool = False  # one of several beside each other

    @property
    def is_drawn(self) -> bool:
        """Whether there is enough to draw a picture of; the table is there in any case."""
        known = [row for row in self.rows if any(value is not None for value in row.values)]
        return len(known) >= (FEWEST if self.kind == "line" else 1)

    @property
    def series(self) -> Sequence[str]:
        return self.heads[1:]

    @property
    def table(self) -> list[dict[str, Any]]:
        """The rows with their cells, each a value for the picture and a text for people."""
        return [
            {
                "label": row.label,
                "url": row.url,
                "note": row.note,
                "cells": _cells(row),
            }
            for row in self.rows
        ]

    @property
    def has_notes(self) -> bool:
        return any(row.note for row in self.rows)


def _cells(row: Line) -> list[dict[str, Any]]:
    shown = row.shown or [in_figures(value) for value in row.values]
    pairs = zip(row.values, shown, strict=True)
    return [{"value": "" if value is None else value, "text": text} for value, text in pairs]


def in_figures(value: float | None) -> str:
    """A number with its thousands apart; a dash for what nobody knows."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"

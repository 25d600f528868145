"""What makers of every kind share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.template.loader import render_to_string

from audit.models import Event
from insights.evidence import chain, telling
from insights.evidence.writing import Archive, Table
from insights.models import EvidencePack

Row = tuple[tuple[Any, ...], dict[str, Any] | None]
Json = dict[str, Any]


class Base:
    """A maker says how many rows there are about, and writes them."""

    def __init__(self, pack: EvidencePack) -> None:
        self.pack, self.service = pack, pack.service
        self.reader = telling.Reader(pack.asked_by, pack.service)
        self.seen = chain.Seen()

    def total(self) -> int:
        """About how many rows there are, for the progress."""
        raise NotImplementedError

    def write(self, archive: Archive) -> Json:
        """Write all of it; what comes back stands on the first page: facts, documents, notes."""
        raise NotImplementedError

    def events(self, events: QuerySet[Event], kept: chain.Things, about: str) -> Table:
        return Table(
            "events",
            "What happened",
            about,
            chain.HEADS,
            chain.rows(events, self.seen, kept),
            lines=True,
        )


def rows_of(found: Iterable[Json], *names: str) -> Iterator[Row]:
    """Rows of told things: the cells are these of their values, the data is all of them."""
    for one in found:
        yield tuple(one[name] for name in names), one


def told_rows(
    found: Iterable[Any], tell: Callable[[Any], Json], cells: Callable[[Json], tuple[Any, ...]]
) -> Iterator[Row]:
    for one in found:
        told = tell(one)
        yield cells(told), told


def plain(rows: Iterable[tuple[Any, ...]]) -> Iterator[Row]:
    for cells in rows:
        yield cells, None


def template_text(template: str, context: Json) -> str:
    """A text that is no page."""
    return render_to_string(template, context)

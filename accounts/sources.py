"""Where a list gathers from many places of which most are empty: one query asks which have anything to read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, QuerySet

from accounts.models import Service


@dataclass(frozen=True)
class Source:
    """Rows, and what reads them."""

    rows: QuerySet
    read: Callable[[QuerySet], Any]


def with_rows(service: Service, *groups: Sequence[Source]) -> list[list[Source]]:
    """Of each group the sources that have any row, in their order. One query for all, and none for no source."""
    each = {f"any_{n}_{m}": source for n, group in enumerate(groups) for m, source in enumerate(group)}
    asked = {name: Exists(source.rows.order_by()) for name, source in each.items()}
    has = Service.objects.filter(pk=service.pk).values(**asked).get() if asked else {}
    return [[source for m, source in enumerate(group) if has[f"any_{n}_{m}"]] for n, group in enumerate(groups)]

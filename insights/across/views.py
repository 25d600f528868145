"""Services side by side, for whoever has a role in several: the page and its download."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.downloads import attachment
from accounts.middleware import has_second_step
from accounts.spreadsheets import CSV, TYPES
from insights.across import table
from insights.sheets import as_csv, as_xlsx

PER_PAGE = 50


def services(request: HttpRequest) -> HttpResponse:
    mine = _mine(request)
    if len(mine) == 1:
        return redirect("insights:compliance", service=mine[0].slug)
    if not mine:
        return redirect("accounts:start")
    month, choice = _month(request, mine)
    sort = request.GET.get("sort") if request.GET.get("sort") in table.SORTS else "worst"
    lines = table.sorted_by(table.lines(mine, month), sort)
    counted = [line.as_of for line in lines if line.as_of]
    states = Counter(line.state for line in lines)
    page = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "insights/across/services.html",
        {
            "page": page,
            "numbers": page.paginator.get_elided_page_range(page.number),
            "columns": table.COLUMNS,
            "sort": sort,
            "sorts": table.SORTS,
            "month": month,
            "before": month - dt.timedelta(days=1),
            "choice": choice,
            "is_current": month == _current(mine),
            "missed": states["missed"],
            "close": states["close"],
            "as_of": f"{mine[0].local(min(counted)):%a %-d %b, %H:%M}" if counted else "",
            "not_counted": len(lines) - len(counted),
        },
    )


def download(request: HttpRequest, kind: str) -> HttpResponse:
    """The same table as CSV or Excel. It holds no personal data."""
    mine = _mine(request)
    if not mine:
        raise Http404
    month, _ = _month(request, mine)
    found = table.sorted_by(table.lines(mine, month), "worst")
    sheet = table.sheet(found, month, is_current=month == _current(mine))
    data = as_csv(sheet) if kind == CSV else as_xlsx([sheet])
    return attachment(data, name=f"services-{month:%Y-%m}.{kind}", kind=TYPES[kind])


def _mine(request: HttpRequest) -> list[table.Service]:
    return table.services_of(request.user, timezone.now(), has_second_step=has_second_step(request))


def _month(request: HttpRequest, mine: list[table.Service]) -> tuple[dt.date, list[dt.date]]:
    """The month that the address names, and those to choose from; the current one when it names none that is there."""
    current = _current(mine)
    choice = table.months(mine)
    if current not in choice:
        choice.insert(0, current)
    asked = {f"{one:%Y-%m}": one for one in choice}
    return asked.get(request.GET.get("month", ""), current), choice


def _current(mine: list[table.Service]) -> dt.date:
    return mine[0].today(timezone.now()).replace(day=1)

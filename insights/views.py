"""Home, compliance and the probes."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.downloads import attachment
from accounts.spreadsheets import CSV, TYPES
from insights import health, mending
from insights import home as home_of
from insights.compliance import areas, charts, counting, page, tables, taking
from insights.compliance.counting import Figure
from insights.compliance.seeing import reader_of
from insights.records.rights import sees_names
from insights.spans import OfDays, asked_for, choices
from insights.summaries import trends
from posts.permissions import refusal_to_read


@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """The web process answers."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
def readyz(request: HttpRequest) -> HttpResponse:
    """200 only when beat and a worker proved themselves in the last 3 minutes."""
    if health.is_alive(timezone.now()):
        return HttpResponse("ok", content_type="text/plain")
    return HttpResponse("no sign of beat and worker in the last 3 minutes", content_type="text/plain", status=503)


def home(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    waiting = home_of.waiting_for(request.user, request.service, now)
    hour = request.service.local(now).hour
    part = "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"
    counts = [
        (len(waiting.cannot_wait), "cannot wait"),
        (len(waiting.late), "late"),
        (len(waiting.soon), "for today and this week"),
    ]
    told = ", ".join(f"{count} {words}" for count, words in counts if count) or "Nothing waits for you"
    return render(
        request,
        "insights/home.html",
        {
            "now": now,
            "greeting": f"Good {part}, {request.user.first_name}. {told}.",
            "waiting": waiting,
            "reads_posts": not refusal_to_read(request.user, request.service),
            "health": health.lines(request.service, now),
            "going_out": home_of.going_out_today(request.user, request.service, now),
            "with_others": home_of.waiting_for_others(request.user, request.service, now),
        },
    )


def compliance(request: HttpRequest) -> HttpResponse:
    """Does the service keep its own policy? Open to every role; a viewer sees no name and no text."""
    now = timezone.now()
    span = asked_for(request.service, request.GET, now)
    months = page.counted_months(request.service)
    counts = page.Counts(span, now, months=months)
    wrong = mending.wrong_now(request.service, now, versions=counts.in_force)
    seen = mending.seen_by(request.user, request.service, wrong)
    lines, as_of = page.lines(span, months)
    shown = charts.of_page(counts)  # first: the weeks of the chart reach back behind the figures
    return render(
        request,
        "insights/compliance.html",
        {
            **_of_span(span, now),
            "before": counts.before,
            "wrong": seen,
            "stops": sum(bool(one.get("stop")) for one in seen),
            "figures": page.headline(counts),
            "definitions": [areas.FIGURES[key] for key in page.HEADLINE],
            "lines": tables.of_lines(lines),
            "as_of": as_of,
            "charts": shown,
            "trend": trends.trend(request.service, months[-12:]),
        },
    )


def area(request: HttpRequest, area: str) -> HttpResponse:
    """An area: every figure of it, how each is counted, and its charts."""
    found = areas.BY_KEY.get(area)
    if found is None:
        raise Http404
    now = timezone.now()
    span = asked_for(request.service, request.GET, now)
    counts = page.Counts(span, now)
    shown = charts.of_area(found, counts)
    context = {
        **_of_span(span, now),
        "area": found,
        "areas": areas.AREAS,
        "before": counts.before,
        "figures": page.of_area(found, counts),
        "charts": shown,
        "tables": tables.of_area(found, span, now, sees_names=_sees_names(request)),
    }
    return render(request, "insights/area.html", context)


def figure_rows(request: HttpRequest, figure: str) -> HttpResponse:
    """The rows behind one figure; what needs a look comes first."""
    now = timezone.now()
    found = _figure_or_404(figure)
    span = asked_for(request.service, request.GET, now)
    rows, part = found.rows(span, now), _part(request)
    rows, only = counting.part_of(rows, *part) if part else (rows, "")
    good, total = counting.share(rows)
    shown = request.GET.get("show", "")
    wanted = counting.only(rows, taking.SHOWS.get(shown))
    rows_page = Paginator(wanted, 50).get_page(request.GET.get("page"))
    context = {
        **_of_span(span, now),
        "figure": found,
        "area": areas.AREA_OF[figure],
        "page": rows_page,
        "only": only,
        "query": urlencode({**span.asked, **dict([part] if part else [])}),
        "heads": [{"label": "What"}, {"label": "Found"}, {"label": "State"}],
        "table": tables.of_rows(rows_page, reader_of(found, request.user, request.service)),
        "good": good,
        "total": total,
        "show": shown,
        "shows": [("", "All", total), ("look", "To be looked at", total - good), ("good", "As they should be", good)],
    }
    return render(request, "insights/figure.html", context)


@require_POST
def take_rows(request: HttpRequest, figure: str) -> HttpResponse:
    """These rows as CSV. Posted, because it puts on record that somebody took them; the address is that of the page."""
    now = timezone.now()
    found = _figure_or_404(figure)
    is_good = taking.SHOWS.get(request.GET.get("show", ""))
    span = asked_for(request.service, request.GET, now)
    taken = taking.take(found, span, by=request.user, now=now, is_good=is_good, part=_part(request))
    return attachment(taken.data, name=taken.name, kind=TYPES[CSV])


def _part(request: HttpRequest) -> tuple[str, str] | None:
    """The part of the rows that is asked for, as of one rule."""
    names = [one for one in counting.PARTS if _sees_names(request) or one not in counting.NAMES_PEOPLE]
    return next(((name, request.GET[name]) for name in names if request.GET.get(name)), None)


def _figure_or_404(key: str) -> Figure:
    if found := areas.FIGURES.get(key):
        return found
    raise Http404


def _sees_names(request: HttpRequest) -> bool:
    return sees_names(request.user, request.service)


def _of_span(span: OfDays, now: dt.datetime) -> dict[str, Any]:
    """What the line and the form that choose the span take (insights/_span.html)."""
    today = span.service.today(now)
    return {
        "span": span,
        "now": now,
        "is_current": span.is_current(now),
        "later": span.after if span.after.first <= today else None,
        "choices": choices(span.service, now),
        "shown_until": min(span.last, today),
        "today": today,
    }

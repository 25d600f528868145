"""Monthly figures: the page, typing a month in, a note on a change, the download."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.downloads import attachment
from accounts.permissions import refuse
from accounts.spreadsheets import TYPES, XLSX
from channels.models import Channel, ChannelState
from insights.figures import exporting, months, sums, typing
from insights.figures.forms_months import MonthForm, NoteForm
from insights.figures.months import Figures
from insights.figures.permissions import refusal_to_write_figures, sees_words
from insights.figures.typing import FiguresRefused
from insights.figures.values import NUMBERS
from insights.models import ChannelMonth

MOST_STANDING_OUT = 6


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """How did a month go, against the one before; then the months around it."""
    service, today = request.service, request.service.today(timezone.now())
    span = request.GET.get("span", "")
    asked = months.month_named(request.GET.get("month", ""), today) or months.last_whole(today)
    shown, month = months.months_of(span, asked, today)
    found = Figures(service, shown, month, today, _channel(request))
    after = months.back(month, -1)
    context = {
        "figures": found,
        "heads": list(NUMBERS.values()),
        "month": month,
        "before": months.back(month, 1),
        "after": after if after <= today else None,
        "is_over": month < today.replace(day=1),
        "rows": found.of_month(),
        "charts": found.charts(with_notes=sees_words(request.user, service)),
        "standing_out": found.standing_out()[:MOST_STANDING_OUT],
        "span": span if span in months.SPANS or span.isdecimal() else "12",
        "spans": [("12", "12 months"), ("24", "24 months")],
        "years": [str(year) for year in months.years_known(service, today)],
        "sees_words": sees_words(request.user, service),
        "may_write": not refusal_to_write_figures(request.user, service),
    }
    return render(request, "insights/figures/months.html", context)


def _channel(request: HttpRequest) -> Channel | None:
    """The one that the address names; one of another service is not found."""
    text = request.GET.get("channel", "")
    return _channel_or_404(request, text) if text else None


def _channel_or_404(request: HttpRequest, text: str) -> Channel:
    if not (text.isdecimal() and text.isascii() and len(text) < 12):
        raise Http404
    return get_object_or_404(Channel.objects.of_service(request.service), pk=int(text))


def _month_or_404(request: HttpRequest, text: str) -> dt.date:
    if found := months.month_named(text, request.service.today(timezone.now())):
        return found
    raise Http404


@require_http_methods(["GET", "POST"])
def type_month(request: HttpRequest, month: str) -> HttpResponse:
    """Every channel's numbers of one month. What is right is saved; the rest stays as it was typed."""
    refuse(refusal_to_write_figures(request.user, request.service))
    first = _month_or_404(request, month)
    if request.method == "POST" and "network" in request.POST:
        return _leave_to_network(request, first)
    parts = _parts(request, first)
    if request.method == "GET":
        return _show_typing(request, first, MonthForm(**parts))
    form = MonthForm(request.POST, **parts)
    form.is_valid()
    cells = form.cells()
    outcome = typing.say(service=request.service, month=first, by=request.user, cells=cells)
    if not form.errors and not outcome.conflicts:
        messages.success(request, f"{first:%B %Y} is saved." if outcome.saved else "Nothing was changed.")
        return redirect(_address(request, first))
    rows = _parts(request, first)["rows"]
    form = form.again(rows, outcome.conflicts, cells, request.service.zone)
    return _show_typing(request, first, form, outcome.saved, status=409 if outcome.conflicts else 422)


def _parts(request: HttpRequest, first: dt.date) -> dict[str, Any]:
    """The channels of which a month can be typed, with what is known of it."""
    channels = list(Channel.objects.of_service(request.service))
    kept = ChannelMonth.objects.of_service(request.service).filter(month=first).select_related("changed_by")
    rows = {row.channel_id: row for row in kept}
    return {
        "channels": [one for one in channels if one.state != ChannelState.PLANNED or one.pk in rows],
        "names": months.short_names(channels),
        "rows": rows,
        "told": {pk: sums.told(pk, first) for pk, row in rows.items() if row.said},
    }


def _show_typing(
    request: HttpRequest, first: dt.date, form: MonthForm, saved: int = 0, status: int = 200
) -> HttpResponse:
    after = months.back(first, -1)
    context = {
        "form": form,
        "parts": list(form.parts()),
        "month": first,
        "before": months.back(first, 1),
        "after": after if after <= request.service.today(timezone.now()) else None,
        "saved": saved,
    }
    return render(request, "insights/figures/type.html", context, status=status)


def _leave_to_network(request: HttpRequest, first: dt.date) -> HttpResponse:
    channel = _channel_or_404(request, request.POST["network"])
    try:
        typing.leave_to_network(service=request.service, channel=channel, month=first, by=request.user)
    except FiguresRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{channel}: the network’s numbers of {first:%B %Y} stand again.")
    return redirect("figures:type", service=request.service.slug, month=f"{first:%Y-%m}")


@require_http_methods(["GET", "POST"])
def note(request: HttpRequest, channel_id: int, month: str) -> HttpResponse:
    """Why a channel's month is as it is."""
    refuse(refusal_to_write_figures(request.user, request.service))
    channel = get_object_or_404(Channel.objects.of_service(request.service), pk=channel_id)
    first = _month_or_404(request, month)
    row = ChannelMonth.objects.filter(channel=channel, month=first).first()
    there = row.note if row else ""
    form = NoteForm(request.POST or None, initial={"note": there, "was": there})
    errors: list[str] = []
    if request.method == "POST" and form.is_valid():
        text, was = " ".join(form.cleaned_data["note"].split()), form.cleaned_data["was"]
        outcome = typing.note(
            service=request.service, channel=channel, month=first, by=request.user, text=text, was=was
        )
        if not outcome.conflicts:
            messages.success(request, f"The note on {channel}, {first:%B %Y}, is {'saved' if text else 'taken away'}.")
            return redirect(_address(request, first))
        theirs = outcome.conflicts[0]
        errors.append(
            f"{theirs.by or 'Somebody'} wrote “{theirs.there}” meanwhile. Save once more to put yours in its place."
        )
        form = NoteForm({"note": form.cleaned_data["note"], "was": theirs.there})
    figures = Figures(request.service, [first], first, request.service.today(timezone.now()), channel)
    entries = figures.of_month() if figures.channels else []
    context = {
        "form": form,
        "errors": errors,
        "channel": channel,
        "month": first,
        "sentences": [sentence for entry in entries for sentence in entry.sentences],
        "back_url": _address(request, first),
    }
    return render(request, "insights/figures/note.html", context, status=409 if errors else 422 if form.errors else 200)


@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """All figures as a file (`?kind=csv` or `xlsx`), in the shape that the import reads."""
    kind = request.GET.get("kind", XLSX)
    if kind not in TYPES:
        raise Http404
    data = exporting.write(service=request.service, by=request.user, kind=kind)
    name = f"figures-{request.service.slug}-{request.service.today(timezone.now()):%Y-%m-%d}.{kind}"
    return attachment(data, name=name, kind=TYPES[kind])


def _address(request: HttpRequest, first: dt.date) -> str:
    return f"{reverse('figures:months', args=[request.service.slug])}?month={first:%Y-%m}"

"""Figures out of a spreadsheet: choose the file, say the columns, look at the lines, take them in or back."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.permissions import refuse
from insights.figures import importing, judging
from insights.figures.forms_months import ColumnsForm, FigureFileForm
from insights.figures.months import short_names
from insights.figures.permissions import refusal_to_write_figures
from insights.figures.typing import FiguresRefused
from insights.figures.values import NUMBERS
from insights.models import FigureImport

MOST_SHOWN, MOST_LINES_SHOWN = 20, 200
State = FigureImport.State


def _import_or_404(request: HttpRequest, import_id: int) -> FigureImport:
    refuse(refusal_to_write_figures(request.user, request.service))
    rows = FigureImport.objects.visible_to(request.user).of_service(request.service)
    return get_object_or_404(rows.select_related("service", "by", "channel"), pk=import_id)


@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """A POST is a file."""
    refuse(refusal_to_write_figures(request.user, request.service))
    form = FigureFileForm(request.POST, request.FILES) if request.method == "POST" else FigureFileForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            found = importing.read(service=request.service, by=request.user, name=file.name, data=file.read())
        except FiguresRefused as refused:
            form.add_error("file", str(refused))
        else:
            return redirect("figures:columns", service=request.service.slug, import_id=found.pk)
    files = FigureImport.objects.visible_to(request.user).of_service(request.service)
    files = files.defer("cells", "changes", "heads").select_related("by")[:MOST_SHOWN]
    status = 422 if form.errors else 200
    return render(request, "insights/figures/imports.html", {"form": form, "files": files}, status=status)


@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, import_id: int) -> HttpResponse:
    """Which column is which; proposed from the names and from the last file."""
    found = _import_or_404(request, import_id)
    if found.state != State.READ:
        return redirect("figures:import", service=request.service.slug, import_id=import_id)
    form = ColumnsForm(
        request.POST if request.method == "POST" else None,
        service=request.service,
        heads=found.heads,
        samples=importing.samples(found),
        proposed=importing.proposed(found),
        channel=found.channel,
    )
    errors: list[str] = []
    if request.method == "POST" and form.is_valid():
        channel = form.cleaned_data["one_channel"]
        try:
            importing.set_columns(import_id, by=request.user, chosen=form.chosen(), channel=channel)
        except FiguresRefused as refused:
            errors.append(str(refused))
        else:
            return redirect("figures:import", service=request.service.slug, import_id=import_id)
    context = {"import": found, "form": form, "errors": errors}
    status = 422 if errors or form.errors else 200
    return render(request, "insights/figures/columns.html", context, status=status)


@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, import_id: int) -> HttpResponse:
    """What would come of each line, or what came of them; a POST takes them in, back, or drops the file."""
    found = _import_or_404(request, import_id)
    errors: list[str] = []
    if request.method == "POST":
        try:
            messages.success(request, _do(request, found))
        except FiguresRefused as refused:
            errors.append(str(refused))
            found = _import_or_404(request, import_id)
        else:
            return redirect("figures:import", service=request.service.slug, import_id=import_id)
    if found.state == State.READ and not found.columns:
        return redirect("figures:columns", service=request.service.slug, import_id=import_id)
    context = {"import": found, "errors": errors, **_shown(found)}
    return render(request, "insights/figures/import.html", context, status=409 if errors else 200)


def _do(request: HttpRequest, found: FigureImport) -> str:
    """What the pressed button says; the sentence about it."""
    if "take_in" in request.POST:
        leave_out, seen = "leave_out" in request.POST, request.POST.get("seen", "")
        made = importing.take_in(found.pk, by=request.user, seen=seen, leave_out_wrong=leave_out).made
        return f"{made} line{' is' if made == 1 else 's are'} taken in."
    if "take_back" in request.POST:
        importing.take_back(found.pk, by=request.user)
        return "Everything is as it was before this file was taken in."
    if "drop" in request.POST:
        importing.drop(found.pk, by=request.user)
        return "The file is dropped. Nothing was taken in."
    raise FiguresRefused("Choose what to do with the file.")


def _shown(found: FigureImport) -> dict[str, Any]:
    names = short_names(judging.Names(found.service).channels)
    if found.state != State.READ:
        is_done = found.state == State.DONE
        return {
            "written": [_written(change, names) for change in found.changes[:MOST_LINES_SHOWN]],
            "more": max(0, len(found.changes) - MOST_LINES_SHOWN),
            "changed_since": importing.changed_since(found) if is_done else "",
        }
    lines = importing.lines_of(found, timezone.now())
    by_kind: dict[str, list[judging.Line]] = {kind: [] for kind in judging.KINDS}
    for line in lines:
        by_kind[line.kind].append(line)
    wanted = [*by_kind[judging.CHANGES], *by_kind[judging.NEW]]
    return {
        "seen": judging.mark(lines),
        "wrong": by_kind[judging.WRONG],
        "changing": [_line(line, names) for line in by_kind[judging.CHANGES][:MOST_LINES_SHOWN]],
        "new": [_line(line, names) for line in by_kind[judging.NEW][:MOST_LINES_SHOWN]],
        "counts": {kind: len(rows) for kind, rows in by_kind.items()},
        "wanted": len(wanted),
        "more": sum(max(0, len(by_kind[kind]) - MOST_LINES_SHOWN) for kind in (judging.CHANGES, judging.NEW)),
    }


def _line(line: judging.Line, names: dict[int, str]) -> dict[str, Any]:
    return {
        "place": line.place,
        "channel": names[line.channel.pk],
        "month": line.month,
        "numbers": _in_order(line.numbers),
        "note": line.note,
    }


def _written(change: dict[str, Any], names: dict[int, str]) -> dict[str, Any]:
    return {
        "channel": names.get(change["channel"], "A channel"),
        "month": dt.date.fromisoformat(change["month"]),
        "numbers": _in_order(change["numbers"]),
        "note": change.get("note"),
    }


def _in_order(numbers: dict[str, list[Any]]) -> list[dict[str, str]]:
    """The numbers that change, [before, after] each, as the page names them."""
    return [
        {"name": label, "before": "" if before is None else f"{before:,}", "after": f"{after:,}"}
        for name, label in NUMBERS.items()
        if name in numbers
        for before, after in [numbers[name][:2]]
    ]

"""Importing comments: choose a file, look how its lines would come in, watch them come, take them back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.permissions import refuse
from moderation import permissions
from moderation.importing import starting, undoing
from moderation.importing.forms_import import RECORD, ImportForm, ReadingForm
from moderation.models import CommentImport
from moderation.moves import MoveRefused

MOST_SHOWN = 30
FAULTS_SHOWN = 50
State = CommentImport.State
UNDER_WAY = (State.RUNNING, State.UNDOING)


@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """A file to import, and the imports so far."""
    refuse(permissions.refusal_to_import(request.user, request.service))
    form = ImportForm(request.POST or None, request.FILES or None, service=request.service)
    errors: list[Any] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            found = starting.take(
                service=request.service,
                by=request.user,
                upload=given["file"],
                channel=given["channel"],
                visibility=given["visibility"],
                is_record=given["what"] == RECORD,
            )
        except MoveRefused as refused:
            errors = [{"text": str(refused), "url": "#id_file"}]
        else:
            return redirect("inbox:import", service=request.service.slug, import_id=found.pk)
    rows = CommentImport.objects.of_service(request.service).select_related("by", "channel")
    context = {"form": form, "errors": errors, "imports": rows.defer("faults")[:MOST_SHOWN]}
    return render(request, "moderation/imports.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "POST"])
def one_import(request: HttpRequest, import_id: int) -> HttpResponse:
    """How its lines would come in, how far it is, what came of it; a POST does what its button says."""
    refuse(permissions.refusal_to_import(request.user, request.service))
    found = _import_or_404(request, import_id)
    errors: list[str] = []
    form = None
    if request.method == "POST":
        try:
            form = _do(request, found)
        except MoveRefused as refused:
            errors = [str(refused)]
        if not errors and (form is None or form.is_valid()):
            return redirect("inbox:import", service=request.service.slug, import_id=import_id)
        found = _import_or_404(request, import_id)
    if request.htmx and not errors:
        return render(request, "moderation/_import_run.html", {"run": found, **_shared(found)})
    context = {"run": found, "errors": errors, **_shared(found)}
    if found.state == State.READ:
        context |= _preview(found, form)
    return render(request, "moderation/import.html", context, status=422 if request.method == "POST" else 200)


def _import_or_404(request: HttpRequest, import_id: int) -> CommentImport:
    rows = CommentImport.objects.visible_to(request.user).of_service(request.service)
    return get_object_or_404(rows.select_related("service", "channel", "by"), pk=import_id)


def _do(request: HttpRequest, found: CommentImport) -> ReadingForm | None:
    """What the pressed button says. A form comes back where one was sent."""
    do, by = request.POST.get("do", ""), request.user
    if do == "read":
        shape, _ = starting.shown(found)
        form = ReadingForm(request.POST, found=found, headers=shape.headers)
        if form.is_valid():
            given = form.cleaned_data
            starting.set_reading(
                found.pk,
                by=by,
                chosen=form.chosen,
                ids_are_networks=given["ids_are_networks"],
                posted_on=given["posted_on"],
            )
        return form
    if do == "begin":
        starting.begin(found.pk, by=by)
    elif do == "pause":
        starting.pause(found.pk, by=by)
        messages.success(request, "It stands still. What came in stays.")
    elif do == "go_on":
        starting.go_on(found.pk, by=by)
    elif do == "drop":
        starting.drop(found.pk, by=by)
        messages.success(request, "Dropped. Nothing came in, and the file is deleted here.")
    elif do == "take_back":
        starting.take_back(found.pk, by=by)
    else:
        raise MoveRefused("Choose what to do with the import.")
    return None


def _shared(found: CommentImport) -> dict[str, Any]:
    context = starting.figures(found)
    can_be_taken_back = found.state in (State.STOPPED, State.DONE, State.FAILED)
    return {
        **context,
        "is_under_way": found.state in UNDER_WAY,
        "faults": found.faults[:FAULTS_SHOWN],
        "more_faults": max(0, found.wrong - FAULTS_SHOWN),
        "untouched": undoing.untouched(found).count() if can_be_taken_back else 0,
        "surveyed": starting.SURVEYED,
    }


def _preview(found: CommentImport, form: ReadingForm | None) -> dict[str, Any]:
    try:
        shape, lines = starting.shown(found)
    except MoveRefused as refused:
        return {"refusal": str(refused), "lines": []}
    return {
        "lines": lines,
        "form": form or ReadingForm(found=found, headers=shape.headers),
        "is_table": bool(shape.headers),
        "has_ids": "id" in found.columns or not shape.headers,
        "refusal": starting.refusal_to_begin(found),
    }

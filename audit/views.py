"""The service's whole history."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.downloads import attachment
from accounts.permissions import refuse
from accounts.spreadsheets import TYPES
from audit import checking, permissions
from audit import history as record
from audit.forms import SYSTEM, ExportForm, FilterForm
from audit.pages import chain_state, entries


@require_GET
def history(request: HttpRequest) -> HttpResponse:
    """Everything that happened in the service, newest first; for the service manager."""
    refuse(permissions.refusal_to_read(request.user, request.service))
    form = FilterForm(request.GET, service=request.service)
    chosen, wanted = form.chosen, form.wanted
    if chosen.get("who") == SYSTEM:
        form.offer_jobs(record.jobs(request.service))
    rows = record.shown(wanted, to=request.user, service=request.service)
    page = record.page(rows, before=chosen.get("before"), after=chosen.get("after"))
    state = chain_state(request.service, timezone.now())
    total = record.total(request.service)
    context = {
        "filter_fields": form.shown_fields,
        "is_narrowed": not wanted.is_everything,
        "in_words": wanted.in_words(),
        "entries": entries(page.events, request.user, request.service, state.broken_number),
        "older": urlencode(form.as_query | {"before": page.older}) if page.older is not None else "",
        "newer": urlencode(form.as_query | {"after": page.newer}) if page.newer is not None else "",
        "newest": urlencode(form.as_query),
        "hidden": form.as_query.items(),
        "total_in_words": f"{total:,} event{'' if total == 1 else 's'}",
        "state": state,
    }
    return render(request, "audit/history.html", context)


@require_GET
def chain(request: HttpRequest) -> HttpResponse:
    """The state of the chain alone, which the page asks for while a look is under way."""
    refuse(permissions.refusal_to_read(request.user, request.service))
    return render(request, "audit/_chain.html", {"state": chain_state(request.service, timezone.now())})


@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """Have the chain looked over now, in the background."""
    refuse(permissions.refusal_to_check(request.user, request.service))
    checking.ask(request.service, by=request.user)
    messages.info(request, "The record is being looked over. This page says what was found.")
    return redirect("audit:history", service=request.service.slug)


@require_POST
def download(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """The events that the filters leave. Posted, because it puts on record that somebody took them."""
    refuse(permissions.refusal_to_export(request.user, request.service))
    form = ExportForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choose CSV or JSON Lines.")
        return redirect("audit:history", service=request.service.slug)
    wanted = FilterForm(request.POST, service=request.service).wanted
    made = record.export(wanted, service=request.service, by=request.user, form=form.cleaned_data["form"])
    return attachment(made.lines(), name=made.name, kind=TYPES.get(made.form, "application/x-ndjson"))

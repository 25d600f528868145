"""Packs of evidence: the list, asking for one, one being made, the file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.permissions import refuse
from insights.evidence import asking, pages, rights, scope
from insights.evidence.forms import DaysForm
from insights.models import EvidencePack

PER_PAGE = 25
Kinds = EvidencePack.Kind


@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """The packs that this person may take, and for a service manager the form for a span of time."""
    user, service = request.user, request.service
    refuse(rights.refusal_to_look(user, service))
    form, status = DaysForm(initial={name: request.GET.get(name, "") for name in ("first", "last")}), 200
    if request.method == "POST":
        refuse(rights.refusal_to_ask(user, service, Kinds.SPAN))
        form, status = DaysForm(request.POST), 422
        if form.is_valid():
            try:
                pack = asking.ask(service, by=user, kind=Kinds.SPAN, **form.cleaned_data)
            except asking.Refused as refusal:
                form.add_error("last", str(refusal))
            else:
                return redirect("evidence:pack", service=service.slug, pack_id=pack.pk)
    rows = rights.packs_of(user, service).select_related("asked_by", "service")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = pages.list_page(user, service)
    context |= {"form": form, "page": page, "heads": pages.HEADS, "rows": [pages.row(one) for one in page]}
    context |= {"quick": pages.quick_days(service, timezone.now())}
    return render(request, "insights/evidence/list.html", context, status=status)


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, thing_id: int, kind: str) -> HttpResponse:
    """What a pack of this thing will hold; posted, it is asked for."""
    user, service = request.user, request.service
    refuse(rights.refusal_to_ask(user, service, kind))
    thing = scope.thing(kind, service, user, thing_id)
    if thing is None:
        raise Http404
    errors: list[str] = []
    if request.method == "POST":
        try:
            pack = asking.ask(service, by=user, kind=kind, thing_id=thing_id)
        except asking.Refused as refusal:
            errors = [str(refusal)]
        else:
            return redirect("evidence:pack", service=service.slug, pack_id=pack.pk)
    asked_for = EvidencePack(service=service, kind=kind, thing_id=thing_id, title=scope.title(kind, thing))
    context = {"pack": asked_for, "holds": pages.HOLDS[Kinds(kind)], "errors": errors}
    context |= {"back_url": pages.thing_url(asked_for), "has_words": kind in (Kinds.POST, Kinds.INCIDENT)}
    return render(request, "insights/evidence/ask.html", context, status=422 if errors else 200)


@require_http_methods(["GET", "POST"])
def pack(request: HttpRequest, pack_id: int) -> HttpResponse:
    """One pack: how far it is, and its file when it is ready."""
    found = _pack(request, pack_id)
    errors: list[str] = []
    if request.method == "POST":
        try:
            asking.stop(found.pk, by=request.user)
        except asking.Refused as refusal:
            errors = [str(refusal)]
        else:
            messages.success(request, "Stopped. Nothing of it is kept.")
            return redirect("evidence:pack", service=request.service.slug, pack_id=found.pk)
    context: dict[str, Any] = pages.pack_page(found, request.user) | {"errors": errors}
    if request.htmx and context["is_open"]:
        return render(request, "insights/evidence/_progress.html", context)
    response = render(request, "insights/evidence/pack.html", context, status=422 if errors else 200)
    if request.htmx:
        response.headers["HX-Refresh"] = "true"  # it is made: the whole page is another
    return response


@require_GET
def file(request: HttpRequest, pack_id: int) -> FileResponse | HttpResponse:
    """The ZIP, put on record as taken before its first byte goes out. Where there is none, the pack's page says why."""
    found = _pack(request, pack_id)
    try:
        found = asking.take(found.pk, by=request.user)
        opened = found.file.open("rb")
    except asking.Refused as refusal:
        return _no_file(request, found, str(refusal))
    except OSError:  # it was there a moment ago
        return _no_file(request, found, asking.NO_FILE[EvidencePack.State.READY])
    name = f"evidence-{request.service.slug}-{found.kind}-{found.pk}.zip"
    response = FileResponse(opened, as_attachment=True, filename=name, content_type="application/zip")
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _no_file(request: HttpRequest, pack: EvidencePack, why: str) -> HttpResponse:
    """Another state than a moment ago counts too: the page is drawn from the row as it is now."""
    pack.refresh_from_db()
    context = pages.pack_page(pack, request.user) | {"error_title": "There is no file to download", "errors": [why]}
    return render(request, "insights/evidence/pack.html", context | {"has_no_file": True}, status=409)


def _pack(request: HttpRequest, pack_id: int) -> EvidencePack:
    rows = EvidencePack.objects.visible_to(request.user).of_service(request.service)
    found = get_object_or_404(rows.select_related("service", "asked_by"), pk=pack_id)
    refuse(rights.refusal_to_see(request.user, found))
    return found

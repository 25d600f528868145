"""Plans in and out: choose a file, see what would be made of it, make it; download."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.downloads import attachment
from accounts.permissions import refuse
from accounts.spreadsheets import CSV, TYPES, XLSX
from posts import permissions
from posts.models import PlanImport
from posts.planning.plan_forms import ExportForm, FileForm
from posts.planning.plans import exporting, importing
from posts.planning.plans.importing import PlanRefused
from posts.planning.plans.judging import Line

MOST_SHOWN = 30
State = PlanImport.State


def _plan_or_404(request: HttpRequest, plan_id: int) -> PlanImport:
    refuse(permissions.refusal_to_import_plans(request.user, request.service))
    rows = PlanImport.objects.visible_to(request.user).of_service(request.service)
    return get_object_or_404(rows.select_related("service", "by"), pk=plan_id)


@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """Both ways on one page; a POST is a file."""
    refuse(permissions.refusal_to_read(request.user, request.service))
    form = FileForm(request.POST or None, request.FILES or None) if request.method == "GET" else None
    errors: list[str] = []
    if request.method == "POST":
        refuse(permissions.refusal_to_import_plans(request.user, request.service))
        form = FileForm(request.POST, request.FILES)
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                plan = importing.read(service=request.service, by=request.user, name=file.name, data=file.read())
            except PlanRefused as refused:
                errors.append({"text": str(refused), "url": "#id_file"})
            else:
                return redirect("posts:plan", service=request.service.slug, plan_id=plan.pk)
    return _show_index(request, form, ExportForm(service=request.service), errors)


def _show_index(request: HttpRequest, form: FileForm, export_form: ExportForm, errors: list[Any]) -> HttpResponse:
    may_import = not permissions.refusal_to_import_plans(request.user, request.service)
    plans = PlanImport.objects.visible_to(request.user).of_service(request.service).defer("rows")
    context = {
        "form": form,
        "export_form": export_form,
        "errors": errors,
        "plans": plans.select_related("by")[:MOST_SHOWN] if may_import else [],
        "may_import": may_import,
    }
    is_wrong = errors or form.errors or export_form.errors
    return render(request, "posts/plans/index.html", context, status=422 if is_wrong else 200)


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, plan_id: int) -> HttpResponse:
    """What would be made of each line, or was; a POST makes the ticked lines, takes them back or drops the plan."""
    found = _plan_or_404(request, plan_id)
    errors: list[str] = []
    chosen = None
    if request.method == "POST":
        chosen = {int(one) for one in request.POST.getlist("line") if one.isdecimal() and len(one) < 10}
        try:
            messages.success(request, _do(request, found, chosen))
        except PlanRefused as refused:
            errors.append(str(refused))
            found = _plan_or_404(request, plan_id)
        else:
            return redirect("posts:plan", service=request.service.slug, plan_id=plan_id)
    context = {"plan": found, "errors": errors, **_shown(found, chosen if "make" in request.POST else None)}
    return render(request, "posts/plans/plan.html", context, status=409 if errors else 200)


def _do(request: HttpRequest, found: PlanImport, chosen: set[int]) -> str:
    """What the pressed button says; the sentence about it."""
    if "make" in request.POST:
        made = importing.make(found.pk, by=request.user, chosen=chosen).made
        return f"{made} draft{' is' if made == 1 else 's are'} made. Check and submit each of them."
    if "take_back" in request.POST:
        left, taken = importing.take_back(found.pk, by=request.user)
        stays = f" {left.made} that somebody changed stay." if left.made else ""
        return f"{taken} draft{' is' if taken == 1 else 's are'} withdrawn.{stays}"
    if "drop" in request.POST:
        importing.drop(found.pk, by=request.user)
        return "The plan is dropped. Nothing was made of it."
    raise PlanRefused("Choose what to do with the plan.")


def _shown(found: PlanImport, chosen: set[int] | None) -> dict[str, Any]:
    if found.state != State.READ:
        made = [row for row in found.rows if "post" in row]
        untouched = len(importing.untouched_drafts(found)) if found.state == State.DONE else 0
        return {"made": made, "left_out": len(found.rows) - len(made), "untouched": untouched}
    lines = importing.lines_of(found, timezone.now())
    ticked = [line for line in lines if _is_ticked(line, chosen)]
    return {
        "lines": [{"line": line, "is_ticked": _is_ticked(line, chosen)} for line in lines],
        "ticked": len(ticked),
        "left_out": len(lines) - len(ticked),
        "bad": sum(not line.is_good for line in lines),
        "doubtful": sum(line.is_good and bool(line.doubts) for line in lines),
        "is_any_good": any(line.is_good for line in lines),
    }


def _is_ticked(line: Line, chosen: set[int] | None) -> bool:
    return line.is_wanted if chosen is None else line.is_good and line.number in chosen


@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """The chosen posts as a file; a choice that cannot be is shown on the page."""
    refuse(permissions.refusal_to_read(request.user, request.service))
    form = ExportForm(request.GET, service=request.service)
    if not form.is_valid():
        return _show_index(request, FileForm(), form, [])
    kind = form.cleaned_data["kind"]
    try:
        data = exporting.write(service=request.service, by=request.user, choice=form.choice(), kind=kind)
    except exporting.TooManyPosts as refused:
        return _show_index(request, FileForm(), form, [{"text": str(refused), "url": "#id_start"}])
    name = f"plan-{request.service.slug}-{request.service.today(timezone.now()):%Y-%m-%d}.{kind}"
    return attachment(data, name=name, kind=TYPES[kind])


@require_GET
def template(request: HttpRequest) -> HttpResponse:
    """An example to fill in, as `?kind=` says."""
    kind = request.GET.get("kind", CSV)
    refuse(permissions.refusal_to_read(request.user, request.service))
    if kind not in TYPES:
        raise Http404
    table = exporting.template(request.service.today(timezone.now()))
    data = exporting.as_xlsx(table) if kind == XLSX else exporting.as_csv(table)
    return attachment(data, name=f"plan-template.{kind}", kind=TYPES[kind])

"""How long comments stay: periods, the trial, holds, and people's requests for their own data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from moderation import permissions
from moderation.keeping import bundle, data_requests, holds, runs
from moderation.keeping import pages_keeping as pages
from moderation.keeping.forms_keeping import AccountsForm, DataRequestForm, HoldForm, StillNeededForm, WriterHoldForm
from moderation.models import Comment, DataRequest, LegalHold, PurgeRun
from moderation.moves import MoveRefused
from moderation.views_shared import number, reader

PER_PAGE = 25
RUNS_HEADS = [
    {"label": "Night of"},
    {"label": "No longer kept", "number": True},
    {"label": "Of these"},
    {"label": "Held back", "number": True},
]
TRIAL_HEADS = [{"label": name} for name in ("Comment", "Where", "Kept as", "Ended", "Kept until")]


def keeper(request: HttpRequest) -> None:
    if refusal := permissions.refusal_to_keep(request.user, request.service):
        raise PermissionDenied(refusal)


@require_GET
def keeping(request: HttpRequest) -> HttpResponse:
    """Periods, what goes next and what went; for who acts on them, holds and requests."""
    reader(request)
    context = pages.keeping_page(request.service, request.user, timezone.now())
    return render(request, "moderation/keeping.html", context | {"heads": RUNS_HEADS})


@require_http_methods(["GET", "POST"])
def purge(request: HttpRequest, run_id: int) -> HttpResponse:
    """What would go, comment by comment; a service manager confirms it once."""
    keeper(request)
    rows = PurgeRun.objects.visible_to(request.user).of_service(request.service).select_related("confirmed_by")
    run = get_object_or_404(rows.select_related("service"), pk=run_id, is_trial=True)
    errors: list[str] = []
    if request.method == "POST":
        try:
            runs.confirm(run.pk, by=request.user)
        except MoveRefused as error:
            errors = [str(error)]
            run.refresh_from_db()
        else:
            messages.success(request, "Confirmed. From now on it is done every night by itself.")
            return redirect("inbox:keeping", service=request.service.slug)
    context = pages.trial_page(run, request.user)
    context |= {"page": Paginator(context["rows"], PER_PAGE * 2).get_page(request.GET.get("page"))}
    context |= {"heads": TRIAL_HEADS, "errors": errors}
    return render(request, "moderation/keeping_purge.html", context, status=422 if errors else 200)


# Holds


@require_http_methods(["GET", "POST"])
def new_hold(request: HttpRequest) -> HttpResponse:
    """A hold on the comment or incident that the address names, otherwise on a writer."""
    keeper(request)
    service, now = request.service, timezone.now()
    comment_id, incident_id = number(request.GET.get("comment")), number(request.GET.get("incident"))
    subject = None
    if comment_id or incident_id:
        subject = pages.subject_of(service, request.user, comment_id, incident_id)
        if subject is None:
            raise Http404
    kind = HoldForm if subject else WriterHoldForm
    form = kind(request.POST or None, service=service, today=service.today(now))
    errors: list[str] = []
    if request.method == "POST" and form.is_valid():
        about = {key: value for key, value in (subject or {}).items() if key != "name"}
        try:
            holds.place(service, by=request.user, now=now, **about, **form.cleaned_data)
        except MoveRefused as error:
            errors = [str(error)]
        else:
            messages.success(request, "The hold is placed. Nothing of it is purged or erased until it ends.")
            return redirect("inbox:keeping", service=service.slug)
    context = {"form": form, "errors": errors, "name": subject["name"] if subject else ""}
    return render(request, "moderation/keeping_hold_new.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "POST"])
def legal_hold(request: HttpRequest, hold_id: int) -> HttpResponse:
    """One hold: still needed until another day, or ended with a reason."""
    keeper(request)
    rows = LegalHold.objects.visible_to(request.user).of_service(request.service)
    hold = get_object_or_404(rows.select_related("channel", "opened_by", "ended_by"), pk=hold_id)
    if hold.comment_id and not Comment.objects.visible_to(request.user).filter(pk=hold.comment_id).exists():
        raise Http404  # kept from this person
    is_end = request.POST.get("do") == "end"
    form = StillNeededForm(None if is_end else request.POST or None)
    errors: list[str] = []
    if request.method == "POST" and (is_end or form.is_valid()):
        try:
            if is_end:
                holds.end(hold.pk, by=request.user, reason=request.POST.get("reason", ""))
            else:
                holds.still_needed(hold.pk, by=request.user, look_again_on=form.cleaned_data["look_again_on"])
        except MoveRefused as error:
            errors = [str(error)]
        else:
            return redirect("inbox:keeping", service=request.service.slug)
    what = holds.what(hold)
    context = {"hold": hold, "what": what, "form": form, "errors": errors, "typed": request.POST.get("reason", "")}
    return render(request, "moderation/keeping_hold.html", context, status=422 if request.method == "POST" else 200)


# Requests for one's own data


@require_http_methods(["GET", "POST"])
def new_data_request(request: HttpRequest) -> HttpResponse:
    """Open a request; the comment that asks for it fills in what is known."""
    keeper(request)
    service, now = request.service, timezone.now()
    asked_by = None
    if comment_id := number(request.GET.get("comment")):
        visible = Comment.objects.visible_to(request.user).of_service(service)
        asked_by = get_object_or_404(visible.exclude(state="purged"), pk=comment_id)
    initial: dict[str, Any] = {"kind": DataRequest.Kind.ACCESS, "asked_on": service.today(now)}
    if asked_by:
        initial |= {
            "channel": asked_by.channel_id,
            "handles": asked_by.author_handle,
            "asked_on": service.local(asked_by.posted_at).date(),
        }
    form = DataRequestForm(request.POST or None, service=service, initial=initial)
    errors: list[str] = []
    if request.method == "POST" and form.is_valid():
        data = {key: form.cleaned_data[key] for key in ("kind", "channel", "asked_on", "checked_how")}
        try:
            made = data_requests.open_request(
                service, by=request.user, handles=form.lines, comment=asked_by, now=now, **data
            )
        except MoveRefused as error:
            errors = [str(error)]
        else:
            return redirect("inbox:data_request", service=service.slug, request_id=made.pk)
    context = {"form": form, "errors": errors, "comment": asked_by}
    status = 422 if request.method == "POST" else 200
    return render(request, "moderation/keeping_request_new.html", context, status=status)


@require_http_methods(["GET", "POST"])
def data_request(request: HttpRequest, request_id: int) -> HttpResponse:
    """One request from opening to its end; what is handed out is checked here, page by page."""
    keeper(request)
    asked, now = _asked(request, request_id), timezone.now()
    form = AccountsForm(request.POST if request.POST.get("do") == "widen" else None, service=request.service)
    errors: list[str] = []
    if request.method == "POST":
        try:
            done = _act(request, asked, form)
        except MoveRefused as error:
            errors = [str(error)]
        else:
            if done:
                page = number(request.POST.get("page"))
                return redirect(request.path + (f"?page={page}#list" if page else ""))
        asked = data_requests.of(asked.pk)
    context = pages.request_page(asked, request.user, now) | {"form": form, "errors": errors}
    context |= {"typed": request.POST.get("outcome", "")}
    if request.htmx and context["is_running"]:
        return render(request, "moderation/_keeping_progress.html", context)
    if context["is_open"] and not context["is_running"]:
        context |= _to_check(request, asked, now)
    status = 422 if request.method == "POST" else 200
    response = render(request, "moderation/keeping_request.html", context, status=status)
    if request.htmx and request.method == "GET":
        response.headers["HX-Refresh"] = "true"  # the work is done: the whole page is another
    return response


def _asked(request: HttpRequest, request_id: int) -> DataRequest:
    rows = DataRequest.objects.visible_to(request.user).of_service(request.service)
    return data_requests.of(get_object_or_404(rows, pk=request_id).pk)


def _to_check(request: HttpRequest, asked: DataRequest, now) -> dict[str, Any]:
    if asked.kind == DataRequest.Kind.ERASURE:
        return pages.erasure_page(asked, now)
    rows = bundle.loaded(data_requests.comments_of(asked).not_kept_from(request.user))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page") or request.POST.get("page"))
    is_last = not page.has_next()
    found = {"page": page, "listed": pages.checked_list(asked, list(page)), "is_last": is_last}
    return found | ({"asked_again": pages.checked_appeals(asked)} if is_last else {})


def _act(request: HttpRequest, asked: DataRequest, form: AccountsForm) -> bool:
    """Do what the form asks for; False when it came back with errors of its own."""
    post, by = request.POST, request.user
    do = post.get("do", "")
    if do == "widen":
        if not form.is_valid():
            return False
        data_requests.widen(asked.pk, by=by, channel=form.cleaned_data["channel"], handles=form.lines)
        return True
    if do == "check" and post.get("read") != "1":
        raise MoveRefused("Tick that you have read all of it. Nothing is handed out or erased before.")
    verbs: dict[str, Callable[[], Any]] = {
        "hide": lambda: data_requests.choose(asked.pk, by=by, hide=post.get("words", "")),
        "show": lambda: data_requests.choose(asked.pk, by=by, show=post.get("words", "")),
        "back": lambda: data_requests.choose(
            asked.pk, by=by, keep_back=number(post.get("comment")) or 0, ground=post.get("ground", "")
        ),
        "check": lambda: data_requests.check(asked.pk, by=by, number=number(post.get("number")) or 0),
        "finish": lambda: data_requests.finish(
            asked.pk, by=by, outcome=post.get("outcome", ""), is_refused=post.get("how") == "refused"
        ),
    }
    if do not in verbs:
        raise MoveRefused("Choose what is to be done.")
    verbs[do]()
    return True


@require_GET
def data_request_file(request: HttpRequest, request_id: int) -> FileResponse:
    """The ZIP; that it was taken is on record before the first byte goes out."""
    keeper(request)
    asked = _asked(request, request_id)
    try:
        asked = data_requests.handed_out(asked.pk, by=request.user)
        opened = asked.file.open("rb")
    except (MoveRefused, OSError) as error:
        raise Http404 from error
    name = f"your-data-{request.service.slug}-{asked.pk}.zip"
    response = FileResponse(opened, as_attachment=True, filename=name, content_type="application/zip")
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response

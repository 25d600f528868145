"""The library: its grid, taking files in, one file with its people and captions, and serving what is in it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from posts import permissions
from posts.media import consents, library, library_pages
from posts.media.consents import ConsentRefused
from posts.media.library import ChangeRefused
from posts.media.library_forms import CaptionsForm, MediaForm, PeopleForm
from posts.media.serving import served
from posts.media.uploads import FileRefused
from posts.models import Media, MediaKind

PER_PAGE = 24
MOST_AT_ONCE = 40
"""Files of one form without a script; with one they come one by one."""


def refuse(reason: str) -> None:
    if reason:
        raise PermissionDenied(reason)


def media_or_404(request: HttpRequest, media_id: int) -> Media:
    refuse(permissions.refusal_to_read(request.user, request.service))
    rows = Media.objects.visible_to(request.user).of_service(request.service)
    return get_object_or_404(rows.select_related("service", "uploaded_by"), pk=media_id)


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    refuse(permissions.refusal_to_read(request.user, request.service))
    today = request.service.today(timezone.now())
    asked, words = library_pages.asked_for(request.GET), request.GET.get("q", "").strip()[:100]
    rows = library_pages.found(request.service, asked, words, today).select_related("service")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "cards": [library_pages.card(media, today) for media in page],
        "filters": [
            {
                "name": name,
                "label": library_pages.LABELS[name],
                "any": library_pages.ANY.get(name, "All"),
                "choices": [
                    {"key": key, "label": label, "here": asked.get(name) == key} for key, label in said.items()
                ],
            }
            for name, said in library_pages.FILTERS.items()
        ],
        "words": words,
        "is_narrowed": bool(asked or words),
        "has_any": bool(page.paginator.count) or Media.objects.of_service(request.service).exists(),
        "may_write": not permissions.refusal_to_write(request.user, request.service),
    }
    return render(request, "posts/library/index.html", context)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Files come in: several of a plain form at once, or one by one from the script, which reads JSON."""
    refuse(permissions.refusal_to_write(request.user, request.service))
    uploads = request.FILES.getlist("files")[:MOST_AT_ONCE] if request.method == "POST" else []
    rows = [_taken(request, upload) for upload in uploads]
    if request.method == "POST" and request.headers.get("Accept") == "application/json":
        return JsonResponse({"files": rows}, status=200 if rows else 422)
    errors = []
    if request.method == "POST" and not uploads:
        errors = [{"text": "Choose one or more files.", "url": "#id_files"}]
    elif len(request.FILES.getlist("files")) > MOST_AT_ONCE:
        errors = [f"Only the first {MOST_AT_ONCE} files were looked at. Choose the others again."]
    status = 422 if errors or any(row["state"] == "refused" for row in rows) else 200
    context = {"rows": rows, "errors": errors, "most_at_once": MOST_AT_ONCE}
    return render(request, "posts/library/add.html", context, status=status)


def _taken(request: HttpRequest, upload: Any) -> dict[str, str]:
    try:
        taken = library.take(service=request.service, by=request.user, upload=upload)
    except FileRefused as refused:
        return {"name": upload.name, "state": "refused", "text": str(refused), "url": ""}
    url = reverse("posts:library_file", args=[request.service.slug, taken.media.pk])
    if not taken.is_new:
        away = " It was put away." if taken.media.archived_at else ""
        text = f"You have this already, as “{taken.media}”.{away}"
        return {"name": upload.name, "state": "known", "text": text, "url": url}
    return {"name": upload.name, "state": "taken", "text": "It is in the library.", "url": url}


@require_http_methods(["GET", "POST"])
def file(request: HttpRequest, media_id: int) -> HttpResponse:
    """One file: what it is, who is shown, where it is used. A POST says what it is and whose."""
    media = media_or_404(request, media_id)
    if request.method == "GET":
        return _show(request, media)
    refuse(permissions.refusal_to_write(request.user, request.service))
    form = MediaForm(request.POST, media=media)
    if not form.is_valid():
        return _show(request, media, form=form, status=422)
    try:
        library.describe(media.pk, by=request.user, seen=request.POST.get("seen", ""), said=form.cleaned_data)
    except ChangeRefused as refused:
        return _show(request, media_or_404(request, media_id), form=form, errors=[str(refused)], status=409)
    messages.success(request, "It is saved.")
    return redirect("posts:library_file", service=request.service.slug, media_id=media.pk)


@require_POST
def people(request: HttpRequest, media_id: int) -> HttpResponse:
    media = media_or_404(request, media_id)
    refuse(permissions.refusal_to_write(request.user, request.service))
    form = PeopleForm(request.POST, media=media)
    if not form.is_valid():
        return _show(request, media, people=form, status=422)
    seen = request.POST.get("seen", "")
    try:
        consents.say_who_is_shown(media.pk, by=request.user, seen=seen, people=form.people())
    except ConsentRefused as refused:
        form.errors.append(str(refused))
        return _show(request, media_or_404(request, media_id), people=form, status=409)
    messages.success(request, "It is saved who is shown.")
    return redirect(reverse("posts:library_file", args=[request.service.slug, media.pk]) + "#people")


@require_POST
def captions(request: HttpRequest, media_id: int) -> HttpResponse:
    media = media_or_404(request, media_id)
    refuse(permissions.refusal_to_write(request.user, request.service))
    takes_away = "take_away" in request.POST
    form = CaptionsForm(request.POST, request.FILES)
    if not takes_away and not form.is_valid():
        return _show(request, media, captions_form=form, status=422)
    upload = None if takes_away else form.cleaned_data["captions"]
    try:
        library.set_captions(media.pk, by=request.user, upload=upload)
    except (FileRefused, ChangeRefused) as refused:
        form.add_error("captions", str(refused))
        return _show(request, media, captions_form=form, status=422)
    messages.success(request, "The captions are taken away." if takes_away else "The captions are saved.")
    return redirect("posts:library_file", service=request.service.slug, media_id=media.pk)


@require_POST
def archive(request: HttpRequest, media_id: int) -> HttpResponse:
    media = media_or_404(request, media_id)
    refuse(permissions.refusal_to_write(request.user, request.service))
    library.archive(media.pk, by=request.user)
    messages.success(request, "It is put away: no longer offered for posts. You can bring it back here.")
    return redirect("posts:library_file", service=request.service.slug, media_id=media.pk)


@require_POST
def restore(request: HttpRequest, media_id: int) -> HttpResponse:
    media = media_or_404(request, media_id)
    refuse(permissions.refusal_to_write(request.user, request.service))
    library.restore(media.pk, by=request.user)
    messages.success(request, "It is back in the library.")
    return redirect("posts:library_file", service=request.service.slug, media_id=media.pk)


def _show(
    request: HttpRequest,
    media: Media,
    *,
    form: MediaForm | None = None,
    people: PeopleForm | None = None,
    captions_form: CaptionsForm | None = None,
    errors: list[Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    today = request.service.today(timezone.now())
    shown = list(media.people.select_related("consent"))
    may_write = not permissions.refusal_to_write(request.user, request.service)
    context = {
        "media": media,
        "card": library_pages.card(media, today),
        "address": library_pages.address_of(media),
        "facts": _facts(media),
        "seen": consents.stamp(media),
        "may_write": may_write,
        "refusal": permissions.refusal_to_write(request.user, request.service),
        "form": form or MediaForm(media=media),
        "people_form": people or PeopleForm(media=media),
        "people": [{"row": one, "holds": consents.holds(one.consent, today)} for one in shown],
        "captions_form": captions_form or CaptionsForm(),
        "errors": errors or [],
        "uses": library.uses_of([media.pk])[media.pk],
        "history": library_pages.history(media),
        "is_video": media.kind == MediaKind.VIDEO,
        "is_picture": media.kind == MediaKind.PICTURE,
    }
    return render(request, "posts/library/file.html", context, status=status)


def _facts(media: Media) -> list[dict[str, str]]:
    local = media.service.local(media.uploaded_at)
    facts = [
        {"term": "File", "value": media.original_name},
        {"term": "Kind", "value": library_pages.short_facts(media)},
        {"term": "Added", "value": f"{local:%-d %b %Y} by {media.uploaded_by}"},
    ]
    if media.width and media.height:
        facts.insert(2, {"term": "Size", "value": f"{media.width:,} × {media.height:,} pixels"})
    return facts


@require_GET
def serve(request: HttpRequest, media_id: int) -> HttpResponse:
    """A file of the service, as we keep it: pictures and videos to look at, documents to download."""
    media = media_or_404(request, media_id)
    return served(media.file, media.media_type, request.headers.get("Range", ""), save_as=_name_to_save(media))


def _name_to_save(media: Media) -> str:
    """ "" for what a page may show; documents are only ever downloaded, so that nothing in them runs here."""
    return media.original_name if media.kind == MediaKind.DOCUMENT else ""


@require_GET
def serve_captions(request: HttpRequest, media_id: int) -> HttpResponse:
    media = media_or_404(request, media_id)
    return served(media.captions, "text/vtt; charset=utf-8", changes=True)

"""Logging a comment that was seen elsewhere, and the picture of its words."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from moderation import permissions
from moderation.coming_in import addresses, by_hand
from moderation.coming_in.forms_log import LogForm, channel_of
from moderation.models import Screenshot
from moderation.moves import MoveRefused
from moderation.views_shared import comment_of, reader
from posts.media.pictures import TYPES
from posts.media.serving import served

NOT_WRITTEN = ("on", "at", "channel")


@require_http_methods(["GET", "POST"])
def log(request: HttpRequest) -> HttpResponse:
    """Log a comment that was seen elsewhere. Whatever is refused, what was typed stays."""
    reader(request)
    now = timezone.now()
    if request.method == "POST" and request.POST.get("do") == "read":
        return _filled_in(request)
    form = LogForm(request.POST or None, request.FILES or None, service=request.service, now=now)
    known, known_by, errors = None, "", []
    if request.method == "POST" and form.is_valid():
        written = {name: value for name, value in form.cleaned_data.items() if name not in NOT_WRITTEN}
        try:
            comment = by_hand.log(form.cleaned_data["channel"], by=request.user, now=now, **written)
        except by_hand.HereAlready as here:
            known, known_by = here.comment, here.field
            errors = [{"text": str(here), "url": f"#id_{known_by}"}]
        except MoveRefused as refused:
            errors = [str(refused)]
        else:
            messages.success(request, "Logged, and a copy is kept.")
            return redirect("inbox:comment", service=request.service.slug, comment_id=comment.pk)
    context = {"form": form, "errors": errors, "known": known, "known_by": known_by}
    return _shown(request, context, 422 if request.method == "POST" else 200)


def _shown(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """The page; a browser keeps no chosen file, so a picture has to be chosen again."""
    context["lost_picture"] = bool(request.FILES)
    context["may_import"] = not permissions.refusal_to_import(request.user, request.service)
    return render(request, "moderation/log.html", context, status=status)


def _filled_in(request: HttpRequest) -> HttpResponse:
    """The form with what its address says put in where nothing stands, and the comment that is here already."""
    typed = request.POST.dict()
    found = addresses.read(typed.get("url", ""))
    if not typed.get("channel") and (channel := channel_of(request.service, found)):
        typed["channel"] = str(channel.pk)
    typed["author_handle"] = typed.get("author_handle") or found.handle
    form = LogForm(initial=typed, service=request.service, now=timezone.now())
    context = {
        "form": form,
        "known": by_hand.known_at(request.service, typed.get("url", ""), request.user),
        "was_read": True,
        "says_nothing": not found.network,
    }
    return _shown(request, context)


@require_GET
def screenshot(request: HttpRequest, comment_id: int) -> HttpResponse:
    """The picture of a comment's words, for who may see the comment."""
    comment = comment_of(request, comment_id)
    found = Screenshot.objects.filter(comment=comment).first()
    if found is None:
        raise Http404
    return served(found.file, TYPES.get(PurePath(found.file.name).suffix, ""))

"""The revisions of a post: which there are, what differs between two, and one brought back."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from posts import permissions, workflow
from posts.models import Post, Revision
from posts.services import StaleForm
from posts.workflow import MoveRefused
from posts.writing import versions
from posts.writing.versions import NotRestored


def _post_or_404(request: HttpRequest, post_id: int) -> Post:
    if refusal := permissions.refusal_to_read(request.user, request.service):
        raise PermissionDenied(refusal)
    rows = Post.objects.visible_to(request.user).of_service(request.service)
    return get_object_or_404(rows.select_related("service", "revision"), pk=post_id)


@require_GET
def index(request: HttpRequest, post_id: int) -> HttpResponse:
    """All revisions, and the words that changed from `?from=` to `?to=`: the last change unless others are named."""
    post = _post_or_404(request, post_id)
    history = versions.history(post)
    numbers = [one.revision.number for one in history]
    last = _number(request.GET.get("to", ""), numbers) or numbers[0]
    first = _number(request.GET.get("from", ""), numbers) or next((n for n in numbers if n < last), last)
    before, after = (versions.loaded(post, number) for number in sorted((first, last)))
    can = workflow.available(post, request.user)
    context = {
        "post": post,
        "history": history,
        "before": before,
        "after": after,
        "changes": versions.changes(before, after) if before.number != after.number else [],
        "shown": _shown(after),
        "may_restore": can.get("edit", "-") == "",
    }
    return render(request, "posts/versions.html", context)


def _number(typed: str, numbers: list[int]) -> int | None:
    wanted = int(typed) if typed.isdecimal() and typed.isascii() and len(typed) < 7 else 0
    return wanted if wanted in numbers else None


def _shown(revision: Revision) -> dict[str, object]:
    """What a revision said, to read and to copy from."""
    return {
        "text": revision.text,
        "own": [(one.channel, one.text) for one in revision.revision_channels.all() if one.text],
        "channels": [one.channel for one in revision.revision_channels.all()],
        "link": revision.link,
        "media": [(one.media, one.alt_text) for one in revision.revision_media.all()],
    }


@require_POST
def restore(request: HttpRequest, post_id: int) -> HttpResponse:
    post = _post_or_404(request, post_id)
    if refusal := permissions.refusal_to_edit(request.user, post):
        raise PermissionDenied(refusal)
    number, version = (request.POST.get(name, "") for name in ("number", "version"))
    try:
        saved = versions.restore(
            post.pk,
            number=int(number) if number.isdecimal() and len(number) < 7 else 0,
            by=request.user,
            version=int(version) if version.isdecimal() and len(version) < 9 else 0,
        )
    except (NotRestored, MoveRefused, StaleForm) as refused:
        messages.error(request, str(refused))
        return redirect("posts:versions", service=request.service.slug, post_id=post.pk)
    messages.success(request, f"The post says again what revision {number} said, as revision {saved.revision.number}.")
    return redirect("posts:versions", service=request.service.slug, post_id=post.pk)

"""Notes between staff: written, answered, settled, opened again. Each leads back to the post's page."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from posts import permissions
from posts.forms import StaffNoteForm
from posts.models import Note, Post
from posts.reviewing import notes
from posts.reviewing.notes import NoteRefused
from posts.reviewing.reading import ReadingPage


def _post_or_404(request: HttpRequest, post_id: int) -> Post:
    if refusal := permissions.refusal_to_read(request.user, request.service):
        raise PermissionDenied(refusal)
    rows = Post.objects.visible_to(request.user).of_service(request.service)
    return get_object_or_404(rows.for_reading(), pk=post_id)


@require_POST
def write(request: HttpRequest, post_id: int) -> HttpResponse:
    post = _post_or_404(request, post_id)
    form = StaffNoteForm(request.POST)
    errors: list[str] = []
    if form.is_valid():
        typed = form.cleaned_data
        try:
            note = notes.write(
                post.pk,
                by=request.user,
                text=typed["text"],
                quote=typed["quote"],
                near=typed["near"] or 0,
                channel_id=typed["channel"],
            )
        except NoteRefused as refused:
            errors.append(str(refused))
        else:
            messages.success(request, "Your note is kept.")
            return _back_to(request, post.pk, note.pk)
    page = ReadingPage(post, request.user, now=timezone.now())
    page.staff_note_form = form
    page.errors += errors
    return render(request, "posts/post.html", page.context(), status=409 if errors else 422)


@require_POST
def answer(request: HttpRequest, post_id: int, note_id: int) -> HttpResponse:
    note = _note_or_404(request, post_id, note_id)
    return _done(request, note, lambda: notes.answer(note.pk, by=request.user, text=request.POST.get("text", "")))


@require_POST
def settle(request: HttpRequest, post_id: int, note_id: int) -> HttpResponse:
    note = _note_or_404(request, post_id, note_id)
    return _done(request, note, lambda: notes.settle(note.pk, by=request.user))


@require_POST
def reopen(request: HttpRequest, post_id: int, note_id: int) -> HttpResponse:
    note = _note_or_404(request, post_id, note_id)
    return _done(request, note, lambda: notes.reopen(note.pk, by=request.user))


def _note_or_404(request: HttpRequest, post_id: int, note_id: int) -> Note:
    return get_object_or_404(Note, pk=note_id, post=_post_or_404(request, post_id))


def _done(request: HttpRequest, note: Note, act: Callable[[], Note]) -> HttpResponse:
    try:
        act()
    except NoteRefused as refused:
        page = ReadingPage(_post_or_404(request, note.post_id), request.user, now=timezone.now())
        page.errors.append(str(refused))
        page.typed_answer = (note.pk, request.POST.get("text", ""))
        return render(request, "posts/post.html", page.context(), status=409)
    return _back_to(request, note.post_id, note.pk)


def _back_to(request: HttpRequest, post_id: int, note_id: int) -> HttpResponse:
    address = reverse("posts:post", kwargs={"service": request.service.slug, "post_id": post_id})
    return redirect(f"{address}#note-{note_id}")

"""List, editor, live check and review."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from posts import permissions, services, workflow
from posts.checking.marks import MarkRefused
from posts.content import TextTooLong
from posts.filters import GROUPS, PostFilter
from posts.models import Campaign, Post, Series
from posts.reviewing.reading import ReadingPage
from posts.services import StaleForm
from posts.times import TimeRefused
from posts.workflow import MoveRefused
from posts.writing import editor_page, starting
from posts.writing.editor import Editor

PER_PAGE = 25


def _refuse(reason: str) -> None:
    if reason:
        raise PermissionDenied(reason)


def _post_or_404(request: HttpRequest, post_id: int) -> Post:
    _refuse(permissions.refusal_to_read(request.user, request.service))
    rows = Post.objects.visible_to(request.user).of_service(request.service)
    post = get_object_or_404(rows.for_reading(), pk=post_id)
    post.service = request.service  # the same row; what is kept on it is asked for once
    return post


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    _refuse(permissions.refusal_to_read(request.user, request.service))
    rows = Post.objects.visible_to(request.user).of_service(request.service)
    today = request.service.today(timezone.now())
    chosen = PostFilter(request.GET, queryset=rows.for_list().marking_consents(today))
    page = Paginator(chosen.qs, PER_PAGE).get_page(request.GET.get("page"))
    counts = rows.counts_by_state()
    total = sum(counts.values())
    context = {
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "tabs": [
            {"key": "", "label": "All", "count": total},
            *(
                {"key": key, "label": label, "count": sum(counts.get(state, 0) for state in states)}
                for key, (label, states) in GROUPS.items()
            ),
        ],
        "state": request.GET.get("state", ""),
        "belongs_to": _belongs_to(request, chosen.form.cleaned_data),
        "words": request.GET.get("q", ""),
        "has_any": bool(total),
        "may_write": not permissions.refusal_to_write(request.user, request.service),
    }
    return render(request, "posts/list.html", context)


def _belongs_to(request: HttpRequest, chosen: dict[str, Any]) -> dict[str, Any] | None:
    """The campaign or series that the list is narrowed to, in words."""
    for key, model in (("campaign", Campaign), ("series", Series)):
        if pk := chosen.get(key):
            row = model.objects.visible_to(request.user).of_service(request.service).filter(pk=pk).first()
            return {"key": key, "what": key, "pk": int(pk), "name": str(row or "not found")}
    return None


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    _refuse(permissions.refusal_to_write(request.user, request.service))
    if request.method == "POST":
        return _take_editor(request, None)
    start = starting.asked_for(request.service, request.GET)
    editor = Editor(request.service, request.user, initial=start.initial, template=start.template, now=timezone.now())
    return _show_editor(request, editor)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, post_id: int) -> HttpResponse:
    post = _post_or_404(request, post_id)
    _refuse(permissions.refusal_to_edit(request.user, post))
    if request.method == "POST":
        return _take_editor(request, post)
    if "edit" not in workflow.available(post, request.user):
        messages.warning(request, f"This post is “{post.get_state_display().lower()}”, so it cannot be changed.")
        return redirect("posts:post", service=request.service.slug, post_id=post.pk)
    template = starting.template_of(request.service, request.GET.get("template", ""))
    return _show_editor(request, Editor(request.service, request.user, post, template=template, now=timezone.now()))


@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """What the policy says to what is typed now; nothing is saved. `?post=` names the post, if there is one."""
    _refuse(permissions.refusal_to_write(request.user, request.service))
    asked = request.GET.get("post", "")
    post = _post_or_404(request, int(asked)) if asked.isdecimal() and len(asked) < 18 else None
    editor = Editor(request.service, request.user, post, data=request.POST, now=timezone.now())
    context = {**editor_page.context(editor), "only_bar": "only_bar" in request.POST}
    return HttpResponse(render_to_string("posts/_checked.html", context))  # a fragment: it needs no frame


@require_POST
def card(request: HttpRequest) -> HttpResponse:
    """The fields of the link's card, filled in once a worker has read the page, or of the link, when it is made short
    or whole again. Nothing of the post is saved."""
    _refuse(permissions.refusal_to_write(request.user, request.service))
    editor = Editor(request.service, request.user, data=request.POST, now=timezone.now())
    part = "posts/_card.html"
    if _press_link(request, editor):
        part = "posts/_link.html"
    else:
        editor.fetch_card()
    address = reverse("posts:card", kwargs={"service": request.service.slug})
    context = {"editor": editor, "form": editor.form, "card_url": address}
    return HttpResponse(render_to_string(part, context))  # a fragment: it needs no frame


def _show_editor(request: HttpRequest, editor: Editor, status: int = 200) -> HttpResponse:
    return render(request, "posts/edit.html", editor_page.context(editor), status=status)


def _take_editor(request: HttpRequest, post: Post | None) -> HttpResponse:
    """One of the editor's buttons was pressed. Whatever is refused, what was typed is shown again."""
    editor = Editor(request.service, request.user, post, data=request.POST, now=timezone.now())
    if key := request.POST.get("fix"):
        editor.use_suggestion(key)
        return _show_editor(request, editor, 409 if editor.errors else 200)
    if name := request.POST.get("thread"):
        editor.make_thread(name)
        return _show_editor(request, editor, 409 if editor.errors else 200)
    if "fetch_card" in request.POST:
        editor.fetch_card()
        return _show_editor(request, editor)
    if _press_link(request, editor):
        return _show_editor(request, editor)
    if "undo_fix" in request.POST:
        editor.undo_suggestion()
        return _show_editor(request, editor, 409 if editor.errors else 200)
    if "wrong" in request.POST or "not_wrong" in request.POST:
        return _mark(request, editor)
    if editor.press_picture(request.FILES):
        return _show_editor(request, editor, 422 if editor.errors else 200)
    is_valid = editor.is_valid()
    if not is_valid or not _save(request, editor):
        return _show_editor(request, editor, 409 if editor.newer else 422)
    if "submit" in request.POST:
        return _submit(request, editor.post)
    messages.success(request, "The draft is saved." if editor.post.state == "draft" else "The post is saved.")
    if editor.saved_notice:
        messages.warning(request, editor.saved_notice)
    address = reverse("posts:edit", kwargs={"service": request.service.slug, "post_id": editor.post.pk})
    return redirect(f"{address}?template={editor.template.pk}" if editor.template else address)


def _press_link(request: HttpRequest, editor: Editor) -> bool:
    """Make the link short or whole again, as the button says; False when none was pressed."""
    if "shorten" in request.POST:
        editor.shorten_link()
    elif "lengthen" in request.POST:
        editor.lengthen_link()
    else:
        return False
    return True


def _mark(request: HttpRequest, editor: Editor) -> HttpResponse:
    """What is typed is shown again, not saved; the mark is."""
    try:
        editor.mark_finding(note=request.POST.get(f"wrong-note-{request.POST.get('wrong', '')}", ""))
    except MarkRefused as refused:
        editor.errors.append(str(refused))
    return _show_editor(request, editor, 409 if editor.errors else 200)


def _save(request: HttpRequest, editor: Editor) -> bool:
    """Save what is typed; a refusal becomes an error of the page."""
    try:
        save = {"by": request.user, "written": editor.written(), "findings": editor.findings}
        if editor.post is None:
            editor.post = services.create_post(service=request.service, **save)
        else:
            typed = request.POST.get("version", "")
            version = int(typed) if typed.isdecimal() and len(typed) < 9 else 0
            editor.post = services.save_post(editor.post.pk, version=version, **save)
    except StaleForm as stale:
        editor.show_newer(stale)
        return False
    except TimeRefused as refused:
        editor.form.add_error("publish_time", str(refused))
        return False
    except (MoveRefused, TextTooLong) as refused:
        editor.errors.append(str(refused))
        return False
    return True


def _submit(request: HttpRequest, post: Post) -> HttpResponse:
    try:
        workflow.submit(post.pk, by=request.user)
    except MoveRefused as refused:
        post = _post_or_404(request, post.pk)
        editor = Editor(request.service, request.user, post, now=timezone.now())
        editor.errors.append({"text": str(refused), "url": "#findings"})
        editor.notice = "The draft is saved, but it is not submitted."
        return _show_editor(request, editor, 409)
    messages.success(request, "The post is submitted. The line manager has an e-mail about it.")
    return redirect("posts:post", service=request.service.slug, post_id=post.pk)


@require_http_methods(["GET", "POST"])
def post(request: HttpRequest, post_id: int) -> HttpResponse:
    """The review and reading page. A POST makes one move, named by its button."""
    found = _post_or_404(request, post_id)
    page = ReadingPage(found, request.user, now=timezone.now(), data=request.POST or None)
    if request.method == "GET":
        return render(request, "posts/post.html", page.context())
    marks_one = "wrong" in request.POST or "not_wrong" in request.POST
    try:
        done = page.mark_finding() if marks_one else page.move()
    except (MoveRefused, MarkRefused) as refused:
        page = ReadingPage(_post_or_404(request, post_id), request.user, now=timezone.now(), data=request.POST)
        page.errors.append(str(refused))
        return render(request, "posts/post.html", page.context(), status=409)
    if not done:
        return render(request, "posts/post.html", page.context(), status=422)
    if page.verb in ("approve", "return") and (after := page.next_after_decision()):
        messages.success(request, f"“{found}”: {done} This is the next one that waits.")
        return redirect("posts:post", service=request.service.slug, post_id=after)
    messages.success(request, done)
    address = reverse("posts:post", kwargs={"service": request.service.slug, "post_id": post_id})
    return redirect(f"{address}#check" if marks_one else address)

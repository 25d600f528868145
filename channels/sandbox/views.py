"""The sandbox network's pages: a timeline, comments below its posts, and private messages.

Open to anybody, so nothing here reads or writes a row of ours but the sandbox's own.
"""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.db.models import Prefetch, Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.models import Service
from channels.models import SandboxComment, SandboxMark, SandboxPost, SandboxReply
from channels.sandbox import marks
from channels.sandbox.forms import MOST_CHARACTERS, WriteForm
from channels.sandbox.visitors import refusal_to_mark, refusal_to_write, remember, visitor_of

POSTS_A_PAGE = 20
COMMENTS_SHOWN = 200


@login_not_required
@never_cache
@require_GET
def timeline(request: HttpRequest, sandbox: str) -> HttpResponse:
    return _page(request, _service(sandbox), counts=True)


@login_not_required
@never_cache
@require_POST
def comment(request: HttpRequest, sandbox: str, key: uuid.UUID) -> HttpResponse:
    """Write below a post."""
    service = _service(sandbox)
    post = get_object_or_404(SandboxPost, service=service, key=key, removed_at=None)
    return _write(request, service, WriteForm(request.POST, place=f"on-{post.key}", label="Your comment"), post)


@login_not_required
@never_cache
@require_POST
def message(request: HttpRequest, sandbox: str) -> HttpResponse:
    """Write to the service in private."""
    return _write(request, _service(sandbox), WriteForm(request.POST, place="message", label="Your message"), None)


@login_not_required
@never_cache
@require_POST
def answer(request: HttpRequest, sandbox: str, key: uuid.UUID) -> HttpResponse:
    """Answer below a comment, or go on with a private conversation."""
    service = _service(sandbox)
    shown = SandboxComment.objects.filter(service=service, removed_at=None)
    visitor = visitor_of(request)
    above = get_object_or_404(shown.filter(Q(is_private=False, hidden_at=None) | Q(visitor=visitor)), key=key)
    form = WriteForm(request.POST, place=f"below-{above.key}", label="Your answer")
    return _write(request, service, form, above.post, above=above)


@login_not_required
@never_cache
@require_POST
def write_own(request: HttpRequest, sandbox: str) -> HttpResponse:
    """A visitor's own post on the timeline: the service is not told of it, but may search."""
    form = WriteForm(request.POST, place="own", label="Your post")
    return _write(request, _service(sandbox), form, None, is_private=False)


@login_not_required
@never_cache
@require_POST
def change(request: HttpRequest, sandbox: str, key: uuid.UUID) -> HttpResponse:
    """A visitor changes what they wrote."""
    service = _service(sandbox)
    mine = SandboxComment.objects.filter(service=service, visitor=visitor_of(request), removed_at=None)
    found = get_object_or_404(mine, key=key)
    text = request.POST.get("text", "").replace("\x00", "").strip()
    if not text or len(text) > MOST_CHARACTERS:
        messages.error(request, f"Write something, and at most {MOST_CHARACTERS:,} characters.")
    else:
        found.text = text
        found.save(update_fields=["text"])
        messages.success(request, "Your comment is changed.")
    return redirect(f"{reverse('sandbox:timeline', args=[service.slug])}#comment-{found.key}")


@login_not_required
@never_cache
@require_POST
def take_away(request: HttpRequest, sandbox: str, key: uuid.UUID) -> HttpResponse:
    """A visitor deletes what they wrote."""
    service, now = _service(sandbox), timezone.now()
    mine = SandboxComment.objects.filter(service=service, visitor=visitor_of(request), key=key, removed_at=None)
    if not mine.update(removed_at=now, withdrawn_at=now):
        raise Http404
    messages.success(request, "Your comment is gone.")
    return redirect("sandbox:timeline", sandbox=sandbox)


@login_not_required
@never_cache
@require_POST
def mark(request: HttpRequest, sandbox: str, key: uuid.UUID) -> HttpResponse:
    """Like a post or pass it on, or take that back."""
    service = _service(sandbox)
    post = get_object_or_404(SandboxPost, service=service, key=key, removed_at=None)
    kind = request.POST.get("kind", "")
    if kind not in marks.ON_POSTS:
        return HttpResponse(status=400)
    return _mark(request, service, kind, post)


@login_not_required
@never_cache
@require_POST
def follow(request: HttpRequest, sandbox: str) -> HttpResponse:
    """Follow the service, or end that."""
    return _mark(request, _service(sandbox), SandboxMark.Kind.FOLLOW, None)


def _mark(request: HttpRequest, service: Service, kind: str, post: SandboxPost | None) -> HttpResponse:
    now, visitor = timezone.now(), visitor_of(request) or uuid.uuid4()
    to = reverse("sandbox:timeline", args=[service.slug]) + (f"#post-{post.key}" if post else "")
    if refusal := refusal_to_mark(request, service, visitor, now):
        messages.error(request, refusal)
        return redirect(to)
    (marks.take_back if request.POST.get("on") == "0" else marks.put)(service, visitor, kind, post)
    return remember(redirect(to), visitor)


@login_not_required
@require_GET
def picture(request: HttpRequest, sandbox: str, key: uuid.UUID, number: int) -> FileResponse:
    """A picture of a published post, the first being 0."""
    post = get_object_or_404(SandboxPost, service=_service(sandbox), key=key, removed_at=None)
    try:
        file = default_storage.open(post.pictures[number]["file"])
    except (IndexError, FileNotFoundError) as error:
        raise Http404 from error
    return FileResponse(file, headers={"Cache-Control": "max-age=3600"})


def _service(slug: str) -> Service:
    """A service that trains on the sandbox; any other looks as if it did not exist."""
    return get_object_or_404(Service.objects.filter(channels__connector="sandbox").distinct(), slug=slug)


def _write(
    request: HttpRequest,
    service: Service,
    form: WriteForm,
    post: SandboxPost | None,
    *,
    above: SandboxComment | None = None,
    is_private: bool | None = None,
) -> HttpResponse:
    """Put down what a visitor wrote. What answers something is as private as that; what answers nothing is private."""
    if is_private is None:
        is_private = above.is_private if above else post is None
    if not form.is_valid():
        return _page(request, service, form, status=422)
    now, visitor = timezone.now(), visitor_of(request) or uuid.uuid4()
    if refusal := refusal_to_write(request, service, visitor, now):
        form.add_error(None, refusal)
        return _page(request, service, form, status=429)
    made = SandboxComment.objects.create(
        service=service,
        post=post,
        above=above,
        is_private=is_private,
        visitor=visitor,
        author_name=form.cleaned_data["name"],
        text=form.cleaned_data["text"],
        posted_at=now,
    )
    messages.success(request, "Your message is with the service." if is_private else "Your comment is there.")
    address = reverse("sandbox:timeline", args=[service.slug])
    return remember(redirect(f"{address}#comment-{made.key}"), visitor)


def _page(
    request: HttpRequest, service: Service, sent: WriteForm | None = None, status: int = 200, *, counts: bool = False
) -> HttpResponse:
    """The timeline; `sent` is a form that came back, in its place and with what was typed. With `counts` its posts
    were shown once more."""
    visitor = visitor_of(request)
    page = Paginator(_posts(service, visitor), POSTS_A_PAGE).get_page(request.GET.get("page"))
    if counts:
        marks.count_showing(page)
    follows = marks.show(service, page, visitor)
    mine = SandboxComment.objects.filter(service=service, visitor=visitor) if visitor else SandboxComment.objects.none()
    latest = mine.order_by("-pk").first()
    start = {"name": latest.author_name if latest else ""}
    for post in page:
        own = WriteForm(place=f"on-{post.key}", label="Your comment", initial=start)
        post.form = sent if sent and sent.place == own.place else own
    own = WriteForm(place="message", label="Your message", initial=start)
    others = WriteForm(place="own", label="Your post", initial=start)
    written, private = list(_written(service, visitor)), list(_private(mine))
    for one in [*(shown for post in page for shown in post.seen), *written, *private]:
        one.returned = sent if sent and sent.place == f"below-{one.key}" else None
    return render(
        request,
        "sandbox/timeline.html",
        {
            "owner": service,
            "page": page,
            "visitor": visitor,
            "follows": follows,
            "sent": sent,
            "message_form": sent if sent and sent.place == own.place else own,
            "own_form": sent if sent and sent.place == "own" else others,
            "written": written,
            "private": private,
        },
        status=status,
    )


def _posts(service: Service, visitor: uuid.UUID | None):
    """Posts that are there, with the comments that this visitor may see: a hidden one is seen by its writer alone."""
    seen = SandboxComment.objects.filter(Q(hidden_at=None) | Q(visitor=visitor), removed_at=None)
    answers = Prefetch("replies", SandboxReply.objects.filter(is_private=False), to_attr="answers")
    return SandboxPost.objects.filter(service=service, removed_at=None).prefetch_related(
        Prefetch("comments", seen.select_related("above").prefetch_related(answers)[:COMMENTS_SHOWN], to_attr="seen")
    )


def _written(service: Service, visitor: uuid.UUID | None):
    """What visitors put on the timeline themselves, newest first."""
    seen = SandboxComment.objects.filter(Q(hidden_at=None) | Q(visitor=visitor), service=service, removed_at=None)
    return (
        seen.filter(post=None, is_private=False)
        .select_related("above")
        .prefetch_related(Prefetch("replies", SandboxReply.objects.filter(is_private=False), to_attr="answers"))
        .order_by("-pk")[:POSTS_A_PAGE]
    )


def _private(mine):
    """The visitor's private messages and what the service answered them in private, newest first."""
    return (
        mine.filter(Q(is_private=True) | Q(replies__is_private=True))
        .filter(Q(removed_at=None) | Q(withdrawn_at=None))
        .distinct()
        .prefetch_related(Prefetch("replies", SandboxReply.objects.filter(is_private=True), to_attr="answers"))
        .order_by("-pk")[:COMMENTS_SHOWN]
    )

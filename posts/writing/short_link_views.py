"""Short links: the pages of those who make them, and the address that people follow."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from posts import permissions
from posts.models import Post, ShortLink
from posts.writing import short_links
from posts.writing.short_link_forms import ShortLinkForm

PER_PAGE = 25
DAYS = 30
MOST_POSTS = 20


@login_not_required
@require_safe
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """On to the stored address, and nowhere else. Nothing of who asks is kept, and no cookie is set."""
    link = short_links.find(code)
    if link is None:
        response = HttpResponse(render_to_string("posts/links/unknown.html"), status=404)  # no request: no cookie
    else:
        if not short_links.is_machine(request.method, request.headers):
            short_links.count(link.pk, link.service.today(timezone.now()))
        response = HttpResponseRedirect(link.url)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """The service's short links with their visits, and the form for another one."""
    _refuse(permissions.refusal_to_read(request.user, request.service))
    form, status = ShortLinkForm(request.POST or None), 200
    if request.method == "POST":
        _refuse(permissions.refusal_to_make_short_links(request.user, request.service))
        status = 422
        if form.is_valid():
            try:
                made = short_links.make(service=request.service, by=request.user, **form.cleaned_data)
            except short_links.LinkRefused as refused:
                form.add_error("url", str(refused))
            else:
                messages.success(request, "This is the short link. Copy it into your post.")
                return redirect("links:link", service=request.service.slug, link_id=made.pk)
    since = _since(request)
    shown = "stopped" if request.GET.get("show") == "stopped" else ""
    links = ShortLink.objects.visible_to(request.user).of_service(request.service)
    rows = links.filter(stopped_at__isnull=not shown).counted(since)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "rows": [{"link": one, "address": short_links.address(one.code)} for one in page],
        "shown": shown,
        "has_stopped": bool(shown) or links.exclude(stopped_at=None).exists(),
        "may_make": not permissions.refusal_to_make_short_links(request.user, request.service),
        "days": DAYS,
    }
    return render(request, "posts/links/list.html", context, status=status)


@require_http_methods(["GET"])
def link(request: HttpRequest, link_id: int) -> HttpResponse:
    """One short link: its address to copy, where it leads, its visits by day, and the posts that carry it."""
    found = _link_or_404(request, link_id)
    address, since = short_links.address(found.code), _since(request)
    posts = Post.objects.of_service(request.service).filter(revision__link=address).order_by("-pk")[:MOST_POSTS]
    context = {
        "link": found,
        "address": address,
        "posts": posts,
        "first_on": since,
        "days": found.days.filter(day__gte=since, visits__gt=0).order_by("-day"),
        "span": DAYS,
        "was_stopped": request.GET.get("stopped") == "1" and found.stopped_at is not None,
        "may_change": not permissions.refusal_to_make_short_links(request.user, request.service),
    }
    return render(request, "posts/links/link.html", context)


@require_POST
def stop(request: HttpRequest, link_id: int) -> HttpResponse:
    short_links.stop(_link_or_404(request, link_id).pk, by=request.user)
    response = redirect("links:link", service=request.service.slug, link_id=link_id)
    response["Location"] += "?stopped=1"
    return response


@require_POST
def restore(request: HttpRequest, link_id: int) -> HttpResponse:
    short_links.restore(_link_or_404(request, link_id).pk, by=request.user)
    messages.success(request, "The short link leads to its page again.")
    return redirect("links:link", service=request.service.slug, link_id=link_id)


def _since(request: HttpRequest) -> dt.date:
    """The first of the last days that are shown; today is the last."""
    return request.service.today(timezone.now()) - dt.timedelta(days=DAYS - 1)


def _link_or_404(request: HttpRequest, link_id: int) -> ShortLink:
    _refuse(permissions.refusal_to_read(request.user, request.service))
    rows = ShortLink.objects.visible_to(request.user).of_service(request.service)
    return get_object_or_404(rows.select_related("made_by").counted(_since(request)), pk=link_id)


def _refuse(reason: str) -> None:
    if reason:
        raise PermissionDenied(reason)

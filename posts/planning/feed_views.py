"""The calendar for other programmes: a person's page for their secret address, and what the address gives."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import condition, require_http_methods, require_safe

from posts import permissions
from posts.models import CalendarFeed
from posts.planning import feeds

FRESH_S = 900


@never_cache
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Make, renew or end one's own address. A new one is shown in the answer to the button, and never again."""
    if refusal := permissions.refusal_to_read(request.user, request.service):
        raise PermissionDenied(refusal)
    address = ""
    if request.method == "POST" and request.POST.get("do") == "end":
        feeds.end(request.service, by=request.user)
        messages.success(request, "The address has ended. Calendars that used it get nothing more.")
        return redirect("calendar:feed", service=request.service.slug)
    if request.method == "POST":
        address = settings.SITE_URL + reverse("feed", args=[feeds.make(request.service, by=request.user)])
    kept = CalendarFeed.objects.of_service(request.service).filter(user=request.user).first()
    return render(request, "calendar/feed.html", {"feed": kept, "address": address})


@login_not_required
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """What the address gives; 404 for whatever is wrong with it. Not kept by anybody in between."""
    found = feeds.feed_at(secret)
    if found is None:
        raise Http404
    now = timezone.now()
    body = feeds.as_ics(found, now)
    feeds.mark_read(found, now)
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response = condition(etag_func=lambda request: tag)(lambda request: _calendar(body))(request)
    response.headers["Cache-Control"] = f"private, max-age={FRESH_S}"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _calendar(body: bytes) -> HttpResponse:
    headers = {"Content-Disposition": 'inline; filename="posts.ics"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=headers)

"""Where networks push what happened. Open to anybody; only what carries the network's signature is kept."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from channels import webhooks

LONGEST_CHALLENGE = 200


@login_not_required
@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def facebook(request: HttpRequest) -> HttpResponse:
    return _answer_question(request) if request.method == "GET" else _take_events(request)


def _answer_question(request: HttpRequest) -> HttpResponse:
    challenge = request.GET.get("hub.challenge", "")
    if not webhooks.is_facebooks_question(request.GET) or len(challenge) > LONGEST_CHALLENGE:
        return HttpResponse("no", status=403, content_type="text/plain")
    return HttpResponse(challenge, content_type="text/plain")


def _take_events(request: HttpRequest) -> HttpResponse:
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        length = 0
    if length > webhooks.MOST_BYTES:
        return HttpResponse("too long", status=413, content_type="text/plain")
    body = request.body
    if not webhooks.is_signed_by_facebook(body, request.headers.get("X-Hub-Signature-256", "")):
        return HttpResponse("no", status=403, content_type="text/plain")
    webhooks.keep_facebooks_events(body)
    return HttpResponse("ok", content_type="text/plain")

"""Who a visitor of the sandbox is: a random number in a signed cookie of their own, and nothing else.

Also how much one visitor, and one address on the internet, may write.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from accounts.models import Service
from channels.models import SandboxBlock, SandboxComment, sandbox_handle

COOKIE = "sandbox_visitor"
COOKIE_AGE_S = 30 * 24 * 60 * 60
WINDOW_MINUTES = 10
MOST_OF_A_VISITOR = 20
MOST_OF_AN_ADDRESS = 200  # a class of people in training sits behind one address


def visitor_of(request: HttpRequest) -> uuid.UUID | None:
    """The visitor, when they have written before in this browser."""
    try:
        return uuid.UUID(request.get_signed_cookie(COOKIE, default="", salt=COOKIE, max_age=COOKIE_AGE_S))
    except ValueError:
        return None


def remember(response: HttpResponse, visitor: uuid.UUID) -> HttpResponse:
    response.set_signed_cookie(
        COOKIE,
        visitor.hex,
        salt=COOKIE,
        max_age=COOKIE_AGE_S,
        path="/sandbox/",
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def refusal_to_write(request: HttpRequest, service: Service, visitor: uuid.UUID, now: dt.datetime) -> str:
    """ "" or that they are blocked, or have written enough for now. Counts this time too."""
    if _is_blocked(service, visitor):
        return "This service has blocked you here, so that you cannot write to it. Its house rules say why it may."
    since = now - dt.timedelta(minutes=WINDOW_MINUTES)
    written = SandboxComment.objects.filter(visitor=visitor, posted_at__gt=since).count()
    if written < MOST_OF_A_VISITOR and _count_address(request, now) <= MOST_OF_AN_ADDRESS:
        return ""
    return f"That was a lot in {WINDOW_MINUTES} minutes. Wait a little, then send it again; your text is still here."


def refusal_to_mark(request: HttpRequest, service: Service, visitor: uuid.UUID, now: dt.datetime) -> str:
    """The same for likes and the like. Counts this time too."""
    if _is_blocked(service, visitor):
        return "This service has blocked you here. Its house rules say why it may."
    if _count_address(request, now) <= MOST_OF_AN_ADDRESS:
        return ""
    return f"That was a lot in {WINDOW_MINUTES} minutes. Wait a little, then try again."


def _is_blocked(service: Service, visitor: uuid.UUID) -> bool:
    return SandboxBlock.objects.filter(service=service, handle=sandbox_handle(visitor)).exists()


def _count_address(request: HttpRequest, now: dt.datetime) -> int:
    address = get_adapter(request).get_client_ip(request)
    window = int(now.timestamp()) // (WINDOW_MINUTES * 60)
    key = "sandbox:" + hashlib.sha256(f"{settings.SECRET_KEY}{address}{window}".encode()).hexdigest()
    cache.add(key, 0, WINDOW_MINUTES * 60)
    return cache.incr(key)

"""Resolves the service of an address, once.

A view below `/<service>/` gets `request.service`; the slug is taken out of its arguments. A person who is no
member gets a 404, as if the service did not exist.
"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from accounts.models import Service


class ServiceMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.service = None
        response = self.get_response(request)
        timezone.deactivate()
        return response

    def process_view(self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict) -> HttpResponse | None:
        slug = kwargs.pop("service", None)
        if slug is None:
            return None
        if not request.user.is_authenticated:  # LoginRequiredMiddleware has redirected already, unless the view is open
            raise Http404
        service = Service.objects.of(request.user).with_others_of(request.user).filter(slug=slug).first()
        if service is None:
            raise Http404
        request.service = service
        timezone.activate(service.zone)
        if service.two_factor_required and not has_second_step(request):
            messages.warning(request, f"{service.name} asks for a second step at sign-in. Set it up to go on.")
            return redirect("mfa_activate_totp")
        return None


def has_second_step(request: HttpRequest) -> bool:
    """Whether this person has a one-time-code app set up."""
    from allauth.mfa.models import Authenticator

    return Authenticator.objects.filter(user=request.user, type=Authenticator.Type.TOTP).exists()

"""The service's whole history."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.models import Role
from accounts.permissions import refusal_without_role
from audit.models import Event
from audit.timeline import entry


def history(request: HttpRequest) -> HttpResponse:
    """Everything that happened in the service, newest first; for the service manager."""
    if refusal := refusal_without_role(
        request.user, request.service, Role.SERVICE_MANAGER, to_do="read the whole history"
    ):
        raise PermissionDenied(refusal)
    events = Event.objects.of_service(request.service).order_by("-number")
    page = Paginator(events, 50).get_page(request.GET.get("page"))
    entries = [entry(event, request.user) | {"note": event.label} for event in page]
    numbers = page.paginator.get_elided_page_range(page.number)
    return render(request, "audit/history.html", {"page": page, "entries": entries, "numbers": numbers})

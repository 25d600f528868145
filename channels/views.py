"""The service's channels: list, add, change."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from channels import permissions, services
from channels.forms import ChannelForm
from channels.models import Channel
from channels.networks import Action, connector_of
from channels.services import ChannelRefused


def index(request: HttpRequest) -> HttpResponse:
    """Every account of the service, and how each is served."""
    refusal = permissions.refusal_to_manage(request.user, request.service)
    found = Channel.objects.visible_to(request.user).of_service(request.service).select_related("owner", "service")
    context = {
        "heads": [{"label": label} for label in ("Channel", "State", "Looked after by", "Posts", "Comments")],
        "rows": [_cells(channel, request, may_change=not refusal) for channel in found],
        "refusal": refusal,
        "has_sandbox": any(channel.connector == "sandbox" for channel in found),
    }
    return render(request, "channels/list.html", context)


def add(request: HttpRequest) -> HttpResponse:
    if refusal := permissions.refusal_to_manage(request.user, request.service):
        raise PermissionDenied(refusal)
    form = ChannelForm(request.POST or None, service=request.service, initial={"owner": request.user})
    if request.method != "POST":
        return _form(request, form)
    if not form.is_valid():
        return _form(request, form, status=422)
    try:
        channel = services.add_channel(request.service, by=request.user, **form.cleaned_data)
    except ChannelRefused as refused:
        form.add_error(None, str(refused))
        return _form(request, form, status=409)
    messages.success(request, f"{channel} is added.")
    return redirect("channels:list", service=request.service.slug)


def edit(request: HttpRequest, channel_id: int) -> HttpResponse:
    if refusal := permissions.refusal_to_manage(request.user, request.service):
        raise PermissionDenied(refusal)
    found = Channel.objects.visible_to(request.user).of_service(request.service)
    channel = get_object_or_404(found, pk=channel_id)
    form = ChannelForm(request.POST or None, service=request.service, channel=channel)
    if request.method != "POST":
        return _form(request, form, channel)
    if not form.is_valid():
        return _form(request, form, channel, status=422)
    try:
        services.change_channel(channel.pk, by=request.user, **form.cleaned_data)
    except ChannelRefused as refused:
        form.add_error(None, str(refused))
        return _form(request, form, channel, status=409)
    messages.success(request, f"{channel} is changed.")
    return redirect("channels:list", service=request.service.slug)


def _form(request: HttpRequest, form: ChannelForm, channel: Channel | None = None, status: int = 200) -> HttpResponse:
    return render(request, "channels/form.html", {"form": form, "channel": channel}, status=status)


def _cells(channel: Channel, request: HttpRequest, *, may_change: bool) -> list[dict[str, Any]]:
    can = connector_of(channel).capabilities.can
    name: dict[str, Any] = {"text": str(channel), "head": True}
    if may_change:
        name["url"] = reverse("channels:edit", args=[request.service.slug, channel.pk])
    return [
        name,
        {"text": channel.get_state_display(), "state": channel.state},
        {"text": str(channel.owner)},
        {"text": "Go out by themselves" if can(Action.PUBLISH) else "Put out by hand"},
        {"text": _reading(channel, request) if can(Action.READ_COMMENTS) else "Comments logged by hand"},
    ]


def _reading(channel: Channel, request: HttpRequest) -> str:
    if channel.read_error:
        return f"Comments not read: {channel.read_error}"
    if channel.read_at is None:
        return "Comments not read yet"
    read_at = request.service.local(channel.read_at)
    return f"Comments read {read_at:%a} {read_at.day} {read_at:%b}, {read_at:%H:%M}"

"""The service's channels: list, one page each, add, change, and their states."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from audit import timeline
from channels import abilities, pages, permissions, services, troubles, workflow
from channels.forms import ChannelForm, ReasonForm
from channels.models import Channel
from channels.networks import Action, connector_of, sign_in_of
from channels.services import ChannelRefused
from channels.workflow import MoveRefused


def index(request: HttpRequest) -> HttpResponse:
    """Every account of the service, how each is served, and what is not in order."""
    now = timezone.now()
    refusal = permissions.refusal_to_manage(request.user, request.service)
    found = Channel.objects.visible_to(request.user).of_service(request.service).select_related("owner", "service")
    labels = ("Channel", "State", "Looked after by", "Posts", "Comments")
    context = {
        "heads": [{"label": label} for label in labels],
        "rows": [_cells(channel, request) for channel in found],
        "refusal": refusal,
        "mend": pages.mend_entries(troubles.of_service(request.service, now), request),
        "has_sandbox": any(channel.connector == "sandbox" for channel in found),
        "reads_lists": not permissions.refusal_to_read_lists(request.user, request.service),
    }
    return render(request, "channels/list.html", context)


def channel(request: HttpRequest, channel_id: int) -> HttpResponse:
    """One channel: what stands in its way, its connection, how it goes live, what can be done there, its history."""
    now = timezone.now()
    found = pages.channel_of(request, channel_id)
    moves = pages.moves(found, request, now)
    can = abilities.of_channel(found)
    context = {
        "channel": found,
        "mend": pages.mend_entries(pages.troubles_of(found, now), request),
        "connection": pages.connection_facts(found),
        "can_connect": sign_in_of(found.network) is not None,
        "refusal": permissions.refusal_to_manage(request.user, request.service),
        "refusal_to_test": permissions.refusal_to_test(request.user, request.service),
        "steps": pages.steps(found, request, now),
        "forward": [one for one in moves if not one["asks"]],
        "stopping": [one for one in moves if one["asks"]],
        "abilities": can,
        "by_itself": sum(one["how"] == abilities.ITSELF for one in can),
        "history": timeline.entries(found, request.user, most=30),
    }
    return render(request, "channels/channel.html", context)


def add(request: HttpRequest) -> HttpResponse:
    pages.refuse(permissions.refusal_to_manage(request.user, request.service))
    form = ChannelForm(request.POST or None, service=request.service, initial={"owner": request.user})
    if request.method != "POST":
        return _form(request, form)
    if not form.is_valid():
        return _form(request, form, status=422)
    try:
        added = services.add_channel(request.service, by=request.user, **form.cleaned_data)
    except ChannelRefused as refused:
        form.add_error(None, str(refused))
        return _form(request, form, status=409)
    messages.success(request, f"{added} is added.")
    return redirect("channels:channel", service=request.service.slug, channel_id=added.pk)


def edit(request: HttpRequest, channel_id: int) -> HttpResponse:
    pages.refuse(permissions.refusal_to_manage(request.user, request.service))
    found = pages.channel_of(request, channel_id)
    form = ChannelForm(request.POST or None, service=request.service, channel=found)
    if request.method != "POST":
        return _form(request, form, found)
    if not form.is_valid():
        return _form(request, form, found, status=422)
    try:
        services.change_channel(found.pk, by=request.user, **form.cleaned_data)
    except ChannelRefused as refused:
        form.add_error(None, str(refused))
        return _form(request, form, found, status=409)
    messages.success(request, f"{found} is changed.")
    return redirect("channels:channel", service=request.service.slug, channel_id=found.pk)


def move(request: HttpRequest, channel_id: int, verb: str) -> HttpResponse:
    """Move a channel to another state; where a reason is needed, a page asks for it."""
    found = pages.channel_of(request, channel_id)
    here = reverse("channels:channel", args=[request.service.slug, found.pk])
    asks = workflow.MOVES[verb].needs_reason
    who_may = permissions.refusal_to_suspend if asks else permissions.refusal_to_manage
    pages.refuse(who_may(request.user, request.service))
    form = ReasonForm(request.POST or None)
    if request.method != "POST" and not asks:
        return redirect(here)
    status = 200
    if request.method == "POST" and (not asks or form.is_valid()):
        reason = form.cleaned_data["reason"] if asks else ""
        try:
            moved = workflow.move(found.pk, verb, by=request.user, reason=reason)
        except MoveRefused as refused:
            messages.error(request, str(refused))
            return redirect(here)
        messages.success(request, f"{moved} is {moved.get_state_display().lower()} now.")
        return redirect(here)
    if form.is_bound:
        status = 422
    context = {
        "channel": found,
        "form": form,
        "title": f"Suspend {found}?",
        "points": [
            "No post goes out there until it is begun again as a pilot.",
            "Posts that are planned for it stay as they are and wait for an answer.",
        ],
        "button": "Suspend it",
        "back": here,
    }
    return render(request, "channels/confirm.html", context, status=status)


def _form(request: HttpRequest, form: ChannelForm, found: Channel | None = None, status: int = 200) -> HttpResponse:
    return render(request, "channels/form.html", {"form": form, "channel": found}, status=status)


def _cells(found: Channel, request: HttpRequest) -> list[dict[str, Any]]:
    can = connector_of(found).capabilities.can
    url = reverse("channels:channel", args=[request.service.slug, found.pk])
    return [
        {"text": str(found), "head": True, "url": url},
        {"text": found.get_state_display(), "state": found.state},
        {"text": str(found.owner)},
        {"text": _posting(found, by_itself=can(Action.PUBLISH))},
        {"text": _reading(found, request) if can(Action.READ_COMMENTS) else "Comments logged by hand"},
    ]


def _posting(found: Channel, *, by_itself: bool) -> str:
    if found.signed_out_at:
        return "Signed out: nothing goes out"
    if by_itself:
        return "Go out by themselves"
    return "Put out by hand"


def _reading(found: Channel, request: HttpRequest) -> str:
    if found.read_error:
        return f"Comments not read: {found.read_error}"
    if found.read_at is None:
        return "Comments not read yet"
    read_at = request.service.local(found.read_at)
    return f"Comments read {read_at:%a} {read_at.day} {read_at:%b}, {read_at:%H:%M}"

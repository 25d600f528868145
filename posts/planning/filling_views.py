"""Fill this slot: what could go out then, each with a button."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.models import Service
from channels.models import Channel, ChannelState
from posts import permissions, services, times
from posts.content import TextTooLong
from posts.forms import date_field, time_field
from posts.models import Audience, PostState
from posts.planning import filling
from posts.planning.calendar import day_of
from posts.planning.filling import FillRefused, Slot
from posts.planning.plan import aims_of
from posts.workflow import MoveRefused
from posts.writing.repurposing import NotUsable

USUAL_TIME = dt.time(10)


class SlotForm(forms.Form):
    """When, and on which channel."""

    on = date_field(label="Date")
    at = time_field(label="Time")
    channel = forms.ModelChoiceField(
        label="Channel",
        queryset=Channel.objects.none(),
        required=False,
        empty_label="Choose later",
        error_messages={"invalid_choice": "Choose a channel of this service that is in use."},
    )

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_use = [ChannelState.PILOT, ChannelState.LIVE]
        self.fields["channel"].queryset = Channel.objects.of_service(service).filter(state__in=in_use)


@require_http_methods(["GET", "POST"])
def fill(request: HttpRequest) -> HttpResponse:
    if refusal := permissions.refusal_to_write(request.user, request.service):
        raise PermissionDenied(refusal)
    if request.method == "GET":
        return _show(request, SlotForm(initial=_asked(request), service=request.service), [])
    form = SlotForm(request.POST, service=request.service)
    if not form.is_valid():
        return _show(request, form, [], 422)
    slot = _slot(request.service, form.cleaned_data)
    if "use" not in request.POST:
        return _show(request, form, [])
    try:
        post = filling.fill(slot, request.POST["use"], by=request.user, seen=_seen(request))
    except (FillRefused, MoveRefused, NotUsable, TextTooLong, services.StaleForm, times.TimeRefused) as refused:
        return _show(request, form, [str(refused)], 409)
    messages.success(request, f"“{post}” is planned for {times.words(post.publish_at, request.service.zone)}.")
    kind, _, name = request.POST["use"].partition(":")
    is_written = post.state in (PostState.DRAFT, PostState.RETURNED)
    address = reverse("posts:edit" if is_written else "posts:post", args=[request.service.slug, post.pk])
    return redirect(f"{address}?{urlencode({'template': name})}" if kind == "template" else address)


def _asked(request: HttpRequest) -> dict[str, Any]:
    """The slot that the address names, as far as it can be read; a key date gets its own day and a usual time."""
    service = request.service
    today = service.today(timezone.now())
    on = day_of(request.GET.get("on", ""), today)
    try:
        at = dt.time.fromisoformat(request.GET.get("at", ""))
    except ValueError:
        slots = [at for aim in aims_of(service) for weekday, at in aim.slots if weekday == on.weekday()]
        at = min(slots, default=USUAL_TIME)
    channel = request.GET.get("channel", "")
    return {"on": on, "at": at, "channel": channel if channel.isdecimal() and len(channel) < 18 else None}


def _seen(request: HttpRequest) -> set[int]:
    """The posts near the slot that the page showed."""
    return {int(one) for one in request.POST.get("seen", "").split(",") if one.isdecimal() and len(one) < 18}


def _slot(service: Service, said: dict[str, Any]) -> Slot:
    return Slot(service=service, on=said["on"], at=said["at"], channel=said.get("channel"))


def _show(request: HttpRequest, form: SlotForm, errors: list[str], status: int = 200) -> HttpResponse:
    said = form.cleaned_data if form.is_bound and form.is_valid() else dict(form.initial)
    if not form.is_bound and said["channel"]:
        said["channel"] = form.fields["channel"].queryset.filter(pk=said["channel"]).first()
    slot = _slot(request.service, said) if "on" in said and "at" in said else None
    now = timezone.now()
    reference = request.POST.get("for", request.GET.get("for", ""))[:80]
    occasion = filling.occasion_of(request.service, reference, slot.on) if slot and reference else None
    context = {
        "form": form,
        "errors": errors,
        "slot": slot,
        "occasion": occasion,
        "reference": reference,
        "near": filling.planned_near(slot) if slot else [],
        "offers": filling.offers(slot, now=now) if slot else None,
        "audiences": [Audience(one).label for one in slot.audiences] if slot else [],
    }
    return render(request, "calendar/fill.html", context, status=status)

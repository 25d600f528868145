"""Connecting a channel in the browser: the network's own sign-in, an app password, or a pasted token.

What a sign-in needs meanwhile lies in the person's session, sealed; it is good for a quarter of an hour and once. The
way to the network's page is a link, because the page's policy lets no form lead away from this site.
"""

from __future__ import annotations

import secrets
import time
from typing import Any

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_POST

from channels import connecting, credentials, pages, permissions
from channels.connecting import ConnectionRefused
from channels.forms import ConnectForm
from channels.models import Channel
from channels.networks import SignIn
from channels.networks.signing_in import Connected

GOOD_FOR_S = 15 * 60
BEGUN, FOUND = "channel_sign_in", "channel_accounts"
"""Names in the session."""
MOST_BEGUN = 5


@never_cache
@sensitive_post_parameters()
def connect(request: HttpRequest, channel_id: int) -> HttpResponse:
    """The ways in; posted to, the fields of one of them (`way`: page, fields or pasted)."""
    channel = _manageable(request, channel_id)
    try:
        sign_in = connecting.sign_in_for(channel, request.user)
    except ConnectionRefused as refused:
        messages.error(request, str(refused))
        return _to_channel(channel)
    way = request.POST.get("way", "")
    forms = _forms(sign_in, channel, request if request.method == "POST" else None, way)
    if request.method != "POST" or way not in forms:
        return _ways(request, channel, sign_in, forms)
    form = forms[way]
    if not form.is_valid():
        return _ways(request, channel, sign_in, forms, wrong=form, status=422)
    try:
        if way == "page":
            return _begun(request, channel, form.cleaned_data)
        return _settle(request, channel, [connecting.take(channel, form.cleaned_data, by=request.user)])
    except ConnectionRefused as refused:
        form.add_error(None, str(refused))
        return _ways(request, channel, sign_in, forms, wrong=form, status=409)


@never_cache
@require_GET
@sensitive_variables("kept", "found")
def returned(request: HttpRequest) -> HttpResponse:
    """Where every network sends people back to. The state names what this very session began."""
    begun = request.session.get(BEGUN, {})
    one = begun.pop(request.GET.get("state", ""), None)
    request.session[BEGUN] = begun
    if one is None or one["person"] != request.user.pk or time.time() > one["until"]:
        return render(request, "channels/return_over.html", status=410)
    channel = Channel.objects.visible_to(request.user).select_related("service").filter(pk=one["channel"]).first()
    if channel is None:
        return render(request, "channels/return_over.html", status=410)
    try:
        if "error" in request.GET:
            name = channel.get_network_display()
            raise ConnectionRefused(
                f"{name} did not let us in. If you chose “Cancel” there, begin again when you like."
            )
        kept = credentials.unsealed(one["kept"])
        typed = request.GET.dict()
        found = connecting.finish(channel, typed, kept, redirect_uri=return_address(), by=request.user)
        return _settle(request, channel, list(found), begun_with=one["mark"])
    except (ConnectionRefused, InvalidToken) as refused:
        said = str(refused) or "This took too long. Begin again."
        messages.error(request, said)
        return redirect("channels:connect", service=channel.service.slug, channel_id=channel.pk)


@never_cache
@sensitive_variables("found")
def choose(request: HttpRequest, channel_id: int) -> HttpResponse:
    """Which of several accounts, or whether this one, for which there is a doubt."""
    channel = _manageable(request, channel_id)
    kept = request.session.get(FOUND, {}).get(str(channel.pk))
    if kept is None or time.time() > kept["until"]:
        messages.error(request, "This took too long. Begin again.")
        return redirect("channels:connect", service=request.service.slug, channel_id=channel.pk)
    try:
        found = connecting.unpacked(credentials.unsealed(kept["sealed"]))
    except InvalidToken:
        return redirect("channels:connect", service=request.service.slug, channel_id=channel.pk)
    if request.method != "POST":
        return _choice(request, channel, found)
    chosen = request.POST.get("account", "")
    if not (chosen.isascii() and chosen.isdigit() and int(chosen) < len(found)):
        return _choice(request, channel, found, errors=["Choose one of the accounts."], status=422)
    try:
        return _connected(request, channel, found[int(chosen)], kept["mark"])
    except ConnectionRefused as refused:
        return _choice(request, channel, found, errors=[str(refused)], status=409)


@require_POST
def test(request: HttpRequest, channel_id: int) -> HttpResponse:
    """Ask the network now, and say in plain words what came of it."""
    pages.refuse(permissions.refusal_to_test(request.user, request.service))
    channel = pages.channel_of(request, channel_id)
    try:
        said = connecting.test(channel.pk, by=request.user)
    except ConnectionRefused as refused:
        said = str(refused)
    if said:
        messages.error(request, said)
    else:
        messages.success(
            request, f"The connection works: {channel.get_network_display()} knows us as {channel.handle}."
        )
    return _to_channel(channel)


def disconnect(request: HttpRequest, channel_id: int) -> HttpResponse:
    channel = _manageable(request, channel_id)
    if request.method == "POST":
        try:
            connecting.disconnect(channel.pk, by=request.user)
        except ConnectionRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, f"{channel} is disconnected. Posts are put out there by hand.")
        return _to_channel(channel)
    context = {
        "channel": channel,
        "title": f"Disconnect {channel}?",
        "points": [
            "Its credentials are deleted here. To be sure, also take the access away on the network itself.",
            "Posts that are planned for it are put out by hand, and comments are logged by hand.",
            "What was posted, and what people wrote, stays.",
        ],
        "button": "Disconnect it",
        "back": reverse("channels:channel", args=[request.service.slug, channel.pk]),
    }
    return render(request, "channels/confirm.html", context)


def return_address() -> str:
    """The one address that is registered with every network."""
    return settings.SITE_URL.rstrip("/") + reverse("channel-return")


def _manageable(request: HttpRequest, channel_id: int) -> Channel:
    pages.refuse(permissions.refusal_to_manage(request.user, request.service))
    return pages.channel_of(request, channel_id)


def _forms(sign_in: SignIn, channel: Channel, request: HttpRequest | None, way: str) -> dict[str, ConnectForm]:
    """The ways that can be used here. Only the one that was posted has what was typed."""
    fields: dict[str, Any] = {}
    if not sign_in.has_own_page:
        fields["fields"] = sign_in.fields
    elif not sign_in.refusal():
        fields["page"] = sign_in.fields
    if sign_in.pasted:
        fields["pasted"] = (*sign_in.fields, *sign_in.pasted)
    return {
        name: ConnectForm(
            each,
            request.POST if request and name == way else None,
            prefix=name,
            initial={"handle": channel.handle} | ({"server": channel.server} if channel.server else {}),
        )
        for name, each in fields.items()
    }


def _ways(
    request: HttpRequest,
    channel: Channel,
    sign_in: SignIn,
    forms: dict[str, ConnectForm],
    wrong: ConnectForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "channel": channel,
        "page_form": forms.get("page"),
        "fields_form": forms.get("fields"),
        "pasted_form": forms.get("pasted"),
        "form": wrong,
        "why_no_page": sign_in.refusal() if sign_in.has_own_page else "",
        "is_again": connecting.is_connected(channel),
    }
    return render(request, "channels/connect.html", context, status=status)


def _begun(request: HttpRequest, channel: Channel, typed: dict[str, str]) -> HttpResponse:
    """The page with the link to the network."""
    state = secrets.token_urlsafe(32)
    begun = connecting.begin(channel, typed, state=state, redirect_uri=return_address(), by=request.user)
    waiting = {key: one for key, one in request.session.get(BEGUN, {}).items() if one["until"] > time.time()}
    waiting = dict(list(waiting.items())[-(MOST_BEGUN - 1) :])
    waiting[state] = {
        "channel": channel.pk,
        "person": request.user.pk,
        "mark": connecting.mark(channel),
        "kept": credentials.sealed(begun.kept),
        "until": time.time() + GOOD_FOR_S,
    }
    request.session[BEGUN] = waiting
    return render(request, "channels/go.html", {"channel": channel, "url": begun.url})


def _settle(
    request: HttpRequest, channel: Channel, found: list[Connected], begun_with: str | None = None
) -> HttpResponse:
    """Connect the one account that is surely meant; otherwise ask."""
    mark = connecting.mark(channel) if begun_with is None else begun_with
    if len(found) == 1 and not connecting.doubts(channel, found[0]):
        return _connected(request, channel, found[0], mark)
    sealed = credentials.sealed(connecting.packed(found))
    request.session[FOUND] = {str(channel.pk): {"sealed": sealed, "mark": mark, "until": time.time() + GOOD_FOR_S}}
    return redirect("channels:choose", service=channel.service.slug, channel_id=channel.pk)


def _choice(
    request: HttpRequest, channel: Channel, found: list[Connected], errors: list[str] | None = None, status: int = 200
) -> HttpResponse:
    accounts = [
        {
            "number": number,
            "handle": one.account.handle or one.account.remote_id,
            "name": one.account.name,
            "doubts": connecting.doubts(channel, one),
        }
        for number, one in enumerate(found)
    ]
    context = {"channel": channel, "accounts": accounts, "errors": errors or []}
    return render(request, "channels/choose.html", context, status=status)


def _connected(request: HttpRequest, channel: Channel, found: Connected, begun_with: str) -> HttpResponse:
    connected = connecting.connect(channel.pk, found, by=request.user, begun_with=begun_with)
    request.session.pop(FOUND, None)
    messages.success(request, f"{connected} is connected. Posts go out there by themselves.")
    return _to_channel(channel)


def _to_channel(channel: Channel) -> HttpResponse:
    return redirect("channels:channel", service=channel.service.slug, channel_id=channel.pk)

"""What several pages of the channels show: the row of an address, and the facts of a channel."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from channels import connecting, permissions, profiles, risks, troubles, workflow
from channels.models import Channel, ChannelState, Network
from channels.networks import Action, capabilities_of, sign_in_of

WHO_CONNECTS = "A service manager can connect it."


def channel_of(request: HttpRequest, channel_id: int) -> Channel:
    """The service's own channel, or a 404."""
    found = Channel.objects.visible_to(request.user).of_service(request.service)
    channel = get_object_or_404(found.select_related("owner", "connected_by", "profile_standard"), pk=channel_id)
    channel.service = request.service
    return channel


def refuse(refusal: str) -> None:
    if refusal:
        raise PermissionDenied(refusal)


def moment(channel: Channel, at: dt.datetime | None) -> str:
    if at is None:
        return ""
    at = channel.service.local(at)
    return f"{at:%a} {at.day} {at:%b %Y}, {at:%H:%M}"


def connection_facts(channel: Channel) -> list[dict[str, str]]:
    """What is shown of a connection; never a credential."""
    if not connecting.is_connected(channel):
        return []
    facts = [
        {"term": "Account", "value": channel.handle},
        {"term": "Connected", "value": f"{moment(channel, channel.connected_at)}, by {channel.connected_by}"},
        {"term": "Last tested", "value": moment(channel, channel.tested_at) or "Not yet"},
        {"term": "Figures read", "value": _figures(channel)},
    ]
    if channel.server:
        facts.append({"term": "Server", "value": channel.server})
    ends = moment(channel, channel.token_ends_at)
    facts.append({"term": "Holds until", "value": ends or "It has no end that the network tells of"})
    return facts


def _figures(channel: Channel) -> str:
    if not capabilities_of(channel).can(Action.READ_FIGURES):
        return "People type them in"
    when = moment(channel, channel.figures_read_at) or "Not yet"
    return f"{when}. The last try: {channel.figures_error}" if channel.figures_error else when


def steps(channel: Channel, request: HttpRequest, now: dt.datetime) -> list[dict[str, Any]]:
    """From planned to live, as components/task_list.html takes them."""
    slug, pk = channel.service.slug, channel.pk
    agreed, waiting, standard = risks.current(channel), risks.waiting(channel), _standard(channel)
    is_sandbox = channel.network == Network.SANDBOX
    in_date = bool(agreed) and agreed.review_on >= channel.service.today(now)
    rows = []
    if not is_sandbox:
        if in_date:
            note = f"Agreed by {agreed.agreed_by}; to review on {_day(agreed.review_on)}."
        elif waiting:
            note = f"{waiting.made_by} wrote it; somebody else has to agree it."
        elif agreed:
            note = f"It ran out on {_day(agreed.review_on)}."
        else:
            note = "Purpose, people, personal data, risks and what is done about them."
        url = reverse("channels:risks", args=[slug, pk])
        rows.append(_step("Risk assessment", in_date, note, url, "Open it" if agreed or waiting else "Write it"))
        rows.append(
            _step(
                "Agreed profile",
                standard is not None,
                "Picture, description and pinned disclaimer." if standard is None else "",
                reverse("channels:profile", args=[slug, pk]),
                "Open it" if standard else "Agree it",
            )
        )
        if sign_in_of(channel.network):
            done = connecting.is_connected(channel) and channel.signed_out_at is None
            note = "" if done else "Posts go out by themselves then. Without it a colleague puts them out by hand."
            url = reverse("channels:connect", args=[slug, pk])
            if permissions.refusal_to_manage(request.user, channel.service):
                note, url = "" if done else f"{note} {WHO_CONNECTS}", ""
            rows.append(_step("Connection", done, note, url, "Connect"))
    piloted = channel.state in (ChannelState.PILOT, ChannelState.LIVE)
    rows.append(_step("Pilot with a small group", piloted, "" if piloted else "Posts go out; few people know yet."))
    rows.append(_step("Live", channel.state == ChannelState.LIVE, ""))
    for row in [row for row in rows if row["state"] != "done"][:1]:
        row["state"], row["state_label"] = "now", "Next"
    return rows


def _step(title: str, done: bool, note: str, url: str = "", link_text: str = "") -> dict[str, Any]:
    return {
        "title": title,
        "state_tag": "planned",
        "state": "done" if done else "later",
        "state_label": "Done" if done else "To do",
        "note": note,
        "url": url,
        "link_text": link_text,
    }


def moves(channel: Channel, request: HttpRequest, now: dt.datetime) -> list[dict[str, Any]]:
    """The verbs of the state: {verb, label, url, refusal, main}."""
    found = workflow.available(channel, request.user, now)
    return [
        {
            "verb": verb,
            "label": workflow.MOVES[verb].label,
            "url": reverse(f"channels:{verb}", args=[channel.service.slug, channel.pk]),
            "refusal": refusal,
            "asks": workflow.MOVES[verb].needs_reason,
        }
        for verb, refusal in found.items()
    ]


def troubles_of(channel: Channel, now: dt.datetime) -> list[troubles.Trouble]:
    return troubles.of_service(channel.service, now, troubles.looked_at(channel.service).filter(pk=channel.pk))


def mend_entries(found: list[troubles.Trouble], request: HttpRequest) -> list[dict[str, Any]]:
    """As components/mend_list.html takes them; nobody is led to a page that refuses them."""
    refusal = permissions.refusal_to_manage(request.user, request.service)
    entries = []
    for one in found:
        refused = bool(refusal) and one.to == "channels:connect"
        entries.append(
            {
                "what": one.what,
                "why": f"{one.why} {WHO_CONNECTS}" if refused else one.why,
                "stop": one.stops,
                "url": "" if refused else reverse(one.to, args=[request.service.slug, one.channel.pk]),
                "label": one.label,
            }
        )
    return entries


def profile_facts(channel: Channel) -> list[dict[str, str]]:
    """How the profile stands, in two or three lines."""
    standard = _standard(channel)
    if standard is None:
        return []
    last = channel.profile_checks.first()
    due_on = profiles.due_on(channel, standard, profiles.last_complete(channel))
    facts = (
        [{"term": "Last looked at", "value": f"{moment(channel, last.at)}, {profiles.in_words(last.drift)}"}]
        if last
        else []
    )
    return [*facts, {"term": "Next look by", "value": _day(due_on)}]


def _day(on: dt.date) -> str:
    return f"{on:%a} {on.day} {on:%b %Y}"


def _standard(channel: Channel) -> Any:
    return getattr(channel, "profile_standard", None)

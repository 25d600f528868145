"""Adding and changing a service's channels. Their states are moved in workflow.py."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import Membership, Service, User
from audit import services as audit
from audit.kinds import Kind
from channels import networks, permissions
from channels.models import Channel, ChannelState, Network

CHANGEABLE = {"handle": "handle", "url": "address", "owner": "owner"}
"""Fields that may change later, with what people call them. The network stays: its posts and comments are there."""


class ChannelRefused(Exception):
    """Not possible; the text is a sentence for the person."""


@transaction.atomic
def add_channel(
    service: Service,
    *,
    by: User,
    network: str,
    handle: str,
    owner: User,
    state: str = ChannelState.PLANNED,
    url: str = "",
) -> Channel:
    """Add an account on a network, planned at first. The sandbox is live at once. Raises ChannelRefused."""
    if network == Network.SANDBOX:
        state = ChannelState.LIVE
    _refuse(
        permissions.refusal_to_manage(by, service),
        _refusal_of_owner(service, owner),
        "" if network == Network.SANDBOX or state == ChannelState.PLANNED else "A new channel is planned at first.",
    )
    channel = Channel(
        service=service,
        network=network,
        handle=handle.strip(),
        owner=owner,
        state=state,
        url=url,
        connector=network if network == Network.SANDBOX else networks.BY_HAND,  # until it is connected
    )
    _save(channel)
    audit.record(Kind.CHANNEL_ADDED, on=channel, actor=by, data={"network": network, "state": state})
    return channel


@transaction.atomic
def change_channel(channel_id: int, *, by: User, **changes: Any) -> Channel:
    """Change handle, url or owner. Raises ChannelRefused."""
    channel = Channel.objects.select_for_update().get(pk=channel_id)
    _refuse(
        permissions.refusal_to_manage(by, channel.service),
        _refusal_of_owner(channel.service, changes["owner"]) if "owner" in changes else "",
        _refusal_of_handle(channel, changes.get("handle", channel.handle)),
    )
    before = {name: str(getattr(channel, name)) for name in CHANGEABLE}
    for name in CHANGEABLE.keys() & changes.keys():
        setattr(channel, name, changes[name])
    changed = {name: [before[name], str(getattr(channel, name))] for name in CHANGEABLE}
    changed = {name: values for name, values in changed.items() if values[0] != values[1]}
    if changed:
        _save(channel, update_fields=list(changed))
        data = {"fields": ", ".join(CHANGEABLE[name] for name in changed), "changes": changed}
        audit.record(Kind.CHANNEL_CHANGED, on=channel, actor=by, data=data)
    return channel


def _refusal_of_owner(service: Service, owner: User) -> str:
    is_here = Membership.objects.current().filter(service=service, user=owner).exists()
    return "" if is_here else "Choose somebody who works here to look after the channel."


def _refusal_of_handle(channel: Channel, handle: str) -> str:
    """What is connected has the handle that the network says."""
    if not channel.credentials or handle == channel.handle:
        return ""
    return f"{channel} is connected with its account. Disconnect it before you change the handle."


def _refuse(*reasons: str) -> None:
    for reason in filter(None, reasons):
        raise ChannelRefused(reason)


def _save(channel: Channel, **how: Any) -> None:
    try:
        with transaction.atomic():
            channel.save(**how)
    except IntegrityError as error:
        raise ChannelRefused(f"{channel} is here already. Choose another handle, or change that channel.") from error

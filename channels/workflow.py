"""Every change of a channel's state (source: K1): planned, a pilot with a small group first, live, suspended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit import services as audit
from audit.kinds import Kind
from channels import permissions, risks
from channels.models import Channel, ChannelState, Network

State = ChannelState


class MoveRefused(Exception):
    """Not possible now; the text is a sentence for the person."""


@dataclass(frozen=True)
class Move:
    """One verb: the states that it starts from, the one that it leads to, and what may stand against it."""

    label: str
    before: frozenset[str]
    after: str
    refusal: Callable[[User, Channel, dt.datetime], str]
    needs_reason: bool = False


def _refusal_of_pilot(user: User, channel: Channel, now: dt.datetime) -> str:
    if refusal := permissions.refusal_to_manage(user, channel.service):
        return refusal
    if channel.network == Network.SANDBOX or risks.is_written(channel):
        return ""
    return "Write the risk assessment first: it says with whom the pilot is tried, and how it is judged."


def _refusal_of_live(user: User, channel: Channel, now: dt.datetime) -> str:
    return permissions.refusal_to_manage(user, channel.service) or risks.refusal_of_live(channel, now)


def _refusal_of_suspending(user: User, channel: Channel, now: dt.datetime) -> str:
    return permissions.refusal_to_suspend(user, channel.service)


MOVES = {
    "pilot": Move("Begin the pilot", frozenset({State.PLANNED, State.SUSPENDED}), State.PILOT, _refusal_of_pilot),
    "live": Move("Go live", frozenset({State.PILOT}), State.LIVE, _refusal_of_live),
    "suspend": Move(
        "Suspend it", frozenset({State.PILOT, State.LIVE}), State.SUSPENDED, _refusal_of_suspending, needs_reason=True
    ),
}


def available(channel: Channel, user: User, now: dt.datetime) -> dict[str, str]:
    """Each verb that the state allows, with "" or the reason why it is off."""
    return {verb: move.refusal(user, channel, now) for verb, move in MOVES.items() if channel.state in move.before}


@transaction.atomic
def move(channel_id: int, verb: str, *, by: User, reason: str = "") -> Channel:
    """Move a channel to another state. Raises MoveRefused."""
    now = timezone.now()
    channel = Channel.objects.select_for_update(of=("self",)).select_related("service").get(pk=channel_id)
    move, reason = MOVES[verb], reason.strip()
    if channel.state not in move.before:
        raise MoveRefused(f"{channel} is {channel.get_state_display().lower()}, so this cannot be done now.")
    if refusal := move.refusal(by, channel, now):
        raise MoveRefused(refusal)
    if move.needs_reason and not reason:
        raise MoveRefused("Say why: colleagues read it where they would use the channel.")
    before = channel.get_state_display().lower()
    channel.state, channel.suspend_reason = move.after, reason[:300] if move.needs_reason else ""
    channel.save(update_fields=["state", "suspend_reason"])
    data = {"before": before, "after": channel.get_state_display().lower()}
    if move.needs_reason:
        audit.record(Kind.CHANNEL_SUSPENDED, on=channel, actor=by, data=data | {"reason": reason}, now=now)
    else:
        audit.record(Kind.CHANNEL_MOVED, on=channel, actor=by, data=data, now=now)
    return channel

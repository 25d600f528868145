"""What is not in order with a service's channels, for their own pages, the home page and the mend list.

One query, however many channels there are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from accounts.models import Service
from channels import connecting, profiles
from channels.models import Channel, ChannelState, Network, ProfileCheck, RiskAssessment

RISKS_TOLD_BEFORE = dt.timedelta(days=30)
FIGURES_MISSED_FOR = dt.timedelta(days=1)
"""An error that passes is nobody's work; the next reading brings what this one missed."""


@dataclass(frozen=True)
class Trouble:
    """One thing, and the page that mends it: the name of an address that takes the service and the channel."""

    channel: Channel
    what: str
    why: str
    to: str
    label: str
    stops: bool = False  # work stands still until it is mended
    on: dt.date | None = None  # when it ends or ended


def looked_at(service: Service) -> QuerySet[Channel]:
    """The channels in use, the training network too, with the four values that their troubles are read from."""
    newest = ProfileCheck.objects.filter(channel=OuterRef("pk")).order_by("-at")
    written = RiskAssessment.objects.filter(channel=OuterRef("pk"))
    agreed = written.filter(agreed_at__isnull=False).order_by("-agreed_at")
    return (
        Channel.objects.of_service(service)
        .exclude(state=ChannelState.PLANNED)
        .select_related("profile_standard")
        .annotate(
            looked_at=Subquery(newest.complete().values("at")[:1]),
            drift=Subquery(newest.values("drift")[:1]),
            risks_review_on=Subquery(agreed.values("review_on")[:1]),
            risks_are_written=Exists(written),
        )
    )


def of_service(service: Service, now: dt.datetime, channels: Iterable[Channel] | None = None) -> list[Trouble]:
    """What stops work first; of channels that were read already, as `looked_at` has them."""
    found: list[Trouble] = []
    for channel in looked_at(service) if channels is None else channels:
        if channel.network == Network.SANDBOX:
            continue
        channel.service = service
        found += of_channel(channel, now)
    return sorted(found, key=lambda one: not one.stops)


def of_channel(channel: Channel, now: dt.datetime) -> list[Trouble]:
    """Of a channel as `looked_at` has it."""
    return [*_connection(channel, now), *_risks(channel, now), *_profile(channel, now), *_figures(channel, now)]


def _connection(channel: Channel, now: dt.datetime) -> list[Trouble]:
    if channel.signed_out_at:
        why = "Nothing goes out there until it is connected again."
        return [Trouble(channel, f"{channel} is signed out", why, "channels:connect", "Connect it", stops=True)]
    if channel.credentials and channel.token_ends_at and channel.token_ends_at <= now + connecting.TELLS_BEFORE:
        ends = channel.service.local(channel.token_ends_at)
        why = f"Its token holds until {ends:%a} {ends.day} {ends:%b}, {ends:%H:%M}."
        what = f"{channel} has to be connected again"
        return [Trouble(channel, what, why, "channels:connect", "Connect it", on=ends.date())]
    if channel.connection_error:
        return [
            Trouble(channel, f"The last test of {channel} failed", channel.connection_error, "channels:channel", "See")
        ]
    return []


def _risks(channel: Channel, now: dt.datetime) -> list[Trouble]:
    if channel.state == ChannelState.SUSPENDED:
        return []
    review_on, today = channel.risks_review_on, channel.service.today(now)
    if review_on is None:
        return [_not_agreed(channel)]
    if review_on < today:
        why = f"It was to be reviewed by {review_on:%a} {review_on.day} {review_on:%b %Y}."
        what = f"The risk assessment of {channel} ran out"
        return [Trouble(channel, what, why, "channels:risks", "Review it", on=review_on)]
    if review_on <= today + RISKS_TOLD_BEFORE:
        why = f"The review is due by {review_on:%a} {review_on.day} {review_on:%b}."
        what = f"The risk assessment of {channel} ends soon"
        return [Trouble(channel, what, why, "channels:risks", "Review it", on=review_on)]
    return []


def _not_agreed(channel: Channel) -> Trouble:
    """A pilot begins with one that is written; a second person agrees it before the channel is live."""
    if channel.risks_are_written:
        what = f"The risk assessment of {channel} is written, not agreed"
        return Trouble(channel, what, "A second person has to agree it.", "channels:risks", "Look at it")
    state = "live" if channel.state == ChannelState.LIVE else "in its pilot"
    return Trouble(channel, f"{channel} is {state} without a risk assessment", "", "channels:risks", "Write it")


def _profile(channel: Channel, now: dt.datetime) -> list[Trouble]:
    if channel.state == ChannelState.SUSPENDED:
        return []
    standard = getattr(channel, "profile_standard", None)
    if standard is None:
        why = "Logo, description and the pinned disclaimer are not written down."
        return [Trouble(channel, f"No profile is agreed for {channel}", why, "channels:profile", "Agree it")]
    last = ProfileCheck(channel=channel, at=channel.looked_at) if channel.looked_at else None
    due_on = profiles.due_on(channel, standard, last)
    if due_on < channel.service.today(now):
        why = f"It was due by {due_on:%a} {due_on.day} {due_on:%b}."
        what = f"Nobody has looked at the profile of {channel}"
        return [Trouble(channel, what, why, "channels:profile", "Look at it", on=due_on)]
    if channel.drift:
        why = profiles.in_words(channel.drift).capitalize() + "."
        return [Trouble(channel, f"The profile of {channel} has drifted", why, "channels:profile", "Put it right")]
    return []


def _figures(channel: Channel, now: dt.datetime) -> list[Trouble]:
    since = channel.figures_read_at or channel.connected_at
    is_told = channel.signed_out_at or channel.connector == "by_hand" or channel.state == ChannelState.SUSPENDED
    if is_told or not channel.figures_error or (since and since > now - FIGURES_MISSED_FOR):
        return []
    what = f"The figures of {channel} cannot be read"
    return [Trouble(channel, what, channel.figures_error, "channels:channel", "See", on=_day(channel, since))]


def _day(channel: Channel, moment: dt.datetime | None) -> dt.date | None:
    return channel.service.local(moment).date() if moment else None

"""Reminders of channels: a review of risks 30 and 7 days ahead and when it is over, a look at a profile that is due."""

from __future__ import annotations

import datetime as dt

from accounts.models import Service
from channels import telling
from channels.models import Channel, ChannelState, Network, RiskAssessment
from channels.profiles import due_on, last_complete

DAYS_BEFORE = (7, 30)


def send_due(service: Service, now: dt.datetime) -> None:
    """Every reminder of this service's channels that is due; each is sent once."""
    used = Channel.objects.of_service(service).can_send().exclude(network=Network.SANDBOX)
    for channel in used.select_related("service", "owner", "profile_standard").order_by("pk"):
        _risks(channel, now)
        _profile(channel, now)


def _risks(channel: Channel, now: dt.datetime) -> None:
    agreed = RiskAssessment.objects.filter(channel=channel).exclude(agreed_at=None).select_related("responsible")
    made = agreed.order_by("-agreed_at", "-pk").first()
    if made is None:
        return
    left = (made.review_on - channel.service.today(now)).days
    day = f"{made.review_on:%a} {made.review_on.day} {made.review_on:%b %Y}"
    step = "over" if left < 0 else next((str(days) for days in DAYS_BEFORE if left <= days), "")
    if not step:
        return
    is_live = channel.state == ChannelState.LIVE
    telling.tell(
        channel,
        key=f"risks:{made.pk}:{made.review_on:%Y%m%d}:{step}",
        subject=f"The risk assessment of {channel} " + (f"ran out on {day}" if left < 0 else f"ends on {day}"),
        body="Go through it, change what is different now, and have it agreed with a new date."
        + (" Until then the channel is live without one that is in date." if left < 0 and is_live else ""),
        to="channels:risks",
        also=(made.responsible,),
    )


def _profile(channel: Channel, now: dt.datetime) -> None:
    standard = getattr(channel, "profile_standard", None)
    if standard is None:
        return
    due = due_on(channel, standard, last_complete(channel))
    if due < channel.service.today(now):
        telling.tell(
            channel,
            key=f"profile:{channel.pk}:{due:%Y%m%d}",
            subject=f"Look at the profile of {channel}",
            body=f"Somebody was to look by {due:%a} {due.day} {due:%b} whether picture, description and the pinned "
            "disclaimer are still as agreed.",
            to="channels:profile",
        )

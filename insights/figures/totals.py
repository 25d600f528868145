"""What is known of a post on one channel: newest totals, totals by day, and the channel's days and months that they
add up to.

A day of a channel has what came in on it: the difference between the totals of its posts and the highest that was told
before. A total that shrinks (likes are taken back) takes nothing away, and coming back it counts for nothing.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import forget_roles, refuse
from audit import services as audit
from audit.kinds import Kind
from channels.models import Channel
from channels.networks import Action, PostFigures, capabilities_of
from channels.networks.answers import count
from insights.figures import days, sums
from insights.figures.permissions import refusal_to_write_figures
from insights.figures.typing import FiguresRefused, in_words
from insights.figures.values import MOST, NUMBERS
from insights.models import ChannelDay, ChannelMonth, PostDay, PostTotal
from posts.models import Delivery, DeliveryState

OF_POSTS = [name for name in NUMBERS if name != "followers"]

WAITED_FOR = dt.timedelta(days=1)

Days = dict[dt.date, dict[str, int]]


# What a network told


@transaction.atomic
def keep_told(channel: Channel, told: Mapping[int, PostFigures], now: dt.datetime) -> None:
    """Keep figures by PostTotal. The same told twice counts once; what a number is not told of stays as it was."""
    rows = PostTotal.objects.select_for_update().filter(pk__in=told, channel=channel, said_by=None).order_by("pk")
    fresh: Days = defaultdict(lambda: defaultdict(int))
    kept = []
    for total in rows:
        numbers = _numbers(told[total.pk])
        if all(value is None for value in numbers.values()):
            continue
        for day, added in _fresh(total, numbers, channel, now).items():
            for name, value in added.items():
                fresh[day][name] += value
        for name, value in numbers.items():
            if value is not None:
                setattr(total, name, value)
        total.read_at = now
        kept.append(total)
    PostTotal.objects.bulk_update(kept, [*OF_POSTS, "counted", "read_at"])
    _keep_days_of_posts(kept, channel.service.today(now))
    _add_to_days(channel, fresh, now)


def _numbers(figures: PostFigures) -> dict[str, int | None]:
    """As far as they are numbers: whatever a network says comes through here."""
    return {name: count(getattr(figures, name)) for name in OF_POSTS}


def _fresh(total: PostTotal, numbers: Mapping[str, int | None], channel: Channel, now: dt.datetime) -> Days:
    """What the channel's days do not have yet. What is told for the first time counts for the day on which the post
    went out, as most of it comes then."""
    found: Days = defaultdict(dict)
    for name, value in numbers.items():
        if value is None:
            continue
        before = total.counted.get(name)
        if before is None or total.read_at is None:
            parts = {channel.service.today(min(total.sent_at, now)): value}
        else:
            parts = days.spread(max(0, value - before), total.read_at, now, channel.service.zone)
        for day, part in parts.items():
            found[day][name] = part
        total.counted = {**total.counted, name: max(before or 0, value)}
    return found


def _keep_days_of_posts(totals: Iterable[PostTotal], day: dt.date) -> None:
    PostDay.objects.bulk_create(
        [
            PostDay(delivery_id=one.delivery_id, day=day, **{name: getattr(one, name) for name in OF_POSTS})
            for one in totals
        ],
        update_conflicts=True,
        unique_fields=["delivery", "day"],
        update_fields=OF_POSTS,
    )


def keep_followers(channel: Channel, followers: int, now: dt.datetime) -> None:
    """How many follow at the end of today, as far as it is known yet."""
    with transaction.atomic():
        day = _day(channel, channel.service.today(now), now)
        day.followers, day.read_at = followers, now
        day.save(update_fields=["followers", "read_at"])
        _count_months(channel, [day.day], now)


def _add_to_days(channel: Channel, fresh: Days, now: dt.datetime) -> None:
    for on in sorted(fresh):
        day = _day(channel, on, now)
        for name, value in fresh[on].items():
            setattr(day, name, min((getattr(day, name) or 0) + value, MOST))
        day.read_at = now
        day.save(update_fields=[*fresh[on], "read_at"])
    _count_months(channel, fresh, now)


def _day(channel: Channel, on: dt.date, now: dt.datetime) -> ChannelDay:
    """The channel's row of the day, locked."""
    ChannelDay.objects.get_or_create(
        channel=channel, day=on, defaults={"service_id": channel.service_id, "read_at": now}
    )
    return ChannelDay.objects.select_for_update().get(channel=channel, day=on)


def _count_months(channel: Channel, on: Iterable[dt.date], now: dt.datetime) -> None:
    for month in sorted({day.replace(day=1) for day in on}):
        ChannelMonth.objects.get_or_create(
            channel=channel, month=month, defaults={"service_id": channel.service_id, "changed_at": now}
        )
        row = ChannelMonth.objects.select_for_update().get(channel=channel, month=month)
        told = {name: min(value, MOST) for name, value in sums.told(channel.pk, month).items() if value is not None}
        changes = {name: value for name, value in told.items() if name not in row.said and getattr(row, name) != value}
        if not changes:
            continue
        for name, value in changes.items():
            setattr(row, name, value)
        if not row.said:  # else the moment is that of the person who said something
            row.changed_at = now
        row.save(update_fields=[*changes, "changed_at"])


# What a person says


@transaction.atomic
def say_totals(
    delivery_id: int, *, by: User, numbers: Mapping[str, int | None], now: dt.datetime | None = None
) -> PostTotal:
    """Type the totals of a post that no network tells us of: one put out by hand, or on a channel without figures.

    They stand with the post; a month of such a channel is typed by itself, as nobody types every post. `numbers` has
    the names of OF_POSTS; None is for one that the person does not know. Raises PermissionDenied, FiguresRefused.
    """
    now = now or timezone.now()
    delivery = Delivery.objects.select_related("post__service", "channel").filter(pk=delivery_id).first()
    if delivery is None:
        raise FiguresRefused("The post is not there any more.")
    forget_roles(by)
    refuse(refusal_to_write_figures(by, delivery.post.service))
    wanted = {name: _said(name, value) for name, value in numbers.items()}
    total = _locked(delivery)
    if refusal := refusal_to_say(delivery, total, now):
        raise FiguresRefused(refusal)
    changes: dict[str, list[Any]] = {
        name: [getattr(total, name), value] for name, value in wanted.items() if getattr(total, name) != value
    }
    if not changes:
        return total
    for name, (_, value) in changes.items():
        setattr(total, name, value)
    total.said_by, total.read_at, total.look_at = by, now, None
    total.save()
    _keep_days_of_posts([total], delivery.post.service.today(now))
    data = {"channel": str(delivery.channel), "what": in_words(changes), "changes": changes}
    audit.record(Kind.POST_FIGURES_TYPED, on=delivery.post, actor=by, data=data, now=now)
    return total


def _locked(delivery: Delivery) -> PostTotal | None:
    """Its row, made where there is none; None for a post that is not out."""
    if delivery.sent_at is None:
        return None
    defaults = {"service_id": delivery.post.service_id, "channel": delivery.channel, "sent_at": delivery.sent_at}
    PostTotal.objects.get_or_create(delivery=delivery, defaults=defaults)
    return PostTotal.objects.select_for_update().get(delivery=delivery)


def refusal_to_say(delivery: Delivery, total: PostTotal | None, now: dt.datetime | None = None) -> str:
    """ "" or why nobody types the figures of this post. A network that told nothing for a day is not waited for."""
    now = now or timezone.now()
    if delivery.state != DeliveryState.SENT:
        return "This post is not out yet, so it has no figures."
    if total and total.said_by_id:
        return ""
    is_told = total is not None and total.read_at is not None
    is_early = now < delivery.sent_at + WAITED_FOR
    if capabilities_of(delivery.channel).can(Action.READ_FIGURES) and (is_told or is_early):
        return f"{delivery.channel.get_network_display()} tells the figures of this post itself."
    return ""


def _said(name: str, value: int | None) -> int | None:
    if name not in OF_POSTS:
        raise ValueError(f"{name!r} is none of {OF_POSTS}")
    if value is not None and count(value) is None:
        raise FiguresRefused(f"{NUMBERS[name]} are a whole number from 0 to {MOST:,}.")
    return value

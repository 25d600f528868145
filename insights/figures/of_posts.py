"""What posts did: the best of a month, kinds and audiences against each other, one post over its days (G21)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from accounts.models import Service
from channels.models import Channel
from insights.charts import Chart, Line
from insights.figures.comparing import Group, Sent, grouped, rate, usual
from insights.figures.totals import refusal_to_say
from insights.models import PostDay, PostTotal
from insights.spans import Month
from posts.models import Audience, Campaign, Delivery, DeliveryState, Post, PostKind, Theme, Weekday

LOOKED_AT = 3000
"""So many of the newest, so that no page grows dearer with the years; a usual service sends fewer in twelve months."""
RIPE = dt.timedelta(days=3)
"""A younger post is still being seen; it is not held against the others."""
TOP = 10
SEEN_ENOUGH = 30
"""Impressions below which engagements per impression say nothing."""
MEASURES = {
    "impressions": "Impressions",
    "engagements": "Engagements",
    "rate": "Engagements per impression",
}


@dataclass(frozen=True)
class Totals:
    """What a post got on all its channels together, as far as it is known."""

    post: int
    at: dt.datetime
    channels: tuple[int, ...]
    impressions: int | None
    engagements: int | None
    rate: float | None  # over the channels where both are known

    def by(self, measure: str) -> float | None:
        if measure == "rate":
            return self.rate if (self.impressions or 0) >= SEEN_ENOUGH else None
        return self.impressions if measure == "impressions" else self.engagements


def sent_between(
    service: Service, start: dt.datetime, end: dt.datetime, channel: Channel | None = None, most: int = LOOKED_AT
) -> list[Sent]:
    """What went out from `start` up to, not including, `end`, the newest first; one query."""
    rows = PostTotal.objects.of_service(service).filter(sent_at__gte=start, sent_at__lt=end)
    if channel is not None:
        rows = rows.filter(channel=channel)
    of_post = ("delivery__post__kind", "delivery__post__audience", "delivery__post__campaign")
    fields = ("delivery__post", "channel", "sent_at", "impressions", "engagements", *of_post)
    return [Sent(*row) for row in rows.order_by("-sent_at").values_list(*fields)[:most]]


def together(sent: Sequence[Sent]) -> list[Totals]:
    """One line a post."""
    by_post: dict[int, list[Sent]] = defaultdict(list)
    for one in sent:
        by_post[one.post].append(one)
    return [_totals(post, rows) for post, rows in by_post.items()]


def _totals(post: int, rows: Sequence[Sent]) -> Totals:
    both = [one for one in rows if one.impressions is not None and one.engagements is not None]
    return Totals(
        post=post,
        at=min(one.at for one in rows),
        channels=tuple(sorted(one.channel for one in rows)),
        impressions=_sum(one.impressions for one in rows),
        engagements=_sum(one.engagements for one in rows),
        rate=rate(_sum(one.engagements for one in both), _sum(one.impressions for one in both)),
    )


def _sum(numbers: Iterable[int | None]) -> int | None:
    known = [one for one in numbers if one is not None]
    return sum(known) if known else None


def top(found: Sequence[Totals], measure: str) -> tuple[list[Totals], int]:
    """The best by a measure of MEASURES, and of how many with that number they are the best."""
    known = [(value, one) for one in found if (value := one.by(measure)) is not None]
    known.sort(key=lambda pair: (-pair[0], pair[1].at))
    return [one for value, one in known[:TOP] if value], len(known)


@dataclass(frozen=True)
class Comparison:
    """Groups of posts beside each other; `named` pairs each with its name."""

    title: str
    counted: str
    named: Sequence[tuple[str, Group]]

    @property
    def says(self) -> str:
        """The best group, where one stands out."""
        name, best = self.named[0]
        if best.times is None:
            return "Too few posts to say which did best."
        if best.times < 1.1:
            return "None did better than the others."
        return f"{name} did best: {best.times:.1f} times the usual, {best.posts} posts."


def comparisons(service: Service, sent: Sequence[Sent], *, words: bool) -> list[Comparison]:
    """By kind, audience, campaign and theme of the weekday; those with one group only say nothing. Two queries.

    Without `words` campaigns and themes, which colleagues named, go by number and weekday.
    """
    against = usual(sent)
    campaigns = {
        pk: name if words else f"Campaign {pk}"
        for pk, name in Campaign.objects.of_service(service).values_list("pk", "name")
    }
    themes = defaultdict(list)
    for day, name in Theme.objects.of_service(service).values_list("weekday", "name"):
        themes[day].append(name)
    days = defaultdict(list)
    for day, names in sorted(themes.items()):
        days[", ".join(names)].append(Weekday(day).label)
    zone = service.zone

    def theme(one: Sent) -> str | None:
        return ", ".join(themes.get(one.at.astimezone(zone).weekday(), ())) or "Other days"

    called = {} if words else {names: ", ".join(on) for names, on in days.items()}
    ways: list[tuple[str, str, Callable[[Sent], Hashable], dict]] = [
        ("By kind", "", lambda one: one.kind, dict(PostKind.choices)),
        ("By audience", "", lambda one: one.audience, dict(Audience.choices)),
        ("By campaign", "", lambda one: one.campaign or "", {**campaigns, "": "No campaign"}),
        ("By theme of the week", "Posts by the weekday on which they went out.", theme, called),
    ]
    found = []
    for title, counted, key, names in ways:
        groups = [(str(names.get(one.key, one.key)), one) for one in grouped(sent, key, against) if one.posts]
        if len(groups) > 1:
            found.append(Comparison(title, counted, groups))
    return found


def year_to(month: Month) -> Month:
    """The month eleven before this one, so that both are the ends of a year."""
    return Month(month.service, month.first.replace(year=month.first.year - 1)).after


# One post


@dataclass(frozen=True)
class OnChannel:
    """A post on one channel. `total` is None until somebody reads or says its figures."""

    delivery: Delivery
    total: PostTotal | None
    usual: float | None  # engagements of the middle post there
    refusal: str  # why nobody types its figures; "" where a person does

    @property
    def name(self) -> str:
        return self.delivery.channel.get_network_display()

    @property
    def rate(self) -> float | None:
        return rate(self.total.engagements, self.total.impressions) if self.total else None

    @property
    def times(self) -> float | None:
        if not self.usual or self.total is None or self.total.engagements is None:
            return None
        return self.total.engagements / self.usual


def on_channels(post: Post, now: dt.datetime) -> list[OnChannel]:
    """Where the post went out, with its figures; three queries."""
    deliveries = list(
        Delivery.objects.filter(post=post, state=DeliveryState.SENT)
        .select_related("channel", "total", "total__said_by")
        .order_by("sent_at", "pk")
    )
    year = sent_between(post.service, now - dt.timedelta(days=365), now - RIPE)
    against = usual(one for one in year if one.post != post.pk)
    return [
        OnChannel(
            delivery=one,
            total=getattr(one, "total", None),
            usual=against.get(one.channel_id),
            refusal=refusal_to_say(one, getattr(one, "total", None), now),
        )
        for one in deliveries
    ]


def over_time(found: Sequence[OnChannel]) -> list[Chart]:
    """Impressions and engagements as they grew, a line a channel; those that nobody knows are left out. One query."""
    rows = PostDay.objects.filter(delivery__in=[one.delivery.pk for one in found]).order_by("day")
    by_day: dict[dt.date, dict[int, PostDay]] = defaultdict(dict)
    for row in rows:
        by_day[row.day][row.delivery_id] = row
    charts = []
    for name in ("impressions", "engagements"):
        known = {pk for day in by_day.values() for pk, row in day.items() if getattr(row, name) is not None}
        shown = [one for one in found if one.delivery.pk in known]
        if shown:
            charts.append(_grown(name, shown, by_day))
    return charts


def _grown(name: str, shown: Sequence[OnChannel], by_day: dict[dt.date, dict[int, PostDay]]) -> Chart:
    lines = [
        Line(f"{day:%-d %b}", [getattr(rows.get(one.delivery.pk), name, None) for one in shown])
        for day, rows in sorted(by_day.items())
    ]
    parts = []
    for number, one in enumerate(shown):
        known = [line for line in lines if line.values[number] is not None]
        parts.append(f"{known[-1].values[number]:,} on {one.name} by {known[-1].label}")
    return Chart(
        key=name,
        title=MEASURES[name],
        says=f"{MEASURES[name]} since it went out: {', '.join(parts)}.",
        kind="line",
        heads=["Day", *(one.name for one in shown)],
        rows=lines,
        note="All since it went out, at the end of each day",
        small=True,
    )

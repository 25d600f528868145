"""The plan of a span of days: posts, gaps against the strategy, dates and bands, for every view of the calendar.

`plan_of` reads them once, in a number of queries that does not grow with the posts; each view lays them out
(calendar.py). Posts come as plain lines, not as rows: a month of a busy service holds thousands.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Exists, OuterRef

from accounts.models import Service, User
from channels.models import Channel, ChannelState, Network
from policies.services import quiet_periods
from posts.models import Delivery, Post, PostState, Strategy
from posts.planning import dates
from posts.planning.calendar import Band
from posts.planning.dates import Occasion
from posts.planning.gaps import Aim, Gap, WeekPlan, gaps, week_plan

NOT_SHOWN = (PostState.WITHDRAWN, PostState.REMOVED)
FILLS_NOTHING = (PostState.FAILED, PostState.EXPIRED)
NOT_FAR = dt.timedelta(days=400)
STATE_GROUPS: dict[str, tuple[str, frozenset[str]]] = {
    "writing": ("Being written", frozenset({"draft", "returned"})),
    "waiting": ("Waiting for approval", frozenset({"submitted"})),
    "ready": ("Approved or scheduled", frozenset({"approved", "scheduled", "publishing"})),
    "out": ("Published", frozenset({"published", "partly_published"})),
    "trouble": ("Needs somebody", frozenset({"failed", "expired", "partly_published", "unknown", "held"})),
}


@dataclass(frozen=True, slots=True)
class ChannelName:
    """A channel as a mark and a name."""

    pk: int
    network: str
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A post on the calendar. `state` is the sign that it gets: a delivery that somebody has to look for comes before
    the post's own state."""

    pk: int
    title: str
    at: dt.datetime  # on the service's wall clock
    state: str
    label: str
    post_state: str
    channels: tuple[ChannelName, ...]

    @property
    def time(self) -> str:
        return f"{self.at:%H:%M}"

    @property
    def iso(self) -> str:
        return f"{self.at:%Y-%m-%d}"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a view shows of the posts; everything where nothing is chosen."""

    channel: int | None = None
    audience: str = ""
    campaign: int | None = None
    state: str = ""

    @property
    def is_all(self) -> bool:
        return not (self.channel or self.audience or self.campaign or self.state)

    @property
    def is_whole_plan(self) -> bool:
        """Whether gaps and counts of a week say something: not where some of a channel's posts are left out."""
        return not (self.audience or self.campaign or self.state)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What `plan_of` read. `entries`, `gaps` and `occasions` are in order."""

    start: dt.date
    end: dt.date
    entries: Sequence[Entry]
    gaps: Sequence[Gap]
    occasions: Sequence[Occasion]
    bands: Sequence[Band]
    channels: Mapping[int, ChannelName]
    aims: Sequence[Aim]
    service: Service
    moments: Mapping[int, Sequence[dt.datetime]] = field(default_factory=dict)
    to_prepare: Sequence[Occasion] = ()  # near, and no post is ready for it; not only those of the span

    @cached_property
    def closed_days(self) -> frozenset[dt.date]:
        return frozenset(_days_of(self.bands, self.start, self.end))

    @cached_property
    def due(self) -> frozenset[tuple[str, dt.date]]:
        return frozenset((one.reference, one.starts_on) for one in self.to_prepare)

    def week(self, monday: dt.date) -> WeekPlan:
        """How the week that begins there stands against the strategy."""
        return week_plan(
            self.aims, self.moments, monday=monday, zone=self.service.zone, is_closed=self.closed_days.__contains__
        )


def plan_of(
    service: Service, user: User, start: dt.date, end: dt.date, *, now: dt.datetime, wanted: Wanted | None = None
) -> Plan:
    """The plan from `start` to `end`, both included, as this person may see it. Seven queries."""
    wanted = wanted or Wanted()
    channels = {
        pk: ChannelName(pk, network, Network(network).label)
        for pk, network in Channel.objects.of_service(service).values_list("pk", "network")
    }
    aims = aims_of(service, wanted.channel)
    bands = bands_of(service, start, end, now)
    closed = frozenset(_days_of(bands, start, end))
    entries, moments = _entries(service, user, start, end, channels, wanted, service.today(now))
    found: list[Gap] = []
    if wanted.is_whole_plan:
        found = gaps(aims, moments, start=start, end=end, now=now, zone=service.zone, is_closed=closed.__contains__)
    known, to_prepare = _occasions(service, start, end, service.today(now))
    return Plan(
        start=start,
        end=end,
        entries=entries,
        gaps=found,
        occasions=[one for one in known if one.starts_on <= end and one.ends_on >= start],
        bands=bands,
        channels=channels,
        aims=aims if wanted.is_whole_plan else (),
        service=service,
        moments=moments,
        to_prepare=to_prepare,
    )


def _occasions(service: Service, start: dt.date, end: dt.date, today: dt.date) -> tuple[list[Occasion], list[Occasion]]:
    """The occasions of the span and what is to prepare today, from one reading where the span is not far off."""
    if not start - NOT_FAR < today < end + NOT_FAR:
        return dates.occasions(service, start, end), []
    furthest = today + dt.timedelta(days=dates.LONGEST_LEAD_DAYS)
    known = dates.occasions(service, min(start, today), max(end, furthest))
    return known, dates.due(service, today, known)


def aims_of(service: Service, channel: int | None = None) -> tuple[Aim, ...]:
    """What the strategy wants of each channel that is in use (or of one). One query."""
    rows = Strategy.objects.filter(
        channel__service=service, channel__state__in=[ChannelState.PILOT, ChannelState.LIVE]
    ).order_by("channel__network", "channel__handle", "slots__weekday", "slots__at")
    if channel:
        rows = rows.filter(channel=channel)
    found: dict[int, tuple[int, list[tuple[int, dt.time]]]] = {}
    for pk, a_week, weekday, at in rows.values_list("channel_id", "posts_a_week", "slots__weekday", "slots__at"):
        slots = found.setdefault(pk, (a_week, []))[1]
        if at is not None:
            slots.append((weekday, at))
    return tuple(Aim(channel_id=pk, posts_a_week=a_week, slots=tuple(slots)) for pk, (a_week, slots) in found.items())


def bands_of(service: Service, start: dt.date, end: dt.date, now: dt.datetime) -> tuple[Band, ...]:
    """Days of the span on which nothing goes out: quiet periods, and a pause from its beginning until today."""
    bands = [
        Band(kind="quiet", name=one.name, starts_on=one.starts_on, ends_on=one.ends_on)
        for one in quiet_periods(service)
    ]
    if service.paused_at:
        since, today = service.local(service.paused_at).date(), service.today(now)
        bands.append(Band(kind="pause", name=service.pause_reason, starts_on=since, ends_on=today))
    here = [one for one in bands if one.starts_on <= end and one.ends_on >= start]
    return tuple(sorted(here, key=lambda one: (one.starts_on, one.name)))


def _days_of(bands: Iterable[Band], start: dt.date, end: dt.date) -> Iterable[dt.date]:
    for band in bands:
        first, last = max(band.starts_on, start), min(band.ends_on, end)
        yield from (first + dt.timedelta(days=n) for n in range((last - first).days + 1))


def _entries(
    service: Service,
    user: User,
    start: dt.date,
    end: dt.date,
    channels: Mapping[int, ChannelName],
    wanted: Wanted,
    today: dt.date,
) -> tuple[list[Entry], dict[int, list[dt.datetime]]]:
    """The posts that are wanted, and the moments of all that fill slots, by channel. One query, a line a channel."""
    first, last = (dt.datetime.combine(day, dt.time.min, service.zone) for day in (start, end + dt.timedelta(days=1)))
    unsure = Delivery.objects.filter(post=OuterRef("pk"), state="unknown")
    rows = (
        Post.objects.visible_to(user)
        .of_service(service)
        .planned_between(first, last)
        .exclude(state__in=NOT_SHOWN)
        .marking_consents(today)
        .order_by("publish_at", "pk", "revision__revision_channels__channel__network")
        .values_list(
            "pk",
            "title",
            "publish_at",
            "state",
            "held_reason",
            "audience",
            "campaign_id",
            "revision__revision_channels__channel_id",
            Exists(unsure),
            "lacks_consent",
        )
    )
    entries: list[Entry] = []
    moments: dict[int, list[dt.datetime]] = {}
    lines: dict[int, tuple] = {}
    of_post: dict[int, list[int]] = {}
    for row in rows:
        lines.setdefault(row[0], row)
        if row[7] is not None:
            of_post.setdefault(row[0], []).append(row[7])
            if row[3] not in FILLS_NOTHING:
                moments.setdefault(row[7], []).append(row[2])
    zone = service.zone
    for pk, title, at, state, held, audience, campaign, _, is_unsure, lacks_consent in lines.values():
        shown, label = _shown_state(state, held, is_unsure, lacks_consent)
        its_channels = of_post.get(pk, [])
        if _is_wanted(wanted, its_channels, audience, campaign, (state, shown)):
            entries.append(
                Entry(
                    pk=pk,
                    title=title,
                    at=at.astimezone(zone),
                    state=shown,
                    label=label,
                    post_state=state,
                    channels=tuple(channels[one] for one in its_channels if one in channels),
                )
            )
    return entries, moments


def _is_wanted(
    wanted: Wanted, channels: Sequence[int], audience: str, campaign: int | None, states: tuple[str, str]
) -> bool:
    group = STATE_GROUPS.get(wanted.state)
    return (
        (not wanted.channel or wanted.channel in channels)
        and (not wanted.audience or wanted.audience == audience)
        and (not wanted.campaign or wanted.campaign == campaign)
        and (group is None or not group[1].isdisjoint(states))
    )


_LABELS = dict(PostState.choices)


def _shown_state(state: str, held_reason: str, is_unsure: bool, lacks_consent: bool) -> tuple[str, str]:
    """The sign and the word."""
    if is_unsure:
        return "unknown", "Not sure"
    if lacks_consent:
        return "held", "Will be stopped: consent"
    if held_reason and state in (PostState.APPROVED, PostState.SCHEDULED):
        return "held", "Held back"
    return state, _LABELS[state]

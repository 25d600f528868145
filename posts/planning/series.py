"""Series: posts that come back by the wall clock. Each day of one gets a draft, made ahead, once.

A day is drafted while it lies ahead and within the series' days; what was missed while the machine was off is not made
up. The row of the series is locked while drafts are made, and a constraint keeps a day from having two. A draft is
written and approved like any other.
"""

from __future__ import annotations

import datetime as dt
import logging
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.mail import send_once
from accounts.models import Membership, Role, Service, User
from accounts.permissions import refuse
from audit import services as audit
from audit.kinds import Kind
from channels.models import Channel, ChannelState
from policies.services import quiet_periods
from posts import permissions, services, times, workflow
from posts.content import TextTooLong, tidy
from posts.models import Audience, Campaign, Post, PostKind, PostState, Series
from posts.planning import campaigns, recurrence
from posts.services import Written

log = logging.getLogger(__name__)

JOB = "series"
MOST_DAYS_AHEAD = 90
MOST_DRAFTS_AT_ONCE = 92
NAMES = {
    "name": "name",
    "hashtag": "hashtag",
    "rule": "days",
    "at": "time",
    "starts_on": "first day",
    "ends_on": "last day",
    "days_ahead": "days ahead",
    "kind": "kind",
    "audience": "audience",
    "text": "text",
    "channels": "channels",
    "campaign": "campaign",
    "author": "author",
}
_GAP = re.compile(r"\[(date|day|month|year|time|hashtag)\]", re.IGNORECASE)


class SeriesRefused(Exception):
    """Something that cannot be done with a series now; the text is a sentence for the person."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What somebody wants of a series, as a form or another part of the system hands it in.

    `text` may have gaps that each draft fills from its own day: [date] "Tuesday 1 December", [day] "Tuesday", [month]
    "December", [year] "2026", [time] "09:00", [hashtag] the series' own.
    """

    name: str
    rule: str
    at: dt.time
    starts_on: dt.date
    author: User
    ends_on: dt.date | None = None
    days_ahead: int = 14
    hashtag: str = ""
    kind: str = PostKind.TEXT
    audience: str = Audience.PARENTS_CARERS
    text: str = ""
    channels: Sequence[Channel] = ()
    campaign: Campaign | None = None


@dataclass(frozen=True, kw_only=True)
class Occurrence:
    """A day of a series that lies ahead: its draft, if there is one, and what stands in its way ("" mostly)."""

    on: dt.date
    post: Post | None
    is_skipped: bool
    drafted_on: dt.date
    """From which day on the draft is there."""
    remark: str


@transaction.atomic
def start(*, service: Service, by: User, wanted: Wanted, now: dt.datetime | None = None) -> Series:
    """A new series with the drafts that are due now. Raises PermissionDenied and SeriesRefused."""
    now = now or timezone.now()
    if refusal := permissions.refusal_to_change_series(by, service):
        raise PermissionDenied(refusal)
    values, channels = _judged(service, wanted, now)
    made = Series.objects.create(service=service, created_at=now, **values)
    made.channels.set(channels)
    data = {"rule": recurrence.in_words(made.rule, made.starts_on)}
    audit.record(Kind.SERIES_STARTED, on=made, actor=by, data=data, now=now)
    _make_drafts(made, now, by)
    return made


@transaction.atomic
def save(
    series_id: int, *, by: User, wanted: Wanted, also_drafts: bool = False, now: dt.datetime | None = None
) -> tuple[Series, int, int]:
    """Change a series; with `also_drafts` the drafts of it, too, that nobody has touched.

    Gives the series, how many drafts were changed, and how many were withdrawn as their day is none any more. A draft
    that a person has changed stays as it is. Raises PermissionDenied and SeriesRefused.
    """
    now = now or timezone.now()
    series = locked(series_id)
    refuse(permissions.refusal_to_change_series(by, series.service))
    if series.stopped_at:
        raise SeriesRefused("This series is stopped. Start it again before you change it.")
    values, channels = _judged(series.service, wanted, now, was=series)
    changed = [name for name in values if getattr(series, name) != values[name]]
    if {one.pk for one in channels} != set(series.channels.values_list("pk", flat=True)):
        changed.append("channels")
    untouched = untouched_drafts(series, now) if also_drafts else []
    if changed:
        for name, value in values.items():
            setattr(series, name, value)
        series.save(update_fields=[*values])
        series.channels.set(channels)
        data = {"fields": ", ".join(NAMES[name] for name in changed)}
        audit.record(Kind.SERIES_CHANGED, on=series, actor=by, data=data, now=now)
    renewed, withdrawn = _renew(series, untouched, by, now)
    _make_drafts(series, now, by)
    return series, renewed, withdrawn


@transaction.atomic
def skip(series_id: int, *, by: User, on: dt.date, now: dt.datetime | None = None) -> Series:
    """Leave out one day that has no draft yet. Raises PermissionDenied and SeriesRefused."""
    now = now or timezone.now()
    series = locked(series_id)
    refuse(permissions.refusal_to_change_series(by, series.service))
    if on.isoformat() in series.skipped:
        return series
    if on not in recurrence.days(series.rule, series.starts_on, (on, on)):
        raise SeriesRefused(f"{times.day(on)} is not a day of this series.")
    if on < series.service.today(now):
        raise SeriesRefused(f"{times.day(on)} has passed.")
    if Post.objects.filter(series=series, series_on=on).exists():
        raise SeriesRefused(f"The draft for {times.day(on)} is made already. Withdraw it on its own page.")
    series.skipped = sorted({*series.skipped, on.isoformat()})
    series.save(update_fields=["skipped"])
    audit.record(Kind.SERIES_SKIPPED, on=series, actor=by, data={"day": times.day(on)}, now=now)
    return series


@transaction.atomic
def take_in_again(series_id: int, *, by: User, on: dt.date, now: dt.datetime | None = None) -> Series:
    """Undo a skip; the draft is made at once when it is due. Raises PermissionDenied."""
    now = now or timezone.now()
    series = locked(series_id)
    refuse(permissions.refusal_to_change_series(by, series.service))
    if on.isoformat() not in series.skipped:
        return series
    series.skipped = [day for day in series.skipped if day != on.isoformat()]
    series.save(update_fields=["skipped"])
    audit.record(Kind.SERIES_NOT_SKIPPED, on=series, actor=by, data={"day": times.day(on)}, now=now)
    if not series.stopped_at:
        _make_drafts(series, now, by)
    return series


@transaction.atomic
def stop(series_id: int, *, by: User, now: dt.datetime | None = None) -> Series:
    """No more drafts; those that are made stay. Raises PermissionDenied."""
    now = now or timezone.now()
    series = locked(series_id)
    refuse(permissions.refusal_to_change_series(by, series.service))
    if series.stopped_at is None:
        series.stopped_at = now
        series.save(update_fields=["stopped_at"])
        audit.record(Kind.SERIES_STOPPED, on=series, actor=by, now=now)
    return series


@transaction.atomic
def resume(series_id: int, *, by: User, now: dt.datetime | None = None) -> Series:
    """Take a stopped series up again. Raises PermissionDenied."""
    now = now or timezone.now()
    series = locked(series_id)
    refuse(permissions.refusal_to_change_series(by, series.service))
    if series.stopped_at is not None:
        series.stopped_at = None
        series.save(update_fields=["stopped_at"])
        audit.record(Kind.SERIES_RESUMED, on=series, actor=by, now=now)
        _make_drafts(series, now, by)
    return series


def make_due(now: dt.datetime) -> int:
    """Make every draft that is due, once an hour; a second worker finds nothing left. How many were made."""
    made = 0
    for pk in Series.objects.filter(stopped_at=None).order_by("pk").values_list("pk", flat=True):
        try:
            made += make_drafts(pk, now)
        except Exception:  # one series that cannot be made does not stop the others
            log.exception("series %s: no drafts", pk)
    return made


@transaction.atomic
def make_drafts(series_id: int, now: dt.datetime) -> int:
    """The drafts of one series that are due now; how many were made."""
    series = locked(series_id)
    return 0 if series.stopped_at else _make_drafts(series, now)


def locked(series_id: int) -> Series:
    Series.objects.select_for_update().values_list("pk").get(pk=series_id)
    return Series.objects.select_related("service", "author", "campaign").get(pk=series_id)


def occurrences(series: Series, now: dt.datetime, most: int = 10) -> list[Occurrence]:
    """The next days of the series, skipped ones among them. Four queries at most."""
    today = series.service.today(now)
    days = [
        day
        for day in _days(series, today, today + dt.timedelta(days=800))
        if day > today or _is_ahead(series, day, now)
    ]
    days = days[:most]
    posts = {post.series_on: post for post in Post.objects.filter(series=series, series_on__in=days)}
    periods = quiet_periods(series.service)
    return [
        Occurrence(
            on=day,
            post=posts.get(day),
            is_skipped=day.isoformat() in series.skipped,
            drafted_on=max(today, day - dt.timedelta(days=series.days_ahead)),
            remark=_remark(series, day, periods),
        )
        for day in days
    ]


def text_for(series: Series, on: dt.date) -> str:
    """The text of one day: gaps filled from the day, the hashtag at the end unless the text has it."""
    filled = {
        "date": f"{on:%A} {on.day} {on:%B}",
        "day": f"{on:%A}",
        "month": f"{on:%B}",
        "year": f"{on:%Y}",
        "time": f"{series.at:%H:%M}",
        "hashtag": series.hashtag,
    }
    text = _GAP.sub(lambda gap: filled[gap[1].lower()], series.text).strip()
    has_it = re.search(rf"{re.escape(series.hashtag)}(?!\w)", text, re.IGNORECASE)
    if series.hashtag and not has_it:
        text = f"{text}\n\n{series.hashtag}".strip()
    return text


def untouched_drafts(series: Series, now: dt.datetime) -> list[Post]:
    """Drafts of days ahead that say what the series says, in its own words and at its time."""
    today = series.service.today(now)
    rows = Post.objects.filter(series=series, series_on__gte=today, state=PostState.DRAFT)
    rows = rows.select_related("revision").prefetch_related("revision__revision_channels", "revision__revision_media")
    return [post for post in rows.order_by("series_on") if _is_untouched(post, series)]


def _is_untouched(post: Post, series: Series) -> bool:
    made, revision = _written(series, post.series_on, ()), post.revision
    is_plain = not revision.link and not revision.revision_media.all()
    has_own_texts = any(one.text or one.warning for one in revision.revision_channels.all())
    said = (post.title, revision.text, post.publish_on, post.publish_time)
    return is_plain and not has_own_texts and said == (made.title, made.text, made.publish_on, made.publish_time)


def _make_drafts(series: Series, now: dt.datetime, by: User | None = None) -> int:
    """For a locked series, inside its transaction. Nothing is made for a day that has passed or has its draft.

    `by` is whoever is looking at the series now, and needs no e-mail about it.
    """
    service = series.service
    today = service.today(now)
    last = today + dt.timedelta(days=min(series.days_ahead, MOST_DAYS_AHEAD))
    due = [day for day in _days(series, today, last) if day.isoformat() not in series.skipped]
    there = set(Post.objects.filter(series=series, series_on__in=due).values_list("series_on", flat=True))
    due = [day for day in due if day not in there and _is_ahead(series, day, now)]
    if due and (refusal := permissions.refusal_to_write(series.author, service)):
        _say_that_it_waits(series, f"{series.author} can no longer write posts. {refusal}", today, now)
        return 0
    channels = list(series.channels.filter(state__in=(ChannelState.PILOT, ChannelState.LIVE)))
    periods = quiet_periods(service)
    made = [post for day in due[:MOST_DRAFTS_AT_ONCE] if (post := _make_draft(series, day, channels, periods, now))]
    if made:
        days = ", ".join(times.day(post.series_on) for post in made)
        audit.record(Kind.SERIES_DRAFTED, on=series, job=JOB, data={"days": days}, now=now)
        if by != series.author:
            _tell_author(series, made)
    if series.made_until != last:
        series.made_until = last
        series.save(update_fields=["made_until"])
    return len(made)


def _make_draft(
    series: Series, on: dt.date, channels: list[Channel], periods: Iterable[Any], now: dt.datetime
) -> Post | None:
    """One draft; None where another worker made it, which the constraint says."""
    remark = _remark(series, on, periods)
    written = _written(series, on, channels)
    try:
        with transaction.atomic():
            post = services.create_post(service=series.service, by=series.author, written=written, job=JOB, now=now)
            post.series, post.series_on, post.held_reason = series, on, remark[:300]
            post.save(update_fields=["series", "series_on", "held_reason"])
    except IntegrityError:
        return None
    return post


def _written(series: Series, on: dt.date, channels: Sequence[Channel]) -> Written:
    zone = series.service.zone
    campaign = series.campaign if series.campaign and series.campaign.state in campaigns.OPEN else None
    return Written(
        title=f"{series.name}, {on:%a} {on.day} {on:%b}"[:120],
        text=text_for(series, on),
        kind=series.kind,
        audience=series.audience,
        channels=channels,
        campaign=campaign,
        publish_on=on,
        publish_time=None if _why_no_time(on, series.at, zone) else series.at,
    )


def _renew(series: Series, drafts: list[Post], by: User, now: dt.datetime) -> tuple[int, int]:
    """Bring untouched drafts in line with the changed series; those of days that are none any more are withdrawn."""
    renewed = withdrawn = 0
    channels = list(series.channels.filter(state__in=(ChannelState.PILOT, ChannelState.LIVE)))
    periods = quiet_periods(series.service)
    for post in drafts:
        if not _days(series, post.series_on, post.series_on):
            workflow.withdraw(post.pk, by=by, now=now)
            withdrawn += 1
            continue
        written = _written(series, post.series_on, channels)
        try:
            saved = services.save_post(post.pk, by=by, version=post.version, written=written, now=now)
        except times.TimeRefused:  # its new time on this very day has passed
            continue
        if saved.version != post.version:
            renewed += 1
            remark = _remark(series, post.series_on, periods)[:300]
            Post.objects.filter(pk=post.pk).update(held_reason=remark)
    return renewed, withdrawn


def _days(series: Series, first: dt.date, last: dt.date) -> list[dt.date]:
    last = min(last, series.ends_on) if series.ends_on else last
    return recurrence.days(series.rule, series.starts_on, (first, last))


def _is_ahead(series: Series, on: dt.date, now: dt.datetime) -> bool:
    """Whether the series' time on this day has not come yet; a skipped hour counts by its day."""
    try:
        return times.read(on, series.at, series.service.zone).at > now
    except times.TimeRefused:
        return on > series.service.today(now)


def _why_no_time(on: dt.date, at: dt.time, zone: Any) -> str:
    try:
        times.read(on, at, zone)
    except times.TimeRefused as refused:
        return str(refused)
    return ""


def _remark(series: Series, on: dt.date, periods: Iterable[Any]) -> str:
    """ "" or what somebody has to decide about this day's draft."""
    if reason := _why_no_time(on, series.at, series.service.zone):
        return reason
    for period in periods:
        if period.starts_on <= on <= period.ends_on:
            return f"It falls into the quiet period “{period.name}”. Choose another day, or do without it."
    return ""


def _judged(
    service: Service, wanted: Wanted, now: dt.datetime, was: Series | None = None
) -> tuple[dict[str, Any], list[Channel]]:
    """The values as they are kept. Raises SeriesRefused."""
    values = {field.name: getattr(wanted, field.name) for field in fields(wanted) if field.name != "channels"}
    values["name"] = " ".join(wanted.name.split())
    if not values["name"]:
        raise SeriesRefused("Give the series a name.")
    try:
        values["hashtag"] = campaigns.tidied_hashtag(wanted.hashtag)
        values["text"] = tidy(wanted.text).strip()
        recurrence.read(wanted.rule)
    except (campaigns.CampaignRefused, TextTooLong, recurrence.RuleRefused) as refused:
        raise SeriesRefused(str(refused)) from refused
    values["at"] = wanted.at.replace(second=0, microsecond=0)
    if not 1 <= wanted.days_ahead <= MOST_DAYS_AHEAD:
        raise SeriesRefused(f"Make drafts 1 to {MOST_DAYS_AHEAD} days ahead.")
    if wanted.ends_on and wanted.ends_on < wanted.starts_on:
        raise SeriesRefused("The last day lies before the first. Choose a later last day, or none.")
    if was is None and wanted.ends_on and wanted.ends_on < service.today(now):
        raise SeriesRefused("The last day has passed. Choose a later one, or none.")
    horizon = wanted.ends_on or wanted.starts_on + dt.timedelta(days=8 * 366)
    horizon = min(horizon, wanted.starts_on + dt.timedelta(days=8 * 366))
    if not recurrence.days(wanted.rule, wanted.starts_on, (wanted.starts_on, horizon)):
        raise SeriesRefused("No day follows from this. Choose other days, or a later last day.")
    if any(one.service_id != service.pk for one in (*wanted.channels, wanted.campaign) if one):
        raise PermissionDenied("A channel or campaign of another service cannot be used here.")
    is_new_author = was is None or was.author_id != wanted.author.pk
    if is_new_author and permissions.refusal_to_write(wanted.author, service):
        raise SeriesRefused("Choose a coordinator of this service, who gets the drafts.")
    return values, list(wanted.channels)


def _tell_author(series: Series, made: list[Post]) -> None:
    """One e-mail for the drafts that were made together; its key names the first, so that none is told of twice."""
    lines = [
        f"- {post.title}: {_address('posts:edit', series, post_id=post.pk)}"
        + (f"\n  {post.held_reason}" if post.held_reason else "")
        for post in made
    ]
    count = "A new draft waits" if len(made) == 1 else f"{len(made)} new drafts wait"
    send_once(
        service=series.service,
        to=series.author,
        key=f"series {series.pk} drafts from {made[0].pk}",
        subject=f"{count} for you: {series.name}",
        body=f"The series “{series}” made what comes next. Write, check and submit:\n\n" + "\n".join(lines) + "\n",
    )


def _say_that_it_waits(series: Series, reason: str, today: dt.date, now: dt.datetime) -> None:
    """Ask the coordinators, once a week, for somebody who writes it."""
    year, week, _ = today.isocalendar()
    people = Membership.objects.filter(service=series.service).holding(Role.COORDINATOR, today).select_related("user")
    told = [
        send_once(
            service=series.service,
            to=membership.user,
            key=f"series {series.pk} waits {year}-{week}",
            subject=f"Nobody writes the series {series.name}",
            body=f"No drafts of “{series}” are made: {reason}\n\nChoose somebody else:\n"
            f"{_address('posts:edit_series', series, series_id=series.pk)}\n",
        )
        for membership in people
    ]
    if any(told):
        audit.record(Kind.SERIES_WAITS, on=series, job=JOB, data={"reason": reason}, now=now)


def _address(name: str, series: Series, **kwargs: int) -> str:
    return settings.SITE_URL + reverse(name, kwargs={"service": series.service.slug, **kwargs})

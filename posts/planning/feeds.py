"""The calendar at a secret address of each person, for their own calendar programme (.ics).

The address is shown once; only its hash is kept. It gives title, time, state and channels of posts, no text: whoever
holds the address needs no sign-in.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

import icalendar
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from accounts.models import Service, User
from audit import services as audit
from audit.kinds import Kind
from posts import permissions
from posts.models import CalendarFeed
from posts.planning import plan

DAYS_BACK, DAYS_AHEAD = 31, 366
LASTS_MINUTES = 15
"""A post has no length; programmes draw nothing for an event without one."""
MOST_CHARACTERS = 100
READ_AT_MOST_EVERY = dt.timedelta(hours=1)


@transaction.atomic
def make(service: Service, *, by: User, now: dt.datetime | None = None) -> str:
    """A new secret for this person's address; the one before ends. Raises PermissionDenied."""
    if refusal := permissions.refusal_to_read(by, service):
        raise PermissionDenied(refusal)
    secret = secrets.token_urlsafe(32)
    values = {"token_hash": hash_of(secret), "made_at": now or timezone.now(), "read_at": None}
    Service.objects.select_for_update().get(pk=service.pk)
    CalendarFeed.objects.update_or_create(service=service, user=by, defaults=values)
    audit.record(Kind.FEED_MADE, on=service, actor=by, now=now)
    return secret


@transaction.atomic
def end(service: Service, *, by: User, now: dt.datetime | None = None) -> bool:
    """End this person's address; false when there was none."""
    gone, _ = CalendarFeed.objects.of_service(service).filter(user=by).delete()
    if gone:
        audit.record(Kind.FEED_ENDED, on=service, actor=by, now=now)
    return bool(gone)


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def feed_at(secret: str) -> CalendarFeed | None:
    """The feed with this secret, while its person may read posts; otherwise None, whatever the reason."""
    if len(secret) > MOST_CHARACTERS:
        return None
    wanted = hash_of(secret)
    found = CalendarFeed.objects.select_related("service", "user").filter(token_hash=wanted).first()
    if found is None or not constant_time_compare(found.token_hash, wanted) or not found.user.is_active:
        return None
    return None if permissions.refusal_to_read(found.user, found.service) else found


def mark_read(feed: CalendarFeed, now: dt.datetime) -> None:
    """Note that a programme asked, at most once an hour: some ask every minute."""
    if feed.read_at is None or now - feed.read_at >= READ_AT_MOST_EVERY:
        CalendarFeed.objects.filter(pk=feed.pk).update(read_at=now)


def as_ics(feed: CalendarFeed, now: dt.datetime) -> bytes:
    """The posts from a month back to a year ahead, on the service's wall clock with its zone written out."""
    service = feed.service
    today = service.today(now)
    read = plan.plan_of(
        service, feed.user, today - dt.timedelta(days=DAYS_BACK), today + dt.timedelta(days=DAYS_AHEAD), now=now
    )
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//SENDIASS//Calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"{service.name}: posts")
    calendar.add("x-wr-timezone", service.time_zone)
    calendar.add("refresh-interval", dt.timedelta(hours=1), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for one in read.entries:
        event = icalendar.Event()
        event.add("uid", f"post-{one.pk}@{service.slug}.sendiass.invalid")
        event.add("dtstamp", one.at.astimezone(dt.UTC))
        event.add("dtstart", one.at)
        event.add("duration", dt.timedelta(minutes=LASTS_MINUTES))
        event.add("summary", f"{one.title} ({one.label.lower()})")
        event.add("description", _facts(one))
        event.add("transp", "TRANSPARENT")
        event.add("class", "PRIVATE")
        event.add("status", "TENTATIVE" if one.post_state in ("draft", "submitted", "returned") else "CONFIRMED")
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _facts(one: plan.Entry) -> str:
    names = ", ".join(channel.name for channel in one.channels) or "no channel yet"
    return f"{one.label}; {names}"

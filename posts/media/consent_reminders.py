"""Reminders before a consent ends: 60, 30, 14, 7 and 1 days before, and once when it has ended with posts still out.

The steps are those of a policy's review. After an outage one message covers the steps that were passed over.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from accounts import mail
from accounts.models import Membership, Role, Service, User
from audit import services as audit
from audit.kinds import Kind
from policies.dates import until_in_words
from policies.reminders import DAYS_BEFORE, step_on
from posts.media import consents
from posts.models import Consent, Post

ENDED = "ended"
LOOK_BACK = dt.timedelta(days=30)
"""How long after its end a consent is still announced: one that was recorded long after it had ended is not."""


def send_due(service: Service, now: dt.datetime) -> int:
    """Send each reminder that is due and was not sent yet, to each person once. Returns how many e-mails that were."""
    today, sent = service.today(now), 0
    rows = Consent.objects.of_service(service).filter(
        withdrawn_on=None, until__gte=today - LOOK_BACK, until__lte=today + dt.timedelta(days=DAYS_BEFORE[0])
    )
    for consent in rows.select_related("service", "recorded_by").order_by("until", "pk"):
        step = ENDED if consent.until < today else step_on(today, consent.until)
        posts = consents.posts_on(consent)
        if step == ENDED and not any(post.state in (*consents.OPEN, *consents.OUT) for post in posts):
            continue
        for person in recipients(consent, today):
            sent += _send(consent, step, posts, person, today, now)
    return sent


def recipients(consent: Consent, today: dt.date) -> Iterable[User]:
    """Whoever recorded it, while they work here, and the service managers with their deputies."""
    members = Membership.objects.of_service(consent.service)
    managers = members.holding(Role.SERVICE_MANAGER, today).values("user")
    recorder = members.current().filter(user=consent.recorded_by).values("user")
    return User.objects.filter(Q(pk__in=managers) | Q(pk__in=recorder)).order_by("pk")


@transaction.atomic
def _send(consent: Consent, step: str, posts: list[Post], person: User, today: dt.date, now: dt.datetime) -> bool:
    ended = step == ENDED
    address = settings.SITE_URL + reverse("posts:consent", args=[consent.service.slug, consent.pk])
    verb = "ended" if ended else "ends"
    is_new = mail.send_once(
        service=consent.service,
        to=person,
        key=f"consent:{consent.pk}:{consent.until:%Y-%m-%d}:{step}",
        subject=f"Consent {consent} {verb} on {consent.until:%-d %b %Y}",
        body=(
            f"Hello {person.first_name},\n\n"
            f"Consent {consent} {verb} on {consent.until:%-d %B %Y}, {until_in_words(consent.until, today)}.\n\n"
            f"{what_it_stops(consent, posts)}\n\n"
            f"Renew it, or take its pictures out:\n{address}\n\n{consent.service.name}\n"
        ),
    )
    if is_new:
        data = {"name": str(person), "about": f"consent {consent}, {verb} on {consent.until:%-d %b %Y}"}
        audit.record(Kind.REMINDER_SENT, on=consent, job="reminders", data=data, now=now)
    return is_new


def what_it_stops(consent: Consent, posts: list[Post]) -> str:
    """In words: what will not go out, and what has to come off."""
    files = consent.people.values("media").distinct().count()
    if not files:
        return "No picture stands on it at the moment."
    lines = [f"{files} {'file stands' if files == 1 else 'files stand'} on it."]
    waiting = [post for post in posts if post.state in consents.OPEN]
    stopped = [post for post in waiting if not post.publish_on or post.publish_on > consent.until]
    out = [post for post in posts if post.state in consents.OUT]
    if stopped:
        lines.append("These posts will be stopped:\n" + _titles(stopped))
    if out:
        lines.append("These posts are on the networks and have to come off by then:\n" + _titles(out))
    return "\n\n".join(lines)


def _titles(posts: list[Post], most: int = 8) -> str:
    rows = [f"- {post.title}" for post in posts[:most]]
    if len(posts) > most:
        rows.append(f"- and {len(posts) - most} more")
    return "\n".join(rows)

"""Reminders of what is late, gathered from every app; each is sent once (accounts.mail.send_once).

Channels, policies, readings, comments and what is kept of them know their own (channels/reminders.py,
policies/reminders.py, policies/reading_reminders.py, moderation/dates/reminders.py,
moderation/keeping/reminders.py); those about posts stand here beside the gathering, because they go to people by role.
"""

from __future__ import annotations

import datetime as dt
import logging

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from accounts import mail
from accounts.models import Membership, Role, Service, User
from channels import reminders as channels
from moderation.dates import due_reminders as due
from moderation.dates import reminders as comments
from moderation.keeping import reminders as keeping
from policies import reading_reminders as readings
from policies import reminders as policies
from policies.services import parameters_in_force
from posts.media import consent_reminders as consents
from posts.models import Delivery, Post

log = logging.getLogger(__name__)


def send_due(now: dt.datetime) -> None:
    """Send every reminder that is due in every service. One service's fault does not keep the others from theirs."""
    for service in Service.objects.all():
        for send in (
            channels.send_due,
            policies.send_due,
            readings.send_due,
            comments.send_due,
            keeping.send_due,
            due.send_due,
            consents.send_due,
            posts_waiting,
            posts_by_hand,
        ):
            try:
                send(service, now)
            except Exception:  # the next service's reminders must go out all the same
                log.exception("reminders of service %s by %s failed", service.pk, send.__module__)


def approvers(service: Service, on: dt.date) -> list[User]:
    """Line managers and their deputies; the service managers where there is none."""
    for role in (Role.LINE_MANAGER, Role.SERVICE_MANAGER):
        found = [
            member.user
            for member in Membership.objects.holding(role, on).filter(service=service).select_related("user")
        ]
        if found:
            return found
    return []


def posts_waiting(service: Service, now: dt.datetime) -> None:
    """A post that waits for approval longer than the policy's hours, or whose time is less than a day away."""
    hours = parameters_in_force(service).approval_reminder_hours
    waiting = Post.objects.of_service(service).waiting_for_approval()
    long = Q(submitted_at__lte=now - dt.timedelta(hours=hours))
    close = Q(publish_at__lte=now + dt.timedelta(days=1))
    for post in waiting.filter(long | close).select_related("author"):
        address = settings.SITE_URL + reverse("posts:post", args=[service.slug, post.pk])
        for person in approvers(service, service.today(now)):
            if person.pk == post.author_id:
                continue
            mail.send_once(
                service=service,
                to=person,
                key=f"post-waiting:{post.pk}:{post.submitted_at:%Y%m%d%H%M%S}",
                subject=f"“{post.title}” waits for your approval",
                body=(
                    f"Hello {person.first_name},\n\n{post.author} asked for your approval on "
                    f"{service.local(post.submitted_at):%a %-d %b at %H:%M}.\n\n{address}\n"
                ),
            )


def posts_by_hand(service: Service, now: dt.datetime) -> None:
    """A post that somebody must put out by hand and nobody has an hour after its time."""
    late = Delivery.objects.of_service(service).filter(state="by_hand", due_at__lte=now - dt.timedelta(hours=1))
    for delivery in late.select_related("post__author", "channel"):
        address = settings.SITE_URL + reverse("posts:delivery", args=[service.slug, delivery.pk])
        members = Membership.objects.holding(Role.COORDINATOR, service.today(now)).filter(service=service)
        people = {member.user for member in members.select_related("user")} | {delivery.post.author}
        for person in people:
            mail.send_once(
                service=service,
                to=person,
                key=f"by-hand-late:{delivery.pk}:{delivery.due_at:%Y%m%d%H%M}",
                subject=f"“{delivery.post.title}” still has to go out on {delivery.channel.get_network_display()}",
                body=(
                    f"Hello {person.first_name},\n\nits time was {service.local(delivery.due_at):%a %-d %b, %H:%M}."
                    f"\n\n{address}\n"
                ),
            )

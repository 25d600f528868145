"""E-mails about channels: to whoever looks after one, and to the service managers. Each is sent once."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts import mail
from accounts.models import Membership, Role, User
from channels.models import Channel


def people_of(channel: Channel, now: dt.datetime, *also: User) -> list[User]:
    """The owner and others named, while they work here, and the service managers with their deputies."""
    members = Membership.objects.of_service(channel.service)
    managers = members.holding(Role.SERVICE_MANAGER, channel.service.today(now)).values("user")
    named = [channel.owner_id, *(person.pk for person in also)]
    here = members.current().filter(user__in=named).values("user")
    return list(User.objects.filter(Q(pk__in=managers) | Q(pk__in=here)).order_by("pk"))


def tell(
    channel: Channel, *, key: str, subject: str, body: str, to: str = "channels:channel", also: tuple[User, ...] = ()
) -> None:
    """Write to the channel's people. `to` names the page that the e-mail leads to."""
    address = settings.SITE_URL + reverse(to, args=[channel.service.slug, channel.pk])
    for person in people_of(channel, timezone.now(), *also):
        mail.send_once(
            service=channel.service,
            to=person,
            key=key,
            subject=subject,
            body=f"Hello {person.first_name},\n\n{body}\n\n{address}\n",
        )

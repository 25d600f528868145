"""Looking up what is not sure, before anything is sent again (DESIGN 5)."""

from __future__ import annotations

import datetime as dt
import logging

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.mail import send_once
from audit.kinds import Kind
from audit.services import Entry, record_all
from channels import networks
from channels.networks import Absent, Found, NetworkError, connector_of
from posts.models import Delivery, DeliveryState
from posts.publishing import changes, settling
from posts.publishing.deliveries import (
    OUTCOME,
    backoff,
    due_again,
    event,
    locked_delivery,
    mark_out,
    outgoing,
    send_soon,
    where,
)

log = logging.getLogger(__name__)

MOST_LOOKUPS = 6


def look_up(delivery_id: int) -> None:
    """Ask the network whether it has an unknown delivery: there → sent, surely absent → due again, unsure → a person.

    Only one look-up of a delivery runs at a time, and only the newest one's answer counts: an older "it is not there"
    could be from before a later try.
    """
    now = timezone.now()
    with transaction.atomic():
        if not (row := locked_delivery(delivery_id)) or not _waits_for_look_up(row, now):
            return
        row.lookups += 1
        row.next_try_at = now + dt.timedelta(seconds=settings.SENDING_LEASE_S)
        row.save(update_fields=["lookups", "next_try_at"])
    delivery = Delivery.objects.filter(pk=delivery_id).for_sending().get()
    try:
        answer: networks.LookUp | None = connector_of(delivery.channel).find(outgoing(delivery))
    except NetworkError:
        answer = None
    except Exception as error:
        log.error("delivery %s: the look-up broke: %s", delivery_id, where(error))
        answer = None
    _record_look_up(delivery, answer, timezone.now())


def _waits_for_look_up(row: Delivery, now: dt.datetime) -> bool:
    return (
        row.state == DeliveryState.UNKNOWN
        and not row.ask_person
        and (row.next_try_at is None or row.next_try_at <= now)
    )


def _record_look_up(seen: Delivery, answer: networks.LookUp | None, now: dt.datetime) -> None:
    is_due = False
    with transaction.atomic():
        row = locked_delivery(seen.pk)
        if row is None or row.state != DeliveryState.UNKNOWN:
            return
        if (row.token, row.lookups, row.tries) != (seen.token, seen.lookups, seen.tries):
            return
        entries: list[Entry] = []
        believed_from = _believed_from(seen)
        if isinstance(answer, Found):
            entries = [event(Kind.DELIVERY_LOOKED_UP, row, answer="it is there")]
            entries += mark_out(row, answer.remote_id, answer.remote_url, now)
            is_due = row.state == DeliveryState.DUE
        elif isinstance(answer, Absent) and now < believed_from:
            row.next_try_at = believed_from
        elif isinstance(answer, Absent):
            entries = [event(Kind.DELIVERY_LOOKED_UP, row, answer="it is not there")]
            entries += due_again(row)
            is_due = row.state == DeliveryState.DUE
        elif answer is None and row.lookups < MOST_LOOKUPS:
            row.next_try_at = now + dt.timedelta(seconds=backoff(row.lookups))
        else:
            row.ask_person, row.next_try_at = True, None
            entries = [event(Kind.DELIVERY_LOOKED_UP, row, answer="the network could not tell, so somebody is asked")]
            _ask_to_look(row)
        row.save(update_fields=OUTCOME)
        changes.take_off_what_came_late(row, now)
        entries += settling.settle(row.post)
        record_all(entries, now=now)
    if is_due:
        send_soon(seen.pk)


def _believed_from(delivery: Delivery) -> dt.datetime:
    """From when "it is not there" is taken for sure."""
    wait = connector_of(delivery.channel).capabilities.absent_after_s
    last = max((attempt.started_at for attempt in delivery.attempts.all()), default=delivery.due_at)
    return last + dt.timedelta(seconds=wait)


def _ask_to_look(delivery: Delivery) -> None:
    for person in settling.people_to_ask(delivery):
        send_once(
            service=delivery.post.service,
            to=person,
            key=f"delivery:{delivery.token}:look:{delivery.tries}",
            subject=f"Did “{delivery.post.title}” go out on {delivery.channel}?",
            body=(
                f"{delivery.channel} did not answer clearly when “{delivery.post.title}” was sent. It may be there or "
                "not.\n\nLook on the network, then say what you saw here; nothing is sent again before that:\n"
                f"{settling.address_of(delivery)}\n"
            ),
        )

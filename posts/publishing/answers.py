"""What people say about a delivery: what they saw on the network, what they put out, what is to be tried again."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.kinds import Kind
from audit.services import record_all
from posts import permissions, times
from posts.models import Delivery, DeliveryState, PostState
from posts.publishing import changes, settling
from posts.publishing.deliveries import (
    ARMED,
    OUTCOME,
    SendingRefused,
    arm,
    due_again,
    event,
    locked_delivery,
    mark_sent,
    send_soon,
)

BY_HAND_AT_LEAST = dt.timedelta(days=1)
EXPIRED_AT_ONCE = 200


def answer_by_person(delivery_id: int, *, by: User, is_there: bool, url: str = "") -> Delivery:
    """ "I looked: it is there / it is not there." Raises SendingRefused, whose text is shown to the person."""
    now = timezone.now()
    with transaction.atomic():
        row = _for_person(delivery_id, by)
        if row.state != DeliveryState.UNKNOWN:
            raise SendingRefused(f"This is no longer open: it is now “{row.get_state_display()}”.")
        if is_there:
            mark_sent(row, url or f"seen:{row.token}", url, now)
        entries = [] if is_there else due_again(row)
        row.save(update_fields=OUTCOME)
        changes.take_off_what_came_late(row, now)
        answer = "it is there" if is_there else "it is not there"
        entries.insert(0, event(Kind.DELIVERY_ANSWERED, row, by=by, answer=answer, url=url))
        entries += settling.settle(row.post)
        record_all(entries, now=now)
    if row.state == DeliveryState.DUE:
        send_soon(row.pk)
    return row


def too_late_at(delivery: Delivery) -> dt.datetime:
    """When a delivery that waits for a person expires: its late limit, but a day at least, as people sleep."""
    late = max(dt.timedelta(minutes=delivery.post.late_limit_minutes), BY_HAND_AT_LEAST)
    return delivery.due_at + late


def expire_by_hand(now: dt.datetime) -> int:
    """Deliveries that nobody put out in time ask for a new time, as those do that go out by themselves."""
    rows = Delivery.objects.filter(state=DeliveryState.BY_HAND, due_at__lte=now - BY_HAND_AT_LEAST)
    late = [row.pk for row in rows.select_related("post")[:EXPIRED_AT_ONCE] if too_late_at(row) <= now]
    for pk in late:
        with transaction.atomic():
            row = locked_delivery(pk)
            if row is None or row.state != DeliveryState.BY_HAND:
                continue
            when = times.words(too_late_at(row), row.post.service.zone)
            row.state, row.error = DeliveryState.EXPIRED, f"Nobody put it out by {when}."
            row.save(update_fields=OUTCOME)
            record_all(settling.settle(row.post), now=now)
    return len(late)


def confirm_by_hand(delivery_id: int, *, by: User, url: str) -> Delivery:
    """A person put it out, and gives the post's address now or later. Raises SendingRefused."""
    now = timezone.now()
    with transaction.atomic():
        row = _for_person(delivery_id, by)
        if row.state == DeliveryState.SENT and url and not row.remote_url:
            return _keep_address(row, by, url, now)
        if row.state != DeliveryState.BY_HAND:
            raise SendingRefused(f"This is no longer to be put out by hand: it is now “{row.get_state_display()}”.")
        mark_sent(row, url[:300] or f"seen:{row.token}", url, now)
        row.save(update_fields=OUTCOME)
        entries = [event(Kind.DELIVERY_PUT_OUT, row, by=by, url=url), *settling.settle(row.post)]
        record_all(entries, now=now)
    return row


def _keep_address(row: Delivery, by: User, url: str, now: dt.datetime) -> Delivery:
    """The address that a person did not have at hand when they put it out, or saw it."""
    row.remote_url = url
    if row.remote_id == f"seen:{row.token}":
        row.remote_id = url[:300]
    row.save(update_fields=["remote_url", "remote_id"])
    record_all([event(Kind.DELIVERY_ADDRESS_GIVEN, row, by=by, url=url)], now=now)
    return row


def give_up_by_hand(delivery_id: int, *, by: User, reason: str) -> Delivery:
    """A person says that it was not put out, and why. Raises SendingRefused."""
    now = timezone.now()
    with transaction.atomic():
        row = _for_person(delivery_id, by)
        if row.state != DeliveryState.BY_HAND:
            raise SendingRefused(f"This is no longer to be put out by hand: it is now “{row.get_state_display()}”.")
        row.state, row.error = DeliveryState.FAILED, reason[:500]
        row.save(update_fields=OUTCOME)
        entries = [event(Kind.DELIVERY_GIVEN_UP, row, by=by, reason=reason), *settling.settle(row.post)]
        record_all(entries, now=now)
    return row


def try_again(delivery_id: int, *, by: User) -> Delivery:
    """Send it now to a channel that did not get it, while others did. Raises SendingRefused.

    A post that went out nowhere gets a new time instead (posts.workflow.schedule).
    """
    now = timezone.now()
    with transaction.atomic():
        row = _for_person(delivery_id, by)
        if refusal := refusal_to_try_again(row):
            raise SendingRefused(refusal)
        arm(row, row.post).due_at = now
        row.save(update_fields=ARMED)
        entries = [event(Kind.DELIVERY_TRIED_AGAIN, row, by=by), *settling.settle(row.post)]
        record_all(entries, now=now)
    send_soon(row.pk)
    return row


def refusal_to_try_again(delivery: Delivery) -> str:
    """ "" or why it cannot be sent once more by itself."""
    if delivery.state not in (DeliveryState.FAILED, DeliveryState.EXPIRED):
        return f"There is nothing to send again: it is “{delivery.get_state_display()}”."
    if delivery.post.state not in (PostState.PUBLISHING, PostState.PARTLY_PUBLISHED):
        return "Choose a new time for the whole post instead."
    return ""


def _for_person(delivery_id: int, by: User) -> Delivery:
    row = locked_delivery(delivery_id)
    if row is None:
        raise SendingRefused("This delivery is no longer there.")
    if refusal := permissions.refusal_to_answer_for_delivery(by, row):
        raise SendingRefused(refusal)
    return row

"""What sending, looking up and answering have in common: a delivery's row, locked, changed and told of.

Whoever changes a delivery holds the lock on its post, in the order of keys where there are several.
"""

from __future__ import annotations

import datetime as dt
import traceback
import uuid
from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from audit.kinds import Kind
from audit.services import Entry
from channels.networks import Outgoing, Picture
from posts.models import Delivery, DeliveryState, Post
from posts.settling import JOB

MOST_TRIES = 8
BACKOFF_S = (15, 30, 60, 120, 300, 600)

OUTCOME = ["state", "sent_at", "remote_id", "remote_url", "error", "next_try_at", "lease_until", "ask_person"]
ARMED = ["revision", "digest", "token", "state", "due_at", "lease_until", "next_try_at", "tries", "lookups"]
ARMED += ["ask_person", "error"]


class SendingRefused(Exception):
    """Not possible; the text is a sentence for the person."""


# Rows


def locked(post_ids: Iterable[int]) -> dict[int, Post]:
    """Lock these posts, in the order of their keys so that two workers do not wait for each other for ever."""
    rows = Post.objects.filter(pk__in=post_ids).order_by("pk").select_for_update(of=("self",))
    return {post.pk: post for post in rows.select_related("service", "revision")}


def locked_delivery(delivery_id: int) -> Delivery | None:
    """A delivery with its post's row locked; what is read of it cannot change before the transaction ends."""
    post_id = Delivery.objects.filter(pk=delivery_id).values_list("post_id", flat=True).first()
    if post_id is None:
        return None
    post = locked({post_id})[post_id]
    row = Delivery.objects.select_related("channel").get(pk=delivery_id)
    row.post = post
    return row


def event(kind: Kind, delivery: Delivery, *, by: User | None = None, **data: object) -> Entry:
    """Events of a delivery stand on its post, where people read them."""
    data |= {"channel": str(delivery.channel), "delivery": delivery.pk}
    return Entry(kind=kind, on=delivery.post, actor=by, job="" if by else JOB, data=data)


def backoff(tries: int) -> int:
    return BACKOFF_S[min(tries, len(BACKOFF_S)) - 1]


def send_soon(delivery_id: int) -> None:
    from posts import tasks

    transaction.on_commit(lambda: tasks.send.delay(delivery_id), robust=True)


def where(error: BaseException) -> str:
    """Kind and place of an error; its message may hold words of a post or a person."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{type(error).__name__} at {frames[-1].filename}:{frames[-1].lineno}" if frames else type(error).__name__


# Changes, not saved here


def arm(delivery: Delivery, post: Post) -> Delivery:
    delivery.revision, delivery.digest = post.revision, post.approved_digest
    delivery.token = uuid.uuid4()
    delivery.state, delivery.due_at = DeliveryState.DUE, post.publish_at
    delivery.lease_until = delivery.next_try_at = None
    delivery.tries = delivery.lookups = 0
    delivery.ask_person, delivery.error = False, ""
    return delivery


def mark_sent(row: Delivery, remote_id: str, remote_url: str, at: dt.datetime) -> None:
    row.state, row.sent_at = DeliveryState.SENT, at
    row.remote_id, row.remote_url = remote_id, remote_url
    row.lease_until = row.next_try_at = None
    row.ask_person, row.error = False, ""


def due_again(row: Delivery) -> list[Entry]:
    if row.tries >= MOST_TRIES:
        row.state, row.next_try_at = DeliveryState.FAILED, None
        row.error = f"{row.channel} did not take it in {MOST_TRIES} tries."
        return [event(Kind.DELIVERY_FAILED, row, reason=row.error)]
    row.state, row.next_try_at, row.ask_person = DeliveryState.DUE, None, False
    return []


# What goes out


def outgoing(delivery: Delivery, *, now: dt.datetime | None = None) -> Outgoing:
    """The delivery as its network gets it. `now` is when the first call for it begins, unless there was one."""
    revision = delivery.revision
    own = next((c.text for c in revision.revision_channels.all() if c.channel_id == delivery.channel_id), "")
    return Outgoing(
        ref=str(delivery.token),
        text=own or revision.text,
        link=revision.link,
        pictures=tuple(
            Picture(file=used.media.file.name, alt=used.alt_text, width=used.media.width, height=used.media.height)
            for used in revision.revision_media.all()
        ),
        first_tried_at=min((attempt.started_at for attempt in delivery.attempts.all()), default=now),
    )

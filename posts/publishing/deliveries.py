"""What sending, looking up and answering have in common: a delivery's row, locked, changed and told of.

Whoever changes a delivery holds the lock on its post, in the order of keys where there are several.
"""

from __future__ import annotations

import datetime as dt
import traceback
import uuid
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db import transaction

from accounts.models import User
from audit.kinds import Kind
from audit.services import Entry
from channels.networks import Card, Outgoing, Picture, Video, connector_of
from posts.models import Delivery, DeliveryState, MediaKind, Post, Revision, RevisionChannel
from posts.publishing.settling import JOB
from posts.writing import threads

MOST_TRIES = 8
BACKOFF_S = (15, 30, 60, 120, 300, 600)

OUTCOME = ["state", "sent_at", "remote_id", "remote_url", "error", "next_try_at", "lease_until", "ask_person"]
OUTCOME += ["parts", "prepared", "tries", "lookups"]
ARMED = ["revision", "digest", "token", "state", "due_at", "lease_until", "next_try_at", "tries", "lookups"]
ARMED += ["ask_person", "error", "prepared"]


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
    """Ready to go out at the post's time, under a new reference. A thread goes on where it stopped."""
    delivery.revision, delivery.digest = post.revision, post.approved_digest
    delivery.token = uuid.uuid4()
    delivery.state, delivery.due_at = DeliveryState.DUE, post.publish_at
    delivery.lease_until = delivery.next_try_at = None
    delivery.tries = delivery.lookups = 0
    delivery.ask_person, delivery.error = False, ""
    delivery.prepared = {}
    return delivery


def mark_out(row: Delivery, remote_id: str, remote_url: str, at: dt.datetime) -> list[Entry]:
    """A network has the post, or the next one of its thread; the rest of a thread is due at once.

    `row.revision` with its channels says how many there are. A person's answer ends the thread (mark_sent): they saw
    all of it, or put it out themselves.
    """
    parts = [*row.parts, {"id": remote_id, "url": remote_url}]
    if len(parts) >= len(parts_of(row)):
        mark_sent(row, parts[0]["id"], parts[0]["url"], at)
        row.parts = parts if len(parts) > 1 else []
        return [event(Kind.DELIVERY_SENT, row)]
    row.parts, row.prepared = parts, {}
    row.state, row.lease_until, row.next_try_at = DeliveryState.DUE, None, None
    row.tries = row.lookups = 0
    row.ask_person, row.error = False, ""
    return []


def mark_sent(row: Delivery, remote_id: str, remote_url: str, at: dt.datetime) -> None:
    row.state, row.sent_at = DeliveryState.SENT, at
    row.remote_id, row.remote_url = remote_id, remote_url
    row.lease_until = row.next_try_at = None
    row.ask_person, row.error = False, ""
    row.prepared = {}


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
    texts = parts_of(delivery)
    part = min(len(delivery.parts), len(texts) - 1)
    of_part = [attempt.started_at for attempt in delivery.attempts.all() if attempt.part == part]
    return replace(
        whole(delivery),
        ref=f"{delivery.token}-{part}" if part else str(delivery.token),
        text=texts[part],
        first_tried_at=min(of_part, default=now),
        prepared=delivery.prepared,
        **(_continuing(delivery) if part else {}),
    )


def whole(delivery: Delivery) -> Outgoing:
    """The delivery in one piece, as a person puts it out by hand: the parts of a thread below each other."""
    return whole_of(delivery.revision, delivery)


def whole_of(revision: Revision, delivery: Delivery) -> Outgoing:
    """This content as the delivery's channel gets it, in one piece."""
    chosen = _chosen(revision, delivery)
    used = list(revision.revision_media.all())
    video = next((one for one in used if one.media.kind == MediaKind.VIDEO), None)
    return Outgoing(
        ref=str(delivery.token),
        text=threads.joined((chosen.text if chosen else "") or revision.text),
        link=revision.link,
        card=Card(title=revision.link_title, description=revision.link_description) if revision.link_title else None,
        warning=chosen.warning if chosen else "",
        pictures=tuple(
            Picture(file=one.media.file.name, alt=one.alt_text, width=one.media.width, height=one.media.height)
            for one in used
            if one.media.kind == MediaKind.PICTURE
        ),
        video=video
        and Video(
            file=video.media.file.name,
            alt=video.alt_text,
            media_type=video.media.media_type,
            captions=video.media.captions.name or "",
        ),
    )


def parts_of(delivery: Delivery) -> list[str]:
    """The texts of its posts, in order: several for a thread on a network that has them, otherwise one."""
    chosen = _chosen(delivery.revision, delivery)
    text = (chosen.text if chosen else "") or delivery.revision.text
    if not connector_of(delivery.channel).capabilities.threads:
        return [threads.joined(text)]
    return threads.parts(text)


def _chosen(revision: Revision, delivery: Delivery) -> RevisionChannel | None:
    found = revision.revision_channels.all()
    return next((one for one in found if one.channel_id == delivery.channel_id), None)


def _continuing(delivery: Delivery) -> dict[str, Any]:
    """What only the first post of a thread carries is empty in the later ones."""
    first, last = delivery.parts[0]["id"], delivery.parts[-1]["id"]
    return {"link": "", "card": None, "pictures": (), "video": None, "answers": last, "thread": first}

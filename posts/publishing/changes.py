"""Taking a post off the networks, or correcting it there, once it is out (source: L5).

One `NetworkChange` a delivery, open until it is done: by us where the network can, by a person otherwise. Both kinds do
no harm when they are done twice, so an unclear answer is simply asked again; what a network refuses, or does not answer
in the end, goes to people as a task. due → doing → done | by hand → done.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable
from dataclasses import replace

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.mail import send_once
from accounts.models import User
from audit.kinds import Kind
from audit.services import Entry, record_all
from channels.networks import Action, NetworkError, Refused, connector_of
from posts import permissions
from posts.content import digest
from posts.models import Delivery, DeliveryState, NetworkChange, Post, PostState, Revision
from posts.publishing import settling
from posts.publishing.deliveries import SendingRefused, arm, backoff, event, locked_delivery, send_soon, where, whole_of

log = logging.getLogger(__name__)

MOST_TRIES = 8
AT_ONCE = 500
"""The most changes that one tick queues."""
ACTIONS = {NetworkChange.Kind.REMOVE: Action.REMOVE, NetworkChange.Kind.CORRECT: Action.CORRECT}
State = NetworkChange.State
CORRECTED_BY = (PostState.PUBLISHED, PostState.PARTLY_PUBLISHED)
"""States of a correction that the networks show."""
OPEN = (State.DUE, State.DOING, State.BY_HAND)


def is_out(delivery: Delivery) -> bool:
    """Whether the network has it, or a part of its thread."""
    return delivery.removed_at is None and (delivery.state == DeliveryState.SENT or bool(delivery.parts))


def ask(
    deliveries: Iterable[Delivery],
    *,
    kind: NetworkChange.Kind,
    reason: str,
    by: User,
    now: dt.datetime,
    revision: Revision | None = None,
) -> list[NetworkChange]:
    """Have it done on each, as soon as the transaction is committed. Callers hold the lock on the post.

    A correction that is still open gives way: to the removal, or to the newer text.
    """
    wanted = [delivery for delivery in deliveries if is_out(delivery)]
    open_ones = NetworkChange.objects.filter(delivery__in=wanted, state__in=OPEN)
    open_ones.filter(kind=NetworkChange.Kind.CORRECT).update(state=State.CANCELLED)
    underway = set(open_ones.values_list("delivery", flat=True))
    made = [
        NetworkChange(delivery=delivery, kind=kind, revision=revision, reason=reason[:300], asked_by=by, asked_at=now)
        for delivery in wanted
        if delivery.pk not in underway
    ]
    NetworkChange.objects.bulk_create(made)
    for change in made:
        _do_soon(change.pk)
    return made


def take_off_what_came_late(delivery: Delivery, now: dt.datetime) -> None:
    """A network turned out to have a post that was removed meanwhile. Callers hold the lock on the post."""
    if delivery.post.state != PostState.REMOVED or not is_out(delivery):
        return
    first = NetworkChange.objects.filter(delivery__post=delivery.post, kind=NetworkChange.Kind.REMOVE).first()
    by = first.asked_by if first else delivery.post.author
    ask([delivery], kind=NetworkChange.Kind.REMOVE, reason=delivery.post.removal_reason, by=by, now=now)


def said_now(post: Post) -> Revision:
    """What the networks show: the newest correction that is out, or the post itself."""
    last = post.corrections.filter(state__in=CORRECTED_BY).order_by("-published_at").first()
    return last.revision if last else post.revision


def refusal_to_submit_correction(post: Post) -> str:
    """ "" or why this correction is none."""
    if not post.corrects_id:
        return ""
    now_says, wanted = said_now(post.corrects).content(), post.revision.content()
    chosen = {one.channel_id for one in wanted.channels}
    there = replace(now_says, channels=tuple(one for one in now_says.channels if one.channel_id in chosen))
    if digest(there) == digest(wanted):
        return "Nothing is changed yet. Correct the text before you submit it."
    return ""


def put_correction_out(post: Post, *, by: User, now: dt.datetime) -> list[Entry]:
    """Bring an approved correction onto the networks. Called within the approval, which holds its lock."""
    original = Post.objects.locked(post.corrects_id)
    there = [one for one in original.deliveries.select_related("channel") if is_out(one)]
    chosen = set(post.revision.revision_channels.values_list("channel", flat=True))
    wanted = [delivery for delivery in there if delivery.channel_id in chosen]
    in_place = [one for one in wanted if _can_be_changed(one)]
    anew = [one for one in wanted if not _can_be_changed(one)]
    reason = post.correction_reason
    common = {"reason": reason, "by": by, "now": now}
    ask(in_place, kind=NetworkChange.Kind.CORRECT, revision=post.revision, **common)
    ask(anew, kind=NetworkChange.Kind.REMOVE, **common)
    made = [arm(Delivery(post=post, channel=one.channel), post) for one in anew]
    for delivery in Delivery.objects.bulk_create(made):
        send_soon(delivery.pk)
    names = ", ".join(str(one.channel) for one in wanted) or "no channel"
    return [Entry(kind=Kind.POST_CORRECTED, on=original, actor=by, data={"channels": names, "reason": reason})]


def _can_be_changed(delivery: Delivery) -> bool:
    """In its place, by us or by people. A thread is taken off and put out anew: its parts may be others now."""
    return not delivery.parts and connector_of(delivery.channel).capabilities.is_possible(Action.CORRECT)


def do_waiting(now: dt.datetime) -> int:
    """Queue what is to be done, also what a worker left when it died. Two ticks at once do no harm."""
    from posts import tasks

    waiting = list(NetworkChange.objects.waiting(now).values_list("pk", flat=True)[:AT_ONCE])
    for pk in waiting:
        tasks.change_on_network.apply_async((pk,), expires=20)
    return len(waiting)


def do(change_id: int, now: dt.datetime) -> None:
    """Ask the network, with no transaction open, unless somebody else does or it is done."""
    change = claim(change_id, now)
    if change is None:
        return
    ids = ids_of(change.delivery)
    try:
        _call(change, ids)
        error: NetworkError | None = None
    except NetworkError as refused:
        error = refused
    except Exception as broken:
        log.error("change %s: the connector broke: %s", change_id, where(broken))
        error = NetworkError(f"The connection broke ({type(broken).__name__}).")
    _record(change, ids, error, timezone.now())


def confirm_by_hand(change_id: int, *, by: User) -> NetworkChange:
    """A person did it on the network. Raises SendingRefused."""
    now = timezone.now()
    with transaction.atomic():
        change = _locked(change_id)
        if change is None:
            raise SendingRefused("This task is no longer there.")
        if refusal := permissions.refusal_to_answer_for_delivery(by, change.delivery):
            raise SendingRefused(refusal)
        if change.state not in OPEN:
            raise SendingRefused("This is done already, or no longer needed.")
        kind = Kind.TAKEN_OFF_BY_HAND if change.kind == NetworkChange.Kind.REMOVE else Kind.CORRECTED_BY_HAND
        entries = [event(kind, change.delivery, by=by), *_finish(change, now, by=by)]
        record_all(entries, now=now)
    return change


def ids_of(delivery: Delivery) -> list[str]:
    """What the network calls it: one name, or those of a thread in order."""
    return [part["id"] for part in delivery.parts] or [delivery.remote_id]


def how_by_hand(change: NetworkChange) -> str:
    """What a person does on the network."""
    return connector_of(change.delivery.channel).capabilities.how_by_hand(ACTIONS[change.kind])


def claim(change_id: int, now: dt.datetime) -> NetworkChange | None:
    """The change, if this worker may make it now; one that only people can make becomes their task.

    While sending is paused a correction waits. A removal does not: it is what a pause may be there for.
    """
    with transaction.atomic():
        change = _locked(change_id)
        if change is None or not NetworkChange.objects.waiting(now).filter(pk=change_id).exists():
            return None
        if change.kind == NetworkChange.Kind.CORRECT and change.delivery.post.service.is_paused:
            return None
        if not _can_do(change):
            record_all(_give_to_people(change, now), now=now)
            return None
        change.state, change.tries, change.next_try_at = State.DOING, change.tries + 1, None
        change.lease_until = now + dt.timedelta(seconds=settings.SENDING_LEASE_S)
        change.save(update_fields=["state", "tries", "next_try_at", "lease_until"])
    return change


def _can_do(change: NetworkChange) -> bool:
    """Whether the network lets us, and we know what it calls the post: people gave an address only."""
    names = ids_of(change.delivery)
    by_people = any(name.startswith(("seen:", "http:", "https:")) for name in names)
    return connector_of(change.delivery.channel).capabilities.can(ACTIONS[change.kind]) and not by_people


def _call(change: NetworkChange, ids: list[str]) -> None:
    connector = connector_of(change.delivery.channel)
    if change.kind == NetworkChange.Kind.REMOVE:
        for remote_id in reversed(ids):
            connector.remove(remote_id)
    else:
        connector.correct(ids[0], whole_of(change.revision, change.delivery))


def _record(seen: NetworkChange, ids: list[str], error: NetworkError | None, now: dt.datetime) -> None:
    with transaction.atomic():
        change = _locked(seen.pk)
        if change is None or change.state != State.DOING or change.tries != seen.tries:
            return
        if error is None and ids_of(change.delivery) == ids:
            is_removal = change.kind == NetworkChange.Kind.REMOVE
            kind = Kind.TAKEN_OFF if is_removal else Kind.CORRECTED
            record_all([event(kind, change.delivery), *_finish(change, now)], now=now)
            return
        change.lease_until, change.error = None, str(error or "")[:500]
        if isinstance(error, Refused) or change.tries >= MOST_TRIES:
            record_all(_give_to_people(change, now), now=now)
            return
        wait = max(getattr(error, "after_s", 0), backoff(change.tries)) if error else 0
        change.state, change.next_try_at = State.DUE, now + dt.timedelta(seconds=wait)
        change.save(update_fields=["state", "next_try_at", "lease_until", "error"])


def _finish(change: NetworkChange, now: dt.datetime, *, by: User | None = None) -> list[Entry]:
    change.state, change.done_at, change.done_by = State.DONE, now, by
    change.lease_until, change.error = None, ""
    change.save(update_fields=["state", "done_at", "done_by", "lease_until", "error"])
    if change.kind == NetworkChange.Kind.REMOVE:
        change.delivery.removed_at = now
        change.delivery.save(update_fields=["removed_at"])
        return []
    correction = Post.objects.locked(change.revision.post_id)
    return settling.settle(correction)


def _give_to_people(change: NetworkChange, now: dt.datetime) -> list[Entry]:
    change.state, change.next_try_at, change.lease_until = State.BY_HAND, None, None
    change.save(update_fields=["state", "next_try_at", "lease_until", "error"])
    delivery, is_removal = change.delivery, change.kind == NetworkChange.Kind.REMOVE
    title, what = delivery.post.title, "Take off by hand now" if is_removal else "Correct by hand now"
    for person in settling.people_to_ask(delivery):
        send_once(
            service=delivery.post.service,
            to=person,
            key=f"change:{change.pk}:by-hand",
            subject=f"{what}: “{title}” on {delivery.channel}",
            body=(
                f"“{title}” on {delivery.channel} needs a person: {change.reason}\n\n"
                f"Where it is: {delivery.remote_url or delivery.channel.url or 'on the profile'}\n"
                f"What to do, and where to say that it is done: {settling.address_of(delivery)}\n"
            ),
        )
    return [event(Kind.CHANGE_BY_HAND, delivery, what="taken off" if is_removal else "corrected")]


def _locked(change_id: int) -> NetworkChange | None:
    """The change with its delivery, the post's row locked."""
    delivery_id = NetworkChange.objects.filter(pk=change_id).values_list("delivery", flat=True).first()
    delivery = locked_delivery(delivery_id) if delivery_id else None
    if delivery is None:
        return None
    change = NetworkChange.objects.select_related("revision", "asked_by").get(pk=change_id)
    change.delivery = delivery
    return change


def _do_soon(change_id: int) -> None:
    from posts import tasks

    transaction.on_commit(lambda: tasks.change_on_network.delay(change_id), robust=True)

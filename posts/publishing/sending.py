"""Sending each delivery exactly once, or asking (DESIGN 5).

due → sending → sent | failed | unknown | by hand | expired. A worker claims rows and puts an attempt on record in one
transaction, calls the network with no transaction open, and records the outcome in a second one. A worker that dies
in between leaves an attempt without an outcome: once its lease has run out, the delivery is *unknown*, and the network
is asked whether it has the post before anything is sent again (lookups.py), or a person is (answers.py). What may go
out at all is judged in gates.py, and what becomes of the post in settling.py.
"""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.mail import send_once
from audit.kinds import Kind
from audit.services import Entry, record_all
from channels import connecting, networks
from channels.networks import NetworkError, Outgoing, Refused, SignedOut, TryLater, connector_of
from policies import exceptions
from posts.checking import checks
from posts.models import Attempt, Delivery, DeliveryState, Post, PostState
from posts.publishing import changes, settling
from posts.publishing.deliveries import (
    ARMED,
    MOST_TRIES,
    OUTCOME,
    arm,
    backoff,
    event,
    locked,
    mark_out,
    outgoing,
    send_soon,
    where,
)
from posts.publishing.gates import Gate, Verdict, Way

log = logging.getLogger(__name__)

AT_ONCE = 2000
"""The most deliveries that one tick queues."""
MESSAGE_LIVES_S = 20
"""A message that no worker took by then is dropped; a later tick finds the row again."""
RECORD_EVERY_S = 0.2
"""Outcomes are written at least this often while a worker goes through a batch."""


# Before the time has come


def make_deliveries(post: Post) -> list[Delivery]:
    """One delivery for each channel of the post, due at its time. Called within the move that schedules it.

    What went out, is under way or waits for a person stays as it is; what failed, was too late or cancelled starts
    anew, with a new reference.
    """
    channel_ids = set(post.revision.revision_channels.values_list("channel_id", flat=True))
    made = {delivery.channel_id: delivery for delivery in post.deliveries.all()}
    again = [d for d in made.values() if d.state not in settling.UNDER_WAY and d.channel_id in channel_ids]
    for delivery in again:
        arm(delivery, post)
    Delivery.objects.bulk_update(again, ARMED)
    new = [
        arm(Delivery(post=post, channel_id=channel_id), post)
        for channel_id in sorted(channel_ids)
        if channel_id not in made
    ]
    Delivery.objects.bulk_create(new)
    post.deliveries.exclude(channel__in=channel_ids).exclude(state__in=settling.UNDER_WAY).update(
        state=DeliveryState.CANCELLED
    )
    return [*again, *new]


# The tick


def send_due(now: dt.datetime) -> int:
    """Queue what is due, and what has to be looked up. Two ticks at once do no harm. Gives how many were queued."""
    from posts import tasks  # the bodies of the tasks import this module

    give_up_on_abandoned(now)
    waiting = Delivery.objects.to_look_up(now).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]
    for delivery_id in waiting:
        tasks.look_up.apply_async((delivery_id,), expires=MESSAGE_LIVES_S)
    due = list(
        Delivery.objects.due(now)
        .order_by("due_at", "pk")
        .values_list("pk", "channel__connector", "post__service_id", "post_id")[:AT_ONCE]
    )
    for batch in _batches(due):
        tasks.send_many.apply_async((batch,), expires=MESSAGE_LIVES_S)
    return len(waiting) + len(due)


def _batches(due: Iterable[tuple[int, str, int, int]]) -> Iterable[list[int]]:
    """Primary keys, one network a batch, the deliveries of one service and post beside each other."""
    by_connector: dict[str, list[int]] = {}
    for pk, connector, _service, _post in sorted(due, key=lambda row: (row[2], row[3], row[0])):
        by_connector.setdefault(connector, []).append(pk)
    for connector, pks in by_connector.items():
        size = networks.batch_size(connector)
        yield from (pks[start : start + size] for start in range(0, len(pks), size))


def give_up_on_abandoned(now: dt.datetime) -> int:
    """Deliveries whose worker died with an attempt on record: nobody knows whether the network has them."""
    rows = list(Delivery.objects.abandoned(now).values_list("pk", "post_id")[:AT_ONCE])
    if not rows:
        return 0
    reason = "The worker stopped before it had an answer."
    with transaction.atomic():
        locked({post_id for _, post_id in rows})
        gone = list(
            Delivery.objects.abandoned(now).filter(pk__in=[pk for pk, _ in rows]).select_related("post", "channel")
        )
        Delivery.objects.filter(pk__in=[d.pk for d in gone]).update(
            state=DeliveryState.UNKNOWN, lease_until=None, next_try_at=None, error=reason
        )
        Attempt.objects.filter(delivery__in=gone, outcome=Attempt.Outcome.PENDING).update(
            outcome=Attempt.Outcome.UNCLEAR, finished_at=now, detail=reason
        )
        record_all([event(Kind.DELIVERY_UNKNOWN, delivery, reason=reason) for delivery in gone], now=now)
    log.warning("%s deliveries were abandoned by their worker", len(gone))
    return len(gone)


# Sending


@dataclass(slots=True)
class Call:
    """One claimed delivery: its attempt is on record, and this worker alone may make the call."""

    delivery: Delivery
    attempt: Attempt
    outgoing: Outgoing
    outcome: networks.Published | NetworkError | None = None


def send(delivery_id: int) -> None:
    """Send one delivery, unless it is no longer due or somebody else has it."""
    send_many([delivery_id])


def send_many(delivery_ids: Iterable[int]) -> None:
    """Claim these deliveries, call the network for each that may go out, and record what came of it."""
    began = time.monotonic()
    calls = claim(list(delivery_ids), timezone.now())
    unrecorded: list[Call] = []
    recorded_at = time.monotonic()
    for position, call in enumerate(calls):
        if time.monotonic() - began > settings.SENDING_LEASE_S - settings.SENDING_CALL_LIMIT_S and position:
            call.outcome = TryLater("There was no time left for it in this round.")  # never called
        else:
            call.outcome = _publish(call)
        unrecorded.append(call)
        if time.monotonic() - recorded_at > RECORD_EVERY_S:
            record(unrecorded)
            unrecorded, recorded_at = [], time.monotonic()
    record(unrecorded)


def _publish(call: Call) -> networks.Published | NetworkError:
    connector = connector_of(call.delivery.channel)
    if connector.capabilities.prepares and not call.outgoing.prepared and (failed := _prepare(call, connector)):
        return failed
    try:
        return connector.publish(call.outgoing)
    except NetworkError as error:
        return error
    except Exception as error:  # whatever it was, the network may have taken the post
        log.error("delivery %s: the connector broke: %s", call.delivery.pk, where(error))
        return networks.Unclear(f"The connection broke ({type(error).__name__}).")


def _prepare(call: Call, connector: networks.Connector) -> NetworkError | None:
    """Keep what every call for this post has to share, before the first one. Nothing is out yet, whatever happens."""
    try:
        prepared = dict(connector.prepare(call.outgoing))
    except Refused as error:
        return error
    except NetworkError as error:
        return TryLater(str(error), after_s=getattr(error, "after_s", 0))
    except Exception as error:
        log.error("delivery %s: the connector broke while preparing: %s", call.delivery.pk, where(error))
        return TryLater(f"The connection broke ({type(error).__name__}).")
    mine = Delivery.objects.filter(
        pk=call.delivery.pk, state=DeliveryState.SENDING, token=call.delivery.token, tries=call.delivery.tries
    )
    lease_until = timezone.now() + dt.timedelta(seconds=settings.SENDING_LEASE_S)  # preparing may have taken long
    if not mine.update(prepared=prepared, lease_until=lease_until):
        return TryLater("Somebody else took it over.")
    call.outgoing = replace(call.outgoing, prepared=prepared)
    return None


def claim(delivery_ids: list[int], now: dt.datetime) -> list[Call]:
    """The deliveries that this worker may send now, their attempts on record; all others are dealt with.

    What takes time is read and judged before the transaction; inside it, what was judged is looked at again.
    """
    gate = Gate(now=now)
    due = Delivery.objects.due(now).filter(pk__in=delivery_ids).for_judging()
    judged = {delivery.pk: (delivery, gate.verdict(delivery)) for delivery in due}
    if not judged:
        return []
    calls: list[Call] = []
    entries: list[Entry] = []
    with transaction.atomic():
        posts = locked({delivery.post_id for delivery, _ in judged.values()})
        still = dict(Delivery.objects.due(now).filter(pk__in=judged).values_list("pk", "tries"))
        mine = [
            (delivery, said)
            for delivery, said in judged.values()
            if still.get(delivery.pk) == delivery.tries and _is_same(delivery.post, posts[delivery.post_id])
        ]
        mine = _still_excepted(mine, gate)
        calls = [_call(delivery, now) for delivery, said in mine if said.way is Way.SEND]
        Delivery.objects.filter(pk__in=[call.delivery.pk for call in calls]).update(
            state=DeliveryState.SENDING,
            lease_until=now + dt.timedelta(seconds=settings.SENDING_LEASE_S),
            tries=F("tries") + 1,
            next_try_at=None,
            error="",
        )
        Attempt.objects.bulk_create(call.attempt for call in calls)
        for delivery, said in mine:
            entries += _turn_aside(delivery, posts[delivery.post_id], said, now)
        entries += settling.settle_all(posts.values())
        again = [call for call in calls if call.attempt.number > 1]  # a first one is told by the post's own event
        entries += [event(Kind.DELIVERY_STARTED, call.delivery, attempt=call.attempt.number) for call in again]
        record_all(entries, now=now)
    return calls


def _still_excepted(mine: list[tuple[Delivery, Verdict]], gate: Gate) -> list[tuple[Delivery, Verdict]]:
    """Those whose exceptions, if they need any, still hold; their rows stay locked until the claim is written.

    One that was ended since it was judged is left to the next tick, which judges it anew.
    """
    needs = {
        delivery.pk: {one.pk for found in gate.findings_of(delivery.post_id) for one in checks.exemptions_of(found)}
        for delivery, said in mine
        if said.way in (Way.SEND, Way.BY_HAND)
    }
    wanted = set().union(*needs.values())
    if not wanted:
        return mine
    holds = set(exceptions.lock_those_granted(wanted))
    going = [(delivery, said) for delivery, said in mine if needs.get(delivery.pk, set()) <= holds]
    posts = {delivery.post_id for delivery, said in going if needs.get(delivery.pk)}
    checks.keep_exceptions_used([(post_id, gate.findings_of(post_id)) for post_id in posts], gate.now)
    return going


def _is_same(judged: Post, now: Post) -> bool:
    """Whether nothing that the judgement stood on has changed meanwhile. That its sending began is no change."""
    going_out = {PostState.SCHEDULED, PostState.PUBLISHING}
    if (judged.version, judged.revision_id, judged.approved_digest) != (
        now.version,
        now.revision_id,
        now.approved_digest,
    ):
        return False
    return judged.state == now.state or {judged.state, now.state} == going_out


def _call(delivery: Delivery, now: dt.datetime) -> Call:
    delivery.tries += 1
    number = max((attempt.number for attempt in delivery.attempts.all()), default=0) + 1
    attempt = Attempt(delivery=delivery, number=number, part=len(delivery.parts), started_at=now)
    return Call(delivery, attempt, outgoing(delivery, now=now))


def _turn_aside(delivery: Delivery, post: Post, said: Verdict, now: dt.datetime) -> list[Entry]:
    """What becomes of a delivery that may not be sent now."""
    if said.way is Way.SEND:
        return []
    if said.way in (Way.HOLD, Way.VOID):
        if post.state not in (PostState.SCHEDULED, PostState.PUBLISHING):
            return []  # held a moment ago, with a delivery beside this one
        if not settling.has_begun(post):
            return settling.hold(post, said.reason, void=said.way is Way.VOID, now=now)
        said = Verdict(Way.FAIL, said.reason)
    state = {
        Way.BY_HAND: DeliveryState.BY_HAND,
        Way.FAIL: DeliveryState.FAILED,
        Way.EXPIRE: DeliveryState.EXPIRED,
        Way.CANCEL: DeliveryState.CANCELLED,
    }[said.way]
    Delivery.objects.filter(pk=delivery.pk).update(state=state, error=said.reason[:500], next_try_at=None)
    if said.way is Way.BY_HAND:
        _ask_to_put_out(delivery)
        return [event(Kind.DELIVERY_BY_HAND, delivery)]
    return [event(Kind.DELIVERY_FAILED, delivery, reason=said.reason)] if said.way is Way.FAIL else []


def record(calls: list[Call]) -> None:
    """Write what came of the calls, in one short transaction and with the moment of writing as their end."""
    if not calls:
        return
    now = timezone.now()
    entries: list[Entry] = []
    with transaction.atomic():
        posts = locked({call.delivery.post_id for call in calls})
        rows = _read_again(calls, posts)
        for call in calls:
            entries += _after(call, rows[call.delivery.pk], now)
        _save_attempts(calls, now)
        _save_outcomes(rows.values())
        for row in rows.values():
            changes.take_off_what_came_late(row, now)
        entries += settling.settle_all(posts.values())
        record_all(entries, now=now)
    for call in calls:
        _note_connection(call)
    _look_up_soon([pk for pk, row in rows.items() if row.state == DeliveryState.UNKNOWN])
    for pk, row in rows.items():
        if row.state == DeliveryState.DUE and row.parts and row.next_try_at is None:
            send_soon(pk)  # the next post of its thread


def _note_connection(call: Call) -> None:
    """Whether the channel's credentials hold, as this call showed; a passing error says nothing about them."""
    if isinstance(call.outcome, SignedOut):
        connecting.note_signed_out(call.delivery.channel, call.outcome)
    elif isinstance(call.outcome, networks.Published):
        connecting.note_works(call.delivery.channel)


def _read_again(calls: list[Call], posts: dict[int, Post]) -> dict[int, Delivery]:
    """The rows as they are now, with what was read of them before the call and does not change."""
    rows = Delivery.objects.in_bulk([call.delivery.pk for call in calls])
    for call in calls:
        row = rows[call.delivery.pk]
        row.post, row.channel = posts[row.post_id], call.delivery.channel
        if row.revision_id == call.delivery.revision_id:
            row.revision = call.delivery.revision
    return rows


def _save_attempts(calls: list[Call], now: dt.datetime) -> None:
    outcomes: dict[tuple[str, str], list[int]] = {}
    for call in calls:
        outcomes.setdefault(_outcome(call), []).append(call.attempt.pk)
    for (outcome, detail), keys in outcomes.items():
        Attempt.objects.filter(pk__in=keys).update(outcome=outcome, detail=detail, finished_at=now)


def _save_outcomes(rows: Iterable[Delivery]) -> None:
    """All rows are there and locked by their posts, so that each conflicts and is updated: bulk_update, several times
    faster."""
    Delivery.objects.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=OUTCOME)


def _outcome(call: Call) -> tuple[str, str]:
    said = str(call.outcome)[:500]
    if isinstance(call.outcome, networks.Published):
        return Attempt.Outcome.ACCEPTED, ""
    if isinstance(call.outcome, Refused):
        return Attempt.Outcome.REFUSED, said
    is_later = isinstance(call.outcome, TryLater)
    return Attempt.Outcome.TRY_LATER if is_later else Attempt.Outcome.UNCLEAR, said


def _after(call: Call, row: Delivery, now: dt.datetime) -> list[Entry]:
    """Carry a call's outcome into its delivery's row (not saved here).

    That a network has the post is true whatever happened to the row meanwhile. Any other outcome counts only while
    the row still waits for this very attempt.
    """
    if isinstance(call.outcome, networks.Published):
        if row.state == DeliveryState.SENT or len(row.parts) != call.attempt.part:
            return []
        return mark_out(row, call.outcome.remote_id, call.outcome.remote_url, now)
    if row.state != DeliveryState.SENDING or (row.token, row.tries) != (call.delivery.token, call.delivery.tries):
        return []
    row.lease_until, row.error = None, str(call.outcome)[:500]
    if isinstance(call.outcome, TryLater) and row.tries < MOST_TRIES:
        wait = max(call.outcome.after_s, backoff(row.tries))
        row.state, row.next_try_at = DeliveryState.DUE, now + dt.timedelta(seconds=wait)
        return []
    if isinstance(call.outcome, Refused | TryLater):
        row.state = DeliveryState.FAILED
        return [event(Kind.DELIVERY_FAILED, call.delivery, reason=row.error)]
    row.state, row.next_try_at = DeliveryState.UNKNOWN, None
    return [event(Kind.DELIVERY_UNKNOWN, call.delivery, reason=row.error)]


def _look_up_soon(delivery_ids: list[int]) -> None:
    from posts import tasks

    for delivery_id in delivery_ids:
        transaction.on_commit(lambda pk=delivery_id: tasks.look_up.delay(pk), robust=True)


def _ask_to_put_out(delivery: Delivery) -> None:
    for person in settling.people_to_ask(delivery):
        send_once(
            service=delivery.post.service,
            to=person,
            key=f"delivery:{delivery.token}:by-hand",
            subject=f"Put out by hand now: “{delivery.post.title}” on {delivery.channel}",
            body=(
                f"It is time to put “{delivery.post.title}” out on {delivery.channel}.\n\nCopy the text, fetch the "
                f"pictures and give the address of the post here:\n{settling.address_of(delivery)}\n"
            ),
        )

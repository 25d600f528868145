"""Keeping a writer from a channel: after repeated breaches of house rules, by a manager, until a date (K4).

Only comments that were hidden for a named house rule count, and only while they are hidden; criticism never does.
The line manager or the service manager decides, as a block stops somebody from speaking to a public body: whoever
handles comments proposes it. What a network has to do is on record before the call and its outcome after it; blocking
and unblocking may be asked for twice without harm.
"""

from __future__ import annotations

import datetime as dt
import logging

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Role, Service, User
from accounts.permissions import refusal_without_role
from audit import services as audit
from audit.kinds import Kind
from channels.models import Channel
from channels.networks import Action, NetworkError, Refused, TryLater, connector_of
from moderation import grounds, moves, permissions
from moderation.models import Block, Comment, Step, StepState
from moderation.moves import MoveRefused
from policies import services as policies

log = logging.getLogger(__name__)

JOB = "blocks"
TRY_AGAIN_AFTER = dt.timedelta(minutes=2)  # a call that has no outcome by then has lost its process
LONGEST_DAYS = 366
State = Block.State


def refusal_to_decide(user: User, service: Service) -> str:
    return refusal_without_role(user, service, Role.LINE_MANAGER, Role.SERVICE_MANAGER, to_do="block a writer")


def breaches(channel: Channel, author_handle: str, now: dt.datetime) -> QuerySet[Step]:
    """The hidings for a named house rule that count against a writer; what was shown again does not."""
    if not author_handle:
        return Step.objects.none()
    since = now - dt.timedelta(days=policies.parameters_in_force(channel.service).breach_window_days)
    hidden = Step.objects.filter(key="hide", state=StepState.DONE, at__gte=since, data__ground__startswith="house rule")
    of_writer = hidden.filter(comment__channel=channel, comment__author_handle=author_handle)
    return of_writer.filter(comment__hidden_at__isnull=False).select_related("comment").order_by("at")


def refusal_to_block(channel: Channel, author_handle: str, now: dt.datetime) -> str:
    """ "" when the writer has broken house rules often enough, else how often they have."""
    if not author_handle:
        return "We do not know who wrote it, so nobody can be blocked."
    parameters = policies.parameters_in_force(channel.service)
    count = breaches(channel, author_handle, now).count()
    if count >= parameters.breaches_before_block:
        return ""
    return (
        f"{count} of {parameters.breaches_before_block} breaches of house rules in {parameters.breach_window_days} "
        "days: too few for a block. Criticism counts for none."
    )


def current_of(channel: Channel, author_handle: str) -> Block | None:
    """The block that was proposed or holds for this writer."""
    if not author_handle:
        return None
    return Block.objects.filter(channel=channel, author_handle=author_handle, lifted_at=None).first()


def how_by_hand(block: Block, action: Action) -> str:
    return connector_of(block.channel).capabilities.how_by_hand(action)


def is_automatic(block: Block) -> bool:
    return connector_of(block.channel).capabilities.can(Action.BLOCK)


def is_there(block: Block) -> bool:
    """Whether the network may keep the writer out now: it said so, a person did, or nobody knows yet."""
    return block.state in (State.DONE, State.BY_HAND) or (block.state == State.ASKED and is_automatic(block))


def ends_by_hand(block: Block, today: dt.date) -> bool:
    """Whether its date came and a person has to end it on the network."""
    is_over = block.lifted_at is None and block.ends_on <= today
    return is_over and (block.state == State.BY_HAND or bool(block.problem))


# What a person decides


@transaction.atomic
def propose(
    comment_id: int, *, by: User, reason: str, ends_on: dt.date | None = None, now: dt.datetime | None = None
) -> Block:
    """Ask a manager to block the writer of this comment. Raises PermissionDenied or MoveRefused."""
    now = now or timezone.now()
    comment = _comment(comment_id, by, now)
    block = _made(comment, state=State.PROPOSED, reason=reason, ends_on=ends_on, now=now, proposed_by=by)
    data = {"channel": comment.channel.get_network_display(), "breaches": len(block.breaches)}
    audit.record(Kind.BLOCK_PROPOSED, on=block, actor=by, data=data, now=now)
    audit.record(Kind.BLOCK_PROPOSED, on=comment, actor=by, data=data, now=now)
    return block


def block_writer(
    comment_id: int, *, by: User, reason: str, ends_on: dt.date | None = None, now: dt.datetime | None = None
) -> Block:
    """A manager blocks the writer of this comment, and the network is asked at once where it can."""
    now = now or timezone.now()
    with transaction.atomic():
        comment = _comment(comment_id, by, now)
        if refusal := refusal_to_decide(by, comment.service):
            raise PermissionDenied(refusal)
        block = _made(comment, state=State.ASKED, reason=reason, ends_on=ends_on, now=now, decided_by=by)
        _decided(block, comment, by, now)
    return carry_out(block.pk, now=now)


def decide(
    block_id: int,
    *,
    by: User,
    blocks: bool,
    reason: str = "",
    ends_on: dt.date | None = None,
    now: dt.datetime | None = None,
) -> Block:
    """A manager says yes or no to a proposal; a no has its reason."""
    now = now or timezone.now()
    with transaction.atomic():
        block = _locked(block_id, by, now)
        if block.state != State.PROPOSED:
            raise MoveRefused(as_it_stands(block))
        comment = _latest(block)
        block.decided_by, block.section = by, grounds.of_block(block.service)
        if not blocks:
            block.state, block.lifted_at, block.lifted_by = State.DECLINED, now, by
            block.lift_reason = _words(block, reason, "Write why the writer is not blocked.")
            block.save(update_fields=["decided_by", "section", "state", "lifted_at", "lifted_by", "lift_reason"])
            data = {"reason": block.lift_reason, **grounds.told(block.section)}
            _on_both(Kind.BLOCK_DECLINED, block, comment, data, by, now)
            return block
        if refusal := refusal_to_block(block.channel, block.author_handle, now):
            raise MoveRefused(refusal)
        block.reason = _words(block, reason, "") or block.reason
        block.ends_on = _until(block.channel, ends_on or block.ends_on, now)
        block.state, block.at = State.ASKED, now
        block.breaches = _ids(block.channel, block.author_handle, now)
        block.save(update_fields=["decided_by", "section", "state", "at", "reason", "ends_on", "breaches"])
        _decided(block, comment, by, now)
    return carry_out(block.pk, now=now)


@transaction.atomic
def done_by_hand(block_id: int, *, by: User, now: dt.datetime | None = None) -> Block:
    """A person blocked the writer on the network."""
    now = now or timezone.now()
    block = _locked(block_id, by, now)
    if block.state not in (State.ASKED, State.FAILED):
        raise MoveRefused("There is nothing to be done by hand here.")
    block.state, block.problem = State.BY_HAND, ""
    block.save(update_fields=["state", "problem"])
    audit.record(Kind.BLOCK_DONE_BY_HAND, on=block, actor=by, now=now)
    return block


def lift(block_id: int, *, by: User, reason: str, by_hand: bool = False, now: dt.datetime | None = None) -> Block:
    """End a block before its date, on the network too; `by_hand`: a person has unblocked the writer there.

    Raises MoveRefused, and with it the network's reason where it did not do it: the block then still holds.
    """
    now = now or timezone.now()
    with transaction.atomic():
        block = _locked(block_id, by, now)
        _to_lift(block)
        words = _words(block, reason, "Write why the block is lifted.")
    if is_there(block) and not by_hand:
        if block.state == State.BY_HAND or not is_automatic(block):
            raise MoveRefused("Unblock the writer on the network first, then choose “I unblocked them by hand”.")
        if problem := _unblocked(block):
            raise MoveRefused(f"The network did not end it: {problem} Try again, or do it by hand.")
    return _lifted(block.pk, by=by, reason=words, now=now)


# What the network does


def carry_out(block_id: int, *, now: dt.datetime | None = None) -> Block:
    """Ask the network to block, and record what it said; where it cannot, a person reads how it is done by hand.

    Without a clear answer it may have happened: it stays asked for, is asked for again, and is ended there too. What
    a person lifted while the network was being asked is ended there again.
    """
    now = now or timezone.now()
    block = Block.objects.select_related("channel__service", "service").get(pk=block_id)
    if block.state not in (State.ASKED, State.FAILED) or block.lifted_at:
        return block
    if not is_automatic(block):
        return block  # asked for until somebody says that they did it
    problem, state = "", State.DONE
    try:
        connector_of(block.channel).block(author_of(block))
    except (Refused, TryLater) as error:
        problem, state = str(error)[:300], State.FAILED
    except NetworkError as error:
        problem, state = str(error)[:300], State.ASKED
    except Exception as error:  # a shape that nobody knows: it is asked again, which does no harm
        log.warning("block %s: %s", block.pk, type(error).__name__)
        problem, state = "The network gave no answer that we understand.", State.ASKED
    block = _outcome(block_id, state, problem, now)
    if block.lifted_at and state != State.FAILED and (left := _unblocked(block)):
        return _still_there(block_id, left, now, is_lifted=True)
    return block


@transaction.atomic
def _outcome(block_id: int, state: str, problem: str, now: dt.datetime) -> Block:
    block = Block.objects.select_for_update(of=("self",)).select_related("channel", "service").get(pk=block_id)
    if block.state not in (State.ASKED, State.FAILED) or block.lifted_at:
        return block  # a person was faster
    was_known = block.state == state and block.problem == problem
    block.state, block.problem = state, problem
    block.save(update_fields=["state", "problem"])
    if problem and not was_known:
        data = {"reason": _words(block, problem, "")}
        audit.record(Kind.BLOCK_FAILED, on=block, job=JOB, data=data, now=now)
    elif not problem:
        audit.record(Kind.BLOCK_DONE, on=block, job=JOB, now=now)
    return block


def author_of(block: Block) -> str:
    """What the network knows the writer by: its own id of them, else the handle."""
    rows = Comment.objects.filter(channel=block.channel, author_handle=block.author_handle).order_by("-received_at")
    ids = (signals.get("author_id") for signals in rows.values_list("author_signals", flat=True)[:20])
    return next((one for one in ids if one), block.author_handle)


def _unblocked(block: Block) -> str:
    """ "" when the network has ended it, else why not."""
    try:
        connector_of(block.channel).unblock(author_of(block))
    except NetworkError as error:
        return str(error)[:300]
    except Exception as error:
        log.warning("ending block %s: %s", block.pk, type(error).__name__)
        return "The network gave no answer that we understand."
    return ""


@transaction.atomic
def _lifted(block_id: int, *, reason: str, now: dt.datetime, by: User | None = None) -> Block:
    block = Block.objects.select_for_update(of=("self",)).select_related("channel", "service").get(pk=block_id)
    _to_lift(block)
    block.lifted_at, block.lifted_by, block.lift_reason, block.problem = now, by, reason, ""
    block.lift_section = grounds.of_block(block.service) if by else None
    block.save(update_fields=["lifted_at", "lifted_by", "lift_reason", "lift_section", "problem"])
    comment = _latest(block)
    if by:
        data = {"reason": reason, **grounds.told(block.lift_section)}
        _on_both(Kind.BLOCK_LIFTED, block, comment, data, by, now)
    else:
        for thing in filter(None, (block, comment)):
            audit.record(Kind.BLOCK_ENDED, on=thing, job=JOB, now=now)
    return block


# By themselves


def to_carry_out(now: dt.datetime) -> list[int]:
    """Decided, and without an outcome for two minutes: the process that asked is gone, or the answer was unclear."""
    rows = Block.objects.filter(state=State.ASKED, lifted_at=None, at__lt=now - TRY_AGAIN_AFTER)
    rows = rows.select_related("channel", "service")[:200]
    return [block.pk for block in rows if is_automatic(block) and block.ends_on > block.service.today(now)]


def to_end(now: dt.datetime) -> list[int]:
    """Whose last day is over, on the service's own calendar."""
    ends = Block.objects.filter(lifted_at=None, ends_on__lte=(now + dt.timedelta(days=1)).date())
    return [block.pk for block in ends.select_related("service")[:500] if block.ends_on <= block.service.today(now)]


def end(block_id: int, *, now: dt.datetime | None = None) -> Block:
    """End a block on its date: a proposal lapses, what the network did is undone there, the rest a person does."""
    now = now or timezone.now()
    block = Block.objects.select_related("channel__service", "service").get(pk=block_id)
    if block.lifted_at or block.ends_on > block.service.today(now):
        return block
    try:
        if block.state in (State.PROPOSED, State.FAILED):
            return _lifted(block_id, reason="Its date came before it was carried out.", now=now)
        if block.state == State.BY_HAND or not is_automatic(block):
            return block  # `ends_by_hand` puts it before a person
        if problem := _unblocked(block):
            return _still_there(block_id, problem, now)
        return _lifted(block_id, reason="Its date came.", now=now)
    except MoveRefused:  # a person was faster
        block.refresh_from_db()
        return block


@transaction.atomic
def _still_there(block_id: int, problem: str, now: dt.datetime, *, is_lifted: bool = False) -> Block:
    """The network did not end it; `is_lifted`: though a person has lifted it."""
    block = Block.objects.select_for_update(of=("self",)).select_related("service").get(pk=block_id)
    if block.problem != problem and (block.lifted_at is not None) is is_lifted:
        block.problem = problem
        block.save(update_fields=["problem"])
        audit.record(Kind.BLOCK_STILL_THERE, on=block, job=JOB, data={"reason": _words(block, problem, "")}, now=now)
    return block


def tend(now: dt.datetime | None = None) -> None:
    """The tick: what has no outcome is asked again, what is over ends. One network's fault holds up no other."""
    now = now or timezone.now()
    for block_id in to_carry_out(now):
        carry_out(block_id, now=now)
    for block_id in to_end(now):
        end(block_id, now=now)


# What they share


def _comment(comment_id: int, by: User, now: dt.datetime) -> Comment:
    comment = moves.locked(comment_id)
    if refusal := permissions.refusal_to_handle(by, comment):
        raise PermissionDenied(refusal)
    if refusal := permissions.refusal_unread(by, comment.service, now):
        raise MoveRefused(refusal)
    return comment


def as_it_stands(block: Block) -> str:
    """Why something cannot be done with a block any more, or not yet, in a sentence."""
    if block.state == State.PROPOSED:
        return "This is a proposal. Decide about it."
    if block.state == State.DECLINED:
        return f"{block.decided_by} has decided about this block already: the writer is not blocked."
    if block.lifted_at:
        return (
            f"{block.lifted_by} has ended this block already." if block.lifted_by else "This block has ended already."
        )
    return f"{block.decided_by} has decided about this block already: it holds until {block.ends_on:%-d %B %Y}."


def _locked(block_id: int, by: User, now: dt.datetime) -> Block:
    rows = Block.objects.select_for_update(of=("self",)).select_related("channel__service", "service")
    block = rows.get(pk=block_id)
    if refusal := refusal_to_decide(by, block.service):
        raise PermissionDenied(refusal)
    if refusal := permissions.refusal_unread(by, block.service, now):
        raise MoveRefused(refusal)
    return block


def _to_lift(block: Block) -> None:
    if block.lifted_at or block.state == State.PROPOSED:
        raise MoveRefused(as_it_stands(block))


def _made(
    comment: Comment, *, state: str, reason: str, ends_on: dt.date | None, now: dt.datetime, **who: User
) -> Block:
    channel, handle = comment.channel, comment.author_handle
    if refusal := refusal_to_block(channel, handle, now):
        raise MoveRefused(refusal)
    reason = moves.without_writer(moves.reason_given(reason, "Write why the writer is to be blocked."), comment)
    default = comment.service.today(now) + dt.timedelta(days=policies.parameters_in_force(comment.service).block_days)
    try:
        with transaction.atomic():
            return Block.objects.create(
                service=comment.service,
                channel=channel,
                author_handle=handle,
                reason=reason[:300],
                breaches=_ids(channel, handle, now),
                at=now,
                ends_on=_until(channel, ends_on or default, now),
                section=grounds.of_block(comment.service),
                state=state,
                **who,
            )
    except IntegrityError as error:
        raise MoveRefused("This writer is blocked already, or a colleague has just proposed it.") from error


def _ids(channel: Channel, author_handle: str, now: dt.datetime) -> list[int]:
    return list(breaches(channel, author_handle, now).values_list("comment_id", flat=True))


def _until(channel: Channel, ends_on: dt.date, now: dt.datetime) -> dt.date:
    today = channel.service.today(now)
    if ends_on <= today:
        raise MoveRefused("Choose an end date after today.")
    if ends_on > today + dt.timedelta(days=LONGEST_DAYS):
        raise MoveRefused("A block lasts a year at most. It can be made again, when there is a new reason.")
    return ends_on


def _decided(block: Block, comment: Comment | None, by: User, now: dt.datetime) -> None:
    channel = block.channel.get_network_display()
    data = {"channel": channel, "until": f"{block.ends_on:%-d %b %Y}", "reason": block.reason}
    data |= grounds.told(block.section)
    _on_both(Kind.BLOCK_DECIDED, block, comment, data, by, now)


def _on_both(kind: Kind, block: Block, comment: Comment | None, data: dict, by: User, now: dt.datetime) -> None:
    for thing in filter(None, (block, comment)):
        audit.record(kind, on=thing, actor=by, data=data, now=now)


def _latest(block: Block) -> Comment | None:
    """The newest of the comments that led to it: its history tells of the block too."""
    rows = Comment.objects.filter(pk__in=block.breaches).select_related("service")
    return rows.order_by("-received_at").first()


def _words(block: Block, reason: str, wanted: str) -> str:
    """A reason for the record, without the writer's handle and name."""
    if wanted or reason.strip():
        reason = moves.reason_given(reason, wanted)
    writer = _latest(block) or Comment(author_handle=block.author_handle)
    return moves.without_writer(reason, writer)[:300]


def waiting_for_a_person(service: Service, today: dt.date) -> QuerySet[Block]:
    """Proposals, blocks that have to be made by hand or failed, and those that a person has to end."""
    open_ones = Block.objects.of_service(service).filter(lifted_at=None)
    over = Q(ends_on__lte=today)
    return open_ones.filter(Q(state__in=[State.PROPOSED, State.ASKED, State.FAILED]) | over)

"""Hiding and closing several comments in one go: spam and trolls only, up to 50, undone within 10 minutes (DESIGN 6).

Every comment goes through the same moves as one that is handled by itself; here stands only which of the chosen ones
may go together, and in which order the moves are made. A worker that is killed loses nothing: a move that was made is
seen in the comment and not made again.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
import time
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import Service, User
from audit import services as audit
from audit.kinds import Kind
from moderation import moves, permissions, workflow
from moderation.classify.labels import CATEGORY_LABELS, FLAG_LABELS, Category, Flag
from moderation.conduct import house_rules
from moderation.handling import acting, outcomes, playbooks
from moderation.models import BulkAction, BulkRow, Comment, CommentState, Source, StepState, Visibility
from moderation.moves import MoveRefused

log = logging.getLogger(__name__)

MOST = 50
UNDO_WITHIN = dt.timedelta(minutes=10)
GIVE_UP_AFTER = dt.timedelta(minutes=10)
LEASE_S = 60
SLICE_S = 20
NEVER = (
    Flag.SAFEGUARDING,
    Flag.IMMEDIATE_DANGER,
    Flag.THREAT_OR_HATE,
    Flag.STAFF_ALLEGATION,
    Flag.PERSONAL_DATA,
    Flag.STATUTORY_REQUEST,
    Flag.UNDER_13,
)
"""A comment with one of these is looked at by itself, whatever else it is."""
WHY_PASSED_OVER = "Hidden together with others as spam or a troll, and not reported one by one."
WHY_UNDONE = "Hidden and closed together with others by mistake."
State, Outcome = BulkAction.State, BulkRow.Outcome
UNDER_WAY = (State.RUNNING, State.UNDOING)
DONE_SOMETHING = (Outcome.DONE, Outcome.FAILED)
COUNTED = (Outcome.WAITING, Outcome.DONE, Outcome.FAILED, Outcome.UNDOING, Outcome.STAYS)
JOB = "bulk action"


# Choosing


def refusal_to_use(user: User, service: Service, now: dt.datetime) -> str:
    """Why this person may not do anything in bulk here; "" when they may."""
    return permissions.refusal_to_read(user, service) or permissions.refusal_unread(user, service, now)


def left_out_because(comment: Comment, by: User, now: dt.datetime) -> str:
    """Why a chosen comment is not hidden and closed together with others, in a sentence; "" when it is."""
    if refusal := moves.refusal("confirm_category", comment, by, now):
        return refusal
    if comment.state == CommentState.ESCALATED:
        return moves.NOT_FROM[CommentState.ESCALATED]
    for flag in NEVER:
        if flag in comment.flags:
            return f"It has the flag “{FLAG_LABELS[flag].lower()}”, so it is looked at by itself."
    is_troll = comment.category == Category.TROLL
    if not is_troll and Flag.SPAM not in comment.flags:
        return "It is neither a troll nor spam: only these are hidden together."
    if comment.category in (Category.CASE_REQUEST, Category.GRIEVANCE):
        return f"It counts as “{CATEGORY_LABELS[Category(comment.category)].lower()}”: look at it by itself."
    if comment.visibility != Visibility.PUBLIC:
        return "It is a direct message: nobody else sees it, so there is nothing to hide."
    if comment.source == Source.WATCH:
        return "It stands in public on somebody else’s page, where we can hide nothing."
    if not acting.is_automatic(comment, playbooks.HIDE_FOR_HOUSE_RULE):
        return f"We cannot hide it on {comment.channel.get_network_display()} ourselves: hide it there by hand."
    if comment.removed_at:
        return "It no longer stands on the network."
    if comment.hidden_at:
        return "It is hidden already. Open it to close it."
    if any(step.state == StepState.UNDER_WAY for step in comment.steps.all()):
        return "A step is under way. Wait for its outcome."
    return ""


@transaction.atomic
def start(
    service: Service, comment_ids: Iterable[int], *, by: User, house_rule: int | None, now: dt.datetime | None = None
) -> BulkAction:
    """Put on record what was chosen and let a worker do it. What does not belong there is left out, with the reason.

    Ids of other services are passed over: they are no comments of this inbox. Raises MoveRefused.
    """
    now = now or timezone.now()
    if refusal := refusal_to_use(by, service, now):
        raise MoveRefused(refusal)
    chosen = sorted(set(comment_ids))
    if not chosen:
        raise MoveRefused("Tick the comments to hide first.")
    if len(chosen) > MOST:
        raise MoveRefused(f"At most {MOST} comments at once: you chose {len(chosen)}.")
    rule = house_rules.in_force(service, now).filter(pk=house_rule).first() if house_rule else None
    if rule is None:
        raise MoveRefused("Choose the house rule that they break. Without one nothing is hidden.")
    rows = Comment.objects.of_service(service).filter(pk__in=chosen).select_for_update(of=("self",)).order_by("pk")
    rows = rows.select_related("service", "channel", "claimed_by")
    found = list(rows.prefetch_related("escalations", "steps", "kept_from"))
    if not found:
        raise MoveRefused("None of these comments is in this inbox.")
    taken = set(BulkRow.objects.filter(comment__in=found, outcome=Outcome.WAITING).values_list("comment_id", flat=True))
    action = BulkAction.objects.create(service=service, by=by, at=now, house_rule=rule)
    made = []
    for comment in found:
        why = "It is being hidden already: somebody chose it just now." if comment.pk in taken else ""
        why = why or left_out_because(comment, by, now)
        made.append(
            BulkRow(
                action=action,
                comment=comment,
                outcome=Outcome.LEFT_OUT if why else Outcome.WAITING,
                problem=moves.without_writer(why, comment)[:300],
                category_before=comment.category,
                was_confirmed=comment.is_confirmed,
            )
        )
    BulkRow.objects.bulk_create(made)
    left_out = sum(row.outcome == Outcome.LEFT_OUT for row in made)
    data = {"comments": len(made) - left_out, "left_out": left_out, "house_rule": rule.name}
    audit.record(Kind.BULK_BEGUN, on=action, actor=by, data=data, now=now)
    if left_out == len(made):
        action.state = State.DONE
        action.save(update_fields=["state"])
    else:
        _queue(action.pk)
    return action


# Undoing


def lately(service: Service, now: dt.datetime) -> list[BulkAction]:
    """What is under way, or may still be undone, newest first."""
    rows = BulkAction.objects.of_service(service).filter(at__gte=now - UNDO_WITHIN).exclude(state=State.UNDONE)
    return list(rows.filter(rows__outcome__in=COUNTED).distinct().select_related("by", "service")[:3])


def may_be_undone(action: BulkAction, now: dt.datetime) -> bool:
    return action.state in (State.RUNNING, State.DONE) and now <= action.at + UNDO_WITHIN


@transaction.atomic
def undo(action_id: int, *, by: User, now: dt.datetime | None = None) -> BulkAction:
    """Show them again, open them again, and take back what was said of their class. Anybody who handles comments may:
    a mistake is put right by whoever sees it first. Raises MoveRefused after ten minutes.
    """
    now = now or timezone.now()
    action = BulkAction.objects.select_for_update(of=("self",)).select_related("service").get(pk=action_id)
    if refusal := refusal_to_use(by, action.service, now):
        raise MoveRefused(refusal)
    if action.state in (State.UNDOING, State.UNDONE):
        raise MoveRefused("Somebody has undone it already.")
    if now > action.at + UNDO_WITHIN:
        raise MoveRefused("The 10 minutes for undoing it are over. Open a comment to show it again and reopen it.")
    if not action.rows.exclude(outcome=Outcome.LEFT_OUT).exists():
        raise MoveRefused("All were left out, so there is nothing to undo.")
    action.state, action.undone_at, action.undone_by = State.UNDOING, now, by
    action.save(update_fields=["state", "undone_at", "undone_by"])
    audit.record(Kind.BULK_UNDO_BEGUN, on=action, actor=by, now=now)
    _queue(action.pk)
    return action


# The work, by a worker


def run(action_id: int) -> bool:
    """Work on an action for SLICE_S seconds, one comment after the other. True when there is more to do at once."""
    now = timezone.now()
    free = Q(seen_at=None) | Q(seen_at__lt=now - dt.timedelta(seconds=LEASE_S))
    if not BulkAction.objects.filter(free, pk=action_id, state__in=UNDER_WAY).update(seen_at=now):
        return False
    lease, end, tried = now, time.monotonic() + SLICE_S, set()
    while True:
        action = BulkAction.objects.select_related("service", "by", "undone_by", "house_rule").get(pk=action_id)
        if action.seen_at != lease:
            return False  # it took so long that another worker has it now
        row = _next_row(action, tried)
        if row is None:
            _finish(action)
            return False
        if time.monotonic() >= end:
            BulkAction.objects.filter(pk=action_id, seen_at=lease).update(seen_at=None)
            return True
        tried.add((action.state, row.pk))
        (_do if action.state == State.RUNNING else _undo)(action, row)
        now = timezone.now()
        if not BulkAction.objects.filter(pk=action_id, seen_at=lease).update(seen_at=now):
            return False
        lease = now


def resume_lost(now: dt.datetime) -> list[int]:
    """Queue the actions whose worker died, or that wait for a network's answer. Two ticks at once do no harm."""
    free = Q(seen_at=None) | Q(seen_at__lt=now - dt.timedelta(seconds=LEASE_S))
    found = list(BulkAction.objects.filter(free, state__in=UNDER_WAY).order_by("pk").values_list("pk", flat=True)[:100])
    for action_id in found:
        _queue(action_id)
    return found


def _queue(action_id: int) -> None:
    from moderation import tasks  # the bodies of the tasks import this module

    transaction.on_commit(lambda: tasks.act_in_bulk.delay(action_id))


def _next_row(action: BulkAction, tried: set[tuple[str, int]]) -> BulkRow | None:
    wanted = (
        (Outcome.WAITING,) if action.state == State.RUNNING else (Outcome.WAITING, Outcome.UNDOING, *DONE_SOMETHING)
    )
    rows = action.rows.filter(outcome__in=wanted).exclude(pk__in=[pk for state, pk in tried if state == action.state])
    return rows.select_related("comment__service", "comment__channel").first()


def _finish(action: BulkAction) -> None:
    """Close the action when no row waits any more; else let go of it, until the network has answered."""
    left = action.rows.filter(outcome__in=(Outcome.WAITING, Outcome.UNDOING)).exists()
    if left:
        BulkAction.objects.filter(pk=action.pk, seen_at=action.seen_at).update(seen_at=None)
        return
    is_undone = action.state == State.UNDOING
    with transaction.atomic():
        rows = BulkAction.objects.filter(pk=action.pk, state=action.state)
        if not rows.update(state=State.UNDONE if is_undone else State.DONE, seen_at=None):
            return  # undone at this moment: the next worker sees to it
        outcomes = list(action.rows.values_list("outcome", flat=True))
        if is_undone:
            data = {"undone": outcomes.count(Outcome.UNDONE), "stay": outcomes.count(Outcome.STAYS)}
            audit.record(Kind.BULK_UNDONE, on=action, job=JOB, data=data)
        else:
            data = {"done": outcomes.count(Outcome.DONE), "failed": outcomes.count(Outcome.FAILED)}
            audit.record(Kind.BULK_DONE, on=action, job=JOB, data=data)


def _set(row: BulkRow, outcome: str, problem: str = "", version: int | None = None) -> None:
    row.outcome, row.problem = outcome, moves.without_writer(problem, row.comment)[:300]
    row.version = version if version is not None else row.version
    row.save(update_fields=["outcome", "problem", "version"])


def _version(row: BulkRow) -> int:
    return Comment.objects.values_list("version", flat=True).get(pk=row.comment_id)


def _do(action: BulkAction, row: BulkRow) -> None:
    """One comment: its class, hidden for the house rule, what is left passed over, closed."""
    try:
        problem = _hide_and_close(action, row)
    except MoveRefused as refused:
        _let_go(action.by, row)
        _set(row, Outcome.FAILED, str(refused), _version(row))
        return
    except Comment.DoesNotExist:  # deleted meanwhile, its row with it
        return
    except Exception as error:  # one comment never holds up the others
        log.exception("bulk action %s, comment %s: %s", action.pk, row.comment_id, type(error).__name__)
        _set(row, Outcome.FAILED, "Something of ours went wrong. Open it and look how it stands.", _version(row))
        return
    if problem and timezone.now() < action.at + GIVE_UP_AFTER:
        _set(row, Outcome.WAITING, problem)
    elif problem:
        _set(row, Outcome.FAILED, problem, _version(row))


def _let_go(by: User, row: BulkRow) -> None:
    """Nobody has it open: to be hidden with others is not to be read by somebody."""
    with contextlib.suppress(MoveRefused):
        workflow.release(row.comment_id, by=by)


def _hide_and_close(action: BulkAction, row: BulkRow) -> str:
    """Why the comment still waits; "" when it is closed, or left out after all. Raises MoveRefused."""
    by, pk = action.by, row.comment_id
    step = row.comment.steps.filter(key=playbooks.HIDE.key).first()
    is_begun = step is not None and step.data.get("house_rule") == action.house_rule_id and step.by_id == by.pk
    if not is_begun and row.comment.state != CommentState.CLOSED:
        if why := left_out_because(row.comment, by, timezone.now()):
            _set(row, Outcome.LEFT_OUT, why)
            return ""
        if row.comment.category != Category.TROLL or not row.comment.is_confirmed:
            workflow.confirm_category(pk, Category.TROLL, by=by)
    if step is not None and step.state == StepState.UNDER_WAY:
        in_flight = "reason" not in step.data and step.at > timezone.now() - outcomes.LOOK_UP_AFTER
        if in_flight:
            return "The network is being asked."
        step = outcomes.look_up(step.pk)
    elif step is None or step.state != StepState.DONE:
        step = workflow.do_step(pk, playbooks.HIDE.key, by=by, given=workflow.Given(house_rule=action.house_rule_id))
    if step.state == StepState.UNDER_WAY:
        return f"No clear answer from the network yet. {step.data.get('reason', '')}".strip()
    if step.state != StepState.DONE:
        raise MoveRefused(f"Not hidden: {step.data.get('reason', 'the network refused it.')}")
    with transaction.atomic():
        comment = moves.locked(pk)
        for spec in playbooks.unfinished(moves.facts_of(comment)):
            workflow.step_not_possible(pk, spec.key, by=by, reason=WHY_PASSED_OVER)
        comment = workflow.close(pk, by=by)
        _set(row, Outcome.DONE, version=comment.version)
    return ""


def _undo(action: BulkAction, row: BulkRow) -> None:
    """One comment shown again, opened again, its class as it was before. What somebody changed since stays."""
    if row.outcome == Outcome.WAITING and not row.comment.hidden_at:
        step = row.comment.steps.filter(key=playbooks.HIDE.key, state=StepState.UNDER_WAY).first()
        if step is None and (row.comment.is_confirmed == row.was_confirmed):
            _set(row, Outcome.UNDONE, "It was not hidden yet.")
            return
    if row.version is not None and row.outcome in DONE_SOMETHING and row.version != row.comment.version:
        _set(row, Outcome.STAYS, "It has changed since. Open it and decide.")
        return
    if row.outcome != Outcome.UNDOING:
        _set(row, Outcome.UNDOING)
    try:
        problem = _show_and_reopen(action, row)
    except MoveRefused as refused:
        _set(row, Outcome.STAYS, str(refused))
        return
    except Comment.DoesNotExist:
        return
    except Exception as error:
        log.exception("undoing bulk action %s, comment %s: %s", action.pk, row.comment_id, type(error).__name__)
        _set(row, Outcome.STAYS, "Something of ours went wrong. Open it and look how it stands.")
        return
    if problem and timezone.now() < (action.undone_at or action.at) + GIVE_UP_AFTER:
        _set(row, Outcome.UNDOING, problem)
    elif problem:
        _set(row, Outcome.STAYS, problem)


def _show_and_reopen(action: BulkAction, row: BulkRow) -> str:
    by, pk = action.undone_by or action.by, row.comment_id
    for step in row.comment.steps.filter(state=StepState.UNDER_WAY):
        if "reason" not in step.data and step.at > timezone.now() - outcomes.LOOK_UP_AFTER:
            return "The network is being asked."
        if outcomes.look_up(step.pk).state == StepState.UNDER_WAY:
            return "No clear answer from the network yet."
    if Comment.objects.filter(pk=pk, hidden_at__isnull=False).exists():
        shown = workflow.show_again(pk, by=by, reason=WHY_UNDONE)
        if shown.state == StepState.UNDER_WAY:
            return "No clear answer from the network yet."
        if shown.state != StepState.DONE:
            raise MoveRefused(f"Not shown again: {shown.data.get('reason', 'the network refused it.')}")
    with transaction.atomic():
        comment = moves.locked(pk)
        if comment.state == CommentState.CLOSED:
            comment = workflow.reopen(pk, by=by, reason=WHY_UNDONE)
        for step in comment.steps.filter(state=StepState.NOT_POSSIBLE, data__reason=WHY_PASSED_OVER):
            workflow.take_back(pk, step.key, by=by, reason=WHY_UNDONE)
        if comment.category != Category.TROLL:
            pass  # somebody has said since what it is
        elif not row.was_confirmed:
            workflow.unconfirm(pk, row.category_before, by=by)
        elif row.category_before != Category.TROLL:
            workflow.confirm_category(pk, row.category_before, by=by)
        _let_go(by, row)
        _set(row, Outcome.UNDONE)
    return ""

"""The call to a network for a step, and its outcome beside the step.

No transaction is open while a network answers. A reply whose outcome is unclear is looked up, never sent again
blindly; hiding and deleting may be asked for twice without harm.
"""

from __future__ import annotations

import datetime as dt
import logging

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit import services as audit
from audit.kinds import Kind
from channels.networks import Absent, Action, Found, NetworkError, Refused, Reply, TryLater, connector_of
from moderation import grounds, moves
from moderation.handling import playbooks
from moderation.models import Comment, Step, StepState

log = logging.getLogger(__name__)

LOOK_UP_AFTER = dt.timedelta(minutes=2)  # a call that has no outcome by then has lost its process
REPLIES = (Action.REPLY_PRIVATELY, Action.REPLY_PUBLICLY)
SHOW_AGAIN = playbooks.SHOW_AGAIN.key
OUTCOME_FIELDS = ("hidden_at", "removed_at", "shown_again_at", "exposed_before", "hidden_by_rule")


def ask(step: Step, *, now: dt.datetime) -> Step:
    """Ask the network, outside any transaction, and record what it said."""
    comment = Comment.objects.select_related("channel__service", "service").get(pk=step.comment_id)
    action = _action_of(step)
    connector = connector_of(comment.channel)
    published = None
    try:
        if action == Action.HIDE:
            connector.hide(comment.remote_id)
        elif action == Action.UNHIDE:
            connector.unhide(comment.remote_id)
        elif action == Action.REMOVE_COMMENT:
            connector.remove_comment(comment.remote_id)
        elif action == Action.REPLY_PRIVATELY:
            published = connector.reply_privately(comment.remote_id, step.data["text"], ref=str(step.token))
        elif action == Action.REPLY_PUBLICLY:
            published = connector.reply_publicly(comment.remote_id, step.data["text"], ref=str(step.token))
        else:
            raise Refused("This network gives us no way to do it.")
    except (Refused, TryLater) as error:
        return _record(step, "failed", str(error))
    except NetworkError as error:
        step = _record(step, "unclear", str(error))
        return look_up(step.pk, now=now) if action in REPLIES else step
    except Exception as error:  # a fault of ours or a shape that nobody knows: it may have happened all the same
        log.warning("step %s of comment %s: %s", step.key, comment.pk, type(error).__name__)
        step = _record(step, "unclear", "The network gave no answer that we understand.")
        return look_up(step.pk, now=now) if action in REPLIES else step
    return _record(step, "done", remote_id=published.remote_id if published else "")


def _action_of(step: Step) -> Action | None:
    """What the network was asked for, as it was put on record: the class may have been changed since."""
    return Action(step.data["action"]) if step.data.get("action") in tuple(Action) else None


def without_an_answer(now: dt.datetime | None = None) -> list[int]:
    """Steps whose call has had no outcome for two minutes and which nobody was asked about yet."""
    now = now or timezone.now()
    steps = Step.objects.filter(state=StepState.UNDER_WAY, at__lt=now - LOOK_UP_AFTER)
    return list(steps.exclude(data__has_key="ask").values_list("pk", flat=True)[:200])


def look_up(step_id: int, *, now: dt.datetime | None = None) -> Step:
    """Find out what became of a step under way: a reply is looked for, hiding and deleting are asked for again."""
    step = Step.objects.select_related("comment__channel__service", "comment__service").get(pk=step_id)
    now = now or timezone.now()
    if step.state != StepState.UNDER_WAY:
        return step
    if step.token is None or (action := _action_of(step)) is None:
        return _record(step, "ask", "Look on the network whether it happened.")
    if action not in REPLIES:
        return ask(step, now=now)
    connector = connector_of(step.comment.channel)
    try:
        answer = connector.find_reply(_reply_of(step, action))
    except Exception as error:
        log.warning("look-up of step %s of comment %s: %s", step.key, step.comment_id, type(error).__name__)
        return _record(step, "unclear", "The network does not answer.")
    if isinstance(answer, Found):
        return _record(step, "done", remote_id=answer.remote_id)
    if isinstance(answer, Absent) and now < step.at + dt.timedelta(seconds=connector.capabilities.absent_after_s):
        return _record(step, "unclear", "It is not there yet; we look again in two minutes.")
    if isinstance(answer, Absent):
        return _record(step, "failed", "It did not arrive. Try again, or do it by hand.")
    return _record(step, "ask", answer.reason or "We cannot tell whether it arrived.")


def _reply_of(step: Step, action: Action) -> Reply:
    return Reply(
        ref=str(step.token),
        remote_id=step.comment.remote_id,
        text=step.data.get("text", ""),
        is_private=action == Action.REPLY_PRIVATELY,
        first_tried_at=step.at,
    )


@transaction.atomic
def _record(step: Step, outcome: str, reason: str = "", remote_id: str = "") -> Step:
    """Write the outcome beside the step, unless somebody was faster."""
    now = timezone.now()
    comment = moves.locked(step.comment_id)
    step = Step.objects.select_for_update(of=("self",)).select_related("by", "section__version__policy").get(pk=step.pk)
    came_late = step.state == StepState.FAILED and outcome == "done"  # what happened counts, not what we thought
    if step.state != StepState.UNDER_WAY and not came_late:
        return step
    if outcome == "done":
        if remote_id:
            step.data = {**step.data, "remote_id": remote_id}
        done(comment, step, by=step.by, now=now)
    elif outcome == "failed":
        failed(comment, step, reason, now)
    else:
        is_news = step.data.get("reason") != reason
        step.data = {**step.data, "reason": reason} | ({"ask": True} if outcome == "ask" else {})
        step.save(update_fields=["data"])
        if is_news:
            spec = playbooks.spec(moves.facts_of(comment), step.key)
            data = {"step": spec.title if spec else step.key, "reason": moves.without_writer(reason, comment)}
            audit.record(Kind.COMMENT_STEP_UNCLEAR, on=comment, data=data, now=now, **_who(step))
        moves.settle(comment)
    return step


def _who(step: Step) -> dict[str, User | str]:
    """The person, or the job, whose step it is, as the record of events wants it."""
    return {"actor": step.by} if step.by else {"job": step.job}


def done(
    comment: Comment, step: Step, *, by: User | None, now: dt.datetime, spec: playbooks.StepSpec | None = None
) -> None:
    """Write that the step is done, with what follows for the comment. Its row is locked."""
    spec = spec or playbooks.spec(moves.facts_of(comment), step.key)
    step.state, step.by, step.at = StepState.DONE, by, now
    step.data = {key: value for key, value in step.data.items() if key not in ("reason", "ask")}
    step.save()
    if step.key == playbooks.HIDE.key:
        comment.hidden_at = comment.hidden_at or now
        to_do_again(comment, SHOW_AGAIN)
    elif step.key == SHOW_AGAIN:
        if comment.hidden_at:
            comment.exposed_before = comment.exposure or comment.exposed_before
        comment.hidden_at, comment.shown_again_at, comment.hidden_by_rule = None, now, False
        to_do_again(comment, playbooks.HIDE.key)
        comment.steps.filter(key=playbooks.NAME_RULE.key).delete()
    elif step.key == playbooks.DELETE.key:
        comment.removed_at = comment.removed_at or now
    if step.key == SHOW_AGAIN:
        data = {"reason": step.data["why"], **grounds.told(step.section)}
        audit.record(Kind.COMMENT_SHOWN_AGAIN, on=comment, data=data, now=now, **_who(step))
    else:
        data = {"step": spec.done if spec else step.key, "by_hand": step.by_hand, **grounds.told(step.section)}
        audit.record(Kind.COMMENT_STEP_DONE, on=comment, data=data, now=now, **_who(step))
    moves.settle(comment, *moves.HOLD_FIELDS, *OUTCOME_FIELDS)


def to_do_again(comment: Comment, key: str) -> None:
    """Set a step back: hiding and showing again undo each other, and a new danger wants help anew. The events keep what
    was done."""
    comment.steps.filter(key=key).update(
        state=StepState.TODO, by=None, job="", at=None, by_hand=False, token=None, section=None, data={}
    )


def to_hide_after_all(comment: Comment) -> None:
    """Hiding that was passed over, as no house rule was broken, is to do where it now has to be hidden for more. What
    a network cannot do, it still cannot. No row stays, so that the out-of-hours rule does not take it for begun."""
    passed_over = comment.steps.filter(key=playbooks.HIDE.key, state=StepState.NOT_POSSIBLE)
    if playbooks.must_be_hidden(moves.facts_of(comment)):
        passed_over.exclude(data__has_key="cannot").delete()


def failed(comment: Comment, step: Step, reason: str, now: dt.datetime) -> None:
    """Write that the step did not happen, and why. Its row is locked."""
    spec = playbooks.spec(moves.facts_of(comment), step.key)
    step.state, step.at = StepState.FAILED, now
    step.data = {**{key: value for key, value in step.data.items() if key != "ask"}, "reason": reason[:300]}
    step.save(update_fields=["state", "at", "data"])
    data = {"step": spec.title if spec else step.key, "reason": moves.without_writer(reason[:300], comment)}
    audit.record(Kind.COMMENT_STEP_FAILED, on=comment, data=data, now=now, **_who(step))
    moves.settle(comment)

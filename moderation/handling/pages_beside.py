"""What the page of a comment says about the things beside it: incidents like it, breaches of its writer, appeals."""

from __future__ import annotations

import datetime as dt
from typing import Any

from accounts.models import User
from moderation import moves
from moderation.conduct import appeals, blocking
from moderation.grievances import incidents
from moderation.models import Comment, CommentState, StepState


def beside(comment: Comment, user: User, now: dt.datetime) -> dict[str, Any]:
    """Asked of the database only where it may say something: a grievance without incident, something taken down."""
    steps = {step.key: step for step in comment.steps.all()}
    grounds = str(steps["hide"].data.get("ground", "")) if "hide" in steps else ""
    taken_down = comment.hidden_at is not None or ("delete" in steps and steps["delete"].state == StepState.DONE)
    wants_incident = comment.is_confirmed and comment.state in moves.OPEN and not comment.incident_id
    broke_a_rule = comment.hidden_at is not None and grounds.startswith("house rule")
    return {
        "suggestions": incidents.suggested(comment, user) if wants_incident else [],
        "may_contest": taken_down and comment.state != CommentState.PURGED,
        "appeal": appeals.visible_to(user, comment.service).filter(comment=comment).first() if taken_down else None,
        "block": blocking.current_of(comment.channel, comment.author_handle) if broke_a_rule else None,
        "is_enough": broke_a_rule and not blocking.refusal_to_block(comment.channel, comment.author_handle, now),
        "decides": broke_a_rule and not blocking.refusal_to_decide(user, comment.service),
    }

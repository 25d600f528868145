"""One comment of the year before: received, copied, sorted, classed, its steps done, closed, as rows that the moves
would leave, with the events that people look for. All moves of two hundred would take longer than all else together.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit import services as audit
from audit.kinds import Kind
from insights.demo import comments
from insights.demo.earlier_after import ended
from insights.demo.people import Team
from insights.demo.texts import DemoComment
from moderation import grounds, moves, workflow
from moderation.classify.labels import CATEGORY_LABELS, Category
from moderation.coming_in import captures
from moderation.grievances import incidents
from moderation.handling import acting, playbooks
from moderation.models import BY_HAND, Assessment, Capture, Comment, Step
from posts.models import Delivery

MODEL = "as it was then"


@dataclass(frozen=True)
class Wrote:
    """A comment as it came about, beside what it says: `late` is handled after its time, `unsure` suggested wrongly."""

    told: DemoComment
    number: int
    late: bool
    unsure: bool


def story(team: Team, wrote: Wrote) -> Iterator[dt.datetime]:
    """Received, classed, its steps done in their order a minute or two apart, closed; the incident some days later."""
    told, calendar = wrote.told, team.calendar
    posted = calendar.at(told.day, told.time)
    is_read = told.network == "sandbox"
    seen = posted + dt.timedelta(minutes=7 + wrote.number % 19)
    yield posted + comments.READ_AFTER if is_read else calendar.in_the_office(seen, spread=wrote.number % 13)
    comment = _arrived(team, wrote, posted)
    by = team.priya if wrote.number % 3 else team.dan
    done_at = calendar.in_the_office(posted + told.minutes * comments.MINUTE, spread=wrote.number % 17)
    if wrote.late:
        over = dt.timedelta(minutes=9 * (wrote.number % 23) + 12)
        done_at = calendar.in_the_office(comment.due_at + over, spread=wrote.number % 41)
    yield max(done_at, timezone.now() + comments.MINUTE)
    _classed(comment, told, by)
    steps: list[Step] = []
    for spec in _to_do(comment):
        yield timezone.now() + (30 + 11 * (wrote.number % 7)) * dt.timedelta(seconds=1)
        steps.append(_done(comment, spec, told, by, position=len(steps), reference=f"NS-{1100 + wrote.number}"))
    yield timezone.now() + comments.MINUTE
    _closed(comment, steps, by)
    if comment.incident_id:
        yield from ended(team, comment.incident, wrote.number)


@transaction.atomic
def _arrived(team: Team, wrote: Wrote, posted: dt.datetime) -> Comment:
    """Read from the network or logged by hand, copied, and sorted."""
    now, told, channel = timezone.now(), wrote.told, team.channels[wrote.told.network]
    by_hand = told.network != "sandbox"
    remote_id = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{team.service.slug}/{told.network}/{wrote.number}"))
    out = None if by_hand else Delivery.objects.filter(channel=channel, state="sent").order_by("-sent_at").first()
    comment = Comment(
        service=team.service,
        channel=channel,
        remote_id=f"{BY_HAND}{remote_id}" if by_hand else remote_id,
        visibility="direct" if told.private else "public",
        author_handle=f"{told.name.lower().replace(' ', '.')}.{wrote.number}",  # nobody writes twice
        author_name=told.name,
        author_signals={"recent_comments_24h": 1},
        text=told.text,
        posted_at=posted,
        received_at=now,
        post_id=out.post_id if out and not told.private else None,
        source="by_hand" if by_hand else "network",
        logged_by=team.priya if by_hand else None,
        state="sorted",
        category=told.category,
        flags=list(told.flags),
    )
    moves.reckon(comment)
    comment.save(force_insert=True)
    facts = {"text": comment.text, "raw": {}, "url": "", "posted_at": posted}
    writer = {"author_handle": comment.author_handle, "author_name": comment.author_name}
    sha256 = captures.digest(handle=comment.author_handle, name=comment.author_name, **facts)
    Capture.objects.create(comment=comment, sha256=sha256, at=now, **facts, **writer)
    suggested = str(Category.GENERAL if told.category != Category.GENERAL else Category.GRIEVANCE)
    suggested, sure = (suggested, 0.52) if wrote.unsure else (told.category, 0.7 + wrote.number % 29 / 100)
    assessment = Assessment.objects.create(
        comment=comment,
        model=MODEL,
        category=suggested,
        confidence=sure,
        scores={suggested: sure},
        flags=list(told.flags),
        needs_person=wrote.unsure,
        at=now,
    )
    who = {"actor": team.priya} if by_hand else {"job": "Reading comments"}
    kind = Kind.COMMENT_LOGGED if by_hand else Kind.COMMENT_RECEIVED
    sorting = {"category": _words(assessment.category), "confidence": round(100 * sure), "model": MODEL}
    audit.record_all(
        [
            audit.Entry(kind=kind, on=comment, data={"channel": str(channel)}, **who),
            audit.Entry(kind=Kind.COMMENT_CAPTURED, on=comment, data={"sha256": sha256}, **who),
            audit.Entry(kind=Kind.COMMENT_SORTED, on=comment, job="The sorting", data=sorting),
        ]
    )
    return comment


def _words(category: str) -> str:
    return CATEGORY_LABELS[Category(category)].lower()


@transaction.atomic
def _classed(comment: Comment, told: DemoComment, by: User) -> None:
    """A person said what it is."""
    now, assessment = timezone.now(), comment.assessments.get()
    comment.category_confirmed_at = now
    comment.state = "acting"
    comment.save(update_fields=["category_confirmed_at", "state"])
    assessment.decided_by, assessment.decided_at = by, now
    assessment.decided_category, assessment.decided_flags = told.category, list(told.flags)
    assessment.save(update_fields=["decided_by", "decided_at", "decided_category", "decided_flags"])
    data = {"category": _words(told.category), "suggested": _words(assessment.category)}
    audit.record(Kind.COMMENT_CLASSED, on=comment, actor=by, data=data)


def _to_do(comment: Comment) -> list[playbooks.StepSpec]:
    facts = playbooks.Facts(category=comment.category, is_public=comment.is_public, flags=comment.flags)
    return [spec for spec in playbooks.steps_for(facts) if not spec.optional]


@transaction.atomic
def _done(
    comment: Comment, spec: playbooks.StepSpec, told: DemoComment, by: User, *, position: int, reference: str
) -> Step:
    now, reason = timezone.now(), comments.passed_over(spec, told)
    by_hand = spec.action is not None and not acting.is_automatic(comment, spec)
    step = Step(comment=comment, capture=comment.capture, key=spec.key, position=position, by=by, at=now)
    facts = playbooks.Facts(category=comment.category, is_public=comment.is_public, flags=comment.flags)
    step.section = grounds.of_step(comment, facts, spec)
    if reason:
        step.state, step.data = "not_possible", {"reason": reason}
        kind, data = Kind.COMMENT_STEP_NOT_POSSIBLE, {"step": spec.title, "reason": reason}
    else:
        step.state, step.by_hand = "done", by_hand
        step.data = _proof(comment, spec, told, by, reference)
        kind, data = Kind.COMMENT_STEP_DONE, {"step": spec.done, "by_hand": by_hand}
        if spec.key == playbooks.HIDE.key:
            comment.hidden_at = now
        elif spec.key == playbooks.DELETE.key:
            comment.removed_at = now
    step.save()
    comment.save(update_fields=["hidden_at", "removed_at", "incident"])
    audit.record(kind, on=comment, actor=by, data=data | grounds.told(step.section))
    return step


def _proof(comment: Comment, spec: playbooks.StepSpec, told: DemoComment, by: User, reference: str) -> dict:
    """What the step's record shows, as when it is done by its move."""
    given = comments.given(comment, spec, told, reference)
    if spec.key == playbooks.HIDE.key:
        facts = playbooks.Facts(category=comment.category, is_public=comment.is_public, flags=comment.flags)
        rule = comment.service.house_rules.filter(pk=given.house_rule).first()
        proof = {"ground": playbooks.hiding_ground(facts, rule.name if rule else "")}
        return proof | ({"house_rule": rule.pk} if rule else {})
    if spec.key == playbooks.INCIDENT.key:
        now = timezone.now()
        return {"incident": incidents.open_or_join(comment, title=given.title, by=by, now=now).pk}
    if spec.needs == "template":
        name, text, _ = acting.reply_for(comment, spec)
        return {"template": name, "text": text}
    if spec.needs == "text":
        return {"text": given.text}
    return {"reference": given.reference} if spec.needs == "reference" else {}


@transaction.atomic
def _closed(comment: Comment, steps: list[Step], by: User) -> None:
    now = timezone.now()
    facts = moves.facts_of(comment, steps)
    outcome = workflow.outcome_of(comment, facts)
    comment.state, comment.closed_at, comment.closed_by, comment.outcome = "closed", now, by, outcome[:300]
    audit.record(Kind.COMMENT_CLOSED, on=comment, actor=by, data={"outcome": outcome})
    moves.settle(comment, "closed_at", "closed_by", "outcome", steps=steps)

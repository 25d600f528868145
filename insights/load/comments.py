"""Comments with their captures, assessments and steps; a few are open, a few are worries."""

from __future__ import annotations

import datetime as dt
import uuid

from audit.kinds import Kind
from insights.demo.texts import COMMENTS
from insights.load.incidents import make_appeals, make_incidents
from insights.load.place import AT_ONCE, DAYS, EVENTS_EVERY, MINUTE, Place, add, ago
from moderation.coming_in import captures
from moderation.handling import clocks, playbooks
from moderation.models import Assessment, Capture, Comment, Escalation, Incident, Step
from policies.parameters import Parameters

OPEN_SHARE = 0.005
JOINED_SHARE = 0.1  # of grievances, those that belong to an incident
CATEGORIES = (("case_request", 30), ("grievance", 15), ("troll", 10), ("general", 45))


def make_comments(place: Place, count: int) -> None:
    by_class = {name: [told for told in COMMENTS if told.category == name] for name, _ in CATEGORIES}
    incidents = make_incidents(place, count)
    chosen = place.dice.choices([name for name, _ in CATEGORIES], [share for _, share in CATEGORIES], k=count)
    for start in range(0, count, 10 * AT_ONCE):
        part = chosen[start : start + 10 * AT_ONCE]
        rows = [_comment(place, start + number, name, by_class[name], incidents) for number, name in enumerate(part)]
        comments = add(Comment, rows)
        kept = add(Capture, [_capture(comment) for comment in comments])
        add(Assessment, [_assessment(comment) for comment in comments])
        pairs = zip(comments, kept, strict=True)
        add(Step, [step for comment, capture in pairs if comment.closed_at for step in _steps(comment, capture)])
        worries = [comment for comment in comments if comment.state == "escalated"]
        add(Escalation, [Escalation(comment=comment, raised_at=comment.received_at) for comment in worries])
        make_appeals(place, comments)
        for comment in comments[::EVENTS_EVERY]:
            _tell_of_comment(place, comment)


def _comment(place: Place, number: int, category: str, told: list, incidents: list[Incident]) -> Comment:
    dice = place.dice
    text = told[number % len(told)].text
    is_open = number < 3 or dice.random() < OPEN_SHARE
    is_public = dice.random() < 0.8
    posted = ago(place.now, dice.uniform(0.01, 3) if is_open else dice.uniform(3.2, DAYS - 20))
    incident = None
    if category == "grievance" and not is_open and dice.random() < JOINED_SHARE:
        incident = dice.choice(incidents)
        posted = incident.opened_at + dt.timedelta(days=dice.uniform(0, 10))
    received = posted + dt.timedelta(seconds=dice.randrange(20, 120))
    flags = ["safeguarding"] if is_open and dice.random() < 0.05 else []
    priority = clocks.priority_of(category, flags, is_public=is_public)
    due = clocks.due_at(
        priority,
        is_public=is_public,
        posted_at=posted,
        received_at=received,
        hours=place.hours,
        parameters=Parameters(),
    )
    done = None if is_open else max(received + MINUTE, due - MINUTE * dice.randrange(-30, 240))
    by = place.coordinator
    return Comment(
        service=place.service,
        channel=incident.channel if incident else place.channels[0 if dice.random() < 0.7 else 1],
        incident=incident,
        remote_id=str(uuid.UUID(int=dice.getrandbits(128))),
        visibility="public" if is_public else "direct",
        author_handle=incident.author_handle if incident else f"writer-{dice.randrange(4000)}",
        author_name="A writer",
        text=f"{text} ({number})",
        posted_at=posted,
        received_at=received,
        state=("escalated" if flags else "sorted") if is_open else "closed",
        category=category,
        category_confirmed_at=done,
        flags=flags,
        priority=priority,
        due_at=due,
        clock_stopped_at=done,
        hidden_at=done if is_public and category in ("case_request", "troll") else None,
        closed_at=done and done + 3 * MINUTE,
        closed_by=by if done else None,
        outcome="dealt with" if done else "",
    )


def _capture(comment: Comment) -> Capture:
    facts = {"text": comment.text, "raw": {}, "url": comment.url, "posted_at": comment.posted_at}
    return Capture(
        comment=comment,
        author_handle=comment.author_handle,
        author_name=comment.author_name,
        sha256=captures.digest(handle=comment.author_handle, name=comment.author_name, **facts),
        at=comment.received_at,
        **facts,
    )


def _assessment(comment: Comment) -> Assessment:
    return Assessment(
        comment=comment,
        model="load 1",
        category=comment.category,
        confidence=0.9,
        scores={comment.category: 0.9},
        flags=comment.flags,
        at=comment.received_at,
        decided_by=comment.closed_by,
        decided_at=comment.category_confirmed_at,
        decided_category=comment.category if comment.closed_at else "",
    )


def _steps(comment: Comment, capture: Capture) -> list[Step]:
    facts = playbooks.Facts(category=comment.category, is_public=comment.is_public, flags=comment.flags)
    return [
        Step(
            comment=comment,
            capture=capture,
            key=spec.key,
            position=position,
            state="done",
            by=comment.closed_by,
            at=comment.category_confirmed_at,
        )
        for position, spec in enumerate(playbooks.steps_for(facts))
        if not spec.optional
    ]


def _tell_of_comment(place: Place, comment: Comment) -> None:
    place.tell(comment.received_at, Kind.COMMENT_RECEIVED, comment, channel="Sandbox")
    if comment.closed_at:
        by, said = comment.closed_by, comment.category_confirmed_at
        place.tell(said, Kind.COMMENT_CLASSED, comment, by, category=comment.category, suggested=comment.category)
        place.tell(comment.closed_at, Kind.COMMENT_CLOSED, comment, by, outcome=comment.outcome)

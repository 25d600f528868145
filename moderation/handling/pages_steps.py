"""The clock and the playbook's steps, as a comment's page shows them.

Plain values for the templates, in the words that people read. Nothing is decided here: whether a move may be done
says workflow.available, in which order steps go playbooks.py.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import timezone

from accounts.hours import hours_of
from accounts.models import Service
from channels.networks import capabilities as capabilities_of
from channels.networks import connector_of
from moderation import moves, words
from moderation.conduct import house_rules
from moderation.handling import acting, clocks, playbooks
from moderation.models import Comment, HouseRule, Step, StepState
from policies import services as policies
from policies.models import ReplyTemplate, Section
from policies.parameters import Parameters

PROOFS = (
    ("ground", "Reason"),
    ("reason", "Reason"),
    ("why", "Reason"),
    ("reference", "Reference"),
    ("template", "Reply"),
)


@dataclass
class Clock:
    label: str
    figure: str
    left: str = ""
    rest: str = ""
    percent: int | None = None
    calm: bool = False
    since: dt.datetime | None = None
    limit_min: int | None = None
    warning: str = ""  # most of the time is used up


def clock(comment: Comment, parameters: Parameters, policy: str, now: dt.datetime) -> Clock:
    """The clock at the head of the page: what runs, until when, under which policy."""
    found = _clock(comment, parameters, policy, now)
    runs = comment.clock_stopped_at is None and comment.state in moves.OPEN
    if runs and comment.warn_at and comment.due_at and comment.warn_at <= now < comment.due_at:
        found.warning = f"{parameters.warn_at_percent} per cent of its time is used up."
    return found


def _clock(comment: Comment, parameters: Parameters, policy: str, now: dt.datetime) -> Clock:
    zone = comment.service.zone
    if comment.is_public and comment.priority == 1 and comment.hidden_at:
        over = comment.due_at is not None and comment.hidden_at > comment.due_at
        rest = f"Hidden {words.moment(comment.hidden_at, now, zone)}, " + ("after its time." if over else "in time.")
        return Clock("Was in public for", words.length(comment.exposure or dt.timedelta()), rest=rest, calm=True)
    if comment.clock_stopped_at or comment.state not in moves.OPEN:
        end = comment.clock_stopped_at or comment.closed_at or now
        over = comment.due_at is not None and end > comment.due_at
        rest = f"Handled {words.moment(end, now, zone)}, " + ("after its time." if over else "in time.")
        return Clock("Took", words.length(end - comment.received_at), rest=rest, calm=True)
    start = clocks.clock_starts_at(
        comment.priority,
        is_public=comment.is_public,
        posted_at=comment.posted_at,
        received_at=comment.received_at,
        danger_at=moves.danger_at(comment),
        asks_more_since=comment.asks_more_since,
    )
    due = comment.due_at or now
    total = max((due - start).total_seconds(), 1)
    percent = min(100, max(0, round(100 * (now - start).total_seconds() / total)))
    left = f"{words.spelled(due - now)} left" if due >= now else f"{words.spelled(now - due)} over"
    if comment.priority == 0:
        minutes = parameters.acted_within_minutes_p0
        rest = f"to act. {policy} gives {minutes} minutes, at any hour, from {_from(start, now, zone)}."
        rest = f"{rest} {_seen(comment, parameters, start, now)}"
        return Clock("Known for", words.length(now - start), left, rest, percent, since=start, limit_min=minutes)
    if comment.priority == 1:
        minutes = parameters.hidden_within_minutes_p1
        runs_on_the_wall = due - start == dt.timedelta(minutes=minutes)
        what, since = ("to hide it", "when it was posted") if comment.is_public else ("to act", "when it came in")
        if start == comment.asks_more_since:
            since = "when its writer changed it"
        kind = "" if runs_on_the_wall else " minutes of working time"
        rest = f"{what}. {policy} gives {minutes}{kind} from {_from(start, now, zone)}, {since}."
        return Clock(
            "In public for" if comment.is_public else "Waiting for",
            words.length(now - (comment.public_since if comment.is_public else start)),
            left if runs_on_the_wall or due < now else f"Until {words.moment(due, now, zone)}",
            rest,
            percent,
            since=start if runs_on_the_wall else None,
            limit_min=minutes if runs_on_the_wall else None,
        )
    days = {
        2: parameters.answered_within_days_p2,
        3: parameters.answered_within_days_p3,
        4: parameters.answered_within_days_p4,
    }[comment.priority]
    given = "one working day" if days == 1 else f"{days} working days"
    until = f"Until {words.moment(due, now, zone)}."
    return Clock(
        "Waiting for",
        words.length(now - start),
        until if due >= now else left,
        f"{policy} gives {given}." if due >= now else f"{until} {policy} gives {given}.",
        percent,
        calm=due >= now,
    )


def _seen(comment: Comment, parameters: Parameters, start: dt.datetime, now: dt.datetime) -> str:
    """Whether the safeguarding lead has seen the danger, and that more people are told until then."""
    limit = parameters.seen_within_minutes_p0
    current = next((one for one in comment.escalations.all() if one.closed_at is None), None)
    if current is None:
        return ""
    if current.seen_at:
        return f"Seen by {current.seen_by} after {words.length(current.seen_at - start)}."
    over = "" if now - start <= dt.timedelta(minutes=limit) else ", which have passed"
    return f"Not seen yet: to be seen within {limit} minutes{over}. More people are told every {limit} minutes."


def _from(at: dt.datetime, now: dt.datetime, zone: ZoneInfo) -> str:
    return words.moment(at, now, zone).removeprefix("today, ")


@dataclass
class StepView:
    """A step as the task list shows it."""

    spec: playbooks.StepSpec
    number: int
    look: str  # done, now, later
    tag: str  # the state tag's shape
    label: str  # the state tag's word
    proof: str = ""
    proof_url: str = ""
    section: Section | None = None  # that it stood on, once it is finished
    preview: str = ""
    preview_title: str = ""
    why_off: str = ""  # nothing can be done on it now
    says_why: bool = False  # it waits for more than an earlier step
    problem: str = ""  # it failed, or nobody knows
    how_by_hand: str = ""
    auto: str = ""  # label of the main button; "" when we cannot do it ourselves
    by_hand: str = ""
    skip: str = ""
    skip_reason: str = ""
    is_unclear: bool = False
    is_failed: bool = False
    until: str = ""  # a clock of its own
    may_be_taken_back: bool = False  # it was passed over, or marked as done by hand
    house_rules: list[HouseRule] = field(default_factory=list)
    typed: dict[str, str] = field(default_factory=dict)


def steps(
    comment: Comment, facts: playbooks.Facts, templates: list[ReplyTemplate], typed: dict[str, str]
) -> list[StepView]:
    """The steps of the comment's playbook; `typed` is what a refused move was sent with."""
    rows = {step.key: step for step in comment.steps.all()}
    replies = _replies(comment.service, templates)
    specs = playbooks.steps_for(facts)
    rules: list[HouseRule] = []
    if any(spec.needs == "house_rule" for spec in specs):
        rules = list(house_rules.in_force(comment.service, timezone.now()))
    capabilities = connector_of(comment.channel).capabilities
    network = comment.channel.get_network_display()
    found: list[StepView] = []
    now_taken = False
    for number, spec in enumerate(specs, start=2):
        row = rows.get(spec.key)
        obstacle = playbooks.obstacle(facts, spec)
        if not comment.is_confirmed and not spec.before_class:
            obstacle = obstacle or "Say first what it is."
        view = StepView(spec, number, *_look(row, obstacle, now_taken, spec, facts, specs))
        now_taken = now_taken or (view.look == "now" and not spec.optional and not spec.any_time)
        view.why_off = obstacle if view.look != "done" else ""
        view.says_why = view.label == "Waits"
        view.proof, view.proof_url = _proof(comment, row, now_zone=comment.service.zone)
        view.section = row.section if row and row.state in playbooks.FINISHED else None
        view.typed = typed if typed.get("step") == spec.key else {}
        if row and row.state in (StepState.FAILED, StepState.UNDER_WAY):
            view.is_failed, view.is_unclear = row.state == StepState.FAILED, row.state == StepState.UNDER_WAY
            view.problem = row.data.get("reason", "")
            view.why_off = ""
        if spec.purpose:
            view.preview_title, view.preview, missing = replies.get(
                spec.purpose, ("", "", "No reply for this is in force.")
            )
            if missing and view.look != "done":
                view.problem = view.problem or missing
        if spec.action is not None:
            automatic = acting.is_automatic(comment, spec)
            is_named = automatic and spec.action in acting.ON_OUR_PAGES and spec.key != playbooks.DELETE.key
            view.auto = f"{spec.label} on {network}" if is_named else ""
            view.auto = view.auto or (spec.label if automatic else "")
            view.how_by_hand = "" if automatic else capabilities.how_by_hand(spec.action)
            possible = automatic or capabilities.is_possible(spec.action) or not comment.is_known_there
            view.by_hand = spec.by_hand if possible else ""
            if not possible:
                instead = capabilities_of.instead_of(spec.action, comment.channel.network)
                view.how_by_hand = f"{network} has no way to do this. {instead}".strip()
                view.skip_reason = f"{network} has no way to do this."
        else:
            view.auto = spec.label
        if not acting.refusal_to_skip(comment, spec, facts, row, has_reply=spec.purpose in replies):
            view.skip = spec.skip
        view.may_be_taken_back = _may_be_taken_back(facts, spec, row)
        if spec.key == playbooks.ALLEGATION.key and view.look != "done":
            view.until = _allegation_until(comment)
        if spec.needs == "house_rule":
            view.house_rules = rules
        found.append(view)
    return found


def _look(
    row: Step | None,
    obstacle: str,
    now_taken: bool,
    spec: playbooks.StepSpec,
    facts: playbooks.Facts,
    specs: tuple[playbooks.StepSpec, ...],
) -> tuple[str, str, str]:
    """How the step is drawn: its number's look, its tag's shape and word."""
    state = row.state if row else StepState.TODO
    if state == StepState.DONE:
        return "done", "approved", "Done by hand" if row.by_hand else "Done"
    if state == StepState.NOT_POSSIBLE:
        return "done", "closed", "Passed over"
    if state == StepState.FAILED:
        return "now", "failed", "Failed"
    if state == StepState.UNDER_WAY:
        return "now", "unknown", "Not sure" if "reason" in row.data else "Under way"
    if playbooks.waits_for(facts, spec):
        numbers = {one.key: number for number, one in enumerate(specs, start=2)}
        before = [numbers[one.key] for one in specs if not one.any_time and numbers[one.key] < numbers[spec.key]]
        return "later", "closed", f"After step {before[-1]}"
    if obstacle:
        return "later", "closed", "Waits"
    if spec.optional:
        return "later", "closed", "If needed"
    return ("now", "submitted", "Now") if spec.any_time or not now_taken else ("later", "closed", "Later")


def _may_be_taken_back(facts: playbooks.Facts, spec: playbooks.StepSpec, row: Step | None) -> bool:
    if row is None or spec.key == playbooks.SHOW_AGAIN.key:
        return False
    by_mistake = row.state == StepState.NOT_POSSIBLE or (row.state == StepState.DONE and row.by_hand)
    return by_mistake and playbooks.done_after(facts, spec) is None


def _allegation_until(comment: Comment) -> str:
    service = comment.service
    parameters = policies.parameters_in_force(service)
    until = clocks.allegation_due_at(comment.received_at, hours_of(service), parameters)
    return words.moment(until, timezone.now(), service.zone)


def _replies(service: Service, templates: list[ReplyTemplate]) -> dict[str, tuple[str, str, str]]:
    """Name, filled text and what is missing, by purpose."""
    found: dict[str, tuple[str, str, str]] = {}
    for template in templates:
        text, missing = policies.fill(template.body, service)
        blank = f"The reply still has a blank: {', '.join(missing)}. A service manager fills it in." if missing else ""
        found.setdefault(template.purpose, (template.name, text, blank))
    return found


def _proof(comment: Comment, row: Step | None, now_zone: Any) -> tuple[str, str]:
    """What shows that the step was done."""
    if row is None or row.state not in playbooks.FINISHED:
        return "", ""
    local = row.at.astimezone(now_zone)
    parts = [f"{row.by or row.job}, {local:%a} {local.day} {local:%b}, {local:%H:%M}."]
    data = row.data
    for key, label in PROOFS:
        if data.get(key):
            parts.append(f"{label}: {data[key].rstrip('.')}.")
    url = ""
    if data.get("post"):
        url = reverse("posts:post", args=[comment.service.slug, data["post"]])
        post = comment.incident.public_post if comment.incident_id else None
        parts.append(f"The post: {post.get_state_display().lower()}." if post else "")
    if data.get("incident"):
        url = reverse("inbox:incident", args=[comment.service.slug, data["incident"]])
    return " ".join(part for part in parts if part), url

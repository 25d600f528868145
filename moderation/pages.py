"""What the inbox's pages show, worked out from rows: queue entries, the clock, what was written, the steps.

Plain values for the templates, in the words that people read. Nothing is decided here: whether a move may be done
says workflow.available, in which order steps go playbooks.py.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from accounts.models import Membership, Service, User
from audit import timeline
from channels.networks import connector_of
from moderation import acting, clocks, escalations, marks, moves, permissions, playbooks, words
from moderation.classify.labels import CATEGORY_LABELS, CLASSES, FLAG_LABELS, FLAGS, Category, Flag
from moderation.models import Comment, CommentState, HouseRule, Step, StepState
from moderation.querysets import CommentQuerySet
from policies import services as policies
from policies.models import PolicyVersion, ReplyTemplate, StandardItem
from policies.parameters import Parameters

LONG_TEXT = 3000  # characters of a comment that are shown at once
EXCERPT = 160
STANDARD_ITEMS = (StandardItem.NEGATIVITY, StandardItem.COMMENTS)

# The queue


def filtered(service: Service, user: User, chosen: dict[str, Any], now: dt.datetime) -> CommentQuerySet:
    """The comments that a filter asks for, in the order in which they are to be read."""
    rows = Comment.objects.visible_to(user).of_service(service)
    show = chosen.get("show", "open")
    if show == "closed":
        rows = rows.done().order_by("-closed_at", "-pk")
    elif show == "escalated":
        rows = rows.filter(state=CommentState.ESCALATED).in_order()
    elif show == "mine":
        rows = rows.open().held_by(user, now).in_order()
    else:
        rows = rows.open().in_order()
    if category := chosen.get("category"):
        rows = rows.filter(category="" if category == "unsorted" else category)
    if channel := chosen.get("channel"):
        rows = rows.filter(channel=channel)
    return rows.select_related("channel", "claimed_by")


def counts(service: Service, user: User, now: dt.datetime) -> dict[str, int]:
    """How many comments stand behind each filter, and how many are kept from this person, in one query."""
    seen = Q(kept_from=None) | ~Q(kept_from=user)
    return (
        Comment.objects.of_service(service)
        .open()
        .filter(closed_at=None)  # what the index of the queue holds
        .aggregate(
            open=Count("pk", filter=seen),
            mine=Count("pk", filter=seen & Q(claimed_by=user, claimed_until__gte=now)),
            escalated=Count("pk", filter=seen & Q(state=CommentState.ESCALATED)),
            late=Count("pk", filter=seen & Q(due_at__lt=now, clock_stopped_at=None)),
            kept=Count("pk", filter=Q(kept_from=user)),
        )
    )


def tabs(numbers: dict[str, int], here: str) -> list[dict[str, Any]]:
    labels = {"open": "Open", "mine": "Mine", "escalated": "With the lead", "closed": "Closed"}
    return [
        {"value": value, "label": label, "count": numbers.get(value), "here": value == here}
        for value, label in labels.items()
    ]


def queue_entry(comment: Comment, user: User, now: dt.datetime, here: int | None, query: str) -> dict[str, Any]:
    """A line of the queue, as components/queue_list.html takes it."""
    entry: dict[str, Any] = {
        "priority": comment.priority,
        "kind": words.kind(comment.category, comment.flags, is_public=comment.is_public),
        "url": reverse("inbox:comment", args=[comment.service.slug, comment.pk]) + (f"?{query}" if query else ""),
        "text": comment.text[:EXCERPT],
        "network": comment.channel.network,
        "network_name": comment.channel.get_network_display(),
        "here": comment.pk == here,
    }
    if comment.state not in moves.OPEN:
        closed = comment.closed_at or comment.received_at
        return entry | {"clock": words.moment(closed, now, comment.service.zone), "who": comment.get_state_display()}
    held = comment.claimed_by_id and comment.claimed_until and comment.claimed_until >= now
    entry["who"] = ("yours" if comment.claimed_by_id == user.pk else str(comment.claimed_by)) if held else "nobody yet"
    if comment.state == CommentState.ESCALATED:
        entry["who"] = "with the safeguarding lead"
    return entry | _queue_clock(comment, now)


def _queue_clock(comment: Comment, now: dt.datetime) -> dict[str, str]:
    if comment.clock_stopped_at:
        return {"clock": "hidden" if comment.hidden_at else "in time"}
    if comment.statutory_due_on and comment.priority >= 2:
        return {"clock": words.day(comment.statutory_due_on)}
    if comment.due_at is None:
        return {"clock": ""}
    if comment.due_at < now:
        return {"clock": f"{words.length(now - comment.due_at)} over", "clock_kind": "now"}
    if comment.priority <= 1 and comment.due_at - now < dt.timedelta(hours=2):
        return {"clock": f"{words.length(comment.due_at - now)} left", "clock_kind": "now"}
    is_today = comment.service.local(comment.due_at).date() == comment.service.local(now).date()
    text = words.moment(comment.due_at, now, comment.service.zone)
    return {
        "clock": text if is_today or comment.priority <= 1 else text.split(",")[0],
        "clock_kind": "soon" if is_today else "",
    }


# One comment


def loaded(comments: CommentQuerySet) -> CommentQuerySet:
    """Comments with all that their page shows, at a cost that does not grow with the inbox."""
    steps = Step.objects.select_related("by").order_by("position")
    before = Comment.objects.filter(
        channel=OuterRef("channel"), author_handle=OuterRef("author_handle"), received_at__lt=OuterRef("received_at")
    )
    before = before.order_by().values("channel").annotate(number=Count("pk")).values("number")
    related = comments.annotate(before=Coalesce(Subquery(before), 0)).select_related(
        "service",
        "channel__service",
        "post",
        "incident__public_post",
        "claimed_by",
        "kept_from",
        "closed_by",
        "capture",
    )
    return related.prefetch_related(Prefetch("steps", steps), "escalations", "assessments", "edits")


@dataclass
class Said:
    """What was written, with the words that led to the suggestion."""

    who: str
    facts: list[str]
    head: list[marks.Segment]
    rest: list[marks.Segment]
    led_to: str
    look_for: str
    edited_at: dt.datetime | None


def said(comment: Comment) -> Said:
    assessment = next(iter(comment.assessments.all()), None)
    reasons = assessment.reasons if assessment else []
    led_to = {*(assessment.flags if assessment else []), *comment.flags, *([assessment.category] if assessment else [])}
    pieces = marks.segments(comment.text, reasons, led_to)
    head, rest = marks.split_at(pieces, LONG_TEXT)
    named = {reason.get("for") for reason in reasons}
    facts = ["first time here" if not comment.before else f"{comment.before} before this one"]
    if not comment.is_public:
        facts.append("in a direct message")
    if comment.logged_by_id:
        facts.append("logged by hand")
    edits = list(comment.edits.all())
    return Said(
        who=comment.author_name or comment.author_handle or "Unknown writer",
        facts=facts,
        head=head,
        rest=rest,
        led_to=_names([one for one in led_to if one in named]),
        look_for=_names([one for one in named if one and one not in led_to]),
        edited_at=edits[-1].noted_at if edits else None,
    )


def _names(labels: list[str]) -> str:
    known = {str(one): text.lower() for one, text in {**CATEGORY_LABELS, **FLAG_LABELS}.items()}
    return "”, “".join(sorted(known.get(one, one.replace("_", " ")) for one in labels))


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


def clock(comment: Comment, parameters: Parameters, policy: str, now: dt.datetime) -> Clock:
    """The clock at the head of the page: what runs, until when, under which policy."""
    zone = comment.service.zone
    shows_public = comment.is_public and comment.priority <= 1
    if shows_public and comment.hidden_at:
        over = comment.due_at is not None and comment.hidden_at > comment.due_at
        rest = f"Hidden {words.moment(comment.hidden_at, now, zone)}, " + ("after its time." if over else "in time.")
        return Clock("Was in public for", words.length(comment.hidden_at - comment.posted_at), rest=rest, calm=True)
    if comment.clock_stopped_at or comment.state not in moves.OPEN:
        end = comment.clock_stopped_at or comment.closed_at or now
        over = comment.due_at is not None and end > comment.due_at
        rest = f"Handled {words.moment(end, now, zone)}, " + ("after its time." if over else "in time.")
        return Clock("Took", words.length(end - comment.received_at), rest=rest, calm=True)
    start = clocks.clock_starts_at(
        comment.priority, is_public=comment.is_public, posted_at=comment.posted_at, received_at=comment.received_at
    )
    due = comment.due_at or now
    total = max((due - start).total_seconds(), 1)
    percent = min(100, max(0, round(100 * (now - start).total_seconds() / total)))
    left = f"{words.spelled(due - now)} left" if due >= now else f"{words.spelled(now - due)} over"
    if comment.priority == 0:
        minutes = parameters.acted_within_minutes_p0
        rest = f"to act. {policy} gives {minutes} minutes, at any hour, from {_from(start, now, zone)}."
        return Clock("Known for", words.length(now - start), left, rest, percent, since=start, limit_min=minutes)
    if comment.priority == 1:
        minutes = parameters.hidden_within_minutes_p1
        runs_on_the_wall = due - start == dt.timedelta(minutes=minutes)
        what, since = ("to hide it", "when it was posted") if comment.is_public else ("to act", "when it came in")
        kind = "" if runs_on_the_wall else " minutes of working time"
        rest = f"{what}. {policy} gives {minutes}{kind} from {_from(start, now, zone)}, {since}."
        return Clock(
            "In public for" if comment.is_public else "Waiting for",
            words.length(now - (comment.posted_at if comment.is_public else start)),
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
        rules = list(HouseRule.objects.of_service(comment.service).filter(is_active=True))
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
            view.auto = f"{spec.label} on {network}" if automatic and spec.action == acting.Action.HIDE else ""
            view.auto = view.auto or (spec.label if automatic else "")
            view.how_by_hand = "" if automatic else capabilities.how_by_hand(spec.action)
            possible = automatic or capabilities.is_possible(spec.action) or not comment.is_known_there
            view.by_hand = spec.by_hand if possible else ""
            if not possible:
                view.how_by_hand = f"{network} has no way to do this."
                view.skip_reason = f"{network} has no way to do this."
        else:
            view.auto = spec.label
        view.skip = spec.skip
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
    parts = [f"{row.by}, {local:%a} {local.day} {local:%b}, {local:%H:%M}."]
    data = row.data
    for key, label in (("ground", "Reason"), ("reason", "Reason"), ("reference", "Reference"), ("template", "Reply")):
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


def class_options(comment: Comment) -> list[dict[str, Any]]:
    assessment = next(iter(comment.assessments.all()), None)
    suggested = assessment.category if assessment else ""
    return [
        {
            "value": str(one),
            "label": CATEGORY_LABELS[one],
            "key": str(number),
            "chosen": comment.is_confirmed and comment.category == one,
            "suggested": not comment.is_confirmed and suggested == one,
        }
        for number, one in enumerate(CLASSES, start=1)
    ]


def class_note(comment: Comment) -> str:
    assessment = next(iter(comment.assessments.all()), None)
    if assessment is None:
        suggestion = "It could not be sorted yet: you choose."
    else:
        label = CATEGORY_LABELS[Category(assessment.category)].lower()
        sure = words.sure(assessment.confidence)
        asks = assessment.needs_person and not comment.is_confirmed
        unsure = " The machine asks a person to look." if asks else ""
        suggestion = f"Suggested: {label}, {sure} in 100 sure.{unsure}"
    if comment.state not in moves.OPEN:
        return suggestion
    if comment.is_confirmed:
        return f"{suggestion} A person confirmed it; one key changes it."
    return f"{suggestion} One key confirms or changes it; it is saved as you press it."


def flag_options(comment: Comment) -> list[dict[str, Any]]:
    assessment = next(iter(comment.assessments.all()), None)
    suggested = set(assessment.flags) if assessment else set()
    return [
        {"value": str(one), "label": FLAG_LABELS[one], "is_set": one in comment.flags, "suggested": one in suggested}
        for one in FLAGS
    ]


def flag_summary(comment: Comment) -> str:
    names = [FLAG_LABELS[Flag(one)].lower() for one in comment.flags]
    return f"Flags: {', '.join(names)}" if names else "Flags: none"


def section_link(
    comment: Comment, version: PolicyVersion | None, templates: list[ReplyTemplate]
) -> dict[str, str] | None:
    """The section of the policy in force that prescribes the steps: that of their reply, else the standard's item."""
    if version is None or not comment.category:
        return None
    specs = playbooks.PLAYBOOKS[Category(comment.category), comment.is_public]
    purposes = {spec.purpose for spec in specs if spec.purpose}
    section = next((one.section for one in templates if one.purpose in purposes), None)
    if section is None:
        section = version.sections.filter(standard_item__in=STANDARD_ITEMS).order_by("position").first()
    url = reverse("policies:version", args=[comment.service.slug, version.pk])
    if section is None:
        return {"label": f"Policy {version.number}", "url": url}
    return {
        "label": f"Policy {version.number}, section {section.position}: {section.title}",
        "url": f"{url}#{section.key}",
    }


def comment_page(comment: Comment, user: User, now: dt.datetime, typed: dict[str, str]) -> dict[str, Any]:
    """Everything on one comment's page but the queue beside it."""
    version = policies.version_in_force(comment.service)
    parameters = policies.parameters(version.parameters if version else {})
    templates = list(version.reply_templates.select_related("section")) if version else []
    facts = moves.facts_of(comment)
    views = steps(comment, facts, templates, typed)
    held = comment.is_held_by(user, now)
    refused = moves.refusal("do_step", comment, user, now)
    is_open = comment.state in moves.OPEN
    escalation = next((one for one in comment.escalations.all() if one.closed_at is None), None)
    hide = next((view for view in views if view.spec.key == playbooks.HIDE.key), None)
    must_hide = is_open and not comment.hidden_at and not comment.removed_at and playbooks.must_be_hidden(facts)
    unfinished = playbooks.unfinished(facts)
    return {
        "comment": comment,
        "title": words.title(comment.category, comment.flags, is_public=comment.is_public),
        "network": comment.channel.network,
        "network_name": comment.channel.get_network_display(),
        "is_open": is_open,
        "is_held": held,
        "held_until": comment.claimed_until,
        "refused": refused,
        "can_act": is_open and not refused,
        "clock": clock(comment, parameters, f"Policy {version.number}" if version else "The default", now),
        "hide": hide if must_hide and hide and hide.look == "now" and hide.auto and not hide.is_unclear else None,
        "said": said(comment),
        "class_options": class_options(comment),
        "class_note": class_note(comment),
        "flag_options": flag_options(comment),
        "flag_summary": flag_summary(comment),
        "section": section_link(comment, version, templates),
        "steps": [view for view in views if not view.spec.optional],
        "optional_steps": [view for view in views if view.spec.optional],
        "steps_off": "" if comment.is_confirmed else "They open when you say what it is.",
        "capture_hash": _short(comment.capture.sha256),
        "close_off": _close_off(comment, unfinished),
        "escalation": escalation,
        "is_lead": permissions.is_lead(user, comment.service),
        "leads": escalations.leads_of(comment, now) if Flag.IMMEDIATE_DANGER in comment.flags or escalation else [],
        "in_danger": Flag.IMMEDIATE_DANGER in comment.flags,
        "names_staff": Flag.STAFF_ALLEGATION in comment.flags,
        "staff": _staff(comment, user) if Flag.STAFF_ALLEGATION in comment.flags and not comment.kept_from_id else [],
        "may_lift": bool(comment.kept_from_id) and not permissions.refusal_to_lift(user, comment),
        "is_under_13": Flag.UNDER_13 in comment.flags,
        "timeline": timeline.entries(comment, user, 50),
        "typed": typed,
    }


def _short(sha256: str) -> str:
    return f"{sha256[:4]} {sha256[4:8]} … {sha256[-4:]}"


def _close_off(comment: Comment, unfinished: list[playbooks.StepSpec]) -> str:
    if not comment.is_confirmed:
        return "Say first what it is."
    if unfinished:
        return "Still to do: " + ", ".join(one.title[0].lower() + one.title[1:] for one in unfinished) + "."
    if moves.post_on_its_way(comment):
        return "The public post has not gone out yet."
    if comment.state == CommentState.ESCALATED:
        return moves.NOT_FROM[CommentState.ESCALATED]
    return ""


def _staff(comment: Comment, user: User) -> list[User]:
    members = Membership.objects.current().filter(service=comment.service).exclude(user=user).select_related("user")
    return [one.user for one in members]

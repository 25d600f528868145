"""What one comment's page shows, worked out from its rows: what was written, what it is, and all that stands around.

Plain values for the templates, in the words that people read. The list beside it is in pages_queue.py, the clock and
the steps are in pages_steps.py.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from accounts.models import Membership, User
from audit import timeline
from moderation import escalations, marks, moves, permissions, playbooks, words
from moderation.classify.labels import CATEGORY_LABELS, CLASSES, FLAG_LABELS, FLAGS, Category, Flag
from moderation.models import Comment, CommentState, Step
from moderation.pages_steps import clock, steps
from moderation.querysets import CommentQuerySet
from policies import services as policies
from policies.models import PolicyVersion, ReplyTemplate, StandardItem

LONG_TEXT = 3000  # characters of a comment that are shown at once
STANDARD_ITEMS = (StandardItem.NEGATIVITY, StandardItem.COMMENTS)


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
        "optional_steps": [view for view in views if view.spec.optional and view.spec.key == playbooks.HIDE.key],
        "after_hiding": [view for view in views if view.spec.optional and view.spec.key != playbooks.HIDE.key],
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

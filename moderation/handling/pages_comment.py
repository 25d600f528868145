"""What one comment's page shows, worked out from its rows: what was written, what it is, and all that stands around.

Plain values for the templates, in the words that people read. The list beside it is in pages_queue.py, the clock and
the steps are in pages_steps.py.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from accounts.models import Membership, Service, User
from audit import timeline
from audit.kinds import Kind
from audit.models import Event
from moderation import grounds, moves, permissions, words
from moderation.classify.labels import CATEGORY_LABELS, CLASSES, FLAG_LABELS, FLAGS, Category, Flag
from moderation.handling import marks, playbooks
from moderation.handling.pages_around import hold, thread
from moderation.handling.pages_beside import beside
from moderation.handling.pages_steps import clock, steps
from moderation.inbox import holding
from moderation.inbox.preferences import Preferences
from moderation.keeping.pages_keeping import line_of
from moderation.models import AbuseReport, Comment, CommentState, Edit, HandOver, Step, StepState
from moderation.querysets import CommentQuerySet, is_kept
from moderation.safety import emergency, escalations
from policies import services as policies
from policies.models import PolicyVersion, ReplyTemplate

LONG_TEXT = 3000  # characters of a comment that are shown at once
MOST_CHANGES = 3
MOST_EVENTS = 50
# Events that leave the page as it was: who has it is said in its own line.
ONLY_WHO_HAS_IT = (
    Kind.COMMENT_CLAIMED,
    Kind.COMMENT_RELEASED,
    Kind.COMMENT_TAKEN_OVER,
    Kind.COMMENT_HANDED_OVER,
    Kind.COMMENT_HANDED_BACK,
    Kind.COMMENT_ABUSE_REPORTED,
    Kind.COMMENT_ABUSE_ANSWERED,
)


def loaded(comments: CommentQuerySet) -> CommentQuerySet:
    """Comments with all that their page shows, at a cost that does not grow with the inbox."""
    steps = Step.objects.select_related("by", "section__version__policy").order_by("position")
    before = Comment.objects.filter(
        channel=OuterRef("channel"), author_handle=OuterRef("author_handle"), received_at__lt=OuterRef("received_at")
    )
    before = before.order_by().values("channel").annotate(number=Count("pk")).values("number")
    of_it = OuterRef("pk")
    related = comments.annotate(
        before=Coalesce(Subquery(before), 0),
        is_handed=Exists(HandOver.objects.filter(comment=of_it)),
        is_reported=Exists(AbuseReport.objects.filter(comment=of_it)),
        is_answered=Exists(Comment.objects.filter(parent=of_it)),
        is_kept=is_kept(),
        edited_at=Subquery(Edit.objects.filter(comment=of_it).order_by("-noted_at").values("noted_at")[:1]),
    ).select_related(
        "service",
        "channel__service",
        "post__revision",
        "parent__parent__parent",
        "incident__public_post",
        "claimed_by",
        "closed_by",
        "capture",
    )
    return related.prefetch_related(Prefetch("steps", steps), "escalations", "assessments")


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
    if comment.state == CommentState.PURGED:
        nothing = [marks.Segment("Its words are no longer kept.")]
        return Said("A writer who is no longer kept", [], nothing, [], "", "", None)
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
    return Said(
        who=comment.author_name or comment.author_handle or "Unknown writer",
        facts=facts,
        head=head,
        rest=rest,
        led_to=_names([one for one in led_to if one in named]),
        look_for=_names([one for one in named if one and one not in led_to]),
        edited_at=comment.edited_at,
    )


def _names(labels: list[str]) -> str:
    known = {str(one): text.lower() for one, text in {**CATEGORY_LABELS, **FLAG_LABELS}.items()}
    return "”, “".join(sorted(known.get(one, one.replace("_", " ")) for one in labels))


def class_options(comment: Comment, keys: Mapping[str, str]) -> list[dict[str, Any]]:
    assessment = next(iter(comment.assessments.all()), None)
    suggested = assessment.category if assessment else ""
    return [
        {
            "value": str(one),
            "label": CATEGORY_LABELS[one],
            "key": keys.get(f"class_{number}", ""),
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
        chosen = CATEGORY_LABELS[Category(comment.category)].lower()
        done = "confirmed it" if assessment and assessment.category == comment.category else f"chose {chosen}"
        return f"{suggestion} A person {done}; one key changes it."
    return f"{suggestion} One key confirms or changes it; it is saved as you press it."


def flag_options(comment: Comment, ticked: list[str] | None = None) -> list[dict[str, Any]]:
    """The flags as they hold, or as they were `ticked` in a form that came back."""
    assessment = next(iter(comment.assessments.all()), None)
    suggested = set(assessment.flags) if assessment else set()
    held = comment.flags if ticked is None else ticked
    return [
        {"value": str(one), "label": FLAG_LABELS[one], "is_set": one in held, "suggested": one in suggested}
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
        section = version.sections.filter(standard_item=playbooks.ITEMS[Category(comment.category)]).first()
    url = reverse("policies:version", args=[comment.service.slug, version.pk])
    if section is None:
        return {"label": f"Policy {version.number}", "url": url}
    return {
        "label": f"Policy {version.number}, section {section.position}: {section.title}",
        "url": f"{url}#{section.key}",
    }


def is_blurred(comment: Comment, prefer: Preferences) -> bool:
    """Whether its words stay out of sight until this person opens them."""
    return prefer.blurs_abuse and comment.text != "" and words.is_abusive(comment.category, comment.flags)


TYPED = {
    "text": "The text",
    "reason": "The reason",
    "gone_reason": "The reason",
    "there_reason": "The reason",
    "note": "The note",
    "concern": "The concern",
    "decision": "The decision",
    "outcome": "The outcome",
    "allow_reason": "Why a message may go out",
    "told_how": "How the writer hears of it",
    "title": "The title",
    "reference": "The reference",
    "take_note": "The note",
    "hand_note": "The note",
    "abuse_note": "The note",
}


def kept_words(typed: dict[str, str]) -> list[tuple[str, str]]:
    """What was typed into a form that the page no longer shows, to copy."""
    return [(label, typed[name]) for name, label in TYPED.items() if typed.get(name, "").strip()]


def what_changed(comment: Comment, user: User, seen: int | None) -> str:
    """Who did what since the page was drawn (`seen` is the last event that it showed), in a sentence; "" when the
    history does not tell."""
    if seen is None:
        return ""
    rows = (
        Event.objects.about(comment).filter(number__gt=seen).exclude(kind__in=[str(kind) for kind in ONLY_WHO_HAS_IT])
    )
    events = list(rows.order_by("number")[: MOST_CHANGES + 1])
    if not events:
        return ""
    zone = comment.service.zone
    told = [f"{event.sentence.rstrip('.')} ({event.at.astimezone(zone):%H:%M})" for event in events[:MOST_CHANGES]]
    more = ", and more" if len(events) > MOST_CHANGES else ""
    return (
        f"While you had this page open: {'; '.join(told)}{more}. Nothing that you pressed was done. The page now shows "
        "how it is; look, then do it again."
    )


def emergency_card(comment: Comment, user: User, now: dt.datetime) -> emergency.Card | None:
    """What to do now, in order; None where no danger is immediate or nothing is open any more."""
    if comment.state not in moves.OPEN or Flag.IMMEDIATE_DANGER not in comment.flags:
        return None
    version = policies.social_media(policies.kept_in_force(comment.service))
    templates = version.reply_templates.select_related("section") if version else ()
    return emergency.card(comment, version, templates, escalations.lead_members(comment, now), user)


def comment_page(
    comment: Comment, service: Service, user: User, now: dt.datetime, typed: dict[str, str], prefer: Preferences
) -> dict[str, Any]:
    """Everything on one comment's page but the queue beside it."""
    version = policies.social_media(policies.kept_in_force(service))
    parameters = policies.parameters_of(version)
    templates = list(version.reply_templates.select_related("section")) if version else []
    facts = moves.facts_of(comment)
    views = steps(comment, facts, templates, typed)
    events = list(Event.objects.about(comment).order_by("-number")[:MOST_EVENTS])
    refused = moves.refusal("do_step", comment, user, now)
    is_open, in_danger = comment.state in moves.OPEN, Flag.IMMEDIATE_DANGER in comment.flags
    escalation = next((one for one in comment.escalations.all() if one.closed_at is None), None)
    hide = next((view for view in views if view.spec.key == playbooks.HIDE.key), None)
    must_hide = is_open and not comment.hidden_at and not comment.removed_at and playbooks.must_be_hidden(facts)
    unfinished = playbooks.unfinished(facts)
    asks_lead = in_danger or asks_to_allow(comment) or comment.escalations.all()
    leads = escalations.lead_members(comment, now) if asks_lead else []
    return {
        "comment": comment,
        "title": words.title(comment.category, comment.flags, is_public=comment.is_public),
        "network": comment.channel.network,
        "network_name": comment.channel.get_network_display(),
        "is_open": is_open,
        "hold": (held := hold(comment, user, now, refused)),
        "colleagues": holding.colleagues(comment, user) if held.is_mine else [],
        "thread": thread(comment, user, blurs=prefer.blurs_abuse),
        "is_blurred": is_blurred(comment, prefer),
        "abuse_report": _own_report(comment, user) if comment.is_reported else None,
        "seen": events[0].number if events else 0,
        "can_act": is_open and not refused,
        "clock": clock(comment, parameters, f"Policy {version.number}" if version else "The default", now),
        "hide": hide if must_hide and hide and hide.look == "now" and hide.auto and not hide.is_unclear else None,
        "said": said(comment),
        "class_options": class_options(comment, prefer.pressed),
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
        "is_held_gone": is_open and comment.removed_at and facts.states.get(playbooks.DELETE.key) != StepState.DONE,
        "escalation": escalation,
        "is_lead": any(one.user_id == user.pk for one in leads),
        "has_record": bool(comment.escalations.all()),
        "leads": [one.user for one in leads],
        "emergency": emergency.card(comment, version, templates, leads, user) if is_open and in_danger else None,
        "kept_from": (kept_from := sorted(comment.kept_from.all(), key=str) if comment.kept_from_ids else []),
        "staff": _staff(comment, user) if Flag.STAFF_ALLEGATION in comment.flags else [],
        "may_lift": bool(kept_from) and not permissions.refusal_to_lift(user, comment),
        "minimum_age": facts.minimum_age,
        "asks_to_allow": asks_to_allow(comment),
        "keeping": line_of(comment, user),
        "timeline": [timeline.entry(event, user) | {"ground": grounds.line_of(event)} for event in events],
        "beside": beside(comment, user, now),
        "typed": typed,
    }


def asks_to_allow(comment: Comment) -> bool:
    """Whether its writer is too young to be written to, and the lead has not said otherwise."""
    is_open, is_young = comment.state in moves.OPEN, Flag.UNDER_13 in comment.flags
    return is_open and is_young and comment.message_allowed_by_id is None


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
    """From whom it may be kept, beside those that it is kept from."""
    members = Membership.objects.current().filter(service=comment.service).select_related("user")
    return [one.user for one in members.exclude(user__in=[user.pk, *comment.kept_from_ids])]


def _own_report(comment: Comment, user: User) -> AbuseReport | None:
    return comment.abuse_reports.select_related("answered_by").filter(by=user).first()

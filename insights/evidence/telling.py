"""Posts and comments as a pack tells them: plain values, with moments as moments.

Of comments, a pack holds no words about a child's safety, none that the one who asked may not read, and none that are
no longer kept; who wrote them stands only in the pack of an incident, which is about that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from accounts.models import Service, User
from moderation import grounds
from moderation.classify.labels import FLAG_LABELS, Flag
from moderation.handling import playbooks
from moderation.models import Comment, CommentState, Edit, Escalation, Step, StepState
from posts.models import (
    Attempt,
    Delivery,
    ExceptionUse,
    NetworkChange,
    Post,
    Reason,
    Review,
    Revision,
    RevisionChannel,
    RevisionMedia,
)

AT_ONCE = 500
WORRIES = {Flag.SAFEGUARDING, Flag.IMMEDIATE_DANGER}
Told = dict[str, Any]


def in_chunks(rows: QuerySet, size: int = AT_ONCE) -> Iterator[Any]:
    """All rows by their keys, a chunk at a time.

    No cursor stays open: on SQLite a reader that also writes how far it is would be refused as soon as somebody else
    has written.
    """
    last = 0
    while found := list(rows.filter(pk__gt=last).order_by("pk")[:size]):
        yield from found
        last = found[-1].pk


# Posts


def loaded_posts(rows: QuerySet[Post]) -> QuerySet[Post]:
    """With everything that `post` tells, in as many queries for one as for many.

    Into lists of our own (`told_…`): as managers, each of them would be made anew for each row.
    """
    channels = RevisionChannel.objects.select_related("channel")
    media = RevisionMedia.objects.select_related("media").order_by("position")
    revisions = Revision.objects.select_related("by").order_by("number")
    revisions = revisions.prefetch_related(_told("revision_channels", channels), _told("revision_media", media))
    reviews = Review.objects.select_related("by", "revision", "policy_version__policy").order_by("at", "pk")
    uses = ExceptionUse.objects.select_related("exception").order_by("at", "pk")
    return rows.select_related("author", "approved_by", "campaign", "corrects").prefetch_related(
        _told("revisions", revisions),
        _told("reviews", reviews),
        _told("deliveries", loaded_deliveries(Delivery.objects.order_by("due_at", "pk"))),
        _told("reasons", Reason.objects.select_related("by").order_by("at", "pk")),
        _told("exception_uses", uses),
    )


def loaded_deliveries(rows: QuerySet[Delivery]) -> QuerySet[Delivery]:
    """With everything that `delivery` tells."""
    changes = NetworkChange.objects.select_related("asked_by", "done_by", "revision").order_by("asked_at", "pk")
    return rows.select_related("channel", "revision").prefetch_related(
        _told("attempts", Attempt.objects.order_by("number")), _told("changes", changes)
    )


def _told(name: str, rows: QuerySet) -> Prefetch:
    return Prefetch(name, rows, to_attr=f"told_{name}")


def post(one: Post) -> Told:
    """Every revision, decision and sending of a post."""
    return {
        "number": one.pk,
        "title": one.title,
        "kind": one.get_kind_display(),
        "audience": one.get_audience_display(),
        "campaign": str(one.campaign or ""),
        "state": one.get_state_display(),
        "author": str(one.author),
        "begun": one.created_at,
        "submitted": one.submitted_at,
        "approved": one.approved_at,
        "approved_by": str(one.approved_by or ""),
        "approved_digest": one.approved_digest,
        "planned_for": one.publish_at,
        "published": one.published_at,
        "held_because": one.held_reason,
        "removed_because": one.removal_reason,
        "corrects": {"number": one.corrects_id, "title": one.corrects.title} if one.corrects else None,
        "corrected_because": one.correction_reason,
        "revisions": [revision(row) for row in one.told_revisions],
        "reasons": [
            {"rule": row.rule, "words": row.quote, "reason": row.text, "by": str(row.by), "at": row.at}
            for row in one.told_reasons
        ],
        "decisions": [decision(row) for row in one.told_reviews],
        "exceptions": [
            {"rule": row.exception.rule, "because": row.exception.reason, "words": row.quote, "at": row.at}
            for row in one.told_exception_uses
        ],
        "deliveries": [delivery(row) for row in one.told_deliveries],
    }


def revision(row: Revision) -> Told:
    return {
        "number": row.number,
        "at": row.at,
        "by": str(row.by),
        "text": row.text,
        "link": row.link,
        "link_title": row.link_title,
        "link_description": row.link_description,
        "sha256": row.digest,
        "channels": [
            {
                "channel": str(one.channel),
                "text": one.text or row.text,
                "own_text": bool(one.text),
                "warning": one.warning,
            }
            for one in row.told_revision_channels
        ],
        "pictures": [
            {
                "name": str(one.media),
                "file": one.media.original_name,
                "kind": one.media.get_kind_display(),
                "sha256": one.media.sha256,
                "alt": one.alt_text,
                "decorative": one.is_decorative,
            }
            for one in row.told_revision_media
        ],
    }


def decision(row: Review) -> Told:
    names = ("rule", "severity", "message", "quote", "section", "section_title", "version", "reason")
    return {
        "decision": row.get_decision_display(),
        "at": row.at,
        "by": str(row.by),
        "by_its_author": row.by_author,
        "note": row.note,
        "revision": row.revision.number,
        "sha256": row.digest,
        "policy": str(row.policy_version or ""),
        "no_longer_holds_since": row.voided_at,
        "findings": [{name: found[name] for name in names if found.get(name)} for found in row.findings],
    }


def delivery(row: Delivery) -> Told:
    return {
        "channel": str(row.channel),
        "state": row.get_state_display(),
        "revision": row.revision.number,
        "sha256": row.digest,
        "due": row.due_at,
        "sent": row.sent_at,
        "address": row.remote_url,
        "id_there": row.remote_id,
        "problem": row.error,
        "removed": row.removed_at,
        "attempts": [
            {
                "number": one.number,
                "part": one.part + 1,
                "began": one.started_at,
                "ended": one.finished_at,
                "outcome": one.get_outcome_display(),
                "detail": one.detail,
            }
            for one in row.told_attempts
        ],
        "changes": [
            {
                "what": one.get_kind_display(),
                "state": one.get_state_display(),
                "because": one.reason,
                "asked_by": str(one.asked_by),
                "asked": one.asked_at,
                "revision": one.revision.number if one.revision else None,
                "done": one.done_at,
                "done_by": str(one.done_by or ("us" if one.done_at else "")),
            }
            for one in row.told_changes
        ],
    }


# Comments


@dataclass(frozen=True)
class Reader:
    """Who asked for the pack: it holds no words that they may not read."""

    user: User
    service: Service

    def comments(self) -> QuerySet[Comment]:
        """The service's comments, without those that are kept from this person; with what `comment` tells."""
        worry = Escalation.objects.filter(comment=OuterRef("pk"))
        rows = Comment.objects.of_service(self.service).not_kept_from(self.user).annotate(has_worry=Exists(worry))
        rows = rows.select_related("channel", "closed_by", "capture").defer("author_signals", "capture__raw")
        steps = Step.objects.select_related("by", "section__version__policy")
        return rows.prefetch_related(_told("steps", steps.order_by("position", "pk")))

    def kept(self) -> QuerySet[Comment]:
        """What is kept from this person: named nowhere in the pack but as a place in the chain of events."""
        return Comment.objects.of_service(self.service).kept_from(self.user)


def no_words(one: Comment) -> str:
    """Why a pack holds no words of this comment; "" where it does."""
    if one.state == CommentState.PURGED:
        return "No longer kept"
    if one.has_worry or WORRIES & set(one.flags):
        return "Kept back: a child’s safety"
    return ""


def comment(one: Comment, *, whole: bool = False) -> Told:
    """A comment with its clock, its class and its steps; `whole` with its writer, its edits and what each step says."""
    why = no_words(one)
    words = "" if why else one.text
    capture = getattr(one, "capture", None)
    told = {
        "number": one.pk,
        "channel": str(one.channel),
        "how": one.get_visibility_display(),
        "came": one.get_source_display(),
        "posted": one.posted_at,
        "received": one.received_at,
        "class": one.get_category_display(),
        "confirmed": one.category_confirmed_at,
        "flags": [FLAG_LABELS[Flag(flag)] for flag in one.flags if flag in tuple(Flag)],
        "state": one.get_state_display(),
        "clock_ran_until": one.due_at,
        "clock_stopped": one.clock_stopped_at,
        "hidden": one.hidden_at,
        "in_public_s": int(one.exposure.total_seconds()) if one.exposure is not None else None,
        "removed_there": one.removed_at,
        "closed": one.closed_at,
        "closed_by": str(one.closed_by or ""),
        "outcome": "" if why else one.outcome,
        "no_longer_kept_since": one.purged_at,
        "captured": capture.at if capture else None,
        "sha256": capture.sha256 if capture else "",
        "answers_post": one.post_id,
        "words": words,
        "no_words_because": why,
        "steps": [step(row, whole=whole and not why) for row in one.told_steps],
    }
    if whole:
        told |= _whole(one, why)
    return told


def _whole(one: Comment, why: str) -> Told:
    capture = getattr(one, "capture", None)
    edits: list[Edit] = list(one.edits.all())
    return {
        "writer": "" if why else f"{one.author_name} {one.author_handle}".strip(),
        "address": "" if why else one.url,
        "captured_words": "" if why or capture is None else capture.text,
        "edits": [{"at": row.noted_at, "sha256": row.sha256, "words": "" if why else row.text} for row in edits],
    }


def step(row: Step, *, whole: bool) -> Told:
    told = {
        "step": row.key.replace("_", " ").capitalize(),
        "state": StepState(row.state).label,
        "at": row.at,
        "by": row.job or str(row.by or ""),
        "by_hand": row.by_hand,
        "policy": grounds.label(row.section) if row.state in playbooks.FINISHED else "",
    }
    if whole:
        told |= {"we_wrote": row.data.get("text", ""), "because": row.data.get("reason", "")}
    return told


def comment_page(told: Told) -> Told:
    """A told comment as its page shows it, with moments as words already."""
    by = f", by {told['writer']}" if told.get("writer") else ""
    sorted_as = told["class"] or "Not sorted"
    closed = ": ".join(
        part for part in (" by ".join(filter(None, (told["closed"], told["closed_by"]))), told["outcome"]) if part
    )
    facts = (
        ("Class", f"{sorted_as}, confirmed {told['confirmed']}" if told["confirmed"] else sorted_as),
        ("Flags", ", ".join(told["flags"])),
        ("State", told["state"]),
        ("Received", told["received"]),
        ("Hidden", told["hidden"]),
        ("Closed", closed if told["closed"] else ""),
        ("No longer kept since", told["no_longer_kept_since"]),
        ("Captured", f"{told['captured']}, SHA-256 {told['sha256']}" if told["captured"] else ""),
        ("Address", told.get("address", "")),
    )
    return {
        **told,
        "head": f"{told['posted']} on {told['channel']}, {told['how'].lower()}{by}",
        "facts": [(term, value) for term, value in facts if value],
        "steps": [{**one, "said": _step_said(one)} for one in told["steps"]],
    }


def _step_said(one: Told) -> str:
    said = ", ".join(filter(None, (f"{one['step']}: {one['state'].lower()}", one["at"], one["by"], one["policy"])))
    return f"{said}. Because: {one['because']}" if one.get("because") else said


COMMENT_HEADS = (
    "Comment", "Channel", "How", "Posted", "Received", "Class", "Confirmed", "Flags", "State", "Clock ran until",
    "Clock stopped", "Hidden", "Seconds in public", "Closed", "Closed by", "Outcome", "Captured", "SHA-256",
    "Answers post", "Words", "No words because",
)  # fmt: skip


def comment_cells(told: Told) -> tuple[Any, ...]:
    names = (
        "number", "channel", "how", "posted", "received", "class", "confirmed", "flags", "state", "clock_ran_until",
        "clock_stopped", "hidden", "in_public_s", "closed", "closed_by", "outcome", "captured", "sha256",
        "answers_post", "words", "no_words_because",
    )  # fmt: skip
    return tuple("; ".join(told[name]) if name == "flags" else told[name] for name in names)


POST_HEADS = (
    "Post", "Title", "Kind", "Audience", "State", "Author", "Begun", "Submitted", "Approved", "Approved by",
    "Approved SHA-256", "Planned for", "Published", "Removed because", "Revisions", "Text",
)  # fmt: skip


def post_cells(told: Told) -> tuple[Any, ...]:
    names = (
        "number", "title", "kind", "audience", "state", "author", "begun", "submitted", "approved", "approved_by",
        "approved_digest", "planned_for", "published", "removed_because",
    )  # fmt: skip
    last = told["revisions"][-1]["text"] if told["revisions"] else ""
    return (*(told[name] for name in names), len(told["revisions"]), last)


DECISION_HEADS = (
    "Post", "Title", "Decision", "At", "By", "By its author", "Revision", "SHA-256", "Policy", "Findings",
    "Kept with a reason", "Note", "No longer holds since",
)  # fmt: skip


def decision_cells(of: Told, told: Told) -> tuple[Any, ...]:
    reasoned = sum(1 for found in told["findings"] if found.get("reason"))
    names = ("decision", "at", "by", "by_its_author", "revision", "sha256", "policy")
    facts = tuple(told[name] for name in names)
    return (
        of["number"],
        of["title"],
        *facts,
        len(told["findings"]),
        reasoned,
        told["note"],
        told["no_longer_holds_since"],
    )


DELIVERY_HEADS = (
    "Post", "Title", "Channel", "State", "Revision", "SHA-256", "Due", "Sent", "Tries", "Address", "Problem", "Removed",
)  # fmt: skip


def delivery_cells(of: Told, told: Told) -> tuple[Any, ...]:
    names = ("channel", "state", "revision", "sha256", "due", "sent")
    facts = tuple(told[name] for name in names)
    ends = (told["address"], told["problem"], told["removed"])
    return (of["number"], of["title"], *facts, len(told["attempts"]), *ends)

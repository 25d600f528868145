"""The pack of an incident: what was said, what we captured of it and did, what we answered, what it led to."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet

from audit.models import Event
from insights.evidence import chain, scope, telling
from insights.evidence.maker import Base, Json, plain, rows_of
from insights.evidence.writing import Archive, Table
from moderation import grounds
from moderation.models import Appeal, Block, Comment, Complaint, Incident, LegalHold
from posts.models import Post

WORDS = "Kept back: a child’s safety"


class Maker(Base):
    @cached_property
    def incident(self) -> Incident:
        return scope.incident_of(self.pack)

    def comments(self) -> QuerySet[Comment]:
        return self.reader.comments().filter(incident=self.incident).prefetch_related("edits")

    def appeals(self) -> QuerySet[Appeal]:
        of_it = Q(comment__in=self._ids()) | Q(block__in=self.blocks())
        return Appeal.objects.of_service(self.service).filter(of_it)

    def blocks(self) -> QuerySet[Block]:
        """Of its one writer; of several writers, those who were blocked for a comment in it are not looked for."""
        rows = Block.objects.of_service(self.service).filter(channel=self.incident.channel)
        bare = self.incident.author_handle.lstrip("@")
        same = Q(author_handle__iexact=bare) | Q(author_handle__iexact=f"@{bare}")
        return rows.filter(same) if bare else rows.none()

    def holds(self) -> QuerySet[LegalHold]:
        of_it = Q(incident=self.incident) | Q(comment__in=self._ids())
        return LegalHold.objects.of_service(self.service).filter(of_it).select_related("opened_by", "ended_by")

    def complaints(self) -> QuerySet[Complaint]:
        return Complaint.objects.of_service(self.service).filter(incident=self.incident)

    def _ids(self) -> QuerySet:
        return Comment.objects.not_kept_from(self.reader.user).filter(incident=self.incident).values("pk")

    def chained(self) -> QuerySet[Event]:
        return chain.about(
            self.service,
            {
                "moderation.incident": [self.incident.pk],
                "moderation.comment": self._ids().values_list("pk", flat=True),
                "moderation.complaint": self.complaints().values_list("pk", flat=True),
                "moderation.appeal": self.appeals().values_list("pk", flat=True),
                "moderation.block": self.blocks().values_list("pk", flat=True),
                "moderation.legalhold": self.holds().values_list("pk", flat=True),
                "posts.post": filter(None, [self.incident.public_post_id]),
            },
        )

    def total(self) -> int:
        return self.comments().count() + self.chained().count()

    def write(self, archive: Archive) -> Json:
        told, documents = self._told(), []
        archive.add_json("data/incident.json", told)
        archive.add_table(self._comments())
        if answer := self.incident.public_post:
            post = telling.post(telling.loaded_posts(Post.objects.filter(pk=answer.pk)).get())
            archive.add_page("answer.html", "insights/evidence/pack/post.html", {"post": archive.for_people(post)})
            archive.add_json("data/answer.json", post)
            documents.append(("answer.html", "Our public answer", "every revision, decision and sending, to read"))
        for table in (
            self._captures(),
            self._steps(),
            self._complaints(),
            self._appeals(),
            self._blocks(),
            self._holds(),
        ):
            archive.add_table(table)
        about = "Every event of the incident, of its comments, of our public answer and of what it led to"
        archive.add_table(self.events(self.chained(), {}, about))
        facts = [
            ("Kind", told["class"]),
            ("Where", told["channel"]),
            ("Opened", f"{archive.shown(told['opened'])} by {told['opened_by']}"),
            ("Closed", archive.shown(told["closed"]) or "It is open"),
        ]
        if told["outcome"]:
            facts.append(("How it ended", told["outcome"]))
        facts.append(("Public answer", told["answer"] or "None"))
        return {"facts": [("What it is about", told["title"]), *facts], "documents": documents}

    def _told(self) -> Json:
        one = self.incident
        return {
            "number": one.pk,
            "title": one.title,
            "class": one.get_category_display(),
            "channel": str(one.channel),
            "writers": "one" if one.author_handle else "several",
            "opened": one.opened_at,
            "opened_by": str(one.opened_by),
            "closed": one.closed_at,
            "outcome": one.outcome,
            "answer": one.public_post.title if one.public_post else "",
        }

    def _each(self) -> Iterator[Json]:
        for one in telling.in_chunks(self.comments()):
            yield telling.comment(one, whole=True)

    def _comments(self) -> Table:
        return Table(
            "comments",
            "Comments in it",
            "What was written, how it was sorted, and each step that was taken",
            (*telling.COMMENT_HEADS, "Writer", "Address"),
            (_with_writer(told) for told in self._each()),
            template="insights/evidence/pack/comments.html",
            for_page=telling.comment_page,
        )

    def _captures(self) -> Table:
        heads = ("Comment", "Captured", "SHA-256", "Posted", "Address", "Words as captured")
        rows = (
            (one["number"], one["captured"], one["sha256"], one["posted"], one["address"], one["captured_words"])
            for one in self._each()
        )
        about = "The evidence that was stored before anything was done, with its hash"
        return Table("captures", "Captures", about, heads, plain(rows))

    def _steps(self) -> Table:
        heads = ("Comment", "Step", "State", "At", "By", "By hand", "Policy", "We wrote", "Because")
        return Table(
            "steps", "Steps", "What was done about each comment, and the proof", heads, plain(self._each_step())
        )

    def _each_step(self) -> Iterator[tuple[Any, ...]]:
        names = ("step", "state", "at", "by", "by_hand", "policy")
        for one in self._each():
            for step in one["steps"]:
                facts = (step[name] for name in names)
                yield (one["number"], *facts, step.get("we_wrote", ""), step.get("because", ""))

    def _complaints(self) -> Table:
        rows = self.complaints().select_related("handled_by", "opened_by").order_by("stage")
        found = (complaint(one) for one in rows)
        about = "The complaint that it led to, with the dates that it had to keep"
        return Table("complaints", "Complaint", about, COMPLAINT_HEADS, rows_of(found, *COMPLAINT_NAMES))

    def _appeals(self) -> Table:
        found = (appeal(one) for one in loaded_appeals(self.appeals()).order_by("received_at", "pk"))
        about = "Writers who asked us to look again, and what was decided by somebody else"
        return Table("appeals", "Appeals", about, APPEAL_HEADS, rows_of(found, *APPEAL_NAMES))

    def _blocks(self) -> Table:
        found = (block(one) for one in loaded_blocks(self.blocks()).order_by("at", "pk"))
        return Table("blocks", "Blocks", "Of this writer on this channel", BLOCK_HEADS, rows_of(found, *BLOCK_NAMES))

    def _holds(self) -> Table:
        found = (hold(one) for one in self.holds().order_by("opened_at", "pk"))
        about = "What keeps it from being purged"
        return Table("holds", "Legal holds", about, HOLD_HEADS, rows_of(found, *HOLD_NAMES))


def _with_writer(told: Json) -> tuple[tuple[Any, ...], Json]:
    return (*telling.comment_cells(told), told["writer"], told["address"]), told


COMPLAINT_HEADS = (
    "Complaint", "Stage", "Incident", "Made", "Acknowledge by", "Acknowledged", "Answer by", "Answered", "Outcome",
    "What we change", "Handled by",
)  # fmt: skip
COMPLAINT_NAMES = (
    "number", "stage", "incident", "made", "acknowledge_by", "acknowledged", "answer_by", "answered", "outcome",
    "learned", "handled_by",
)  # fmt: skip


def complaint(one: Complaint) -> Json:
    return {
        "number": one.number,
        "stage": one.stage,
        "incident": one.incident_id,
        "made": one.made_on,
        "acknowledge_by": one.acknowledge_by,
        "acknowledged": one.acknowledged_on,
        "answer_by": one.answer_by,
        "answered": one.answered_on,
        "outcome": one.get_outcome_display(),
        "learned": one.learned,
        "handled_by": str(one.handled_by),
    }


APPEAL_HEADS = (
    "Appeal",
    "About",
    "Received",
    "Came by",
    "They say",
    "Due",
    "Decision",
    "Reason",
    "Decided by",
    "Decided",
    "Policy",
)
APPEAL_NAMES = (
    "number",
    "about",
    "received",
    "came_by",
    "says",
    "due",
    "decision",
    "reason",
    "decided_by",
    "decided",
    "policy",
)


def loaded_appeals(rows: QuerySet[Appeal]) -> QuerySet[Appeal]:
    return rows.select_related("comment", "decided_by", "section__version__policy").prefetch_related(
        "comment__escalations"
    )


def appeal(one: Appeal) -> Json:
    about = f"Comment {one.comment_id}" if one.comment_id else f"Block {one.block_id}" if one.block_id else "Not known"
    is_worry = one.comment is not None and (
        telling.WORRIES & set(one.comment.flags) or len(one.comment.escalations.all())
    )
    return {
        "number": one.pk,
        "about": about,
        "received": one.received_at,
        "came_by": one.came_by,
        "says": WORDS if is_worry else one.says,
        "due": one.due_on,
        "decision": one.get_decision_display(),
        "reason": WORDS if is_worry and one.reason else one.reason,
        "decided_by": str(one.decided_by or ""),
        "decided": one.decided_at,
        "policy": grounds.label(one.section) if one.decided_at else "",
    }


BLOCK_HEADS = (
    "Block", "Channel", "State", "At", "Proposed by", "Decided by", "Reason", "Breaches", "Until", "Lifted",
    "Lifted by", "Why lifted", "Policy", "Policy on lifting",
)  # fmt: skip
BLOCK_NAMES = (
    "number", "channel", "state", "at", "proposed_by", "decided_by", "reason", "breaches", "until", "lifted",
    "lifted_by", "lifted_because", "policy", "lifted_policy",
)  # fmt: skip


def loaded_blocks(rows: QuerySet[Block]) -> QuerySet[Block]:
    people = ("decided_by", "proposed_by", "lifted_by")
    grounds_of = ("section__version__policy", "lift_section__version__policy")
    return rows.select_related("channel", *grounds_of, *people)


def block(one: Block) -> Json:
    return {
        "number": one.pk,
        "channel": str(one.channel),
        "state": one.get_state_display(),
        "at": one.at,
        "proposed_by": str(one.proposed_by or one.decided_by or ""),
        "decided_by": str(one.decided_by or ""),
        "reason": one.reason,
        "breaches": len(one.breaches),
        "until": one.ends_on,
        "lifted": one.lifted_at,
        "lifted_by": str(one.lifted_by or ""),
        "lifted_because": one.lift_reason,
        "policy": grounds.label(one.section),
        "lifted_policy": grounds.label(one.lift_section) if one.lifted_by and one.state != Block.State.DECLINED else "",
    }


HOLD_HEADS = ("Hold", "On", "Reason", "Opened", "Opened by", "Look again on", "Ended", "Ended by", "Why ended")
HOLD_NAMES = ("number", "on", "reason", "opened", "opened_by", "look_again", "ended", "ended_by", "ended_because")


def hold(one: LegalHold) -> Json:
    """A hold on a writer does not say on which."""
    on = f"Comment {one.comment_id}" if one.comment_id else f"Incident {one.incident_id}" if one.incident_id else ""
    return {
        "number": one.pk,
        "on": on or "Everything of one writer",
        "reason": one.reason,
        "opened": one.opened_at,
        "opened_by": str(one.opened_by),
        "look_again": one.look_again_on,
        "ended": one.ended_at,
        "ended_by": str(one.ended_by or ""),
        "ended_because": one.end_reason,
    }

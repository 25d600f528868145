"""The pack of a span of time: everything that the service did in it, for somebody who looks from outside."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import islice
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from audit import things
from audit.models import Event
from insights.evidence import chain, figures, grounds, incident, scope, telling
from insights.evidence.maker import Base, Json, plain, rows_of, told_rows
from insights.evidence.writing import Archive, Table
from moderation.conduct import appeals
from moderation.grievances import complaints, incidents
from moderation.handling.playbooks import ANSWER
from moderation.models import (
    Appeal,
    Block,
    Comment,
    DataRequest,
    Escalation,
    LegalHold,
    PurgeRun,
    Step,
    StepState,
    Visibility,
)
from moderation.querysets import is_kept_from
from policies.evidence import tables as policies
from policies.evidence.chapters import Rows, Span
from policies.models import Policy
from posts.models import Delivery, Post, Review

PARTS = "insights/evidence/pack/"


class Maker(Base):
    @cached_property
    def days(self) -> scope.Days:
        return scope.days_of(self.pack)

    def posts(self) -> QuerySet[Post]:
        """Posts that were begun, changed, submitted, approved, planned for or published in these days."""
        moments = ("created_at", "edited_at", "submitted_at", "approved_at", "publish_at", "published_at")
        return Post.objects.of_service(self.service).filter(self.days.within(*moments))

    def comments(self) -> QuerySet[Comment]:
        return self.reader.comments().filter(self.days.within("received_at"))

    def chained(self) -> QuerySet[Event]:
        return Event.objects.of_service(self.service).filter(self.days.within("at"))

    def total(self) -> int:
        decisions = Review.objects.filter(self.days.within("at"), post__service=self.service).count()
        sendings = self._deliveries().count()
        return self.posts().count() + self.comments().count() + self.chained().count() + decisions + sendings

    def write(self, archive: Archive) -> Json:
        for table in self._tables():
            archive.add_table(table)
        about = "Every event of these days, each with the hash of the one before it"
        archive.add_table(self.events(self.chained(), self._kept(), about))
        said = {one.title: one.number for one in archive.written}
        return {
            "facts": [("Posts", f"{said['Posts']:,}"), ("Comments", f"{said['Comments']:,}"), *self._escalations()],
            "documents": [],
            "notes": NOTES,
        }

    def _tables(self) -> Iterator[Table]:
        yield figures.table(self.service, self.days, self.pack.asked_at)
        yield self._posts()
        yield self._decisions()
        yield self._sendings()
        yield self._comments()
        yield self._answers()
        yield self._incidents()
        yield self._complaints()
        yield self._appeals()
        yield self._blocks()
        yield from grounds.tables(self.service, self.days)
        yield self._of_policies(
            "readings", "Readings", "Who was asked to read which version, and when", policies.readings
        )
        yield self._of_policies("reviews", "Reviews of policies", "Planned day, day, who, outcome", policies.reviews)
        yield self._of_policies("exceptions", "Exceptions", "Asked for or in use in these days", policies.exceptions)
        yield self._trainings()
        yield self._requests()
        yield self._purges()
        yield self._holds()

    # Posts

    def _posts(self) -> Table:
        rows = telling.in_chunks(telling.loaded_posts(self.posts()))
        return Table(
            "posts",
            "Posts",
            "Begun, changed, decided on or published in these days, with every revision, decision and sending",
            telling.POST_HEADS,
            told_rows(rows, telling.post, telling.post_cells),
            template=PARTS + "posts.html",
        )

    def _decisions(self) -> Table:
        rows = Review.objects.filter(self.days.within("at"), post__service=self.service)
        rows = telling.in_chunks(rows.select_related("post", "by", "revision", "policy_version__policy"))
        found = ((one.post, telling.decision(one)) for one in rows)
        about = "Each approval and each return of these days, for which digest and under which policy"
        return Table("decisions", "Decisions", about, telling.DECISION_HEADS, _of_posts(found, telling.decision_cells))

    def _deliveries(self) -> QuerySet[Delivery]:
        return Delivery.objects.of_service(self.service).filter(self.days.within("due_at", "sent_at"))

    def _sendings(self) -> Table:
        rows = telling.in_chunks(telling.loaded_deliveries(self._deliveries().select_related("post")))
        found = ((one.post, telling.delivery(one)) for one in rows)
        about = "What was due or went out in these days, and what became of it"
        heads = telling.DELIVERY_HEADS
        return Table("deliveries", "Sendings", about, heads, _of_posts(found, telling.delivery_cells))

    # Comments

    def _comments(self) -> Table:
        return Table(
            "comments",
            "Comments",
            "Received in these days, without who wrote them",
            telling.COMMENT_HEADS,
            told_rows(telling.in_chunks(self.comments()), telling.comment, telling.comment_cells),
            template=PARTS + "comments.html",
            for_page=telling.comment_page,
        )

    def _answers(self) -> Table:
        """Of the comments in the pack alone, so that whatever stops it from being handed over covers these too."""
        step = Exists(Step.objects.filter(comment=OuterRef("pk"), key=ANSWER.key, state=StepState.DONE))
        rows = telling.in_chunks(self.comments().filter(step, visibility=Visibility.PUBLIC))
        found = (_answer(one) for one in rows)
        about = "What we answered in public to comments received in these days"
        return Table("answers", "Our answers", about, ANSWER_HEADS, rows_of(found, *ANSWER_NAMES))

    def _incidents(self) -> Table:
        rows = incidents.visible_to(self.reader.user, self.service).filter(self.days.within("opened_at", "closed_at"))
        seen = Count("comments", filter=~is_kept_from(self.reader.user, "comments"))
        rows = rows.annotate(number=seen).select_related("channel", "opened_by", "public_post")
        found = (_incident(one) for one in telling.in_chunks(rows))
        about = "Opened or closed in these days"
        return Table("incidents", "Incidents", about, INCIDENT_HEADS, rows_of(found, *INCIDENT_NAMES))

    def _complaints(self) -> Table:
        rows = complaints.visible_to(self.reader.user, self.service).filter(self.days.on("made_on", "answered_on"))
        found = (incident.complaint(one) for one in telling.in_chunks(rows.select_related("handled_by")))
        names = incident.COMPLAINT_NAMES
        about = "Made or answered in these days"
        return Table("complaints", "Complaints", about, incident.COMPLAINT_HEADS, rows_of(found, *names))

    def _appeals(self) -> Table:
        rows: QuerySet[Appeal] = appeals.visible_to(self.reader.user, self.service)
        rows = incident.loaded_appeals(rows.filter(self.days.within("received_at", "decided_at")))
        found = (incident.appeal(one) for one in telling.in_chunks(rows))
        about = "Received or decided in these days"
        return Table("appeals", "Appeals", about, incident.APPEAL_HEADS, rows_of(found, *incident.APPEAL_NAMES))

    def _blocks(self) -> Table:
        rows = Block.objects.of_service(self.service).filter(at__lt=self.days.ends_at)
        rows = incident.loaded_blocks(rows.filter(Q(lifted_at=None) | Q(lifted_at__gte=self.days.starts_at)))
        found = (incident.block(one) for one in telling.in_chunks(rows))
        about = "Proposed, decided or in force on one of these days, without the writers whom they keep out"
        return Table("blocks", "Blocks", about, incident.BLOCK_HEADS, rows_of(found, *incident.BLOCK_NAMES))

    def _escalations(self) -> list[tuple[str, str]]:
        """Worries about a child only as counts."""
        rows = Escalation.objects.filter(self.days.within("raised_at"), comment__service=self.service)
        counts = rows.aggregate(
            all=Count("pk"),
            immediate=Count("pk", filter=Q(immediate=True)),
            seen=Count("pk", filter=Q(seen_at__isnull=False)),
            closed=Count("pk", filter=Q(closed_at__isnull=False)),
        )
        said = f"{counts['all']:,}, of these an immediate danger {counts['immediate']:,}, seen {counts['seen']:,}"
        return [("Passed to the safeguarding lead", f"{said}, closed {counts['closed']:,}")]

    # Policies, keeping

    def _of_policies(self, name: str, title: str, about: str, of: Callable[[Policy, Span], Rows]) -> Table:
        """A list that policies keep, of all of them one after the other."""
        heads = next(of(Policy(service=self.service), self.days))  # the first row, which every policy has
        found = Policy.objects.of_service(self.service).select_related("service").order_by("pk")
        rows = ((policy.title, *cells) for policy in found for cells in islice(of(policy, self.days), 1, None))
        return Table(name, title, about, ("Policy", *(head.capitalize() for head in heads)), plain(rows))

    def _trainings(self) -> Table:
        rows = policies.trainings(Policy(service=self.service), self.days)
        heads = tuple(head.capitalize() for head in next(rows))
        return Table("trainings", "Trainings", "Held in these days, and who took part", heads, plain(rows))

    def _requests(self) -> Table:
        rows = DataRequest.objects.of_service(self.service).filter(
            self.days.on("asked_on") | self.days.within("finished_at")
        )
        cells = (
            (
                one.pk,
                one.get_kind_display(),
                one.get_state_display(),
                one.asked_on,
                one.due_on,
                one.made_at,
                one.finished_at,
            )
            for one in telling.in_chunks(rows)
        )
        heads = ("Request", "Kind", "State", "Asked", "Due", "Put together", "Finished")
        about = "People who asked for their data or its erasure, without who they are"
        return Table("requests", "People’s requests", about, heads, plain(cells))

    def _purges(self) -> Table:
        rows = PurgeRun.objects.of_service(self.service).filter(self.days.within("at")).select_related("confirmed_by")
        cells = (
            (
                one.at,
                one.is_trial,
                _counted(one.counts),
                one.counts.get("held", 0),
                str(one.confirmed_by or ""),
                one.finished_at,
            )
            for one in telling.in_chunks(rows)
        )
        heads = ("At", "A trial", "No longer kept", "Held back", "Confirmed by", "Finished")
        about = "What is no longer kept: how many comments of each kind"
        return Table("purges", "Purges", about, heads, plain(cells))

    def _holds(self) -> Table:
        kept = self.reader.kept()
        rows = LegalHold.objects.of_service(self.service).filter(opened_at__lt=self.days.ends_at)
        rows = rows.filter(Q(ended_at=None) | Q(ended_at__gte=self.days.starts_at)).exclude(comment__in=kept)
        found = (incident.hold(one) for one in telling.in_chunks(rows.select_related("opened_by", "ended_by")))
        about = "In force on one of these days, without the writers whom they are on"
        return Table("holds", "Legal holds", about, incident.HOLD_HEADS, rows_of(found, *incident.HOLD_NAMES))

    # Events

    def _kept(self) -> chain.Things:
        """What events may not be told of: what is kept from the one who asked, and what hangs on it."""
        hidden = things.kept_from(self.reader.user, self.service)
        holds = LegalHold.objects.filter(comment__in=self.reader.kept())
        found = {label: rows.values_list("pk", flat=True) for label, rows in hidden.items()}
        return {**found, "moderation.legalhold": holds.values_list("pk", flat=True)}


NOTES = (
    "Comments stand here without who wrote them. Words about a child’s safety, and words that are no longer kept, are "
    "not in the pack; that they were there, and their hash, is.",
    "Passages to the safeguarding lead are counted, and told nowhere.",
)
INCIDENT_HEADS = (
    "Incident",
    "Kind",
    "Channel",
    "Title",
    "Opened",
    "Opened by",
    "Closed",
    "Outcome",
    "Answer",
    "Comments",
)
INCIDENT_NAMES = (
    "incident",
    "class",
    "channel",
    "title",
    "opened",
    "opened_by",
    "closed",
    "outcome",
    "answer",
    "comments",
)


def _incident(one: Any) -> Json:
    return {
        "incident": one.pk,
        "class": one.get_category_display(),
        "channel": str(one.channel),
        "title": one.title,
        "opened": one.opened_at,
        "opened_by": str(one.opened_by),
        "closed": one.closed_at,
        "outcome": one.outcome,
        "answer": one.public_post_id,
        "comments": one.number,
    }


ANSWER_HEADS = ("Comment", "Channel", "Received", "Answered", "By", "By hand", "We wrote", "No words because")
ANSWER_NAMES = ("comment", "channel", "received", "answered", "by", "by_hand", "we_wrote", "no_words_because")


def _answer(one: Comment) -> Json:
    """Our answer can name the writer, and is kept no longer than what they wrote."""
    why = telling.no_words(one)
    (step,) = (row for row in one.told_steps if row.key == ANSWER.key)
    return {
        "comment": one.pk,
        "channel": str(one.channel),
        "received": one.received_at,
        "answered": step.at,
        "by": step.job or str(step.by or ""),
        "by_hand": step.by_hand,
        "we_wrote": "" if why else step.data.get("text", ""),
        "no_words_because": why,
    }


def _of_posts(found: Iterator[tuple[Post, Json]], cells: Callable[[Json, Json], tuple[Any, ...]]) -> Iterator[Any]:
    for post, told in found:
        of = {"number": post.pk, "title": post.title}
        yield cells(of, told), {"post": of, **told}


def _counted(counts: Json) -> str:
    return ", ".join(
        f"{name.replace('_', ' ')} {number}" for name, number in counts.items() if name != "held" and number
    )

"""Storing a piece of a file: what intake does with one comment, for two hundred at once.

Each comes in as it would from a network: kept with its capture, sorted, with its clock and its events; a worry about a
child goes to the safeguarding lead. The statements are a fixed number for a piece. The classifier is asked outside the
transaction, which holds the service's chain of events for as short as can be.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Count, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone

from accounts.mail import send_once
from audit import services as audit
from audit.kinds import Kind
from channels.models import Channel
from moderation import moves, words
from moderation.classify.labels import CATEGORY_LABELS, Flag
from moderation.classify.model import Model, ModelMissing
from moderation.coming_in import assess, captures, intake
from moderation.coming_in.assess import Suggestion
from moderation.importing.values import Row
from moderation.keeping import traces
from moderation.learning import versions
from moderation.models import (
    TOO_LONG,
    Assessment,
    Capture,
    Comment,
    CommentImport,
    CommentState,
    KeptFrom,
    Source,
    Visibility,
)
from moderation.safety import escalations
from policies import services as policies
from policies.parameters import Parameters
from posts.models import Delivery

IMPORTING = "The import"  # the job


@dataclass
class Piece:
    """Comments of a piece that are not here yet, with what the machine suggests; `known` were here already."""

    comments: list[Comment] = field(default_factory=list)
    raws: list[dict] = field(default_factory=list)
    suggestions: list[Suggestion | str] = field(default_factory=list)
    known: int = 0


def known_ids(channel: Channel, rows: Iterable[Row]) -> set[str]:
    """Which of the rows are here already: by their id, or the same words of the same writer at the same time."""
    rows = list(rows)
    stored = {form: row.remote_id for row in rows for form in traces.known_as(remote_id_of(row))}
    by_id = Comment.objects.filter(channel=channel, remote_id__in=stored).values_list("remote_id", flat=True)
    found = {stored[remote_id] for remote_id in by_id}
    same_time = Comment.objects.filter(
        channel=channel,
        author_handle__in={row.handle for row in rows},
        posted_at__in={row.posted_at for row in rows},
    )
    there = set(same_time.values_list("author_handle", "posted_at", "text"))
    return found | {row.remote_id for row in rows if (row.handle, row.posted_at, row.text) in there}


def remote_id_of(row: Row) -> str:
    """As it fits into the column."""
    if len(row.remote_id) <= 300:
        return row.remote_id
    return f"{TOO_LONG}{hashlib.sha256(row.remote_id.encode()).hexdigest()}"


def prepared(run: CommentImport, rows: list[Row]) -> Piece:
    """The piece as it is to be stored, with the classifier asked. Nothing is written."""
    now = timezone.now()
    piece = Piece()
    seen = known_ids(run.channel, rows)
    new = []
    for row in rows:
        if row.remote_id in seen:
            piece.known += 1
        else:
            seen.add(row.remote_id)
            new.append(row)
    posts = _answered(run.channel, new)
    recent = _recent(run.channel, new, now)
    model = _model(run) if new else None
    for row in new:
        comment = _built(run, row, now)
        comment.post = posts.get(row.answers)
        if "recent_comments_24h" not in comment.author_signals:
            comment.author_signals["recent_comments_24h"] = recent[row.handle] + 1
        recent[row.handle] += row.posted_at > now - dt.timedelta(days=1)
        piece.comments.append(comment)
        piece.raws.append(row.raw)
        piece.suggestions.append(_suggested(comment, model))
    return piece


def _built(run: CommentImport, row: Row, now: dt.datetime) -> Comment:
    return Comment(
        service=run.service,
        channel=run.channel,
        remote_id=remote_id_of(row),
        url=intake.web_address(row.url),
        visibility=Visibility.DIRECT if row.is_direct else Visibility.PUBLIC,
        author_handle=row.handle,
        author_name=row.name,
        author_signals=dict(row.signals),
        text=row.text,
        posted_at=row.posted_at,
        received_at=now,
        answers_remote_id=row.answers,
        source=Source.IMPORT,
        imported_by=run,
    )


def _model(run: CommentImport) -> Model | None:
    """The version that sorts for the service; None where it cannot be told, which each comment then says of itself."""
    try:
        return versions.model_for(run.service_id)
    except ModelMissing:
        return None


def _suggested(comment: Comment, model: Model | None) -> Suggestion | str:
    """What the machine suggests, or why it could not say."""
    try:
        return assess.suggest(comment, model=model)
    except assess.NotSorted as error:
        return str(error)


def _answered(channel: Channel, rows: list[Row]) -> dict[str, object]:
    """Our posts by the network's ids, for rows that stand below one."""
    ids = {row.answers for row in rows if row.answers}
    if not ids:
        return {}
    found = Delivery.objects.filter(channel=channel, remote_id__in=ids).select_related("post__revision")
    return {delivery.remote_id: delivery.post for delivery in found}


def _recent(channel: Channel, rows: list[Row], now: dt.datetime) -> Counter[str]:
    """How many comments each writer made here in the last 24 hours, as far as we know."""
    rows_of = Comment.objects.filter(
        channel=channel, author_handle__in={row.handle for row in rows}, posted_at__gt=now - dt.timedelta(days=1)
    )
    return Counter(dict(rows_of.order_by().values_list("author_handle").annotate(number=Count("pk"))))


def store(run: CommentImport, piece: Piece, *, now: dt.datetime) -> None:
    """Write the piece, within the caller's transaction. Raises IntegrityError when a comment came in meanwhile."""
    if not piece.comments:
        return
    parameters = policies.parameters_in_force(run.service)
    for comment, suggestion in zip(piece.comments, piece.suggestions, strict=True):
        _place(run, comment, suggestion, parameters, now)
    Comment.objects.bulk_create(piece.comments)
    _keep_from_who_is_named(piece.comments, now)
    kept = [_capture(comment, raw, now) for comment, raw in zip(piece.comments, piece.raws, strict=True)]
    Capture.objects.bulk_create(kept)
    pairs = list(zip(piece.comments, piece.suggestions, strict=True))
    Assessment.objects.bulk_create(
        Assessment(comment=comment, at=now, **vars(found)) for comment, found in pairs if isinstance(found, Suggestion)
    )
    channel = str(run.channel)
    entries = []
    for (comment, suggestion), capture in zip(pairs, kept, strict=True):
        entries += _events(comment, capture, suggestion, channel)
    audit.record_all(entries, now=now)
    _raise_worries(run, piece.comments, now)
    if run.ids_are_networks:
        _link(run, piece.comments)


def _place(
    run: CommentImport, comment: Comment, suggestion: Suggestion | str, parameters: Parameters, now: dt.datetime
) -> None:
    """Class, flags, priority, clock and state, as intake would leave them; an old record waits for nobody.

    But for a worry about a child: that it was dealt with, the safeguarding lead says.
    """
    comment.received_at = now
    if isinstance(suggestion, Suggestion):
        comment.category = suggestion.category
        flags = {*suggestion.flags}
        if Flag.IMMEDIATE_DANGER in flags:
            flags.add(Flag.SAFEGUARDING.value)
        comment.flags = sorted(flags)
        comment.state = CommentState.SORTED
    moves.reckon(comment, parameters)
    if comment.priority > 1:
        comment.warn_at = None  # thousands of warnings by e-mail would bury the graver ones; the inbox shows the clock
    if Flag.SAFEGUARDING in comment.flags:
        comment.state = CommentState.ESCALATED
    if run.is_record:
        comment.due_at = comment.warn_at = comment.statutory_due_on = None
        if comment.state != CommentState.ESCALATED:
            comment.state = CommentState.RECORD
            comment.received_at = comment.closed_at = comment.posted_at
            comment.outcome = "Came in as an old record."


def _keep_from_who_is_named(comments: list[Comment], now: dt.datetime) -> None:
    KeptFrom.objects.bulk_create(
        KeptFrom(comment=comment, person=person, at=now)
        for comment in comments
        if Flag.STAFF_ALLEGATION in comment.flags
        for person in intake.named_members(comment.text, comment.service)
    )
    prefetch_related_objects(comments, "kept_from")


def _capture(comment: Comment, raw: dict, now: dt.datetime) -> Capture:
    facts = {"text": comment.text, "raw": raw, "url": comment.url, "posted_at": comment.posted_at}
    writer = {"author_handle": comment.author_handle, "author_name": comment.author_name}
    sha256 = captures.digest(handle=comment.author_handle, name=comment.author_name, **facts)
    return Capture(comment=comment, sha256=sha256, at=now, **writer, **facts)


def _events(comment: Comment, capture: Capture, suggestion: Suggestion | str, channel: str) -> list[audit.Entry]:
    """The three events that every comment begins with."""
    first = [
        audit.Entry(kind=Kind.COMMENT_RECEIVED, on=comment, job=IMPORTING, data={"channel": channel}),
        audit.Entry(kind=Kind.COMMENT_CAPTURED, on=comment, job=IMPORTING, data={"sha256": capture.sha256}),
    ]
    if not isinstance(suggestion, Suggestion):
        data = {"reason": suggestion}
        return [*first, audit.Entry(kind=Kind.COMMENT_NOT_SORTED, on=comment, job=escalations.SORTING, data=data)]
    data = {
        "category": CATEGORY_LABELS[suggestion.category].lower(),
        "confidence": words.sure(suggestion.confidence),
        "model": suggestion.model,
        "flags": suggestion.flags,
    }
    return [*first, audit.Entry(kind=Kind.COMMENT_SORTED, on=comment, job=escalations.SORTING, data=data)]


def _raise_worries(run: CommentImport, comments: list[Comment], now: dt.datetime) -> None:
    """An escalation for each worry. A danger is told of as ever; of the rest the leads hear once an import, so that a
    thousand e-mails do not hide the one that counts. What an old record says is no danger of this hour."""
    told = False
    for comment in comments:
        if Flag.SAFEGUARDING not in comment.flags:
            continue
        immediate = Flag.IMMEDIATE_DANGER in comment.flags and not run.is_record
        escalations.raise_for(comment, by=None, immediate=immediate, now=now, tells=immediate)
        if not immediate and not told:
            _tell_leads(run, comment, now)
            told = True


def _tell_leads(run: CommentImport, comment: Comment, now: dt.datetime) -> None:
    address = settings.SITE_URL.rstrip("/") + reverse("inbox:queue", args=[run.service.slug]) + "?show=escalated"
    body = (
        "Comments that are being imported from a file may show a worry about a child’s safety. They wait for your "
        f"decision in the inbox, under “With the lead”.\n\n{address}\n\nThis e-mail is sent once for the whole import, "
        "and does not repeat what was written. Of an immediate danger you hear by itself."
    )
    subject = "Safeguarding: comments of an import wait for you"
    for lead in escalations.leads_of(comment, now):
        send_once(service=run.service, to=lead, key=f"import-{run.pk}", subject=subject, body=body)


def _link(run: CommentImport, comments: list[Comment]) -> None:
    """Set what each answers, and what that was here before answers one of these."""
    wanted = {comment.answers_remote_id for comment in comments if comment.answers_remote_id}
    if wanted:
        forms = {form: remote_id for remote_id in wanted for form in traces.known_as(remote_id)}
        rows = Comment.objects.filter(channel=run.channel, remote_id__in=forms)
        there = {forms[remote_id]: pk for remote_id, pk in rows.values_list("remote_id", "pk")}
        children = [comment for comment in comments if there.get(comment.answers_remote_id) not in (None, comment.pk)]
        for comment in children:
            comment.parent_id = there[comment.answers_remote_id]
        Comment.objects.bulk_update(children, ["parent"])
    here = {comment.remote_id: comment.pk for comment in comments}
    waiting = Comment.objects.filter(channel=run.channel, parent=None, answers_remote_id__in=here)
    orphans = [one for one in waiting.only("pk", "answers_remote_id") if here[one.answers_remote_id] != one.pk]
    for one in orphans:
        one.parent_id = here[one.answers_remote_id]
    Comment.objects.bulk_update(orphans, ["parent"])

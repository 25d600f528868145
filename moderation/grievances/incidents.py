"""Incidents: what is said about one grievance, kept together, and answered in public once (G18, W8).

By one writer, or by several about one matter. A comment is locked before its incident, incidents in the order of
their keys, so that two people who regroup at once do not wait for each other for ever. Who an incident's comments are
kept from is looked at here too (`visible_to`): an incident all of whose comments are kept from somebody is not there
for them.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import Service, User
from audit import services as audit
from audit.kinds import Kind
from moderation import moves, permissions
from moderation.grievances import likeness
from moderation.models import Comment, CommentState, Incident, StepState
from moderation.moves import MoveRefused
from posts import services as posts
from posts.models import DeliveryState, Post, PostState

MOST_LOOKED_AT = 60  # incidents, open ones and newest first, that a comment is compared with
CLOSED_LATELY = dt.timedelta(days=365)
MOST_SUGGESTED = 3
COMMENTS_COMPARED = 5
WITHDRAWN_POSTS = "The look at withdrawn posts"  # the job


def visible_to(user: User, service: Service) -> QuerySet[Incident]:
    """The service's incidents, without those of which this person may see no comment."""
    seen = Comment.objects.not_kept_from(user).filter(incident=OuterRef("pk"))
    kept = Comment.objects.kept_from(user).filter(incident=OuterRef("pk"))
    return Incident.objects.visible_to(user).of_service(service).filter(Exists(seen) | ~Exists(kept))


@dataclass(frozen=True)
class Suggestion:
    """An incident that a comment may belong to, open or answered and closed, and why we think so."""

    incident: Incident
    why: str


def suggested(comment: Comment, user: User) -> list[Suggestion]:
    """Incidents about what seems to be the same matter: they share telling words, or stand below one post.

    Open ones; of the closed, those that were answered in public, as a grievance is answered once, and the last one of
    this writer, whatever it was about.
    """
    if comment.category != "grievance" or comment.incident_id or not comment.text:
        return []
    writer = {"channel_id": comment.channel_id, "author_handle": comment.author_handle or None}
    has_theirs = Exists(Comment.objects.filter(**writer, incident=OuterRef("pk")))
    lately = Q(closed_at__gte=timezone.now() - CLOSED_LATELY)
    rows = visible_to(user, comment.service).filter(category=comment.category).annotate(is_theirs=has_theirs)
    rows = rows.filter(Q(closed_at=None) | lately & (Q(public_post__isnull=False) | has_theirs))
    rows = list(rows.select_related("channel").order_by(F("closed_at").desc(nulls_first=True), "-pk")[:MOST_LOOKED_AT])
    last_of_theirs = next((row for row in rows if row.closed_at and row.is_theirs), None)
    words = likeness.telling_words(comment.text)
    texts: dict[int, list[tuple[str, int | None]]] = {}
    theirs = Comment.objects.not_kept_from(user).filter(incident__in=[row.pk for row in rows])
    for incident_id, text, post_id in theirs.order_by("received_at").values_list("incident_id", "text", "post_id"):
        if len(found := texts.setdefault(incident_id, [])) < COMMENTS_COMPARED:
            found.append((text[:2000], post_id))
    scored = []
    for row in rows:
        compared = texts.get(row.pk, [])
        shared = likeness.in_common(words, [row.title, *(text for text, _ in compared)])
        same_post = comment.post_id is not None and any(post == comment.post_id for _, post in compared)
        if len(shared) >= likeness.FEWEST_WORDS or (same_post and shared):
            quoted = ", ".join(f"“{word}”" for word in shared[: likeness.MOST_SHOWN])
            why = f"Both speak of {quoted}" + (", and stand below the same post." if same_post else ".")
            scored.append((len(shared) + 2 * same_post, Suggestion(row, why)))
        elif row == last_of_theirs:
            scored.append((0, Suggestion(row, "The last one of this writer.")))
    scored.sort(key=lambda pair: (-pair[0], -pair[1].incident.pk))
    return [suggestion for _, suggestion in scored[:MOST_SUGGESTED]]


# Into an incident


def open_or_join(comment: Comment, *, title: str, by: User, now: dt.datetime, join: int | None = None) -> Incident:
    """Put the comment into the incident that was chosen, else the writer's open one, else a new one.

    Within the caller's transaction, which has locked the comment.
    """
    if comment.incident_id:
        return comment.incident
    incident = _chosen(comment, join, by, now) if join else _own(comment)
    if incident is None:
        title = title.strip()
        if not title:
            raise MoveRefused("Write in a few words what it is about. No names: colleagues see it in lists.")
        incident = _opened(comment, title, by, now, author_handle=comment.author_handle)
    else:
        _joined(incident, comment, by, now)
    comment.incident = incident
    comment.save(update_fields=["incident"])
    return incident


def _own(comment: Comment) -> Incident | None:
    """The writer's open incident, locked; None when it was closed meanwhile."""
    found = moves.open_incident_of(comment)
    incident = Incident.objects.select_for_update().get(pk=found.pk) if found else None
    return incident if incident and incident.closed_at is None else None


def _chosen(comment: Comment, incident_id: int, by: User, now: dt.datetime) -> Incident:
    incident = visible_to(by, comment.service).filter(pk=incident_id).first()
    if incident is None:
        raise MoveRefused("Choose an incident from the list.")
    incident = Incident.objects.select_for_update().get(pk=incident.pk)
    if incident.category != comment.category:
        raise MoveRefused("The comment and the incident are not of the same class.")
    if incident.closed_at:
        _open_again(incident, by, now)
    return incident


def _open_again(incident: Incident, by: User, now: dt.datetime) -> None:
    """What comes up again after it was closed belongs to the same incident: its one public post was the answer."""
    incident.closed_at, incident.outcome = None, ""
    try:
        with transaction.atomic():
            incident.save(update_fields=["closed_at", "outcome"])
    except IntegrityError as error:
        raise MoveRefused("This writer has an open incident. Join that one.") from error
    audit.record(Kind.INCIDENT_REOPENED, on=incident, actor=by, now=now)


def _joined(incident: Incident, comment: Comment, by: User, now: dt.datetime) -> None:
    if incident.author_handle and (incident.author_handle, incident.channel_id) != (
        comment.author_handle,
        comment.channel_id,
    ):
        incident.author_handle = ""  # a matter of several writers from now on
        incident.save(update_fields=["author_handle"])
    audit.record(Kind.INCIDENT_JOINED, on=incident, actor=by, data={"comment": comment.pk}, now=now)


def _opened(comment: Comment, title: str, by: User, now: dt.datetime, *, author_handle: str) -> Incident:
    try:
        with transaction.atomic():
            incident = Incident.objects.create(
                service=comment.service,
                category=comment.category,
                title=moves.without_writer(title, comment)[:120],
                channel=comment.channel,
                author_handle=author_handle,
                opened_by=by,
                opened_at=now,
            )
    except IntegrityError as error:  # a colleague was faster, with another comment of the same writer
        raise MoveRefused("A colleague has just opened an incident for this writer. Join it instead.") from error
    audit.record(Kind.INCIDENT_OPENED, on=incident, actor=by, now=now)
    return incident


# From one incident into another


@transaction.atomic
def move_comment(
    comment_id: int, *, to: int, by: User, reason: str, version: int | None = None, now: dt.datetime | None = None
) -> Incident:
    """Move a comment into another open incident. Raises MoveRefused."""
    now = now or timezone.now()
    comment, others = _locked_with_others(comment_id, by, version, now)
    if to == comment.incident_id:
        raise MoveRefused("The comment is in this incident already.")
    target_of = visible_to(by, comment.service).filter(pk=to).values_list("pk", flat=True).first()
    if target_of is None:
        raise MoveRefused("Choose an incident from the list.")
    pair = sorted([comment.incident_id, target_of])
    locked = {one.pk: one for one in Incident.objects.select_for_update().filter(pk__in=pair).order_by("pk")}
    source, target = locked[comment.incident_id], locked[target_of]
    if target.closed_at:
        raise MoveRefused("That incident is closed. Choose another, or split the comment off.")
    if target.category != comment.category:
        raise MoveRefused("The comment and the incident are not of the same class.")
    reason = _may_leave(comment, source, reason)
    _joined(target, comment, by, now)
    _leave(comment, source, target, others, kind=Kind.INCIDENT_LEFT, reason=reason, by=by, now=now)
    return target


@transaction.atomic
def split_off(
    comment_id: int, *, title: str, by: User, reason: str, version: int | None = None, now: dt.datetime | None = None
) -> Incident:
    """Make an incident of its own of a comment that is about something else. Raises MoveRefused."""
    now = now or timezone.now()
    comment, others = _locked_with_others(comment_id, by, version, now)
    source = Incident.objects.select_for_update().get(pk=comment.incident_id)
    if not others:
        raise MoveRefused("It is the only comment of its incident. Give the incident another title instead.")
    if not (title := title.strip()):
        raise MoveRefused("Write in a few words what it is about. No names: colleagues see it in lists.")
    reason = _may_leave(comment, source, reason)
    own = {"channel_id": comment.channel_id, "author_handle": comment.author_handle, "category": comment.category}
    has_one = Incident.objects.filter(**own, closed_at=None).exists()
    target = _opened(comment, title, by, now, author_handle="" if has_one else comment.author_handle)
    _leave(comment, source, target, others, kind=Kind.INCIDENT_SPLIT, reason=reason, by=by, now=now)
    return target


def _locked_with_others(
    comment_id: int, by: User, version: int | None, now: dt.datetime
) -> tuple[Comment, list[Comment]]:
    """The comment and the others of its incident, all locked; raises where the person may not regroup it."""
    incident_id = Comment.objects.values_list("incident_id", flat=True).get(pk=comment_id)
    if incident_id is None:
        raise MoveRefused("This comment is in no incident.")
    rows = Comment.objects.select_for_update(of=("self",)).select_related("service", "channel")
    found = {one.pk: one for one in rows.filter(incident_id=incident_id).order_by("pk")}
    comment = found.pop(comment_id, None)
    if comment is None:
        raise MoveRefused("A colleague has just moved this comment. Look again where it is.")
    if refusal := permissions.refusal_to_handle(by, comment):
        raise PermissionDenied(refusal)
    if refusal := permissions.refusal_unread(by, comment.service, now) or moves.refusal_of_holder(comment, by, now):
        raise MoveRefused(refusal)
    if version is not None and version != comment.version:
        raise moves.Stale("This comment has changed since you opened the page. Look, then do it again.")
    if comment.state == CommentState.PURGED:
        raise MoveRefused(moves.NOT_FROM[CommentState.PURGED])
    return comment, list(found.values())


def _may_leave(comment: Comment, source: Incident, reason: str) -> str:
    if source.closed_at:
        raise MoveRefused("Its incident is closed, and stays as it was.")
    if source.public_post_id and comment.steps.filter(key="public_post", data__post=source.public_post_id).exists():
        raise MoveRefused("The one public post was drafted from this comment, so it stays in the incident.")
    if comment.steps.filter(state="under_way").exists():
        raise MoveRefused("A step of this comment is under way. Wait for its outcome.")
    return moves.without_writer(moves.reason_given(reason, "Write why it belongs elsewhere."), comment)


def _leave(
    comment: Comment,
    source: Incident,
    target: Incident,
    others: list[Comment],
    *,
    kind: Kind,
    reason: str,
    by: User,
    now: dt.datetime,
) -> None:
    """Take the comment over; what then is to be done for it and for those it leaves follows anew."""
    step = comment.steps.filter(key="incident").first()
    if step is not None:
        step.data, step.at = {**step.data, "incident": target.pk}, now  # it is the last one of its new incident
        step.save(update_fields=["data", "at"])
    comment.incident = target
    data = {"reason": reason, "comment": comment.pk, "to": target.pk}
    audit.record(kind, on=source, actor=by, data=data, now=now)
    audit.record(kind, on=comment, actor=by, data=data, now=now)
    comment.save(update_fields=["incident"])
    for one in (comment, *others):
        if one.state in moves.OPEN:
            moves.settle(one)
    if not others:
        source.closed_at, source.outcome = now, "Its comments were moved to another incident."
        source.save(update_fields=["closed_at", "outcome"])
        audit.record(Kind.INCIDENT_CLOSED, on=source, actor=by, data={"outcome": "its comments were moved"}, now=now)


# Of the incident itself


@transaction.atomic
def rename(incident_id: int, *, title: str, by: User, now: dt.datetime | None = None) -> Incident:
    """Give the incident another title; names of its writers are taken out of it."""
    now = now or timezone.now()
    incident = _locked(incident_id, by, now)
    if not (title := title.strip()):
        raise MoveRefused("Write in a few words what it is about. No names: colleagues see it in lists.")
    for comment in Comment.objects.filter(incident=incident).only("author_name", "author_handle")[:50]:
        title = moves.without_writer(title, comment)
    if title[:120] == incident.title:
        return incident
    incident.title = title[:120]
    incident.save(update_fields=["title"])
    audit.record(Kind.INCIDENT_RENAMED, on=incident, actor=by, now=now)
    return incident


def _locked(incident_id: int, by: User, now: dt.datetime) -> Incident:
    incident = Incident.objects.select_for_update(of=("self",)).select_related("service").get(pk=incident_id)
    if refusal := permissions.refusal_to_read(by, incident.service):
        raise PermissionDenied(refusal)
    if not visible_to(by, incident.service).filter(pk=incident.pk).exists():
        raise PermissionDenied("This incident is kept from you.")
    if refusal := permissions.refusal_unread(by, incident.service, now):
        raise MoveRefused(refusal)
    if incident.closed_at:
        raise MoveRefused("This incident is closed.")
    return incident


def draft_public_post(comment: Comment, *, text: str, by: User, now: dt.datetime, why: str = "") -> Post:
    """Draft the one public post that answers the incident; the line manager approves it like any other.

    Within the caller's transaction. A second one is refused, whoever is faster. Where another incident of the writer
    has its post, `why` says what is new: the line manager reads it in the post's history and title.
    """
    if comment.incident_id is None:
        raise MoveRefused("First put the comment into an incident.")
    incident = Incident.objects.select_for_update().get(pk=comment.incident_id)
    if incident.public_post_id is not None and never_went_out(incident.public_post):
        _let_go(incident, now)
    if incident.public_post_id is not None:
        raise MoveRefused("This grievance has its one public post already. We answer once.")
    if before := moves.answered_before(comment):
        why = moves.reason_given(why, f"Write what is new since “{before.title}” was answered in public.")
    written = posts.Written(
        title=f"{'Another answer' if before else 'Answer'} to a grievance: {incident.title}"[:120],
        text=text,
        channels=[comment.channel],
    )
    post = posts.create_post(service=comment.service, by=by, written=written, now=now)
    incident.public_post = post
    incident.save(update_fields=["public_post"])
    audit.record(Kind.INCIDENT_ANSWERED, on=incident, actor=by, data={"post": post.pk}, now=now)
    if before:
        data = {"reason": moves.without_writer(why, comment)}
        for thing in (incident, post):
            audit.record(Kind.INCIDENT_ANSWERED_AGAIN, on=thing, actor=by, data=data, now=now)
    return post


def never_went_out(post: Post) -> bool:
    """Whether the post was given up and nobody can have seen it: then it was no answer. Withdrawing is for good."""
    seen = (DeliveryState.SENT, DeliveryState.SENDING, DeliveryState.UNKNOWN)
    return post.state == PostState.WITHDRAWN and not post.deliveries.filter(state__in=seen).exists()


def without_their_post(now: dt.datetime) -> int:
    """Open incidents whose one public post was withdrawn before it went out have none again; returns how many."""
    rows = Incident.objects.filter(closed_at=None, public_post__state=PostState.WITHDRAWN)
    return sum(_without_its_post(pk, now) for pk in rows.order_by("pk").values_list("pk", flat=True)[:MOST_LOOKED_AT])


@transaction.atomic
def _without_its_post(incident_id: int, now: dt.datetime) -> bool:
    """The step that drafted it is to do again, where a comment is still there to draft it from."""
    drafted = Q(steps__key="public_post", incident=incident_id) & ~Q(state=CommentState.PURGED)
    locked = [moves.locked(pk) for pk in Comment.objects.filter(drafted).order_by("pk").values_list("pk", flat=True)]
    incident = Incident.objects.select_for_update().get(pk=incident_id)
    if incident.closed_at or incident.public_post_id is None or not never_went_out(incident.public_post):
        return False
    post_id = incident.public_post_id
    _let_go(incident, now)
    for comment in locked:
        to_do = {"state": StepState.TODO, "by": None, "at": None, "section": None, "data": {}}
        if comment.steps.filter(key="public_post", data__post=post_id).update(**to_do):
            moves.settle(comment)
    return True


def _let_go(incident: Incident, now: dt.datetime) -> None:
    data = {"post": incident.public_post_id}
    incident.public_post = None
    incident.save(update_fields=["public_post"])
    audit.record(Kind.INCIDENT_POST_WITHDRAWN, on=incident, job=WITHDRAWN_POSTS, data=data, now=now)


@transaction.atomic
def close_incident(incident_id: int, *, by: User, outcome: str, now: dt.datetime | None = None) -> Incident:
    """Close an incident when none of its comments and complaints is open. Raises PermissionDenied or MoveRefused."""
    now = now or timezone.now()
    incident = _locked(incident_id, by, now)
    if still_open := Comment.objects.filter(incident=incident).open().count():
        raise MoveRefused(f"Close its comments first: {still_open} still open.")
    if waiting := incident.complaints.filter(answered_on=None).first():
        raise MoveRefused(f"Complaint {waiting.number} has not been answered yet.")
    incident.outcome = moves.reason_given(outcome, "Write how it ended.")[:300]
    incident.closed_at = now
    incident.save(update_fields=["outcome", "closed_at"])
    audit.record(Kind.INCIDENT_CLOSED, on=incident, actor=by, data={"outcome": "its comments are closed"}, now=now)
    return incident

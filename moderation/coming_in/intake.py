"""How a comment comes in: kept first, then sorted, then put where it belongs in the queue (DESIGN 6, K3).

Whatever goes wrong with sorting, the comment is in the inbox with its capture.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
import re
import uuid
from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Membership, Service, User
from audit import services as audit
from audit.kinds import Kind
from channels.models import Channel
from channels.networks import IncomingComment
from moderation import moves, permissions, words
from moderation.classify.labels import CATEGORY_LABELS, Category, Flag
from moderation.coming_in import assess, captures, threads
from moderation.handling import clocks, outcomes, standing
from moderation.keeping import traces
from moderation.models import (
    BY_HAND,
    TOO_LONG,
    Assessment,
    Capture,
    Comment,
    Edit,
    Source,
    Visibility,
    Watch,
)
from moderation.moves import MoveRefused
from moderation.safety import escalations
from posts.models import Delivery, Post

log = logging.getLogger(__name__)

READING = "Reading comments"  # the job
LONGEST_TEXT = 100_000
LONGEST_ID = 300


def receive(
    channel: Channel,
    incoming: IncomingComment,
    *,
    source: str = Source.NETWORK,
    found_by: Watch | None = None,
    now: dt.datetime | None = None,
) -> Comment:
    """Take in one comment, once per channel and remote id. Of one that is there already, only what is new is noted: an
    edit, what it answers.

    In one transaction: the comment, its capture, what the machine suggests, priority and clock, and for a worry about
    a child's safety the escalation with its e-mails.
    """
    now = now or timezone.now()
    comment = _build(channel, incoming, now)
    comment.source, comment.found_by = source, found_by
    existing = _known(channel, comment.remote_id)
    if existing is None:
        try:
            with transaction.atomic():
                threads.tie(comment)
                _keep(comment, captures.cleaned(captures.without_pictures(incoming.raw)), job=READING, now=now)
                threads.adopt(comment)
                sort(comment, now=now, is_first_try=True)
            return comment
        except IntegrityError:  # another worker was faster
            existing = _known(channel, comment.remote_id)
            if existing is None:
                raise
    if existing.state == "purged":  # nothing of it is learnt again
        return existing
    if existing.removed_at or existing.not_shown_since:
        standing.seen(existing.pk, job=READING, now=now)
    threads.learn(existing, answers_remote_id=comment.answers_remote_id, post_id=comment.post_id)
    return note_edit(existing.pk, comment.text, raw=dict(incoming.raw), now=now)


def _known(channel: Channel, remote_id: str) -> Comment | None:
    """The comment that is here already, also when its words are no longer kept."""
    return Comment.objects.filter(channel=channel, remote_id__in=traces.known_as(remote_id)).first()


def log_by_hand(
    channel: Channel,
    *,
    by: User,
    text: str,
    author_handle: str,
    posted_at: dt.datetime,
    author_name: str = "",
    url: str = "",
    visibility: str = Visibility.PUBLIC,
    is_another: bool = False,
    now: dt.datetime | None = None,
) -> Comment:
    """Log a comment that a person saw elsewhere. Raises PermissionDenied or MoveRefused, with a sentence.

    `is_another` says that one at the same address, below the same post, is not this one.
    """
    now = now or timezone.now()
    if refusal := permissions.refusal_to_read(by, channel.service):
        raise PermissionDenied(refusal)
    if not text.strip():
        raise MoveRefused("Paste what was written.")
    if posted_at > now:
        raise MoveRefused("Choose the time at which it was posted: this one has not come yet.")
    incoming = IncomingComment(
        remote_id=f"{BY_HAND}{uuid.uuid4() if is_another or not url else url}",
        text=text,
        posted_at=posted_at,
        author_handle=author_handle,
        author_name=author_name,
        is_private=visibility == Visibility.DIRECT,
        url=url,
        raw={"logged_by": by.pk},
    )
    comment = _build(channel, incoming, now)
    if _known(channel, comment.remote_id):
        raise MoveRefused("A comment with this address is in the inbox already.")
    comment.logged_by, comment.source = by, Source.BY_HAND
    try:
        with transaction.atomic():
            _keep(comment, dict(incoming.raw), actor=by, now=now)
            sort(comment, now=now, is_first_try=True)
    except IntegrityError as error:
        raise MoveRefused("A comment with this address is in the inbox already.") from error
    return comment


def _build(channel: Channel, incoming: IncomingComment, now: dt.datetime) -> Comment:
    clean = captures.cleaned
    above = clean(incoming.answers_comment)
    return Comment(
        service=channel.service,
        channel=channel,
        remote_id=_short(clean(incoming.remote_id)),
        answers_remote_id=_short(above) if above != clean(incoming.answers) else "",
        url=web_address(clean(incoming.url)),
        visibility=Visibility.DIRECT if incoming.is_private else Visibility.PUBLIC,
        author_handle=clean(incoming.author_handle)[:120],
        author_name=clean(incoming.author_name)[:120],
        author_signals=clean(_signals_of(incoming)),
        text=clean(incoming.text)[:LONGEST_TEXT],
        posted_at=min(incoming.posted_at, now),
        received_at=now,
        post=_answered_post(channel, clean(incoming.answers)),
    )


def _short(remote_id: str) -> str:
    """The network's id, or its hash where it does not fit."""
    fits = len(remote_id) <= LONGEST_ID
    return remote_id if fits else f"{TOO_LONG}{hashlib.sha256(remote_id.encode()).hexdigest()}"


def _signals_of(incoming: IncomingComment) -> dict:
    """What is known of the writer; with the network's own id of them, which a block needs."""
    author_id = {"author_id": incoming.author_id} if incoming.author_id else {}
    return dict(incoming.author_signals) | author_id


def _answered_post(channel: Channel, remote_id: str) -> Post | None:
    """Which of our posts it stands below."""
    if not remote_id:
        return None
    delivery = Delivery.objects.filter(channel=channel, remote_id=remote_id).select_related("post").first()
    return delivery.post if delivery else None


def web_address(url: str) -> str:
    """The address when it is one of the web and fits, otherwise nothing: it becomes a link for colleagues."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc and len(url) <= 500 else ""


def _keep(comment: Comment, raw: dict, *, now: dt.datetime, actor: User | None = None, job: str = "") -> None:
    """Store the comment and its capture, before anybody or anything looks at it."""
    who = {"actor": actor} if actor else {"job": job}
    _signals(comment, now)
    moves.reckon(comment)
    comment.save(force_insert=True)
    facts = {
        "text": comment.text,
        "raw": raw,
        "url": comment.url,
        "posted_at": comment.posted_at,
    }
    sha256 = captures.digest(handle=comment.author_handle, name=comment.author_name, **facts)
    Capture.objects.create(
        comment=comment,
        author_handle=comment.author_handle,
        author_name=comment.author_name,
        sha256=sha256,
        at=now,
        **facts,
    )
    kind = Kind.COMMENT_LOGGED if actor else Kind.COMMENT_RECEIVED
    audit.record(kind, on=comment, data={"channel": str(comment.channel)}, now=now, **who)
    audit.record(Kind.COMMENT_CAPTURED, on=comment, data={"sha256": sha256}, now=now, **who)


def _signals(comment: Comment, now: dt.datetime) -> None:
    """What the network did not say of the writer, from what we know of this channel alone."""
    if "recent_comments_24h" not in comment.author_signals:
        recent = Comment.objects.filter(
            channel=comment.channel,
            author_handle=comment.author_handle,
            posted_at__gt=now - dt.timedelta(days=1),
        ).count()
        comment.author_signals["recent_comments_24h"] = recent + 1


# Sorting


def sort(comment: Comment, *, now: dt.datetime, is_first_try: bool = False) -> bool:
    """Ask the classifier and put the comment where it belongs. False when it could not say; that is tried again.

    Within the caller's transaction, on a comment that no person has classed.
    """
    try:
        suggestion = assess.suggest(comment)
    except assess.NotSorted as error:
        if is_first_try:
            data = {"reason": str(error)}
            audit.record(Kind.COMMENT_NOT_SORTED, on=comment, job=escalations.SORTING, data=data, now=now)
        return False
    Assessment.objects.create(comment=comment, at=now, **vars(suggestion))
    confidence = words.sure(suggestion.confidence)
    audit.record(
        Kind.COMMENT_SORTED,
        on=comment,
        job=escalations.SORTING,
        data={
            "category": CATEGORY_LABELS[suggestion.category].lower(),
            "confidence": confidence,
            "model": suggestion.model,
            "flags": suggestion.flags,
        },
        now=now,
    )
    comment.category = suggestion.category
    comment.flags = sorted({*comment.flags, *suggestion.flags})
    if Flag.IMMEDIATE_DANGER in comment.flags and Flag.SAFEGUARDING not in comment.flags:
        comment.flags = sorted([*comment.flags, Flag.SAFEGUARDING.value])
    if Flag.STAFF_ALLEGATION in comment.flags:
        escalations.keep_from(comment, named_members(comment.text, comment.service), now)
    if Flag.SAFEGUARDING in comment.flags:
        escalations.raise_for(comment, by=None, immediate=Flag.IMMEDIATE_DANGER in suggestion.flags, now=now)
    moves.reckon(comment)
    moves.settle(comment, "category", "flags", *moves.RECKONED, *moves.HOLD_FIELDS)
    return True


def named_members(text: str, service: Service) -> list[User]:
    """The members of staff whose names stand in the text: their whole names, and beside these first names alone.

    A name that several of them have names nobody: a person then says from whom it is kept.
    """
    staff = [one.user for one in Membership.objects.current().filter(service=service).select_related("user")]
    found = []
    for name_of in (lambda user: user.name, lambda user: user.first_name):
        bearers: dict[str, list[User]] = defaultdict(list)
        for user in staff:
            bearers[name_of(user).casefold()].append(user)
        for name in sorted((name for name in bearers if len(name) > 2), key=len, reverse=True):
            text, times = re.subn(rf"\b{re.escape(name)}\b", " ", text, flags=re.IGNORECASE)
            if times and len(bearers[name]) == 1:
                found += bearers[name]
    return [*dict.fromkeys(found)]


@transaction.atomic
def sort_later(comment_id: int, *, now: dt.datetime | None = None) -> bool:
    """Sort a comment that could not be sorted when it came. A person's class is left alone."""
    now = now or timezone.now()
    comment = moves.locked(comment_id)
    if comment.category or comment.state not in moves.OPEN:
        return False
    return sort(comment, now=now)


def waiting_to_be_sorted() -> list[int]:
    return list(Comment.objects.open().filter(category="").order_by("received_at").values_list("pk", flat=True)[:200])


# What the writer does afterwards


@transaction.atomic
def note_edit(comment_id: int, text: str, *, raw: Mapping[str, Any] | None = None, now: dt.datetime) -> Comment:
    """Note that the writer changed the text: the capture stays, the new text is kept beside it and sorted anew.

    A class that a person gave stays unless the new text may ask for more than that: then a person says anew what it
    is. New flags are added, none is taken away. A closed comment opens again. What asks for more than before counts
    from the change.
    """
    comment = moves.locked(comment_id)
    text = captures.cleaned(text)[:LONGEST_TEXT]
    if text == comment.text or comment.state == "purged":
        return comment
    edit = Edit(comment=comment, text=text, raw=captures.cleaned(captures.without_pictures(raw or {})), noted_at=now)
    edit.sha256 = captures.digest_of_edit(edit, comment.capture)
    edit.save(force_insert=True)
    audit.record(Kind.COMMENT_EDITED, on=comment, job=READING, data={"sha256": edit.sha256}, now=now)
    if comment.state == "closed":
        comment = standing.opened_again(comment, job=READING, reason="the writer changed the text", now=now)
    comment.text = text
    moves.settle(comment, "text")
    if comment.state in moves.OPEN:
        _sort_anew(comment, now)
    return comment


def _sort_anew(comment: Comment, now: dt.datetime) -> None:
    """Sort a changed text; of two classes in question the graver one counts until a person has said which it is."""
    was, confirmed = comment.priority, comment.category if comment.is_confirmed else ""
    is_sorted = sort(comment, now=now, is_first_try=True)
    if not is_sorted:
        comment.category = ""  # nobody knows what it holds now, and sorting is tried again
    if confirmed:
        is_unsure = not is_sorted or comment.assessments.latest("at", "pk").needs_person
        asks_more = is_unsure or _rank(comment, comment.category) < _rank(comment, confirmed)
        comment.category = min((comment.category, confirmed), key=lambda one: _rank(comment, one))
        if asks_more and _rank(comment, confirmed) > 1:
            comment.category_confirmed_at = None
            data = {"category": CATEGORY_LABELS[Category(confirmed)].lower()}
            audit.record(Kind.COMMENT_CLASS_IN_DOUBT, on=comment, job=READING, data=data, now=now)
        else:
            comment.category = confirmed
    moves.reckon(comment)
    if comment.priority < was and was > 1:
        comment.asks_more_since, comment.exposed_before = now, dt.timedelta()
        moves.reckon(comment)
    outcomes.to_hide_after_all(comment)
    changed = ("category", "category_confirmed_at", "asks_more_since", "exposed_before")
    moves.settle(comment, *changed, *moves.RECKONED)


def _rank(comment: Comment, category: str) -> int:
    """How much a class alone asks for, as a priority."""
    return clocks.priority_of(category, (), is_public=comment.is_public)

"""What staff say to each other about a post, on exact words of it: written, answered, settled before approval."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.mail import send_once
from accounts.models import Membership, Service, User
from audit import services as audit
from audit.kinds import Kind
from posts import permissions
from posts.checking import checks
from posts.content import Content
from posts.models import Note, Post, PostState
from posts.reviewing import noting

LONGEST = 2000
LONGEST_QUOTE = 1000
MOST_OPEN = 100
DOUBLE_PRESS = dt.timedelta(minutes=1)
OVER = (PostState.WITHDRAWN, PostState.REMOVED, PostState.PUBLISHED, PostState.PARTLY_PUBLISHED, PostState.PUBLISHING)


class NoteRefused(Exception):
    """A note that cannot be kept; the text is a sentence for the person."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A note as a page shows it. `place` is where its words stand now; `changed` when they are no longer there."""

    note: Note
    number: int
    replies: tuple[Note, ...]
    place: noting.Place | None
    changed: bool


def refusal_to_write(user: User, post: Post) -> str:
    """Why this person cannot write notes on this post now; "" when they can."""
    if refusal := permissions.refusal_to_read(user, post.service):
        return refusal
    if post.state in OVER:
        return f"This post is “{post.get_state_display().lower()}”, so notes on it are closed."
    return ""


@transaction.atomic
def write(
    post_id: int,
    *,
    by: User,
    text: str,
    quote: str = "",
    near: int = 0,
    channel_id: int | None = None,
    now: dt.datetime | None = None,
) -> Note:
    """A note on these words of the post as it is now (of a channel's own text with `channel_id`), or on all of it.

    Sent twice it is kept once. Raises NoteRefused and PermissionDenied.
    """
    now = now or timezone.now()
    post = _locked(post_id, by)
    text = _tidy(text)
    content = checks.content_of(post)
    chosen = next((one for one in content.channels if one.channel_id == channel_id), None)
    body = content.text_for(chosen.channel_id) if chosen else content.text
    place = noting.place_of(quote, body, near) if quote.strip() else None
    if quote.strip() and (place is None or len(quote) > LONGEST_QUOTE):
        raise NoteRefused(
            "These words do not stand in the text like that. Copy them from the text exactly, or leave the box empty "
            "for a note about the whole post."
        )
    if post.notes.filter(answers=None, settled_at=None).count() >= MOST_OPEN:
        raise NoteRefused(f"{MOST_OPEN} notes are open already. Settle some of them first.")
    own = channel_id if chosen and chosen.text else None
    words = body[place.start : place.end] if place else ""
    same = post.notes.filter(by=by, text=text, quote=words, channel=own, answers=None, at__gt=now - DOUBLE_PRESS)
    if kept := same.first():
        return kept
    note = Note.objects.create(
        post=post,
        revision=post.revision,
        channel_id=own,
        start=place.start if place else None,
        end=place.end if place else None,
        quote=words,
        text=text,
        by=by,
        at=now,
    )
    audit.record(Kind.NOTE_WRITTEN, on=post, actor=by, data={"about": about(note), "note": note.pk}, now=now)
    _tell_those_named(note, now)
    return note


@transaction.atomic
def answer(note_id: int, *, by: User, text: str, now: dt.datetime | None = None) -> Note:
    """Answer a note. Whoever wrote it gets an e-mail, and so do those who are named. Raises NoteRefused."""
    now = now or timezone.now()
    note = _locked_note(note_id, by)
    text = _tidy(text)
    same = note.replies.filter(by=by, text=text, at__gt=now - DOUBLE_PRESS)
    if kept := same.first():
        return kept
    reply = Note.objects.create(post=note.post, revision=note.post.revision, answers=note, text=text, by=by, at=now)
    audit.record(Kind.NOTE_ANSWERED, on=note.post, actor=by, data={"about": about(note), "note": note.pk}, now=now)
    told = _tell_those_named(reply, now)
    if note.by_id not in (by.pk, *told):
        _tell(note.by, reply, now, f"{by} answered your note on “{note.post}”")
    return reply


@transaction.atomic
def settle(note_id: int, *, by: User, now: dt.datetime | None = None) -> Note:
    """Say that a note is dealt with; a second time changes nothing. Raises NoteRefused."""
    now = now or timezone.now()
    note = _locked_note(note_id, by)
    if note.settled_at is None:
        note.settled_by, note.settled_at = by, now
        note.save(update_fields=["settled_by", "settled_at"])
        audit.record(Kind.NOTE_SETTLED, on=note.post, actor=by, data={"about": about(note), "note": note.pk}, now=now)
    return note


@transaction.atomic
def reopen(note_id: int, *, by: User, now: dt.datetime | None = None) -> Note:
    """Take the settling back. Raises NoteRefused, also for a post that is approved: it says what it says."""
    now = now or timezone.now()
    note = _locked_note(note_id, by)
    if note.post.approved_digest:
        raise NoteRefused("This post is approved. Write a new note, or return it to draft by a change of its text.")
    if note.settled_at is not None:
        note.settled_by = note.settled_at = None
        note.save(update_fields=["settled_by", "settled_at"])
        audit.record(Kind.NOTE_REOPENED, on=note.post, actor=by, data={"about": about(note), "note": note.pk}, now=now)
    return note


def of_post(post: Post, content: Content) -> list[Shown]:
    """The notes of a post with their answers, open ones first, and where their words stand in this content."""
    rows = list(post.notes.select_related("by", "settled_by", "channel").order_by("at", "pk"))
    replies: dict[int, list[Note]] = {}
    for note in rows:
        if note.answers_id:
            replies.setdefault(note.answers_id, []).append(note)
    heads = sorted((note for note in rows if not note.answers_id), key=lambda note: note.settled_at is not None)
    return [
        Shown(
            note=note,
            number=number,
            replies=tuple(replies.get(note.pk, ())),
            place=(place := where_now(note, content)),
            changed=bool(note.quote) and place is None,
        )
        for number, note in enumerate(heads, 1)
    ]


def where_now(note: Note, content: Content) -> noting.Place | None:
    """Where the words of the note stand in its text now; None for the whole post, and for words that were changed."""
    if not note.quote:
        return None
    if note.channel_id is None:
        return noting.place_of(note.quote, content.text, note.start or 0)
    own = next((one.text for one in content.channels if one.channel_id == note.channel_id), "")
    return noting.place_of(note.quote, own, note.start or 0)


def refusal_while_open(post: Post) -> str:
    """Why the post cannot be approved for its notes; "" when all are settled."""
    return open_in_words(Note.objects.filter(post=post, answers=None, settled_at=None).count())


def open_in_words(count: int) -> str:
    """The same for so many open notes."""
    if not count:
        return ""
    which, what = ("A note is", "it") if count == 1 else (f"{count} notes are", "them")
    return f"{which} not settled yet. Settle {what} first, or return the post."


def people_of(service: Service) -> list[User]:
    """Members who may read posts, and so can be named in a note."""
    rows = Membership.objects.current().filter(service=service, roles__role__in=permissions.READERS)
    return sorted({row.user for row in rows.select_related("user")}, key=lambda user: (str(user), user.pk))


def about(note: Note) -> str:
    """What it is about, in a few words."""
    if not note.quote:
        return "the post"
    words = " ".join(note.quote.split())
    return f"“{words if len(words) <= 60 else words[:59].rstrip() + '…'}”"


def _locked(post_id: int, by: User) -> Post:
    post = Post.objects.locked(post_id)
    if refusal := permissions.refusal_to_read(by, post.service):
        raise PermissionDenied(refusal)
    if refusal := refusal_to_write(by, post):
        raise NoteRefused(refusal)
    return post


def _locked_note(note_id: int, by: User) -> Note:
    """The note, its post locked: what a move looks at does not change under it."""
    post_id = Note.objects.values_list("post", flat=True).get(pk=note_id)
    post = _locked(post_id, by)
    note = Note.objects.select_related("by").get(pk=note_id)
    if note.answers_id:
        raise NoteRefused("Answer or settle the note itself, not an answer to it.")
    note.post = post
    return note


def _tidy(text: str) -> str:
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise NoteRefused("Write what you want to say in the note.")
    if len(text) > LONGEST:
        raise NoteRefused(f"A note has at most {LONGEST:,} characters; this one has {len(text):,}. Shorten it.")
    return text


def _tell_those_named(note: Note, now: dt.datetime) -> set[int]:
    people = {user.pk: user for user in people_of(note.post.service)}
    named = noting.named_in(note.text, {pk: str(user) for pk, user in people.items()}) - {note.by_id}
    note.mentions.set(named)
    for pk in sorted(named):
        _tell(people[pk], note, now, f"{note.by} named you in a note on “{note.post}”")
    return named


def _tell(to: User, note: Note, now: dt.datetime, subject: str) -> None:
    post = note.post
    address = settings.SITE_URL + reverse("posts:post", kwargs={"service": post.service.slug, "post_id": post.pk})
    body = f"{subject}.\n\n{address}#note-{note.answers_id or note.pk}\n"
    send_once(service=post.service, to=to, key=f"note {note.pk}", subject=subject, body=body)

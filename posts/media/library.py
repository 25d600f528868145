"""The library: taking files in, saying what they are, putting them away and back (source: H4, K6).

Nothing is ever deleted here: what was published has to be there when somebody asks.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
import tempfile
import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import Service, User
from audit import services as audit
from audit.kinds import Kind
from posts import permissions
from posts.media import consents, pictures
from posts.media.uploads import FileRefused, captions, documents, videos
from posts.models import Media, MediaKind, Post, RevisionMedia

WORDS = {
    "title": "its title",
    "alt": "its words",
    "is_decorative": "whether it is decorative",
    "made_by": "who made it",
    "made_by_service": "whether we made it",
    "licence": "its licence",
}


class ChangeRefused(Exception):
    """A change that cannot be made now; the text is a sentence for the person."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A file of the library after an upload; not `is_new` when the very same was there already."""

    media: Media
    is_new: bool


def take(*, service: Service, by: User, upload: UploadedFile, now: dt.datetime | None = None) -> Taken:
    """Keep an uploaded picture, video or document, told by its content and cleaned.

    Raises PermissionDenied and FileRefused, each with a sentence.
    """
    now = now or timezone.now()
    if refusal := permissions.refusal_to_write(by, service):
        raise PermissionDenied(refusal)
    if not upload.size:
        raise FileRefused("This file is empty. Choose it again.")
    upload.seek(0)
    head = upload.read(1024)
    upload.seek(0)
    if media_type := videos.media_type_of(head):
        return _take_video(service, by, upload, media_type, now)
    if documents.looks_like_pdf(head) or documents.looks_like_zip(head):
        return _take_document(service, by, upload, head, now)
    return _take_picture(service, by, upload, now)


def _take_picture(service: Service, by: User, upload: UploadedFile, now: dt.datetime) -> Taken:
    found = pictures.encoded(upload)
    facts = {
        "media_type": pictures.TYPES[found.ending],
        "width": found.size[0],
        "height": found.size[1],
        "bytes": len(found.written),
    }
    sha256 = hashlib.sha256(found.written).hexdigest()
    with _file_of(found.written) as file:
        return _keep(service, by, upload, MediaKind.PICTURE, file, found.ending, sha256, facts, now)


def _take_document(service: Service, by: User, upload: UploadedFile, head: bytes, now: dt.datetime) -> Taken:
    _refuse_too_large(upload, documents.MOST_BYTES, "document")
    if documents.looks_like_pdf(head):
        written, media_type, ending = documents.pdf(upload), documents.PDF, ".pdf"
    else:
        written, media_type, ending = documents.word(upload), documents.WORD, ".docx"
    facts = {"media_type": media_type, "width": 0, "height": 0, "bytes": len(written), "people_are_known": True}
    sha256 = hashlib.sha256(written).hexdigest()
    with _file_of(written) as file:
        return _keep(service, by, upload, MediaKind.DOCUMENT, file, ending, sha256, facts, now)


def _take_video(service: Service, by: User, upload: UploadedFile, media_type: str, now: dt.datetime) -> Taken:
    _refuse_too_large(upload, videos.MOST_BYTES, "video")
    with tempfile.TemporaryFile() as copy:
        for chunk in upload.chunks():
            copy.write(chunk)
        found = videos.cleaned(copy, media_type)
        copy.seek(0)
        facts = {
            "media_type": found.media_type,
            "duration_s": found.duration_s,
            "width": found.width,
            "height": found.height,
            "bytes": found.bytes,
        }
        return _keep(service, by, upload, MediaKind.VIDEO, File(copy), found.ending, found.sha256, facts, now)


@contextlib.contextmanager
def _file_of(written: bytes) -> Iterator[File]:
    yield ContentFile(written)


def _refuse_too_large(upload: UploadedFile, most: int, what: str) -> None:
    if upload.size > most:
        raise FileRefused(
            f"This {what} has {upload.size / 1024 / 1024:.0f} MB; the most is {most // 1024 // 1024} MB. "
            "Save it smaller and choose it again."
        )


@transaction.atomic
def _keep(
    service: Service,
    by: User,
    upload: UploadedFile,
    kind: str,
    file: File | BinaryIO,
    ending: str,
    sha256: str,
    facts: dict[str, object],
    now: dt.datetime,
) -> Taken:
    """The row and its file; the one that is there when the very same bytes are. One upload at a time looks."""
    Service.objects.select_for_update(no_key=True).values_list("pk").get(pk=service.pk)
    same = Media.objects.of_service(service).filter(sha256=sha256, kind=kind).order_by("archived_at", "pk").first()
    if same is not None:
        return Taken(same, is_new=False)
    name = os.path.basename((upload.name or kind).replace("\\", "/"))[-200:] or kind
    media = Media(
        service=service, kind=kind, original_name=name, sha256=sha256, uploaded_by=by, uploaded_at=now, **facts
    )
    media.file.save(f"{uuid.uuid4().hex}{ending}", file, save=False)
    try:
        media.save(force_insert=True)
        audit.record(Kind.MEDIA_ADDED, on=media, actor=by, data={"kind": media.get_kind_display().lower()}, now=now)
    except Exception:
        media.file.storage.delete(media.file.name)
        raise
    return Taken(media, is_new=True)


def describe(media_id: int, *, by: User, seen: str, said: dict[str, object], now: dt.datetime | None = None) -> Media:
    """Save what is said of the file in consents.RIGHTS. `seen` is the stamp of what the person's form showed.

    Posts that wait or are approved need a new approval when the licence or the maker changed. Raises PermissionDenied
    and ChangeRefused.
    """
    now = now or timezone.now()
    with transaction.atomic():
        posts = consents.locked_posts_with([media_id])
        media = _locked(media_id, by)
        _refuse_stale(media, seen)
        changed = [name for name in consents.RIGHTS if getattr(media, name) != said[name]]
        if not changed:
            return media
        for name in changed:
            setattr(media, name, said[name])
        media.save(update_fields=changed)
        data = {"what": ", ".join(WORDS[name] for name in changed)}
        audit.record(Kind.MEDIA_CHANGED, on=media, actor=by, data=data, now=now)
        if {"made_by_service", "licence"} & set(changed):
            consents.void_approvals(posts, by=by, reason=f"{by} changed what is known of “{media}”", now=now)
    return media


def archive(media_id: int, *, by: User, now: dt.datetime | None = None) -> Media:
    """Put a file away: it is no longer offered for posts. Posts that have it keep it. Twice is no error."""
    return _put(media_id, by, now or timezone.now(), away=True)


def restore(media_id: int, *, by: User, now: dt.datetime | None = None) -> Media:
    """Offer a file again. Twice is no error."""
    return _put(media_id, by, now or timezone.now(), away=False)


@transaction.atomic
def _put(media_id: int, by: User, now: dt.datetime, *, away: bool) -> Media:
    media = _locked(media_id, by)
    if bool(media.archived_at) != away:
        media.archived_at = now if away else None
        media.save(update_fields=["archived_at"])
        kind = Kind.MEDIA_ARCHIVED if away else Kind.MEDIA_RESTORED
        audit.record(kind, on=media, actor=by, data={}, now=now)
    return media


def set_captions(media_id: int, *, by: User, upload: UploadedFile | None, now: dt.datetime | None = None) -> Media:
    """Give a video captions (WebVTT), or with None take them away. The old file stays in the store.

    Raises PermissionDenied, ChangeRefused and FileRefused.
    """
    now = now or timezone.now()
    text = captions.checked(upload.read(captions.MOST_BYTES + 1)) if upload is not None else ""
    with transaction.atomic():
        media = _locked(media_id, by)
        if media.kind != MediaKind.VIDEO:
            raise ChangeRefused("Only a video can have captions.")
        if text:
            media.captions.save(f"{uuid.uuid4().hex}.vtt", ContentFile(text.encode()), save=False)
        else:
            media.captions = ""
        media.save(update_fields=["captions"])
        what = "its captions" if text else "its captions: it has none now"
        audit.record(Kind.MEDIA_CHANGED, on=media, actor=by, data={"what": what}, now=now)
    return media


def _locked(media_id: int, by: User) -> Media:
    Media.objects.select_for_update().values_list("pk").get(pk=media_id)
    media = Media.objects.select_related("service").get(pk=media_id)
    if refusal := permissions.refusal_to_write(by, media.service):
        raise PermissionDenied(refusal)
    return media


def _refuse_stale(media: Media, seen: str) -> None:
    if consents.stamp(media) != seen:
        raise ChangeRefused(
            "Somebody changed what is said of this file after you opened the page. What you typed is still here and "
            "is not saved yet. Compare it with what is saved now, then save again."
        )


def uses_of(media_ids: Collection[int]) -> dict[int, list[Post]]:
    """The posts whose current content has each of these files, the newest first. One query."""
    rows: dict[int, list[Post]] = {pk: [] for pk in media_ids}
    found = RevisionMedia.objects.filter(media__in=media_ids, revision=F("revision__post__revision"))
    for one in found.select_related("revision__post").order_by("-revision__post__edited_at"):
        rows[one.media_id].append(one.revision.post)
    return rows

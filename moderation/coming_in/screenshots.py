"""A picture of the words of a comment that was logged by hand: never one that shows a child or a person (K3).

It is written anew, so that nothing but its pixels is kept, and shown to who handles comments alone.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from PIL import UnidentifiedImageError

from accounts.models import User
from audit import services as audit
from audit.kinds import Kind
from moderation.models import Comment, Screenshot
from moderation.moves import MoveRefused
from posts.media.pictures import Encoded, encoded
from posts.media.uploads import FileRefused

WORDS_ONLY = (
    "Add only a picture of the words, and say so. What shows a child or another person may be unlawful to keep: "
    "report it on the network, and tell the safeguarding lead."
)


def cleaned(upload: UploadedFile, *, shows_words_only: bool) -> Encoded:
    """The picture as we would keep it. Raises MoveRefused with a sentence; nothing is stored."""
    if not shows_words_only:
        raise MoveRefused(WORDS_ONLY)
    try:
        return encoded(upload)
    except FileRefused as error:
        if isinstance(error.__cause__, UnidentifiedImageError):
            raise MoveRefused("This file is no picture that can be read here. Choose a JPEG, PNG or WebP.") from error
        raise MoveRefused(str(error)) from error


def keep(comment: Comment, picture: Encoded, *, by: User, now: dt.datetime) -> Screenshot:
    """Store it beside the comment, within the caller's transaction."""
    sha256 = hashlib.sha256(picture.written).hexdigest()
    found = Screenshot(comment=comment, sha256=sha256, shows_words_only=True, by=by, at=now)
    found.file.save(f"{uuid.uuid4().hex}{picture.ending}", ContentFile(picture.written), save=False)
    try:
        found.save(force_insert=True)
        audit.record(Kind.COMMENT_SCREENSHOT, on=comment, actor=by, data={"sha256": sha256}, now=now)
    except BaseException:
        found.file.storage.delete(found.file.name)
        raise
    return found

"""Taking in a picture: looked at before it is decoded, and written anew without anything but its pixels."""

from __future__ import annotations

import hashlib
import io
import struct
import uuid

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageOps, UnidentifiedImageError

from accounts.models import Service, User
from posts import permissions
from posts.models import Media

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2560
"""Pixels; no network shows more."""
FORMATS = ("JPEG", "PNG", "WEBP")
TYPES = {".jpg": "image/jpeg", ".png": "image/png"}
"""What we write, and how it is served."""


class PictureRefused(ValueError):
    """A file that is not taken; the text is a sentence for the person."""


def take(*, service: Service, by: User, upload: UploadedFile) -> Media:
    """Keep an uploaded picture, re-encoded as JPEG or, where it is see-through, as PNG.

    Its orientation is applied and everything beside the pixels (place, device, thumbnail) is gone. The stored name
    cannot be guessed. Raises PictureRefused.
    """
    if refusal := permissions.refusal_to_write(by, service):
        raise PermissionDenied(refusal)
    if upload.size > MOST_BYTES:
        raise PictureRefused(
            f"This picture has {upload.size / 1024 / 1024:.0f} MB; the most is {MOST_BYTES // 1024 // 1024} MB. "
            "Save it smaller and choose it again."
        )
    written, ending, size = _written_anew(upload)
    media = Media(
        service=service,
        original_name=(upload.name or "picture")[-200:],
        sha256=hashlib.sha256(written).hexdigest(),
        width=size[0],
        height=size[1],
        bytes=len(written),
        uploaded_by=by,
    )
    media.file.save(f"{uuid.uuid4().hex}{ending}", ContentFile(written), save=False)
    media.save(force_insert=True)
    return media


def _written_anew(upload: UploadedFile) -> tuple[bytes, str, tuple[int, int]]:
    try:
        with Image.open(upload, formats=FORMATS) as opened:
            _refuse_too_many_pixels(opened.size)
            picture = ImageOps.exif_transpose(opened)
            picture.load()
            picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    except Image.DecompressionBombError as error:
        raise PictureRefused(
            f"This picture has more than {MOST_PIXELS // 1_000_000} million pixels. Save it smaller and try again."
        ) from error
    except UnidentifiedImageError as error:
        raise PictureRefused(
            "This file is not a picture that can be read here. Choose a JPEG, PNG or WebP picture."
        ) from error
    except PictureRefused:
        raise
    except (OSError, SyntaxError, ValueError, EOFError, struct.error, MemoryError) as error:
        raise PictureRefused("This picture is damaged and cannot be read. Save it anew and choose it again.") from error
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    out = io.BytesIO()
    if picture.mode == "RGBA":
        picture.save(out, "PNG", optimize=True)
        return out.getvalue(), ".png", picture.size
    picture.save(out, "JPEG", quality=88, optimize=True, progressive=True)
    return out.getvalue(), ".jpg", picture.size


def _refuse_too_many_pixels(size: tuple[int, int]) -> None:
    if size[0] * size[1] > MOST_PIXELS:
        raise PictureRefused(
            f"This picture has {size[0]:,} × {size[1]:,} pixels; the most is {MOST_PIXELS // 1_000_000} million "
            "in all. Save it smaller and choose it again."
        )

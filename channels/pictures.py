"""The agreed picture of a profile, written anew so that nothing but its pixels is kept."""

from __future__ import annotations

import io
import struct
import uuid

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES = 5 * 1024 * 1024
MOST_PIXELS = 25_000_000
LONGEST_SIDE = 1024
"""Pixels; no network shows more of a profile."""
TYPES = {".jpg": "image/jpeg", ".png": "image/png"}
"""What we write, and how it is served."""


class PictureRefused(ValueError):
    """A file that is not taken; the text is a sentence for the person."""


def taken(upload: UploadedFile) -> ContentFile:
    """The picture as we keep it, under a name that cannot be guessed. Raises PictureRefused."""
    if upload.size > MOST_BYTES:
        raise PictureRefused(
            f"The most is {MOST_BYTES // 1024 // 1024} MB. Save the picture smaller and choose it again."
        )
    try:
        with Image.open(upload, formats=("JPEG", "PNG", "WEBP")) as opened:
            if opened.size[0] * opened.size[1] > MOST_PIXELS:
                raise PictureRefused("This picture has too many pixels. Save it smaller and choose it again.")
            picture = ImageOps.exif_transpose(opened)
            picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    except PictureRefused:
        raise
    except (UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise PictureRefused("This file is not a picture that can be read here. Choose a JPEG, PNG or WebP.") from error
    except (OSError, SyntaxError, ValueError, EOFError, struct.error, MemoryError) as error:
        raise PictureRefused("This picture is damaged. Save it anew and choose it again.") from error
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    out = io.BytesIO()
    if picture.mode == "RGBA":
        picture.save(out, "PNG", optimize=True)
        return ContentFile(out.getvalue(), name=f"{uuid.uuid4().hex}.png")
    picture.save(out, "JPEG", quality=90, optimize=True)
    return ContentFile(out.getvalue(), name=f"{uuid.uuid4().hex}.jpg")

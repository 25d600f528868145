"""Taking in a picture: looked at before it is decoded, and written anew without anything but its pixels."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageOps, UnidentifiedImageError

from posts.media.uploads import FileRefused

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2560
"""Pixels; no network shows more."""
FORMATS = ("JPEG", "PNG", "WEBP")
TYPES = {".jpg": "image/jpeg", ".png": "image/png"}
"""What we write, and how it is served."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """A picture as we wrote it."""

    written: bytes
    ending: str
    size: tuple[int, int]


def encoded(upload: UploadedFile) -> Encoded:
    """An uploaded picture, written anew as JPEG or, where it is see-through, as PNG.

    Its orientation is applied and everything beside the pixels (place, device, thumbnail) is gone. Raises FileRefused.
    """
    if upload.size > MOST_BYTES:
        raise FileRefused(
            f"This picture has {upload.size / 1024 / 1024:.0f} MB; the most is {MOST_BYTES // 1024 // 1024} MB. "
            "Save it smaller and choose it again."
        )
    return Encoded(*_written_anew(upload))


def _written_anew(upload: UploadedFile) -> tuple[bytes, str, tuple[int, int]]:
    try:
        with Image.open(upload, formats=FORMATS) as opened:
            _refuse_too_many_pixels(opened.size)
            picture = ImageOps.exif_transpose(opened)
            picture.load()
            picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    except Image.DecompressionBombError as error:
        raise FileRefused(
            f"This picture has more than {MOST_PIXELS // 1_000_000} million pixels. Save it smaller and try again."
        ) from error
    except UnidentifiedImageError as error:
        raise FileRefused(
            "This file is not a picture that can be read here. Choose a JPEG, PNG or WebP picture, "
            "an MP4 or WebM video, a PDF or a Word document (.docx)."
        ) from error
    except FileRefused:
        raise
    except (OSError, SyntaxError, ValueError, EOFError, struct.error, MemoryError) as error:
        raise FileRefused("This picture is damaged and cannot be read. Save it anew and choose it again.") from error
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    out = io.BytesIO()
    if picture.mode == "RGBA":
        picture.save(out, "PNG", optimize=True)
        return out.getvalue(), ".png", picture.size
    picture.save(out, "JPEG", quality=88, optimize=True, progressive=True)
    return out.getvalue(), ".jpg", picture.size


def _refuse_too_many_pixels(size: tuple[int, int]) -> None:
    if size[0] * size[1] > MOST_PIXELS:
        raise FileRefused(
            f"This picture has {size[0]:,} × {size[1]:,} pixels; the most is {MOST_PIXELS // 1_000_000} million "
            "in all. Save it smaller and choose it again."
        )

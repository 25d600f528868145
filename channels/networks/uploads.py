"""The bytes of a picture as a network takes them: in a format that it knows, and small enough for it."""

from __future__ import annotations

import io

from django.core.files.storage import default_storage
from PIL import Image, UnidentifiedImageError

from channels.networks.base import Picture, Refused

_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png"}
_QUALITIES = (88, 80, 70, 60)
_SIDES = (2560, 2048, 1600, 1200, 800)


def picture_bytes(picture: Picture, *, most: int) -> tuple[bytes, str]:
    """The picture and its media type, written anew as JPEG only where it has more than `most` bytes or another format.

    Raises Refused when its file is gone or is none.
    """
    try:
        with default_storage.open(picture.file) as file:
            data = file.read()
        with Image.open(io.BytesIO(data)) as opened:
            if len(data) <= most and opened.format in _TYPES:
                return data, _TYPES[opened.format]
            return _smaller(opened, most), "image/jpeg"
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise Refused("A picture of this post cannot be read any more. Choose it again.") from error


def _smaller(opened: Image.Image, most: int) -> bytes:
    """JPEG has no see-through places; white stands in for them."""
    seen = opened.convert("RGBA")
    flat = Image.new("RGB", seen.size, "white")
    flat.paste(seen, mask=seen.getchannel("A"))
    for side in _SIDES:
        flat.thumbnail((side, side))
        for quality in _QUALITIES:
            out = io.BytesIO()
            flat.save(out, "JPEG", quality=quality, optimize=True)
            if out.tell() <= most:
                return out.getvalue()
    raise Refused("A picture of this post is too large for the network. Save it smaller and choose it again.")

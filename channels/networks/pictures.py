"""Pictures as a network takes them: read from the storage, made smaller where they have to be."""

from __future__ import annotations

import io
from dataclasses import dataclass

from django.core.files.storage import default_storage
from PIL import Image, ImageOps, UnidentifiedImageError

from channels.networks.base import Picture, Refused

SIDES = (4096, 2560, 2000, 1600, 1200, 900)
QUALITIES = (90, 82, 72, 60)


@dataclass(frozen=True, slots=True)
class Ready:
    """Bytes to upload, without anything in them that the picture does not show."""

    content: bytes
    media_type: str
    width: int
    height: int


def ready(picture: Picture, *, most_bytes: int, most_side: int = SIDES[0]) -> Ready:
    """The picture as a JPEG or PNG of at most this many bytes and pixels a side. Raises Refused."""
    try:
        with default_storage.open(picture.file) as file:
            content = file.read()
        image = Image.open(io.BytesIO(content))
        image.load()
    except FileNotFoundError as error:
        raise Refused("A picture of this post is no longer in the library.") from error
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise Refused("A picture of this post cannot be read.") from error
    kind = image.format or ""
    if (
        len(content) <= most_bytes
        and kind in ("JPEG", "PNG")
        and max(image.size) <= most_side
        and not _says_more(image)
    ):
        return Ready(content, f"image/{kind.lower()}", *image.size)
    return _smaller(ImageOps.exif_transpose(image), most_bytes, most_side)


def _says_more(image: Image.Image) -> bool:
    """Where and with what it was taken, and such."""
    return bool(image.getexif()) or "xmp" in image.info


def _smaller(image: Image.Image, most_bytes: int, most_side: int) -> Ready:
    flat = _on_white(image)
    for side in SIDES:
        sized = flat
        if max(flat.size) > min(side, most_side):
            sized = flat.copy()
            sized.thumbnail((min(side, most_side),) * 2, Image.Resampling.LANCZOS)
        for quality in QUALITIES:
            made = io.BytesIO()
            sized.save(made, "JPEG", quality=quality, optimize=True)
            if made.tell() <= most_bytes:
                return Ready(made.getvalue(), "image/jpeg", *sized.size)
    raise Refused("A picture of this post cannot be made small enough for the network.")


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        ground = Image.new("RGB", image.size, "white")
        ground.paste(image, mask=image.getchannel("A"))
        return ground
    return image.convert("RGB")

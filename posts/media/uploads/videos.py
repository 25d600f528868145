"""Taking in a video: told by its content, cleaned in a copy, never decoded."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import BinaryIO

from posts.media.uploads import FileRefused, mp4, webm

MOST_BYTES = 200 * 1024 * 1024
STILLS = (b"heic", b"heix", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis")
"""Brands of pictures that share the container."""


@dataclass(frozen=True, slots=True)
class Video:
    """What is known of a cleaned video; `ending` is what its stored name ends with."""

    media_type: str
    ending: str
    sha256: str
    bytes: int
    duration_s: int | None
    width: int
    height: int


def media_type_of(head: bytes) -> str:
    """ "" for what is no video by its first bytes. Raises FileRefused for a phone's picture in the same container."""
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return "video/webm"
    if head[4:8] != b"ftyp":
        return ""
    brand = head[8:12]
    if brand in STILLS:
        raise FileRefused("This is a picture as phones keep it (HEIC). Save it as JPEG and choose it again.")
    return "video/quicktime" if brand == b"qt  " else "video/mp4"


def cleaned(copy: BinaryIO, media_type: str) -> Video:
    """Clean this copy in place, and say what it is. Raises FileRefused."""
    copy.seek(0, 2)
    length = copy.tell()
    reader = webm if media_type == "video/webm" else mp4
    try:
        if reader is webm and (kind := webm.doctype(copy, length)) != "webm":
            raise FileRefused(f"This is a {kind or 'Matroska'} file. Save the video as MP4 and choose it again.")
        found = reader.facts(copy, length)
        reader.clean(copy, length)
    except mp4.Damaged as error:
        raise FileRefused(
            "This video is damaged, or was not uploaded to its end. Save it anew as MP4 and choose it again."
        ) from error
    if not found.has_video:
        raise FileRefused("There is no picture in this file, only sound. Choose a video.")
    copy.seek(0)
    digest = hashlib.file_digest(copy, "sha256").hexdigest()
    ending = {"video/webm": ".webm", "video/quicktime": ".mov"}.get(media_type, ".mp4")
    width, height = min(found.width, 100_000), min(found.height, 100_000)
    return Video(media_type, ending, digest, length, found.duration_s, width, height)

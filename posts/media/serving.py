"""Answering with a file of the library, or with the part of it that a player asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

TYPES = frozenset(
    {
        *("image/jpeg", "image/png", "video/mp4", "video/webm", "video/quicktime", "text/vtt; charset=utf-8"),
        *("application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    }
)
"""What is ever answered with: nothing that a browser runs."""
_RANGE = re.compile(r"^bytes=(\d{0,18})-(\d{0,18})$")
_PIECE = 256 * 1024


def served(
    file: FieldFile, media_type: str, asked: str = "", *, save_as: str = "", changes: bool = False
) -> HttpResponse:
    """The file, or with `asked` (a Range header) one part of it; with `save_as` it is downloaded under this name.
    With `changes` another file may stand at the same address later.

    A header that asks for several parts, or that cannot be read, gets the whole (RFC 9110, 14.2).
    """
    if not file or media_type not in TYPES:
        raise Http404
    try:
        opened = file.open("rb")
    except OSError as error:
        raise Http404 from error
    span = part_of(asked, file.size) if asked else None
    response: HttpResponse
    if span == "beyond":
        opened.close()
        response = HttpResponse(status=416, content_type=media_type)
        response.headers["Content-Range"] = f"bytes */{file.size}"
    elif isinstance(span, tuple):
        first, last = span
        response = StreamingHttpResponse(_pieces(opened, first, last), status=206, content_type=media_type)
        response.headers["Content-Range"] = f"bytes {first}-{last}/{file.size}"
        response.headers["Content-Length"] = str(last - first + 1)
    else:
        response = FileResponse(opened, content_type=media_type)
    disposition = content_disposition_header(bool(save_as), save_as)
    response.headers["Content-Disposition"] = disposition or "inline"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Cache-Control"] = "private, no-cache" if changes else "private, max-age=86400, immutable"
    return response


def part_of(asked: str, length: int) -> tuple[int, int] | str | None:
    """First and last byte of a Range header, "beyond" for a part that the file has not, None for the whole."""
    found = _RANGE.match(asked.strip())
    if not found or not (found[1] or found[2]):
        return None
    if not found[1]:
        wanted = int(found[2])
        return (max(0, length - wanted), length - 1) if wanted and length else "beyond"
    first = int(found[1])
    last = min(int(found[2]), length - 1) if found[2] else length - 1
    if found[2] and int(found[2]) < first:
        return None
    return (first, last) if first < length else "beyond"


def _pieces(opened: BinaryIO, first: int, last: int) -> Iterator[bytes]:
    with opened:
        opened.seek(first)
        left = last - first + 1
        while left > 0:
            piece = opened.read(min(_PIECE, left))
            if not piece:
                return
            left -= len(piece)
            yield piece

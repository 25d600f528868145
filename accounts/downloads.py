"""Files that a page hands out."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header


def attachment(data: bytes | Iterator[bytes], *, name: str, kind: str) -> HttpResponse | StreamingHttpResponse:
    """The answer by which a browser saves a file of this content type under this name; it is kept nowhere between."""
    headers = {
        "Content-Disposition": content_disposition_header(True, name),
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    answer = HttpResponse if isinstance(data, bytes) else StreamingHttpResponse
    return answer(data, content_type=kind, headers=headers)

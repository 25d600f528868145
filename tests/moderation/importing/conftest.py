"""Files of comments, as people export and save them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from moderation.importing import starting
from moderation.models import CommentImport
from tests.factories.moderation import sandbox_channel

HEADERS = ["Comment", "Date", "Author", "Username", "Link", "ID"]


def table(*rows: list[str], headers: list[str] | None = None, separator: str = ",", encoding: str = "utf-8") -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator)
    writer.writerows([headers or HEADERS, *rows])
    return out.getvalue().encode(encoding)


def line(number: int, text: str = "Is the drop-in on Thursday?", date: str = "2026-03-02 10:00") -> list[str]:
    return [text, date, f"Jo {number}", f"@jo{number}", f"https://network.example/{number}", f"c{number}"]


def objects(*rows: dict) -> bytes:
    return "\n".join(json.dumps(row) for row in rows).encode()


@pytest.fixture
def take(service, coordinator) -> Callable[..., CommentImport]:
    """An uploaded file, looked over and waiting to begin."""

    def taken(data: bytes, name: str = "comments.csv", **fields) -> CommentImport:
        values = {"channel": sandbox_channel(service), "visibility": "public", "is_record": False, "by": coordinator}
        return starting.take(service=service, upload=SimpleUploadedFile(name, data), **{**values, **fields})

    return taken


@pytest.fixture
def bring_in(take, coordinator, django_capture_on_commit_callbacks) -> Callable[..., CommentImport]:
    """A file, taken in to its end."""

    def brought(data: bytes, **fields) -> CommentImport:
        found = take(data, **fields)
        with django_capture_on_commit_callbacks(execute=True):
            starting.begin(found.pk, by=coordinator)
        found.refresh_from_db()
        return found

    return brought

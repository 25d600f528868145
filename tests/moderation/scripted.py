"""A network that shows the pages it is told, to read, to search and to look up; an exception in place of one is raised.

`pages` maps a cursor to what is read there. `asked` holds the cursors that were asked for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from channels.networks import CommentBatch, CommentNow, IncomingComment
from channels.networks.sandbox import Sandbox

PATH = "tests.moderation.scripted.Scripted"

pages: dict[str, CommentBatch | Exception] = {}
found: dict[str, CommentBatch | Exception] = {}
now_there: list[CommentNow] = []
asked: list[str] = []
during: list[Any] = []  # called once while the network answers


def forget() -> None:
    for one in (pages, found, now_there, asked, during):
        one.clear()


def incoming(number: int | str, text: str = "Is the drop-in on Thursday?", **fields: Any) -> IncomingComment:
    values = {
        "remote_id": f"r-{number}",
        "text": text,
        "posted_at": timezone.now() - dt.timedelta(minutes=3),
        "author_handle": "@jo.pemberton",
        "author_id": "person-1",
        "raw": {"id": f"r-{number}"},
    }
    return IncomingComment(**{**values, **fields})


def page(*comments: IncomingComment, cursor: str = "", more: bool = False, **fields: Any) -> CommentBatch:
    return CommentBatch(comments=comments, cursor=cursor, more=more, **fields)


class Scripted(Sandbox):
    def comments_since(self, cursor: str) -> CommentBatch:
        return _answer(pages, cursor)

    def search(self, term: str, cursor: str) -> CommentBatch:
        return _answer(found, term)

    def look_up_comments(self, remote_ids: Sequence[str]) -> tuple[CommentNow, ...]:
        asked.extend(remote_ids)
        for one in now_there:
            if isinstance(one, Exception):
                raise one
        return tuple(now_there)


def _answer(script: dict[str, CommentBatch | Exception], key: str) -> CommentBatch:
    asked.append(key)
    if during:
        during.pop()()
    said = script.get(key, CommentBatch(cursor=key))
    if isinstance(said, BaseException):
        raise said
    return said

"""What people write to a page in private, and how the page answers: Facebook's conversations.

Facebook shows the newest messages of each conversation. Without the right to read messages, a page has none; its
comments are read all the same.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from channels.networks.answers import part
from channels.networks.base import Absent, Found, IncomingComment, LookUp, Refused, Reply, SignedOut, Unclear, Unsure
from channels.networks.facebook.graph import Graph, rows_of
from channels.networks.facebook.looking import SLACK, moment_of, plain

CONVERSATIONS = 25
PAGES = 4
SHOWN = 20
"""Messages of one conversation; Facebook gives the details of no more."""
FIELDS = f"id,updated_time,messages.limit({SHOWN}){{id,message,from,created_time,attachments{{mime_type}}}}"
NUMBER = re.compile(r"[0-9]{1,30}")
"""Of a person, as the page knows them."""
_ID = re.compile(r"m_[\w=-]{4,250}", re.ASCII)


def is_message(remote_id: str) -> bool:
    """Comments have numbers, messages have not."""
    return bool(_ID.fullmatch(remote_id))


def since(graph: Graph, page_id: str, after: dt.datetime) -> Iterator[IncomingComment]:
    """Messages to the page that are newer than that."""
    asked = {"platform": "messenger", "fields": FIELDS, "limit": CONVERSATIONS}
    try:
        conversations = list(_lately(graph, page_id, after, asked))
    except SignedOut:
        raise
    except Refused:
        return
    for conversation in conversations:
        for row in rows_of(part(conversation, "messages")):
            if one := _message(row, page_id, after):
                yield one


def answer(graph: Graph, page_id: str, remote_id: str, text: str) -> str:
    """Answer the person who wrote a message, within the 24 hours that Facebook allows; gives our message's id."""
    said = graph.post(
        f"/{page_id}/messages",
        recipient=json.dumps({"id": _writer(graph, remote_id)}),
        messaging_type="RESPONSE",
        message=json.dumps({"text": text}),
    )
    made = said.get("message_id")
    if not isinstance(made, str) or not made:
        raise Unclear("Facebook said yes, but not where it is.")
    return made


def find_answer(graph: Graph, page_id: str, reply: Reply) -> LookUp:
    """Our answer among the newest messages of the conversation. Raises NetworkError when they cannot be read."""
    if reply.first_tried_at is None:
        return Unsure("Nothing says when the answer was first tried.")
    asked = {"platform": "messenger", "user_id": _writer(graph, reply.remote_id), "fields": FIELDS}
    rows = [row for one in rows_of(graph.get(f"/{page_id}/conversations", **asked)) for row in _messages_of(one)]
    for row in rows:
        at = moment_of(row.get("created_time"))
        is_ours = str(part(row, "from").get("id")) == page_id and at and at >= reply.first_tried_at - SLACK
        if is_ours and plain(str(row.get("message") or "")) == plain(reply.text):
            return Found(remote_id=str(row.get("id")))
    if not rows or len(rows) >= SHOWN:
        return Unsure("Facebook does not show all of this conversation. Look in the page’s messages.")
    return Absent()


def _lately(graph: Graph, page_id: str, after: dt.datetime, asked: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Conversations in which something was written since then; the last changed one comes first."""
    for conversation in graph.list(f"/{page_id}/conversations", pages=PAGES, **asked):
        at = moment_of(conversation.get("updated_time"))
        if at and at < after:
            return
        yield conversation


def _message(row: Mapping[str, Any], page_id: str, after: dt.datetime) -> IncomingComment | None:
    writer, at = part(row, "from"), moment_of(row.get("created_time"))
    remote_id, number = str(row.get("id") or ""), str(writer.get("id") or "")
    text = row.get("message")
    has_words = isinstance(text, str) and text.strip()
    if not is_message(remote_id) or not NUMBER.fullmatch(number) or number == page_id or at is None or at < after:
        return None
    return IncomingComment(
        remote_id=remote_id,
        text=str(text) if has_words else "[a picture or sticker without words]",
        posted_at=at,
        author_handle=number,
        author_name=str(writer.get("name") or ""),
        author_id=number,
        is_private=True,
        raw={name: value for name, value in row.items() if name != "attachments"},  # their addresses open pictures
    )


def _messages_of(conversation: Mapping[str, Any]) -> list[dict[str, Any]]:
    return rows_of(part(conversation, "messages"))


def _writer(graph: Graph, remote_id: str) -> str:
    """Who wrote a message, by the number that the page knows them by."""
    if not is_message(remote_id):
        raise Refused("We do not know this message’s number on Facebook. Answer it there by hand.")
    number = str(part(graph.get(f"/{remote_id}", fields="from"), "from").get("id") or "")
    if not NUMBER.fullmatch(number):
        raise Refused("Facebook does not say who wrote this message. Answer it there by hand.")
    return number

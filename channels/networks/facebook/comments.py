"""What people write below a page's posts: what Facebook pushed to us, and what its newest posts show.

Pushed events (channels.models.ReceivedEvent) come fast, in any order, several times, or not at all; only they tell of
comments that were taken away. So the newest posts are read as well. The cursor holds the last event and the newest
moment seen: "e120,t1795377600".
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from channels.networks.answers import part
from channels.networks.base import CommentBatch, CommentNow, IncomingComment
from channels.networks.facebook import messages
from channels.networks.facebook.graph import Gone, Graph, rows_of
from channels.networks.facebook.looking import moment_of

if TYPE_CHECKING:
    from channels.models import Channel

EVENTS_AT_ONCE = 200
SETTLED_AFTER = dt.timedelta(seconds=5)
"""An event this old has been committed before every younger one; the cursor does not pass a younger one."""
EVENTS_KEPT = dt.timedelta(days=7)
POSTS = 25
COMMENTS_OF_A_POST = 50
LOOKED_UP = 20
"""Comments that are looked up in one go; each costs a call."""
FIRST_READING = dt.timedelta(days=7)
OVERLAP = dt.timedelta(hours=1)
"""Comments may turn up late in the lists."""
COMMENT_FIELDS = "id,message,from,created_time,parent{id},permalink_url,attachment{type}"
POST_ITEMS = {"post", "status", "photo", "video", "share"}
_CURSOR = re.compile(r"e(\d{1,18}),t(\d{1,12})")


def since(graph: Graph, channel: Channel, page_id: str, cursor: str, *, now: dt.datetime) -> CommentBatch:
    """Comments and visitors' posts on the page, oldest first, each once, and what was taken away."""
    last_event, read_until = _read(cursor, now)
    forget_events(channel, last_event, now)
    events = list(channel.received_events.filter(pk__gt=last_event).order_by("pk")[:EVENTS_AT_ONCE])
    settled = [event.pk for event in events if event.received_at <= now - SETTLED_AFTER]
    removed = {_id(event.payload) for event in events if event.payload.get("verb") == "remove"} - {""}
    earlier = _earlier(channel, {_id(event.payload) for event in events} - {""}, last_event)
    taken = {_id(payload) for payload in earlier if payload.get("verb") == "remove"} | removed
    pushed = _pushed_together([*earlier, *(event.payload for event in events)], page_id)
    shown = {one.remote_id: one for one in _shown(graph, page_id, read_until - OVERLAP)}
    private = {one.remote_id: one for one in messages.since(graph, page_id, read_until - OVERLAP)}
    found = {one: pushed[one] for one in pushed.keys() - taken} | shown | private  # the lists show what is there now
    comments = sorted((one for one in found.values() if one.remote_id not in removed), key=_place)
    newest = max([read_until, *(min(one.posted_at, now) for one in comments)])
    return CommentBatch(
        comments=tuple(comments),
        withdrawn=tuple(sorted(removed)),
        cursor=f"e{max(settled, default=last_event)},t{int(newest.timestamp())}",
        more=len(settled) == EVENTS_AT_ONCE,
    )


def _earlier(channel: Channel, ids: set[str], until: int) -> list[dict[str, Any]]:
    """What was pushed before about the same comments: an event may come after a younger one that was read already."""
    about = Q()
    for one in ids:
        about |= Q(key__startswith=f"{one}:")
    if not ids:
        return []
    return [
        event.payload for event in channel.received_events.filter(about, pk__lte=until).order_by("pk")[:EVENTS_AT_ONCE]
    ]


def forget_events(channel: Channel, until: int, now: dt.datetime) -> None:
    """Events that were read a week ago go: what they told is kept as comments, under the rules for those."""
    channel.received_events.filter(pk__lte=until, received_at__lt=now - EVENTS_KEPT).delete()


def _read(cursor: str, now: dt.datetime) -> tuple[int, dt.datetime]:
    found = _CURSOR.fullmatch(cursor)
    if not found:
        return 0, now - FIRST_READING
    return int(found[1]), dt.datetime.fromtimestamp(min(int(found[2]), int(now.timestamp())), dt.UTC)


def look_up(graph: Graph, numbers: Sequence[str]) -> tuple[CommentNow, ...]:
    """How these comments stand now, each asked for by itself: of a list with one that is gone Facebook shows none."""
    found = []
    for number in numbers[:LOOKED_UP]:
        try:
            row = graph.get(f"/{number}", fields="id,message,attachment{type}")
        except Gone:
            found.append(CommentNow(remote_id=number, is_not_shown=True))
            continue
        if str(row.get("id")) == number:
            found.append(CommentNow(remote_id=number, text=_words(row, "attachment"), raw=dict(row)))
    return tuple(found)


# What the page's posts show


def _shown(graph: Graph, page_id: str, after: dt.datetime) -> Iterator[IncomingComment]:
    below = f"comments.limit({COMMENTS_OF_A_POST}).filter(stream).order(reverse_chronological){{{COMMENT_FIELDS}}}"
    fields = f"id,from,message,created_time,permalink_url,{below}"
    for post in rows_of(graph.get(f"/{page_id}/feed", fields=fields, limit=POSTS)):
        post_id = str(post.get("id") or "")
        if post_id and not _is_by(post, page_id) and (one := _comment(post, "", after)):
            yield one
        for row in _below(graph, post, post_id, after):
            if not _is_by(row, page_id) and (one := _comment(row, post_id, after)):
                yield one


def _below(graph: Graph, post: Mapping[str, Any], post_id: str, after: dt.datetime) -> Iterator[dict[str, Any]]:
    """The comments below a post, the newest first, as far back as they are new."""
    shown = part(post, "comments")
    rows = rows_of(shown)
    yield from rows
    oldest = moment_of(rows[-1].get("created_time")) if rows else None
    if not part(shown, "paging").get("next") or (oldest and oldest < after):
        return
    seen = {row.get("id") for row in rows}
    asked = {"fields": COMMENT_FIELDS, "filter": "stream", "order": "reverse_chronological", "limit": 100}
    for row in graph.list(f"/{post_id}/comments", pages=10, **asked):
        at = moment_of(row.get("created_time"))
        if at and at < after:
            return
        if row.get("id") not in seen:
            yield row


def _comment(row: Mapping[str, Any], post_id: str, after: dt.datetime) -> IncomingComment | None:
    at = moment_of(row.get("created_time"))
    text = _words(row, "attachment")
    if not row.get("id") or at is None or at < after or not text:
        return None
    above = str(part(row, "parent").get("id") or "")
    return _incoming(str(row["id"]), text, at, row, post_id, str(row.get("permalink_url") or ""), above)


# What was pushed


def _pushed(value: Mapping[str, Any], page_id: str) -> IncomingComment | None:
    """A comment, or a visitor's post on the page; None for everything else and for what the page wrote itself."""
    item, verb = str(value.get("item")), value.get("verb")
    is_post = item in POST_ITEMS
    if verb not in ("add", "edited", "edit") or not (item == "comment" or is_post) or _is_by(value, page_id):
        return None
    at, remote_id, text = moment_of(value.get("created_time")), _id(value), _words(value, "photo", "video", "link")
    if not remote_id or at is None or not text:
        return None
    if is_post and not part(value, "from"):
        return None  # nobody can say that it is not the page's own
    url = part(value, "post").get("permalink_url")
    post_id, above = ("", "") if is_post else (str(value.get("post_id") or ""), str(value.get("parent_id") or ""))
    return _incoming(remote_id, text, at, value, post_id, str(url or ""), above)


def _pushed_together(values: list[Mapping[str, Any]], page_id: str) -> dict[str, IncomingComment]:
    """Each comment once, with its last words, in whatever order its events came."""
    found: dict[str, IncomingComment] = {}
    in_order = sorted(values, key=lambda value: (value.get("verb") != "add", _number(value.get("entry_time"))))
    for value in in_order:
        if one := _pushed(value, page_id):
            first = found.get(one.remote_id, one)
            found[one.remote_id] = replace(first, text=one.text, raw=one.raw)
    return found


def _number(value: Any) -> int:
    return value if isinstance(value, int) else 0


def _id(value: Mapping[str, Any]) -> str:
    name = "comment_id" if value.get("item") == "comment" else "post_id"
    number = value.get(name)
    return str(number) if isinstance(number, str | int) else ""


# Both


def _incoming(
    remote_id: str, text: str, at: dt.datetime, row: Mapping[str, Any], post_id: str, url: str, above: str
) -> IncomingComment:
    writer = part(row, "from")
    number = remote_id.rpartition("_")[2]
    return IncomingComment(
        remote_id=remote_id,
        text=text,
        posted_at=at,
        author_handle=str(writer.get("id") or f"unknown-{number}"),  # people who are not named are not one person
        author_name=str(writer.get("name") or ""),
        author_id=str(writer.get("id") or ""),
        url=url or f"https://www.facebook.com/{remote_id}",
        answers=post_id,
        answers_comment=above if above != post_id else "",
        raw=dict(row),
    )


def _place(one: IncomingComment) -> tuple[dt.datetime, str]:
    return one.posted_at, one.remote_id


def _is_by(row: Mapping[str, Any], page_id: str) -> bool:
    return str(part(row, "from").get("id")) == page_id


def _words(row: Mapping[str, Any], *attached: str) -> str:
    """The text; of a comment that is a picture or a sticker alone, a note that it is one."""
    text = row.get("message")
    if isinstance(text, str) and text.strip():
        return text
    return "[a picture or link without words]" if any(row.get(name) for name in attached) else ""

"""Whether a post or an answer of ours is on Facebook, by its words and time: there is nothing else to know it by.

Two of the page's lists are read, because each is documented to leave out some posts; what stands in neither is taken
as absent.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Any

from django.utils import timezone

from channels.networks.answers import part, rows
from channels.networks.base import Absent, Found, LookUp, Outgoing, Reply, Unsure
from channels.networks.facebook.graph import Graph

LISTS = ("feed", "published_posts")
FIELDS = "id,message,created_time,from,attachments{media_type,subattachments}"
SLACK = dt.timedelta(minutes=2)
"""Their clock and ours may differ by this much."""
PAGES = 4
A_PAGE = 50


def message_of(post: Outgoing) -> str:
    """The words as they are sent. A link is a field of its own, which pictures leave no room for."""
    return post.text_with_link if post.pictures else post.text


def url_of(remote_id: str) -> str:
    return f"https://www.facebook.com/{remote_id}"


def find(graph: Graph, page_id: str, post: Outgoing) -> LookUp:
    """Raises NetworkError when a list cannot be read."""
    since = (post.first_tried_at or timezone.now()) - SLACK
    wanted = plain(message_of(post))
    found: dict[str, dict[str, Any]] = {}
    is_whole = True
    for name in LISTS:
        asked = {"fields": FIELDS, "since": int(since.timestamp()), "limit": A_PAGE}
        rows = list(graph.list(f"/{page_id}/{name}", pages=PAGES, **asked))
        is_whole &= len(rows) < PAGES * A_PAGE
        for row in rows:
            if _is_ours(row, page_id, since) and plain(str(row.get("message") or "")) == wanted:
                found[str(row.get("id"))] = row
    if not found and not is_whole:
        return Unsure("The page has so many posts since then that not all could be looked at. Look there.")
    if not found:
        return Absent()
    if len(found) > 1:
        return Unsure("Facebook has more than one post with these words from that time. Look at the page.")
    (remote_id, row) = found.popitem()
    if not wanted and not _has_pictures(row, len(post.pictures)):
        return Unsure("Facebook has a post without words from that time. Look whether it is this one.")
    return Found(remote_id=remote_id, remote_url=url_of(remote_id))


def is_older(graph: Graph, page_id: str, post: Outgoing) -> bool:
    """Whether the page's newest posts have these words from before this post was first tried."""
    since, wanted = (post.first_tried_at or timezone.now()) - SLACK, plain(message_of(post))
    rows = graph.list(f"/{page_id}/feed", pages=2, fields=FIELDS, limit=A_PAGE)
    long_ago = dt.datetime.fromtimestamp(0, dt.UTC)
    same = [row for row in rows if _is_ours(row, page_id, long_ago) and plain(str(row.get("message") or "")) == wanted]
    moments = [moment_of(row.get("created_time")) for row in same]
    return any(at is not None and at < since for at in moments)


def find_reply(graph: Graph, page_id: str, reply: Reply) -> LookUp:
    """Raises NetworkError when what stands below the comment cannot be read."""
    since, wanted = (reply.first_tried_at or timezone.now()) - SLACK, plain(reply.text)
    fields = "id,message,created_time,from"
    asked = {"fields": fields, "order": "reverse_chronological", "limit": A_PAGE}
    below = list(graph.list(f"/{reply.remote_id}/comments", pages=PAGES, **asked))
    for row in below:
        if _is_ours(row, page_id, since) and plain(str(row.get("message") or "")) == wanted:
            return Found(remote_id=str(row["id"]))
    if len(below) >= PAGES * A_PAGE:
        return Unsure("So many answers stand below the comment that not all could be looked at. Look there.")
    return Absent()


def find_private_reply(graph: Graph, reply: Reply) -> LookUp:
    """A comment takes one private reply; one that still takes it has none. Whose a taken one is, Facebook does not
    tell, nor whether its 7 days are over."""
    if graph.get(f"/{reply.remote_id}", fields="can_reply_privately").get("can_reply_privately") is True:
        return Absent()
    return Unsure("Facebook does not tell. Look in the page’s messages whether the reply is there.")


def plain(text: str) -> str:
    """Without what Facebook may change in a text: kinds of spaces, line ends, composed letters."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


def moment_of(value: Any) -> dt.datetime | None:
    """Facebook's two ways to write a moment: seconds, or ISO with an offset."""
    try:
        if isinstance(value, int | float) or (isinstance(value, str) and value.isdigit()):
            return dt.datetime.fromtimestamp(int(value), dt.UTC)
        at = dt.datetime.fromisoformat(value)
    except (TypeError, ValueError, OverflowError, OSError):
        return None
    return at if at.tzinfo else at.replace(tzinfo=dt.UTC)


def _is_ours(row: dict[str, Any], page_id: str, since: dt.datetime) -> bool:
    """Written by the page since then. A row that does not say by whom counts: the lists are the page's own."""
    writer = row.get("from")
    is_page = not isinstance(writer, dict) or str(writer.get("id")) == page_id
    at = moment_of(row.get("created_time"))
    return is_page and bool(row.get("id")) and (at is None or at >= since)


def _has_pictures(row: dict[str, Any], number: int) -> bool:
    """Whether it shows as many pictures as ours."""
    shown = rows(part(row, "attachments").get("data"))
    several = rows(part(shown[0], "subattachments").get("data")) if shown else []
    return len(several or shown) == number

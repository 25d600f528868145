"""Looking at the account's own posts: the one that may be there, the pinned one."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Set
from typing import Any
from urllib.parse import quote

from channels.networks.base import Absent, Found, LookUp, NetworkError, Outgoing, Reply, Unsure
from channels.networks.mastodon.speaking import Speaker
from channels.networks.mastodon.words import is_close, is_same, plain, without_handles

PAGE = 40
MOST_PAGES = 3
SKEW = dt.timedelta(minutes=2)
"""How far the server's clock may be behind ours, beyond what the server itself says of it."""


def find(speaker: Speaker, account_id: str, post: Outgoing, *, taken: Set[str]) -> LookUp:
    """Our post among the newest ones, back to just before the first call for it. `taken`: ids and addresses of posts
    that are known to be others."""
    since = post.first_tried_at - SKEW if post.first_tried_at else None
    if since is None:
        return Unsure("Nothing says when the post was first tried.")
    recent, has_all = _recent(speaker, account_id, since)
    recent = [one for one in recent if not {str(one["id"]), str(one.get("url")), str(one.get("uri"))} & taken]
    same = [one for one in recent if _is_ours(one, post)]
    if same:
        first = same[-1]  # the oldest
        return Found(remote_id=str(first["id"]), remote_url=str(first.get("url") or first.get("uri") or ""))
    if not has_all:
        return Unsure("The account has put out more posts since then than can be looked through.")
    if any(is_close(post.text_with_link, text_of(one)) for one in recent):
        return Unsure("A post on the account is much like this one, but not the same.")
    return Absent()


def find_reply(speaker: Speaker, account_id: str, reply: Reply, *, above: str) -> LookUp:
    """Our answer to the post with the number `above`, among the account's newest posts."""
    if reply.first_tried_at is None:
        return Unsure("Nothing says when the answer was first tried.")
    recent, has_all = _recent(speaker, account_id, reply.first_tried_at - SKEW)
    below = [one for one in recent if str(one.get("in_reply_to_id") or "") == above]
    for one in reversed(below):
        if is_same(without_handles(reply.text), without_handles(text_of(one))):
            return Found(remote_id=str(one["id"]), remote_url=str(one.get("url") or one.get("uri") or ""))
    if not has_all:
        return Unsure("The account has put out more posts since then than can be looked through.")
    if below:
        return Unsure("An answer of ours stands there, but its words are not the same.")
    if reply.is_private:
        return Unsure("Not every server lists messages. Look there whether the answer was sent.")
    return Absent()


def _recent(speaker: Speaker, account_id: str, since: dt.datetime) -> tuple[list[dict[str, Any]], bool]:
    """What the account put out since then, newest first, and whether that is all of it."""
    found: list[dict[str, Any]] = []
    before = ""
    for _ in range(MOST_PAGES):
        params: dict[str, Any] = {"limit": PAGE, "exclude_reblogs": "true"} | ({"max_id": before} if before else {})
        rows = speaker.many(f"/api/v1/accounts/{quote(account_id, safe='')}/statuses", params=params)
        begin = since - speaker.behind
        known = {one["id"] for one in found}
        new = [row for row in rows if row["id"] not in known]
        found += new
        if not new or (_made_at(new[-1]) or begin) < begin:
            return [one for one in found if (_made_at(one) or begin) >= begin and not one.get("reblog")], True
        before = str(new[-1]["id"])
    return found, False


def _is_ours(status: Mapping[str, Any], post: Outgoing) -> bool:
    media = status.get("media_attachments")
    count = len(media) if isinstance(media, list) else 0
    return (
        is_same(post.text_with_link, text_of(status))
        and count == (1 if post.video else len(post.pictures))
        and (not post.answers or str(status.get("in_reply_to_id") or "") == post.answers)
    )


def text_of(status: Mapping[str, Any]) -> str:
    """What a post says. Some servers give the text as it was typed too."""
    typed = status.get("text")
    return typed if isinstance(typed, str) and typed else plain(str(status.get("content") or ""))


def pinned(speaker: Speaker, account_id: str) -> str | None:
    """The words of the newest pinned post, "" where there is none; None where the server does not tell."""
    try:
        rows = speaker.many(f"/api/v1/accounts/{quote(account_id, safe='')}/statuses", params={"pinned": "true"})
    except NetworkError:
        return None
    if len(rows) > 10:  # a server that knows no pinned posts gives all of them
        return None
    return next((text_of(row) for row in rows if row.get("pinned") is not False), "")


def picture_sha256(speaker: Speaker, address: str) -> str:
    """Of the bytes of the profile's picture; "" without one."""
    if not address or address.endswith("/missing.png"):
        return ""
    return hashlib.sha256(speaker.http.get(address, headers={"Authorization": ""}).content).hexdigest()


def _made_at(status: Mapping[str, Any]) -> dt.datetime | None:
    try:
        at = dt.datetime.fromisoformat(str(status.get("created_at")))
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=dt.UTC)

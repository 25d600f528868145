"""Whether a post of ours is on X: by its words among the account's own newest ones.

X changes what it is given: links become short ones of its own, with the long one beside them; "&" is escaped; an
answer gets the handles of those whom it answers in front; pictures add a link at the end.
"""

from __future__ import annotations

import datetime as dt
import html
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from channels.networks.answers import part, rows
from channels.networks.base import Absent, Found, LookUp, Outgoing, Unsure
from channels.networks.x.api import Api, rows_of

SLACK = dt.timedelta(minutes=2)
"""Their clock and ours may differ by this much."""
PAGES = 4
FIELDS = "created_at,entities,note_tweet,referenced_tweets,in_reply_to_user_id,conversation_id"
_SCHEME = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)
_HANDLES = re.compile(r"^(?:@\w{1,20}\s+)+")


def find(api: Api, user_id: str, post: Outgoing) -> LookUp:
    """Raises NetworkError when the account's posts cannot be read."""
    since = (post.first_tried_at or timezone.now()) - SLACK
    wanted = plain(post.text_with_link, is_answer=bool(post.answers))
    found = []
    token = ""
    for _ in range(PAGES):
        answer = api.get(
            f"/2/users/{user_id}/tweets",
            max_results=100,
            start_time=since.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            pagination_token=token,
            **{"tweet.fields": FIELDS},
        )
        found += [row for row in rows_of(answer) if _is_it(row, wanted, post.answers)]
        token = str(part(answer, "meta").get("next_token") or "")
        if not token:
            break
    else:
        if not found:
            return Unsure("The account wrote so much since then that X does not show all of it. Look there.")
    if len(found) > 1:
        return Unsure("X has more than one post with these words from that time. Look at the account.")
    return Found(remote_id=str(found[0]["id"]), remote_url=url_of(str(found[0]["id"]))) if found else Absent()


def is_older(api: Api, user_id: str, post: Outgoing) -> bool:
    """Whether the account's newest posts have these words from before this post was first tried."""
    wanted = plain(post.text_with_link, is_answer=bool(post.answers))
    answer = api.get(f"/2/users/{user_id}/tweets", max_results=100, **{"tweet.fields": FIELDS})
    since = ((post.first_tried_at or timezone.now()) - SLACK).astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S")
    same = [row for row in rows_of(answer) if _is_it(row, wanted, post.answers)]
    return any(str(row.get("created_at") or "9")[:19] < since for row in same)


def url_of(remote_id: str) -> str:
    return f"https://x.com/i/status/{remote_id}"


def text_of(row: Mapping[str, Any]) -> str:
    """The words of a post as they were written: links in full, without those that stand for pictures."""
    note = part(row, "note_tweet")
    whole = note if isinstance(note.get("text"), str) else row
    text = str(whole.get("text") or "")
    for link in rows(part(whole, "entities").get("urls")):
        if isinstance(link.get("url"), str) and link["url"]:
            text = text.replace(link["url"], _in_full(link))
    return html.unescape(text).strip()


def plain(text: str, *, is_answer: bool) -> str:
    """Words to compare: spaces alike, links without what X may add or take, an answer without handles in front."""
    text = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()
    text = " ".join(_SCHEME.sub("", word).rstrip("/") if _SCHEME.match(word) else word for word in text.split(" "))
    return _HANDLES.sub("", text + " ").strip() if is_answer else text


def _in_full(link: Mapping[str, Any]) -> str:
    if link.get("media_key"):
        return ""
    full = link.get("expanded_url")
    return full if isinstance(full, str) and full else str(link["url"])


def _is_it(row: Mapping[str, Any], wanted: str, answers: str) -> bool:
    if not row.get("id") or plain(text_of(row), is_answer=bool(answers)) != wanted:
        return False
    references = rows(row.get("referenced_tweets"))
    answered = [str(one.get("id")) for one in references if one.get("type") == "replied_to"]
    return answered == [answers] if answers else not answered

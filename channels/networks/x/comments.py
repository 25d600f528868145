"""What people write to an account on X: posts that mention it, and answers below its newest posts.

X pushes nothing to us and does not tell of posts that were taken away. The cursor is the number of the newest post
seen; numbers grow with time.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from channels.networks.answers import part, rows
from channels.networks.base import CommentBatch, CommentNow, IncomingComment, Refused, SignedOut
from channels.networks.x.api import Api, rows_of
from channels.networks.x.looking import text_of

FIRST_READING = dt.timedelta(days=7)
SEARCHED = dt.timedelta(days=6, hours=12)
"""The search goes back seven days; an older number is an error there."""
FIRST_SEARCH = dt.timedelta(days=2)
"""How far back the first search for a term goes."""
LOOKED_UP = 100
OWN_POSTS = 12
"""As many conversations as fit into one search."""
PAGES = 8
EPOCH_MS = 1_288_834_974_657
"""When the numbers of posts begin, in milliseconds: they hold the moment in their upper bits."""
ASKED = {
    "tweet.fields": (
        "author_id,conversation_id,created_at,edit_history_tweet_ids,entities,in_reply_to_user_id,note_tweet,"
        "referenced_tweets,attachments"
    ),
    "expansions": "author_id",
    "user.fields": "name,username,profile_image_url,public_metrics",
}


def since(api: Api, user_id: str, cursor: str, *, now: dt.datetime) -> CommentBatch:
    """Comments after the cursor, oldest first, each once."""
    last = int(cursor) if re.fullmatch(r"[0-9]{1,19}", cursor) else 0
    after = {"since_id": str(last)} if last else {"start_time": _iso(now - FIRST_READING)}
    found = {one.remote_id: one for one in _read(api, f"/2/users/{user_id}/mentions", user_id, **after)}
    for one in _below_our_posts(api, user_id, last, now):
        found.setdefault(one.remote_id, one)
    comments = sorted(found.values(), key=lambda one: int(one.remote_id))
    newest = max([last, *(int(one.remote_id) for one in comments)])
    return CommentBatch(comments=tuple(comments), cursor=str(newest) if newest else "")


def look_up(api: Api, numbers: Sequence[str]) -> tuple[CommentNow, ...]:
    """How these posts stand now. One that this account may not see any more is not said to be gone."""
    asked = [one for one in numbers if re.fullmatch(r"[0-9]{1,19}", one)][:LOOKED_UP]
    if not asked:
        return ()
    answer = api.get("/2/tweets", ids=",".join(asked), **{"tweet.fields": "entities,note_tweet,edit_history_tweet_ids"})
    found = {
        first_number(row): CommentNow(remote_id=first_number(row), text=_words(row), raw=dict(row))
        for row in rows_of(answer)
    }
    for one in rows(answer.get("errors")):
        number = str(one.get("resource_id") or one.get("value") or "")
        if str(one.get("type") or "").endswith("resource-not-found"):
            found.setdefault(number, CommentNow(remote_id=number, is_gone=True))
    return tuple(found[number] for number in asked if number in found)


def search(api: Api, user_id: str, term: str, cursor: str, *, now: dt.datetime) -> CommentBatch:
    """What others wrote in the last days with these words or this hashtag."""
    last = int(cursor) if re.fullmatch(r"[0-9]{1,19}", cursor) else 0
    is_recent = last and moment_of(last) > now - SEARCHED
    after = {"since_id": str(last)} if is_recent else {"start_time": _iso(now - FIRST_SEARCH)}
    plain = re.sub(r'["\\]', " ", term).strip()
    wanted = plain if re.fullmatch(r"#\w+", plain) else f'"{plain}"'
    query = f"{wanted} -is:retweet -from:{user_id}"
    found = {one.remote_id: one for one in _read(api, "/2/tweets/search/recent", user_id, query=query, **after)}
    comments = sorted(found.values(), key=lambda one: int(one.remote_id))
    newest = max([last, *(int(one.remote_id) for one in comments)])
    return CommentBatch(comments=tuple(comments), cursor=str(newest) if newest else "")


def moment_of(number: int) -> dt.datetime:
    """When the post with this number was made."""
    return dt.datetime.fromtimestamp(((number >> 22) + EPOCH_MS) / 1000, dt.UTC)


def _below_our_posts(api: Api, user_id: str, last: int, now: dt.datetime) -> Iterator[IncomingComment]:
    """Answers that do not mention us. Not every plan has the search; without it the mentions have to do."""
    asked = {"exclude": "retweets,replies", "max_results": OWN_POSTS, "start_time": _iso(now - SEARCHED)}
    ours = [str(row["id"]) for row in rows_of(api.get(f"/2/users/{user_id}/tweets", **asked)) if row.get("id")]
    if not ours:
        return
    below = " OR ".join(f"conversation_id:{number}" for number in ours[:OWN_POSTS])
    is_recent = last and moment_of(last) > now - SEARCHED
    after = {"since_id": str(last)} if is_recent else {}
    try:
        yield from _read(api, "/2/tweets/search/recent", user_id, query=f"({below}) is:reply", **after)
    except SignedOut:
        raise
    except Refused:
        return


def _read(api: Api, path: str, user_id: str, **asked: Any) -> Iterator[IncomingComment]:
    """Newest first, as X gives them. Eight hundred are the most that X shows at all."""
    name = "next_token" if path.endswith("/recent") else "pagination_token"
    token = ""
    for _ in range(PAGES):
        answer = api.get(path, max_results=100, **asked, **ASKED, **({name: token} if token else {}))
        writers = _writers_of(answer)
        for row in rows_of(answer):
            if one := _comment(row, writers, user_id):
                yield one
        token = str(part(answer, "meta").get("next_token") or "")
        if not token:
            return


def _comment(row: Mapping[str, Any], writers: Mapping[str, Mapping[str, Any]], user_id: str) -> IncomingComment | None:
    number, by = first_number(row), str(row.get("author_id") or "")
    if not re.fullmatch(r"[0-9]{1,19}", number) or by == user_id or _is_repost(row):
        return None
    writer = writers.get(by, {})
    handle = str(writer.get("username") or by or f"unknown-{number}")
    conversation = str(row.get("conversation_id") or "")
    return IncomingComment(
        remote_id=number,
        text=_words(row),
        posted_at=moment_of(int(number)),
        author_handle=handle,
        author_name=str(writer.get("name") or ""),
        author_id=by,
        url=f"https://x.com/{handle if writer else 'i'}/status/{number}",
        answers=conversation if conversation != number else "",
        answers_comment=_above(row),
        author_signals=_signals(writer),
        raw={**row, "author": dict(writer)},
    )


def first_number(row: Mapping[str, Any]) -> str:
    """The number of a post; of one that was edited, which gives it a new one each time, the first."""
    history = row.get("edit_history_tweet_ids")
    first = history[0] if isinstance(history, list) and history else ""
    return first if isinstance(first, str) and re.fullmatch(r"[0-9]{1,19}", first) else str(row.get("id") or "")


def _words(row: Mapping[str, Any]) -> str:
    return text_of(row) or "[a picture without words]"


def _above(row: Mapping[str, Any]) -> str:
    references = rows(row.get("referenced_tweets"))
    return next((str(one.get("id") or "") for one in references if one.get("type") == "replied_to"), "")


def _is_repost(row: Mapping[str, Any]) -> bool:
    return any(one.get("type") == "retweeted" for one in rows(row.get("referenced_tweets")))


def _signals(writer: Mapping[str, Any]) -> dict[str, Any]:
    followers = part(writer, "public_metrics").get("followers_count")
    picture = str(writer.get("profile_image_url") or "")
    found: dict[str, Any] = {}
    if isinstance(followers, int):
        found["followers"] = followers
    if picture:
        found["has_avatar"] = "default_profile" not in picture
    return found


def _writers_of(answer: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    return {str(user.get("id")): user for user in rows(part(answer, "includes").get("users"))}


def _iso(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

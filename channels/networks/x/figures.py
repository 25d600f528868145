"""What became of our posts on X, as X shows it to everybody.

Clicks are told to the account alone, for 30 days, and not with every plan: they are left out, so that engagements mean
the same in the first month and after it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from channels.networks.answers import count, part, rows, together
from channels.networks.base import PostFigures
from channels.networks.x.api import Api, rows_of
from channels.networks.x.comments import first_number

AT_ONCE = 100
EVERY = dt.timedelta(hours=6)
"""Plans count each post that is read."""
_OURS = re.compile(r"(?:https://(?:www\.)?(?:x|twitter)\.com/\w{1,20}/status/)?([0-9]{1,19})")
"""A number, or the address that a person gave of a post that they put out."""


def of_posts(api: Api, remote_ids: Sequence[str]) -> tuple[PostFigures, ...]:
    """A post that this account may not see any more is not said to be gone."""
    ours = {found[1]: one for one in remote_ids[:AT_ONCE] if (found := _OURS.fullmatch(one))}
    if not ours:
        return ()
    answer = api.get("/2/tweets", ids=",".join(ours), **{"tweet.fields": "public_metrics,edit_history_tweet_ids"})
    found = {first_number(row): _figures(first_number(row), part(row, "public_metrics")) for row in rows_of(answer)}
    for one in rows(answer.get("errors")):
        number = str(one.get("resource_id") or one.get("value") or "")
        if str(one.get("type") or "").endswith("resource-not-found"):
            found.setdefault(number, PostFigures(remote_id=number, is_gone=True))
    return tuple(replace(found[number], remote_id=one) for number, one in ours.items() if number in found)


def _figures(remote_id: str, said: Mapping[str, Any]) -> PostFigures:
    likes, replies = count(said.get("like_count")), count(said.get("reply_count"))
    reshares = together(count(said.get("retweet_count")), count(said.get("quote_count")))
    return PostFigures(
        remote_id=remote_id,
        impressions=count(said.get("impression_count")),
        engagements=together(likes, reshares, replies, count(said.get("bookmark_count"))),
        reshares=reshares,
        likes=likes,
        replies=replies,
    )

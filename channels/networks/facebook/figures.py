"""What became of a page's posts: reactions, shares and comments of the post itself, views and clicks of its insights.

Facebook refuses a whole question for one part of it: for a figure that it gave up, for insights that the sign-in may
not read, for one post of many that is gone. So it is asked for less and less, and for each post by itself at the end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from channels.networks.answers import count, part, rows, together
from channels.networks.base import NetworkError, PostFigures, Refused, SignedOut
from channels.networks.facebook.graph import Gone, Graph

AT_ONCE = 20
OWN = "id,shares,reactions.limit(0).summary(total_count),comments.limit(0).filter(stream).summary(total_count)"
VIEWS, CLICKS = "post_media_view", "post_clicks"
"""Views took the place of impressions in November 2025."""
WAYS = (
    f"{OWN},insights.metric({VIEWS},{CLICKS}).period(lifetime)",
    f"{OWN},insights.metric({VIEWS}).period(lifetime)",
    OWN,
)


def of_posts(graph: Graph, numbers: Sequence[str]) -> tuple[PostFigures, ...]:
    asked = list(numbers[:AT_ONCE])
    if not asked:
        return ()
    for way in WAYS:
        try:
            answer = graph.get("/", ids=",".join(asked), fields=way)
        except SignedOut:
            raise
        except Refused:
            continue
        return tuple(_figures(number, part(answer, number)) for number in asked if part(answer, number))
    return _one_by_one(graph, asked)


def _one_by_one(graph: Graph, asked: Sequence[str]) -> tuple[PostFigures, ...]:
    found: list[PostFigures] = []
    ways = list(WAYS)
    for number in asked:
        try:
            one = _one(graph, number, ways)
        except SignedOut:
            raise
        except NetworkError:
            if not found:
                raise
            break  # what was told is kept; the others have their turn again
        found += [one] if one else []
    return tuple(found)


def _one(graph: Graph, number: str, ways: list[str]) -> PostFigures | None:
    """None where Facebook tells nothing of it. A way that is refused is not tried with the posts after it."""
    while True:
        try:
            return _figures(number, graph.get(f"/{number}", fields=ways[0]))
        except Gone:
            return PostFigures(remote_id=number, is_gone=True)
        except SignedOut:
            raise
        except Refused:
            if len(ways) == 1:
                return None
            ways.pop(0)


def _figures(number: str, row: Mapping[str, Any]) -> PostFigures:
    """A post that nobody shared has no `shares` at all; that is 0 where the others are told."""
    likes = count(part(row, "reactions", "summary").get("total_count"))
    replies = count(part(row, "comments", "summary").get("total_count"))
    shared = count(part(row, "shares").get("count"))
    reshares = 0 if shared is None and "shares" not in row and likes is not None else shared
    told = {str(one.get("name")): _value(one) for one in rows(part(row, "insights").get("data"))}
    return PostFigures(
        remote_id=number,
        impressions=told.get(VIEWS),
        engagements=together(likes, reshares, replies, told.get(CLICKS)),
        reshares=reshares,
        likes=likes,
        replies=replies,
    )


def _value(one: Mapping[str, Any]) -> int | None:
    values = rows(one.get("values"))
    return count(values[0].get("value")) if values else None

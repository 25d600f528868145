"""What became of our posts on Bluesky. How often one was seen nobody tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from atproto_client import models

from channels.networks.answers import count, rows, together
from channels.networks.base import PostFigures
from channels.networks.bluesky import records
from channels.networks.bluesky.speaking import POST, NotThere, Pds

AT_ONCE = 25
"""As many as one call takes."""


def of_posts(pds: Pds, remote_ids: Sequence[str]) -> tuple[PostFigures, ...]:
    """Gone is only what our own repository has no longer: a readers' server may leave a post out for other reasons."""
    ours = {records.uri_of(one): one for one in remote_ids[:AT_ONCE]}
    ours = {uri: one for uri, one in ours.items() if records.parts_of(uri)[:2] == (pds.did, POST)}
    if not ours:
        return ()
    said = pds.ask("app.bsky.feed.getPosts", models.AppBskyFeedGetPosts.Params(uris=list(ours)))
    shown = {str(row.get("uri")): row for row in rows(said.get("posts"))}
    found = [_figures(remote_id, shown[uri]) for uri, remote_id in ours.items() if uri in shown]
    left_out = [uri for uri in ours if uri not in shown]
    return (*found, *(PostFigures(remote_id=ours[uri], is_gone=True) for uri in left_out if _is_gone(pds, uri)))


def _figures(remote_id: str, row: Mapping[str, Any]) -> PostFigures:
    likes, replies = count(row.get("likeCount")), count(row.get("replyCount"))
    reshares = together(count(row.get("repostCount")), count(row.get("quoteCount")))
    return PostFigures(
        remote_id=remote_id,
        engagements=together(likes, reshares, replies, count(row.get("bookmarkCount"))),
        reshares=reshares,
        likes=likes,
        replies=replies,
    )


def _is_gone(pds: Pds, uri: str) -> bool:
    try:
        pds.record(POST, records.parts_of(uri)[2])
    except NotThere:
        return True
    return False

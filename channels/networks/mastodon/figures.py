"""What became of our posts on a Mastodon server. How often one was seen nobody tells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from channels.networks.answers import count, together
from channels.networks.base import NetworkError, PostFigures, Refused, SignedOut
from channels.networks.mastodon.speaking import NotThere, Speaker

AT_ONCE = 20
"""As many as newer servers tell in one call; older ones are asked for each by itself."""
STATUSES = "/api/v1/statuses"


def of_posts(speaker: Speaker, numbers: Mapping[str, str]) -> tuple[PostFigures, ...]:
    """`numbers`: the server's numbers of the posts, with the ids by which we know them."""
    asked = dict(list(numbers.items())[:AT_ONCE])
    shown = _together(speaker, list(asked)) if len(asked) > 1 else {}
    found = [_figures(asked[number], status) for number, status in shown.items() if number in asked]
    for number in [one for one in asked if one not in shown]:
        try:
            status = speaker.one("GET", f"{STATUSES}/{quote(number, safe='')}")
        except NotThere:
            found.append(PostFigures(remote_id=asked[number], is_gone=True))
            continue
        except SignedOut:
            raise
        except NetworkError:
            if not found:
                raise
            break  # what was told is kept; the others have their turn again
        if str(status.get("id")) == number:
            found.append(_figures(asked[number], status))
    return tuple(found)


def _together(speaker: Speaker, numbers: list[str]) -> dict[str, dict[str, Any]]:
    """Empty where the server has no such call."""
    try:
        return {str(one["id"]): one for one in speaker.many(STATUSES, params={"id[]": numbers})}
    except SignedOut:
        raise
    except Refused:
        return {}


def _figures(remote_id: str, status: Mapping[str, Any]) -> PostFigures:
    likes, replies = count(status.get("favourites_count")), count(status.get("replies_count"))
    reshares = together(count(status.get("reblogs_count")), count(status.get("quotes_count")))
    return PostFigures(
        remote_id=remote_id,
        engagements=together(likes, reshares, replies),
        reshares=reshares,
        likes=likes,
        replies=replies,
    )

"""Which column of a sheet of figures is which, by the names that people and networks give them. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from insights.figures import values
from insights.figures.values import ValueRefused

FIELDS: dict[str, tuple[str, ...]] = {
    "month": (
        "month",
        "date",
        "period",
        "month and year",
        "month ending",
        "month end",
        "reporting month",
        "day",
        "when",
    ),
    "channel": (
        *("channel", "network", "platform", "account", "page", "profile", "site", "social network"),
        *("social media", "social media channel", "channel name", "where"),
    ),
    "followers": (
        *("followers", "total followers", "number of followers", "no of followers", "followers total", "fans"),
        *("subscribers", "page likes", "page followers", "followers at end of month", "audience size"),
    ),
    "impressions": (
        *("impressions", "total impressions", "post impressions", "tweet impressions", "page impressions", "views"),
        *("total views", "number of impressions"),
    ),
    "engagements": (
        *("engagements", "engagement", "total engagements", "total engagement", "interactions", "total interactions"),
        *("number of engagements",),
    ),
    "reshares": (
        *("reshares", "shares", "retweets", "reposts", "re tweets", "re posts", "re shares", "reblogs", "boosts"),
        *("shares/retweets", "retweets/shares", "shared", "number of shares"),
    ),
    "likes": (
        "likes",
        "favourites",
        "favorites",
        "reactions",
        "hearts",
        "post likes",
        "likes/reactions",
        "total likes",
    ),
    "replies": (
        "replies",
        "comments",
        "responses",
        "answers",
        "comments/replies",
        "replies/comments",
        "total comments",
    ),
    "note": (
        *("note", "notes", "reason", "reasons", "reason for change", "remark", "remarks", "why", "what happened"),
        *("notes on changes", "explanation", "events", "comment"),
    ),
}
"""Each field with the names that mean it, the first of them the one that we write."""

LABELS = {"month": "Month", "channel": "Channel", **values.NUMBERS, "note": "Note on the change"}
HEADS = {"month": "Month", "channel": "Channel", **values.NUMBERS, "note": "Note"}
"""What we write over the columns."""

_BY_NAME = {name: field for field, names in FIELDS.items() for name in names}


def plain(head: str) -> str:
    """A head in small letters without signs: "Total_Followers (end of month)*" is "total followers"."""
    spread = head[:200].replace("_", " ").replace("-", " ")
    without = re.sub(r"\([^)]*\)", " ", spread)
    text = " ".join(re.sub(r"[*:?#.]+", " ", without).casefold().split())
    return re.sub(r"\s*/\s*", "/", text)


def field_of(head: str) -> str:
    """The field that a head names; "" for none."""
    return _BY_NAME.get(plain(head), "")


def guessed(
    heads: Sequence[str], samples: Sequence[Sequence[str]], before: Mapping[str, str] | None = None
) -> dict[str, int]:
    """{field: index of its column}: as somebody said the last time, otherwise by its name. The first of two counts.

    A column of words is no number, whatever its name: “Comments” may count replies, or hold remarks.
    """
    before = before or {}
    found: dict[str, int] = {}
    for at, head in enumerate(heads):
        name = plain(head)
        field = before[name] if name in before else _BY_NAME.get(name, "")
        if field in values.NUMBERS and name not in before and _is_words([row[at] for row in samples if at < len(row)]):
            field = "note" if name == "comments" else ""
        if field in FIELDS and field not in found:
            found[field] = at
    return found


def _is_words(cells: Sequence[str]) -> bool:
    """Whether most of the cells that say something say no number."""
    wrong = 0
    said = [cell for cell in cells if cell and not cell.startswith("\x1b")]  # which marks a formula
    for cell in said:
        try:
            values.number(cell)
        except ValueRefused:
            wrong += 1
    return wrong > len(said) / 2

"""Reading what people answer on Bluesky, from the account's notifications.

They come newest first, in pages. One reading goes back to what was read before (and a little further, as they do not
appear in the order of their time); where that is more than a few pages, the next reading goes on from there.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from atproto_client import models

from channels.networks.answers import part
from channels.networks.answers import rows as rows_of
from channels.networks.base import CommentBatch, CommentNow, IncomingComment, NetworkError
from channels.networks.bluesky import records
from channels.networks.bluesky.speaking import POST, NotThere, Pds
from channels.networks.reading import Place

REASONS = ["reply", "mention", "quote"]
PAGE = 100
MOST_PAGES = 5
OVERLAP = dt.timedelta(minutes=10)
BEFORE_CONNECTING = dt.timedelta(days=7)
"""What was written longer before the channel was connected belongs to a time when somebody else looked after it."""
AT_ONCE = 25
FIRST_SEARCH = dt.timedelta(days=2)
"""How far back the first search for a term goes."""


def since(pds: Pds, cursor: str, *, connected_at: dt.datetime | None) -> CommentBatch:
    place = Place.read(cursor)
    back_to = _moment(place.until)
    back_to = back_to - OVERLAP if back_to else connected_at - BEFORE_CONNECTING if connected_at else None
    seen: list[dict[str, Any]] = []
    page, newest = place.page, place.newest
    for _ in range(MOST_PAGES):
        params = models.AppBskyNotificationListNotifications.Params(limit=PAGE, reasons=REASONS, cursor=page or None)
        said = pds.ask("app.bsky.notification.listNotifications", params)
        rows = _rows(said, "notifications")
        newest = newest or next((str(row.get("indexedAt") or "") for row in rows), "")
        fresh = [row for row in rows if not back_to or not (at := _moment(row.get("indexedAt"))) or at >= back_to]
        seen += [row for row in fresh if row.get("reason") in REASONS]
        page = str(said.get("cursor") or "")
        if len(fresh) < len(rows) or not page or not rows:
            page = ""
            break
    cursor = place.after(page=page, newest=newest).written()
    return CommentBatch(comments=_incoming(pds, seen), cursor=cursor, more=bool(page))


def look_up(pds: Pds, known: Sequence[str]) -> tuple[CommentNow, ...]:
    """How these comments stand now.

    Readers' servers leave out what was hidden, and what its writer lets us not see. Both are still there: gone is only
    what the writer's own repository has no longer.
    """
    posts = [uri for uri in known if records.parts_of(uri)[1] == POST][:AT_ONCE]
    said = pds.ask("app.bsky.feed.getPosts", models.AppBskyFeedGetPosts.Params(uris=posts)) if posts else {}
    shown = {str(one.get("uri")): _record(one) for one in _rows(said, "posts")}
    found = []
    for uri in posts:
        record = shown.get(uri)
        if record is None:
            record = _in_repository(pds, uri)
        if record is None:
            found.append(CommentNow(remote_id=uri, is_gone=True))
        else:
            found.append(
                CommentNow(remote_id=uri, text=_text(record) if record else "", raw={"uri": uri, "record": record})
            )
    return tuple(found)


def _in_repository(pds: Pds, uri: str) -> dict[str, Any] | None:
    account, collection, rkey = records.parts_of(uri)
    try:
        value = pds.record(collection, rkey, of=account).get("value")
    except NotThere:
        return None
    return value if isinstance(value, dict) else {}


def search(pds: Pds, term: str, cursor: str) -> CommentBatch:
    """Posts of others with these words or this hashtag, back to what the search before had found."""
    place = Place.read(cursor)
    until = _moment(place.until)
    back_to = until - OVERLAP if until else dt.datetime.now(dt.UTC) - FIRST_SEARCH
    seen: list[dict[str, Any]] = []
    page, newest = place.page, place.newest
    for _ in range(MOST_PAGES):
        params = models.AppBskyFeedSearchPosts.Params(q=term, sort="latest", limit=PAGE, cursor=page or None)
        said = pds.ask("app.bsky.feed.searchPosts", params)
        rows = _rows(said, "posts")
        newest = newest or max((str(row.get("indexedAt") or "") for row in rows), default="")
        fresh = [row for row in rows if not (at := _moment(row.get("indexedAt"))) or at >= back_to]
        seen += fresh
        page = str(said.get("cursor") or "")
        if len(fresh) < len(rows) or not page or not rows:
            page = ""
            break
    written = place.after(page=page, newest=newest).written()
    return CommentBatch(comments=_incoming(pds, seen), cursor=written, more=bool(page))


def _incoming(pds: Pds, rows: Sequence[Mapping[str, Any]]) -> tuple[IncomingComment, ...]:
    rows = [row for row in rows if records.parts_of(str(row.get("uri") or ""))[1] == POST and _record(row)]
    lately = Counter(_did(row) for row in rows if _is_of_today(row))
    followers = _followers(pds, {_did(row) for row in rows})
    made = [_comment(pds.did, row, followers, lately) for row in rows if _did(row) != pds.did]
    return tuple(sorted(made, key=lambda one: one.posted_at))


def _comment(
    own: str, row: Mapping[str, Any], followers: Mapping[str, int], lately: Mapping[str, int]
) -> IncomingComment:
    author = row["author"] if isinstance(row.get("author"), Mapping) else {}
    record, did, uri = _record(row), _did(row), str(row["uri"])
    signals: dict[str, Any] = {"has_avatar": bool(author.get("avatar")), "recent_comments_24h": max(1, lately[did])}
    if did in followers:
        signals["followers"] = followers[did]
    return IncomingComment(
        remote_id=uri,
        text=_text(record),
        posted_at=_moment(row.get("indexedAt")) or dt.datetime.now(dt.UTC),  # a writer may claim any createdAt
        author_handle=str(author.get("handle") or did),
        author_name=str(author.get("displayName") or ""),
        author_id=did,
        url=records.web_address(uri),
        answers=_post_of_ours(own, record),
        answers_comment=_part_uri(record, "reply", "parent"),
        author_signals=signals,
        raw=dict(row),
    )


def _post_of_ours(own: str, record: Mapping[str, Any]) -> str:
    """Our post that it stands below, or that it quotes; "" for one that only names us."""
    reply = record.get("reply") if isinstance(record.get("reply"), Mapping) else {}
    quoted = record.get("embed") if isinstance(record.get("embed"), Mapping) else {}
    quoted = (quoted or {}).get("record") or {}
    around = [(reply or {}).get("root"), (reply or {}).get("parent"), quoted, quoted.get("record")]
    uris = [str(one.get("uri") or "") for one in around if isinstance(one, Mapping)]
    return next((uri for uri in uris if records.parts_of(uri)[:2] == (own, POST)), "")


def _part_uri(record: Mapping[str, Any], *names: str) -> str:
    return str(part(record, *names).get("uri") or "")


def _text(record: Mapping[str, Any]) -> str:
    return str(record.get("text") or "") or _instead_of_text(record)


def _rows(said: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    return rows_of(said.get(name))


def _instead_of_text(record: Mapping[str, Any]) -> str:
    """What a comment without words shows."""
    embed = record.get("embed") if isinstance(record.get("embed"), Mapping) else {}
    alts = [str(one.get("alt") or "") for one in (embed or {}).get("images") or () if isinstance(one, Mapping)]
    return f"[picture: {'; '.join(filter(None, alts)) or 'not described'}]" if embed else ""


def _followers(pds: Pds, dids: Iterable[str]) -> dict[str, int]:
    """How many follow each writer. Only a hint, so that it may fail."""
    found: dict[str, int] = {}
    wanted = sorted(filter(None, dids))
    for start in range(0, len(wanted), AT_ONCE):
        params = models.AppBskyActorGetProfiles.Params(actors=wanted[start : start + AT_ONCE])
        try:
            said = pds.ask("app.bsky.actor.getProfiles", params)
        except NetworkError:
            return found
        for one in said.get("profiles") or ():
            if isinstance(one, dict) and isinstance(one.get("followersCount"), int):
                found[str(one.get("did"))] = one["followersCount"]
    return found


def _record(row: Mapping[str, Any]) -> dict[str, Any]:
    return row["record"] if isinstance(row.get("record"), dict) else {}


def _did(row: Mapping[str, Any]) -> str:
    author = row.get("author")
    return str(author.get("did") or "") if isinstance(author, Mapping) else ""


def _is_of_today(row: Mapping[str, Any]) -> bool:
    at = _moment(row.get("indexedAt"))
    return at is not None and at > dt.datetime.now(dt.UTC) - dt.timedelta(days=1)


def _moment(said: Any) -> dt.datetime | None:
    try:
        at = dt.datetime.fromisoformat(str(said))
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=dt.UTC)

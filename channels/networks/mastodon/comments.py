"""Reading what people answer on a Mastodon server: notifications, and what stands below our newest posts.

An answer whose writer took our name out of it gives no notification; it is found below the post.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from channels.networks.answers import rows
from channels.networks.base import CommentBatch, CommentNow, IncomingComment, NetworkError
from channels.networks.mastodon.speaking import NotThere, Speaker
from channels.networks.mastodon.words import plain
from channels.networks.reading import Place

PAGE = 40
MOST_PAGES = 5
LOOKED_BELOW = 4
"""Posts of ours, the newest with answers, below which we look each time."""
MOST_ASKED = 10
"""Posts above which we look each time, where nothing tells yet what stands there."""
LOOKED_UP = 20
"""Comments that are looked up in one go; each costs a call."""
FIRST_SEARCH = dt.timedelta(days=2)
"""How far back the first search for a term goes."""
BELOW_FOR = dt.timedelta(days=7)
BEFORE_CONNECTING = dt.timedelta(days=7)
"""What was written longer before the channel was connected belongs to a time when somebody else looked after it."""


Ask = Callable[[str, str], list[dict[str, Any]]]
"""A page of a list, newest first: from the post of this number on, and back to that one."""


def since(speaker: Speaker, account_id: str, cursor: str, *, connected_at: dt.datetime | None) -> CommentBatch:
    place = Place.read(cursor)
    found, page, newest = _notified(speaker, place)
    threads = _Threads(speaker, account_id)
    statuses = {str(one["id"]): one for one in found} | {str(one["id"]): one for one in threads.below_newest()}
    theirs = [one for one in statuses.values() if _account(one).get("id") and str(_account(one)["id"]) != account_id]
    if connected_at:
        begin = connected_at - BEFORE_CONNECTING
        theirs = [one for one in theirs if (_moment(one) or begin) >= begin]
    lately = Counter(str(_account(one)["id"]) for one in theirs if _is_of_today(one))
    comments = [_comment(one, threads, lately) for one in theirs]
    return CommentBatch(
        comments=tuple(sorted(comments, key=lambda one: one.posted_at)),
        cursor=place.after(page=page, newest=newest).written(),
        more=bool(page),
    )


def look_up(speaker: Speaker, numbers: Sequence[str]) -> tuple[CommentNow, ...]:
    """How these posts stand now, each asked for by itself: servers agree on nothing else."""
    found = []
    for number in numbers[:LOOKED_UP]:
        try:
            status = speaker.one("GET", f"/api/v1/statuses/{quote(number, safe='')}")
        except NotThere:
            found.append(CommentNow(remote_id=number, is_not_shown=True))
            continue
        if str(status.get("id")) == number:
            found.append(CommentNow(remote_id=number, text=_words(status), raw=dict(status)))
    return tuple(found)


def search(speaker: Speaker, account_id: str, term: str, cursor: str) -> CommentBatch:
    """What others wrote in public with this hashtag, or, where the server searches in texts, with these words."""
    place = Place.read(cursor)
    ask = _tagged(speaker, term) if term.startswith("#") else _searched(speaker, term)
    found, page, newest = _listed(place, ask)
    begin = dt.datetime.now(dt.UTC) - FIRST_SEARCH
    theirs = [
        one
        for one in found
        if one.get("visibility") in ("public", "unlisted")
        and not one.get("reblog")
        and str(_account(one).get("id") or account_id) != account_id
        and (place.until or (_moment(one) or begin) >= begin)
    ]
    threads = _Threads(speaker, account_id)
    threads.know(theirs)
    lately = Counter(str(_account(one)["id"]) for one in theirs if _is_of_today(one))
    comments = sorted((_comment(one, threads, lately) for one in theirs), key=lambda one: one.posted_at)
    written = place.after(page=page, newest=newest).written()
    return CommentBatch(comments=tuple(comments), cursor=written, more=bool(page))


def _tagged(speaker: Speaker, term: str) -> Ask:
    path = f"/api/v1/timelines/tag/{quote(term[1:], safe='')}"
    return lambda page, until: speaker.many(
        path, params={"limit": PAGE} | ({"max_id": page} if page else {}) | ({"since_id": until} if until else {})
    )


def _searched(speaker: Speaker, term: str) -> Ask:
    def ask(page: str, until: str) -> list[dict[str, Any]]:
        params: dict[str, Any] = {"q": f'"{term}"' if " " in term else term, "type": "statuses", "limit": PAGE}
        params |= ({"max_id": page} if page else {}) | ({"min_id": until} if until else {})
        said = speaker.one("GET", "/api/v2/search", params=params)
        return [row for row in rows(said.get("statuses")) if row.get("id")]

    return ask


def _listed(place: Place, ask: Ask) -> tuple[list[dict[str, Any]], str, str]:
    """What a list has, newest first, back to where the reading before began; where to go on, and the newest."""
    found: list[dict[str, Any]] = []
    page, newest = place.page, place.newest
    for _ in range(MOST_PAGES):
        shown = ask(page, place.until)
        ids = [str(row["id"]) for row in shown]
        newest = newest or max(ids, key=lambda one: (len(one), one), default="")
        fresh = shown[: ids.index(place.until)] if place.until in ids else shown
        found += fresh
        if len(fresh) < len(shown) or not shown or page == ids[-1]:
            return found, "", newest
        page = ids[-1]
    return found, page, newest


def _notified(speaker: Speaker, place: Place) -> tuple[list[dict[str, Any]], str, str]:
    """Posts that mention us, where to go on reading, and the newest notification. A server that leaves `since_id` or
    `types` aside does no harm."""
    found: list[dict[str, Any]] = []
    page, newest = place.page, place.newest
    for _ in range(MOST_PAGES):
        params: dict[str, Any] = {"limit": PAGE, "types[]": "mention"}
        params |= {"since_id": place.until} if place.until else {}
        params |= {"max_id": page} if page else {}
        rows = speaker.many("/api/v1/notifications", params=params)
        newest = newest or next((str(row["id"]) for row in rows), "")
        ids = [str(row["id"]) for row in rows]
        fresh = rows[: ids.index(place.until)] if place.until in ids else rows
        found += [row["status"] for row in fresh if _is_mention(row)]
        if len(fresh) < len(rows) or not rows or page == ids[-1]:
            return found, "", newest
        page = ids[-1]
    return found, page, newest


class _Threads:
    """What stands above and below posts. Most of it is known from our newest posts and what was read below them; for
    the rest the server is asked, a few times."""

    def __init__(self, speaker: Speaker, account_id: str) -> None:
        self.speaker, self.account_id = speaker, account_id
        self._known: dict[str, dict[str, Any]] = {}
        self._asked = 0

    def below_newest(self) -> list[dict[str, Any]]:
        path = f"/api/v1/accounts/{quote(self.account_id, safe='')}/statuses"
        rows = self.speaker.many(path, params={"limit": PAGE, "exclude_reblogs": "true"})
        self.know(rows)
        since = dt.datetime.now(dt.UTC) - BELOW_FOR
        answered = [one for one in rows if one.get("replies_count") and (_moment(one) or since) >= since]
        found: list[dict[str, Any]] = []
        for one in answered[:LOOKED_BELOW]:
            found += self._context(str(one["id"]), "descendants")
        self.know(found)
        return found

    def know(self, statuses: Iterable[dict[str, Any]]) -> None:
        self._known |= {str(one["id"]): one for one in statuses}

    def post_of_ours(self, status: Mapping[str, Any]) -> str:
        """The first post of ours above this one; "" where there is none."""
        ours, above = "", str(status.get("in_reply_to_id") or "")
        passed: set[str] = set()
        while above and above not in passed:
            passed.add(above)
            if above not in self._known and self._asked < MOST_ASKED:
                self._asked += 1
                self.know(self._context(str(status["id"]), "ancestors"))
            if above not in self._known:
                return ours or (above if str(status.get("in_reply_to_account_id") or "") == self.account_id else "")
            here = self._known[above]
            ours = above if self._is_ours(here) else ours
            above = str(here.get("in_reply_to_id") or "")
        return ours

    def _is_ours(self, status: Mapping[str, Any]) -> bool:
        return str(_account(status).get("id") or "") == self.account_id

    def _context(self, status_id: str, side: str) -> list[dict[str, Any]]:
        try:
            said = self.speaker.one("GET", f"/api/v1/statuses/{quote(status_id, safe='')}/context")
        except NetworkError:  # gone meanwhile, or a server without threads; the notification is read all the same
            return []
        rows = said.get(side)
        return [row for row in rows if isinstance(row, dict) and row.get("id")] if isinstance(rows, list) else []


def _comment(status: Mapping[str, Any], threads: _Threads, lately: Mapping[str, int]) -> IncomingComment:
    account = _account(status)
    is_private = status.get("visibility") == "direct"
    avatar = str(account.get("avatar") or "")
    signals: dict[str, Any] = {
        "has_avatar": bool(avatar) and not avatar.endswith("/missing.png"),
        "recent_comments_24h": max(1, lately[str(account["id"])]),
    }
    if isinstance(account.get("followers_count"), int):
        signals["followers"] = account["followers_count"]
    return IncomingComment(
        remote_id=str(status["id"]),
        text=_words(status),
        posted_at=_moment(status) or dt.datetime.now(dt.UTC),
        author_handle=str(account.get("acct") or account.get("username") or account["id"]),
        author_name=str(account.get("display_name") or ""),
        author_id=str(account["id"]),
        is_private=is_private,
        url="" if is_private else str(status.get("url") or status.get("uri") or ""),
        answers="" if is_private else threads.post_of_ours(status),
        answers_comment=str(status.get("in_reply_to_id") or ""),
        author_signals=signals,
        raw=dict(status),
    )


def _words(status: Mapping[str, Any]) -> str:
    """Warning, text and what its pictures show."""
    media = status.get("media_attachments")
    alts = [str(one.get("description") or "") for one in media if isinstance(one, dict)] if media else []
    text = plain(str(status.get("content") or ""))
    warning = plain(str(status.get("spoiler_text") or ""))
    shown = f"[picture: {'; '.join(filter(None, alts)) or 'not described'}]" if alts and not text else ""
    return "\n\n".join(filter(None, [warning, text, shown]))


def _is_mention(row: Mapping[str, Any]) -> bool:
    status = row.get("status")
    return row.get("type") == "mention" and isinstance(status, dict) and bool(status.get("id"))


def _account(status: Mapping[str, Any]) -> dict[str, Any]:
    return status["account"] if isinstance(status.get("account"), dict) else {}


def _is_of_today(status: Mapping[str, Any]) -> bool:
    at = _moment(status)
    return at is not None and at > dt.datetime.now(dt.UTC) - dt.timedelta(days=1)


def _moment(status: Mapping[str, Any]) -> dt.datetime | None:
    try:
        at = dt.datetime.fromisoformat(str(status.get("created_at")))
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=dt.UTC)

"""A Mastodon server of ours on loopback: what the connector asks of one, answered as the documentation has it.

Its faults are server.py's, one a writing call (POST, PUT and DELETE, uploads left out). What a kind of server does
differently is a switch.
"""

from __future__ import annotations

import datetime as dt
import html
import itertools
import re
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.channels.networks.server import Answer, Asked, LoopbackServer

TOKEN = "northshire-token"
CODE = "a-code"
ME = "100"
PIXEL = b"\x89PNG avatar"


class MastodonServer(LoopbackServer):
    """What the server has and was asked. Times are the server's own clock."""

    def __init__(self) -> None:
        super().__init__()
        self.statuses: dict[str, dict[str, Any]] = {}
        self.notifications: list[dict[str, Any]] = []
        self.media: dict[str, dict[str, Any]] = {}
        self.has_keys = False  # whether it honours Idempotency-Key
        self.bad_token_status = 401
        self.bad_token_words = "The access token is invalid"
        self.slow_media = 0  # how often it says that it still reads a picture
        self.has_v2_media = True
        self.has_v2_instance = True
        self.most_characters = 500
        self.tokens = {TOKEN}
        self.followers = 12
        self.pinned: list[str] = []
        self.keys: dict[str, str] = {}
        self.ids = itertools.count(110)
        self.blocked: set[str] = set()
        self.searches_texts = True
        self.tells_many = True  # whether it tells of several posts in one call
        self.people = {"200": "fan@elsewhere.example"}  # by the number of their account

    def expire_token(self) -> None:
        self.tokens.clear()

    def publishes(self, asked: Asked) -> bool:
        return asked.method != "GET" and asked.path.startswith("/api/v1/statuses")

    def error(self, fault: str) -> Answer:
        if fault == "rate limited":
            reset = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=90)
            headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": reset.isoformat()}
            return Answer(429, {"error": "Too many requests"}, headers)
        if fault == "refused":
            return Answer(422, {"error": "Validation failed: Text is not allowed"})
        return Answer(500, b"<html>Something went wrong</html>")

    @property
    def published(self) -> list[dict[str, Any]]:
        """What the channel's account has put out, oldest first."""
        return [one for one in self.statuses.values() if one["account"]["id"] == ME]

    def account(self, number: str = ME, name: str = "northshire") -> dict[str, Any]:
        return {
            "id": number,
            "username": name,
            "acct": name,
            "display_name": name.title(),
            "note": "<p>Information for families.</p>",
            "url": f"https://mastodon.example/@{name}",
            "avatar": f"{self.url}/avatars/{number}.png",
            "followers_count": self.followers,
        }

    def add(self, text: str, *, by: dict[str, Any] | None = None, **fields: Any) -> dict[str, Any]:
        """A post, as the server shows it: HTML, links and mentions rewritten."""
        number = str(next(self.ids))
        status = {
            "id": number,
            "created_at": (dt.datetime.now(dt.UTC) - self.behind)
            .isoformat(timespec="milliseconds")
            .replace("+00:00", "Z"),
            "in_reply_to_id": None,
            "in_reply_to_account_id": None,
            "sensitive": False,
            "spoiler_text": "",
            "visibility": "public",
            "media_attachments": [],
            "uri": f"https://mastodon.example/users/northshire/statuses/{number}",
            "url": f"https://mastodon.example/@northshire/{number}",
            "reblog": None,
            "account": by or self.account(),
            "content": as_html(text),
            "replies_count": 0,
        } | fields
        if above := self.statuses.get(str(status["in_reply_to_id"])):
            status["in_reply_to_account_id"] = above["account"]["id"]
            above["replies_count"] += 1
        self.statuses[number] = status
        return status

    def comment(self, text: str, *, to: str | None, visibility: str = "public", notify: bool = True) -> dict[str, Any]:
        """Somebody answers, and the account is told."""
        fan = self.account("200", "fan") | {"acct": "fan@elsewhere.example", "followers_count": 3}
        status = self.add(f"@northshire {text}", by=fan, in_reply_to_id=to, visibility=visibility)
        if notify:
            self.notify("mention", status)
        return status

    def notify(self, kind: str, status: dict[str, Any]) -> None:
        self.notifications.append({"id": str(next(self.ids)), "type": kind, "status": status})

    def bodies(self, path: str) -> list[Any]:
        return [one.body or one.form for one in self.asked if one.path == path]

    def answer(self, asked: Asked) -> Answer:
        status, said = self._route(asked)
        return Answer(status, said)

    def _route(self, asked: Asked) -> tuple[int, Any]:
        path, body = asked.path, asked.body or asked.form
        if path == "/api/v1/apps":
            return 200, {"id": "1", "client_id": "an-app", "client_secret": "its-secret", "scopes": body["scopes"]}
        if path == "/oauth/token":
            is_right = (body["code"], body["client_secret"]) == (CODE, "its-secret")
            if not is_right:
                return 400, {"error": "invalid_grant", "error_description": "The authorization grant is invalid."}
            return 200, {"access_token": TOKEN, "token_type": "Bearer", "scope": "read write"}
        if path.startswith("/avatars/"):
            return 200, PIXEL
        if path == "/api/v2/instance" and self.has_v2_instance:
            return 200, {"configuration": {"statuses": {"max_characters": self.most_characters}}}
        if path == "/api/v1/instance":
            return 200, {"version": "2.7.2 (compatible; Other 1.0-beta)", "max_toot_chars": self.most_characters}
        if asked.headers.get("authorization", "").removeprefix("Bearer ") not in self.tokens:
            return self.bad_token_status, {"error": self.bad_token_words}
        return self._signed_in(asked, path, body)

    def _signed_in(self, asked: Asked, path: str, body: dict[str, Any]) -> tuple[int, Any]:
        if path == "/api/v1/accounts/verify_credentials":
            return 200, self.account() | {"source": {"note": "Information for families."}}
        if path == f"/api/v1/accounts/{ME}/statuses":
            own = [self.statuses[one] for one in self.pinned] if asked.query.get("pinned") else self.published[::-1]
            return 200, _page(own, asked.query)
        if found := re.fullmatch(r"/api/v1/accounts/(\w+)(?:/(block|unblock))?", path):
            return self._person(asked, found[1], found[2] or "")
        if path.startswith("/api/v1/timelines/tag/"):
            tag = f"#{path.rpartition('/')[2]}".lower()
            return 200, _page(self._public(tag), asked.query)
        if path == "/api/v2/search":
            wanted = asked.query["q"].strip('"').lower() if self.searches_texts else "\x00"
            return 200, {"accounts": [], "hashtags": [], "statuses": _page(self._public(wanted), asked.query)}
        if path == "/api/v1/notifications":
            return 200, _page(self.notifications[::-1], asked.query)
        if path in ("/api/v2/media", "/api/v1/media") and asked.method == "POST":
            if path == "/api/v2/media" and not self.has_v2_media:
                return 404, {"error": "Not found"}
            number = str(next(self.ids))
            self.media[number] = {"id": number, "description": body.get("description", ""), "url": "x"}
            if self.slow_media:
                return 202, self.media[number] | {"url": None}
            return 200, self.media[number]
        if found := re.fullmatch(r"/api/v1/media/(\w+)", path):
            self.slow_media = max(0, self.slow_media - 1)
            return 206 if self.slow_media else 200, self.media[found[1]]
        if path == "/api/v1/statuses" and asked.method == "GET":
            numbers = [value for name, value in parse_qsl(urlsplit(asked.target).query) if name == "id[]"]
            found = [self.statuses[one] for one in numbers if one in self.statuses]
            return (200, found) if self.tells_many else (404, {"error": "Not Found"})
        if path == "/api/v1/statuses":
            return self._post(body, asked.headers.get("idempotency-key", ""))
        if found := re.fullmatch(r"/api/v1/statuses/([\w-]+)(/context)?", path):
            return self._one(asked.method, found[1], body, is_context=bool(found[2]))
        return 404, {"error": "Record not found"}

    def _public(self, wanted: str) -> list[dict[str, Any]]:
        """Public posts with these words, newest first."""
        shown = [one for one in self.statuses.values() if one["visibility"] in ("public", "unlisted")]
        return [one for one in reversed(shown) if wanted in re.sub(r"<[^>]+>", "", one["content"]).lower()]

    def _person(self, asked: Asked, name: str, verb: str) -> tuple[int, Any]:
        number = next((one for one, acct in self.people.items() if acct == asked.query.get("acct")), name)
        if number not in self.people:
            return 404, {"error": "Record not found"}
        if verb:
            (self.blocked.add if verb == "block" else self.blocked.discard)(number)
            return 200, {"id": number, "blocking": verb == "block"}
        return 200, self.account(number, "fan") | {"acct": self.people[number]}

    def _post(self, body: dict[str, Any], key: str) -> tuple[int, Any]:
        if self.has_keys and key in self.keys:
            return 200, self.statuses[self.keys[key]]
        if len(body["status"]) > self.most_characters:
            return 422, {"error": f"Validation failed: Text character limit of {self.most_characters} exceeded"}
        if body.get("in_reply_to_id") and body["in_reply_to_id"] not in self.statuses:
            return 404, {"error": "Record not found"}
        made = self.add(body["status"], **self._fields(body))
        self.keys[key] = made["id"]
        return 200, made

    def _fields(self, body: dict[str, Any]) -> dict[str, Any]:
        kept = ("in_reply_to_id", "visibility", "spoiler_text", "sensitive")
        media = [self.media[one] for one in body.get("media_ids", ())]
        return {key: body[key] for key in kept if key in body} | {"media_attachments": media}

    def _one(self, method: str, number: str, body: Any, *, is_context: bool) -> tuple[int, Any]:
        if number not in self.statuses:
            return 404, {"error": "Record not found"}
        status = self.statuses[number]
        if is_context:
            return 200, {"ancestors": _above(self, status), "descendants": _below(self, number)}
        if method == "DELETE":
            return 200, self.statuses.pop(number)
        if method == "PUT":
            status |= {"content": as_html(body["status"])} | self._fields(body)
        return 200, status


def as_html(text: str) -> str:
    """As Mastodon writes it: the scheme of a link is there for machines only, a long one is cut for the eye, and of
    somebody elsewhere only the name is shown."""

    def link(match: re.Match[str]) -> str:
        scheme, rest = match[0].split("://", 1)
        shown = f'<span class="ellipsis">{rest[:30]}</span><span class="invisible">{rest[30:]}</span>'
        return f'<a href="{match[0]}"><span class="invisible">{scheme}://</span>{shown}</a>'

    paragraphs = html.escape(text, quote=False).split("\n\n")
    linked = [re.sub(r"https?://[^\s<]+", link, one) for one in paragraphs]
    named = [
        re.sub(r"@([\w.]+)@[\w.-]+", r'<span class="h-card"><a>@<span>\1</span></a></span>', one) for one in linked
    ]
    tagged = [re.sub(r"#(\w+)", r'<a class="hashtag">#<span>\1</span></a>', one) for one in named]
    return "".join(f"<p>{one.replace(chr(10), '<br />')}</p>" for one in tagged)


def _page(rows: list[dict[str, Any]], query: dict[str, str]) -> list[dict[str, Any]]:
    """Newest first."""
    if query.get("max_id"):
        rows = [row for row in rows if int(row["id"]) < int(query["max_id"])]
    if after := query.get("since_id") or query.get("min_id"):
        rows = [row for row in rows if int(row["id"]) > int(after)]
    if query.get("types[]"):
        rows = [row for row in rows if row["type"] == query["types[]"]]
    return rows[: int(query.get("limit", 20))]


def _above(state: MastodonServer, status: dict[str, Any]) -> list[dict[str, Any]]:
    above = state.statuses.get(str(status["in_reply_to_id"]))
    return [*_above(state, above), above] if above else []


def _below(state: MastodonServer, number: str) -> list[dict[str, Any]]:
    answers = [one for one in state.statuses.values() if one["in_reply_to_id"] == number]
    return [found for one in answers for found in (one, *_below(state, one["id"]))]

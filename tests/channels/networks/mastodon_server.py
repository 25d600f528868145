"""A Mastodon server of ours on loopback: what the connector asks of one, answered as the documentation has it.

`faults` are used up one a writing call (POST, PUT and DELETE, uploads left out); without one, all goes well. A server
that "keeps" did what it was asked before it went wrong. What a kind of server does differently is a switch.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import html
import itertools
import json
import re
import threading
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from http.server import ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.channels.networks.going_wrong import GoesWrong

TOKEN = "northshire-token"
CODE = "a-code"
ME = "100"
PIXEL = b"\x89PNG avatar"


@dataclass
class MastodonServer:
    """What the server has and was asked. Times are the server's own clock."""

    url: str = ""
    statuses: dict[str, dict[str, Any]] = field(default_factory=dict)
    notifications: list[dict[str, Any]] = field(default_factory=list)
    media: dict[str, dict[str, Any]] = field(default_factory=dict)
    asked: list[tuple[str, str, Any, dict[str, str]]] = field(default_factory=list)  # method, path, body, headers
    faults: deque[str] = field(default_factory=deque)
    behind: dt.timedelta = dt.timedelta(0)  # how far its clock is behind
    has_keys: bool = False  # whether it honours Idempotency-Key
    bad_token_status: int = 401
    bad_token_words: str = "The access token is invalid"
    slow_media: int = 0  # how often it says that it still reads a picture
    has_v2_media: bool = True
    has_v2_instance: bool = True
    most_characters: int = 500
    tokens: set[str] = field(default_factory=lambda: {TOKEN})
    followers: int = 12
    pinned: list[str] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)
    released: threading.Event = field(default_factory=threading.Event)
    ids: Iterator[int] = field(default_factory=lambda: itertools.count(110))

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

    def own(self) -> list[dict[str, Any]]:
        """What the channel's account has put out, oldest first."""
        return [one for one in self.statuses.values() if one["account"]["id"] == ME]

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
        return [body for _, asked, body, _ in self.asked if asked == path]


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


@contextlib.contextmanager
def mastodon_server() -> Iterator[MastodonServer]:
    state = MastodonServer()
    answers = {
        "refused": (422, b'{"error": "Validation failed: Text is not allowed"}'),
        "limited": (429, b'{"error": "Too many requests"}'),
        "signed out": (401, b'{"error": "The access token was revoked"}'),
    }
    handler = type("Handler", (_Handler,), {"state": state, "released": state.released, "answers": answers})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    state.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        state.released.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(GoesWrong):
    state: MastodonServer

    def date_time_string(self, timestamp: float | None = None) -> str:
        return super().date_time_string((timestamp or time.time()) - self.state.behind.total_seconds())

    def do_GET(self) -> None:
        self._answer("GET")

    def do_POST(self) -> None:
        self._answer("POST")

    def do_PUT(self) -> None:
        self._answer("PUT")

    def do_DELETE(self) -> None:
        self._answer("DELETE")

    def _answer(self, method: str) -> None:
        parts = urlsplit(self.path)
        body = self._body()
        self.state.asked.append((method, parts.path, body, {key.lower(): value for key, value in self.headers.items()}))
        fault = ""
        is_write = method != "GET" and parts.path.startswith("/api/v1/statuses")
        if is_write and self.state.faults:
            fault = self.state.faults.popleft()
        if fault and not fault.endswith("kept"):
            self.go_wrong(fault, b"")
            return
        status, said = self._route(method, parts.path, {k: v[-1] for k, v in parse_qs(parts.query).items()}, body)
        content = said if isinstance(said, bytes) else json.dumps(said).encode()
        if fault:
            self.go_wrong(fault, content)
            return
        self.send(status, content)

    def _body(self) -> Any:
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        kind = self.headers.get("Content-Type", "")
        if kind.startswith("application/json"):
            return json.loads(raw)
        if kind.startswith("multipart/"):
            whole = BytesParser(policy=HTTP).parsebytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + raw)
            return {
                part.get_param("name", header="content-disposition"): part.get_payload(decode=True)
                for part in whole.iter_parts()
            }
        return {key: values[-1] for key, values in parse_qs(raw.decode()).items()}

    def _route(self, method: str, path: str, query: dict[str, str], body: Any) -> tuple[int, Any]:
        if path == "/api/v1/apps":
            return 200, {"id": "1", "client_id": "an-app", "client_secret": "its-secret", "scopes": body["scopes"]}
        if path == "/oauth/token":
            is_right = (body["code"], body["client_secret"]) == (CODE, "its-secret")
            if not is_right:
                return 400, {"error": "invalid_grant", "error_description": "The authorization grant is invalid."}
            return 200, {"access_token": TOKEN, "token_type": "Bearer", "scope": "read write"}
        if path.startswith("/avatars/"):
            return 200, PIXEL
        if path == "/api/v2/instance" and self.state.has_v2_instance:
            return 200, {"configuration": {"statuses": {"max_characters": self.state.most_characters}}}
        if path == "/api/v1/instance":
            return 200, {"version": "2.7.2 (compatible; Other 1.0-beta)", "max_toot_chars": self.state.most_characters}
        if self.headers.get("Authorization", "").removeprefix("Bearer ") not in self.state.tokens:
            return self.state.bad_token_status, {"error": self.state.bad_token_words}
        return self._signed_in(method, path, query, body)

    def _signed_in(self, method: str, path: str, query: dict[str, str], body: Any) -> tuple[int, Any]:
        state = self.state
        if path == "/api/v1/accounts/verify_credentials":
            return 200, state.account() | {"source": {"note": "Information for families."}}
        if path == f"/api/v1/accounts/{ME}/statuses":
            own = [state.statuses[one] for one in state.pinned] if query.get("pinned") else state.own()[::-1]
            return 200, _page(own, query)
        if path == "/api/v1/notifications":
            return 200, _page(state.notifications[::-1], query)
        if path in ("/api/v2/media", "/api/v1/media") and method == "POST":
            if path == "/api/v2/media" and not state.has_v2_media:
                return 404, {"error": "Not found"}
            number = str(next(state.ids))
            state.media[number] = {"id": number, "description": body.get("description", b"").decode(), "url": "x"}
            if state.slow_media:
                return 202, state.media[number] | {"url": None}
            return 200, state.media[number]
        if found := re.fullmatch(r"/api/v1/media/(\w+)", path):
            state.slow_media = max(0, state.slow_media - 1)
            return 206 if state.slow_media else 200, state.media[found[1]]
        if path == "/api/v1/statuses":
            return self._post(body)
        if found := re.fullmatch(r"/api/v1/statuses/([\w-]+)(/context)?", path):
            return self._one(method, found[1], body, is_context=bool(found[2]))
        return 404, {"error": "Record not found"}

    def _post(self, body: dict[str, Any]) -> tuple[int, Any]:
        state, key = self.state, self.headers.get("Idempotency-Key", "")
        if state.has_keys and key in state.keys:
            return 200, state.statuses[state.keys[key]]
        if len(body["status"]) > state.most_characters:
            return 422, {"error": f"Validation failed: Text character limit of {state.most_characters} exceeded"}
        if body.get("in_reply_to_id") and body["in_reply_to_id"] not in state.statuses:
            return 404, {"error": "Record not found"}
        made = state.add(body["status"], **self._fields(body))
        state.keys[key] = made["id"]
        return 200, made

    def _fields(self, body: dict[str, Any]) -> dict[str, Any]:
        kept = ("in_reply_to_id", "visibility", "spoiler_text", "sensitive")
        media = [self.state.media[one] for one in body.get("media_ids", ())]
        return {key: body[key] for key in kept if key in body} | {"media_attachments": media}

    def _one(self, method: str, number: str, body: Any, *, is_context: bool) -> tuple[int, Any]:
        state = self.state
        if number not in state.statuses:
            return 404, {"error": "Record not found"}
        status = state.statuses[number]
        if is_context:
            return 200, {"ancestors": _above(state, status), "descendants": _below(state, number)}
        if method == "DELETE":
            return 200, state.statuses.pop(number)
        if method == "PUT":
            status |= {"content": as_html(body["status"])} | self._fields(body)
        return 200, status


def _page(rows: list[dict[str, Any]], query: dict[str, str]) -> list[dict[str, Any]]:
    """Newest first."""
    if query.get("max_id"):
        rows = [row for row in rows if int(row["id"]) < int(query["max_id"])]
    if query.get("since_id"):
        rows = [row for row in rows if int(row["id"]) > int(query["since_id"])]
    if query.get("types[]"):
        rows = [row for row in rows if row["type"] == query["types[]"]]
    return rows[: int(query.get("limit", 20))]


def _above(state: MastodonServer, status: dict[str, Any]) -> list[dict[str, Any]]:
    above = state.statuses.get(str(status["in_reply_to_id"]))
    return [*_above(state, above), above] if above else []


def _below(state: MastodonServer, number: str) -> list[dict[str, Any]]:
    answers = [one for one in state.statuses.values() if one["in_reply_to_id"] == number]
    return [found for one in answers for found in (one, *_below(state, one["id"]))]

"""Facebook on loopback, as its documents describe it: pages, posts, unpublished photos, comments, messages, tokens.

Like Facebook it publishes whatever comes, also twice. Its faults are server.py's; "duplicate" (error 506) and any
recorded error by its name ("error_368") can be had with `set_error`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import itertools
import json
import re
from collections import deque
from typing import Any

from tests.channels.networks.server import Answer, Asked, LoopbackServer, payload

PAGE, TOKEN = "104000000000001", "page-token-1"
APP, SECRET, VERIFY = "904000000000001", "app-secret", "a-word"
CODE = "a-code"
VERSION = "/v25.0"
PARENT = {"id": "504000000000001", "name": "A. Parent"}
PICTURE = b"\xff\xd8 a picture of a logo"


def recorded(name: str) -> Answer:
    return payload("facebook", name)


class FacebookServer(LoopbackServer):
    def __init__(self) -> None:
        super().__init__()
        self.posts: dict[str, dict[str, Any]] = {}
        self.photos: dict[str, dict[str, str]] = {}
        self.comments: dict[str, dict[str, Any]] = {}
        self.messages: list[dict[str, Any]] = []
        self.tokens = {TOKEN: PAGE, "page-token-2": "104000000000002"}
        self.subscribed: list[str] = []
        self.blocked: set[str] = set()
        self.conversations: dict[str, list[dict[str, Any]]] = {}
        self.may_read_messages = True
        self.metrics = {"post_media_view", "post_clicks"}  # that it still knows
        self.may_read_insights = True
        self.errors: deque[str] = deque()
        self.listed = ("feed", "published_posts")  # the lists that do not leave out posts
        self.now = lambda: dt.datetime.now(dt.UTC)
        self.numbers = itertools.count(204000000000001)

    @property
    def api(self) -> str:
        """For settings.FACEBOOK_API."""
        return f"{self.url}{VERSION}"

    @property
    def published(self) -> list[dict[str, Any]]:
        return list(self.posts.values())

    def expire_token(self) -> None:
        self.tokens.clear()

    def set_error(self, name: str, *, times: int = 1) -> None:
        """A recorded error for the next call that changes something."""
        self.errors.extend([name] * times)

    def publishes(self, asked: Asked) -> bool:
        return asked.method == "POST" and asked.path.endswith("/feed")

    def error(self, fault: str) -> Answer:
        return recorded({"refused": "error_100", "rate limited": "error_32", "5xx": "error_2"}[fault])

    def add_comment(self, post_id: str, text: str, *, by: dict[str, str] | None = None) -> dict[str, Any]:
        number = f"{post_id.rpartition('_')[2]}_{next(self.numbers)}"
        self.comments[number] = {
            "id": number,
            "on": post_id,
            "message": text,
            "from": PARENT if by is None else by,
            "created_time": self.now().strftime("%Y-%m-%dT%H:%M:%S+0000"),
            "is_hidden": False,
        }
        return self.comments[number]

    def add_post(self, message: str, *, by: str = PAGE, **fields: Any) -> dict[str, Any]:
        number = f"{PAGE}_{next(self.numbers)}"
        self.posts[number] = {
            "id": number,
            "message": message,
            "from": {"id": by, "name": "Northshire SENDIASS" if by == PAGE else "B. Carer"},
            "created_time": self.now().strftime("%Y-%m-%dT%H:%M:%S+0000"),
            "link": "",
            "photos": [],
            **fields,
        }
        return self.posts[number]

    def answer(self, asked: Asked) -> Answer:
        path = asked.path.removeprefix(VERSION)
        if path == "/picture.jpg":
            return Answer(200, PICTURE, {"Content-Type": "image/jpeg"})
        if not asked.path.startswith(VERSION):
            return recorded("error_2635")
        if path == "/oauth/access_token":
            return self._token(asked)
        if path == "/debug_token":
            answer = recorded("debug_token")
            answer.body["data"]["is_valid"] = asked.query["input_token"] in self.tokens
            return answer
        token = asked.said.get("access_token", "")
        if path == "/me/accounts":
            return recorded("accounts") if token == "user-token-long" else recorded("error_190")
        if token not in self.tokens or not _is_proven(asked):
            return recorded("error_190")
        if self.errors and asked.method != "GET":
            return recorded(self.errors.popleft())
        return self._signed_in(asked, path, self.tokens[token])

    def _token(self, asked: Asked) -> Answer:
        if (asked.query.get("client_id"), asked.query.get("client_secret")) != (APP, SECRET):
            return recorded("error_1")
        if asked.query.get("grant_type") == "fb_exchange_token":
            right = asked.query.get("fb_exchange_token") == "user-token-short"
            return recorded("token_long" if right else "error_190")
        return recorded("token_short" if asked.query.get("code") == CODE else "error_100")

    def _signed_in(self, asked: Asked, path: str, page: str) -> Answer:
        if path in ("/me", f"/{page}"):
            answer = recorded("page")
            answer.body["picture"]["data"]["url"] = f"{self.url}/picture.jpg"
            return answer
        if path == "/":
            return self._several(asked)
        if path == f"/{page}/subscribed_apps":
            self.subscribed.append(asked.form["subscribed_fields"])
            return recorded("success")
        if path == f"/{page}/photos":
            return self._photo(asked)
        if path == f"/{page}/feed" and asked.method == "POST":
            return self._post(asked)
        if found := re.fullmatch(rf"/{page}/(feed|published_posts)", path):
            return self._list(found[1], asked)
        if path == f"/{page}/blocked":
            return self._block(asked)
        if path == f"/{page}/conversations":
            return self._conversations(asked)
        if path.startswith("/m_"):
            said = next((one for rows in self.conversations.values() for one in rows if one["id"] == path[1:]), None)
            return Answer(200, {"id": said["id"], "from": said["from"]}) if said else recorded("error_100_33")
        if path == f"/{page}/messages":
            return self._message(asked)
        if found := re.fullmatch(r"/([0-9_]+)/comments", path):
            return self._comments_of(found[1], asked)
        return self._one(path.removeprefix("/"), asked)

    def _block(self, asked: Asked) -> Answer:
        if asked.method == "DELETE":
            self.blocked.discard(asked.query["user"])
            return recorded("success")
        people = json.loads(asked.form["user"])
        self.blocked |= set(people)
        return Answer(200, dict.fromkeys(people, True))

    def _photo(self, asked: Asked) -> Answer:
        answer = recorded("photo_uploaded")
        answer.body["id"] = number = str(next(self.numbers))
        _, content, kind = asked.files["source"]
        self.photos[number] = {"alt": asked.form.get("alt_text_custom", ""), "type": kind, "bytes": str(len(content))}
        assert asked.form["published"] == "false"
        return answer

    def _post(self, asked: Asked) -> Answer:
        attached = [json.loads(value)["media_fbid"] for name, value in asked.form.items() if "attached_media" in name]
        if not all(one in self.photos for one in attached):
            return recorded("error_100")
        message = asked.form.get("message", "")
        if not (message or attached or asked.form.get("link")):
            return recorded("error_100")
        photos = [self.photos[one] for one in attached]
        made = self.add_post(message, link=asked.form.get("link", ""), photos=photos)
        answer = recorded("post_created")
        answer.body["id"] = made["id"]
        return answer

    def _list(self, name: str, asked: Asked) -> Answer:
        since = int(asked.query.get("since", 0))
        rows = [row for row in reversed(self.posts.values()) if _seconds(row) >= since]
        if name not in self.listed:
            rows = []
        start = int(asked.query.get("after", 0))
        end = start + int(asked.query.get("limit", 25))
        data = [self._shown(row, asked.query.get("fields", "")) for row in rows[start:end]]
        paging = {"cursors": {"before": str(start), "after": str(end)}}
        if end < len(rows):
            paging["next"] = f"{self.url}/next"
        return Answer(200, {"data": data, "paging": paging} if data else {"data": []})

    def _shown(self, row: dict[str, Any], fields: str) -> dict[str, Any]:
        shown = {name: row[name] for name in ("id", "from", "created_time") if name in row}
        if row["message"]:
            shown["message"] = row["message"]
        if row["photos"]:
            several = [{"media_type": "photo"} for _ in row["photos"]]
            shown["attachments"] = {"data": [{"media_type": "album", "subattachments": {"data": several}}]}
        below = [one for one in reversed(self.comments.values()) if one["on"] == row["id"]]
        if "comments" in fields and below:
            limit = int(re.search(r"comments\.limit\((\d+)\)", fields)[1])
            paging = {"cursors": {"after": str(limit)}} | ({"next": "x"} if len(below) > limit else {})
            shown["comments"] = {"data": below[:limit], "paging": paging}
        return shown

    def _comments_of(self, number: str, asked: Asked) -> Answer:
        if number not in self.posts and number not in self.comments:
            return recorded("error_100_33")
        if asked.method == "POST":
            made = self.add_comment(number, asked.form["message"], by={"id": PAGE, "name": "Northshire SENDIASS"})
            return Answer(200, {"id": made["id"]})
        start, limit = int(asked.query.get("after", 0)), int(asked.query.get("limit", 25))
        rows = [one for one in reversed(self.comments.values()) if one["on"] == number]
        paging = {"cursors": {"after": str(start + limit)}} | ({"next": "x"} if start + limit < len(rows) else {})
        return Answer(200, {"data": rows[start : start + limit], "paging": paging})

    def _one(self, number: str, asked: Asked) -> Answer:
        kept = self.posts if number in self.posts else self.comments
        if number not in kept:
            return recorded("error_100_33")
        if asked.query.get("fields") == "can_reply_privately":
            is_free = all(one["about"] != number for one in self.messages)
            return Answer(200, {"id": number, "can_reply_privately": is_free})
        if "reactions" in asked.query.get("fields", ""):
            return self._figures(asked, [number]) or Answer(200, _figures_of(kept[number], asked))
        if asked.method == "GET":
            return Answer(200, {"id": number, "message": kept[number]["message"]})
        if asked.method == "DELETE":
            del kept[number]
        elif "message" in asked.form:
            kept[number]["message"] = asked.form["message"]
        elif "is_hidden" in asked.form:
            kept[number]["is_hidden"] = asked.form["is_hidden"] == "true"
        return recorded("success")

    def _several(self, asked: Asked) -> Answer:
        """Refused as a whole for one part of it that cannot be told."""
        numbers = asked.query["ids"].split(",")
        if not all(one in self.posts for one in numbers):
            return recorded("error_100_33")
        told = {one: _figures_of(self.posts[one], asked) for one in numbers}
        return self._figures(asked, numbers) or Answer(200, told)

    def _figures(self, asked: Asked, numbers: list[str]) -> Answer | None:
        """What stands in the way of telling figures."""
        metrics = re.search(r"insights\.metric\(([^)]*)\)", asked.query["fields"])
        if metrics and not self.may_read_insights:
            return recorded("error_200")
        return recorded("error_100") if metrics and set(metrics[1].split(",")) - self.metrics else None

    def write_message(self, text: str, *, by: str = PARENT["id"]) -> dict[str, Any]:
        """Somebody writes to the page in private, or the page to them."""
        number, at = next(self.numbers), self.now().strftime("%Y-%m-%dT%H:%M:%S+0000")
        said = {"id": f"m_{number}abc", "message": text, "from": {"id": by, "name": "A. Parent"}, "created_time": at}
        self.conversations.setdefault(PARENT["id"] if by == PAGE else by, []).append(said)
        return said

    def _conversations(self, asked: Asked) -> Answer:
        """The last changed one first, with its newest messages first."""
        if not self.may_read_messages:
            return recorded("error_200")
        wanted = asked.query.get("user_id")
        kept = {who: rows for who, rows in self.conversations.items() if wanted in (None, who)}
        last = sorted(kept.values(), key=lambda rows: rows[-1]["created_time"], reverse=True)
        return Answer(200, {"data": [
            {"id": f"t_{rows[0]['id']}", "updated_time": rows[-1]["created_time"], "messages": {"data": rows[:-21:-1]}}
            for rows in last
        ]})  # fmt: skip

    def _message(self, asked: Asked) -> Answer:
        to = json.loads(asked.form["recipient"]).get("id")
        if to:
            assert asked.form["messaging_type"] == "RESPONSE"
            said = self.write_message(json.loads(asked.form["message"])["text"], by=PAGE)
            return Answer(200, {"recipient_id": to, "message_id": said["id"]})
        about = json.loads(asked.form["recipient"])["comment_id"]
        if any(one["about"] == about for one in self.messages):
            return recorded("error_10900")
        self.messages.append({"about": about, "text": json.loads(asked.form["message"])["text"]})
        return recorded("private_reply")


def _figures_of(row: dict[str, Any], asked: Asked) -> dict[str, Any]:
    """`figures` of a post: reactions, comments, shares and its insights; without, nobody did anything."""
    said = {"reactions": 0, "comments": 0, **row.get("figures", {})}
    told: dict[str, Any] = {
        "id": row["id"],
        "reactions": {"data": [], "summary": {"total_count": said["reactions"]}},
        "comments": {"data": [], "summary": {"total_count": said["comments"]}},
    }
    if "shares" in said:
        told["shares"] = {"count": said["shares"]}
    if metrics := re.search(r"insights\.metric\(([^)]*)\)", asked.query["fields"]):
        values = [
            {"name": name, "period": "lifetime", "values": [{"value": said[name]}]}
            for name in metrics[1].split(",")
            if name in said
        ]
        told["insights"] = {"data": values}
    return told


def _is_proven(asked: Asked) -> bool:
    proof = asked.said.get("appsecret_proof")
    expected = hmac.new(SECRET.encode(), asked.said["access_token"].encode(), hashlib.sha256).hexdigest()
    return proof is None or proof == expected


def _seconds(row: dict[str, Any]) -> float:
    return dt.datetime.fromisoformat(row["created_time"]).timestamp()

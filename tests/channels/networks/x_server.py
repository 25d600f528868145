"""X on loopback, as its documents describe it: posts, pictures, answers, mentions, hiding, and tokens that rotate.

Like X it refuses words that the account has already, links become short ones, "&" is escaped, and a refresh token
works once.
"""

from __future__ import annotations

import datetime as dt
import html
import itertools
import re
import time
from collections import deque
from typing import Any

from tests.channels.networks.server import Answer, Asked, LoopbackServer, payload

ME = "2244000001"
CLIENT, SECRET, CODE = "client-1", "client-secret", "a-code"
PICTURE = b"\xff\xd8 a picture of a logo"
WAITS_S = 600


def recorded(name: str) -> Answer:
    reset, soon = str(int(time.time()) + WAITS_S), str(int(time.time()) + 5)
    return payload("x", name, reset=reset, soon=soon)


class XServer(LoopbackServer):
    def __init__(self) -> None:
        super().__init__()
        self.posts: dict[str, dict[str, Any]] = {}
        self.media: dict[str, dict[str, str]] = {}
        self.hidden: set[str] = set()
        self.locked: set[str] = set()  # their writers let us not see them any more
        self.tokens = {"access-1"}
        self.refresh_tokens = {"refresh-1"}
        self.refreshed = 0
        self.errors: deque[str] = deque()
        self.answers: dict[str, Answer] = {}  # instead of what the server would say: by method and path
        self.has_search = True
        self.refuses_duplicates = True
        self.now = lambda: dt.datetime.now(dt.UTC)
        self.numbers = itertools.count(1)

    @property
    def api(self) -> str:
        """For settings.X_API."""
        return self.url

    @property
    def published(self) -> list[dict[str, Any]]:
        return [row for row in self.posts.values() if row["author_id"] == ME]

    def expire_token(self) -> None:
        """The access token has ended, and the refresh token does not work any more."""
        self.tokens.clear()
        self.refresh_tokens.clear()

    def set_error(self, name: str, *, times: int = 1) -> None:
        """A recorded error for the next call that changes something."""
        self.errors.extend([name] * times)

    def publishes(self, asked: Asked) -> bool:
        return asked.method == "POST" and asked.path == "/2/tweets"

    def error(self, fault: str) -> Answer:
        return recorded({"refused": "error_403", "rate limited": "error_429", "5xx": "error_503"}[fault])

    def add(self, text: str, *, by: str = ME, answers: str = "", media: tuple[str, ...] = ()) -> dict[str, Any]:
        at = self.now()
        ms = int(at.timestamp() * 1000) - 1_288_834_974_657
        number = str((ms << 22) + next(self.numbers) % 4_000_000)
        above = self.posts.get(answers)
        urls = [
            {"url": f"https://t.co/{number[-6:]}{place}", "expanded_url": url}
            for place, url in enumerate(re.findall(r"https?://\S+", text))
        ]
        shown = html.escape(text, quote=False)
        for one in urls:
            shown = shown.replace(html.escape(one["expanded_url"], quote=False), one["url"], 1)
        if media:
            urls.append({"url": f"https://t.co/{number[-6:]}m", "expanded_url": "https://x.com/1", "media_key": "3_1"})
            shown += f" {urls[-1]['url']}"
        if above and above["author_id"] != by:
            shown = f"@a_parent_ex {shown}"
        row = {
            "id": number,
            "text": shown,
            "author_id": by,
            "created_at": at.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
            "conversation_id": above["conversation_id"] if above else number,
            "edit_history_tweet_ids": [number],
        }
        if urls:
            row["entities"] = {"urls": urls}
        if answers:
            row["referenced_tweets"] = [{"type": "replied_to", "id": answers}]
        self.posts[number] = row
        return row

    def answer(self, asked: Asked) -> Answer:
        if asked.path == "/picture_400x400.jpg":
            return Answer(200, PICTURE, {"Content-Type": "image/jpeg"})
        if asked.path == "/2/oauth2/token":
            return self._tokens(asked)
        if asked.headers.get("authorization", "").removeprefix("Bearer ") not in self.tokens:
            return recorded("error_401")
        if self.errors and asked.method != "GET":
            return recorded(self.errors.popleft())
        if said := self.answers.get(f"{asked.method} {asked.path}"):
            return said
        return self._signed_in(asked)

    def _tokens(self, asked: Asked) -> Answer:
        form = asked.form
        if form.get("client_id") != CLIENT:
            return recorded("grant_refused")
        if form["grant_type"] == "refresh_token":
            if form["refresh_token"] not in self.refresh_tokens:
                return recorded("grant_refused")
            self.refresh_tokens.discard(form["refresh_token"])
        elif form.get("code") != CODE or not form.get("code_verifier"):
            return recorded("grant_refused")
        self.refreshed += 1
        answer = recorded("tokens")
        answer.body["access_token"] = f"access-{self.refreshed + 1}"
        answer.body["refresh_token"] = f"refresh-{self.refreshed + 1}"
        self.tokens = {answer.body["access_token"]}
        self.refresh_tokens.add(answer.body["refresh_token"])
        return answer

    def _signed_in(self, asked: Asked) -> Answer:
        if asked.path == "/2/users/me":
            answer = recorded("me")
            answer.body["data"]["profile_image_url"] = f"{self.url}/picture_normal.jpg"
            return answer
        if asked.path == "/2/media/upload":
            return self._upload(asked)
        if asked.path == "/2/media/metadata":
            self.media[asked.body["id"]]["alt"] = asked.body["metadata"]["alt_text"]["text"]
            return recorded("media_described")
        if asked.path == "/2/tweets" and asked.method == "GET":
            return self._by_numbers(asked)
        if asked.path == "/2/tweets":
            return self._post(asked)
        if asked.path == f"/2/users/{ME}/tweets":
            return self._list(asked, self.published)
        if asked.path == f"/2/users/{ME}/mentions":
            others = [row for row in self.posts.values() if row["author_id"] != ME]
            return self._list(asked, [row for row in others if "@northshire_sen" in row["text"]])
        if asked.path == "/2/tweets/search/recent":
            return self._search(asked)
        if found := re.fullmatch(r"/2/tweets/(\d+)(/hidden)?", asked.path):
            return self._one(asked, found[1], is_hiding=bool(found[2]))
        return recorded("error_404")

    def _upload(self, asked: Asked) -> Answer:
        answer = recorded("media_uploaded")
        answer.body["data"]["id"] = number = str(1880028106020515840 + next(self.numbers))
        self.media[number] = {"type": asked.files["media"][2], "category": asked.form["media_category"]}
        return answer

    def _post(self, asked: Asked) -> Answer:
        text, answers = asked.body.get("text", ""), asked.body.get("reply", {}).get("in_reply_to_tweet_id", "")
        pictures = tuple(asked.body.get("media", {}).get("media_ids", ()))
        if not all(one in self.media for one in pictures) or not (text or pictures):
            return recorded("error_400")
        if self.refuses_duplicates and any(row.get("given") == (text, answers) for row in self.published):
            return recorded("error_403_duplicate")
        row = self.add(text, answers=answers, media=pictures)
        row["given"] = (text, answers)
        row["pictures"] = [self.media[one] for one in pictures]
        answer = recorded("post_created")
        answer.body["data"] = {"id": row["id"], "text": row["text"]}
        return answer

    def _list(self, asked: Asked, rows: list[dict[str, Any]]) -> Answer:
        """Newest first."""
        if since := asked.query.get("since_id"):
            rows = [row for row in rows if int(row["id"]) > int(since)]
        if start := asked.query.get("start_time"):
            rows = [row for row in rows if row["created_at"] >= start]
        if "replies" in asked.query.get("exclude", ""):
            rows = [row for row in rows if not row.get("referenced_tweets")]
        rows = sorted(rows, key=lambda row: -int(row["id"]))
        begin = int(asked.query.get("pagination_token") or asked.query.get("next_token") or 0)
        end = begin + int(asked.query.get("max_results", 10))
        meta = {"result_count": len(rows[begin:end])} | ({"next_token": str(end)} if end < len(rows) else {})
        users = [{"id": row["author_id"], "name": "A. Parent", "username": "a_parent_ex"} for row in rows[begin:end]]
        shown = [{name: value for name, value in row.items() if name not in ("given", "pictures")} for row in rows]
        body = {"data": shown[begin:end], "meta": meta, "includes": {"users": users}}
        return Answer(200, body if shown[begin:end] else {"meta": meta})

    def _search(self, asked: Asked) -> Answer:
        if not self.has_search:
            return recorded("error_403")
        if words := re.match(r'"([^"]+)"|(#\w+)', asked.query["query"]):
            said = (words[1] or words[2]).lower()
            found = [row for row in self.posts.values() if said in row["text"].lower()]
            return self._list(asked, [row for row in found if f"-from:{row['author_id']}" not in asked.query["query"]])
        wanted = set(re.findall(r"conversation_id:(\d+)", asked.query["query"]))
        found = [row for row in self.posts.values() if row["conversation_id"] in wanted and row["author_id"] != ME]
        return self._list(asked, found)

    def _by_numbers(self, asked: Asked) -> Answer:
        """Posts by their numbers, any version of one that was edited; the documented errors for the others."""
        numbers = asked.query["ids"].split(",")
        versions = {one: row for row in self.posts.values() for one in row["edit_history_tweet_ids"]}
        gone = [number for number in numbers if number not in versions and number not in self.locked]
        errors = [_problem(number, "resource-not-found") for number in gone]
        errors += [_problem(number, "not-authorized-for-resource") for number in numbers if number in self.locked]
        found = [versions[number] for number in numbers if number in versions and number not in self.locked]
        body = {"data": found, "errors": errors}
        return Answer(200, {name: rows for name, rows in body.items() if rows})

    def _one(self, asked: Asked, number: str, *, is_hiding: bool) -> Answer:
        if number not in self.posts:
            return recorded("error_404")
        if not is_hiding:
            del self.posts[number]
            return recorded("post_deleted")
        (self.hidden.add if asked.body["hidden"] else self.hidden.discard)(number)
        return Answer(200, {"data": {"hidden": asked.body["hidden"]}})


def _problem(number: str, kind: str) -> dict[str, str]:
    return {
        "resource_id": number,
        "resource_type": "tweet",
        "value": number,
        "title": "Not Found Error",
        "type": f"https://api.twitter.com/2/problems/{kind}",
    }
